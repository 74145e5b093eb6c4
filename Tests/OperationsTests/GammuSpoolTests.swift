import Basics
import Callout
import Foundation
import Intake
import Testing

@testable import Operations

/// The folders of gammu-smsd, as its manual (gammu-smsd-files) describes them.
@Suite struct GammuSpoolTests {
  private static func folder() throws -> String {
    let path = NSTemporaryDirectory() + "siaga-gammu-\(UInt32.random(in: 0 ... .max))"
    for name in ["outbox", "inbox", "sent", "error"] {
      try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }
    return path
  }

  private static func spool(_ path: String) throws -> GammuSpool {
    var folders = DeliverySettings.GammuFolders()
    folders.outbox = path + "/outbox"
    folders.sent = path + "/sent"
    folders.error = path + "/error"
    return try GammuSpool(folders) { Instant(milliseconds: 0) }
  }

  @Test func aMessageIsOneWholeFileAndIsNeverSentTwiceByOurDoing() throws {
    let path = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let spool = try Self.spool(path)
    var parcel = try WebhookCarrierTests.parcel()
    parcel.text = "POSKO: balas SIAP 4821"
    for _ in 0..<3 { #expect(spool.carry(parcel) == .handedOver) }
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: path + "/outbox").first)
    #expect(name.hasPrefix("OUTB") && name.hasSuffix("_00_+6281234567890_\(parcel.handOver.id).txt"), "\(name)")
    let parts = name.dropFirst(4).split(separator: "_")
    #expect(parts[0].count == 8 && parts[1].count == 6, "date and time: \(name)")
    #expect(try Files.read("\(path)/outbox/\(name)") == Array(parcel.text.utf8))
    // gammu-smsd has sent it: a copy of the hand-over writes nothing.
    try FileManager.default.moveItem(atPath: "\(path)/outbox/\(name)", toPath: "\(path)/sent/\(name)")
    #expect(spool.carry(parcel) == .handedOver)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/outbox").isEmpty)
    try FileManager.default.moveItem(atPath: "\(path)/sent/\(name)", toPath: "\(path)/error/\(name)")
    if case .permanent = spool.carry(parcel) {} else { Issue.record("what the modem could not send is not said") }
    parcel.address = "../../etc/passwd"
    if case .permanent = spool.carry(parcel) {} else { Issue.record("a number that is a path was taken") }
    #expect(throws: Problem.self) { try Self.spool(path + "/nowhere") }
  }

  @Test func lettersOfAnyLanguageComeOutAsTheyWentIn() throws {
    for text in ["SIAP 4821", "Jum’at – siap", "“ya” 😀", ""] {
      #expect(GammuInbox.text(GammuSpool.bytes(text)) == text)
    }
    #expect(GammuInbox.text([0xFF, 0xFE, 0x59, 0, 0x61, 0]) == "Ya")
    #expect(GammuInbox.text([0, 0x59, 0, 0x61]) == "Ya")
  }

  @Test func anAnswerIsReadFromItsFileAndLeavesTheInboxWhenItIsOnRecord() throws {
    let path = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let inbox = GammuInbox(folder: path + "/inbox")
    func put(_ name: String, _ text: String) throws { try Files.write(Array(text.utf8), to: "\(path)/inbox/\(name)") }
    try put("IN20261124_190501_00_+6281234567890_00.txt", "SIAP 4821")
    try put("IN20261124_190500_00_+6281234567891_00.txt", "TIDAK")
    try put("IN20261124_190502_00.txt", "half a name")
    try put("notes.txt", "nobody's")
    let letters = inbox.waiting()
    #expect(letters.map(\.from) == ["+6281234567891", "+6281234567890"] && letters.map(\.text) == ["TIDAK", "SIAP 4821"])
    inbox.done(letters[0])
    #expect(inbox.waiting().map(\.file) == [letters[1].file])
    #expect(Files.exists("\(path)/inbox/siaga-read/\(letters[0].file)"))
  }
}
