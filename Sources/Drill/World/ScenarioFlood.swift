import Basics
import Flood
import Geography
import Incident

/// The water of a scenario, from its words to the flood engine: ground from the city's recipe (or the user's own grid), tide, rain,
/// rivers, drains, pumps and gates, with what its planned injects and power cuts break.
public struct ScenarioFlood: Sendable {
  public let flood: CityFlood
  /// Tide and surge, with the scenario's offset: metres above mean sea level.
  public let tide: TidePrediction
  public let offset: Double

  /// Files of a city pack that the water needs, beside those of the city.
  public static let packFiles = ["terrain.csv", "drains.csv", "rivers.geojson"]

  /// - Parameters:
  ///   - files: of the city pack: those of `packFiles`.
  ///   - dem: a user's own elevation model in place of the recipe's relief; then nothing of it is synthetic.
  /// - Throws: the first error of a file, or what does not fit the ground.
  public init(
    scenario: Scenario, city: City, files: [(name: String, bytes: [UInt8])], dem: (name: String, raster: Raster)? = nil
  ) throws(Problem) {
    let water = scenario.water
    let recipe = try Self.recipe(water.terrain, files)
    if dem == nil, case .file(let name) = water.terrain?.ground {
      throw Problem("drill.terrain", "the scenario's ground is the grid \(name), which was not given", exit: .missingFile)
    }
    let ground = try Self.ground(city, files)
    let terrain =
      if let dem {
        SurveyedTerrain.make(dem: dem.raster, name: dem.name, recipe: recipe, city: ground)
      } else {
        SyntheticTerrain.make(recipe, city: ground)
      }
    guard let terrain else {
      throw Problem(
        "drill.terrain", "the window of the terrain holds no ground, or more than \(FloodLimits.cells) cells",
        advice: "state another `window` or larger cells.")
    }
    let station = try Self.station(water.tide, city)
    tide = TidePrediction(
      station: station,
      surge: Surge((water.tide?.surge.points ?? []).map { .init(at: $0.at, metres: $0.value / 1000) }))
    offset = Double(water.tide?.offsetMillimetres ?? 0) / 1000
    let end = max(scenario.span.end, scenario.shifts.map(\.interval.end).max() ?? scenario.span.end).adding(minutes: 60)
    var drivers = CityWater(span: Interval(start: water.from ?? scenario.start, end: end), tide: tide)
    drivers.tideOffset = offset
    Self.weather(water, city, &drivers)
    Self.works(scenario, city, terrain, &drivers)
    flood = try CityFlood(terrain: terrain, water: drivers)
  }

  /// Level of the sea at an instant, whole millimetres above mean sea level.
  public func seaMillimetres(at instant: Instant) -> Int { Int(((tide.level(at: instant) + offset) * 1000).rounded()) }

  /// The synthetic ground of a city pack alone.
  /// - Parameter seed: in place of the recipe's.
  public static func terrain(
    city: City, files: [(name: String, bytes: [UInt8])], seed: UInt64? = nil
  ) throws(Problem) -> CityTerrain {
    var recipe = try recipe(nil, files)
    if let seed {
      guard let changed = recipe.setting(.seed, to: Double(seed)) else {
        throw Problem("drill.terrain.setting", "a seed of \(seed) is too large for the terrain", exit: .usage)
      }
      recipe = changed
    }
    guard let terrain = SyntheticTerrain.make(recipe, city: try ground(city, files)) else {
      throw Problem("drill.terrain", "the window of terrain.csv holds no ground")
    }
    return terrain
  }

  // MARK: ground

  private static func bytes(_ name: String, _ files: [(name: String, bytes: [UInt8])]) throws(Problem) -> [UInt8] {
    guard let file = files.first(where: { $0.name == name }) else {
      throw Problem("drill.terrain", "the city pack has no \(name)", at: .init(file: name), exit: .missingFile)
    }
    return file.bytes
  }

  private static func value<Value>(_ reading: Reading<Value?>, _ name: String) throws(Problem) -> Value {
    if let error = reading.problems.first(where: { $0.severity == .error }) { throw error }
    guard let value = reading.value else { throw Problem("drill.terrain", "\(name) cannot be read", at: .init(file: name)) }
    return value
  }

  static func recipe(
    _ terrain: ScenarioWater.Terrain?, _ files: [(name: String, bytes: [UInt8])]
  ) throws(Problem) -> TerrainRecipe {
    var recipe = try value(TerrainRecipe.read(try bytes("terrain.csv", files)), "terrain.csv")
    guard let terrain else { return recipe }
    var changes: [(TerrainRecipe.Setting, Double)] = [(.cell, terrain.cellMetres)]
    if let window = terrain.window {
      changes += [(.west, window.west), (.east, window.east), (.south, window.south), (.north, window.north)]
    }
    for setting in terrain.settings {
      guard let name = TerrainRecipe.Setting(rawValue: setting.name) else {
        throw Problem(
          "drill.terrain.setting", "the terrain has no setting \"\(setting.name)\"",
          advice: suggestion(for: setting.name, among: TerrainRecipe.Setting.allCases.map(\.rawValue)).map {
            "\"\($0)\" was meant."
          })
      }
      changes.append((name, setting.value))
    }
    for (setting, value) in changes {
      guard let changed = recipe.setting(setting, to: value) else {
        throw Problem("drill.terrain.setting", "\(setting.rawValue) of the terrain is \(value), out of its bounds")
      }
      recipe = changed
    }
    return recipe
  }

