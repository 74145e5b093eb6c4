import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

@Suite struct DrillPageTests {
  /// One live drill after another in one test, as its water takes a moment to compute.
  @Test func theCoordinatorHoldsTheClockAndARealEmergencyHaltsEveryScreenAtOnce() async throws {
    let keeper = try await Demonstration.keeper(
      scenario: Bench.root.appending(path: "scenarios/dumai/mini.yaml").path, forward: 120, speed: 1)
    let server = ConsoleServer(keeper, settings: ServeSettings(host: "127.0.0.1", port: 0), clock: { Bench.start })
    let bench = Bench(keeper: keeper, server: server, passwords: [:])
    let coordinator = try await bench.signedIn(.coordinator)
    let commander = try await bench.signedIn(.commander)
    let observer = try await bench.signedIn(.observer)
    try await bench.test { client in
      let paused = try await coordinator.post(client, "/drill/pause", [])
      #expect(paused.status == .seeOther)
      #expect(keeper.box.value.drill?.isRunning == false)
      let before = keeper.box.value.now
      let skipped = try await coordinator.post(client, "/drill/skip", [("minutes", "30")])
      #expect(skipped.status == .seeOther)
      #expect(keeper.box.value.now == before.adding(minutes: 30))
      let given = try await coordinator.post(client, "/drill/inject", [("number", "2")])
      #expect(given.status == .seeOther)
      #expect(keeper.box.value.drill?.injects.first { $0.number == "2" }?.status != .planned)
      // The truth is on the coordinator's page alone.
      let page = try await coordinator.get(client, "/drill")
      #expect(page.text.contains("Sebenarnya"))
      let board = try await commander.get(client, "/")
      #expect(!board.text.contains("Sebenarnya"))
      let report = try await coordinator.get(client, "/drill/report")
      #expect(report.status == .ok && report.text.contains("LATIHAN"))

      let unsure = try await coordinator.post(client, "/drill/emergency", [])
      #expect(unsure.status == .unprocessableContent)
      let halted = try await coordinator.post(client, "/drill/emergency", [("sure", "yes")])
      #expect(halted.status == .seeOther)
      for (browser, path) in [
        (commander, "/"), (commander, "/plan"), (observer, "/"), (coordinator, "/drill"), (.nobody, "/signin"),
      ] {
        let text = try await browser.get(client, path).text
        #expect(text.split(separator: "NYATA / REAL EMERGENCY").count >= 3, "\(path): at both ends")
      }
      let late = try await commander.post(client, "/situation/note", [("text", "masih latihan?")])
      #expect(late.status.code >= 400, "nothing is recorded after it")
      let out = try await commander.post(client, "/signout", [])
      #expect(out.status == .seeOther)
    }
  }
}
