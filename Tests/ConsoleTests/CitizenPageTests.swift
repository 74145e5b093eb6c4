import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

@Suite("Residents' reports") struct CitizenPageTests {
  private func fields(_ bench: Bench, _ need: String, words: String = "") -> [(String, String)] {
    let area = bench.keeper.box.value.operation?.opening.areas.first?.rawValue ?? ""
    return [("need", need), ("area", area), ("people", "4"), ("depth", "waist"), ("words", words), ("contact", "0812-0000-1111")]
  }

  @Test("a resident reports without an account, the control room sees it at once, and the answer stands under the number")
  func fromFormToAnswer() async throws {
    let bench = try await Bench.withScenario()
    let desk = try await bench.signedIn(.operator)
    try await bench.test { client in
      let form = try await Browser.nobody.get(client, "/lapor").text
      #expect(form.contains("tel:112") && form.contains("LATIHAN") && !form.contains("⟨"))
      let sent = try await Browser.nobody.post(client, "/lapor", fields(bench, "evacuation", words: "air naik"))
      let path = try #require(sent.headers[.location])
      #expect(path.hasPrefix("/lapor/1-"))
      #expect(try await desk.get(client, "/").text.contains("nyawa terancam"))
      let queue = try await desk.get(client, "/reports").text
      #expect(queue.contains("air naik") && queue.contains("0812-0000-1111") && queue.contains("sepinggang"))
      #expect(!queue.contains("⟨"))
      let act = "/reports/ticket-1"
      _ = try await desk.post(client, act + "/triage", [("urgency", "1"), ("trust", "confirmed")])
      let post = try #require(bench.keeper.box.value.operation?.openPosts.first)
      _ = try await desk.post(client, act + "/assign", [("post", post.id.rawValue)])
      #expect(bench.keeper.box.value.state.tickets(bench.operation, post: post.id).count == 1)
      _ = try await desk.post(client, act + "/answer", [("outcome", "helped"), ("answer", "Perahu sudah menjemput.")])
      #expect(try await Browser.nobody.get(client, path).text.contains("Perahu sudah menjemput."))
      // Nobody reads the answers of others by counting, and nothing of the reporter stands in public.
      #expect(try await Browser.nobody.get(client, "/lapor/1-AAAAAA").status == .notFound)
      #expect(try await Browser.nobody.get(client, path).text.contains("0812") == false)
      let events = try await bench.keeper.allEvents()
      for event in events { #expect(String(decoding: try event.event.encoded(), as: UTF8.self).contains("0812") == false) }
    }
  }

  @Test("who sends many waits in the slow lane and is taken in by and by; an emergency word never waits") func lanes()
    async throws
  {
    let bench = try await Bench.withScenario()
    try await bench.test { client in
      var slow: [String] = []
      for number in 0..<14 {
        let path = try await Browser.nobody.post(client, "/lapor", fields(bench, "food", words: "\(number)")).headers[.location]
        if path?.hasPrefix("/lapor/w-") == true { slow.append(path ?? "") }
      }
      // The lane is also emptied by the server's own clock, one each three seconds, while this runs.
      func taken() -> Int { bench.keeper.box.value.state.counters.tickets }
      #expect((1...4).contains(slow.count) && taken() >= 10)
      for (number, urgent) in [fields(bench, "food", words: "TOLONG, kakek terjebak"), fields(bench, "medical")].enumerated() {
        let before = taken()
        let path = try await Browser.nobody.post(client, "/lapor", urgent).headers[.location]
        #expect(path?.hasPrefix("/lapor/w-") == false && taken() > before, "emergency \(number)")
      }
      try await bench.keeper.tick()
      var entered = 0
      var waiting = 0
      for path in slow {
        let answer = try await Browser.nobody.get(client, path)
        if answer.headers[.location]?.hasPrefix("/lapor/") == true { entered += 1 }
        if answer.text.contains("tersimpan") { waiting += 1 }
      }
      #expect(entered >= 1 && entered + waiting == slow.count, "\(entered) entered, \(waiting) wait of \(slow.count)")
      #expect(taken() >= 12 && taken() <= 16)
    }
  }

  @Test("ten a minute from one sender go in at once whatever the order, and no emergency is ever refused") func pace() {
    var random = RandomStream(seed: 20_261_124, name: "lanes")
    let lanes = ReportLanes()
    var now: Int64 = 0
    var fast: [Int64] = []
    for _ in 0..<5_000 {
      now += Int64(random.next() % 2_000)
      let isEmergency = random.next() % 5 == 0
      let lane = lanes.lane("one", isEmergency: isEmergency, at: now)
      if isEmergency { #expect(lane == .fast) } else if lane == .fast { fast.append(now) }
    }
    // Never more than twice the pace in any minute: what was saved up and what came in.
    for (i, at) in fast.enumerated() { #expect(fast[i...].prefix { $0 - at < 60_000 }.count <= 20, "seed 20261124") }
  }

  @Test("an operator enters what a chat or a lurah told, duplicates are offered for merging, and both numbers get the answer")
  func merging() async throws {
    let bench = try await Bench.withScenario()
    let (desk, head) = (try await bench.signedIn(.operator), try await bench.signedIn(.unitHead))
    try await bench.test { client in
      _ = try await desk.post(client, "/reports", fields(bench, "evacuation") + [("way", "chat"), ("ago", "10")])
      _ = try await head.post(client, "/reports", fields(bench, "evacuation") + [("way", "visit")])
      let state = bench.keeper.box.value.state
      let second = try #require(state.ticket(TicketID("ticket-2")))
      #expect(second.report.onBehalfBy == "kantor-unit-head")
      #expect(state.ticket(TicketID("ticket-1")).map { $0.report.toldAt.minutes(since: $0.report.seenAt) } == 10)
      #expect(try await desk.get(client, "/reports").text.contains("/reports/ticket-2/merge"))
      _ = try await desk.post(client, "/reports/ticket-2/merge", [("into", "ticket-1")])
      #expect(bench.keeper.box.value.state.independentSources(TicketID("ticket-1")) == 2)
      _ = try await desk.post(client, "/reports/ticket-1/answer", [("outcome", "helped"), ("answer", "Sudah dijemput.")])
      let code = TicketCode.text(TicketID("ticket-2"), bench.keeper.links)
      #expect(try await Browser.nobody.get(client, "/lapor/\(code)").text.contains("Sudah dijemput."))
    }
  }

  @Test("a rumour's correction stands in the next bulletin; counts of shelters and goods are kept and go out as tables")
  func rumoursAndGoods() async throws {
    let bench = try await Bench.withScenario()
    let (pio, desk) = (try await bench.signedIn(.pio), try await bench.signedIn(.operator))
    try await bench.test { client in
      _ = try await pio.post(client, "/rumours", [("words", "Tanggul jebol"), ("way", "chat")])
      let verdict = [("truth", "untrue"), ("id", "Tanggul utuh."), ("en", "The dike holds.")]
      _ = try await pio.post(client, "/rumours/rumour-1/judge", verdict)
      #expect(try await pio.get(client, "/rumours").text.contains("Tanggul utuh."))
      _ = try await pio.post(client, "/bulletins", [("level", "yellow")] + BulletinScreenTests.contact)
      let text = try await pio.get(client, "/bulletins/bulletin-1/chat.txt").text
      #expect(text.contains("TIDAK BENAR. Tanggul utuh."))
      let shelter = try #require(bench.keeper.box.value.city.places.first { $0.kind == .shelter })
      let count = [("place", shelter.id.rawValue), ("capacity", "200"), ("taken", "150")]
      #expect(try await desk.post(client, "/situation/shelter", count).status == .seeOther)
      #expect(bench.keeper.box.value.operation?.shelterCounts[shelter.id]?.left == 50)
      let area = shelter.area.rawValue
      let goods = [
        ("item", "=Beras"), ("quantity", "500"), ("measure", "kg"), ("to", shelter.id.rawValue), ("area", area),
        ("outside", "Kemensos"), ("paper", "BA-1"),
      ]
      #expect(try await desk.post(client, "/relief", goods).status.code >= 400)
      #expect(try await desk.post(client, "/relief", [("item", "beras")] + goods.dropFirst()).status == .seeOther)
      let table = try await desk.get(client, "/relief.csv").text
      #expect(table.contains("beras,500,kg") && table.hasPrefix("LATIHAN") && table.contains("Kemensos"))
      #expect(try await desk.get(client, "/relief").text.contains("beras"))
    }
  }
}

extension Bench {
  var operation: OperationID { keeper.box.value.operation?.id ?? OperationID("") }
}

@Suite("Words of the pages for the public") struct PublicWordTests {
  @Test("both languages have the same sentences with the same values, and none that the pages ask for is missing")
  func words() throws {
    let (id, en) = (PublicWords.indonesian, PublicWords.english)
    #expect(id.faults == [] && en.faults == [])
    #expect(Set(id.keys) == Set(en.keys))
    for key in id.keys {
      let names = [id, en].map { Set(Catalogue.names(in: $0.sentence(key) ?? "")) }
      #expect(names[0] == names[1], "\(key)")
    }
    let folder = Bench.root.appending(path: "Sources/Console/Public").resolvingSymlinksInPath()
    var code = ""
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
      if !file.hasPrefix("PublicWords") { code += try String(contentsOf: folder.appending(path: file), encoding: .utf8) }
    }
    for piece in code.components(separatedBy: "say(\"").dropFirst() {
      let key = String(piece.prefix { $0 != "\"" })
      if !key.contains("\\") { #expect(id.sentence(key) != nil, "missing: \(key)") }
    }
    for key in id.keys where !PublicWords.composedPrefixes.contains(where: { key.hasPrefix($0) }) {
      #expect(
        code.contains("\"\(key)\"") || key.hasPrefix("relief.") || key.hasPrefix("shelter.") || key.hasPrefix("act."), "\(key)")
    }
  }
}
