import Assignment
import Basics
import Testing

/// Changes of every kind; costs like those of the instance.
func randomChange(_ random: inout RandomStream, _ instance: TransportInstance) -> PlanChange {
  let agent = random.int(in: 0...max(0, instance.agents - 1))
  let task = random.int(in: 0...instance.tasks - 1)
  let kind = instance.agents > 0 ? random.int(in: 0...5) : 1
  switch kind {
  case 0: return .drop(agent: agent)
  case 1: return .need(task: task, heads: Int32(random.int(in: 0...4)))
  case 2, 3:
    let row = instance.arcs(of: agent)
    let known = row.isEmpty || random.chance(0.2) ? task : Int(instance.arcTask[random.pick(Array(row))])
    if kind == 2 { return .ban(agent: agent, task: known) }
    return .add(agent: agent, task: known, cost: Int64(random.int(in: -5...20)))
  case 4: return .supply(agent: agent, heads: Int32(random.int(in: 0...(instance.supply.contains { $0 > 1 } ? 4 : 1))))
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

  @Test(arguments: [Shape.plain, .ties, .scarce, .ample, .negative, .grouped])
  func `what it would cost to leave somebody where they were is what a solve with them there says`(_ shape: Shape) throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "staying-\(shape)")
      let instance = randomInstance(&random, shape, size: 7)
      var plan = try StandingPlan(instance, TransportSolver.solve(instance))
      let changes = (0..<3).map { _ in randomChange(&random, instance) }
      let repair = try plan.apply(changes, telling: random.chance(0.5))
      let changed = try instance.applying(changes)
      for move in repair.moved {
        let cost = plan.costOfStaying(move)
        guard let from = move.from else {
          let without = try changed.applying([.drop(agent: Int(move.agent))])
          #expect(cost == oracleObjective(without) - repair.objective, "\(shape) seed \(seed) \(move)")
          continue
        }
        guard let arc = changed.arc(agent: Int(move.agent), task: Int(from)), changed.need[Int(from)] > 0 else {
          #expect(cost == nil, "\(shape) seed \(seed) \(move)")
          continue
        }
        // So cheap that nobody would do without.
        let bait: Int64 = 10_000_000
        let baited = try changed.applying([.add(agent: Int(move.agent), task: Int(from), cost: changed.arcCost[arc] - bait)])
        #expect(cost == oracleObjective(baited) + bait - repair.objective, "\(shape) seed \(seed) \(move)")
      }
    }
  }

  @Test func `people who are alike are moved as few as if each had their own name`() throws {
    for seed in 0..<120 {
      var random = RandomStream(seed: UInt64(seed), name: "classes")
      var instance = randomInstance(&random, .classes, size: 5)
      var plan = try StandingPlan(instance, TransportSolver.solve(instance))
      for step in 0..<5 {
        let told = plan.seats
        let change = randomChange(&random, instance)
        if case .supply = change { continue }
        let repair = try plan.apply([change])
        instance = try instance.applying([change])
        let (people, seats) = try oneByOne(instance, told)
        let fewest = try leastDisturbed(seats, people)
        #expect(repair.objective == fewest.objective, "seed \(seed) step \(step) \(change)")
        #expect(repair.moved.reduce(0) { $0 + Int64($1.heads) } == fewest.moved, "seed \(seed) step \(step) \(change)")
      }
    }
  }

  @Test(arguments: Shape.allCases)
  func `between any two changes the plan holds the proof that nothing is better`(_ shape: Shape) throws {
    for seed in 0..<100 {
      var random = RandomStream(seed: UInt64(seed), name: "proof-\(shape)")
      let instance = randomInstance(&random, shape, size: 7)
      let threshold: Int64 = random.pick([0, 1, 8, 100_000])
      var plan = try StandingPlan(instance, TransportSolver.solve(instance), threshold: threshold)
      #expect(plan.checkInvariants() == [], "\(shape) seed \(seed)")
      for step in 0..<15 {
        let change = randomChange(&random, instance)
        try plan.apply([change], telling: random.chance(0.3))
        #expect(plan.checkInvariants() == [], "\(shape) seed \(seed) step \(step) \(change)")
      }
    }
  }

  /// Each head of a class as an agent of its own.
  private func oneByOne(_ classes: TransportInstance, _ told: [Seat]) throws -> (TransportInstance, [Seat]) {
    var arcs: [TransportArc] = []
    var seats: [Seat] = []
    var person = 0
    for agent in 0..<classes.agents {
      let own = told.filter { Int($0.agent) == agent }.flatMap { Array(repeating: $0.task, count: Int($0.heads)) }
      for head in 0..<Int(classes.supply[agent]) {
        for arc in classes.arcs(of: agent) { arcs.append(TransportArc(person, Int(classes.arcTask[arc]), classes.arcCost[arc])) }
        if head < own.count { seats.append(Seat(agent: Int32(person), task: own[head], heads: 1)) }
        person += 1
      }
    }
    let people = try TransportInstance(agents: person, need: classes.need, unmetCost: classes.unmetCost, arcs: arcs)
    return (people, seats)
  }

  @Test func `somebody who drops out and comes back before anybody is told is not moved`() throws {
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), name: "back")
      let instance = randomInstance(&random, .plain, size: 7)
      var plan = try StandingPlan(instance, TransportSolver.solve(instance))
      let before = plan.seats
      let agent = random.int(in: 0...instance.agents - 1)
      #expect(try plan.apply([.drop(agent: agent)], telling: false).moved.allSatisfy { Int($0.agent) != agent })
      let back = try plan.apply([.supply(agent: agent, heads: 1)], telling: false)
      #expect(back.moved == [] && plan.seats == before, "seed \(seed)")
    }
  }

  @Test func `changes that cannot be are refused before anything is altered`() throws {
    let instance = try TransportInstance(agents: 2, need: [1], unmetCost: [9], arcs: [TransportArc(0, 0, 1)])
    var plan = try StandingPlan(instance, TransportSolver.solve(instance))
    let refused: [(PlanChange, TransportRefusal)] = [
      (.drop(agent: 2), .outOfRange(what: "agent of change", index: 1, value: 2, limit: 1)),
      (.need(task: 0, heads: -1), .negative(what: "need of change", index: 1, value: -1)),
      (.supply(agent: 0, heads: -1), .negative(what: "supply of change", index: 1, value: -1)),
      (.supply(agent: 0, heads: 5_000), .tooLarge(what: "people", count: 5_001, limit: 1_004)),
      (.add(agent: 1, task: 0, cost: .max), .overflow(what: "need times cost")),
    ]
    for (change, refusal) in refused {
      #expect(throws: refusal) { try plan.apply([.drop(agent: 0), change]) }
      #expect(plan.seats == [Seat(agent: 0, task: 0, heads: 1)] && plan.objective == 1)
    }
    #expect(throws: StartRefusal.threshold(-1)) { try StandingPlan(instance, told: [], threshold: -1) }
    #expect(throws: StartRefusal.noArc(Seat(agent: 1, task: 0, heads: 1))) {
      try StandingPlan(instance, told: [Seat(agent: 1, task: 0, heads: 1)])
    }
  }

  @Test func `an arc far dearer than any before is taken without a loss`() throws {
    let instance = try TransportInstance(agents: 2, need: [1], unmetCost: [1 << 50], arcs: [TransportArc(0, 0, 1)])
    var plan = try StandingPlan(instance, TransportSolver.solve(instance))
    let repair = try plan.apply([.add(agent: 1, task: 0, cost: 1 << 49), .drop(agent: 0)])
    #expect(repair.objective == 1 << 49 && repair.moved == [SeatMove(agent: 1, from: nil, to: 0, heads: 1)])
    let small = try TransportInstance(agents: 2, need: [1], unmetCost: [100], arcs: [TransportArc(0, 0, 1)])
    var other = try StandingPlan(small, TransportSolver.solve(small))
    #expect(try other.apply([.add(agent: 1, task: 0, cost: -1 << 55)]).objective == -1 << 55)
    #expect(try other.apply([.ban(agent: 1, task: 0)]).objective == 1)
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
