import Foundation
import Testing

/// The rules of the house that can be read off the sources. `Sources/README.md` numbers them.
@Suite struct HouseTests {
  /// What each room may import of ours, beside Basics.
  static let rooms: [String: Set<String>] = [
    "Basics": [], "Geography": [], "Assignment": [], "Flood": ["Geography"], "Simulation": [], "Ledger": [],
    "Incident": ["Geography"],
    "Intake": ["Geography", "Incident"], "Staffing": ["Geography", "Incident", "Assignment"],
    "Callout": ["Incident"], "Publication": ["Geography", "Incident", "Intake"],
    "Operations": ["Geography", "Assignment", "Ledger", "Incident", "Intake", "Staffing", "Callout", "Publication"],
    "Drill": [
      "Geography", "Assignment", "Flood", "Simulation", "Ledger", "Incident", "Intake", "Staffing", "Callout", "Publication",
      "Operations",
    ],
    "Console": [
      "Geography", "Assignment", "Flood", "Simulation", "Ledger", "Incident", "Intake", "Staffing", "Callout", "Publication",
      "Operations", "Drill",
    ],
    "siaga": [
      "Geography", "Assignment", "Flood", "Simulation", "Ledger", "Incident", "Intake", "Staffing", "Callout", "Publication",
      "Operations", "Drill", "Console",
    ],
  ]

  /// Outside libraries and the rooms that may import them.
  static let outside: [String: Set<String>] = [
    "GRDB": ["Ledger", "Operations"], "Crypto": ["Ledger", "Operations", "Console"], "CryptoExtras": ["Console"],
    "Yams": ["Intake"], "Mustache": ["Publication"], "ArgumentParser": ["siaga"], "CExpat": ["Intake"],
    "CZlib": ["Intake"],
    "Hummingbird": ["Console"], "NIOCore": ["Console", "Operations"], "NIOPosix": ["Operations", "Console"],
    "NIOHTTP1": ["Operations"], "NIOSSL": ["Operations", "Console"], "HummingbirdTLS": ["Console"],
    "HummingbirdCore": ["Console"], "ServiceLifecycle": ["Console"],
  ]

  static let pure: Set<String> = [
    "Basics", "Geography", "Assignment", "Flood", "Simulation", "Incident", "Intake", "Staffing", "Callout",
  ]

  static let impure = [
    "Date()", "Date.now", "UUID()", "SystemRandomNumberGenerator", "FileManager", "ProcessInfo", "URLSession", "ContinuousClock",
    "SuspendingClock", "DispatchTime", "Task.sleep", "getenv", "fopen", "print(", ".hashValue", "Hasher", ".randomElement()",
    ".shuffled()", ".shuffle()",
  ]

  struct Source {
    var room: String
    var name: String
    var text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let sources: [Source] = {
    let folder = root.appending(path: "Sources")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else { return nil }
      return Source(room: String(name.prefix { $0 != "/" }), name: name, text: text)
    }
  }()

  /// The line without its comment.
  static func code(_ line: Substring) -> Substring { line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }

