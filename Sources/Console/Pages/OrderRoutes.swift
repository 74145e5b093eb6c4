import Basics
import Incident
import Ledger
import Operations
import Publication

/// Who was called and where each stands; answers that came by voice; personal links.
enum OrderRoutes {
  static let routes: [Route] = [
    .get("/orders", .people) { call, services in WebAnswer(page(call, services)) },
    .post("/orders/{order}/record", .desk) { call, services in try await record(call, services) },
    .post("/orders/{order}/revoke", .desk) { call, services in
      let order = OrderID(call.parameter("order"))
      try await services.keeper.keep([services.keeper.links.revocation(order)])
      services.keeper.links.revoke(order)
      return .seeOther("/orders#\(Gate.escaped(order.rawValue))")
    },
  ]

  /// What an operator may record, as a form names it.
  enum Step: String, CaseIterable {
    case deliver, accept, decline, depart, arrive, start, release
    case standDown = "stand_down"
  }

  static func command(
    _ step: Step, _ order: OrderID, at now: Instant, reason: DeclineReason, note: NoteReference?, arrivesAt: Instant?
  )
    -> Command
  {
    let receipt = OrderReceipt(order: order, at: now)
    return switch step {
    case .deliver: .order(.deliver(receipt))
    case .accept: .order(.accept(OrderAcceptance(order: order, at: now, arrivesAt: arrivesAt)))
    case .decline: .order(.decline(OrderDecline(order: order, at: now, reason: reason, note: note)))
    case .depart: .order(.depart(receipt))
    case .arrive: .order(.arrive(receipt))
    case .start: .order(.startDuty(receipt))
    case .release: .order(.release(receipt))
    case .standDown: .order(.standDown(OrderStandDown(order: order, at: now, reason: .other, note: note)))
    }
  }

  /// "Dicatat oleh": the act stands in the log under the operator's office.
  private static func record(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    guard let step = Step(rawValue: call.form["step"] ?? "") else { throw SituationRoutes.wrong("orders.badStep", call) }
    try await act(services, OrderID(call.parameter("order")), step, call, by: account.actor)
    return .seeOther(SignInRoutes.safePath(call.form["back"] ?? "/orders"))
  }

  static func act(_ services: ConsoleServices, _ order: OrderID, _ step: Step, _ call: WebCall, by actor: Actor) async throws {
    let reason = DeclineReason(rawValue: call.form["reason"] ?? "") ?? .other
    let minutes = call.form.int("minutes").flatMap { (0...1440).contains($0) ? $0 : nil }
    let text = call.form.text("note").map { String($0.prefix(500)) }
    let id = call.form.text("command").map { String($0.prefix(64)) }
    try await services.keeper.act { desk, now in
      let takesNote = step == .decline || step == .standDown
      let note = try text.flatMap { takesNote ? try desk.note($0, name: "answer") : nil }
      let command = command(
        step, order, at: now, reason: reason, note: note?.reference, arrivesAt: minutes.map { now.adding(minutes: $0) })
      try desk.submit(
        command, by: actor, at: now, sideRows: note.map { [$0.row] } ?? [], id: id,
        request: "\(order) \(step.rawValue) \(reason.rawValue) \(text ?? "") \(minutes ?? -1)")
    }
  }

  static func kind(_ phase: OrderState.Phase) -> String {
    switch phase {
    case .accepted, .enRoute, .arrived, .onDuty: "good"
    case .declined, .unanswered: "danger"
    case .issued, .delivered: "warning"
    case .relieved, .released, .stoodDown: ""
    }
  }

