import Basics
import Incident

// Messages and chases as opaque side rows: canonical JSON, written in the transaction of the events that caused them.

/// The side rows of the outbox.
public enum OutboxRow {
  public static let messageTable = "outbox.message"
  public static let chaseTable = "outbox.chase"

  public static func encode(_ message: Message) -> JSONValue {
    var members: [(String, JSONValue?)] = [
      ("v", 1), ("purpose", .string(message.purpose.rawValue)), ("channel", .string(message.channel.rawValue)),
      ("mode", .string(message.mode.rawValue)), ("key", .string(message.text.key)), ("values", values(message.text.values)),
      ("created", time(message.created)), ("expires", time(message.expires)), ("wantsAnswer", .bool(message.wantsAnswer)),
      ("reach", .integer(Int64(message.reach.rawValue))), ("end", message.end.map { .string($0.rawValue) }),
      ("endedAt", message.endedAt.map(time)), ("attempts", .integer(Int64(message.attempts))),
      ("inFlight", .bool(message.isInFlight)), ("lastAttempt", message.lastAttempt.map(time)),
      ("notBefore", time(message.notBefore)), ("doubts", .integer(Int64(message.doubts))),
      ("error", message.lastError.map { .string(String($0.prefix(200))) }), ("state", .string(message.state.rawValue)),
    ]
    members += subject(message.subject)
    switch message.recipient {
    case .staff(let id): members.append(("to", .string(id.rawValue)))
    case .unitHead(let unit, let head):
      members += [("toUnit", .string(unit.rawValue)), ("to", head.map { .string($0.rawValue) })]
    }
    return .members(members)
  }

  /// Nil for a row that this version did not write.
  public static func message(_ value: JSONValue, id: MessageID) -> Message? {
    guard value["v"]?.int == 1, let purpose = text(value["purpose"]).flatMap(MessagePurpose.init(rawValue:)),
      let channel = text(value["channel"]).flatMap(ContactChannel.init(rawValue:)),
      let mode = text(value["mode"]).flatMap(Mode.init(rawValue:)), let key = text(value["key"]),
      let created = instant(value["created"]), let expires = instant(value["expires"]), let subject = subject(value),
      let reach = value["reach"]?.int.flatMap(MessageReach.init(rawValue:)), let notBefore = instant(value["notBefore"]),
      let attempts = value["attempts"]?.int, let doubts = value["doubts"]?.int
    else { return nil }
    let staff = text(value["to"]).map { StaffID($0) }
    let recipient: MessageRecipient
    if let unit = text(value["toUnit"]) {
      recipient = .unitHead(UnitID(unit), staff)
    } else if let staff {
      recipient = .staff(staff)
    } else {
      return nil
    }
    var message = Message(
      id: id, subject: subject, purpose: purpose, recipient: recipient, channel: channel, mode: mode,
      text: MessageText(key, values(value["values"])), created: created, expires: expires,
      wantsAnswer: value["wantsAnswer"] == .bool(true))
    message.reach = reach
    message.end = text(value["end"]).flatMap(MessageEnd.init(rawValue:))
    message.endedAt = instant(value["endedAt"])
    message.attempts = attempts
    message.isInFlight = value["inFlight"] == .bool(true)
    message.lastAttempt = instant(value["lastAttempt"])
    message.notBefore = notBefore
    message.doubts = doubts
    message.lastError = text(value["error"])
    return message
  }

  public static func encode(_ chase: Chase) -> JSONValue {
    let ladder: [JSONValue] = chase.ladder.map { rung in
      [.integer(Int64(rung.afterSeconds)), .string(rung.channel.rawValue), .string(rung.target.rawValue)]
    }
    return .members(
      [
        ("v", 1), ("kind", .string(chase.kind.rawValue)), ("operation", .string(chase.operation.rawValue)),
        ("staff", chase.staff.map { .string($0.rawValue) }), ("unit", .string(chase.unit.rawValue)),
        ("code", .string(chase.code)),
        ("key", .string(chase.text.key)), ("values", values(chase.text.values)), ("opened", time(chase.opened)),
        ("deadline", time(chase.deadline)), ("ladder", .array(ladder)), ("rung", .integer(Int64(chase.rung))),
        ("slack", .integer(chase.slack)), ("messages", .array(chase.messages.map { .string($0.rawValue) })),
        ("delivered", .bool(chase.isDelivered)), ("unreachable", .bool(chase.isUnreachable)),
        ("superior", chase.contacts.superior.map { .string($0.rawValue) }),
        ("unitHead", chase.contacts.unitHead.map { .string($0.rawValue) }), ("end", chase.end.map { .string($0.rawValue) }),
        ("endedAt", chase.endedAt.map(time)),
      ] + subject(chase.subject))
  }

