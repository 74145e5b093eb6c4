import Basics
import Incident
import Intake
import Ledger
import Publication

/// Complaints, corrective actions, records and proposals: words go to side rows, events hold their digests.
extension Desk {
  /// A complaint by form, telephone or visit.
  /// - Throws: the refusal, or the failure of the write.
  @discardableResult
  public func take(
    _ intake: ComplaintIntake, words: String, contact: String?, by actor: Actor, at now: Instant, id: String? = nil
  ) throws(Problem) -> Receipt {
    var intake = intake
    var rows: [SideRow] = []
    let text = try note(words, name: "complaint")
    intake.words = text.reference
    rows.append(text.row)
    if let contact, !contact.isEmpty {
      let who = try note(contact, name: "contact")
      intake.contact = who.reference
      rows.append(who.row)
    }
    return try submit(.service(.complaint(.take([intake]))), by: actor, at: now, sideRows: rows, id: id)
  }

  /// A file's complaints, all or none; those whose number is known stay as they are and leave no row behind.
  /// - Returns: how many are new, and the receipt; nil where none is.
  public func take(_ file: [ComplaintRow], way: ComplaintWay, by actor: Actor, at now: Instant) throws(Problem) -> (
    new: Int, receipt: Receipt?
  ) {
    let new = file.filter { row in row.number.map { state.service.outsideNumbers[$0] == nil } ?? true }
    if new.isEmpty { return (0, nil) }
    var rows: [SideRow] = []
    var intakes: [ComplaintIntake] = []
    for row in new {
      func keep(_ text: String, _ name: String) throws(Problem) -> NoteReference {
        let made = try note(text, name: "\(name)/\(row.line)")
        rows.append(made.row)
        return made.reference
      }
      var intake = ComplaintIntake(
        sector: row.sector, kind: row.kind, way: way, words: try keep(row.words, "complaint"), receivedAt: row.receivedAt)
      intake.isUrgent = row.isUrgent
      intake.privacy = row.privacy
      intake.area = row.area
      intake.unit = row.unit
      intake.outsideNumber = row.number
      if let contact = row.contact { intake.contact = try keep(contact, "contact") }
      if let answeredAt = row.answeredAt {
        let place = "line \(row.line) of the file\(row.number.map { ", number \($0)" } ?? "")"
        intake.history = ComplaintIntake.History(
          answeredAt: answeredAt, answer: try keep(row.answer ?? place, "answer"), closedAt: row.closedAt,
          evidence: try keep(place, "evidence"))
      }
      intakes.append(intake)
    }
    let receipt = try submit(.service(.complaint(.take(intakes))), by: actor, at: now, sideRows: rows)
    return (new.count, receipt)
  }

  /// Submits a command about services with the texts that belong to it.
  @discardableResult
  public func submit(
    _ command: ServiceCommand, _ notes: [SideRow], by actor: Actor, at now: Instant, id: String? = nil
  ) throws(Problem) -> Receipt {
    try submit(.service(command), by: actor, at: now, sideRows: notes, id: id)
  }

  /// What sheets of services are made of.
  public func serviceFrame(at now: Instant) throws(Problem) -> ServiceSheet.Frame {
    let head = try head()
    let texts = try noteTexts()
    return ServiceSheet.Frame(
      mode: mode, city: city, names: Names(post.roster), note: { texts[$0.row] },
      logHead: "\(head.size):\(head.root.hex.prefix(16))", now: now)
  }

  /// The passport of a person; the look is on record before anything is shown.
  /// - Throws: a `Problem` for somebody who is not on the roster.
  public func passport(_ staff: StaffID, for what: String, by actor: Actor, at now: Instant) throws(Problem) -> Passport {
    try submit(.service(.personal(.look(PersonSeen(staff: staff, what: what)))), by: actor, at: now)
    let clock = ServiceClock(city)
    return Passport(
      staff, state: state, roster: post.roster, events: try events(), clock: clock, today: clock.day(now))
  }
}

extension ReadingDesk {
  /// What sheets of services are made of.
  public func serviceFrame(at now: Instant) -> ServiceSheet.Frame {
    ServiceSheet.Frame(
      mode: identity.mode, city: city, names: Names(roster), note: { note($0) },
      logHead: "\(head.size):\(head.root.hex.prefix(16))", now: now)
  }
}
