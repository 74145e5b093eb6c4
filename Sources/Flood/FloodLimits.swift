/// What the flood room accepts at most.
public enum FloodLimits {
  /// Cells of one grid.
  public static let cells = 16_000_000
  /// Values of one series of tide levels.
  public static let tideSamples = 3_000_000
  /// Rows of one series that drives a run.
  public static let seriesRows = 3_000_000
  /// Threads of one run.
  public static let threads = 256
  /// Minutes of one computed flood of a city: 60 days.
  public static let cityMinutes = 86_400
}
