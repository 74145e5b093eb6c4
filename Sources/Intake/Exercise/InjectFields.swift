import Basics
import Geography
import Incident

/// Keys and texts of an inject's content or condition, from YAML or from a field of the MSEL as `place=pompa-laksamana; count=2`.
struct InjectFields {
  struct Entry {
    var key: String
    var text: String
  }

  typealias Fault = (_ key: String?, _ code: String, _ message: String, _ advice: String?) -> Void

  let entries: [Entry]
  let city: City
  let fault: Fault

  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// Names each key beyond these.
  func allow(_ keys: [String]) {
    for (i, entry) in entries.enumerated() {
      if !keys.contains(entry.key) {
        let known = keys.isEmpty ? "none" : keys.joined(separator: ", ")
        fault(
          entry.key, "inject.unknown", "the key \(quoted(entry.key)) is not known here; expected \(known)",
          suggestion(for: entry.key, among: keys).map { "\"\($0)\" was meant." } ?? "delete it.")
      } else if entries.prefix(i).contains(where: { $0.key == entry.key }) {
        fault(entry.key, "inject.twice", "the key \(quoted(entry.key)) stands twice", "delete one of them.")
      }
    }
  }

  func text(_ key: String) -> String? {
    if let found = entries.first(where: { $0.key == key }), !found.text.isEmpty { return found.text }
    fault(key, "inject.missing", "\(key) is missing", nil)
    return nil
  }

  func int(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    guard let text = text(key) else { return nil }
    if let value = Int(text), text.utf8.count <= 9, range.contains(value) { return value }
    fault(key, "inject.number", "\(quoted(text)); expected a whole number, \(range.lowerBound)...\(range.upperBound)", nil)
    return nil
  }

  func int(_ key: String, _ range: ClosedRange<Int>, default standard: Int) -> Int? { has(key) ? int(key, range) : standard }

  func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) -> T? where T.RawValue == String {
    text(key).flatMap { choice($0, key, type) }
  }

  private func choice<T: RawRepresentable & CaseIterable>(_ text: String, _ key: String, _ type: T.Type) -> T?
  where T.RawValue == String {
    if let value = T(rawValue: text) { return value }
    let names = type.allCases.map(\.rawValue)
    fault(
      key, "inject.choice", "\(quoted(text)); expected one of \(names.joined(separator: ", "))",
      suggestion(for: text, among: names).map { "\"\($0)\" was meant." })
    return nil
  }

  func place(_ key: String, kind: PlaceKind? = nil) -> PlaceID? { text(key).flatMap { place($0, key, kind) } }

  private func place(_ text: String, _ key: String, _ kind: PlaceKind?) -> PlaceID? {
    let known = city.places.filter { kind == nil || $0.kind == kind }.map(\.id)
    if known.contains(PlaceID(text)) { return PlaceID(text) }
    let word = kind.map { "\($0.rawValue) " } ?? "place "
    fault(
      key, "inject.place", "the \(word)\(quoted(text)) is not in places.csv",
      suggestion(for: text, among: known.map(\.rawValue)).map { "\"\($0)\" was meant." })
    return nil
  }

  func area(_ key: String) -> AreaID? { text(key).flatMap { area($0, key) } }

  private func area(_ text: String, _ key: String) -> AreaID? {
    if city.area(AreaID(text)) != nil { return AreaID(text) }
    let named = city.areas.first { $0.name.lowercased() == text.lowercased() }
    let guess = suggestion(for: text, among: city.areas.map(\.id.rawValue))
    fault(
      key, "inject.area", "the kelurahan \(quoted(text)) is not in kelurahan.csv",
      named.map { "write its code \($0.id)." } ?? guess.map { "\"\($0)\" was meant." })
    return nil
  }

  /// Codes between blanks; empty where the key is absent.
  func areas(_ key: String) -> [AreaID] { words(key).compactMap { area($0, key) } }

  func channels(_ key: String) -> [ContactChannel] { words(key).compactMap { choice($0, key, ContactChannel.self) } }

  private func words(_ key: String) -> [String] {
    FieldText.words(entries.first { $0.key == key }?.text ?? "")
  }

  /// Two places between blanks.
  func places(_ key: String) -> (PlaceID, PlaceID)? {
    let ends = words(key)
    guard ends.count == 2, ends[0] != ends[1] else {
      fault(key, "inject.road", "expected two places between which the road lies", nil)
      return nil
    }
    let first = place(ends[0], key, nil)
    let second = place(ends[1], key, nil)
    guard let first, let second else { return nil }
    return (first, second)
  }

  func role(_ key: String) -> RoleID? { text(key).flatMap { role($0, key) } }

  func role(_ text: String, _ key: String) -> RoleID? {
    if city.role(RoleID(text)) != nil { return RoleID(text) }
    fault(
      key, "inject.role", "the role \(quoted(text)) is not in roles.yaml",
      suggestion(for: text, among: city.roles.map(\.id.rawValue)).map { "\"\($0)\" was meant." })
    return nil
  }

  /// `role@place`
  func team(_ key: String) -> (RoleID, PlaceID)? {
    guard let text = text(key) else { return nil }
    let parts = text.split(separator: "@", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      fault(key, "inject.team", "\(quoted(text)); expected role@place", nil)
      return nil
    }
    let role = role(parts[0], key)
    let place = place(parts[1], key, nil)
    guard let role, let place else { return nil }
    return (role, place)
  }

  /// `key=value; key=value`
  static func entries(_ text: String) -> [Entry] {
    text.split(separator: ";").compactMap { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = trimmed(pair[0])
      if key.isEmpty, pair.count < 2 { return nil }
      return Entry(key: key, text: pair.count == 2 ? trimmed(pair[1]) : "")
    }
  }

  static func text(_ entries: [Entry]) -> String { entries.map { "\($0.key)=\($0.text)" }.joined(separator: "; ") }

  private static func trimmed(_ text: Substring) -> String {
    var bytes = text.utf8[...]
    while let first = bytes.first, first <= 32 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 32 { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
