import Basics
import Drill
import Incident
import Publication

/// The drill coordinator's page: clock, injects, truth beside what the players see, and the stop for a real emergency.
enum DrillRoutes {
  static let controllers = RouteRule.drill
  static let viewers = RouteRule.roles([.coordinator, .evaluator])

  static let routes: [Route] =
    [
      .get("/drill", viewers) { call, services in WebAnswer(try page(call, services)) },
      .get("/drill/report", viewers) { call, services in
        let control = try control(call, services)
        // A whole document with a style of its own.
        return WebAnswer(
          Array(try await control.report(call.language).utf8),
          headers: [
            (
              "content-security-policy",
              "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
            )
          ])
      },
      .post("/drill/pause", controllers) { call, services in try await act(call, services) { try await $0.pause() } },
      .post("/drill/proceed", controllers) { call, services in
        services.keeper.seat.setFreed(false)
        return try await act(call, services) { try await $0.proceed() }
      },
      .post("/drill/speed", controllers) { call, services in
        let speed = min(max(call.form.int("speed") ?? 1, 1), 60)
        return try await act(call, services) { try await $0.setSpeed(speed) }
      },
      .post("/drill/skip", controllers) { call, services in
        let minutes = min(max(call.form.int("minutes") ?? 10, 1), 360)
        return try await act(call, services) { try await $0.skip(minutes: minutes) }
      },
      .post("/drill/seat", controllers) { call, services in
        let byPerson = call.form["seat"] == "person"
        return try await act(call, services) { try await $0.takeCommand(byPerson: byPerson) }
      },
      .post("/drill/emergency", .people) { call, services in
        guard call.form["sure"] == "yes" else { throw SituationRoutes.wrong("drill.notSure", call) }
        return try await act(call, services) { try await $0.realEmergency() }
      },
      .post("/drill/end", controllers) { call, services in
        guard call.form["sure"] == "yes" else { throw SituationRoutes.wrong("drill.notSureEnd", call) }
        return try await act(call, services) { try await $0.end() }
      },
    ] + DrillInjects.routes

  static func control(_ call: WebCall, _ services: ConsoleServices) throws -> any DrillControl {
    guard let control = services.keeper.control else {
      throw Problem("drill.none", ConsoleWords.of(call.language)("drill.none"), exit: .usage)
    }
    return control
  }

  static func act(_ call: WebCall, _ services: ConsoleServices, _ body: (any DrillControl) async throws -> Void)
    async throws
    -> WebAnswer
  {
    try await body(try control(call, services))
    try await services.keeper.refresh()
    return .seeOther(call.account?.role == .coordinator ? "/drill" : "/")
  }

  // MARK: Page

  private static func page(_ call: WebCall, _ services: ConsoleServices) throws -> HTML {
    let frame = Frame(call, services)
    let control = try control(call, services)
    guard let drill = frame.picture.drill else { throw SituationRoutes.wrong("drill.none", call) }
    let view = DrillPage(frame: frame, drill: drill, control: control)
    return frame.page(frame.w("drill.title"), live: true, view.content)
  }
}

