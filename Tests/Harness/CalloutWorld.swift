import Basics
import Callout
import Geography
import Incident

// Shared by the tests of the room and by the long harness (a link lies in Tests/CalloutTests): public names only.

/// A small city with a command post in small: decides, folds, and lets a switchboard follow.
struct CallWorld {
  static let area = AreaID("14.72.01.1001")
  static let operation = OperationID("op-1")
  static let start = Instant("2026-11-24T05:00:00+07:00")!
  static let commander = Actor.person(office: "kalaksa-bpbd")
  static let digest = String(repeating: "1b", count: 32)

  static func shift(_ id: String, hour: Int) -> Shift {
    let from = Instant("2026-11-24T00:00:00+07:00")!.adding(minutes: hour * 60)
    return Shift(
      id: ShiftID(id), name: Bilingual(id: id, en: id), interval: Interval(start: from, end: from.adding(minutes: 480)),
      isNight: false)
  }
  static let morning = shift("pagi", hour: 7)
  static let evening = shift("sore", hour: 15)
  static func role(_ id: String) -> Role {
    Role(
      id: RoleID(id), name: Bilingual(id: id, en: id), ics: id, section: .operations, criticality: .lifeSafety, minimumCrew: 1,
      isInWater: false, needsWoman: false, task: Bilingual(id: id, en: id))
  }
  static let city = CityIndex(
    roles: [role("dapur"), role("posko")],
    places: [
      Place(
        id: PlaceID("aula"), name: Bilingual(id: "aula", en: "aula"), kind: .kitchen, area: area,
        coordinate: Coordinate(latitudeE7: 16_600_000, longitudeE7: 1_014_500_000), certainty: .assumed)
    ], areas: [area], partners: [], postures: [])
  /// s1...sN in three units; s1, s2, s3 are heads, s4 is everybody's superior of unit bpbd.
  static func roster(_ count: Int = 12) -> Roster {
    let names = ["bpbd", "dinsos", "damkar"]
    return Roster(
      units: names.enumerated().map { OrgUnit(id: UnitID($1), name: $1, head: "\($0 + 1)") },
      staff: (1...count).map { number in
        let unit = names[(number - 1) % 3]
        return StaffMember(
          id: StaffID("s\(number)"), officeNumber: "\(number)", name: "Rekaan \(number)", unit: UnitID(unit), employment: .pns,
          position: "Staf", superior: unit == "bpbd" && number > 4 ? "4" : nil, isCallable: true)
      })
  }
  static let kitchen = Post(role: RoleID("dapur"), place: PlaceID("aula"), shift: morning.id, heads: 500)
  static let desk = Post(role: RoleID("posko"), place: PlaceID("aula"), shift: morning.id, heads: 500)
  static let later = Post(role: RoleID("posko"), place: PlaceID("aula"), shift: evening.id, heads: 500)

  var state = State()
  var roster: Roster
  var board: Switchboard
  var sequence: UInt64 = 0
  var now = CallWorld.start
  /// Everything that came out and was not taken yet.
  var out = Reaction()
  var notices: [CalloutNotice] = []
  var refusals: [RefusalCode] = []
  var faults: [String] = []
  /// A broken variant: the board does not hear of these events.
  var isDeafTo: (Event) -> Bool = { _ in false }

  init(mode: Mode = .exercise, boardMode: Mode? = nil, settings: CalloutSettings = CalloutSettings(), staff: Int = 12) throws {
    roster = Self.roster(staff)
    board = Switchboard(mode: boardMode ?? mode, settings: settings, seed: 7)
    try self.do(
      .database(
        .open(
          DatabaseOpening(mode: mode, city: "dumai", cityDigest: Self.digest, seed: mode == .exercise ? 7 : nil, version: "0.1")))
    )
    try self.do(.operation(.open(OpenOperation(name: "rob", mode: mode, hazard: .tidalFlood, areas: [Self.area]))))
    try self.do(
      .need(.openPosts(Self.operation, shifts: [Self.morning, Self.evening], posts: [Self.kitchen, Self.desk, Self.later])))
    _ = take()
  }

