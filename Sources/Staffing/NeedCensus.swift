import Basics
import Geography
import Incident

/// Everybody against one need: who could, who is kept away by which rule, and who is one step from it.
struct NeedCensus {
  /// One step that would make a person eligible.
  enum Step {
    case train(CompetencyID, from: Int, to: Int)
    case renew(CompetencyID)
    case rest(until: Instant)
    case road
  }

  var qualified = 0
  /// Positions, ascending.
  var eligible: [Int] = []
  /// People kept away though qualified, by rule.
  var counts: [Ineligibility.Kind: Int] = [:]
  var steps: [(staff: Int, step: Step)] = []

  /// - Parameters:
  ///   - seat: `.woman` counts only women as eligible.
  ///   - findsSteps: false leaves `steps` empty, where nobody asks for remedies.
  /// - Complexity: O(staff)
  init(
    _ eligibility: Eligibility, need: PostNeed, seat: SeatKind, personReasons: [[Ineligibility]], pinned: Set<Int>,
    findsSteps: Bool = true
  ) {
    let tables = eligibility.tables
    for staff in tables.staff.indices {
      let isQualified = eligibility.isQualified(staff: staff, need: need)
      if isQualified { qualified += 1 }
      if pinned.contains(staff) {
        // Pinned or under way: serves elsewhere whatever else changes.
        if isQualified { counts[.onOtherDuty, default: 0] += 1 }
        continue
      }
      let isRightSex = seat != .woman || tables.staff[staff].sex == .female
      if isQualified, personReasons[staff].isEmpty, isRightSex, eligibility.isEligible(freeStaff: staff, need: need) {
        eligible.append(staff)
        continue
      }
      if isQualified {
        let reasons = personReasons[staff] + Self.postReasons(staff, need, seat, eligibility)
        for kind in Self.kinds(reasons) { counts[kind, default: 0] += 1 }
        if reasons.count == 1, let step = Self.step(reasons[0]) { steps.append((staff, step)) }
      } else if findsSteps, personReasons[staff].isEmpty, isRightSex, Self.postReasons(staff, need, seat, eligibility).isEmpty {
        let missing = tables.missing(staff: staff, requires: need.role.requires, day: eligibility.input.day)
        if missing.count == 1, let step = Self.step(missing[0]) { steps.append((staff, step)) }
      }
    }
  }

  /// Rules of the pair apart from competencies and what keeps the person from all posts.
  private static func postReasons(
    _ staff: Int, _ need: PostNeed, _ seat: SeatKind, _ eligibility: Eligibility
  ) -> [Ineligibility] {
    var out: [Ineligibility] = []
    if need.role.isInWater, eligibility.noWater[staff] { out.append(.dutyLimit(.noWater)) }
    if need.role.isLifting, eligibility.noLifting[staff] { out.append(.dutyLimit(.noLifting)) }
    if eligibility.isBanned(staff: staff, from: need.post.id) { out.append(.banned) }
    if let reason = eligibility.travelReason(staff: staff, place: need.placeIndex) { out.append(reason) }
    if seat == .woman, eligibility.tables.staff[staff].sex != .female { out.append(.sexRequired(.female)) }
    return out
  }

  private static func kinds(_ reasons: [Ineligibility]) -> [Ineligibility.Kind] {
    var out: [Ineligibility.Kind] = []
    for reason in reasons where !out.contains(reason.kind) { out.append(reason.kind) }
    return out
  }

  private static func step(_ reason: Ineligibility) -> Step? {
    switch reason {
    case .lacksCompetency(let id, let required, let held): .train(id, from: held ?? 0, to: required)
    case .competencyExpired(let id, _, _, _): .renew(id)
    case .needsRest(let until): .rest(until: until)
    case .cutOff(byWater: true): .road
    default: nil
    }
  }

  /// By how many people each rule keeps away, the most first.
  var reasonCounts: [ReasonCount] { Self.sorted(counts) }

  static func sorted(_ counts: [Ineligibility.Kind: Int]) -> [ReasonCount] {
    Ineligibility.Kind.allCases.compactMap { kind in counts[kind].map { ReasonCount(kind, people: $0) } }
      .enumerated().sorted { ($1.element.people, $0.offset) < ($0.element.people, $1.offset) }.map(\.element)
  }
}
