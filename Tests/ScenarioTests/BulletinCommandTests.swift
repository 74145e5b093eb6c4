import Foundation
import Testing

/// A morning of the public information officer at the command line.
@Suite struct BulletinCommandTests {
  static let city = CommandLineTests.root.appending(path: "scenarios/dumai").path
  static let contact = [
    "--number", "112=darurat=emergency", "--web", "https://info.contoh.go.id/", "--account", "@infodumai", "--sender",
    "bpbd@contoh.go.id",
  ]

  struct Desk {
    let folder: URL

    init(_ mode: String) throws {
      folder = try CommandLineTests.folder()
      try expect(
        0,
        [
          "operation", "open", "--mode", mode, "--city", BulletinCommandTests.city, "--hazard", "tidal_flood", "--area",
          "14.72.06.1001", "--area", "14.72.06.1002",
        ])
    }

    @discardableResult
    func expect(_ code: Int32, _ arguments: [String]) throws -> CommandLineTests.Outcome {
      let outcome = try CommandLineTests.siaga(arguments, in: folder)
      #expect(outcome.code == code, "\(arguments.joined(separator: " ")): \(outcome.code) \(outcome.out) \(outcome.error)")
      return outcome
    }

    func bulletin(_ code: Int32 = 0, _ arguments: String...) throws -> CommandLineTests.Outcome {
      try expect(code, ["bulletin"] + arguments)
    }
  }

