import Basics
import Geography

/// What a resident asks for or tells.
public enum CitizenNeed: String, Sendable, CaseIterable, FieldValue {
  case evacuation, medical
  case specialNeeds = "special_needs"
  case food, power
  case waterLevel = "water_level"

  /// Stands on the control room's screen at once.
  public var isUrgent: Bool { self == .evacuation || self == .medical }
}

/// Depth in the words that people use, against the body of an adult.
public enum DepthWord: String, Sendable, CaseIterable, FieldValue {
  case ankle, calf, knee, thigh, waist, chest, neck

  /// Middle of what the word means, as the project's depth classes have it; millimetres.
  public var millimetres: Int {
    switch self {
    case .ankle: 150
    case .calf: 300
    case .knee: 450
    case .thigh: 700
    case .waist: 950
    case .chest: 1_250
    case .neck: 1_450
    }
  }
}

/// How a report reached the post.
public enum ReportWay: String, Sendable, CaseIterable, FieldValue { case form, phone, chat, sms, visit, radio }

/// What a resident reported. Words and telephone lie in side rows that can be erased; the log holds their digests.
public struct CitizenReport: Hashable, Sendable {
  public var operation: OperationID
  public var ticket: TicketID
  public var need: CitizenNeed
  /// People concerned, where told.
  public var people: Int?
  public var depth: DepthWord?
  public var area: AreaID
  /// Whole 1e-7 degrees, where a point was set.
  public var latitudeE7: Int?
  public var longitudeE7: Int?
  public var way: ReportWay
  /// Office that enters it in the resident's name, as `lurah-rimba-sekampung`.
  public var onBehalfBy: String?
  public var words: NoteReference?
  public var contact: NoteReference?
  /// Of the same form: its bytes without anything that says where or with what it was taken lie in a side row.
  public var photo: NoteReference?
  /// As `RT 03 RW 02`; nil where not told.
  public var neighbourhood: String?
  public var seenAt: Instant
  public var toldAt: Instant

  public init(
    operation: OperationID, ticket: TicketID, need: CitizenNeed, people: Int? = nil, depth: DepthWord? = nil, area: AreaID,
    latitudeE7: Int? = nil, longitudeE7: Int? = nil, way: ReportWay, onBehalfBy: String? = nil, words: NoteReference? = nil,
    contact: NoteReference? = nil, photo: NoteReference? = nil, neighbourhood: String? = nil, seenAt: Instant, toldAt: Instant
  ) {
    self.operation = operation
    self.ticket = ticket
    self.need = need
    self.people = people
    self.depth = depth
    self.area = area
    self.latitudeE7 = latitudeE7
    self.longitudeE7 = longitudeE7
    self.way = way
    self.onBehalfBy = onBehalfBy
    self.words = words
    self.contact = contact
    self.photo = photo
    self.neighbourhood = neighbourhood
    self.seenAt = seenAt
    self.toldAt = toldAt
  }

  public var point: Coordinate? {
    guard let latitudeE7, let longitudeE7, let latitude = Int32(exactly: latitudeE7), let longitude = Int32(exactly: longitudeE7)
    else { return nil }
    return Coordinate(latitudeE7: latitude, longitudeE7: longitude)
  }
}

extension CitizenReport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    ticket = try reader.field("ticket")
    need = try reader.field("need")
    people = try reader.optional("people")
    depth = try reader.optional("depth")
    area = try reader.field("area")
    latitudeE7 = try reader.optional("latitudeE7")
    longitudeE7 = try reader.optional("longitudeE7")
    way = try reader.field("way")
    onBehalfBy = try reader.optional("onBehalfBy")
    words = try reader.optional("words")
    contact = try reader.optional("contact")
    photo = try reader.optional("photo")
    neighbourhood = try reader.optional("neighbourhood")
    seenAt = try reader.field("seenAt")
    toldAt = try reader.field("toldAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("ticket", ticket)
    writer.field("need", need)
    writer.optional("people", people)
    writer.optional("depth", depth)
    writer.field("area", area)
    writer.optional("latitudeE7", latitudeE7)
    writer.optional("longitudeE7", longitudeE7)
    writer.field("way", way)
    writer.optional("onBehalfBy", onBehalfBy)
    writer.optional("words", words)
    writer.optional("contact", contact)
    writer.optional("photo", photo)
    writer.optional("neighbourhood", neighbourhood)
    writer.field("seenAt", seenAt)
    writer.field("toldAt", toldAt)
  }
}

/// How far a report is believed.
public enum ReportTrust: String, Sendable, CaseIterable, FieldValue { case unconfirmed, confirmed, doubtful }

/// Staff have read it: how urgent, how far believed.
public struct CitizenTriage: Hashable, Sendable {
  public var ticket: TicketID
  /// 1 life in danger, 2 today, 3 can wait.
  public var urgency: Int
  public var trust: ReportTrust

  public init(ticket: TicketID, urgency: Int, trust: ReportTrust) {
    self.ticket = ticket
    self.urgency = urgency
    self.trust = trust
  }
}

