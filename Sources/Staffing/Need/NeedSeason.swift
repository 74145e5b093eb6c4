import Basics
import Geography
import Incident

/// One flood to be staffed: the shifts of a scenario of the pack, in the order of time, with the people who are there on the day.
public struct NeedSeason: Sendable {
  /// The scenario's name.
  public var name: String
  public var title: Bilingual
  public var postures: [PostureID]
  /// One for each shift, in the order of time. Duties of earlier shifts are added to the `work` of later ones by whoever plans them.
  public var inputs: [StaffingInput]
  /// How surely people come who are called.
  public var assumptions: ReserveAssumptions
  /// How often the season counts beside the others; 1 by default, 1...1,000.
  public var weight = 1

  public init(
    name: String, title: Bilingual, postures: [PostureID], inputs: [StaffingInput],
    assumptions: ReserveAssumptions = ReserveAssumptions(), weight: Int = 1
  ) {
    self.name = name
    self.title = title
    self.postures = postures
    self.inputs = inputs
    self.assumptions = assumptions
    self.weight = min(1_000, max(1, weight))
  }

  /// The shifts of a scenario as its postures open them. Orders go out as long before each shift as the scenario's commander plans
  /// it. The power is taken as off: whether it is known in time is no matter of who can do what.
  /// - Parameter roster: as the pack has it; `roster(_:)` of the scenario is applied, unless `on` is given.
  /// - Parameter on: judge certificates, contracts and ages on this day in place of the scenario's own.
  public init(scenario: Scenario, city: City, roster: Roster, on day: CivilDate? = nil, ages: RetirementAges = .standard) {
    let first = scenario.start.date(offsetMinutes: city.offsetMinutes)
    let people =
      day.map { roster.standing(on: $0, asIf: first, ages: ages) } ?? scenario.roster(roster, offsetMinutes: city.offsetMinutes)
    let postures = city.postures.filter { scenario.postures.contains($0.id) }
    let posts = PostureExpansion.posts(
      postures: postures, city: city, floodedAreas: scenario.floodedAreas, depths: scenario.depths, shifts: scenario.shifts)
    let memory = StaffingMemory()
    let shifts = scenario.shifts.sorted { ($0.interval.start, $0.id) < ($1.interval.start, $1.id) }
    let inputs = shifts.map { shift in
      let called = max(scenario.start, shift.interval.start.adding(minutes: -scenario.commander.leadMinutes))
      var input = StaffingInput(
        city: city, roster: people, shift: shift, posts: posts.filter { $0.shift == shift.id },
        now: min(called, shift.interval.start), mode: .exercise, depths: scenario.depths)
      input.floodedAreas = scenario.floodedAreas
      input.partnerTeams = scenario.partnerTeams.filter { $0.post.rawValue.hasSuffix("/\(shift.id)") }
      input.powerConfirmedOff = scenario.powerConfirmedOff
      input.isPowerAssumedOff = true
      input.memory = memory
      return input
    }
    var assumptions = ReserveAssumptions()
    assumptions.behaviour = scenario.staffBehaviour
    self.init(
      name: scenario.name, title: scenario.title, postures: postures.map(\.id), inputs: inputs, assumptions: assumptions)
  }
}

extension Roster {
  /// The people as they stand on a day, so that they are the same on another: certificates that have lapsed by `day` are lapsed,
  /// those that hold hold; who has retired or whose contract has ended is gone.
  /// - Parameter flood: the day on which the result will be read.
  public func standing(on day: CivilDate, asIf flood: CivilDate, ages: RetirementAges = .standard) -> Roster {
    let before = CivilDate(dayNumber: flood.dayNumber - 1)
    let staff = staff.map { person in
      var person = person
      person.competencies = person.competencies.map {
        HeldCompetency(competency: $0.competency, level: $0.level, validUntil: $0.isValid(on: day) ? nil : before)
      }
      person.dutyLimits = person.dutyLimits.filter { $0.holds(on: day) }.map { DutyLimit($0.kind) }
      let isGone = person.contractUntil.map { $0 < day } ?? false || ages.retires(person).map { $0.day <= day } ?? false
      person.contractUntil = isGone ? before : nil
      return person
    }
    return Roster(units: units, staff: staff)
  }
}

/// Plans the shifts of a season in turn: who served rests before the next.
struct SeasonPlans {
  /// As proposed, one a shift.
  var planners: [StaffingPlanner] = []

  init(_ season: NeedSeason, workLimit: Int64 = StaffingLimits.needWork, shouldStop: () -> Bool = { false }) {
    var work: [WorkSpan] = []
    for input in season.inputs {
      var input = input
      input.work += work
      var planner = StaffingPlanner(input, shouldStop: shouldStop)
      let plan = planner.propose(shouldStop: shouldStop, workLimit: workLimit)
      planners.append(planner)
      work += Self.work(plan, input)
    }
  }

  static func work(_ plan: Plan, _ input: StaffingInput) -> [WorkSpan] {
    plan.duties.map { WorkSpan(staff: $0.staff, interval: input.shift.interval, isNight: input.shift.isNight) }
  }
}

extension StaffingLimits {
  /// Work units (arcs looked at) of the plan of one shift in a need map or an advice.
  public static let needWork: Int64 = 20_000_000
  /// Seasons of one need map at most.
  public static let seasons = 64
}
