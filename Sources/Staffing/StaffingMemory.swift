import Basics
import Geography
import Incident
import Synchronization

/// Tables of earlier plans over the same city and the same people, for the next plan: they change no plan, only the time it takes.
///
/// Whoever makes one plan after another (a desk, a drill, all replications of a batch) hands the same memory on in each
/// `StaffingInput`. Each table depends on its key alone; a memory that meets other people or another city forgets all.
public final class StaffingMemory: Sendable {
  /// Travel tables kept at once (staff x places x 5 bytes each); where more are asked for, all are made anew.
  static let mostTables = 64

  /// What all tables rest on. Arrays that are the same in storage compare at once.
  private struct Ground: Equatable {
    var staff: [StaffMember]
    var units: [OrgUnit]
    var areas: [Kelurahan]
    var outlines: [Outlines.Area]
    var origin: Coordinate
    var roads: [RoadGraph.Edge]
    var roles: [Role]
    var competencies: [Competency]

    init(_ input: StaffingInput) {
      staff = input.roster.staff
      units = input.roster.units
      areas = input.city.areas
      outlines = input.city.outlines.areas
      origin = input.city.origin
      roads = input.city.roads?.edges ?? []
      roles = input.city.roles
      competencies = input.city.competencies
    }
  }

  struct TravelKey: Hashable, Sendable {
    var places: [PlaceID]
    var points: [LocalPoint]
    /// Nil for straight lines.
    var question: TravelQuestion?
  }

  private struct State {
    var ground: Ground?
    var travel: [TravelKey: TravelTable] = [:]
    var days: [DayTables.Key: DayTables] = [:]
    var fitness: [RoleFitness.Key: RoleFitness] = [:]
    var rows: [SeatRows.Key: SeatRows] = [:]

    mutating func stand(on other: Ground) {
      if ground != other { self = State(ground: other) }
    }
  }
  private let state = Mutex(State())

  public init() {}

  func travel(_ key: TravelKey, _ input: StaffingInput) -> TravelTable? {
    let ground = Ground(input)
    return state.withLock { state in
      state.stand(on: ground)
      return state.travel[key]
    }
  }

  func keep(_ table: TravelTable, for key: TravelKey, _ input: StaffingInput) {
    let ground = Ground(input)
    state.withLock { state in
      state.stand(on: ground)
      if state.travel.count >= Self.mostTables { state.travel.removeAll() }
      state.travel[key] = table
    }
  }

  /// Those of a shift, made where they are not known.
  func day(_ key: DayTables.Key, _ input: StaffingInput) -> DayTables {
    known(\.days, key, input) { DayTables(input, key: key) }
  }

  func rows(_ key: SeatRows.Key, _ input: StaffingInput, make: () -> SeatRows) -> SeatRows {
    known(\.rows, key, input, make: make)
  }

  func fitness(_ key: RoleFitness.Key, _ input: StaffingInput, make: () -> RoleFitness) -> RoleFitness {
    known(\.fitness, key, input, make: make)
  }

  /// What is kept under a key, made outside the lock where it is not known; two that ask at once may both make it, alike.
  private func known<Key: Hashable & Sendable, Table: Sendable>(
    _ tables: WritableKeyPath<State, [Key: Table]> & Sendable, _ key: Key, _ input: StaffingInput, make: () -> Table
  ) -> Table {
    let ground = Ground(input)
    let known = state.withLock { state in
      state.stand(on: ground)
      return state[keyPath: tables][key]
    }
    if let known { return known }
    let made = make()
    state.withLock { state in
      state.stand(on: ground)
      if state[keyPath: tables].count >= Self.mostTables { state[keyPath: tables].removeAll() }
      state[keyPath: tables][key] = made
    }
    return made
  }
}
