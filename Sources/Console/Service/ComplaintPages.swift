import Basics
import Incident
import Publication

/// The pages of complaints.
struct ComplaintPages {
  let frame: Frame
  let access: ServiceAccess
  let note: (NoteReference) -> String?

  private var controls: Controls { Controls(frame: frame) }
  private var city: City { frame.picture.city }
  private var clock: ServiceClock { ServiceClock(city) }

  private func sector(_ id: SectorID) -> String { city.service.sector(id)?.name[frame.language] ?? id.rawValue }
  private func unit(_ id: UnitID?) -> String {
    id.map { frame.picture.roster.unit($0)?.name ?? $0.rawValue } ?? frame.p("complaint.noUnit")
  }
  private func words(_ reference: NoteReference?) -> String {
    reference.map { note($0) ?? frame.p("service.erased") } ?? "–"
  }

  // MARK: Queue and intake

  func queue(_ records: [ComplaintRecord], all: Bool) -> HTML {
    let more: HTML =
      all
      ? "<p><a href=\"/service\">\(frame.w("svc.openOnly"))</a></p>"
      : "<p><a href=\"/service?all=yes\">\(frame.w("svc.all"))</a></p>"
    if records.isEmpty { return Parts.card(frame.w("svc.queue"), id: "queue", Parts.empty(frame.p("complaint.none")) + more) }
    let rows: [[HTML]] = records.prefix(ComplaintRoutes.shown).map { record in
      [
        "<a href=\"/service/complaints/\(record.id)\">\(record.id)</a>\(record.isUrgent && record.isOpen ? " " + Parts.tag(frame.p("complaint.urgent"), "danger") : HTML.none)",
        "\(sector(record.received.sector))", "\(unit(record.unit))",
        "\(frame.p("complaint.phase.\(record.phase.rawValue)"))", due(record),
      ]
    }
    return Parts.card(
      frame.w("svc.queue"), id: "queue",
      Parts.table(
        [
          frame.w("svc.number"), frame.p("column.sector"), frame.w("svc.unit"), frame.w("svc.state"), frame.w("svc.due"),
        ], rows) + more)
  }

  private func due(_ record: ComplaintRecord) -> HTML {
    guard let due = record.due else { return record.isOpen ? "\(frame.w("svc.evidenceAwaited"))" : "–" }
    let late = frame.now >= clock.end(of: due)
    return "\(frame.style.date(due))\(late ? " " + Parts.tag(frame.p("complaint.late"), "danger") : HTML.none)"
  }

  func intake() -> HTML {
    let sectors = city.service.sectors.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    let kinds = ComplaintKind.allCases.map { kind in
      (
        value: kind.rawValue,
        label: frame.w(
          "svc.kindDays", ["kind": frame.p("complaint.kind.\(kind.rawValue)"), "days": "\(city.service.rule(kind).answer)"])
      )
    }
    let ways = [ComplaintWay.form, .phone, .visit, .letter, .chat].map {
      (value: $0.rawValue, label: frame.p("complaint.way.\($0.rawValue)"))
    }
    let privacy = ComplaintPrivacy.allCases.map { (value: $0.rawValue, label: frame.w("svc.privacy.\($0.rawValue)")) }
    let areas = [(value: "", label: "–")] + city.areas.map { (value: $0.id.rawValue, label: $0.name) }
    let form: HTML = controls.form(
      "/service/take", class: "form",
      """
      \(controls.hidden("command", SecretText.token()))
      \(controls.area(frame.w("svc.words"), "words", rows: 4, required: true))
      \(controls.select(frame.p("column.sector"), "sector", sectors))
      \(controls.select(frame.w("svc.kind"), "kind", kinds, chosen: ComplaintKind.desk.rawValue))
      \(controls.select(frame.w("svc.way"), "way", ways))
      \(controls.select(frame.w("svc.area"), "area", areas))
      \(controls.text(frame.w("svc.contact"), "contact", hint: frame.w("svc.contactHint")))
      \(controls.select(frame.w("svc.privacy"), "privacy", privacy))
      \(controls.choices(frame.w("svc.marks"), "urgent", [("yes", frame.w("svc.urgent"))], chosen: [], isMany: true))
      \(controls.choices(frame.w("svc.conduct"), "supervisory", [("yes", frame.w("svc.supervisory"))], chosen: [], isMany: true))
      \(controls.button(frame.w("svc.take")))
      """)
    return Parts.card(frame.w("svc.take"), id: "take", form)
  }

