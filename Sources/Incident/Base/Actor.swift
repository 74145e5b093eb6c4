import Basics

/// Who acts: a person by office or by `StaffID`, the system itself, or an importer of files. Never a person's name.
///
/// Spelled `person/office/bpbd-kalaksa`, `person/staff/8f3a…`, `system/planner`, `importer/roster` in the log's envelope.
public struct Actor: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case system, person, importer }

  public let kind: Kind
  /// The office or the component; for a person known by id only, empty.
  public let office: String
  public let staff: StaffID?

  private init(kind: Kind, office: String, staff: StaffID?) {
    self.kind = kind
    self.office = office
    self.staff = staff
  }

  public static func system(_ component: String) -> Actor { Actor(kind: .system, office: component, staff: nil) }
  public static func importer(_ component: String) -> Actor { Actor(kind: .importer, office: component, staff: nil) }
  public static func person(office: String) -> Actor { Actor(kind: .person, office: office, staff: nil) }
  public static func person(staff: StaffID) -> Actor { Actor(kind: .person, office: "", staff: staff) }

  /// As it stands in an envelope; ASCII without blanks if the parts are plain ids.
  public var text: String {
    switch kind {
    case .system, .importer: "\(kind.rawValue)/\(office)"
    case .person: staff.map { "person/staff/\($0)" } ?? "person/office/\(office)"
    }
  }

  /// Nil for what `text` cannot have written.
  public init?(_ text: some StringProtocol) {
    let parts = String(text).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.last, isPlainID(last) else { return nil }
    switch (parts.count, parts[0]) {
    case (2, "system"): self = .system(last)
    case (2, "importer"): self = .importer(last)
    case (3, "person") where parts[1] == "staff": self = .person(staff: StaffID(last))
    case (3, "person") where parts[1] == "office": self = .person(office: last)
    default: return nil
    }
  }

  public var isPerson: Bool { kind == .person }
  /// Whether the parts are plain ids, so that `text` can be read back.
  public var isValid: Bool { isPlainID(staff?.rawValue ?? office) }
}

/// Free text that someone wrote: the text lies in a side row, the log holds the row's id and a salted SHA-256 of it.
public struct NoteReference: Hashable, Sendable {
  /// Id of the side row, a plain id.
  public var row: String
  /// 64 hexadecimal digits, lower case; the salt lies beside the row.
  public var digest: String

  public init(row: String, digest: String) {
    self.row = row
    self.digest = digest
  }

  public var isValid: Bool { isPlainID(row) && isDigest(digest) }
}

/// 64 lower-case hexadecimal digits.
public func isDigest(_ text: some StringProtocol) -> Bool {
  let bytes = text.utf8
  return bytes.count == 64 && bytes.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 97 && $0 <= 102) }
}
