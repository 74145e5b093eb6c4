import Basics
import Incident
import Ledger
import Operations
import Publication

/// What is seen and told: depth, power, roads, people affected, notes; each with who said so and when it was seen.
enum SituationRoutes {
  static let routes: [Route] = [
    .get("/situation", .picture) { call, services in WebAnswer(page(call, services)) },
    .post("/situation/depth", .desk) { call, services in
      try await record(call, services, "depth") { call, operation, desk, now in
        guard let centimetres = call.form.int("cm"), (0...1500).contains(centimetres) else {
          throw wrong("situation.badDepth", call)
        }
        let seen = now.adding(minutes: -(call.form.int("ago") ?? 0))
        let report = DepthReport(
          operation: operation.id, area: AreaID(call.form["area"] ?? ""), millimetres: centimetres * 10,
          above: DepthReference(rawValue: call.form["above"] ?? "") ?? .road, seenAt: seen, toldAt: now,
          informant: try informant(call))
        return (.situation(.reportDepths([report])), [])
      }
    },
    .post("/situation/forecast", .desk) { call, services in
      try await record(call, services, "forecast") { call, operation, desk, now in
        let form = call.form
        guard let high = form.int("high"), (0...1500).contains(high), let low = form.int("low") ?? form.int("high"),
          (0...high).contains(low), let from = Instant(form["from"] ?? "", offsetMinutes: desk.city.offsetMinutes),
          let to = Instant(form["to"] ?? "", offsetMinutes: desk.city.offsetMinutes), from < to,
          let agency = form.text("agency"), isPlainID(agency)
        else { throw wrong("situation.badForecast", call) }
        let issued = now.adding(minutes: -min(max(form.int("ago") ?? 0, 0), 7 * 1440))
        let forecast = DepthForecast(
          operation: operation.id, area: AreaID(form["area"] ?? ""), lowMillimetres: low < high ? low * 10 : nil,
          millimetres: high * 10, above: DepthReference(rawValue: form["above"] ?? "") ?? .road,
          during: Interval(start: from, end: to), issuedAt: issued, toldAt: now, informant: .office(agency))
        return (.situation(.recordForecast(forecast)), [])
      }
    },
    .post("/situation/power", .desk) { call, services in
      try await record(call, services, "power") { call, operation, _, now in
        guard let power = PowerState(rawValue: call.form["state"] ?? "") else { throw wrong("situation.badPower", call) }
        let report = PowerReport(
          operation: operation.id, area: AreaID(call.form["area"] ?? ""), state: power, at: now, informant: .office("pln"))
        return (.situation(.recordPower(report)), [])
      }
    },
    .post("/situation/road", .desk) { call, services in
      try await record(call, services, "road") { call, operation, _, now in
        guard let road = call.form.text("road") else { throw wrong("situation.badRoad", call) }
        let report = RoadReport(operation: operation.id, road: road, seenAt: now, toldAt: now, informant: try informant(call))
        return (.situation(call.form["open"] == "yes" ? .openRoad(report) : .closeRoad(report)), [])
      }
    },
    .post("/situation/affected", .desk) { call, services in
      try await record(call, services, "affected") { call, operation, _, now in
        let form = call.form
        let report = AffectedReport(
          operation: operation.id, occurrence: operation.occurrences.last { $0.endedAt == nil }?.id,
          area: AreaID(form["area"] ?? ""), households: form.int("households"), people: form.int("people"),
          houses: form.int("houses"),
          sheltered: form.int("sheltered"), elsewhere: form.int("elsewhere"), dead: form.int("dead"),
          missing: form.int("missing"),
          injured: form.int("injured"), vulnerable: [], seenAt: now, toldAt: now, informant: try informant(call))
        return (.situation(.reportAffected(report)), [])
      }
    },
    .post("/situation/note", .desk) { call, services in
      try await record(call, services, "note") { call, operation, desk, _ in
        guard let text = call.form.text("text") else { throw wrong("situation.badNote", call) }
        let note = try desk.note(text, name: "note")
        return (.operation(.addNote(LogNote(operation: operation.id, note: note.reference))), [note.row])
      }
    },
    .post("/situation/commander", .command) { call, services in
      try await record(call, services, "commander") { call, operation, _, _ in
        guard let office = call.form.text("office"), isPlainID(office) else { throw wrong("account.badOffice", call) }
        return (.operation(.setActingCommander(ActingCommander(operation: operation.id, office: office))), [])
      }
    },
  ]

  static func wrong(_ key: String, _ call: WebCall) -> Problem {
    Problem("form.\(key)", ConsoleWords.of(call.language)(key), exit: .badData)
  }