  // MARK: One

  func one(_ record: ComplaintRecord, _ events: [RecordedEvent], done: String?) -> HTML {
    let got = record.received
    let noted: HTML = done == nil ? .none : Parts.notice(frame.w("svc.done"), "good")
    let contact =
      access.maySeeContact(record) ? words(got.contact) : frame.w("svc.contactHidden")
    let facts: HTML = """
      <blockquote>\(words(got.words))</blockquote>
      <dl class="facts">
      <dt>\(frame.p("column.sector"))</dt><dd>\(sector(got.sector)), \(frame.p("complaint.kind.\(record.kind.rawValue)"))</dd>
      <dt>\(frame.w("svc.state"))</dt><dd>\(Parts.tag(frame.p("complaint.phase.\(record.phase.rawValue)")))\(record.isUrgent ? " " + Parts.tag(frame.p("complaint.urgent"), "danger") : HTML.none)</dd>
      <dt>\(frame.w("svc.unit"))</dt><dd>\(unit(record.unit))</dd>
      <dt>\(frame.w("svc.received"))</dt><dd>\(frame.style.moment(got.receivedAt)), \(frame.p("complaint.way.\(got.way.rawValue)"))</dd>
      <dt>\(frame.w("svc.firstDue"))</dt><dd>\(frame.style.date(record.terms.firstDue))</dd>
      <dt>\(frame.w("svc.answerDue"))</dt><dd>\(frame.style.date(record.terms.answerDue)) <small>\(record.terms.rule)</small></dd>
      <dt>\(frame.w("svc.contact"))</dt><dd>\(contact)</dd>
      <dt>\(frame.w("svc.answer"))</dt><dd>\(words(record.answer?.answer))</dd>
      <dt>\(frame.w("svc.evidence"))</dt><dd>\(words(record.closing?.evidence))</dd>
      </dl>
      """
    let sheet = ServiceSheet.Frame(
      mode: frame.picture.mode, city: city, names: Names(frame.picture.roster), logHead: "", now: frame.now)
    let text = ServiceEventText(sheet, frame.language)
    let history: [HTML] = events.map { "\(frame.clock($0.instant)) \(text.sentence($0)) <small>log \($0.sequence)</small>" }
    return """
      <p><a href="/service">\(frame.w("svc.back"))</a></p>\(noted)
      \(Parts.card(record.id.rawValue, id: "facts", facts))
      \(steps(record))
      \(Parts.card(frame.w("svc.history"), id: "history", Parts.list(history)))
      """
  }

  private func steps(_ record: ComplaintRecord) -> HTML {
    let path = "/service/complaints/\(record.id)"
    func form(_ step: String, _ title: String, _ fields: HTML, isMain: Bool = true) -> HTML {
      Parts.card(
        title, id: step,
        controls.form(
          path, class: "form",
          "\(controls.hidden("step", step))\(controls.hidden("command", SecretText.token()))\(fields)\(controls.button(title, isMain: isMain))"
        ))
    }
    let wording = controls.area(frame.w("svc.text"), "words", rows: 3, required: true)
    guard record.isOpen else { return form("reopen", frame.w("svc.step.reopen"), wording, isMain: false) }
    var out: HTML = .none
    switch record.phase {
    case .new: out += assign(record, isMain: true, form)
    case .assigned:
      out += form(
        "respond", frame.w("svc.step.respond"),
        controls.area(frame.w("svc.text"), "words", hint: frame.w("svc.respondHint"), rows: 2))
    case .working: out += form("answer", frame.w("svc.step.answer"), wording)
    case .answered, .closed: out += close(record, form)
    }
    if record.phase == .assigned || record.phase == .working {
      if record.phase == .assigned { out += form("answer", frame.w("svc.step.answer"), wording, isMain: false) }
      out += assign(record, isMain: false, form)
      let kinds = ComplaintKind.allCases.map { (value: $0.rawValue, label: frame.p("complaint.kind.\($0.rawValue)")) }
      out += form(
        "reclassify", frame.w("svc.step.reclassify"),
        """
        \(controls.select(frame.w("svc.kind"), "kind", kinds, chosen: record.kind.rawValue))
        \(controls.choices(frame.w("svc.marks"), "urgent", [("yes", frame.w("svc.urgent"))], chosen: record.isUrgent ? ["yes"] : [], isMany: true))
        \(wording)
        """, isMain: false)
    }
    return out
  }

