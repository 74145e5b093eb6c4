import Basics

/// Which simulated instant belongs to which wall instant in a live drill: x1 to x60 (and up), paused or running.
///
/// A value without a clock: the wall instants come in as arguments. Whole milliseconds and whole speeds, so that pausing, going on
/// and changing the speed lose nothing. A wall clock that is set back does not turn simulated time back: the mapping is held at the
/// last anchor.
///
/// A live drill does: `run.run(until: clock.simulated(at: wall))`, then sleeps until `clock.wall(when: run.scheduler.nextTime)`.
public struct PacedClock: Hashable, Sendable {
  /// Simulated milliseconds per millisecond of the wall clock, 1...`SimulationLimits.fastestPace`.
  public private(set) var speed: Int
  public private(set) var isPaused: Bool
  private var simulatedAnchor: Instant
  private var wallAnchor: Instant

  /// At the wall instant `wall` it is `simulated` in the drill. Speeds beyond the limits are brought to the nearest allowed one.
  public init(simulated: Instant, at wall: Instant, speed: Int = 1, isPaused: Bool = false) {
    simulatedAnchor = simulated
    wallAnchor = wall
    self.speed = Self.allowed(speed)
    self.isPaused = isPaused
  }

  /// The simulated instant at the wall instant `wall`.
  public func simulated(at wall: Instant) -> Instant {
    guard !isPaused else { return simulatedAnchor }
    let passed = wall.milliseconds.subtractingReportingOverflow(wallAnchor.milliseconds)
    let scaled = max(0, passed.overflow ? 0 : passed.partialValue).multipliedReportingOverflow(by: Int64(speed))
    let sum = simulatedAnchor.milliseconds.addingReportingOverflow(scaled.partialValue)
    return scaled.overflow || sum.overflow ? Instant(milliseconds: .max) : Instant(milliseconds: sum.partialValue)
  }

  /// The first wall instant at which the simulated one is reached; nil while paused or for nil. Never before the last anchor.
  public func wall(when simulated: Instant?) -> Instant? {
    guard !isPaused, let simulated else { return nil }
    let ahead = simulated.milliseconds.subtractingReportingOverflow(simulatedAnchor.milliseconds)
    let left = ahead.overflow ? Int64.max : max(0, ahead.partialValue)
    let sum = wallAnchor.milliseconds.addingReportingOverflow(left / Int64(speed) + (left % Int64(speed) > 0 ? 1 : 0))
    return Instant(milliseconds: sum.overflow ? .max : sum.partialValue)
  }

  public mutating func pause(at wall: Instant) {
    anchor(at: wall)
    isPaused = true
  }

  public mutating func proceed(at wall: Instant) {
    anchor(at: wall)
    isPaused = false
  }

  public mutating func setSpeed(_ newSpeed: Int, at wall: Instant) {
    anchor(at: wall)
    speed = Self.allowed(newSpeed)
  }

  /// Skips to another simulated instant, as after "step back" or "on to the next tide".
  public mutating func jump(to simulated: Instant, at wall: Instant) {
    anchor(at: wall)
    simulatedAnchor = simulated
  }

  private mutating func anchor(at wall: Instant) {
    simulatedAnchor = simulated(at: wall)
    wallAnchor = isPaused ? wall : max(wall, wallAnchor)
  }

  private static func allowed(_ speed: Int) -> Int { min(max(1, speed), SimulationLimits.fastestPace) }
}
