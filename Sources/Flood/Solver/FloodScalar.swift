import FloodKernel

/// The number that depths and flows are stored in: `Float` for speed, `Double` to compare with formulas.
public protocol FloodScalar: BinaryFloatingPoint, Sendable {
  var wide: Double { get }
  /// Copies what neighbours are about to overwrite, and finds the blocks to visit.
  static func prepare(_ step: UnsafePointer<FloodStep>, _ band: UnsafeMutablePointer<FloodBand>)
  /// Advances one band of rows by one step.
  static func advance(_ step: UnsafePointer<FloodStep>, _ band: UnsafeMutablePointer<FloodBand>, _ instructions: Int32)
}

extension Float: FloodScalar {
  public var wide: Double { Double(self) }
  public static func prepare(_ step: UnsafePointer<FloodStep>, _ band: UnsafeMutablePointer<FloodBand>) {
    flood_prepare_f32(step, band)
  }
  public static func advance(
    _ step: UnsafePointer<FloodStep>, _ band: UnsafeMutablePointer<FloodBand>, _ instructions: Int32
  ) {
    flood_advance_f32(step, band, instructions)
  }
}

extension Double: FloodScalar {
  public var wide: Double { self }
  public static func prepare(_ step: UnsafePointer<FloodStep>, _ band: UnsafeMutablePointer<FloodBand>) {
    flood_prepare_f64(step, band)
  }
  public static func advance(
    _ step: UnsafePointer<FloodStep>, _ band: UnsafeMutablePointer<FloodBand>, _ instructions: Int32
  ) {
    flood_advance_f64(step, band, instructions)
  }
}
