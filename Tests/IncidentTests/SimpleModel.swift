import Basics

@testable import Incident

/// The rules once more, written from the design in the plainest way and without the code under test: the oracle of the random
/// walk. Orders are a rank that only grows, and two flags.
struct SimpleModel {
  struct ModelOrder {
    var staff: Int
    var post: Post
    var plan: Int
    var deadline: Instant
    /// 0 issued, 1 delivered, 2 silent, 3 accepted, 4 en route, 5 arrived, 6 on duty, 7 relieved, 8 released
    var rank = 0
    var declined = false
    var stoodDown = false

    var ended: Bool { declined || stoodDown || rank == 8 }
    var seated: Bool { !ended && rank != 2 && rank < 7 }
    var onScene: Bool { !ended && (5...7).contains(rank) }
    var shift: ShiftID { post.shift }

    var phase: OrderState.Phase {
      if declined { return .declined }
      if stoodDown { return .stoodDown }
      return [.issued, .delivered, .unanswered, .accepted, .enRoute, .arrived, .onDuty, .relieved, .released][rank]
    }
  }

  struct ModelPlan {
    var shift: ShiftID
    var duties: [(Int, Post)]
    var approved = false
    var superseded = false
    var edited = false
    var told: Set<UnitID> = []
    var objectUntil: [UnitID: Instant] = [:]

    func holds(_ staff: Int, _ post: PostID) -> Bool { duties.contains { $0.0 == staff && $0.1.id == post } }
  }

  struct ModelObjection {
    var plan: Int
    var staff: Int
    var open = true
  }

  /// A rule that the model forgets, to show that the walk would notice.
  enum Flaw: CaseIterable {
    case callsDecliners, callsThoseOnScene, callsIntoLiveWater, takesLateYesForTakenSeat, ignoresChangedFacts, callsUntoldUnits
  }

  var flaw: Flaw?

  static let shifts: [ShiftID: Shift] = [
    World.morning.id: World.morning, World.lateMorning.id: World.lateMorning, World.evening.id: World.evening,
  ]

  var now = World.start
  var heads: [PostID: Int] = [:]
  var openPosts: Set<PostID> = []
  var orders: [ModelOrder] = []
  var plans: [ModelPlan] = []
  var objections: [ModelObjection] = []
  var pins: [(Int, Post)] = []
  var bans: [(Int, PostID?)] = []
  var powerOff = false
  var moveThreshold: Int?
  var lettered: Set<String> = []
  /// Changes of each fact, by a name of its own.
  var changes: [String: Int] = [:]

  mutating func bump(_ fact: String) { changes[fact, default: 0] += 1 }

  func overlaps(_ a: ShiftID, _ b: ShiftID) -> Bool { Self.shifts[a]!.interval.overlaps(Self.shifts[b]!.interval) }
  func unit(_ staff: Int) -> UnitID { World.roster.member(StaffID("s\(staff)"))!.unit }
  func seated(_ post: PostID) -> Int { orders.count { $0.post.id == post && $0.seated } }

  // MARK: orders

  /// Whether a late yes still finds its seat.
  func seatIsFree(_ i: Int) -> Bool {
    let order = orders[i]
    guard openPosts.contains(order.post.id), seated(order.post.id) < heads[order.post.id]! else { return false }
    return !orders.enumerated().contains { j, other in
      j != i && other.staff == order.staff && overlaps(other.shift, order.shift) && (other.seated || other.onScene)
    }
  }

  /// Takes a step; false where it must be refused.
  mutating func step(_ i: Int, _ step: OrderState.Phase) -> Bool {
    let order = orders[i]
    let before = orders[i].phase
    switch step {
    case .issued: return false
    case .delivered: if order.rank == 0 && !order.ended { orders[i].rank = 1 }
    case .unanswered:
      if order.rank <= 1 && !order.ended {
        if now < order.deadline { return false }
        orders[i].rank = 2
      }
    case .accepted, .enRoute, .arrived, .onDuty:
      let rank = [.accepted: 3, .enRoute: 4, .arrived: 5, .onDuty: 6][step]!
      if order.declined || order.stoodDown { return false }
      if order.rank < rank {
        if order.rank == 2 && flaw != .takesLateYesForTakenSeat && !seatIsFree(i) { return false }
        orders[i].rank = rank
      }
    case .declined:
      if order.declined || order.stoodDown { return true }
      if order.rank >= 5 { return false }
      orders[i].declined = true
    case .relieved:
      if order.declined || order.stoodDown || order.rank < 6 { return false }
      orders[i].rank = max(7, order.rank)
    case .released:
      if order.declined || order.stoodDown || order.rank < 5 { return false }
      orders[i].rank = 8
    case .stoodDown:
      if order.declined || order.stoodDown { return true }
      if order.rank >= 6 { return false }
      orders[i].stoodDown = true
    }
    if touches(before, orders[i].phase) { bump("orders/\(order.shift)") }
    return true
  }

