import Basics
import Testing

@testable import Incident

/// Random commands against the domain and the simple model side by side.
@Suite("A long random operation") struct RandomWalkTests {
  static let op = TestPost.operation
  static let posts = [World.kitchen, World.shelter, World.boat, World.overlapping, World.eveningKitchen]

  struct Walk {
    var post: TestPost
    var model = SimpleModel()
    var random: RandomStream
    /// A proposal that waits, with the facts as the model knew them.
    var waiting: (proposal: PlanProposal, duties: [(Int, Post)], shift: Shift, facts: [String: Int])?
    var accepted = 0
    var refused = 0
    var codes: Set<RefusalCode> = []

    init(seed: UInt64) throws {
      random = RandomStream(seed: seed, name: "incident.walk")
      post = try TestPost(mode: .exercise)
      try post.open(RandomWalkTests.posts)
      for item in RandomWalkTests.posts { _ = model.open(item) }
      model.changes = [:]
    }

    mutating func staff() -> Int { random.int(in: 1...12) }
    mutating func anyPost() -> Post { random.pick(RandomWalkTests.posts) }

    /// Runs a command on both and compares; false at the first difference.
    mutating func both(_ command: Command, _ expected: Bool, by actor: Actor = World.commander) -> String? {
      let result = post.handle(command, by: actor)
      let taken = if case .success = result { true } else { false }
      if case .failure(let refusal) = result {
        refused += 1
        codes.insert(refusal.code)
      } else {
        accepted += 1
      }
      return taken == expected ? nil : "\(command): the model says \(expected), the domain \(result)"
    }
  }

  @Test("the domain does what a second, simpler model of the rules says, over 300 random operations") func walk() throws {
    var types: Set<String> = []
    var codes: Set<RefusalCode> = []
    var commands = (accepted: 0, refused: 0)
    for seed in 1...300 as ClosedRange<UInt64> {
      var walk = try Walk(seed: seed)
      if let fault = walk.run() {
        Issue.record("seed \(seed): \(fault)")
        return
      }
      #expect(walk.post.state.checkInvariants() == [], "seed \(seed)")
      try Self.replay(walk.post, seed: seed)
      for recorded in walk.post.log { types.insert(recorded.event.type) }
      codes.formUnion(walk.codes)
      commands.accepted += walk.accepted
      commands.refused += walk.refused
    }
    // Each way must have been trodden, or the walk says little.
    #expect(commands.accepted > 8_000 && commands.refused > 4_000, "\(commands)")
    let wanted = Set(OrderEvent.Kind.allCases.map(\.rawValue) + PlanEvent.Kind.allCases.map(\.rawValue))
    #expect(wanted.subtracting(types) == ["plan.shortages", "plan.proof"])
    let met: Set<RefusalCode> = [
      .factsChanged, .planTwice, .planOverNeed, .planBreaksEdit, .crewIncomplete, .shelterWithoutWoman, .planSuperseded,
      .planNotApproved, .unitHeadNotTold, .objectionOpen, .banned, .dutyNotInPlan, .alreadyOrdered, .declinedForShift,
      .unansweredForShift, .onScene, .powerNotConfirmedOff, .postFull, .postHasPeople, .seatTaken, .orderDeclined,
      .orderStoodDown, .orderOnScene, .orderOnDuty, .orderEnded, .orderNotOnDuty, .orderNotOnScene, .deadlineNotPassed,
      .deadlinePast, .pinConflict, .editEmpty, .unknownPost,
    ]
    #expect(met.subtracting(codes).isEmpty, "never met: \(met.subtracting(codes).map(\.rawValue).sorted())")
  }

  @Test("a model that forgets one rule is found out by the walk", arguments: SimpleModel.Flaw.allCases)
  func canary(_ flaw: SimpleModel.Flaw) throws {
    let found = try (1...300 as ClosedRange<UInt64>).contains { seed in
      var walk = try Walk(seed: seed)
      walk.model.flaw = flaw
      return walk.run() != nil
    }
    #expect(found)
  }

  /// The log alone, through its bytes, gives the same state.
  static func replay(_ post: TestPost, seed: UInt64) throws {
    var state = State()
    for recorded in post.log {
      let value = try JSONReader.read(try recorded.event.encoded())
      var copy = recorded
      copy.event = try Event(type: recorded.event.type, version: recorded.event.version, payload: value)
      evolve(&state, copy)
    }
    #expect(state == post.state, "seed \(seed)")
  }
}

extension RandomWalkTests.Walk {
  /// The first difference between the two, with the number of its step; nil if they agree to the end.
  mutating func run() -> String? {
    for number in 1...120 {
      if let fault = step() ?? difference() { return "step \(number): \(fault)" }
    }
    return nil
  }

