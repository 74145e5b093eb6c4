import Basics
import Geography
import Incident

/// Allots pieces of equipment to posts before people are looked at, so that a shortage of pieces shows apart from one of people.
///
/// A piece that is ready serves any place; one in use only the place where it stands; a broken one none. Posts take turns, one
/// piece each, the more critical first and in the order of the plan: with few boats each place gets one before any gets two.
/// Each takes the nearest piece left.
struct Equipage {
  private struct Stock {
    var kind: EquipmentKind
    var place: PlaceID
    var point: LocalPoint
    var isBound: Bool
    var isAssumed: Bool
    var left: Int
  }

  private var stocks: [Stock] = []
  private let projection: LocalProjection

  init(equipment: [Equipment], places: [Place], origin: Coordinate) {
    projection = LocalProjection(origin: origin)
    let points = Dictionary(places.map { ($0.id, $0.coordinate) }, uniquingKeysWith: { first, _ in first })
    stocks = equipment.sorted { $0.id < $1.id }.compactMap { [projection] item in
      guard item.state != .broken, item.count > 0 else { return nil }
      return Stock(
        kind: item.kind, place: item.place, point: projection.point(points[item.place] ?? origin), isBound: item.state == .inUse,
        isAssumed: item.certainty == .assumed, left: item.count)
    }
  }

  /// Sets crews, and the heads that stay without a piece.
  func allot(to needs: [PostNeed], isAssumed: inout Bool) -> [PostNeed] {
    var equipage = self
    var needs = needs
    var wanted = needs.map { Self.pieces($0) }
    var granted = [Int](repeating: 0, count: needs.count)
    let turns = needs.indices.filter { wanted[$0] > 0 }.sorted { (needs[$0].tier, $0) < (needs[$1].tier, $1) }
    for tier in 0...4 {
      var isGoing = true
      while isGoing {
        isGoing = false
        for i in turns where needs[i].tier == tier && wanted[i] > 0 {
          guard let kind = needs[i].role.equipment?.kind, let stock = equipage.take(kind, for: needs[i].place) else {
            continue
          }
          if stock { isAssumed = true }
          wanted[i] -= 1
          granted[i] += 1
          isGoing = true
        }
      }
    }
    for i in needs.indices { Self.form(&needs[i], pieces: granted[i], missing: wanted[i]) }
    return needs
  }

  /// Takes the nearest piece; nil where none is left, else whether it is only assumed to be there.
  private mutating func take(_ kind: EquipmentKind, for place: Place) -> Bool? {
    let at = projection.point(place.coordinate)
    let best = stocks.indices.filter {
      stocks[$0].kind == kind && stocks[$0].left > 0 && (!stocks[$0].isBound || stocks[$0].place == place.id)
    }.min { a, b in
      let x = (stocks[a].isBound ? 0 : 1, stocks[a].point.distance(to: at), a)
      let y = (stocks[b].isBound ? 0 : 1, stocks[b].point.distance(to: at), b)
      return x < y
    }
    guard let best else { return nil }
    stocks[best].left -= 1
    return stocks[best].isAssumed
  }

  /// Pieces wanted for the heads that partners leave.
  private static func pieces(_ need: PostNeed) -> Int {
    guard let equipment = need.role.equipment, need.ownHeads > 0 else { return 0 }
    let per = max(1, equipment.headsPerPiece)
    // A crew that partners have begun brings its piece.
    let begun = need.partnerHeads % per
    let rest = max(0, need.ownHeads - (begun > 0 ? per - begun : 0))
    return crews(of: rest, per: per, minimum: need.role.minimumCrew, mayBeSmall: begun == 0)
  }

  /// Heads beyond whole crews that are too few for a crew of their own ride with the one before.
  private static func crews(of heads: Int, per: Int, minimum: Int, mayBeSmall: Bool) -> Int {
    let whole = heads / per + (heads % per >= max(1, minimum) ? 1 : 0)
    return whole == 0 && heads > 0 && mayBeSmall ? 1 : whole
  }

  private static func form(_ need: inout PostNeed, pieces: Int, missing: Int) {
    var rest = need.ownHeads
    guard rest > 0 else { return }
    let minimum = max(1, need.role.minimumCrew)
    guard let equipment = need.role.equipment else {
      need.crews = [Crew(minimum: max(1, minimum - need.partnerHeads), heads: rest)]
      return
    }
    let per = max(1, equipment.headsPerPiece)
    let begun = need.partnerHeads % per
    if begun > 0 {
      let heads = min(rest, per - begun)
      need.crews.append(Crew(minimum: max(1, minimum - begun), heads: heads))
      rest -= heads
    }
    for _ in 0..<pieces where rest > 0 {
      let heads = min(rest, per)
      need.crews.append(Crew(minimum: minimum, heads: heads))
      rest -= heads
    }
    need.missingPieces = missing
    if missing == 0, rest > 0, !need.crews.isEmpty {
      need.crews[need.crews.count - 1].heads += rest
    } else {
      need.headsWithoutPiece = rest
    }
  }
}
