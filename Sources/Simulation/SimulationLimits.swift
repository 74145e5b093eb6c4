/// What the simulation kernel accepts at most.
public enum SimulationLimits {
  /// Events that may wait at once (a scheduler can be given less).
  public static let pendingEvents = 50_000_000
  /// Events handled at one and the same instant before a run stops: a world that keeps scheduling at `now` never moves on.
  public static let eventsAtOneInstant = 1_000_000
  /// Times as fast as the wall clock that a paced drill may go.
  public static let fastestPace = 3600
}
