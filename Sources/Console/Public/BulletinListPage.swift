import Basics
import Incident
import Operations
import Publication

/// All bulletins of the operation: alarms, what is in force, what is on its way, when the next one is due, and the form for a new one.
struct BulletinListPage {
  let frame: Frame
  let call: WebCall
  let operation: EmergencyOperation
  /// Contradictions between what is in force and the log, by bulletin.
  let contradictions: [(BulletinID, [BulletinLint.Finding])]
  let statements: [AgencyStatement]
  /// Of the last bulletin.
  let contact: BulletinContact?

  private var state: State { frame.picture.state }
  private var controls: Controls { Controls(frame: frame) }
  private func say(_ key: String, _ values: [String: String] = [:]) -> String { frame.say(key, values) }

  static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let title = frame.w("nav.bulletins")
    guard let operation = frame.picture.operation else { return frame.page(title, Parts.empty(frame.w("error.noOperation"))) }
    let read = try await services.keeper.look { desk, now -> BulletinListPage in
      var against: [(BulletinID, [BulletinLint.Finding])] = []
      for record in desk.state.liveBulletins(operation.id) {
        let found = BulletinLint.contradictions(
          try desk.bulletin(record.current.text), operation, city: desk.city, at: now)
        if !found.isEmpty { against.append((record.id, found)) }
      }
      let last = try desk.state.publishedBulletins(operation.id).last.map { try desk.bulletin($0.current.text) }
      return BulletinListPage(
        frame: frame, call: call, operation: operation, contradictions: against,
        statements: operation.alerts.reversed().prefix(20).compactMap { desk.statement($0) }, contact: last?.contact)
    }
    return frame.page(title, live: true, read.content(services))
  }

  private func content(_ services: ConsoleServices) -> HTML {
    let new: HTML = frame.may(.press) ? newForm(services) + statementForm : .none
    return """
      \(alarms)
      <div class="board"><div class="column">\(due)\(list)</div><div class="column">\(new)\(kept)\(rules)</div></div>
      """
  }

  // MARK: Alarms

  /// What keeps the screen of the information officer red until somebody acts.
  static func alarmText(_ alarm: BulletinAlarm, _ frame: Frame) -> String {
    switch alarm {
    case .awaitsSecondSignature(let id, _): frame.say("alarm.signature", ["bulletin": id.rawValue])
    case .overdue(let id, let due):
      frame.say("alarm.overdue", ["bulletin": id.rawValue, "at": frame.style.moment(due)])
    case .expired(let id, let at): frame.say("alarm.expired", ["bulletin": id.rawValue, "at": frame.style.moment(at)])
    }
  }

  private var alarms: HTML {
    var rows: [HTML] = state.bulletinAlarms(operation.id, at: frame.now).map { alarm in
      "<p class=\"notice danger\" role=\"alert\">\(Self.alarmText(alarm, frame))</p>"
    }
    for (id, findings) in contradictions {
      let texts = findings.map { $0.text(frame.language) }.joined(separator: "; ")
      let isError = findings.contains(where: \.isError)
      rows.append(
        "<p class=\"notice \(isError ? "danger" : "warning")\" role=\"alert\">\(say("alarm.contradiction", ["bulletin": id.rawValue])): \(texts). <a href=\"\(Self.path(id))\">\(say("act.open"))</a></p>"
      )
    }
    return "<div id=\"alarms\">\(rows)</div>"
  }

  static func path(_ id: BulletinID) -> String { "/bulletins/\(Gate.escaped(id.rawValue))" }

  // MARK: Due and freshness

  private var due: HTML {
    let last = state.publishedBulletins(operation.id).last
    let next: HTML =
      last?.current.nextDueAt.map { at in
        "<p class=\"clock2\">\(frame.clock(at))</p><p>\(frame.ago(at))</p>"
      } ?? Parts.empty(say("due.none"))
    let silent = operation.silentAreas
    let areas: HTML =
      silent.isEmpty
      ? .none
      : "<p>\(Parts.tag(say("due.silent", ["count": "\(silent.count)"]), "warning"))</p>"
    let fresh: HTML = last.map { "<p>\(say("due.last")) \(frame.age($0.release?.at ?? $0.versions[0].at))</p>" } ?? .none
    return Parts.card(
      say("due.title"), id: "due", next + fresh + areas + "<p><a href=\"/info/index.html\">\(say("due.public"))</a></p>")
  }

  // MARK: List

  private var list: HTML {
    let all = state.bulletins(operation.id)
    let pending = all.filter(\.isPending)
    let rest = all.filter { !$0.isPending }.reversed()
    func rows(_ records: [BulletinRecord]) -> HTML {
      if records.isEmpty { return Parts.empty(say("list.none")) }
      let rows: [[HTML]] = records.map { record in
        [
          "<a href=\"\(Self.path(record.id))\">\(record.release?.publication.identifier ?? record.id.rawValue)</a>",
          "\(frame.p("warning.\(record.current.level.rawValue)"))",
          Parts.tag(BulletinScreen.word(record, frame), record.isLive ? "good" : ""),
          frame.age(record.release?.at ?? record.versions[record.versions.count - 1].at),
        ]
      }
      return Parts.table([say("list.number"), say("edit.level"), say("list.state"), say("list.when")], rows)
    }
    return Parts.card(say("list.pending"), id: "pending", rows(pending))
      + Parts.card(say("list.out"), id: "out", rows(Array(rest)))
  }

  // MARK: A new one

  private func newForm(_ services: ConsoleServices) -> HTML {
    let levels = WarningLevel.allCases.reversed().map { (value: $0.rawValue, label: frame.p("warning.\($0.rawValue)")) }
    let live = state.liveBulletins(operation.id).last
    let about: HTML =
      live.map { controls.hidden("about", $0.id.rawValue) + controls.hidden("kind", "update") } ?? .none
    let cite: HTML =
      statements.isEmpty
      ? .none
      : controls.choices(
        say("edit.cite"), "cite",
        statements.enumerated().map { (value: "\($0.offset)", label: BulletinEditorForm.short($0.element)) }, chosen: [],
        isMany: true)
    let preset = contact ?? firstContact(services)
    let numbers = preset.numbers.map { "\($0.number) | \($0.purpose.id) | \($0.purpose.en)" }.joined(separator: "\n")
    return Parts.card(
      say(live == nil ? "new.title" : "new.update", ["bulletin": live?.id.rawValue ?? ""]), id: "new",
      controls.form(
        "/bulletins",
        """
        \(controls.hidden("command", SecretText.token()))\(about)
        \(controls.select(say("edit.level"), "level", levels, chosen: live?.current.level.rawValue ?? "yellow", hint: say("new.levelHint")))
        <div class="two">\(controls.text(say("new.hours"), "hours", value: "6", kind: "number", more: " min=\"1\" max=\"48\" inputmode=\"numeric\""))\(controls.text(say("new.next"), "next", value: "120", kind: "number", more: " min=\"1\" max=\"1440\" inputmode=\"numeric\""))</div>
        \(controls.choices(say("edit.life"), "lifeSafety", [("yes", say("edit.lifeYes"))], chosen: [], isMany: true))\(cite)
        <details\(contact == nil ? " open" : HTML.none)><summary>\(say("edit.contact"))</summary>\(BulletinEditorForm.contactFields(frame, numbers: numbers, preset))</details>
        \(controls.button(say("new.draft")))
        """) + standby(numbers, preset))
  }

  /// Approved before it is needed.
  private func standby(_ numbers: String, _ preset: BulletinContact) -> HTML {
    let areas = frame.picture.city.areas.filter { operation.opening.areas.contains($0.id) }
      .map { (value: $0.id.rawValue, label: $0.name) }
    return """
      <details><summary>\(say("new.standby"))</summary><p class="fine">\(say("new.standbyNote"))</p>\(controls.form("/bulletins", """
        \(controls.hidden("command", SecretText.token()))\(controls.hidden("standby", "yes"))
        \(controls.choices(say("edit.areas"), "area", areas, chosen: [], isMany: true))
        \(BulletinEditorForm.contactFields(frame, numbers: numbers, preset))\(controls.button(say("new.draft"), isMain: false))
        """))</details>
      """
  }

  /// Nothing was published yet: what is known of the city, to be completed by a person.
  private func firstContact(_ services: ConsoleServices) -> BulletinContact {
    let isExercise = frame.picture.mode == .exercise
    return BulletinContact(
      numbers: [
        .init(number: "112", purpose: Bilingual(id: "darurat", en: "emergency")),
        .init(number: "119", purpose: Bilingual(id: "ambulans", en: "ambulance")),
      ], web: services.settings.address + "/info/", account: isExercise ? "@latihan" : "",
      sender: isExercise ? "latihan@example.id" : "")
  }

  // MARK: What others said

  private var statementForm: HTML {
    Parts.card(
      say("statement.title"), id: "statements",
      "<p class=\"fine\">\(say("statement.note"))</p>"
        + controls.form(
          "/bulletins/statement", isUpload: true,
          """
          \(controls.hidden("command", SecretText.token()))\(controls.text(say("statement.agency"), "agency", value: "BMKG"))
          \(controls.area(say("statement.text"), "text", rows: 3))
          <label class="field"><span>\(say("statement.file"))</span><input type="file" name="file" accept=".xml,.cap,.txt"></label>
          \(controls.button(say("statement.keep"), isMain: false))
          """))
  }

  private var kept: HTML {
    if statements.isEmpty { return .none }
    let rows: [HTML] = zip(operation.alerts.reversed(), statements).map { alert, statement in
      let over: HTML =
        alert.expiresAt.map { $0 <= frame.now ? Parts.tag(say("statement.over"), "warning") : HTML.none } ?? .none
      let number: HTML = alert.identifier.map { "<br><small>CAP \($0)</small>" } ?? .none
      return
        "<strong>\(alert.agency)</strong> \(frame.age(alert.sentAt ?? alert.receivedAt)) \(over)\(number)<br>\(statement.text)"
    }
    return Parts.card(say("statement.kept"), id: "kept", Parts.list(rows))
  }

  // MARK: Rules

  private var rules: HTML {
    let known = operation.bulletinRules
    let text: HTML = """
      <p>\(say("rules.approvers")): \((known?.approvers ?? []).isEmpty ? say("rules.anybody") : (known?.approvers ?? []).joined(separator: ", "))<br>
      \(say("rules.alone")): \((known?.alone ?? []).isEmpty ? say("rules.nobody") : (known?.alone ?? []).joined(separator: ", "))</p>
      """
    guard frame.may(.command) else { return Parts.card(say("rules.title"), id: "rules", text) }
    let form = controls.form(
      "/bulletins/rules",
      """
      \(controls.hidden("command", SecretText.token()))
      \(controls.text(say("rules.approvers"), "approvers", value: (known?.approvers ?? []).joined(separator: ", "), hint: say("rules.hint")))
      \(controls.text(say("rules.alone"), "alone", value: (known?.alone ?? []).joined(separator: ", "), hint: say("rules.aloneHint")))
      \(controls.button(say("rules.set"), isMain: false))
      """)
    return Parts.card(
      say("rules.title"), id: "rules", text + "<details><summary>\(say("rules.change"))</summary>\(form)</details>")
  }
}
