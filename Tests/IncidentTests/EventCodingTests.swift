import Basics
import Testing

@testable import Incident

@Suite("Events in the log") struct EventCodingTests {
  struct Golden {
    var type: String
    var version: Int
    var payload: String
  }

  static let allGolden = goldenSamples + "\n" + goldenServiceSamples

  static let golden: [Golden] = allGolden.split(separator: "\n").map { line in
    let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
    return Golden(type: parts[0], version: Int(parts[1]) ?? 0, payload: parts[2])
  }

  @Test("every event ever written is read, and written again in the same bytes") func golden() throws {
    for sample in Self.golden {
      let value = try JSONReader.read(Array(sample.payload.utf8))
      let event = try Event(type: sample.type, version: sample.version, payload: value)
      #expect(event.type == sample.type)
      #expect(String(decoding: try event.encoded(), as: UTF8.self) == sample.payload, "\(sample.type)")
    }
  }

  @Test("no event type and no version lacks a sample") func complete() {
    for (type, newest) in Event.types {
      for version in 1...newest {
        #expect(Self.golden.contains { $0.type == type && $0.version == version }, "\(type) \(version)")
      }
    }
    let types = Event.types.map(\.type)
    #expect(Set(types).count == types.count)
    for event in SampleEvents.all { #expect(types.contains(event.type) && event.version == 1) }
  }

  @Test("the samples mean what they meant: each equals its event") func meaning() throws {
    let written = try SampleEvents.all.map { event in
      "\(event.type) \(event.version) \(String(decoding: try event.encoded(), as: UTF8.self))"
    }
    #expect(written == Self.allGolden.split(separator: "\n").map(String.init), "now:\n\(written.joined(separator: "\n"))")
    for (sample, event) in zip(Self.golden, SampleEvents.all) {
      let value = try JSONReader.read(Array(sample.payload.utf8))
      #expect(try Event(type: sample.type, version: sample.version, payload: value) == event)
    }
  }

  @Test("an unknown type or version is refused by its name, never skipped") func unknown() {
    func fault(_ type: String, _ version: Int, _ payload: JSONValue) -> EventFault.Kind? {
      do throws(EventFault) {
        _ = try Event(type: type, version: version, payload: payload)
        return nil
      } catch {
        #expect(error.type == type && error.problem.message.contains(type))
        return error.kind
      }
    }
    let receipt: JSONValue = ["order": "order-1", "at": 5]
    #expect(fault("order.teleported", 1, receipt) == .unknownType)
    #expect(fault("order.arrived", 2, receipt) == .unknownVersion(known: 1))
    #expect(fault("order.arrived", 0, receipt) == .unknownVersion(known: 1))
    #expect(fault("order.arrived", 1, receipt) == nil)
    #expect(fault("order.arrived", 1, ["order": "order-1"]) == .missingField("at"))
    #expect(fault("order.arrived", 1, ["order": "order-1", "at": "5"]) == .wrongField("at", found: "\"5\""))
    #expect(fault("order.arrived", 1, ["order": "order-1", "at": 5, "who": "x"]) == .unknownField("who"))
    #expect(fault("order.arrived", 1, ["order": "order-1", "at": 5, "note": .null]) == .unknownField("note"))
    #expect(fault("order.arrived", 1, [1, 2]) == .notAnObject)
    #expect(fault("order.declined", 1, ["order": "o", "at": 5, "reason": "sick"]) == .wrongField("reason", found: "\"sick\""))
  }

  @Test("a payload beyond 64 KiB is refused") func large() {
    let areas = (0..<3_000).map { AreaID("area-with-a-long-name-\($0)") }
    let event = Event.operation(
      .opened(OperationOpening(operation: SampleEvents.op, name: "x", mode: .exercise, hazard: .rainFlood, areas: areas)))
    #expect(throws: EventFault.self) { try event.encoded() }
  }

  @Test("streams name what an event is about") func streams() {
    let streams = Set(SampleEvents.all.map(\.stream)).sorted()
    #expect(
      streams == [
        "access", "action/action-1", "broadcast/broadcast-1", "bulletin/bulletin-1", "complaint/complaint-1", "concern/concern-1",
        "database", "idea/idea-1", "operation/op-1", "order/order-1", "plan/plan-1",
        "report/ticket-1", "rumour/rumour-1", "staff/8f3a", "staff/roster",
      ])
  }

  @Test("actors and informants are written and read back, and never hold a name with blanks") func actors() {
    for actor in [Actor.person(office: "kalaksa"), .person(staff: StaffID("8f3a")), .system("planner"), .importer("csv")] {
      #expect(Actor(actor.text) == actor && actor.isValid)
    }
    for text in ["", "person", "person/x", "person/staff/", "person/name/Budi", "system/a b", "robot/x", "system/x/y"] {
      #expect(Actor(text) == nil, "\(text)")
    }
    #expect(!Actor.person(office: "Budi Santoso").isValid)
    #expect(!Informant.office("Pak Lurah").isValid)
  }
}

@Suite("Refusals in words") struct RefusalWordsTests {
  @Test("each refusal has a sentence in both languages, with the same named values") func words() {
    for language in Language.allCases {
      let words = RefusalWords.catalogue(language)
      #expect(words.faults.isEmpty)
      let codes = Set(RefusalCode.allCases.map(\.rawValue))
      #expect(Set(words.keys.filter { !$0.hasPrefix("fact.") }) == codes)
    }
    for key in refusalWordsID.keys {
      let id = Set(Catalogue.names(in: refusalWordsID.sentence(key) ?? ""))
      let en = Set(Catalogue.names(in: refusalWordsEN.sentence(key) ?? ""))
      #expect(id == en, "\(key)")
    }
    #expect(refusalWordsID.keys == refusalWordsEN.keys)
  }

  @Test("the glossary's words: never menolak for a decline, never absen for a safety round") func glossary() {
    for key in refusalWordsID.keys where key != "invented_staff" {
      let sentence = (refusalWordsID.sentence(key) ?? "").lowercased()
      for word in ["menolak", "absen", "pegawai", "harga"] { #expect(!sentence.contains(word), "\(key): \(word)") }
    }
  }

  @Test("every refusal met in these tests fills all values of its sentence") func filled() throws {
    var post = try TestPost(mode: .actual)
    try post.open([World.kitchen])
    let tries: [Command] = [
      .database(.open(DatabaseOpening(mode: .exercise, city: "x", cityDigest: World.digest, version: "1"))),
      .operation(.open(OpenOperation(name: "a b", mode: .actual, hazard: .rainFlood, areas: [World.dock]))),
      .operation(.open(OpenOperation(name: "a", mode: .exercise, hazard: .rainFlood, areas: [World.dock]))),
      .operation(.open(OpenOperation(name: "a", mode: .actual, hazard: .rainFlood, areas: [AreaID("atlantis")]))),
      .plan(.approve(PlanApproval(plan: PlanID("plan-9"), overrides: []))),
      .plan(.propose(post.proposal([(14, World.kitchen)]))), .plan(.propose(post.proposal([(99, World.kitchen)]))),
      .order(.deliver(OrderReceipt(order: OrderID("order-9"), at: post.now))),
      .need(.closePost(PostClosing(operation: TestPost.operation, post: PostID("a/b/c")))),
    ]
    for command in tries {
      guard case .failure(let refusal) = post.handle(command) else {
        Issue.record("\(command.name) passed")
        continue
      }
      for language in Language.allCases {
        let text = refusal.text(language)
        #expect(!text.contains("{") && !text.contains("⟨"), "\(text)")
      }
    }
  }
}
