import Basics
import Geography
import Publication

/// Random alerts that keep every rule, also those of public feeds.
struct RandomAlert {
  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed, name: "cap") }

  mutating func text(_ most: Int) -> String {
    let words = [
      "banjir", "air & lumpur", "naik < 50 cm", "a > b", "\"kutip\"", "rob", "Jl. Ombak", "Ökoma", "水", "baris\nbaru", "😀",
      "tab\tulir",
      "kereta\rbalik", "café", "x]]>y",
    ]
    return "Ini " + (0..<random.int(in: 1...most)).map { _ in random.pick(words) }.joined(separator: " ")
      + " \(random.int(in: 0...9999))"
  }

  mutating func time(_ from: Instant, _ minutes: ClosedRange<Int>, _ offset: Int) -> CAPTime {
    CAPTime(from.adding(minutes: random.int(in: minutes)), offsetMinutes: offset)
  }

  mutating func optional<T>(_ make: (inout Self) -> T) -> T? { random.chance(0.5) ? make(&self) : nil }

  mutating func name() -> String { "id-\(random.int(in: 0...999_999)).\(random.pick(["x", "Ü", "bmkg", "2.49.0"]))" }

  mutating func alert() -> CAPAlert {
    let now = Instant(milliseconds: Int64(random.int(in: 1_700_000_000...1_900_000_000)) * 1000)
    let offset = random.pick([420, 480, 540, -300, 330, -210, 840])
    let status = random.pick(CAPStatus.allCases)
    let type = random.pick(CAPMessageType.allCases)
    var alert = CAPAlert(
      identifier: name(), sender: "bpbd\(random.int(in: 1...99))@kota.go.id", sent: CAPTime(now, offsetMinutes: offset),
      status: status,
      messageType: type, scope: random.pick(CAPScope.allCases))
    if alert.scope == .restricted { alert.restriction = text(3) }
    if alert.scope == .addressed || random.chance(0.2) { alert.addresses = ["a@b", "Posko Dumai Kota", "x"] }
    if status == .exercise || type == .cancel || type == .error || random.chance(0.3) { alert.note = "LATIHAN " + text(4) }
    alert.source = optional { $0.text(2) }
    alert.codes = (0..<random.int(in: 0...2)).map { _ in text(1) }
    alert.incidents = random.chance(0.3) ? ["rob 2026", "x"] : []
    if type.needsReferences {
      alert.references = (0..<random.int(in: 1...3)).map { i in
        CAPReference(sender: alert.sender, identifier: "old-\(i)", sent: time(now, -600 ... -1, offset))
      }
    }
    if type != .acknowledgement, type != .error { alert.infos = infos(now, offset, status) }
    return alert
  }

  mutating func infos(_ now: Instant, _ offset: Int, _ status: CAPStatus) -> [CAPInfo] {
    var info = CAPInfo(
      language: "id-ID", categories: random.chance(0.3) ? [.met, .safety] : [random.pick(CAPCategory.allCases)], event: text(1),
      urgency: random.pick(CAPUrgency.allCases), severity: random.pick(CAPSeverity.allCases),
      certainty: random.pick(CAPCertainty.allCases))
    info.responses = [random.pick([.shelter, .evacuate, .prepare, .avoid, .monitor, .allClear, .none])]
    info.eventCodes = random.chance(0.5) ? [CAPNamedValue("OET:v1.2", "OET-081")] : []
    info.effective = optional { $0.time(now, 0...30, offset) }
    info.onset = optional { $0.time(now, 0...60, offset) }
    info.expires = time(now, 61...900, offset)
    info.web = "https://info.kota.go.id/\(random.int(in: 1...99))?a=1&b=2"
    info.audience = optional { $0.text(2) }
    info.parameters = (0..<random.int(in: 0...2)).map { i in CAPNamedValue("p\(i)", text(2)) }
    info.resources = (0..<random.int(in: 0...2)).map { _ in resource() }
    info.areas = (0..<random.int(in: 1...3)).map { _ in area() }
    words(&info, status, .id)
    guard random.chance(0.6) else { return [info] }
    var english = info
    english.language = random.pick(["en-US", "en"])
    english.event = text(1) + "!"
    words(&english, status, .en)
    return [info, english]
  }

  mutating func words(_ info: inout CAPInfo, _ status: CAPStatus, _ language: Language) {
    let mark = status == .exercise ? (language == .id ? "LATIHAN" : "EXERCISE") : nil
    let tag = " [\(language.rawValue)]"
    func marked(_ text: String) -> String { mark.map { "\($0) - \(text) \($0)" } ?? text }
    info.headline = marked(String(text(2).prefix(100)) + tag)
    info.description = marked(text(8) + tag)
    info.instruction = text(6) + tag
    info.senderName = text(2)
    info.contact = "112"
  }

  mutating func resource() -> CAPResource {
    var resource = CAPResource(description: text(1), mimeType: random.pick(["image/png", "audio/mpeg", "application/pdf"]))
    resource.size = optional { $0.random.int(in: 0...9_999_999) }
    let inside = random.chance(0.5)
    resource.uri = inside ? "peta.png" : "https://kota.go.id/peta.png"
    resource.content = inside ? "QUJD\nREVG" : nil
    resource.digest = optional { _ in "da39a3ee5e6b4b0d3255bfef95601890afd80709" }
    return resource
  }

  /// A star around a point: its sides never cross.
  mutating func ring() -> [Coordinate] {
    let (lat, lon) = (random.int(in: -80...80), random.int(in: -170...170))
    let corners = random.int(in: 3...12)
    var ring: [Coordinate] = (0..<corners).compactMap { i in
      let angle = 2 * 3.141592653589793 * Double(i) / Double(corners)
      let radius = 0.2 + 0.8 * random.unit()
      let point = Coordinate(
        latitude: Double(lat) + radius * ExactMath.sin(angle), longitude: Double(lon) + radius * ExactMath.cos(angle))
      return point.map { Coordinate(latitudeE7: $0.latitudeE7 / 10 * 10, longitudeE7: $0.longitudeE7 / 10 * 10) }
    }
    ring.append(ring[0])
    return ring
  }

  mutating func area() -> CAPArea {
    var area = CAPArea(text(2))
    area.polygons = (0..<random.int(in: 0...2)).map { _ in ring() }
    if random.chance(0.4) {
      area.circles = [
        CAPCircle(centre: ring()[0], radius: CAPDecimal(thousandths: random.int(in: 1...99_999)))
      ]
    }
    if area.polygons.isEmpty, area.circles.isEmpty || random.chance(0.4) {
      area.geocodes = [CAPNamedValue("KEMENDAGRI", "14.72")]
    }
    if random.chance(0.3) {
      area.altitude = CAPDecimal("\(random.int(in: -100...900)).5")
      area.ceiling = CAPDecimal("\(random.int(in: 901...9000))")
    }
    return area
  }
}
