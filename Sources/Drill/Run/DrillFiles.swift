import Basics
import Geography
import Incident
import Operations

/// A drill's setting from its files.
public struct DrillFiles: Sendable {
  public var setting: DrillSetting
  public var problems: [Problem]

  /// - Parameters:
  ///   - roster: in place of the city's `roster.csv`.
  ///   - seed: in place of the scenario's; ids of people depend on it.
  /// - Throws: the first error as a `Problem`.
  public init(
    _ path: String, outlines: String? = nil, roster: String? = nil, seed: UInt64? = nil, water source: WaterSource = .best
  ) throws(Problem) {
    let files = try ScenarioFiles(path, outlines: outlines)
    problems = files.problems
    var scenario = files.scenario
    if let seed { scenario.seed = seed }
    let people = try RosterFiles(
      roster ?? "\(files.folder)/roster.csv", units: roster == nil ? "\(files.folder)/units.csv" : nil, city: files.city,
      today: scenario.rosterDay ?? scenario.start.date(offsetMinutes: files.city.offsetMinutes),
      existing: Roster(units: [], staff: []),
      entropy: .seeded(scenario.seed))
    if let error = people.problems.first(where: { $0.severity == .error }) { throw error }
    let water = try Self.water(scenario, files.city)
    setting = DrillSetting(
      scenario: scenario, file: files.bytes, pack: files.pack, city: files.city,
      roster: scenario.roster(people.roster, offsetMinutes: files.city.offsetMinutes), water: water)
    setting.attachments = files.attachments
  }

  /// Where the true water comes from.
  public enum WaterSource: Sendable {
    /// Computed where the scenario drives it, else as reported.
    case best
    case reported
  }

  /// Depths as reported, where the scenario drives no water.
  private static func water(_ scenario: Scenario, _ city: City) throws(Problem) -> DrillWater {
    guard let reported = scenario.depths else {
      throw Problem(
        "drill.water", "the scenario has neither water that is computed nor depths that were reported",
        advice: "state `water:` or `depths:`.")
    }
    return DrillWater(reported: reported, city: city, span: scenario.span, everyMinutes: max(5, scenario.framesMinutes))
  }
}
