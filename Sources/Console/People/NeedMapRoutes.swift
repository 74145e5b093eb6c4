import Basics
import Incident
import Operations
import Publication
import Staffing

/// The need map of the operation at hand: what its postures want against who could really be there, as a page that prints.
enum NeedMapRoutes {
  static let routes: [Route] = [
    .get("/need-map", .people) { call, services in try await page(call, services) }
  ]

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation, !operation.shiftList.isEmpty else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    let season = try await services.keeper.look { desk, now in try Self.whole(operation, desk, now) }
    let city = frame.picture.city
    let survey = NeedSurvey(seasons: [season], from: frame.now.date(offsetMinutes: city.offsetMinutes))
    let view = GapView(gap: survey.gap(), city: city, names: Names(frame.picture.roster), mode: operation.mode)
    return .paper(try Papers().gap(view, language: frame.language, generatedAt: frame.now))
  }

  /// The operation's shifts with all people free again: the map is of what the city has, not of the plan in force.
  private static func whole(_ operation: EmergencyOperation, _ desk: Desk, _ now: Instant) throws -> NeedSeason {
    let scenario = try desk.scenario(of: operation.id)
    var inputs: [StaffingInput] = []
    for shift in operation.shiftList.prefix(StaffingLimits.horizonShifts) {
      var input = try desk.staffingInput(operation.id, shift: shift.id, scenario: scenario, at: now)
      (input.told, input.engaged, input.work, input.pins, input.bans) = ([:], [:], [], [], [])
      let lead = scenario?.commander.leadMinutes ?? CommanderPolicy().leadMinutes
      input.now = shift.interval.start.adding(minutes: -lead)
      input.isPowerAssumedOff = operation.mode == .exercise
      inputs.append(input)
    }
    var assumptions = ReserveAssumptions()
    if let scenario { assumptions.behaviour = scenario.staffBehaviour }
    let name = Bilingual(id: operation.opening.name, en: operation.opening.name)
    return NeedSeason(
      name: operation.opening.name, title: scenario?.title ?? name, postures: operation.postures.keys.sorted(), inputs: inputs,
      assumptions: assumptions)
  }
}

extension WebAnswer {
  /// A paper is a whole document with a style of its own, as it is kept and printed.
  static func paper(_ html: String) -> WebAnswer {
    WebAnswer(
      Array(html.utf8),
      headers: [
        (
          "content-security-policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
        )
      ])
  }
}
