import Basics
import Incident
import Operations
import Publication
import Staffing

/// What a commander takes back, grants or decides beside the plan: pins and bans, objections of unit heads, a plan made anew, the power.
enum PlanDecisionRoutes {
  static let routes: [Route] = [
    .post("/plan/undo", .command) { call, services in try await undo(call, services) },
    .post("/plan/replan", .desk) { call, services in
      guard let account = call.account, let operation = services.picture.operation else { return .seeOther("/") }
      let shift = ShiftID(call.form["shift"] ?? "")
      let found = try await services.keeper.replan(operation.id, shift, by: account)
      return .seeOther("/plan?shift=\(Gate.escaped(shift.rawValue))&replan=\(found ? "found" : "kept")#steps")
    },
    .post("/plan/withdraw", .command) { call, services in
      guard let account = call.account else { return .seeOther("/signin") }
      let id = PlanID(call.form["plan"] ?? "")
      let shift = services.picture.state.plans[id]?.shifts.first
      try await services.keeper.submit(.plan(.withdraw(id)), by: account)
      return .seeOther("/plan?shift=\(Gate.escaped(shift?.rawValue ?? ""))")
    },
    .post("/plan/object", .desk) { call, services in
      try await SituationRoutes.record(call, services, "objections", back: "/plan") { call, _, desk, _ in
        guard let text = call.form.text("reason") else { throw SituationRoutes.wrong("plan.noReason", call) }
        let note = try desk.note(text, name: "objection")
        let staff = call.form.all("staff").map { StaffID($0) }
        return (
          .plan(
            .object(PlanID(call.form["plan"] ?? ""), UnitID(call.form["unit"] ?? ""), staff: staff, reason: note.reference)),
          [note.row]
        )
      }
    },
    .post("/plan/resolve", .command) { call, services in
      try await SituationRoutes.record(call, services, "objections", back: "/plan") { call, _, desk, _ in
        guard let text = call.form.text("reason") else { throw SituationRoutes.wrong("plan.noReason", call) }
        let note = try desk.note(text, name: "objection-resolved")
        let resolution = ObjectionResolution(
          plan: PlanID(call.form["plan"] ?? ""), objection: ObjectionID(call.form["objection"] ?? ""),
          isUpheld: call.form["uphold"] == "yes", reason: note.reference)
        return (.plan(.resolveObjection(resolution)), [note.row])
      }
    },
    .post("/situation/override", .command) { call, services in
      try await SituationRoutes.record(call, services, "override") { call, operation, desk, _ in
        guard call.form["sure"] == "yes" else { throw SituationRoutes.wrong("override.notSure", call) }
        guard let text = call.form.text("reason") else { throw SituationRoutes.wrong("plan.noReason", call) }
        let note = try desk.note(text, name: "power-override")
        return (
          .situation(
            .overridePower(
              PowerOverride(operation: operation.id, area: AreaID(call.form["area"] ?? ""), reason: note.reference))),
          [note.row]
        )
      }
    },
  ]

  /// Takes one pin or ban back, with a reason, and asks for the plan anew.
  private static func undo(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account, let operation = services.picture.operation else { return .seeOther("/") }
    guard let reason = call.form.text("reason") else { throw SituationRoutes.wrong("plan.noReason", call) }
    let staff = StaffID(call.form["staff"] ?? "")
    let post = call.form.text("post").map { PostID($0) }
    let pins: [Pin] = call.form["act"] == "pin" ? post.map { [Pin(staff: staff, post: $0)] } ?? [] : []
    let bans: [Ban] = call.form["act"] == "ban" ? [Ban(staff: staff, post: post)] : []
    try await services.keeper.act { desk, now in
      let note = try desk.note(reason, name: "edit")
      let edit = PlanEdit(
        operation: operation.id, pins: [], bans: [], unpinned: pins, unbanned: bans, reason: note.reference)
      try desk.submit(.plan(.edit(edit)), by: account.actor, at: now, sideRows: [note.row])
    }
    let shift = ShiftID(call.form["shift"] ?? "")
    if services.picture.state.currentPlan(operation.id, shift: shift) != nil {
      _ = try await services.keeper.propose(operation.id, shift, by: account)
    }
    return .seeOther("/plan?shift=\(Gate.escaped(shift.rawValue))#edits")
  }
}

