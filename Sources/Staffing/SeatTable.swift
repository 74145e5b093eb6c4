import Basics
import Incident

/// Seats of one crew and one kind: one task of the solver.
struct SeatTask: Hashable, Sendable {
  /// Into `PostNeeds.needs`.
  var need: Int
  var crew: Int
  var kind: SeatKind
  var heads: Int
  /// Belongs to the crew's minimum.
  var isMinimum: Bool
  /// As in `Plan.unmetByTier`.
  var planTier: Int
  /// 0 where pins force the seat to be filled, else the tier of the plan and one.
  var tier: Int
}

/// Tasks that open together: each has at least its minimum, or nobody serves in any.
struct SeatBundle: Hashable, Sendable {
  var need: Int
  var crew: Int
  var tasks: [Int]
}

/// A pinned person in place.
struct PinnedSeat: Hashable, Sendable {
  var staff: Int
  var need: Int
  var crew: Int
  var kind: SeatKind
}

/// A pin that a hard rule refuses: the person is planned as if it were not there.
public struct RefusedPin: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case ineligible([Ineligibility])
    case unitAtMinimum(UnitID)
    /// All seats that the person could take are pinned already, or partners fill them.
    case postFull
    case unknownPost
    case unknownStaff
    /// The person is pinned to another post of the shift.
    case pinnedElsewhere(PostID)
    /// The others that the crew needs cannot be found.
    case crewIncomplete(needed: Int)
  }

  public var pin: Pin
  public var reason: Reason

  public init(pin: Pin, reason: Reason) {
    self.pin = pin
    self.reason = reason
  }

  /// The reason, each rule apart where several hold.
  public var reasons: [Reason] {
    if case .ineligible(let rules) = reason { rules.map { .ineligible([$0]) } } else { [reason] }
  }
}

extension RefusedPin.Reason: CustomStringConvertible {
  /// In plain English, for problems and logs.
  public var description: String {
    switch self {
    case .ineligible(let rules): rules.map { "\($0)" }.joined(separator: ", ")
    case .unitAtMinimum(let unit): "unit \(unit) is at its minimum strength"
    case .postFull: "no seat is left that this person may take"
    case .unknownPost: "the plan has no such post"
    case .unknownStaff: "nobody on the roster has this id"
    case .pinnedElsewhere(let post): "pinned to \(post) already"
    case .crewIncomplete(let needed): "the others of a crew of at least \(needed) cannot be found"
    }
  }
}

/// The seats to fill, with pins already in theirs.
struct SeatTable: Sendable {
  static let tiers = 6

  var tasks: [SeatTask] = []
  var bundles: [SeatBundle] = []
  var pinned: [PinnedSeat] = []
  var refused: [RefusedPin] = []
  /// Heads of crews that are too small to be of use, by need.
  var tooSmall: [Int: Int] = [:]
  /// Heads of each unit (position in the roster) that may still be called.
  var capacity: [Int]

  /// - Parameter dropping: pins that a solve has found to need a crew that does not come together.
  init(_ eligibility: Eligibility, dropping: [Pin: Int] = [:]) {
    capacity = Self.capacities(eligibility)
    let pins = acceptedPins(eligibility, dropping)
    for (index, need) in eligibility.needs.needs.enumerated() where need.reasons.isEmpty {
      addSeats(of: need, index: index, pins: pins[index] ?? [], eligibility)
    }
  }

  /// Strength (all people of the unit under contract) less the minimum strength. Office holders count on neither side of the
  /// call: they go with their office.
  private static func capacities(_ eligibility: Eligibility) -> [Int] {
    zip(eligibility.input.roster.units, eligibility.tables.day.strength).map { max(0, $1 - max(0, $0.minimumStrength)) }
  }

  private mutating func acceptedPins(_ eligibility: Eligibility, _ dropping: [Pin: Int]) -> [Int: [Int]] {
    let input = eligibility.input
    var accepted: [Int: [Int]] = [:]
    var postOf: [StaffID: PostID] = [:]
    let index = Dictionary(
      eligibility.needs.needs.enumerated().map { ($1.post.id, $0) }, uniquingKeysWith: { first, _ in first })
    // Who is on the way or there stays there, ahead of all pins.
    let kept = input.engaged.keys.sorted().compactMap { staff in
      input.engaged[staff].flatMap { index[$0] == nil ? nil : Pin(staff: staff, post: $0) }
    }
    for pin in kept {
      guard let staff = input.roster.index(of: pin.staff), let at = index[pin.post], dropping[pin] == nil,
        eligibility.needs.needs[at].reasons.isEmpty, refusalByRoom(staff, at, accepted, eligibility) == nil
      else { continue }
      accept(pin, staff, at, &accepted, &postOf, eligibility)
    }
    for pin in input.pins {
      if let other = postOf[pin.staff] {
        if other != pin.post { refused.append(RefusedPin(pin: pin, reason: .pinnedElsewhere(other))) }
        continue
      }
      guard let staff = input.roster.index(of: pin.staff) else {
        refused.append(RefusedPin(pin: pin, reason: .unknownStaff))
        continue
      }
      if let reason = refusal(of: pin, staff, index, accepted, dropping, eligibility) {
        refused.append(RefusedPin(pin: pin, reason: reason))
        continue
      }
      guard let need = index[pin.post] else { continue }
      accept(pin, staff, need, &accepted, &postOf, eligibility)
    }
    return accepted
  }

