import Basics
import Foundation
import Incident
import Intake

/// Units and people from their two files, checked against a city.
public struct RosterFiles: Sendable {
  public var roster: Roster
  public var problems: [Problem]
  public var rows: Int

  /// - Parameters:
  ///   - units: nil looks for `units.csv` beside the roster.
  ///   - existing: people who have an id already keep it.
  /// - Throws: a `Problem` where a file is missing or unreadable; what is wrong inside goes to `problems`.
  public init(
    _ path: String, units unitsPath: String?, city: City, today: CivilDate, existing: Roster, entropy: Entropy,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(Problem) {
    let beside = ((path as NSString).deletingLastPathComponent as NSString).appendingPathComponent("units.csv")
    let unitsFile = unitsPath ?? beside
    problems = []
    var units = existing.units
    var unitsRead: UnitsFile?
    if unitsPath != nil || Files.exists(unitsFile) {
      let reading = UnitsReader.readFile(bytes: try Files.read(unitsFile), file: unitsFile, areas: city.areas)
      problems += reading.problems
      units = reading.value.units
      unitsRead = reading.value
    }
    var context = RosterContext(
      competencies: city.competencies, areas: city.areas, units: units, today: today, offsetMinutes: city.offsetMinutes,
      outlines: city.outlines,
      staffID: { entropy.staffID($0) })
    context.keepIDs(of: existing) { entropy.staffID($0) }
    let reading = RosterReader.readFile(bytes: try Files.read(path), file: path, context: context, progress: progress)
    problems += reading.problems
    if let unitsRead, !reading.problems.hasErrors { problems += unitsRead.check(against: reading.value.staff) }
    rows = reading.value.rowCount
    roster = Roster(units: units + reading.value.derivedUnits, staff: reading.value.staff)
  }
}
