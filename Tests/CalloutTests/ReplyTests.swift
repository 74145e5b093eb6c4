import Basics
import Incident
import Testing

@testable import Callout

/// What people write, as the glossary reads it.
@Suite struct ReplyTests {
  static let table: [(String, ReplyMeaning)] = [
    ("SIAP 4821", .accept(nil)), ("siap", .accept(nil)), ("Siaaap pak", .accept(nil)), ("Y", .accept(nil)), ("iye", .accept(nil)),
    ("OK", .accept(nil)), ("okay", .accept(nil)), ("bersedia", .accept(nil)), ("sanggup bu", .accept(nil)), ("1", .accept(nil)),
    ("1 4821", .accept(nil)), ("86", .accept(nil)), ("86 4821", .accept(nil)), ("monitor", .accept(nil)),
    ("Izin, siap", .accept(nil)), ("Mohon izin ndan, siap laksanakan", .accept(nil)), ("Maaf baru baca, siap", .accept(nil)),
    ("yes ready", .accept(nil)), ("siap bantu", .accept(nil)),
    ("ya 2 jam lagi", .accept(.inMinutes(120))), ("siap 30 menit lagi", .accept(.inMinutes(30))),
    ("ok setengah jam", .accept(.inMinutes(30))), ("siap 1,5 jam lagi", .accept(.inMinutes(90))),
    ("siap 4821 jam 19.30", .accept(.at(minute: 1170, isTwelveHour: false))),
    ("siap jam 7 malam", .accept(.at(minute: 1140, isTwelveHour: false))),
    ("siap jam 7", .accept(.at(minute: 420, isTwelveHour: true))), ("2 jam lagi", .late(minutes: 120)),
    ("TIDAK 4821", .decline(nil)), ("tdk", .decline(nil)), ("gak bisa", .decline(nil)), ("ndak", .decline(nil)),
    ("tak dapat", .decline(nil)), ("belum bisa", .decline(nil)), ("tidak siap", .decline(nil)),
    ("siap tidak bisa", .decline(nil)),
    ("berhalangan", .decline(nil)), ("0", .decline(nil)), ("2", .decline(nil)), ("2 4821", .decline(nil)),
    ("TIDAK SAKIT", .decline(.personal)), ("tidak, cuti", .decline(.leave)), ("gak bisa, dinas", .decline(.otherDuty)),
    ("tidak bisa banjir", .decline(.cutOff)), ("tdk jauh", .decline(.tooFar)), ("ga bisa anak sakit", .decline(.family)),
    ("no", .decline(nil)), ("can't come", .decline(nil)), ("izin tidak bisa hadir", .decline(nil)),
    ("BERANGKAT", .onTheWay), ("otw", .onTheWay), ("siap meluncur", .onTheWay), ("on my way", .doubtful(.unknownWords)),
    ("TIBA", .arrived), ("sudah sampai", .arrived), ("sampe di lokasi", .arrived), ("SELESAI", .finished), ("done", .finished),
    ("TOLONG", .help(isCertain: true)), ("sos!!", .help(isCertain: true)), ("bantu", .help(isCertain: true)),
    ("bantuan", .help(isCertain: false)), ("siap tolong", .help(isCertain: true)),
    ("ULANG", .repeatOrder), ("info", .repeatOrder), ("?", .repeatOrder), ("telat 20 menit", .late(minutes: 20)),
    ("terlambat 15", .late(minutes: 15)), ("belum sampai", .late(minutes: nil)),
    ("jalan", .doubtful(.ambiguousWord)), ("banjir", .doubtful(.ambiguousWord)), ("hadir", .doubtful(.ambiguousWord)),
    ("dinas", .doubtful(.ambiguousWord)), ("darurat", .doubtful(.ambiguousWord)), ("izin", .doubtful(.unknownWords)),
    ("maaf", .doubtful(.unknownWords)), ("", .doubtful(.unknownWords)), ("sampai jam 5", .doubtful(.ambiguousWord)),
    ("siap kalau hujan reda", .doubtful(.contradiction)), ("gak masalah, siap", .doubtful(.contradiction)),
    ("siap di mana?", .doubtful(.contradiction)), ("tidak ada hujan", .doubtful(.unknownWords)),
    ("no 4821 siap", .doubtful(.contradiction)), ("3", .doubtful(.unknownWords)),
    ("siap jam berapa ya", .doubtful(.contradiction)),
    ("besok ya", .doubtful(.contradiction)), ("selesai jam berapa?", .doubtful(.contradiction)),
  ]

  @Test func eachReplyWordOfTheGlossaryMeansWhatItSays() {
    for (text, meaning) in Self.table {
      #expect(ReplyReading(text).meaning == meaning, "\"\(text)\" reads as \(ReplyReading(text).meaning)")
    }
  }

  @Test func aCodeIsFourDigitsThatAreNoTime() {
    #expect(ReplyReading("siap 4821").code == "4821")
    #expect(ReplyReading("SIAP,4821.").code == "4821")
    #expect(ReplyReading("siap jam 1930").code == nil)
    #expect(ReplyReading("siap 30 menit 4821").code == "4821")
    #expect(ReplyReading("siap 482").code == nil)
    #expect(ReplyReading("siap 48211").code == nil)
  }

  @Test func anyNegationOutweighsSiapWhateverStandsAround() {
    var stream = RandomStream(seed: 11, name: "negation")
    let negations = ["tidak", "tdk", "gak", "ga", "nggak", "ndak", "tak", "no", "belum bisa", "berhalangan", "tolak"]
    let others = [
      "siap", "ya", "ok", "4821", "pak", "izin", "jam 7", "30 menit", "datang", "kerja", "xyz", "86", "1", "bisa", "lagi",
    ]
    for round in 0..<20_000 {
      var words = (0..<stream.int(in: 0...6)).map { _ in stream.pick(others) }
      words.insert(stream.pick(negations), at: stream.int(in: 0...words.count))
      let text = words.joined(separator: stream.chance(0.8) ? " " : ", ")
      if case .accept = ReplyReading(text).meaning { Issue.record("round \(round), seed 11: \"\(text)\" reads as a yes") }
    }
  }

  @Test func noTextCrashesTheReaderAndAllIsReadTheSameTwice() {
    var stream = RandomStream(seed: 12, name: "fuzz")
    let pieces = [
      "siap", "tidak", "jam", "menit", "4821", "99999999999999999999", ":", ".", "7.30", "?", "'", "-", "é", "😀", "\u{0}", "\n",
      "-'-",
    ]
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<stream.int(in: 0...30) {
        if stream.chance(0.5) { bytes += Array(stream.pick(pieces).utf8) } else { bytes.append(UInt8(stream.int(in: 0...255))) }
        if stream.chance(0.3) { bytes.append(32) }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(ReplyReading(text) == ReplyReading(text))
    }
    #expect(ReplyReading(String(repeating: "siap ", count: 100_000)).meaning == .accept(nil))
  }

  @Test func anArrivalIsTheNextInstantThatTheClockCanMean() throws {
    let now = try #require(Instant("2026-11-24T16:10:00+07:00"))
    func text(_ arrival: ReplyArrival) -> String { arrival.instant(after: now, 420).clock(offsetMinutes: 420) }
    #expect(text(.at(minute: 420, isTwelveHour: true)) == "19.00")
    #expect(text(.at(minute: 420, isTwelveHour: false)) == "07.00")
    #expect(ReplyArrival.at(minute: 420, isTwelveHour: false).instant(after: now, 420).minutes(since: now) == 890)
    #expect(ReplyArrival.inMinutes(90).instant(after: now, 420).minutes(since: now) == 90)
  }
}
