import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Publication
import Testing

@testable import Console

@Suite("Pages for the public") struct PublicPageTests {
  @Test("anybody reads them without signing in; of an exercise each is marked, and none holds a name or a telephone")
  func everybodyReads() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      _ = try await bench.ordered(commander, client)
      _ = try await bench.published(client)
      for path in [
        "index.html", "index.en.html", "archive.html", "feed.xml", "kelurahan.json", "kelurahan.geojson",
      ] {
        let answer = try await Browser.nobody.get(client, "/info/\(path)")
        #expect(answer.status == .ok, "\(path)")
        #expect(answer.text.contains("LATIHAN"), "\(path)")
        #expect(answer.headers[.cacheControl] == "public, max-age=30", "\(path)")
        let roster = bench.keeper.box.value.roster
        for person in roster.staff {
          #expect(!answer.text.contains(person.name), "\(path)")
          if let phone = person.phone { #expect(!answer.text.contains(phone), "\(path)") }
        }
      }
      #expect(try await Browser.nobody.get(client, "/info/nowhere.html").status == .notFound)
      #expect(try await Browser.nobody.get(client, "/info").headers[.location] == "/info/index.html")
    }
  }

  @Test("they are made once per change, however many read; who has them already is told so in a few bytes")
  func onceForMany() async throws {
    let bench = try await Bench.withScenario()
    let pio = try await bench.signedIn(.operator)
    try await bench.test { client in
      let first = try await Browser.nobody.get(client, "/info/index.html")
      let tag = try #require(first.headers[.eTag])
      for _ in 0..<50 { _ = try await Browser.nobody.get(client, "/info/index.html") }
      #expect(bench.keeper.publicPages.timesMade == 1)
      var again = Browser.nobody
      again.extra = ["if-none-match": tag]
      let same = try await again.get(client, "/info/index.html")
      #expect(same.status == .notModified && same.text.isEmpty)
      // A note is nothing for the public; a depth is.
      _ = try await pio.post(client, "/situation/note", [("text", "rahasia")])
      #expect(try await again.get(client, "/info/index.html").status == .notModified)
      #expect(bench.keeper.publicPages.timesMade == 1)
      let area = try #require(bench.keeper.box.value.operation?.opening.areas.first)
      let fields = [("area", area.rawValue), ("cm", "40"), ("above", "road"), ("by", "resident")]
      _ = try await pio.post(client, "/situation/depth", fields)
      let changed = try await again.get(client, "/info/index.html")
      #expect(changed.status == .ok && changed.headers[.eTag] != tag && changed.text.contains("40 cm"))
      #expect(bench.keeper.publicPages.timesMade == 2)
    }
  }
}

extension Bench {
  /// A bulletin that two accounts signed.
  func published(_ client: any TestClientProtocol) async throws -> BulletinRecord {
    let (pio, commander) = (try await signedIn(.pio), try await signedIn(.commander))
    _ = try await pio.post(client, "/bulletins", [("level", "orange")] + BulletinScreenTests.contact)
    let record = try #require(keeper.box.value.state.bulletin(BulletinID("bulletin-1")))
    let step = [("version", "1"), ("digest", record.current.text.digest)]
    _ = try await pio.post(client, "/bulletins/bulletin-1/submit", step)
    _ = try await commander.post(client, "/bulletins/bulletin-1/approve", step)
    _ = try await pio.post(client, "/bulletins/bulletin-1/publish", step)
    let out = try #require(keeper.box.value.state.bulletin(BulletinID("bulletin-1")))
    #expect(out.isLive)
    return out
  }
}
