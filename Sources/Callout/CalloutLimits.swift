/// What the call-out room accepts at most.
public enum CalloutLimits {
  /// Messages that may wait to be sent at once.
  public static let pendingMessages = 100_000
}
