import Basics
import Incident

/// Reads `calendar.csv` of a city pack: days on which offices work otherwise.
enum CityCalendarTable {
  private static let rule = HeaderRule([
    .init("kind", ["jenis"], required: true), .init("from", ["dari"], required: true), .init("to", ["sampai"], required: true),
    .init("name_id", ["nama"], required: true), .init("name_en", ["name"], required: true), .init("office_from"),
    .init("office_to"), .init("percent_away"), .init("source", ["sumber"], required: true),
  ])

  /// A source `assumed` is none.
  static func read(_ file: CityFile, _ findings: CityFindings) -> CityCalendar {
    CityCalendar(spans: CityTables.rows(file, rule, findings).compactMap(span))
  }

  private static func span(_ row: CityRow) -> CalendarSpan? {
    let kind = row.choice("kind", CalendarSpan.Kind.self)
    let first = day("from", row)
    let last = day("to", row)
    let indonesian = row.text("name_id")
    let english = row.text("name_en")
    let source = row.text("source")
    let away = row.row["percent_away"].isEmpty ? 0 : row.int("percent_away", 0...100)
    guard let kind, let first, let last, let indonesian, let english, let source, let away else { return nil }
    guard first <= last, last.dayNumber - first.dayNumber < 366 else {
      row.fault(
        "city.calendar.span", "\(first.text) to \(last.text); expected at most a year, the end not before the start", "to")
      return nil
    }
    return CalendarSpan(
      kind: kind, first: first, last: last, name: Bilingual(id: indonesian, en: english), officeHours: hours(row),
      percentAway: away, source: source == "assumed" ? nil : source)
  }

  private static func day(_ column: String, _ row: CityRow) -> CivilDate? {
    if let day = FieldText.date(row.row[column]) { return day }
    row.fault("city.calendar.date", "\(quoted(row.row[column])); expected a date as 2021-10-20", column)
    return nil
  }

  /// Both hours or none.
  private static func hours(_ row: CityRow) -> Range<Int>? {
    if row.row["office_from"].isEmpty, row.row["office_to"].isEmpty { return nil }
    guard let from = clock("office_from", row), let to = clock("office_to", row) else { return nil }
    guard from < to else {
      row.fault("city.calendar.hours", "from \(from) to \(to) minutes of the day; expected an end after the start", "office_to")
      return nil
    }
    return from..<to
  }

  /// `08:00` in minutes of the day.
  private static func clock(_ column: String, _ row: CityRow) -> Int? {
    let parts = row.row[column].split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2, let hour = FieldText.integer(String(parts[0])), let minute = FieldText.integer(String(parts[1])),
      (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
    {
      return hour * 60 + minute
    }
    row.fault("city.calendar.hours", "\(quoted(row.row[column])); expected a time as 08:00", column)
    return nil
  }
}
