import Basics
import Incident
import Ledger
import Operations
import Publication

/// What residents reported, for the control room: quick entry on the telephone, reading, merging, giving to a post, answering.
enum TriageRoutes {
  static let routes: [Route] = [
    .get("/reports", .reports) { call, services in WebAnswer(try await TriagePage.page(call, services)) },
    .get("/reports/{ticket}/photo", .reports) { call, services in
      guard let photo = services.picture.state.ticket(TicketID(call.parameter("ticket")))?.report.photo,
        let found = try await services.keeper.look({ desk, _ in desk.photo(photo) })
      else { return Gate(services: services).error(404, "error.notFound", call) }
      return PublicFiles.answer(found.type, found.bytes)
    },
    .get("/reports.csv", .reports) { call, services in
      WebAnswer(type: "text/csv; charset=utf-8", Array(table(services.picture).utf8))
    },
    .post("/reports", .reports) { call, services in
      try await SituationRoutes.record(call, services, "entered", back: "/reports") { call, operation, desk, now in
        var wish = try CitizenForm.wish(call, now, way: ReportWay(rawValue: call.form["way"] ?? "") ?? .phone)
        // A lurah or head of an RT enters it in their own name; the control room says in whose.
        wish.onBehalfBy = call.account?.role == .unitHead ? call.account?.office : call.form.text("behalf")
        return try desk.report(wish, of: operation.id)
      }
    },
    .post("/reports/{ticket}/triage", .desk) { call, services in
      try await act(call, services) { ticket, _ in
        guard let urgency = call.form.int("urgency"), let trust = ReportTrust(rawValue: call.form["trust"] ?? "") else {
          throw BulletinRoutes.wrong("form.badNeed", call)
        }
        return (.citizen(.triage(CitizenTriage(ticket: ticket, urgency: urgency, trust: trust))), [])
      }
    },
    .post("/reports/{ticket}/merge", .desk) { call, services in
      try await act(call, services) { ticket, _ in
        (.citizen(.merge(CitizenMerge(ticket: ticket, into: TicketID(call.form["into"] ?? "")))), [])
      }
    },
    .post("/reports/{ticket}/assign", .desk) { call, services in
      try await act(call, services) { ticket, _ in
        (.citizen(.assign(CitizenAssignment(ticket: ticket, post: PostID(call.form["post"] ?? "")))), [])
      }
    },
    .post("/reports/{ticket}/answer", .desk) { call, services in
      try await act(call, services) { ticket, desk in
        guard let outcome = CitizenAnswer.Outcome(rawValue: call.form["outcome"] ?? "") else {
          throw BulletinRoutes.wrong("form.badNeed", call)
        }
        guard let text = call.form.text("answer") else {
          guard outcome == .spam else { throw BulletinRoutes.wrong("form.noText", call) }
          return (.citizen(.answer(CitizenAnswer(ticket: ticket, outcome: outcome, answer: nil))), [])
        }
        let note = try desk.note(text, name: "report-answer")
        return (
          .citizen(.answer(CitizenAnswer(ticket: ticket, outcome: outcome, answer: note.reference))), [note.row]
        )
      }
    },
  ]

  private static func table(_ picture: Picture) -> String {
    picture.operation.map { CitizenTables.reports(picture.state, $0, city: picture.city) } ?? ""
  }

  private static func act(
    _ call: WebCall, _ services: ConsoleServices, _ make: @Sendable @escaping (TicketID, Desk) throws -> (Command, [SideRow])
  ) async throws -> WebAnswer {
    let id = TicketID(call.parameter("ticket"))
    return try await SituationRoutes.record(call, services, id.rawValue, back: "/reports") { _, _, desk, _ in
      try make(id, desk)
    }
  }
}

/// The queue of reports: life and limb first, each with what speaks for and against it.
struct TriagePage {
  let frame: Frame
  let operation: EmergencyOperation
  let texts: [String: String]
  let codes: [TicketID: String]
  let waiting: Int
  private var state: State { frame.picture.state }
  private var controls: Controls { Controls(frame: frame) }
  private func say(_ key: String, _ values: [String: String] = [:]) -> String { frame.say(key, values) }