  // MARK: Page

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.orders"), Parts.empty(frame.w("error.noOperation")))
    }
    let state = frame.picture.state
    let all = state.orders(operation.id)
    if all.isEmpty {
      return frame.page(
        frame.w("nav.orders"), live: true,
        Parts.empty(frame.w("orders.none")) + "<p><a class=\"button main\" href=\"/plan\">\(frame.w("nav.plan"))</a></p>")
    }
    let wanted = call.query.text("phase")
    let shown = all.filter { wanted == nil || $0.phase.rawValue == wanted }
    let lookup = frame.lookup(operation)
    let rows: [[HTML]] = shown.sorted { ($0.post, $0.id) < ($1.post, $1.id) }.prefix(1000).map { order in
      row(order, frame, lookup, services)
    }
    return frame.page(
      frame.w("nav.orders"), live: true,
      filters(frame, all, wanted)
        + Parts.table(
          [
            frame.w("roster.name"), frame.w("orders.duty"), frame.w("plan.state"), frame.w("orders.record"),
            frame.w("orders.link"),
          ], rows))
  }

  private static func filters(_ frame: Frame, _ all: [OrderRecord], _ wanted: String?) -> HTML {
    let counts = Dictionary(grouping: all, by: \.phase).mapValues(\.count)
    let links: [HTML] = OrderState.Phase.allCases.compactMap { phase in
      guard let count = counts[phase] else { return nil }
      let mark: HTML = phase.rawValue == wanted ? " aria-current=\"true\"" : ""
      return "<li><a href=\"?phase=\(phase.rawValue)\"\(mark)>\(frame.p("orderState.\(phase.rawValue)")) \(count)</a></li>"
    }
    return
      "<nav class=\"shifts\" aria-label=\"\(frame.w("plan.state"))\"><ul><li><a href=\"/orders\">\(frame.w("orders.all")) \(all.count)</a></li>\(links)</ul></nav>"
  }

  private static func row(_ order: OrderRecord, _ frame: Frame, _ lookup: Lookup, _ services: ConsoleServices) -> [HTML] {
    let person = frame.picture.roster.member(order.staff)
    let unit = frame.picture.roster.unit(order.issue.unit)?.name ?? order.issue.unit.rawValue
    let last = order.steps.last?.at ?? order.issuedAt
    let controls = Controls(frame: frame)
    let link: HTML =
      frame.may(.desk) && !order.phase.isEnded && PlayerRoutes.mayOpen(order.staff, services)
      ? "<a href=\"\(services.keeper.links.path(order))\">\(frame.w("orders.open"))</a> \(controls.act("/orders/\(Gate.escaped(order.id.rawValue))/revoke", frame.w("orders.revoke")))"
      : .none
    return [
      "<span id=\"\(order.id)\">\(person?.name ?? order.staff.rawValue)</span><br><small>\(unit)</small>",
      "\(lookup.postName(order.post))",
      "\(Parts.tag(frame.p("orderState.\(order.phase.rawValue)"), kind(order.phase))) <small>\(frame.age(last))</small>",
      frame.may(.desk) ? recordForm(order, frame, back: "/orders") : .none, link,
    ]
  }

  /// Which steps make sense from where the order stands.
  static func recordForm(_ order: OrderRecord, _ frame: Frame, back: String) -> HTML {
    let steps: [Step] =
      switch order.phase {
      case .issued, .delivered, .unanswered: [.accept, .decline, .depart, .arrive]
      case .accepted: [.depart, .arrive, .decline]
      case .enRoute: [.arrive, .start, .decline]
      case .arrived: [.start, .release]
      case .onDuty, .relieved: [.release]
      case .declined, .released, .stoodDown: []
      }
    if steps.isEmpty { return .none }
    let controls = Controls(frame: frame)
    let buttons: [HTML] = steps.map { step in
      controls.button(
        frame.w("step.\(step.rawValue)"), isMain: false, name: "step", value: step.rawValue, class: step == .decline ? "warn" : ""
      )
    }
    let reasons = DeclineReason.allCases.map { (value: $0.rawValue, label: frame.w("reason.\($0.rawValue)")) }
    let why: HTML = steps.contains(.decline) ? controls.select(frame.w("orders.why"), "reason", reasons, chosen: "other") : .none
    return "<details class=\"record\"><summary>\(frame.w("orders.record"))</summary>"
      + controls.form(
        "/orders/\(Gate.escaped(order.id.rawValue))/record", class: "form",
        "\(controls.hidden("back", back))\(why)<div class=\"buttons\">\(buttons)</div>") + "</details>"
  }
}