  private mutating func accept(
    _ pin: Pin, _ staff: Int, _ need: Int, _ accepted: inout [Int: [Int]], _ postOf: inout [StaffID: PostID],
    _ eligibility: Eligibility
  ) {
    postOf[pin.staff] = pin.post
    accepted[need, default: []].append(staff)
    let unit = eligibility.tables.unit[staff]
    if unit >= 0 { capacity[Int(unit)] -= 1 }
  }

  /// Why a pin is refused; nil where it holds (a pin of an office holder to the own post holds of itself).
  private func refusal(
    of pin: Pin, _ staff: Int, _ index: [PostID: Int], _ accepted: [Int: [Int]], _ dropping: [Pin: Int],
    _ eligibility: Eligibility
  ) -> RefusedPin.Reason? {
    guard let at = index[pin.post] else {
      guard let office = eligibility.needs.offices.first(where: { $0.post.id == pin.post }) else { return .unknownPost }
      if eligibility.offices.postOf[staff] == pin.post { return nil }
      return .ineligible([.goesWithOffice(office.role.id)])
    }
    if let needed = dropping[pin] { return .crewIncomplete(needed: needed) }
    let need = eligibility.needs.needs[at]
    let reasons = eligibility.reasons(staff: staff, need: need)
    if !reasons.isEmpty { return .ineligible(reasons) }
    let unit = eligibility.tables.unit[staff]
    if unit >= 0, capacity[Int(unit)] <= 0 { return .unitAtMinimum(eligibility.input.roster.units[Int(unit)].id) }
    return refusalByRoom(staff, at, accepted, eligibility)
  }

  /// Whether a seat that the person may take is left.
  private func refusalByRoom(
    _ staff: Int, _ at: Int, _ accepted: [Int: [Int]], _ eligibility: Eligibility
  ) -> RefusedPin.Reason? {
    let need = eligibility.needs.needs[at]
    let there = accepted[at] ?? []
    let crews = need.usableCrews
    let heads = crews.reduce(0) { $0 + $1.heads }
    if heads == 0, let crew = need.crews.first { return .crewIncomplete(needed: crew.minimum) }
    if there.count >= heads { return .postFull }
    let isFemale = eligibility.tables.staff[staff].sex == .female
    if need.role.needsWoman, !isFemale {
      let women = there.filter { eligibility.tables.staff[$0].sex == .female }.count
      if there.count - women >= heads - crews.count {
        return heads == crews.count ? .ineligible([.sexRequired(.female)]) : .postFull
      }
    }
    return nil
  }

  private mutating func addSeats(of need: PostNeed, index: Int, pins: [Int], _ eligibility: Eligibility) {
    var women = pins.filter { eligibility.tables.staff[$0].sex == .female }
    var others = pins.filter { eligibility.tables.staff[$0].sex != .female }
    for (c, crew) in need.crews.enumerated() {
      if crew.heads < crew.minimum {
        tooSmall[index, default: 0] += crew.heads
        continue
      }
      var woman = need.role.needsWoman ? 1 : 0
      var minimum = crew.minimum - woman
      var extra = crew.heads - crew.minimum
      if minimum < 0 { (minimum, extra) = (0, crew.heads - woman) }
      let isGated = crew.minimum > 1 || (woman > 0 && crew.heads > 1)
      var seated = 0
      func take(_ staff: Int, _ kind: SeatKind) -> PinnedSeat { PinnedSeat(staff: staff, need: index, crew: c, kind: kind) }
      if woman > 0, !women.isEmpty {
        pinned.append(take(women.removeFirst(), .woman))
        woman = 0
        seated += 1
      }
      // Women beyond the crews' own seats are members like all others.
      let left = need.role.needsWoman ? need.crews[(c + 1)...].filter { $0.heads >= $0.minimum }.count : 0
      while minimum + extra > 0, !others.isEmpty || women.count > left {
        let staff = others.isEmpty ? women.removeLast() : others.removeFirst()
        pinned.append(take(staff, need.seat))
        if minimum > 0 { minimum -= 1 } else { extra -= 1 }
        seated += 1
      }
      add(
        need: need, index: index, crew: c, parts: [(.woman, woman, true), (need.seat, minimum, true), (need.seat, extra, false)],
        isGated: isGated, isForced: seated > 0)
    }
  }

  private mutating func add(
    need: PostNeed, index: Int, crew: Int, parts: [(kind: SeatKind, heads: Int, isMinimum: Bool)], isGated: Bool, isForced: Bool
  ) {
    let first = tasks.count
    for part in parts where part.heads > 0 {
      let isMinimum = part.isMinimum && isGated
      tasks.append(
        SeatTask(
          need: index, crew: crew, kind: part.kind, heads: part.heads, isMinimum: isMinimum, planTier: need.tier,
          tier: isForced && isMinimum ? 0 : need.tier + 1))
    }
    if isGated, !isForced, tasks[first...].contains(where: \.isMinimum) {
      bundles.append(SeatBundle(need: index, crew: crew, tasks: Array(first..<tasks.count)))
    }
  }
}
