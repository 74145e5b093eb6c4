import Basics
import Foundation

/// The machine's clock and a way to wait, for services that run until they are stopped. Tests give one that waits for nobody.
public struct HostClock: Sendable {
  /// Wall clock, and milliseconds of a clock that nobody sets.
  public var read: @Sendable () -> (wall: Instant, steady: Int64)
  /// Waits so many milliseconds; ends early, by throwing or not, where the task is cancelled.
  public var wait: @Sendable (Int64) async throws -> Void

  public init(
    read: @escaping @Sendable () -> (wall: Instant, steady: Int64), wait: @escaping @Sendable (Int64) async throws -> Void
  ) {
    self.read = read
    self.wait = wait
  }

  /// Of this machine.
  public static let system: HostClock = {
    let steady = ContinuousClock()
    let start = steady.now
    return HostClock(
      read: {
        let passed = start.duration(to: steady.now).components
        return (
          Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))),
          passed.seconds * 1000 + passed.attoseconds / 1_000_000_000_000_000
        )
      },
      wait: { try await Task.sleep(for: .milliseconds($0)) })
  }()
}
