import Basics
import Geography

/// From what a synthetic terrain is made: a seed and some twenty numbers, each with its basis. `terrain.csv` of a city pack.
public struct TerrainRecipe: Hashable, Sendable {
  /// How a number is known. `fitted` ones were chosen so that the flood of October 2021 comes out as reported.
  public enum Basis: String, Sendable, CaseIterable { case stated, assumed, fitted }

  /// The numbers by name, with bounds; the name is the one of the file.
  public enum Setting: String, Sendable, CaseIterable {
    case seed
    /// Side of a cell, metres.
    case cell = "cell_m"
    case west, east, south, north
    /// Ground at the shore, metres above mean sea level, and its rise inland over the plain and beyond it.
    case shoreLevel = "shore_level_m"
    case plainRise = "plain_rise_m_per_km"
    case plainWidth = "plain_width_km"
    case hillRise = "hill_rise_m_per_km"
    case hillRelief = "hill_relief_m"
    /// Banks of river and main drains: level as far as the tide shapes them (along the course), then rising upstream.
    case bankLevel = "bank_level_m"
    case tidalReach = "tidal_reach_km"
    case bankRise = "bank_rise_m_per_km"
    /// The valley floor rises by `valleyRise` over `valleyWidth` from the river (over `drainValleyWidth` from a main drain), as a
    /// parabola.
    case valleyWidth = "valley_width_m"
    case drainValleyWidth = "drain_valley_width_m"
    case valleyRise = "valley_rise_m"
    case channelDepth = "channel_depth_m"
    case channelWidth = "channel_width_m"
    /// At the mouth; narrowing to the channel's width over the tidal reach.
    case mouthWidth = "mouth_width_m"
    /// Amplitudes of random relief of about 600 m and 150 m.
    case relief = "relief_m"
    case fineRelief = "fine_relief_m"
    /// Pits deeper than this below their spill level are filled up to it.
    case deepestPit = "deepest_pit_m"
    /// Mean level of the ground of the kelurahan named by the recipe.
    case townMean = "town_mean_m"
    /// From this density on, people per km2, a kelurahan counts as built up.
    case builtUpDensity = "built_up_people_per_km2"
    /// Width of the fringe of mangrove along a shore that is not built up.
    case mangroveWidth = "mangrove_width_m"

    var bounds: ClosedRange<Double> {
      switch self {
      case .seed: 0...9e15
      case .cell: 5...500
      case .west, .east: -180...180
      case .south, .north: -80...80
      case .shoreLevel, .bankLevel: -5...50
      case .townMean: -5...500
      case .plainRise, .bankRise, .hillRise: 0...100
      case .plainWidth, .tidalReach: 0...100
      case .hillRelief, .valleyRise, .relief, .fineRelief, .deepestPit: 0...100
      case .valleyWidth, .drainValleyWidth: 10...20_000
      case .channelDepth: 0.1...50
      case .channelWidth, .mouthWidth: 1...2_000
      case .builtUpDensity: 0...1e6
      case .mangroveWidth: 0...10_000
      }
    }

    /// Terrain alone can be made without these from what a scenario states.
    static let window: Set<Setting> = [.west, .east, .south, .north]
  }

  public struct Entry: Hashable, Sendable {
    public var setting: Setting
    public var value: Double
    public var basis: Basis
    public var note: String
  }

  /// In the order of `Setting.allCases`.
  public private(set) var entries: [Entry]
  /// The kelurahan whose mean level is stated.
  public var townCode: String
  /// The river that the valley follows.
  public var river: String

  public subscript(_ setting: Setting) -> Double {
    entries.first { $0.setting == setting }?.value ?? setting.bounds.lowerBound
  }

  public var seed: UInt64 { UInt64(self[.seed]) }
  public var fitted: [Entry] { entries.filter { $0.basis == .fitted } }

  /// The recipe with one number changed, as a scenario or a study may; nil beyond the bounds of the setting.
  public func setting(_ setting: Setting, to value: Double) -> TerrainRecipe? {
    guard setting.bounds.contains(value), let i = entries.firstIndex(where: { $0.setting == setting }) else { return nil }
    var copy = self
    copy.entries[i].value = value
    return copy
  }

  /// Nil where the window is none, or too large for its cells.
  public func grid(_ projection: LocalProjection) -> TerrainGrid? {
    guard let low = Coordinate(latitude: self[.south], longitude: self[.west]),
      let high = Coordinate(latitude: self[.north], longitude: self[.east])
    else { return nil }
    return TerrainGrid(southWest: low, northEast: high, cell: self[.cell], projection: projection)
  }
}

extension TerrainRecipe {
  public static let header = ["setting", "value", "basis", "note"]

  /// Reads `terrain.csv`. All settings must stand in it once; nil while a problem is open.
  public static func read(_ bytes: [UInt8], file: String = "terrain.csv") -> Basics.Reading<TerrainRecipe?> {
    let table = PlainTable(bytes, file: file, header: header, rowLimit: 200)
    var problems = table.problems
    var found: [Setting: Entry] = [:]
    var names: [String: String] = [:]
    for row in table.rows {
      let name = row["setting"]
      guard let basis = Basis(rawValue: row["basis"]) else {
        problems.append(row.problem("basis", Basis.allCases.map(\.rawValue).joined(separator: ", ")))
        continue
      }
      if name == "town_code" || name == "river" {
        names[name] = row["value"]
        continue
      }
      guard let setting = Setting(rawValue: name) else {
        var problem = row.problem("setting", "a setting of the recipe")
        problem.advice = suggestion(for: name, among: Setting.allCases.map(\.rawValue)).map { "\"\($0)\" was meant." }
        problems.append(problem)
        continue
      }
      if found[setting] != nil { problems.append(row.problem("setting", "each setting once")) }
      if let value = row.number("value", setting.bounds, &problems) {
        found[setting] = Entry(setting: setting, value: value, basis: basis, note: row["note"])
      }
    }
    let missing =
      Setting.allCases.filter { found[$0] == nil }.map(\.rawValue) + ["town_code", "river"].filter { names[$0] == nil }
    if !missing.isEmpty, problems.isEmpty {
      problems.append(Problem("flood.recipe.missing", "no row for \(missing.joined(separator: ", "))", at: .init(file: file)))
    }
    if problems.hasErrors { return Reading(nil, problems: problems) }
    let recipe = TerrainRecipe(
      entries: Setting.allCases.compactMap { found[$0] }, townCode: names["town_code"] ?? "", river: names["river"] ?? "")
    return Reading(recipe, problems: problems)
  }
}
