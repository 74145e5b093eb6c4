import Basics
import Incident

/// A bulletin's content as canonical JSON: what lies in the side row, and whose digest is signed.
extension BulletinContent {
  /// Bytes of the longest content.
  public static let limit = 256 << 10

  public var document: JSONValue {
    .members([
      ("format", "bulletin-1"), ("mode", .string(mode.rawValue)), ("kind", .string(kind.rawValue)),
      ("wasWrong", wasWrong.map(Self.json)), ("hazard", .string(hazard.rawValue)), ("level", .string(level.rawValue)),
      ("areas", .array(areas.map { .string($0.rawValue) })), ("lead", Self.json(lead)),
      ("actions", .array(actions.map(Self.json))), ("needs", needs.map(Self.json)),
      (
        "agency",
        .array(
          agency.map { ["agency": .string($0.agency), "text": .string($0.text), "receivedAt": Self.json($0.receivedAt)] })
      ),
      (
        "rumours",
        rumours.isEmpty
          ? nil
          : .array(rumours.map { ["truth": .string($0.truth.rawValue), "id": .string($0.text.id), "en": .string($0.text.en)] })
      ),
      ("facts", .array(facts.map(Self.json))), ("contact", Self.json(contact)), ("asOf", Self.json(asOf)),
      ("expiresAt", Self.json(expiresAt)), ("nextDueAt", nextDueAt.map(Self.json)), ("staleAfter", .integer(Int64(staleAfter))),
    ])
  }

