import Basics
import Incident
import Ledger
import Operations
import Publication

/// A person's record: the person by a signed link, the unit's head for the own unit; each look is an entry of the log.
enum PassportRoutes {
  static let routes: [Route] = [
    .get("/service/people", ServiceAccess.unitHeads) { call, services in WebAnswer(people(call, services)) },
    .get("/service/people/{staff}", ServiceAccess.unitHeads) { call, services in try await forHead(call, services) },
    .get("/mine/{token}", .linkHolder) { call, services in try await mine(call, services) },
    .get("/mine/{token}/data", .linkHolder) { call, services in try await data(call, services) },
    .post("/mine/{token}", .linkHolder, limit: 16_384) { call, services in try await say(call, services) },
  ]

  /// Days for which a link to the own record opens.
  static let linkDays = 30

  // MARK: Links

  /// `STAFF.DAY.SEAL`: nothing need be stored; whoever has the link is taken for the person, until the day is over.
  static func path(_ staff: StaffID, _ services: ConsoleServices) -> String {
    let day = services.now.date(offsetMinutes: services.picture.city.offsetMinutes).dayNumber + linkDays
    return "/mine/\(staff).\(day).\(seal(staff, day, services))"
  }

  private static func seal(_ staff: StaffID, _ day: Int, _ services: ConsoleServices) -> String {
    // A bar stands in no account's name: no link is a device's cookie, nor the other way round.
    services.keeper.links.device("passport|\(staff)|\(day)")
  }

  private static func person(_ call: WebCall, _ services: ConsoleServices) -> StaffMember? {
    let parts = call.parameter("token").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let day = Int(parts[1]), call.parameter("token").utf8.count <= 200 else { return nil }
    let staff = StaffID(parts[0])
    guard SecretText.equal(Array(seal(staff, day, services).utf8), Array(parts[2].utf8)),
      services.now.date(offsetMinutes: services.picture.city.offsetMinutes).dayNumber <= day
    else { return nil }
    return services.keeper.box.value.roster.member(staff)
  }

  // MARK: For the unit's head

  private static func people(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let account = call.account else { return .none }
    let access = ServiceAccess(account: account, roster: frame.picture.roster)
    let own = frame.picture.roster.staff.filter(access.maySee).sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let rows: [[HTML]] = own.prefix(500).map { person in
      [
        "<a href=\"/service/people/\(person.id)\">\(person.name)</a>", "\(person.position)",
        "<a href=\"\(path(person.id, services))\">\(frame.w("svc.link"))</a>",
      ]
    }
    let table: HTML =
      rows.isEmpty
      ? Parts.empty(frame.w("svc.noOwnUnit"))
      : Parts.table([frame.p("passport.name"), frame.p("passport.position"), frame.w("svc.ownLink")], rows)
    return frame.page(
      frame.w("svc.people"),
      "\(ServiceTabs.html(frame))<p class=\"fine\">\(frame.w("svc.peopleHint"))</p>\(Parts.card(access.unit?.name ?? frame.w("svc.people"), id: "people", table))"
    )
  }

  private static func forHead(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let roster = services.keeper.box.value.roster
    let access = ServiceAccess(account: account, roster: roster)
    guard let person = roster.member(StaffID(call.parameter("staff"))) else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    guard access.maySee(person) else { return Gate(services: services).error(403, "error.role", call) }
    let (passport, sheet) = try await services.keeper.act { desk, now in
      (
        try desk.passport(person.id, for: "passport", by: account.actor, at: now), try desk.serviceFrame(at: now)
      )
    }
    return WebAnswer(
      type: "text/html; charset=utf-8", Array(try html(passport, sheet, call.language).utf8), headers: paperHeaders)
  }

  /// The paper's style stands in the page itself.
  private static let paperHeaders = [
    (
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
  ]

  private static func html(_ passport: Passport, _ sheet: ServiceSheet.Frame, _ language: Language) throws -> String {
    try Papers().html(PassportSheet(passport, sheet, language).passportSheet(), sheet)
  }

  // MARK: For the person

  private static func mine(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let person = person(call, services) else { return Gate(services: services).error(404, "phone.invalid", call) }
    let frame = Frame(call, services)
    let events = try await services.keeper.allEvents()
    let texts = try await services.keeper.noteTexts(frame.language)
    let clock = ServiceClock(frame.picture.city)
    let passport = Passport(
      person.id, state: frame.picture.state, roster: frame.picture.roster, events: events, clock: clock,
      today: clock.day(frame.now))
    if call.query["paper"] == "yes" {
      let sheet = ServiceSheet.Frame(
        mode: frame.picture.mode, city: frame.picture.city, names: Names(frame.picture.roster), note: { texts[$0.row] },
        logHead: "\(frame.picture.sequence)", now: frame.now)
      return WebAnswer(
        type: "text/html; charset=utf-8", Array(try html(passport, sheet, frame.language).utf8), headers: paperHeaders)
    }
    let view = MinePage(frame: frame, passport: passport, person: person, path: call.path, note: { texts[$0.row] })
    let done: HTML = call.query["done"] == nil ? .none : Parts.notice(frame.w("svc.mine.done"), "good")
    return WebAnswer(frame.plainPage(frame.w("svc.mine.title"), done + view.content))
  }

  /// All that is stored, for the person.
  private static func data(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let person = person(call, services) else { return Gate(services: services).error(404, "phone.invalid", call) }
    let (passport, sheet) = try await services.keeper.act { desk, now in
      (
        try desk.passport(person.id, for: "passport-export", by: .person(staff: person.id), at: now),
        try desk.serviceFrame(at: now)
      )
    }
    var answer = WebAnswer(json: PassportSheet(passport, sheet, call.language).export())
    answer.set("content-disposition", "attachment; filename=\"data-saya.json\"")
    return answer
  }

  /// `object`, `idea`, `concern`.
  private static func say(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let person = person(call, services) else { return Gate(services: services).error(404, "phone.invalid", call) }
    let step = call.form["step"] ?? ""
    let actor = Actor.person(staff: person.id)
    try await services.keeper.act { desk, now in
      let note = try desk.note(try ServiceActs.text("words", call), name: "mine")
      let command: ServiceCommand
      switch step {
      case "object":
        let about = call.form.text("about") ?? "roster"
        command = .personal(.object(person.id, about: about, words: note.reference))
      case "idea":
        command = .voice(
          .sendIdea(
            IdeaReceived(
              idea: IdeaID(""), staff: person.id, mayBeNamed: call.form["named"] == "yes", unit: person.unit,
              words: note.reference)))
      case "concern":
        guard let kind = ConcernKind(rawValue: call.form["kind"] ?? ""),
          let order = desk.state.order(OrderID(call.form["order"] ?? "")), order.staff == person.id
        else { throw ServiceActs.wrong("svc.missing", call) }
        command = .voice(.raise(ConcernRaised(concern: ConcernID(""), order: order.id, kind: kind, words: note.reference)))
      default: throw ServiceActs.wrong("orders.badStep", call)
      }
      try desk.submit(
        .service(command), by: actor, at: now, sideRows: [note.row], id: call.form.text("command"),
        request: "\(step)?\(call.form["words"] ?? "")")
    }
    return .seeOther("\(call.path)?done=\(Gate.escaped(step))")
  }
}
