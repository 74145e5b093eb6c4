import Basics
import Geography
import Incident
import Ledger
import Staffing

/// From what the log knows to a proposed plan, and back into the log.
extension Desk {
  /// A plan with the planner that can explain it.
  public struct Proposed {
    public var record: PlanRecord
    public var planner: StaffingPlanner
    /// False where the last proposal was equal: then the log has nothing new.
    public var isNew: Bool
    /// The plan of the same shift that this one replaces.
    public var replaced: PlanRecord?
    /// Of the proposal; empty where nothing is new.
    public var events: [RecordedEvent] = []
    /// How it came about; written into the log with the solver's name.
    public var method = PlanMethod.solved
    /// The plan in force of this shift when this one was made.
    public var standing: PlanRecord?

    public var plan: Plan { record.plan }
  }

  /// Plans one shift and records the proposal. Where a plan of the shift is in force, that one is repaired: who was told stays unless
  /// moving them gains more than the operation's threshold. Where none is, the best plan of all is made.
  /// - Parameters:
  ///   - scenario: gives the reported depths of an exercise, which stand in for computed ones.
  ///   - remedies: false for a commander that is a program: its shortages name their cause, and no ways to close them.
  /// - Throws: a `Problem` for an unknown operation or shift, or the refusal.
  public func propose(
    _ operation: OperationID, shift: ShiftID, scenario: Scenario? = nil, remedies: Bool = true, workLimit: Int64 = .max,
    by actor: Actor, at instant: Instant,
    shouldStop: () -> Bool = { false }
  ) throws(Problem) -> Proposed {
    let input = try staffingInput(operation, shift: shift, scenario: scenario, at: instant)
    var planner = StaffingPlanner(input, shouldStop: shouldStop)
    planner.wantsRemedies = remedies
    let standing = state.approvedPlan(operation, shift: shift).flatMap { $0.shifts == [shift] ? $0 : nil }
    let plan: Plan
    var method = PlanMethod.solved
    let key = SeatPriceKey(operation: operation, shift: shift)
    if let standing {
      let repair = planner.repair(standing.plan, prices: seatPrices[key], shouldStop: shouldStop, workLimit: workLimit)
      (plan, method) = (repair.plan, repair.method)
    } else {
      plan = planner.propose(shouldStop: shouldStop, workLimit: workLimit)
    }
    seatPrices[key] = planner.seatPrices
    try Self.refuse(planner.refusedPins)
    if checksPlans, let fault = planner.check(plan).first { throw Self.broken(fault) }
    return try record(plan, planner, operation, shift, method: method, standing: standing, by: actor, at: instant)
  }

  /// Writes a proposal to the log, unless the last one of the shift is equal.
  func record(
    _ plan: Plan, _ planner: StaffingPlanner, _ operation: OperationID, _ shift: ShiftID, method: PlanMethod = .solved,
    standing: PlanRecord? = nil, by actor: Actor, at instant: Instant
  ) throws(Problem) -> Proposed {
    let facts = state.relevantFacts(operation, shifts: [shift])
    let digest = sha256(try Self.bytes(plan.canonicalValue))
    if let current = state.currentPlan(operation, shift: shift), current.header.digest == digest, !current.isEdited {
      return Proposed(record: current, planner: planner, isNew: false, replaced: nil, method: method, standing: standing)
    }
    let replaced = state.currentPlan(operation, shift: shift)
    let prices = plan.shortages.map { "\($0.post) \($0.seat.rawValue) \($0.price)\n" }.joined()
    let proposal = PlanProposal(
      operation: operation, plan: plan, digest: digest,
      solver: "siaga-\(siagaVersion)\(method == .solved ? "" : " \(method.rawValue)")", pricesDigest: sha256(Array(prices.utf8)),
      facts: facts)
    let receipt = try submit(.plan(.propose(proposal)), by: actor, at: instant)
    guard let record = state.currentPlan(operation, shift: shift) else {
      throw Problem("plan.lost", "the plan was recorded and is not there", exit: .foundWanting)
    }
    return Proposed(
      record: record, planner: planner, isNew: true, replaced: replaced, events: receipt.events, method: method,
      standing: standing)
  }

  /// Plans of several shifts made together, each in the log as if it were made alone.
  public struct ProposedHorizon {
    public var horizon: HorizonPlan
    /// By shift, in the order of time.
    public var shifts: [Proposed]
  }

