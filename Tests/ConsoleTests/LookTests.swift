import Basics
import Incident
import Testing

@testable import Console

/// Who sees whose data, and what of it stands in the log.
@Suite struct LookTests {
  private static func looks(_ bench: Bench) async throws -> [String] {
    try await bench.keeper.allEvents().compactMap { record in
      guard case .access(.personalDataSeen(let look)) = record.event else { return nil }
      return "\(record.actor.text) \(look.what) \(look.people)"
    }
  }

  @Test func aLookAtPersonalDataIsOneEventAndNamesNobodyWhoWasSeen() async throws {
    let bench = try await Bench.withScenario()
    let desk = try await bench.signedIn(.operator)
    let observer = try await bench.signedIn(.observer)
    let people = bench.keeper.box.value.roster.staff.count
    try await bench.test { client in
      for _ in 0..<3 { _ = try await desk.get(client, "/roster") }
      var renewal = desk
      renewal.extra = ["x-fragment": "main"]
      _ = try await renewal.get(client, "/orders")
      _ = try await desk.get(client, "/papers/nothing")
      _ = try await desk.get(client, "/situation")
      _ = try await observer.get(client, "/roster")
    }
    let looks = try await Self.looks(bench)
    // A renewal of a page that was never opened is a look too: a header hides nothing.
    let actor = Actor.person(office: "kantor-operator").text
    #expect(looks == ["\(actor) roster \(people)", "\(actor) orders \(people)"], "\(looks)")
  }

  @Test func eachPageThatShowsPeopleIsALook() {
    let shown = RouteTable.all.filter { $0.method == .get && $0.rule == .people }
    #expect(!shown.isEmpty && shown.allSatisfy { $0.looksAt != nil })
    for path in ["/roster", "/calls", "/messages"] {
      #expect(RouteTable.all.first { $0.path == path && $0.method == .get }?.looksAt != nil, "\(path)")
    }
    #expect(RouteTable.all.allSatisfy { $0.looksAt.map { isPlainID($0) } ?? true })
  }

  @Test func aUnitHeadSeesThePeopleOfTheirOwnUnitAlone() async throws {
    let bench = try await Bench.withScenario()
    let roster = bench.keeper.box.value.roster
    let unit = try #require(
      Dictionary(grouping: roster.staff, by: \.unit).max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key)
    var account = Account(name: "kepala", office: "kepala-unit", role: .unitHead)
    account.unit = unit.rawValue
    bench.keeper.access.accept(account)
    let now = bench.server.services.clock().milliseconds
    let new = bench.keeper.access.newSession(for: account.name, at: now)
    bench.keeper.access.accept(new.session, token: new.token, at: now)
    let head = Browser(session: new.token, csrf: new.session.csrf)
    let commander = try await bench.signedIn(.commander)
    let limited = bench.keeper.box.value.limited(to: unit)
    let others = roster.staff.filter { limited.roster.member($0.id) == nil }
    #expect(!others.isEmpty && !limited.roster.staff.isEmpty)
    try await bench.test { client in
      _ = try await bench.ordered(commander, client)
      let orders = bench.keeper.box.value.operation.map { bench.keeper.box.value.state.orders($0.id) } ?? []
      let foreign = orders.filter { limited.roster.member($0.staff) == nil }
      #expect(!foreign.isEmpty)
      for path in RouteTable.all.filter({ $0.method == .get && $0.rule == .people && !$0.path.contains("{") }).map(\.path) {
        let page = try await head.get(client, path).text
        for order in foreign {
          let person = try #require(roster.member(order.staff))
          #expect(!page.contains(person.name), "\(path) shows \(person.name)")
          if let phone = person.phone { #expect(!page.contains(phone), "\(path) shows a phone") }
        }
      }
    }
  }

  @Test func aSessionThatWasEndedHearsNothingMore() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.operator)
    let admin = try await bench.signedIn(.administrator)
    let feed = bench.keeper.feed
    let key = SecretText.digest(browser.session ?? "")
    let gone = try #require(feed.subscribe(after: nil, owner: key))
    let stays = try #require(feed.subscribe(after: nil, owner: SecretText.digest(admin.session ?? "")))
    let access = bench.keeper.access
    func check() { feed.endOwners { access.isAlive($0, at: Bench.start.milliseconds) } }
    check()
    #expect(feed.listeners == 2)
    try await bench.test { client in
      _ = try await admin.post(client, "/accounts/a-operator/close", [])
      feed.endOwners { access.isAlive($0, at: Bench.start.milliseconds) }
      #expect(feed.listeners == 1 && EventFeed.sessionCheckSeconds <= 5)
    }
    var iterator = gone.stream.makeAsyncIterator()
    while await iterator.next() != nil {}
    stays.end()
    #expect(feed.listeners == 0)
  }
}
