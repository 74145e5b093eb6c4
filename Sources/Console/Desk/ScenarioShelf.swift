import Basics
import Foundation
import Incident
import Intake
import Operations

/// The scenarios of a folder, as a coordinator chooses and changes them. A shipped one is never written over.
actor ScenarioShelf {
  /// What a list says of one.
  struct Card: Sendable, Hashable {
    var file: String
    var title: Bilingual
    var hazard: Hazard
    var start: Instant
    var hours: Int
    var injects: Int
    var objectives: [Bilingual]
    /// How many of its figures come from where.
    var sources: [ParameterSource.Kind: Int]
    /// A copy that was made here.
    var isOwn: Bool
  }

  static let mostScenarios = 200
  static let mostBytes = 256 << 10
  /// Begins the first line of a copy.
  static let mark = "# Salinan dari"

  nonisolated let folder: String
  private var city: City?
  private var cards: [Card]?

  init(folder: String) { self.folder = folder }

  func path(_ file: String) -> String? {
    guard file.hasSuffix(".yaml"), file.utf8.count <= 80, file.utf8.allSatisfy({ isPlain($0) }), !file.hasPrefix(".") else {
      return nil
    }
    let path = (folder as NSString).appendingPathComponent(file)
    return Files.exists(path) ? path : nil
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte == 45 || byte == 46
      || byte == 95
  }

  func list() throws(Problem) -> [Card] {
    if let cards { return cards }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
    var found: [Card] = []
    for name in names.prefix(Self.mostScenarios) {
      guard let text = try? text(name), text.contains("\nhazard:") else { continue }
      guard let scenario = try check(text, file: name).value else { continue }
      found.append(
        Card(
          file: name, title: scenario.title, hazard: scenario.hazard, start: scenario.start, hours: scenario.hours,
          injects: scenario.injects.count, objectives: scenario.evaluation.objectives.map(\.title),
          sources: Dictionary(grouping: scenario.sources, by: \.kind).mapValues(\.count), isOwn: text.hasPrefix(Self.mark)))
    }
    cards = found
    return found
  }

  func text(_ file: String) throws(Problem) -> String {
    guard let path = path(file) else { throw Problem("scenario.unknown", "no scenario \"\(file)\"", exit: .usage) }
    return String(decoding: try Files.read(path), as: UTF8.self)
  }

  /// The file of assumptions that a scenario names.
  func assumptions(_ text: String) -> String? {
    ScenarioEdit(text).value("assumptions").flatMap { name in
      guard !name.contains("/") else { return nil }
      return try? String(decoding: Files.read((folder as NSString).appendingPathComponent(name)), as: UTF8.self)
    }
  }

  /// The scenario's own reader on a text that is not saved.
  func check(_ text: String, file: String) throws(Problem) -> Reading<Scenario?> {
    guard text.utf8.count <= Self.mostBytes else {
      return Reading(nil, problems: [Problem("scenario.large", "\(text.utf8.count) bytes; expected at most \(Self.mostBytes)")])
    }
    let bytes = Array(text.utf8)
    let city = try knownCity()
    var files: [CityFile] = []
    for name in ScenarioReader.attachments(bytes: bytes, file: file) where !name.contains("/") {
      let path = (folder as NSString).appendingPathComponent(name)
      if Files.exists(path) { files.append((name, try Files.read(path))) }
    }
    return ScenarioReader.read(bytes: bytes, file: file, city: city, digest: String(SecretText.digest(text)), files: files)
  }

  private func knownCity() throws(Problem) -> City {
    if let city { return city }
    var problems: [Problem] = []
    let read = try CityPack.load(folder: folder).city(problems: &problems)
    city = read
    return read
  }

  /// Saves a sound text under a name that no file has yet.
  /// - Returns: the name of the file.
  func save(_ text: String, as name: String, from original: String) throws(Problem) -> String {
    let words = name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let plain = String(words.joined(separator: "-").prefix(40))
    guard !plain.isEmpty else {
      throw Problem("scenario.name", "the copy has no name", exit: .usage)
    }
    let file = plain + ".yaml"
    let path = (folder as NSString).appendingPathComponent(file)
    guard !Files.exists(path) else {
      throw Problem("scenario.exists", "\(file) exists already", advice: "choose another name.", exit: .usage)
    }
    let reading = try check(text, file: file)
    guard reading.value != nil else {
      throw reading.problems.first { $0.severity == .error } ?? Problem("scenario.unreadable", "unreadable")
    }
    try Files.write(Array("\(Self.mark) \(original)\n\(text)".utf8), to: path)
    cards = nil
    return file
  }
}