  static func ground(_ city: City, _ files: [(name: String, bytes: [UInt8])]) throws(Problem) -> CityGround {
    let rivers = RiverLine.read(try bytes("rivers.geojson", files))
    let drains = DrainLine.read(try bytes("drains.csv", files))
    if let error = (rivers.problems + drains.problems).first(where: { $0.severity == .error }) { throw error }
    let projection = city.outlines.projection
    // Drains join the points of the kelurahan, whatever the outlines are.
    let areas = city.outlines.areas.map { area -> Outlines.Area in
      var area = area
      if let centre = city.areas.first(where: { $0.id.rawValue == area.code })?.centre { area.inside = projection.point(centre) }
      return area
    }
    let shoreline = Shoreline(lands: city.shoreline.map { Shoreline.Land(name: "", ring: $0) })
    return CityGround(
      outlines: Outlines(areas: areas, projection: projection), shoreline: shoreline, rivers: rivers.value, drains: drains.value,
      people: Dictionary(city.areas.map { ($0.id.rawValue, $0.population) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Without a tide the sea stands at mean level.
  private static func station(_ tide: ScenarioWater.Tide?, _ city: City) throws(Problem) -> TideStation {
    guard let tide else {
      return TideStation(id: "none", name: "", position: city.origin, meanLevelAboveDatum: nil, constituents: [])
    }
    return try value(TideTable.read(tide.constants, file: tide.file), tide.file)
  }

  // MARK: water

  private static func weather(_ water: ScenarioWater, _ city: City, _ drivers: inout CityWater) {
    drivers.rain = water.rain.map { .init(areas: $0.areas.map(\.rawValue), intensity: $0.intensity) }
    drivers.rivers = water.rivers.map { river in
      let entry: CityWater.Inflow.Entry =
        switch river.entry {
        case .river(let name): .channel(name)
        case .point(let at): .point(city.outlines.projection.point(at))
        }
      return .init(name: river.id, entry: entry, discharge: river.discharge)
    }
    // The scenario's numbers are turned to their condition already; what it leaves open keeps the numbers of the cover, wet.
    if water.infiltration.isEmpty { return }
    drivers.soil.moisture = .average
    let named = Set(water.infiltration.flatMap(\.areas))
    drivers.soil.curveNumbers = water.infiltration.map { one in
      let areas = one.areas.isEmpty ? city.areas.map(\.id).filter { !named.contains($0) } : one.areas
      return .init(areas: areas.map(\.rawValue), number: one.effectiveCurveNumber)
    }
  }

  private static func works(_ scenario: Scenario, _ city: City, _ terrain: CityTerrain, _ drivers: inout CityWater) {
    let water = scenario.water
    drivers.drains = water.drains.map {
      .init(
        name: $0.id, areas: $0.areas.map(\.rawValue), capacity: $0.capacityMillimetresPerHour,
        outletLevel: Double($0.outletLevelMillimetres) / 1000)
    }
    let broken = InjectedFaults(scenario)
    for pump in water.pumps {
      guard let place = city.place(pump.place) else { continue }
      let powerless =
        pump.needsPower ? scenario.power.windows.filter { $0.areas.contains(place.area) }.map(\.off) : []
      drivers.pumps.append(
        .init(
          name: pump.place.rawValue, at: city.outlines.projection.point(place.coordinate), capacity: pump.cubicMetresPerSecond,
          off: pump.broken + powerless + broken.pumps(pump.place)))
    }
    // A small window may cut a drain away, and its gate with it.
    for gate in water.gates where terrain.channels.contains(where: { $0.id == gate.outlet }) {
      drivers.gates.append(
        .init(
          name: gate.place.rawValue, channel: gate.outlet, closesAbove: gate.closesAboveMillimetres.map { Double($0) / 1000 },
          closed: gate.closed, stuck: gate.stuck + broken.gates(gate.place)))
    }
  }
}

/// Pumps and gates that planned injects break, from their minute until another mends them. Conditional ones come too late for water
/// that is computed beforehand: they change reports and tasks only.
struct InjectedFaults {
  private let scenario: Scenario

  init(_ scenario: Scenario) { self.scenario = scenario }

  func pumps(_ place: PlaceID) -> [Interval] { spans(breaks: .pumpFails(place), mends: .pumpReturns(place)) }
  func gates(_ place: PlaceID) -> [Interval] { spans(breaks: .gateFails(place), mends: .gateReturns(place)) }

  private func spans(breaks: InjectContent, mends: InjectContent) -> [Interval] {
    var marks: [(minute: Int, isBroken: Bool)] = []
    for inject in scenario.injects {
      guard case .planned(let minute) = inject.trigger else { continue }
      if inject.content == breaks { marks.append((minute, true)) }
      if inject.content == mends { marks.append((minute, false)) }
    }
    marks.sort { ($0.minute, $0.isBroken ? 1 : 0) < ($1.minute, $1.isBroken ? 1 : 0) }
    var out: [Interval] = []
    var since: Int?
    for mark in marks {
      if mark.isBroken {
        since = since ?? mark.minute
      } else if let start = since {
        if start < mark.minute { out.append(span(start, mark.minute)) }
        since = nil
      }
    }
    if let since { out.append(span(since, scenario.hours * 60 + 1440)) }
    return out
  }

  private func span(_ from: Int, _ to: Int) -> Interval {
    Interval(start: scenario.start.adding(minutes: from), end: scenario.start.adding(minutes: to))
  }
}
