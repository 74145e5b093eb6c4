import Basics
import Yams

/// A YAML value with its place in the file.
public struct YAMLNode: Sendable {
  public enum Content: Sendable {
    /// `isPlain`: written without quotes and no block text, so that `5` may be a number and `~` nothing.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public var key: String
    public var line: Int
    public var value: YAMLNode
  }

  public var content: Content
  /// From 1.
  public var line: Int
  public var column: Int

  /// What it is, for messages.
  var kind: String {
    switch content {
    case .scalar(let text, let isPlain): isPlain && Self.isNull(text) ? "nothing" : "the text \(quoted(text))"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }

  var isNull: Bool {
    if case .scalar(let text, true) = content { Self.isNull(text) } else { false }
  }

  private static func isNull(_ text: String) -> Bool { text.isEmpty || text == "~" || text == "null" }
}

/// One YAML file (YAML 1.1 as libyaml reads it), without aliases and within `CityLimits`.
public struct YAMLDocument: Sendable {
  public let file: String
  public let root: YAMLNode

  /// Nil with the reason where the text is no YAML, is too large or too deep, or uses aliases.
  /// - Complexity: O(bytes)
  public static func read(_ bytes: [UInt8], file: String) -> Reading<YAMLDocument?> {
    switch compose(bytes, file: file) {
    case .success(let node): Reading(YAMLDocument(file: file, root: node))
    case .failure(let problem): Reading(nil, problems: [problem])
    }
  }

  private static func compose(_ bytes: [UInt8], file: String) -> Result<YAMLNode, Problem> {
    if let problem = refusal(bytes, file: file) { return .failure(problem) }
    guard let text = String(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    else { return .failure(notUTF8(bytes, file: file)) }
    do {
      // The encoding is stated, because Yams would else ask the environment for it.
      let parser = try Parser(yaml: text, encoding: .utf8)
      guard let node = try parser.singleRoot() else { return .failure(empty(file)) }
      var count = 0
      guard let root = try convert(node, file: file, depth: 0, count: &count) else { return .failure(empty(file)) }
      return .success(root)
    } catch let problem as Problem {
      return .failure(problem)
    } catch {
      return .failure(YAMLFault.problem(error, file: file, text: text))
    }
  }

  private static func refusal(_ bytes: [UInt8], file: String) -> Problem? {
    if bytes.isEmpty { return empty(file) }
    if bytes.count > CityLimits.yamlBytes {
      return Problem(
        "yaml.large", "\(bytes.count) bytes, more than the limit of \(CityLimits.yamlBytes)", at: .init(file: file))
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Problem(
        "yaml.encoding", "the file is written in UTF-16; expected UTF-8", at: .init(file: file), advice: "save it as UTF-8.")
    }
    if let zero = bytes.firstIndex(of: 0) {
      return Problem(
        "yaml.binary", "a zero byte; expected text", at: .init(file: file, line: CSVDecoding.line(of: zero, in: bytes)))
    }
    return YAMLGuard.problem(bytes, file: file)
  }

  private static func empty(_ file: String) -> Problem {
    Problem("yaml.empty", "the file is empty; expected keys and values", at: .init(file: file))
  }

  private static func notUTF8(_ bytes: [UInt8], file: String) -> Problem {
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    return Problem(
      "yaml.encoding", "bytes that are not UTF-8", at: .init(file: file, line: broken + 1), advice: "save the file as UTF-8.")
  }

  /// - Throws: `Problem`
  private static func convert(_ node: Node, file: String, depth: Int, count: inout Int) throws -> YAMLNode? {
    count += 1
    let line = node.mark?.line ?? 1
    guard count <= CityLimits.yamlNodes, depth <= 1_000 else {
      throw Problem(
        "yaml.large", "more than \(CityLimits.yamlNodes) values, or nested too deep", at: .init(file: file, line: line))
    }
    let content: YAMLNode.Content
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string, isPlain: scalar.style == .plain)
    case .sequence(let sequence):
      content = .sequence(try sequence.compactMap { try convert($0, file: file, depth: depth + 1, count: &count) })
    case .mapping(let mapping):
      content = .mapping(
        try mapping.map { key, value in
          guard case .scalar(let name) = key else {
            throw Problem(
              "yaml.key", "a key that is a list or a group; expected a word", at: .init(file: file, line: key.mark?.line))
          }
          let value = try convert(value, file: file, depth: depth + 1, count: &count)
          let keyLine = name.mark?.line ?? line
          return .init(
            key: name.string, line: keyLine,
            value: value ?? YAMLNode(content: .scalar("", isPlain: true), line: keyLine, column: 1))
        })
    case .alias: throw Problem("yaml.alias", "an alias; aliases are not read", at: .init(file: file, line: line))
    }
    return YAMLNode(content: content, line: line, column: node.mark?.column ?? 1)
  }
}

/// Words for what the parser throws.
enum YAMLFault {
  static func problem(_ error: any Error, file: String, text: String) -> Problem {
    guard let fault = error as? YamlError else {
      return Problem("yaml.syntax", "the text is no YAML", at: .init(file: file), cause: "\(error)")
    }
    switch fault {
    case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
      return syntax(what, line: mark.line, file: file, text: text)
    case .reader(let what, let offset, _, _):
      let before = text.utf8.prefix(max(0, offset ?? 0))
      return syntax(what, line: before.reduce(1) { $1 == 10 ? $0 + 1 : $0 }, file: file, text: text)
    case .duplicatedKeysInMapping(let keys, let context):
      return Problem(
        "yaml.twice", "the key \(quoted(keys.first ?? "")) stands twice in one group",
        at: .init(file: file, line: context.mark.line, field: keys.first), advice: "delete one of them.")
    default: return Problem("yaml.syntax", "the text is no YAML", at: .init(file: file))
    }
  }

  private static func syntax(_ what: String, line: Int, file: String, text: String) -> Problem {
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    let shown = lines.indices.contains(line - 1) ? lines[line - 1] : lines[0]
    let advice: String
    if shown.prefix(while: { $0 == 32 || $0 == 9 }).contains(9) {
      advice = "a tab stands in the indentation: use blanks."
    } else if what.contains("mapping values") {
      advice = "a text with \": \" in it must stand in quotes, or a line is indented too far."
    } else if what.contains("expected ',' or") {
      advice = "a comma or a closing bracket is missing in this line or above."
    } else {
      advice = "the line is indented wrongly, or a quote or bracket above is not closed."
    }
    return Problem(
      "yaml.syntax", "no YAML: \(what), in \(quoted(String(decoding: shown, as: UTF8.self)))", at: .init(file: file, line: line),
      advice: advice)
  }
}
