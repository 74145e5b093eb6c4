import Basics
import Testing

@testable import Simulation

/// A million milliseconds stand for one unit of time.
private let unitOfTime = 1e6

/// One desk, arrivals and services exponential.
private struct Desk: SimulatedWorld {
  enum Happening: Sendable { case arrival, departure }
  var arrivals: RandomStream
  var services: RandomStream
  let load: Double
  var left: Int
  var line: [Instant] = []
  var served = 0
  var isBusy = false
  var waits = BatchMeans(batchSize: 20_000, warmUp: 5_000)
  var squares = BatchMeans(batchSize: 20_000, warmUp: 5_000)
  var length: TimeAverage

  mutating func handle(_ happening: Happening, at now: Instant, scheduler: inout Scheduler<Happening>) throws(Problem) {
    switch happening {
    case .arrival:
      left -= 1
      if left > 0 { try scheduler.schedule(.arrival, after: Int64(arrivals.exponential(mean: unitOfTime / load))) }
      if isBusy {
        line.append(now)
        length.change(by: 1, at: now)
      } else {
        isBusy = true
        try begin(waited: 0, &scheduler)
      }
    case .departure:
      if served < line.count {
        served += 1
        length.change(by: -1, at: now)
        try begin(waited: Double(now.milliseconds - line[served - 1].milliseconds) / unitOfTime, &scheduler)
      } else {
        isBusy = false
      }
    }
  }

  private mutating func begin(waited: Double, _ scheduler: inout Scheduler<Happening>) throws(Problem) {
    waits.add(waited)
    squares.add(waited * waited)
    try scheduler.schedule(.departure, after: Int64(services.exponential(mean: unitOfTime)))
  }
}

private func desk(seed: UInt64, customers: Int, load: Double) throws -> SimulationRun<Desk> {
  let start = Instant(milliseconds: 0)
  let world = Desk(
    arrivals: RandomStream(seed: seed, name: "arrivals"), services: RandomStream(seed: seed, name: "services"), load: load,
    left: customers, length: TimeAverage(from: start))
  var run = SimulationRun(world, startingAt: start)
  try run.scheduler.schedule(.arrival, at: start)
  return run
}

@Test(arguments: [(1, 0.5), (2, 0.7), (3, 0.8)] as [(UInt64, Double)])
func waitsAtOneDeskAreThoseOfTheory(seed: UInt64, load: Double) throws {
  var run = try desk(seed: seed, customers: 605_000, load: load)
  try run.runToEnd()
  // M/M/1 with service rate 1: E W = r / (1 - r), E W² = 2 r / (1 - r)², E line = r² / (1 - r).
  let mean = load / (1 - load)
  let square = 2 * load / ((1 - load) * (1 - load))
  guard let waits = run.world.waits.interval(level: 0.999), let squares = run.world.squares.interval(level: 0.999) else {
    Issue.record("no interval")
    return
  }
  #expect(waits.contains(mean) && waits.halfWidth < 0.12 * mean, "seed \(seed): \(waits), theory \(mean)")
  #expect(squares.contains(square) && squares.halfWidth < 0.3 * square, "seed \(seed): \(squares), theory \(square)")
  let line = run.world.length.summary(until: run.now).mean ?? 0
  #expect(abs(line - load * mean) < 0.1 * load * mean, "seed \(seed): \(line)")
  #expect(run.handled == 2 * 605_000)
}

/// Each of many processes waits an exponential time, again and again.
private struct Hold: SimulatedWorld {
  var random: RandomStream
  var perUnit: [Int] = []
  var ages = Moments()
  var since: [Instant]

  mutating func handle(_ id: Int32, at now: Instant, scheduler: inout Scheduler<Int32>) throws(Problem) {
    let unit = Int(Double(now.milliseconds) / unitOfTime)
    while perUnit.count <= unit { perUnit.append(0) }
    perUnit[unit] += 1
    ages.add(Double(now.milliseconds - since[Int(id)].milliseconds) / unitOfTime)
    since[Int(id)] = now
    try scheduler.schedule(id, after: Int64(random.exponential(mean: unitOfTime)))
  }
}

@Test func aThousandProcessesThatWaitAreAPoissonProcess() throws {
  let seed: UInt64 = 77
  let processes = 1000
  let start = Instant(milliseconds: 0)
  var run = SimulationRun(
    Hold(random: RandomStream(seed: seed, name: "hold"), since: Array(repeating: start, count: processes)), startingAt: start)
  for id in 0..<processes {
    try run.scheduler.schedule(Int32(id), after: Int64(run.world.random.exponential(mean: unitOfTime)))
  }
  try run.run(until: Instant(milliseconds: Int64(400 * unitOfTime) - 1))
  #expect(run.scheduler.count == processes && run.scheduler.checkInvariants() == [])
  let counts = Moments(run.world.perUnit.map(Double.init))
  #expect(counts.count == 400)
  #expect(counts.interval(level: 0.999)?.contains(Double(processes)) == true, "seed \(seed): \(counts.mean)")
  // The variance of a Poisson count is its mean; of 400 counts it scatters by a factor of sqrt(2 / 399).
  #expect(abs(counts.variance / Double(processes) - 1) < 3.3 * (2.0 / 399).squareRoot(), "seed \(seed): \(counts.variance)")
  #expect(run.world.ages.interval(level: 0.999)?.contains(1) == true, "seed \(seed): \(run.world.ages.mean)")
  #expect(abs(run.world.ages.variance - 1) < 0.03, "seed \(seed): \(run.world.ages.variance)")
}

@Test func aBranchGoesItsOwnWayAndTheSameSeedRepeats() throws {
  var whole = try desk(seed: 9, customers: 3000, load: 0.7)
  var stepped = whole
  try whole.runToEnd()
  try stepped.run(until: Instant(milliseconds: Int64(500 * unitOfTime)))
  #expect(stepped.now == Instant(milliseconds: Int64(500 * unitOfTime)))
  var branch = stepped
  try branch.runToEnd()
  // Pausing is not stepping: one event at a time, in spans, or in one go.
  for end in stride(from: 600, through: 1000, by: 37) {
    try stepped.run(until: Instant(milliseconds: Int64(Double(end) * unitOfTime)))
  }
  while try stepped.step() {}
  #expect(whole.world.waits == branch.world.waits && whole.handled == branch.handled && whole.now == branch.now)
  #expect(whole.world.line == stepped.world.line && whole.now == stepped.now && whole.handled == stepped.handled)
}

private struct Loop: SimulatedWorld {
  mutating func handle(_ happening: Bool, at now: Instant, scheduler: inout Scheduler<Bool>) throws(Problem) {
    try scheduler.schedule(happening, at: now)
  }
}

@Test func aWorldThatStandsStillIsStoppedByName() throws {
  var run = SimulationRun(Loop(), startingAt: Instant(milliseconds: 0))
  try run.scheduler.schedule(true, at: run.now)
  let problem = #expect(throws: Problem.self) { try run.run(until: Instant(milliseconds: 5)) }
  #expect(problem?.code == "simulation.stuck")
}