  /// Whether a change of phase changes who may be called.
  private func touches(_ a: OrderState.Phase, _ b: OrderState.Phase) -> Bool {
    let felt: Set<OrderState.Phase> = [.declined, .unanswered, .relieved, .released, .stoodDown, .arrived]
    return a != b && (felt.contains(b) || a == .unanswered)
  }

  func isBanned(_ staff: Int, _ post: PostID) -> Bool { bans.contains { $0.0 == staff && ($0.1 == nil || $0.1 == post) } }

  /// Calls; false where one of them must not be called.
  mutating func issue(_ plan: Int, _ named: [(Int, Post)]?, deadline: Instant) -> Bool {
    let record = plans[plan]
    guard record.approved, !record.superseded, deadline > now else { return false }
    let duties =
      named
      ?? record.duties.filter { duty in
        !orders.contains { $0.staff == duty.0 && $0.post.id == duty.1.id && $0.seated }
      }
    var fresh: [ModelOrder] = []
    for (staff, post) in duties {
      guard record.holds(staff, post.id), openPosts.contains(post.id), now < Self.shifts[post.shift]!.interval.end,
        record.told.contains(unit(staff)) || flaw == .callsUntoldUnits, !isBanned(staff, post.id),
        canBeCalled(staff, post, fresh),
        !objections.contains(where: { $0.open && $0.staff == staff }),
        post.role != World.boat.role || powerOff || flaw == .callsIntoLiveWater,
        seated(post.id) + fresh.count(where: { $0.post.id == post.id }) < heads[post.id]!
      else { return false }
      fresh.append(ModelOrder(staff: staff, post: post, plan: plan, deadline: deadline))
    }
    for order in fresh { bump("orders/\(order.shift)") }
    orders += fresh
    return true
  }

  private func canBeCalled(_ staff: Int, _ post: Post, _ fresh: [ModelOrder]) -> Bool {
    !(orders + fresh).contains { order in
      guard order.staff == staff else { return false }
      if order.onScene && flaw != .callsThoseOnScene { return true }
      if order.declined { return order.shift == post.shift && flaw != .callsDecliners }
      return !order.ended && overlaps(order.shift, post.shift)
    }
  }

  // MARK: plans

  func keepsEdits(_ duties: [(Int, Post)], _ shift: ShiftID) -> Bool {
    let pinsKept = pins.allSatisfy { staff, post in
      !openPosts.contains(post.id) || post.shift != shift || duties.contains { $0.0 == staff && $0.1.id == post.id }
    }
    return pinsKept && duties.allSatisfy { !isBanned($0.0, $0.1.id) }
  }

  /// True where it must be taken; `facts` are the changes as they were when it was solved.
  mutating func propose(_ duties: [(Int, Post)], _ shift: ShiftID, facts: [String: Int]) -> Bool {
    for fact in ["edits", "power", "posts/\(shift)", "orders/pagi", "orders/siang", "orders/sore"] {
      if facts[fact, default: 0] != changes[fact, default: 0] && flaw != .ignoresChangedFacts { return false }
    }
    for (i, duty) in duties.enumerated() {
      guard openPosts.contains(duty.1.id), duty.1.shift == shift else { return false }
      if duties[..<i].contains(where: { $0.0 == duty.0 }) { return false }
      if duties.count(where: { $0.1.id == duty.1.id }) > heads[duty.1.id]! { return false }
    }
    let crew = duties.count { $0.1.role == World.boat.role }
    guard crew == 0 || crew >= 3, keepsEdits(duties, shift) else { return false }
    if let last = plans.last(where: { $0.shift == shift && !$0.superseded }), !last.edited, same(last.duties, duties) {
      return true
    }
    for i in plans.indices where plans[i].shift == shift && !plans[i].approved { plans[i].superseded = true }
    plans.append(ModelPlan(shift: shift, duties: duties))
    return true
  }

