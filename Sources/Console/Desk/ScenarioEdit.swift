import Basics
import Incident

/// The main figures of a scenario's file, changed in its text: all else stays as its author wrote it, comments too.
///
/// Times that a new start moves are all instants of the file; phones and answers are taken over from the file of assumptions first,
/// as a scenario's own key wins over it. What came out is then read by the scenario's own reader, which finds what does not fit.
struct ScenarioEdit {
  private(set) var lines: [String]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  var text: String { lines.joined(separator: "\n") }

  // MARK: Reading

  /// The value of a top-level key on its own line.
  func value(_ key: String) -> String? {
    lines.first { $0.hasPrefix(key + ":") }.map { String($0.dropFirst(key.count + 1)).trimmed }
  }

  var offsetMillimetres: Int? { numbers(after: "offset_mm:", in: block("tide")).first.map { Int($0) } }
  var hasTide: Bool { !block("tide").isEmpty }
  var hasRain: Bool { !block("rain").isEmpty }

  /// Lines of a top-level key, with those indented below it.
  func block(_ key: String) -> [String] {
    guard let range = range(key) else { return [] }
    return Array(lines[range])
  }

  private func range(_ key: String) -> Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else { return nil }
    let end = lines[(first + 1)...].firstIndex { !$0.isEmpty && $0.first != " " && $0.first != "-" } ?? lines.count
    return first..<end
  }

  private func numbers(after word: String, in lines: [String]) -> [Double] {
    lines.flatMap { line in line.components(after: word).compactMap { Double($0.leadingNumber) } }
  }

  // MARK: Changing

  mutating func set(_ key: String, _ value: String) {
    if let at = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) {
      lines[at] = "\(key): \(value)"
    } else {
      lines.insert("\(key): \(value)", at: 0)
    }
  }

  /// Moves each instant of the file (`2021-10-08T01:00`) by minutes; days without an hour by whole days.
  mutating func move(minutes: Int) {
    guard minutes != 0 else { return }
    lines = lines.map { Self.moved($0, minutes) }
  }

  static func moved(_ line: String, _ minutes: Int) -> String {
    let bytes = Array(line.utf8)
    // Comments tell what was: they stay.
    let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
    var out: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let isStart = i == 0 || !(bytes[i - 1].isDigit || bytes[i - 1] == UInt8(ascii: "-"))
      if i + 10 <= end, isStart, let day = CivilDate(String(decoding: bytes[i..<(i + 10)], as: UTF8.self)) {
        if i + 16 <= end, bytes[i + 10] == UInt8(ascii: "T"),
          let hour = Int(String(decoding: bytes[(i + 11)..<(i + 13)], as: UTF8.self)),
          let minute = Int(String(decoding: bytes[(i + 14)..<(i + 16)], as: UTF8.self)), bytes[i + 13] == UInt8(ascii: ":")
        {
          let total = day.dayNumber * 1440 + hour * 60 + minute + minutes
          let (newDay, rest) = (total.dividedDown(by: 1440), total - total.dividedDown(by: 1440) * 1440)
          out += "\(CivilDate(dayNumber: newDay).text)T\((rest / 60).two):\((rest % 60).two)".utf8
          i += 16
        } else {
          out += CivilDate(dayNumber: day.dayNumber + minutes.dividedDown(by: 1440)).text.utf8
          i += 10
        }
        continue
      }
      out.append(bytes[i])
      i += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The sea stands higher by this all the time.
  mutating func setOffset(millimetres: Int) {
    guard let range = range("tide") else { return }
    if let at = lines[range].firstIndex(where: { $0.contains("offset_mm:") }) {
      lines[at] = lines[at].replacingNumbers(after: "offset_mm:") { _ in "\(millimetres)" }
    } else if let at = lines[range].firstIndex(where: { $0.contains("{") }), let brace = lines[at].firstIndex(of: "{") {
      lines[at].insert(contentsOf: "offset_mm: \(millimetres), ", at: lines[at].index(after: brace))
    } else {
      lines.insert("  offset_mm: \(millimetres)", at: range.lowerBound + 1)
    }
  }

  mutating func scaleRain(percent: Int) {
    scale("rain", "mm_per_h:", percent)
  }

  /// Loss of every channel of the telephone network, as a share.
  mutating func setLoss(percent: Int, assumptions: String?) {
    takeOver("network", assumptions)
    takeOverChannels(assumptions)
    guard let range = range("network") else { return }
    // Outages have losses of their own, which stay.
    for i in range where lines[i].contains("{channel:") {
      lines[i] = lines[i].replacingNumbers(after: "loss:") { _ in Self.share(Double(percent) / 100) }
    }
  }

  /// The channels of the assumptions, where a scenario states of its network only when it fails.
  private mutating func takeOverChannels(_ assumptions: String?) {
    guard let range = range("network"), !lines[range].contains(where: { $0.contains("{channel:") }), let assumptions else {
      return
    }
    let channels = ScenarioEdit(assumptions).block("network").filter { $0.contains("{channel:") }
    if !channels.isEmpty { lines.insert(contentsOf: ["  channels:"] + channels, at: range.lowerBound + 1) }
  }

  /// How many say yes, as percent of what the scenario assumes; never above all.
  mutating func scaleAnswers(percent: Int, assumptions: String?) {
    takeOver("staff_behaviour", assumptions)
    change("staff_behaviour", "accepts:") { Self.share(min(1, $0 * Double(percent) / 100)) }
  }

  private mutating func scale(_ key: String, _ word: String, _ percent: Int) {
    change(key, word) { Self.share($0 * Double(percent) / 100) }
  }

  private mutating func change(_ key: String, _ word: String, _ body: (Double) -> String) {
    guard let range = range(key) else { return }
    for i in range { lines[i] = lines[i].replacingNumbers(after: word, body) }
  }

  /// A key of the assumptions becomes the scenario's own, where it has none.
  private mutating func takeOver(_ key: String, _ assumptions: String?) {
    guard range(key) == nil, let assumptions else { return }
    let found = ScenarioEdit(assumptions).block(key)
    if !found.isEmpty { lines += (lines.last == "" ? [] : [""]) + found }
  }

  /// At most three digits behind the point.
  static func share(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let rest = "\(1000 + abs(thousandths) % 1000)".dropFirst()
    return "\(thousandths / 1000).\(rest)"
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 48 && self <= 57 }
}

extension Int {
  fileprivate var two: String { self < 10 ? "0\(self)" : "\(self)" }
  fileprivate func dividedDown(by n: Int) -> Int { self >= 0 ? self / n : -((-self + n - 1) / n) }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed()) }

  fileprivate func components(after word: String) -> [Substring] {
    var found: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      rest = rest[range.upperBound...]
      found.append(rest)
    }
    return found
  }

  /// Each number that follows a word, made anew.
  fileprivate func replacingNumbers(after word: String, _ body: (Double) -> String) -> String {
    var out = ""
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      out += rest[..<range.upperBound]
      rest = rest[range.upperBound...]
      let blanks = rest.prefix { $0 == " " }
      let number = rest.dropFirst(blanks.count).prefix { $0.isNumber || $0 == "." || $0 == "-" }
      guard let value = Double(number) else { continue }
      out += blanks + body(value)
      rest = rest.dropFirst(blanks.count + number.count)
    }
    return out + rest
  }
}

extension Substring {
  fileprivate var leadingNumber: Substring { drop { $0 == " " }.prefix { $0.isNumber || $0 == "." || $0 == "-" } }
}