  private mutating func step() -> String? {
    switch random.int(in: 0...21) {
    case 0...1: propose()
    case 2: planCommand()
    case 3: planCommand()
    case 4...6: issue()
    case 7...13: orderStep()
    case 14: postCommand()
    case 15: power()
    case 16: objection()
    case 17: edit()
    case 18: letter()
    default: clock()
    }
  }

  private mutating func duties(_ shift: Shift) -> [(Int, Post)] {
    let open = RandomWalkTests.posts.filter { $0.shift == shift.id }
    // Mostly what would pass, sometimes anything.
    if random.chance(0.15) { return (0..<random.int(in: 0...4)).map { _ in (staff(), anyPost()) } }
    var people = Array(1...12)
    random.shuffle(&people)
    var duties: [(Int, Post)] = model.pins.filter { $0.1.shift == shift.id && model.openPosts.contains($0.1.id) }
    for post in open where model.openPosts.contains(post.id) && random.chance(0.7) {
      let least = post.role == World.boat.role ? 3 : 1
      for _ in 0..<random.int(in: least...max(least, model.heads[post.id]!)) {
        guard let person = people.popLast() else { break }
        if !duties.contains(where: { $0.0 == person }) && !model.isBanned(person, post.id) { duties.append((person, post)) }
      }
    }
    return duties
  }

  private mutating func propose() -> String? {
    if let late = waiting, random.chance(0.5) {
      waiting = nil
      return both(.plan(.propose(late.proposal)), model.propose(late.duties, late.shift.id, facts: late.facts), by: World.system)
    }
    let shift = random.pick([World.morning, World.morning, World.lateMorning, World.evening])
    let duties = duties(shift)
    let proposal = post.proposal(duties, shifts: [shift])
    if random.chance(0.2) {
      waiting = (proposal, duties, shift, model.changes)
      return nil
    }
    let fault = both(.plan(.propose(proposal)), model.propose(duties, shift.id, facts: model.changes), by: World.system)
    if fault != nil || random.chance(0.3) { return fault }
    // Often go on at once, so that there are orders to play with.
    guard let plan = model.plans.indices.last else { return nil }
    return approve(plan) ?? tell(plan)
  }

  private mutating func approve(_ plan: Int) -> String? {
    both(.plan(.approve(PlanApproval(plan: PlanID("plan-\(plan + 1)"), overrides: []))), model.approve(plan))
  }

  private mutating func tell(_ plan: Int) -> String? {
    let until = post.now.adding(minutes: 45)
    return both(.plan(.tellUnitHeads(PlanID("plan-\(plan + 1)"), units: nil, objectUntil: until)), model.tell(plan, until: until))
  }

  private mutating func planCommand() -> String? {
    guard !model.plans.isEmpty else { return nil }
    let plan = random.int(in: 0...(model.plans.count - 1))
    return random.chance(0.5) ? approve(plan) : tell(plan)
  }

  private mutating func issue() -> String? {
    guard !model.plans.isEmpty else { return nil }
    let recent = model.plans.indices.suffix(3)
    let plan = random.pick(Array(recent))
    let deadline = post.now.adding(minutes: random.int(in: 0...30))
    var named: [(Int, Post)]?
    if random.chance(0.7), let duty = model.plans[plan].duties.randomElement(using: &random) {
      named = random.chance(0.1) ? [(staff(), anyPost())] : [duty]
    }
    let keys = named.map { $0.map { DutyKey(staff: StaffID("s\($0.0)"), post: $0.1.id) } }
    let command = Command.order(.issue(PlanID("plan-\(plan + 1)"), duties: keys, deadline: deadline))
    return both(command, model.issue(plan, named, deadline: deadline))
  }

  private mutating func orderStep() -> String? {
    guard !model.orders.isEmpty else { return nil }
    var i = max(0, model.orders.count - 1 - random.int(in: 0...7))
    var step = random.pick(OrderState.Phase.allCases.filter { $0 != .issued })
    // Rare turns get a hand: silence, and the late yes after it.
    let late = model.orders.indices.filter {
      !model.orders[$0].ended && model.orders[$0].rank < 2 && post.now >= model.orders[$0].deadline
    }
    let silent = model.orders.indices.filter { !model.orders[$0].ended && model.orders[$0].rank == 2 }
    if let chosen = late.randomElement(using: &random), random.chance(0.3) {
      (i, step) = (chosen, .unanswered)
    } else if let chosen = silent.randomElement(using: &random), random.chance(0.2) {
      (i, step) = (chosen, .accepted)
    }
    return both(OrderTableTests.command(step, OrderID("order-\(i + 1)"), post.now), model.step(i, step))
  }

  private mutating func postCommand() -> String? {
    let item = anyPost()
    switch random.int(in: 0...2) {
    case 0:
      let heads = random.chance(0.5) ? max(1, model.seated(item.id)) : random.int(in: 1...6)
      return both(
        .need(.changePost(PostChange(operation: RandomWalkTests.op, post: item.id, heads: heads))), model.change(item.id, heads))
    case 1:
      return both(.need(.closePost(PostClosing(operation: RandomWalkTests.op, post: item.id))), model.close(item.id))
    default: return both(.need(.openPosts(RandomWalkTests.op, shifts: [], posts: [item])), model.open(item))
    }
  }

