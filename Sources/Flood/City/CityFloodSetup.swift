import Basics
import Geography

/// From a city's ground and its water to the grid and drivers of a run.
struct CityFloodSetup {
  let terrain: CityTerrain
  let water: CityWater
  private let areaIndex: [String: Int]
  /// Levels of the sea, every five minutes: linear between them the tide is off by less than 1 mm.
  private let tide: [(at: Instant, level: Double)]
  static let tideStepMinutes = 5

  init(terrain: CityTerrain, water: CityWater) {
    self.terrain = terrain
    self.water = water
    areaIndex = Dictionary(terrain.areaCodes.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    let offset = water.tideOffset
    let end = water.span.end.adding(minutes: Self.tideStepMinutes)
    tide = water.tide.levels(from: water.span.start, through: end, everyMinutes: Self.tideStepMinutes).map {
      ($0.at, $0.level + offset)
    }
  }

  func grid() throws(Problem) -> FloodGrid {
    try FloodGrid(
      columns: terrain.grid.columns, rows: terrain.grid.rows, cell: terrain.grid.cell, corner: terrain.grid.corner,
      bed: terrain.bed.indices.map { terrain.cover[$0] == .outside ? .nan : Double(terrain.bed[$0]) },
      manning: terrain.manning.map(Double.init))
  }

  func drivers() throws(Problem) -> FloodDrivers {
    var drivers = FloodDrivers()
    let sea = terrain.cover.indices.filter { terrain.cover[$0] == .sea }
    let level = try FloodSeries(
      seconds: tide.indices.map { Double($0 * Self.tideStepMinutes * 60) }, values: tide.map(\.level), form: .linear)
    if !sea.isEmpty { drivers.levels = [FloodLevel(cells: sea, level: level)] }
    drivers.initialDepth = initialDepths()
    drivers.rain = try rain()
    drivers.soils = soils()
    for inflow in water.rivers {
      let cells = try entry(inflow)
      let flow = try inflow.discharge.series(from: water.span.start, form: .linear)
      drivers.inflows.append(FloodInflow(name: inflow.name, cells: cells, flow: flow))
    }
    drivers.edges = edges(drivers.inflows.flatMap(\.cells))
    drivers.drains = drains(level)
    for pump in water.pumps { drivers.pumps.append(try self.pump(pump)) }
    for gate in water.gates { drivers.gates.append(try self.gate(gate)) }
    return drivers
  }

  /// At the start all that the sea reaches stands at its level, and channels above it hold a little water.
  private func initialDepths() -> [Double] {
    let level = Float(tide.first?.level ?? 0)
    var reached = [Bool](repeating: false, count: terrain.grid.count)
    var open = terrain.cover.indices.filter { terrain.cover[$0] == .sea }
    for cell in open { reached[cell] = true }
    while let cell = open.popLast() {
      terrain.grid.neighbours(of: cell) { next in
        guard !reached[next], terrain.isGround(next), terrain.bed[next] < level else { return }
        reached[next] = true
        open.append(next)
      }
    }
    return terrain.bed.indices.map { cell in
      if reached[cell] { return Double(max(0, level - terrain.bed[cell])) }
      return terrain.cover[cell] == .river ? 0.3 : 0
    }
  }

  /// Water leaves over the edges, but not over one at which a river comes in: it would go back where it came from.
  private func edges(_ entries: [Int]) -> FloodEdges {
    let (columns, rows) = (terrain.grid.columns, terrain.grid.rows)
    func edge(_ isThere: (Int) -> Bool) -> FloodEdge { entries.contains(where: isThere) ? .wall : .open }
    return FloodEdges(
      west: edge { $0 % columns == 0 }, east: edge { $0 % columns == columns - 1 }, north: edge { $0 / columns == 0 },
      south: edge { $0 / columns == rows - 1 })
  }

  // MARK: rain and soil

  private func rain() throws(Problem) -> FloodRain {
    if water.rain.isEmpty { return FloodRain() }
    guard water.rain.count < 255 else { throw Problem("flood.city.rain", "\(water.rain.count) rains; at most 254") }
    var zones: [FloodSeries] = [.constant(0)]
    for rain in water.rain { zones.append(try rain.intensity.series(from: water.span.start, form: .held)) }
    var zoneOfArea = [UInt8](repeating: 0, count: terrain.areaCodes.count)
    var elsewhere: UInt8 = 0
    for (i, rain) in water.rain.enumerated() {
      if rain.areas.isEmpty {
        elsewhere = UInt8(i + 1)
        for area in zoneOfArea.indices { zoneOfArea[area] = UInt8(i + 1) }
      }
      for code in rain.areas { if let area = areaIndex[code] { zoneOfArea[area] = UInt8(i + 1) } }
    }
    return FloodRain(zones: zones, zoneOfCell: terrain.area.map { $0 < 0 ? elsewhere : zoneOfArea[Int($0)] })
  }

  private func soils() -> FloodSoils {
    var classes = LandCover.allCases.map { cover -> FloodSoil in
      let number = CityWater.Soil.effective(cover.curveNumber, water.soil.moisture)
      return number >= 100 ? .sealed : .curveNumber(number)
    }
    var classOfArea = [UInt8](repeating: .max, count: terrain.areaCodes.count)
    for override in water.soil.curveNumbers where classes.count < 255 {
      classes.append(.curveNumber(min(100, max(1, CityWater.Soil.effective(override.number, water.soil.moisture)))))
      for code in override.areas { if let area = areaIndex[code] { classOfArea[area] = UInt8(classes.count - 1) } }
    }
    let classOfCell = terrain.cover.indices.map { cell -> UInt8 in
      let area = terrain.area[cell]
      let own = terrain.isDryGround(cell) && area >= 0 ? classOfArea[Int(area)] : .max
      return own == .max ? terrain.cover[cell].rawValue : own
    }
    return FloodSoils(classes: classes, classOfCell: classOfCell)
  }

  // MARK: works

  private func entry(_ inflow: CityWater.Inflow) throws(Problem) -> [Int] {
    switch inflow.entry {
    case .channel(let id):
      guard let first = terrain.channels.first(where: { $0.id == id })?.cells.first else {
        throw Problem(
          "flood.city.river", "there is no river \"\(id)\" in the window of the terrain",
          advice: suggestion(for: id, among: terrain.channels.map(\.id)).map { "\"\($0)\" was meant." })
      }
      return [Int(first)]
    case .point(let point):
      guard let cell = terrain.grid.index(at: point), terrain.isGround(cell) else {
        throw Problem("flood.city.river", "the inflow \"\(inflow.name)\" lies outside of the ground")
      }
      return [cell]
    }
  }

  /// Only built-up ground has drains under it.
  private func drains(_ level: FloodSeries) -> [FloodDrain] {
    var owner = [Int](repeating: water.drains.lastIndex { $0.areas.isEmpty } ?? -1, count: terrain.areaCodes.count)
    for (i, drain) in water.drains.enumerated() { for code in drain.areas { if let area = areaIndex[code] { owner[area] = i } } }
    var cells = [[Int]](repeating: [], count: water.drains.count)
    for cell in terrain.cover.indices where terrain.cover[cell] == .builtUp && terrain.area[cell] >= 0 {
      let drain = owner[Int(terrain.area[cell])]
      if drain >= 0 { cells[drain].append(cell) }
    }
    return zip(water.drains, cells).filter { !$1.isEmpty }.map { drain, cells in
      let outlet = FloodDrain.Outlet(
        level: level, freeBelow: drain.outletLevel, blockedAbove: drain.outletLevel + max(0.01, drain.blocking))
      return FloodDrain(name: drain.name, cells: cells, capacity: drain.capacity, outlet: outlet)
    }
  }

  /// How far a pump draws from, metres, and from how many of the lowest cells there.
  private static let pumpReach = 200.0
  private static let pumpCells = 12

  private func pump(_ pump: CityWater.Pump) throws(Problem) -> FloodPump {
    let reach = Self.pumpReach
    let near = terrain.bed.indices.filter { terrain.isDryGround($0) && terrain.grid.centre($0).distance(to: pump.at) <= reach }
    guard !near.isEmpty else { throw Problem("flood.city.pump", "the pump \"\(pump.name)\" stands outside of the ground") }
    let low = near.sorted { (terrain.bed[$0], $0) < (terrain.bed[$1], $1) }.prefix(Self.pumpCells).sorted()
    return FloodPump(name: pump.name, intake: low, capacity: pump.capacity, working: try status(off: pump.off))
  }

  /// 1, and 0 during the intervals.
  private func status(off: [Interval]) throws(Problem) -> FloodSeries {
    let start = water.span.start
    let marks = Set(off.flatMap { [$0.start, $0.end] } + [start]).filter { $0 >= start && $0 < water.span.end }.sorted()
    return try FloodSeries(
      seconds: marks.map { Double($0.milliseconds - start.milliseconds) / 1000 },
      values: marks.map { at in off.contains { $0.contains(at) } ? 0 : 1 }, form: .held)
  }

  private func gate(_ gate: CityWater.Gate) throws(Problem) -> FloodGate {
    guard let channel = terrain.channels.first(where: { $0.id == gate.channel }), let mouth = channel.cells.last.map(Int.init)
    else {
      throw Problem(
        "flood.city.gate", "the gate \"\(gate.name)\" closes \"\(gate.channel)\", which is no channel of the terrain",
        advice: suggestion(for: gate.channel, among: terrain.channels.map(\.id)).map { "\"\($0)\" was meant." })
    }
    var faces: [FloodFace] = []
    terrain.grid.neighbours(of: mouth) { next in
      guard terrain.cover[next] == .sea || (channel.isDrain && terrain.cover[next] == .river) else { return }
      if next == mouth + 1 { faces.append(FloodFace(cell: mouth, side: .east)) }
      if next == mouth - 1 { faces.append(FloodFace(cell: next, side: .east)) }
      if next == mouth + terrain.grid.columns { faces.append(FloodFace(cell: mouth, side: .south)) }
      if next == mouth - terrain.grid.columns { faces.append(FloodFace(cell: next, side: .south)) }
    }
    return FloodGate(name: gate.name, faces: faces, isOpen: try gateStatus(gate))
  }

  /// Looked at with each level of the tide: shut when told or when the tide stands high, unmoved while stuck.
  private func gateStatus(_ gate: CityWater.Gate) throws(Problem) -> FloodSeries {
    var seconds: [Double] = []
    var values: [Double] = []
    var isOpen = true
    for (i, sample) in tide.enumerated() {
      let told = gate.closed.contains { $0.contains(sample.at) }
      let high = gate.closesAbove.map { sample.level > $0 } ?? false
      if !gate.stuck.contains(where: { $0.contains(sample.at) }) { isOpen = !(told || high) }
      let value = isOpen ? 1.0 : 0
      if values.last != value {
        seconds.append(Double(i * Self.tideStepMinutes * 60))
        values.append(value)
      }
    }
    return try FloodSeries(seconds: seconds, values: values, form: .held)
  }
}
