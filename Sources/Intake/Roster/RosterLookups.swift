import Basics
import Geography
import Incident

/// Names as people write them → units, kelurahan and competencies. Suggestions are remembered: a wrong word comes in many rows.
struct RosterLookups {
  private let context: RosterContext
  private var units: [String: UnitID] = [:]
  private var unitNames: [UnitID: String] = [:]
  private var hospitalUnits: Set<UnitID> = []
  private var areas: [String: AreaID] = [:]
  private var ambiguousAreas: Set<String> = []
  private var competencies: [String: CompetencyID] = [:]
  private var suggestions: [String: String] = [:]
  private(set) var derivedUnits: [OrgUnit] = []
  private let box: GeoBox?

  static let maximumSuggestions = 2_000

  init(_ context: RosterContext) {
    self.context = context
    box = GeoBox(context)
    for unit in context.units {
      units[Self.key(unit.id.rawValue)] = unit.id
      unitNames[unit.id] = unit.name
    }
    for unit in context.units where units[Self.key(unit.name)] == nil { units[Self.key(unit.name)] = unit.id }
    for unit in context.units where Self.isHospital(unit, context.units) { hospitalUnits.insert(unit.id) }
    for area in context.areas {
      areas[Self.key(area.id.rawValue)] = area.id
      if areas.updateValue(area.id, forKey: Self.key(area.name)) != nil { ambiguousAreas.insert(Self.key(area.name)) }
    }
    for competency in context.competencies {
      competencies[Self.key(competency.id.rawValue)] = competency.id
      for name in [competency.name.id, competency.name.en] where competencies[Self.key(name)] == nil {
        competencies[Self.key(name)] = competency.id
      }
    }
  }

  /// Lower case, and one blank for each run of blanks, dots, dashes and underscores.
  static func key(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    // Only what is beyond ASCII needs the tables of Unicode.
    let lower = text.utf8.contains { $0 >= 0x80 } ? text.lowercased() : text
    for byte in lower.utf8 {
      if byte <= 32 || byte == 45 || byte == 46 || byte == 95 {
        if let last = out.last, last != 32 { out.append(32) }
      } else {
        out.append(byte >= 65 && byte <= 90 ? byte + 32 : byte)
      }
    }
    if out.last == 32 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isHospital(_ unit: OrgUnit, _ all: [OrgUnit]) -> Bool {
    let words = key(unit.name).split(separator: " ")
    return key(unit.id.rawValue).hasPrefix("rsud") || words.contains("rsud") || words.contains("hospital")
      || key(unit.name).contains("rumah sakit")
  }

  func isHospital(_ unit: UnitID) -> Bool { hospitalUnits.contains(unit) }

  mutating func unit(_ text: String) -> UnitID? {
    let key = Self.key(text)
    if let unit = units[key] { return unit }
    guard context.units.isEmpty, derivedUnits.count < 10_000 else { return nil }
    let id = UnitID(Slug.make(text))
    let unit = OrgUnit(id: id, name: text)
    units[key] = id
    if !derivedUnits.contains(where: { $0.id == id }) { derivedUnits.append(unit) }
    if Self.isHospital(unit, []) { hospitalUnits.insert(id) }
    return id
  }

  enum AreaAnswer {
    case found(AreaID)
    case ambiguous
    case unknown
  }

  func area(_ text: String) -> AreaAnswer {
    var key = Self.key(text)
    for prefix in ["kelurahan ", "kel "] where key.hasPrefix(prefix) { key = String(key.dropFirst(prefix.count)) }
    if ambiguousAreas.contains(key) { return .ambiguous }
    return areas[key].map { .found($0) } ?? .unknown
  }

  /// The code in the catalogue; without a catalogue any plain id.
  func competency(_ text: String) -> CompetencyID? {
    if let id = competencies[Self.key(text)] { return id }
    return context.competencies.isEmpty && isPlainID(text) ? CompetencyID(text) : nil
  }

  mutating func suggestUnit(_ text: String) -> String? {
    suggest("u", text) { context in context.units.map(\.name) + context.units.map(\.id.rawValue) }
  }

  mutating func suggestArea(_ text: String) -> String? { suggest("a", text) { context in context.areas.map(\.name) } }

  mutating func suggestCompetency(_ text: String) -> String? {
    suggest("c", text) { context in context.competencies.map(\.id.rawValue) }
  }

  private mutating func suggest(_ kind: String, _ text: String, _ candidates: (RosterContext) -> [String]) -> String? {
    let key = kind + Self.key(text)
    if let known = suggestions[key] { return known.isEmpty ? nil : known }
    guard suggestions.count < Self.maximumSuggestions else { return nil }
    let found = suggestion(for: text, among: candidates(context))
    suggestions[key] = found ?? ""
    return found
  }

  enum StartAnswer { case inside, outside, farAway }

  func start(_ coordinate: Coordinate) -> StartAnswer {
    guard let box else { return .inside }
    if box.isFar(coordinate) { return .farAway }
    if let outlines = context.outlines { return outlines.area(containing: coordinate) == nil ? .outside : .inside }
    return box.contains(coordinate) ? .inside : .outside
  }
}

/// Degrees around the city.
struct GeoBox {
  private var south = 90.0
  private var north = -90.0
  private var west = 180.0
  private var east = -180.0

  /// Nil where neither outlines nor areas are known. Centres of areas get a margin of 0.15 degrees (about 17 km).
  init?(_ context: RosterContext) {
    if let outlines = context.outlines {
      for area in outlines.areas where !area.shape.bounds.isEmpty {
        let bounds = area.shape.bounds
        add(outlines.projection.coordinate(LocalPoint(x: bounds.west, y: bounds.south)), margin: 0)
        add(outlines.projection.coordinate(LocalPoint(x: bounds.east, y: bounds.north)), margin: 0)
      }
    } else {
      for area in context.areas { add(area.centre, margin: 0.15) }
    }
    if south > north { return nil }
  }

  private mutating func add(_ c: Coordinate, margin: Double) {
    south = min(south, c.latitude - margin)
    north = max(north, c.latitude + margin)
    west = min(west, c.longitude - margin)
    east = max(east, c.longitude + margin)
  }

  func contains(_ c: Coordinate) -> Bool { isWithin(c, margin: 0) }

  /// More than a degree (111 km) away: nobody starts from there.
  func isFar(_ c: Coordinate) -> Bool { !isWithin(c, margin: 1) }

  private func isWithin(_ c: Coordinate, margin: Double) -> Bool {
    c.latitude >= south - margin && c.latitude <= north + margin && c.longitude >= west - margin && c.longitude <= east + margin
  }
}

/// `Bagian Umum & Protokol` → `bagian-umum-protokol`
enum Slug {
  static func make(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.lowercased().utf8 {
      if (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) {
        out.append(byte)
      } else if let last = out.last, last != 45 {
        out.append(45)
      }
      if out.count == 64 { break }
    }
    if out.last == 45 { out.removeLast() }
    return out.isEmpty ? "unit" : String(decoding: out, as: UTF8.self)
  }
}