  private mutating func power() -> String? {
    let state = random.pick(PowerState.allCases)
    model.powerOff = state == .confirmedOff || state == .safe
    model.bump("power")
    let report = PowerReport(
      operation: RandomWalkTests.op, area: World.dock, state: state, at: post.now, informant: .office("pln"))
    return both(.situation(.recordPower(report)), true)
  }

  private mutating func objection() -> String? {
    if let i = model.objections.indices.last(where: { model.objections[$0].open }), random.chance(0.6) {
      let upheld = random.chance(0.4)
      let plan = model.objections[i].plan
      let resolution = ObjectionResolution(
        plan: PlanID("plan-\(plan + 1)"), objection: ObjectionID("objection-\(i + 1)"), isUpheld: upheld, reason: World.note)
      return both(.plan(.resolveObjection(resolution)), model.resolve(i, upheld: upheld))
    }
    guard let plan = model.plans.indices.last else { return nil }
    let person = model.plans[plan].duties.first?.0 ?? staff()
    let command = Command.plan(
      .object(PlanID("plan-\(plan + 1)"), model.unit(person), staff: [StaffID("s\(person)")], reason: World.note))
    return both(command, model.object(plan, person))
  }

  private mutating func edit() -> String? {
    if random.chance(0.1) {
      let units = random.int(in: -1...2)
      return both(.plan(.setThreshold(PlanThreshold(operation: RandomWalkTests.op, units: units))), model.threshold(units))
    }
    let person = staff()
    let item = anyPost()
    func command(_ pins: [Pin], _ bans: [Ban], _ unpinned: [Pin] = [], _ unbanned: [Ban] = []) -> Command {
      .plan(
        .edit(
          PlanEdit(
            operation: RandomWalkTests.op, plan: nil, pins: pins, bans: bans, unpinned: unpinned, unbanned: unbanned,
            reason: World.note)))
    }
    switch random.int(in: 0...3) {
    case 0: return both(command([Pin(staff: StaffID("s\(person)"), post: item.id)], []), model.pin(person, item))
    case 1: return both(command([], [Ban(staff: StaffID("s\(person)"), post: item.id)]), model.ban(person, item.id))
    case 2: return both(command([], [Ban(staff: StaffID("s\(person)"))]), model.ban(person, nil))
    default:
      let frame = post.state.operations[RandomWalkTests.op]!
      return both(command([], [], frame.pins, frame.bans), model.clearEdits())
    }
  }

  private mutating func letter() -> String? {
    guard let order = model.orders.randomElement(using: &random) else { return nil }
    model.lettered.insert("s\(order.staff) \(order.post.id)")
    let letter = LetterSubmission(
      operation: RandomWalkTests.op, number: "800/\(post.log.count)", date: CivilDate("2026-11-24")!, basis: World.decree,
      signerOffice: "Sekda", duties: [DutyKey(staff: StaffID("s\(order.staff)"), post: order.post.id)])
    return both(.paper(.recordLetter(letter)), true)
  }

  private mutating func clock() -> String? {
    post.now = post.now.adding(minutes: random.int(in: 1...25))
    model.now = post.now
    return nil
  }

  /// What the two disagree about; nil if nothing.
  func difference() -> String? {
    let state = post.state
    guard state.orders.count == model.orders.count else { return "\(state.orders.count) orders, model \(model.orders.count)" }
    for (i, order) in model.orders.enumerated() {
      let phase = state.orders[OrderID("order-\(i + 1)")]?.phase
      if phase != order.phase { return "order-\(i + 1) is \(String(describing: phase)), model \(order.phase)" }
    }
    for item in RandomWalkTests.posts {
      let record = state.operations[RandomWalkTests.op]?.posts[item.id]
      if record?.isOpen != model.openPosts.contains(item.id) { return "\(item.id): open differs" }
      if record?.isOpen == true && record?.post.heads != model.heads[item.id] { return "\(item.id): heads differ" }
      if state.heads(RandomWalkTests.op, post: item.id).ordered != model.seated(item.id) { return "\(item.id): people differ" }
    }
    for (i, plan) in model.plans.enumerated() {
      let record = state.plans[PlanID("plan-\(i + 1)")]
      if record?.state.isSuperseded != plan.superseded { return "plan-\(i + 1): superseded differs" }
      if !plan.superseded && record?.state.isApproved != plan.approved { return "plan-\(i + 1): approved differs" }
    }
    let unlettered = state.dutiesWithoutLetter(RandomWalkTests.op).map { "\($0.staff) \($0.post)" }.sorted()
    return unlettered == model.unlettered ? nil : "letters: \(unlettered), model \(model.unlettered)"
  }
}
