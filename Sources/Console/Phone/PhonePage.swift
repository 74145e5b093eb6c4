import Basics
import Geography
import Incident
import Publication

/// The page of one order.
struct PhonePage {
  let frame: Frame
  let order: OrderRecord
  let operation: EmergencyOperation
  let action: String
  let done: String?
  let handovers: [(note: HandoverNote, text: String)]
  let ways: RouteBook
  /// Where the person says to start from.
  let from: String?

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
      <dl>
      <dt>\(w("phone.duty"))</dt><dd><strong>\(role?.name[frame.language] ?? order.post.rawValue)</strong>\(order.issue.seat == .leader ? " " + Parts.tag(frame.p("seat.leader")) : HTML.none)</dd>
      <dt>\(w("phone.where"))</dt><dd><strong>\(place?.name[frame.language] ?? "")</strong><br>\(place.map { "Kel. \(lookup.areaName($0.area))" } ?? "")\(geo(place))</dd>
      <dt>\(w("phone.when"))</dt><dd><strong>\(frame.style.span(order.interval))</strong></dd>
      </dl>
      <p>\(w("phone.state")): \(Parts.tag(frame.p("orderState.\(order.phase.rawValue)"), OrderRoutes.kind(order.phase)))
      \(order.phase.awaitsAnswer ? "<br><small>\(w("phone.answerBefore")) \(frame.age(order.issue.deadline))</small>" : HTML.none)</p>
      \(PhoneButtons(frame: frame, order: order, action: action, next: followers).content)
      <dl>
      <dt>\(w("phone.task"))</dt><dd>\(role?.task[frame.language] ?? "–")</dd>
      <dt>\(w("phone.bring"))</dt><dd>\(role?.bring?[frame.language] ?? w("phone.bringNothing"))</dd>
      \(mates)
      <dt>\(w("phone.why"))</dt><dd>\(why(role))</dd>
      \(water(place))
      </dl>
      \(left)
      \(way(place))
      <p class="fine">\(w("phone.words"))</p>
      """
  }

  private var confirmation: HTML {
    guard let done, PhoneAnswer.Step(rawValue: done) != nil else { return .none }
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

  private func firstName(_ staff: StaffID) -> String { FirstName.of(frame.picture.roster.member(staff)?.name ?? "?") }

  /// First names of those who go to the same place in the same shift.
  private var mates: HTML {
    guard let place = Lookup.parts(order.post)?.place else { return .none }
    let others = frame.picture.state.orders(operation.id).filter { other in
      other.id != order.id && other.shift == order.shift && other.phase.holdsSeat && Lookup.parts(other.post)?.place == place
    }
    let names = others.prefix(12).map { firstName($0.staff) }
    if names.isEmpty { return "<dt>\(w("phone.with"))</dt><dd>\(w("phone.withNobody"))</dd>" }
    return
      "<dt>\(w("phone.with"))</dt><dd>\(names.joined(separator: ", "))\(others.count > 12 ? " +\(others.count - 12)" : "")</dd>"
  }

  /// Those who are called to the same post in a later shift, or in this one and are there: who may take over.
  private var followers: [(order: OrderID, name: String)] {
    guard let own = Lookup.parts(order.post) else { return [] }
    return frame.picture.state.orders(operation.id).filter { other in
      guard let parts = Lookup.parts(other.post) else { return false }
      return other.id != order.id && parts.role == own.role && parts.place == own.place && other.phase.holdsSeat
        && other.interval.end > order.interval.start
    }.sorted { ($1.interval.start, $0.id) < ($0.interval.start, $1.id) }.prefix(20).map { ($0.id, firstName($0.staff)) }
  }

  /// What those before left.
  private var left: HTML {
    if handovers.isEmpty { return .none }
    let notes: [HTML] = handovers.map { entry in
      "<p class=\"fine\">\(firstName(entry.note.by)), \(frame.age(entry.note.at))</p><blockquote>\(entry.text)</blockquote>"
    }
    return "<h2>\(w("phone.handovers"))</h2>\(notes)"
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

  /// Only for those who are not there yet. From the seat of the unit unless the person says another: homes are nobody's business here.
  private func way(_ place: Place?) -> HTML {
    guard let place, !order.phase.isOnScene, !order.phase.isEnded else { return .none }
    let areas = frame.picture.city.areas
    let start = areas.first { $0.id.rawValue == from }?.id ?? frame.picture.roster.unit(order.issue.unit)?.area
    return "<h2>\(w("route.title"))</h2>"
      + RoutePart(frame: frame, operation: operation, place: place, start: start, book: ways, action: action).content
  }

  private func why(_ role: Role?) -> String {
    switch order.issue.source {
    case .office: return w("phone.whyOffice")
    case .pinned: return w("phone.whyPinned")
    case .optimised: break
    }
    let held = (role?.requires ?? []).compactMap { need in
      person?.held(need.competency).map {
        w("phone.whyHeld", ["what": lookup.competencyName(need.competency), "level": "\($0.level)"])
      }
    }
    let duty = frame.picture.state.plans[order.issue.plan]?.duties.first { $0.staff == order.staff && $0.post == order.post }
    let travel = duty?.travelMinutes.map { w("phone.whyNear", ["minutes": "\($0)"]) }
    let facts = (held + [travel].compactMap { $0 }).joined(separator: "; ")
    return facts.isEmpty ? w("phone.whyChosen") : w("phone.whyFacts", ["facts": facts])
  }
}

/// What a person may press: all steps are in the page, those that fit now are shown, so that a phone without a signal can go on.
struct PhoneButtons {
  let frame: Frame
  let order: OrderRecord
  let action: String
  let next: [(order: OrderID, name: String)]

  private typealias Phase = OrderState.Phase

  private func w(_ key: String) -> String { frame.w(key) }

  var content: HTML {
    let waiting: [Phase] = [.issued, .delivered, .unanswered]
    return """
      <div id="acts" data-phase="\(order.phase.rawValue)">
      \(press("accept", in: waiting, main: true))
      \(press("depart", in: [.accepted], main: true))
      \(press("arrive", in: [.accepted, .enRoute], main: order.phase != .accepted))
      \(press("start", in: [.arrived], main: true))
      \(relieve)
      \(press("release", in: [.arrived, .onDuty, .relieved], main: order.phase == .relieved))
      \(decline(in: waiting + [.accepted, .enRoute]))
      \(help(in: waiting + [.accepted, .enRoute, .arrived, .onDuty, .relieved]))
      </div>
      """
  }

  private func place(_ phases: [Phase]) -> HTML {
    let hidden: HTML = phases.contains(order.phase) ? .none : " hidden"
    return " data-in=\"\(phases.map(\.rawValue).joined(separator: " "))\"\(hidden)"
  }

  private func form(_ content: HTML, more: HTML = .none) -> HTML {
    "<form method=\"post\" action=\"\(action)\" data-answer=\"yes\"\(more)><input type=\"hidden\" name=\"command\" value=\"\(SecretText.token())\">\(content)</form>"
  }

  private func press(_ step: String, in phases: [Phase], main: Bool) -> HTML {
    form(
      "<button class=\"big \(main ? "main" : "")\" name=\"step\" value=\"\(step)\">\(w("phone.\(step)"))</button>",
      more: place(phases))
  }

  /// Another takes over, with what the next one must know; going home comes after it.
  private var relieve: HTML {
    let options: [HTML] = next.map { "<option value=\"\($0.order)\">\($0.name)</option>" }
    let who: HTML =
      next.isEmpty
      ? .none
      : "<label class=\"field\"><span>\(w("phone.relieveBy"))</span><select name=\"by\"><option value=\"\">–</option>\(options)</select></label>"
    return """
      <details\(place([.onDuty]))><summary class="big">\(w("phone.relieve"))</summary>\(form("""
        \(who)<label class="field"><span>\(w("phone.handoverNote"))</span><textarea name="note" rows="4" maxlength="500"></textarea></label>
        <button class="big main" name="step" value="relieve" data-label="\(w("phone.sendRelieve"))">\(w("phone.sendRelieve"))</button>
        """))</details>
      """
  }

  private func decline(in phases: [Phase]) -> HTML {
    let options: [HTML] = DeclineReason.allCases.map { "<option value=\"\($0.rawValue)\">\(w("reason.\($0.rawValue)"))</option>" }
    return """
      <details\(place(phases))><summary class="big">\(w("phone.decline"))</summary>\(form("""
        <label class="field"><span>\(w("phone.reason"))</span><select name="reason">\(options)</select></label>
        <button class="big warn" name="step" value="decline" data-label="\(w("step.decline"))">\(w("phone.sendDecline"))</button>
        """))</details>
      """
  }

  private func help(in phases: [Phase]) -> HTML {
    """
    <details\(place(phases))><summary class="big">\(w("phone.help"))</summary>\(form("""
      <label class="field"><span>\(w("phone.helpWhat"))</span><input name="note" maxlength="300"></label>
      <button class="big danger" name="step" value="help" data-label="TOLONG">\(w("phone.sendHelp"))</button>
      """))</details>
    """
  }
}
