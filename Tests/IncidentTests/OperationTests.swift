import Basics
import Testing

@testable import Incident

@Suite("Operations") struct OperationTests {
  static let op = TestPost.operation

  func status(_ status: EmergencyStatus, _ basis: Basis, to: String, isExtension: Bool = false) -> Command {
    .operation(
      .recordStatus(
        StatusRecord(
          operation: Self.op, status: status, basis: basis, areas: [World.dock], from: CivilDate("2026-11-24")!,
          to: CivilDate(to)!, isExtension: isExtension)))
  }

  @Test("an operation opens without a status, and a status is only recorded from a paper by somebody") func status() throws {
    var post = try TestPost(mode: .exercise)
    #expect(post.state.operations[Self.op]?.status == EmergencyStatus.none)
    let warning = Basis(kind: .earlyWarning, number: "BMKG 1", date: CivilDate("2026-11-24")!, signerOffice: "BMKG")
    let unnumbered = Basis(kind: .decree, number: "", date: CivilDate("2026-11-24")!, signerOffice: "Wali Kota")
    #expect(post.refusal(status(.response, warning, to: "2026-12-07")) == .statusNeedsDecree)
    #expect(post.refusal(status(.response, unnumbered, to: "2026-12-07")) == .basisWithoutNumber)
    #expect(post.refusal(status(.response, World.decree, to: "2026-12-07"), by: World.system) == .needsPerson)
    #expect(post.refusal(status(.response, World.decree, to: "2026-11-20")) == .statusDates)
    try post.do(status(.response, World.decree, to: "2026-12-07"))
    #expect(post.state.operations[Self.op]?.status == .response)
    #expect(post.refusal(status(.standby, World.decree, to: "2026-12-20", isExtension: true)) == .extensionWithoutStatus)
    try post.do(status(.response, World.decree, to: "2026-12-21", isExtension: true))
    #expect(post.state.operations[Self.op]?.statuses.count == 2)
  }

  @Test("an oral order is shown as open until its paper is written up") func oral() throws {
    var post = try TestPost(mode: .exercise)
    try post.do(status(.response, World.oral, to: "2026-12-07"))
    #expect(post.state.operations[Self.op]?.openOralBases == [.status])
    let paper = BasisWriteUp(operation: Self.op, subject: .status, basis: World.decree)
    let wrong = BasisWriteUp(operation: Self.op, subject: .commander, basis: World.decree)
    #expect(post.refusal(.operation(.writeUpBasis(wrong))) == .basisNotOpen)
    try post.do(.operation(.writeUpBasis(paper)))
    #expect(post.state.operations[Self.op]?.openOralBases == [])
    #expect(post.state.operations[Self.op]?.statuses.last?.basis == World.decree)
  }

  @Test("the acting commander stands until a decree names one") func commander() throws {
    var post = try TestPost(mode: .exercise)
    try post.do(.operation(.setActingCommander(ActingCommander(operation: Self.op, office: "Kalaksa BPBD"))))
    #expect(post.state.operations[Self.op]?.commander?.isActing == true)
    try post.do(
      .operation(
        .nameCommander(
          CommanderNaming(operation: Self.op, office: "Sekretaris Daerah", staff: StaffID("s1"), basis: World.decree))))
    #expect(post.state.operations[Self.op]?.commander?.isActing == false)
  }

  @Test("a drill's operation never enters an actual database, nor the other way round") func modes() throws {
    for mode in Mode.allCases {
      var post = try TestPost(mode: mode)
      let other: Mode = mode == .actual ? .exercise : .actual
      let opening = OpenOperation(name: "lain", mode: other, hazard: .rainFlood, areas: [World.hill])
      #expect(post.refusal(.operation(.open(opening))) == .modeMismatch)
      let again = DatabaseOpening(mode: other, city: "dumai", cityDigest: World.digest, version: "1")
      #expect(post.refusal(.database(.open(again))) == .databaseExists)
    }
  }

  @Test("nothing is done before the database is opened") func first() {
    var post = TestPost()
    #expect(post.refusal(.operation(.addNote(LogNote(operation: Self.op, note: World.note)))) == .noDatabase)
  }