  static let shown = 60

  static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.reports"), Parts.empty(frame.w("error.noOperation")))
    }
    let queue = frame.picture.state.tickets(operation.id).filter(\.isOpen)
    let texts = try await services.keeper.look { desk, _ -> [String: String] in
      var texts: [String: String] = [:]
      for ticket in queue {
        for note in [ticket.report.words, ticket.report.contact].compactMap({ $0 }) { texts[note.row] = desk.noteText(note) }
      }
      return texts
    }
    let codes = Dictionary(
      queue.map { ($0.id, TicketCode.text($0.id, services.keeper.links)) }, uniquingKeysWith: { first, _ in first })
    let page = TriagePage(
      frame: frame, operation: operation, texts: texts, codes: codes, waiting: services.keeper.lanes.waiting)
    let done: HTML = call.query["done"] == nil ? .none : Parts.notice(frame.w("situation.recorded"), "good")
    return frame.page(frame.w("nav.reports"), live: true, done + page.content)
  }

  private var content: HTML {
    let queue = state.triageQueue(operation.id)
    let taken = state.tickets(operation.id).filter { $0.isOpen && $0.post != nil }
    let slow: HTML =
      waiting == 0 ? .none : Parts.notice(say("triage.slow", ["count": "\(waiting)"]), "warning")
    let cards: [HTML] = queue.prefix(Self.shown).map(card)
    let others: [HTML] = taken.prefix(Self.shown).map(card)
    return """
      \(Parts.card(say("triage.entry"), id: "entry", CitizenForm(frame: frame).operatorEntry))\(slow)
      <p><a href="/reports.csv">CSV</a></p>
      <section id="queue"><h2>\(say("triage.queue")) (\(queue.count))</h2>\(cards.isEmpty ? Parts.empty(say("triage.none")) : HTML(trusted: cards.map(\.text).joined()))</section>
      <section id="taken"><h2>\(say("triage.taken")) (\(taken.count))</h2>\(HTML(trusted: others.map(\.text).joined()))</section>
      """
  }

  private func card(_ ticket: TicketRecord) -> HTML {
    let report = ticket.report
    let area = frame.picture.city.area(report.area)?.name ?? report.area.rawValue
    let people: HTML = report.people.map { "· \(say("triage.people", ["count": "\($0)"]))" } ?? .none
    let depth: HTML = report.depth.map { "· \(say("depthWord.\($0.rawValue)"))" } ?? .none
    let words: HTML = report.words.map { "<blockquote>\(texts[$0.row] ?? say("triage.erased"))</blockquote>" } ?? .none
    let contact: HTML = report.contact.flatMap { texts[$0.row] }.map { "<p>\(say("report.contact")): \($0)</p>" } ?? .none
    let photo: HTML =
      report.photo == nil
      ? .none
      : "<p class=\"photo\"><a href=\"/reports/\(Gate.escaped(ticket.id.rawValue))/photo\">\(say("report.photo"))</a></p>"
    let seen: HTML = "\(say("triage.seen")) \(frame.age(report.seenAt)), \(say("triage.told")) \(frame.age(report.toldAt))"
    let who = report.onBehalfBy.map { " · " + OfficeText.name($0) } ?? ""
    let grade = ticket.urgency == 1 ? "danger" : ticket.urgency == 2 ? "warning" : ""
    return """
      <section class="card" id="\(ticket.id)"><h3>\(Parts.tag(say("urgency.\(ticket.urgency)"), grade)) \(say("need.\(report.need.rawValue)")) – \(area)\(report.neighbourhood.map { ", " + $0 } ?? "")</h3>
      <p>\(codes[ticket.id] ?? ticket.id.rawValue) \(people) \(depth) · \(say("way.\(report.way.rawValue)"))\(who)<br>\(seen)</p>\(words)\(contact)\(photo)
      \(trust(ticket))\(frame.may(.desk) ? acts(ticket) : HTML.none)</section>
      """
  }

  /// What speaks for it and against it: other ways by which the same was told, what staff said, what was measured.
  private func trust(_ ticket: TicketRecord) -> HTML {
    var lines: [HTML] = [Parts.tag(say("trust.\(ticket.trust.rawValue)"), ticket.trust == .confirmed ? "good" : "warning")]
    let sources = state.independentSources(ticket.id)
    if sources > 1 { lines.append(Parts.tag(say("trust.sources", ["count": "\(sources)"]), "good")) }
    if let word = ticket.report.depth {
      if let last = operation.lastDepth(ticket.report.area) {
        let apart = abs(last.report.millimetres - word.millimetres)
        lines.append(
          Parts.tag(
            say(
              apart <= 300 ? "trust.fits" : "trust.differs",
              ["depth": frame.style.centimetres(Int32(clamping: last.report.millimetres))]),
            apart <= 300 ? "good" : "warning"))
      }
      if let expected = expected(ticket.report.area) {
        let fits = abs(Int(expected) - word.millimetres) <= 300
        lines.append(
          Parts.tag(say(fits ? "trust.forecastFits" : "trust.forecastDiffers", ["depth": frame.style.centimetres(expected)])))
      }
    }
    return "<p>\(lines)</p>"
  }

  /// What an exercise's scenario expects for now: an estimate inside the house, never told to anybody outside.
  private func expected(_ area: AreaID) -> Int32? {
    frame.picture.statedDepths[operation.id]?.samples.last {
      $0.area == area.rawValue && $0.during.contains(frame.now)
    }?.highMillimetres
  }

  private func acts(_ ticket: TicketRecord) -> HTML {
    let path = "/reports/\(Gate.escaped(ticket.id.rawValue))"
    let command = controls.hidden("command", SecretText.token())
    let urgencies = (1...3).map { (value: "\($0)", label: say("urgency.\($0)")) }
    let trusts = ReportTrust.allCases.map { (value: $0.rawValue, label: say("trust.\($0.rawValue)")) }
    let outcomes = CitizenAnswer.Outcome.allCases.map { (value: $0.rawValue, label: say("outcome.\($0.rawValue)")) }
    let merges: [HTML] = state.similarTickets(ticket.id).prefix(3).filter { _ in ticket.others.isEmpty }.map { other in
      controls.act(
        "\(path)/merge", say("triage.merge", ["into": codes[other.id] ?? other.id.rawValue]),
        fields: [("into", other.id.rawValue), ("command", SecretText.token())])
    }
    let lookup = frame.lookup(operation)
    let posts = operation.openPosts.filter { post in
      frame.picture.city.place(post.place)?.area == ticket.report.area || post.role.rawValue.contains("boat")
    }.prefix(40).map { (value: $0.id.rawValue, label: lookup.postName($0.id)) }
    let assign: HTML =
      posts.isEmpty
      ? .none
      : controls.form(
        "\(path)/assign", class: "form row",
        command + controls.select(say("triage.post"), "post", Array(posts), chosen: ticket.post?.rawValue)
          + controls.button(say("triage.assign"), isMain: false))
    return """
      <div class="buttons">\(merges)</div><details><summary>\(say("triage.acts"))</summary>
      \(controls.form("\(path)/triage", class: "form row", command + controls.select(say("triage.urgency"), "urgency", urgencies, chosen: "\(ticket.urgency)") + controls.select(say("triage.trust"), "trust", trusts, chosen: ticket.trust.rawValue) + controls.button(say("triage.read"), isMain: false)))
      \(assign)
      \(controls.form("\(path)/answer", class: "form row", command + controls.select(say("triage.outcome"), "outcome", outcomes) + controls.area(say("triage.answer"), "answer", rows: 2) + controls.button(say("triage.close"), isMain: false)))
      </details>
      """
  }
}
