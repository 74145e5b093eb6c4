import Basics
import Incident
import Operations

/// The first minute: three questions and, if at hand, thirty names. Everything else can come later.
enum OpeningRoutes {
  static let routes: [Route] = [
    .get("/operations/new", .desk) { call, services in WebAnswer(page(call, services, [], status: nil)) },
    .post("/operations", .desk, limit: ServeSettings.rosterBytes) { call, services in try await open(call, services) },
    .post("/operations/close", .command) { call, services in
      guard let account = call.account, let operation = services.picture.operation else { return .seeOther("/") }
      try await services.keeper.submit(.operation(.close(OperationClosing(operation: operation.id))), by: account)
      return .seeOther("/")
    },
  ]

  private static func page(_ call: WebCall, _ services: ConsoleServices, _ wrong: [HTML], status: String?) -> HTML {
    let frame = Frame(call, services)
    let controls = Controls(frame: frame)
    let city = frame.picture.city
    let hazards = Hazard.allCases.map { (value: $0.rawValue, label: frame.p("hazard.\($0.rawValue)")) }
    let chosen = Set(call.form.all("area"))
    let districts = Dictionary(grouping: city.areas, by: \.kecamatan)
    let areas: [HTML] = districts.keys.sorted().map { name in
      controls.choices(
        name, "area", (districts[name] ?? []).map { (value: $0.id.rawValue, label: $0.name) }, chosen: chosen, isMany: true)
    }
    let since = call.form["since"] ?? local(frame.now, frame)
    let problems: HTML = wrong.isEmpty ? .none : "<div class=\"notice danger\" role=\"alert\">\(wrong)</div>"
    let content: HTML = """
      <p class="lead">\(frame.w("opening.intro"))</p>\(problems)
      \(controls.form("/operations", """
        \(controls.hidden("command", call.form["command"] ?? SecretText.token()))
        \(controls.choices("1. " + frame.w("opening.what"), "hazard", hazards, chosen: Set([call.form["hazard"] ?? ""]), isMany: false))
        <fieldset class="areas"><legend>2. \(frame.w("opening.where"))</legend>\(areas)</fieldset>
        \(controls.text("3. " + frame.w("opening.since"), "since", value: since, kind: "datetime-local", required: true))
        \(controls.area(frame.w("opening.names"), "names", value: call.form["names"] ?? "", hint: frame.w("opening.namesHint"), rows: 6))
        <div class="buttons">\(controls.button(frame.w("opening.go")))\(wrong.isEmpty ? .none : controls.button(frame.w("opening.goodOnly"), isMain: false, name: "good", value: "yes"))</div>
        """))
      """
    return frame.page(frame.w("opening.title"), content)
  }

  /// As the browser's field has it: `2026-11-24T19:00`.
  static func local(_ instant: Instant, _ frame: Frame) -> String {
    let offset = frame.style.offsetMinutes
    let clock = instant.clock(offsetMinutes: offset).replacing(".", with: ":")
    return instant.date(offsetMinutes: offset).text + "T" + clock
  }

  private static func open(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let frame = Frame(call, services)
    let city = frame.picture.city
    var wrong: [HTML] = []
    let hazard = Hazard(rawValue: call.form["hazard"] ?? "")
    if hazard == nil { wrong.append("<p>\(frame.w("opening.noHazard"))</p>") }
    let known = Set(city.areas.map(\.id))
    let areas = call.form.all("area").map { AreaID($0) }.filter { known.contains($0) }
    if areas.isEmpty { wrong.append("<p>\(frame.w("opening.noArea"))</p>") }
    let since = Instant(call.form["since"] ?? "", offsetMinutes: city.offsetMinutes)
    if since == nil { wrong.append("<p>\(frame.w("opening.noSince"))</p>") }
    let names = try await services.keeper.pasted(call.form["names"] ?? "")
    if !names.errors.isEmpty, call.form["good"] != "yes" { wrong += RosterRoutes.problems(names, frame) }
    guard wrong.isEmpty, let hazard, let since else {
      var answer = WebAnswer(page(call, services, wrong, status: nil), status: 422)
      answer.set("x-problems", "\(wrong.count)")
      return answer
    }
    try await services.keeper.openOperation(
      hazard: hazard, areas: areas, since: since, people: names, by: account, id: call.form.text("command"))
    return .seeOther(names.people.isEmpty && services.picture.roster.staff.isEmpty ? "/roster" : "/needs")
  }
}
