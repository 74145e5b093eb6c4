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
    let parts = Parts(
      scenario: scenario, file: files.bytes, attachments: files.attachments, pack: files.pack, city: files.city,
      roster: scenario.roster(people.roster, offsetMinutes: files.city.offsetMinutes))
    setting = try parts.setting(water: source, terrain: terrain, floods: Self.floods(files.folder))
  }

  /// Where the true water comes from.
  public enum WaterSource: Sendable {
    /// Computed where the scenario drives it, else as reported.
    case best
    case reported
  }

  /// Threads of the water: one for each processor that had nothing to do in the last minute, at most eight; they change no bit of it.
  /// They meet three times in each step, so that on a busy machine two of them are far slower than one.
  static var waterThreads: Int {
    var busy = [0.0]
    guard getloadavg(&busy, 1) == 1 else { return 1 }
    return max(1, min(8, ProcessInfo.processInfo.activeProcessorCount - Int(busy[0].rounded())))
  }

  static let syntheticWater = Bilingual(
    id: "Air dihitung di atas tanah sintetis; hujan dan debit sungai diandaikan.",
    en: "Water is computed over synthetic ground; rain and river flow are assumed.")

  /// The city's list of floods as they were reported; nil where it has none.
  private static func floods(_ folder: String) throws(Problem) -> (name: String, bytes: [UInt8])? {
    let path = (folder as NSString).appendingPathComponent("floods.csv")
    return Files.exists(path) ? (path, try Files.read(path)) : nil
  }

  /// What a setting is made from, wherever it was read: a scenario's files, or the database of a drill.
  struct Parts {
    var scenario: Scenario
    var file: [UInt8]
    var attachments: [CityFile]
    var pack: CityPack
    var city: City
    var roster: Roster

    /// With the water computed where the scenario drives it.
    /// - Parameter floods: the city's list of reported floods, for the table of reported against simulated.
    func setting(water source: WaterSource, terrain: String?, floods: (name: String, bytes: [UInt8])? = nil) throws(Problem)
      -> DrillSetting
    {
      guard source == .best, scenario.water.isDriven else { return make(try reported(), synthetic: []) }
      let flood = try flood(terrain)
      var options = CityFlood.defaultOptions
      options.threads = DrillFiles.waterThreads
      guard let result = try flood.flood.run(everyMinutes: max(5, scenario.framesMinutes), options: options) else {
        throw Problem("drill.water", "the water was stopped before its end", exit: .tryAgain)
      }
      var setting = make(water(result.depths, flood), synthetic: [DrillFiles.syntheticWater])
      setting.tide = { flood.seaMillimetres(at: $0) }
      if let floods { setting.believability = try believability(result, floods) }
      return setting
    }

    /// With water that was computed before.
    func setting(kept grid: DepthGrid) throws(Problem) -> DrillSetting {
      let flood = scenario.water.isDriven ? try flood(nil) : nil
      var setting = make(water(grid, flood), synthetic: [DrillFiles.syntheticWater])
      if let flood { setting.tide = { flood.seaMillimetres(at: $0) } }
      return setting
    }

    private func water(_ grid: DepthGrid, _ flood: ScenarioFlood?) -> DrillWater {
      let inhabited = scenario.residents.inhabitedWithinMetres.flatMap { metres in
        InhabitedGround.mask(grid, city: city, withinMetres: metres, ground: flood?.flood.terrain)
      }
      return DrillWater(grid: grid, city: city, inhabited: inhabited)
    }

    private func make(_ water: DrillWater, synthetic: [Bilingual]) -> DrillSetting {
      var setting = DrillSetting(
        scenario: scenario, file: file, pack: pack, city: city, roster: roster, water: water, synthetic: synthetic)
      setting.attachments = attachments
      return setting
    }

    private func flood(_ terrain: String?) throws(Problem) -> ScenarioFlood {
      var dem: (name: String, raster: Raster)?
      if let path = terrain {
        let reading = GridReader.read(try Files.read(path), file: path)
        if let problem = reading.problems.first(where: { $0.severity == .error }) { throw problem }
        dem = reading.value?.raster.map { (path, $0) }
      }
      return try ScenarioFlood(scenario: scenario, city: city, files: pack.files, dem: dem)
    }

    /// Depths as reported, where the scenario drives no water.
    private func reported() throws(Problem) -> DrillWater {
      guard let reported = scenario.depths else {
        throw Problem(
          "drill.water", "the scenario has neither water that is computed nor depths that were reported",
          advice: "state tide, rain or rivers with a terrain, or `depths:`.")
      }
      return DrillWater(reported: reported, city: city, span: scenario.span, everyMinutes: max(5, scenario.framesMinutes))
    }

    /// The table of reported against simulated water.
    private func believability(_ result: CityFloodResult, _ floods: (name: String, bytes: [UInt8])) throws(Problem) -> [[String]]
    {
      let reports = ReportedFlood.read(floods.bytes, file: floods.name)
      if let problem = reports.problems.first(where: { $0.severity == .error }) { throw problem }
      let table = Believability(reports: reports.value, results: [result], offsetMinutes: city.offsetMinutes, fitted: [])
      let names = Dictionary(city.areas.map { ($0.id.rawValue, $0.name) }, uniquingKeysWith: { first, _ in first })
      return table.computedRows(names: names)
    }
  }
}
