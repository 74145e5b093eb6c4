import Basics
import Testing

@testable import Incident

@Suite("Calling people") struct CallTests {
  static let op = TestPost.operation

  @Test("a person who declined is not called again for that shift, and may be called for the next") func declined() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen, World.eveningKitchen])
    let order = try #require(try post.call([(1, World.kitchen)]).first)
    try post.do(post.no(order))
    let again = try post.approve([(1, World.kitchen), (2, World.kitchen)])
    #expect(post.refusal(.order(.issue(again, duties: nil, deadline: post.now.adding(minutes: 9)))) == .declinedForShift)
    let other = [DutyKey(staff: StaffID("s2"), post: World.kitchen.id)]
    try post.do(.order(.issue(again, duties: other, deadline: post.now.adding(minutes: 9))))
    #expect(try post.call([(1, World.eveningKitchen)], shifts: [World.evening]).count == 1)
  }

  @Test("an answer is taken although the clock was set back since the call; one dated before the call is not")
  func clockSetBack() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let orders = try post.call([(1, World.kitchen), (2, World.kitchen)])
    let early = OrderReceipt(order: orders[0], at: post.now.adding(minutes: -60))
    #expect(post.refusal(.order(.deliver(early))) == .beforeIssue)
    post.now = post.now.adding(minutes: -60)
    try post.do(post.yes(orders[0]))
    #expect(post.state.order(orders[0])?.phase == .accepted)
    let earlier = OrderReceipt(order: orders[1], at: post.now.adding(minutes: -60))
    #expect(post.refusal(.order(.deliver(earlier))) == .beforeIssue)
  }

  @Test("nobody is ordered twice for overlapping shifts") func overlap() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen, World.overlapping, World.eveningKitchen])
    try post.call([(1, World.kitchen)])
    let plan = try post.approve([(1, World.overlapping)], shifts: [World.lateMorning])
    #expect(post.refusal(.order(.issue(plan, duties: nil, deadline: post.now.adding(minutes: 9)))) == .alreadyOrdered)
    #expect(
      post.refusal(
        .plan(.propose(post.proposal([(2, World.kitchen), (2, World.overlapping)], shifts: [World.morning, World.lateMorning]))))
        == .planTwice)
    #expect(try post.call([(1, World.eveningKitchen)], shifts: [World.evening]).count == 1)
  }

  @Test("nobody on scene is called again until released") func onScene() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen, World.eveningKitchen])
    let order = try #require(try post.call([(1, World.kitchen)]).first)
    try post.do(.order(.arrive(post.receipt(order))))
    let plan = try post.approve([(1, World.eveningKitchen)], shifts: [World.evening])
    let call = Command.order(.issue(plan, duties: nil, deadline: post.now.adding(minutes: 9)))
    #expect(post.refusal(call) == .onScene)
    try post.do(.order(.release(post.receipt(order))))
    #expect(post.refusal(call) == nil)
  }

  @Test("partners' people are never ordered") func partners() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    #expect(post.refusal(.plan(.propose(post.proposal([(13, World.kitchen)])))) == .partnerOrdered)
  }

  @Test("invented people are refused in an actual operation, at the import and in a plan") func invented() throws {
    var post = try TestPost(mode: .actual)
    let roster = RosterImport(digest: World.digest, staff: 15, units: 3, added: 15, changed: 0, removed: 0, invented: 1)
    #expect(post.refusal(.database(.importRoster(roster))) == .inventedStaff)
    try post.open([World.kitchen])
    #expect(post.refusal(.plan(.propose(post.proposal([(14, World.kitchen)])))) == .inventedPerson)
    #expect(post.refusal(.plan(.propose(post.proposal([(1, World.kitchen)])))) == nil)
  }

  @Test("unit heads are told before their people are called") func headsFirst() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    try post.do(.plan(.propose(post.proposal([(1, World.kitchen), (2, World.kitchen)]))))
    let plan = post.state.plans(Self.op)[0].id
    let call = Command.order(.issue(plan, duties: nil, deadline: post.now.adding(minutes: 9)))
    #expect(post.refusal(call) == .planNotApproved)
    try post.do(.plan(.approve(PlanApproval(plan: plan, overrides: []))))
    #expect(post.refusal(call) == .unitHeadNotTold)
    let told = try post.do(.plan(.tellUnitHeads(plan, units: nil, objectUntil: post.now.adding(minutes: 10))))
    #expect(told.count == 2)
    #expect(post.state.plans[plan]?.unitHeads[UnitID("dinsos")]?.told.head == StaffID("s2"))
    #expect(post.refusal(call) == nil)
    #expect(post.state.toldStaff(Self.op).map(\.staff.rawValue) == ["s1", "s2"])
  }

  @Test("an objection in time holds the call back; upheld, the person stays with the unit") func objection() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let plan = try post.approve([(1, World.kitchen), (2, World.kitchen)])
    let unit = World.roster.member(StaffID("s1"))!.unit
    let object = Command.plan(.object(plan, unit, staff: [StaffID("s1")], reason: World.note))
    try post.do(object)
    #expect(post.refusal(object) == .objectionOpen)
    let call = Command.order(.issue(plan, duties: nil, deadline: post.now.adding(minutes: 9)))
    #expect(post.refusal(call) == .objectionOpen)
    let open = try #require(post.state.openObjections(Self.op).first)
    try post.do(
      .plan(
        .resolveObjection(
          ObjectionResolution(plan: plan, objection: open.id, isUpheld: true, reason: World.note))))
    #expect(post.state.openObjections(Self.op).isEmpty)
    #expect(post.refusal(call) == .banned)
    #expect(post.refusal(.plan(.propose(post.proposal([(1, World.kitchen)])))) == .planBreaksEdit)
    post.now = post.now.adding(minutes: 31)
    let late = Command.plan(.object(plan, World.roster.member(StaffID("s2"))!.unit, staff: [StaffID("s2")], reason: World.note))
    #expect(post.refusal(late) == .objectionTooLate)
  }

  @Test("an upheld objection stands down those who were called already") func objectionAfterCall() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let order = try #require(try post.call([(1, World.kitchen)]).first)
    try post.do(post.yes(order))
    let plan = post.state.orders[order]!.issue.plan
    let unit = post.state.orders[order]!.issue.unit
    try post.do(.plan(.object(plan, unit, staff: [StaffID("s1")], reason: World.note)))
    let objection = post.state.objectionIDs[0]
    try post.do(
      .plan(.resolveObjection(ObjectionResolution(plan: plan, objection: objection, isUpheld: true, reason: World.note))))
    #expect(post.state.orders[order]?.phase == .stoodDown)
  }

  @Test("nobody is sent into water where the power is not confirmed off, unless a named person takes it on") func power() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.boat])
    let plan = try post.approve([(1, World.boat), (3, World.boat), (4, World.boat)])
    let call = Command.order(.issue(plan, duties: nil, deadline: post.now.adding(minutes: 9)))
    #expect(post.refusal(call) == .powerNotConfirmedOff)
    func power(_ state: PowerState) -> Command {
      .situation(
        .recordPower(
          PowerReport(operation: Self.op, area: World.dock, state: state, at: post.now, informant: .office("pln"))))
    }
    try post.do(power(.asked))
    #expect(post.refusal(call) == .powerNotConfirmedOff)
    let pass = Command.situation(.overridePower(PowerOverride(operation: Self.op, area: World.dock, reason: World.note)))
    #expect(post.refusal(pass, by: World.system) == .needsPerson)
    try post.do(pass)
    #expect(post.state.operations[Self.op]?.allowsWater(World.dock) == true)
    try post.do(power(.backOn))
    #expect(post.refusal(call) == .powerNotConfirmedOff)
    try post.do(power(.confirmedOff))
    #expect(post.refusal(call) == nil)
  }

  @Test("silence counts only once the deadline has passed, and a late yes counts while the seat is free") func silence() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([Post(role: World.kitchen.role, place: World.kitchen.place, shift: World.kitchen.shift, heads: 1)])
    let order = try #require(try post.call([(1, World.kitchen)]).first)
    #expect(post.refusal(.order(.passDeadline(post.receipt(order)))) == .deadlineNotPassed)
    post.now = post.now.adding(minutes: 20)
    #expect(post.state.overdueOrders(Self.op, at: post.now).map(\.id) == [order])
    try post.do(.order(.passDeadline(post.receipt(order))), by: World.system)
    var late = post
    try late.do(late.yes(order))
    #expect(late.state.orders[order]?.phase == .accepted)
    let second = try #require(try post.call([(2, World.kitchen)]).first)
    #expect(post.refusal(post.yes(order)) == .seatTaken)
    try post.do(post.no(second))
    #expect(post.refusal(post.yes(order)) == nil)
  }

  @Test("a post never gets more people than its heads, and none is closed over people's heads") func heads() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    #expect(
      post.refusal(
        .plan(.propose(post.proposal([(1, World.kitchen), (2, World.kitchen), (3, World.kitchen), (4, World.kitchen)]))))
        == .planOverNeed)
    let orders = try post.call([(1, World.kitchen), (2, World.kitchen), (3, World.kitchen)])
    #expect(post.refusal(.need(.changePost(PostChange(operation: Self.op, post: World.kitchen.id, heads: 2)))) == .postHasPeople)
    #expect(post.refusal(.need(.closePost(PostClosing(operation: Self.op, post: World.kitchen.id)))) == .postHasPeople)
    #expect(post.refusal(.operation(.close(OperationClosing(operation: Self.op)))) == .operationHasPeople)
    for order in orders { try post.do(post.no(order)) }
    try post.do(.need(.closePost(PostClosing(operation: Self.op, post: World.kitchen.id))))
    try post.do(.operation(.close(OperationClosing(operation: Self.op))))
    #expect(post.refusal(.need(.closePost(PostClosing(operation: Self.op, post: World.kitchen.id)))) == .operationClosed)
  }

  @Test("an order is valid before any letter; duties without one are listed until a letter names them") func letters() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let orders = try post.call([(1, World.kitchen), (2, World.kitchen)])
    try post.do(post.yes(orders[0]))
    try post.do(post.yes(orders[1]))
    #expect(post.state.dutiesWithoutLetter(Self.op).map(\.id) == orders)
    func letter(_ staff: [String]) -> Command {
      .paper(
        .recordLetter(
          LetterSubmission(
            operation: Self.op, number: "800/12", date: CivilDate("2026-11-24")!, basis: World.decree, signerOffice: "Sekda",
            duties: staff.map { DutyKey(staff: StaffID($0), post: World.kitchen.id) })))
    }
    #expect(post.refusal(letter(["s9"])) == .letterDutyUnknown)
    #expect(post.refusal(letter(["s1", "s1"])) == .letterTwice)
    try post.do(letter(["s1"]))
    #expect(post.state.dutiesWithoutLetter(Self.op).map(\.id) == [orders[1]])
    #expect(post.refusal(letter(["s2"])) == .letterNumberTaken)
  }

  @Test("a safety round asks those on scene and shows who is silent and who is not safe") func round() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let orders = try post.call([(1, World.kitchen), (2, World.kitchen), (3, World.kitchen)])
    let open = Command.safety(.openRound(Self.op, deadline: post.now.adding(minutes: 15)))
    #expect(post.refusal(open) == .nobodyOnScene)
    try post.do(.order(.startDuty(post.receipt(orders[0]))))
    try post.do(.order(.arrive(post.receipt(orders[1]))))
    try post.do(open)
    let id = RoundID("round-1")
    func answer(_ staff: String, _ isSafe: Bool) -> Command {
      .safety(.answer(RoundAnswer(operation: Self.op, round: id, staff: StaffID(staff), isSafe: isSafe, at: post.now)))
    }
    #expect(post.refusal(answer("s3", true)) == .notAsked)
    try post.do(answer("s1", false))
    let round = try #require(post.state.rounds[id])
    #expect(round.silent == [StaffID("s2")] && round.unsafe == [StaffID("s1")])
    #expect(post.state.overdueRounds(Self.op, at: post.now.adding(minutes: 15)).map(\.id) == [id])
    try post.do(.safety(.closeRound(RoundClosing(operation: Self.op, round: id))))
    #expect(post.refusal(answer("s2", true)) == .unknownRound)
  }

  @Test("power that comes back, a crew that falls apart and a shelter without a woman raise an alarm") func alarms() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.boat, World.shelter])
    func power(_ state: PowerState) -> Command {
      .situation(
        .recordPower(
          PowerReport(operation: Self.op, area: World.dock, state: state, at: post.now, informant: .office("pln"))))
    }
    func alarms() -> [SafetyAlarm] { post.state.safetyAlarms(Self.op, city: World.city, roster: World.roster) }
    try post.do(power(.confirmedOff))
    let orders = try post.call([(1, World.boat), (3, World.boat), (4, World.boat), (6, World.shelter), (5, World.shelter)])
    try post.do(.order(.startDuty(post.receipt(orders[0]))))
    #expect(alarms() == [])
    try post.do(power(.backOn))
    #expect(alarms() == [.inWaterWithPower(orders[0], World.dock)])
    try post.do(power(.safe))
    try post.do(post.no(orders[1]))
    try post.do(post.no(orders[4]))
    #expect(
      Set(alarms()) == [.crewIncomplete(World.boat.id, found: 2, needed: 3), .shelterWithoutWoman(World.shelter.id)])
  }

  @Test("thousands of people are called in one command, and beyond its limit nobody is") func many() throws {
    var post = try TestPost(mode: .exercise)
    post.roster = Roster(units: World.roster.units, staff: (1...10_001).map { World.person($0, unit: "bpbd") })
    let shifts = [World.morning]
    let posts = (0..<11).map { Post(role: RoleID("dapur\($0)"), place: PlaceID("aula"), shift: World.morning.id, heads: 1_000) }
    let city = CityIndex(
      roles: posts.map { World.role($0.role.rawValue) }, places: [World.place("aula", .kitchen, World.hill)],
      areas: [World.dock, World.hill], partners: [], postures: [])
    post.city = city
    post.checksEach = false
    try post.open(posts)
    let plan = try post.approve((1...10_001).map { ($0, posts[$0 % 11]) }, shifts: shifts)
    let deadline = post.now.adding(minutes: 20)
    #expect(post.refusal(.order(.issue(plan, duties: nil, deadline: deadline))) == .tooMany)
    #expect(post.state.orders.isEmpty)
    let some = post.state.plans[plan]!.duties.prefix(5_000).map { DutyKey(staff: $0.staff, post: $0.post) }
    try post.do(.order(.issue(plan, duties: some, deadline: deadline)))
    #expect(post.state.orders.count == 5_000)
    #expect(post.state.checkInvariants() == [])
  }
}
