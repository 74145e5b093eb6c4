import Basics
import Geography
import Incident
import Testing

@testable import Intake

private typealias Fixture = RosterFixture

/// The roster and the rest of the city pack of Dumai, read together as `siaga plan` does.
@Suite struct RosterCityTests {
  private func city() throws -> City {
    let files = try (CityReader.requiredFiles).map { CityFile(name: $0, bytes: try Fixture.file($0)) }
    let reading = CityReader.read(files: files, digest: "")
    return try #require(reading.value, "\(reading.problems.report())")
  }

  @Test func theWholePackMakesTheCommittedRoster() throws {
    let city = try city()
    let made = SyntheticRoster.generate(staff: 3_600, seed: 2021, areas: city.areas, today: Fixture.today)
    #expect(UnitsReader.write(made.units) == (try Fixture.file("units.csv")))
    let roster = Roster(units: made.units, staff: made.staff)
    #expect(RosterWriter.write(roster, .init(areas: city.areas)) == (try Fixture.file("roster.csv")))
  }

  @Test func everyCompetencyOfTheRosterIsInTheCatalogueAndEachOfThatIsHeld() throws {
    let city = try city()
    let units = UnitsReader.read(bytes: try Fixture.file("units.csv"), file: "units.csv", areas: city.areas).value
    let context = RosterContext(
      competencies: city.competencies, areas: city.areas, units: units, today: Fixture.today, outlines: city.outlines
    ) { StaffID($0) }
    let reading = RosterReader.read(bytes: try Fixture.file("roster.csv"), file: "roster.csv", context: context)
    #expect(!reading.problems.hasErrors, "\(reading.problems.report())")
    #expect(reading.value.count == 3_600)
    for competency in city.competencies {
      #expect(reading.value.contains { $0.held(competency.id) != nil }, "\(competency.id)")
    }
  }

  @Test func everyRoleHasSomebodyWhoMayHoldIt() throws {
    let city = try city()
    let staff = SyntheticRoster.generate(staff: 3_600, seed: 2021, areas: city.areas, today: Fixture.today).staff
    for role in city.roles {
      let able = staff.count { person in
        person.isCallable
          && role.requires.allSatisfy { need in
            person.held(need.competency).map { $0.level >= need.level && $0.isValid(on: Fixture.today) } ?? false
          }
      }
      #expect(able >= 2, "\(role.id): \(able)")
    }
  }

  @Test func officesThatGoWithARoleAreUnitsWithAHead() throws {
    let city = try city()
    let units = UnitsReader.read(bytes: try Fixture.file("units.csv"), file: "units.csv", areas: city.areas).value
    for role in city.roles {
      if case .headOf(let unit) = role.goesWithOffice { #expect(units.first { $0.id == unit }?.head != nil, "\(role.id)") }
    }
    for area in city.areas {
      #expect(units.contains { $0.id.rawValue.hasPrefix("kel-") && $0.area == area.id && $0.head != nil }, "\(area.name)")
      #expect(units.contains { $0.name == "Kecamatan \(area.kecamatan)" && $0.head != nil }, "\(area.kecamatan)")
    }
  }
}
