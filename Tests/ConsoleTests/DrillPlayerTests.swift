import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Operations
import Testing

@testable import Console

@Suite struct DrillPlayerTests {
  @Test func onlyParticipantsGetPagesNobodyAnswersForThemAndEvaluatorsJudgeOnceEach() async throws {
    let keeper = try await Demonstration.keeper(
      scenario: Bench.root.appending(path: "scenarios/dumai/mini.yaml").path, forward: 0, speed: 1)
    let server = ConsoleServer(keeper, settings: ServeSettings(host: "127.0.0.1", port: 0), clock: { Bench.start })
    let bench = Bench(keeper: keeper, server: server, passwords: [:])
    let coordinator = try await bench.signedIn(.coordinator)
    let evaluator = try await bench.signedIn(.evaluator)
    try await bench.test { client in
      _ = try await coordinator.post(client, "/drill/pause", [])
      let everybody = keeper.box.value.roster.staff.filter(\.isCallable)
      let players = everybody.map(\.id)
      let enrolled = try await coordinator.post(client, "/drill/players", players.map { ("staff", $0.rawValue) })
      #expect(enrolled.status == .seeOther)
      #expect(keeper.box.value.drill?.players.count == players.count)
      for _ in 0..<12 where keeper.box.value.state.orders(keeper.box.value.operation?.id ?? OperationID("")).isEmpty {
        _ = try await coordinator.post(client, "/drill/skip", [("minutes", "10")])
      }
      let operation = try #require(keeper.box.value.operation)
      let orders = keeper.box.value.state.orders(operation.id)
      #expect(!orders.isEmpty)
      // Offices are called by voice, as all: whoever is played answers by themselves alone.
      #expect(orders.allSatisfy { [.issued, .delivered, .unanswered].contains($0.phase) }, "\(orders.map(\.phase))")
      let order = try #require(orders.first { $0.phase.awaitsAnswer })
      let page = try await Browser.nobody.get(client, keeper.links.playerPath(order.staff))
      #expect(page.status == .ok && page.text.contains(keeper.links.path(order)))
      let forged = try await Browser.nobody.get(client, "/p/\(order.staff).AAAA")
      #expect(forged.status == .notFound)
      for step in ["accept", "depart", "arrive", "start"] {
        let sent = try await Browser.nobody.post(client, keeper.links.path(order), [("step", step), ("command", step)])
        #expect(sent.status == .seeOther, "\(step)")
      }
      #expect(keeper.box.value.state.order(order.id)?.phase == .onDuty)
      _ = try await coordinator.post(client, "/drill/players", [("staff", order.staff.rawValue), ("leave", "yes")])
      for path in [keeper.links.path(order), keeper.links.playerPath(order.staff)] {
        let out = try await Browser.nobody.get(client, path)
        #expect(out.status == .gone, "\(path)")
      }

      let objective = try #require(keeper.control?.evaluation.objectives.first)
      let fields = [("objective", objective.id), ("rating", "S"), ("note", "lambat <b>"), ("command", "r-1")]
      for _ in 0..<2 {
        let given = try await evaluator.post(client, "/evaluate", fields)
        #expect(given.status == .seeOther)
      }
      #expect(keeper.box.value.state.ratings(operation.id).count == 1)
      let again = try await evaluator.post(
        client, "/evaluate", [("objective", objective.id), ("rating", "M"), ("command", "r-2")])
      #expect(again.status == .seeOther)
      #expect(keeper.box.value.state.standingRatings(operation.id).map(\.rating.rating) == [.majorChallenges])
      let incomplete = try await evaluator.post(client, "/evaluate", [("objective", objective.id), ("rating", "X")])
      #expect(incomplete.status == .unprocessableContent)

      let own = [("kind", "message"), ("to", "semua"), ("text", "LATIHAN: jembatan roboh. LATIHAN")]
      let spoken = try await coordinator.post(client, "/drill/inject/new", own)
      #expect(spoken.status == .seeOther)
      let left = try await coordinator.post(client, "/drill/inject", [("number", "4"), ("leave", "yes")])
      #expect(left.status == .seeOther)
      #expect(keeper.box.value.drill?.injects.first { $0.number == "4" }?.status == .skipped)
      let other = try #require(players.first { $0 != order.staff })
      let told = try await Browser.nobody.get(client, keeper.links.playerPath(other))
      #expect(told.text.contains("jembatan roboh"))

      // An actual operation opens beside it.
      _ = try await coordinator.post(client, "/drill/proceed", [])
      try await keeper.freeForReality()
      #expect(keeper.box.value.drill?.isRunning == false && keeper.box.value.drill?.players.isEmpty == true)
      for (browser, path) in [(evaluator, "/evaluate"), (coordinator, "/drill"), (coordinator, "/orders")] {
        let text = try await browser.get(client, path).text
        #expect(text.split(separator: "OPERASI NYATA DIBUKA").count >= 3, "\(path): at both ends")
      }
      _ = try await coordinator.post(client, "/drill/players", [("staff", other.rawValue)])
      _ = try await coordinator.post(client, "/drill/proceed", [])
      #expect(keeper.box.value.drill?.isFreed == false)

      let halted = try await coordinator.post(client, "/drill/emergency", [("sure", "yes")])
      #expect(halted.status == .seeOther)
      for (browser, path) in [
        (Browser.nobody, keeper.links.playerPath(other)), (evaluator, "/evaluate"), (coordinator, "/drill/players"),
        (coordinator, "/drill/scenarios"),
      ] {
        let text = try await browser.get(client, path).text
        #expect(text.split(separator: "NYATA / REAL EMERGENCY").count >= 3, "\(path): at both ends")
      }
    }
  }
}

@Suite struct ActualWatchTests {
  @Test func anActualOperationThatOpensIsSeenFromBeside() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "watch-\(SecretText.token().prefix(12))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "siaga.db").path
    #expect(ActualWatch.open(path) == [])
    let pack = try CityPack.load(folder: Bench.root.appending(path: "scenarios/dumai").path)
    var problems: [Problem] = []
    let desk = try Desk.create(
      path, mode: .actual, pack: pack, city: try pack.city(problems: &problems), seed: nil, at: Bench.start)
    #expect(ActualWatch.open(path) == [])
    let opening = OpenOperation(name: "rob", mode: .actual, hazard: .tidalFlood, areas: [AreaID("14.72.06.1001")])
    try desk.submit(.operation(.open(opening)), by: Desk.controller, at: Bench.start.adding(minutes: 1))
    #expect(ActualWatch.open(path).count == 1)
  }
}
