import Basics

/// Of the database as a whole.
public enum DatabaseEvent: Hashable, Sendable {
  case opened(DatabaseOpening)
  case rosterImported(RosterImport)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case opened = "database.opened"
    case rosterImported = "roster.imported"
  }

  public var kind: Kind {
    switch self {
    case .opened: .opened
    case .rosterImported: .rosterImported
    }
  }

  public var stream: String {
    switch self {
    case .opened: "database"
    case .rosterImported: "staff/roster"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .opened(let payload): payload
    case .rosterImported(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .opened: self = .opened(try DatabaseOpening(field: payload))
    case .rosterImported: self = .rosterImported(try RosterImport(field: payload))
    }
  }
}
