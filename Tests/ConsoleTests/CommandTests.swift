import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

/// The commander's decisions beside the plan, by forms alone.
@Suite struct CommandTests {
  private func sees(_ answer: TestResponse, _ texts: String..., at line: SourceLocation = #_sourceLocation) {
    for text in texts { #expect(answer.text.contains(text), "\(text)", sourceLocation: line) }
  }

  private func post(_ browser: Browser, _ client: any TestClientProtocol, _ path: String, _ fields: [(String, String)])
    async throws
  {
    let answer = try await browser.post(client, path, fields)
    #expect(answer.status == .seeOther, "\(path) \(fields): \(answer.text.prefix(2000))")
  }

  @Test func aSafetyRoundAsksEveryoneOnSceneAndAlarmsForTheSilentAndTheUnsafe() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let first = try await bench.ordered(commander, client)
      let empty = try await commander.get(client, "/safety")
      sees(empty, "Belum ada petugas di lokasi")
      let second = try #require(bench.keeper.box.value.state.orders(first.operation).dropFirst().first)
      for order in [first, second] {
        for step in ["accept", "depart", "arrive"] {
          try await post(commander, client, "/orders/\(order.id)/record", [("step", step)])
        }
      }
      try await post(commander, client, "/safety", [("minutes", "10")])
      let operation = try #require(bench.keeper.box.value.operation)
      let round = try #require(operation.rounds.first.flatMap { bench.keeper.box.value.state.rounds[$0] })
      #expect(Set(round.asked) == [first.staff, second.staff])
      let running = try await commander.get(client, "/safety")
      sees(running, "0 dari 2 menjawab")
      try await post(commander, client, "/safety/\(round.id)/answer", [("staff", first.staff.rawValue), ("safe", "yes")])
      try await post(commander, client, "/safety/\(round.id)/answer", [("staff", second.staff.rawValue), ("safe", "no")])
      let after = try await commander.get(client, "/safety")
      sees(after, "2 dari 2 menjawab", "TIDAK AMAN")
      let board = try await commander.get(client, "/")
      sees(board, "TIDAK AMAN")
      try await post(commander, client, "/safety/\(round.id)/close", [])
      let closed = try await commander.get(client, "/")
      #expect(!closed.text.contains("TIDAK AMAN"))
    }
  }

  @Test func aPartnersAidIsRequestedPromisedArrivesAndIsReleased() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let picture = bench.keeper.box.value
      let operation = try #require(picture.operation)
      let partner = try #require(picture.city.partners.first)
      let place = try #require(picture.city.places.first)
      let count = operation.aid.count
      try await post(
        commander, client, "/partners",
        [("partner", partner.id.rawValue), ("kind", "boat"), ("place", place.id.rawValue), ("count", "2"), ("hours", "1")])
      func request() throws -> AidRequest { try #require(bench.keeper.box.value.operation?.aid.last) }
      #expect(bench.keeper.box.value.operation?.aid.count == count + 1)
      let path = "/partners/\(try request().id)/step"
      try await post(commander, client, path, [("step", "promise"), ("count", "2"), ("minutes", "30")])
      if case .promised(2, _?) = try request().state {} else { Issue.record("\(try request().state)") }
      let due = try await commander.get(client, "/handover")
      sees(due, "dijanjikan")
      try await post(commander, client, path, [("step", "arrive"), ("count", "2")])
      try await post(commander, client, path, [("step", "release")])
      if case .released = try request().state {} else { Issue.record("\(try request().state)") }
      let bad = try await commander.post(client, "/partners", [("partner", partner.id.rawValue), ("count", "2")])
      #expect(bad.status == .unprocessableContent)
    }
  }

  @Test func aBanIsLiftedAgainAndTheConsequenceSaysOnlyWhatChanges() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let operation = try #require(bench.keeper.box.value.operation)
      let shift = try #require(operation.shiftList.first)
      try await post(commander, client, "/plan/propose", [("shift", shift.id.rawValue)])
      let plan = try #require(bench.keeper.box.value.state.currentPlan(operation.id, shift: shift.id))
      let duty = try #require(plan.duties.first { $0.source == .optimised })
      let seat = "plan=\(plan.id)&staff=\(duty.staff)&post=\(Gate.escaped(duty.post.rawValue))"
      let same = try await commander.get(client, "/plan/edit?act=pin&\(seat)")
      sees(same, "Tidak ada yang berubah")
      #expect(!same.text.contains("0 → 0"))
      let person = [("staff", duty.staff.rawValue), ("post", duty.post.rawValue), ("reason", "cadangan")]
      try await post(commander, client, "/plan/edit", [("plan", plan.id.rawValue), ("act", "ban")] + person)
      #expect(bench.keeper.box.value.operation?.bans.count == 1)
      let page = try await commander.get(client, "/plan?shift=\(shift.id)")
      sees(page, "Cabut pengecualian")
      try await post(commander, client, "/plan/undo", [("shift", shift.id.rawValue), ("act", "ban")] + person)
      #expect(bench.keeper.box.value.operation?.bans.isEmpty == true)
      let mute = try await commander.post(
        client, "/plan/undo", [("shift", shift.id.rawValue), ("act", "ban")] + person.dropLast())
      #expect(mute.status == .unprocessableContent, "a change by hand has a reason")
    }
  }

  @Test func aUnitHeadObjectsInTimeAndTheCommanderAnswersWithAReason() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let objection = [
        ("plan", order.issue.plan.rawValue), ("unit", order.issue.unit.rawValue), ("staff", order.staff.rawValue),
        ("reason", "satu-satunya juru mudi"),
      ]
      try await post(commander, client, "/plan/object", objection)
      let open = try #require(bench.keeper.box.value.state.openObjections(order.operation).first)
      let board = try await commander.get(client, "/")
      sees(board, "keberatan kepala unit belum dijawab")
      let page = try await commander.get(client, "/plan")
      sees(page, "Terima: mereka tetap di unit")
      try await post(
        commander, client, "/plan/resolve",
        [("plan", order.issue.plan.rawValue), ("objection", open.id.rawValue), ("uphold", "yes"), ("reason", "benar")])
      #expect(bench.keeper.box.value.state.openObjections(order.operation).isEmpty)
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .stoodDown)
    }
  }

  @Test func onlyANamedCommanderLetsCrewsIntoWaterAndSaysWhy() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    let operatorBrowser = try await bench.signedIn(.operator)
    try await bench.test { client in
      let area = AreaID("14.72.06.1001")
      let fields = [("area", area.rawValue), ("reason", "warga di atap")]
      let unsure = try await commander.post(client, "/situation/override", fields)
      #expect(unsure.status == .unprocessableContent)
      let other = try await operatorBrowser.post(client, "/situation/override", fields + [("sure", "yes")])
      #expect(other.status == .forbidden)
      #expect(bench.keeper.box.value.operation?.allowsWater(area) == false)
      try await post(commander, client, "/situation/override", fields + [("sure", "yes")])
      #expect(bench.keeper.box.value.operation?.allowsWater(area) == true)
      let page = try await commander.get(client, "/handover")
      sees(page, "putusan komandan")
    }
  }

  @Test func severalShiftsAreProposedTogetherAndApprovedAsShown() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      try await post(
        commander, client, "/needs/posture",
        [("posture", "mini"), ("from", "2021-10-08T09:00"), ("to", "2021-10-08T15:00"), ("shift", "")])
      let operation = try #require(bench.keeper.box.value.operation)
      #expect(operation.shiftList.count == 2)
      try await post(commander, client, "/plan/shifts", operation.shiftList.map { ("shift", $0.id.rawValue) })
      let page = try await commander.get(client, "/plan/shifts")
      sees(page, "Setujui 2 usulan seperti yang tampil")
      let state = bench.keeper.box.value.state
      let plans = operation.shiftList.compactMap { state.currentPlan(operation.id, shift: $0.id) }
      #expect(plans.count == 2)
      try await post(commander, client, "/plan/shifts/approve", plans.map { ("plan", $0.id.rawValue) })
      #expect(operation.shiftList.allSatisfy { bench.keeper.box.value.state.approvedPlan(operation.id, shift: $0.id) != nil })
    }
  }

  @Test func theFallbackSheetIsWholeKnowsOnlyThoseOnDutyAndIsItsOwnersOnly() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "siaga.db.darurat.html").path
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let picture = bench.keeper.box.value
      var file = FallbackFile(path: path)
      file.keep(picture, at: 0)
      let page = try String(contentsOfFile: path, encoding: .utf8)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600 && file.problem == nil)
      #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>") && page.contains("<svg"))
      #expect(page.components(separatedBy: "LATIHAN / EXERCISE").count >= 3, "marked at both ends")
      #expect(!page.contains("src=\"/") && !page.contains("href=") && !page.contains("<script"), "needs nothing from outside")
      let called = Set(picture.state.orders(order.operation).map(\.staff))
      let onDuty = try #require(picture.roster.member(order.staff))
      #expect(page.contains(onDuty.name))
      let heads = Set(picture.state.orders(order.operation).compactMap { picture.roster.headInOffice(of: $0.issue.unit)?.id })
      for person in picture.roster.staff where !called.contains(person.id) && !heads.contains(person.id) {
        #expect(!page.contains(">\(person.name)<"), "\(person.name)")
      }
      // The same picture again, or too soon after the last, writes nothing.
      try FileManager.default.removeItem(atPath: path)
      file.keep(picture, at: 10_000)
      #expect(!FileManager.default.fileExists(atPath: path))
      let shown = try await commander.get(client, "/fallback")
      #expect(shown.status == .ok && shown.text.contains(onDuty.name))
    }
  }
}