  /// Decides, folds, lets the board follow, and decides on what the board then asks for.
  @discardableResult
  mutating func `do`(_ command: Command, by actor: Actor = CallWorld.commander) throws -> [Event] {
    let context = DecisionContext(instant: now, actor: actor, roster: roster, city: Self.city)
    let events = try decide(command, state, context).get()
    for event in events {
      let recorded = RecordedEvent(sequence: sequence, instant: now, actor: actor, mode: state.mode ?? .exercise, event: event)
      sequence += 1
      evolve(&state, recorded)
      if !isDeafTo(event) { absorb(board.follow([recorded], state: state, roster: roster)) }
    }
    return events
  }

  /// Keeps what came out and does what it asks for.
  mutating func absorb(_ reaction: Reaction) {
    var todo = reaction.commands
    var rest = reaction
    rest.commands = []
    out.add(rest)
    out.commands += reaction.commands
    notices += reaction.notices
    while !todo.isEmpty {
      let next = todo.removeFirst()
      do { try self.do(next.command, by: next.actor) } catch let refusal as Refusal {
        refusals.append(refusal.code)
        let reaction = board.refused(next.command, with: refusal, at: now)
        var quiet = reaction
        quiet.commands = []
        out.add(quiet)
        notices += reaction.notices
      } catch { faults.append("\(error)") }
    }
  }

  mutating func take() -> Reaction {
    defer { out = Reaction() }
    return out
  }

  /// What leaves until an instant, waking when the board wants to.
  mutating func run(to end: Instant) -> [HandOver] {
    var left: [HandOver] = []
    while let next = board.nextWake, next <= end {
      now = max(now, next)
      let reaction = board.wake(at: now)
      left += reaction.handOvers
      absorb(reaction)
    }
    now = max(now, end)
    return left
  }

  mutating func run(minutes: Int) -> [HandOver] { run(to: now.adding(minutes: minutes)) }

  mutating func report(_ id: MessageID, _ kind: ChannelReport.Kind) { absorb(board.report(ChannelReport(id, kind), at: now)) }
  mutating func taken(_ handOver: HandOver) { report(handOver.id, .outcome(.handedOver, attempt: handOver.attempt)) }
  mutating func delivered(_ handOver: HandOver) {
    taken(handOver)
    report(handOver.id, .receipt(.delivered))
  }
  mutating func reply(_ staff: Int, _ text: String, id: String = "") {
    absorb(board.receive(IncomingReply(id: id, from: StaffID("s\(staff)"), text: text), at: now))
  }

  static func duty(_ staff: Int, _ post: Post) -> Duty {
    Duty(staff: StaffID("s\(staff)"), post: post.id, seat: .member, travelMinutes: 10, source: .optimised)
  }

  /// Proposes, approves, tells the unit heads and issues; the orders in order of issue.
  @discardableResult
  mutating func call(_ duties: [(Int, Post)], shift: Shift = CallWorld.morning, minutes: Int = 20) throws -> [OrderID] {
    let plan = Plan(
      shifts: [shift.id], posts: [], duties: duties.map { Self.duty($0.0, $0.1) }, shortages: [], proof: nil, cost: 10,
      unmetByTier: [0, 0, 0, 0, 0], status: .optimal, gap: 0, caveats: [])
    let text = String(sequence) + duties.map { "\($0.0)\($0.1.id)" }.joined()
    let hex = String(text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }, radix: 16)
    let digest = String(repeating: "0", count: 64 - hex.count) + hex
    let proposal = PlanProposal(
      operation: Self.operation, plan: plan, digest: digest, solver: "test 1", pricesDigest: Self.digest,
      facts: state.relevantFacts(Self.operation, shifts: [shift.id]))
    try self.do(.plan(.propose(proposal)), by: .system("planner"))
    guard let id = state.plans(Self.operation).last?.id else { return [] }
    try self.do(.plan(.approve(PlanApproval(plan: id, overrides: []))))
    try self.do(.plan(.tellUnitHeads(id, units: nil, objectUntil: now.adding(minutes: 30))))
    let events = try self.do(.order(.issue(id, duties: nil, deadline: now.adding(minutes: minutes))), by: .system("planner"))
    return events.compactMap { if case .order(.issued(let issue)) = $0 { issue.order } else { nil } }
  }

  func code(_ order: OrderID) -> String { board.chase(ChaseID(order.rawValue))?.code ?? "" }
  func phase(_ order: OrderID) -> OrderState.Phase? { state.order(order)?.phase }
}
