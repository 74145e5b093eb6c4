import Basics
import Foundation
import Incident
import Testing

@testable import Publication

@Suite("Catalogues of words")
struct WordsTests {
  let id = Words.indonesian
  let en = Words.english

  @Test("Both languages parse without faults and have the same keys")
  func sameKeys() {
    #expect(id.faults == [])
    #expect(en.faults == [])
    #expect(Set(id.keys).symmetricDifference(en.keys).sorted() == [])
  }

  @Test("Each sentence names the same values in both languages")
  func sameValues() {
    for key in id.keys {
      let a = Set(Catalogue.names(in: id.sentence(key) ?? "")).sorted()
      let b = Set(Catalogue.names(in: en.sentence(key) ?? "")).sorted()
      #expect(a == b, "\(key): \(a) and \(b)")
    }
  }

  /// All Swift text of the room but its catalogues.
  static let source: String = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Publication")
      .resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "swift" && !$0.lastPathComponent.hasPrefix("Words") }.sorted {
      $0.path < $1.path
    }.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }.joined()
  }()

  @Test("The room's own source is at hand for the next two")
  func sources() { #expect(Self.source.contains("struct PlanTable")) }

  @Test("No key is unused: each stands in the code or begins as a composed key does")
  func unused() {
    let unused = id.keys.filter { key in
      !Self.source.contains("\"\(key)\"") && !Words.composedPrefixes.contains { key.hasPrefix($0) }
    }
    #expect(unused == [])
  }

  @Test("No key is missing: each that the code names is there")
  func missing() {
    var missing: [String] = []
    // Keys are written as "word.word"; only those that begin like a known group count.
    let groups = Set(id.keys.compactMap { $0.split(separator: ".").first.map(String.init) })
    for literal in Self.source.split(separator: "\"") {
      let parts = literal.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count >= 2, groups.contains(String(parts[0])),
        literal.allSatisfy({ $0.isLetter || $0.isNumber || ".-_".contains($0) }),
        literal.last != ".", id.sentence(String(literal)) == nil
      else { continue }
      missing.append(String(literal))
    }
    #expect(missing == [])
  }

  @Test("Each code of the domain that is shown has its word")
  func codes() {
    let keys: [String] =
      Incident.Section.allCases.map { "section.\($0.rawValue)" } + Plan.Caveat.allCases.map { "caveat.\($0.rawValue)" }
      + Ineligibility.Kind.allCases.map { "cause.rule.\($0.rawValue)" } + DutyLimit.Kind.allCases.map { "limit.\($0.rawValue)" }
      + SeatKind.allCases.map { "seat.\($0.rawValue)" } + EquipmentKind.allCases.map { "equipment.\($0.rawValue)" }
      + Equipment.State.allCases.map { "equipmentState.\($0.rawValue)" } + PlaceKind.allCases.map { "placeKind.\($0.rawValue)" }
      + PlaceKind.allCases.map { "placeKind.letter.\($0.rawValue)" } + Hazard.allCases.map { "hazard.\($0.rawValue)" }
      + EmergencyStatus.allCases.map { "status.\($0.rawValue)" } + WarningLevel.allCases.map { "warning.\($0.rawValue)" }
      + Basis.Kind.allCases.map { "basis.kind.\($0.rawValue)" } + PowerState.allCases.map { "power.\($0.rawValue)" }
      + DepthReference.allCases.map { "reference.\($0.rawValue)" } + PartnerTeam.State.allCases.map { "team.\($0.rawValue)" }
      + OrderState.Phase.allCases.map { "orderState.\($0.rawValue)" } + DepthClass.allCases.map { "depth.class.\($0.rawValue)" }
      + PlaceCoverage.Grade.allCases.map { "coverage.\($0.rawValue)" } + Certainty.allCases.map { "certainty.\($0.rawValue)" }
      + AffectedCount.allCases.map { "count.\($0.rawValue)" } + PaperKind.allCases.map { "paper.\($0.rawValue)" }
      + VulnerableCount.Kind.allCases.map { "vulnerable.\($0.rawValue)" } + Criticality.allCases.map { "class.\($0.rawValue)" }
      + Sex.allCases.map { "sex.\($0.rawValue)" } + (1...12).map { "month.\($0)" } + (1...7).map { "day.\($0)" }
      + (0...4).map { "tier.\($0)" }
    #expect(keys.filter { id.sentence($0) == nil } == [])
  }

  @Test("Indonesian keeps to the glossary: petugas, Kebutuhan, Kekurangan, Alasan, Berhalangan; never menolak, harga, absen")
  func glossary() {
    let all = id.keys.compactMap(id.sentence)
    let text = all.joined(separator: "\n")
    for word in ["petugas", "Kebutuhan", "Kekurangan", "Alasan", "Berhalangan", "Nilai tambah satu petugas"] {
      #expect(text.contains(word), "\(word)")
    }
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    for word in ["menolak", "harga", "absen", "absensi", "pegawai", "asn"] { #expect(!words.contains(word), "\(word)") }
  }

  @Test("The word Siaga never stands alone and never begins a sentence")
  func siaga() {
    for catalogue in [id, en] {
      for key in catalogue.keys {
        let sentence = catalogue.sentence(key) ?? ""
        let rest = ["Status Siaga Darurat", "Peringatan Siaga (oranye)", "Peringatan Siaga (orange)"].reduce(sentence) {
          $0.replacingOccurrences(of: $1, with: "")
        }
        #expect(!rest.contains("Siaga"), "\(key): \(sentence)")
      }
    }
  }
}
