import Basics
import Flood
import Foundation
import Geography
import Incident
import Intake
import Operations

/// A drill's setting from its files.
public struct DrillFiles: Sendable {
  public var setting: DrillSetting
  public var problems: [Problem]

  /// - Parameters:
  ///   - roster: in place of the city's `roster.csv`.
  ///   - terrain: a user's own elevation model (ESRI ASCII grid) in place of the synthetic ground.
  ///   - seed: in place of the scenario's; ids of people depend on it.
  /// - Throws: the first error as a `Problem`.
  public init(
    _ path: String, outlines: String? = nil, roster: String? = nil, seed: UInt64? = nil, water source: WaterSource = .best,
    terrain: String? = nil
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
    let computed = source == .best && scenario.water.isDriven ? try Self.flood(scenario, files, terrain) : nil
    let water: DrillWater
    if let computed {
      water = DrillWater(grid: computed.result.depths, city: files.city)
    } else {
      water = try Self.reported(scenario, files.city)
    }
    setting = DrillSetting(
      scenario: scenario, file: files.bytes, pack: files.pack, city: files.city,
      roster: scenario.roster(people.roster, offsetMinutes: files.city.offsetMinutes), water: water,
      synthetic: computed.map { _ in [Self.syntheticWater] } ?? [])
    if let computed {
      let flood = computed.flood
      setting.tide = { flood.seaMillimetres(at: $0) }
      setting.believability = try Self.believability(computed.result, files)
    }
    setting.attachments = files.attachments
  }

  /// Where the true water comes from.
  public enum WaterSource: Sendable {
    /// Computed where the scenario drives it, else as reported.
    case best
    case reported
  }

  static let syntheticWater = Bilingual(
    id: "Air dihitung di atas tanah sintetis; hujan dan debit sungai diandaikan.",
    en: "Water is computed over synthetic ground; rain and river flow are assumed.")

  private static func flood(_ scenario: Scenario, _ files: ScenarioFiles, _ terrain: String?) throws(Problem) -> (
    flood: ScenarioFlood, result: CityFloodResult
  ) {
    var dem: (name: String, raster: Raster)?
    if let path = terrain {
      let reading = GridReader.read(try Files.read(path), file: path)
      if let problem = reading.problems.first(where: { $0.severity == .error }) { throw problem }
      dem = reading.value?.raster.map { (path, $0) }
    }
    let flood = try ScenarioFlood(scenario: scenario, city: files.city, files: files.pack.files, dem: dem)
    guard let result = try flood.flood.run(everyMinutes: max(5, scenario.framesMinutes)) else {
      throw Problem("drill.water", "the water was stopped before its end", exit: .tryAgain)
    }
    return (flood, result)
  }

  /// Depths as reported, where the scenario drives no water.
  private static func reported(_ scenario: Scenario, _ city: City) throws(Problem) -> DrillWater {
    guard let reported = scenario.depths else {
      throw Problem(
        "drill.water", "the scenario has neither water that is computed nor depths that were reported",
        advice: "state tide, rain or rivers with a terrain, or `depths:`.")
    }
    return DrillWater(reported: reported, city: city, span: scenario.span, everyMinutes: max(5, scenario.framesMinutes))
  }

  /// The table of reported against simulated water, of the city's list of floods (`floods.csv`); empty where it has none.
  private static func believability(_ result: CityFloodResult, _ files: ScenarioFiles) throws(Problem) -> [[String]] {
    let path = (files.folder as NSString).appendingPathComponent("floods.csv")
    guard Files.exists(path) else { return [] }
    let reports = ReportedFlood.read(try Files.read(path), file: path)
    if let problem = reports.problems.first(where: { $0.severity == .error }) { throw problem }
    let table = Believability(reports: reports.value, results: [result], offsetMinutes: files.city.offsetMinutes, fitted: [])
    let names = Dictionary(files.city.areas.map { ($0.id.rawValue, $0.name) }, uniquingKeysWith: { first, _ in first })
    return table.computedRows(names: names)
  }
}
