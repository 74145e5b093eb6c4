import Basics
import Incident
import Ledger
import Operations
import Publication

/// The one register of corrective actions.
enum RegisterRoutes {
  static let routes: [Route] = [
    .get("/service/actions", .picture) { call, services in WebAnswer(try await page(call, services)) },
    .post("/service/actions", ServiceAccess.register) { call, services in try await open(call, services) },
    .post("/service/actions/{action}", ServiceAccess.register) { call, services in try await step(call, services) },
  ]

  private static func open(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let due = try ServiceActs.day("due", call)
    let (issue, measure) = (try ServiceActs.text("issue", call), try ServiceActs.text("measure", call))
    guard let origin = ActionOrigin(rawValue: call.form["origin"] ?? ""),
      let element = ActionElement(rawValue: call.form["element"] ?? "")
    else { throw ServiceActs.wrong("svc.missing", call) }
    return try await ServiceActs.record(call, services, back: "/service/actions?done=yes") { access, desk, now in
      let unit = UnitID(call.form["unit"] ?? "")
      guard access.account.role != .unitHead || access.isOwn(unit) else { throw ServiceActs.hidden(call) }
      let found = try desk.note(issue, name: "issue")
      let what = try desk.note(measure, name: "measure")
      let action = ActionOpened(
        action: ActionID(""), origin: origin, reference: call.form.text("reference") ?? "",
        capability: call.form.text("capability"),
        element: element, issue: found.reference, measure: what.reference, unit: unit, owner: nil,
        from: now.date(offsetMinutes: desk.city.offsetMinutes), due: due)
      return (.action(.open(action)), [found.row, what.row])
    }
  }

  /// `progress`, `done`, `verify`, `retest`.
  private static func step(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let id = ActionID(call.parameter("action"))
    let step = call.form["step"] ?? ""
    return try await ServiceActs.record(call, services, back: "/service/actions?done=yes#\(id)") { access, desk, now in
      guard let record = desk.state.service.actions[id] else {
        throw Problem("action.unknown", "there is no corrective action \(id)", exit: .usage)
      }
      guard access.account.role != .unitHead || access.isOwn(record.unit) else { throw ServiceActs.hidden(call) }
      if step == "retest" {
        guard let rating = RetestRating(rawValue: call.form["rating"] ?? "") else { throw ServiceActs.wrong("svc.missing", call) }
        let retest = ActionRetested(
          action: id, drill: try ServiceActs.text("drill", call), on: try ServiceActs.day("on", call), rating: rating)
        return (.action(.retest(retest)), [])
      }
      let note = try desk.note(try ServiceActs.text("words", call), name: step.isEmpty ? "step" : String(step.prefix(20)))
      switch step {
      case "progress": return (.action(.progress(ActionProgressed(action: id, words: note.reference))), [note.row])
      case "done":
        let done = ActionDone(action: id, proof: note.reference, on: now.date(offsetMinutes: desk.city.offsetMinutes))
        return (.action(.finish(done)), [note.row])
      case "verify": return (.action(.verify(ActionVerified(action: id, proof: note.reference))), [note.row])
      default: throw ServiceActs.wrong("orders.badStep", call)
      }
    }
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let texts = try await services.keeper.noteTexts(frame.language)
    let view = RegisterPage(
      frame: frame, access: call.account.map { ServiceAccess(account: $0, roster: frame.picture.roster) },
      note: { texts[$0.row] })
    let done: HTML = call.query["done"] == nil ? .none : Parts.notice(frame.w("svc.done"), "good")
    return frame.page(frame.w("svc.actions"), ServiceTabs.html(frame) + done + view.content)
  }
}

/// The page of the register.
struct RegisterPage {
  let frame: Frame
  let access: ServiceAccess?
  let note: (NoteReference) -> String?

  private var controls: Controls { Controls(frame: frame) }
  private var today: CivilDate { frame.now.date(offsetMinutes: frame.style.offsetMinutes) }
  private func words(_ reference: NoteReference) -> String { note(reference) ?? frame.p("service.erased") }
  private func unit(_ id: UnitID) -> String { frame.picture.roster.unit(id)?.name ?? id.rawValue }

  var content: HTML {
    let sheet = RegisterSheet(
      ServiceSheet.Frame(
        mode: frame.picture.mode, city: frame.picture.city, names: Names(frame.picture.roster), logHead: "", now: frame.now))
    let records = sheet.ordered(frame.picture.state.service.allActions)
    let cards: [HTML] = records.prefix(ComplaintRoutes.shown).map(card)
    let overdue = records.count { $0.isOverdue(on: today) }
    let alarm: HTML = overdue == 0 ? .none : Parts.notice(frame.w("svc.overdue", ["count": "\(overdue)"]), "danger")
    return """
      \(alarm)<p class="fine">\(frame.p("action.rule"))</p>
      \(cards.isEmpty ? Parts.empty(frame.p("action.none")) : "\(cards)")
      \(frame.may(ServiceAccess.register) ? form : HTML.none)
      """
  }

