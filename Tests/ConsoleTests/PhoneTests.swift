import Basics
import Foundation
import Geography
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

@Suite struct PhoneTests {
  private var json: Browser {
    var browser = Browser.nobody
    browser.accept = "application/json"
    return browser
  }

  @Test func anAnswerThatIsSentAgainHappensOnceAndCountsFromWhenItWasPressed() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let path = bench.keeper.links.path(order)
      let fields = [("step", "accept"), ("command", "p-1"), ("waited", "0")]
      let first = try await json.post(client, path, fields)
      #expect(first.status == .ok && first.text.contains("\"done\":true"))
      let sequence = bench.keeper.box.value.sequence
      for late in ["5000", "900000"] {
        let again = try await json.post(client, path, fields.dropLast() + [("waited", late)])
        #expect(again.status == .ok && again.text.contains("\"done\":true"))
      }
      #expect(bench.keeper.box.value.sequence == sequence)
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .accepted)
      // A call for help that comes twice is one alarm.
      for _ in 0..<2 {
        _ = try await json.post(client, path, [("step", "help"), ("note", "perahu bocor"), ("command", "p-2")])
      }
      #expect(bench.keeper.box.value.help.count == 1)
      let refused = try await json.post(client, path, [("step", "release"), ("command", "p-3")])
      #expect(refused.status == .conflict || refused.status.code == 422 || refused.status.code == 400)
      #expect(refused.text.contains("message"))
    }
  }

  @Test func anAnswerIsDatedWhenItWasPressedButNeverBeforeTheLastStepNorInADrill() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let now = order.issuedAt.adding(minutes: 40)
      let pressed = try #require(PhoneAnswer(FormFields([("step", "accept"), ("waited", "\(15 * 60_000)")])))
      #expect(pressed.instant(order, now: now, isDrill: false) == now.adding(minutes: -15))
      #expect(pressed.instant(order, now: now, isDrill: true) == now)
      let old = try #require(PhoneAnswer(FormFields([("step", "accept"), ("waited", "\(600 * 60_000)")])))
      #expect(old.instant(order, now: now, isDrill: false) == order.issuedAt)
      #expect(PhoneAnswer(FormFields([("step", "stand_down")])) == nil)
    }
  }

  /// Page, style and script as they go over the line without packing.
  @Test func theFirstViewOfAPhoneIsUnderFiftyKilobytes() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let before = bench.keeper.box.value.sequence
      let page = try await Browser.nobody.get(client, bench.keeper.links.path(order))
      var bytes = page.body.readableBytes
      for asset in [Assets.phoneStylePath, Assets.phoneScriptPath] {
        let answer = try await Browser.nobody.get(client, asset)
        #expect(answer.status == .ok && page.text.contains(asset))
        bytes += answer.body.readableBytes
      }
      #expect(bytes < 50_000, "\(bytes) bytes")
      #expect(!page.text.contains(Assets.stylePath) && !page.text.contains("<img") && !page.text.contains("http://"))
      let until = HTTPField.Name(PhoneWorker.until).flatMap { page.headers[$0] }.flatMap { Int64($0) }
      #expect(until != nil)
      let worker = try await Browser.nobody.get(client, PhoneWorker.path)
      #expect(worker.status == .ok && worker.text.contains(Assets.phoneScriptPath) && worker.text.contains(Assets.phoneStylePath))
      #expect(bench.keeper.box.value.sequence == before, "looking changes nothing")
    }
  }

  @Test func theWayIsDrawnOverRoadsThatAreNotFloodedAndSaidInWords() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let picture = bench.keeper.box.value
      let operation = try #require(picture.operation)
      let place = try #require(placeOf(order, picture))
      let roads = try #require(picture.city.roads)
      let far = try #require(
        picture.city.areas.max {
          roads.projection.point($0.centre).distance(to: roads.projection.point(place.coordinate))
            < roads.projection.point($1.centre).distance(to: roads.projection.point(place.coordinate))
        })
      let page = try await Browser.nobody.get(client, bench.keeper.links.path(order) + "?from=\(far.id)")
      #expect(page.status == .ok)
      switch bench.keeper.ways.answer(.init(from: far.id, to: place.id), picture, operation) {
      case .way(let way, let vehicle):
        let depths = bench.keeper.ways.depths(picture, operation, roads)
        for edge in way.edges { #expect(vehicle.passes(depthMillimetres: depths[Int(edge)])) }
        #expect(page.text.contains("<svg class=\"route\"") && page.text.contains("<ol class=\"way\">"))
        #expect(page.text.contains("\(way.minutes) menit"))
        let sketch = RouteSketch(roads: roads, way: way, vehicle: vehicle, depths: depths, closed: [])
        #expect(sketch.steps.map(\.metres).reduce(0, +) == way.metres)
      case .cutOff, .syntheticRoads, .noRoads: #expect(page.text.contains("notice danger"))
      }
    }
  }

  @Test func inAnActualOperationSyntheticRoadsShowNoWay() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      var picture = bench.keeper.box.value
      picture.mode = .actual
      let operation = try #require(picture.operation)
      let place = try #require(placeOf(order, picture))
      let from = try #require(picture.city.areas.first?.id)
      guard case .syntheticRoads = RouteBook().answer(.init(from: from, to: place.id), picture, operation) else {
        Issue.record("a way over roads that a program made")
        return
      }
    }
  }

  @Test func whoIsRelievedLeavesANoteThatTheNextOneReads() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let path = bench.keeper.links.path(order)
      for step in ["accept", "depart", "arrive", "start"] {
        _ = try await json.post(client, path, [("step", step), ("command", "h-\(step)")])
      }
      let fields = [
        ("step", "relieve"), ("note", "Pompa kedua macet; kunci ada di pos jaga <b>"), ("command", "h-5"), ("by", ""),
      ]
      for _ in 0..<2 {
        let sent = try await json.post(client, path, fields)
        #expect(sent.text.contains("\"done\":true"), "\(sent.text)")
      }
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .relieved)
      let others = bench.keeper.box.value.state.orders(order.operation).filter { $0.id != order.id }
      for other in others {
        let page = try await Browser.nobody.get(client, bench.keeper.links.path(other))
        let reads = page.text.contains("Pompa kedua macet; kunci ada di pos jaga &lt;b&gt;")
        #expect(reads == (isSamePost(other, order)), "\(other.post)")
      }
      let own = try await Browser.nobody.get(client, path)
      #expect(own.text.contains("value=\"release\""))
    }
  }
}

private func placeOf(_ order: OrderRecord, _ picture: Picture) -> Place? {
  let parts = order.post.rawValue.split(separator: "/").map(String.init)
  return picture.city.places.first { $0.id.rawValue == parts[1] }
}

/// The same role at the same place, whatever the shift.
private func isSamePost(_ a: OrderRecord, _ b: OrderRecord) -> Bool {
  a.post.rawValue.split(separator: "/").prefix(2) == b.post.rawValue.split(separator: "/").prefix(2)
}
