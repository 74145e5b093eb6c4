/// What the call-out room accepts at most, all in one place. What lies beyond is refused with a `CalloutNotice`.
public enum CalloutLimits {
  /// Messages that may be open at once: a broadcast to the largest roster and all orders of a large operation beside it.
  public static let openMessages = 250_000
  /// Tries of one message on its channel.
  public static let attemptsPerMessage = 20
  /// Tries of one message whose outcome stayed unknown; after that it stays "perhaps sent".
  public static let doubtsPerMessage = 3
  /// Rungs of one chase.
  public static let rungsPerChase = 12
  /// Hours that a chase lasts at most, whatever its deadline.
  public static let chaseHours = 24
  /// Hours for which an ended chase is kept so that late receipts and answers still find it.
  public static let memoryHours = 24
  /// Bytes of a reply that are read; the rest is kept for the person at the desk and not looked at.
  public static let replyBytes = 1_000
  /// Words of a reply that are read.
  public static let replyWords = 60
  /// Bytes of a message's id.
  public static let messageIDBytes = 64
  /// Milliseconds by which a clock may differ before it counts as changed.
  public static let clockJump: Int64 = 5 * 60_000
}
