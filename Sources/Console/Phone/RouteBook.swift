import Basics
import Geography
import Incident
import Synchronization

/// Ways to places over roads that are not flooded, by what is reported now: computed once for all who ask the same.
final class RouteBook: Sendable {
  /// Answers kept; beyond it all are forgotten and asked anew.
  static let most = 2_000

  struct Question: Hashable, Sendable {
    var from: AreaID
    var to: PlaceID
  }

  /// What a page may say of the way.
  enum Answer: Sendable {
    case way(RoadRoute, by: Vehicle)
    case cutOff(Travel.CutOff)
    /// Roads of an actual operation that were made by a program decide nothing and are not shown.
    case syntheticRoads
    case noRoads
  }

  private struct Contents: Sendable {
    /// Water and closures that the answers hold for.
    var facts = ""
    var depths: [Int32?] = []
    var answers: [Question: Answer] = [:]
  }

  private let contents = Mutex(Contents())

  /// In the order in which they are tried: nobody's vehicle is known, most have a motorcycle.
  static let vehicles: [Vehicle] = [.motorcycle, .highTruck, .foot]

  func answer(_ question: Question, _ picture: Picture, _ operation: EmergencyOperation) -> Answer {
    guard let roads = picture.city.roads, !roads.edges.isEmpty else { return .noRoads }
    if picture.mode == .actual && roads.origin.isSynthetic { return .syntheticRoads }
    guard let start = picture.city.areas.first(where: { $0.id == question.from })?.centre,
      let end = picture.city.places.first(where: { $0.id == question.to })?.coordinate
    else { return .noRoads }
    let water = Self.water(picture, operation)
    let facts = Self.facts(picture, operation, water)
    let known: (answer: Answer?, depths: [Int32?]) = contents.withLock { all in
      all.facts == facts ? (all.answers[question], all.depths) : (nil, [])
    }
    if let answer = known.answer { return answer }
    let depths = known.depths.isEmpty ? water.edgeDepths(of: roads) : known.depths
    let closed = roads.edges(named: operation.closedRoads.keys.sorted())
    var answer = Answer.cutOff(.noRoad)
    for vehicle in Self.vehicles {
      let found = roads.route(
        from: roads.projection.point(start), to: roads.projection.point(end), by: vehicle, water: water, depths: depths,
        closed: closed)
      switch found {
      case .way(let way): answer = .way(way, by: vehicle)
      case .cutOff(let reason): answer = .cutOff(reason)
      }
      if case .way = answer { break }
    }
    let kept = answer
    contents.withLock { all in
      if all.facts != facts || all.answers.count >= Self.most { all = Contents(facts: facts, depths: depths) }
      all.answers[question] = kept
    }
    return answer
  }

  /// The water as it is reported, and in an exercise without a simulated world as its scenario states it.
  static func water(_ picture: Picture, _ operation: EmergencyOperation) -> WaterView {
    let stated = picture.statedDepths[operation.id]?.samples ?? []
    return WaterView(
      series: DepthSeries(samples: stated + operation.depthSeries().samples, figure: .high), outlines: picture.city.outlines,
      moment: .at(picture.now))
  }

  private static func facts(_ picture: Picture, _ operation: EmergencyOperation, _ water: WaterView) -> String {
    let depths = water.series.areas.map { "\($0)=\(water.depthMillimetres(area: $0) ?? -1)" }
    return "\(operation.id) \(depths.joined(separator: ",")) \(operation.closedRoads.keys.sorted().joined(separator: "|"))"
  }

  /// Depth and closure of each edge near a way, for drawing. Nil depth: nothing reported.
  func depths(_ picture: Picture, _ operation: EmergencyOperation, _ roads: RoadGraph) -> [Int32?] {
    let water = Self.water(picture, operation)
    let facts = Self.facts(picture, operation, water)
    let known = contents.withLock { $0.facts == facts ? $0.depths : [] }
    return known.isEmpty ? water.edgeDepths(of: roads) : known
  }
}