  private static func informant(_ call: WebCall) throws(Problem) -> Informant {
    switch call.form["by"] ?? "" {
    case "resident": return .resident
    case "staff": return .office(call.account?.office ?? "pusdalops")
    default:
      guard let office = call.form["by"], isPlainID(office) else { throw wrong("situation.badInformant", call) }
      return .office(office)
    }
  }

  /// One command about the open operation; the form's own id makes it happen once however often it is sent.
  static func record(
    _ call: WebCall, _ services: ConsoleServices, _ anchor: String, back: String = "/situation",
    _ make: @Sendable @escaping (WebCall, EmergencyOperation, Desk, Instant) throws -> (Command, [SideRow])
  ) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    try await services.keeper.act { desk, now in
      guard let operation = desk.state.openOperations.last else {
        throw Problem("operation.none", ConsoleWords.of(call.language)("error.noOperation"), exit: .usage)
      }
      let (command, rows) = try make(call, operation, desk, now)
      let sent = call.form.names.filter { $0 != "csrf" }.map { "\($0)=\(call.form[$0] ?? "")" }.joined(separator: "&")
      try desk.submit(
        command, by: account.actor, at: now, sideRows: rows, id: call.form.text("command"), request: "\(call.path)?\(sent)")
    }
    return .seeOther("\(back)?done=\(anchor)#\(anchor)")
  }

  // MARK: Page

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.situation"), Parts.empty(frame.w("error.noOperation")))
    }
    let cards = BoardCards(frame: frame, operation: operation, shift: frame.picture.shift(operation, named: nil, at: frame.now))
    let done: HTML = call.query["done"] == nil ? .none : Parts.notice(frame.w("situation.recorded"), "good")
    let forms: HTML = frame.may(.desk) ? SituationForms(frame: frame, operation: operation).all : .none
    let content: HTML = """
      \(done)
      \(Parts.card(frame.w("board.water"), id: "water", cards.waterTable))
      \(forms)
      \(roads(frame, operation))
      """
    return frame.page(frame.w("nav.situation"), content)
  }

  private static func roads(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    let closed = operation.closedRoads.keys.sorted().compactMap { operation.closedRoads[$0] }
    if closed.isEmpty { return Parts.card(frame.w("situation.roads"), id: "roads", Parts.empty(frame.w("situation.noRoads"))) }
    return Parts.card(
      frame.w("situation.roads"), id: "roads", Parts.list(closed.map { "<strong>\($0.road)</strong> \(frame.age($0.seenAt))" }))
  }
}

