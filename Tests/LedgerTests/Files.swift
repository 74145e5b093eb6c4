import Basics
import Foundation

/// Files as the tests need them.
func permissions(_ path: String) throws -> Int {
  let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
  return value?.intValue ?? -1
}

func setPermissions(_ path: String, _ value: Int) throws {
  try FileManager.default.setAttributes([.posixPermissions: value], ofItemAtPath: path)
}

func contents(_ path: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) }

/// Replaces a file's bytes and keeps its permissions.
func overwrite(_ path: String, _ bytes: [UInt8]) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}