/// Cards of the plan page: what a new proposal changes, what was set by hand, what unit heads say.
struct PlanDecisions {
  let frame: Frame
  let operation: EmergencyOperation
  let shift: Shift
  let lookup: Lookup

  private var state: State { frame.picture.state }
  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  // MARK: Re-planning

  /// A proposal beside the plan in force: who is moved, who of them was told, what it gains.
  func change(_ record: PlanRecord, replanned: String?) -> HTML {
    let said: HTML =
      replanned == "kept"
      ? Parts.notice(w("replan.kept"), "good") : replanned == "found" ? Parts.notice(w("replan.found")) : .none
    let standing = state.approvedPlan(operation.id, shift: shift.id)
    guard let force = standing, force.id != record.id else {
      guard standing != nil, frame.may(.desk) else { return said }
      return said + "<p>\(controls.act("/plan/replan", w("replan.ask"), fields: [("shift", shift.id.rawValue)]))</p>"
    }
    let difference = PlanComparison.difference(old: force.plan, new: record.plan)
    let explain = ExplanationText(lookup)
    let told = Set(state.toldStaff(operation.id, shifts: [shift.id]).map(\.staff))
    let moves: [HTML] = difference.moves.prefix(60).map { move in
      "\(explain.text(move)) \(told.contains(move.staff) ? Parts.tag(w("replan.told"), "warning") : .none)"
    }
    let disturbed = difference.moves.count { told.contains($0.staff) }
    let withdraw: HTML =
      frame.may(.command) ? controls.act("/plan/withdraw", w("replan.withdraw"), fields: [("plan", record.id.rawValue)]) : .none
    return said
      + Parts.card(
        w("replan.title", ["plan": force.id.rawValue]), id: "change",
        """
        <p class="figures"><span><strong>\(difference.moves.count)</strong> \(w("replan.moved"))</span> <span><strong>\(disturbed)</strong> \(w("replan.toldAlready"))</span> <span>\(w("replan.short", ["before": "\(difference.shortagesBefore)", "after": "\(difference.shortagesAfter)"]))</span></p>
        \(moves.isEmpty ? Parts.empty(w("replan.same")) : Parts.list(moves))<p class="fine">\(w("replan.inForce"))</p>\(withdraw)
        """)
  }

  // MARK: Set by hand

  /// Pins and bans in force, each with its way back.
  var edits: HTML {
    let pins = operation.pins.filter { pin in operation.posts[pin.post]?.post.shift == shift.id }
    let bans = operation.bans.filter { ban in ban.post.map { operation.posts[$0]?.post.shift == shift.id } ?? true }
    if pins.isEmpty && bans.isEmpty { return .none }
    func row(_ act: String, _ staff: StaffID, _ post: PostID?) -> HTML {
      let place = post.map { lookup.postName($0) } ?? w("plan.anyPost")
      let undo = w(act == "pin" ? "plan.unpin" : "plan.unban")
      let form = controls.form(
        "/plan/undo", class: "form row",
        """
        \(controls.hidden("act", act))\(controls.hidden("staff", staff.rawValue))\(controls.hidden("post", post?.rawValue ?? ""))\(controls.hidden("shift", shift.id.rawValue))
        \(controls.text(w("plan.reason"), "reason", required: true, more: " maxlength=\"500\""))\(controls.button(undo))
        """)
      let back: HTML =
        frame.may(.command) ? "<details class=\"record\"><summary>\(undo)</summary>\(form)</details>" : HTML.none
      return
        "\(Parts.tag(w(act == "pin" ? "plan.pinned" : "plan.banned"))) <strong>\(lookup.names.name(staff))</strong> \(place) \(back)"
    }
    let rows = pins.prefix(100).map { row("pin", $0.staff, $0.post) } + bans.prefix(100).map { row("ban", $0.staff, $0.post) }
    return Parts.card(w("plan.byHand"), id: "edits", Parts.list(rows, class: "people"))
  }

