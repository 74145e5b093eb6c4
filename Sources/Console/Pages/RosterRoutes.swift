import Basics
import Foundation
import Incident
import Intake
import Operations
import Publication

/// People in: pasted, or as a CSV or .xlsx file; problems shown in place, a sheet of the bad rows back.
enum RosterRoutes {
  static let routes: [Route] = [
    .get("/roster", .desk) { call, services in WebAnswer(page(call, services, nil)) },
    .post("/roster", .desk, limit: ServeSettings.rosterBytes) { call, services in try await take(call, services) },
  ]

  static let shownAtMost = 200

  private static func take(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let given = text(call.form)
    var names = try await services.keeper.pasted(given.text)
    names.problems = given.problems + names.problems
    if names.people.isEmpty || (!names.errors.isEmpty && call.form["good"] != "yes") {
      var call = call
      call.form = FormFields([("names", given.text)])
      return WebAnswer(page(call, services, names), status: 422)
    }
    try await services.keeper.takeIn(names, by: account)
    return .seeOther("/roster?taken=\(names.people.count)")
  }

  /// Of a workbook, of another file, or what was pasted.
  private static func text(_ form: FormFields) -> (text: String, problems: [Problem]) {
    guard let bytes = form.file("file"), Workbook.isWorkbook(bytes) else {
      return (form.text("file") ?? form["names"] ?? "", [])
    }
    let sheet = Workbook.table(bytes, file: "")
    return (String(decoding: sheet.value, as: UTF8.self), sheet.problems)
  }

  /// Bytes of a sheet of bad rows that a page may carry.
  static let sheetBytes = 512 << 10

  /// A link that holds the refused rows themselves, so that nothing of them stays on the server.
  private static func badRows(_ names: PastedRoster, _ frame: Frame) -> HTML {
    guard let sheet = names.badRows[frame.language], !sheet.isEmpty else { return .none }
    let bytes = RosterBadRows.file(sheet)
    guard bytes.count <= sheetBytes else { return "<p class=\"fine\">\(frame.w("roster.badTooMany"))</p>" }
    return """
      <p><a class="button" download="\(frame.w("roster.badFile"))" href="data:text/csv;charset=utf-8;base64,\(Data(bytes).base64EncodedString())">\(frame.w("roster.badSheet", ["count": "\(sheet.count - 1)"]))</a></p>
      """
  }

  /// Each problem with its line and field.
  static func problems(_ names: PastedRoster, _ frame: Frame) -> [HTML] {
    let rows: [[HTML]] = names.errors.prefix(50).map { problem in
      [
        "\(problem.place?.line.map { "\($0)" } ?? "–")", "\(problem.place?.field ?? "–")",
        "\(RosterProblemWords.sentence(problem, frame.language))\(RosterProblemWords.advice(problem, frame.language).map { ". \($0)" } ?? "")",
      ]
    }
    let more: HTML =
      names.errors.count > 50 ? "<p>\(frame.w("roster.moreProblems", ["count": "\(names.errors.count - 50)"]))</p>" : .none
    return [
      "<p>\(frame.w("roster.problems", ["good": "\(names.people.count)", "rows": "\(names.rows)"]))</p>",
      Parts.table([frame.w("roster.line"), frame.w("roster.field"), frame.w("roster.wrong")], rows), more, badRows(names, frame),
    ]
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices, _ names: PastedRoster?) -> HTML {
    let frame = Frame(call, services)
    let controls = Controls(frame: frame)
    let roster = frame.picture.roster
    var note: HTML = .none
    if let names {
      note =
        names.rows == 0 && names.errors.isEmpty
        ? "<p class=\"notice danger\" role=\"alert\">\(frame.w("roster.nothing"))</p>"
        : "<div class=\"notice danger\" role=\"alert\">\(problems(names, frame))</div>"
    } else if let count = call.query.int("taken") {
      note = Parts.notice(frame.w("roster.taken", ["count": "\(count)"]), "good")
    }
    let good: HTML =
      (names?.people.isEmpty ?? true)
      ? .none
      : controls.button(
        frame.w("roster.goodOnly", ["count": "\(names?.people.count ?? 0)"]), isMain: false, name: "good", value: "yes")
    let paste: HTML = """
      \(controls.form("/roster", """
        \(controls.area(frame.w("roster.paste"), "names", value: call.form["names"] ?? "", hint: frame.w("opening.namesHint"), rows: 8))
        <div class="buttons">\(controls.button(frame.w("roster.take")))\(good)</div>
        """))
      \(controls.form("/roster", isUpload: true, """
        <label class="field"><span>\(frame.w("roster.file"))</span><small>\(frame.w("roster.fileHint"))</small><input type="file" name="file" accept=".xlsx,.csv,text/csv,.txt,.tsv" required></label>
        \(controls.button(frame.w("roster.upload"), isMain: false))
        """))
      """
    let content: HTML = """
      \(note)
      \(Parts.card(frame.w("roster.add"), id: "add", paste))
      \(Parts.card(frame.w("roster.now", ["count": frame.style.number(roster.staff.count), "units": frame.style.number(roster.units.count)]), id: "now", people(frame, roster)))
      """
    return frame.page(frame.w("nav.roster"), content)
  }

  private static func people(_ frame: Frame, _ roster: Roster) -> HTML {
    if roster.staff.isEmpty { return Parts.empty(frame.w("roster.empty")) }
    let rows: [[HTML]] = roster.staff.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.prefix(shownAtMost).map { person in
      [
        "\(person.name)", "\(roster.unit(person.unit)?.name ?? person.unit.rawValue)",
        person.phone == nil ? Parts.tag(frame.w("roster.noPhone"), "warning") : Parts.tag(frame.w("roster.phone"), "good"),
        "\(person.competencies.map { "\($0.competency) \($0.level)" }.joined(separator: ", "))",
      ]
    }
    let more: HTML =
      roster.staff.count > shownAtMost
      ? "<p>\(frame.w("roster.more", ["count": frame.style.number(roster.staff.count - shownAtMost)]))</p>" : .none
    return Parts.table([frame.w("roster.name"), frame.w("roster.unit"), frame.w("roster.reach"), frame.w("roster.skills")], rows)
      + more
  }
}
