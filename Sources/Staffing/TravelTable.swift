import Basics
import Geography
import Incident

/// Travel of each person to each place of the plan: the fastest of foot, motorcycle and car over the roads as flooded when the
/// shift begins, or straight lines where no roads may be used.
///
/// Vehicles: a call-out reaches people at home, and nobody's vehicle is known. A car or a motorcycle is taken as available (in
/// Dumai nearly all staff commute by one); who cannot drive through walks. Where water is known and the city has a boat that is
/// ready, boats carry people on from the water's edge (`BoatShuttle`); that the same boats have work to do is not looked at. High
/// trucks are equipment and fetch nobody.
struct TravelTable: Sendable {
  /// Where a person starts from.
  enum Start: UInt8, Sendable { case coordinate, kelurahan, unitSeat, unknown }

  static let cutByWater: Int32 = -1
  static let noRoad: Int32 = -2

  let name = TableName()
  let places: [PlaceID]
  /// Per staff of the roster: row in `minutes`, -1 for an unknown home.
  let rowOfStaff: [Int32]
  let start: [Start]
  /// Rows by starting point, one column a place: minutes, `cutByWater` or `noRoad`.
  let minutes: [Int32]
  /// Alike in shape: whether the fastest way has a boat in it.
  private let byBoat: [Bool]
  let usesRoads: Bool
  let isSynthetic: Bool
  private let models: [TravelModel]
  private let points: [LocalPoint]
  private let targets: [LocalPoint]

  /// The table of an input, from its memory where the same was asked before.
  static func of(_ input: StaffingInput, places: [Place], shouldStop: () -> Bool = { false }) -> TravelTable {
    let projection = LocalProjection(origin: input.city.origin)
    let roads = TravelRoads(input, targets: places.map { projection.point($0.coordinate) })
    guard let key = roads.key(places.map(\.id)) else { return TravelTable(input, places, roads, shouldStop) }
    if let known = input.memory.travel(key, input) { return known }
    let made = TravelTable(input, places, roads, shouldStop)
    if !shouldStop() { input.memory.keep(made, for: key, input) }
    return made
  }

  /// - Complexity: one search per sixteen places and vehicle (`TravelTimes`), then O(starting points x places).
  private init(_ input: StaffingInput, _ places: [Place], _ roads: TravelRoads, _ shouldStop: () -> Bool) {
    self.places = places.map(\.id)
    let targets = roads.targets
    self.targets = targets
    (rowOfStaff, start, points) = Self.starts(input, LocalProjection(origin: input.city.origin))
    models = roads.models(shouldStop)
    usesRoads = models.contains { if case .roads = $0 { true } else { false } }
    isSynthetic = models.contains(where: \.isSynthetic)
    var table = [Int32](repeating: Self.noRoad, count: points.count * targets.count)
    var byBoat = [Bool](repeating: false, count: table.count)
    for model in models {
      let matrix = model.matrix(from: points)
      for row in points.indices {
        for column in targets.indices {
          let at = row * targets.count + column
          switch matrix[row, column] {
          case .minutes(let value):
            if table[at] >= 0, table[at] <= value { continue }
            table[at] = value
            byBoat[at] = matrix.usesBoat(home: row, place: column)
          case .cutOff(.noRoad): break
          case .cutOff: if table[at] < 0 { table[at] = Self.cutByWater }
          }
        }
      }
    }
    minutes = table
    self.byBoat = byBoat
  }

  /// Minutes, or why not, for a person and a place by their positions; nil for an unknown home.
  func travel(staff: Int, place: Int) -> Int32? {
    let row = rowOfStaff[staff]
    return row < 0 ? nil : minutes[Int(row) * places.count + place]
  }

  /// Straight from home to a place; 0 for an unknown home.
  func metres(staff: Int, place: Int) -> Double {
    let row = rowOfStaff[staff]
    return row < 0 ? 0 : points[Int(row)].distance(to: targets[place])
  }