  /// Dispatches one shift the usual way (the most critical post first, the nearest eligible person) and records it as a proposal: the
  /// policy that drills compare with. Who was told already stays.
  public func proposeGreedily(
    _ operation: OperationID, shift: ShiftID, scenario: Scenario? = nil, by actor: Actor, at instant: Instant
  ) throws(Problem) -> Proposed {
    var input = try staffingInput(operation, shift: shift, scenario: scenario, at: instant)
    let kept = input.told.merging(input.engaged) { $1 }
    input.pins += kept.keys.sorted().compactMap { staff in kept[staff].map { Pin(staff: staff, post: $0) } }
    let planner = StaffingPlanner(input)
    let plan = GreedyDispatch.plan(input)
    if checksPlans, let fault = planner.check(plan).first { throw Self.broken(fault) }
    return try record(plan, planner, operation, shift, by: actor, at: instant)
  }

  /// Solves several shifts together and records a proposal for each.
  /// - Throws: a `Problem` for an unknown operation or shift, a refused pin, or the refusal.
  public func propose(
    _ operation: OperationID, together shifts: [ShiftID], scenario: Scenario? = nil, workLimit: Int64 = .max, by actor: Actor,
    at instant: Instant, shouldStop: () -> Bool = { false }
  ) throws(Problem) -> ProposedHorizon {
    let facts = StaffingFacts(state: state, roster: post.roster, city: city)
    var inputs: [StaffingInput] = []
    for shift in shifts {
      inputs.append(
        try facts.input(operation, shift: shift, together: Set(shifts), scenario: scenario, at: instant))
    }
    let input = HorizonInput(inputs)
    var planner = HorizonPlanner(input, shouldStop: shouldStop)
    let horizon = planner.propose(shouldStop: shouldStop, workLimit: workLimit)
    if let fault = HorizonChecker.violations(of: horizon, input: input).first { throw Self.broken(fault) }
    var proposed: [Proposed] = []
    for (single, plan) in zip(planner.planners, horizon.plans) {
      try Self.refuse(single.refusedPins)
      proposed.append(try record(plan, single, operation, single.input.shift.id, by: actor, at: instant))
    }
    return ProposedHorizon(horizon: horizon, shifts: proposed)
  }

  static func refuse(_ pins: [RefusedPin]) throws(Problem) {
    guard let refused = pins.first else { return }
    throw Problem(
      "plan.pin.refused",
      "\(refused.pin.staff) cannot be kept on \(refused.pin.post): \(refused.reasons.map { "\($0)" }.joined(separator: ", "))",
      advice: "take the pin back, or mend what forbids it.", exit: .notPermitted)
  }

  static func broken(_ fault: String) -> Problem {
    Problem(
      "plan.check", "the plan breaks a rule: \(fault)", advice: "this is a fault of Siaga: please report it.", exit: .foundWanting
    )
  }

  /// Pins and bans of the operation; `propose` then solves anew.
  public func edit(
    _ operation: OperationID, shift: ShiftID, pins: [Pin], bans: [Ban], reason: String, by actor: Actor, at instant: Instant
  ) throws(Problem) {
    guard let frame = state.operation(operation) else {
      throw Problem("operation.unknown", "there is no operation \(operation)", exit: .usage)
    }
    let newPins = pins.filter { !frame.pins.contains($0) }
    let newBans = bans.filter { !frame.bans.contains($0) }
    if newPins.isEmpty && newBans.isEmpty { return }
    let note = try note(reason, name: "edit")
    let edit = PlanEdit(
      operation: operation, plan: state.currentPlan(operation, shift: shift)?.id, pins: newPins, bans: newBans, unpinned: [],
      unbanned: [], reason: note.reference)
    try submit(.plan(.edit(edit)), by: actor, at: instant, sideRows: [note.row])
  }

  /// Everything that the plan of a shift rests on, as the log has it.
  public func staffingInput(_ operation: OperationID, shift: ShiftID, scenario: Scenario?, at instant: Instant) throws(Problem)
    -> StaffingInput
  {
    var input = try StaffingFacts(state: state, roster: post.roster, city: city).input(
      operation, shift: shift, scenario: scenario, at: instant)
    input.memory = staffing
    return input
  }
}

/// Reads the state as the input of the planner.
public struct StaffingFacts {
  public var state: State
  public var roster: Roster
  public var city: City

  public init(state: State, roster: Roster, city: City) {
    self.state = state
    self.roster = roster
    self.city = city
  }