/// Where a live drill stands, for those who run it.
struct DrillPage {
  let frame: Frame
  let drill: DrillStatus
  let control: any DrillControl

  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }
  private var mayAct: Bool { frame.may(.drill) && !drill.isOver }

  var content: HTML {
    """
    \(ways)
    <div class="two">
    \(Parts.card(w("drill.clock"), id: "clock", clock))
    \(Parts.card(w("drill.stop"), id: "stop", class: "danger", stop))
    </div>
    \(Parts.card(w("drill.injects"), id: "injects", InjectCard(frame: frame, drill: drill, mayAct: mayAct).content))
    \(Parts.card(w("drill.truth"), id: "truth", truth))
    \(Parts.card(w("drill.report"), id: "report", "<p>\(w("drill.reportText"))</p><p><a class=\"button\" href=\"/drill/report\">\(w("drill.reportOpen"))</a></p>"))
    """
  }

  /// The other pages of a drill.
  private var ways: HTML {
    let players: HTML =
      "<a class=\"button\" href=\"/drill/players\">\(w("players.list", ["count": "\(drill.players.count)"]))</a>"
    let acts: HTML =
      frame.may(.drill)
      ? players + " <a class=\"button\" href=\"/drill/scenarios\">\(w("scenario.title"))</a>" : .none
    return "<p class=\"buttons\">\(acts) <a class=\"button\" href=\"/evaluate\">\(w("rate.title"))</a></p>"
  }

  /// Ends it before its time, in two steps.
  private var ending: HTML {
    guard mayAct else { return .none }
    return "<details class=\"record\"><summary>\(w("drill.end"))</summary>"
      + controls.form(
        "/drill/end",
        """
        <label class="choice"><input type="checkbox" name="sure" value="yes" required> <span>\(w("drill.sureEnd"))</span></label>
        \(controls.button(w("drill.end"), isMain: false, class: "warn"))
        """) + "</details>"
  }

  private var clock: HTML {
    let state =
      drill.haltedAt != nil
      ? w("drill.halted") : drill.isOver ? w("drill.over") : drill.isRunning ? w("drill.running") : w("drill.paused")
    let speeds: [HTML] = [1, 5, 15, 30, 60].map { speed in
      controls.act("/drill/speed", "x\(speed)", fields: [("speed", "\(speed)")], isMain: drill.isRunning && drill.speed == speed)
    }
    let flow: HTML =
      drill.isRunning
      ? controls.act("/drill/pause", w("drill.pause"), isMain: true)
      : controls.act("/drill/proceed", w("drill.proceed"), isMain: true)
    let seat: HTML =
      drill.isPersonInCommand
      ? controls.act("/drill/seat", w("drill.seatAutomatic"), fields: [("seat", "automatic")])
      : controls.act("/drill/seat", w("drill.seatPerson"), fields: [("seat", "person")])
    let acts: HTML =
      mayAct
      ? """
      <div class="buttons">\(flow)\(controls.act("/drill/skip", w("drill.skip", ["minutes": "30"]), fields: [("minutes", "30")]))</div>
      <div class="buttons">\(speeds)</div><div class="buttons">\(seat)</div>\(ending)
      """ : .none
    return """
      <p><span class="clock2">\(frame.clock(drill.now))</span> \(Parts.tag(state, drill.isRunning ? "good" : "warning")) x\(drill.speed)</p>
      <p class="fine">\(w("drill.until")) \(frame.clock(drill.end)) · \(w(drill.isPersonInCommand ? "drill.byPerson" : "drill.byRule"))</p>\(acts)
      """
  }

  /// Two steps: the box is ticked, then the button pressed.
  private var stop: HTML {
    if drill.haltedAt != nil { return "<p>\(w("drill.haltedText"))</p>" }
    return "<p>\(w("drill.stopText"))</p>"
      + controls.form(
        "/drill/emergency",
        """
        <label class="choice"><input type="checkbox" name="sure" value="yes" required> <span>\(w("drill.sure"))</span></label>
        \(controls.button("NYATA", isMain: false, class: "danger"))
        """)
  }

  /// What is true beside what the players know of it: only controllers and evaluators see this.
  private var truth: HTML {
    guard let operation = frame.picture.operation else { return Parts.empty(w("error.noOperation")) }
    let rows: [[HTML]] = frame.picture.city.areas.compactMap { area in
      let real = control.trueDepth(area.id, at: drill.now)
      let last = operation.lastDepth(area.id)
      guard real > 0 || last != nil || operation.opening.areas.contains(area.id) else { return nil }
      let told: HTML =
        last.map { "\(frame.style.centimetres(Int32(clamping: $0.report.millimetres))) \(frame.age($0.report.seenAt))" }
        ?? Parts.tag(w("drill.unknown"), "warning")
      let differs = last.map { abs($0.report.millimetres - real) >= 200 } ?? (real >= 100)
      // No report is no agreement: silence never looks good, even over ground that is dry.
      let verdict: HTML =
        differs ? Parts.tag(w("drill.differs"), "warning") : last == nil ? "–" : Parts.tag(w("drill.agrees"), "good")
      return [
        "\(area.name)", "\(frame.style.centimetres(Int32(clamping: real)))", told,
        verdict,
      ]
    }
    return "<p class=\"fine\">\(w("drill.truthText"))</p>"
      + Parts.table([w("board.area"), w("drill.real"), w("drill.told"), w("board.state")], rows)
  }
}
