import Basics
import Geography
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console
@testable import Publication

/// The map, its hours, and the tables that say the same.
@Suite struct MapTests {
  private func open(_ browser: Browser, _ client: any TestClientProtocol) async throws {
    let answer = try await browser.post(
      client, "/operations",
      [
        ("hazard", "tidal_flood"), ("area", "14.72.06.1001"), ("area", "14.72.06.1002"), ("since", "2026-11-24T18:30"),
        ("names", ""),
      ])
    #expect(answer.status == .seeOther)
  }

  @Test func aLaterHourShowsForecastsOnlyAndSaysWhoMadeThemAndAnEarlierOneReportsOnly() async throws {
    let bench = try await Bench.make(.actual)
    let browser = try await bench.signedIn(.commander)
    try await bench.test { client in
      try await open(browser, client)
      let depth = [("area", "14.72.06.1001"), ("cm", "40"), ("above", "road"), ("ago", "30"), ("by", "lurah")]
      let reported = try await browser.post(client, "/situation/depth", depth)
      #expect(reported.status == .seeOther)
      let forecast = [
        ("agency", "bmkg"), ("area", "14.72.06.1002"), ("low", "60"), ("high", "110"), ("above", "road"),
        ("from", "2026-11-24T21:00"), ("to", "2026-11-24T23:00"), ("ago", "45"),
      ]
      let recorded = try await browser.post(client, "/situation/forecast", forecast)
      #expect(recorded.status == .seeOther, "\(recorded.text)")
      let now = try await browser.get(client, "/map")
      #expect(now.text.contains("40 cm") && !now.text.contains("60–110 cm"))
      let ahead = try await browser.get(client, "/map?at=2026-11-24T22:00:00%2B07:00")
      #expect(ahead.text.contains("60–110 cm") && ahead.text.contains("prakiraan") && ahead.text.contains("office/bmkg"))
      #expect(ahead.text.contains("45 menit lalu") && ahead.text.contains("terakhir dilihat 40 cm"))
      #expect(!ahead.text.contains(">40 cm<"), "what was seen is no forecast")
      let later = try await browser.get(client, "/map?at=2026-11-25T05:00:00%2B07:00")
      #expect(later.text.contains("Belum ada prakiraan") && later.text.contains("class=\"depth no_report\""))
      let picture = try await browser.get(client, "/map.svg?at=2026-11-24T22:00:00%2B07:00")
      #expect(picture.status == .ok && picture.text.contains("60–110 cm"))
    }
  }

  @Test func forecastsComeFromAgenciesWithHoursThatFit() async throws {
    let bench = try await Bench.make(.actual)
    let browser = try await bench.signedIn(.operator)
    try await bench.test { client in
      try await open(browser, client)
      let good = [
        ("agency", "bmkg"), ("area", "14.72.06.1002"), ("high", "110"), ("from", "2026-11-24T21:00"), ("to", "2026-11-24T23:00"),
      ]
      for (name, value) in [("high", "1501"), ("high", ""), ("to", "2026-11-24T20:00"), ("agency", "<b>"), ("from", "kapan")] {
        let answer = try await browser.post(client, "/situation/forecast", good.filter { $0.0 != name } + [(name, value)])
        #expect(answer.status != .seeOther, "\(name)=\(value)")
      }
      #expect(bench.keeper.box.value.operation?.forecasts.isEmpty == true)
      let past = try await browser.post(
        client, "/situation/forecast",
        good.filter { $0.0 != "from" && $0.0 != "to" } + [("from", "2026-11-24T10:00"), ("to", "2026-11-24T12:00")])
      #expect(past.status == .unprocessableContent, "a forecast of the past is refused")
    }
  }

  /// The pack's roads are synthetic: an actual operation shows none of them, dry or flooded.
  @Test func anActualOperationShowsNoSyntheticRoadsAndNothingThatTheScenarioExpects() async throws {
    let bench = try await Bench.make(.actual)
    let browser = try await bench.signedIn(.commander)
    try await bench.test { client in
      try await open(browser, client)
      let picture = bench.keeper.box.value
      let operation = try #require(picture.operation)
      #expect(picture.city.roads?.origin.isSynthetic == true)
      #expect(MapLayers(city: picture.city, mode: .actual).roads == nil)
      #expect(MapLayers(city: picture.city, mode: .exercise).roads != nil)
      let at = picture.now.adding(minutes: 120)
      let span = Interval(start: picture.now.adding(minutes: -60), end: picture.now.adding(minutes: 600))
      let samples: [DepthSeries.Sample] = [.simulated(synthetic: true), .reported].map {
        DepthSeries.Sample(area: "14.72.06.1001", during: span, highMillimetres: 900, source: $0, note: "x")
      }
      for sample in samples {
        var faked = picture
        faked.expectedDepths[operation.id] = DepthSeries(samples: [sample])
        faked.statedDepths[operation.id] = DepthSeries(samples: [samples[0]])
        for instant in [at, picture.now] {
          let outlook = WaterOutlook(faked, operation, at: instant, now: picture.now)
          #expect(!outlook.hasStatement, "\(sample.source) at \(instant)")
        }
      }
      let page = try await browser.get(client, "/map")
      #expect(page.text.contains("Jaringan jalan di basis data ini buatan"))
    }
  }

  @Test func closedRoadsAndFloodedMainRoadsStandOnMapAndTable() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.commander)
    try await bench.test { client in
      try await open(browser, client)
      let before = try await browser.get(client, "/map.svg")
      for road in ["Jl. Bukit Datuk", "Gang Entah"] {
        let answer = try await browser.post(client, "/situation/road", [("road", road), ("open", "no"), ("by", "resident")])
        #expect(answer.status == .seeOther)
      }
      let depth = [("area", "14.72.06.1001"), ("cm", "80"), ("above", "road"), ("ago", "3"), ("by", "lurah")]
      let reported = try await browser.post(client, "/situation/depth", depth)
      #expect(reported.status == .seeOther)
      let power = try await browser.post(client, "/situation/power", [("area", "14.72.06.1001"), ("state", "confirmed_off")])
      #expect(power.status == .seeOther)
      let page = try await browser.get(client, "/map")
      #expect(page.text.contains("Jl. Bukit Datuk") && page.text.contains("Gang Entah"))
      #expect(page.text.components(separatedBy: "tidak ada di peta dengan nama ini").count == 2, "one of the two is on the map")
      let operation = try #require(bench.keeper.box.value.operation)
      let outlook = WaterOutlook(bench.keeper.box.value, operation, at: Bench.start, now: Bench.start)
      let flooded = MapLayers(city: bench.keeper.box.value.city, mode: .exercise).floodedRoads(outlook.areas)
      #expect(flooded.keys.allSatisfy { $0 == AreaID("14.72.06.1001") } && !flooded.isEmpty)
      for name in flooded.values.joined().prefix(2) { #expect(page.text.contains(escapeMarkup(name)), "\(name)") }
      let after = try await browser.get(client, "/map.svg")
      #expect(after.text.contains("stroke=\"#b00020\" stroke-width=\"3.4\"") && after.text.count > before.text.count)
    }
  }
}