  /// - Throws: a `Problem` for an operation or shift that is not there.
  /// - Parameter together: shifts that are planned with this one: what is planned or ordered for them is no work that binds.
  public func input(
    _ operation: OperationID, shift id: ShiftID, together: Set<ShiftID> = [], scenario: Scenario?, at instant: Instant
  ) throws(Problem) -> StaffingInput {
    guard let frame = state.operation(operation) else {
      throw Problem("operation.unknown", "there is no operation \(operation)", exit: .usage)
    }
    guard let shift = frame.shifts[id] else {
      let known = frame.shiftList.map(\.id.rawValue)
      throw Problem(
        "shift.unknown", "operation \(operation) has no shift \"\(id)\"; it has \(known.joined(separator: ", "))",
        advice: suggestion(for: id.rawValue, among: known).map { "you mean \"\($0)\"?" }, exit: .usage)
    }
    var input = StaffingInput(
      city: city, roster: roster, shift: shift, posts: frame.openPosts(shifts: [id]), now: instant, mode: frame.mode,
      depths: depths(frame, scenario))
    if let threshold = frame.moveThreshold {
      input.city.rules.weights.perMove = Int64(threshold)
      input.city.rules.weights.perRelease = Int64(threshold)
    }
    input.floodedAreas = frame.opening.areas
    input.pins = frame.pins.filter { shiftOf($0.post) == id }
    input.bans = frame.bans + silent(operation, shift)
    for order in state.orders(operation) where order.shift == id && order.phase.holdsSeat {
      switch order.phase {
      case .enRoute, .arrived, .onDuty: input.engaged[order.staff] = order.post
      default: input.told[order.staff] = order.post
      }
    }
    input.work = work(operation, besides: id, together: together)
    input.partnerTeams = frame.partnerTeams
    input.powerConfirmedOff = frame.power.filter { $0.value.report?.state.allowsWater == true }.keys.sorted()
    input.powerOverrides = frame.power.filter { $0.value.waterOverride != nil }.keys.sorted()
    input.equipment = equipment(frame)
    input.closedRoads = frame.closedRoads.keys.sorted()
    return input
  }

  private func shiftOf(_ post: PostID) -> ShiftID { ShiftID(String(post.rawValue.split(separator: "/").last ?? "")) }

  /// Reports of the log and, in an exercise, those that the scenario gives in place of a computed flood.
  private func depths(_ frame: EmergencyOperation, _ scenario: Scenario?) -> DepthSeries? {
    let stated = frame.mode == .exercise ? scenario?.depths?.samples ?? [] : []
    let samples = stated + frame.depthSeries().samples
    return samples.isEmpty ? nil : DepthSeries(samples: samples, figure: scenario?.depths?.figure ?? .middle)
  }

  /// Those who said that they cannot come to this shift, or did not answer: not asked again for it.
  private func silent(_ operation: OperationID, _ shift: Shift) -> [Ban] {
    state.callBlocks(for: shift, in: operation).compactMap { staff, block in
      switch block {
      case .declined, .unanswered, .onScene: Ban(staff: staff)
      case .ordered(let order):
        state.order(order)?.shift == shift.id && state.order(order)?.operation == operation ? nil : Ban(staff: staff)
      }
    }
  }

  /// Duties of other shifts, ordered or planned, and those worked already: they count for rest.
  private func work(_ operation: OperationID, besides shift: ShiftID, together: Set<ShiftID>) -> [WorkSpan] {
    var spans: Set<WorkSpan> = []
    for id in state.operationIDs {
      guard let frame = state.operation(id) else { continue }
      for order in state.orders(id) where !(id == operation && order.shift == shift) {
        if id == operation, together.contains(order.shift), order.phase.holdsSeat { continue }
        guard order.phase.holdsSeat || order.phase == .relieved || order.phase == .released, let known = frame.shifts[order.shift]
        else { continue }
        spans.insert(WorkSpan(staff: order.staff, interval: known.interval, isNight: known.isNight))
      }
      for plan in state.plans(id) where !plan.state.isSuperseded {
        for duty in plan.duties {
          let own = frame.posts[duty.post]?.post.shift ?? shiftOf(duty.post)
          if id == operation, own == shift || together.contains(own) { continue }
          guard let known = frame.shifts[own] else { continue }
          spans.insert(WorkSpan(staff: duty.staff, interval: known.interval, isNight: known.isNight))
        }
      }
    }
    return spans.sorted { ($0.staff, $0.interval.start, $0.interval.end) < ($1.staff, $1.interval.start, $1.interval.end) }
  }

  /// The city's equipment with the last reports over it.
  private func equipment(_ frame: EmergencyOperation) -> [Equipment] {
    var stock = city.equipment
    for id in frame.equipment.keys.sorted() {
      guard let report = frame.equipment[id] else { continue }
      let piece = Equipment(
        id: report.equipment, kind: report.kind, count: report.count, place: report.place, owner: report.owner,
        state: report.state, certainty: .real)
      if let known = stock.firstIndex(where: { $0.id == id }) { stock[known] = piece } else { stock.append(piece) }
    }
    return stock
  }
}

extension PlanRecord {
  /// Pins or bans were set since: a new proposal is wanted.
  var isEdited: Bool { if case .edited = state { true } else { false } }
}