  private func card(_ record: ActionRecord) -> HTML {
    let late: HTML = record.isOverdue(on: today) ? " " + Parts.tag(frame.p("action.overdue"), "danger") : .none
    let proof: HTML = record.done.map { "<dt>\(frame.w("svc.proof"))</dt><dd>\(words($0.proof))</dd>" } ?? .none
    let retests: [HTML] = record.retests.map {
      "<dt>\($0.drill)</dt><dd>\(frame.style.date($0.on)): \(frame.p("retest.\($0.rating.rawValue)"))</dd>"
    }
    let capability: HTML =
      record.opened.capability.map { "<dt>\(frame.w("svc.capability"))</dt><dd>\($0)</dd>" } ?? .none
    let facts: HTML = """
      <dl class="facts">
      <dt>\(frame.p("column.issue"))</dt><dd>\(frame.p("action.origin.\(record.opened.origin.rawValue)")) \(record.opened.reference): \(words(record.opened.issue))</dd>
      \(capability)
      <dt>\(frame.p("column.responsible"))</dt><dd>\(unit(record.unit))</dd>
      <dt>\(frame.p("column.due"))</dt><dd>\(frame.style.date(record.due))\(late)</dd>
      <dt>\(frame.w("svc.state"))</dt><dd>\(frame.p(stateKey(record)))</dd>
      \(proof)\(retests)
      <dt>log</dt><dd>\(record.entries.map(String.init).joined(separator: " "))</dd>
      </dl>
      """
    return Parts.card("\(record.id): \(words(record.opened.measure))", id: record.id.rawValue, facts + steps(record))
  }

  private func stateKey(_ record: ActionRecord) -> String {
    record.phase == .done && record.isCapability ? "action.phase.retest" : "action.phase.\(record.phase.rawValue)"
  }

  private func steps(_ record: ActionRecord) -> HTML {
    guard let access, frame.may(ServiceAccess.register), record.isOpen,
      access.account.role != .unitHead || access.isOwn(record.unit)
    else { return .none }
    let path = "/service/actions/\(record.id)"
    func form(_ step: String, _ label: String, _ fields: HTML) -> HTML {
      controls.form(
        path, class: "form row",
        "\(controls.hidden("step", step))\(controls.hidden("command", SecretText.token()))\(fields)\(controls.button(label, isMain: false))"
      )
    }
    if record.phase == .done, record.isCapability {
      let ratings = RetestRating.allCases.map { (value: $0.rawValue, label: frame.p("retest.\($0.rawValue)")) }
      return form(
        "retest", frame.w("svc.step.retest"),
        """
        \(controls.text(frame.w("svc.drill"), "drill", required: true))
        \(controls.text(frame.w("svc.on"), "on", kind: "date", required: true))
        \(controls.select(frame.w("svc.rating"), "rating", ratings))
        """)
    }
    if record.phase == .done {
      return form("verify", frame.w("svc.step.verify"), controls.text(frame.w("svc.seen"), "words", required: true))
    }
    return form("done", frame.w("svc.step.done"), controls.text(frame.w("svc.proof"), "words", required: true))
      + form("progress", frame.w("svc.step.progress"), controls.text(frame.w("svc.text"), "words", required: true))
  }

  private var form: HTML {
    let units = frame.picture.roster.units.filter { unit in
      access.map { $0.account.role != .unitHead || $0.isOwn(unit.id) } ?? false
    }
    .map { (value: $0.id.rawValue, label: $0.name) }
    if units.isEmpty { return Parts.card(frame.w("svc.newAction"), id: "new", Parts.empty(frame.w("svc.noUnits"))) }
    let origins = ActionOrigin.allCases.map { (value: $0.rawValue, label: frame.p("action.origin.\($0.rawValue)")) }
    let elements = ActionElement.allCases.map { (value: $0.rawValue, label: frame.p("action.element.\($0.rawValue)")) }
    let capabilities =
      [(value: "", label: frame.w("svc.noCapability"))]
      + frame.picture.city.competencies.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    return Parts.card(
      frame.w("svc.newAction"), id: "new",
      controls.form(
        "/service/actions",
        """
        \(controls.hidden("command", SecretText.token()))
        \(controls.area(frame.p("column.issue"), "issue", rows: 2, required: true))
        \(controls.area(frame.p("column.measure"), "measure", rows: 2, required: true))
        \(controls.select(frame.w("svc.origin"), "origin", origins))
        \(controls.text(frame.w("svc.reference"), "reference", hint: frame.w("svc.referenceHint")))
        \(controls.select(frame.w("svc.capability"), "capability", capabilities, hint: frame.w("svc.capabilityHint")))
        \(controls.select(frame.w("svc.element"), "element", elements))
        \(controls.select(frame.w("svc.unit"), "unit", units))
        \(controls.text(frame.p("column.due"), "due", kind: "date", required: true))
        \(controls.button(frame.w("svc.newAction")))
        """))
  }
}
