import Basics

/// What happens at an outer edge of the grid.
public enum FloodEdge: Hashable, Sendable {
  /// Nothing passes.
  case wall
  /// Water leaves at the speed of normal flow down the bed (or the surface) and never comes back.
  case open
  /// Water level in metres, in the cells of the edge.
  case level(FloodSeries)
  /// Inflow over the whole edge in m3/s, equal for each cell of it that is inside; negative flows out, as far as there is water.
  case flow(FloodSeries)
}

/// The four edges.
public struct FloodEdges: Hashable, Sendable {
  public var west: FloodEdge
  public var east: FloodEdge
  public var north: FloodEdge
  public var south: FloodEdge

  public init(west: FloodEdge = .wall, east: FloodEdge = .wall, north: FloodEdge = .wall, south: FloodEdge = .wall) {
    self.west = west
    self.east = east
    self.north = north
    self.south = south
  }
}

/// Cells whose water stands at a given level: the sea, a lake. Sea beyond the cells at the shore is best left outside.
public struct FloodLevel: Sendable {
  public var cells: [Int]
  /// Metres, in the datum of the bed.
  public var level: FloodSeries

  public init(cells: [Int], level: FloodSeries) {
    self.cells = cells
    self.level = level
  }
}

/// Rain by zone. Rows of a series hold until the next.
public struct FloodRain: Sendable {
  /// mm/h for each zone.
  public var zones: [FloodSeries]
  /// Zone of each cell; empty: zone 0 everywhere.
  public var zoneOfCell: [UInt8]

  public init(zones: [FloodSeries] = [], zoneOfCell: [UInt8] = []) {
    self.zones = zones
    self.zoneOfCell = zoneOfCell
  }
}

/// How ground takes up rain and water that stands on it.
public enum FloodSoil: Hashable, Sendable {
  /// Roofs, asphalt, open water.
  case sealed
  /// SCS curve number, 1...100: of the rain P since the start, Q = (P - Ia)^2 / (P - Ia + S) runs off, with
  /// S = 25400/CN - 254 mm and Ia = 0.2 S.
  case curveNumber(Double)
  /// Green-Ampt: conductivity mm/h, suction head at the wetting front mm, moisture that the soil can still take 0...1.
  case greenAmpt(conductivity: Double, suction: Double, deficit: Double)
}

/// Soil by cell.
public struct FloodSoils: Sendable {
  public var classes: [FloodSoil]
  /// Class of each cell; empty: class 0 everywhere.
  public var classOfCell: [UInt8]

  public init(classes: [FloodSoil] = [], classOfCell: [UInt8] = []) {
    self.classes = classes
    self.classOfCell = classOfCell
  }
}

/// Water from outside at some cells: where a river enters the grid.
public struct FloodInflow: Sendable {
  public var name: String
  public var cells: [Int]
  /// m3/s over all its cells, each an equal share; negative takes water out, as far as there is some.
  public var flow: FloodSeries

  public init(name: String, cells: [Int], flow: FloodSeries) {
    self.name = name
    self.cells = cells
    self.flow = flow
  }
}

/// Drains under some cells: a sink that fails when its outlet lies under the tide.
public struct FloodDrain: Sendable {
  /// Where the water goes: the level there, and the levels between which the capacity falls from full to nothing.
  public struct Outlet: Sendable {
    public var level: FloodSeries
    public var freeBelow: Double
    public var blockedAbove: Double

    public init(level: FloodSeries, freeBelow: Double, blockedAbove: Double) {
      self.level = level
      self.freeBelow = freeBelow
      self.blockedAbove = blockedAbove
    }

    /// Share of the capacity that is left, 0...1.
    public func share(at time: Double) -> Double {
      let level = self.level.value(at: time)
      if level <= freeBelow { return 1 }
      return level >= blockedAbove ? 0 : (blockedAbove - level) / (blockedAbove - freeBelow)
    }
  }

  public var name: String
  public var cells: [Int]
  /// mm/h that each cell loses while it has water.
  public var capacity: Double
  public var outlet: Outlet?
  /// 0...1: what of it works (blocked, cleaned); rows hold.
  public var working: FloodSeries

  public init(name: String, cells: [Int], capacity: Double, outlet: Outlet? = nil, working: FloodSeries = .constant(1)) {
    self.name = name
    self.cells = cells
    self.capacity = capacity
    self.outlet = outlet
    self.working = working
  }
}

/// A pump: takes water from cells while they are deep enough and gives it to others, or takes it out of the area.
public struct FloodPump: Sendable {
  public var name: String
  public var intake: [Int]
  /// Empty: out of the area.
  public var outlet: [Int]
  /// m3/s.
  public var capacity: Double
  /// It leaves this much water standing, metres.
  public var leaves: Double
  /// 0...1: off, on, or a part of it; rows hold.
  public var working: FloodSeries

  public init(
    name: String, intake: [Int], outlet: [Int] = [], capacity: Double, leaves: Double = 0.05,
    working: FloodSeries = .constant(1)
  ) {
    self.name = name
    self.intake = intake
    self.outlet = outlet
    self.capacity = capacity
    self.leaves = leaves
    self.working = working
  }
}

/// The border between a cell and its neighbour to the east or to the south.
public struct FloodFace: Hashable, Sendable {
  public enum Side: Hashable, Sendable { case east, south }
  public var cell: Int
  public var side: Side

  public init(cell: Int, side: Side) {
    self.cell = cell
    self.side = side
  }
}

/// Faces that can be shut: a tidal gate, a door in a wall; with `isOpen` always 0, the wall itself.
public struct FloodGate: Sendable {
  public var name: String
  public var faces: [FloodFace]
  /// Open from 0.5 up; rows hold.
  public var isOpen: FloodSeries

  public init(name: String, faces: [FloodFace], isOpen: FloodSeries) {
    self.name = name
    self.faces = faces
    self.isOpen = isOpen
  }
}

/// All that drives a run.
public struct FloodDrivers: Sendable {
  /// Metres a cell; empty: dry.
  public var initialDepth: [Double] = []
  public var edges = FloodEdges()
  public var levels: [FloodLevel] = []
  public var rain = FloodRain()
  public var soils = FloodSoils()
  public var inflows: [FloodInflow] = []
  public var drains: [FloodDrain] = []
  public var pumps: [FloodPump] = []
  public var gates: [FloodGate] = []

  public init() {}
}
