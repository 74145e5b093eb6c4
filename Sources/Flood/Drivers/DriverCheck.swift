import Basics

extension FloodDrivers {
  /// - Throws: `flood.driver.…`, naming the driver, where it does not fit the grid.
  func check(against grid: FloodGrid) throws(Problem) {
    guard initialDepth.isEmpty || initialDepth.count == grid.count else {
      throw Problem("flood.driver.depth", "\(initialDepth.count) initial depths for \(grid.count) cells")
    }
    if let wrong = initialDepth.indices.first(where: {
      grid.isInside($0) && !(initialDepth[$0] >= 0 && initialDepth[$0] <= 10_000)
    }) {
      throw Problem("flood.driver.depth", "initial depth \(initialDepth[wrong]) m in cell \(wrong); expected 0 to 10000")
    }
    try checkClasses(rain.zoneOfCell, of: rain.zones.count, "rain zone", grid)
    try checkClasses(soils.classOfCell, of: soils.classes.count, "soil class", grid)
    if let wrong = rain.zones.first(where: { !$0.values.allSatisfy { $0 >= 0 && $0 <= 10_000 } }) {
      throw Problem(
        "flood.driver.rain", "rain of \(wrong.values.min() ?? 0) to \(wrong.values.max() ?? 0) mm/h; expected 0 to 10000")
    }
    for soil in soils.classes { try check(soil) }
    for level in levels { try checkCells(level.cells, "level", grid) }
    for inflow in inflows { try checkCells(inflow.cells, "inflow \"\(inflow.name)\"", grid) }
    for drain in drains {
      try checkCells(drain.cells, "drain \"\(drain.name)\"", grid)
      try checkCapacity(drain.capacity, "drain \"\(drain.name)\"")
      if let outlet = drain.outlet, !(outlet.freeBelow < outlet.blockedAbove) {
        throw Problem("flood.driver.drain", "drain \"\(drain.name)\": free below must lie under blocked above")
      }
    }
    for pump in pumps {
      try checkCells(pump.intake, "pump \"\(pump.name)\"", grid)
      try checkCells(pump.outlet, "pump \"\(pump.name)\"", grid)
      try checkCapacity(pump.capacity, "pump \"\(pump.name)\"")
    }
    for gate in gates { try checkCells(gate.faces.map(\.cell), "gate \"\(gate.name)\"", grid) }
  }

  private func check(_ soil: FloodSoil) throws(Problem) {
    switch soil {
    case .sealed: break
    case .curveNumber(let number):
      if !(number >= 1 && number <= 100) { throw Problem("flood.driver.soil", "curve number \(number); expected 1 to 100") }
    case .greenAmpt(let conductivity, let suction, let deficit):
      if !(conductivity >= 0 && conductivity <= 10_000 && suction >= 0 && suction <= 100_000 && deficit >= 0 && deficit <= 1) {
        throw Problem("flood.driver.soil", "Green-Ampt \(conductivity) mm/h, \(suction) mm, \(deficit) is out of range")
      }
    }
  }

  private func checkCapacity(_ capacity: Double, _ what: String) throws(Problem) {
    if !(capacity >= 0 && capacity <= 1e9) { throw Problem("flood.driver.capacity", "\(what): capacity \(capacity)") }
  }

  private func checkCells(_ cells: [Int], _ what: String, _ grid: FloodGrid) throws(Problem) {
    if let wrong = cells.first(where: { $0 < 0 || $0 >= grid.count }) {
      throw Problem("flood.driver.cell", "\(what): there is no cell \(wrong); expected 0 to \(grid.count - 1)")
    }
    if let outside = cells.first(where: { !grid.isInside($0) }) {
      throw Problem("flood.driver.outside", "\(what): cell \(outside) is outside (no height)")
    }
  }

  private func checkClasses(_ classes: [UInt8], of count: Int, _ what: String, _ grid: FloodGrid) throws(Problem) {
    guard count <= 256, classes.isEmpty || classes.count == grid.count else {
      throw Problem(
        "flood.driver.classes", "\(classes.count) cells with a \(what), \(count) of them; expected \(grid.count) cells")
    }
    if let most = classes.max(), count > 0, Int(most) >= count {
      throw Problem("flood.driver.classes", "there is no \(what) \(most); expected 0 to \(count - 1)")
    }
  }
}
