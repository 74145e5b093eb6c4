import Basics
import Geography
import Incident
import Publication

/// What is said of the water at one instant: seen before now, expected after it. The two are never mixed, nothing synthetic enters an
/// actual operation, and where nothing is said the row says so.
struct WaterOutlook {
  struct Row {
    var depth: AreaDepth
    /// The last thing seen, however old: for the words beside a gap.
    var last: DepthRecord?
  }

  /// Hours that the slider goes back and ahead.
  static let hoursBack = 6
  static let hoursAhead = 24

  let now: Instant
  let at: Instant
  let rows: [Row]
  var isAhead: Bool { at > now }
  var areas: [AreaDepth] { rows.map(\.depth) }
  /// Whether anybody expects anything at that instant.
  var hasStatement: Bool { rows.contains { $0.depth.sample != nil } }

  init(_ picture: Picture, _ operation: EmergencyOperation, at instant: Instant, now: Instant) {
    self.now = now
    at = instant
    let isAhead = instant > now
    let seen = (picture.statedDepths[operation.id]?.samples ?? []) + operation.depthSeries().samples
    let reported = DepthSeries(samples: seen.filter { $0.observed <= now })
    let expected = Self.expected(picture, operation)
    rows = picture.city.areas.enumerated().map { i, area in
      let code = area.id.rawValue
      let statement = isAhead ? expected.sample(area: code, at: instant) : reported.sample(area: code, at: instant)
      let sample = statement.flatMap { operation.mode == .actual && $0.source.isSynthetic ? nil : $0 }
      return Row(depth: AreaDepth(area: area, number: i + 1, sample: sample), last: operation.lastDepth(area.id))
    }
  }

  /// Forecasts of the log and, in an exercise, what its scenario states for later: to those who play it is a forecast.
  private static func expected(_ picture: Picture, _ operation: EmergencyOperation) -> DepthSeries {
    let stated = operation.mode == .exercise ? picture.expectedDepths[operation.id]?.samples ?? [] : []
    let staged = stated.map { sample in
      var sample = sample
      if sample.source == .reported { sample.source = .forecast }
      sample.observed = operation.openedAt
      return sample
    }
    return DepthSeries(samples: staged + operation.forecastSeries().samples)
  }

  /// The instants of the slider: whole hours around now, and now itself.
  static func instants(_ now: Instant) -> [Instant] {
    let hour: Int64 = 3_600_000
    let base = now.milliseconds / hour * hour
    let hours = (-hoursBack...hoursAhead).map { Instant(milliseconds: base + Int64($0) * hour) }
    return (hours.filter { $0 < now } + [now] + hours.filter { $0 > now })
  }

  /// What a query names, held to the slider's span; now where it names nothing.
  static func instant(_ text: String?, _ now: Instant) -> Instant {
    guard let text, let wanted = Instant(text) else { return now }
    let low = now.adding(minutes: -(hoursBack + 1) * 60)
    return min(max(wanted, low), now.adding(minutes: (hoursAhead + 1) * 60))
  }
}
