import Basics

/// A value over seconds since the start of a run. Before the first and after the last row the nearest row holds.
public struct FloodSeries: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    /// Straight lines between rows: levels, flows.
    case linear
    /// Each row holds until the next: rain, status.
    case held
  }

  /// Ascending.
  public let seconds: [Double]
  public let values: [Double]
  public let form: Form

  /// - Throws: `flood.series` where it is empty, too long, not ascending or not finite.
  public init(seconds: [Double], values: [Double], form: Form) throws(Problem) {
    guard !seconds.isEmpty, seconds.count == values.count, seconds.count <= FloodLimits.seriesRows else {
      throw Problem("flood.series", "\(seconds.count) times, \(values.count) values; expected 1 to \(FloodLimits.seriesRows)")
    }
    for i in seconds.indices {
      guard seconds[i].isFinite, values[i].isFinite else { throw Problem("flood.series", "row \(i + 1) is no number") }
      guard i == 0 || seconds[i - 1] < seconds[i] else {
        throw Problem("flood.series", "row \(i + 1) is not later than the row before: \(seconds[i]) s")
      }
    }
    self.seconds = seconds
    self.values = values
    self.form = form
  }

  private init(constant: Double) {
    seconds = [0]
    values = [constant]
    form = .held
  }

  public static func constant(_ value: Double) -> FloodSeries { FloodSeries(constant: value.isFinite ? value : 0) }

  /// O(log rows).
  public func value(at time: Double) -> Double {
    let after = firstRow(after: time)
    if after == 0 { return values[0] }
    if after == seconds.count || form == .held { return values[after - 1] }
    let part = (time - seconds[after - 1]) / (seconds[after] - seconds[after - 1])
    return values[after - 1] + part * (values[after] - values[after - 1])
  }

  /// The next time after `time` at which a row stands; infinity where none does.
  public func nextChange(after time: Double) -> Double {
    let after = firstRow(after: time)
    return after == seconds.count ? .infinity : seconds[after]
  }

  private func firstRow(after time: Double) -> Int {
    var low = 0
    var high = seconds.count
    while low < high {
      let middle = (low + high) / 2
      if seconds[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
