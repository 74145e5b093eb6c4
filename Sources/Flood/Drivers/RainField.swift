import Basics

/// Rain that reaches the ground, as a rate for each cell: of the zones' series, less what curve numbers hold back.
struct RainField {
  private let zones: [FloodSeries]
  private let soils: [FloodSoil]
  private let zoneOfCell: [UInt8]
  private let classOfCell: [UInt8]
  /// mm since the start, by zone.
  private var fallen: [Double]
  private var shown: [Double] = []
  /// Cells inside, by pair of zone and class.
  private var cells: [Int]
  private let usesCurves: Bool
  /// m/s times cells: rain on the grid, and the part of it that reaches the ground as the kernel's numbers say it.
  private(set) var grossRate = 0.0
  private(set) var netRate = 0.0
  private(set) var rains = false
  private(set) var nextChange = 0.0

  init(_ drivers: FloodDrivers, grid: FloodGrid) {
    zones = drivers.rain.zones
    soils = drivers.soils.classes.isEmpty ? [.sealed] : drivers.soils.classes
    zoneOfCell = drivers.rain.zoneOfCell
    classOfCell = drivers.soils.classes.isEmpty ? [] : drivers.soils.classOfCell
    fallen = [Double](repeating: 0, count: zones.count)
    cells = [Int](repeating: 0, count: zones.count * soils.count)
    usesCurves = soils.contains { if case .curveNumber = $0 { true } else { false } }
    if zones.isEmpty {
      nextChange = .infinity
      return
    }
    for cell in 0..<grid.count where grid.isInside(cell) { cells[pair(cell)] += 1 }
  }

  private func pair(_ cell: Int) -> Int {
    let zone = zoneOfCell.isEmpty ? 0 : Int(zoneOfCell[cell])
    return zone * soils.count + (classOfCell.isEmpty ? 0 : Int(classOfCell[cell]))
  }

  /// mm that have run off after `rain` mm (SCS; see `FloodSoil.curveNumber`).
  static func runoff(curveNumber: Double, rain: Double) -> Double {
    let storage = 25400 / curveNumber - 254
    let first = 0.2 * storage
    return rain > first ? (rain - first) * (rain - first) / (rain - first + storage) : 0
  }

  /// Sets the rates that hold from `time` on, for at most `longest` seconds, in the arrays of the kernel where they changed.
  mutating func renew<Scalar: FloodScalar>(at time: Double, longest: Double, fields: FloodFields<Scalar>) {
    guard !zones.isEmpty else { return }
    let raining = zones.map { $0.value(at: time) }
    nextChange = zones.map { $0.nextChange(after: time) }.min() ?? .infinity
    if usesCurves, raining.contains(where: { $0 > 0 }) { nextChange = min(nextChange, time + longest) }
    let hours = nextChange.isFinite ? (nextChange - time) / 3600 : 0
    var rates = [Double](repeating: 0, count: zones.count * soils.count)
    grossRate = 0
    netRate = 0
    for zone in zones.indices {
      let rain = raining[zone] * hours
      for (index, soil) in soils.enumerated() {
        var net = raining[zone]
        var isHeld = false
        if case .curveNumber(let number) = soil, hours > 0 {
          let before = Self.runoff(curveNumber: number, rain: fallen[zone])
          net = (Self.runoff(curveNumber: number, rain: fallen[zone] + rain) - before) / hours
          isHeld = true
        }
        let rate = Scalar(net / 3.6e6).wide
        rates[zone * soils.count + index] = rate
        let count = Double(cells[zone * soils.count + index])
        // The kernel's rounded rate is what falls on sealed ground.
        grossRate += (isHeld ? max(rate, raining[zone] / 3.6e6) : rate) * count
        netRate += rate * count
      }
      fallen[zone] += rain
    }
    rains = rates.contains { $0 > 0 }
    if rates != shown { show(rates, in: fields) }
    shown = rates
  }

  private func show<Scalar: FloodScalar>(_ rates: [Double], in fields: FloodFields<Scalar>) {
    let values = rates.map { Scalar($0) }
    for row in 0..<fields.rows {
      for column in 0..<fields.columns where fields.isInside(at: row * fields.pitch + column) {
        fields.rain[row * fields.pitch + column] = values[pair(row * fields.columns + column)]
      }
    }
  }
}
