import Basics
import Foundation
import Incident
import Ledger
import Testing

@testable import Operations

@Suite struct RosterDeskTests {
  @Test func everyPersonReadsBackFromTheSideRows() throws {
    let desk = try Dumai.desk()
    let roster = try Dumai.roster(desk).roster
    #expect(roster.staff.count > 3000)
    try desk.importRoster(roster, by: .importer("roster"), at: Dumai.start)
    #expect(try Desk.roster(desk.store) == roster)
  }

  @Test func theSameRosterTwiceChangesNothing() throws {
    let desk = try Dumai.desk()
    try desk.importRoster(try Dumai.roster(desk).roster, by: .importer("roster"), at: Dumai.start)
    let size = desk.post.nextSequence
    #expect(try desk.importRoster(try Dumai.roster(desk).roster, by: .importer("roster"), at: Dumai.start) == nil)
    #expect(desk.post.nextSequence == size)
  }

  @Test func inventedStaffAreRefusedInAnActualDatabase() throws {
    let desk = try Dumai.desk(mode: .actual)
    let roster = try Dumai.roster(desk).roster
    #expect(throws: Problem.self) { try desk.importRoster(roster, by: .importer("roster"), at: Dumai.start) }
    #expect(desk.post.roster.staff.isEmpty)
    #expect(try Desk.roster(desk.store).staff.isEmpty)
  }

  @Test func nothingPersonalStandsInTheLog() throws {
    let (desk, _, _) = try Dumai.running()
    var log = ""
    try LogExport.write(desk.store, to: { log += String(decoding: $0, as: UTF8.self) })
    for person in desk.post.roster.staff {
      #expect(!log.contains("\"\(person.name)\""))
      if let nip = person.nip { #expect(!log.contains(nip.digits), "NIP of \(person.officeNumber)") }
      if let phone = person.phone { #expect(!log.contains(phone)) }
      #expect(!log.contains("\"\(person.officeNumber)\""))
    }
  }

  @Test func aPersonWhoIsErasedLeavesEveryProofValid() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "siaga-erase-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "siaga.db").path
    let files = try Dumai.files.get()
    let desk = try Desk.create(path, mode: .exercise, pack: files.pack, city: files.city, seed: 1, at: Dumai.start)
    let roster = try Dumai.roster(desk).roster
    try desk.importRoster(roster, by: .importer("roster"), at: Dumai.start)
    let checkpoint = try desk.checkpoint()
    let gone = try #require(roster.staff.first)
    try desk.importRoster(
      Roster(units: roster.units, staff: Array(roster.staff.dropFirst())), by: .importer("roster"),
      at: Dumai.start.adding(minutes: 1))
    #expect(try desk.store.sideRow(PersonRow.table, gone.id.rawValue) == nil)
    let verification = try SQLiteReader(path).verify()
    #expect(verification.isGood && verification.checkpoint == checkpoint.head.size)
    #expect(try ReadingDesk(path).roster.member(gone.id) == nil)
  }

  @Test func aNoteIsKeptBesideTheLogUnderASaltedDigest() throws {
    let desk = try Dumai.desk()
    let note = try desk.note("Gardu 12 padam", name: "note")
    #expect(note.reference.digest != sha256(Array("Gardu 12 padam".utf8)))
    #expect(NoteRow.text(note.row.bytes) == "Gardu 12 padam")
    #expect(throws: Problem.self) { try desk.note("", name: "note") }
    #expect(throws: Problem.self) { try desk.note(String(repeating: "x", count: 20_000), name: "note") }
  }
}
