import Basics
import Incident
import Testing

@testable import Intake

@Suite struct ComplaintTableTests {
  static func read(_ text: String) throws -> Reading<[ComplaintRow]> {
    ComplaintTable.read(
      Array(text.utf8), file: "lapor.csv", city: try DumaiPack.city,
      units: [OrgUnit(id: UnitID("pupr-drainase"), name: "UPT Drainase dan Pompa")])
  }

  @Test func thePortalsExportIsReadWithItsTitleRowsItsDatesAndItsWords() throws {
    let reading = try Self.read(
      """
      Laporan SP4N-LAPOR! bulan November;;;;;;;
      Tracking ID;Tanggal Laporan;Kategori;Klasifikasi Laporan;Isi Laporan;Instansi Terdisposisi;Tanggal Tindak Lanjut;Tanggal Selesai
      #7654321;24/11/2026 08.30;Drainase dan banjir;Pengaduan;"Selokan tersumbat; air naik";UPT Drainase dan Pompa;26/11/2026;27/11/2026
      #7654322;25 November 2026;sampah;Permintaan Informasi;Jadwal angkut?;;;
      """)
    #expect(reading.problems.filter { $0.severity == .error }.isEmpty, "\(reading.problems.report())")
    #expect(reading.value.map(\.number) == ["7654321", "7654322"])
    let first = try #require(reading.value.first)
    #expect(first.sector.rawValue == "drainase" && first.kind == .desk && first.unit?.rawValue == "pupr-drainase")
    #expect(first.receivedAt == Instant("2026-11-24T08:30:00+07:00") && first.words == "Selokan tersumbat; air naik")
    #expect(first.closedAt == Instant("2026-11-27T00:00:00+07:00"))
    #expect(reading.value[1].kind == .information && reading.value[1].answeredAt == nil)
  }

  @Test func eachBadFieldIsNamedWithItsLineAndWhatWasExpected() throws {
    let reading = try Self.read(
      """
      nomor,tanggal,sektor,jenis,isi,mendesak,tanggal jawab,tanggal tutup,kelurahan
      1,2026-13-01,drainase,,Air,,,,
      2,2026-11-01,drainasee,,Air,,,,
      3,2026-11-01,jalan,marah,Lubang,,,,
      4,2026-11-01,jalan,,,,,,
      5,2026-11-05,jalan,,Lubang,mungkin,,,
      6,2026-11-05,jalan,,Lubang,,2026-11-04,,
      7,2026-11-05,jalan,,Lubang,,,2026-11-06,
      8,2026-11-05,jalan,,Lubang,ya,,,Entah di mana
      8,2026-11-06,jalan,,Lubang,ya,,,
      """)
    #expect(reading.value.map(\.number) == ["8"])
    #expect(reading.value.first?.isUrgent == true && reading.value.first?.area == nil)
    let errors = reading.problems.filter { $0.severity == .error }.map { "\($0.place?.line ?? 0) \($0.code)" }
    #expect(
      errors == [
        "2 complaint.date", "3 complaint.sector", "4 complaint.kind", "5 complaint.words", "6 complaint.urgent",
        "7 complaint.order", "8 complaint.order",
      ], "\(errors)")
    #expect(reading.problems.filter { $0.severity == .warning }.map(\.code) == ["complaint.area", "complaint.twice"])
  }

  @Test func mutatedComplaintFilesNeverCrash() throws {
    let good = Array("nomor;tanggal;sektor;isi\n1;2026-11-05;jalan;Lubang\n2;05/11/2026;drainase;Air\n".utf8)
    var random = RandomStream(seed: 17, name: "complaints")
    let city = try DumaiPack.city
    for _ in 0..<400 {
      var bytes = good
      for _ in 0..<random.int(in: 1...6) {
        let at = random.int(in: 0...(bytes.count - 1))
        bytes[at] = UInt8(random.int(in: 0...255))
      }
      let reading = ComplaintTable.read(bytes, file: "x.csv", city: city, units: [])
      for problem in reading.problems { #expect(problem.place?.file == "x.csv", "seed 17") }
    }
  }
}
