import Basics
import Callout
import Geography
import Incident
import Ledger
import Operations
import Simulation
import Staffing

/// One replication: the real command post and the real switchboard on simulated time, in a simulated world.
///
/// Nothing here decides what the command post decides: every act is a command to the desk, and every message goes through the
/// switchboard. Drives free, or paced by a caller that runs it up to an instant at a time; a pause is not to call it.
public final class DrillRun {
  public let setting: DrillSetting
  public let options: DrillOptions
  public let desk: Desk
  let operation: OperationID
  let scenario: Scenario
  let span: Interval
  let roster: Roster
  let seed: UInt64
  /// Of all streams of this replication.
  let prefix: String
  let policy: CommanderPolicy
  let people: PersonModel
  var scheduler: Scheduler<DrillHappening>
  var network: SimulatedNetwork
  var needs: NeedModel
  var reports: [ReportWorld.Report] = []
  /// Called people by their orders.
  var responders: [OrderID: Responder] = [:]
  /// True state of roads, power, pumps and networks.
  var closedRoads: Set<String> = []
  var powerOffSince: [AreaID: Instant] = [:]
  var outages: [PhoneNetwork.Outage] = []
  var absent: Set<StaffID> = []
  var callsForHelp: [(area: AreaID, kind: NeedKind, people: Int)] = []
  var injects: [InjectState]
  /// Who commands now, and by which policy the automatic commander does.
  var seat: CommanderSeat
  var chosenPolicy: CommanderPolicy.Kind
  /// Shifts for which a new plan is on its way, with why.
  var replanning: [ShiftID: PlanTrack.Cause] = [:]
  var proposing: [PlanID: PlanTrack.Cause] = [:]
  var wakeHandle: EventHandle?
  var notebook: DrillNotebook
  /// Those whom real people play: nobody answers for them.
  public internal(set) var played: Set<StaffID> = []
  /// A real emergency.
  public internal(set) var haltedAt: Instant?
  /// The controllers ended it before its time.
  var endedAt: Instant?
  /// Faults of invariants that a run must not have; empty in a sound one.
  public internal(set) var faults: [String] = []
  var roleOf: [RoleID: Role] = [:]
  var placeOf: [PlaceID: Place] = [:]

  /// A called person on the way from the message to the end of the duty.
  struct Responder: Sendable {
    var order: OrderID
    var staff: StaffID
    var post: PostID
    var shift: Shift
    var place: PlaceID
    /// The post goes with the person's office.
    var isOffice = false
    var reply: PersonModel.Reply?
    /// Messages that reached the phone.
    var arrivals = 0
    var superiorCalled = false
    var isCalledOff = false
    var isNoShow = false
    var arrivedAt: Instant?
    /// Present and at work.
    var isAtWork = false
    /// Of the competencies that the role asks for, from the start of duty on.
    var level = 0
  }

  /// - Parameter desk: with the roster in it and no operation of this scenario; nil makes one in memory.
  public convenience init(_ setting: DrillSetting, options: DrillOptions = DrillOptions(), desk: Desk? = nil) throws(Problem) {
    if let desk {
      try self.init(setting, options, opened: desk)
    } else {
      try self.init(setting, options, opened: DrillRun.memoryDesk(setting, options))
    }
  }

  static func memoryDesk(_ setting: DrillSetting, _ options: DrillOptions) throws(Problem) -> Desk {
    let scenario = setting.scenario
    let desk = try Desk.inMemory(
      mode: scenario.mode, pack: setting.pack, city: setting.city, seed: options.seed ?? scenario.seed,
      scenarioDigest: scenario.digest, at: scenario.start)
    try desk.importRoster(options.roster ?? setting.roster, by: .importer("roster"), at: scenario.start)
    return desk
  }

