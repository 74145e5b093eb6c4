import Basics
import Incident
import Operations
import Publication

/// What the forms of a bulletin say, read and checked.
struct BulletinEditor: Sendable {
  let call: WebCall
  /// Minutes of the city's clock from UTC.
  let offset: Int

  private var form: FormFields { call.form }
  private func wrong(_ key: String) -> Problem { BulletinRoutes.wrong(key, call) }

  // MARK: A new one

  func wish(_ desk: Desk, _ operation: EmergencyOperation, _ now: Instant) throws -> BulletinWish {
    var wish = BulletinWish(try kind(desk))
    wish.level = WarningLevel(rawValue: form["level"] ?? "")
    let areas = form.all("area").map { AreaID($0) }
    wish.areas = areas.isEmpty ? nil : areas
    wish.hours = form.int("hours").flatMap { (1...48).contains($0) ? $0 : nil } ?? 6
    wish.nextMinutes = form.int("next").flatMap { (1...1440).contains($0) ? $0 : nil }
    wish.isLifeSafety = form["lifeSafety"] == "yes"
    wish.isStandby = form["standby"] == "yes"
    if form.names.contains("numbers") { wish.contact = try contact() }
    if let id = form.text("wrongID") { wish.wasWrong = Bilingual(id: id, en: form.text("wrongEN") ?? "") }
    wish.agency = cited(operation.alerts.reversed().compactMap { desk.statement($0) }, by: "cite")
    if wish.isStandby {
      wish.level = .red
      wish.isLifeSafety = true
      wish.hours = 48
      wish.nextMinutes = nil
    }
    return wish
  }

  private func kind(_ desk: Desk) throws -> BulletinKind {
    guard let about = form.text("about").map({ BulletinID($0) }) else { return .first }
    switch form["kind"] ?? "" {
    case "correction": return .correction(about)
    case "withdrawal": return .withdrawal(about)
    default: return .update(about)
    }
  }

  private func contact() throws -> BulletinContact {
    let numbers = try lines("numbers").map { line -> BulletinContact.HelpLine in
      let parts = line.split(separator: "|").map { Self.trimmed($0) }
      guard let number = parts.first, !number.isEmpty, number.utf8.count <= 30 else { throw wrong("form.badNumber") }
      let id = parts.count > 1 ? parts[1] : "darurat"
      return .init(number: number, purpose: Bilingual(id: id, en: parts.count > 2 ? parts[2] : id))
    }
    return BulletinContact(
      numbers: numbers, web: form.text("web") ?? "", account: form.text("account") ?? "", sender: form.text("sender") ?? "")
  }

  // MARK: A new version

  /// - Parameter desk: for the facts as they stand now, where these are wanted.
  func content(_ file: BulletinFile, _ desk: Desk, _ now: Instant) throws -> BulletinContent {
    var content = file.content
    content.level = WarningLevel(rawValue: form["level"] ?? "") ?? content.level
    content.lead = Bilingual(id: form.text("leadID") ?? "", en: form.text("leadEN") ?? "")
    content.actions = try pairs("actionsID", "actionsEN")
    content.needs = form.text("needsID").map { Bilingual(id: $0, en: form.text("needsEN") ?? "") }
    if file.content.wasWrong != nil || form.text("wrongID") != nil {
      content.wasWrong = Bilingual(id: form.text("wrongID") ?? "", en: form.text("wrongEN") ?? "")
    }
    let areas = form.all("area").map { AreaID($0) }
    if !areas.isEmpty { content.areas = areas.sorted() }
    content.contact = try contact()
    content.expiresAt = try instant("until") ?? content.expiresAt
    content.nextDueAt = try instant("nextDue")
    content.agency = cited(file.content.agency, by: "keep") + cited(file.statements, by: "cite")
    if form["facts"] == "now", let frame = desk.state.operation(file.record.operation) {
      content.facts = BulletinDrafting.facts(frame, city: desk.city, areas: content.areas, asOf: now)
      content.asOf = now
      content.rumours = desk.rumourCorrections(frame.id)
    }
    guard content.text.utf8.count <= BulletinContent.limit else { throw wrong("form.tooLong") }
    return content
  }

