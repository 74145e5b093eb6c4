import Basics
import Incident
import Publication

/// One shift's plan as a page: where it stands, what comes next, what is short, and who goes where.
struct PlanPage {
  let frame: Frame
  let operation: EmergencyOperation
  let shift: Shift
  /// What asking for a plan anew came to: `found` or `kept`.
  var replanned: String?
  private let lookup: Lookup
  private let record: PlanRecord?

  init(frame: Frame, operation: EmergencyOperation, shift: Shift) {
    self.frame = frame
    self.operation = operation
    self.shift = shift
    lookup = Lookup(
      city: frame.picture.city, shifts: operation.shiftList, names: Names(frame.picture.roster), style: frame.style,
      ownShift: shift.id)
    record = frame.picture.state.currentPlan(operation.id, shift: shift.id)
  }

  private var decisions: PlanDecisions { PlanDecisions(frame: frame, operation: operation, shift: shift, lookup: lookup) }
  private var controls: Controls { Controls(frame: frame) }
  private var state: State { frame.picture.state }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  var content: HTML {
    let cards = BoardCards(frame: frame, operation: operation, shift: shift)
    guard let record else {
      let posts = operation.openPosts(shifts: [shift.id])
      if posts.isEmpty {
        return cards.head + Parts.empty(w("board.noNeeds"))
          + "<p><a class=\"button main\" href=\"/needs\">\(w("nav.needs"))</a></p>"
      }
      return cards.head + skills
        + Parts.card(
          w("plan.none"), id: "steps",
          "<p>\(w("plan.noneText", ["posts": "\(posts.count)", "heads": "\(posts.reduce(0) { $0 + $1.heads })", "people": "\(frame.picture.roster.staff.count)"]))</p>\(proposeButton(isMain: true))"
        )
    }
    return """
      \(cards.head)
      \(several)\(steps(record))\(decisions.change(record, replanned: replanned))\(skills)
      <div id="short">\(shortages(record))</div>
      \(decisions.heads(record))\(decisions.edits)\(byHand(record))
      \(duties(record))
      """
  }

  /// Names alone fill no post that asks for a competency: said once, with what to do.
  private var skills: HTML {
    let staff = frame.picture.roster.staff
    if staff.isEmpty || staff.contains(where: { !$0.competencies.isEmpty }) { return .none }
    let codes = frame.picture.city.competencies.prefix(3).map { "\($0.id):2" }.joined(separator: " ")
    return Parts.notice(w("plan.noSkills", ["example": codes]), "warning")
  }

  private func proposeButton(isMain: Bool) -> HTML {
    guard frame.may(.desk) else { return .none }
    return controls.act(
      "/plan/propose", w(record == nil ? "plan.propose" : "plan.proposeAgain"), fields: [("shift", shift.id.rawValue)],
      isMain: isMain)
  }

  // MARK: Steps

  private func steps(_ record: PlanRecord) -> HTML {
    let header = record.header
    let changed = state.changed(header.facts)
    let edits = record.edits.count
    let stale: HTML =
      changed.isEmpty
      ? .none
      : "<p class=\"notice warning\">\(w("plan.changed", ["facts": RefusalFacts.names(changed.map(\.name), frame.language)]))</p>"
    let caveats: [HTML] = header.caveats.map { "\(frame.p("caveat.\($0.rawValue)"))" }
    let summary: HTML = """
      <p class="figures"><span><strong>\(header.duties)</strong> \(w("plan.seated"))</span> <span><strong>\(header.missing)</strong> \(w("plan.missing"))</span> <span>\(w("plan.status.\(header.status.rawValue)"))</span></p>
      <p class="fine">\(record.id) · \(w("plan.made")) \(frame.age(record.proposedAt))\(edits > 0 ? " · " + "\(w("plan.edits", ["count": "\(edits)"]))" : HTML.none)</p>
      """
    let list: [HTML] = [
      step(1, "plan.stepProposed", isDone: !record.isEdited, proposeButton(isMain: record.isEdited || !changed.isEmpty)),
      approveStep(record), headsStep(record), ordersStep(record),
    ]
    return Parts.card(
      w("plan.title"), id: "steps",
      "\(summary)\(stale)\(caveats.isEmpty ? .none : Parts.list(caveats, class: "fine"))<ol class=\"steps\">\(list)</ol>")
  }

  private func step(_ number: Int, _ key: String, isDone: Bool, note: HTML = .none, _ act: HTML) -> HTML {
    "<li class=\"\(isDone ? "done" : "open")\"><span class=\"sign\">\(isDone ? "✓" : "\(number)")</span> <span>\(w(key)) \(note)</span> \(act)</li>"
  }

