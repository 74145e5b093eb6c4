import Assignment
import Basics
import Testing

@Suite struct ShiftHostileTests {
  enum Shape: CaseIterable {
    case noArcs, noNeed, impossibleNeed, endlessRest, onePerson, hugeGains, hugeCosts, equalCosts, noDuties, alike, weightless,
      placesChange
  }

  /// One small instance of an ugly shape.
  private func hostile(_ shape: Shape, _ random: inout RandomStream) throws -> ShiftInstance {
    let staff = shape == .onePerson ? 1 : random.int(in: 1...3)
    let posts = random.int(in: 1...2)
    let shifts = random.int(in: 1...4)
    let first = (0..<posts).map { _ in Int64(random.int(in: 0...20)) }
    var arcs: [TransportArc] = []
    for person in 0..<staff where shape != .noArcs {
      for post in 0..<posts {
        let cost: Int64 =
          switch shape {
          case .hugeGains: -Int64(random.int(in: 900_000...1_000_000))
          case .hugeCosts: Int64(random.int(in: 900_000...1_000_000))
          case .equalCosts: 7
          case .alike: first[post]
          default: Int64(random.int(in: -3...20))
          }
        arcs.append(TransportArc(person, post, cost))
      }
    }
    let need: Int32 = shape == .noNeed ? 0 : shape == .impossibleNeed ? Int32(ShiftInstance.mostNeed) : 2
    return try ShiftInstance(
      shifts: shifts, rest: shape == .endlessRest ? 1000 : random.int(in: 0...2),
      weights: shape == .weightless ? [0, 0, 0] : [5000, 100, 0], changeCost: shape == .placesChange ? 9 : 0,
      need: (0..<posts * shifts).map { _ in need }, postClass: (0..<posts).map { _ in Int32(random.int(in: 1...3)) },
      postPlace: (0..<posts).map { Int32($0) },
      isAvailable: (0..<staff * shifts).map { _ in shape == .alike || random.chance(0.9) },
      mostDuties: (0..<staff).map { _ in shape == .noDuties ? 0 : shape == .alike ? 2 : Int32(random.int(in: 0...4)) }, arcs: arcs
    )
  }

  @Test(arguments: Shape.allCases)
  func `ugly instances get valid plans, true bounds and, small as they are, the optimum`(_ shape: Shape) throws {
    var reached = 0
    for seed in 0..<20 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-hostile-\(shape)")
      let instance = try hostile(shape, &random)
      let optimum = bruteForce(instance)
      let solution = ShiftSolver.solve(instance, workLimit: 40_000)
      #expect(verify(solution, of: instance) == [], "seed \(seed)")
      #expect(solution.bound <= optimum && optimum <= solution.objective, "seed \(seed)")
      if solution.objective == optimum { reached += 1 }
    }
    #expect(reached >= 19)
  }

  @Test func `no people, no posts and neither give the empty plan`() throws {
    for (staff, posts) in [(0, 0), (0, 2), (3, 0)] {
      let instance = try ShiftInstance(
        shifts: 2, rest: 1, weights: [10], need: Array(repeating: 3, count: posts * 2),
        postClass: Array(repeating: 1, count: posts),
        postPlace: Array(repeating: 0, count: posts), isAvailable: Array(repeating: true, count: staff * 2),
        mostDuties: Array(repeating: 1, count: staff), arcs: [])
      let solution = ShiftSolver.solve(instance, workLimit: 10_000)
      #expect(solution.duties == [])
      #expect(solution.objective == Int64(posts * 2 * 3 * 10))
      #expect(verify(solution, of: instance) == [])
    }
  }

  @Test func `the same pair twice is refused`() {
    #expect(throws: TransportRefusal.self) {
      try ShiftInstance(
        shifts: 1, rest: 0, weights: [1], need: [1], postClass: [1], postPlace: [0], isAvailable: [true], mostDuties: [1],
        arcs: [TransportArc(0, 0, 1), TransportArc(0, 0, 2)])
    }
  }

  @Test func `where shifts do not hang together each shift has the optimum of the one-shift solver`() throws {
    for seed in 0..<8 {
      var random = RandomStream(seed: UInt64(seed), name: "shift-apart")
      let (staff, posts, shifts) = (40, 6, 3)
      var arcs: [TransportArc] = []
      for person in 0..<staff {
        for post in 0..<posts where random.chance(0.5) { arcs.append(TransportArc(person, post, Int64(random.int(in: 1...60)))) }
      }
      let need = (0..<posts * shifts).map { _ in Int32(random.int(in: 0...9)) }
      let instance = try ShiftInstance(
        shifts: shifts, rest: 0, weights: [5000, 200], need: need, postClass: [1, 2, 1, 2, 1, 2], postPlace: [0, 0, 1, 1, 2, 2],
        isAvailable: Array(repeating: true, count: staff * shifts), mostDuties: Array(repeating: Int32(shifts), count: staff),
        arcs: arcs)
      var optimum: Int64 = 0
      for shift in 0..<shifts {
        let one = try TransportInstance(
          agents: staff, need: (0..<posts).map { need[$0 * shifts + shift] },
          unmetCost: (0..<posts).map { instance.weight(of: $0) },
          arcs: arcs)
        optimum += TransportSolver.solve(one).objective
      }
      let solution = ShiftSolver.solve(instance, workLimit: 3_000_000)
      #expect(verify(solution, of: instance) == [], "seed \(seed)")
      #expect(solution.objective == optimum, "seed \(seed)")
      #expect(solution.status == .optimal, "seed \(seed)")
    }
  }

  @Test func `threads change nothing in a plan, nor in its bound and prices`() throws {
    var random = RandomStream(seed: 5, name: "shift-threads")
    let instance = try district(&random)
    for limit in [300_000, 2_000_000, 6_000_000] as [Int64] {
      let one = ShiftSolver.solve(instance, workLimit: limit)
      #expect(one == ShiftSolver.solve(instance, workLimit: limit, threads: 2), "limit \(limit)")
      #expect(one == ShiftSolver.solve(instance, workLimit: limit, threads: 4), "limit \(limit)")
      #expect(verify(one, of: instance) == [], "limit \(limit)")
    }
  }

  /// 400 people, 60 posts, 9 shifts.
  func district(_ random: inout RandomStream) throws -> ShiftInstance {
    let (staff, posts, shifts) = (400, 60, 9)
    var arcs: [TransportArc] = []
    for person in 0..<staff {
      for post in 0..<posts where random.chance(0.15) { arcs.append(TransportArc(person, post, Int64(random.int(in: 5...120)))) }
    }
    return try ShiftInstance(
      shifts: shifts, rest: 2, weights: [1_000_000, 30_000, 1000],
      need: (0..<posts * shifts).map { _ in Int32(random.int(in: 0...4)) },
      postClass: (0..<posts).map { Int32($0 % 3 + 1) }, postPlace: (0..<posts).map { Int32($0 / 3) },
      isAvailable: (0..<staff * shifts).map { _ in random.chance(0.9) },
      mostDuties: (0..<staff).map { _ in Int32(random.int(in: 1...3)) }, arcs: arcs)
  }
}
