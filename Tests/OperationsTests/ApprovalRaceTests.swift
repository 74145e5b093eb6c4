import Basics
import Incident
import Ledger
import Synchronization
import Testing

@testable import Operations

/// Two approvers, the author and an editor at the same instant, over a running command post (reliability, row 16).
@Suite struct ApprovalRaceTests {
  private static func note(_ text: String, _ desk: Desk) throws -> (SideRow, NoteReference) {
    let note = try desk.note(text, name: "race")
    return (note.row, note.reference)
  }

  @Test func whateverTheOrderNothingIsReleasedWithoutASecondPersonWhoSawThisVersion() async throws {
    let rounds = 200
    let (desk, operation, scenario) = try Dumai.running()
    let area = try #require(desk.state.operation(operation)?.opening.areas.first)
    // Each version of a text has its own digest.
    var texts: [NoteReference] = []
    for i in 0..<(rounds * 2) { texts.append(try Self.note("teks \(i)", desk).1) }
    let all = texts
    let at = scenario.start.adding(minutes: 40)
    let live = LiveCommandPost(desk)
    let runner = Task { await live.run() }
    for round in 0..<rounds {
      let bulletin = BulletinID("bulletin-\(round + 1)")
      func draft(_ version: Int) -> BulletinDraft {
        BulletinDraft(
          bulletin: bulletin, version: version, text: all[round * 2 + version - 1], level: .orange, areas: [area],
          expiresAt: at.adding(minutes: 360), nextDueAt: nil, isLifeSafety: false)
      }
      func step(_ version: Int) -> BulletinStep {
        BulletinStep(bulletin: bulletin, version: version, digest: all[round * 2 + version - 1].digest)
      }
      @Sendable func submit(_ command: BulletinCommand, _ office: String) async -> Bool {
        (try? await live.submit(.init(.bulletin(command), by: .person(office: office), at: at))) != nil
      }
      _ = await submit(.draft(BulletinOpening(operation: operation, kind: .first, draft: draft(1))), "humas")
      _ = await submit(.submit(step(1)), "humas")
      var races: [@Sendable () async -> Void] = []
      func publish(_ version: Int, _ office: String) -> BulletinCommand {
        .publish(
          BulletinPublication(
            bulletin: bulletin, version: version, digest: all[round * 2 + version - 1].digest,
            identifier: "race-\(round)-\(version)-\(office)", sentAt: at, reach: .participants))
      }
      for command in [
        (BulletinCommand.approve(step(1)), "humas"), (.approve(step(1)), "kalaksa-bpbd"), (.approve(step(1)), "sekda"),
        (.edit(draft(2)), "humas"), (publish(1, "humas"), "humas"), (publish(2, "humas"), "humas"), (.approve(step(2)), "humas"),
        (publish(1, "sekda"), "sekda"),
      ] {
        races.append { _ = await submit(command.0, command.1) }
      }
      var random = RandomStream(seed: UInt64(round), name: "race")
      random.shuffle(&races)
      let shuffled = races
      await withTaskGroup(of: Void.self) { group in for race in shuffled { group.addTask { await race() } } }
    }
    await live.stop()
    await runner.value
    try check(await live.history())
  }

  /// Of each release: who wrote or handed in this text, and who else approved exactly it before.
  private func check(_ records: [RecordedEvent]) throws {
    var authors: [BulletinID: Set<String>] = [:]
    var approved: [BulletinID: (version: Int, digest: String, by: String)] = [:]
    var current: [BulletinID: Int] = [:]
    var released = 0
    for record in records {
      guard case .bulletin(let event) = record.event, let id = event.bulletin else { continue }
      let who = record.actor.text
      switch event {
      case .drafted(let opening):
        authors[id, default: []].insert(who)
        current[id] = opening.draft.version
      case .edited(let draft):
        authors[id, default: []].insert(who)
        current[id] = draft.version
        approved[id] = nil
      case .submitted: authors[id, default: []].insert(who)
      case .approved(let step): approved[id] = (step.version, step.digest, who)
      case .published(let out):
        released += 1
        let approval = try #require(approved[id], "\(id) went out without approval")
        #expect(approval.version == out.version && approval.digest == out.digest && current[id] == out.version)
        #expect(!(authors[id] ?? []).contains(approval.by), "\(id) was approved by \(approval.by) who wrote it")
      default: continue
      }
    }
    #expect(released > 0 && released < 200, "some races end with a release and some do not: \(released)")
  }
}

extension LiveCommandPost {
  /// All events of the log.
  fileprivate func history() throws -> [RecordedEvent] {
    let box = EventBox()
    _ = try outbox { (desk) throws(Problem) in
      let all = try desk.events()
      box.events.withLock { $0 = all }
      return Desk.OutboxStep()
    }
    return box.events.withLock { $0 }
  }
}

private final class EventBox: Sendable {
  let events = Mutex<[RecordedEvent]>([])
}
