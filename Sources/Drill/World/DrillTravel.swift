import Basics
import Geography
import Incident
import Staffing
import Synchronization

/// True travel in a drill: over the roads as they are flooded at that half hour, by the fastest of foot, motorcycle and car.
///
/// Tables are made when first asked for and shared by all replications and threads of a batch; each depends on its half hour and
/// the closed roads only, so that who asks first changes nothing. What is kept of a half hour is two bytes for each home and place:
/// the roads' own tables take some megabytes each, and a river flood has hundreds of half hours.
public final class DrillTravel: Sendable {
  /// Minutes of one bucket of departure times.
  public static let bucketMinutes = 30
  /// Tables kept at once; where more are asked for, all are made anew.
  static let mostTables = 512
  /// In a table: the way is cut off.
  private static let none = UInt16.max

  private struct Key: Hashable {
    var bucket: Int64
    var closed: [String]
  }

  private let city: City
  private let truth: DrillWater
  private let placeIndex: [PlaceID: Int]
  private let targets: [LocalPoint]
  /// Distinct homes, and each person's among them.
  private let homes: [LocalPoint]
  private let homeOfStaff: [StaffID: Int]
  /// Minutes, row by home, one column a place.
  private let tables: Mutex<[Key: [UInt16]]>
  /// By bucket: whether anything is under water in it.
  private let wet: Mutex<[Int64: Bool]>

  public init(city: City, roster: Roster, water: DrillWater) {
    self.city = city
    truth = water
    let projection = LocalProjection(origin: city.origin)
    placeIndex = Dictionary(city.places.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    targets = city.places.map { projection.point($0.coordinate) }
    let middles = Dictionary(city.areas.map { ($0.id, $0.centre) }, uniquingKeysWith: { first, _ in first })
    var homes: [LocalPoint] = []
    var rowOf: [Coordinate: Int] = [:]
    var homeOfStaff: [StaffID: Int] = [:]
    for person in roster.staff {
      let seat = roster.unit(person.unit)?.area.flatMap { middles[$0] }
      guard let start = person.start ?? person.home.flatMap({ middles[$0] }) ?? seat, homeOfStaff[person.id] == nil else {
        continue
      }
      if rowOf[start] == nil {
        rowOf[start] = homes.count
        homes.append(projection.point(start))
      }
      homeOfStaff[person.id] = rowOf[start]
    }
    self.homes = homes
    self.homeOfStaff = homeOfStaff
    tables = Mutex([:])
    wet = Mutex([:])
  }

  /// Minutes from a person's home to a place when setting out at an instant; nil where the way is cut off, or the home unknown.
  public func minutes(_ staff: StaffID, to place: PlaceID, at instant: Instant, closedRoads: [String]) -> Int? {
    guard let home = homeOfStaff[staff], let column = placeIndex[place] else { return nil }
    let minutes = table(at: instant, closedRoads)[home * targets.count + column]
    return minutes == Self.none ? nil : Int(minutes)
  }

  /// Straight distance from home in km; nil for an unknown home.
  public func kilometres(_ staff: StaffID, to place: PlaceID) -> Double? {
    guard let home = homeOfStaff[staff], let column = placeIndex[place] else { return nil }
    let (dx, dy) = (homes[home].x - targets[column].x, homes[home].y - targets[column].y)
    return (dx * dx + dy * dy).squareRoot() / 1_000
  }

  private func table(at instant: Instant, _ closed: [String]) -> [UInt16] {
    let width = Int64(Self.bucketMinutes) * 60_000
    // Dry hours are all alike.
    let number = instant.milliseconds / width
    let isWet = wet.withLock { $0[number] } ?? isWet(instant)
    wet.withLock { $0[number] = isWet }
    let bucket = isWet ? number : .min
    let key = Key(bucket: bucket, closed: closed)
    if let known = tables.withLock({ $0[key] }) { return known }
    let made = fastest(of: models(bucket == .min ? nil : Instant(milliseconds: bucket * width), closed))
    tables.withLock { tables in
      if tables.count >= Self.mostTables { tables.removeAll() }
      tables[key] = made
    }
    return made
  }

  private func isWet(_ instant: Instant) -> Bool {
    let width = Self.bucketMinutes
    let start = Instant(milliseconds: instant.milliseconds / (Int64(width) * 60_000) * Int64(width) * 60_000)
    return (0...width / 10).contains { step in
      let at = start.adding(minutes: step * 10)
      return truth.grounds.contains { truth.depth($0.area, at: at) > 0 || truth.shares($0.area, at: at).contains { $0 > 0 } }
    }
  }

  private func fastest(of models: [TravelModel]) -> [UInt16] {
    var table = [UInt16](repeating: Self.none, count: homes.count * targets.count)
    for model in models {
      let matrix = model.matrix(from: homes)
      for home in homes.indices {
        for place in targets.indices {
          guard case .minutes(let minutes) = matrix[home, place] else { continue }
          let at = home * targets.count + place
          table[at] = min(table[at], UInt16(clamping: min(minutes, Int32(Self.none) - 1)))
        }
      }
    }
    return table
  }

  /// - Parameter instant: nil for a dry hour.
  private func models(_ instant: Instant?, _ closed: [String]) -> [TravelModel] {
    guard let roads = city.roads else { return [.straightLine(StraightLine(), places: targets)] }
    let edges = roads.edges(named: closed)
    let view = instant.map { WaterView(series: truth.series, outlines: city.outlines, moment: .at($0)) } ?? .none
    let hasBoat = city.equipment.contains { $0.kind == .boat && $0.state == .ready && $0.count > 0 }
    return [Vehicle.foot, .motorcycle, .car].compactMap { vehicle in
      let times = try? TravelTimes(
        graph: roads, places: targets, vehicle: vehicle, water: view, boats: vehicle == .car && hasBoat ? BoatShuttle() : nil,
        closed: edges)
      return times.map { .roads($0) }
    }
  }
}
