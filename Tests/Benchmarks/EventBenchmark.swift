import Basics
import Foundation
import Simulation

/// The workloads of `peers/des_limit.cpp` on the kernel, for `run-events`: one JSON line a workload, best of five.
///
/// `hold`: 10,000 events wait, each that happens schedules itself anew after an exponential time; a million times.
/// `mm1`: 200,000 customers at one desk. `hold cancelled` also gives each a deadline that is cancelled when it happens.
/// A million milliseconds stand for the unit of time of the peers, who count it in doubles.
enum EventBenchmark {
  static func run() {
    report("hold", events: 1_000_000) { try hold(processes: 10_000, events: 1_000_000) }
    report("hold, drawn before", events: 1_000_000) { try hold(processes: 10_000, events: 1_000_000, isDrawn: true) }
    report("hold, cancelled deadlines", events: 1_000_000) { try deadlines(processes: 10_000, events: 1_000_000) }
    report("mm1", events: 400_000) { try desk(customers: 200_000) }
  }

  private static func report(_ workload: String, events: Int, _ body: () throws -> (clock: Duration, check: Double)) {
    guard let runs = try? (0..<5).map({ _ in try body() }), let best = runs.min(by: { $0.clock < $1.clock }) else { exit(1) }
    let wall = best.clock / .seconds(1)
    print(
      "{\"peer\": \"Siaga\", \"workload\": \"\(workload)\", \"events\": \(events), \"wall\": \(wall),",
      "\"eps\": \(Double(events) / wall), \"check\": \(best.check)}")
  }

  static let unitOfTime = 1e6

  /// The same payload as the C++ peer: two numbers of 32 bits.
  struct Happening: Sendable {
    var id: UInt32
    var kind: UInt32
  }

  private struct Hold: SimulatedWorld {
    var random = RandomStream(seed: 42, name: "hold")
    mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem) {
      try scheduler.schedule(happening, after: Int64(random.exponential(mean: unitOfTime)))
    }
  }

  /// The queue alone: the times are drawn before the clock runs.
  private struct Drawn: SimulatedWorld {
    let times: ContiguousArray<Int64>
    var next = 0
    mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem) {
      try scheduler.schedule(happening, after: times[next])
      next &+= 1
    }
  }

  private static func hold(processes: Int, events: Int, isDrawn: Bool = false) throws -> (clock: Duration, check: Double) {
    var random = RandomStream(seed: 42, name: "hold")
    func draw() -> Int64 { Int64(random.exponential(mean: unitOfTime)) }
    let start = (0..<processes).map { _ in draw() }
    if isDrawn {
      return try measure(Drawn(times: ContiguousArray((0..<events).map { _ in draw() })), start, events)
    }
    return try measure(Hold(random: random), start, events)
  }

  private static func measure<World: SimulatedWorld>(_ world: World, _ start: [Int64], _ events: Int) throws
    -> (clock: Duration, check: Double) where World.Happening == Happening
  {
    var run = SimulationRun(world, startingAt: Instant(milliseconds: 0))
    let clock = try ContinuousClock().measure {
      for (id, time) in start.enumerated() { try run.scheduler.schedule(Happening(id: UInt32(id), kind: 0), after: time) }
      try run.runToEnd(atMost: events)
    }
    return (clock, Double(run.now.milliseconds) / unitOfTime)
  }

  private struct Deadlines: SimulatedWorld {
    var random = RandomStream(seed: 42, name: "hold")
    var deadlines: ContiguousArray<EventHandle?>
    mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem) {
      let id = Int(happening.id)
      if let deadline = deadlines[id] { scheduler.cancel(deadline) }
      deadlines[id] = try scheduler.schedule(Happening(id: happening.id, kind: 1), after: 40 * Int64(unitOfTime))
      try scheduler.schedule(happening, after: Int64(random.exponential(mean: unitOfTime)))
    }
  }

  private static func deadlines(processes: Int, events: Int) throws -> (clock: Duration, check: Double) {
    let world = Deadlines(deadlines: ContiguousArray(repeating: nil, count: processes))
    var random = RandomStream(seed: 42, name: "start")
    return try measure(world, (0..<processes).map { _ in Int64(random.exponential(mean: unitOfTime)) }, events)
  }

  private struct Desk: SimulatedWorld {
    var random = RandomStream(seed: 42, name: "mm1")
    var left: Int
    var line: ContiguousArray<Instant> = []
    var served = 0
    var begun = 0
    var isBusy = false
    var wait: Int64 = 0

    mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem) {
      if happening.kind == 0 {
        left -= 1
        if left > 0 { try scheduler.schedule(happening, after: Int64(random.exponential(mean: unitOfTime / 0.9))) }
        if isBusy {
          line.append(now)
        } else {
          isBusy = true
          try begin(&scheduler)
        }
      } else if served < line.count {
        wait += now.milliseconds - line[served].milliseconds
        served += 1
        if served == 64 {
          line.removeFirst(served)
          served = 0
        }
        try begin(&scheduler)
      } else {
        isBusy = false
      }
    }

    private mutating func begin(_ scheduler: inout Scheduler<Happening>) throws(Problem) {
      begun += 1
      try scheduler.schedule(Happening(id: 0, kind: 1), after: Int64(random.exponential(mean: unitOfTime)))
    }
  }

  private static func desk(customers: Int) throws -> (clock: Duration, check: Double) {
    var run = SimulationRun(Desk(left: customers), startingAt: Instant(milliseconds: 0))
    let clock = try ContinuousClock().measure {
      try run.scheduler.schedule(Happening(id: 0, kind: 0), at: run.now)
      try run.runToEnd()
    }
    return (clock, Double(run.world.wait) / unitOfTime / Double(run.world.begun))
  }
}
