import Basics
import Drill
import Incident
import Operations

/// A desk inside a live drill: people's acts at simulated instants, beside a simulated city.
struct DrillPlace: DeskPlace, DrillControl {
  let live: LiveDrill
  let setting: DrillSetting

  init(_ live: LiveDrill, setting: DrillSetting) {
    self.live = live
    self.setting = setting
  }

  func work<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) -> T) async throws -> T {
    try await live.work { desk, now in body(desk, now) }
  }

  func look<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) -> T) async throws -> T {
    await live.look { desk, now in body(desk, now) }
  }

  /// The drill goes on by its own clock.
  func tick() async throws {}

  var drill: DrillStatus? {
    get async {
      let status = await live.status
      return DrillStatus(
        isRunning: !status.isPaused && !status.isOver, speed: status.speed, now: status.now, end: setting.span.end,
        isOver: status.isOver, haltedAt: status.haltedAt, isPersonInCommand: status.seat == .person, injects: status.injects,
        plan: await live.plan, start: setting.span.start, players: status.played)
    }
  }

  var evaluation: EvaluationPlan { setting.scenario.evaluation }

  func rate(_ rating: EvaluatorRating, observation: String, by actor: Actor) async throws {
    try await live.rate(rating, observation: observation, by: actor)
  }

  func pause() async throws { try await live.pauseClock() }
  func proceed() async throws { await live.proceed() }
  func setSpeed(_ speed: Int) async throws { try await live.setSpeed(speed) }
  func skip(minutes: Int) async throws { try await live.skip(to: await live.status.now.adding(minutes: minutes)) }
  func inject(_ number: String) async throws { try await live.inject(InjectID(number)) }
  func leaveOut(_ number: String) async throws { try await live.act(.skip(InjectID(number))) }
  func give(_ inject: Inject) async throws { try await live.act(.newInject(inject)) }
  func enrol(_ staff: [StaffID], isPlayed: Bool) async throws { try await live.act(.enrol(staff, isPlayed: isPlayed)) }
  func takeCommand(byPerson: Bool) async throws { try await live.act(.commander(byPerson ? .person : .automatic)) }
  func realEmergency() async throws { try await live.realEmergency() }
  func end() async throws { try await live.act(.end) }
  func trueDepth(_ area: AreaID, at instant: Instant) -> Int { Int(setting.water.depth(area, at: instant)) }
  func report(_ language: Language) async throws -> String {
    AfterActionReport(try await live.drillRecord(), setting: setting, believability: setting.believability).html(language)
  }
  func run() async throws { try await live.run() }
}
