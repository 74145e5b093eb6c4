import Basics

/// Which paper of an operation an oral order stands in for.
public enum BasisSubject: String, Sendable, CaseIterable, FieldValue { case opening, status, commander }

/// Water above what: the same 30 cm are knee-deep on the road and ankle-deep on the floor.
public enum DepthReference: String, Sendable, CaseIterable, FieldValue { case road, yard, floor }

/// Electricity of an area. Crews enter water only when it is `confirmedOff` or `safe`.
public enum PowerState: String, Sendable, CaseIterable, FieldValue {
  case asked
  case confirmedOff = "confirmed_off"
  case safe
  case backOn = "back_on"

  public var allowsWater: Bool { self == .confirmedOff || self == .safe }
}

/// Why somebody is unable to come. Health is never named: it falls under `personal`.
public enum DeclineReason: String, Sendable, CaseIterable, FieldValue {
  case leave
  case otherDuty = "other_duty"
  case cutOff = "cut_off"
  case tooFar = "too_far"
  case family, personal, other
}

/// Why a call-out was called off.
public enum StandDownReason: String, Sendable, CaseIterable, FieldValue {
  case planChanged = "plan_changed"
  case postClosed = "post_closed"
  case objection
  case operationEnded = "operation_ended"
  case other
}

/// Who told it: never a person's name.
public enum Informant: Hashable, Sendable {
  case staff(StaffID)
  /// An office, as `lurah-rimba-sekampung`, `pln-dumai`.
  case office(String)
  case partner(PartnerID)
  case press(String)
  case sensor(String)
  /// A resident, unnamed.
  case resident

  /// `staff/…`, `office/…`, `partner/…`, `press/…`, `sensor/…`, `resident`.
  public var text: String {
    switch self {
    case .staff(let id): "staff/\(id)"
    case .office(let name): "office/\(name)"
    case .partner(let id): "partner/\(id)"
    case .press(let name): "press/\(name)"
    case .sensor(let name): "sensor/\(name)"
    case .resident: "resident"
    }
  }

  public init?(_ text: some StringProtocol) {
    if text == "resident" {
      self = .resident
      return
    }
    let parts = String(text).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, isPlainID(parts[1]) else { return nil }
    switch parts[0] {
    case "staff": self = .staff(StaffID(parts[1]))
    case "office": self = .office(parts[1])
    case "partner": self = .partner(PartnerID(parts[1]))
    case "press": self = .press(parts[1])
    case "sensor": self = .sensor(parts[1])
    default: return nil
    }
  }

  /// Whether its name is a plain id, so that `text` can be read back.
  public var isValid: Bool { Informant(text) == self }
}

extension Informant: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let text = field.string, let value = Informant(text) else {
      throw FieldFault(path: "", kind: .wrong(kindName(field)))
    }
    self = value
  }
  var field: JSONValue { .string(text) }
}

/// What a partner is asked for.
public enum AidNeed: Hashable, Sendable {
  /// A team that takes so many seats of a post.
  case team(PostID, heads: Int)
  case equipment(EquipmentKind, count: Int, place: PlaceID)

  public var count: Int {
    switch self {
    case .team(_, let heads): heads
    case .equipment(_, let count, _): count
    }
  }
}

extension AidNeed: FieldObject {
  private enum Kind: String, FieldValue { case team, equipment }

  init(from reader: inout FieldReader) throws(FieldFault) {
    let kind: Kind = try reader.field("kind")
    switch kind {
    case .team: self = .team(try reader.field("post"), heads: try reader.field("heads"))
    case .equipment:
      self = .equipment(try reader.field("equipment"), count: try reader.field("count"), place: try reader.field("place"))
    }
  }

  func write(to writer: inout FieldWriter) {
    switch self {
    case .team(let post, let heads):
      writer.field("kind", Kind.team)
      writer.field("post", post)
      writer.field("heads", heads)
    case .equipment(let kind, let count, let place):
      writer.field("kind", Kind.equipment)
      writer.field("equipment", kind)
      writer.field("count", count)
      writer.field("place", place)
    }
  }
}

/// People with special needs, as counts by kind and, where told, by sex.
public struct VulnerableCount: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable, FieldValue {
    case infants, children, elderly
    case pregnantOrNursing = "pregnant_or_nursing"
    case disabled
  }

  public var kind: Kind
  public var sex: Sex?
  public var count: Int

  public init(kind: Kind, sex: Sex? = nil, count: Int) {
    self.kind = kind
    self.sex = sex
    self.count = count
  }
}

extension Sex: FieldValue {}

extension VulnerableCount: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(kind: try reader.field("kind"), sex: try reader.optional("sex"), count: try reader.field("count"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("kind", kind)
    writer.optional("sex", sex)
    writer.field("count", count)
  }
}

/// A post that is approved though it misses a safety rule which a named person may override, with the reason.
public struct PostOverride: Hashable, Sendable {
  public var post: PostID
  public var reason: NoteReference

  public init(post: PostID, reason: NoteReference) {
    self.post = post
    self.reason = reason
  }
}

extension PostOverride: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(post: try reader.field("post"), reason: try reader.field("reason"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("post", post)
    writer.field("reason", reason)
  }
}

/// A person on a post (and so in a shift).
public struct DutyKey: Hashable, Sendable {
  public var staff: StaffID
  public var post: PostID

  public init(staff: StaffID, post: PostID) {
    self.staff = staff
    self.post = post
  }
}

/// A pair `[staff, post]`: lists of letters hold hundreds.
extension DutyKey: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard case .array(let items) = field, items.count == 2 else { throw FieldFault(path: "", kind: .wrong(kindName(field))) }
    self.init(staff: try StaffID(field: items[0]), post: try PostID(field: items[1]))
  }
  var field: JSONValue { .array([staff.field, post.field]) }
}