  /// Nil for a row that this version did not write.
  public static func chase(_ value: JSONValue, id: ChaseID) -> Chase? {
    guard value["v"]?.int == 1, let kind = text(value["kind"]).flatMap(Chase.Kind.init(rawValue:)),
      let operation = text(value["operation"]), let unit = text(value["unit"]), let code = text(value["code"]),
      let key = text(value["key"]), let opened = instant(value["opened"]), let deadline = instant(value["deadline"]),
      let subject = subject(value), let rung = value["rung"]?.int, let slack = value["slack"]?.integer,
      let ladder = ladder(value["ladder"]), let messages = value["messages"]?.array, (0...ladder.count).contains(rung)
    else { return nil }
    var chase = Chase(
      id: id, kind: kind, subject: subject, operation: OperationID(operation), staff: text(value["staff"]).map { StaffID($0) },
      unit: UnitID(unit), code: code, text: MessageText(key, values(value["values"])), opened: opened, deadline: deadline,
      ladder: ladder)
    chase.rung = rung
    chase.slack = slack
    chase.messages = messages.compactMap(\.string).map { MessageID($0) }
    chase.isDelivered = value["delivered"] == .bool(true)
    chase.isUnreachable = value["unreachable"] == .bool(true)
    chase.contacts = Contacts(
      superior: text(value["superior"]).map { StaffID($0) }, unitHead: text(value["unitHead"]).map { StaffID($0) })
    chase.end = text(value["end"]).flatMap(ChaseEnd.init(rawValue:))
    chase.endedAt = instant(value["endedAt"])
    return chase
  }

  // MARK: Parts

  private static func text(_ value: JSONValue?) -> String? { value?.string }
  private static func time(_ instant: Instant) -> JSONValue { .integer(instant.milliseconds) }
  private static func instant(_ value: JSONValue?) -> Instant? { value?.integer.map { Instant(milliseconds: $0) } }

  private static func values(_ values: [String: String]) -> JSONValue {
    .members(values.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }

  private static func values(_ value: JSONValue?) -> [String: String] {
    guard case .object(let members) = value else { return [:] }
    return Dictionary(
      members.compactMap { member in member.value.string.map { (member.key, $0) } }, uniquingKeysWith: { a, _ in a })
  }

  private static func ladder(_ value: JSONValue?) -> [CalloutSettings.Rung]? {
    guard let rows = value?.array, rows.count <= CalloutLimits.rungsPerChase else { return nil }
    var ladder: [CalloutSettings.Rung] = []
    for row in rows {
      guard let seconds = row[0]?.int, let channel = text(row[1]).flatMap(ContactChannel.init(rawValue:)),
        let target = text(row[2]).flatMap(CalloutSettings.Rung.Target.init(rawValue:))
      else { return nil }
      var rung = CalloutSettings.Rung(afterMinutes: 0, channel, target)
      rung.afterSeconds = seconds
      ladder.append(rung)
    }
    return ladder
  }

  private static func subject(_ subject: MessageSubject) -> [(String, JSONValue?)] {
    switch subject {
    case .order(let id): [("order", .string(id.rawValue))]
    case .unitHead(let plan, let unit): [("plan", .string(plan.rawValue)), ("headOf", .string(unit.rawValue))]
    case .broadcast(let id, let staff): [("broadcast", .string(id.rawValue)), ("addressed", .string(staff.rawValue))]
    }
  }

  private static func subject(_ value: JSONValue) -> MessageSubject? {
    if let order = text(value["order"]) { return .order(OrderID(order)) }
    if let plan = text(value["plan"]), let unit = text(value["headOf"]) { return .unitHead(PlanID(plan), UnitID(unit)) }
    if let id = text(value["broadcast"]), let staff = text(value["addressed"]) {
      return .broadcast(BroadcastID(id), StaffID(staff))
    }
    return nil
  }
}
