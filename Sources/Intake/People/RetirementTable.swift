import Basics
import Incident

/// Reads a table of retirement ages: `jabatan,usia` (or `position,age`), one line for words of a position, an empty one for all
/// others.
public enum RetirementTable {
  private static let rule = HeaderRule([
    .init("position", ["jabatan"], required: true), .init("age", ["usia"], required: true),
  ])

  public static func read(_ bytes: [UInt8], file: String) -> Reading<RetirementAges> {
    let table = CSVTable.read(bytes, file: file, header: rule)
    var problems = table.problems
    var ages = RetirementAges(lines: [], otherwise: RetirementAges.standard.otherwise)
    for row in table.value.rows {
      guard let age = FieldText.integer(row["age"]), RetirementAges.limits.contains(age) else {
        problems.append(
          Problem(
            "retirement.age",
            "\"\(row["age"])\"; expected a whole number, \(RetirementAges.limits.lowerBound)...\(RetirementAges.limits.upperBound)",
            at: row.place("age")))
        continue
      }
      if row["position"].isEmpty { ages.otherwise = age } else { ages.lines.append(.init(words: row["position"], age: age)) }
    }
    if ages.lines.count > RetirementAges.mostLines {
      problems.append(
        Problem(
          "retirement.long", "\(ages.lines.count) lines, more than the limit of \(RetirementAges.mostLines)",
          at: .init(file: file)))
    }
    return Reading(ages, problems: problems)
  }
}
