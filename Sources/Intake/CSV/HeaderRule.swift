/// The columns that a reader knows: it finds the header row, the separator and the languages of the headers by them.
public struct HeaderRule: Sendable {
  public struct Column: Sendable {
    /// The name by which `CSVRow` gives the field out.
    public var name: String
    /// Other spellings of the header.
    public var aliases: [String]
    public var isRequired: Bool

    public init(_ name: String, _ aliases: [String] = [], required: Bool = false) {
      self.name = name
      self.aliases = aliases
      isRequired = required
    }
  }

  public let columns: [Column]
  /// Columns beyond the known ones give a warning unless this is true.
  public let allowsOthers: Bool
  private let positions: [String: Int]

  public init(_ columns: [Column], allowsOthers: Bool = false) {
    self.columns = columns
    self.allowsOthers = allowsOthers
    var positions: [String: Int] = [:]
    for (i, column) in columns.enumerated() {
      for name in [column.name] + column.aliases { positions[Self.normal(name)] = i }
    }
    self.positions = positions
  }

  /// The position in `columns` of a header as people write it: case, blanks, dashes and a remark in parentheses do not matter.
  public func position(of header: String) -> Int? { positions[Self.normal(header)] }

  /// All spellings, for suggestions, in the order of the rule.
  public var spellings: [String] { columns.flatMap { [$0.name] + $0.aliases } }

  /// `Status Kepegawaian (PNS/PPPK)` → `status_kepegawaian`
  static func normal(_ header: String) -> String {
    var out: [UInt8] = []
    for byte in header.utf8.prefix(128) {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): return finish(out)
      case 65...90: out.append(byte + 32)
      case 97...122, 48...57, 128...255: out.append(byte)
      default: if let last = out.last, last != UInt8(ascii: "_") { out.append(UInt8(ascii: "_")) }
      }
    }
    return finish(out)
  }

  private static func finish(_ bytes: [UInt8]) -> String {
    let kept = bytes.last == UInt8(ascii: "_") ? bytes.dropLast() : bytes[...]
    return String(decoding: kept, as: UTF8.self)
  }
}
