import Basics
import Incident
import Publication

/// Several shifts side by side: coverage of each, a proposal for those that are chosen, approval of one or all as shown.
enum ShiftRoutes {
  static let mostTogether = 21

  static let routes: [Route] = [
    .get("/plan/shifts", .people) { call, services in WebAnswer(page(call, services)) },
    .post("/plan/shifts", .desk) { call, services in
      guard let account = call.account, let operation = services.picture.operation else { return .seeOther("/") }
      let known = operation.shiftList.map(\.id)
      let chosen = Set(call.form.all("shift").map { ShiftID($0) })
      let shifts = known.filter(chosen.contains)
      guard !shifts.isEmpty, shifts.count <= mostTogether else { throw SituationRoutes.wrong("shifts.choose", call) }
      if let only = shifts.first, shifts.count == 1 {
        _ = try await services.keeper.propose(operation.id, only, by: account)
      } else {
        try await services.keeper.propose(operation.id, together: shifts, by: account)
      }
      return .seeOther("/plan/shifts")
    },
    .post("/plan/shifts/approve", .command) { call, services in
      guard let account = call.account else { return .seeOther("/signin") }
      // Each by the name under which it was shown: one that was replaced meanwhile is refused and nothing else is.
      let plans = call.form.all("plan").prefix(mostTogether).map { PlanID($0) }
      for plan in plans {
        try await services.keeper.submit(.plan(.approve(PlanApproval(plan: plan, overrides: []))), by: account)
      }
      return .seeOther("/plan/shifts")
    },
  ]

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("shifts.title"), Parts.empty(frame.w("error.noOperation")))
    }
    if operation.shifts.isEmpty {
      return frame.page(
        frame.w("shifts.title"),
        Parts.empty(frame.w("plan.noShift")) + "<p><a class=\"button main\" href=\"/needs\">\(frame.w("nav.needs"))</a></p>")
    }
    let controls = Controls(frame: frame)
    let state = frame.picture.state
    let ahead = operation.shiftList.filter { $0.interval.end > frame.now }
    let shown = Array((ahead.isEmpty ? operation.shiftList : ahead).prefix(mostTogether))
    let rows: [[HTML]] = shown.map { row($0, operation, frame) }
    let waiting = shown.compactMap { state.currentPlan(operation.id, shift: $0.id) }.filter { $0.state == .proposed }
    let all: [HTML] = waiting.map { controls.hidden("plan", $0.id.rawValue) }
    let approve: HTML =
      frame.may(.command) && !waiting.isEmpty
      ? controls.form(
        "/plan/shifts/approve", class: "act",
        "\(all)\(controls.button(frame.w("shifts.approveAll", ["count": "\(waiting.count)"]), isMain: false))") : .none
    let columns = [
      frame.w("shifts.choose"), frame.w("board.wanted"), frame.w("plan.seated"), frame.w("plan.missing"), frame.w("board.yes"),
      frame.w("plan.state"),
    ]
    let table = Parts.table(columns, rows, caption: frame.w("shifts.coverage"))
    let content: HTML =
      frame.may(.desk)
      ? controls.form("/plan/shifts", "\(table)<div class=\"buttons\">\(controls.button(frame.w("shifts.propose")))</div>")
      : table
    return frame.page(
      frame.w("shifts.title"), live: true, "<p class=\"lead\">\(frame.w("shifts.intro"))</p>\(content)\(approve)")
  }

  private static func row(_ shift: Shift, _ operation: EmergencyOperation, _ frame: Frame) -> [HTML] {
    let state = frame.picture.state
    let posts = operation.openPosts(shifts: [shift.id])
    let heads = posts.reduce(0) { $0 + $1.heads }
    let plan = state.currentPlan(operation.id, shift: shift.id)
    let yes = state.orders(operation.id).count { order in
      guard order.shift == shift.id else { return false }
      switch order.phase {
      case .accepted, .enRoute, .arrived, .onDuty: return true
      case .issued, .delivered, .unanswered, .declined, .relieved, .released, .stoodDown: return false
      }
    }
    let stale = plan.map { !state.changed($0.header.facts).isEmpty } ?? false
    let standing: HTML =
      switch plan?.state {
      case nil: Parts.tag(frame.w("plan.none"))
      case .proposed: Parts.tag(frame.w("plan.stepProposed"), "warning")
      case .edited: Parts.tag(frame.w("shifts.edited"), "warning")
      case .approved: Parts.tag(frame.w("plan.stepApproved"), "good")
      case .superseded: Parts.tag(frame.w("plan.none"))
      }
    let choose: HTML =
      frame.may(.desk)
      ? "<label class=\"choice\"><input type=\"checkbox\" name=\"shift\" value=\"\(shift.id)\"\(plan == nil && heads > 0 ? " checked" : HTML.none)> <span>\(shift.name[frame.language])</span></label>"
      : "\(shift.name[frame.language])"
    let missing = plan?.header.missing ?? heads
    return [
      "\(choose)<br><small>\(frame.style.span(shift.interval))</small> <a href=\"/plan?shift=\(Gate.escaped(shift.id.rawValue))\">\(frame.w("shifts.open"))</a>",
      "\(heads)", plan.map { "\($0.header.duties)" } ?? "–",
      plan == nil ? "–" : Parts.tag("\(missing)", missing == 0 ? "good" : "danger"), "\(yes)",
      "\(standing) \(stale ? Parts.tag(frame.w("shifts.stale"), "warning") : .none)",
    ]
  }
}
