import Basics
import Geography
import Incident
import Testing

@testable import Intake

private typealias Fixture = RosterFixture

@Suite struct RosterFuzzTests {
  private static let seeds: [String] = [
    """
    DATA KARANGAN;;
    id;nip;nama;unit;status_kepegawaian;kontrak_sampai;jenis_kelamin;batasan;kelurahan;lat;lon;telepon;surel;kompetensi;tersedia
    1;198609262015051001;"Kenari ""K"" Contoh";bpbd;pns;;L;no_night;Bumi Ayu;1,6;101,4;0812 7654 3210;a@b.example;posko:2;
    2;;Murai Rekaan;rsud;non_asn;31/12/2021;P;no_water:2022-01-01;;;;'+620001;;sar-air:3:2023-01-01 posko:1;2021-10-08/
    """,
    "id,name,unit,available,superior\r\n1,\"A\r\nB\",bpbd,2021-10-07T19:00/2021-10-08T07:00,\r\n2,'=x,BPBD,,1\r\n",
    "sep=|\nid|nama|unit|kompetensi\n7|Nuri Misal|SD Negeri 01|pertolongan-pertama:5\n",
  ]

  /// Bytes that readers stumble over.
  private static let traps: [[UInt8]] = [
    [0x22], [0x22, 0x22], [0x0D], [0x0A], [0x0D, 0x0A], [0x00], [0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3], [0xE2, 0x82],
    Array(";".utf8), Array(",".utf8), [0x09], Array("|".utf8), Array("=".utf8), Array("'".utf8), Array("1,98E+17".utf8),
    Array("999999999999999999999999".utf8), Array("-".utf8), Array(":".utf8), Array("/".utf8), Array("2021-02-30".utf8),
  ]

  private static func mutated(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<stream.int(in: 1...6) {
      // Rather in the rows than in the header, which spoils the whole file.
      let last = max(0, bytes.count - 1)
      let at = max(stream.int(in: 0...last), stream.int(in: 0...last))
      let length = min(bytes.count - at, stream.int(in: 0...12))
      switch stream.int(in: 0...5) {
      case 0: bytes.insert(contentsOf: stream.pick(traps), at: at)
      case 1: bytes.replaceSubrange(at..<(at + length), with: stream.pick(traps))
      case 2: bytes.removeSubrange(at..<(at + length))
      case 3: bytes.insert(contentsOf: bytes[at..<(at + length)], at: at)
      case 4: if at < bytes.count { bytes[at] = UInt8(truncatingIfNeeded: stream.next()) }
      default: if stream.chance(0.2) { bytes.removeSubrange(at...) }
      }
    }
    return bytes
  }

  @Test func mutatedFilesNeverCrashAndEveryProblemHasAPlace() {
    let seed: UInt64 = 20_211_007
    var stream = RandomStream(seed: seed, name: "roster-fuzz")
    var readable = 0
    for round in 0..<24_000 {
      let bytes = Self.mutated(Array(Self.seeds[round % 3].utf8), &stream)
      let reading = RosterReader.read(bytes: bytes, file: "roster.csv", context: Fixture.context)
      readable += reading.value.isEmpty ? 0 : 1
      for problem in reading.problems {
        guard problem.place?.file == "roster.csv" else {
          Issue.record("seed \(seed) round \(round): \(problem.text)")
          return
        }
        let isOfTheWholeFile = ["csv.empty", "csv.workbook", "csv.encoding.damaged", "roster.empty"].contains(problem.code)
        #expect(problem.place?.line != nil || isOfTheWholeFile, "seed \(seed) round \(round): \(problem.text)")
      }
      // Whatever was read holds the roster's invariants.
      let roster = Roster(units: Fixture.units, staff: reading.value)
      #expect(roster.checkInvariants().isEmpty, "seed \(seed) round \(round)")
    }
    #expect(readable > 5_000, "most mutations spoil a row and not the file")
  }

  @Test func whatIsReadFromABrokenFileCanBeWrittenAndReadAgain() {
    let seed: UInt64 = 7
    var stream = RandomStream(seed: seed, name: "roster-fuzz-round-trip")
    for round in 0..<2_000 {
      let bytes = Self.mutated(Array(Self.seeds[round % 3].utf8), &stream)
      let first = RosterReader.read(bytes: bytes, file: "a.csv", context: Fixture.context).value
      let written = RosterWriter.write(Roster(units: Fixture.units, staff: first), dialect: .iso)
      var context = Fixture.context
      context.existingNumbers = Set(first.compactMap(\.superior))
      let second = RosterReader.read(bytes: written, file: "b.csv", context: context)
      #expect(
        RosterDifference(from: Roster(units: Fixture.units, staff: first), to: second.value).isEmpty,
        "seed \(seed) round \(round): \(second.problems.report())\n\(String(decoding: written, as: UTF8.self))")
    }
  }

  @Test func unitFilesNeverCrashEither() {
    let seed: UInt64 = 3
    var stream = RandomStream(seed: seed, name: "units-fuzz")
    let text =
      "code;name;parent;head;minimum_strength;acting_head;kelurahan\na;Kota;;1;5;;Bumi Ayu\nb;Bagian;a;2;;3;\nc;Seksi;b;;1;;\n"
    for round in 0..<4_000 {
      let reading = UnitsReader.read(
        bytes: Self.mutated(Array(text.utf8), &stream), file: "units.csv", areas: Fixture.areas)
      #expect(reading.problems.allSatisfy { $0.place?.file == "units.csv" }, "seed \(seed) round \(round)")
    }
  }

  @Test func aHundredThousandRowsAreReadWhole() {
    var text = "id;nip;nama;unit;kelurahan;telepon;kompetensi\n"
    let units = ["bpbd", "rsud", "sdn-01"]
    for i in 0..<100_000 {
      let digits = String(1_000_000 + i)
      let serial = String(1_000 + i % 900 + 1).suffix(3)
      text +=
        "\(i);1980\(i / 900 % 12 + 101 - 100 < 10 ? "0" : "")\(i / 900 % 12 + 1)01\(2005 + i / 10_800)01\(i % 2 + 1)\(serial);"
      text += "\(SyntheticNames.name(i));\(units[i % 3]);Bumi Ayu;0812\(digits);posko:2:2023-01-01 sar-air:3\n"
    }
    let reading = Fixture.read(text)
    #expect(reading.value.count + reading.problems.count { $0.severity == .error } == 100_000)
    #expect(reading.value.count > 99_000, "\(reading.problems.report(limit: 3))")
  }

  @Test func thousandsOfLapsedCertificatesHideNoErrorAndAreNone() {
    var text = "id;nama;unit;kompetensi\n"
    for i in 0..<12_000 { text += "\(i);\(SyntheticNames.name(i)) \(i);bpbd;posko:2:2020-01-01\n" }
    let lapsed = Fixture.read(text)
    #expect(lapsed.value.count == 12_000 && !lapsed.problems.hasErrors)
    #expect(lapsed.problems.last?.code == "roster.problems.many" && lapsed.problems.count == CSVLimits.problems + 1)
    let withError = Fixture.read(text + "12000;Salah;bpbd;posko:9\n")
    #expect(withError.value.count == 12_000 && withError.problems.first?.severity == .error)
  }
}
