import Basics
import Geography
import Incident

/// Who may take which post, by which rule not, and at what cost.
struct Eligibility: Sendable {
  let input: StaffingInput
  let tables: StaffTables
  let travel: TravelTable
  let needs: PostNeeds
  let offices: OfficePosts
  private let banned: [StaffID: [PostID?]]
  private let told: [Int: PostID]
  let weights: CostWeights
  /// By role of the needs: whether a person meets the requirements; row by role.
  private let isQualified: [Bool]
  /// Cost of competencies below the wish and beyond the need; row by role.
  private let below: [Int64]
  private let beyond: [Int64]
  /// Where other shifts are planned with this one: what they add to rules and costs.
  var others: OtherShifts?
  let noWater: [Bool]
  let noLifting: [Bool]

  init(_ input: StaffingInput, tables: StaffTables, travel: TravelTable, needs: PostNeeds, offices: OfficePosts) {
    self.input = input
    self.tables = tables
    self.travel = travel
    self.needs = needs
    self.offices = offices
    banned = Dictionary(grouping: input.bans, by: \.staff).mapValues { $0.map(\.post) }
    var told: [Int: PostID] = [:]
    for (staff, post) in input.told where post.rawValue.hasSuffix("/\(input.shift.id)") {
      if let at = input.roster.index(of: staff) { told[at] = post }
    }
    self.told = told
    weights = input.city.rules.weights.bounded
    (isQualified, below, beyond) = Self.fitness(needs.roles, tables, weights)
    let day = input.day
    noWater = tables.staff.map { $0.dutyLimits.contains { $0.kind == .noWater && $0.holds(on: day) } }
    noLifting = tables.staff.map { $0.dutyLimits.contains { $0.kind == .noLifting && $0.holds(on: day) } }
  }

  private static func fitness(
    _ roles: [Role], _ tables: StaffTables, _ weights: CostWeights
  ) -> (qualified: [Bool], below: [Int64], beyond: [Int64]) {
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
    return (qualified, below, beyond)
  }

  func isQualified(staff: Int, need: PostNeed) -> Bool { isQualified[need.roleIndex * tables.staff.count + staff] }

  func toldPost(staff: Int) -> PostID? { told[staff] }

  /// Sorted by position.
  var toldStaff: [Int] { told.keys.sorted() }

  /// Rules that keep the person from all posts.
  func personReasons(staff: Int) -> [Ineligibility] {
    var out = tables.reasons[staff]
    if let bans = banned[tables.staff[staff].id], bans.contains(nil) { out.append(.banned) }
    if let role = offices.roleOf[staff] { out.append(.goesWithOffice(role)) }
    if travel.rowOfStaff[staff] < 0 { out.append(.homeUnknown) }
    if let reasons = others?.reasons[staff] { out += reasons }
    return out
  }

  /// All rules that keep a person from a post, with their values; empty where none does. `seat` `.woman` asks for that seat alone.
  func reasons(staff: Int, need: PostNeed, seat: SeatKind? = nil) -> [Ineligibility] {
    var out = need.reasons
    if !isQualified(staff: staff, need: need) {
      out += tables.missing(staff: staff, requires: need.role.requires, day: input.day)
    }
    out += personReasons(staff: staff)
    if need.role.isInWater, noWater[staff] { out.append(.dutyLimit(.noWater)) }
    if need.role.isLifting, noLifting[staff] { out.append(.dutyLimit(.noLifting)) }
    if isBanned(staff: staff, from: need.post.id) { out.append(.banned) }
    if let reason = travelReason(staff: staff, place: need.placeIndex) { out.append(reason) }
    if seat == .woman, tables.staff[staff].sex != .female { out.append(.sexRequired(.female)) }
    return out
  }

  /// Cheap form of `reasons(...).isEmpty` for somebody whom no rule keeps from all posts.
  func isEligible(freeStaff staff: Int, need: PostNeed) -> Bool {
    guard isQualified(staff: staff, need: need), !(need.role.isInWater && noWater[staff]),
      !(need.role.isLifting && noLifting[staff])
    else { return false }
    let minutes = travel.minutes[Int(travel.rowOfStaff[staff]) * travel.places.count + need.placeIndex]
    if minutes < 0 || input.city.rules.longestTravelMinutes.map({ Int(minutes) > $0 }) ?? false { return false }
    return !isBanned(staff: staff, from: need.post.id)
  }

  /// Whether a ban names this post alone (bans from all posts are rules of the person).
  func isBanned(staff: Int, from post: PostID) -> Bool {
    guard !banned.isEmpty, let bans = banned[tables.staff[staff].id] else { return false }
    return !bans.contains(nil) && bans.contains(post)
  }

  func travelReason(staff: Int, place: Int) -> Ineligibility? {
    guard let minutes = travel.travel(staff: staff, place: place) else { return nil }
    if minutes < 0 { return .cutOff(byWater: minutes == TravelTable.cutByWater) }
    if let limit = input.city.rules.longestTravelMinutes, Int(minutes) > limit {
      return .tooFar(minutes: Int(minutes), limit: limit)
    }
    return nil
  }

  /// Parts of the cost of an eligible person on a post.
  func cost(staff: Int, need: PostNeed) -> CostParts {
    let minutes = Int(max(0, travel.travel(staff: staff, place: need.placeIndex) ?? 0))
    let row = need.roleIndex * tables.staff.count + staff
    var disturbance: Int64 = 0
    if let told = told[staff], told != need.post.id { disturbance = weights.perMove }
    let load = others?.load[staff] ?? 0
    return CostParts(
      travelMinutes: minutes, travel: Int64(minutes) * weights.perTravelMinute, belowWish: below[row], beyondNeed: beyond[row],
      fairness: Int64(min(720, max(0, tables.staff[staff].recentDutyHours))) * weights.perRecentHour + load,
      disturbance: disturbance, placeChange: others?.placeChange(staff: staff, place: need.place.id) ?? 0)
  }

  /// What a post costs more than leaving the person idle: an idle person who was told has to be released.
  func arcCost(staff: Int, need: PostNeed) -> Int64 {
    let total = cost(staff: staff, need: need).total
    return told[staff] == nil ? total : total - weights.perRelease
  }
}

extension CostWeights {
  /// Within 0...`StaffingLimits.weight`: no product of theirs can overflow.
  var bounded: CostWeights {
    func bound(_ value: Int64) -> Int64 { min(StaffingLimits.weight, max(0, value)) }
    var out = self
    out.perTravelMinute = bound(perTravelMinute)
    out.perLevelBelowWish = bound(perLevelBelowWish)
    out.perLevelBeyondNeed = bound(perLevelBeyondNeed)
    out.perRecentHour = bound(perRecentHour)
    out.perPlaceChange = bound(perPlaceChange)
    out.perMove = bound(perMove)
    out.perRelease = bound(perRelease)
    return out
  }
}
