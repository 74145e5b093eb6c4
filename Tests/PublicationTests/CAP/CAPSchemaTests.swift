import Basics
import Foundation
import Publication
import Testing

/// The official schema as a judge that shares no code with ours, where it and `xmllint` are at hand.
@Suite("CAP alerts against the official schema")
struct CAPSchemaTests {
  static let schema = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/standards/CAP-v1.2.xsd").path
  static let lint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint", "/opt/homebrew/bin/xmllint"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let isHere = lint != nil && FileManager.default.fileExists(atPath: schemaPath)

  /// In a worktree the shared folder may lie one level higher.
  static let schemaPath: String = {
    if FileManager.default.fileExists(atPath: schema) { return schema }
    let up = URL(filePath: schema).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared/standards/CAP-v1.2.xsd").path
    return up
  }()

  /// Names of the files that the schema refuses.
  func refused(_ files: [(name: String, bytes: [UInt8])]) throws -> Set<String> {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "cap-\(ProcessInfo.processInfo.processIdentifier)-\(files.count)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Foundation.Data(file.bytes).write(to: folder.appending(path: file.name)) }
    let run = Foundation.Process()
    run.executableURL = URL(filePath: Self.lint ?? "")
    run.currentDirectoryURL = folder
    run.arguments = ["--noout", "--nonet", "--schema", Self.schemaPath] + files.map(\.name)
    let pipe = Pipe()
    run.standardError = pipe
    try run.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    run.waitUntilExit()
    var refused: Set<String> = []
    var passed: Set<String> = []
    for line in said.split(separator: "\n") {
      if line.hasSuffix(" fails to validate") { refused.insert(String(line.dropLast(" fails to validate".count))) }
      if line.hasSuffix(" validates") { passed.insert(String(line.dropLast(" validates".count))) }
    }
    #expect(refused.count + passed.count == files.count, "xmllint judged \(refused.count + passed.count) of \(files.count)")
    return refused
  }

  @Test("every alert that is written validates with xmllint", .enabled(if: isHere))
  func written() throws {
    var random = RandomAlert(seed: 7)
    let files = (0..<500).map { ("alert-\($0).xml", CAPWriter.bytes(random.alert())) }
    #expect(try refused(files) == [])
  }

  @Test("each fault of spelling that the check names is refused by the schema too", .enabled(if: isHere))
  func misspelled() throws {
    var random = RandomAlert(seed: 8)
    var files: [(name: String, bytes: [UInt8])] = []
    for (i, fault) in CAPBreaks.spellings.enumerated() {
      for round in 0..<8 {
        guard let text = CAPRuleTests.misspelled(&random, fault.from, fault.to) else { continue }
        files.append(("\(i)-\(round).xml", Array(text.utf8)))
      }
    }
    #expect(files.count > 150)
    let passed = Set(files.map(\.name)).subtracting(try refused(files))
    #expect(passed.sorted() == [])
  }
}
