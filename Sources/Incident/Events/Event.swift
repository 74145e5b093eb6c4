import Basics

/// Something that happened, in the past tense: what the log holds, never rewritten.
///
/// The payload is an object of integers, strings and booleans, at most 64 KiB; the envelope (sequence, instant, actor, mode) is
/// the ledger's. A new field, or a changed meaning, is a new version of the type; each version ever written stays readable.
public enum Event: Hashable, Sendable {
  case database(DatabaseEvent)
  case operation(OperationEvent)
  case need(NeedEvent)
  case situation(SituationEvent)
  case plan(PlanEvent)
  case order(OrderEvent)
  case paper(PaperEvent)
  case safety(SafetyEvent)
  case broadcast(BroadcastEvent)
  case bulletin(BulletinEvent)
  case citizen(CitizenEvent)
  case exercise(ExerciseEvent)
  case service(ServiceEvent)
  case access(AccessEvent)

  /// Name of the type in the log, as `order.accepted`.
  public var type: String {
    switch self {
    case .database(let event): event.kind.rawValue
    case .operation(let event): event.kind.rawValue
    case .need(let event): event.kind.rawValue
    case .situation(let event): event.kind.rawValue
    case .plan(let event): event.kind.rawValue
    case .order(let event): event.kind.rawValue
    case .paper(let event): event.kind.rawValue
    case .safety(let event): event.kind.rawValue
    case .broadcast(let event): event.kind.rawValue
    case .bulletin(let event): event.kind.rawValue
    case .citizen(let event): event.kind.rawValue
    case .exercise(let event): event.kind.rawValue
    case .service(let event): event.type
    case .access(let event): event.kind.rawValue
    }
  }

  /// Version of the type's payload that is written now.
  public var version: Int { 1 }

  /// `operation/op-1`, `plan/plan-3`, `order/order-17`, `staff/roster`, `database`.
  public var stream: String {
    switch self {
    case .database(let event): event.stream
    case .operation(let event): event.stream
    case .need(let event): event.stream
    case .situation(let event): event.stream
    case .plan(let event): event.stream
    case .order(let event): event.stream
    case .paper(let event): event.stream
    case .safety(let event): event.stream
    case .broadcast(let event): event.stream
    case .bulletin(let event): event.stream
    case .citizen(let event): event.stream
    case .exercise(let event): event.stream
    case .service(let event): event.stream
    case .access(let event): event.stream
    }
  }

  private var body: any FieldObject {
    switch self {
    case .database(let event): event.payload
    case .operation(let event): event.payload
    case .need(let event): event.payload
    case .situation(let event): event.payload
    case .plan(let event): event.payload
    case .order(let event): event.payload
    case .paper(let event): event.payload
    case .safety(let event): event.payload
    case .broadcast(let event): event.payload
    case .bulletin(let event): event.payload
    case .citizen(let event): event.payload
    case .exercise(let event): event.payload
    case .service(let event): event.payload
    case .access(let event): event.payload
    }
  }

  /// The payload as a value; members in order of writing, `encoded()` sorts them.
  public var payload: JSONValue { body.field }

  /// A receipt: ids that the state knows, and an instant. It fits the log whatever it says; the payload of all others is tried.
  var isSmall: Bool {
    switch self {
    case .order(.delivered), .order(.unanswered), .order(.enRoute), .order(.arrived), .order(.onDuty), .order(.released): true
    case .broadcast(.delivered), .broadcast(.acknowledged), .broadcast(.escalated): true
    default: false
    }
  }

  /// All types that this version reads and writes, with their newest version.
  public static let types: [(type: String, version: Int)] =
    (DatabaseEvent.Kind.allCases.map(\.rawValue) + OperationEvent.Kind.allCases.map(\.rawValue)
    + NeedEvent.Kind.allCases.map(\.rawValue) + SituationEvent.Kind.allCases.map(\.rawValue)
    + PlanEvent.Kind.allCases.map(\.rawValue) + OrderEvent.Kind.allCases.map(\.rawValue)
    + PaperEvent.Kind.allCases.map(\.rawValue) + SafetyEvent.Kind.allCases.map(\.rawValue)
    + BroadcastEvent.Kind.allCases.map(\.rawValue) + BulletinEvent.Kind.allCases.map(\.rawValue)
    + CitizenEvent.Kind.allCases.map(\.rawValue) + ExerciseEvent.Kind.allCases.map(\.rawValue) + ServiceEvent.types
    + AccessEvent.Kind.allCases.map(\.rawValue)).map { ($0, 1) }

