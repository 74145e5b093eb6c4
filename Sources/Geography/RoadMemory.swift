import Basics
import Synchronization

/// What was made of one road graph before, for whoever asks again: its contraction, and travel times under statements about areas.
///
/// All copies of a graph share it. An answer depends on its question alone, so that neither who asked first nor what was thrown away
/// in between changes any.
public final class RoadMemory: Sendable {
  /// Tables kept at once; where more are asked for, all are forgotten and made anew.
  static let mostTables = 96

  private struct State {
    var contraction: RoadContraction?
    var times: [TravelQuestion: TravelTimes] = [:]
  }
  private let state = Mutex(State())

  func contraction(of graph: RoadGraph) -> RoadContraction {
    state.withLock { state in
      if let known = state.contraction { return known }
      let made = RoadContraction(graph)
      state.contraction = made
      return made
    }
  }

  /// Times are theirs only if the outlines are: those are many points and not part of the question.
  func times(_ question: TravelQuestion, outlines: Outlines?) -> TravelTimes? {
    guard let known = state.withLock({ $0.times[question] }) else { return nil }
    return known.water.outlines?.areas == outlines?.areas ? known : nil
  }

  func keep(_ times: TravelTimes, for question: TravelQuestion) {
    state.withLock { state in
      if state.times.count >= Self.mostTables { state.times.removeAll() }
      state.times[question] = times
    }
  }
}

/// What travel times over one road graph and under one set of outlines depend on, where water is known by statements about areas.
public struct TravelQuestion: Hashable, Sendable {
  private let places: [LocalPoint]
  /// By area of the graph, then by outline; empty where no water is known.
  private let depths: [Int32?]
  private let isSynthetic: Bool
  private let closed: [Int32]
  private let boats: BoatShuttle?
  /// Nil for all vehicles together.
  fileprivate var vehicle: Vehicle?

  /// Nil for water on a grid: it has no short form.
  /// - Complexity: O(areas x statements of an area)
  public init?(
    _ graph: RoadGraph, places: [LocalPoint], water: WaterView, boats: BoatShuttle? = nil, closed: [Int32] = []
  ) {
    if water.series.grid != nil { return nil }
    self.places = places
    self.boats = boats
    self.closed = closed
    isSynthetic = water.series.isSynthetic
    let known = water.series.isEmpty ? [] : graph.areaCodes + (water.outlines?.areas.map(\.code) ?? [])
    depths = known.map { water.depthMillimetres(area: $0) }
  }
}

extension RoadGraph {
  /// The contraction of this graph, made when first asked for.
  public var contraction: RoadContraction { memory.contraction(of: self) }

  /// `TravelTimes` of one vehicle, from memory where the same was asked before.
  /// - Throws: as `TravelTimes` does.
  public func travelTimes(
    places: [LocalPoint], vehicle: Vehicle, water: WaterView = .none, boats: BoatShuttle? = nil, closed: [Int32] = [],
    shouldStop: () -> Bool = { false }
  ) throws(Problem) -> TravelTimes {
    var question = TravelQuestion(self, places: places, water: water, boats: boats, closed: closed)
    question?.vehicle = vehicle
    if let question, let known = memory.times(question, outlines: water.outlines) { return known }
    let made = try TravelTimes(
      graph: self, places: places, vehicle: vehicle, water: water, boats: boats, closed: closed, shouldStop: shouldStop)
    if let question { memory.keep(made, for: question) }
    return made
  }
}