/// The forms of what is seen and told.
struct SituationForms {
  let frame: Frame
  let operation: EmergencyOperation

  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String) -> String { frame.w(key) }

  private var areas: [(value: String, label: String)] {
    let threatened = Set(operation.opening.areas)
    let all = frame.picture.city.areas
    return (all.filter { threatened.contains($0.id) } + all.filter { !threatened.contains($0.id) }).map {
      ($0.id.rawValue, $0.name)
    }
  }

  private var informants: [(value: String, label: String)] {
    [
      ("staff", w("informant.staff")), ("resident", w("informant.resident")), ("lurah", w("informant.lurah")),
      ("camat", w("informant.camat")),
      ("bmkg", "BMKG"), ("pln", "PLN"),
    ]
  }

  private func form(_ action: String, _ content: HTML) -> HTML {
    controls.form(
      "/situation/\(action)", class: "form row",
      controls.hidden("command", SecretText.token()) + content + controls.button(w("situation.record")))
  }

  /// Names as the map bears them, so that a closure is found there.
  private var roadNames: HTML {
    let roads = MapLayers(city: frame.picture.city, mode: operation.mode).roads
    let names = Set((roads?.edges ?? []).filter { $0.roadClass != .local }.compactMap { roads?.name($0) }).sorted()
    let rows: [HTML] = names.filter { !$0.isEmpty }.prefix(300).map { "<option value=\"\($0)\">" }
    return "<datalist id=\"road-names\">\(rows)</datalist>"
  }

  private var forecast: HTML {
    let hour = frame.now.adding(minutes: 60 - frame.now.minuteOfDay(offsetMinutes: frame.style.offsetMinutes) % 60)
    let references = DepthReference.allCases.map { (value: $0.rawValue, label: frame.p("reference.\($0.rawValue)")) }
    let agencies = [("bmkg", "BMKG"), ("big", "BIG"), ("pupr", "PUPR"), ("bpbd-riau", "BPBD Riau")].map {
      (value: $0.0, label: $0.1)
    }
    func number(_ key: String, _ name: String, _ value: String = "", most: Int = 1500, required: Bool = false) -> HTML {
      controls.text(
        w(key), name, value: value, kind: "number", required: required, more: " min=\"0\" max=\"\(most)\" inputmode=\"numeric\"")
    }
    return Parts.card(
      w("situation.forecast"), id: "forecast",
      "<p class=\"fine\">\(w("situation.forecastRule"))</p>"
        + form(
          "forecast",
          """
          \(controls.select(w("situation.agency"), "agency", agencies))\(controls.select(w("board.area"), "area", areas))
          \(number("situation.forecastLow", "low"))\(number("situation.forecastHigh", "high", required: true))\(controls.select(w("situation.above"), "above", references))
          \(controls.text(w("situation.forecastFrom"), "from", value: OpeningRoutes.local(hour, frame), kind: "datetime-local", required: true))\(controls.text(w("situation.forecastTo"), "to", value: OpeningRoutes.local(hour.adding(minutes: 180), frame), kind: "datetime-local", required: true))\(number("situation.issued", "ago", "0", most: 10080))
          """))
  }

  /// A named person lets crews into water although the power is not confirmed off: last and rare, with the risk said.
  private var powerOverride: HTML {
    guard frame.may(.command) else { return .none }
    let open = areas.filter { !operation.allowsWater(AreaID($0.value)) }
    if open.isEmpty { return .none }
    return
      "<section class=\"card\" id=\"override\"><details><summary><strong>\(w("override.title"))</strong></summary><p class=\"notice danger\">\(w("override.rule"))</p>"
      + controls.form(
        "/situation/override", class: "form row",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.select(w("board.area"), "area", open))
        \(controls.text(w("plan.reason"), "reason", hint: w("plan.reasonHint"), required: true, more: " maxlength=\"500\""))
        <label class="choice"><input type="checkbox" name="sure" value="yes" required> <span>\(w("override.sure"))</span></label>\(controls.button(w("override.go"), isMain: false, class: "danger"))
        """) + "</details></section>"
  }

  var all: HTML {
    let references = DepthReference.allCases.map { (value: $0.rawValue, label: frame.p("reference.\($0.rawValue)")) }
    let powers = [PowerState.asked, .confirmedOff, .safe, .backOn].map {
      (value: $0.rawValue, label: frame.p("power.\($0.rawValue)"))
    }
    let by = controls.select(w("situation.by"), "by", informants)
    let area = controls.select(w("board.area"), "area", areas)
    func number(_ key: String, _ name: String) -> HTML {
      controls.text(w(key), name, kind: "number", more: " min=\"0\" max=\"9999999\" inputmode=\"numeric\"")
    }
    return """
      \(Parts.card(w("situation.depth"), id: "depth", form("depth", """
        \(area)\(controls.text(w("situation.cm"), "cm", kind: "number", required: true, more: " min=\"0\" max=\"1500\" inputmode=\"numeric\""))
        \(controls.select(w("situation.above"), "above", references))\(controls.text(w("situation.ago"), "ago", value: "0", kind: "number", more: " min=\"0\" max=\"1440\" inputmode=\"numeric\""))\(by)
        """)))
      \(forecast)
      \(Parts.card(w("situation.power"), id: "power", "<p class=\"fine\">\(w("situation.powerRule"))</p>" + form("power", area + controls.select(w("situation.powerState"), "state", powers))))
      \(powerOverride)
      \(Parts.card(w("situation.road"), id: "road", form("road", """
        \(controls.text(w("situation.roadName"), "road", required: true, more: " maxlength=\"120\" list=\"road-names\""))\(roadNames)
        \(controls.select(w("situation.roadState"), "open", [("no", w("situation.closed")), ("yes", w("situation.open"))]))\(by)
        """)))
      \(Parts.card(w("situation.affected"), id: "affected", "<p class=\"fine\">\(w("situation.affectedRule"))</p>" + form("affected", """
        \(area)\(number("situation.households", "households"))\(number("situation.people", "people"))\(number("situation.houses", "houses"))
        \(number("situation.sheltered", "sheltered"))\(number("situation.elsewhere", "elsewhere"))\(number("situation.dead", "dead"))\(number("situation.missing", "missing"))\(number("situation.injured", "injured"))\(by)
        """)))
      \(Parts.card(w("situation.note"), id: "note", form("note", controls.area(w("situation.noteText"), "text", rows: 3, required: true))))
      \(frame.may(.command) ? Parts.card(w("situation.commander"), id: "commander", form("commander", controls.text(w("account.office"), "office", value: operation.commander?.office ?? "", hint: w("account.officeHint"), required: true))) : .none)
      """
  }
}
