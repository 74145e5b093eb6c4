import Basics
import FloodKernel

/// Water over ground, from start to end: the local-inertial shallow-water equations (Bates, Horritt & Fewtrell 2010, weighted as
/// in de Almeida et al. 2012) with all drivers. Same grid, drivers and options give the same bits, whatever the threads, the
/// vector instructions and the process.
///
/// Not for several threads at once: the caller's thread owns it.
public final class FloodSolver<Scalar: FloodScalar> {
  public let grid: FloodGrid
  public let options: FloodOptions
  /// Seconds since the start.
  public private(set) var time = 0.0
  public private(set) var steps = 0
  /// Cells visited over all steps; dry ground is skipped.
  public private(set) var cellUpdates = 0
  private var running = FloodTotals()

  private let fields: FloodFields<Scalar>
  private let crew: FloodCrew<Scalar>
  private let faces: FaceTable<Scalar>
  private let levels: LevelCells<Scalar>
  private var works: WaterWorks
  private var soils: SoilStore
  private var rain: RainField
  private let stability: StepLimit
  private var deepest = 0.0
  private var nextExchange = 0.0
  private var lastExchange = 0.0
  private let exchanges: Bool

  /// - Throws: `flood.option`, `flood.driver.…` where something is out of range or does not fit the grid.
  public init(grid: FloodGrid, drivers: FloodDrivers, options: FloodOptions = FloodOptions()) throws(Problem) {
    try options.check()
    try drivers.check(against: grid)
    self.grid = grid
    self.options = options
    stability = StepLimit(grid: grid, options: options)
    fields = FloodFields(grid: grid)
    crew = FloodCrew(fields: fields, threads: options.threads, instructions: options.instructions.rawValue)
    faces = FaceTable(drivers, grid: grid, fields: fields)
    levels = LevelCells(drivers, grid: grid, fields: fields)
    works = WaterWorks(drivers, grid: grid)
    soils = SoilStore(drivers.soils, count: grid.count)
    rain = RainField(drivers, grid: grid)
    exchanges = !soils.isEmpty || works.hasDrains
    nextExchange = exchanges ? options.exchangeSeconds : .infinity
    fillInitially(drivers.initialDepth)
    prepareStep()
  }

  private func fillInitially(_ depths: [Double]) {
    for cell in depths.indices where depths[cell] > 0 && grid.isInside(cell) {
      fields.set(depths[cell], at: fields.place(cell))
      deepest = max(deepest, depths[cell])
      fields.wet[fields.flag(cell)] = 3
    }
    running.initial = fields.total() * grid.area
    let change = levels.apply(at: 0, threshold: options.threshold, flag: wetten)
    running.levelIn = change.into * grid.area
    running.levelOut = change.out * grid.area
    deepest = max(deepest, change.deepest)
  }

  private func wetten(_ place: Int) {
    let row = place / fields.pitch
    let column = place % fields.pitch
    fields.wet[(row + 1) * (fields.blocks + 2) + column / Int(FLOOD_BLOCK) + 1] |= 1
  }

  private func prepareStep() {
    let step = crew.step
    step.pointee.pitch = Int64(fields.pitch)
    step.pointee.columns = Int32(fields.columns)
    step.pointee.rows = Int32(fields.rows)
    step.pointee.blocks = Int32(fields.blocks)
    step.pointee.bed = UnsafeRawPointer(fields.bed)
    step.pointee.manning = fields.manning.map { UnsafeRawPointer($0) }
    step.pointee.depth = UnsafeMutableRawPointer(fields.depth)
    step.pointee.rest = UnsafeMutableRawPointer(fields.rest)
    step.pointee.peak = UnsafeMutableRawPointer(fields.peak)
    step.pointee.flowEast = UnsafeMutableRawPointer(fields.east)
    step.pointee.flowSouth = UnsafeMutableRawPointer(fields.south)
    step.pointee.wet = fields.wet
    step.pointee.live = fields.live
    step.pointee.faceStart = UnsafePointer(faces.start)
    step.pointee.face = UnsafePointer(faces.values)
    step.pointee.faceFlow = faces.flowed
    step.pointee.cell = grid.cell
    step.pointee.gravity = options.gravity
    step.pointee.theta = options.theta
    step.pointee.threshold = options.threshold
    step.pointee.roughness = grid.manning.count == 1 ? grid.manning[0] : 0
  }

  /// Runs until a time in seconds since the start, which is met exactly. Does nothing where that has passed.
  public func step(until end: Double) {
    guard end > time, end.isFinite else { return }
    crew.begin()
    while time < end { advance(until: end) }
    crew.end()
    if exchanges, lastExchange < time { exchange() }
  }

  /// Runs until `end`, and calls `frame` at the start and then every `every` seconds and at the end.
  public func run(until end: Double, every: Double, frame: (FloodSolver<Scalar>) throws -> Void) rethrows {
    try frame(self)
    var number = 1.0
    let start = time
    while time < end {
      step(until: every > 0 ? min(end, start + number * every) : end)
      number += 1
      try frame(self)
    }
  }

