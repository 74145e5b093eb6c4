import Basics
import Geography
import Incident

/// Reads what drives the water: `terrain, water_from, tide, rain, rivers, infiltration, drains, pumps, gates`. Only keys that are
/// there change a value.
struct ScenarioWaterReader {
  /// Those whose figures need a source.
  static let sourced = ["terrain", "tide", "rain", "rivers", "infiltration", "drains", "pumps", "gates"]
  /// Those that scenarios may share; the others belong to one flood.
  static let shared = ["terrain", "infiltration", "drains", "pumps", "gates"]
  private static let level = -20_000...20_000

  let context: ScenarioContext

  /// Replaces what the group states, key by key.
  func read(_ map: YAMLMap, into water: inout ScenarioWater) {
    if let value = map.optional("terrain") { water.terrain = terrain(value) }
    if let value = map.optional("water_from") { water.from = context.instant(value) }
    if let value = map.optional("tide") { water.tide = tide(value) }
    if map.has("rain") { water.rain = groups(map, "rain").compactMap(rain) }
    if map.has("rivers") { water.rivers = groups(map, "rivers").compactMap(river) }
    if map.has("infiltration") { water.infiltration = groups(map, "infiltration").compactMap(infiltration) }
    if map.has("drains") { water.drains = groups(map, "drains").compactMap(drain) }
    if map.has("pumps") { water.pumps = groups(map, "pumps").flatMap(pumps) }
    if map.has("gates") { water.gates = groups(map, "gates").compactMap(gate) }
    twice(map, "rivers", water.rivers.map(\.id))
    twice(map, "drains", water.drains.map(\.id))
    twice(map, "pumps", water.pumps.map(\.place.rawValue))
    twice(map, "gates", water.gates.map(\.place.rawValue))
    if let from = water.from, let start = context.span?.start, from > start {
      map.optional("water_from")?.fault("scenario.water_from", "after the operation's start; expected at or before it")
    }
  }

  func checkGround(_ map: YAMLMap, _ water: ScenarioWater) {
    guard water.terrain == nil, water.tide != nil || !water.rain.isEmpty || !water.rivers.isEmpty, !map.has("terrain") else {
      return
    }
    map.value.findings.add(
      "scenario.terrain", "tide, rain or rivers without a terrain; expected the ground that they wet", line: map.line,
      field: "terrain", advice: "terrain: {recipe: terrain.csv, cell_m: 30, source: …}")
  }

  private func groups(_ map: YAMLMap, _ key: String) -> [YAMLValue] {
    map.optional(key)?.groups(ScenarioLimits.items) ?? []
  }

  private func twice(_ map: YAMLMap, _ key: String, _ ids: [String]) {
    var seen: Set<String> = []
    for id in ids where !seen.insert(id).inserted {
      map.optional(key)?.fault("scenario.twice", "\(quoted(id)) stands twice", advice: "delete one of them.")
    }
  }

  private func terrain(_ value: YAMLValue) -> ScenarioWater.Terrain? {
    guard let map = value.sourced(["file", "recipe", "cell_m", "window", "settings"]) else { return nil }
    guard map.has("file") != map.has("recipe") else {
      value.fault("scenario.terrain", "expected one of file (an ESRI ASCII grid) and recipe")
      return nil
    }
    let ground: ScenarioWater.Terrain.Ground?
    if let file = map.optional("file") {
      ground = ScenarioAttachments.name(file).map { .file($0) }
    } else {
      ground = map.optional("recipe")?.id(Identifier<ScenarioWater>.self).map { .recipe($0.rawValue) }
    }
    let cell = map.required("cell_m")?.number(1...1000)
    guard let ground, let cell else { return nil }
    var terrain = ScenarioWater.Terrain(ground: ground, cellMetres: cell)
    terrain.window = map.optional("window").flatMap(window)
    if let settings = map.optional("settings") { terrain.settings = self.settings(settings) }
    return terrain
  }

