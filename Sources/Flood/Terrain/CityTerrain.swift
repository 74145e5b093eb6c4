import Basics
import Geography

/// The ground of a city as the water meets it: bed, roughness and cover of each cell, which cells the tide holds, which kelurahan
/// a cell belongs to, and the courses of rivers and main drains.
public struct CityTerrain: Sendable {
  public enum Source: Hashable, Sendable {
    /// Made by a program from a seed: `sintetis`, whatever is made from it.
    case synthetic(seed: UInt64)
    /// A grid of the user's own.
    case user(name: String)

    public var isSynthetic: Bool { if case .synthetic = self { true } else { false } }
  }

  /// A river or main drain as cells, from its upper end to the sea; each shares a side with the next.
  public struct Channel: Hashable, Sendable {
    public var id: String
    public var name: String
    public var isDrain: Bool
    /// The place (of kind gate) that closes it.
    public var gate: String?
    public var cells: [Int32]
    /// Metres.
    public var width: Double

    public init(id: String, name: String, isDrain: Bool, gate: String? = nil, cells: [Int32], width: Double) {
      self.id = id
      self.name = name
      self.isDrain = isDrain
      self.gate = gate
      self.cells = cells
      self.width = width
    }
  }

  public let grid: TerrainGrid
  public let projection: LocalProjection
  public let source: Source
  /// Metres above mean sea level, row 0 the northernmost; of no meaning outside.
  public internal(set) var bed: [Float]
  /// `sea` cells are those that touch land: the tide stands in them. Sea beyond them is `outside` and not computed.
  public internal(set) var cover: [LandCover]
  /// Manning's n, s/m^(1/3).
  public internal(set) var manning: [Float]
  /// Index into `areaCodes`; -1 outside of all kelurahan.
  public let area: [Int16]
  public let areaCodes: [String]
  public let channels: [Channel]

  /// Computed cells: neither sea nor outside.
  public func isGround(_ cell: Int) -> Bool { cover[cell].rawValue > LandCover.sea.rawValue }

  /// Ground people live on: no channel.
  public func isDryGround(_ cell: Int) -> Bool { cover[cell].rawValue > LandCover.drain.rawValue }

  /// Mean bed of the ground of each kelurahan without its channels, metres; nil where no cell of it lies in the window.
  public func meanLevels() -> [Double?] {
    var sums = [Double](repeating: 0, count: areaCodes.count)
    var counts = [Int](repeating: 0, count: areaCodes.count)
    for i in bed.indices where isDryGround(i) && area[i] >= 0 {
      sums[Int(area[i])] += Double(bed[i])
      counts[Int(area[i])] += 1
    }
    return zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
  }

  /// What must be said wherever this ground shows, Indonesian and English.
  public var note: String {
    switch source {
    case .synthetic(let seed):
      "sintetis: medan buatan program (benih \(seed)), bukan hasil ukur / synthetic: ground made by a program (seed \(seed)), not surveyed"
    case .user(let name): "medan / ground: \(name)"
    }
  }

  /// The bed as a raster, with no data in the sea and outside.
  public func raster() -> Raster? {
    Raster(
      columns: grid.columns, rows: grid.rows, corner: grid.corner, cell: grid.cell,
      values: bed.indices.map { isGround($0) ? bed[$0] : -9999 })
  }

  /// Sizes, finite beds, channels that hang together and reach the sea.
  public func checkInvariants() -> [Problem] {
    var faults: [String] = []
    let n = grid.count
    if bed.count != n || cover.count != n || manning.count != n || area.count != n { faults.append("arrays of other sizes") }
    if !faults.isEmpty { return [Problem("flood.terrain.size", faults.joined(separator: "; "))] }
    for i in 0..<n where isGround(i) && !(bed[i] > -100 && bed[i] < 10_000 && manning[i] > 0 && manning[i] < 5) {
      faults.append("cell \(i) with bed \(bed[i]) and n \(manning[i])")
      if faults.count > 10 { break }
    }
    for channel in channels {
      for (a, b) in zip(channel.cells, channel.cells.dropFirst()) {
        let (row, column) = (Int(a) / grid.columns, Int(a) % grid.columns)
        let (nextRow, nextColumn) = (Int(b) / grid.columns, Int(b) % grid.columns)
        if abs(row - nextRow) + abs(column - nextColumn) != 1 { faults.append("\(channel.id): a gap after cell \(a)") }
      }
    }
    return faults.map { Problem("flood.terrain", $0) }
  }
}
