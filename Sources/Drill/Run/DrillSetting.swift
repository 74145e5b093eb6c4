import Basics
import Flood
import Foundation
import Geography
import Incident
import Operations

/// All that the replications of a drill share: scenario, city, people, and the true water. A value that never changes.
public struct DrillSetting: Sendable {
  public var scenario: Scenario
  /// The scenario's bytes, kept in the database of the run.
  public var file: [UInt8]
  /// The files that it names, kept beside it.
  public var attachments: [(name: String, bytes: [UInt8])] = []
  public var pack: CityPack
  public var city: City
  public var roster: Roster
  public var water: DrillWater
  public let travel: DrillTravel
  /// Said on each page: synthetic ground, invented people.
  public var synthetic: [Bilingual]

  public init(
    scenario: Scenario, file: [UInt8], pack: CityPack, city: City, roster: Roster, water: DrillWater, synthetic: [Bilingual] = []
  ) {
    self.scenario = scenario
    self.file = file
    self.pack = pack
    self.city = city
    self.roster = roster
    self.water = water
    self.synthetic = city.synthetic + synthetic
    travel = DrillTravel(city: city, roster: roster, water: water)
  }

  /// The true level of the sea at an instant, mm above mean sea level; nil where the scenario has no tide.
  public func tideMillimetres(_ instant: Instant) -> Int? { tide?(instant) }
  /// Made by whoever sets the water up.
  public var tide: (@Sendable (Instant) -> Int)?

  /// Reported against simulated water, as rows of text with a head; empty where there is nothing to compare.
  public var believability: [[String]] = []
  /// Parts of the world's file: the water as computed.
  public var worldParts: [(name: String, bytes: [UInt8])] { water.series.grid.map { [("water", $0.encoded())] } ?? [] }

  /// Name of the road nearest to the middle between two places; nil without named roads.
  func road(between a: PlaceID, and b: PlaceID) -> String? {
    guard let roads = city.roads, let from = city.place(a), let to = city.place(b) else { return nil }
    let projection = LocalProjection(origin: city.origin)
    let (p, q) = (projection.point(from.coordinate), projection.point(to.coordinate))
    let middle = LocalPoint(x: (p.x + q.x) / 2, y: (p.y + q.y) / 2)
    var best: (distance: Double, name: String)?
    for edge in roads.edges {
      let name = roads.name(edge)
      if name.isEmpty { continue }
      let (a, b) = (roads.nodes[Int(edge.from)], roads.nodes[Int(edge.to)])
      let (dx, dy) = ((a.x + b.x) / 2 - middle.x, (a.y + b.y) / 2 - middle.y)
      let distance = dx * dx + dy * dy
      if best.map({ (distance, name) < ($0.distance, $0.name) }) ?? true { best = (distance, name) }
    }
    return best?.name
  }

  /// The whole run; after its last shift an hour is left for the way home.
  public var span: Interval {
    let lastShift = scenario.shifts.map(\.interval.end).max() ?? scenario.span.end
    return Interval(start: scenario.start, end: max(scenario.span.end, lastShift.adding(minutes: 60)))
  }
}

/// What tells one run of a setting from another.
public struct DrillOptions: Sendable {
  public var policy: CommanderPolicy.Kind?
  /// 0 for a single run.
  public var replication = 0
  /// In place of the scenario's.
  public var seed: UInt64?
  /// Changes of the people, for "with five more boat operators": a roster in place of the setting's.
  public var roster: Roster?
  public var behaviour: StaffBehaviour?
  /// Who commands at the start.
  public var seat = CommanderSeat.automatic
  /// What the controllers and the commander did by hand, in order of their instants: a branch does it again.
  public var acts: [DrillAct] = []

  public init() {}
}
