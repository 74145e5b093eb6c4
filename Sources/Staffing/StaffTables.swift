import Basics
import Incident

/// What of each person matters for this shift, in dense tables: competencies valid on the day, and the rules that depend on the
/// person alone.
struct StaffTables: Sendable {
  let staff: [StaffMember]
  let rest: RestRule
  /// What no order and no duty changes.
  let day: DayTables
  /// Rules that keep the person from every post of the shift, apart from bans and offices.
  let reasons: Reasons

  /// Those of the day, with those of people who work or are engaged in their place.
  struct Reasons: Sendable {
    fileprivate let ofDay: [[Ineligibility]]
    fileprivate var changed: [Int: [Ineligibility]] = [:]
    /// By person: whether none holds.
    fileprivate(set) var isFree: [Bool]

    subscript(staff: Int) -> [Ineligibility] { changed.isEmpty ? ofDay[staff] : changed[staff] ?? ofDay[staff] }
  }

  var competencies: [CompetencyID: Int] { day.competencies }
  var competencyCount: Int { day.competencies.count }
  var unit: [Int32] { day.unit }

  /// - Complexity: O(work), and O(staff x competencies) the first time for a shift
  init(_ input: StaffingInput) {
    staff = input.roster.staff
    rest = RestRule(
      rules: input.city.rules, calendar: input.city.calendar, offsetMinutes: input.city.offsetMinutes, shift: input.shift,
      now: input.now)
    let key = DayTables.Key(input, rest: rest)
    day = input.memory.day(key, input)
    var work: [Int: [WorkSpan]] = [:]
    for span in input.work + input.standingDuty {
      if let at = input.roster.index(of: span.staff) { work[at, default: []].append(span) }
    }
    var engaged: [Int: PostID] = [:]
    for (id, post) in input.engaged {
      if let at = input.roster.index(of: id) { engaged[at] = post }
    }
    var reasons = Reasons(ofDay: day.reasons, isFree: day.isFree)
    for i in Set(work.keys).union(engaged.keys) {
      let own = DayTables.reasons(
        staff, i, key, engagedOn: engaged[i],
        restUntil: rest.restNeeded(keepsOfficeHours: staff[i].keepsOfficeHours, work: work[i] ?? []))
      reasons.changed[i] = own
      reasons.isFree[i] = own.isEmpty
    }
    self.reasons = reasons
  }

  func level(staff: Int, competency: Int) -> Int { Int(day.levels[staff * competencyCount + competency]) }

  /// Level of a certificate that has lapsed; 0 for none.
  func lapsed(staff: Int, competency: Int) -> Int { Int(day.lapsed[staff * competencyCount + competency]) }

  /// All that a person misses of a role's requirements.
  func missing(staff: Int, requires: [CompetencyLevel], day: CivilDate) -> [Ineligibility] {
    var out: [Ineligibility] = []
    for need in requires {
      guard let column = competencies[need.competency] else { continue }
      let held = level(staff: staff, competency: column)
      if held >= need.level { continue }
      let old = lapsed(staff: staff, competency: column)
      if old >= need.level, held < old {
        out.append(
          .competencyExpired(need.competency, required: need.level, held: old, on: expiry(staff, need.competency) ?? day))
      } else {
        out.append(.lacksCompetency(need.competency, required: need.level, held: held == 0 ? nil : held))
      }
    }
    return out
  }

  private func expiry(_ staff: Int, _ competency: CompetencyID) -> CivilDate? { self.staff[staff].held(competency)?.validUntil }
}
