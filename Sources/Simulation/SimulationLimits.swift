/// What the simulation kernel accepts at most.
public enum SimulationLimits {
  /// Events that may wait at once.
  public static let pendingEvents = 50_000_000
}