  public var text: String {
    (try? CanonicalJSON.encode(document)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  static func json(_ text: Bilingual) -> JSONValue { ["id": .string(text.id), "en": .string(text.en)] }
  static func json(_ instant: Instant) -> JSONValue { .string(instant.text) }

  private static func json(_ contact: BulletinContact) -> JSONValue {
    [
      "numbers": .array(contact.numbers.map { ["number": .string($0.number), "purpose": json($0.purpose)] }),
      "web": .string(contact.web), "account": .string(contact.account), "sender": .string(contact.sender),
    ]
  }

  private static func json(_ fact: BulletinFact) -> JSONValue {
    var members: [(String, JSONValue?)] = []
    switch fact.subject {
    case .water(let area, let low, let high, let above):
      members = [
        ("kind", "water"), ("area", .string(area.rawValue)), ("low", low.map { .integer(Int64($0)) }),
        ("high", .integer(Int64(high))), ("above", .string(above.rawValue)),
      ]
    case .noReport(let area): members = [("kind", "no_report"), ("area", .string(area.rawValue))]
    case .roadClosed(let road, let millimetres):
      members = [("kind", "road_closed"), ("road", .string(road)), ("high", millimetres.map { .integer(Int64($0)) })]
    case .power(let area, let state):
      members = [("kind", "power"), ("area", .string(area.rawValue)), ("state", .string(state.rawValue))]
    case .shelterOpen(let place): members = [("kind", "shelter_open"), ("place", .string(place.rawValue))]
    case .shelterRoom(let place, let capacity, let taken):
      members = [
        ("kind", "shelter_room"), ("place", .string(place.rawValue)), ("capacity", .integer(Int64(capacity))),
        ("taken", .integer(Int64(taken))),
      ]
    case .affected(let count, let value, let areas, let all):
      members = [
        ("kind", "affected"), ("count", .string(count.rawValue)), ("value", .integer(Int64(value))),
        ("areas", .integer(Int64(areas))), ("of", .integer(Int64(all))),
      ]
    case .noCount(let count): members = [("kind", "no_count"), ("count", .string(count.rawValue))]
    }
    if let source = fact.source {
      members.append(
        (
          "source",
          .members([
            ("informant", .string(source.informant)), ("seenAt", json(source.seenAt)), ("toldAt", json(source.toldAt)),
            ("entry", source.entry.map { .integer(Int64(clamping: $0)) }),
          ])
        ))
    }
    return .members(members)
  }

  // MARK: Reading

  /// - Throws: a `Problem` that names the field: a content from a newer version, or one edited by hand.
  public init(text: String, file: String = "bulletin") throws(Problem) {
    guard text.utf8.count <= Self.limit else {
      throw Problem("bulletinContent.large", "more than \(Self.limit) bytes", at: .init(file: file))
    }
    let value: JSONValue
    do { value = try JSONReader.read(Array(text.utf8)) } catch {
      throw Problem("bulletinContent.json", "no JSON: \(error)", at: .init(file: file))
    }
    let fields = BulletinFields(value: value, file: file)
    mode = try fields.word("mode")
    kind = try fields.word("kind")
    wasWrong = try fields.has("wasWrong") ? fields.bilingual("wasWrong") : nil
    hazard = try fields.word("hazard")
    level = try fields.word("level")
    areas = try fields.list("areas").map { AreaID($0.string ?? "") }
    lead = try fields.bilingual("lead")
    actions = try fields.objects("actions").map { item throws(Problem) in try item.bilingual() }
    needs = try fields.has("needs") ? fields.bilingual("needs") : nil
    agency = try fields.objects("agency").map { item throws(Problem) in
      AgencyStatement(
        agency: try item.text("agency"), text: try item.text("text"), receivedAt: try item.instant("receivedAt"))
    }
    rumours =
      try fields.has("rumours")
      ? fields.objects("rumours").map { item throws(Problem) in
        RumourCorrection(truth: try item.word("truth"), text: try item.bilingual())
      } : []
    facts = try fields.objects("facts").map { item throws(Problem) in try Self.fact(item) }
    contact = try Self.contact(fields.object("contact"))
    asOf = try fields.instant("asOf")
    expiresAt = try fields.instant("expiresAt")
    nextDueAt = try fields.has("nextDueAt") ? fields.instant("nextDueAt") : nil
    staleAfter = try fields.number("staleAfter")
  }

  private static func contact(_ fields: BulletinFields) throws(Problem) -> BulletinContact {
    BulletinContact(
      numbers: try fields.objects("numbers").map { item throws(Problem) in
        .init(number: try item.text("number"), purpose: try item.bilingual("purpose"))
      }, web: try fields.text("web"), account: try fields.text("account"), sender: try fields.text("sender"))
  }

  private static func fact(_ fields: BulletinFields) throws(Problem) -> BulletinFact {
    let subject: BulletinFact.Subject
    switch try fields.text("kind") {
    case "water":
      subject = .water(
        AreaID(try fields.text("area")), low: fields.value["low"]?.int, high: try fields.number("high"),
        above: try fields.word("above"))
    case "no_report": subject = .noReport(AreaID(try fields.text("area")))
    case "road_closed": subject = .roadClosed(try fields.text("road"), millimetres: fields.value["high"]?.int)
    case "power": subject = .power(AreaID(try fields.text("area")), try fields.word("state"))
    case "shelter_open": subject = .shelterOpen(PlaceID(try fields.text("place")))
    case "shelter_room":
      subject = .shelterRoom(
        PlaceID(try fields.text("place")), capacity: try fields.number("capacity"), taken: try fields.number("taken"))
    case "affected":
      subject = .affected(
        try fields.word("count"), try fields.number("value"), areas: try fields.number("areas"), of: try fields.number("of"))
    case "no_count": subject = .noCount(try fields.word("count"))
    default: throw fields.wrong("kind")
    }
    guard fields.has("source") else { return BulletinFact(subject) }
    let source = try fields.object("source")
    return BulletinFact(
      subject,
      source: BulletinSource(
        informant: try source.text("informant"), seenAt: try source.instant("seenAt"), toldAt: try source.instant("toldAt"),
        entry: source.has("entry") ? UInt64(clamping: try source.number("entry")) : nil))
  }
}

/// Members of an object by name, with a problem that names the one at fault.
struct BulletinFields {
  let value: JSONValue
  let file: String

  func has(_ key: String) -> Bool { value[key] != nil }

  func wrong(_ key: String) -> Problem {
    Problem(
      "bulletinContent.field", "\(value[key].map { "\($0)".prefix(60).description } ?? "missing")",
      at: .init(file: file, field: key),
      advice: "edit texts only, and keep the names and the codes as the draft wrote them")
  }

  func text(_ key: String) throws(Problem) -> String {
    guard let text = value[key]?.string else { throw wrong(key) }
    return text
  }

  func number(_ key: String) throws(Problem) -> Int {
    guard let number = value[key]?.int else { throw wrong(key) }
    return number
  }

  func instant(_ key: String) throws(Problem) -> Instant {
    guard let text = value[key]?.string, let instant = Instant(text) else { throw wrong(key) }
    return instant
  }

  func word<Word: RawRepresentable>(_ key: String) throws(Problem) -> Word where Word.RawValue == String {
    guard let text = value[key]?.string, let word = Word(rawValue: text) else { throw wrong(key) }
    return word
  }

  func list(_ key: String) throws(Problem) -> [JSONValue] {
    guard let list = value[key]?.array, list.count <= 10_000 else { throw wrong(key) }
    return list
  }

  func object(_ key: String) throws(Problem) -> BulletinFields {
    guard let value = value[key], value.object != nil else { throw wrong(key) }
    return BulletinFields(value: value, file: file)
  }

  func objects(_ key: String) throws(Problem) -> [BulletinFields] { try list(key).map { BulletinFields(value: $0, file: file) } }

  func bilingual() throws(Problem) -> Bilingual { Bilingual(id: try text("id"), en: try text("en")) }

  func bilingual(_ key: String) throws(Problem) -> Bilingual { try object(key).bilingual() }
}
