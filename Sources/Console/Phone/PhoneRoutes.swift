import Basics
import Incident
import Operations
import Publication

/// One person's duty on a phone: where, when, with whom, what to bring, why me; large buttons that work without a script.
///
/// Opening the link changes nothing and is no receipt, as messengers fetch links by themselves. The page shows a first name and a
/// unit, never a number or a whole name.
enum PhoneRoutes {
  static let routes: [Route] = [
    .get("/t/{token}", .linkHolder) { call, services in try page(call, services) },
    .post("/t/{token}", .linkHolder, limit: 8192) { call, services in try await answer(call, services) },
  ]

  private static func order(_ call: WebCall, _ services: ConsoleServices) -> (LinkBook.Verdict, OrderRecord?) {
    let state = services.picture.state
    let verdict = services.keeper.links.check(call.parameter("token"), at: services.now) { state.order($0)?.staff }
    guard case .valid(let id) = verdict else { return (verdict, nil) }
    return (verdict, state.order(id))
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices, note: String? = nil) throws -> WebAnswer {
    let (verdict, found) = order(call, services)
    guard let order = found, let operation = services.picture.state.operation(order.operation) else {
      return Gate(services: services).error(
        verdict == .expired ? 410 : 404, verdict == .expired ? "phone.expired" : "phone.invalid", call)
    }
    var frame = Frame(call, services)
    if call.cookies[Gate.languageCookie] == nil, let person = frame.picture.roster.member(order.staff),
      person.language != frame.language
    {
      var call = call
      call.language = person.language
      frame = Frame(call, services)
    }
    let view = PhonePage(
      frame: frame, order: order, operation: operation, action: call.path, done: note ?? call.query.text("done"))
    return WebAnswer(frame.plainPage(view.title, view.content))
  }

  private static func answer(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let (verdict, found) = order(call, services)
    guard let order = found else {
      return Gate(services: services).error(
        verdict == .expired ? 410 : 404, verdict == .expired ? "phone.expired" : "phone.invalid", call)
    }
    let step = call.form["step"] ?? ""
    if step == "help" {
      let text = call.form.text("note") ?? ConsoleWords.of(.id)("phone.helpNote")
      try await services.keeper.callForHelp(order, text: "TOLONG: " + String(text.prefix(300)))
    } else if let known = OrderRoutes.Step(rawValue: step),
      [.accept, .decline, .depart, .arrive, .start, .release].contains(known)
    {
      try await OrderRoutes.act(services, order.id, known, call, by: .person(staff: order.staff))
    } else {
      throw SituationRoutes.wrong("orders.badStep", call)
    }
    return .seeOther("\(call.path)?done=\(Gate.escaped(step))")
  }
}

