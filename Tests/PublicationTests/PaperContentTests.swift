import Basics
import Geography
import Incident
import Testing

@testable import Publication

@Suite("What papers say")
struct PaperContentTests {
  let papers: Papers

  init() throws { papers = try Papers() }

  func plain(_ kind: PaperKind, _ language: Language = .id, _ context: PaperContext = PaperSample.context()) -> String {
    Markup.plain(papers.html(kind, context, language: language))
  }

  @Test("The daily report gives three separate counts, each with source, time and entry, and says what nobody told")
  func counts() {
    let text = plain(.dailyReport)
    for sentence in [
      "Kepada Yth. Wali Kota Dumai Kepala Pelaksana BPBD Provinsi Riau Kepala BNPB, u.p. Pusdalops BNPB",
      "Status Siaga Darurat, 8 Oktober 2021 sampai 14 Oktober 2021",
      "Keputusan Nomor 1066/BPBD/2021, 8 Oktober 2021, Wali Kota Dumai [log 2]",
      "Rimba Sekampung 1.120 4.431 belum ada laporan Lurah Rimba Sekampung, 8 Oktober 2021 05.35 WIB [log 8]",
      "Laksamana belum ada laporan belum ada laporan 55 pers: riaupos.co, 8 Oktober 2021 05.41 WIB [log 9]",
      "Jumlah 1.120 (dari 1 kelurahan) 4.431 (dari 1 kelurahan) 55 (dari 1 kelurahan)",
      "Rimba Sekampung 10–50 cm di atas jalan 8 Oktober 2021 05.20 WIB Lurah Rimba Sekampung 7",
      "Belum ada laporan dari 2 kelurahan: Laksamana dan Bukit Datuk. Tanpa laporan tidak berarti kering.",
      "Laksamana 0 belum ada laporan 2", "Rimba Sekampung: lanjut usia (perempuan) 12",
      "Listrik di Laksamana: dipastikan padam, 8 Oktober 2021 05.48 WIB; sumber: PLN Dumai. [log 10]",
      "Jalan Jl. Contoh ditutup, dilihat 8 Oktober 2021 05.50 WIB; sumber: warga. [log 11]",
      "Basarnas 8 Okt 05.55 tim 6 orang sebagai Operator perahu di Dermaga Laksamana disanggupi 6, 8 Okt 05.58 12",
      "Ahmad Contoh (Kepala Pelaksana BPBD), pelaksana sementara sampai komandan ditetapkan",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test("The first report in English tells the same facts")
  func firstReport() {
    let text = plain(.firstReport, .en)
    for sentence in [
      "Kind of occurrence tidal flood (rob, pasang keling)", "Began 8 October 2021 05:00 WIB [log 3]",
      "Peringatan Siaga (orange), recorded when the operation opened, 7 October 2021 19:00 WIB [log 0]",
      "Rimba Sekampung 1,120 4,431 no report yet", "Request for aid to Basarnas",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test("Without any report nothing is made up: no figure stands in the tables of impact")
  func nothingKnown() {
    let text = plain(.dailyReport, .id, PaperSample.context(hasPlan: false, events: []))
    for sentence in [
      "KK terdampak: belum ada laporan; jiwa terdampak: belum ada laporan; rumah terdampak: belum ada laporan",
      "meninggal: belum ada laporan; hilang: belum ada laporan; luka: belum ada laporan", "belum ada status",
      "Belum ada laporan dari 3 kelurahan: Rimba Sekampung, Laksamana, dan Bukit Datuk.", "Belum ada rencana penugasan.",
      "Tidak ada permintaan bantuan yang tercatat.", "Tidak ada tindakan yang tercatat.",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test("Who cannot come stands in no list, and the seat counts as missing")
  func vacated() {
    for kind in PaperKind.allCases where kind != .postLog && kind != .ics214 {
      #expect(!plain(kind).contains("Eko Contoh"), "\(kind)")
    }
    #expect(
      plain(.dailyReport).contains("1 petugas yang dipanggil berhalangan, belum menjawab sampai batas waktu, atau batal tugas"))
    #expect(plain(.dailyReport).contains("Bagian Operasi 8 3 2 3"))
  }

  @Test("Objectives noted in both languages are printed in the one of the paper")
  func objectives() {
    let period = PeriodStart(
      operation: PaperSample.operation, period: PeriodID("period-1"),
      interval: Interval(start: Sample.start, end: Sample.at(720)),
      objectives: [NoteReference(row: "n", digest: "")])
    let record = RecordedEvent(
      sequence: 0, instant: Sample.at(0), actor: .system("x"), mode: .exercise, event: .operation(.periodStarted(period)))
    let context = PaperSample.context(note: "Tidak ada yang cedera.\nNobody is hurt.", events: [record])
    #expect(plain(.dailyReport, .id, context).contains("Sasaran Tidak ada yang cedera. II."))
    #expect(plain(.dailyReport, .en, context).contains("Objectives Nobody is hurt. II."))
  }

  @Test("The duty list leaves out who cannot come, lists duties without a letter, and drafts it with what is recorded")
  func dutyList() {
    let text = plain(.dutyList)
    for sentence in [
      "5 tugas; 4 belum tercantum dalam surat tugas", "090/1 8 Oktober 2021 Sekretaris Daerah",
      "Candra Contoh Damkar Operator perahu Dermaga Laksamana 8 Okt 05.00–09.00 Sanggup belum", "Tugas tanpa surat tugas: 4",
      "KONSEP – belum berlaku sebagai surat.", "Pemerintah Kota Dumai", "4. Peringatan dini Nomor UM/17, 5 Oktober 2021, BMKG",
      "5. Keputusan Nomor 1066/BPBD/2021, 8 Oktober 2021, Wali Kota Dumai", "4 orang sebagaimana tercantum dalam lampiran",
      "Dedi Contoh NIP 19860926 201505 1 001 III/c, Pelaksana Damkar Operator perahu (pimpinan)", "Ditetapkan di Dumai",
    ] { #expect(text.contains(sentence), "\(sentence)") }
    #expect(!text.contains("Eko Contoh"))
  }

  @Test("An oral order is shown as open until it is written up, then by its paper")
  func oralOrder() {
    let oral = Basis(kind: .oralOrder, number: "", date: Sample.day(2021, 10, 7), signerOffice: "Wali Kota Dumai")
    func record(_ n: UInt64, _ event: OperationEvent) -> RecordedEvent {
      RecordedEvent(sequence: n, instant: Sample.at(-600), actor: .system("x"), mode: .exercise, event: .operation(event))
    }
    let opened = record(
      0,
      .opened(
        OperationOpening(
          operation: PaperSample.operation, name: "rob", mode: .exercise, hazard: .tidalFlood, areas: [], basis: oral)))
    let open = plain(.dailyReport, .id, PaperSample.context(events: [opened]))
    #expect(open.contains("Perintah lisan Wali Kota Dumai, 7 Oktober 2021 (belum ditulis; surat menyusul)"))
    let written = record(
      1, .basisWrittenUp(BasisWriteUp(operation: PaperSample.operation, subject: .opening, basis: PaperSample.decree)))
    let closed = plain(.dailyReport, .id, PaperSample.context(events: [opened, written]))
    #expect(closed.contains("Dasar Keputusan Nomor 1066/BPBD/2021"))
  }

  @Test("The log of a post holds its events with their entries; deleted text is said to be gone")
  func postLog() {
    let text = plain(.postLog)
    for sentence in [
      "8 Okt 05.10 Catatan: Perahu bocor ditambal. Kalaksa BPBD 6", "Kebutuhan ini dibuka untuk 6 petugas.",
      "8 Okt 06.15 Candra Contoh sanggup sebagai Operator perahu di Dermaga Laksamana; perkiraan tiba 8 Oktober 2021 06.35 WIB. Candra Contoh 19",
    ] { #expect(text.contains(sentence), "\(sentence)") }
    var context = PaperSample.context()
    context.note = { _ in nil }
    #expect(plain(.postLog, .en, context).contains("Note: (text deleted)"))
  }

  @Test("The chart shows each open position with holder, partner and what is missing")
  func chart() {
    let text = plain(.poskoChart)
    for sentence in [
      "Komandan PDB Ahmad Contoh (Kepala Pelaksana BPBD), pelaksana sementara", "Bagian Operasi",
      "Bidang SAR Operator perahu Dedi Contoh, Candra Contoh, (tim mitra) Basarnas: 2 orang, tiba – Dermaga Laksamana KURANG 2 petugas",
      "Bagian Administrasi Keuangan Tidak ada kebutuhan yang dibuka",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test("The ICS forms name their blocks and tell the same facts")
  func ics() {
    #expect(plain(.ics203, .en).contains("Situation Unit Leader Situation officer Budi Contoh BPBD Command post"))
    let list = plain(.ics204, .en)
    for sentence in [
      "5. Resources Assigned", "Leader: Dedi Contoh", "Boat operator: a crew of at least 3.",
      "Power in Laksamana: confirmed off [log 10]. Nobody enters the water before the power is confirmed off.",
      "Each shelter shift has at least one woman",
    ] { #expect(list.contains(sentence), "\(sentence)") }
    #expect(plain(.ics214, .en).contains("4. ICS Position Water Rescue Boat Operator – Boat operator at Laksamana landing"))
  }

  @Test("Entries later than the paper and those of other operations do not enter it")
  func scope() {
    var events = PaperSample.events()
    let other = OperationOpening(operation: OperationID("op-2"), name: "lain", mode: .exercise, hazard: .riverFlood, areas: [])
    events.append(
      RecordedEvent(
        sequence: 90, instant: Sample.at(100), actor: .system("x"), mode: .exercise, event: .operation(.opened(other))))
    let late = RoadReport(
      operation: PaperSample.operation, road: "Jl. Nanti", seenAt: Sample.at(200), toldAt: Sample.at(200), informant: .resident)
    events.append(
      RecordedEvent(
        sequence: 91, instant: Sample.at(200), actor: .system("x"), mode: .exercise, event: .situation(.roadClosed(late))))
    #expect(plain(.dailyReport, .id, PaperSample.context(events: events)) == plain(.dailyReport))
  }
}
