import Basics
import Flood
import Geography
import Incident
import Ledger
import Operations
import Staffing

/// The one way to the desk: does one act after another, and puts the new picture on show when it is durable.
public actor DeskKeeper {
  private var place: any DeskPlace
  /// Plans at hand with what explains them; the newest few.
  private var planners: [(plan: PlanID, planner: StaffingPlanner)] = []
  private var titles: [OperationID: Bilingual] = [:]
  private var depths: [OperationID: DepthSeries] = [:]
  private var expected: [OperationID: DepthSeries] = [:]
  private let tide: TidePrediction?
  private var help: [HelpCall]
  /// What waits for a person about messages, oldest first.
  var notices: [DeskNotice]
  private var noticeCount = 0
  /// When an account last put its look at something on record, in milliseconds.
  var looks: [String: Int64] = [:]
  /// Ids of judgements that came lately, as phones send again what they are not sure of; the newest.
  private var judged: [String] = []
  private var sheet: FallbackFile?
  nonisolated let box: PictureBox
  nonisolated let feed = EventFeed()
  nonisolated let publicPages = PublicCache()
  nonisolated let lanes = ReportLanes()
  nonisolated let access: AccessBook
  nonisolated let links: LinkBook
  /// Ways to places, for the pages of phones.
  nonisolated let ways = RouteBook()
  /// Where a drill drives the desk.
  nonisolated var control: (any DrillControl)? { seat.control }
  nonisolated let seat: DrillSeat
  /// The next drill, while it is made ready.
  nonisolated let hall = DrillHall()
  /// Scenarios to choose from; nil where the server runs no drills.
  nonisolated let shelf: ScenarioShelf?

  static let plannersKept = 4
  static let judgedKept = 500

  /// - Parameters:
  ///   - clock: the wall clock.
  ///   - linkKey: seals personal links; kept in a file of its own.
  ///   - rounds: scrypt's cost for new passwords.
  public static func live(
    _ desk: sending Desk, clock: @escaping @Sendable () -> Instant, linkKey: [UInt8], rounds: Int = 1 << 17
  ) async throws -> DeskKeeper {
    try await DeskKeeper(OwnDesk(desk, clock: clock), linkKey: linkKey, rounds: rounds)
  }

  init(
    _ place: any DeskPlace, control: (any DrillControl)? = nil, shelf: ScenarioShelf? = nil, linkKey: [UInt8],
    rounds: Int = 1 << 17
  ) async throws {
    let start = try await place.look { desk, now in
      Result {
        (
          access: AccessBook(accounts: try desk.rows(Account.table), sessions: try desk.rows(Session.table), rounds: rounds),
          links: LinkBook(key: linkKey, rows: try desk.rows(LinkBook.table)), help: try desk.rows(HelpCall.table),
          notices: try desk.rows(DeskNotice.table), picture: Self.picture(desk, now), tide: Self.tide(desk),
          waiting: SlowLane.count(try desk.rows(SlowLane.table))
        )
      }
    }.get()
    self.place = place
    seat = DrillSeat(control)
    self.shelf = shelf
    tide = start.tide
    access = start.access
    links = start.links
    help = start.help.compactMap(HelpCall.init).sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    notices = start.notices.compactMap(DeskNotice.init).filter { !$0.isDone }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    box = PictureBox(start.picture)
    lanes.start(start.waiting)
    try await refresh()
  }

  // MARK: Acts

  /// Does something at the desk, in turn. Throws what the body throws; what became durable before is on show all the same.
  func act<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) throws -> T) async throws -> T {
    let number = seat.number
    let (result, picture) = try await place.work { desk, now in
      let result = Result { try body(desk, now) }
      return (result, Self.picture(desk, now))
    }
    await show(picture, of: number)
    return try result.get()
  }

  /// Reads, or keeps rows beside the log.
  func look<T: Sendable>(_ body: @escaping @Sendable (Desk, Instant) throws -> T) async throws -> T {
    try await place.look { desk, now in Result { try body(desk, now) } }.get()
  }

  /// One command of the log.
  @discardableResult
  func submit(_ command: Command, by account: Account, id: String? = nil) async throws -> Desk.Receipt {
    try await act { desk, now in try desk.submit(command, by: account.actor, at: now, id: id) }
  }

  /// Rows beside the log: accounts, sessions, links.
  func keep(_ rows: [SideRow], erasing: [SideRow.Key] = []) async throws(Problem) {
    do { try await look { desk, _ in try desk.keep(rows, erasing: erasing) } } catch {
      throw error as? Problem ?? Problem("rows.failed", "\(error)", exit: .inputOutput)
    }
  }

  /// The first account, once.
  func found(_ account: Account, setup token: String) async throws(Problem) {
    guard access.isSetup(token: token) else { throw Problem("setup.over", "there is an account", exit: .notPermitted) }
    // Taken back where it cannot be written.
    access.accept(account)
    do { try await keep([AccessBook.row(account)]) } catch {
      access.drop(account.name)
      throw error
    }
  }

  // MARK: Help

  /// A call for help: an alarm on the board at once, and a note in the log.
  /// - Parameter id: sent twice under one id it is one call.
  func callForHelp(_ order: OrderRecord, text: String, id: String? = nil) async throws {
    let call: HelpCall? = try await act { desk, now in
      let note = try desk.note(text, name: "help")
      let call = HelpCall(id: "\(desk.post.nextSequence)-\(order.id)", staff: order.staff, order: order.id, at: now)
      let receipt = try desk.submit(
        .operation(.addNote(LogNote(operation: order.operation, note: note.reference, post: order.post))),
        by: .person(staff: order.staff), at: now, sideRows: [note.row, call.row], id: id, request: "\(order.id) help \(text)")
      return receipt.isRepeat ? nil : call
    }
    if let call { help.append(call) }
    try await refresh()
  }

  /// Somebody has seen to a call for help.
  func seeTo(_ id: String, text: String, by account: Account) async throws {
    guard var call = help.first(where: { $0.id == id && !$0.seenTo }) else { return }
    call.seenTo = true
    let done = call
    try await act { desk, now in
      guard let operation = desk.state.openOperations.last else { return }
      let note = try desk.note(text, name: "help-seen-to")
      try desk.submit(
        .operation(.addNote(LogNote(operation: operation.id, note: note.reference))), by: account.actor, at: now,
        sideRows: [note.row, done.row])
    }
    if let index = help.firstIndex(where: { $0.id == id }) { help[index] = done }
    try await refresh()
  }

  // MARK: Notices

  func noticeID() -> String {
    noticeCount += 1
    return "\(box.value.now.milliseconds)-\(noticeCount)"
  }

  /// Keeps what a person must see.
  func note(_ new: [DeskNotice]) async throws {
    if new.isEmpty { return }
    let over = max(0, notices.count + new.count - DeskNotice.most)
    let old = notices.prefix(over).map { SideRow.Key(table: DeskNotice.table, id: $0.id) }
    try await keep(new.map(\.row), erasing: old)
    notices = Array((notices + new).dropFirst(over))
  }

  /// Somebody has seen to a notice.
  func settle(notice id: String) async throws {
    guard let index = notices.firstIndex(where: { $0.id == id }) else { return }
    try await keep([], erasing: [SideRow.Key(table: DeskNotice.table, id: id)])
    notices.remove(at: index)
  }

  func wakeOfDesk() async -> Instant? { (try? await look { desk, _ in desk.nextWake }) ?? nil }

  /// Whether a judgement under this id came before; from now on one has.
  func isKnown(_ id: String?) -> Bool {
    guard let id else { return false }
    if judged.contains(id) { return true }
    judged.append(id)
    if judged.count > Self.judgedKept { judged.removeFirst() }
    return false
  }

  func forget(_ id: String?) { judged.removeAll { $0 == id } }

  // MARK: Plans

  /// Solves a shift, keeps what can explain it, and records the proposal.
  func propose(_ operation: OperationID, _ shift: ShiftID, by account: Account?) async throws -> PlanID {
    let made = try await act { desk, now in
      let made = try desk.propose(
        operation, shift: shift, scenario: try desk.scenario(of: operation), by: account?.actor ?? .system("planner"), at: now)
      return (plan: made.record.id, planner: made.planner)
    }
    remember(made.plan, made.planner)
    return made.plan
  }

  /// What the plan would be with these pins and bans beside those in force; nothing is recorded.
  func trial(_ operation: OperationID, _ shift: ShiftID, pins: [Pin], bans: [Ban]) async throws -> (
    plan: Plan, refused: [RefusedPin]
  ) {
    var input = try await look { desk, now in
      try desk.staffingInput(operation, shift: shift, scenario: try desk.scenario(of: operation), at: now)
    }
    input.pins += pins
    input.bans += bans
    var planner = StaffingPlanner(input)
    let plan = planner.propose()
    return (plan, planner.refusedPins)
  }

  /// Why somebody stands, or could not stand, on a post of a plan. Solved again where the plan is of an earlier run.
  func explanations(_ plan: PlanID, _ seats: [DutyKey]) async throws -> [Explanation] {
    guard let planner = try await planner(plan) else { return [] }
    return seats.map { planner.explain($0.staff, $0.post) }
  }

  private func planner(_ plan: PlanID) async throws -> StaffingPlanner? {
    if let known = planners.first(where: { $0.plan == plan }) { return known.planner }
    guard let record = box.value.state.plans[plan], let shift = record.shifts.first else { return nil }
    let input = try await look { desk, now in
      try desk.staffingInput(record.operation, shift: shift, scenario: try desk.scenario(of: record.operation), at: now)
    }
    var planner = StaffingPlanner(input)
    _ = planner.propose()
    remember(plan, planner)
    return planner
  }

  private func remember(_ plan: PlanID, _ planner: StaffingPlanner) {
    planners.removeAll { $0.plan == plan }
    planners.append((plan, planner))
    if planners.count > Self.plannersKept { planners.removeFirst() }
  }

  // MARK: Reading

  /// The latest events, newest last.
  func events(last count: Int) async throws -> [RecordedEvent] {
    try await look { desk, _ in
      let end = desk.post.nextSequence
      return try desk.events(from: end > UInt64(count) ? end - UInt64(count) : 0, limit: count)
    }
  }

  func allEvents() async throws -> [RecordedEvent] { try await look { desk, _ in try desk.events() } }
  func logHead() async throws -> LogHead { try await look { desk, _ in try desk.head() } }
  func noteTexts(_ language: Language?) async throws -> [String: String] {
    try await look { desk, _ in try desk.noteTexts(language: language) }
  }

  /// What time alone demands: silence at deadlines; a drill goes on.
  func tick() async throws {
    try await place.tick()
    try await SlowLane.passOn(self, at: box.value.now)
    try await refresh()
    let picture = box.value
    sheet?.keep(picture, at: picture.now.milliseconds)
  }

  /// Keeps the sheet for the hour when the power fails beside the database from now on.
  public func keepSheet(at path: String) { sheet = FallbackFile(path: path) }

  func refresh() async throws {
    let number = seat.number
    await show(try await place.look { desk, now in Self.picture(desk, now) }, of: number)
  }

  /// Another drill takes the place of the one that ran: its plans, alarms and names are forgotten; accounts and sessions go on.
  func replace(_ place: any DeskPlace, control: any DrillControl) async throws {
    if let old = self.control, await self.place.drill?.isOver == false { try? await old.end() }
    self.place = place
    seat.put(control)
    (planners, titles, depths, expected, help, notices) = ([], [:], [:], [:], [], [])
    try await refresh()
  }

  // MARK: The picture

  /// From the constants in the city's pack; nil where it has none that can be read.
  private static func tide(_ desk: Desk) -> TidePrediction? {
    guard let file = desk.pack.files.first(where: { $0.name == "tide.csv" }) else { return nil }
    return TideTable.read(file.bytes).value.map { TidePrediction(station: $0) }
  }

  private static func picture(_ desk: Desk, _ now: Instant) -> Picture {
    var picture = Picture(
      state: desk.state, roster: desk.post.roster, city: desk.city, mode: desk.mode, sequence: desk.post.nextSequence, now: now)
    if case .readOnly(let problem) = desk.health { picture.readOnly = problem }
    return picture
  }

  private func show(_ new: Picture, of number: Int) async {
    var picture = new
    picture.drillNumber = number
    picture.drill = await place.drill
    picture.drill?.isFreed = seat.isFreed
    // An older picture that comes late never takes a newer one's place.
    let shown = box.value
    if number < seat.number || (number == shown.drillNumber && picture.sequence < shown.sequence) { return }
    for id in picture.state.operationIDs where titles[id] == nil {
      let name = picture.state.operation(id)?.opening.name ?? id.rawValue
      let scenario = try? await place.look { desk, _ in try? desk.scenario(of: id) }
      titles[id] = scenario?.title ?? Bilingual(id: name, en: name)
      if picture.mode == .exercise, let stated = scenario?.depths {
        expected[id] = stated
        if picture.drill == nil { depths[id] = stated }
      }
    }
    picture.titles = titles
    picture.statedDepths = depths
    picture.expectedDepths = expected
    picture.tide = tide
    picture.help = help.filter { !$0.seenTo }
    box.put(picture)
    feed.publish(picture.sequence)
  }
}

extension DeskKeeper {
  /// Accounts of a demonstration, without a password: only its links sign them in.
  public func addDemoAccounts() async throws -> [(account: Account, token: String)] {
    let accounts = [
      Account(name: "komandan", office: "kalaksa-bpbd", role: .commander),
      Account(name: "operator", office: "pusdalops", role: .operator),
      Account(name: "humas", office: "humas", role: .pio),
      Account(name: "pengendali", office: "pengendali-latihan", role: .coordinator),
      Account(name: "penilai", office: "penilai-latihan", role: .evaluator),
      Account(name: "pengamat", office: "pengamat", role: .observer),
    ]
    try await keep(accounts.map { AccessBook.row($0) })
    for account in accounts { access.accept(account) }
    return accounts.map { ($0, SecretText.token()) }
  }

  /// The token of the first administrator's one-time link; nil once there is an account.
  public nonisolated func firstAdministratorToken() -> String? { access.issueSetup() }
}
