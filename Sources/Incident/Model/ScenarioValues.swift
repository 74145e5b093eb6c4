import Basics

/// Where a scenario's figure comes from: a source that is named, or the word that says that there is none.
public struct ParameterSource: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A paper, an agency, a press report, a measurement.
    case cited
    /// Nobody counted it; plausible.
    case assumed
    /// Chosen so that the simulation fits a reported flood: that flood proves nothing about it.
    case fitted
  }

  /// File that states it, as `assumptions.yaml`.
  public var file: String
  /// Key path there, as `residents.meals_per_day`; it covers what lies below it.
  public var path: String
  public var kind: Kind
  /// As the file words it.
  public var text: String

  public init(file: String, path: String, kind: Kind, text: String) {
    self.file = file
    self.path = path
    self.kind = kind
    self.text = text
  }
}

/// A figure by depth of water: each row holds from its depth up to the next row's; 0 below the first.
public struct DepthTable: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var fromMillimetres: Int
    public var value: Double

    public init(fromMillimetres: Int, value: Double) {
      self.fromMillimetres = fromMillimetres
      self.value = value
    }
  }

  /// In ascending order of depth.
  public var rows: [Row]

  public init(_ rows: [Row]) { self.rows = rows }

  /// `[(cm, value)]`
  init(centimetres rows: [(Int, Double)]) { self.rows = rows.map { Row(fromMillimetres: $0 * 10, value: $1) } }

  public func value(millimetres depth: Int) -> Double { rows.last { $0.fromMillimetres <= depth }?.value ?? 0 }
}

/// A figure by hour of the local day: each row holds from its minute until the next row's, the last one over midnight.
public struct HourTable: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// 0...1439
    public var fromMinute: Int
    public var value: Double

    public init(fromMinute: Int, value: Double) {
      self.fromMinute = fromMinute
      self.value = value
    }
  }

  /// In ascending order, at least one.
  public var rows: [Row]

  public init(_ rows: [Row]) { self.rows = rows }

  public init(constant value: Double) { rows = [Row(fromMinute: 0, value: value)] }

  public func value(minuteOfDay minute: Int) -> Double {
    (rows.last { $0.fromMinute <= minute } ?? rows.last)?.value ?? 0
  }
}

/// A lognormal delay: half of all are shorter than the median; ln of the delay has this standard deviation.
public struct DelayModel: Hashable, Sendable {
  /// Minutes, above 0.
  public var medianMinutes: Double
  /// Of the natural logarithm; 0 for a fixed delay.
  public var spread: Double

  public init(medianMinutes: Double, spread: Double) {
    self.medianMinutes = medianMinutes
    self.spread = spread
  }

  /// One draw in minutes. - Parameter factor: multiplies the median.
  public func minutes(_ stream: inout RandomStream, factor: Double = 1) -> Double {
    medianMinutes * factor * ExactMath.exp(spread * stream.normal())
  }
}
