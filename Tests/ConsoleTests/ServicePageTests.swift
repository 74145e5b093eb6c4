import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

/// Complaints, register, passports and proposals as people meet them: from intake to closing, and who sees what.
@Suite struct ServicePageTests {
  /// The unit's head of this office, signed in.
  static func head(_ office: String, _ bench: Bench) async throws -> Browser {
    let account = Account(name: "h-\(office)", office: office, role: .unitHead)
    try await bench.keeper.keep([AccessBook.row(account)])
    bench.keeper.access.accept(account)
    let now = bench.server.services.clock().milliseconds
    let new = bench.keeper.access.newSession(for: account.name, at: now)
    bench.keeper.access.accept(new.session, token: new.token, at: now)
    return Browser(session: new.token, csrf: new.session.csrf)
  }

  static func take(_ words: String, _ more: [(String, String)] = []) -> [(String, String)] {
    [
      ("words", words), ("sector", "drainase"), ("kind", "desk"), ("way", "form"), ("privacy", "open"),
      ("contact", "0812-RAHASIA"),
    ]
      + more
  }

  @Test func aComplaintGoesFromIntakeToClosingAndEachStepStandsInItsHistory() async throws {
    let bench = try await Bench.withScenario()
    let desk = try await bench.signedIn(.operator)
    try await bench.test { client in
      let taken = try await desk.post(client, "/service/take", Self.take("Selokan <tersumbat>", [("urgent", "yes")]))
      #expect(taken.headers[.location] == "/service/complaints/complaint-1?done=take")
      let page = "/service/complaints/complaint-1"
      #expect(try await desk.get(client, "/").text.contains("/service/complaints/complaint-1"))
      let shown = try await desk.get(client, page).text
      #expect(shown.contains("Selokan &lt;tersumbat&gt;") && shown.contains("0812-RAHASIA"))
      // Nothing is closed before it is answered, nor without evidence.
      let early = try await desk.post(client, page, [("step", "close"), ("evidence", "foto")])
      #expect(early.status == .conflict || early.status == .unprocessableContent)
      _ = try await desk.post(client, page, [("step", "assign"), ("unit", "pupr-drainase")])
      _ = try await desk.post(client, page, [("step", "respond")])
      #expect(!(try await desk.get(client, "/").text.contains("/service/complaints/complaint-1")))
      _ = try await desk.post(client, page, [("step", "answer"), ("words", "Dikeruk besok")])
      #expect(try await desk.post(client, page, [("step", "close"), ("evidence", " ")]).status == .unprocessableContent)
      _ = try await desk.post(client, page, [("step", "close"), ("evidence", "Berita acara 12")])
      let record = bench.keeper.box.value.state.service.complaints[ComplaintID("complaint-1")]
      #expect(record?.phase == .closed)
      let closed = try await desk.get(client, page).text
      #expect(closed.contains("Berita acara 12") && closed.contains("LATIHAN / EXERCISE"))
      for entry in record?.entries ?? [] { #expect(closed.contains("log \(entry)")) }
    }
  }

  @Test func aUnitsHeadSeesOwnComplaintsOnlyAndNeverAnAnonymousReportersName() async throws {
    let bench = try await Bench.withScenario()
    let desk = try await bench.signedIn(.operator)
    let own = try await Self.head("kepala-pupr-drainase", bench)
    let other = try await Self.head("dinkes", bench)
    let parent = try await Self.head("pupr", bench)
    let observer = try await bench.signedIn(.observer)
    try await bench.test { client in
      _ = try await desk.post(
        client, "/service/take",
        Self.take("Bau got", [("privacy", "anonymous")]).filter { $0.0 != "privacy" || $0.1 == "anonymous" })
      _ = try await desk.post(client, "/service/take", Self.take("Petugas kasar", [("supervisory", "yes")]))
      let first = "/service/complaints/complaint-1"
      #expect(bench.keeper.box.value.state.service.complaints[ComplaintID("complaint-1")]?.unit?.rawValue == "pupr-drainase")
      let mine = try await own.get(client, first)
      #expect(mine.status == .ok && !mine.text.contains("0812-RAHASIA"))
      #expect(try await desk.get(client, first).text.contains("0812-RAHASIA"))
      #expect(try await other.get(client, first).status == .forbidden)
      #expect(try await other.post(client, first, [("step", "respond")]).status == .forbidden)
      #expect(!(try await other.get(client, "/service").text.contains("complaint-1")))
      // About an official's conduct: not for the office concerned, whoever heads it.
      #expect(try await own.get(client, "/service/complaints/complaint-2").status == .forbidden)
      #expect(try await Self.head("inspektorat", bench).get(client, "/service/complaints/complaint-2").status == .ok)
      let tree = bench.keeper.box.value.roster.unit(UnitID("pupr-drainase"))?.parent
      #expect(try await parent.get(client, first).status == (tree?.rawValue == "pupr" ? .ok : .forbidden))
      let seen = try await observer.get(client, "/service").text
      #expect(!seen.contains("Bau got") && !seen.contains("complaint-1"))
      #expect(try await observer.get(client, "/service/trends").status == .ok)
      #expect(!(try await observer.get(client, "/service/trends").text.contains("Bau got")))
    }
  }

  @Test func aPassportIsForThePersonAndTheOwnHeadAndEachLookIsAnEntryThatThePersonSees() async throws {
    let bench = try await Bench.withScenario()
    let roster = bench.keeper.box.value.roster
    let person = try #require(roster.staff.first { $0.unit.rawValue == "bpbd" })
    let own = try await Self.head("kepala-bpbd", bench)
    let other = try await Self.head("dinsos", bench)
    try await bench.test { client in
      #expect(try await other.get(client, "/service/people/\(person.id)").status == .forbidden)
      #expect(!(try await other.get(client, "/service/people").text.contains(person.name)))
      for role in ConsoleRole.allCases where role != .unitHead {
        #expect(try await bench.signedIn(role).get(client, "/service/people/\(person.id)").status == .forbidden, "\(role)")
      }
      #expect(bench.keeper.box.value.state.service.looks == 0)
      let seen = try await own.get(client, "/service/people/\(person.id)")
      #expect(seen.status == .ok && seen.text.contains(person.name))
      if let nip = person.nip { #expect(!seen.text.contains(nip.digits)) }
      #expect(bench.keeper.box.value.state.service.looks == 1)
      // The person's own link: who looked stands there.
      let link = PassportRoutes.path(person.id, bench.server.services)
      let mine = try await Browser.nobody.get(client, link)
      #expect(mine.status == .ok && mine.text.contains("kepala-bpbd"))
      #expect(try await Browser.nobody.get(client, link + "x").status == .notFound)
      let stranger = try #require(roster.staff.first { $0.id != person.id })
      let forged = link.replacing(person.id.rawValue, with: stranger.id.rawValue)
      #expect(try await Browser.nobody.get(client, forged).status == .notFound)
      let data = try await Browser.nobody.get(client, link + "/data")
      #expect(data.status == .ok && data.text.contains(person.officeNumber) == false && data.text.contains(person.name))
      #expect(bench.keeper.box.value.state.service.looks == 2)
    }
  }

  @Test func byTheOwnLinkAPersonObjectsProposesAndSaysInPrivateWhatIsWrong() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    let desk = try await bench.signedIn(.operator)
    let observer = try await bench.signedIn(.observer)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let person = try #require(bench.keeper.box.value.roster.member(order.staff))
      let link = PassportRoutes.path(person.id, bench.server.services)
      _ = try await Browser.nobody.post(client, link, [("step", "object"), ("words", "Telepon sudah ganti")])
      _ = try await Browser.nobody.post(client, link, [("step", "idea"), ("words", "Jaket di perahu"), ("named", "yes")])
      _ = try await Browser.nobody.post(
        client, link, [("step", "concern"), ("words", "Perahu bocor"), ("order", order.id.rawValue), ("kind", "unsafe")])
      let service = bench.keeper.box.value.state.service
      #expect(service.corrections.count == 1 && service.ideas.count == 1 && service.concerns.count == 1)
      #expect(service.allIdeas.first?.received.mayBeNamed == true)
      // Another's order is not theirs to speak about.
      let other = try #require(bench.keeper.box.value.state.orders(order.operation).first { $0.staff != order.staff })
      let refused = try await Browser.nobody.post(
        client, link, [("step", "concern"), ("words", "x"), ("order", other.id.rawValue), ("kind", "unsafe")])
      #expect(refused.status == .unprocessableContent)
      let ideas = try await desk.get(client, "/service/ideas").text
      #expect(ideas.contains("Perahu bocor") && ideas.contains("Jaket di perahu") && ideas.contains(person.name))
      let card = try #require(ideas.range(of: "id=\"concerns\"")).lowerBound
      #expect(!ideas[card...].contains(person.name))
      #expect(!(try await observer.get(client, "/service/ideas").text.contains("Perahu bocor")))
      let log = try await observer.get(client, "/log").text
      #expect(!log.contains(person.name) || !log.contains("Perahu bocor"))
      _ = try await desk.post(client, "/service/ideas/idea-1", [("words", "Mulai Januari"), ("outcome", "accepted")])
      #expect(try await observer.get(client, "/service/ideas").text.contains("Mulai Januari"))
    }
  }

