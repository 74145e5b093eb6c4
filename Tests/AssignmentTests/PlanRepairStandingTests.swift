import Assignment
import Basics
import Testing

/// Changes of every kind; costs like those of the instance.
func randomChange(_ random: inout RandomStream, _ instance: TransportInstance) -> PlanChange {
  let agent = random.int(in: 0...max(0, instance.agents - 1))
  let task = random.int(in: 0...instance.tasks - 1)
  let kind = instance.agents > 0 ? random.int(in: 0...4) : 1
  switch kind {
  case 0: return .drop(agent: agent)
  case 1: return .need(task: task, heads: Int32(random.int(in: 0...4)))
  case 2, 3:
    let row = instance.arcs(of: agent)
    let known = row.isEmpty || random.chance(0.2) ? task : Int(instance.arcTask[random.pick(Array(row))])
    if kind == 2 { return .ban(agent: agent, task: known) }
    return .add(agent: agent, task: known, cost: Int64(random.int(in: -5...20)))
  default: return .add(agent: agent, task: task, cost: Int64(random.int(in: -5...20)))
  }
}

/// The least of objective x `scale` + (threshold x `scale` + 1) x people moved, by the other solver. People one by one only.
func leastDisturbed(_ told: [Seat], _ changed: TransportInstance, threshold: Int64 = 0) throws -> (objective: Int64, moved: Int64)
{
  let scale: Int64 = 1_000
  let stay = threshold * scale + 1
  let home = Dictionary(uniqueKeysWithValues: told.map { ($0.agent, $0.task) })
  var arcs: [TransportArc] = []
  var people: Int64 = 0
  for agent in 0..<changed.agents where changed.supply[agent] > 0 {
    // Those who were told a place, or to wait, and are elsewhere count; here staying saves instead, and all are added at the end.
    people += 1
    for arc in changed.arcs(of: agent) {
      let task = changed.arcTask[arc]
      let saves: Int64 = home[Int32(agent)].map { $0 == task ? -stay : 0 } ?? stay
      arcs.append(TransportArc(agent: Int32(agent), task: task, cost: changed.arcCost[arc] * scale + saves))
    }
  }
  let scaled = try TransportInstance(
    agents: changed.agents, need: changed.need, unmetCost: changed.unmetCost.map { $0 * scale }, arcs: arcs,
    supply: changed.supply, agentGroup: changed.agentGroup, groupCapacity: changed.groupCapacity)
  let wereSeated = Int64(home.keys.filter { changed.supply[Int($0)] > 0 }.count)
  let best = oracleObjective(scaled) + wereSeated * stay
  // objective x scale + moved x stay; the people moved are fewer than the scale.
  let moved = ((best % scale) + scale) % scale
  return ((best - moved * stay) / scale, moved)
}

@Suite struct PlanRepairStandingTests {
  @Test(arguments: Shape.allCases)
  func `after each of many changes the plan is as good as one made from nothing`(_ shape: Shape) throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "standing-\(shape)")
      var instance = randomInstance(&random, shape, size: 7)
      var plan = try StandingPlan(instance, TransportSolver.solve(instance))
      for step in 0..<8 {
        let change = randomChange(&random, instance)
        let repair = try plan.apply([change])
        instance = try instance.applying([change])
        let best = TransportSolver.solve(instance)
        #expect(repair.objective == best.objective, "\(shape) seed \(seed) step \(step) \(change)")
        #expect(verify(try plan.solution(), of: instance) == [], "\(shape) seed \(seed) step \(step) \(change)")
        #expect(try plan.instance() == instance, "\(shape) seed \(seed) step \(step) \(change)")
      }
    }
  }

  @Test(arguments: [Shape.plain, .ties, .scarce, .ample, .negative, .grouped])
  func `after each change nobody is moved whom another plan as good would leave alone`(_ shape: Shape) throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "fewest-\(shape)")
      var instance = randomInstance(&random, shape, size: 7)
      var plan = try StandingPlan(instance, TransportSolver.solve(instance))
      for step in 0..<6 {
        let told = plan.seats
        let change = randomChange(&random, instance)
        let repair = try plan.apply([change])
        instance = try instance.applying([change])
        let fewest = try leastDisturbed(told, instance)
        #expect(repair.objective == fewest.objective, "\(shape) seed \(seed) step \(step) \(change)")
        #expect(Int64(repair.moved.count) == fewest.moved, "\(shape) seed \(seed) step \(step) \(change)")
      }
    }
  }

  @Test(arguments: [Shape.plain, .ties, .scarce, .negative])
  func `whoever was told moves only where that gains more than the threshold`(_ shape: Shape) throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "threshold-\(shape)")
      var instance = randomInstance(&random, shape, size: 7)
      let threshold = Int64(random.int(in: 1...30))
      var plan = try StandingPlan(instance, TransportSolver.solve(instance), threshold: threshold)
      for step in 0..<6 {
        let told = plan.seats
        let change = randomChange(&random, instance)
        let repair = try plan.apply([change])
        instance = try instance.applying([change])
        let goal = try leastDisturbed(told, instance, threshold: threshold)
        #expect(
          repair.objective + threshold * Int64(repair.moved.count) == goal.objective + threshold * goal.moved,
          "\(shape) seed \(seed) step \(step) \(change)")
        #expect(Int64(repair.moved.count) == goal.moved, "\(shape) seed \(seed) step \(step) \(change)")
        #expect(verify(try plan.solution(), of: instance) == [], "\(shape) seed \(seed) step \(step) \(change)")
      }
    }
  }

  @Test(arguments: [Shape.plain, .ties, .scarce, .grouped])
  func `a plan made by hand is bettered with the fewest people moved, whatever prices come with it`(_ shape: Shape) throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "hand-\(shape)")
      let instance = randomInstance(&random, shape, size: 7)
      let told = planByHand(&random, instance)
      let prices = (0..<instance.tasks).map { _ in Int64(random.int(in: -200_000...200_000)) }
      let plan = try StandingPlan(instance, told: told, taskPrice: random.chance(0.5) ? prices : nil)
      let fewest = try leastDisturbed(told, instance)
      #expect(plan.objective == fewest.objective, "\(shape) seed \(seed)")
      #expect(Int64(plan.moves.count) == fewest.moved, "\(shape) seed \(seed)")
    }
  }

  /// Anybody to anything that still needs somebody.
  private func planByHand(_ random: inout RandomStream, _ instance: TransportInstance) -> [Seat] {
    var need = instance.need
    var room = instance.groupCapacity
    var seats: [Seat] = []
    for agent in 0..<instance.agents where instance.supply[agent] == 1 {
      let group = instance.group(of: agent)
      if let group, room[group] == 0 { continue }
      let open = instance.arcs(of: agent).filter { need[Int(instance.arcTask[$0])] > 0 }
      guard !open.isEmpty, random.chance(0.8) else { continue }
      let task = instance.arcTask[random.pick(open)]
      need[Int(task)] -= 1
      if let group { room[group] -= 1 }
      seats.append(Seat(agent: Int32(agent), task: task, heads: 1))
    }
    return seats
  }
}
