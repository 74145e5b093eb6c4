import Basics
import Incident

/// Which kinds of rules keep each of many people from any of some posts: what `Eligibility.reasons` lists person by person, as one set
/// of bits each.
struct ReasonSets {
  private static let kinds = Ineligibility.Kind.allCases
  private static let bitOf = Dictionary(kinds.enumerated().map { ($1, UInt32(1) << UInt32($0)) }, uniquingKeysWith: { a, _ in a })

  private static func bit(_ kind: Ineligibility.Kind) -> UInt32 { bitOf[kind] ?? 0 }

  private let people: [Int]
  /// By position in `people`.
  private var sets: [UInt32]
  private var lacking: Set<CompetencyLevel> = []

  init(_ eligibility: Eligibility, people: [Int], personReasons: [[Ineligibility]]) {
    self.people = people
    sets = people.map { staff in personReasons[staff].reduce(0) { $0 | Self.bit($1.kind) } }
  }

  /// - Complexity: O(people x competencies of the role)
  mutating func add(_ need: PostNeed, isWoman: Bool, _ eligibility: Eligibility) {
    let closed = need.reasons.reduce(0) { $0 | Self.bit($1.kind) }
    let (limit, banned, cutOff, tooFar) = (Self.bit(.dutyLimit), Self.bit(.banned), Self.bit(.cutOff), Self.bit(.tooFar))
    let sex = Self.bit(.sexRequired)
    let mark = eligibility.mark(need)
    for (at, staff) in people.enumerated() {
      var set = closed
      if mark.isInWater, eligibility.noWater[staff] { set |= limit }
      if mark.isLifting, eligibility.noLifting[staff] { set |= limit }
      if mark.hasBans, eligibility.isBanned(staff: staff, from: need.post.id) { set |= banned }
      if let reason = eligibility.travelReason(staff: staff, place: mark.place) {
        if case .cutOff = reason { set |= cutOff } else { set |= tooFar }
      }
      if isWoman, eligibility.tables.staff[staff].sex != .female { set |= sex }
      sets[at] |= set
    }
    for one in need.role.requires { lack(one, eligibility) }
  }

  private mutating func lack(_ need: CompetencyLevel, _ eligibility: Eligibility) {
    let tables = eligibility.tables
    guard let column = tables.competencies[need.competency] else { return }
    let (lacks, expired) = (Self.bit(.lacksCompetency), Self.bit(.competencyExpired))
    var isLacking = false
    for (at, staff) in people.enumerated() {
      let held = tables.level(staff: staff, competency: column)
      if held >= need.level { continue }
      let old = tables.lapsed(staff: staff, competency: column)
      if old >= need.level, held < old {
        sets[at] |= expired
      } else {
        sets[at] |= lacks
        isLacking = true
      }
    }
    if isLacking { lacking.insert(CompetencyLevel(need.competency, level: need.level)) }
  }

  /// People by kind of rule; each counts once for a kind.
  var counts: [Ineligibility.Kind: Int] {
    var counts: [Ineligibility.Kind: Int] = [:]
    for (i, kind) in Self.kinds.enumerated() {
      let people = sets.count { $0 & (1 << UInt32(i)) != 0 }
      if people > 0 { counts[kind] = people }
    }
    return counts
  }

  /// Levels that somebody lacks.
  var missing: [CompetencyLevel] { lacking.sorted { ($0.competency, $0.level) < ($1.competency, $1.level) } }
}
