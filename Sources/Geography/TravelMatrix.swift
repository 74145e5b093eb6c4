import Basics

/// Travel from many homes to all places of a model at once.
public struct TravelMatrix: Sendable {
  public let homes: Int
  public let places: Int
  /// Row by row: minutes, or the reason as a negative number.
  fileprivate var cells: [Int32]
  /// Of ways with a boat; empty where there are none.
  fileprivate var byBoat: [Bool]

  public subscript(home: Int, place: Int) -> Travel { Self.travel(cells[home * places + place]) }

  /// Minutes, rounded up; nil where cut off.
  public func minutes(home: Int, place: Int) -> Int32? {
    let cell = cells[home * places + place]
    return cell < 0 ? nil : cell
  }

  /// Whether the way has a boat in it.
  public func usesBoat(home: Int, place: Int) -> Bool { !byBoat.isEmpty && byBoat[home * places + place] }

  private static func travel(_ cell: Int32) -> Travel {
    cell >= 0 ? .minutes(cell) : .cutOff(Travel.CutOff.allCases[Int(-1 - cell)])
  }

  fileprivate static func cell(_ travel: Travel) -> Int32 {
    switch travel {
    case .minutes(let minutes): minutes
    case .cutOff(.water): -1
    case .cutOff(.noRoad): -2
    case .cutOff(.tooShallow): -3
    }
  }
}

extension TravelTimes {
  /// Ties many homes to the network.
  public func origins(_ homes: [LocalPoint]) -> [TravelOrigin] {
    let tie = RoadTie(roads: roads, vehicle: vehicle, water: water, settings: settings)
    var tied = homes.map { (point: $0, origin: TravelOrigin?.none) }
    Parallel.each(&tied, threads: threads, scratch: ()) { item, _ in item.origin = tie.origin(item.point) }
    return tied.compactMap(\.origin)
  }

  /// What `travel(from:to:)` and `usesBoat(from:to:)` say for each home and place.
  /// - Complexity: O(homes x places), a few nanoseconds each.
  public func matrix(from origins: [TravelOrigin]) -> TravelMatrix {
    let chunk = 64
    var parts = stride(from: 0, to: origins.count, by: chunk).map {
      MatrixPart(homes: $0..<min(origins.count, $0 + chunk))
    }
    Parallel.each(&parts, threads: threads, scratch: ()) { part, _ in part.fill(self, origins) }
    var matrix = TravelMatrix(homes: origins.count, places: places.count, cells: [], byBoat: [])
    matrix.cells.reserveCapacity(origins.count * places.count)
    for part in parts {
      matrix.cells.append(contentsOf: part.cells)
      matrix.byBoat.append(contentsOf: part.byBoat)
    }
    return matrix
  }
}

extension TravelModel {
  /// Travel from each home to each place.
  public func matrix(from homes: [LocalPoint]) -> TravelMatrix {
    switch self {
    case .roads(let times): return times.matrix(from: times.origins(homes))
    case .straightLine(let line, let places):
      let cells = homes.flatMap { home in places.map { line.minutes(from: home, to: $0) } }
      return TravelMatrix(homes: homes.count, places: places.count, cells: cells, byBoat: [])
    }
  }
}

/// The rows of some homes.
private struct MatrixPart: Sendable {
  var homes: Range<Int>
  var cells: [Int32] = []
  var byBoat: [Bool] = []

  mutating func fill(_ times: TravelTimes, _ origins: [TravelOrigin]) {
    let places = times.places.indices
    cells.reserveCapacity(homes.count * places.count)
    for home in homes {
      if times.hasShuttle {
        for place in places {
          let (travel, usesBoat) = times.way(from: origins[home], to: place)
          cells.append(TravelMatrix.cell(travel))
          byBoat.append(usesBoat)
        }
      } else {
        times.eachLandTravel(from: origins[home]) { cells.append(TravelMatrix.cell($0)) }
      }
    }
  }
}
