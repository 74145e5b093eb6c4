import Basics
import Geography
import Incident
import Testing

@testable import Intake

private typealias Fixture = RosterFixture

@Suite struct RosterReaderTests {
  @Test func indonesianAndEnglishHeadersGiveTheSamePerson() throws {
    let indonesian = """
      DAFTAR PEGAWAI;;
      id;NIP;Nama;Unit;Status Kepegawaian;Atasan;Golongan;Jenis Jabatan;Kontrak Sampai;Jenis Kelamin;Batasan;Siap Dipanggil;\
      Jabatan;Kelurahan;Lat;Lon;Telepon;Surel;Kompetensi;Tersedia;Bahasa;Jam Kantor;Jam Tugas Terakhir;Karangan
      7;'198609262015051001;Kenari Contoh, S.T.;BPBD;PNS;8;III/c;Pelaksana;;L;no_night:31/12/2021 no_water;tidak;Analis;\
      teluk  binjai;1,6701;101,4541;0812-7654-3210;kenari@contoh.example;sar-air:3:2023-01-31 posko:2;2021-10-08/;id;tidak;12;ya
      8;;Melati Rekaan;Rumah Sakit Umum Daerah;non_asn;;;;31/12/2021;P;;;Perawat;;;;;;;;;;;
      """
    let english = """
      id,nip,name,unit,employment,superior,grade,position_kind,contract_until,sex,duty_limits,callable,position,kelurahan,lat,lon,\
      phone,email,competencies,available,language,office_hours,recent_duty_hours,invented
      7,198609262015051001,"Kenari Contoh, S.T.",bpbd,pns,8,III/c,Pelaksana,,male,no_night:2021-12-31|no_water,no,Analis,\
      14.72.02.1002,1.6701,101.4541,+6281276543210,kenari@contoh.example,posko:2|sar-air:3:2023-01-31,2021-10-08/,id,no,12,yes
      8,,Melati Rekaan,rsud,non_asn,,,,2021-12-31,female,,,Perawat,,,,,,,,,,,
      """
    let (a, b) = (Fixture.read(indonesian), Fixture.read(english))
    #expect(a.problems.isEmpty, "\(a.problems.report())")
    #expect(b.problems.isEmpty, "\(b.problems.report())")
    #expect(a.value == b.value)
    let person = try #require(a.value.first)
    #expect(person.nip?.digits == "198609262015051001" && person.sex == .male && person.unit == UnitID("bpbd"))
    #expect(person.superior == "8" && person.home == AreaID("14.72.02.1002") && person.phone == "+6281276543210")
    #expect(person.start == Coordinate(latitudeE7: 16_701_000, longitudeE7: 1_014_541_000))
    #expect(person.competencies.map(\.level) == [2, 3] && !person.isCallable && !person.keepsOfficeHours)
    #expect(person.dutyLimits == [DutyLimit(.noNight, until: CivilDate("2021-12-31")), DutyLimit(.noWater)])
    #expect(person.recentDutyHours == 12 && person.isInvented)
    #expect(person.available.first?.start == Instant("2021-10-07T17:00:00Z"))
    #expect(a.value.last?.isCallable == false, "people of a hospital are not called unless the file says so")
  }

  @Test func teachersAreNotCalledUnlessTheFileSaysSo() {
    func isCallable(_ position: String, _ answer: String) -> Bool? {
      Fixture.read(Fixture.row(("jabatan", position), ("siap_dipanggil", answer))).value.first?.isCallable
    }
    #expect(isCallable("Guru Ahli Pertama", "") == false)
    #expect(isCallable("Kepala Sekolah", "") == false)
    #expect(isCallable("Guru Ahli Pertama", "ya") == true)
    #expect(isCallable("Analis", "") == true)
  }

  @Test func employmentComesFromTheNIPWhereTheColumnIsEmpty() {
    func employment(_ nip: String) -> Employment? { Fixture.read(Fixture.row(("nip", nip))).value.first?.employment }
    #expect(employment("198609262015051001") == .pns)
    #expect(employment("199009132020212014") == .pppk)
    #expect(employment("") == .nonASN)
  }