  /// Straight between two places.
  func metres(between a: Int, and b: Int) -> Double { targets[a].distance(to: targets[b]) }

  /// Whether the way has a boat in it.
  func usesBoat(staff: Int, place: Int) -> Bool {
    let row = rowOfStaff[staff]
    return row >= 0 && byBoat[Int(row) * places.count + place]
  }

  /// The roads that would have to be opened, and the minutes then; by car.
  func opening(staff: Int, place: Int) -> Opening? {
    let row = rowOfStaff[staff]
    guard row >= 0, let model = models.last else { return nil }
    return model.openingGain(from: model.origin(points[Int(row)]), to: place)
  }

  private static func starts(
    _ input: StaffingInput, _ projection: LocalProjection
  ) -> (rows: [Int32], start: [Start], points: [LocalPoint]) {
    let middles = Dictionary(input.city.areas.map { ($0.id, $0.centre) }, uniquingKeysWith: { first, _ in first })
    var rows: [Int32] = []
    var kinds: [Start] = []
    var points: [LocalPoint] = []
    var known: [Coordinate: Int32] = [:]
    // By position: a person is a large value to copy.
    let staff = input.roster.staff
    for i in staff.indices {
      let seat = input.roster.unit(staff[i].unit)?.area.flatMap { middles[$0] }
      let home = staff[i].home.flatMap { middles[$0] }
      guard let from = staff[i].start ?? home ?? seat else {
        rows.append(-1)
        kinds.append(.unknown)
        continue
      }
      kinds.append(staff[i].start != nil ? .coordinate : home != nil ? .kelurahan : .unitSeat)
      if known[from] == nil {
        known[from] = Int32(points.count)
        points.append(projection.point(from))
      }
      rows.append(known[from] ?? -1)
    }
    return (rows, kinds, points)
  }
}

/// The roads that people of a plan travel on: which, under what water, what is closed, and whether boats carry on.
private struct TravelRoads {
  static let vehicles = [Vehicle.foot, .motorcycle, .car]

  let targets: [LocalPoint]
  let roads: RoadGraph?
  let water: WaterView
  let closed: [Int32]
  let boats: BoatShuttle?

  init(_ input: StaffingInput, targets: [LocalPoint]) {
    self.targets = targets
    roads = input.trustedRoads
    closed = roads?.edges(named: input.closedRoads) ?? []
    water =
      input.trustedDepths.map {
        WaterView(series: $0, outlines: input.city.outlines, moment: .at(input.shift.interval.start))
      } ?? .none
    let hasBoat = input.equipment.contains { $0.kind == .boat && $0.state == .ready && $0.count > 0 }
    boats = hasBoat ? BoatShuttle() : nil
  }

  /// Nil where the water is a grid: that has no short form.
  func key(_ places: [PlaceID]) -> StaffingMemory.TravelKey? {
    guard let roads else { return StaffingMemory.TravelKey(places: places, points: targets, question: nil) }
    return TravelQuestion(roads, places: targets, water: water, boats: boats, closed: closed).map {
      StaffingMemory.TravelKey(places: places, points: targets, question: $0)
    }
  }

  func models(_ shouldStop: () -> Bool) -> [TravelModel] {
    guard let roads else { return [.straightLine(StraightLine(), places: targets)] }
    var models: [TravelModel] = []
    for vehicle in Self.vehicles {
      // Boats go on from the car alone: it is stopped wherever a boat floats, so that its ways with a boat reach all that those
      // of a walker or a motorcycle reach.
      let times = try? roads.travelTimes(
        places: targets, vehicle: vehicle, water: water, boats: vehicle == .car ? boats : nil, closed: closed,
        shouldStop: shouldStop)
      guard let times else { return [.straightLine(StraightLine(), places: targets)] }
      models.append(.roads(times))
    }
    return models
  }
}
