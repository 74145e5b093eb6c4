import Basics
import Incident
import Intake
import Operations

/// Names as they are pasted from a spreadsheet or a chat: with a header or without, tabs, semicolons or commas.
///
/// With a header the roster's own reader takes it as any file. Without one the columns are guessed: the first one with letters is
/// the name, the next the unit, digits are a phone. People who have no number of their own get one from their name, so that the
/// same list pasted twice is the same people.
struct PastedRoster: Sendable {
  var people: [StaffMember] = []
  var units: [OrgUnit] = []
  var problems: [Problem] = []
  /// Rows that were read, sound or not.
  var rows = 0
  /// Header and the refused rows with what is wrong with each, in both languages; empty where none was refused.
  var badRows: [Language: [[String]]] = [:]

  static let mostRows = 20_000
  static let headerRows = 10
  static let fallbackUnit = "posko"

  var errors: [Problem] { problems.filter { $0.severity == .error } }

  /// - Parameter text: empty gives nothing and no problem.
  init(_ text: String, city: City, roster: Roster, today: CivilDate, mode: Mode, entropy: Entropy) {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    if lines.isEmpty { return }
    guard lines.count <= Self.mostRows else {
      problems = [Problem("roster.long", "\(lines.count) rows; expected at most \(Self.mostRows)")]
      return
    }
    // Titles may stand above the header, as in sheets that are printed.
    let header = lines.prefix(Self.headerRows).first { Self.hasHeader($0) }
    let table = header.map { Self.completed(text, $0) } ?? Self.guessed(lines)
    var context = RosterContext(
      competencies: city.competencies, areas: city.areas, units: [], today: today, offsetMinutes: city.offsetMinutes,
      outlines: city.outlines, staffID: { entropy.staffID($0) })
    context.keepIDs(of: roster) { entropy.staffID($0) }
    let reading = RosterReader.readFile(bytes: Array(table.utf8), file: "", context: context)
    rows = reading.value.rowCount
    let known = Dictionary(
      roster.units.flatMap { [($0.id.rawValue.lowercased(), $0.id), ($0.name.lowercased(), $0.id)] },
      uniquingKeysWith: { a, _ in a })
    people = reading.value.staff.map { person in
      var person = person
      let derived = reading.value.derivedUnits.first { $0.id == person.unit }
      if let id = known[person.unit.rawValue.lowercased()] ?? derived.flatMap({ known[$0.name.lowercased()] }) {
        person.unit = id
      }
      return person
    }
    let used = Set(people.map(\.unit))
    units = reading.value.derivedUnits.filter { used.contains($0.id) && roster.unit($0.id) == nil }
    // A file line is a line of the text that was pasted; a guessed table has one line more at its head.
    let shift = header == nil ? 1 : 0
    if reading.problems.hasErrors {
      for language in Language.allCases {
        badRows[language] = RosterBadRows.sheet(Array(table.utf8), problems: reading.problems, language: language)
      }
    }
    problems = reading.problems.map { problem in
      var problem = problem
      if let line = problem.place?.line { problem.place?.line = max(1, line - shift) }
      return problem
    }
  }

  /// The roster with these people in it: those known by their number are replaced, nobody is lost.
  func merged(into roster: Roster) -> Roster {
    let numbers = Set(people.map(\.officeNumber))
    return Roster(units: roster.units + units, staff: roster.staff.filter { !numbers.contains($0.officeNumber) } + people)
  }

  // MARK: Tables

  private static let nameWords: Set<String> = [
    "nama", "name", "nama_lengkap", "nama_pegawai", "full_name", "nama lengkap", "nama pegawai",
  ]

  private static func separator(_ line: Substring) -> Character {
    ["\t", ";", ","].first { line.contains($0) } ?? "\t"
  }

  private static func cells(_ line: Substring, _ separator: Character) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false).map { cell in
      String(cell.drop { $0.isWhitespace || $0 == "\"" }.reversed().drop { $0.isWhitespace || $0 == "\"" }.reversed())
    }
  }

  static func hasHeader(_ line: Substring) -> Bool {
    cells(line, separator(line)).contains { nameWords.contains($0.lowercased()) }
  }

  /// A table with a header that lacks a number or a unit gets these columns at its end.
  private static func completed(_ text: String, _ header: Substring) -> String {
    let separator = separator(header)
    let names = cells(header, separator).map { $0.lowercased().replacing(" ", with: "_") }
    let hasID = names.contains { ["id", "office_number", "nomor_pegawai", "no_pegawai", "id_pegawai", "staff_id"].contains($0) }
    let hasUnit = names.contains { ["unit", "unit_kerja", "opd", "perangkat_daerah", "skpd", "org_unit"].contains($0) }
    if hasID && hasUnit { return text }
    let nameAt = names.firstIndex { nameWords.contains($0) } ?? 0
    let nipAt = names.firstIndex { $0.hasPrefix("nip") }
    var isAbove = true
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line -> String in
      if line.allSatisfy(\.isWhitespace) { return "" }
      var more: [String] = []
      if isAbove && line != header { return String(line) }
      if isAbove {
        isAbove = false
        if !hasID { more.append("id") }
        if !hasUnit { more.append("unit") }
      } else {
        let values = cells(line, separator)
        if !hasID { more.append(number(values, nameAt, nipAt)) }
        if !hasUnit { more.append(fallbackUnit) }
      }
      return ([String(line)] + more).joined(separator: String(separator))
    }.joined(separator: "\n")
  }

  private static func number(_ values: [String], _ nameAt: Int, _ nipAt: Int?) -> String {
    if let nipAt, values.indices.contains(nipAt), !values[nipAt].isEmpty { return values[nipAt].filter { $0.isNumber } }
    return madeNumber(values.indices.contains(nameAt) ? values[nameAt] : "")
  }

  /// A number out of a name: the same name, the same number.
  static func madeNumber(_ name: String) -> String {
    "T-" + String(SecretText.digest(name.lowercased()).prefix(10))
  }

  private static func guessed(_ lines: [Substring]) -> String {
    let separator = separator(lines[0])
    let rows = lines.map { line -> String in
      var name = ""
      var unit = ""
      var phone = ""
      for cell in cells(line, separator) {
        let digits = cell.filter { $0.isNumber }.count
        if digits >= 8, cell.allSatisfy({ $0.isNumber || " +-().'".contains($0) }) {
          if phone.isEmpty { phone = cell }
        } else if cell.contains(where: \.isLetter) {
          // "12. Budi" as lists in chats have it.
          let plain = String(cell.drop { $0.isNumber || $0 == "." || $0 == ")" || $0 == " " || $0 == "-" || $0 == "*" })
          if name.isEmpty { name = plain } else if unit.isEmpty { unit = plain }
        }
      }
      return [madeNumber(name), name, unit.isEmpty ? fallbackUnit : unit, phone].map { $0.replacing("\"", with: "'") }.joined(
        separator: "\t")
    }
    return "id\tnama\tunit\ttelepon\n" + rows.joined(separator: "\n")
  }
}