  @Test func aTitleRowMarksEverybodyAsInvented() {
    let text = "DATA KARANGAN / INVENTED\n" + Fixture.row()
    let reading = RosterReader.readFile(bytes: Array(text.utf8), file: "roster.csv", context: Fixture.context)
    #expect(reading.value.isMarkedInvented)
    #expect(reading.value.staff.allSatisfy(\.isInvented) && !reading.value.staff.isEmpty)
    #expect(Fixture.read("Daftar pegawai\n" + Fixture.row()).value.map(\.isInvented) == [false])
  }

  @Test func withoutUnitsEachNameOfTheFileBecomesOne() {
    var context = Fixture.context
    context.units = []
    let text = "id;nama;unit\n1;A Contoh;Dinas Sosial\n2;B Rekaan;dinas  sosial\n3;C Umpama;RSUD Kota\n"
    let reading = RosterReader.readFile(bytes: Array(text.utf8), file: "roster.csv", context: context)
    #expect(reading.value.derivedUnits.map(\.id.rawValue) == ["dinas-sosial", "rsud-kota"])
    #expect(reading.value.staff.map(\.isCallable) == [true, true, false])
  }

  @Test func errorsComeBeforeWarningsAndGoodRowsAreKept() {
    let text = """
      id;nama;unit;kompetensi
      1;Kenari Contoh;bpbd;posko:2:2020-01-01
      2;Murai Rekaan;bpdb;
      3;Jalak Umpama;bpbd;posko:9
      4;Nuri Misal;bpbd;posko:2
      """
    let reading = Fixture.read(text)
    #expect(reading.value.map(\.officeNumber) == ["1", "4"])
    #expect(reading.problems.map { $0.place?.line } == [3, 4, 2])
    #expect(reading.problems.map(\.severity) == [.error, .error, .warning])
  }

  @Test func progressIsTold() {
    var told: [Int] = []
    let text = "id;nama;unit\n" + (0..<2500).map { "\($0);\(SyntheticNames.name($0));bpbd\n" }.joined()
    _ = RosterReader.readFile(bytes: Array(text.utf8), file: "r.csv", context: Fixture.context) { done, all in
      told.append(done)
      #expect(all == 2500)
    }
    #expect(told == [0, 1000, 2000])
  }
}