  private func window(_ value: YAMLValue) -> ScenarioWater.Terrain.Window? {
    guard let map = value.sourced(["west", "east", "south", "north"]) else { return nil }
    let west = map.required("west")?.number(-180...180)
    let east = map.required("east")?.number(-180...180)
    let south = map.required("south")?.number(-80...80)
    let north = map.required("north")?.number(-80...80)
    guard let west, let east, let south, let north else { return nil }
    if west < east, south < north { return .init(west: west, east: east, south: south, north: north) }
    value.fault("scenario.terrain", "an empty window; expected west < east and south < north", advice: "they are swapped.")
    return nil
  }

  /// Names are the recipe's own: it refuses those that it does not know.
  private func settings(_ value: YAMLValue) -> [ScenarioWater.Terrain.Setting] {
    guard case .mapping(let entries) = value.node.content else {
      value.fault("yaml.type", "found \(value.node.kind); expected names with numbers")
      return []
    }
    var found: [ScenarioWater.Terrain.Setting] = []
    for entry in entries where !ScenarioSources.keys.contains(entry.key) {
      let inner = YAMLValue(node: entry.value, path: "\(value.path).\(entry.key)", findings: value.findings)
      guard found.count < ScenarioLimits.rows else {
        inner.fault("yaml.many", "more than \(ScenarioLimits.rows) settings")
        break
      }
      if let number = inner.number(-1_000_000...1_000_000) { found.append(.init(name: entry.key, value: number)) }
    }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func tide(_ value: YAMLValue) -> ScenarioWater.Tide? {
    guard let map = value.sourced(["constants", "offset_mm", "surge_mm"]) else { return nil }
    guard let file = map.required("constants").flatMap(context.file) else { return nil }
    var tide = ScenarioWater.Tide(file: file.name, constants: file.bytes)
    map.read("offset_mm", into: &tide.offsetMillimetres, Self.level)
    map.read("surge_mm", into: &tide.surge) { figure($0, -5000...5000) }
    return tide
  }

  /// One number for all times, or a series.
  private func figure(_ value: YAMLValue, _ range: ClosedRange<Double>) -> TimedSeries? {
    if case .scalar = value.node.content { return value.number(range).map { TimedSeries(constant: $0) } }
    return context.series(value, range)
  }

  private func rain(_ value: YAMLValue) -> ScenarioWater.Rain? {
    let range = 0.0...500.0
    guard let map = value.sourced(["kelurahan", "mm_per_hour", "steps", "series", "file"]) else { return nil }
    let areas = context.areas(map) ?? []
    guard let form = only(map, ["mm_per_hour", "steps", "series", "file"]) else { return nil }
    let intensity: TimedSeries?
    switch form.key {
    case "mm_per_hour":
      intensity = form.value.number(range).flatMap { rate in
        context.span.map { .init(points: [.init(at: $0.start, value: rate), .init(at: $0.end, value: 0)]) }
      }
    case "steps": intensity = steps(form.value, range)
    case "series": intensity = context.series(form.value, range)
    default: intensity = context.seriesFile(form.value, range)
    }
    return intensity.map { ScenarioWater.Rain(areas: areas, intensity: $0) }
  }

  /// `[{from, to, mm_per_h}, …]`: dry between them.
  private func steps(_ value: YAMLValue, _ range: ClosedRange<Double>) -> TimedSeries? {
    var points: [TimedSeries.Point] = []
    for item in value.list(ScenarioLimits.points / 2) {
      guard let map = item.sourced(["from", "to", "mm_per_h"]) else { continue }
      let span = context.interval(map)
      let rate = map.required("mm_per_h")?.number(range)
      guard let span, let rate else { continue }
      if let last = points.last, span.start < last.at {
        item.fault("scenario.series", "it begins before the step above ends; expected steps in order", advice: "sort them.")
        continue
      }
      if points.last?.at == span.start { points.removeLast() }
      points += [.init(at: span.start, value: rate), .init(at: span.end, value: 0)]
    }
    return points.isEmpty ? nil : TimedSeries(points: points)
  }

  private func river(_ value: YAMLValue) -> ScenarioWater.RiverInflow? {
    let range = 0.0...100_000.0
    guard let map = value.sourced(["id", "name", "at", "flow_m3s", "series", "file"]) else { return nil }
    let id = map.required("id")?.id(Identifier<ScenarioWater>.self)
    guard let place = only(map, ["name", "at"]), let form = only(map, ["flow_m3s", "series", "file"]) else { return nil }
    let entry: ScenarioWater.RiverInflow.Entry?
    if place.key == "name" {
      entry = place.value.text("a river of rivers.geojson").map { .river($0) }
    } else {
      entry = ScenarioParts.coordinate(place.value).map { .point($0) }
    }
    let discharge: TimedSeries?
    switch form.key {
    case "flow_m3s": discharge = form.value.number(range).map { TimedSeries(constant: $0) }
    case "series": discharge = context.series(form.value, range)
    default: discharge = context.seriesFile(form.value, range)
    }
    guard let id, let entry, let discharge else { return nil }
    return ScenarioWater.RiverInflow(id: id.rawValue, entry: entry, discharge: discharge)
  }

  private func infiltration(_ value: YAMLValue) -> ScenarioWater.Infiltration? {
    guard let map = value.sourced(["kelurahan", "curve_number", "condition"]) else { return nil }
    let number = map.required("curve_number")?.number(1...100)
    let condition = map.has("condition") ? map.optional("condition")?.choice(ScenarioWater.Infiltration.Condition.self) : .average
    guard let number, let condition else { return nil }
    return .init(areas: context.areas(map) ?? [], curveNumber: number, condition: condition)
  }

  private func drain(_ value: YAMLValue) -> ScenarioWater.Drain? {
    guard let map = value.sourced(["id", "kelurahan", "capacity_mm_per_h", "outlet_mm"]) else { return nil }
    let id = map.required("id")?.id(Identifier<ScenarioWater>.self)
    let capacity = map.required("capacity_mm_per_h")?.number(0...500)
    let outlet = map.required("outlet_mm")?.int(Self.level)
    guard let id, let capacity, let outlet else { return nil }
    return .init(
      id: id.rawValue, areas: context.areas(map) ?? [], capacityMillimetresPerHour: capacity, outletLevelMillimetres: outlet)
  }

  /// One group may name several pumps that are alike.
  private func pumps(_ value: YAMLValue) -> [ScenarioWater.Pump] {
    guard let map = value.sourced(["place", "places", "m3_per_s", "needs_power", "crew", "broken"]) else { return [] }
    let rate = map.required("m3_per_s")?.number(0...1000)
    let crew = map.has("crew") ? map.optional("crew")?.int(0...100) : 0
    let needsPower = map.has("needs_power") ? map.optional("needs_power")?.bool() : true
    let broken = context.intervals(map.optional("broken"))
    guard let form = only(map, ["place", "places"]) else { return [] }
    let values = form.key == "place" ? [form.value] : form.value.list(ScenarioLimits.items)
    let places = values.compactMap { context.place($0, kind: .pump) }
    guard let rate, let crew, let needsPower else { return [] }
    return places.map { .init(place: $0, cubicMetresPerSecond: rate, needsPower: needsPower, crew: crew, broken: broken) }
  }

  private func gate(_ value: YAMLValue) -> ScenarioWater.Gate? {
    guard let map = value.sourced(["place", "outlet", "closes_above_mm", "closed", "stuck"]) else { return nil }
    let place = map.required("place").flatMap { context.place($0, kind: .gate) }
    let outlet = map.required("outlet")?.text("the river or drain that it closes")
    let above = map.optional("closes_above_mm").flatMap { $0.int(Self.level) }
    let closed = context.intervals(map.optional("closed"))
    let stuck = context.intervals(map.optional("stuck"))
    guard let place, let outlet else { return nil }
    return .init(place: place, outlet: outlet, closesAboveMillimetres: above, closed: closed, stuck: stuck)
  }

  /// The one of these keys that is there; a problem for none and for several.
  private func only(_ map: YAMLMap, _ keys: [String]) -> (key: String, value: YAMLValue)? {
    let found = keys.compactMap { key in map.optional(key).map { (key, $0) } }
    if found.count == 1 { return found[0] }
    map.value.fault(
      "scenario.one", "\(found.isEmpty ? "none" : "several") of \(keys.joined(separator: ", ")); expected one of them")
    return nil
  }
}
