import Basics
import Incident

/// Who meets the requirements of which role on a day, and what competencies below the wish and beyond the need cost: kept in
/// `StaffingMemory`. Row by role, one column a person.
final class RoleFitness: Sendable {
  struct Key: Hashable, Sendable {
    var roles: [RoleID]
    var day: CivilDate
    var weights: CostWeights
  }

  let isQualified: [Bool]
  /// Cost of competencies below the wish and beyond the need.
  let below: [Int64]
  let beyond: [Int64]

  /// - Complexity: O(staff x competencies of the roles)
  init(_ roles: [Role], _ tables: StaffTables, _ weights: CostWeights) {
    let count = tables.staff.count
    var qualified = [Bool](repeating: true, count: roles.count * count)
    var below = [Int64](repeating: 0, count: roles.count * count)
    var beyond = below
    for (r, role) in roles.enumerated() {
      for need in role.requires {
        guard let column = tables.competencies[need.competency] else { continue }
        for i in 0..<count {
          let held = tables.level(staff: i, competency: column)
          if held < need.level { qualified[r * count + i] = false }
          beyond[r * count + i] += Int64(max(0, held - need.level)) * weights.perLevelBeyondNeed
        }
      }
      for wish in role.wishes {
        guard let column = tables.competencies[wish.competency] else { continue }
        for i in 0..<count {
          below[r * count + i] +=
            Int64(max(0, min(Competency.levels.upperBound, wish.level) - tables.level(staff: i, competency: column)))
            * weights.perLevelBelowWish
        }
      }
    }
    isQualified = qualified
    self.below = below
    self.beyond = beyond
  }
}
