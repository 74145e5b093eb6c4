import Basics
import Geography
import Testing

@testable import Incident

/// A small city with a few people, for the tests of this room.
enum World {
  static let dock = AreaID("14.72.01.1001")
  static let hill = AreaID("14.72.01.1002")
  static let morning = shift("pagi", hour: 7)
  static let evening = shift("sore", hour: 15)
  static let lateMorning = shift("siang", hour: 11)
  /// Before the morning shift.
  static let start = Instant("2026-11-24T05:00:00+07:00")!

  static func shift(_ id: String, hour: Int) -> Shift {
    let from = Instant("2026-11-24T00:00:00+07:00")!.adding(minutes: hour * 60)
    return Shift(
      id: ShiftID(id), name: Bilingual(id: id, en: id), interval: Interval(start: from, end: from.adding(minutes: 480)),
      isNight: false)
  }

  static func role(
    _ id: String, crew: Int = 1, isInWater: Bool = false, needsWoman: Bool = false
  ) -> Role {
    Role(
      id: RoleID(id), name: Bilingual(id: id, en: id), ics: id, section: .operations, criticality: .lifeSafety,
      minimumCrew: crew, isInWater: isInWater, needsWoman: needsWoman, task: Bilingual(id: id, en: id))
  }

  static func place(_ id: String, _ kind: PlaceKind, _ area: AreaID) -> Place {
    Place(
      id: PlaceID(id), name: Bilingual(id: id, en: id), kind: kind, area: area,
      coordinate: Coordinate(latitudeE7: 16_600_000, longitudeE7: 1_014_500_000), certainty: .assumed)
  }

  static let city = CityIndex(
    roles: [role("perahu", crew: 3, isInWater: true), role("pengungsian", needsWoman: true), role("dapur"), role("posko")],
    places: [place("dermaga", .boatLanding, dock), place("masjid", .shelter, dock), place("aula", .kitchen, hill)],
    areas: [dock, hill],
    partners: [
      Partner(
        id: PartnerID("basarnas"), name: Bilingual(id: "Basarnas", en: "Basarnas"), contact: "kantor", roles: [],
        certainty: .assumed)
    ],
    postures: [
      Posture(
        id: PostureID("rob"), name: Bilingual(id: "Rob", en: "Tide"), hazards: [.tidalFlood], triggers: [], lines: [])
    ])

  static func person(
    _ number: Int, unit: String, sex: Sex = .male, employment: Employment = .pns, isCallable: Bool = true,
    isInvented: Bool = false
  ) -> StaffMember {
    StaffMember(
      id: StaffID("s\(number)"), officeNumber: "\(number)", name: "Rekaan \(number)", sex: sex, unit: UnitID(unit),
      employment: employment, position: "Staf", isCallable: isCallable, isInvented: isInvented)
  }

  /// s1...s12 in three units; s2, s5, s8, s11 are women; s13 is a partner's, s14 invented, s15 not callable.
  static let roster = Roster(
    units: ["bpbd", "dinsos", "damkar"].enumerated().map { OrgUnit(id: UnitID($1), name: $1, head: "\($0 + 1)") },
    staff: (1...12).map { person($0, unit: ["bpbd", "dinsos", "damkar"][$0 % 3], sex: $0 % 3 == 2 ? .female : .male) } + [
      person(13, unit: "bpbd", employment: .partner), person(14, unit: "bpbd", isInvented: true),
      person(15, unit: "bpbd", isCallable: false),
    ])

  static let kitchen = Post(role: RoleID("dapur"), place: PlaceID("aula"), shift: morning.id, heads: 3)
  static let eveningKitchen = Post(role: RoleID("dapur"), place: PlaceID("aula"), shift: evening.id, heads: 3)
  static let overlapping = Post(role: RoleID("posko"), place: PlaceID("aula"), shift: lateMorning.id, heads: 3)
  static let shelter = Post(role: RoleID("pengungsian"), place: PlaceID("masjid"), shift: morning.id, heads: 2)
  static let boat = Post(role: RoleID("perahu"), place: PlaceID("dermaga"), shift: morning.id, heads: 6)

  static let note = NoteReference(row: "note-1", digest: String(repeating: "0a", count: 32))
  static let decree = Basis(
    kind: .decree, number: "SK 1066/BPBD/2026", date: CivilDate("2026-11-24")!, signerOffice: "Wali Kota")
  static let oral = Basis(kind: .oralOrder, number: "", date: CivilDate("2026-11-24")!, signerOffice: "Wali Kota")
  static let commander = Actor.person(office: "kalaksa-bpbd")
  static let system = Actor.system("planner")
  static let digest = String(repeating: "1b", count: 32)
}

