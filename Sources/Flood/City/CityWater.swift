import Basics
import Geography

extension TimedSeries {
  /// As seconds from `start`; constant 0 without points.
  func series(from start: Instant, form: FloodSeries.Form, scale: Double = 1) throws(Problem) -> FloodSeries {
    if points.isEmpty { return .constant(0) }
    return try FloodSeries(
      seconds: points.map { Double($0.at.milliseconds - start.milliseconds) / 1000 }, values: points.map { $0.value * scale },
      form: form)
  }
}

/// What drives the water of a city over some days, in the city's words: kelurahan, rivers and drains by name, pumps and gates with
/// their state over time. Heights are metres above mean sea level.
public struct CityWater: Sendable {
  public var span: Interval
  public var tide: TidePrediction
  /// Added to every level of the tide: mean sea level of the season above the datum of the ground, metres.
  public var tideOffset = 0.0
  public var rain: [Rain] = []
  public var rivers: [Inflow] = []
  public var soil = Soil()
  public var drains: [Drain] = []
  public var pumps: [Pump] = []
  public var gates: [Gate] = []

  public init(span: Interval, tide: TidePrediction) {
    self.span = span
    self.tide = tide
  }

  /// mm/h, each step until the next.
  public struct Rain: Hashable, Sendable {
    /// Kelurahan codes; empty for everywhere. An area named by several gets the last one.
    public var areas: [String]
    public var intensity: TimedSeries

    public init(areas: [String], intensity: TimedSeries) {
      self.areas = areas
      self.intensity = intensity
    }
  }

  /// Water that comes down a river from outside, m3/s.
  public struct Inflow: Hashable, Sendable {
    public enum Entry: Hashable, Sendable {
      /// The upper end of a channel of the terrain.
      case channel(String)
      case point(LocalPoint)
    }

    public var name: String
    public var entry: Entry
    public var discharge: TimedSeries

    public init(name: String, entry: Entry, discharge: TimedSeries) {
      self.name = name
      self.entry = entry
      self.discharge = discharge
    }
  }

  /// How rain soaks in: curve numbers of average moisture by cover, in other areas as stated; then turned to dry or wet.
  public struct Soil: Hashable, Sendable {
    public enum Moisture: String, Sendable, CaseIterable { case dry, average, wet }

    public var moisture = Moisture.wet
    /// Curve number (average moisture) of the ground of these kelurahan, in place of the cover's.
    public var curveNumbers: [Areas] = []

    public struct Areas: Hashable, Sendable {
      public var areas: [String]
      public var number: Double

      public init(areas: [String], number: Double) {
        self.areas = areas
        self.number = number
      }
    }

    public init() {}

    /// SCS: dry CN/(2.281 - 0.01281 CN), wet CN/(0.427 + 0.00573 CN).
    static func effective(_ number: Double, _ moisture: Moisture) -> Double {
      switch moisture {
      case .dry: max(1, number / (2.281 - 0.01281 * number))
      case .average: number
      case .wet: min(100, number / (0.427 + 0.00573 * number))
      }
    }
  }

  /// Small drains under the streets of some kelurahan: a sink that fails as the tide rises over its outlet.
  public struct Drain: Hashable, Sendable {
    public var name: String
    /// Empty for all that no other drain names.
    public var areas: [String]
    /// mm/h.
    public var capacity: Double
    /// The capacity falls from full at this tide to nothing `blocking` above it, metres.
    public var outletLevel: Double
    public var blocking = 0.3

    public init(name: String, areas: [String], capacity: Double, outletLevel: Double) {
      self.name = name
      self.areas = areas
      self.capacity = capacity
      self.outletLevel = outletLevel
    }
  }

  /// Takes water from the low ground around it out of the area.
  public struct Pump: Hashable, Sendable {
    public var name: String
    public var at: LocalPoint
    /// m3/s.
    public var capacity: Double
    /// It stands still then: broken, without power or without its crew.
    public var off: [Interval]

    public init(name: String, at: LocalPoint, capacity: Double, off: [Interval] = []) {
      self.name = name
      self.at = at
      self.capacity = capacity
      self.off = off
    }
  }

  /// A tide gate at the mouth of a channel.
  public struct Gate: Hashable, Sendable {
    public var name: String
    /// The channel that it closes.
    public var channel: String
    /// It is shut while the tide stands above this, metres; nil where only `closed` counts.
    public var closesAbove: Double?
    public var closed: [Interval]
    /// Cannot be moved then: stays as it was.
    public var stuck: [Interval]

    public init(
      name: String, channel: String, closesAbove: Double? = nil, closed: [Interval] = [], stuck: [Interval] = []
    ) {
      self.name = name
      self.channel = channel
      self.closesAbove = closesAbove
      self.closed = closed
      self.stuck = stuck
    }
  }
}
