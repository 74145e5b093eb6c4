/// How long a step may be.
///
/// Waves of two cells' length grow, even on a lake at rest, where 2 d g h/dx^2 + 10/3 g S/dx > 2 theta / dt^2 (d directions, bed
/// slope S; from the scheme linearised about uniform flow, with friction taken at the old depth). For theta 0.9 and deep water in
/// two directions that is alpha 0.671, below the usual 0.7; on slopes under thin water it is the second term that counts.
struct StepLimit {
  private let options: FloodOptions
  private let cell: Double
  private let directions: Double
  /// Bed slope that 98 of 100 neighbours do not exceed; steeper steps are walls and banks, where the outflow limit holds.
  let slope: Double

  init(grid: FloodGrid, options: FloodOptions) {
    self.options = options
    cell = grid.cell
    directions = grid.rows > 1 && grid.columns > 1 ? 2 : 1
    slope = Self.usualSlope(grid)
  }

  /// Seconds, where the deepest water is that deep (m).
  func longest(deepest: Double) -> Double {
    let depth = max(deepest, 1e-6)
    let wave = options.alpha * cell / (options.gravity * depth).squareRoot()
    let growth = options.gravity * (2 * directions * depth / cell + 1.3 * 10 / 3 * slope) / cell
    return min(wave, 0.98 * (2 * options.theta / growth).squareRoot(), options.longestStep)
  }

  /// From a histogram of slopes in steps of a thousandth. O(cells).
  private static func usualSlope(_ grid: FloodGrid) -> Double {
    var counts = [Int](repeating: 0, count: 2001)
    func note(_ a: Int, _ b: Int) {
      let slope = (grid.bed[a] - grid.bed[b]).magnitude / grid.cell
      if !slope.isNaN { counts[Int(min(2000, (slope * 1000).rounded(.up)))] += 1 }
    }
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let cell = grid.index(column: column, row: row)
        if column + 1 < grid.columns { note(cell, cell + 1) }
        if row + 1 < grid.rows { note(cell, cell + grid.columns) }
      }
    }
    var left = counts.reduce(0, +) * 98 / 100
    for (step, count) in counts.enumerated() {
      left -= count
      if left <= 0 { return Double(step) / 1000 }
    }
    return 2
  }
}