  @Test func theRegisterIsKeptByThoseWhoMayAndClosedOnlyAsItsRuleSays() async throws {
    let bench = try await Bench.withScenario()
    let desk = try await bench.signedIn(.operator)
    let second = try await bench.signedIn(.commander)
    let observer = try await bench.signedIn(.observer)
    let fields = [
      ("issue", "Pompa macet"), ("measure", "Servis bulanan"), ("origin", "operation"), ("element", "equipment"),
      ("unit", "pupr-drainase"), ("due", "2030-01-31"),
    ]
    try await bench.test { client in
      #expect(try await observer.post(client, "/service/actions", fields).status == .forbidden)
      _ = try await desk.post(client, "/service/actions", fields)
      _ = try await desk.post(client, "/service/actions", fields + [("capability", "pompa")])
      let page = "/service/actions/action-1"
      _ = try await desk.post(client, page, [("step", "done"), ("words", "Nota servis")])
      #expect(try await desk.post(client, page, [("step", "verify"), ("words", "dilihat")]).status == .forbidden)
      _ = try await second.post(client, page, [("step", "verify"), ("words", "dilihat")])
      #expect(bench.keeper.box.value.state.service.actions[ActionID("action-1")]?.phase == .closed)
      _ = try await desk.post(client, "/service/actions/action-2", [("step", "done"), ("words", "Nota")])
      let refused = try await second.post(client, "/service/actions/action-2", [("step", "verify"), ("words", "x")])
      #expect(refused.status == .conflict || refused.status == .unprocessableContent)
      #expect(try await observer.get(client, "/service/actions").text.contains("Servis bulanan"))
    }
  }
}