  private func approveStep(_ record: PlanRecord) -> HTML {
    if let approval = record.state.approval, record.state.isApproved {
      return step(
        2, "plan.stepApproved", isDone: true, note: "<small>\(approval.by.office) \(frame.age(approval.at))</small>", .none)
    }
    let act: HTML =
      frame.may(.command) && !record.isEdited
      ? controls.act("/plan/approve", w("plan.approve"), fields: [("plan", record.id.rawValue)], isMain: true)
      : "<small>\(w("plan.waitsForCommander"))</small>"
    return step(2, "plan.stepApproved", isDone: false, act)
  }

  private func headsStep(_ record: PlanRecord) -> HTML {
    let units = Set(record.duties.compactMap { frame.picture.roster.member($0.staff)?.unit })
    let told = units.filter { record.unitHeads[$0] != nil }.count
    let isDone = !units.isEmpty && told == units.count
    let act: HTML =
      record.state.isApproved && !isDone && frame.may(.desk)
      ? controls.form(
        "/plan/heads", class: "act",
        """
        \(controls.hidden("plan", record.id.rawValue))<label>\(w("plan.objectWithin")) <input class="small" type="number" name="minutes" value="30" min="1" max="1440"> \(w("plan.minutes"))</label> \(controls.button(w("plan.tellHeads"), isMain: told == 0))
        """) : .none
    return step(
      3, "plan.stepHeads", isDone: isDone,
      note: "<small>\(w("plan.toldOf", ["told": "\(told)", "all": "\(units.count)"]))</small>", act)
  }

  private func ordersStep(_ record: PlanRecord) -> HTML {
    let waiting = state.dutiesToOrder(record.id).filter { duty in
      !state.orders(staff: duty.staff).contains { $0.operation == operation.id && $0.post == duty.post }
    }
    let out = record.duties.count - waiting.count
    let extra = state.ordersNotInPlan(record.id)
    var act: HTML = .none
    if record.state.isApproved, frame.may(.command) {
      if !extra.isEmpty {
        act += controls.act(
          "/plan/standdown", w("plan.standDown", ["count": "\(extra.count)"]), fields: [("plan", record.id.rawValue)],
          class: "danger")
      }
      if !waiting.isEmpty {
        act += controls.form(
          "/plan/orders", class: "act",
          """
          \(controls.hidden("plan", record.id.rawValue))<label>\(w("plan.answerWithin")) <input class="small" type="number" name="minutes" value="60" min="1" max="1440"> \(w("plan.minutes"))</label> \(controls.button(w("plan.issue", ["count": "\(waiting.count)"])))
          """)
      }
    }
    let isDone = waiting.isEmpty && !record.duties.isEmpty
    return step(
      4, "plan.stepOrders", isDone: isDone,
      note: "<small>\(w("plan.outOf", ["out": "\(out)", "all": "\(record.duties.count)"]))</small>", act)
  }

  private var several: HTML {
    operation.shifts.count > 1 ? "<p><a href=\"/plan/shifts\">\(w("shifts.title"))</a></p>" : .none
  }

  /// Somebody placed by hand: the consequence, or the rule that forbids it, is shown first.
  private func byHand(_ record: PlanRecord) -> HTML {
    guard frame.may(.command) else { return .none }
    let people = frame.picture.roster.staff
    let taken = Set(record.duties.map(\.staff))
    let who: HTML
    if people.count <= 400 {
      let free = people.filter { !taken.contains($0.id) } + people.filter { taken.contains($0.id) }
      who = controls.select(w("roster.name"), "staff", free.map { (value: $0.id.rawValue, label: $0.name) })
    } else {
      who = controls.text(w("plan.officeNumber"), "staff", hint: w("plan.officeNumberHint"), required: true)
    }
    let short = Set(record.shortages.map(\.post))
    let open = operation.openPosts(shifts: [shift.id])
    let posts = open.filter { short.contains($0.id) } + open.filter { !short.contains($0.id) }
    let options: [(value: String, label: String)] = posts.prefix(400).map { post in
      let role = lookup.role(post.role)
      let free = role?.requires.isEmpty == true ? " – " + w("plan.noSkillNeeded") : ""
      return (value: post.id.rawValue, label: lookup.postName(post.id) + free)
    }
    return Parts.card(
      w("plan.placeByHand"), id: "place",
      """
      <p class="fine">\(w("plan.placeRule"))</p><form method="get" action="/plan/edit" class="form row">\(controls.hidden("act", "pin"))\(controls.hidden("plan", record.id.rawValue))
      \(who)\(controls.select(w("orders.duty"), "post", options))\(controls.button(w("plan.showConsequence"), isMain: false))</form>
      """)
  }

  // MARK: Shortages