  private func same(_ a: [(Int, Post)], _ b: [(Int, Post)]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.0 == $1.0 && $0.1.id == $1.1.id }
  }

  mutating func approve(_ plan: Int) -> Bool {
    let record = plans[plan]
    if record.superseded { return false }
    if record.approved { return true }
    guard keepsEdits(record.duties, record.shift) else { return false }
    let shelter = record.duties.filter { $0.1.role == World.shelter.role }
    guard shelter.isEmpty || shelter.contains(where: { $0.0 % 3 == 2 }) else { return false }
    for i in plans.indices where i != plan && plans[i].shift == record.shift && plans[i].approved { plans[i].superseded = true }
    plans[plan].approved = true
    return true
  }

  mutating func tell(_ plan: Int, until: Instant) -> Bool {
    let record = plans[plan]
    guard record.approved, !record.superseded, until > now else { return false }
    for (staff, _) in record.duties where plans[plan].told.insert(unit(staff)).inserted {
      plans[plan].objectUntil[unit(staff)] = until
    }
    return true
  }

  mutating func object(_ plan: Int, _ staff: Int) -> Bool {
    let record = plans[plan]
    guard record.approved, !record.superseded, let until = record.objectUntil[unit(staff)], now < until,
      record.duties.contains(where: { $0.0 == staff }), !objections.contains(where: { $0.open && $0.staff == staff })
    else { return false }
    objections.append(ModelObjection(plan: plan, staff: staff))
    return true
  }

  mutating func resolve(_ i: Int, upheld: Bool) -> Bool {
    let objection = objections[i]
    guard objection.open else { return false }
    let mine = orders.indices.filter { orders[$0].plan == objection.plan && orders[$0].staff == objection.staff }
    if upheld {
      if mine.contains(where: { !orders[$0].ended && orders[$0].rank >= 6 }) { return false }
      let known = bans.contains { $0.0 == objection.staff && $0.1 == nil }
      if !known || pins.contains(where: { $0.0 == objection.staff }) { edited(objection.plan) }
      if !known { bans.append((objection.staff, nil)) }
      pins.removeAll { $0.0 == objection.staff }
      for order in mine where !orders[order].ended {
        orders[order].stoodDown = true
        bump("orders/\(orders[order].shift)")
      }
    }
    objections[i].open = false
    return true
  }

  private mutating func edited(_ plan: Int) {
    bump("edits")
    if !plans[plan].approved && !plans[plan].superseded { plans[plan].edited = true }
  }

  /// What moving somebody must gain; the same again changes nothing.
  mutating func threshold(_ units: Int) -> Bool {
    if units < 0 { return false }
    if moveThreshold != units { bump("edits") }
    moveThreshold = units
    return true
  }

  /// Sets one pin or one ban without naming a plan.
  mutating func pin(_ staff: Int, _ post: Post) -> Bool {
    if pins.contains(where: { $0.0 == staff && $0.1.id == post.id }) { return false }
    guard openPosts.contains(post.id), isConsistent(pins + [(staff, post)], bans) else { return false }
    pins.append((staff, post))
    bump("edits")
    return true
  }

  mutating func ban(_ staff: Int, _ post: PostID?) -> Bool {
    if bans.contains(where: { $0.0 == staff && $0.1 == post }) { return false }
    if let post, !openPosts.contains(post) { return false }
    guard isConsistent(pins, bans + [(staff, post)]) else { return false }
    bans.append((staff, post))
    bump("edits")
    return true
  }

  private func isConsistent(_ pins: [(Int, Post)], _ bans: [(Int, PostID?)]) -> Bool {
    let live = pins.filter { openPosts.contains($0.1.id) }
    for (i, pin) in live.enumerated() {
      if live[..<i].contains(where: { $0.0 == pin.0 && overlaps($0.1.shift, pin.1.shift) }) { return false }
      if bans.contains(where: { $0.0 == pin.0 && ($0.1 == nil || $0.1 == pin.1.id) }) { return false }
      if live.count(where: { $0.1.id == pin.1.id }) > heads[pin.1.id]! { return false }
    }
    return true
  }

  mutating func clearEdits() -> Bool {
    if pins.isEmpty && bans.isEmpty { return false }
    pins = []
    bans = []
    bump("edits")
    return true
  }

  // MARK: posts

  mutating func change(_ post: PostID, _ wanted: Int) -> Bool {
    guard openPosts.contains(post), wanted >= seated(post) else { return false }
    if heads[post] != wanted { bump("posts/\(post.rawValue.split(separator: "/")[2])") }
    heads[post] = wanted
    return true
  }

  mutating func close(_ post: PostID) -> Bool {
    guard openPosts.contains(post), !orders.contains(where: { $0.post.id == post && ($0.seated || $0.onScene) }) else {
      return false
    }
    openPosts.remove(post)
    bump("posts/\(post.rawValue.split(separator: "/")[2])")
    return true
  }

  mutating func open(_ post: Post) -> Bool {
    if openPosts.contains(post.id) { return heads[post.id] == post.heads }
    openPosts.insert(post.id)
    heads[post.id] = post.heads
    bump("posts/\(post.shift)")
    return true
  }

  /// Duties that no letter names, as `staff post`.
  var unlettered: [String] {
    orders.filter { !$0.declined && !$0.stoodDown && ($0.rank != 2) }.map { "s\($0.staff) \($0.post.id)" }.filter {
      !lettered.contains($0)
    }.sorted()
  }
}
