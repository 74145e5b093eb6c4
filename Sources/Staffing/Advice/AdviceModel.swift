import Assignment
import Basics
import Geography
import Incident

/// What is unmet when all shifts are planned: critical person-minutes first, then those of all posts. Less is better.
struct AdviceValue: Hashable, Comparable, Sendable {
  var critical: Int
  var all: Int

  static func < (a: AdviceValue, b: AdviceValue) -> Bool { (a.critical, a.all) < (b.critical, b.all) }
}

/// All shifts of all seasons with any set of measures: planned anew, shift after shift, with the rest that each leaves.
struct AdviceModel {
  let seasons: [NeedSeason]
  /// Before any measure, of each season.
  let base: [SeasonPlans]
  let upTo: Criticality
  /// Recruits who are in the rosters and cannot be called before they are recruited.
  let recruits: [Recruit]

  struct Recruit: Hashable, Sendable {
    var role: RoleID
    var area: AreaID
    var number: Int

    var id: StaffID { StaffID("~\(role).\(area).\(number)") }
    var measure: StaffingMeasure { .recruit(role, area, number: number) }
  }

  static let recruitUnit = UnitID("~baru")

  init(_ seasons: [NeedSeason], recruits: [Recruit] = []) {
    self.recruits = recruits
    self.seasons = recruits.isEmpty ? seasons : seasons.map { Self.adding(recruits, to: $0) }
    upTo = seasons.first?.assumptions.upTo ?? .essential
    base = self.seasons.map { SeasonPlans($0) }
  }

  /// Unmet as things stand.
  var now: AdviceValue { sum(base.map { $0.planners.compactMap(\.plan) }) }

  /// Plans all shifts with these measures.
  /// - Complexity: a plan for each shift; travel is made anew only where somebody stands by elsewhere.
  func value(_ measures: [StaffingMeasure]) -> AdviceValue {
    sum(seasons.indices.map { proposals($0, measures) })
  }

  private func sum(_ plans: [[Plan]]) -> AdviceValue {
    var value = AdviceValue(critical: 0, all: 0)
    for (season, plans) in zip(seasons, plans) {
      for (input, plan) in zip(season.inputs, plans) {
        let weight = season.weight * input.shift.interval.minutes
        value.critical += plan.unmetByTier.prefix(upTo.rawValue + 1).reduce(0, +) * weight
        value.all += plan.unmetByTier.reduce(0, +) * weight
      }
    }
    return value
  }

  /// Plans of a season's shifts, without shortages and proofs.
  func proposals(_ season: Int, _ measures: [StaffingMeasure]) -> [Plan] {
    var work: [WorkSpan] = []
    var out: [Plan] = []
    for at in seasons[season].inputs.indices {
      let planner = planner(season, at, measures, work: work)
      let plan = planner.solve(workLimit: StaffingLimits.needWork).plan
      out.append(plan)
      work += SeasonPlans.work(plan, planner.input)
    }
    return out
  }

  func planner(_ season: Int, _ at: Int, _ measures: [StaffingMeasure], work: [WorkSpan]) -> StaffingPlanner {
    let given = seasons[season].inputs[at]
    func change(_ input: inout StaffingInput) {
      input.memory = StaffingMemory()
      input.work = given.work + work
      input.roster = Self.roster(given.roster, with: measures, city: given.city)
      for case .aid(let partner, let role, let place, let heads) in measures {
        for post in input.posts where post.role == role && post.place == place && post.shift == input.shift.id {
          input.partnerTeams.append(PartnerTeam(partner: partner, post: post.id, heads: heads, state: .promised))
        }
      }
    }
    if measures.contains(where: { $0.kind == .standBy }) {
      var input = given
      change(&input)
      return StaffingPlanner(input)
    }
    return base[season].planners[at].changed(rebuildingTables: true, change)
  }

