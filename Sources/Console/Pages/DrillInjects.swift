import Basics
import Drill
import Incident
import Publication

/// Injects of a live drill: those of the plan with their due time, give now or leave out; and a controller's own, on the spot.
enum DrillInjects {
  /// What a controller's own may be. Only words, or something that the simulated world then knows of.
  enum Kind: String, CaseIterable {
    case message, media, figures, rumour
    case roadClosed = "road_closed"
    case powerOff = "power_off"
    case rescue
  }

  static let routes: [Route] = [
    .post("/drill/inject", DrillRoutes.controllers) { call, services in
      let number = call.form["number"] ?? ""
      return try await DrillRoutes.act(call, services) { control in
        if call.form["leave"] == "yes" { try await control.leaveOut(number) } else { try await control.inject(number) }
      }
    },
    .post("/drill/inject/new", DrillRoutes.controllers) { call, services in
      let inject = try own(call, services)
      return try await DrillRoutes.act(call, services) { try await $0.give(inject) }
    },
  ]

  /// Words are heard by whom they are addressed to; an area, a road or a number of people where the kind needs one.
  private static func own(_ call: WebCall, _ services: ConsoleServices) throws -> Inject {
    let form = call.form
    guard let kind = Kind(rawValue: form["kind"] ?? ""), let text = form.text("text").map({ String($0.prefix(500)) }) else {
      throw SituationRoutes.wrong("inject.noText", call)
    }
    let area = services.picture.city.areas.first { $0.id.rawValue == form["area"] }?.id
    let people = min(max(form.int("people") ?? 1, 1), 500)
    var content = InjectContent.message
    switch kind {
    case .message: break
    case .media: content = .mediaCall
    case .figures: content = .figuresAsked
    case .rumour:
      guard let area else { throw SituationRoutes.wrong("inject.noArea", call) }
      content = .rumour(area, millimetres: min(max(form.int("depth") ?? 50, 0), 500) * 10)
    case .roadClosed:
      guard let road = form.text("road") else { throw SituationRoutes.wrong("inject.noRoad", call) }
      content = .roadClosed(.named(String(road.prefix(100)), area: area))
    case .powerOff:
      guard let area else { throw SituationRoutes.wrong("inject.noArea", call) }
      content = .powerOff([area], toldAfterMinutes: nil)
    case .rescue:
      guard let area else { throw SituationRoutes.wrong("inject.noArea", call) }
      content = .helpRequest(area, need: .rescue, people: people, specialNeeds: 0)
    }
    let known = services.picture.drill?.plan.count ?? 0
    var inject = Inject(
      id: InjectID("S\(known + 1)"), kind: .spontaneous, trigger: .byController, content: content,
      synopsis: String(text.prefix(80)))
    inject.text = text
    inject.to = String((form.text("to") ?? "semua").prefix(80))
    inject.from = String((form.text("from") ?? "").prefix(80))
    inject.method = .actor
    return inject
  }
}

/// The card of injects on the coordinator's page.
struct InjectCard {
  let frame: Frame
  let drill: DrillStatus
  let mayAct: Bool

  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  var content: HTML {
    let form: HTML = mayAct ? "<details class=\"record\"><summary>\(w("inject.own"))</summary>\(own)</details>" : .none
    if drill.injects.isEmpty { return Parts.empty(w("drill.noInjects")) + form }
    let plan = Dictionary(drill.plan.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    let rows: [[HTML]] = drill.injects.map { inject in row(inject, plan[inject.number]) }
    return Parts.table(
      [w("log.number"), w("drill.event"), w("inject.due"), w("plan.state"), w("drill.given"), w("drill.acted"), ""], rows) + form
  }

  private func row(_ track: InjectTrack, _ inject: Inject?) -> [HTML] {
    var give: HTML = .none
    if mayAct && track.status == .planned {
      give =
        controls.act("/drill/inject", w("drill.give"), fields: [("number", track.number)])
        + controls.act("/drill/inject", w("inject.leaveOut"), fields: [("number", track.number), ("leave", "yes")])
    }
    let words: HTML =
      inject.map {
        $0.text.isEmpty ? HTML.none : "<br><small>\($0.from.isEmpty ? "" : $0.from + " → ")\($0.to): \($0.text)</small>"
      }
      ?? .none
    let due: HTML
    switch inject?.trigger {
    case .planned(let minute): due = frame.clock(drill.start.adding(minutes: minute))
    case .conditional(_, let minute): due = "\(w("inject.conditional")) \(frame.clock(drill.start.adding(minutes: minute)))"
    case .byController, nil: due = "–"
    }
    let kind = track.status == .acted ? "good" : track.status == .missed ? "danger" : ""
    return [
      "\(track.number)", "\(track.synopsis[frame.language])\(words)", due, Parts.tag(w("inject.\(track.status.rawValue)"), kind),
      track.firedAt.map { frame.age($0) } ?? "–", track.actedAt.map { frame.age($0) } ?? "–", give,
    ]
  }

  private var own: HTML {
    let kinds = DrillInjects.Kind.allCases.map { (value: $0.rawValue, label: w("inject.kind.\($0.rawValue)")) }
    let areas = [(value: "", label: "–")] + frame.picture.city.areas.map { (value: $0.id.rawValue, label: $0.name) }
    let roster = frame.picture.roster
    let people = drill.players.compactMap { roster.member($0) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let to =
      [(value: "semua", label: w("inject.toAll")), (value: "posko", label: w("inject.toPost"))]
      + people.map { (value: $0.id.rawValue, label: $0.name) }
    return controls.form(
      "/drill/inject/new",
      """
      <p class="fine">\(w("inject.ownText"))</p>
      \(controls.select(w("inject.kindLabel"), "kind", kinds))
      \(controls.select(w("inject.to"), "to", to))
      \(controls.text(w("inject.from"), "from", hint: w("inject.fromHint")))
      \(controls.area(w("inject.text"), "text", rows: 3, required: true))
      \(controls.select(w("board.area"), "area", areas, hint: w("inject.areaHint")))
      \(controls.text(w("situation.roadName"), "road", hint: w("inject.roadHint")))
      \(controls.text(w("inject.people"), "people", kind: "number", more: " min=\"1\" max=\"500\""))
      \(controls.text(w("inject.depth"), "depth", kind: "number", more: " min=\"0\" max=\"500\""))
      \(controls.button(w("inject.send")))
      """)
  }
}