  private func assign(_ record: ComplaintRecord, isMain: Bool, _ form: (String, String, HTML, Bool) -> HTML) -> HTML {
    let units = frame.picture.roster.units.filter { access.account.role != .unitHead || access.isOwn($0.id) }
      .map { (value: $0.id.rawValue, label: $0.name) }
    if units.isEmpty { return Parts.card(frame.w("svc.step.assign"), id: "assign", Parts.empty(frame.w("svc.noUnits"))) }
    return form(
      "assign", frame.w("svc.step.assign"),
      controls.select(frame.w("svc.unit"), "unit", units, chosen: record.unit?.rawValue), isMain)
  }

  private func close(_ record: ComplaintRecord, _ form: (String, String, HTML, Bool) -> HTML) -> HTML {
    let outcomes = [ComplaintClosed.Outcome.resolved, .unfounded, .passedOn, .withdrawn, .silent].map {
      (value: $0.rawValue, label: frame.p("complaint.outcome.\($0.rawValue)"))
    }
    return form(
      "close", frame.w("svc.step.close"),
      """
      \(controls.area(frame.w("svc.evidence"), "evidence", hint: frame.w("svc.evidenceHint"), rows: 3, required: true))
      \(controls.select(frame.w("svc.outcome"), "outcome", outcomes))
      """, true)
  }

  // MARK: Trends

  func trends(_ trends: ServiceTrends) -> HTML {
    let sheet = ComplaintSheet(
      ServiceSheet.Frame(mode: frame.picture.mode, city: city, names: Names(frame.picture.roster), logHead: "", now: frame.now))
    let worst = trends.worst
    let rows: [[HTML]] = worst.map { sector in
      let done: [HTML] = sector.actions.map {
        "<a href=\"/service/actions#\($0.id)\">\($0.id)</a> \(words($0.opened.measure))<br>"
      }
      return [
        "<strong>\(sector.sector.name[frame.language])</strong>", "\(sheet.change(sector, frame.language))", "\(sector.received)",
        "\(sector.late) (\(sector.latePercent) %)", done.isEmpty ? "\(frame.p("trends.nothingDone"))" : "\(done)",
      ]
    }
    let table: HTML =
      worst.isEmpty
      ? Parts.empty(frame.p("trends.noneWorse"))
      : Parts.table(
        [
          frame.p("column.sector"), frame.p("column.signal"), frame.p("column.received"), frame.p("column.late"),
          frame.p("column.done"),
        ], rows)
    let charts: [HTML] = trends.sectors.filter { $0.received > 0 }.map { sector in
      let drawings: [HTML] = sheet.drawings(sector, trends, frame.language).map { HTML(trusted: $0) }
      return Parts.card(sector.sector.name[frame.language], id: "sector-\(sector.sector.id)", "\(drawings)")
    }
    let other = trends.step == .month ? "week" : "month"
    return """
      \(Parts.card(frame.p("trends.worst"), id: "worst", table))
      <p class="fine">\(frame.p("trends.rules"))</p>
      <p><a href="/service/trends?step=\(other)">\(frame.w("svc.by.\(other)"))</a></p>
      \(charts)
      """
  }
}
