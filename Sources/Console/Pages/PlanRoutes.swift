import Basics
import Incident
import Operations
import Publication
import Staffing

/// The plan of a shift: proposed, looked at, changed by hand with the consequence shown first, approved, and out as orders.
enum PlanRoutes {
  static let routes: [Route] = [
    .get("/plan", .people) { call, services in WebAnswer(page(call, services)) },
    .get("/plan/why", .people) { call, services in WebAnswer(try await why(call, services)) },
    .get("/plan/edit", .command) { call, services in WebAnswer(try await consequence(call, services)) },
    .post("/plan/propose", .desk) { call, services in
      guard let operation = services.picture.operation else { return .seeOther("/") }
      let shift = ShiftID(call.form["shift"] ?? "")
      _ = try await services.keeper.propose(operation.id, shift, by: call.account)
      return back(shift)
    },
    .post("/plan/edit", .command) { call, services in try await edit(call, services) },
    .post("/plan/approve", .command) { call, services in
      try await submit(call, services) { plan, now, _ in .plan(.approve(PlanApproval(plan: plan.id, overrides: []))) }
    },
    .post("/plan/heads", .desk) { call, services in
      try await submit(call, services) { plan, now, minutes in
        .plan(.tellUnitHeads(plan.id, units: nil, objectUntil: now.adding(minutes: minutes)))
      }
    },
    .post("/plan/orders", .command) { call, services in
      try await submit(call, services) { plan, now, minutes in
        .order(.issue(plan.id, duties: nil, deadline: now.adding(minutes: minutes)))
      }
    },
    .post("/plan/standdown", .command) { call, services in try await standDown(call, services) },
  ]

  private static func back(_ shift: ShiftID?) -> WebAnswer { .seeOther("/plan?shift=\(Gate.escaped(shift?.rawValue ?? ""))") }

