import Basics
import Incident

/// What of each person matters for all plans of one shift, whatever was ordered meanwhile: made once and kept in `StaffingMemory`.
struct DayTables: Sendable {
  /// What they depend on beside people, roles and competencies.
  struct Key: Hashable, Sendable {
    var interval: Interval
    var isNight: Bool
    var day: CivilDate
    var mode: Mode
    /// The same for all who keep office hours.
    var officeRestUntil: Instant?

    init(_ input: StaffingInput, rest: RestRule) {
      interval = input.shift.interval
      isNight = input.shift.isNight
      day = input.day
      mode = input.mode
      officeRestUntil = rest.officeRestUntil
    }
  }

  let competencies: [CompetencyID: Int]
  /// Valid on the day, 0 for none; row by staff.
  let levels: [UInt8]
  /// Of a certificate that has lapsed, 0 for none.
  let lapsed: [UInt8]
  /// Position of the unit in the roster, -1 for an unknown one.
  let unit: [Int32]
  /// People under contract by unit.
  let strength: [Int]
  let noWater: [Bool]
  let noLifting: [Bool]
  /// Rules that keep each person from every post of the shift, without work and duties.
  let reasons: [[Ineligibility]]
  /// By person: whether none holds.
  let isFree: [Bool]

  /// - Complexity: O(staff x competencies)
  init(_ input: StaffingInput, key: Key) {
    // By position: a person is a large value to copy.
    let staff = input.roster.staff
    var index: [CompetencyID: Int] = [:]
    for id in input.city.competencies.map(\.id) + input.city.roles.flatMap({ ($0.requires + $0.wishes).map(\.competency) })
    where index[id] == nil { index[id] = index.count }
    competencies = index
    var levels = [UInt8](repeating: 0, count: staff.count * index.count)
    var lapsed = levels
    var strength = [Int](repeating: 0, count: input.roster.units.count)
    let unit = staff.indices.map { i in input.roster.index(of: staff[i].unit).map(Int32.init) ?? -1 }
    for i in staff.indices {
      for held in staff[i].competencies {
        guard let column = index[held.competency] else { continue }
        let level = UInt8(clamping: held.level)
        if held.isValid(on: key.day) {
          levels[i * index.count + column] = level
        } else {
          lapsed[i * index.count + column] = level
        }
      }
      if unit[i] >= 0, staff[i].contractUntil.map({ $0 >= key.day }) ?? true { strength[Int(unit[i])] += 1 }
    }
    self.levels = levels
    self.lapsed = lapsed
    self.unit = unit
    self.strength = strength
    noWater = staff.indices.map { i in staff[i].dutyLimits.contains { $0.kind == .noWater && $0.holds(on: key.day) } }
    noLifting = staff.indices.map { i in staff[i].dutyLimits.contains { $0.kind == .noLifting && $0.holds(on: key.day) } }
    let reasons = staff.indices.map { i in
      Self.reasons(staff, i, key, engagedOn: nil, restUntil: staff[i].keepsOfficeHours ? key.officeRestUntil : nil)
    }
    self.reasons = reasons
    isFree = reasons.map(\.isEmpty)
  }

  /// All rules that keep the person at a position from every post, apart from bans and offices.
  static func reasons(
    _ staff: [StaffMember], _ i: Int, _ key: Key, engagedOn post: PostID?, restUntil: Instant?
  ) -> [Ineligibility] {
    var out: [Ineligibility] = []
    if !staff[i].isCallable || (staff[i].isInvented && key.mode == .actual) { out.append(.notCallable) }
    if let end = staff[i].contractUntil, end < key.day { out.append(.contractEnded(end)) }
    if !isAvailable(staff[i].available, during: key.interval) { out.append(.unavailable) }
    if let post { out.append(.onOtherDuty(post)) }
    if key.isNight, staff[i].dutyLimits.contains(where: { $0.kind == .noNight && $0.holds(on: key.day) }) {
      out.append(.dutyLimit(.noNight))
    }
    if let restUntil { out.append(.needsRest(until: restUntil)) }
    return out
  }

  /// Whether the spans together cover the shift; no spans at all mean always.
  static func isAvailable(_ spans: [Interval], during shift: Interval) -> Bool {
    if spans.isEmpty { return true }
    var covered = shift.start
    for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where span.start <= covered {
      covered = max(covered, span.end)
    }
    return covered >= shift.end
  }
}
