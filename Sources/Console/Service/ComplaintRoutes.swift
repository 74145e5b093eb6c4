import Basics
import Incident
import Ledger
import Operations
import Publication

/// Complaints about public services, from intake to closing.
enum ComplaintRoutes {
  static let routes: [Route] = [
    .get("/service", .signedIn) { call, services in try await list(call, services) },
    .get("/service/trends", .picture) { call, services in try await trends(call, services) },
    .post("/service/take", ServiceAccess.complaints) { call, services in try await take(call, services) },
    .get("/service/complaints/{complaint}", ServiceAccess.complaints) { call, services in try await one(call, services) },
    .post("/service/complaints/{complaint}", ServiceAccess.complaints) { call, services in try await step(call, services) },
  ]

  static let shown = 200

  // MARK: Acts

  private static func take(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let words = try ServiceActs.text("words", call)
    let contact = call.form.text("contact")
    guard let account = call.account, let kind = ComplaintKind(rawValue: call.form["kind"] ?? ""),
      let way = ComplaintWay(rawValue: call.form["way"] ?? ""),
      let privacy = ComplaintPrivacy(rawValue: call.form["privacy"] ?? "")
    else { throw ServiceActs.wrong("svc.missing", call) }
    let receipt = try await services.keeper.act { desk, now in
      var intake = ComplaintIntake(
        sector: SectorID(call.form["sector"] ?? ""), kind: kind, way: way, words: NoteReference(row: "", digest: ""),
        receivedAt: now)
      intake.privacy = privacy
      intake.isUrgent = call.form["urgent"] == "yes"
      intake.isSupervisory = call.form["supervisory"] == "yes"
      intake.area = call.form.text("area").map { AreaID($0) }
      return try desk.take(intake, words: words, contact: contact, by: account.actor, at: now, id: call.form.text("command"))
    }
    guard case .service(.complaint(.received(let got))) = receipt.events.first?.event else { return .seeOther("/service") }
    return .seeOther("/service/complaints/\(got.complaint)?done=take")
  }

  /// `respond`, `answer`, `close`, `assign`, `reopen`, `reclassify`.
  private static func step(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let id = ComplaintID(call.parameter("complaint"))
    let step = call.form["step"] ?? ""
    return try await ServiceActs.record(call, services, back: "/service/complaints/\(id)?done=\(Gate.escaped(step))") {
      access, desk, now in
      guard let record = desk.state.service.complaints[id] else {
        throw Problem("complaint.unknown", "there is no complaint \(id)", exit: .usage)
      }
      guard access.maySee(record) else { throw ServiceActs.hidden(call) }
      return try command(step, id, call, access, desk, now)
    }
  }

  private static func command(
    _ step: String, _ id: ComplaintID, _ call: WebCall, _ access: ServiceAccess, _ desk: Desk, _ now: Instant
  ) throws -> (ServiceCommand, [SideRow]) {
    switch step {
    case "assign":
      // Passing it on is the desk's, or stays within the own unit.
      let unit = UnitID(call.form["unit"] ?? "")
      guard access.account.role != .unitHead || access.isOwn(unit) else { throw ServiceActs.hidden(call) }
      return (.complaint(.assign(ComplaintAssigned(complaint: id, unit: unit))), [])
    case "respond":
      let note = try call.form.text("words").map { try desk.note($0, name: "respond") }
      return (
        .complaint(.respond(ComplaintResponded(complaint: id, words: note?.reference, at: now))), note.map { [$0.row] } ?? []
      )
    case "answer":
      let note = try desk.note(try ServiceActs.text("words", call), name: "answer")
      return (.complaint(.answer(ComplaintAnswered(complaint: id, answer: note.reference, at: now))), [note.row])
    case "close":
      let note = try desk.note(try ServiceActs.text("evidence", call), name: "evidence")
      let outcome = ComplaintClosed.Outcome(rawValue: call.form["outcome"] ?? "") ?? .resolved
      return (
        .complaint(.close(ComplaintClosed(complaint: id, outcome: outcome, evidence: note.reference, at: now))), [note.row]
      )
    case "reopen":
      let note = try desk.note(try ServiceActs.text("words", call), name: "reopen")
      return (.complaint(.reopen(id, reason: note.reference)), [note.row])
    case "reclassify":
      let note = try desk.note(try ServiceActs.text("words", call), name: "reclassify")
      guard let kind = ComplaintKind(rawValue: call.form["kind"] ?? "") else { throw ServiceActs.wrong("svc.missing", call) }
      return (
        .complaint(.reclassify(id, kind: kind, isUrgent: call.form["urgent"] == "yes", reason: note.reference)), [note.row]
      )
    default: throw ServiceActs.wrong("orders.badStep", call)
    }
  }

  // MARK: Pages

  private static func list(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    guard let account = call.account else { return .seeOther("/signin") }
    let access = ServiceAccess(account: account, roster: frame.picture.roster)
    var content = ServiceTabs.html(frame)
    if frame.may(ServiceAccess.complaints) {
      let book = frame.picture.state.service
      let all = call.query["all"] == "yes"
      let records = (all ? book.allComplaints.reversed() : book.queue()).filter(access.maySee)
      let texts = try await services.keeper.noteTexts(frame.language)
      let page = ComplaintPages(frame: frame, access: access, note: { texts[$0.row] })
      content += page.queue(records, all: all) + page.intake()
    } else {
      content += Parts.empty(frame.w("svc.figuresOnly"))
    }
    return WebAnswer(frame.page(frame.w("nav.service"), content))
  }

  private static func one(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    guard let account = call.account else { return .seeOther("/signin") }
    guard let record = frame.picture.state.service.complaints[ComplaintID(call.parameter("complaint"))] else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    let access = ServiceAccess(account: account, roster: frame.picture.roster)
    guard access.maySee(record) else { return Gate(services: services).error(403, "error.role", call) }
    let texts = try await services.keeper.noteTexts(frame.language)
    let entries = Set(record.entries)
    let events = try await services.keeper.allEvents().filter { entries.contains($0.sequence) }
    let page = ComplaintPages(frame: frame, access: access, note: { texts[$0.row] })
    return WebAnswer(
      frame.page(
        frame.w("svc.one", ["complaint": record.id.rawValue]), page.one(record, events, done: call.query.text("done"))))
  }

  /// Figures only: for everybody who is signed in.
  private static func trends(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    let clock = ServiceClock(frame.picture.city)
    let today = clock.day(frame.now)
    let trends = ServiceTrends(
      frame.picture.state.service, clock: clock, from: CivilDate(dayNumber: today.dayNumber - 365), today: today,
      step: call.query["step"] == "week" ? .week : .month)
    let texts = try await services.keeper.noteTexts(frame.language)
    let page = ComplaintPages(
      frame: frame,
      access: ServiceAccess(
        account: call.account ?? Account(name: "-", office: "-", role: .observer), roster: frame.picture.roster),
      note: { texts[$0.row] })
    return WebAnswer(frame.page(frame.w("svc.trends"), ServiceTabs.html(frame) + page.trends(trends)))
  }
}