  private func advance(until end: Double) {
    if time >= nextExchange { exchange() }
    if time >= rain.nextChange || steps == 0 {
      rain.renew(at: time, longest: options.exchangeSeconds, fields: fields)
      crew.step.pointee.rain = rain.rains ? UnsafeRawPointer(fields.rain) : nil
    }
    faces.setGates(at: time)
    let timeStep = nextStep(until: end)
    let arrival = end - (time + timeStep) < 1e-9 * max(1, end) ? end : time + timeStep
    faces.update(
      at: time + timeStep / 2, manning: crew.step.pointee.roughness, gravity: options.gravity, threshold: options.threshold,
      flag: wetten)
    if steps % 64 == 0 { shareRows() }
    crew.step.pointee.timeStep = timeStep
    let outcome = crew.advance()
    time = arrival
    steps += 1
    cellUpdates += outcome.visited
    deepest = outcome.deepest
    account(timeStep)
  }

  /// As long as the waves of the deepest water allow, and not over the next change of a driver.
  private func nextStep(until end: Double) -> Double {
    let most = stability.longest(deepest: deepest)
    let stop = min(end, nextExchange, rain.nextChange, faces.nextChange(after: time), works.nextChange(after: time))
    let left = stop - time
    // Two equal steps rather than a long and a tiny one.
    return left <= most ? left : left < 2 * most ? left / 2 : most
  }

  /// What is done between two steps by one thread, and the books of the step.
  private func account(_ timeStep: Double) {
    let area = grid.area
    running.rain += rain.grossRate * timeStep * area
    running.infiltrated += (rain.grossRate - rain.netRate) * timeStep * area
    let edges = faces.settle(timeStep: timeStep)
    running.edgeIn += edges.into
    running.edgeOut += edges.out
    if works.hasFlows {
      deepest = max(
        deepest, works.flow(at: time - timeStep / 2, timeStep: timeStep, fields: fields, totals: &running, flag: wetten))
    }
    if !levels.isEmpty {
      let change = levels.apply(at: time, threshold: options.threshold, flag: wetten)
      running.levelIn += change.into * area
      running.levelOut += change.out * area
      deepest = max(deepest, change.deepest)
    }
  }

  /// Drains and soils take what they can of the time since they last did.
  private func exchange() {
    let seconds = time - lastExchange
    if seconds > 0 {
      works.drain(at: time - seconds / 2, seconds: seconds, fields: fields, totals: &running)
      if !soils.isEmpty { soak(seconds) }
    }
    lastExchange = time
    nextExchange = time + options.exchangeSeconds
  }

  private func soak(_ seconds: Double) {
    for cell in 0..<grid.count {
      let place = fields.place(cell)
      guard fields.depth[place] > 0 else { continue }
      let water = fields.water(at: place)
      let amount = soils.take(cell: cell, water: water, seconds: seconds)
      guard amount > 0 else { continue }
      fields.set(water - amount, at: place)
      running.infiltrated += amount * grid.area
    }
  }

  private func shareRows() {
    guard crew.count > 1 else { return }
    let width = fields.blocks + 2
    crew.share(
      weights: (0..<fields.rows).map { row in
        var weight = 1
        for block in 0..<fields.blocks where fields.wet[(row + 1) * width + block + 1] != 0 { weight += 20 }
        return weight
      })
  }
}

extension FloodSolver {
  /// The books up to now. O(cells).
  public var totals: FloodTotals {
    var totals = running
    totals.stored = fields.total() * grid.area
    return totals
  }

  /// Metres of water now, row by row from the north; 0 outside.
  public func depths() -> [Scalar] { fields.values(fields.depth) { $0 } }

  /// The greatest depth of each cell since the start, of all steps.
  public func maximumDepths() -> [Scalar] { fields.values(fields.peak) { $0 } }

  /// Depth of one cell now.
  public func depth(_ cell: Int) -> Double { fields.depth[fields.place(cell)].wide }

  /// m2/s through the face east of each cell, positive eastwards.
  public func eastFlows() -> [Scalar] { fields.values(fields.east) { $0 } }

  /// m2/s through the face south of each cell, positive southwards.
  public func southFlows() -> [Scalar] { fields.values(fields.south) { $0 } }

  /// Speed at the centre of each cell now in m/s: the mean flow of its faces over its depth, 0 in less than 1 cm.
  public func speeds() -> [Float] {
    var out: [Float] = []
    out.reserveCapacity(grid.count)
    for row in 0..<fields.rows {
      for place in row * fields.pitch..<row * fields.pitch + fields.columns {
        let depth = fields.depth[place].wide
        let x = 0.5 * (fields.east[place].wide + fields.east[place - 1].wide)
        let y = 0.5 * (fields.south[place].wide + fields.south[place - fields.pitch].wide)
        out.append(depth < 0.01 ? 0 : Float((x * x + y * y).squareRoot() / depth))
      }
    }
    return out
  }
}
