import Basics

/// Inflows, pumps and drains: what brings and takes water at named cells.
struct WaterWorks {
  private let inflows: [FloodInflow]
  private let pumps: [FloodPump]
  private let drains: [FloodDrain]
  private let area: Double

  var hasFlows: Bool { !inflows.isEmpty || !pumps.isEmpty }
  var hasDrains: Bool { !drains.isEmpty }

  init(_ drivers: FloodDrivers, grid: FloodGrid) {
    inflows = drivers.inflows.filter { !$0.cells.isEmpty }
    pumps = drivers.pumps.filter { !$0.intake.isEmpty }
    drains = drivers.drains
    area = grid.area
  }

  /// The next time at which a pump or a drain starts, stops or fails.
  func nextChange(after time: Double) -> Double {
    var next = Double.infinity
    for pump in pumps { next = min(next, pump.working.nextChange(after: time)) }
    for drain in drains { next = min(next, drain.working.nextChange(after: time)) }
    return next
  }

  /// Inflows and pumps over one step; the deepest cell that they leave.
  func flow<Scalar: FloodScalar>(
    at time: Double, timeStep: Double, fields: FloodFields<Scalar>, totals: inout FloodTotals, flag: (Int) -> Void
  ) -> Double {
    var deepest = 0.0
    for inflow in inflows {
      let volume = inflow.flow.value(at: time) * timeStep
      if volume >= 0 {
        totals.inflow += volume
        deepest = max(deepest, give(volume, to: inflow.cells, fields, flag))
      } else {
        totals.abstracted += take(-volume, from: inflow.cells, leaving: 0, fields)
      }
    }
    for pump in pumps {
      let wanted = pump.capacity * min(1, max(0, pump.working.value(at: time))) * timeStep
      let taken = take(wanted, from: pump.intake, leaving: pump.leaves, fields)
      if pump.outlet.isEmpty {
        totals.pumped += taken
      } else {
        deepest = max(deepest, give(taken, to: pump.outlet, fields, flag))
      }
    }
    return deepest
  }

  private func give<Scalar: FloodScalar>(
    _ volume: Double, to cells: [Int], _ fields: FloodFields<Scalar>, _ flag: (Int) -> Void
  ) -> Double {
    guard volume > 0 else { return 0 }
    let share = volume / area / Double(cells.count)
    var deepest = 0.0
    for cell in cells {
      let place = fields.place(cell)
      fields.set(fields.water(at: place) + share, at: place)
      deepest = max(deepest, fields.depth[place].wide)
      flag(place)
    }
    return deepest
  }

  /// Takes at most `volume`, from each cell in proportion to what it has above `leaving`; gives what was taken.
  private func take<Scalar: FloodScalar>(
    _ volume: Double, from cells: [Int], leaving: Double, _ fields: FloodFields<Scalar>
  ) -> Double {
    let spare = cells.reduce(0) { $0 + max(0, fields.water(at: fields.place($1)) - leaving) } * area
    guard spare > 0, volume > 0 else { return 0 }
    let part = min(1, volume / spare)
    for cell in cells {
      let place = fields.place(cell)
      let water = fields.water(at: place)
      if water > leaving { fields.set(water - (water - leaving) * part, at: place) }
    }
    return spare * part
  }

  /// Drains over the time since they were last run.
  func drain<Scalar: FloodScalar>(at time: Double, seconds: Double, fields: FloodFields<Scalar>, totals: inout FloodTotals) {
    for drain in drains {
      let share = min(1, max(0, drain.working.value(at: time))) * (drain.outlet?.share(at: time) ?? 1)
      let able = drain.capacity / 3.6e6 * share * seconds
      guard able > 0 else { continue }
      for cell in drain.cells {
        let place = fields.place(cell)
        let water = fields.water(at: place)
        guard water > 0 else { continue }
        let amount = min(water, able)
        fields.set(water - amount, at: place)
        totals.drained += amount * area
      }
    }
  }
}
