import Basics
import Geography
import Incident
import Testing

@testable import Intake

private typealias Fixture = RosterFixture

@Suite struct RosterExchangeTests {
  private static func hostileRoster() throws -> Roster {
    var people: [StaffMember] = []
    let texts = ["=1+1", "+62 x", "-minus", "@name", "'=quoted", "a;b,c|d", "say \"hi\"", "Café é Ω"]
    for (i, text) in texts.enumerated() {
      var person = StaffMember(
        id: StaffID("s-\(i)"), officeNumber: "00\(i)", name: text, nip: try NIP("19860926201505\(i % 2 + 1)00\(i + 1)"),
        sex: i % 2 == 0 ? .male : .female, unit: UnitID("bpbd"), employment: .pns, position: text)
      person.positionKind = text
      person.grade = "III/c"
      person.superior = i == 0 ? nil : "000"
      person.home = Fixture.areas[i % 4].id
      person.start = Coordinate(latitudeE7: 16_826_091 + Int32(i), longitudeE7: 1_014_446_190)
      person.phone = "+62000100000\(i)"
      person.mail = "kenari\(i)@contoh.example"
      person.competencies = [HeldCompetency(competency: CompetencyID("posko"), level: 3, validUntil: CivilDate("2023-02-28"))]
      person.dutyLimits = [DutyLimit(.noLifting, until: CivilDate("2022-01-01")), DutyLimit(.noNight)]
      person.isCallable = i % 3 == 0
      person.keepsOfficeHours = i % 2 == 0
      person.language = i == 3 ? .en : .id
      person.recentDutyHours = i * 10
      person.isInvented = i % 2 == 0
      person.contractUntil = i == 4 ? CivilDate("2024-12-31") : nil
      if let from = Instant("2021-10-07T12:30:00Z"), let to = Instant("2021-10-08T17:00:00Z") {
        person.available =
          i == 5 ? [Interval(start: IntervalText.first, end: from), Interval(start: to, end: IntervalText.last)] : []
      }
      people.append(person)
    }
    return Roster(units: Fixture.units, staff: people)
  }

  @Test func exportAndImportGiveTheSameRoster() throws {
    let roster = try Self.hostileRoster()
    for dialect in [CSVDialect.iso, .indonesian, CSVDialect(separator: "\t"), CSVDialect(separator: "|", hasMark: true)] {
      for isEnglish in [false, true] {
        let bytes = RosterWriter.write(roster, .init(dialect: dialect, isEnglish: isEnglish, areas: Fixture.areas))
        var context = Fixture.context
        context.staffID = { roster.member(officeNumber: $0)?.id ?? StaffID("new") }
        let reading = RosterReader.read(bytes: bytes, file: "roster.csv", context: context)
        #expect(reading.problems.isEmpty, "\(dialect): \(reading.problems.report())")
        #expect(Roster(units: Fixture.units, staff: reading.value) == roster, "\(dialect) \(isEnglish)")
      }
    }
  }

  @Test func noFieldOfAnExportRunsAsAFormula() throws {
    let bytes = RosterWriter.write(try Self.hostileRoster(), dialect: .iso)
    let table = CSVTable.read(bytes, file: "roster.csv", header: RosterColumn.rule).value
    for row in table.rows {
      for position in table.headers.indices {
        #expect(!FormulaGuard.looksLikeFormula(row[position]), "\(table.headers[position]): \(row[position])")
      }
    }
  }

  @Test func aSecondImportOfTheSameFileChangesNothing() throws {
    let text = "id;nama;unit;kompetensi\n1;Kenari Contoh;bpbd;posko:2\n2;Murai Rekaan;rsud;\n"
    let first = Fixture.read(text)
    let roster = Roster(units: Fixture.units, staff: first.value)
    var context = Fixture.context
    context.keepIDs(of: roster) { StaffID("new-" + $0) }
    let second = RosterReader.read(bytes: Array(text.utf8), file: "roster.csv", context: context)
    #expect(RosterDifference(from: roster, to: second.value).isEmpty)
    #expect(Roster(units: Fixture.units, staff: second.value) == roster)
  }