  private init(_ setting: DrillSetting, _ options: DrillOptions, opened desk: Desk) throws(Problem) {
    guard setting.scenario.mode == .exercise else {
      throw Problem("drill.mode", "the scenario is not an exercise", advice: "mode: exercise.", exit: .notPermitted)
    }
    self.setting = setting
    self.options = options
    self.desk = desk
    scenario = setting.scenario
    span = setting.span
    roster = desk.post.roster
    seed = options.seed ?? scenario.seed
    prefix = "drill/\(options.replication)"
    policy = scenario.commander
    seat = options.seat
    chosenPolicy = options.policy ?? scenario.commander.kind
    people = PersonModel(
      behaviour: options.behaviour ?? scenario.staffBehaviour, offsetMinutes: setting.city.offsetMinutes, seed: seed,
      prefix: prefix)
    scheduler = Scheduler(startingAt: scenario.start)
    network = SimulatedNetwork(scenario.network, seed: RandomStream.derived(seed, prefix))
    needs = NeedModel(residents: scenario.residents, city: setting.city, seed: seed, prefix: prefix)
    injects = scenario.injects.map { InjectState(inject: $0) }
    notebook = DrillNotebook()
    roleOf = Dictionary(setting.city.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    placeOf = Dictionary(setting.city.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    if let open = desk.state.openOperation(scenarioDigest: setting.scenario.digest) {
      operation = open.id
    } else {
      operation = try desk.open(setting.scenario, file: setting.file, attachments: setting.attachments)
    }
    try desk.callOut(by: CalloutSettings(policy: policy, network: scenario.network))
    // What the log held before the run belongs to it.
    if options.replication == 0 { notebook.events = try desk.events() }
    for area in scenario.powerConfirmedOff { powerOffSince[area] = span.start }
    try begin()
  }

  /// Everything that is known to come is put on the queue.
  private func begin() throws(Problem) {
    reports = ReportWorld.draw(
      scenario.reports, water: setting.water, city: setting.city, span: span, seed: seed, prefix: prefix)
    for (i, report) in reports.enumerated() where span.contains(report.told) { try at(report.told, .citizenReport(i)) }
    for change in PowerWorld.switches(scenario.power, water: setting.water, span: span) { try at(change.at, .power(change)) }
    for (i, inject) in scenario.injects.enumerated() {
      if case .planned(let minute) = inject.trigger { try at(span.start.adding(minutes: minute), .inject(i)) }
    }
    for (i, act) in options.acts.enumerated() where span.contains(act.at) { try at(act.at, .manual(i)) }
    for shift in shifts {
      let plan = max(
        span.start.adding(minutes: policy.reactionMinutes), shift.interval.start.adding(minutes: -policy.leadMinutes))
      try at(plan, .commander(.plan(shift.id)))
      try at(shift.interval.start.adding(minutes: policy.replanEveryMinutes), .commander(.rollCall(shift.id)))
      try at(shift.interval.end, .endsShift(shift.id))
    }
    if policy.broadcastEveryMinutes > 0 {
      try at(span.start.adding(minutes: policy.broadcastEveryMinutes), .commander(.broadcast))
    }
    try at(span.start.adding(minutes: NeedModel.stepMinutes), .needs)
  }

  var shifts: [Shift] { desk.state.operation(operation)?.shiftList ?? [] }
  public var now: Instant { scheduler.now }
  public var isOver: Bool { isStopped || scheduler.nextTime.map { $0 > span.end } ?? true }

  var isStopped: Bool { haltedAt != nil || endedAt != nil }

  func at(_ instant: Instant, _ happening: DrillHappening) throws(Problem) {
    try scheduler.schedule(happening, at: max(instant, scheduler.now), priority: happening.priority)
  }

  /// Runs until an instant, or the end of the drill, whichever is first.
  public func run(until end: Instant? = nil) throws(Problem) {
    let end = min(end ?? span.end, span.end)
    while !isStopped, let happening = scheduler.take(until: end) { try handle(happening) }
    if !isStopped { scheduler.advance(to: end) }
  }

  private func handle(_ happening: DrillHappening) throws(Problem) {
    switch happening {
    case .wake:
      wakeHandle = nil
      try wake()
    case .network(let event): try handle(event)
    case .noticed(let handOver): try notice(handOver)
    case .answers(let order, let reply, let code, let channel): try answer(order, reply, code, channel)
    case .setsOut(let order): try setOut(order)
    case .arrives(let order): try arrive(order)
    case .startsDuty(let order): try startDuty(order)
    case .endsShift(let shift): try endShift(shift)
    case .commander(let task): try command(task)
    case .needs: try stepNeeds()
    case .citizenReport(let index): try hear(reports[index])
    case .power(let change): try apply(change)
    case .powerTold(let change): try tell(change)
    case .inject(let index): try fire(index)
    case .expectation(let index): judge(index)
    case .manual(let index):
      // A command that was refused then is refused again.
      do throws(Problem) { try perform(options.acts[index].kind) } catch  where error.exit != .foundWanting { return }
    }
  }

  /// A command to the desk; what follows from its events goes to the switchboard and the people.
  /// - Returns: the events; empty where it was refused (the refusal is noted, as an operator would see it).
  @discardableResult
  func submit(_ command: Command, by actor: Actor, sideRows: [SideRow] = []) throws(Problem) -> [RecordedEvent] {
    let results = try desk.submit([Desk.Submission(command, by: actor, at: now, sideRows: sideRows)])
    switch results[0] {
    case .success(let receipt):
      try follow(receipt.events)
      return receipt.events
    case .failure(let refusal as Refusal):
      notebook.refusals.append((now, command.name, refusal.code))
      return []
    case .failure(let error): throw error as? Problem ?? Problem("drill.command", "\(error)")
    }
  }

  /// Takes in events that the desk has made durable.
  func follow(_ events: [RecordedEvent]) throws(Problem) {
    for event in events {
      notebook.events.append(event)
      let found = desk.state.checkInvariants(after: event.event)
      if !found.isEmpty { faults += found.map { "\(event.sequence) \(event.event.type): \($0)" } }
      observe(event)
    }
    try scheduleWake()
  }

  /// Hands messages to the network, and takes in what was decided with them.
  func take(_ step: Desk.OutboxStep) throws(Problem) {
    notebook.notices += step.notices.map { (now, $0) }
    notebook.refusals += step.refusals.map { (now, "reply", $0.code) }
    for handOver in step.handOvers {
      notebook.sent(handOver)
      if handOver.message.purpose.isCall, handOver.message.isToPersonAsked,
        desk.state.orders(staff: handOver.staff).contains(where: { $0.phase.isOnScene })
      {
        notebook.wrongCalls += 1
      }
      for event in network.send(handOver, to: cell(handOver.staff), at: now) { try at(event.at, .network(event)) }
    }
    try follow(step.events)
  }

  func scheduleWake() throws(Problem) {
    guard let due = desk.nextWake else { return }
    let when = max(due, now)
    if let handle = wakeHandle, scheduler.isPending(handle) {
      if let planned = wakeAt, planned <= when { return }
      scheduler.cancel(handle)
    }
    wakeAt = when
    wakeHandle = try scheduler.schedule(.wake, at: when, priority: DrillHappening.wake.priority)
  }
  private var wakeAt: Instant?

  private func wake() throws(Problem) {
    wakeAt = nil
    try take(desk.sendDue(at: now))
  }

  /// Where a person's phone is, and whether its mast has power.
  func cell(_ staff: StaffID) -> SimulatedNetwork.Cell {
    let area = notebook.presentArea[staff] ?? roster.member(staff)?.home
    return SimulatedNetwork.Cell(area: area, powerOffSince: area.flatMap { powerOffSince[$0] })
  }

  /// Everything stops, and everybody is free.
  func halt() throws(Problem) {
    haltedAt = now
    notebook.line(now, .halted)
    try take(desk.haltMessages(at: now))
  }
}

extension RandomStream {
  /// A seed that belongs to a name.
  static func derived(_ seed: UInt64, _ name: String) -> UInt64 {
    var stream = RandomStream(seed: seed, name: name)
    return stream.next()
  }
}