/// A command post in small: decides, folds in, keeps the log, and holds the invariants after each event.
struct TestPost {
  var state = State()
  var log: [RecordedEvent] = []
  var now = World.start
  var roster = World.roster
  var city = World.city
  /// Holds the invariants of what each event touched; off where thousands of events would make that quadratic.
  var checksEach = true

  init() {}

  /// With a database and an open operation op-1.
  init(mode: Mode) throws {
    try self.do(
      .database(.open(DatabaseOpening(mode: mode, city: "dumai", cityDigest: World.digest, seed: 7, version: "0.1"))))
    try self.do(
      .operation(.open(OpenOperation(name: "rob", mode: mode, hazard: .tidalFlood, areas: [World.dock, World.hill]))))
  }

  static let operation = OperationID("op-1")

  mutating func handle(_ command: Command, by actor: Actor = World.commander) -> Result<[Event], Refusal> {
    let context = DecisionContext(instant: now, actor: actor, roster: roster, city: city)
    let result = decide(command, state, context)
    guard case .success(let events) = result else { return result }
    for event in events {
      let recorded = RecordedEvent(
        sequence: UInt64(log.count), instant: now, actor: actor, mode: state.mode ?? .exercise, event: event)
      evolve(&state, recorded)
      log.append(recorded)
      let faults = checksEach ? state.checkInvariants(after: event) : []
      #expect(faults.isEmpty, "\(event.type): \(faults)")
    }
    return result
  }

  @discardableResult
  mutating func `do`(_ command: Command, by actor: Actor = World.commander) throws -> [Event] {
    try handle(command, by: actor).get()
  }

  /// The code of the refusal that a command meets; nil if it passes.
  mutating func refusal(_ command: Command, by actor: Actor = World.commander) -> RefusalCode? {
    if case .failure(let refusal) = handle(command, by: actor) { refusal.code } else { nil }
  }

  mutating func open(_ posts: [Post]) throws {
    let shifts = [World.morning, World.lateMorning, World.evening].filter { shift in posts.contains { $0.shift == shift.id } }
    try self.do(.need(.openPosts(Self.operation, shifts: shifts, posts: posts)))
  }

  static func duty(_ staff: Int, _ post: Post) -> Duty {
    Duty(staff: StaffID("s\(staff)"), post: post.id, seat: .member, travelMinutes: 10, source: .optimised)
  }

  /// A proposal with the present facts; the digest tells the duties apart.
  func proposal(_ duties: [(Int, Post)], shifts: [Shift] = [World.morning]) -> PlanProposal {
    let plan = Plan(
      shifts: shifts.map(\.id), posts: [], duties: duties.map { Self.duty($0.0, $0.1) }, shortages: [], proof: nil, cost: 10,
      unmetByTier: [0, 0, 0, 0, 0], status: .optimal, gap: 0, caveats: [])
    let text = duties.map { "\($0.0)\($0.1.id)" }.joined()
    let hash = text.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    let hex = String(hash, radix: 16)
    let digest = String(repeating: "0", count: 64 - hex.count) + hex
    return PlanProposal(
      operation: Self.operation, plan: plan, digest: digest, solver: "test 1", pricesDigest: World.digest,
      facts: state.relevantFacts(Self.operation, shifts: shifts.map(\.id)))
  }

  /// Proposes, approves and tells the unit heads.
  @discardableResult
  mutating func approve(_ duties: [(Int, Post)], shifts: [Shift] = [World.morning]) throws -> PlanID {
    try self.do(.plan(.propose(proposal(duties, shifts: shifts))), by: World.system)
    let id = state.plans(Self.operation).last!.id
    try self.do(.plan(.approve(PlanApproval(plan: id, overrides: []))))
    try self.do(.plan(.tellUnitHeads(id, units: nil, objectUntil: now.adding(minutes: 30))))
    return id
  }

  /// Orders for the duties; the ids in order of issue.
  @discardableResult
  mutating func call(_ duties: [(Int, Post)], shifts: [Shift] = [World.morning]) throws -> [OrderID] {
    let plan = try approve(duties, shifts: shifts)
    let events = try self.do(.order(.issue(plan, duties: nil, deadline: now.adding(minutes: 20))), by: World.system)
    return events.compactMap { if case .order(.issued(let issue)) = $0 { issue.order } else { nil } }
  }

  func receipt(_ order: OrderID) -> OrderReceipt { OrderReceipt(order: order, at: now) }
  func yes(_ order: OrderID) -> Command { .order(.accept(OrderAcceptance(order: order, at: now))) }
  func no(_ order: OrderID) -> Command { .order(.decline(OrderDecline(order: order, at: now, reason: .personal))) }
}