  @Test("an area without a report is unknown, and a report that lies in the future is refused") func depths() throws {
    var post = try TestPost(mode: .exercise)
    func report(_ seen: Int, _ told: Int, _ depth: Int) -> Command {
      .situation(
        .reportDepths([
          DepthReport(
            operation: Self.op, area: World.dock, millimetres: depth, above: .road, seenAt: post.now.adding(minutes: seen),
            toldAt: post.now.adding(minutes: told), informant: .resident)
        ]))
    }
    #expect(post.refusal(report(10, 10, 300)) == .inFuture)
    #expect(post.refusal(report(-5, -10, 300)) == .toldBeforeSeen)
    #expect(post.refusal(report(-10, -5, 30_000)) == .invalidValue)
    try post.do(report(-10, -5, 300))
    let frame = try #require(post.state.operations[Self.op])
    #expect(frame.silentAreas == [World.hill])
    let series = frame.depthSeries()
    #expect(series.depthMillimetres(area: World.dock.rawValue, at: post.now) == 300)
    #expect(series.depthMillimetres(area: World.hill.rawValue, at: post.now) == nil)
    #expect(series.depthMillimetres(area: World.dock.rawValue, at: post.now.adding(minutes: 400)) == nil)
  }

  @Test("the three counts of affected residents stay apart, and what is not told is not nought") func affected() throws {
    var post = try TestPost(mode: .exercise)
    func report(_ households: Int?, _ people: Int?) -> AffectedReport {
      AffectedReport(
        operation: Self.op, area: World.dock, households: households, people: people, vulnerable: [], seenAt: post.now,
        toldAt: post.now, informant: .office("camat"))
    }
    #expect(post.refusal(.situation(.reportAffected(report(nil, nil)))) == .invalidValue)
    try post.do(.situation(.reportAffected(report(120, nil))))
    try post.do(.situation(.reportAffected(report(150, nil))))
    let known = try #require(post.state.operations[Self.op]?.affected)
    #expect(known.count == 1 && known[0].households == 150 && known[0].people == nil)
  }

  @Test("a posture opens its posts once, and closes them when nobody holds one") func posture() throws {
    var post = try TestPost(mode: .exercise)
    var kitchen = World.kitchen
    kitchen.posture = PostureID("rob")
    let activate = Command.need(
      .activatePosture(Self.op, PostureID("rob"), shifts: [World.morning], posts: [kitchen, World.shelter]))
    #expect(try post.do(activate).count == 3)
    #expect(try post.do(activate).isEmpty)
    #expect(post.state.openPosts(Self.op).map(\.id) == [World.kitchen.id, World.shelter.id].sorted())
    try post.do(.need(.deactivatePosture(Self.op, PostureID("rob"))))
    #expect(post.state.openPosts(Self.op).map(\.id) == [World.shelter.id])
    let moved = Shift(
      id: World.morning.id, name: World.morning.name, interval: World.evening.interval, isNight: false)
    #expect(post.refusal(.need(.openPosts(Self.op, shifts: [moved], posts: []))) == .shiftDiffers)
  }

  @Test("roads, equipment, occurrences and periods are kept as told") func situation() throws {
    var post = try TestPost(mode: .exercise)
    let road = RoadReport(
      operation: Self.op, road: "Jalan Sudirman", seenAt: post.now, toldAt: post.now, informant: .press("riaupos"))
    #expect(try post.do(.situation(.openRoad(road))).isEmpty)
    try post.do(.situation(.closeRoad(road)))
    #expect(post.state.operations[Self.op]?.closedRoads.keys.sorted() == ["Jalan Sudirman"])
    try post.do(.situation(.openRoad(road)))
    #expect(post.state.operations[Self.op]?.closedRoads.isEmpty == true)
    let boats = EquipmentReport(
      operation: Self.op, equipment: EquipmentID("perahu-1"), kind: .boat, place: PlaceID("dermaga"), count: 2, state: .ready,
      owner: "BPBD")
    try post.do(.need(.reportEquipment(boats)))
    #expect(try post.do(.need(.reportEquipment(boats))).isEmpty)
    try post.do(.operation(.startOccurrence(Self.op, hazard: .tidalFlood, areas: [World.dock], at: post.now)))
    let end = OccurrenceEnd(operation: Self.op, occurrence: OccurrenceID("occurrence-1"), at: post.now)
    try post.do(.operation(.endOccurrence(end)))
    #expect(post.refusal(.operation(.endOccurrence(end))) == .unknownOccurrence)
    let span = Interval(start: post.now, end: post.now.adding(minutes: 720))
    try post.do(.operation(.startPeriod(Self.op, span, objectives: [World.note])))
    #expect(post.state.operations[Self.op]?.periods.first?.id == PeriodID("period-1"))
  }

  @Test("an event that does not fit what is known changes nothing and is counted") func anomaly() throws {
    var post = try TestPost(mode: .exercise)
    let before = post.state.orders
    let odd = RecordedEvent(
      sequence: UInt64(post.log.count), instant: post.now, actor: World.system, mode: .exercise,
      event: .order(.arrived(OrderReceipt(order: OrderID("order-9"), at: post.now))))
    evolve(&post.state, odd)
    #expect(post.state.orders == before)
    #expect(post.state.anomalyCount == 1)
    #expect(post.state.checkInvariants() == ["order.arrived: order order-9 is unknown"])
  }
}
