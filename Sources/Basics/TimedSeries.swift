/// A figure over time: points in order of their instants, no two at the same one.
public struct TimedSeries: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    public var at: Instant
    public var value: Double

    public init(at: Instant, value: Double) {
      self.at = at
      self.value = value
    }
  }

  public var points: [Point]

  /// - Parameter points: in ascending order.
  public init(points: [Point]) { self.points = points }

  /// The same figure at all times.
  public init(constant value: Double) { points = [Point(at: Instant(milliseconds: 0), value: value)] }

  public var isEmpty: Bool { points.isEmpty }

  /// Linear between points, level before the first and after the last; 0 without points. O(log points)
  public func value(at instant: Instant) -> Double {
    let after = firstIndex(after: instant)
    guard after > 0 else { return points.first?.value ?? 0 }
    let a = points[after - 1]
    guard after < points.count else { return a.value }
    let b = points[after]
    let share = Double(instant.milliseconds - a.at.milliseconds) / Double(b.at.milliseconds - a.at.milliseconds)
    return a.value + (b.value - a.value) * share
  }

  /// Holds from each point until the next; 0 before the first. O(log points)
  public func step(at instant: Instant) -> Double {
    let after = firstIndex(after: instant)
    return after > 0 ? points[after - 1].value : 0
  }

  private func firstIndex(after instant: Instant) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].at <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
