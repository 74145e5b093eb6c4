import Basics

/// The predicted tide of a station, and what wind and weather add.
///
/// eta(t) = sum of f A cos(V + u - g), with V, f and u taken at t itself. Metres above mean sea level; the same bits on each
/// machine (`ExactMath`).
public struct TidePrediction: Sendable {
  /// A turn of the tide.
  public struct Extreme: Hashable, Sendable {
    public var at: Instant
    /// Whole millimetres above mean sea level.
    public var millimetres: Int32
    public var isHigh: Bool

    public init(at: Instant, millimetres: Int32, isHigh: Bool) {
      self.at = at
      self.millimetres = millimetres
      self.isHigh = isHigh
    }
  }

  public let station: TideStation
  public let surge: Surge

  public init(station: TideStation, surge: Surge = .none) {
    self.station = station
    self.surge = surge
  }

  /// Metres above mean sea level, surge included. About a microsecond a constituent.
  public func level(at instant: Instant) -> Double { astronomical(at: instant).level + surge.level(at: instant) }

  /// Whole millimetres above mean sea level, surge included.
  public func millimetres(at instant: Instant) -> Int32 { Int32((level(at: instant) * 1000).rounded()) }

  /// Levels at equal steps, first and last instant included where the step fits. At most `FloodLimits.tideSamples`.
  public func levels(from start: Instant, through end: Instant, everyMinutes step: Int) -> [(at: Instant, level: Double)] {
    guard step > 0, start <= end else { return [] }
    let count = min(FloodLimits.tideSamples, end.minutes(since: start) / step + 1)
    return (0..<count).map { i in
      let at = start.adding(minutes: i * step)
      return (at, level(at: at))
    }
  }

  /// Level, and its rate in metres an hour (nodal factors held: they change by 1e-4 a day).
  func astronomical(at instant: Instant) -> (level: Double, rate: Double) {
    let sky = TidalAstronomy(instant)
    let latitude = station.position.latitude
    var level = 0.0
    var rate = 0.0
    for constituent in station.constituents {
      let factor = sky.nodal(of: constituent.harmonic, latitude: latitude)
      let lag = constituent.greenwichPhase / 360
      let cycles = sky.phase(of: constituent.harmonic) - lag
      let angle = (cycles - cycles.rounded(.down)) * TidalAstronomy.turn
      let cosine = ExactMath.cos(angle)
      let sine = ExactMath.sin(angle)
      level += constituent.amplitude * (factor.re * cosine - factor.im * sine)
      rate -= constituent.amplitude * Self.speed(constituent.harmonic) * (factor.re * sine + factor.im * cosine)
    }
    return (level, rate)
  }

  /// Radians an hour.
  private static func speed(_ harmonic: TidalHarmonic) -> Double {
    let parents = harmonic.parents
    if !parents.isEmpty { return parents.reduce(0) { $0 + speed($1) } }
    let a = harmonic.argument
    let moon = 13.1763965268 / 360
    let sun = 0.9856473354 / 360
    let perigee = 0.1114040803 / 360
    return (a.tau * (1 + sun - moon) + a.s * moon + a.h * sun + a.p * perigee) * TidalAstronomy.turn / 24
  }

  /// High and low waters of the astronomical tide within a span, in order; heights include the surge at that moment.
  ///
  /// Turns are looked for every 10 minutes and found to the second by halving; the surge does not move them. At most
  /// `FloodLimits.tideSamples` steps of 10 minutes (57 years) are looked at.
  public func extremes(during span: Interval) -> [Extreme] {
    guard span.start < span.end else { return [] }
    let step: Int64 = 600_000
    let steps = min(Int64(FloodLimits.tideSamples), (span.end.milliseconds - span.start.milliseconds + step - 1) / step)
    var found: [Extreme] = []
    var early = span.start
    var before = astronomical(at: early).rate
    for i in 1...max(1, steps) {
      let late = Instant(milliseconds: min(span.end.milliseconds, span.start.milliseconds + i * step))
      let after = astronomical(at: late).rate
      if (before > 0) != (after > 0) {
        let at = turn(between: early, late, rising: before > 0)
        if span.contains(at) { found.append(Extreme(at: at, millimetres: millimetres(at: at), isHigh: before > 0)) }
      }
      early = late
      before = after
    }
    return found
  }

  private func turn(between early: Instant, _ late: Instant, rising: Bool) -> Instant {
    var low = early.milliseconds
    var high = late.milliseconds
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if (astronomical(at: Instant(milliseconds: middle)).rate > 0) == rising { low = middle } else { high = middle }
    }
    return Instant(milliseconds: (high + 500) / 1000 * 1000)
  }
}

/// What weather adds to the tide, metres over time: linear between points, held before the first and after the last.
public struct Surge: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    public var at: Instant
    public var metres: Double

    public init(at: Instant, metres: Double) {
      self.at = at
      self.metres = metres
    }
  }

  /// Ascending by time.
  public let points: [Point]

  public init(_ points: [Point]) { self.points = points.sorted { $0.at < $1.at } }

  /// The same at all times.
  public init(metres: Double) { self.init([Point(at: Instant(milliseconds: 0), metres: metres)]) }

  public static let none = Surge([])

  public func level(at instant: Instant) -> Double {
    guard let first = points.first, let last = points.last else { return 0 }
    if instant <= first.at { return first.metres }
    if instant >= last.at { return last.metres }
    var low = 0
    var high = points.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if points[middle].at <= instant { low = middle } else { high = middle }
    }
    let span = Double(points[high].at.milliseconds - points[low].at.milliseconds)
    let part = Double(instant.milliseconds - points[low].at.milliseconds) / span
    return points[low].metres + part * (points[high].metres - points[low].metres)
  }
}