  /// The people with the measures taken; the order stays.
  static func roster(_ roster: Roster, with measures: [StaffingMeasure], city: City) -> Roster {
    if measures.isEmpty { return roster }
    var staff = roster.staff
    for measure in measures {
      switch measure {
      case .standBy(let id, let place):
        if let at = roster.index(of: id), let place = city.place(place) { staff[at].start = place.coordinate }
      case .rapidTeam(let id): if let at = roster.index(of: id) { staff[at].keepsOfficeHours = false }
      case .train(let id, let steps):
        if let at = roster.index(of: id) { for step in steps { staff[at].take(step) } }
      case .exchange(let a, let b):
        if let a = roster.index(of: a), let b = roster.index(of: b) {
          (staff[a].unit, staff[b].unit) = (staff[b].unit, staff[a].unit)
        }
      case .recruit(let role, let area, let number):
        let id = Recruit(role: role, area: area, number: number).id
        if let at = roster.index(of: id) { staff[at].isCallable = true }
      case .aid: break
      }
    }
    return Roster(units: roster.units, staff: staff)
  }

  private static func adding(_ recruits: [Recruit], to season: NeedSeason) -> NeedSeason {
    var season = season
    let memory = StaffingMemory()
    season.inputs = season.inputs.map { input in
      var input = input
      let new = recruits.map { recruit in
        let role = input.city.role(recruit.role)
        return StaffMember(
          id: recruit.id, officeNumber: recruit.id.rawValue, name: "", sex: role?.needsWoman == true ? .female : nil,
          unit: recruitUnit, employment: .pns, position: "", home: recruit.area,
          competencies: (role?.requires ?? []).map { HeldCompetency(competency: $0.competency, level: $0.level) },
          isCallable: false)
      }
      input.roster = Roster(
        units: input.roster.units + [OrgUnit(id: recruitUnit, name: recruitUnit.rawValue)], staff: input.roster.staff + new)
      input.memory = memory
      return input
    }
    return season
  }
}

extension StaffMember {
  fileprivate mutating func take(_ step: TrainingStep) {
    var level = step.to
    competencies.removeAll { held in
      guard held.competency == step.competency else { return false }
      level = max(level, held.level)
      return true
    }
    competencies.append(HeldCompetency(competency: step.competency, level: level))
    competencies.sort { $0.competency < $1.competency }
  }
}

extension AdviceModel {
  /// Critical heads that no plan can fill, by shift: crews may be of any size, everybody is rested. A lower bound for any plan with
  /// these measures, whatever the planner's order of tiers.
  func leastUnmet(_ measures: [StaffingMeasure]) -> [Int] {
    seasons.indices.flatMap { season in
      seasons[season].inputs.indices.map { at in
        leastUnmet(planner(season, at, measures, work: []).eligibility)
      }
    }
  }

  private func leastUnmet(_ eligibility: Eligibility) -> Int {
    let table = SeatTable(eligibility)
    let network = SeatNetwork(eligibility, table: table)
    let isCritical = table.tasks.map { $0.planTier <= upTo.rawValue }
    let arcs = network.arcs.filter { isCritical[Int($0.task)] }.map { TransportArc(agent: $0.agent, task: $0.task, cost: 0) }
    let need = zip(network.need, isCritical).map { $1 ? $0 : 0 }
    let instance = try? TransportInstance(
      agents: network.classes.count, need: need, unmetCost: isCritical.map { $0 ? 1 : 0 }, arcs: arcs, supply: network.supply,
      agentGroup: network.groupOfAgent, groupCapacity: network.groupCapacity)
    guard let instance else { return 0 }
    let solved = TransportSolver.solve(instance)
    guard solved.status == .optimal else { return 0 }
    return Int(solved.unmetHeads)
  }

  /// Critical heads unmet in the plans as things stand, and weighted minutes, by shift as `leastUnmet`.
  var unmetNow: [(heads: Int, minutes: Int)] {
    zip(seasons, base).flatMap { season, plans in
      zip(season.inputs, plans.planners).map { input, planner in
        (
          heads: (planner.plan?.unmetByTier ?? []).prefix(upTo.rawValue + 1).reduce(0, +),
          minutes: season.weight * input.shift.interval.minutes
        )
      }
    }
  }
}
