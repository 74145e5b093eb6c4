import Basics

/// Water that Green-Ampt soils have taken so far, by cell.
struct SoilStore {
  private let classes: [FloodSoil]
  private let classOfCell: [UInt8]
  /// Metres since the start; empty where no soil of that kind is there.
  private var taken: [Double] = []

  var isEmpty: Bool { taken.isEmpty }

  init(_ soils: FloodSoils, count: Int) {
    classes = soils.classes
    classOfCell = soils.classOfCell
    if classes.contains(where: { if case .greenAmpt = $0 { true } else { false } }) {
      taken = [Double](repeating: 0, count: count)
    }
  }

  /// Metres that the soil can take in `seconds` after it has taken `before`, from water always at hand.
  ///
  /// F - a ln((F + a)/(F0 + a)) = F0 + K t with a = suction x deficit, by Newton's method from above.
  static func capacity(conductivity: Double, suction: Double, deficit: Double, before: Double, seconds: Double) -> Double {
    let gain = conductivity / 3.6e6 * seconds
    let a = suction / 1000 * deficit
    if a <= 0 || gain <= 0 { return gain }
    var after = before + gain + (2 * a * gain).squareRoot()
    for _ in 0..<6 {
      let value = after - before - a * ExactMath.log((after + a) / (before + a)) - gain
      after -= value * (after + a) / max(after, 1e-12)
      after = max(after, before + gain)
    }
    return after - before
  }

  /// Metres taken from a cell with that much water.
  mutating func take(cell: Int, water: Double, seconds: Double) -> Double {
    guard water > 0, case .greenAmpt(let k, let suction, let deficit) = classes[classOfCell.isEmpty ? 0 : Int(classOfCell[cell])]
    else { return 0 }
    let able = Self.capacity(conductivity: k, suction: suction, deficit: deficit, before: taken[cell], seconds: seconds)
    let amount = min(able, water)
    taken[cell] += amount
    return amount
  }
}