  /// The payload in canonical JSON (RFC 8785).
  /// - Throws: `EventFault` for what is larger than the limit or has no canonical spelling.
  public func encoded() throws(EventFault) -> [UInt8] {
    let bytes: [UInt8]
    do throws(CanonicalJSON.Fault) { bytes = try CanonicalJSON.encode(payload) } catch {
      throw EventFault(type: type, version: version, .unwritable("\(error)"))
    }
    guard bytes.count <= IncidentLimits.payloadBytes else {
      throw EventFault(type: type, version: version, .tooLarge(bytes: bytes.count))
    }
    return bytes
  }

  /// Reads a stored payload.
  /// - Throws: `EventFault`, which names the type: unknown types, versions and fields are never skipped.
  public init(type: String, version: Int, payload: JSONValue) throws(EventFault) {
    do throws(FieldFault) {
      guard let event = try Self.read(type, version, payload) else { throw FieldFault(path: "", kind: .missing) }
      self = event
    } catch {
      throw EventFault(type: type, version: version, Self.fault(error, type, version))
    }
  }

  private static func read(_ type: String, _ version: Int, _ payload: JSONValue) throws(FieldFault) -> Event? {
    guard version == 1 else { return nil }
    if let kind = DatabaseEvent.Kind(rawValue: type) { return .database(try DatabaseEvent(kind, payload)) }
    if let kind = OperationEvent.Kind(rawValue: type) { return .operation(try OperationEvent(kind, payload)) }
    if let kind = NeedEvent.Kind(rawValue: type) { return .need(try NeedEvent(kind, payload)) }
    if let kind = SituationEvent.Kind(rawValue: type) { return .situation(try SituationEvent(kind, payload)) }
    if let kind = PlanEvent.Kind(rawValue: type) { return .plan(try PlanEvent(kind, payload)) }
    if let kind = OrderEvent.Kind(rawValue: type) { return .order(try OrderEvent(kind, payload)) }
    if let kind = PaperEvent.Kind(rawValue: type) { return .paper(try PaperEvent(kind, payload)) }
    if let kind = SafetyEvent.Kind(rawValue: type) { return .safety(try SafetyEvent(kind, payload)) }
    if let kind = BroadcastEvent.Kind(rawValue: type) { return .broadcast(try BroadcastEvent(kind, payload)) }
    if let kind = BulletinEvent.Kind(rawValue: type) { return .bulletin(try BulletinEvent(kind, payload)) }
    if let kind = CitizenEvent.Kind(rawValue: type) { return .citizen(try CitizenEvent(kind, payload)) }
    if let kind = ExerciseEvent.Kind(rawValue: type) { return .exercise(try ExerciseEvent(kind, payload)) }
    if let event = try ServiceEvent(type, payload) { return .service(event) }
    if let kind = AccessEvent.Kind(rawValue: type) { return .access(try AccessEvent(kind, payload)) }
    return nil
  }

  private static func fault(_ fault: FieldFault, _ type: String, _ version: Int) -> EventFault.Kind {
    switch fault.kind {
    case .missing where fault.path.isEmpty:
      types.contains { $0.type == type } ? .unknownVersion(known: 1) : .unknownType
    case .missing: .missingField(fault.path)
    case .unknown: .unknownField(fault.path)
    case .wrong(let found): fault.path.isEmpty ? .notAnObject : .wrongField(fault.path, found: found)
    }
  }
}

/// An event with what the log's envelope says about it: what `evolve` and the views read.
public struct RecordedEvent: Hashable, Sendable {
  /// Place in the log, from 0.
  public var sequence: UInt64
  public var instant: Instant
  public var actor: Actor
  public var mode: Mode
  public var event: Event

  public init(sequence: UInt64, instant: Instant, actor: Actor, mode: Mode, event: Event) {
    self.sequence = sequence
    self.instant = instant
    self.actor = actor
    self.mode = mode
    self.event = event
  }
}
