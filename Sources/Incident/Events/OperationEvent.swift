import Basics

/// Of the frame of an operation.
public enum OperationEvent: Hashable, Sendable {
  case opened(OperationOpening)
  case closed(OperationClosing)
  case statusRecorded(StatusRecord)
  case basisWrittenUp(BasisWriteUp)
  case actingCommanderSet(ActingCommander)
  case commanderNamed(CommanderNaming)
  case occurrenceStarted(OccurrenceStart)
  case occurrenceEnded(OccurrenceEnd)
  case periodStarted(PeriodStart)
  case noteAdded(LogNote)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case opened = "operation.opened"
    case closed = "operation.closed"
    case statusRecorded = "status.recorded"
    case basisWrittenUp = "basis.written_up"
    case actingCommanderSet = "commander.acting"
    case commanderNamed = "commander.named"
    case occurrenceStarted = "occurrence.started"
    case occurrenceEnded = "occurrence.ended"
    case periodStarted = "period.started"
    case noteAdded = "note.added"
  }

  public var kind: Kind {
    switch self {
    case .opened: .opened
    case .closed: .closed
    case .statusRecorded: .statusRecorded
    case .basisWrittenUp: .basisWrittenUp
    case .actingCommanderSet: .actingCommanderSet
    case .commanderNamed: .commanderNamed
    case .occurrenceStarted: .occurrenceStarted
    case .occurrenceEnded: .occurrenceEnded
    case .periodStarted: .periodStarted
    case .noteAdded: .noteAdded
    }
  }

  public var stream: String {
    switch self {
    case .opened(let payload): "operation/\(payload.operation)"
    case .closed(let payload): "operation/\(payload.operation)"
    case .statusRecorded(let payload): "operation/\(payload.operation)"
    case .basisWrittenUp(let payload): "operation/\(payload.operation)"
    case .actingCommanderSet(let payload): "operation/\(payload.operation)"
    case .commanderNamed(let payload): "operation/\(payload.operation)"
    case .occurrenceStarted(let payload): "operation/\(payload.operation)"
    case .occurrenceEnded(let payload): "operation/\(payload.operation)"
    case .periodStarted(let payload): "operation/\(payload.operation)"
    case .noteAdded(let payload): "operation/\(payload.operation)"
    }
  }

  var payload: any FieldObject {
    switch self {
    case .opened(let payload): payload
    case .closed(let payload): payload
    case .statusRecorded(let payload): payload
    case .basisWrittenUp(let payload): payload
    case .actingCommanderSet(let payload): payload
    case .commanderNamed(let payload): payload
    case .occurrenceStarted(let payload): payload
    case .occurrenceEnded(let payload): payload
    case .periodStarted(let payload): payload
    case .noteAdded(let payload): payload
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .opened: self = .opened(try OperationOpening(field: payload))
    case .closed: self = .closed(try OperationClosing(field: payload))
    case .statusRecorded: self = .statusRecorded(try StatusRecord(field: payload))
    case .basisWrittenUp: self = .basisWrittenUp(try BasisWriteUp(field: payload))
    case .actingCommanderSet: self = .actingCommanderSet(try ActingCommander(field: payload))
    case .commanderNamed: self = .commanderNamed(try CommanderNaming(field: payload))
    case .occurrenceStarted: self = .occurrenceStarted(try OccurrenceStart(field: payload))
    case .occurrenceEnded: self = .occurrenceEnded(try OccurrenceEnd(field: payload))
    case .periodStarted: self = .periodStarted(try PeriodStart(field: payload))
    case .noteAdded: self = .noteAdded(try LogNote(field: payload))
    }
  }
}