  @Test func aBulletinGoesOutAfterASecondOfficeHasApprovedItAndIsCorrectedInPublic() throws {
    let desk = try Desk("actual")
    defer { try? FileManager.default.removeItem(at: desk.folder) }
    #expect(
      try desk.expect(0, ["bulletin", "draft", "--as", "humas", "--level", "orange"] + Self.contact).out.contains("bulletin-1"))
    #expect(try desk.bulletin(0, "lint", "bulletin-1").out.contains("nothing to mend"))
    _ = try desk.bulletin(77, "publish", "bulletin-1", "--as", "humas")
    _ = try desk.bulletin(0, "submit", "bulletin-1", "--as", "humas")
    _ = try desk.bulletin(77, "approve", "bulletin-1", "--as", "humas")
    _ = try desk.bulletin(0, "return", "bulletin-1", "Sebut jam", "--as", "kalaksa-bpbd")
    let content = try desk.bulletin(0, "show", "bulletin-1", "--form", "json").out
    try content.replacing("di tepi pantai", with: "di tepi laut").write(
      to: desk.folder.appending(path: "b.json"), atomically: true, encoding: .utf8)
    _ = try desk.bulletin(0, "edit", "bulletin-1", "--from", "b.json", "--as", "humas")
    #expect(
      try desk.bulletin(0, "show", "bulletin-1", "--form", "diff").out.contains(
        "+ Air pasang menggenangi permukiman di tepi laut."))
    _ = try desk.bulletin(0, "submit", "bulletin-1", "--as", "humas")
    _ = try desk.bulletin(0, "approve", "bulletin-1", "--as", "kalaksa-bpbd")
    _ = try desk.bulletin(0, "publish", "bulletin-1", "--as", "humas")
    _ = try desk.bulletin(65, "edit", "bulletin-1", "--from", "b.json", "--as", "humas")
    let sms = try desk.bulletin(0, "show", "bulletin-1", "--form", "sms", "--recipients", "1000", "--rupiah", "300")
    #expect(sms.out.hasPrefix("POSKO DUMAI: Peringatan Siaga (oranye).") && sms.error.contains("GSM-7"))

    _ = try desk.bulletin(
      0, "correct", "bulletin-1", "--wrong-id", "Jam pasang keliru", "--wrong-en", "The hour was wrong", "--as", "humas")
    _ = try desk.bulletin(0, "submit", "bulletin-2", "--as", "humas")
    _ = try desk.bulletin(0, "approve", "bulletin-2", "--as", "kalaksa-bpbd")
    _ = try desk.bulletin(0, "publish", "bulletin-2", "--as", "humas")
    _ = try desk.bulletin(0, "site", "--out", "public")
    try checkSite(desk)
    #expect(try desk.expect(0, ["log", "verify"]).code == 0)
  }

  private func checkSite(_ desk: Desk) throws {
    let folder = desk.folder.appending(path: "public")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let alerts = names.filter { $0.hasPrefix("dumai-") && $0.hasSuffix(".xml") }.sorted()
    #expect(alerts.count == 2)
    let paths = alerts.map { "public/\($0)" }
    #expect(try desk.expect(0, ["cap", "check", "--profile", "public"] + paths).out.contains("valid"))
    let index = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    #expect(index.contains("RALAT. Yang keliru sebelumnya: Jam pasang keliru") && !index.contains("LATIHAN"))
    let update = try #require(
      try alerts.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.first {
        $0.contains("<msgType>Update")
      })
    #expect(update.contains("<references>bpbd@contoh.go.id,dumai-"))

    let key = try desk.expect(0, ["cap", "sign", paths[0]]).error.replacing("public key: ", with: "").filter { !$0.isNewline }
    #expect(try desk.expect(0, ["cap", "verify", "--key", key, paths[0]]).out.contains("signed by"))
    let path = desk.folder.appending(path: paths[0])
    try (String(contentsOf: path, encoding: .utf8) + " ").write(to: path, atomically: true, encoding: .utf8)
    _ = try desk.expect(1, ["cap", "verify", "--key", key, paths[0]])
  }

  @Test func onlyAnOfficeNamedBeforehandPublishesAloneAndAnAlarmStandsUntilItIsCountersigned() throws {
    let desk = try Desk("exercise")
    defer { try? FileManager.default.removeItem(at: desk.folder) }
    try desk.expect(0, ["bulletin", "draft", "--as", "humas", "--level", "red", "--life-safety"] + Self.contact)
    _ = try desk.bulletin(77, "publish", "bulletin-1", "--alone", "--as", "pusdalops")
    _ = try desk.bulletin(77, "rules", "--alone", "pusdalops", "--as", "pusdalops")
    _ = try desk.bulletin(0, "rules", "--alone", "pusdalops", "--as", "kalaksa-bpbd")
    _ = try desk.bulletin(0, "publish", "bulletin-1", "--alone", "--as", "pusdalops")
    #expect(try desk.bulletin(0, "list").out.contains("ALARM: bulletin-1 awaits its second signature"))
    #expect(try desk.bulletin(0, "show", "bulletin-1").out.contains("menunggu tanda tangan kedua"))
    let sms = try desk.bulletin(0, "show", "bulletin-1", "--form", "sms").out
    #expect(sms.hasPrefix("LATIHAN POSKO DUMAI: Awas (merah).") && sms.hasSuffix("LATIHAN\n"))
    _ = try desk.bulletin(77, "countersign", "bulletin-1", "--as", "humas")
    _ = try desk.bulletin(0, "countersign", "bulletin-1", "--as", "kalaksa-bpbd")
    #expect(!(try desk.bulletin(0, "list").out.contains("ALARM")))
  }

  @Test func anAlertIsMadeAndABrokenOneIsNamedWithLineAndRemedy() throws {
    let folder = try CommandLineTests.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try CommandLineTests.siaga(
      [
        "cap", "make", "--city", Self.city, "--mode", "exercise", "--level", "red", "--hazard", "river_flood", "--area",
        "14.72.06.1002", "--web", "https://info.contoh.go.id/", "--sender", "bpbd@contoh.go.id", "--identifier", "dumai-1-X",
        "--sent",
        "2026-11-24T07:00:00+07:00",
      ], in: folder)
    #expect(made.code == 0 && made.out.contains("<status>Exercise</status>"), "\(made.error)")
    let file = folder.appending(path: "a.xml")
    try made.out.write(to: file, atomically: true, encoding: .utf8)
    #expect(try CommandLineTests.siaga(["cap", "check", "--profile", "public", "a.xml"], in: folder).code == 0)
    try made.out.replacing("+07:00</sent>", with: "Z</sent>").write(to: file, atomically: true, encoding: .utf8)
    let broken = try CommandLineTests.siaga(["cap", "check", "a.xml"], in: folder)
    #expect(broken.code == 1)
    #expect(broken.out.contains("a.xml:5: alert/sent: ") && broken.out.contains("2026-11-23T19:05:00+07:00"))
  }
}
