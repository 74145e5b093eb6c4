import Basics
import Geography
import Incident
import Staffing
import Synchronization

/// True travel in a drill: over the roads as they are flooded at that half hour, by the fastest of foot, motorcycle and car.
///
/// Tables are made when first asked for and shared by all replications and threads of a batch; each depends on its half hour and
/// the closed roads only, so that who asks first changes nothing.
public final class DrillTravel: Sendable {
  /// Minutes of one bucket of departure times.
  public static let bucketMinutes = 30
  /// Tables kept at once; the oldest asked for is made anew when it is needed again.
  static let mostTables = 512

  private struct Key: Hashable {
    var bucket: Int64
    var closed: [String]
  }

  private let city: City
  private let truth: DrillWater
  private let placeIndex: [PlaceID: Int]
  private let targets: [LocalPoint]
  private let starts: [Coordinate?]
  private let indexOfStaff: [StaffID: Int]
  private let tables: Mutex<[Key: [TravelModel]]>
  /// By bucket: whether anything is under water in it.
  private let wet: Mutex<[Int64: Bool]>
  private let projection: LocalProjection

  public init(city: City, roster: Roster, water: DrillWater) {
    self.city = city
    truth = water
    projection = LocalProjection(origin: city.origin)
    let projection = projection
    placeIndex = Dictionary(city.places.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    targets = city.places.map { projection.point($0.coordinate) }
    let middles = Dictionary(city.areas.map { ($0.id, $0.centre) }, uniquingKeysWith: { first, _ in first })
    starts = roster.staff.map { person in
      person.start ?? person.home.flatMap { middles[$0] } ?? roster.unit(person.unit)?.area.flatMap { middles[$0] }
    }
    indexOfStaff = Dictionary(roster.staff.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    tables = Mutex([:])
    wet = Mutex([:])
  }

  /// Minutes from a person's home to a place when setting out at an instant; nil where the way is cut off, or the home unknown.
  public func minutes(_ staff: StaffID, to place: PlaceID, at instant: Instant, closedRoads: [String]) -> Int? {
    guard let person = indexOfStaff[staff], let start = starts[person], let column = placeIndex[place] else { return nil }
    let home = projection.point(start)
    return models(at: instant, closedRoads).compactMap { $0.minutes(from: $0.origin(home), to: column) }.min().map(Int.init)
  }

  /// Straight distance from home in km; nil for an unknown home.
  public func kilometres(_ staff: StaffID, to place: PlaceID) -> Double? {
    guard let person = indexOfStaff[staff], let start = starts[person], let column = placeIndex[place] else { return nil }
    let home = projection.point(start)
    let (dx, dy) = (home.x - targets[column].x, home.y - targets[column].y)
    return (dx * dx + dy * dy).squareRoot() / 1_000
  }

  private func models(at instant: Instant, _ closed: [String]) -> [TravelModel] {
    let width = Int64(Self.bucketMinutes) * 60_000
    // Dry hours are all alike.
    let number = instant.milliseconds / width
    let isWet = wet.withLock { $0[number] } ?? isWet(instant)
    wet.withLock { $0[number] = isWet }
    let bucket = isWet ? number : .min
    let key = Key(bucket: bucket, closed: closed)
    if let known = tables.withLock({ $0[key] }) { return known }
    let made = make(bucket == .min ? nil : Instant(milliseconds: bucket * width), closed)
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

  /// - Parameter instant: nil for a dry hour.
  private func make(_ instant: Instant?, _ closed: [String]) -> [TravelModel] {
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
