import Basics

/// What is known of a city's rivers and main roads without a map of them: their names and the kelurahan that they pass. Courses
/// drawn from it are synthetic, whatever the names.
public struct CityGuide: Sendable {
  /// A place relative to the point of a kelurahan, metres.
  public struct Waypoint: Sendable {
    public var code: String
    public var east: Double
    public var north: Double

    public init(_ code: String, east: Double = 0, north: Double = 0) {
      self.code = code
      self.east = east
      self.north = north
    }
  }

  /// From its upper end; after the last waypoint it runs to the nearest shore.
  public struct River: Sendable {
    public var name: String
    public var waypoints: [Waypoint]
  }

  public struct Road: Sendable {
    public var name: String
    public var roadClass: RoadClass
    /// Kelurahan in order.
    public var codes: [String]
  }

  public var rivers: [River]
  public var roads: [Road]

  public init(rivers: [River], roads: [Road]) {
    self.rivers = rivers
    self.roads = roads
  }

  /// Dumai. Rivers: order of kelurahan of Sungai Dumai as the project's notes give it, the others by their names and the
  /// kelurahan of the same name (list and lengths: RPJMD Kota Dumai 2016-2021); roads: names of real streets, courses assumed.
  public static let dumai = CityGuide(rivers: dumaiRivers, roads: dumaiRoads)

  private static let dumaiRivers = [
    River(
      name: "Sungai Dumai",
      waypoints: [
        Waypoint("14.72.07.1005", east: 300, north: -2_600), Waypoint("14.72.07.1005", east: -350, north: -100),
        Waypoint("14.72.07.1004", east: 1_500, north: 900), Waypoint("14.72.07.1001", east: 1_500, north: 0),
        Waypoint("14.72.06.1003", east: -250, north: -100),
      ]),
    River(
      name: "Sungai Mesjid",
      waypoints: [
        Waypoint("14.72.03.1001", east: -1_000, north: 1_500), Waypoint("14.72.03.1004", east: -2_000),
        Waypoint("14.72.07.1003", north: -500), Waypoint("14.72.01.1008", east: 800, north: -800),
        Waypoint("14.72.01.1006", east: -500),
      ]),
    River(
      name: "Sungai Nerbit",
      waypoints: [Waypoint("14.72.04.1001", east: -3_500, north: -2_000), Waypoint("14.72.04.1001", east: 2_500, north: 1_000)]),
    River(
      name: "Sungai Geniut",
      waypoints: [Waypoint("14.72.04.1006", east: -3_000, north: -3_000), Waypoint("14.72.04.1006", east: 1_500)]),
    River(
      name: "Sungai Buluala",
      waypoints: [
        Waypoint("14.72.04.1004", east: -9_000, north: -4_000), Waypoint("14.72.04.1004", north: 1_500),
        Waypoint("14.72.04.1006", north: 5_000),
      ]),
    River(
      name: "Sungai Senepis",
      waypoints: [Waypoint("14.72.04.1005", east: -9_000, north: -6_000), Waypoint("14.72.04.1005", east: 1_500, north: -500)]),
    River(
      name: "Sungai Selinsing",
      waypoints: [Waypoint("14.72.05.1002", east: -500, north: -2_000), Waypoint("14.72.05.1002", east: 600, north: 1_500)]),
    River(
      name: "Sungai Kemeh",
      waypoints: [Waypoint("14.72.05.1001", north: -2_500), Waypoint("14.72.05.1001", east: 500, north: 1_500)]),
    River(
      name: "Sungai Pelintung",
      waypoints: [Waypoint("14.72.05.1004", east: -1_500, north: -3_500), Waypoint("14.72.05.1004", east: 600, north: 1_500)]),
  ]

  private static let dumaiRoads = [
    Road(
      name: "Jl. Jenderal Sudirman", roadClass: .primary,
      codes: ["14.72.06.1003", "14.72.06.1005", "14.72.06.1004", "14.72.07.1005"]),
    Road(
      name: "Jl. Soekarno-Hatta", roadClass: .primary,
      codes: ["14.72.07.1005", "14.72.02.1009", "14.72.03.1006", "14.72.03.1007", "14.72.03.1005"]),
    Road(name: "Jl. Sultan Syarif Kasim", roadClass: .primary, codes: ["14.72.06.1003", "14.72.06.1001", "14.72.01.1003"]),
    Road(
      name: "Jl. Sultan Hasanuddin (Ombak)", roadClass: .secondary, codes: ["14.72.06.1001", "14.72.06.1002", "14.72.07.1001"]),
    Road(
      name: "Jl. Putri Tujuh", roadClass: .secondary,
      codes: ["14.72.06.1003", "14.72.02.1006", "14.72.02.1002", "14.72.02.1004", "14.72.02.1003"]),
    Road(name: "Jl. Kelakap Tujuh", roadClass: .secondary, codes: ["14.72.06.1002", "14.72.07.1001", "14.72.07.1004"]),
    Road(name: "Jl. Bukit Datuk", roadClass: .secondary, codes: ["14.72.07.1005", "14.72.07.1004", "14.72.07.1003"]),
    Road(name: "Jl. Bukit Timah", roadClass: .secondary, codes: ["14.72.07.1004", "14.72.07.1002", "14.72.03.1006"]),
    Road(
      name: "Jl. Raya Lubuk Gaung", roadClass: .primary,
      codes: [
        "14.72.01.1003", "14.72.01.1009", "14.72.01.1006", "14.72.01.1008", "14.72.04.1003", "14.72.04.1001", "14.72.04.1002",
        "14.72.04.1006", "14.72.04.1004", "14.72.04.1005",
      ]),
    Road(
      name: "Jl. Raya Pelintung", roadClass: .primary,
      codes: ["14.72.02.1003", "14.72.05.1002", "14.72.05.1001", "14.72.05.1003", "14.72.05.1004"]),
    Road(name: "", roadClass: .secondary, codes: ["14.72.03.1006", "14.72.03.1004", "14.72.07.1003"]),
    Road(name: "", roadClass: .secondary, codes: ["14.72.03.1007", "14.72.03.1001", "14.72.03.1002", "14.72.03.1007"]),
    Road(name: "", roadClass: .secondary, codes: ["14.72.03.1005", "14.72.03.1003"]),
    Road(name: "", roadClass: .secondary, codes: ["14.72.02.1003", "14.72.02.1009"]),
  ]
}
