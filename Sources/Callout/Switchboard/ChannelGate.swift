import Basics

/// How fast messages may leave over one way: the generic cell rate algorithm (ITU-T I.371), one instant of memory.
struct RateGate: Hashable, Sendable {
  /// The instant at which all that has left would have left at the even rate.
  private var horizon: Instant?

  /// When the next message may leave: `instant`, or later.
  func free(_ rate: CalloutSettings.Rate, at instant: Instant) -> Instant {
    guard let horizon else { return instant }
    return max(instant, horizon.adding(milliseconds: -rate.spacing * Int64(rate.burst - 1)))
  }

  mutating func pass(_ rate: CalloutSettings.Rate, at instant: Instant) {
    horizon = max(horizon ?? instant, instant).adding(milliseconds: rate.spacing)
  }

  mutating func shift(by milliseconds: Int64) { horizon = horizon?.adding(milliseconds: milliseconds) }
}

/// A channel's rate and its circuit breaker.
struct ChannelGate: Hashable, Sendable {
  var rate = RateGate()
  private(set) var failures = 0
  /// Left alone until then; one message tries it.
  private var probeAt: Instant?

  func isDown(_ settings: CalloutSettings) -> Bool { failures >= settings.breakerFailures }

  /// When a message may be tried over this channel.
  func free(_ settings: CalloutSettings, _ rate: CalloutSettings.Rate?, at instant: Instant) -> Instant {
    var at = rate.map { self.rate.free($0, at: instant) } ?? instant
    if isDown(settings), let probeAt { at = max(at, probeAt) }
    return at
  }

  mutating func pass(_ settings: CalloutSettings, _ rate: CalloutSettings.Rate?, at instant: Instant) {
    if let rate { self.rate.pass(rate, at: instant) }
    if isDown(settings) { probeAt = instant.adding(seconds: settings.probeSeconds) }
  }

  /// Returns true where this failure made the channel count as down.
  mutating func failed(_ settings: CalloutSettings, at instant: Instant) -> Bool {
    failures += 1
    guard failures == settings.breakerFailures else { return false }
    probeAt = instant.adding(seconds: settings.probeSeconds)
    return true
  }

  /// Returns true where the channel counted as down before.
  mutating func worked(_ settings: CalloutSettings) -> Bool {
    let wasDown = isDown(settings)
    failures = 0
    probeAt = nil
    return wasDown
  }

  mutating func shift(by milliseconds: Int64) {
    rate.shift(by: milliseconds)
    probeAt = probeAt?.adding(milliseconds: milliseconds)
  }
}
