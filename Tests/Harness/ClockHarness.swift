import Basics
import Callout
import Incident

/// Clocks that are set while people are being called: `harness clock --runs 2000`.
///
/// The same call-outs run twice on a clock that nobody sets: once with a wall clock that is right, once with one that jumps (by a
/// second, an hour, 400 days, back to 1970). By the steady clock the same messages must leave at the same time: none twice, none never,
/// no burst.
enum ClockHarness {
  private static let jumps: [Int64] = [
    1_000, -1_000, 3_600_000, -3_600_000, 400 * 86_400_000, -Int64(56) * 365 * 86_400_000,
  ]
  /// Milliseconds between two looks at the clock.
  private static let tick: Int64 = 5_000

  private struct Left: Hashable {
    var message: MessageID
    var attempt: Int
    var steady: Int64
  }

  static func run(_ options: HarnessOptions) throws -> Int32 {
    let runs = try options.number("runs", default: 2000)
    let first = try options.number("first", default: 1)
    let canary = options.text("canary")
    var tally = HarnessTally()
    var made = 0
    let start = harnessClock()
    for seed in first..<(first + runs) {
      let plan = jumps(seed)
      // Years away a shift is over by the wall clock, and an answer to it is rightly refused. Where a second is corrected, an answer
      // may come just before a rung in place of just after it.
      let hasAnswers = plan.values.allSatisfy { abs($0) == 3_600_000 }
      let (calm, _) = try play(seed, jumps: [:], hasAnswers: hasAnswers, tellsBoard: true)
      let (set, notices) = try play(seed, jumps: plan, hasAnswers: hasAnswers, tellsBoard: canary == nil)
      made += plan.count
      tally.count("seed \(seed)", faults(calm, set, plan, notices: notices))
    }
    let seconds = ((harnessClock() - start) * 10).rounded() / 10
    return tally.finish("clock", canary: canary, "\(made) jumps in \(seconds) s")
  }

  /// By tick.
  private static func jumps(_ seed: Int) -> [Int: Int64] {
    var stream = RandomStream(seed: UInt64(seed), name: "clock/jumps")
    var plan: [Int: Int64] = [:]
    for _ in 0..<stream.int(in: 1...5) { plan[stream.int(in: 1...700)] = Self.jumps[stream.int(in: 0...(Self.jumps.count - 1))] }
    return plan
  }

  /// Two hours of chases with gateways that fail at times and people who answer at times.
  private static func play(_ seed: Int, jumps: [Int: Int64], hasAnswers: Bool, tellsBoard: Bool) throws -> (
    left: [Left], notices: Int
  ) {
    var stream = RandomStream(seed: UInt64(seed), name: "clock/world")
    var world = try CallWorld()
    let people = (5...10).filter { _ in stream.chance(0.7) }
    guard !people.isEmpty else { return ([], 0) }
    let orders = try world.call(people.map { ($0, CallWorld.kitchen) }, minutes: 60)
    let answers = orders.map { _ in stream.chance(0.4) ? stream.int(in: 1...700) : nil }
    let gateway = stream.int(in: 0...9)
    var left: [Left] = []
    take(&world, 0, gateway, &left)
    var watch = ClockGuard()
    let start = CallWorld.start
    _ = watch.read(wall: start, steady: 0)
    var offset: Int64 = 0
    for step in 1...720 {
      let steady = Int64(step) * tick
      offset += jumps[step] ?? 0
      let wall = Instant(milliseconds: start.milliseconds + steady + offset)
      let (time, jump) = watch.read(wall: wall, steady: steady)
      if let jump, tellsBoard { world.absorb(world.board.clockChanged(by: jump)) }
      world.now = time
      for (order, answer) in zip(orders, answers) where hasAnswers && answer == step {
        if let staff = world.state.order(order)?.staff {
          world.absorb(
            world.board.receive(IncomingReply(id: "\(order)", from: staff, text: "SIAP \(world.code(order))"), at: time))
        }
      }
      world.absorb(world.board.wake(at: time))
      take(&world, steady, gateway, &left)
    }
    let told = world.notices.count { if case .clockChanged = $0 { true } else { false } }
    return (left, told)
  }

  /// What left; the gateway refuses one in ten for now.
  private static func take(_ world: inout CallWorld, _ steady: Int64, _ gateway: Int, _ left: inout [Left]) {
    for handOver in world.take().handOvers {
      left.append(Left(message: handOver.id, attempt: handOver.attempt, steady: steady))
      let isRefused =
        handOver.attempt == 1 && handOver.id.rawValue.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 10 == gateway
      if isRefused {
        world.report(handOver.id, .outcome(.temporary("503"), attempt: handOver.attempt))
      } else {
        world.taken(handOver)
      }
    }
  }

  private static func faults(_ calm: [Left], _ set: [Left], _ plan: [Int: Int64], notices: Int) -> [String] {
    var faults: [String] = []
    let limit = CalloutLimits.clockJump
    let large = plan.values.filter { abs($0) > limit }.count
    if notices != large { faults.append("\(notices) of \(large) jumps were told") }
    if Set(set.map { "\($0.message) \($0.attempt)" }).count != set.count { faults.append("a message left twice in one attempt") }
    func times(_ all: [Left]) -> [MessageID: [Int64]] { Dictionary(grouping: all, by: \.message).mapValues { $0.map(\.steady) } }
    let (before, after) = (times(calm), times(set))
    for id in Set(before.keys).union(after.keys).sorted() {
      guard let a = before[id], let b = after[id], a.count == b.count else {
        faults.append("\(id): \(before[id]?.count ?? 0) times with a right clock, \(after[id]?.count ?? 0) with one that was set")
        continue
      }
      // A clock corrected by less than a jump may hold things up, or hasten them, by that much.
      let slack = plan.values.filter { abs($0) <= limit }.reduce(0) { $0 + abs($1) } + 2 * tick
      for (x, y) in zip(a, b) where abs(x - y) > slack { faults.append("\(id): at \(y / 1000) s in place of \(x / 1000) s") }
    }
    return faults
  }
}
