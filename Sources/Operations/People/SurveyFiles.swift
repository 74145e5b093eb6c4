import Basics
import Foundation
import Incident
import Intake
import Staffing

/// The seasons of a need map, read from scenario files or from all scenarios of a city pack.
public struct SurveyFiles: Sendable {
  public var city: City
  /// As the pack has it, before a scenario moves or limits it.
  public var roster: Roster
  public var scenarios: [Scenario]
  public var problems: [Problem] = []
  public var ages: RetirementAges

  /// What beside the scenarios of a pack ends in `.yaml`.
  private static let otherFiles = ["city.yaml", "roles.yaml", "postures.yaml", "assumptions.yaml"]

  /// - Parameters:
  ///   - paths: scenario files; empty takes all of the folder but those for listed participants.
  ///   - posture: only scenarios that use it.
  ///   - ages: table of retirement ages; nil for the usual ones.
  /// - Throws: a `Problem` where a file is missing or unreadable, or no scenario is left.
  public init(
    paths: [String], city folder: String, posture: String? = nil, roster rosterPath: String? = nil, ages agesPath: String? = nil
  ) throws(Problem) {
    let isWhole = paths.isEmpty
    let files = isWhole ? try Self.scenarios(in: folder) : paths
    var read: [ScenarioFiles] = []
    for path in files { read.append(try ScenarioFiles(path)) }
    if isWhole { read.removeAll { $0.scenario.participants != .everyone } }
    if let posture {
      let known = read.first?.city.postures.map(\.id.rawValue) ?? []
      read.removeAll { !$0.scenario.postures.contains(PostureID(posture)) }
      if read.isEmpty {
        throw Problem(
          "staffing.posture", "no scenario uses a posture \"\(posture)\"",
          advice: suggestion(for: posture, among: known).map { "you mean \"\($0)\"?" }, exit: .usage)
      }
    }
    guard let first = read.first else {
      throw Problem("staffing.scenarios", "\(folder) holds no scenario", advice: "name scenario files.", exit: .usage)
    }
    guard read.count <= StaffingLimits.seasons else {
      throw Problem("staffing.seasons", "\(read.count) scenarios, more than \(StaffingLimits.seasons)", exit: .usage)
    }
    city = first.city
    scenarios = read.map(\.scenario)
    let day = first.scenario.rosterDay ?? first.scenario.start.date(offsetMinutes: city.offsetMinutes)
    let people = try RosterFiles(
      rosterPath ?? "\(first.folder)/roster.csv", units: rosterPath == nil ? "\(first.folder)/units.csv" : nil, city: city,
      today: day, existing: Roster(units: [], staff: []), entropy: .seeded(first.scenario.seed))
    if let error = people.problems.first(where: { $0.severity == .error }) { throw error }
    roster = people.roster
    ages = .standard
    if let agesPath {
      let reading = RetirementTable.read(try Files.read(agesPath), file: agesPath)
      if let error = reading.problems.first(where: { $0.severity == .error }) { throw error }
      ages = reading.value
    }
  }

  private static func scenarios(in folder: String) throws(Problem) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Problem("city.folder", "there is no folder \"\(folder)\"", exit: .missingFile)
    }
    return names.filter { $0.hasSuffix(".yaml") && !otherFiles.contains($0) }.sorted()
      .map { (folder as NSString).appendingPathComponent($0) }
  }

  /// The day of the earliest scenario.
  public var firstDay: CivilDate {
    scenarios.map { $0.start.date(offsetMinutes: city.offsetMinutes) }.min() ?? CivilDate(dayNumber: 0)
  }

  /// - Parameter on: judge people on this day in place of each scenario's own.
  public func survey(on day: CivilDate? = nil, days: Int = 365) -> NeedSurvey {
    let seasons = scenarios.map { NeedSeason(scenario: $0, city: city, roster: roster, on: day, ages: ages) }
    var survey = NeedSurvey(seasons: seasons, from: day ?? firstDay, ages: ages)
    survey.days = days
    return survey
  }
}
