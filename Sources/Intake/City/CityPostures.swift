import Basics
import Incident

/// Reads postures.yaml against the roles and places of the pack.
struct CityPostures {
  private(set) var postures: [Posture] = []
  private let roles: Set<RoleID>
  private let places: Set<PlaceID>
  private let roleNames: [String]
  private let placeNames: [String]

  init(_ document: YAMLDocument, roles: [Role], places: [Place], _ findings: YAMLFindings) {
    self.roles = Set(roles.map(\.id))
    self.places = Set(places.map(\.id))
    roleNames = roles.map(\.id.rawValue)
    placeNames = places.map(\.id.rawValue)
    let root = YAMLValue(node: document.root, path: "", findings: findings)
    guard let map = root.map(["postures"]) else { return }
    for item in map.required("postures")?.list(CityLimits.postures) ?? [] { add(item) }
  }

  private mutating func add(_ item: YAMLValue) {
    guard let map = item.map(["id", "name", "hazards", "triggers", "lines"]) else { return }
    let id = map.required("id")?.id(PostureID.self)
    let name = map.required("name")?.bilingual()
    let hazards = map.required("hazards")?.list(Hazard.allCases.count).compactMap { $0.choice(Hazard.self) } ?? []
    let triggers = map.optional("triggers")?.list(50).compactMap(trigger) ?? []
    let lines = map.required("lines")?.list(CityLimits.linesOfPosture).compactMap(line) ?? []
    guard let id, let name else { return }
    if postures.contains(where: { $0.id == id }) {
      item.fault("city.twice", "the posture \(id) stands twice", advice: "delete one of them.")
    } else {
      postures.append(Posture(id: id, name: name, hazards: hazards, triggers: triggers, lines: lines))
    }
  }

  private func trigger(_ item: YAMLValue) -> Posture.Trigger? {
    guard let map = item.map(["tide_mm_above_msl", "rain_mm_per_day", "river", "level_mm", "status"]) else { return nil }
    if let tide = map.optional("tide_mm_above_msl") { return tide.int(-5000...20_000).map { .tide(atLeastMillimetres: $0) } }
    if let rain = map.optional("rain_mm_per_day") { return rain.int(1...3000).map { .rain(atLeastMillimetresPerDay: $0) } }
    if let status = map.optional("status") { return status.choice(EmergencyStatus.self).map { .status($0) } }
    if let river = map.optional("river") {
      guard let gauge = river.text("a gauge"), let level = map.required("level_mm")?.int(-100_000...100_000) else { return nil }
      return .riverLevel(gauge: gauge, atLeastMillimetres: level)
    }
    item.fault("city.trigger", "no trigger; expected tide_mm_above_msl, rain_mm_per_day, river with level_mm, or status")
    return nil
  }

  private static let selectors = ["place", "kind", "flooded", "shelters_per_flooded_area"]

  private func line(_ item: YAMLValue) -> Posture.Line? {
    guard let map = item.map(["role", "heads", "shifts"] + Self.selectors) else { return nil }
    let role = map.required("role")?.id(RoleID.self)
    let heads = map.required("heads")?.int(1...Post.maximumHeads)
    let shifts = map.optional("shifts")?.choice(Posture.ShiftKind.self)
    let selector = selector(map)
    if let role, !roles.contains(role) {
      map.optional("role")?.fault(
        "city.role.unknown", "the role \(quoted(role.rawValue)) is not in roles.yaml",
        advice: suggestion(for: role.rawValue, among: roleNames).map { "\"\($0)\" was meant." })
      return nil
    }
    guard let role, let heads, let selector else { return nil }
    return Posture.Line(role: role, places: selector, heads: heads, shifts: shifts)
  }

  private func selector(_ map: YAMLMap) -> Posture.PlaceSelector? {
    let given = Self.selectors.filter(map.has)
    guard given.count == 1 else {
      map.value.fault(
        "city.selector", given.isEmpty ? "the line names no place" : "the line names places in \(given.count) ways",
        advice: "write one of \(Self.selectors.joined(separator: ", ")).")
      return nil
    }
    if let value = map.optional("kind") { return value.choice(PlaceKind.self).map { .kind($0) } }
    if let value = map.optional("flooded") { return value.choice(PlaceKind.self).map { .kindInFloodedAreas($0) } }
    if let value = map.optional("shelters_per_flooded_area") {
      return value.int(1...20).map { .sheltersForFloodedAreas(count: $0) }
    }
    guard let value = map.optional("place"), let id = value.id(PlaceID.self) else { return nil }
    guard places.contains(id) else {
      value.fault(
        "city.place.unknown", "the place \(quoted(id.rawValue)) is not in places.csv",
        advice: suggestion(for: id.rawValue, among: placeNames).map { "\"\($0)\" was meant." })
      return nil
    }
    return .place(id)
  }
}