  @Test func aDryRunNamesWhatWouldChange() throws {
    let before = Roster(
      units: Fixture.units,
      staff: Fixture.read(
        "id;nama;unit;kompetensi;atasan\n1;Kenari Contoh;bpbd;posko:2;3\n2;Murai Rekaan;rsud;;\n3;Nuri Misal;bpbd;;\n"
      ).value)
    var context = Fixture.context
    context.keepIDs(of: before) { StaffID("new-" + $0) }
    let text = "id;nama;unit;kompetensi;atasan\n4;Jalak Umpama;bpbd;;3\n1;Kenari Contoh;rsud;posko:3;3\n3;Nuri Misal;bpbd;;\n"
    let reading = RosterReader.read(bytes: Array(text.utf8), file: "roster.csv", context: context)
    #expect(reading.problems.isEmpty, "\(reading.problems.report())")
    let difference = RosterDifference(from: before, to: reading.value)
    #expect(difference.added.map(\.id.rawValue) == ["new-4"])
    // Of the hospital, so not callable unless the file says so.
    #expect(difference.changed.map(\.fields) == [["unit", "kompetensi", "siap_dipanggil"]])
    #expect(difference.changed.map(\.id.rawValue) == ["s-1"])
    #expect(difference.removed.map(\.officeNumber) == ["2"])
    #expect(difference.unchanged == 1)
  }
}

@Suite struct UnitsReaderTests {
  private func read(_ text: String) -> Reading<UnitsFile> {
    UnitsReader.readFile(bytes: Array(text.utf8), file: "units.csv", areas: Fixture.areas)
  }

  @Test func unitsAreReadInBothLanguagesAndWrittenBack() {
    let text = "kode;nama;induk;kepala;kekuatan_minimum;plh;kelurahan\na;Kota;;1;5;;Bumi Ayu\nb;'=Bagian;a;2;;3;14.72.06.1001\n"
    let reading = read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems.report())")
    #expect(
      reading.value.units == [
        OrgUnit(id: UnitID("a"), name: "Kota", head: "1", minimumStrength: 5, area: AreaID("14.72.07.1005")),
        OrgUnit(id: UnitID("b"), name: "=Bagian", parent: UnitID("a"), head: "2", actingHead: "3", area: AreaID("14.72.06.1001")),
      ])
    let again = UnitsReader.read(bytes: UnitsReader.write(reading.value.units), file: "units.csv", areas: Fixture.areas)
    #expect(again.value == reading.value.units)
  }

  @Test func faultsNameLineAndField() {
    let text = """
      code,name,parent,head,minimum_strength,kelurahan
      a,Kota,b,,,
      b,Bagian,a,,,
      a,Lagi,,,,
      c d,Spasi,,,,
      e,,,,,
      f,Dinas,aa,,banyak,Bumi Ayo
      g,Dinas,bb,,,
      """
    #expect(
      read(text).problems.report() == """
        units.csv:4: code: "a" stands on line 2 too; expected each code once
        units.csv:5: code: "c d" is no code; expected 1 to 64 letters, digits, - _ and .
        units.csv:6: name: is empty; expected a name
        units.csv:7: minimum_strength: "banyak" is no count of people; expected a whole number of 0 to 100000
        units.csv:7: kelurahan: "Bumi Ayo" is no kelurahan of the city; expected a name or a code of kelurahan.csv
          Maybe "Bumi Ayu" was meant.
        units.csv:2: parent: "b" leads back to "a"; expected a tree of units
        units.csv:3: parent: "a" leads back to "b"; expected a tree of units
        units.csv:8: parent: "bb" is no unit; expected a code of this file or nothing
          Maybe "b" was meant.
        """)
  }

  @Test func headsAreCheckedAgainstTheRoster() {
    let units = read("code,name,head,minimum_strength\nbpbd,BPBD,1,1\nrsud,RSUD,9,0\nsdn-01,SD,,3\n").value
    let staff = Fixture.read("id;nama;unit\n1;Kenari Contoh;bpbd\n2;Murai Misal;sdn-01\n").value
    #expect(
      units.check(against: staff).report() == """
        units.csv:3: head: "9" is nobody's id; expected the id of a person of the roster
        units.csv:4: head: warning: is empty: nobody can be told before people of SD are called
        units.csv:4: minimum_strength: warning: "3" is more than the 1 people of SD: none of them can be called
        """)
  }
}