  @Test func theSourcesAreFound() { #expect(Self.sources.count > 40) }

  @Test func eachRoomImportsOnlyWhatTheHouseAllows() {
    for source in Self.sources {
      for line in source.lines
      where line.hasPrefix("import ") || line.hasPrefix("@testable import ") || line.hasPrefix("public import ") {
        let module = String(line.split(separator: " ").last ?? "").split(separator: ".").first.map(String.init) ?? ""
        if Self.rooms[module] != nil, module != "Basics" {
          #expect(Self.rooms[source.room]?.contains(module) == true, "\(source.name) imports \(module)")
        }
        if let allowed = Self.outside[module] { #expect(allowed.contains(source.room), "\(source.name) imports \(module)") }
      }
    }
  }

  @Test func pureRoomsReadNoClockNoFileAndNoGlobalRandomness() {
    for source in Self.sources where Self.pure.contains(source.room) {
      for (number, line) in source.lines.enumerated() {
        let code = Self.code(line)
        for word in Self.impure where code.contains(word) {
          let isPartOfAWord = code.firstRange(of: word).map { range in
            range.lowerBound > code.startIndex && (code[code.index(before: range.lowerBound)].isLetter && word.first != ".")
          }
          #expect(isPartOfAWord == true, "\(source.name):\(number + 1): \(word)")
        }
      }
    }
  }

  @Test func nothingCanCrashOnBadInput() {
    for source in Self.sources {
      for (number, line) in source.lines.enumerated() {
        for word in ["try!", "as! ", "fatalError("] where Self.code(line).contains(word) {
          Issue.record("\(source.name):\(number + 1): \(word)")
        }
      }
    }
  }

  @Test func outsideTextMeetsNoRegularExpression() {
    for source in Self.sources {
      for word in ["Regex<", "Regex(", "NSRegularExpression", "import RegexBuilder"] where source.text.contains(word) {
        Issue.record("\(source.name): \(word)")
      }
    }
  }

  @Test func nothingIsLeftOver() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    for source in Self.sources {
      // A catalogue is one literal, a line a sentence.
      let isCatalogue = source.name.contains("Words")
      #expect(isCatalogue || source.lines.count <= 500, "\(source.name) has \(source.lines.count) lines: more than one subject?")
      for (number, line) in source.lines.enumerated() {
        for mark in marks where line.contains(mark) { Issue.record("\(source.name):\(number + 1): \(mark)") }
      }
    }
  }

  @Test func publicTypesAreDocumented() {
    var types = 0
    var bare: [String] = []
    for source in Self.sources {
      let lines = source.lines
      for (number, line) in lines.enumerated()
      where ["public struct ", "public enum ", "public actor ", "public final class ", "public protocol "].contains(where: {
        line.hasPrefix($0)
      }) {
        types += 1
        var above = number - 1
        while above >= 0, lines[above].hasPrefix("@") { above -= 1 }
        if above < 0 || !lines[above].hasPrefix("///") { bare.append("\(source.name):\(number + 1)") }
      }
    }
    #expect(Double(bare.count) <= 0.1 * Double(types), "without a doc comment: \(bare)")
  }

  @Test func theTopLevelHoldsTheHouseOnly() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.path).filter {
      !$0.hasPrefix(".") && $0 != "Package.resolved"
    }
    let allowed: Set<String> = ["Package.swift", "Sources", "Tests", "scenarios", "README.md", "LICENSE"]
    // What a user's own run leaves beside them is not ours.
    #expect(
      names.filter { !allowed.contains($0) && !$0.contains(".db") && !$0.hasPrefix("siaga-") && !$0.hasPrefix("drill-") } == [])
  }

  @Test func eachInvariantOfTheCodeMapNamesATestThatExists() throws {
    let map = try String(contentsOf: Self.root.appending(path: "Sources/README.md"), encoding: .utf8)
    let tests =
      FileManager.default.enumerator(atPath: Self.root.appending(path: "Tests").path)?.compactMap { $0 as? String } ?? []
    let names = try tests.filter { $0.hasSuffix(".swift") }.map { name in
      try String(contentsOf: Self.root.appending(path: "Tests/\(name)"), encoding: .utf8)
    }.joined(separator: "\n")
    let rows = map.split(separator: "\n").filter { $0.hasPrefix("| I") }
    #expect(rows.count >= 15)
    for row in rows {
      let cells = row.split(separator: "|")
      let quoted = (cells.last(where: { $0.contains("`") }) ?? "").split(separator: "`", omittingEmptySubsequences: false)
      let tests = quoted.enumerated().filter { $0.offset % 2 == 1 }.map { $0.element }
      #expect(!tests.isEmpty, "no test named: \(row)")
      for test in tests { #expect(names.contains("func \(test)(") || names.contains("\(test)"), "no test \(test)") }
    }
  }
}