  /// Those whose number was ticked.
  private func cited(_ all: [AgencyStatement], by name: String) -> [AgencyStatement] {
    form.all(name).compactMap { Int($0) }.filter { all.indices.contains($0) }.map { all[$0] }
  }

  private func pairs(_ id: String, _ en: String) throws -> [Bilingual] {
    let (a, b) = (lines(id), lines(en))
    guard a.count == b.count else { throw wrong("form.unevenActions") }
    guard a.count <= 20 else { throw wrong("form.tooLong") }
    return zip(a, b).map { Bilingual(id: $0, en: $1) }
  }

  private func lines(_ name: String) -> [String] {
    (form[name] ?? "").split(separator: "\n").map { Self.trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// `2026-11-24T22:00` by the city's clock.
  private func instant(_ name: String) throws -> Instant? {
    guard let text = form.text(name) else { return nil }
    guard let instant = Instant(text, offsetMinutes: offset) else { throw wrong("form.badTime") }
    return instant
  }
}

/// The form of one bulletin's text, with what the check found beside each field.
struct BulletinEditorForm {
  let frame: Frame
  let file: BulletinFile

  private var controls: Controls { Controls(frame: frame) }
  private var content: BulletinContent { file.content }
  private func say(_ key: String) -> String { frame.say(key) }

  /// The field that a finding is about.
  static let fields: [String: String] = [
    "lint.lead": "lead", "lint.sameText": "lead", "lint.number": "lead", "lint.agency": "agency", "lint.actions": "actions",
    "lint.areas": "areas", "lint.unknownArea": "areas", "lint.contact": "contact", "lint.expired": "until",
    "lint.longValidity": "until", "lint.nextDue": "next", "lint.nextDueLate": "next", "lint.wasWrong": "wrong",
    "lint.greenUnknown": "level", "lint.greenWet": "level", "lint.liveAlert": "level", "lint.stale": "facts",
    "lint.shelterClosed": "facts", "lint.shelterMissing": "facts", "lint.shelterFull": "facts", "lint.roadOpen": "facts",
    "lint.waterChanged": "facts", "lint.smsLong": "lead", "lint.smsAlphabet": "lead", "lint.headline": "areas",
  ]

  /// What is to be mended in a field.
  func findings(_ field: String) -> HTML {
    let found = file.findings.filter { Self.fields[$0.code] == field }
    let rows: [HTML] = found.map { Self.row($0, frame) }
    return "\(rows)"
  }

  static func row(_ finding: BulletinLint.Finding, _ frame: Frame) -> HTML {
    "<p class=\"finding \(finding.isError ? "danger" : "warning")\">\(frame.say(finding.isError ? "lint.error" : "lint.warning")): \(finding.text(frame.language))</p>"
  }

  var html: HTML {
    controls.form(
      "/bulletins/\(Gate.escaped(file.record.id.rawValue))/edit",
      """
      \(controls.hidden("command", SecretText.token()))\(controls.hidden("version", "\(file.record.current.version)"))
      \(level)\(wrong)
      \(findings("lead"))<div class="two">\(controls.area(say("edit.leadID"), "leadID", value: content.lead.id, rows: 3))\(controls.area(say("edit.leadEN"), "leadEN", value: content.lead.en, rows: 3))</div>
      \(findings("actions"))<div class="two">\(controls.area(say("edit.actionsID"), "actionsID", value: content.actions.map(\.id).joined(separator: "\n"), hint: say("edit.actionsHint"), rows: 6))\(controls.area(say("edit.actionsEN"), "actionsEN", value: content.actions.map(\.en).joined(separator: "\n"), hint: say("edit.actionsHint"), rows: 6))</div>
      \(times)\(agency)
      <details><summary>\(say("edit.more"))</summary>
      <div class="two">\(controls.area(say("edit.needsID"), "needsID", value: content.needs?.id ?? "", rows: 2))\(controls.area(say("edit.needsEN"), "needsEN", value: content.needs?.en ?? "", rows: 2))</div>
      \(areas)</details>
      \(contact)
      \(findings("facts"))\(controls.choices(say("edit.facts"), "facts", [("now", say("edit.factsNow"))], chosen: [], isMany: true))
      \(controls.button(say("edit.save"), isMain: false))
      """)
  }

  private var level: HTML {
    let options = WarningLevel.allCases.map { (value: $0.rawValue, label: frame.p("warning.\($0.rawValue)")) }
    return """
      \(findings("level"))<div class="two">\(controls.select(say("edit.level"), "level", options, chosen: content.level.rawValue))
      \(controls.choices(say("edit.life"), "lifeSafety", [("yes", say("edit.lifeYes"))], chosen: file.record.current.isLifeSafety ? ["yes"] : [], isMany: true))</div>
      """
  }

  private var wrong: HTML {
    guard content.kind == .correction || content.kind == .withdrawal else { return .none }
    return """
      \(findings("wrong"))<div class="two">\(controls.area(say("edit.wrongID"), "wrongID", value: content.wasWrong?.id ?? "", rows: 2))\(controls.area(say("edit.wrongEN"), "wrongEN", value: content.wasWrong?.en ?? "", rows: 2))</div>
      """
  }

  private var times: HTML {
    """
    \(findings("until"))\(findings("next"))<div class="two">\(controls.text(say("edit.until"), "until", value: local(content.expiresAt), kind: "datetime-local", required: true))\(controls.text(say("edit.next"), "nextDue", value: content.nextDueAt.map(local) ?? "", kind: "datetime-local"))</div>
    """
  }

  private func local(_ instant: Instant) -> String {
    let offset = frame.style.offsetMinutes
    return "\(instant.date(offsetMinutes: offset).text)T\(instant.clock(offsetMinutes: offset).replacing(".", with: ":"))"
  }

  private var agency: HTML {
    let own = content.agency.enumerated().map { (value: "\($0.offset)", label: Self.short($0.element)) }
    let others = file.statements.enumerated().filter { entry in
      !content.agency.contains { $0.text == entry.element.text && $0.agency == entry.element.agency }
    }.map { (value: "\($0.offset)", label: Self.short($0.element)) }
    let kept: HTML =
      own.isEmpty
      ? .none
      : controls.choices(say("edit.cited"), "keep", own, chosen: Set(own.map(\.value)), isMany: true)
    let offered: HTML = others.isEmpty ? .none : controls.choices(say("edit.cite"), "cite", others, chosen: [], isMany: true)
    return findings("agency") + kept + offered
  }

  static func short(_ statement: AgencyStatement) -> String {
    "\(statement.agency): \(statement.text.prefix(140))\(statement.text.count > 140 ? " …" : "")"
  }

  private var areas: HTML {
    let all = frame.picture.city.areas.map { (value: $0.id.rawValue, label: $0.name) }
    return findings("areas")
      + controls.choices(say("edit.areas"), "area", all, chosen: Set(content.areas.map(\.rawValue)), isMany: true)
  }

  private var contact: HTML {
    let numbers = content.contact.numbers.map { "\($0.number) | \($0.purpose.id) | \($0.purpose.en)" }
    return """
      <details\(content.contact.numbers.isEmpty ? " open" : HTML.none)><summary>\(say("edit.contact"))</summary>\(findings("contact"))
      \(Self.contactFields(frame, numbers: numbers.joined(separator: "\n"), content.contact))</details>
      """
  }

  static func contactFields(_ frame: Frame, numbers: String, _ contact: BulletinContact) -> HTML {
    let controls = Controls(frame: frame)
    return """
      \(controls.area(frame.say("edit.numbers"), "numbers", value: numbers, hint: frame.say("edit.numbersHint"), rows: 3))
      <div class="two">\(controls.text(frame.say("edit.web"), "web", value: contact.web))\(controls.text(frame.say("edit.account"), "account", value: contact.account))</div>
      \(controls.text(frame.say("edit.sender"), "sender", value: contact.sender, hint: frame.say("edit.senderHint")))
      """
  }
}