extension CitizenTriage: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    ticket = try reader.field("ticket")
    urgency = try reader.field("urgency")
    trust = try reader.field("trust")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("ticket", ticket)
    writer.field("urgency", urgency)
    writer.field("trust", trust)
  }
}

/// It tells of the same as another one.
public struct CitizenMerge: Hashable, Sendable {
  public var ticket: TicketID
  public var into: TicketID

  public init(ticket: TicketID, into: TicketID) {
    self.ticket = ticket
    self.into = into
  }
}

extension CitizenMerge: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    ticket = try reader.field("ticket")
    into = try reader.field("into")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("ticket", ticket)
    writer.field("into", into)
  }
}

/// A post takes it on.
public struct CitizenAssignment: Hashable, Sendable {
  public var ticket: TicketID
  public var post: PostID

  public init(ticket: TicketID, post: PostID) {
    self.ticket = ticket
    self.post = post
  }
}

extension CitizenAssignment: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    ticket = try reader.field("ticket")
    post = try reader.field("post")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("ticket", ticket)
    writer.field("post", post)
  }
}

/// What came of it, and what the reporter was told.
public struct CitizenAnswer: Hashable, Sendable {
  public enum Outcome: String, Sendable, CaseIterable, FieldValue {
    case helped
    case passedOn = "passed_on"
    case notFound = "not_found"
    case untrue
    case spam
  }

  public var ticket: TicketID
  public var outcome: Outcome
  /// Nil for spam.
  public var answer: NoteReference?

  public init(ticket: TicketID, outcome: Outcome, answer: NoteReference?) {
    self.ticket = ticket
    self.outcome = outcome
    self.answer = answer
  }
}

extension CitizenAnswer: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    ticket = try reader.field("ticket")
    outcome = try reader.field("outcome")
    answer = try reader.optional("answer")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("ticket", ticket)
    writer.field("outcome", outcome)
    writer.optional("answer", answer)
  }
}

/// A rumour as it was heard; its words lie in a side row.
public struct RumourHeard: Hashable, Sendable {
  public var operation: OperationID
  public var rumour: RumourID
  public var words: NoteReference
  public var way: ReportWay
  public var heardAt: Instant

  public init(operation: OperationID, rumour: RumourID, words: NoteReference, way: ReportWay, heardAt: Instant) {
    self.operation = operation
    self.rumour = rumour
    self.words = words
    self.way = way
    self.heardAt = heardAt
  }
}

extension RumourHeard: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    rumour = try reader.field("rumour")
    words = try reader.field("words")
    way = try reader.field("way")
    heardAt = try reader.field("heardAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("rumour", rumour)
    writer.field("words", words)
    writer.field("way", way)
    writer.field("heardAt", heardAt)
  }
}

/// What was found out about a rumour. The correction stands in the next bulletin.
public struct RumourVerdict: Hashable, Sendable {
  public enum Truth: String, Sendable, CaseIterable, FieldValue { case untrue, partly, confirmed }

  public var rumour: RumourID
  public var truth: Truth
  public var correction: NoteReference

  public init(rumour: RumourID, truth: Truth, correction: NoteReference) {
    self.rumour = rumour
    self.truth = truth
    self.correction = correction
  }
}

extension RumourVerdict: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    rumour = try reader.field("rumour")
    truth = try reader.field("truth")
    correction = try reader.field("correction")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("rumour", rumour)
    writer.field("truth", truth)
    writer.field("correction", correction)
  }
}

/// Relief goods that moved, as an auditor reads it: what, how much, from, to, by whom (the envelope's actor), on which paper.
public struct ReliefMovement: Hashable, Sendable {
  public var operation: OperationID
  /// As `beras`, `air-minum`.
  public var item: String
  public var quantity: Int
  /// As `kg`, `dus`, `paket`.
  public var measure: String
  /// Nil where it comes from outside of the city's stores.
  public var from: PlaceID?
  /// Nil where it goes to a household.
  public var to: PlaceID?
  public var area: AreaID
  /// Giver or receiver outside, by office or organisation; never a person's name.
  public var outside: String
  /// Number of the delivery note.
  public var paper: String
  public var movedAt: Instant

  public init(
    operation: OperationID, item: String, quantity: Int, measure: String, from: PlaceID?, to: PlaceID?, area: AreaID,
    outside: String, paper: String, movedAt: Instant
  ) {
    self.operation = operation
    self.item = item
    self.quantity = quantity
    self.measure = measure
    self.from = from
    self.to = to
    self.area = area
    self.outside = outside
    self.paper = paper
    self.movedAt = movedAt
  }
}

extension ReliefMovement: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    item = try reader.field("item")
    quantity = try reader.field("quantity")
    measure = try reader.field("measure")
    from = try reader.optional("from")
    to = try reader.optional("to")
    area = try reader.field("area")
    outside = try reader.field("outside")
    paper = try reader.field("paper")
    movedAt = try reader.field("movedAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("item", item)
    writer.field("quantity", quantity)
    writer.field("measure", measure)
    writer.optional("from", from)
    writer.optional("to", to)
    writer.field("area", area)
    writer.field("outside", outside)
    writer.field("paper", paper)
    writer.field("movedAt", movedAt)
  }
}
