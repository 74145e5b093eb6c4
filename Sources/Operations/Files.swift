import Basics
import Crypto
import Foundation

/// Reading and writing files, with a `Problem` for each way that it fails.
public enum Files {
  /// Where relative names begin, while a command is carried out for a process that stands elsewhere; nil for this process's folder.
  @TaskLocal public static var folder: String?

  /// The name as this process finds it.
  public static func placed(_ path: String) -> String {
    guard let folder, !path.hasPrefix("/") else { return path }
    return folder + "/" + path
  }

  /// Largest file that is read whole, in bytes.
  public static let largest = 512 << 20

  /// - Throws: exit 66 where the file is missing, 74 where it cannot be read, 65 where it is too large.
  public static func read(_ name: String) throws(Problem) -> [UInt8] {
    let path = placed(name)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Problem("file.missing", "there is no file \"\(path)\"", advice: suggestion(near: path), exit: .missingFile)
    }
    if isFolder.boolValue { throw Problem("file.folder", "\"\(path)\" is a folder, not a file", exit: .missingFile) }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Problem(
        "file.unreadable", "\"\(path)\" cannot be opened", advice: "its permissions are too tight.", exit: .inputOutput)
    }
    defer { try? handle.close() }
    do {
      let size = try handle.seekToEnd()
      guard size <= UInt64(largest) else {
        throw Problem("file.tooLarge", "\"\(path)\" has \(size) bytes, more than the limit of \(largest)")
      }
      try handle.seek(toOffset: 0)
      return [UInt8](try handle.readToEnd() ?? Foundation.Data())
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem("file.unreadable", "\"\(path)\" cannot be read", cause: "\(error)", exit: .inputOutput)
    }
  }

  /// Writes whole or not at all: a new file beside it, synced, then renamed over the old one.
  public static func write(_ bytes: [UInt8], to name: String) throws(Problem) {
    let path = placed(name)
    do {
      let folder = (path as NSString).deletingLastPathComponent
      if !folder.isEmpty { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
      try Foundation.Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Problem("file.unwritable", "\"\(path)\" cannot be written", cause: "\(error)", exit: .inputOutput)
    }
  }

  public static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: placed(path)) }

  private static func suggestion(near path: String) -> String? {
    let folder = (path as NSString).deletingLastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    guard let name = Basics.suggestion(for: (path as NSString).lastPathComponent, among: names.sorted()) else { return nil }
    return "you mean \"\((folder as NSString).appendingPathComponent(name))\"?"
  }
}

/// SHA-256 in lower-case hexadecimal.
public func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Digest of several named files: of the lines `sha256 name` in the order of the names.
public func digest(of files: [(name: String, bytes: [UInt8])]) -> String {
  let lines = files.sorted { $0.name < $1.name }.map { "\(sha256($0.bytes)) \($0.name)\n" }
  return sha256(Array(lines.joined().utf8))
}
