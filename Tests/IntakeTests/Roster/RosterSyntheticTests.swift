import Basics
import Geography
import Incident
import Testing

@testable import Intake

private typealias Fixture = RosterFixture

@Suite struct SyntheticRosterTests {
  private static let seed: UInt64 = 2021

  private func make(_ staff: Int = 3_600) throws -> Roster {
    let made = SyntheticRoster.generate(staff: staff, seed: Self.seed, areas: try Fixture.dumai(), today: Fixture.today)
    return Roster(units: made.units, staff: made.staff)
  }

  @Test func theTablesReadWithoutFault() {
    let (profiles, faults) = SyntheticProfile.all(SyntheticRosterTables.profiles)
    #expect(faults.isEmpty)
    let named = SyntheticRosterTables.units.split(separator: "\n").map { SyntheticText.cells(String($0), ";") }
    #expect(named.allSatisfy { $0.count == 7 && profiles[$0[4]] != nil })
  }

  @Test func theCommittedFilesAreWhatTheGeneratorMakes() throws {
    let areas = try Fixture.dumai()
    let made = SyntheticRoster.generate(staff: 3_600, seed: Self.seed, areas: areas, today: Fixture.today)
    #expect(UnitsReader.write(made.units) == (try Fixture.file("units.csv")))
    let roster = Roster(units: made.units, staff: made.staff)
    #expect(RosterWriter.write(roster, .init(areas: areas)) == (try Fixture.file("roster.csv")))
  }

  @Test func theCommittedFilesReadWithoutErrorAndSayThatTheyAreInvented() throws {
    let areas = try Fixture.dumai()
    let units = UnitsReader.readFile(bytes: try Fixture.file("units.csv"), file: "units.csv", areas: areas)
    #expect(units.problems.isEmpty, "\(units.problems.report())")
    let context = RosterContext(competencies: [], areas: areas, units: units.value.units, today: Fixture.today) {
      RosterContext.seededID($0, seed: Self.seed)
    }
    let reading = RosterReader.readFile(bytes: try Fixture.file("roster.csv"), file: "roster.csv", context: context)
    #expect(!reading.problems.hasErrors, "\(reading.problems.report())")
    // Only what is meant: certificates and contracts that have run out.
    #expect(Set(reading.problems.map(\.code)).isSubset(of: ["roster.competency.expired", "roster.contract.ended"]))
    #expect(reading.value.isMarkedInvented && reading.value.staff.allSatisfy(\.isInvented))
    #expect(units.value.check(against: reading.value.staff).isEmpty)
    #expect(Roster(units: units.value.units, staff: reading.value.staff) == (try make()))
  }

  @Test func namesNumbersAndPhonesArePlainlyInventedAndUnique() throws {
    let staff = try make().staff
    #expect(staff.allSatisfy { person in SyntheticNames.families.contains { person.name.hasSuffix(" " + $0) } })
    #expect(staff.allSatisfy { $0.officeNumber.hasPrefix("REKA-") })
    #expect(staff.allSatisfy { $0.phone?.hasPrefix("+62000") ?? true })
    #expect(Set(staff.map(\.name)).count == staff.count)
    #expect(Set(staff.compactMap(\.nip?.digits)).count == staff.compactMap(\.nip).count)
    #expect(Set((0..<200_000).map(SyntheticNames.name)).count == 200_000)
  }

  @Test func aCityHasTheOfficesHeadsAndSkillsThatItNeeds() throws {
    let roster = try make()
    #expect(roster.checkInvariants().isEmpty)
    #expect(roster.staff.count == 3_600)
    for unit in roster.units {
      let head = try #require(unit.head.flatMap { roster.member(officeNumber: $0) }, "\(unit.id)")
      #expect(head.unit == unit.id)
      #expect(unit.minimumStrength <= roster.staff.count { $0.unit == unit.id })
    }
    #expect(roster.units.count { $0.id.rawValue.hasPrefix("kec-") } == 7)
    #expect(roster.units.count { $0.id.rawValue.hasPrefix("kel-") } == 36)
    func holders(_ code: String, _ level: Int) -> Int {
      roster.staff.count { person in
        person.isCallable && person.held(CompetencyID(code)).map { $0.level >= level && $0.isValid(on: Fixture.today) } ?? false
      }
    }
    // Water rescue is rare: enough for a day of the big flood, not for its night too.
    #expect((30...50).contains(holders("sar-air", 2)))
    #expect((60...200).contains(holders("evakuasi", 2)))
    #expect((6...20).contains(holders("peringatan-dini", 1)))
    for code in RosterFixture.codes { #expect(holders(code, 1) >= 5, "\(code)") }
    let limited = roster.staff.count { !$0.dutyLimits.isEmpty }
    #expect((100...190).contains(limited))
    #expect(roster.staff.filter { $0.position.hasPrefix("Guru") }.count { $0.isCallable } < 40)
  }

  @Test func homesFollowThePeople() throws {
    let areas = try Fixture.dumai()
    let roster = try make(20_000)
    let all = Double(areas.reduce(0) { $0 + $1.population })
    for area in areas {
      let share = Double(roster.staff.count { $0.home == area.id }) / 20_000
      let expected = Double(area.population) / all
      #expect(abs(share - expected) < 0.02, "\(area.name): \(share) of the homes, \(expected) of the people")
    }
  }

  @Test func anySizeAndAnyCityWork() {
    for (staff, areas) in [(1, []), (3, Fixture.areas), (50, Fixture.areas), (400, []), (5_000, Fixture.areas)] {
      let made = SyntheticRoster.generate(staff: staff, seed: 5, areas: areas, today: Fixture.today)
      #expect(made.staff.count == staff)
      #expect(Roster(units: made.units, staff: made.staff).checkInvariants().isEmpty, "\(staff)")
    }
  }

  @Test func theOrderOfTheKelurahanDoesNotMatter() throws {
    let areas = try Fixture.dumai()
    let a = SyntheticRoster.generate(staff: 700, seed: 9, areas: areas, today: Fixture.today)
    let b = SyntheticRoster.generate(staff: 700, seed: 9, areas: areas.reversed(), today: Fixture.today)
    let c = SyntheticRoster.generate(staff: 700, seed: 10, areas: areas, today: Fixture.today)
    #expect(a.staff == b.staff && a.units == b.units)
    #expect(a.staff != c.staff)
  }
}

extension RosterFixture {
  /// The city's catalogue of competencies.
  static let codes = """
    sar-air perahu evakuasi pertolongan-pertama medis-lapangan kaji-cepat posko pengungsian dapur-umum logistik pompa lalu-lintas
    keamanan data-peta humas peringatan-dini radio kemudi-truk psikososial keuangan-darurat keselamatan kebersihan listrik
    dokumentasi pimpinan-lapangan penghubung
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
