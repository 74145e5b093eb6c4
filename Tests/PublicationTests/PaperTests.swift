import Basics
import Geography
import Incident
import Testing

@testable import Publication

@Suite("Papers")
struct PaperTests {
  let papers: Papers

  init() throws { papers = try Papers() }

  func html(_ kind: PaperKind, _ language: Language = .id, _ context: PaperContext = PaperSample.context()) -> String {
    papers.html(kind, context, language: language)
  }

  func plain(_ kind: PaperKind, _ language: Language = .id, _ context: PaperContext = PaperSample.context()) -> String {
    Markup.plain(html(kind, language, context))
  }

  @Test(
    "Every paper is well-formed, complete in words, and needs nothing from outside", arguments: PaperKind.allCases,
    Language.allCases)
  func wellFormed(_ kind: PaperKind, _ language: Language) {
    for context in [PaperSample.context(), PaperSample.context(hasPlan: false), PaperSample.context(hasPlan: false, events: [])] {
      let text = html(kind, language, context)
      #expect(Markup.faults(text) == [])
      #expect(!Markup.plain(text).contains("{"), "\(kind)")
      for word in ["Optional(", "nil", "⟨"] { #expect(!Markup.plain(text).contains(word), "\(kind) \(word)") }
      for link in ["href=", "src=", "@import", "<script", "https:"] { #expect(!text.contains(link), "\(kind) \(link)") }
    }
  }

  @Test(
    "The marks of an exercise stand at the start and the end of every paper and repeat on each page",
    arguments: PaperKind.allCases, Language.allCases)
  func marks(_ kind: PaperKind, _ language: Language) {
    let text = plain(kind, language)
    #expect(text.hasPrefix("LATIHAN / EXERCISE"))
    #expect(text.hasSuffix("LATIHAN / EXERCISE"))
    #expect(text.contains("LATIHAN POSKO DUMAI"))
    // Head and foot of the sheet's table repeat on each printed page.
    let page = html(kind, language)
    let head = page.components(separatedBy: "<thead><tr><td>")
    let foot = page.components(separatedBy: "<tfoot><tr><td>")
    #expect(head.count == 2 && head[1].prefix(200).contains("LATIHAN / EXERCISE"))
    #expect(foot.count == 2 && foot[1].contains("LATIHAN / EXERCISE"))
  }

  @Test("The real thing bears no mark of an exercise", arguments: PaperKind.allCases, Language.allCases)
  func actual(_ kind: PaperKind, _ language: Language) {
    let text = html(kind, language, PaperSample.context(.actual))
    #expect(!text.contains("LATIHAN") && !text.contains("EXERCISE"))
    #expect(text.contains("POSKO DUMAI"))
  }

  @Test("Head and foot name operation, plan, the log's head and when it was made", arguments: PaperKind.allCases)
  func frame(_ kind: PaperKind) {
    let text = plain(kind)
    for word in ["Operasi op-1", "Rencana plan-1", "Log 7f3a-91c2", "Dibuat 8 Oktober 2021 07.00 WIB"] {
      #expect(text.contains(word))
    }
  }

  @Test("Hostile names and notes stay text", arguments: PaperKind.allCases, Language.allCases)
  func hostile(_ kind: PaperKind, _ language: Language) {
    let names = Sample.names { "<script>alert(1)</script>\"'&\($0)" }
    let text = html(kind, language, PaperSample.context(names: names, note: "</td><script>x()</script>"))
    #expect(!text.contains("<script"))
    #expect(Markup.faults(text) == [])
  }

  @Test("The same context gives the same bytes", arguments: PaperKind.allCases)
  func deterministic(_ kind: PaperKind) { #expect(html(kind) == html(kind)) }

  @Test("The number of a civil servant stands in the assignment letter and in no other paper", arguments: PaperKind.allCases)
  func numbers(_ kind: PaperKind) {
    #expect(html(kind).contains("19860926") == (kind == .dutyList))
  }

  @Test(
    "Who declined is named in no paper, not even as the one who recorded it",
    arguments: [PaperKind.postLog, .ics214, .dailyReport, .firstReport])
  func declines(_ kind: PaperKind) {
    let text = plain(kind)
    #expect(!text.contains("Eko Contoh berhalangan"))
    if kind == .postLog || kind == .ics214 {
      #expect(text.contains("Seorang petugas yang dipanggil sebagai Operator perahu di Dermaga Laksamana berhalangan. –"))
    }
  }
}