@Suite struct RosterFaultTests {
  /// Fields of one row, and the problem that its owner reads.
  static let broken: [([(String, String)], String)] = [
    ([("id", "")], "id: is empty; expected the office's own number, which never changes"),
    ([("nama", "")], "nama: is empty; expected a name"),
    (
      [("unit", "")], "unit: is empty; expected the code or the name of a unit"
    ),
    (
      [("unit", "bpdb")], "unit: \"bpdb\" is no unit; expected a code or a name of units.csv\n  Maybe \"bpbd\" was meant."
    ),
    (
      [("nip", "1,98E+17")],
      "nip: \"1,98E+17\" was rounded by a spreadsheet; expected 18 digits\n"
        + "  Maybe format the column as text in the source and export anew: lost digits cannot be restored."
    ),
    (
      [("nip", "198609262015051000")],
      "nip: \"••••••••2015••••••\" ends in 000: a spreadsheet kept only 15 digits; expected 18 digits with a serial of 001 to 999\n"
        + "  Maybe format the column as text in the source and export anew: lost digits cannot be restored."
    ),
    (
      [("nip", "1986092620150510")],
      "nip: \"••••••••2015••••\" has 16 digits; expected 18 digits or an empty field\n"
        + "  Maybe it is a NIK, the number of the identity card: leave the field empty or give the NIP."
    ),
    (
      [("nip", "010123456")],
      "nip: \"••••••••6\" has 9 digits; expected 18 digits or an empty field\n"
        + "  Maybe it is the NIP of before 2009: give the new one."
    ),
    (
      [("nip", "19860926201505100A")],
      "nip: \"••••••••2015••••••\" holds other characters than digits; expected 18 digits or an empty field"
    ),
    (
      [("nip", "198613262015051001")],
      "nip: digits 1 to 8 are \"19861326\", no day of the calendar; expected a birth date YYYYMMDD"
    ),
    (
      [("nip", "198609261985051001")], "nip: digits 9 to 12 are 1985; expected a year of appointment, after that of birth"
    ),
    (
      [("nip", "198609262015131001")],
      "nip: digits 13 and 14 are 13; expected 01 to 12 (PNS) or 21 and above (PPPK)"
    ),
    ([("nip", "198609262015053001")], "nip: digit 15 is 3; expected 1 (male) or 2 (female)"),
    (
      [("nip", "198609262029051001")],
      "nip: \"••••••••2029••••01\" holds a birth or an appointment after 2021-10-07; expected dates of the past"
    ),
    (
      [("nip", "198609262000051001")],
      "nip: warning: \"••••••••2000••••01\" means an appointment at the age of 14; expected 17 to 60\n  Maybe two digits were swapped."
    ),
    (
      [("nip", "198609262015051001"), ("jenis_kelamin", "P")],
      "jenis_kelamin: warning: \"P\" does not fit digit 15 of the NIP, which says male; the NIP was followed\n"
        + "  Maybe the NIP belongs to someone else."
    ),
    (
      [("nip", "198609262015051001"), ("status_kepegawaian", "pppk")],
      "status_kepegawaian: warning: \"pppk\" does not fit the NIP, whose digits 13 and 14 are a month of appointment\n"
        + "  Maybe the person is PNS."
    ),
    (
      [("nip", "199009132020212014"), ("status_kepegawaian", "PNS")],
      "status_kepegawaian: warning: \"PNS\" does not fit the NIP, whose digits 13 and 14 are those of a contract\n"
        + "  Maybe the person is PPPK."
    ),
    ([("nip", ""), ("status_kepegawaian", "pns")], "nip: warning: is empty, and the person is pns; expected 18 digits"),
    (
      [("status_kepegawaian", "volunter")],
      "status_kepegawaian: \"volunter\" is no kind of employment; expected pns, pppk, pppk_part_time, non_asn or volunteer\n"
        + "  Maybe \"volunteer\" was meant."
    ),
    ([("jenis_kelamin", "?")], "jenis_kelamin: \"?\" is not known; expected L or P (male or female)"),
    (
      [("kompetensi", "sar-aer:3")],
      "kompetensi: \"sar-aer\" is not in the catalogue of competencies\n  Maybe \"sar-air\" was meant."
    ),
    (
      [("kompetensi", "sar-air:6")],
      "kompetensi: \"sar-air:6\" has the level \"6\"; expected code:level with a level of 1 to 5, as sar-air:3"
    ),
    (
      [("kompetensi", "sar-air")],
      "kompetensi: \"sar-air\" has no level; expected code:level with a level of 1 to 5, as sar-air:3"
    ),
    (
      [("kompetensi", "sar-air:3:31/02/2026")],
      "kompetensi: \"sar-air:3:31/02/2026\" has no day of the calendar behind its level; expected sar-air:3:YYYY-MM-DD\n"
        + "  Maybe that month has fewer days."
    ),
    (
      [("kompetensi", "sar-air:3:2021-10-06")],
      "kompetensi: warning: \"sar-air:3:2021-10-06\" expired before 2021-10-07 and does not count\n"
        + "  Maybe a refresher was taken: write its new end."
    ),
    (
      [("kompetensi", "posko:2 posko:3")],
      "kompetensi: warning: \"posko:3\" names a competency twice; the higher level was kept"
    ),
    (
      [("batasan", "hamil")],
      "batasan: \"hamil\" is no duty limit; expected no_night, no_water or no_lifting\n"
        + "  Maybe it names a reason: only the limit and its end belong here."
    ),
    (
      [("batasan", "no_nigt")],
      "batasan: \"no_nigt\" is no duty limit; expected no_night, no_water or no_lifting\n  Maybe \"no_night\" was meant."
    ),
    (
      [("kontrak_sampai", "44476")],
      "kontrak_sampai: \"44476\" is not a date; expected YYYY-MM-DD or DD/MM/YYYY\n"
        + "  Maybe it is a spreadsheet's day number and stands for 2021-10-07: give the column a date format."
    ),
    (
      [("kontrak_sampai", "30/06/2021")],
      "kontrak_sampai: warning: \"30/06/2021\" ended before 2021-10-07: the person is not called\n"
        + "  Maybe it was extended: write its new end."
    ),
    (
      [("kelurahan", "Teluk Binjay")],
      "kelurahan: \"Teluk Binjay\" is no kelurahan of the city; expected a name or a code of kelurahan.csv\n"
        + "  Maybe \"Teluk Binjai\" was meant."
    ),
    (
      [("lat", "1.68"), ("lon", "")], "lon: is empty, and the other coordinate is not; expected both or none"
    ),
    ([("lat", "utara"), ("lon", "101.4")], "lat: \"utara\" is not a number; expected degrees as 1.6826"),
    (
      [("lat", "101.44"), ("lon", "1.68")],
      "lat: \"101.44\" is beyond 90 degrees; expected degrees as 1.6826\n  Maybe lat and lon are swapped."
    ),
    (
      [("lat", "16826"), ("lon", "101.4446")],
      "lat: \"16826\" is beyond 90 degrees; expected degrees as 1.6826\n  Maybe a spreadsheet dropped the decimal point."
    ),
    (
      [("lat", "-6.2"), ("lon", "106.8")],
      "lat: \"-6.2 106.8\" lies far outside the city; expected degrees of a place from which people come to duty"
    ),
    ([("lat", "1.2"), ("lon", "101.2")], "lat: warning: \"1.2 101.2\" lies outside the city"),
    (
      [("telepon", "6,28128E+12")],
      "telepon: \"6,28128E+12\" was rounded by a spreadsheet; expected 08… or +62…\n"
        + "  Maybe format the column as text in the source and export anew: lost digits cannot be restored."
    ),
    ([("telepon", "lihat WA")], "telepon: \"lihat WA\" is no telephone number; expected 08… or +62…"),
    ([("telepon", "0812")], "telepon: \"0812\" has 5 digits with the country's code; expected 9 to 15"),
    (
      [("telepon", "81276543210")],
      "telepon: warning: \"81276543210\" has lost its first 0 in a spreadsheet; read as +6281276543210"
    ),
    ([("surel", "kenari.contoh")], "surel: \"kenari.contoh\" is no mail address; expected name@office.example"),
    (
      [("tersedia", "besok")],
      "tersedia: \"besok\" is no span of time; expected FROM/TO with dates or times as 2021-10-07/2021-10-09, one end may be empty"
    ),
    ([("siap_dipanggil", "mungkin")], "siap_dipanggil: \"mungkin\" is neither yes nor no; expected ya or tidak (yes or no)"),
    ([("bahasa", "jv")], "bahasa: \"jv\" is not known; expected id or en"),
    ([("jam_tugas_terakhir", "900")], "jam_tugas_terakhir: \"900\" is no count of hours of the last 30 days; expected 0 to 720"),
    ([("atasan", "7")], "atasan: \"7\" is the person's own id; expected the id of someone else"),
    ([("atasan", "99")], "atasan: \"99\" is nobody's id; expected the id of a person of this file or of the roster"),
    (
      [("nama", "=HYPERLINK(\"\"x\"\")")],
      "nama: \"=HYPERLINK(\"\"x\"\")\" begins like a spreadsheet's formula; expected plain text\n"
        + "  Maybe it is meant as text: put an apostrophe (') in front."
    ),
    (
      [("id", "1,98E+17")],
      "id: \"1,98E+17\" was rounded by a spreadsheet; expected all its digits\n"
        + "  Maybe format the column as text in the source and export anew: lost digits cannot be restored."
    ),
  ]

