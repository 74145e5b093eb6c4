import Basics

/// Which points are neighbours: a planar network between the Gabriel graph (Gabriel & Sokal 1969) and the relative neighbourhood
/// graph (Toussaint 1980) of the points, so that streets meet only where they have a junction.
enum ProximityGraph {
  static let neighbours = 16

  /// Pairs (a < b) in ascending order. A third point r forbids the pair p-q where |pr|² + |qr|² < 1.12 |pq|² and both |pr| and
  /// |qr| are below |pq|. Only each point's 16 nearest are looked at, within `limit` metres: parts may be unconnected.
  /// - Complexity: O(n²) distances.
  static func pairs(_ points: [LocalPoint], limit: Double) -> [(Int, Int)] {
    let near = points.indices.map { nearest($0, points, limit: limit) }
    var pairs: [(Int, Int)] = []
    for a in points.indices {
      for (b, square) in near[a] where a < b || !near[b].contains(where: { $0.index == a }) {
        let blocked = (near[a] + near[b]).contains { r, _ in
          guard r != a, r != b else { return false }
          let pr = squared(points[a], points[r])
          let qr = squared(points[b], points[r])
          return pr < square && qr < square && pr + qr < 1.12 * square
        }
        if !blocked { pairs.append((min(a, b), max(a, b))) }
      }
    }
    return pairs.sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
  }

  private static func squared(_ a: LocalPoint, _ b: LocalPoint) -> Double {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
  }

  private static func nearest(_ a: Int, _ points: [LocalPoint], limit: Double) -> [(index: Int, square: Double)] {
    var best: [(index: Int, square: Double)] = []
    var worst = limit * limit
    for b in points.indices where b != a {
      let square = squared(points[a], points[b])
      guard square < worst else { continue }
      best.insert((b, square), at: best.firstIndex { square < $0.square } ?? best.count)
      if best.count > neighbours { best.removeLast() }
      if best.count == neighbours, let last = best.last { worst = last.square }
    }
    return best
  }
}

/// Disjoint sets with path halving; the lower root wins.
struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(_ item: Int) -> Int {
    var at = item
    while parent[at] != at {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }

  /// False where they were one set already.
  mutating func join(_ a: Int, _ b: Int) -> Bool {
    let (p, q) = (root(a), root(b))
    if p == q { return false }
    parent[max(p, q)] = min(p, q)
    return true
  }
}