  private func shortages(_ record: PlanRecord) -> HTML {
    if record.shortages.isEmpty { return Parts.card(w("board.short"), id: "shortages", Parts.empty(w("board.noneShort"))) }
    let explain = ExplanationText(lookup)
    let sorted = record.shortages.sorted { ($0.criticality, $0.post) < ($1.criticality, $1.post) }
    let rows: [HTML] = sorted.prefix(60).map { shortage in
      let remedies: [HTML] = explain.cheapest(shortage, limit: 3).map { "\(explain.text($0))" }
      return """
        <details><summary><strong>\(shortage.missing)</strong> \(lookup.postName(shortage.post)) \(Parts.tag(frame.p("class.\(shortage.criticality.rawValue)"), shortage.criticality == .lifeSafety ? "danger" : ""))</summary>
        <p>\(explain.text(shortage.cause))</p><p>\(w("plan.wouldClose"))</p>\(remedies.isEmpty ? "<p>\(explain.fallback(shortage))</p>" : Parts.list(remedies))</details>
        """
    }
    return Parts.card(w("board.short"), id: "shortages", HTML(trusted: rows.map(\.text).joined()))
  }

  // MARK: Duties

  private func duties(_ record: PlanRecord) -> HTML {
    let title = frame.picture.titles[operation.id] ?? Bilingual(id: operation.opening.name, en: operation.opening.name)
    let view = PlanView(
      record: record, operation: operation, title: title, city: frame.picture.city, names: Names(frame.picture.roster))
    let reason = ReasonText(lookup)
    let sections: [HTML] = view.sections.map { section in
      let places: [HTML] = section.places.map { place in
        let rows = place.posts.flatMap { post in
          post.duties.map { row($0, post: post, reason, record) } + (post.missing > 0 ? [missing(post)] : [])
        }
        return "<h3>\(lookup.placeName(place.place))</h3>"
          + Parts.table(
            [w("needs.role"), w("roster.name"), w("plan.state"), w("plan.reasonShort"), w("plan.acts")], rows,
            label: lookup.placeName(place.place))
      }
      return Parts.card(
        frame.p("section.\(section.section.rawValue)"), id: "section-\(section.section.rawValue)",
        HTML(trusted: places.map(\.text).joined()))
    }
    return HTML(trusted: sections.map(\.text).joined())
  }

  private func missing(_ post: PlanView.PostGroup) -> [HTML] {
    ["\(lookup.roleName(post.post.role))", Parts.tag(w("board.lacking", ["count": "\(post.missing)"]), "danger"), "", "", ""]
  }

  private func row(_ row: PlanView.DutyRow, post: PlanView.PostGroup, _ reason: ReasonText, _ record: PlanRecord) -> [HTML] {
    let duty = row.duty
    let person = frame.picture.roster.member(duty.staff)
    let order = state.orders(staff: duty.staff).last { $0.operation == operation.id && $0.post == duty.post }
    let query =
      "plan=\(Gate.escaped(record.id.rawValue))&staff=\(Gate.escaped(duty.staff.rawValue))&post=\(Gate.escaped(duty.post.rawValue))"
    let unit = person.flatMap { frame.picture.roster.unit($0.unit)?.name } ?? ""
    let travel: HTML = duty.travelMinutes.map { "<small>\(w("plan.travel", ["minutes": "\($0)"]))</small>" } ?? .none
    let edit: HTML =
      frame.may(.command) && duty.source != .office
      ? " <a href=\"/plan/edit?act=pin&amp;\(query)\">\(w("plan.pin"))</a> <a href=\"/plan/edit?act=ban&amp;\(query)\">\(w("plan.ban"))</a>"
      : .none
    return [
      "\(lookup.roleName(post.post.role)) \(duty.seat == .leader ? Parts.tag(frame.p("seat.leader")) : .none)",
      "\(lookup.names.name(duty.staff))<br><small>\(unit)</small> \(travel)",
      order.map { Parts.tag(frame.p("orderState.\($0.phase.rawValue)"), OrderRoutes.kind($0.phase)) }
        ?? Parts.tag(frame.p("orderState.none")),
      "\(reason.short(row))", "<span class=\"acts\"><a href=\"/plan/why?\(query)\">\(w("plan.why"))</a>\(edit)</span>",
    ]
  }
}

/// Names of facts that have changed since a plan was made.
enum RefusalFacts {
  static func names(_ facts: [FactName], _ language: Language) -> String {
    let words = RefusalWords.catalogue(language)
    let shown = facts.prefix(5).map { words("fact.\($0.kind)", ["subject": $0.subject]) }
    return shown.joined(separator: ", ") + (facts.count > 5 ? " …" : "")
  }
}
