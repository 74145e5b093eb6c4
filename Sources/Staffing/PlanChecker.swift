import Basics
import Geography
import Incident

/// Checks a plan against every hard rule from the facts alone. Knows nothing of the solver, nor of the tables that feed it.
public enum PlanChecker {
  /// One sentence for each violation, with its values; empty where there is none. O(duties x (competencies + duties of the post)),
  /// and travel times for the places of the plan.
  public static func violations(of plan: Plan, input: StaffingInput) -> [String] {
    var check = Check(plan: plan, input: input)
    check.run()
    return check.found
  }
}

private struct Check {
  let plan: Plan
  let input: StaffingInput
  var found: [String] = []
  private var models: [TravelModel] = []
  private var columns: [PlaceID: Int] = [:]
  private let roles: [RoleID: Role]
  private let places: [PlaceID: Place]
  private let posts: [PostID: Post]

  init(plan: Plan, input: StaffingInput) {
    self.plan = plan
    self.input = input
    roles = Dictionary(input.city.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    places = Dictionary(input.city.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    posts = Dictionary(input.posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func run() {
    prepareTravel()
    var postOf: [StaffID: PostID] = [:]
    var byPost: [PostID: [Duty]] = [:]
    for duty in plan.duties {
      if let other = postOf[duty.staff] { found.append("\(duty.staff) has two duties, \(other) and \(duty.post)") }
      postOf[duty.staff] = duty.post
      byPost[duty.post, default: []].append(duty)
      check(duty)
    }
    let posts = largest(input.posts.filter { $0.shift == input.shift.id })
    for id in byPost.keys.sorted() where !posts.contains(where: { $0.id == id }) { found.append("\(id) is no post of the plan") }
    for post in posts { check(post, byPost[post.id] ?? []) }
    checkUnits()
    checkPieces(posts, byPost)
    checkSums(posts, byPost)
  }

  private func largest(_ posts: [Post]) -> [Post] {
    var best: [PostID: Int] = [:]
    for post in posts { best[post.id] = max(best[post.id] ?? 0, post.heads) }
    var seen: Set<PostID> = []
    return posts.filter { seen.insert($0.id).inserted }.map { post in
      var post = post
      post.heads = min(best[post.id] ?? 0, Post.maximumHeads)
      return post
    }
  }

  // MARK: - One duty

  private mutating func check(_ duty: Duty) {
    guard let person = input.roster.member(duty.staff) else { return found.append("\(duty.staff) is not on the roster") }
    guard let post = posts[duty.post], let role = roles[post.role], let place = places[post.place]
    else { return found.append("\(duty.post) is of no known role and place") }
    func fail(_ what: String) { found.append("\(duty.staff) on \(duty.post): \(what)") }
    if duty.seat == .woman, person.sex != .female { fail("a woman's seat") }
    if role.isInWater, !input.isPowerSafe(place.area) { fail("power not confirmed off in \(place.area)") }
    // Who is on the way or there was called under the facts of that time.
    if input.engaged[duty.staff] == duty.post { return }
    let day = input.day
    if input.mode == .actual, person.isInvented { fail("an invented person in an actual operation") }
    if let end = person.contractUntil, end < day { fail("the contract ended on \(end.text)") }
    if !covered(person.available, input.shift.interval) { fail("not available for the whole shift") }
    if let post = input.engaged[duty.staff] { fail("is on duty at \(post)") }
    if input.bans.contains(where: { $0.staff == duty.staff && ($0.post == nil || $0.post == duty.post) }) { fail("banned") }
    for conflict in restConflicts(person, overlapsOnly: duty.source == .office) { fail(conflict) }
    if input.shift.isNight, limited(person, .noNight, day) { fail("no night work") }
    let limit =
      role.isInWater
      ? min(input.city.rules.longestDutyHours, input.city.rules.longestWaterDutyHours) : input.city.rules.longestDutyHours
    if input.shift.interval.minutes > limit * 60 { fail("\(input.shift.interval.minutes) minutes of duty, limit \(limit) hours") }
    if duty.source == .office {
      if role.goesWithOffice == nil { fail("the role goes with no office") }
      return
    }
    if role.goesWithOffice != nil { fail("the role goes with an office") }
    if !person.isCallable { fail("not callable") }
    for need in role.requires {
      let held = person.competencies.filter { $0.competency == need.competency && $0.isValid(on: day) }.map(\.level).max() ?? 0
      if held < need.level { fail("\(need.competency) \(held) held, \(need.level) required") }
    }
    if role.isInWater, limited(person, .noWater, day) { fail("no work in water") }
    if role.isLifting, limited(person, .noLifting, day) { fail("no lifting") }
    checkTravel(duty, person, place)
  }

  private func covered(_ spans: [Interval], _ shift: Interval) -> Bool {
    if spans.isEmpty { return true }
    // Every minute of the shift lies in some span.
    let edges = ([shift.start] + spans.map(\.end)).filter { $0 >= shift.start && $0 < shift.end }
    return edges.allSatisfy { edge in spans.contains { $0.contains(edge) } }
  }

  private func limited(_ person: StaffMember, _ kind: DutyLimit.Kind, _ day: CivilDate) -> Bool {
    person.dutyLimits.contains { $0.kind == kind && $0.holds(on: day) }
  }

  /// - Parameter overlapsOnly: an office does not change hands for its holder's rest.
  private func restConflicts(_ person: StaffMember, overlapsOnly: Bool) -> [String] {
    let rules = input.city.rules
    let own = (input.work + input.standingDuty).filter { $0.staff == person.id }
    var spans: [(Interval, Bool)] = own.map { ($0.interval, $0.isNight) }
    let nights = own.filter(\.isNight).map(\.interval) + (input.shift.isNight ? [input.shift.interval] : [])
    if person.keepsOfficeHours {
      for step in -4...4 {
        let date = CivilDate(dayNumber: input.day.dayNumber + step)
        guard let hours = officeHours(date) else { continue }
        var span = Interval(
          start: Instant(date: date, minuteOfDay: hours.0, offsetMinutes: input.city.offsetMinutes),
          end: Instant(date: date, minuteOfDay: hours.1, offsetMinutes: input.city.offsetMinutes))
        // Who served in the night is off in the office the day after.
        let isOff = nights.contains { $0.end <= span.start && span.start < $0.end.adding(minutes: 1440) }
        if rules.nightReleasesOfficeDay, isOff { continue }
        if rules.dutyReplacesOfficeHours {
          if step > 0 { continue }
          // Released on the day itself, from the order on.
          if step == 0 { span.end = min(span.end, input.now, input.shift.interval.start) }
        }
        spans.append((span, false))
      }
    }
    let duty = input.shift.interval
    return spans.compactMap { span, isNight in
      if span.minutes <= 0 { return nil }
      if span.overlaps(duty) { return "works already from \(span.start.text) to \(span.end.text)" }
      if overlapsOnly { return nil }
      let before = span.end <= duty.start
      let isDuty = own.contains { $0.interval == span }
      let between = before ? duty.start.minutes(since: span.end) : span.start.minutes(since: duty.end)
      // The later one is handed over before it begins.
      let gap = between - (before || isDuty ? rules.handoverMinutes : 0)
      let need = (before ? isNight : input.shift.isNight) ? rules.restHoursAfterNight : rules.restHours
      return gap < need * 60 ? "\(gap) minutes of rest, \(need) hours needed" : nil
    }
  }

  private func officeHours(_ date: CivilDate) -> (Int, Int)? {
    let rules = input.city.rules
    let today = input.city.calendar.spans.filter { $0.first <= date && date <= $0.last }
    if !rules.officeDays.contains(date.weekday) || today.contains(where: { $0.kind.closesOffices }) { return nil }
    let hours = today.compactMap(\.officeHours).first
    return (hours?.lowerBound ?? rules.officeStartMinute, hours?.upperBound ?? rules.officeEndMinute)
  }

  // MARK: - Travel

  private mutating func prepareTravel() {
    // All places of the shift, whoever serves there: the same question for each of its plans.
    var seen: Set<PlaceID> = []
    let wanted = input.posts.filter { $0.shift == input.shift.id && $0.heads > 0 && roles[$0.role] != nil }
    let reached = wanted.filter { seen.insert($0.place).inserted }.compactMap { places[$0.place] }
    columns = Dictionary(reached.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let projection = LocalProjection(origin: input.city.origin)
    let points = reached.map { projection.point($0.coordinate) }
    models = [.straightLine(StraightLine(), places: points)]
    guard let roads = input.trustedRoads else { return }
    let closed = roads.edges(named: input.closedRoads)
    let water = input.trustedDepths.map {
      WaterView(series: $0, outlines: input.city.outlines, moment: .at(input.shift.interval.start))
    }
    // Carried on by boat from the water's edge, where there is a boat; from the car, which it stops first.
    let boats = input.equipment.contains { $0.kind == .boat && $0.state == .ready && $0.count > 0 } ? BoatShuttle() : nil
    let times = [Vehicle.car, .motorcycle, .foot].compactMap {
      try? roads.travelTimes(
        places: points, vehicle: $0, water: water ?? .none, boats: $0 == .car ? boats : nil, closed: closed)
    }
    if times.count == 3 { models = times.map { .roads($0) } }
  }

  private mutating func checkTravel(_ duty: Duty, _ person: StaffMember, _ place: Place) {
    let home = person.home.flatMap { input.city.area($0)?.centre }
    let seat = input.roster.unit(person.unit)?.area.flatMap { input.city.area($0)?.centre }
    guard let from = person.start ?? home ?? seat else {
      return found.append("\(duty.staff) on \(duty.post): nobody knows from where")
    }
    let point = LocalProjection(origin: input.city.origin).point(from)
    let times = models.compactMap { model in columns[place.id].flatMap { model.travel(from: point, to: $0).minutes } }
    guard let minutes = times.min() else { return found.append("\(duty.staff) on \(duty.post): cut off") }
    if let limit = input.city.rules.longestTravelMinutes, Int(minutes) > limit {
      found.append("\(duty.staff) on \(duty.post): \(minutes) minutes of travel, limit \(limit)")
    }
    if duty.travelMinutes != Int(minutes) {
      found.append("\(duty.staff) on \(duty.post): \(minutes) minutes of travel, the plan says \(duty.travelMinutes ?? -1)")
    }
  }

  // MARK: - Posts, units, equipment

  private mutating func check(_ post: Post, _ duties: [Duty]) {
    guard let role = roles[post.role], !duties.isEmpty else { return }
    let partners = input.partnerTeams.filter { $0.post == post.id && $0.counts }.reduce(0) { $0 + $1.heads }
    let mostHeads = role.goesWithOffice != nil ? 1 : max(0, post.heads - partners)
    if duties.count > mostHeads { found.append("\(post.id): \(duties.count) people for \(mostHeads) heads") }
    if role.goesWithOffice == nil, duties.count + partners < role.minimumCrew {
      found.append("\(post.id): \(duties.count) people, at least \(role.minimumCrew) serve")
    }
    guard role.needsWoman, role.goesWithOffice == nil else { return }
    let women = duties.filter { input.roster.member($0.staff)?.sex == .female }.count
    if women == 0 { found.append("\(post.id): \(duties.count) people and no woman") }
  }

  private mutating func checkUnits() {
    var called: [UnitID: Int] = [:]
    var gone: [UnitID: Int] = [:]
    for duty in plan.duties where duty.source != .office {
      guard let unit = input.roster.member(duty.staff)?.unit else { continue }
      // Those who are on the way or there have left already, whatever the minimum is now.
      if input.engaged[duty.staff] == duty.post { gone[unit, default: 0] += 1 } else { called[unit, default: 0] += 1 }
    }
    let day = input.day
    var strengthOf: [UnitID: Int] = [:]
    let staff = input.roster.staff
    for i in staff.indices where called[staff[i].unit] != nil && staff[i].contractUntil.map({ $0 >= day }) ?? true {
      strengthOf[staff[i].unit, default: 0] += 1
    }
    for unit in input.roster.units {
      guard let count = called[unit.id] else { continue }
      let strength = strengthOf[unit.id] ?? 0
      let most = max(0, strength - max(0, unit.minimumStrength) - (gone[unit.id] ?? 0))
      if count > most {
        found.append("\(unit.id): \(count) called of \(strength), \(unit.minimumStrength) must stay")
      }
    }
  }

  /// Crews are whole, and no more pieces are used than there are.
  private mutating func checkPieces(_ posts: [Post], _ byPost: [PostID: [Duty]]) {
    var used: [EquipmentKind: Int] = [:]
    for post in posts {
      guard let role = roles[post.role], role.goesWithOffice == nil, let need = role.equipment else { continue }
      let partners = input.partnerTeams.filter { $0.post == post.id && $0.counts }.reduce(0) { $0 + $1.heads }
      let per = max(1, need.headsPerPiece)
      let begun = min(post.heads, partners) % per
      // What joins a partner's crew needs no piece of ours.
      let own = max(0, (byPost[post.id]?.count ?? 0) - (begun > 0 ? per - begun : 0))
      if own == 0 { continue }
      let whole = own / per + (own % per >= max(1, role.minimumCrew) ? 1 : 0)
      // Few beyond it ride along.
      used[need.kind, default: 0] += begun > 0 ? whole : max(1, whole)
    }
    for kind in EquipmentKind.allCases {
      let there = input.equipment.filter { $0.kind == kind && $0.state != .broken }.reduce(0) { $0 + max(0, $1.count) }
      if let count = used[kind], count > there { found.append("\(count) pieces of \(kind.rawValue) used, \(there) there") }
    }
  }

  /// Unmet heads are what the duties leave, and each is reported.
  private mutating func checkSums(_ posts: [Post], _ byPost: [PostID: [Duty]]) {
    var missing = 0
    var reported: [PostID: Int] = [:]
    for shortage in plan.shortages { reported[shortage.post, default: 0] += shortage.missing }
    for post in posts {
      let told = reported[post.id] ?? 0
      missing += told
      guard let role = roles[post.role], places[post.place] != nil else { continue }
      let partners = input.partnerTeams.filter { $0.post == post.id && $0.counts }.reduce(0) { $0 + $1.heads }
      let heads = role.goesWithOffice != nil ? 1 : max(0, post.heads - partners)
      let open = heads - (byPost[post.id]?.count ?? 0)
      let isLed = posts.contains { roles[$0.role]?.leader == role.id && $0.place == post.place }
      // A partner's team leads itself: some of our leaders may not be needed.
      if told > open || (told < open && !(isLed && partnersLead(post))) {
        found.append("\(post.id): \(open) heads open, \(told) reported")
      }
    }
    let sum = plan.unmetByTier.reduce(0, +)
    if sum != missing { found.append("\(sum) unmet heads by tier, \(missing) reported") }
  }

  private func partnersLead(_ post: Post) -> Bool {
    input.partnerTeams.contains { team in
      team.counts
        && input.posts.contains { $0.id == team.post && $0.place == post.place && roles[$0.role]?.leader == post.role }
    }
  }
}
