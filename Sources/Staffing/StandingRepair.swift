import Assignment
import Basics
import Incident

/// How a plan came about where another one stood.
public enum PlanMethod: String, Sendable, CaseIterable {
  /// Nothing stood: the best plan of all.
  case solved
  /// The standing plan, changed where it had to be; the best plan with the disturbance counted, with the fewest people moved.
  case repaired
  /// Solved anew with the disturbance counted: a crew, or the woman of a shelter, did not stay whole in the repair.
  case anewForCrews = "anew_for_crews"
  /// Solved anew with the disturbance counted: the weights do not fit, or the standing plan is none that can be taken over.
  case anewForForm = "anew_for_form"
  /// Made anew beside the plan in force, as a proposal.
  case replanned
}

/// A plan that took the place of a standing one.
public struct StandingPlanRepair: Sendable {
  public var plan: Plan
  public var method: PlanMethod
  /// Who is elsewhere than the standing plan had them, called or let go; by person.
  public var moves: [Incident.Move]
  /// Work of the search, in arcs looked at; 0 where the plan was made anew.
  public var work: Int64
}

extension StaffingPlanner {
  /// Changes the plan in force as little as the facts ask for, and keeps the result for explanations.
  ///
  /// The goal is that of `propose`: unmet heads by tier, then cost with `perMove` and `perRelease` for each person who was told
  /// (`StaffingInput.told`). Of the plans that are best by it, one that leaves most people where `standing` has them. Where a crew does
  /// not stay whole the plan is made anew by the same goal, and `method` says so.
  /// - Parameter prices: of an earlier repair or plan of this shift; they only make it faster.
  /// - Complexity: O(staff x posts) for who may do what; the repair itself is a few shortest paths.
  public mutating func repair(
    _ standing: Plan, prices: SeatPrices? = nil, shouldStop: () -> Bool = { false }, workLimit: Int64 = .max
  ) -> StandingPlanRepair {
    var method = PlanMethod.anewForForm
    var work: Int64 = 0
    if let network = StandingNetwork(eligibility, standing: standing), let repaired = network.repaired(prices) {
      if let proposal = repaired.proposal(eligibility) {
        let plan = finish(proposal)
        return StandingPlanRepair(
          plan: plan, method: .repaired, moves: PlanComparison.difference(old: standing, new: plan).moves, work: repaired.work)
      }
      method = .anewForCrews
      work = repaired.work
    }
    let plan = propose(shouldStop: shouldStop, workLimit: workLimit)
    return StandingPlanRepair(
      plan: plan, method: method, moves: PlanComparison.difference(old: standing, new: plan).moves, work: work)
  }

  /// The standing plan as it would score under the facts of now, without those who may serve no longer: unmet heads by tier, and cost.
  public func score(of standing: Plan) -> (unmetByTier: [Int], cost: Int64) {
    let table = SeatTable(eligibility)
    let placed = StandingSeats.placed(standing, table, eligibility).filter {
      eligibility.mayServe(staff: $0.staff, task: table.tasks[$0.task])
    }
    let plan = Proposal(eligibility: eligibility, table: table, solved: nil, placed: StandingSeats.whole(placed, table)).plan
    return (plan.unmetByTier, plan.cost)
  }

  /// Prices of the last proposal, for the next repair.
  public var seatPrices: SeatPrices? {
    guard let solution = proposal?.solution, let weighted = solution.weighted else { return nil }
    return SeatPrices(solution.network, weighted.solution, eligibility)
  }
}

extension Eligibility {
  /// Whether no rule keeps a person from a seat of a task.
  func mayServe(staff: Int, task: SeatTask) -> Bool {
    personReasons(staff: staff).isEmpty && isEligible(freeStaff: staff, need: needs.needs[task.need])
      && (task.kind != .woman || tables.staff[staff].sex == .female)
  }
}

/// What seats and units were worth in a plan, by names that hold from one plan to the next.
public struct SeatPrices: Sendable {
  var seats: [SeatName: Int64] = [:]
  var units: [UnitID: Int64] = [:]

  init(_ network: SeatNetwork, _ solution: TransportSolution, _ eligibility: Eligibility) {
    for (at, task) in network.tasks.enumerated() { seats[SeatName(task, eligibility)] = solution.taskPrice[at] }
    for (group, unit) in network.unitOfGroup.enumerated() {
      units[eligibility.input.roster.units[unit].id] = solution.groupPrice[group]
    }
  }
}

/// A task of the seats by names that hold from one plan to the next.
struct SeatName: Hashable, Sendable {
  var post: PostID
  var crew: Int
  var kind: SeatKind
  var isMinimum: Bool

  init(_ task: SeatTask, _ eligibility: Eligibility) {
    post = eligibility.needs.needs[task.need].post.id
    crew = task.crew
    kind = task.kind
    isMinimum = task.isMinimum
  }
}
