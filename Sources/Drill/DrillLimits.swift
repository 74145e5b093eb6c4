/// What a drill accepts at most.
public enum DrillLimits {
  /// Injects of one scenario.
  public static let injects = 2_000
  /// Replications of one batch.
  public static let replications = 1_000_000
  public static let shards = 1_000
}
