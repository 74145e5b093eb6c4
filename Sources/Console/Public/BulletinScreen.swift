import Basics
import Incident
import Operations
import Publication

/// One bulletin: where it stands and what can be done, what the check found, its text, its facts, its forms, whom it reaches.
struct BulletinScreen {
  let frame: Frame
  let call: WebCall
  let file: BulletinFile
  private var record: BulletinRecord { file.record }
  private var state: State { frame.picture.state }
  private var controls: Controls { Controls(frame: frame) }
  private func say(_ key: String, _ values: [String: String] = [:]) -> String { frame.say(key, values) }
  var path: String { "/bulletins/\(Gate.escaped(record.id.rawValue))" }

  static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let id = call.parameter("id")
    let file = try await services.keeper.look { desk, now in try BulletinFile(id, desk, at: now) }
    let screen = BulletinScreen(frame: frame, call: call, file: file)
    return frame.page("\(frame.say("bulletin.title")) \(file.record.id.rawValue)", screen.content)
  }

  private var writes: Bool { frame.may(.press) && record.isPending }

  var content: HTML {
    let done: HTML = call.query.text("done").map { Parts.notice(say("done.\($0)"), "good") } ?? .none
    let editor: HTML =
      writes
      ? Parts.card(say("bulletin.text"), id: "text", BulletinEditorForm(frame: frame, file: file).html) : .none
    let previews = BulletinPreviews(frame: frame, call: call, file: file, path: path)
    return """
      \(done)\(head)\(check)
      \(difference)
      \(editor)
      \(facts)
      \(previews.html)
      \(previews.reach)
      \(acknowledgements)
      \(history)
      """
  }

  // MARK: Where it stands, and the next step

  private var head: HTML {
    let level = frame.p("warning.\(record.current.level.rawValue)")
    let life: HTML = record.current.isLifeSafety ? Parts.tag(say("bulletin.life"), "danger") : .none
    let alarm: HTML =
      record.release?.awaitsSecondSignature == true
      ? Parts.notice(say("alarm.signature", ["bulletin": record.id.rawValue]), "danger") : .none
    let back: HTML = file.reason.map { Parts.notice(say("bulletin.returnedFor", ["reason": $0]), "warning") } ?? .none
    let sheet = file.sheet(frame, frame.language)
    return """
      <section class="card" id="state"><h2>\(sheet.headline)</h2>
      <p>\(Parts.tag(level)) \(life) \(Parts.tag(Self.word(record, frame), record.isLive ? "good" : ""))
      \(say("bulletin.version", ["version": "\(record.current.version)"])) · \(say("bulletin.until")) \(frame.age(record.current.expiresAt))
      \(due)</p>\(alarm)\(back)\(steps)</section>
      """
  }

  private var due: HTML {
    guard let due = record.current.nextDueAt, record.isPending || record.isLive else { return .none }
    return "· \(say("bulletin.nextDue")) \(frame.age(due))"
  }

  /// Where a bulletin stands, in a word.
  static func word(_ record: BulletinRecord, _ frame: Frame) -> String {
    switch record.state {
    case .draft: return frame.say(record.returned == nil ? "state.draft" : "state.returned")
    case .submitted: return frame.say("state.submitted")
    case .approved: return frame.say("state.approved")
    case .discarded: return frame.say("state.discarded")
    case .published:
      switch record.fate {
      case .live: return frame.say(record.isLive ? "state.live" : "state.withdrawal")
      case .replaced: return frame.say("fate.replaced")
      case .corrected: return frame.say("fate.corrected")
      case .withdrawn: return frame.say("fate.withdrawn")
      }
    }
  }

  private func act(_ step: String, isMain: Bool = false, class name: String = "") -> HTML {
    controls.act(
      "\(path)/\(step)", say("act.\(step)"),
      fields: [
        ("command", SecretText.token()), ("version", "\(record.current.version)"), ("digest", record.current.text.digest),
      ], class: name, isMain: isMain)
  }

  private func reasoned(_ step: String) -> HTML {
    """
    <details><summary>\(say("act.\(step)"))</summary>\(controls.form("\(path)/\(step)", """
      \(controls.hidden("command", SecretText.token()))\(controls.hidden("version", "\(record.current.version)"))
      \(controls.text(say("bulletin.reason"), "reason", required: true, more: " maxlength=\"500\""))
      \(controls.button(say("act.\(step)"), isMain: false))
      """))</details>
    """
  }

  private var steps: HTML {
    guard let account = frame.account, frame.may(.press) else { return .none }
    let rules = state.operation(record.operation)?.bulletinRules
    let signer = BulletinSigner(account: account, record: record, rules: rules)
    var out: [HTML] = []
    switch record.state {
    case .draft: out = [act("submit", isMain: true), alone(signer), reasoned("discard")]
    case .submitted: out = [approval(signer), alone(signer), reasoned("return"), reasoned("discard")]
    case .approved: out = [act("publish", isMain: true), reasoned("return"), reasoned("discard")]
    case .published:
      if record.release?.awaitsSecondSignature == true {
        out.append(
          signer.approver == nil ? Parts.notice(say("bulletin.anotherSigns")) : act("countersign", isMain: true))
      }
      if record.isLive { out += answers }
    case .discarded: break
    }
    return "<div class=\"buttons\">\(out)</div>"
  }

  private func approval(_ signer: BulletinSigner) -> HTML {
    if signer.isFirst { return Parts.notice(say("bulletin.anotherSigns")) }
    guard signer.approver != nil else { return Parts.notice(say("bulletin.notNamed")) }
    return act("approve", isMain: true)
  }

  private func alone(_ signer: BulletinSigner) -> HTML {
    guard signer.maySendAlone else { return .none }
    return
      "<details><summary>\(say("act.alone"))</summary><p class=\"fine\">\(say("bulletin.aloneNote"))</p>\(act("alone", class: "danger"))</details>"
  }

  /// What may follow one in force: each is a draft of its own, seen by two.
  private var answers: [HTML] {
    func form(_ kind: String, _ wrong: HTML) -> HTML {
      controls.form(
        "/bulletins",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.hidden("about", record.id.rawValue))\(controls.hidden("kind", kind))
        \(controls.hidden("next", kind == "withdrawal" ? "" : "120"))\(wrong)\(controls.button(say("act.\(kind)"), isMain: kind == "update"))
        """)
    }
    let wrong: HTML = """
      \(controls.text(say("edit.wrongID"), "wrongID", required: true))\(controls.text(say("edit.wrongEN"), "wrongEN", required: true))
      """
    return [
      form("update", .none),
      "<details><summary>\(say("act.correction"))</summary>\(form("correction", wrong))</details>",
      "<details><summary>\(say("act.withdrawal"))</summary>\(form("withdrawal", wrong))</details>",
    ]
  }

  // MARK: Check, difference, facts

  private var check: HTML {
    if record.isPending {
      let rows: [HTML] = file.findings.map { BulletinEditorForm.row($0, frame) }
      return Parts.card(
        say("bulletin.check"), id: "check",
        rows.isEmpty ? "<p class=\"finding good\">\(say("bulletin.clean"))</p>" : "\(rows)")
    }
    guard record.isLive, let operation = state.operation(record.operation) else { return .none }
    let against = BulletinLint.contradictions(file.content, operation, city: frame.picture.city, at: frame.now)
    if against.isEmpty { return .none }
    let rows: [HTML] = against.map { BulletinEditorForm.row($0, frame) }
    return Parts.card(say("bulletin.contradicts"), id: "check", "\(rows)")
  }

  private var difference: HTML {
    guard let older = file.older else { return .none }
    let release = BulletinRelease(record, state)
    func text(_ content: BulletinContent) -> String {
      BulletinForms.chat(
        BulletinSheet(content, release: release, city: frame.picture.city, language: frame.language, now: frame.now))
    }
    let lines = BulletinDifference.lines(text(older), text(file.content))
    let rows: [HTML] = lines.compactMap { line in
      switch line {
      case .same: nil
      case .removed(let text): "<li><del>\(text)</del></li>"
      case .added(let text): "<li><ins>\(text)</ins></li>"
      }
    }
    return Parts.card(
      say("bulletin.difference", ["version": "\(record.current.version - 1)"]), id: "difference",
      rows.isEmpty ? Parts.empty(say("bulletin.noDifference")) : "<ul class=\"difference\">\(rows)</ul>")
  }

  /// Each figure with who said it, when it was seen, and where in the log it stands.
  private var facts: HTML {
    let sheet = file.sheet(frame, frame.language)
    let lines = sheet.sections.flatMap { section in section.lines.map { (section.heading, $0) } }
    let entries = Dictionary(
      file.content.facts.compactMap { fact in fact.source?.entry.map { (entry: $0, fact: fact) } }.map {
        (sheet.line(of: $0.fact, city: frame.picture.city, now: frame.now), $0.entry)
      }, uniquingKeysWith: { first, _ in first })
    let rows: [[HTML]] = lines.map { heading, line in
      let old: HTML = line.isStale ? Parts.tag(say("bulletin.old"), "warning") : .none
      let unknown: HTML = line.isUnknown ? Parts.tag(say("bulletin.unknown"), "warning") : .none
      let entry: HTML = entries[line.full].map { "<a href=\"/log\">\($0)</a>" } ?? "–"
      return ["\(heading)", "\(line.text) \(unknown)", "\(line.source ?? "–") \(old)", entry]
    }
    if rows.isEmpty { return .none }
    return Parts.card(
      say("bulletin.facts"), id: "facts",
      "<p class=\"fine\">\(say("bulletin.asOf")) \(frame.age(file.content.asOf))</p>"
        + Parts.table(
          [say("bulletin.about"), say("bulletin.fact"), say("bulletin.source"), say("bulletin.entry")], rows))
  }

  // MARK: Staff, history

  /// The same text to staff, and who has acknowledged it.
  private var acknowledgements: HTML {
    guard record.isPublished else { return .none }
    let bars: [HTML] = file.told.compactMap { state.broadcast($0) }.map { broadcast in
      let total = broadcast.recipients.count
      return "<p>\(frame.age(broadcast.sentAt))</p>"
        + Parts.bar(
          broadcast.acknowledgements, of: total,
          label: frame.w("broadcast.acknowledged", ["count": "\(broadcast.acknowledgements)", "all": "\(total)"]))
    }
    guard frame.may(.press), record.isLive else {
      return bars.isEmpty ? .none : Parts.card(say("bulletin.staff"), id: "told", "\(bars)")
    }
    let options = BulletinRoutes.audiences.map { name in
      (value: name, label: "\(frame.w("audience.\(name)")) (\(count(name)))")
    }
    let form = controls.form(
      "\(path)/tell",
      """
      \(controls.hidden("command", SecretText.token()))\(controls.select(frame.w("broadcast.to"), "audience", options))
      \(controls.text(frame.w("broadcast.minutes"), "minutes", value: "15", kind: "number", more: " min=\"1\" max=\"1440\" inputmode=\"numeric\""))
      \(controls.button(say("act.tell"), isMain: false))
      """)
    return Parts.card(say("bulletin.staff"), id: "told", "\(bars)\(form)")
  }

  private func count(_ name: String) -> Int {
    guard let audience = BulletinRoutes.audience(name) else { return 0 }
    let city = frame.picture.city
    return state.people(of: audience, in: record.operation, roster: frame.picture.roster) { city.place($0)?.area }.count
  }

  private var history: HTML {
    var rows: [HTML] = record.versions.map { version in
      "\(say("bulletin.versionBy", ["version": "\(version.draft.version)", "who": Self.who(version.by)])) \(frame.age(version.at))"
    }
    if case .submitted(let by, let at) = record.state {
      rows.append("\(say("bulletin.submittedBy", ["who": Self.who(by)])) \(frame.age(at))")
    }
    if case .approved(let by, let at) = record.state {
      rows.append("\(say("bulletin.approvedBy", ["who": Self.who(by)])) \(frame.age(at))")
    }
    if let release = record.release {
      if let by = release.approvedBy { rows.append("\(say("bulletin.approvedBy", ["who": Self.who(by)]))") }
      rows.append("\(say("bulletin.publishedBy", ["who": Self.who(release.by)])) \(frame.age(release.at))")
      if let by = release.countersignedBy, let at = release.countersignedAt {
        rows.append("\(say("bulletin.countersignedBy", ["who": Self.who(by)])) \(frame.age(at))")
      }
    }
    return Parts.card(say("bulletin.history"), id: "history", Parts.list(rows))
  }

  static func who(_ actor: Actor) -> String { OfficeText.name(String(actor.text.split(separator: "/").last ?? "")) }
}