  // MARK: Unit heads

  /// Who may object until when, what was objected, and the commander's answer.
  func heads(_ record: PlanRecord) -> HTML {
    let open = state.openObjections(operation.id)
    let told = record.unitHeads.values.sorted { ($0.told.objectUntil, $0.told.unit) < ($1.told.objectUntil, $1.told.unit) }
    if told.isEmpty && open.isEmpty { return .none }
    let asked: [HTML] = open.map(objection)
    let rows: [HTML] = told.map { head in
      let unit = frame.picture.roster.unit(head.told.unit)?.name ?? head.told.unit.rawValue
      let isOpen = frame.now < head.told.objectUntil
      let until: HTML =
        isOpen
        ? "\(w("object.until")) \(frame.age(head.told.objectUntil))" : "\(w("object.over")) \(frame.clock(head.told.objectUntil))"
      let form: HTML = isOpen && frame.may(.desk) ? objectForm(record, head.told.unit) : .none
      return "<strong>\(unit)</strong> \(w("object.people", ["count": "\(head.told.people)"])) <small>\(until)</small> \(form)"
    }
    let list: HTML = asked.isEmpty ? .none : "<div class=\"notice warning\">\(Parts.list(asked, class: "people"))</div>"
    return Parts.card(
      w("object.title"), id: "objections",
      "\(list)<details\(open.isEmpty ? HTML.none : " open")><summary>\(w("object.units", ["count": "\(told.count)"]))</summary>\(Parts.list(rows, class: "people"))</details>"
    )
  }

  private func objectForm(_ record: PlanRecord, _ unit: UnitID) -> HTML {
    let people = record.duties.map(\.staff).filter { frame.picture.roster.member($0)?.unit == unit }
    let options = people.prefix(200).map { (value: $0.rawValue, label: lookup.names.name($0)) }
    return "<details class=\"record\"><summary>\(w("object.record"))</summary>"
      + controls.form(
        "/plan/object",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.hidden("plan", record.id.rawValue))\(controls.hidden("unit", unit.rawValue))
        \(controls.choices(w("object.who"), "staff", Array(options), chosen: [], isMany: true))
        \(controls.text(w("plan.reason"), "reason", required: true, more: " maxlength=\"500\""))\(controls.button(w("object.record")))
        """) + "</details>"
  }

  private func objection(_ record: ObjectionRecord) -> HTML {
    let unit = frame.picture.roster.unit(record.objection.unit)?.name ?? record.objection.unit.rawValue
    let names = record.objection.staff.map { lookup.names.name($0) }
    let answer: HTML =
      frame.may(.command)
      ? controls.form(
        "/plan/resolve", class: "form row",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.hidden("plan", record.objection.plan.rawValue))\(controls.hidden("objection", record.id.rawValue))
        \(controls.text(w("plan.reason"), "reason", required: true, more: " maxlength=\"500\""))
        <div class="buttons">\(controls.button(w("object.uphold"), name: "uphold", value: "yes"))\(controls.button(w("object.reject"), isMain: false, name: "uphold", value: "no"))</div>
        """) : .none
    return "<strong>\(unit)</strong>: \(names.joined(separator: ", ")) <small>\(frame.age(record.at))</small> \(answer)"
  }
}

extension DeskKeeper {
  /// Makes the plan of a shift anew beside the one in force.
  /// - Returns: whether a better one was found; it is then a proposal.
  func replan(_ operation: OperationID, _ shift: ShiftID, by account: Account) async throws -> Bool {
    try await act { desk, now in
      try desk.replan(operation, shift: shift, scenario: try desk.scenario(of: operation), by: account.actor, at: now).proposal
        != nil
    }
  }

  /// Plans several shifts together; a proposal each.
  func propose(_ operation: OperationID, together shifts: [ShiftID], by account: Account) async throws {
    _ = try await act { desk, now in
      try desk.propose(
        operation, together: shifts, scenario: try desk.scenario(of: operation), by: account.actor, at: now
      ).shifts.count
    }
  }
}
