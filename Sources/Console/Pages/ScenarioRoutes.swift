import Basics
import Incident
import Intake
import Operations

/// Scenarios for the coordinator: the list with where their figures come from, a copy with other main figures, and a drill of one.
enum ScenarioRoutes {
  static let routes: [Route] = [
    .get("/drill/scenarios", DrillRoutes.controllers) { call, services in WebAnswer(try await list(call, services)) },
    .get("/drill/scenarios/{file}", DrillRoutes.controllers) { call, services in
      let text = try await shelf(call, services).text(call.parameter("file"))
      return WebAnswer(page(ScenarioForm(text: text), call, services, []))
    },
    .post("/drill/scenarios/{file}", DrillRoutes.controllers, limit: ScenarioShelf.mostBytes * 2) { call, services in
      try await save(call, services)
    },
    .post("/drill/start", DrillRoutes.controllers) { call, services in try await start(call, services) },
  ]

  private static func shelf(_ call: WebCall, _ services: ConsoleServices) throws -> ScenarioShelf {
    guard let shelf = services.keeper.shelf else {
      throw Problem("drill.none", ConsoleWords.of(call.language)("drill.none"), exit: .usage)
    }
    return shelf
  }

  // MARK: Acts

  private static func start(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let shelf = try shelf(call, services)
    guard let path = await shelf.path(call.form["file"] ?? "") else { throw SituationRoutes.wrong("scenario.unknown", call) }
    guard call.form["sure"] == "yes" || services.picture.drill?.isOver != false else {
      throw SituationRoutes.wrong("scenario.notSure", call)
    }
    try services.keeper.hall.want(
      DrillHall.Order(path: path, name: call.form["file"] ?? "", byPerson: call.form["seat"] == "person"))
    return .seeOther("/drill/scenarios")
  }

  /// The figures go into the text, the text through the scenario's reader; only what is sound is saved, under a new name.
  private static func save(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let shelf = try shelf(call, services)
    let file = call.parameter("file")
    let original = try await shelf.text(file)
    var form = ScenarioForm(text: call.form["text"] ?? original)
    form.take(call.form)
    let made = form.edited(await shelf.assumptions(original), offsetMinutes: services.picture.city.offsetMinutes)
    let problems = made.problems + (try await shelf.check(made.text, file: file).problems)
    guard !problems.hasErrors, call.form["act"] == "save" else {
      form.text = made.problems.isEmpty ? made.text : form.text
      if made.problems.isEmpty { form.forget() }
      return WebAnswer(page(form, call, services, problems, isChecked: true), status: problems.hasErrors ? 422 : 200)
    }
    do {
      let saved = try await shelf.save(made.text, as: call.form["name"] ?? "", from: file)
      return .seeOther("/drill/scenarios?saved=\(Gate.escaped(saved))")
    } catch {
      return WebAnswer(page(form, call, services, [error], isChecked: true), status: 422)
    }
  }

  // MARK: Pages

  private static func list(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let cards = try await shelf(call, services).list()
    let saved: HTML = call.query.text("saved").map { Parts.notice(frame.w("scenario.saved", ["file": $0]), "good") } ?? .none
    let parts: [HTML] = cards.map { card($0, frame) }
    return frame.page(
      frame.w("scenario.title"), live: true,
      saved + phase(services.keeper.hall.phase, frame) + "<p class=\"lead\">\(frame.w("scenario.intro"))</p>\(parts)")
  }

  private static func phase(_ phase: DrillHall.Phase, _ frame: Frame) -> HTML {
    switch phase {
    case .idle: .none
    case .wanted(let order), .preparing(let order): Parts.notice(frame.w("scenario.preparing", ["file": order.name]), "warning")
    case .failed(let order, let problem):
      Parts.notice(
        frame.w("scenario.failed", ["file": order.name]) + " "
          + ProblemText.lines(problem, frame.language).joined(separator: " "),
        "danger")
    }
  }

  private static func card(_ card: ScenarioShelf.Card, _ frame: Frame) -> HTML {
    let controls = Controls(frame: frame)
    let marks = ParameterSource.Kind.allCases.compactMap { kind in
      card.sources[kind].map { frame.w("scenario.source.\(kind.rawValue)", ["count": "\($0)"]) }
    }
    let goals: [HTML] = card.objectives.prefix(6).map { "<li>\($0[frame.language])</li>" }
    let isRunning = frame.picture.drill.map { !$0.isOver } ?? false
    let sure: HTML =
      isRunning
      ? "<label class=\"choice\"><input type=\"checkbox\" name=\"sure\" value=\"yes\" required> <span>\(frame.w("scenario.sure"))</span></label>"
      : .none
    let start = controls.form(
      "/drill/start",
      """
      \(controls.hidden("file", card.file))\(sure)
      <label class="choice"><input type="checkbox" name="seat" value="person"> <span>\(frame.w("scenario.byPerson"))</span></label>
      <div class="buttons">\(controls.button(frame.w("scenario.start")))<a class="button" href="/drill/scenarios/\(Gate.escaped(card.file))">\(frame.w("scenario.edit"))</a></div>
      """)
    return Parts.card(
      card.title[frame.language], id: card.file.replacing(".yaml", with: ""),
      """
      <p class="fine">\(card.file)\(card.isOwn ? " · " + frame.w("scenario.ownCopy") : "")</p>
      <p>\(frame.p("hazard.\(card.hazard.rawValue)")), \(frame.clock(card.start)), \(frame.span(card.hours * 60)), \(frame.w("scenario.injects", ["count": "\(card.injects)"]))</p>
      <ul>\(goals)</ul>
      <p class="fine">\(frame.w("scenario.figures")) \(marks.joined(separator: ", "))</p>\(start)
      """)
  }

