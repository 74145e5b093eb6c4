/// What a drill accepts at most.
public enum DrillLimits {
  /// Injects of one scenario.
  public static let injects = 2_000
}
