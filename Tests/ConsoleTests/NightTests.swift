import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

/// A night at the console, from the first minute to somebody on duty, by forms alone.
@Suite struct NightTests {
  static let names = """
    Nama\tUnit\tHP
    Budi Santoso\tBPBD\t0812-1111-0001
    Siti Aminah\tBPBD\t0812-1111-0002
    Rahmat Hidayat\tDamkar\t0812-1111-0003
    """

  private func open(_ browser: Browser, _ client: any TestClientProtocol, names: String = NightTests.names) async throws {
    let answer = try await browser.post(
      client, "/operations",
      [
        ("hazard", "tidal_flood"), ("area", "14.72.06.1001"), ("area", "14.72.06.1002"), ("since", "2026-11-24T18:30"),
        ("names", names), ("good", "yes"),
      ])
    #expect(answer.status == .seeOther, "\(answer.text.prefix(3000))")
  }

  @Test func anOperationOpensWithThreeQuestionsAndNamesPastedFromASpreadsheet() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.operator)
    try await bench.test { client in
      let empty = try await browser.get(client, "/")
      #expect(empty.text.contains("/operations/new"))
      try await open(browser, client)
      let picture = bench.keeper.box.value
      let operation = try #require(picture.operation)
      #expect(operation.opening.areas.count == 2)
      #expect(operation.occurrences.first?.start.at == Instant("2026-11-24T18:30:00+07:00"))
      #expect(picture.roster.staff.map(\.name).sorted() == ["Budi Santoso", "Rahmat Hidayat", "Siti Aminah"])
      #expect(picture.roster.staff.allSatisfy { $0.phone != nil })
      // The same list again is the same people.
      let ids = picture.roster.staff.map(\.id)
      let holds1 = try await browser.post(client, "/roster", [("names", Self.names)]).status == .seeOther
      #expect(holds1)
      #expect(bench.keeper.box.value.roster.staff.map(\.id) == ids)
    }
  }

  @Test func bareNamesFromAChatAreEnough() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.operator)
    try await bench.test { client in
      try await open(browser, client, names: "1. Budi Santoso\n2. Siti Aminah\n\n3) Rahmat\t0812 1111 0003")
      #expect(bench.keeper.box.value.roster.staff.map(\.name).sorted() == ["Budi Santoso", "Rahmat", "Siti Aminah"])
    }
  }

  @Test func badNamesAreShownWithTheirLinesAndNothingIsHalfDone() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.operator)
    try await bench.test { client in
      let fields = [
        ("hazard", "tidal_flood"), ("area", "14.72.06.1001"), ("since", "2026-11-24T18:30"),
        ("names", "id\tnama\tunit\tnip\n1\tBudi\tBPBD\t1,98E+17\n2\tSiti\tBPBD\t"),
      ]
      let answer = try await browser.post(client, "/operations", fields)
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains("nip") && answer.text.contains("<td data-label=\"Baris\">2</td>"), "\(answer.text)")
      #expect(bench.keeper.box.value.operation == nil)
      #expect(bench.keeper.box.value.roster.staff.isEmpty)
      let holds2 = try await browser.post(client, "/operations", fields + [("good", "yes")]).status == .seeOther
      #expect(holds2)
      #expect(bench.keeper.box.value.roster.staff.map(\.name) == ["Siti"])
    }
  }

  @Test func aFormSentTwiceHappensOnce() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.operator)
    try await bench.test { client in
      let fields = [
        ("command", "form-1"), ("hazard", "tidal_flood"), ("area", "14.72.06.1001"), ("since", "2026-11-24T18:30"), ("names", ""),
      ]
      for _ in 0..<2 {
        let answer = try await browser.post(client, "/operations", fields)
        #expect(answer.status == .seeOther)
      }
      #expect(bench.keeper.box.value.state.openOperations.count == 1)
      let depth = [
        ("command", "form-2"), ("area", "14.72.06.1001"), ("cm", "40"), ("above", "road"), ("ago", "5"), ("by", "resident"),
      ]
      for _ in 0..<2 {
        let answer = try await browser.post(client, "/situation/depth", depth)
        #expect(answer.status == .seeOther)
      }
      #expect(bench.keeper.box.value.operation?.depths.values.map(\.count) == [1])
    }
  }

  /// From a plan to an answer on a phone, with the drill's roster.
  @Test func aPlanIsProposedApprovedAndOrderedAndAPhoneLinkAcceptsIt() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let operation = try #require(bench.keeper.box.value.operation)
      let shift = try #require(operation.shiftList.first)
      let holds3 = try await commander.post(client, "/plan/propose", [("shift", shift.id.rawValue)]).status == .seeOther
      #expect(holds3)
      let plan = try #require(bench.keeper.box.value.state.currentPlan(operation.id, shift: shift.id))
      let page = try await commander.get(client, "/plan?shift=\(shift.id)")
      #expect(page.text.contains("LATIHAN") && page.text.contains("/plan/approve"))

      // The consequence of a ban is shown before anything is changed.
      let duty = try #require(plan.duties.first { $0.source == .optimised })
      let before = bench.keeper.box.value.sequence
      let edit = try await commander.get(
        client, "/plan/edit?act=ban&plan=\(plan.id)&staff=\(duty.staff)&post=\(Gate.escaped(duty.post.rawValue))")
      #expect(edit.status == .ok && edit.text.contains("Akibatnya"), "\(edit.text)")
      #expect(bench.keeper.box.value.sequence == before)
      let why = try await commander.get(
        client, "/plan/why?plan=\(plan.id)&staff=\(duty.staff)&post=\(Gate.escaped(duty.post.rawValue))")
      #expect(why.text.contains("<ul class=\"why\">"))

      let id = [("plan", plan.id.rawValue)]
      let holds4 = try await commander.post(client, "/plan/approve", id).status == .seeOther
      #expect(holds4)
      let holds5 = try await commander.post(client, "/plan/heads", id + [("minutes", "30")]).status == .seeOther
      #expect(holds5)
      let holds6 = try await commander.post(client, "/plan/orders", id + [("minutes", "60")]).status == .seeOther
      #expect(holds6)
      let orders = bench.keeper.box.value.state.orders(operation.id)
      #expect(!orders.isEmpty)

      let order = try #require(orders.first)
      let path = bench.keeper.links.path(order)
      let sequence = bench.keeper.box.value.sequence
      let phone = try await Browser.nobody.get(client, path)
      #expect(phone.status == .ok && phone.body.readableBytes < 50_000)
      let person = try #require(bench.keeper.box.value.roster.member(order.staff))
      #expect(!phone.text.contains(person.name) || !person.name.contains(" "), "shows more than the first name")
      #expect(!phone.text.contains(person.phone ?? "no phone"))
      #expect(bench.keeper.box.value.sequence == sequence, "opening a link is no receipt")
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .issued)

      let holds7 = try await Browser.nobody.post(client, path, [("step", "accept"), ("command", "c-1")]).status == .seeOther
      #expect(holds7)
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .accepted)
      for step in ["depart", "arrive", "start", "release"] {
        let answer = try await Browser.nobody.post(client, path, [("step", step)])
        #expect(answer.status == .seeOther)
      }
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .released)

      // By voice: the operator's office stands in the log.
      let other = try #require(orders.dropFirst().first)
      let holds8 =
        try await commander.post(client, "/orders/\(other.id)/record", [("step", "decline"), ("reason", "leave")]).status
        == .seeOther
      #expect(holds8)
      #expect(bench.keeper.box.value.state.order(other.id)?.phase == .declined)
      for path in [
        "/", "/orders", "/calls", "/broadcasts", "/log", "/papers", "/papers/duty-list", "/map", "/map.svg", "/needs",
        "/situation", "/roster",
      ] {
        let answer = try await commander.get(client, path)
        #expect(answer.status == .ok, "\(path)")
        #expect(answer.text.contains("LATIHAN"), "\(path)")
      }
    }
  }

  @Test func aLinkBelongsToOnePersonAndOrderExpiresAndCanBeRevoked() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let token = bench.keeper.links.token(order)
      var forged = token
      forged.removeLast()
      let parts = token.split(separator: ".").map(String.init)
      for bad in [
        forged, token + "A", "order-999." + parts.dropFirst().joined(separator: "."), parts[0] + ".0.zzzzz." + parts[3], "",
      ] {
        let holds9 = try await Browser.nobody.get(client, "/t/\(bad)").status == .notFound
        #expect(holds9, "\(bad)")
        let holds10 = try await Browser.nobody.post(client, "/t/\(bad)", [("step", "accept")]).status == .notFound
        #expect(holds10)
      }
      let late = Instant(milliseconds: order.interval.end.milliseconds + LinkBook.afterDuty + 60_001)
      #expect(bench.keeper.links.check(token, at: late) { _ in order.staff } == .expired)
      #expect(bench.keeper.links.check(token, at: order.issuedAt) { _ in StaffID("s-other") } == .invalid)
      let holds11 = try await commander.post(client, "/orders/\(order.id)/revoke", []).status == .seeOther
      #expect(holds11)
      let holds12 = try await Browser.nobody.get(client, "/t/\(token)").status == .gone
      #expect(holds12)
      #expect(bench.keeper.box.value.state.order(order.id)?.phase == .issued)
      let fresh = bench.keeper.links.token(order)
      let holds13 = try await Browser.nobody.get(client, "/t/\(fresh)").status == .ok
      #expect(holds13)
    }
  }

  @Test func aCallForHelpIsOnEveryScreenUntilSomebodyHasSeenToIt() async throws {
    let bench = try await Bench.withScenario()
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let path = bench.keeper.links.path(order)
      let holds14 =
        try await Browser.nobody.post(client, path, [("step", "help"), ("note", "perahu terbalik")]).status == .seeOther
      #expect(holds14)
      let holds15 = try await commander.get(client, "/").text.contains("MINTA TOLONG")
      #expect(holds15)
      let help = try #require(bench.keeper.box.value.help.first)
      let holds16 =
        try await commander.post(client, "/calls/help/\(help.id)", [("note", "perahu kedua dikirim")]).status == .seeOther
      #expect(holds16)
      #expect(bench.keeper.box.value.help.isEmpty)
      let after = try await commander.get(client, "/").text
      #expect(!after.contains("MINTA TOLONG"))
    }
  }

  /// Scripts in every field that takes text come back as text.
  @Test func noStoredTextBecomesMarkup() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.commander)
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>"
    try await bench.test { client in
      try await open(browser, client, names: "Nama\tUnit\tHP\n\(evil)\tBPBD\t0812-1111-0008\nBudi\tBPBD\t0812-1111-0009")
      let holds17 = try await browser.post(client, "/situation/note", [("text", evil)]).status == .seeOther
      #expect(holds17)
      let holds18 =
        try await browser.post(client, "/situation/road", [("road", evil), ("open", "no"), ("by", "resident")]).status
        == .seeOther
      #expect(holds18)
      let holds19 =
        try await browser.post(client, "/broadcasts", [("audience", "everyone"), ("text", evil), ("minutes", "10")]).status
        == .seeOther
      #expect(holds19)
      let holds20 = try await browser.post(client, "/roster", [("names", evil)]).status.code < 500
      #expect(holds20)
      for path in [
        "/", "/roster", "/situation", "/broadcasts", "/log", "/orders", "/calls", "/plan", "/needs", "/papers/post-log",
        "/papers/daily-report", "/signin?next=\(Gate.escaped(evil))", "/plan?shift=\(Gate.escaped(evil))",
        "/nowhere/\(Gate.escaped(evil))",
      ] {
        let text = try await browser.get(client, path).text
        #expect(!text.contains("<script>alert") && !text.contains("<img src=x"), "\(path)")
      }
      let echoed = try await browser.post(client, "/operations", [("names", evil), ("since", evil), ("hazard", evil)])
      #expect(!echoed.text.contains("<script>alert") && echoed.text.contains("&lt;script&gt;"))
    }
  }
}
