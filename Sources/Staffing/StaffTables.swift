import Basics
import Incident

/// What of each person matters for this shift, in dense tables: competencies valid on the day, and the rules that depend on the
/// person alone.
struct StaffTables: Sendable {
  let staff: [StaffMember]
  let competencies: [CompetencyID: Int]
  let competencyCount: Int
  /// Valid on the day, 0 for none; row by staff.
  let levels: [UInt8]
  /// Of a certificate that has lapsed, 0 for none.
  let lapsed: [UInt8]
  /// Position of the unit in the roster, -1 for an unknown one.
  let unit: [Int32]
  /// Rules that keep the person from every post of the shift, apart from bans and offices.
  let reasons: [[Ineligibility]]
  let rest: RestRule

  /// - Complexity: O(staff x competencies + work)
  init(_ input: StaffingInput) {
    staff = input.roster.staff
    var index: [CompetencyID: Int] = [:]
    for id in input.city.competencies.map(\.id) + input.city.roles.flatMap({ ($0.requires + $0.wishes).map(\.competency) })
    where index[id] == nil { index[id] = index.count }
    competencies = index
    competencyCount = index.count
    var levels = [UInt8](repeating: 0, count: staff.count * index.count)
    var lapsed = levels
    let day = input.day
    for (i, person) in staff.enumerated() {
      for held in person.competencies {
        guard let column = index[held.competency] else { continue }
        let level = UInt8(clamping: held.level)
        if held.isValid(on: day) { levels[i * index.count + column] = level } else { lapsed[i * index.count + column] = level }
      }
    }
    self.levels = levels
    self.lapsed = lapsed
    unit = staff.map { input.roster.index(of: $0.unit).map(Int32.init) ?? -1 }
    rest = RestRule(
      rules: input.city.rules, calendar: input.city.calendar, offsetMinutes: input.city.offsetMinutes, shift: input.shift,
      now: input.now)
    var work: [StaffID: [WorkSpan]] = [:]
    for span in input.work + input.standingDuty { work[span.staff, default: []].append(span) }
    reasons = staff.map { [rest] in Self.reasons($0, input: input, day: day, rest: rest, work: work[$0.id] ?? []) }
  }

  func level(staff: Int, competency: Int) -> Int { Int(levels[staff * competencyCount + competency]) }

  /// All that a person misses of a role's requirements.
  func missing(staff: Int, requires: [CompetencyLevel], day: CivilDate) -> [Ineligibility] {
    var out: [Ineligibility] = []
    for need in requires {
      guard let column = competencies[need.competency] else { continue }
      let held = level(staff: staff, competency: column)
      if held >= need.level { continue }
      let old = Int(lapsed[staff * competencyCount + column])
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

  private static func reasons(
    _ person: StaffMember, input: StaffingInput, day: CivilDate, rest: RestRule, work: [WorkSpan]
  ) -> [Ineligibility] {
    var out: [Ineligibility] = []
    if !person.isCallable || (person.isInvented && input.mode == .actual) { out.append(.notCallable) }
    if let end = person.contractUntil, end < day { out.append(.contractEnded(end)) }
    if !isAvailable(person.available, during: input.shift.interval) { out.append(.unavailable) }
    if let post = input.engaged[person.id] { out.append(.onOtherDuty(post)) }
    if input.shift.isNight, person.dutyLimits.contains(where: { $0.kind == .noNight && $0.holds(on: day) }) {
      out.append(.dutyLimit(.noNight))
    }
    if let until = rest.restNeeded(keepsOfficeHours: person.keepsOfficeHours, work: work) { out.append(.needsRest(until: until)) }
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
