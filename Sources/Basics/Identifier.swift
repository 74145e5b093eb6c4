/// A typed id: the same text under another subject is another type, so that a staff id cannot be passed as a post id.
public struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(_ rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
  /// By UTF-8 bytes: the same order on each machine and in each language.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
}

/// Lower-case words of letters, digits, `-`, `_` and `.`, at most 64 bytes: the form of every id that people write in files.
public func isPlainID(_ text: some StringProtocol) -> Bool {
  let bytes = text.utf8
  return !bytes.isEmpty && bytes.count <= 64
    && bytes.allSatisfy {
      ($0 >= 97 && $0 <= 122) || ($0 >= 65 && $0 <= 90) || ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 95 || $0 == 46
    }
}
