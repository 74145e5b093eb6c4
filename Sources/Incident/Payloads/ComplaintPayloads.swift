import Basics

/// What is asked of the city; decides how long an answer may take.
public enum ComplaintKind: String, Sendable, CaseIterable, FieldValue {
  /// Permintaan informasi.
  case information
  /// Aspirasi: a wish, not a complaint.
  case aspiration
  /// A complaint that needs no examination.
  case simple
  /// A complaint or dispute that is examined on paper.
  case desk
  /// A complaint that needs a look at the place.
  case inspection
}

/// Who may know of it.
public enum ComplaintPrivacy: String, Sendable, CaseIterable, FieldValue {
  case open
  /// The name is hidden from the office concerned.
  case anonymous
  /// The whole report is hidden from the public.
  case confidential
}

/// How a complaint reached the city.
public enum ComplaintWay: String, Sendable, CaseIterable, FieldValue {
  case form, phone, chat, visit, letter
  /// The national portal SP4N-LAPOR!.
  case portal
  case spreadsheet
  /// A resident used the wrong door: from a report of the flood.
  case report
}

/// What the office owes first, and then.
public enum ComplaintStage: String, Sendable, CaseIterable, FieldValue { case first, answer }

/// When somebody is reminded, or told in the place of who did not act.
public struct ComplaintStep: Hashable, Sendable {
  public var about: ComplaintStage
  /// 0 reminds who is responsible; 1 and above escalates.
  public var level: Int
  public var at: Instant

  public init(about: ComplaintStage, level: Int, at: Instant) {
    self.about = about
    self.level = level
    self.at = at
  }
}

extension ComplaintStep: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    about = try reader.field("about")
    level = try reader.field("level")
    at = try reader.field("at")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("about", about)
    writer.field("level", level)
    writer.field("at", at)
  }
}

/// Deadlines as they held when they were set: a change of the table changes nothing that runs.
public struct ComplaintTerms: Hashable, Sendable {
  /// Last day of the first response.
  public var firstDue: CivilDate
  /// Last day of the answer.
  public var answerDue: CivilDate
  /// Where the table has them from.
  public var rule: String
  /// In order of time.
  public var steps: [ComplaintStep]

  public init(firstDue: CivilDate, answerDue: CivilDate, rule: String, steps: [ComplaintStep]) {
    self.firstDue = firstDue
    self.answerDue = answerDue
    self.rule = rule
    self.steps = steps
  }
}

extension ComplaintTerms: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    firstDue = try reader.field("firstDue")
    answerDue = try reader.field("answerDue")
    rule = try reader.field("rule")
    steps = try reader.field("steps")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("firstDue", firstDue)
    writer.field("answerDue", answerDue)
    writer.field("rule", rule)
    writer.field("steps", steps)
  }
}

/// A complaint about a public service. Words and contact lie in side rows that can be erased; the log holds their digests.
public struct ComplaintReceived: Hashable, Sendable {
  public var complaint: ComplaintID
  public var sector: SectorID
  public var kind: ComplaintKind
  /// Berkadar pengawasan: about the conduct of an official; not for the own office to judge.
  public var isSupervisory: Bool
  public var privacy: ComplaintPrivacy
  public var area: AreaID?
  public var way: ComplaintWay
  /// Stands on the control room's screen at once.
  public var isUrgent: Bool
  /// Number elsewhere, as the portal's tracking id; each is taken once.
  public var outsideNumber: String?
  public var ticket: TicketID?
  /// Responsible by the table of sectors; nil where that names none.
  public var unit: UnitID?
  public var words: NoteReference
  public var contact: NoteReference?
  public var receivedAt: Instant
  public var terms: ComplaintTerms

  public init(
    complaint: ComplaintID, sector: SectorID, kind: ComplaintKind, isSupervisory: Bool, privacy: ComplaintPrivacy,
    area: AreaID? = nil, way: ComplaintWay, isUrgent: Bool, outsideNumber: String? = nil, ticket: TicketID? = nil,
    unit: UnitID? = nil, words: NoteReference, contact: NoteReference? = nil, receivedAt: Instant, terms: ComplaintTerms
  ) {
    self.complaint = complaint
    self.sector = sector
    self.kind = kind
    self.isSupervisory = isSupervisory
    self.privacy = privacy
    self.area = area
    self.way = way
    self.isUrgent = isUrgent
    self.outsideNumber = outsideNumber
    self.ticket = ticket
    self.unit = unit
    self.words = words
    self.contact = contact
    self.receivedAt = receivedAt
    self.terms = terms
  }
}

extension ComplaintReceived: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    sector = try reader.field("sector")
    kind = try reader.field("kind")
    isSupervisory = try reader.field("isSupervisory")
    privacy = try reader.field("privacy")
    area = try reader.optional("area")
    way = try reader.field("way")
    isUrgent = try reader.field("isUrgent")
    outsideNumber = try reader.optional("outsideNumber")
    ticket = try reader.optional("ticket")
    unit = try reader.optional("unit")
    words = try reader.field("words")
    contact = try reader.optional("contact")
    receivedAt = try reader.field("receivedAt")
    terms = try reader.field("terms")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("sector", sector)
    writer.field("kind", kind)
    writer.field("isSupervisory", isSupervisory)
    writer.field("privacy", privacy)
    writer.optional("area", area)
    writer.field("way", way)
    writer.field("isUrgent", isUrgent)
    writer.optional("outsideNumber", outsideNumber)
    writer.optional("ticket", ticket)
    writer.optional("unit", unit)
    writer.field("words", words)
    writer.optional("contact", contact)
    writer.field("receivedAt", receivedAt)
    writer.field("terms", terms)
  }
}

/// Somebody has read it: it is of another kind or urgency. Deadlines count from the receipt.
public struct ComplaintReclassified: Hashable, Sendable {
  public var complaint: ComplaintID
  public var kind: ComplaintKind
  public var isUrgent: Bool
  public var terms: ComplaintTerms
  public var reason: NoteReference

  public init(complaint: ComplaintID, kind: ComplaintKind, isUrgent: Bool, terms: ComplaintTerms, reason: NoteReference) {
    self.complaint = complaint
    self.kind = kind
    self.isUrgent = isUrgent
    self.terms = terms
    self.reason = reason
  }
}

extension ComplaintReclassified: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    complaint = try reader.field("complaint")
    kind = try reader.field("kind")
    isUrgent = try reader.field("isUrgent")
    terms = try reader.field("terms")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("complaint", complaint)
    writer.field("kind", kind)
    writer.field("isUrgent", isUrgent)
    writer.field("terms", terms)
    writer.field("reason", reason)
  }
}
