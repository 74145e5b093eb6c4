import Basics
import Geography

/// What drives the water of a scenario: the flood engine's input in the domain's words. Heights are millimetres above mean sea
/// level, as the tide's.
public struct ScenarioWater: Hashable, Sendable {
  public var terrain: Terrain?
  /// The water's own start; earlier than the operation's where rain or river came before it. Nil for the operation's.
  public var from: Instant?
  public var tide: Tide?
  public var rain: [Rain] = []
  public var rivers: [RiverInflow] = []
  public var infiltration: [Infiltration] = []
  public var drains: [Drain] = []
  public var pumps: [Pump] = []
  public var gates: [Gate] = []

  public init() {}

  /// Whether there is ground and something that wets it; else depths come from reports.
  public var isDriven: Bool { terrain != nil && (tide != nil || !rain.isEmpty || !rivers.isEmpty) }

  /// The ground: a grid of the user's own, or a recipe by which a program makes one.
  public struct Terrain: Hashable, Sendable {
    public enum Ground: Hashable, Sendable {
      /// An ESRI ASCII grid beside the scenario.
      case file(String)
      /// A recipe known to the terrain program, as `dumai`: synthetic, and says so.
      case recipe(String)
    }

    public struct Window: Hashable, Sendable {
      public var west: Double
      public var east: Double
      public var south: Double
      public var north: Double

      public init(west: Double, east: Double, south: Double, north: Double) {
        self.west = west
        self.east = east
        self.south = south
        self.north = north
      }
    }

    public var ground: Ground
    public var cellMetres: Double
    /// Degrees; nil for the whole of the ground.
    public var window: Window?
    /// Settings of the recipe by name, sorted.
    public var settings: [Setting] = []

    public struct Setting: Hashable, Sendable {
      public var name: String
      public var value: Double

      public init(name: String, value: Double) {
        self.name = name
        self.value = value
      }
    }

    public init(ground: Ground, cellMetres: Double, window: Window? = nil) {
      self.ground = ground
      self.cellMetres = cellMetres
      self.window = window
    }

    public var isSynthetic: Bool { if case .recipe = ground { true } else { false } }
    public func setting(_ name: String) -> Double? { settings.first { $0.name == name }?.value }
  }

  public struct Tide: Hashable, Sendable {
    /// The file as the scenario names it.
    public var file: String
    /// Its bytes: `Flood.TideTable` reads them.
    public var constants: [UInt8]
    /// Added to every level: mean sea level of the season above the datum of the ground.
    public var offsetMillimetres: Int
    /// Wind and weather on top, millimetres, linear between points.
    public var surge: TimedSeries

    public init(
      file: String, constants: [UInt8], offsetMillimetres: Int = 0, surge: TimedSeries = TimedSeries(points: [])
    ) {
      self.file = file
      self.constants = constants
      self.offsetMillimetres = offsetMillimetres
      self.surge = surge
    }
  }

  /// Millimetres an hour, each step until the next.
  public struct Rain: Hashable, Sendable {
    /// Empty for everywhere. An area named by several gets the last one.
    public var areas: [AreaID]
    public var intensity: TimedSeries

    public init(areas: [AreaID], intensity: TimedSeries) {
      self.areas = areas
      self.intensity = intensity
    }
  }

  /// Water that comes down a river from outside: cubic metres a second, linear between points.
  public struct RiverInflow: Hashable, Sendable {
    public enum Entry: Hashable, Sendable {
      /// The upper end of this river of rivers.geojson.
      case river(String)
      case point(Coordinate)
    }

    public var id: String
    public var entry: Entry
    public var discharge: TimedSeries

    public init(id: String, entry: Entry, discharge: TimedSeries) {
      self.id = id
      self.entry = entry
      self.discharge = discharge
    }
  }

  /// SCS curve number of average moisture; `condition` turns it to dry or wet as flood-needs.md section 5.
  public struct Infiltration: Hashable, Sendable {
    public enum Condition: String, Sendable, CaseIterable { case dry, average, wet }

    /// Empty for everywhere else.
    public var areas: [AreaID]
    /// 1...100; 100 lets nothing in.
    public var curveNumber: Double
    public var condition: Condition

    public init(areas: [AreaID], curveNumber: Double, condition: Condition) {
      self.areas = areas
      self.curveNumber = curveNumber
      self.condition = condition
    }

    /// CN for the condition: dry CN/(2.281 - 0.01281 CN), wet CN/(0.427 + 0.00573 CN).
    public var effectiveCurveNumber: Double {
      switch condition {
      case .dry: curveNumber / (2.281 - 0.01281 * curveNumber)
      case .average: curveNumber
      case .wet: curveNumber / (0.427 + 0.00573 * curveNumber)
      }
    }
  }

  /// A sink that stops where its outlet is under the tide.
  public struct Drain: Hashable, Sendable {
    public var id: String
    /// Empty for everywhere else.
    public var areas: [AreaID]
    public var capacityMillimetresPerHour: Double
    public var outletLevelMillimetres: Int

    public init(id: String, areas: [AreaID], capacityMillimetresPerHour: Double, outletLevelMillimetres: Int) {
      self.id = id
      self.areas = areas
      self.capacityMillimetresPerHour = capacityMillimetresPerHour
      self.outletLevelMillimetres = outletLevelMillimetres
    }
  }

  /// A pump lifts water out of the cells of its area's low ground into the sea or river.
  public struct Pump: Hashable, Sendable {
    /// Of kind `pump` in places.csv.
    public var place: PlaceID
    public var cubicMetresPerSecond: Double
    /// Stands still while the area's power is off.
    public var needsPower: Bool
    /// Heads without whom it stands still; 0 for none.
    public var crew: Int
    /// When it is known to stand still, besides what injects do.
    public var broken: [Interval]

    public init(place: PlaceID, cubicMetresPerSecond: Double, needsPower: Bool, crew: Int = 0, broken: [Interval] = []) {
      self.place = place
      self.cubicMetresPerSecond = cubicMetresPerSecond
      self.needsPower = needsPower
      self.crew = crew
      self.broken = broken
    }
  }

  /// A tide gate: keeps the tide out of its drain while closed, and the rain in.
  public struct Gate: Hashable, Sendable {
    /// Of kind `gate` in places.csv.
    public var place: PlaceID
    /// River or drain that it closes.
    public var outlet: String
    /// It is closed when the tide stands above this; nil where only `closed` counts.
    public var closesAboveMillimetres: Int?
    public var closed: [Interval]
    /// Cannot be moved then: stays as it was.
    public var stuck: [Interval]

    public init(
      place: PlaceID, outlet: String, closesAboveMillimetres: Int? = nil, closed: [Interval] = [], stuck: [Interval] = []
    ) {
      self.place = place
      self.outlet = outlet
      self.closesAboveMillimetres = closesAboveMillimetres
      self.closed = closed
      self.stuck = stuck
    }
  }
}