  @Test(arguments: broken.indices) func eachKindOfBrokenFieldHasItsMessage(_ index: Int) {
    let (fields, message) = Self.broken[index]
    var all = [("id", "7"), ("nama", "Kenari Contoh"), ("unit", "bpbd")]
    for field in fields {
      if let at = all.firstIndex(where: { $0.0 == field.0 }) { all[at].1 = field.1 } else { all.append(field) }
    }
    let reading = Fixture.read(all.map(\.0).joined(separator: ";") + "\n" + all.map(\.1).joined(separator: ";") + "\n")
    #expect(reading.problems.report() == "roster.csv:2: " + message)
    #expect(reading.value.isEmpty == (reading.problems.hasErrors && reading.problems.first?.code != "roster.superior.unknown"))
  }

  @Test func duplicatesAreNamedWithTheOtherLine() {
    let text = """
      id;nip;nama;unit
      1;198609262015051001;Kenari Contoh;bpbd
      1;;Murai Rekaan;bpbd
      3;198609262015051001;Jalak Umpama;bpbd
      4;198609262015051002;CONTOH  Kenari;rsud
      5;;Moehammad Djati Misal;bpbd
      6;;H. Muhamad Jati Misal, S.E.;bpbd
      7;;Muhammad Jati Misal;rsud
      """
    let reading = Fixture.read(text)
    #expect(
      reading.problems.report() == """
        roster.csv:3: id: "1" stands on line 2 too; expected each id once
          Maybe the same person was entered twice: delete one of the rows.
        roster.csv:4: nip: "••••••••2015••••01" stands on line 2 too; expected each NIP once
          Maybe the same person was entered twice: delete one of the rows.
        roster.csv:5: nama: warning: "CONTOH  Kenari" looks like the person on line 2
          Maybe it is one person with two ids: delete one of the rows.
        """)
    #expect(reading.value.map(\.officeNumber) == ["1", "4", "5", "6", "7"])
  }

  @Test func nearlyEqualNamesOfOneUnitAreNamed() {
    let text = """
      id;nama;unit
      1;Moehammad Jati Misal;bpbd
      2;H. Muhamad Jati Misal, S.E.;bpbd
      3;Muhammad Jati Misal;rsud
      4;Melati Kenari Contoh;bpbd
      """
    #expect(Fixture.read(text).problems.map { "\($0.place?.line ?? 0) \($0.code)" } == ["3 roster.name.alike"])
  }

  @Test func wholeFileFaultsComeFromTheTable() {
    #expect(
      Fixture.read("id;nama;unit\n").problems.report()
        == "roster.csv: no rows below the header; expected one for each person")
    #expect(
      Fixture.read("id;nama;jabatan\n1;x;y\n").problems.report()
        == "roster.csv:1: unit: the column unit (or unit_kerja, opd, perangkat_daerah) is missing; found id, nama, jabatan")
    #expect(
      Fixture.read("id;nama;unit;kompetnsi\n1;Kenari Contoh;bpbd;\n").problems.report()
        == "roster.csv:1: kompetnsi: warning: the column \"kompetnsi\" is not known and was not read\n"
        + "  Maybe \"kompetensi\" was meant.")
    #expect(Fixture.read("id;nama;unit\n1;Kenari Contoh\n2;Murai Misal;bpbd\n").value.map(\.officeNumber) == ["2"])
  }

  @Test func kelurahanOfOneNameNeedTheirCode() {
    var context = Fixture.context
    var twin = Fixture.areas[0]
    twin.id = AreaID("14.72.01.9999")
    context.areas.append(twin)
    let text = Fixture.row(("kelurahan", "Laksamana"))
    let reading = RosterReader.read(bytes: Array(text.utf8), file: "roster.csv", context: context)
    #expect(
      reading.problems.report()
        == "roster.csv:2: kelurahan: \"Laksamana\" is the name of more than one kelurahan; expected a code as 14.72.06.1001")
  }
}
