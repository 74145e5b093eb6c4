/// All sentences of one language: one key, one sentence with named values, `key = Text with {name}`.
///
/// A catalogue is one string literal a file, parsed once. Lines that start with `#` and empty lines are skipped; `\n` in a
/// sentence is a line break.
public struct Catalogue: Sendable {
  public let language: Language
  private let sentences: [String: String]
  /// In the order of the file.
  public let keys: [String]
  /// Lines that are no `key = sentence`, and keys that stand twice: empty in a sound catalogue (a test holds that).
  public let faults: [String]

  public init(language: Language, _ text: String) {
    self.language = language
    var sentences: [String: String] = [:]
    var keys: [String] = []
    var faults: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
      guard let equals = line.firstIndex(of: "=") else {
        faults.append(String(line))
        continue
      }
      let key = trimmed(line[..<equals])
      let sentence = trimmed(line[line.index(after: equals)...]).split(separator: "\\n", omittingEmptySubsequences: false).joined(
        separator: "\n")
      if sentences.updateValue(sentence, forKey: key) != nil { faults.append("twice: \(key)") } else { keys.append(key) }
    }
    self.sentences = sentences
    self.keys = keys
    self.faults = faults
  }

  /// The sentence with its values put in. A missing key shows as `⟨key⟩`: visible on the page, and a test finds it before.
  public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    guard let sentence = sentences[key] else { return "⟨\(key)⟩" }
    return values.isEmpty ? sentence : Self.fill(sentence, values)
  }

  public func sentence(_ key: String) -> String? { sentences[key] }

  /// Names in braces, in order of appearance.
  public static func names(in sentence: String) -> [String] {
    var names: [String] = []
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }

  private static func fill(_ sentence: String, _ values: [String: String]) -> String {
    var out = ""
    var rest = sentence[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      out += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }
}

func trimmed(_ text: Substring) -> String {
  var text = text
  while let first = text.first, first.isWhitespace { text.removeFirst() }
  while let last = text.last, last.isWhitespace { text.removeLast() }
  return String(text)
}
