import Basics
import Incident

/// Who may take which post and at what cost, as far as no order, ban or duty has a say: for each person the needs, ascending, and
/// what each costs. Made once for the same travel, competencies and needs, and kept in `StaffingMemory`.
struct SeatRows: Sendable {
  /// Of tables that are held by the rows themselves, so that no other table can have their names.
  struct Key: Hashable, Sendable {
    var travel: ObjectIdentifier
    var fitness: ObjectIdentifier
    var day: DayTables.Key
    var longestTravel: Int32
    /// Role and place of each need, and whether it is in the water or lifting follows from the role.
    var needs: [Int32]
  }

  /// First entry of each person, and the end.
  let start: [Int32]
  let need: [Int32]
  let cost: [Int64]
  private let travel: TravelTable
  private let fitness: RoleFitness

  /// - Complexity: O(staff x needs)
  init(_ eligibility: Eligibility) {
    travel = eligibility.travel
    fitness = eligibility.fitness
    let marks = eligibility.needs.needs.map(eligibility.mark)
    var start: [Int32] = [0]
    var need: [Int32] = []
    var cost: [Int64] = []
    for staff in eligibility.tables.staff.indices {
      if eligibility.travel.rowOfStaff[staff] >= 0 {
        for at in marks.indices where eligibility.isEligible(freeStaff: staff, mark: marks[at]) {
          need.append(Int32(at))
          cost.append(eligibility.plainCost(staff: staff, mark: marks[at]))
        }
      }
      start.append(Int32(need.count))
    }
    (self.start, self.need, self.cost) = (start, need, cost)
  }

  /// Those of a plan; nil where other shifts are planned with it, as the cost then depends on more.
  static func of(_ eligibility: Eligibility) -> SeatRows? {
    guard eligibility.others == nil else { return nil }
    let input = eligibility.input
    let key = Key(
      travel: ObjectIdentifier(eligibility.travel.name), fitness: ObjectIdentifier(eligibility.fitness),
      day: DayTables.Key(input, rest: eligibility.tables.rest), longestTravel: eligibility.longestTravel,
      needs: eligibility.needs.needs.flatMap { [Int32($0.roleIndex), Int32($0.placeIndex)] })
    return input.memory.rows(key, input) { SeatRows(eligibility) }
  }
}

/// The name of a table: two are the same if they were made at once.
final class TableName: Sendable {}
