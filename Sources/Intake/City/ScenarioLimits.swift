/// What a scenario may hold at most.
public enum ScenarioLimits {
  public static let injects = 2_000
  /// Points of one series, windows of one list.
  public static let points = 20_000
  /// Rows of a table by depth or hour.
  public static let rows = 100
  /// Pumps, gates, drains, rivers, rains, outages, sensors, absences: of each.
  public static let items = 1_000
  public static let objectives = 100
  public static let tasks = 100
  /// Files that a scenario names.
  public static let files = 50
  /// Minutes between frames of the flood.
  public static let framesMinutes = 1...720
}