/// The page of one order.
struct PhonePage {
  let frame: Frame
  let order: OrderRecord
  let operation: EmergencyOperation
  let action: String
  let done: String?

  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }
  private var person: StaffMember? { frame.picture.roster.member(order.staff) }
  private var lookup: Lookup { frame.lookup(operation) }

  var title: String { w("phone.title", ["name": FirstName.of(person?.name ?? "")]) }

  var content: HTML {
    let parts = Lookup.parts(order.post)
    let role = parts.flatMap { lookup.role($0.role) }
    let place = parts.flatMap { lookup.place($0.place) }
    let unit = frame.picture.roster.unit(order.issue.unit)?.name ?? ""
    return """
      \(confirmation)
      <p class="fine">\(unit)</p>
      <dl class="duty">
      <dt>\(w("phone.duty"))</dt><dd><strong>\(role?.name[frame.language] ?? order.post.rawValue)</strong>\(order.issue.seat == .leader ? " " + Parts.tag(frame.p("seat.leader")) : HTML.none)</dd>
      <dt>\(w("phone.where"))</dt><dd><strong>\(place?.name[frame.language] ?? "")</strong><br>\(place.map { "Kel. \(lookup.areaName($0.area))" } ?? "")\(geo(place))</dd>
      <dt>\(w("phone.when"))</dt><dd><strong>\(frame.style.span(order.interval))</strong></dd>
      \(mates)
      <dt>\(w("phone.task"))</dt><dd>\(role?.task[frame.language] ?? "–")</dd>
      <dt>\(w("phone.bring"))</dt><dd>\(role?.bring?[frame.language] ?? w("phone.bringNothing"))</dd>
      \(water(place))
      <dt>\(w("phone.why"))</dt><dd>\(why(role))</dd>
      </dl>
      <p class="state">\(w("phone.state")): \(Parts.tag(frame.p("orderState.\(order.phase.rawValue)"), OrderRoutes.kind(order.phase)))
      \(order.phase.awaitsAnswer ? "<br><small>\(w("phone.answerBefore")) \(frame.age(order.issue.deadline))</small>" : HTML.none)</p>
      \(buttons)
      <p class="fine">\(w("phone.words"))</p>
      <p class="fine" data-plain="yes">\(w("phone.plainHTTP"))</p>
      """
  }

  private var confirmation: HTML {
    guard let done, OrderRoutes.Step(rawValue: done) != nil || done == "help" else { return .none }
    return Parts.notice(w("phone.done.\(done)"), done == "help" ? "warning" : "good")
  }

  private func geo(_ place: Place?) -> HTML {
    guard let place, place.position == .real else { return .none }
    let at = "\(decimal(place.coordinate.latitudeE7)),\(decimal(place.coordinate.longitudeE7))"
    return "<br><a href=\"geo:\(at)?q=\(at)\">\(w("phone.openMap"))</a>"
  }

  private func decimal(_ e7: Int32) -> String {
    let digits = String(e7.magnitude % 10_000_000)
    return (e7 < 0 ? "-" : "") + "\(e7.magnitude / 10_000_000)." + String(repeating: "0", count: 7 - digits.count) + digits
  }

  /// First names of those who go to the same place in the same shift.
  private var mates: HTML {
    guard let place = Lookup.parts(order.post)?.place else { return .none }
    let others = frame.picture.state.orders(operation.id).filter { other in
      other.id != order.id && other.shift == order.shift && other.phase.holdsSeat && Lookup.parts(other.post)?.place == place
    }
    let names = others.prefix(12).map { FirstName.of(frame.picture.roster.member($0.staff)?.name ?? "?") }
    if names.isEmpty { return .none }
    return
      "<dt>\(w("phone.with"))</dt><dd>\(names.joined(separator: ", "))\(others.count > 12 ? " +\(others.count - 12)" : "")</dd>"
  }

  /// What is reported of the water and the roads there; no report is never called dry.
  private func water(_ place: Place?) -> HTML {
    guard let place else { return .none }
    let depth: HTML
    if let last = operation.lastDepth(place.area) {
      depth =
        "\(lookup.areaName(place.area)): \(frame.style.centimetres(Int32(clamping: last.report.millimetres))) \(frame.p("reference.\(last.report.above.rawValue)")), \(frame.age(last.report.seenAt))"
    } else {
      depth = "\(lookup.areaName(place.area)): \(frame.p("depth.noReport"))"
    }
    let roads = operation.closedRoads.keys.sorted().prefix(6).joined(separator: ", ")
    let closed: HTML = roads.isEmpty ? .none : "<br>\(w("phone.closedRoads")): \(roads)"
    return "<dt>\(w("phone.water"))</dt><dd>\(depth)\(closed)</dd>"
  }

  private func why(_ role: Role?) -> String {
    switch order.issue.source {
    case .office: return w("phone.whyOffice")
    case .pinned: return w("phone.whyPinned")
    case .optimised: break
    }
    let held = (role?.requires ?? []).compactMap { need in
      person?.held(need.competency).map { "\(lookup.competencyName(need.competency)) \($0.level)" }
    }
    let duty = frame.picture.state.plans[order.issue.plan]?.duties.first { $0.staff == order.staff && $0.post == order.post }
    let travel = duty?.travelMinutes.map { w("plan.travel", ["minutes": "\($0)"]) }
    let facts = (held + [travel].compactMap { $0 }).joined(separator: ", ")
    return facts.isEmpty ? w("phone.whyChosen") : w("phone.whyFacts", ["facts": facts])
  }

  // MARK: Buttons

  private var buttons: HTML {
    switch order.phase {
    case .issued, .delivered, .unanswered: act("accept", main: true) + decline + helpButton
    case .accepted: act("depart", main: true) + act("arrive", main: false) + decline + helpButton
    case .enRoute: act("arrive", main: true) + decline + helpButton
    case .arrived: act("start", main: true) + act("release", main: false) + helpButton
    case .onDuty, .relieved: act("release", main: true) + helpButton
    case .declined, .released, .stoodDown: .none
    }
  }

  private func act(_ step: String, main: Bool) -> HTML {
    "<form method=\"post\" action=\"\(action)\" data-outbox=\"yes\"><input type=\"hidden\" name=\"command\" value=\"\(SecretText.token())\"><button class=\"big \(main ? "main" : "")\" name=\"step\" value=\"\(step)\">\(w("phone.\(step)"))</button></form>"
  }

  private var decline: HTML {
    let options: [HTML] = DeclineReason.allCases.map { "<option value=\"\($0.rawValue)\">\(w("reason.\($0.rawValue)"))</option>" }
    return """
      <details class="decline"><summary class="big">\(w("phone.decline"))</summary><form method="post" action="\(action)" data-outbox="yes"><input type="hidden" name="command" value="\(SecretText.token())">
      <label class="field"><span>\(w("phone.reason"))</span><select name="reason">\(options)</select></label>
      <button class="big warn" name="step" value="decline">\(w("phone.sendDecline"))</button></form></details>
      """
  }

  private var helpButton: HTML {
    """
    <details class="help"><summary class="big">\(w("phone.help"))</summary><form method="post" action="\(action)" data-outbox="yes"><input type="hidden" name="command" value="\(SecretText.token())">
    <label class="field"><span>\(w("phone.helpWhat"))</span><input name="note" maxlength="300"></label>
    <button class="big danger" name="step" value="help">\(w("phone.sendHelp"))</button></form></details>
    """
  }
}