  /// An act on the plan that the form names: never on a newer one that somebody else has made meanwhile.
  private static func submit(
    _ call: WebCall, _ services: ConsoleServices, _ make: @Sendable @escaping (PlanRecord, Instant, Int) -> Command
  ) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let id = PlanID(call.form["plan"] ?? "")
    let minutes = min(max(call.form.int("minutes") ?? 30, 1), 24 * 60)
    let shift = try await services.keeper.act { desk, now -> ShiftID? in
      guard let plan = desk.state.plans[id] else { throw SituationRoutes.wrong("plan.unknown", call) }
      try desk.submit(make(plan, now, minutes), by: account.actor, at: now)
      return plan.shifts.first
    }
    return back(shift)
  }

  private static func standDown(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let id = PlanID(call.form["plan"] ?? "")
    try await services.keeper.act { desk, now in
      let commands = desk.state.ordersNotInPlan(id).map {
        Desk.Submission(
          .order(.standDown(OrderStandDown(order: $0.id, at: now, reason: .planChanged))), by: account.actor, at: now)
      }
      for result in try desk.submit(commands) { if case .failure(let error) = result { throw error } }
    }
    return back(services.picture.state.plans[id]?.shifts.first)
  }

  // MARK: By hand

  private struct Wish {
    var plan: PlanRecord
    var staff: StaffID
    var post: PostID?
    var isPin: Bool
    var pins: [Pin] { post.map { isPin ? [Pin(staff: staff, post: $0)] : [] } ?? [] }
    var bans: [Ban] { isPin ? [] : [Ban(staff: staff, post: post)] }
  }

  private static func wish(_ call: WebCall, _ fields: FormFields, _ frame: Frame) throws -> Wish {
    guard let plan = frame.picture.state.plans[PlanID(fields["plan"] ?? "")] else {
      throw SituationRoutes.wrong("plan.unknown", call)
    }
    let named = fields["staff"] ?? ""
    guard let person = frame.picture.roster.member(StaffID(named)) ?? frame.picture.roster.member(officeNumber: named) else {
      throw SituationRoutes.wrong("plan.nobody", call)
    }
    return Wish(plan: plan, staff: person.id, post: fields.text("post").map { PostID($0) }, isPin: fields["act"] == "pin")
  }

  /// What would become of the plan, before anybody says yes to it. Changes nothing.
  private static func consequence(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let wish = try wish(call, call.query, frame)
    guard let shift = wish.plan.shifts.first, let operation = frame.picture.state.operation(wish.plan.operation) else {
      throw SituationRoutes.wrong("plan.unknown", call)
    }
    let trial = try await services.keeper.trial(wish.plan.operation, shift, pins: wish.pins, bans: wish.bans)
    let lookup = Lookup(
      city: frame.picture.city, shifts: operation.shiftList, names: Names(frame.picture.roster), style: frame.style,
      ownShift: shift)
    let explain = ExplanationText(lookup)
    let name = lookup.names.name(wish.staff)
    let title = frame.w(wish.isPin ? "plan.pinTitle" : "plan.banTitle", ["name": name])
    let post = wish.post.map { lookup.postName($0) } ?? frame.w("plan.anyPost")
    if let refused = trial.refused.first {
      let reasons: [HTML] = refused.reasons.map { "\(text($0, frame, explain))" }
      return frame.page(
        title,
        "<p class=\"lead\">\(post)</p><p class=\"notice danger\">\(frame.w("plan.pinRefused"))</p>\(Parts.list(reasons))\(back(frame, shift))"
      )
    }
    let changed = changes(wish.plan.plan, trial.plan, explain, frame)
    let controls = Controls(frame: frame)
    let form: HTML = controls.form(
      "/plan/edit",
      """
      \(controls.hidden("plan", wish.plan.id.rawValue))\(controls.hidden("staff", wish.staff.rawValue))\(controls.hidden("post", wish.post?.rawValue ?? ""))\(controls.hidden("act", wish.isPin ? "pin" : "ban"))
      \(controls.text(frame.w("plan.reason"), "reason", hint: frame.w("plan.reasonHint"), required: true, more: " maxlength=\"500\""))
      <div class="buttons">\(controls.button(frame.w("plan.confirm")))</div>
      """)
    return frame.page(
      title,
      """
      <p class="lead">\(post)</p>
      \(Parts.card(frame.w("plan.consequence"), id: "consequence", changed))
      \(form)\(back(frame, shift))
      """)
  }

  /// Only what changes: who moves, and where more or fewer are missing.
  private static func changes(_ old: Plan, _ new: Plan, _ explain: ExplanationText, _ frame: Frame) -> HTML {
    let moves: [HTML] = PlanComparison.difference(old: old, new: new).moves.prefix(60).map { "\(explain.text($0))" }
    func missing(_ plan: Plan, _ grade: Criticality) -> Int {
      plan.shortages.filter { $0.criticality == grade }.reduce(0) { $0 + $1.missing }
    }
    let classes: [HTML] = Criticality.allCases.compactMap { grade in
      let (before, after) = (missing(old, grade), missing(new, grade))
      if before == after { return nil }
      let tag = after > before ? Parts.tag(frame.w("plan.worse"), "danger") : Parts.tag(frame.w("plan.better"), "good")
      return "\(frame.p("class.\(grade.rawValue)")): \(before) → \(after) \(tag)"
    }
    if moves.isEmpty && classes.isEmpty { return "<p>\(frame.w("plan.nothingChanges"))</p>" }
    return (moves.isEmpty ? .none : Parts.list(moves))
      + (classes.isEmpty
        ? "<p class=\"fine\">\(frame.w("plan.sameMissing"))</p>" : "<h3>\(frame.w("plan.missingBy"))</h3>" + Parts.list(classes))
  }

  private static func text(_ reason: RefusedPin.Reason, _ frame: Frame, _ explain: ExplanationText) -> String {
    switch reason {
    case .ineligible(let rules): frame.style.list(rules.map(explain.text))
    case .unitAtMinimum(let unit): frame.w("pin.unitAtMinimum", ["unit": explain.lookup.names.unitName(unit)])
    case .postFull: frame.w("pin.postFull")
    case .unknownPost: frame.w("pin.unknownPost")
    case .unknownStaff: frame.w("plan.nobody")
    case .pinnedElsewhere(let post): frame.w("pin.elsewhere", ["post": explain.lookup.postName(post)])
    case .crewIncomplete(let needed): frame.w("pin.crew", ["needed": "\(needed)"])
    }
  }

  private static func back(_ frame: Frame, _ shift: ShiftID) -> HTML {
    "<p><a href=\"/plan?shift=\(Gate.escaped(shift.rawValue))\">\(frame.w("plan.back"))</a></p>"
  }

  private static func edit(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let wish = try wish(call, call.form, Frame(call, services))
    guard let shift = wish.plan.shifts.first, let reason = call.form.text("reason") else {
      throw SituationRoutes.wrong("plan.noReason", call)
    }
    try await services.keeper.act { desk, now in
      try desk.edit(
        wish.plan.operation, shift: shift, pins: wish.pins, bans: wish.bans, reason: reason, by: account.actor, at: now)
    }
    _ = try await services.keeper.propose(wish.plan.operation, shift, by: account)
    return back(shift)
  }

  // MARK: Why

  private static func why(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let wish = try wish(call, call.query, frame)
    guard let shift = wish.plan.shifts.first, let operation = frame.picture.state.operation(wish.plan.operation) else {
      throw SituationRoutes.wrong("plan.unknown", call)
    }
    let post = wish.post ?? wish.plan.duties.first { $0.staff == wish.staff }?.post
    let explanations = try await services.keeper.explanations(
      wish.plan.id, post.map { [DutyKey(staff: wish.staff, post: $0)] } ?? [])
    let lookup = Lookup(
      city: frame.picture.city, shifts: operation.shiftList, names: Names(frame.picture.roster), style: frame.style,
      ownShift: shift)
    let lines: [HTML] = explanations.flatMap { ExplanationText(lookup).lines($0) }.map { "\($0)" }
    let content: HTML = lines.isEmpty ? Parts.empty(frame.w("plan.noWhy")) : Parts.list(lines, class: "why")
    return frame.page(
      frame.w("plan.whyTitle", ["name": lookup.names.name(wish.staff)]),
      "<p class=\"lead\">\(post.map { lookup.postName($0) } ?? "")</p>\(content)\(back(frame, shift))")
  }

  // MARK: Page

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.plan"), Parts.empty(frame.w("error.noOperation")))
    }
    guard let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now) else {
      return frame.page(
        frame.w("nav.plan"),
        Parts.empty(frame.w("plan.noShift")) + "<p><a class=\"button main\" href=\"/needs\">\(frame.w("nav.needs"))</a></p>")
    }
    var view = PlanPage(frame: frame, operation: operation, shift: shift)
    view.replanned = call.query.text("replan")
    return frame.page(frame.w("nav.plan"), live: true, view.content)
  }
}
