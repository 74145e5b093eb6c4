import Basics

/// Notices that the wall clock was set, by a steady clock beside it (one that no one sets, as milliseconds since the machine's
/// start). Without it a clock set forward cannot be told from a long sleep.
///
/// The time that it gives never runs back by less than a jump: a clock that is corrected by a little stands still meanwhile.
public struct ClockGuard: Sendable {
  private var last: (time: Instant, steady: Int64)?

  public init() {}

  /// - Returns: the time to work by, and by how much the wall clock was set if that was more than `CalloutLimits.clockJump`; then
  ///   `Switchboard.clockChanged(by:)` is called before anything else.
  public mutating func read(wall: Instant, steady: Int64) -> (time: Instant, jump: Int64?) {
    guard let before = last else {
      last = (wall, steady)
      return (wall, nil)
    }
    let expected = before.time.adding(milliseconds: max(0, steady - before.steady))
    let difference = wall.milliseconds - expected.milliseconds
    let isJump = abs(difference) > CalloutLimits.clockJump
    let time = isJump ? wall : max(before.time, wall)
    last = (time, steady)
    return (time, isJump ? difference : nil)
  }
}
