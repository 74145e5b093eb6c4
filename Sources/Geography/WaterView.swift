import Basics

/// Water as travellers meet it: a depth series at one moment (or at its worst during a span), by point.
public struct WaterView: Sendable {
  public enum Moment: Hashable, Sendable {
    case at(Instant)
    /// The greatest depth during the span: for a journey whose hour is not fixed.
    case during(Interval)
  }

  public let series: DepthSeries
  /// Needed for statements about areas; without it only grids and edges with an area code find their depth.
  public let outlines: Outlines?
  public let moment: Moment

  public init(series: DepthSeries, outlines: Outlines?, moment: Moment) {
    self.series = series
    self.outlines = outlines
    self.moment = moment
  }

  /// No water is known: roads as they are in dry weather.
  public static let none = WaterView(series: .none, outlines: nil, moment: .at(Instant(milliseconds: 0)))

  public func depthMillimetres(area: String) -> Int32? {
    switch moment {
    case .at(let instant): series.depthMillimetres(area: area, at: instant)
    case .during(let span): series.maximumMillimetres(area: area, during: span)
    }
  }

  public func depthMillimetres(at point: LocalPoint) -> Int32? {
    if series.isEmpty { return nil }
    switch moment {
    case .at(let instant): return series.depthMillimetres(at: point, outlines: outlines, at: instant)
    case .during(let span): return series.maximumMillimetres(at: point, outlines: outlines, during: span)
    }
  }

  /// Depth on each edge of a graph, nil where nothing is known. Statements count for all edges of their area (bridges too: an
  /// area's figure says nothing about one deck); a grid is read at both ends and the middle, and the greatest counts.
  /// - Complexity: O(edges)
  public func edgeDepths(of graph: RoadGraph) -> [Int32?] {
    if series.isEmpty { return [Int32?](repeating: nil, count: graph.edges.count) }
    guard let grid = series.grid else {
      let byArea = graph.areaCodes.map { depthMillimetres(area: $0) }
      return graph.edges.map { $0.areaIndex < 0 ? nil : byArea[Int($0.areaIndex)] }
    }
    return graph.edges.map { edge in
      let a = graph.nodes[Int(edge.from)]
      let b = graph.nodes[Int(edge.to)]
      let middle = LocalPoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
      return [a, middle, b].compactMap { point -> Int32? in
        switch moment {
        case .at(let instant): grid.depthMillimetres(at: point, at: instant)
        case .during(let span): grid.maximumMillimetres(at: point, during: span)
        }
      }.max()
    }
  }
}
