import Basics
import Callout
import Incident
import Ledger

/// Something about messages that waits for a person: a reply that nobody else can judge, an unknown sender, a channel that is down.
/// Its words are personal data and lie in a side row.
struct DeskNotice: Sendable, Hashable {
  static let table = "notice"
  /// Open notices that are kept; older ones give way.
  static let most = 500

  enum Kind: String, Sendable { case reply, stranger, channel, message }

  var id: String
  var kind: Kind
  var staff: StaffID?
  var text: String
  var at: Instant
  var isDone = false

  var row: SideRow {
    AccessBook.row(
      Self.table, id,
      .members([
        ("kind", .string(kind.rawValue)), ("staff", staff.map { .string($0.rawValue) }), ("text", .string(text)),
        ("at", .integer(at.milliseconds)), ("done", .bool(isDone)),
      ]))
  }

  init(id: String, kind: Kind, staff: StaffID?, text: String, at: Instant) {
    self.id = id
    self.kind = kind
    self.staff = staff
    self.text = String(text.prefix(1000))
    self.at = at
  }

  init?(_ row: SideRow) {
    guard let value = try? JSONReader.read(row.bytes), let kind = value["kind"]?.string.flatMap(Kind.init),
      let text = value["text"]?.string, let at = value["at"]?.integer, let done = value["done"]?.bool
    else { return nil }
    self.init(
      id: row.id, kind: kind, staff: value["staff"]?.string.map { StaffID($0) }, text: text, at: Instant(milliseconds: at))
    isDone = done
  }
}

extension CalloutNotice {
  /// What a person must see at the desk; nil for what stands in the log and needs nobody.
  func deskNotice(_ text: String, id: String, at now: Instant) -> DeskNotice? {
    switch self {
    case .doubtfulReply(let reply, _): DeskNotice(id: id, kind: .reply, staff: reply.from, text: reply.text, at: now)
    case .late(let staff, _, _): DeskNotice(id: id, kind: .reply, staff: staff, text: text, at: now)
    case .channelDown, .channelUp: DeskNotice(id: id, kind: .channel, staff: nil, text: text, at: now)
    case .unreachable, .notTold, .noHead, .twoOrders, .tooMany:
      DeskNotice(id: id, kind: .message, staff: nil, text: text, at: now)
    case .modeMismatch, .onActualDuty, .onScene, .callForHelp, .repeatAsked, .seatTaken, .unknownMessage, .clockChanged: nil
    }
  }
}