  private static func page(
    _ form: ScenarioForm, _ call: WebCall, _ services: ConsoleServices, _ problems: [Problem], isChecked: Bool = false
  ) -> HTML {
    let frame = Frame(call, services)
    let controls = Controls(frame: frame)
    let rows: [[HTML]] = problems.prefix(50).map { problem in
      [
        "\(problem.place?.line.map { "\($0)" } ?? "–")", "\(problem.place?.field ?? "–")",
        "\(problem.message)\(problem.advice.map { ". \($0)" } ?? "")",
      ]
    }
    let note: HTML =
      !rows.isEmpty
      ? "<div class=\"notice \(problems.hasErrors ? "danger" : "warning")\" role=\"alert\">\(Parts.table([frame.w("roster.line"), frame.w("roster.field"), frame.w("roster.wrong")], rows))</div>"
      : isChecked ? Parts.notice(frame.w("scenario.sound"), "good") : .none
    let content: HTML = """
      \(note)<p class="lead">\(frame.w("scenario.editIntro"))</p>
      \(controls.form("/drill/scenarios/\(Gate.escaped(call.parameter("file")))", """
        \(form.fields(frame))
        \(controls.text(frame.w("scenario.name"), "name", value: call.form["name"] ?? "", hint: frame.w("scenario.nameHint")))
        <div class="buttons">\(controls.button(frame.w("scenario.check"), isMain: false, name: "act", value: "check"))\(controls.button(frame.w("scenario.save"), name: "act", value: "save"))</div>
        <details class="record"><summary>\(frame.w("scenario.whole"))</summary>\(controls.area(frame.w("scenario.text"), "text", value: form.text, rows: 30))</details>
        """))
      """
    return frame.page(frame.w("scenario.editTitle", ["file": call.parameter("file")]), content)
  }
}

/// The main figures as a form has them; empty ones change nothing.
struct ScenarioForm {
  var text: String
  private var given: [String: String] = [:]

  static let names = ["start", "seed", "surge", "rain", "loss", "answers"]

  init(text: String) { self.text = text }

  mutating func take(_ form: FormFields) {
    for name in Self.names { given[name] = form.text(name) }
  }

  /// What went into the text is in no field any more.
  mutating func forget() { given = [:] }

  /// The text with the figures in it.
  func edited(_ assumptions: String?, offsetMinutes: Int) -> (text: String, problems: [Problem]) {
    var edit = ScenarioEdit(text)
    var problems: [Problem] = []
    func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
      guard let value = given[name] else { return nil }
      if let number = Int(value), range.contains(number) { return number }
      problems.append(
        Problem(
          "scenario.figure", "\"\(value)\" is no whole number of \(range.lowerBound) to \(range.upperBound)",
          at: .init(file: "", field: name)))
      return nil
    }
    if let seed = number("seed", 0...Int.max) { edit.set("seed", "\(seed)") }
    if let surge = number("surge", -3000...3000) { edit.setOffset(millimetres: surge) }
    if let percent = number("rain", 0...500) { edit.scaleRain(percent: percent) }
    if let percent = number("loss", 0...99) { edit.setLoss(percent: percent, assumptions: assumptions) }
    if let percent = number("answers", 0...200) { edit.scaleAnswers(percent: percent, assumptions: assumptions) }
    if let value = given["start"] {
      let zone =
        (offsetMinutes < 0 ? "-" : "+") + "\(100 + abs(offsetMinutes) / 60)".dropFirst() + ":"
        + "\(100 + abs(offsetMinutes) % 60)".dropFirst()
      if let new = Instant(value + ":00" + zone), let old = edit.value("start").flatMap({ Instant($0) }) {
        edit.move(minutes: new.minutes(since: old))
      } else {
        problems.append(
          Problem("scenario.figure", "\"\(value)\" is no time; expected YYYY-MM-DDTHH:MM", at: .init(file: "", field: "start")))
      }
    }
    return (edit.text, problems)
  }

  func fields(_ frame: Frame) -> HTML {
    let controls = Controls(frame: frame)
    let edit = ScenarioEdit(text)
    func field(_ name: String, now: String, kind: String = "number") -> HTML {
      controls.text(
        frame.w("scenario.field.\(name)"), name, value: given[name] ?? "", hint: frame.w("scenario.now.\(name)", ["now": now]),
        kind: kind)
    }
    var parts: [HTML] = [
      field("start", now: edit.value("start") ?? "–", kind: "datetime-local"), field("seed", now: edit.value("seed") ?? "–"),
    ]
    if edit.hasTide { parts.append(field("surge", now: "\(edit.offsetMillimetres ?? 0)")) }
    if edit.hasRain { parts.append(field("rain", now: "100")) }
    parts += [field("loss", now: "–"), field("answers", now: "100")]
    return "<div class=\"two\">\(parts)</div>"
  }
}
