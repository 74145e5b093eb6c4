import Basics
import Incident
import Testing

@testable import Intake

@Suite("The city's calendar")
struct CalendarTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test("Offices of the pack are closed on holidays and joint leave, and work shorter in Ramadan")
  func officeDays() throws {
    let city = try DumaiPack.city
    let rules = city.rules
    // Maulid of 2021 was taken on a Wednesday; the day after is an office day.
    #expect(city.calendar.officeHours(on: try Self.day("2021-10-20"), rules: rules) == nil)
    #expect(city.calendar.officeHours(on: try Self.day("2021-10-21"), rules: rules) == 450..<960)
    #expect(city.calendar.officeHours(on: try Self.day("2022-05-05"), rules: rules) == nil)
    #expect(city.calendar.officeHours(on: try Self.day("2022-04-07"), rules: rules) == 480..<900)
    // A Sunday.
    #expect(city.calendar.officeHours(on: try Self.day("2021-10-24"), rules: rules) == nil)
    #expect(city.calendar.percentAway(on: try Self.day("2022-05-01")) == 30)
    #expect(city.calendar.percentAway(on: try Self.day("2022-06-01")) == 0)
  }

  @Test("A wrong day, hour or kind is named with its line and column")
  func faults() {
    let table = """
      kind,from,to,name_id,name_en,office_from,office_to,percent_away,source
      holiday,2021-01-01,2021-01-01,a,b,,,,x
      ramadan,2021-01-32,2021-02-01,a,b,,,,x
      ramadan,2021-02-01,2021-01-01,a,b,,,,x
      ramadan,2021-02-01,2021-02-02,a,b,15:00,08:00,,x
      lebaran_travel,2021-02-01,2021-02-02,a,b,,,130,x
      """
    let findings = CityFindings()
    let calendar = CityCalendarTable.read(("calendar.csv", Array(table.utf8)), findings)
    #expect(
      findings.problems.map(\.code).sorted() == [
        "city.calendar.date", "city.calendar.hours", "city.calendar.span", "city.field.choice", "city.field.number",
      ])
    #expect(findings.problems.allSatisfy { $0.place?.line != nil })
    #expect(calendar.spans.count == 1)
  }

  @Test("A pack without a calendar knows weekdays alone")
  func without() throws {
    let files = DumaiPack.files.filter { $0.name != "calendar.csv" }
    let city = try #require(CityReader.read(files: files, digest: "0").value)
    #expect(city.calendar.isEmpty)
    #expect(city.calendar.officeHours(on: try Self.day("2021-10-20"), rules: city.rules) == 450..<960)
  }
}
