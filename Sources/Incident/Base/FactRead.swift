import Basics

/// Something that a plan rests on and that may change: the roster, the posts of a shift, the depth in an area…
/// Spelled `roster`, `op-1/posts/S1`, `op-1/depth/14.72.06.1001`.
public typealias FactName = Identifier<FactRead>

/// A fact with the version in which it was read; versions count from 0 (never stated) upwards with each change.
public struct FactRead: Hashable, Sendable {
  public var name: FactName
  public var version: Int

  public init(_ name: FactName, version: Int) {
    self.name = name
    self.version = version
  }
}

extension Identifier where Subject == FactRead {
  /// Staff and units of the database.
  public static let roster = FactName("roster")
  /// Posts that are open in a shift, with their heads, and the shift's hours.
  public static func posts(_ operation: OperationID, _ shift: ShiftID) -> FactName { FactName("\(operation)/posts/\(shift)") }
  /// Who has been called, answered, came or went, for a shift.
  public static func orders(_ operation: OperationID, _ shift: ShiftID) -> FactName { FactName("\(operation)/orders/\(shift)") }
  /// Partners' teams of a shift.
  public static func partners(_ operation: OperationID, _ shift: ShiftID) -> FactName {
    FactName("\(operation)/partners/\(shift)")
  }
  /// Pins and bans.
  public static func edits(_ operation: OperationID) -> FactName { FactName("\(operation)/edits") }
  public static func depth(_ operation: OperationID, _ area: AreaID) -> FactName { FactName("\(operation)/depth/\(area)") }
  public static func power(_ operation: OperationID, _ area: AreaID) -> FactName { FactName("\(operation)/power/\(area)") }
  public static func roads(_ operation: OperationID) -> FactName { FactName("\(operation)/roads") }
  public static func equipment(_ operation: OperationID) -> FactName { FactName("\(operation)/equipment") }

  /// The kind of fact, for words: `posts` of `op-1/posts/S1`.
  public var kind: String {
    let parts = rawValue.split(separator: "/", maxSplits: 2)
    return parts.count > 1 ? String(parts[1]) : rawValue
  }

  /// What it is about: `S1` of `op-1/posts/S1`; empty where there is nothing more.
  public var subject: String {
    let parts = rawValue.split(separator: "/", maxSplits: 2)
    return parts.count > 2 ? String(parts[2]) : ""
  }
}
