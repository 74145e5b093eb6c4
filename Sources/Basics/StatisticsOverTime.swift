/// The average over time of a value that changes in steps (people waiting, boats out, posts unfilled).
public struct TimeAverage: Sendable, Equatable {
  public private(set) var value: Double
  private var since: Instant
  private var past: Summary

  /// What a span of time adds up to.
  public struct Summary: Sendable, Equatable, Mergeable {
    /// Value x milliseconds.
    public var integral = 0.0
    public var milliseconds: Int64 = 0
    /// The largest value that held for more than no time; nil for no time.
    public var maximum: Double?

    public init() {}

    /// Value x hours, as person-hours.
    public var hours: Double { integral / 3_600_000 }
    /// Nil for no time.
    public var mean: Double? { milliseconds > 0 ? integral / Double(milliseconds) : nil }

    /// Adds a span beside or after this one: the mean is then over both.
    public mutating func merge(_ other: Summary) {
      integral += other.integral
      milliseconds += other.milliseconds
      if let most = other.maximum { maximum = max(maximum ?? most, most) }
    }
  }

  public init(from start: Instant, value: Double = 0) {
    self.value = value
    since = start
    past = Summary()
  }

  /// From `instant` on the value is `newValue`. An instant before the last change counts as the last change.
  public mutating func set(_ newValue: Double, at instant: Instant) {
    past = summary(until: instant)
    since = max(since, instant)
    value = newValue
  }

  public mutating func change(by delta: Double, at instant: Instant) { set(value + delta, at: instant) }

  /// From the start to `end` (not before the last change).
  public func summary(until end: Instant) -> Summary {
    guard end > since else { return past }
    var all = past
    let length = end.milliseconds - since.milliseconds
    all.integral += value * Double(length)
    all.milliseconds += length
    all.maximum = max(past.maximum ?? value, value)
    return all
  }
}
