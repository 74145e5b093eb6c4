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
  /// By position in the roster; nil bans from all posts.
  private let banned: [Int: [PostID?]]
  /// By position: whether nothing of this shift keeps the person from all posts, and whether they were told one.
  private let isOpen: [Bool]
  private let isTold: [Bool]
  private let told: [Int: PostID]
  let weights: CostWeights
  let fitness: RoleFitness
  /// By role of the needs: whether a person meets the requirements; row by role.
  private let isQualified: [Bool]
  /// Cost of competencies below the wish and beyond the need; row by role.
  private let below: [Int64]
  private let beyond: [Int64]
  /// Where other shifts are planned with this one: what they add to rules and costs.
  var others: OtherShifts?
  let longestTravel: Int32
  var noWater: [Bool] { tables.day.noWater }
  var noLifting: [Bool] { tables.day.noLifting }

  init(_ input: StaffingInput, tables: StaffTables, travel: TravelTable, needs: PostNeeds, offices: OfficePosts) {
    self.input = input
    self.tables = tables
    self.travel = travel
    self.needs = needs
    self.offices = offices
    var banned: [Int: [PostID?]] = [:]
    for ban in input.bans {
      if let at = input.roster.index(of: ban.staff) { banned[at, default: []].append(ban.post) }
    }
    self.banned = banned
    var told: [Int: PostID] = [:]
    for (staff, post) in input.told where post.rawValue.hasSuffix("/\(input.shift.id)") {
      if let at = input.roster.index(of: staff) { told[at] = post }
    }
    self.told = told
    var isTold = [Bool](repeating: false, count: tables.staff.count)
    for at in told.keys { isTold[at] = true }
    self.isTold = isTold
    var isOpen = tables.reasons.isFree
    for at in isOpen.indices where travel.rowOfStaff[at] < 0 { isOpen[at] = false }
    for at in offices.roleOf.keys { isOpen[at] = false }
    for (at, bans) in banned where bans.contains(nil) { isOpen[at] = false }
    self.isOpen = isOpen
    weights = input.city.rules.weights.bounded
    fitness = input.memory.fitness(
      RoleFitness.Key(roles: needs.roles.map(\.id), day: input.day, weights: weights), input
    ) { [weights] in RoleFitness(needs.roles, tables, weights) }
    isQualified = fitness.isQualified
    below = fitness.below
    beyond = fitness.beyond
    longestTravel = Int32(clamping: input.city.rules.longestTravelMinutes ?? Int(Int32.max))
  }

  func isQualified(staff: Int, need: PostNeed) -> Bool { isQualified[need.roleIndex * tables.staff.count + staff] }

  func toldPost(staff: Int) -> PostID? { isTold[staff] ? told[staff] : nil }

  /// Sorted by position.
  var toldStaff: [Int] { told.keys.sorted() }

  /// Rules that keep the person from all posts.
  func personReasons(staff: Int) -> [Ineligibility] {
    var out = tables.reasons[staff]
    if let bans = banned[staff], bans.contains(nil) { out.append(.banned) }
    if let role = offices.roleOf[staff] { out.append(.goesWithOffice(role)) }
    if travel.rowOfStaff[staff] < 0 { out.append(.homeUnknown) }
    if let reasons = others?.reasons[staff] { out += reasons }
    return out
  }

  /// `personReasons(staff:).isEmpty`, without the list.
  func isFree(staff: Int) -> Bool {
    if !isOpen[staff] { return false }
    return others == nil || others?.reasons[staff]?.isEmpty ?? true
  }

  /// What `isEligible` needs of a post, for a loop over all people.
  struct Mark: Sendable {
    var firstQualified: Int
    var place: Int
    var isInWater: Bool
    var isLifting: Bool
    var hasBans: Bool
    /// Whether people were told, or other shifts are planned too: then the cost depends on more than this.
    var isPlain: Bool
  }

  func mark(_ need: PostNeed) -> Mark {
    Mark(
      firstQualified: need.roleIndex * tables.staff.count, place: need.placeIndex, isInWater: need.role.isInWater,
      isLifting: need.role.isLifting, hasBans: banned.values.contains { $0.contains(need.post.id) }, isPlain: others == nil)
  }

  /// `arcCost` of a post under `mark`, for a loop over all people.
  @inline(__always)
  func arcCost(staff: Int, mark: Mark, need: Int) -> Int64 {
    guard mark.isPlain, !isTold[staff] else { return arcCost(staff: staff, need: needs.needs[need]) }
    return plainCost(staff: staff, mark: mark)
  }

  /// The same for somebody who was told no post of the shift, where no other shifts are planned with this one.
  @inline(__always)
  func plainCost(staff: Int, mark: Mark) -> Int64 {
    let row = travel.rowOfStaff[staff]
    let minutes = row < 0 ? 0 : Int64(max(0, travel.minutes[Int(row) * travel.places.count + mark.place]))
    let at = mark.firstQualified + staff
    let hours = Int64(min(720, max(0, tables.staff[staff].recentDutyHours)))
    return minutes * weights.perTravelMinute + below[at] + beyond[at] + hours * weights.perRecentHour
  }

  /// As `isEligible(freeStaff:need:)` where the post bans nobody.
  @inline(__always)
  func isEligible(freeStaff staff: Int, mark: Mark) -> Bool {
    guard isQualified[mark.firstQualified + staff], !(mark.isInWater && tables.day.noWater[staff]),
      !(mark.isLifting && tables.day.noLifting[staff])
    else { return false }
    let minutes = travel.minutes[Int(travel.rowOfStaff[staff]) * travel.places.count + mark.place]
    return minutes >= 0 && minutes <= longestTravel
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
    guard !banned.isEmpty, let bans = banned[staff] else { return false }
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
