import Basics
import Callout
import Incident

/// One seeded run of call-outs over a network that loses, doubles, delays and reorders, with a gateway that fails, people who
/// answer, arrive, go home or keep silent, and a commander who changes the plan. What must never happen is checked on the side,
/// against the command post's own state and never by the board's book-keeping.
struct CalloutTrial {
  private enum Happening {
    case network(NetworkEvent)
    case phone(StaffID, String, String)
    case commander
    case step(OrderID, OrderState.Phase)
  }

  private var world: CallWorld
  private var network: SimulatedNetwork
  private var stream: RandomStream
  private var queue: [(at: Instant, order: Int, what: Happening)] = []
  private var made = 0
  private let staff: Int
  private let end: Instant
  private(set) var faults: [String] = []
  /// What was handed to the channels, by message.
  private var left: [MessageID: [HandOver]] = [:]
  private var seen: [MessageID: Message] = [:]
  private var issued: [OrderID] = []
  private var onActualDuty: Set<StaffID> = []
  private var replies = 0
  /// Orders of which nothing had left when they were called off.
  private var expectSilence: Set<OrderID> = []
  private var reached: Set<OrderID> = []
  private var tried: Set<OrderID> = []
  private(set) var sent = 0

  /// - Parameter canary: the board does not hear of stand-downs.
  init(seed: UInt64, staff: Int = 18, hours: Int = 8, canary: Bool = false) throws {
    stream = RandomStream(seed: seed, name: "trial")
    self.staff = staff
    var settings = CalloutSettings()
    settings.breakerFailures = stream.int(in: 3...30)
    if stream.chance(0.3) { settings.channelRates[.chat] = CalloutSettings.Rate(1, perSeconds: 5, burst: 2) }
    world = try CallWorld(settings: settings, staff: staff)
    if canary { world.isDeafTo = { if case .order(.stoodDown) = $0 { true } else { false } } }
    network = SimulatedNetwork(Self.weather(&stream), seed: seed)
    end = CallWorld.start.adding(minutes: hours * 60)
    for _ in 0..<(hours * 6) { add(CallWorld.start.adding(minutes: stream.int(in: 0...(hours * 50))), .commander) }
  }

  private static func weather(_ stream: inout RandomStream) -> PhoneNetwork {
    var network = PhoneNetwork()
    network.channels = [ContactChannel.chat, .sms, .voice].map { channel in
      PhoneNetwork.Channel(
        channel: channel, delay: DelayModel(medianMinutes: 0.05 + 2 * stream.unit(), spread: 2 * stream.unit()),
        lossShare: 0.3 * stream.unit(), duplicateShare: 0.5 * stream.unit())
    }
    for _ in 0..<stream.int(in: 0...3) {
      let from = CallWorld.start.adding(minutes: stream.int(in: 0...400))
      network.outages.append(
        PhoneNetwork.Outage(
          areas: [], channels: stream.chance(0.5) ? [] : [.chat],
          during: Interval(start: from, end: from.adding(minutes: stream.int(in: 5...120))), lossShare: stream.unit(),
          delayFactor: 1 + 9 * stream.unit()))
    }
    return network
  }

  /// Runs to the end and a day beyond; the faults.
  mutating func run() throws -> [String] {
    while let next = nextInstant(), next <= end.adding(minutes: 3000), faults.count < 20 {
      world.now = max(world.now, next)
      if let wake = world.board.nextWake, wake <= world.now { world.absorb(world.board.wake(at: world.now)) }
      settle()
      expireOrders()
      while let first = queue.first, first.at <= world.now {
        queue.removeFirst()
        try happen(first.what)
        settle()
      }
      settle()
    }
    finish()
    return faults + world.faults
  }

  private func nextInstant() -> Instant? {
    let deadline = world.state.orders(CallWorld.operation).filter(\.phase.awaitsAnswer).map(\.issue.deadline).min()
    return [queue.first?.at, world.board.nextWake, deadline].compactMap { $0 }.min()
  }

  private mutating func add(_ at: Instant, _ what: Happening) {
    made += 1
    var low = 0
    var high = queue.count
    while low < high {
      let middle = (low + high) / 2
      if queue[middle].at <= at { low = middle + 1 } else { high = middle }
    }
    queue.insert((at, made, what), at: low)
  }

  /// The command post's own clock.
  private mutating func expireOrders() {
    for order in world.state.overdueOrders(CallWorld.operation, at: world.now) {
      attempt(.order(.passDeadline(OrderReceipt(order: order.id, at: world.now))))
    }
  }

  private mutating func attempt(_ command: Command) { _ = try? world.do(command) }

  // MARK: What happens

  private mutating func happen(_ what: Happening) throws {
    switch what {
    case .network(let event):
      switch event.kind {
      case .report(let report): world.absorb(world.board.report(report, at: world.now))
      case .reply(let reply): world.absorb(world.board.receive(reply, at: world.now))
      case .arrival(let handOver): ring(handOver)
      }
    case .phone(let staff, let id, let text):
      for event in network.reply(text, from: staff, id: id, over: .sms, at: world.now) { add(event.at, .network(event)) }
    case .commander: try command()
    case .step(let order, let phase): step(order, phase)
    }
  }

  /// Somebody's phone rings: an answer, something odd, or nothing.
  private mutating func ring(_ handOver: HandOver) {
    guard handOver.message.wantsAnswer, stream.chance(0.6) else { return }
    let code = handOver.message.text.values["code"] ?? ""
    let texts = [
      "SIAP \(code)", "siap", "izin, siap \(code)", "TIDAK \(code)", "tidak bisa pak", "ya 30 menit lagi", "OTW \(code)", "??",
      "1",
      "tolong", "sampai jam 5", "SIAP 1000",
    ]
    replies += 1
    let at = world.now.adding(minutes: stream.int(in: 0...25))
    add(at, .phone(handOver.staff, "reply-\(replies)", stream.pick(texts)))
  }

  private mutating func step(_ order: OrderID, _ phase: OrderState.Phase) {
    let receipt = OrderReceipt(order: order, at: world.now)
    switch phase {
    case .arrived: attempt(.order(.arrive(receipt)))
    case .onDuty: attempt(.order(.startDuty(receipt)))
    default: attempt(.order(.release(receipt)))
    }
  }

  private mutating func command() throws {
    let orders = world.state.orders(CallWorld.operation)
    switch stream.int(in: 0...9) {
    case 0...3: call()
    case 4...6:
      guard !orders.isEmpty else { return call() }
      let order = stream.pick(orders)
      let had = left.contains { $0.value.contains { $0.message.subject == .order(order.id) } }
      let before = order.phase
      attempt(.order(.standDown(OrderStandDown(order: order.id, at: world.now, reason: .planChanged))))
      if before.awaitsAnswer, !had, world.state.order(order.id)?.phase == .stoodDown {
        expectSilence.insert(order.id)
      }
      if stream.chance(0.5) { call(again: order.staff) }
    case 7...8:
      guard !orders.isEmpty else { return }
      let order = stream.pick(orders)
      let walk: [OrderState.Phase] = [.arrived, .onDuty, .released]
      for (i, phase) in walk.enumerated() { add(world.now.adding(minutes: 10 + 45 * i), .step(order.id, phase)) }
    default:
      onActualDuty = Set((1...staff).filter { _ in stream.chance(0.15) }.map { StaffID("s\($0)") })
      world.absorb(world.board.setActualDuty(onActualDuty, at: world.now))
    }
  }

  /// A new plan for some shift, with everybody who still holds a seat and some more.
  private mutating func call(again: StaffID? = nil) {
    let isLater = stream.chance(0.3)
    let shift = isLater ? CallWorld.evening : CallWorld.morning
    let free = (1...staff).filter { world.state.callBlock(StaffID("s\($0)"), for: shift, in: CallWorld.operation) == nil }
    var chosen = free.filter { number in again == StaffID("s\(number)") || stream.chance(0.3) }
    if chosen.isEmpty, let first = free.first { chosen = [first] }
    guard !chosen.isEmpty else { return }
    let post = isLater ? CallWorld.later : stream.chance(0.5) ? CallWorld.kitchen : CallWorld.desk
    let orders = (try? world.call(chosen.map { ($0, post) }, shift: shift, minutes: stream.int(in: 5...60))) ?? []
    issued += orders
  }

  // MARK: What is checked

  /// Takes what came out: checks each hand-over and gives it to the network.
  private mutating func settle() {
    let reaction = world.take()
    for message in reaction.messages { checkRow(message) }
    for handOver in reaction.handOvers {
      sent += 1
      check(handOver)
      left[handOver.id, default: []].append(handOver)
      if let order = handOver.message.subject.order { tried.insert(order) }
      deliver(handOver)
    }
  }

  private mutating func deliver(_ handOver: HandOver) {
    let roll = stream.unit()
    let outcome: ChannelOutcome? =
      roll < 0.1
      ? .temporary("503") : roll < 0.13 ? .temporary("429", retryAfterSeconds: 20) : roll < 0.15 ? .permanent("404") : nil
    if let outcome {
      let report = ChannelReport(handOver.id, .outcome(outcome, attempt: handOver.attempt))
      return add(world.now.adding(minutes: 0), .network(NetworkEvent(at: world.now, .report(report))))
    }
    if handOver.message.purpose == .callOut || handOver.message.purpose == .reminder, let order = handOver.message.subject.order {
      reached.insert(order)
    }
    // A time-out after the gateway took it: it goes on, and nobody says so; sometimes nothing at all is heard.
    let isSilent = roll < 0.22
    for event in network.send(handOver, at: world.now) {
      if case .report(let report) = event.kind, case .outcome = report.kind, isSilent {
        if roll < 0.2 {
          let unknown = ChannelReport(handOver.id, .outcome(.unknown, attempt: handOver.attempt))
          add(event.at, .network(NetworkEvent(at: event.at, .report(unknown))))
        }
        continue
      }
      add(event.at, .network(event))
    }
  }

  private mutating func check(_ handOver: HandOver) {
    let name = "\(handOver.id) at \(world.now.text)"
    let message = handOver.message
    if world.now >= message.expires { faults.append("\(name): sent after its time") }
    if message.purpose != .standDown, onActualDuty.contains(handOver.staff) { faults.append("\(name): on actual duty") }
    let mine = world.state.orders(staff: handOver.staff)
    if message.purpose.isCall, mine.contains(where: \.phase.isOnScene) { faults.append("\(name): on scene") }
    if let order = message.subject.order.flatMap({ world.state.order($0) }) {
      if message.purpose.isCall, !order.phase.awaitsAnswer { faults.append("\(name): order is \(order.phase.rawValue)") }
      if message.purpose == .standDown, expectSilence.contains(order.id) { faults.append("\(name): nothing had left") }
      if message.purpose == .callOut || message.purpose == .reminder {
        let others = mine.filter { $0.id != order.id && $0.interval.overlaps(order.interval) }
        for other in others where other.phase.holdsSeat { faults.append("\(name): holds \(other.id) too") }
        // Somebody who has an older order must be able to see that this one stands instead.
        if others.contains(where: { hasLeft($0.id) }), message.text.values["replaces"] == nil {
          faults.append("\(name): does not say that it replaces another")
        }
      }
    }
    if let last = left[handOver.id]?.last {
      if handOver.attempt <= last.attempt { faults.append("\(name): attempt \(handOver.attempt) twice") }
      if last.message.text != message.text { faults.append("\(name): same id, other words") }
    }
  }

  /// The order's own person may have some call of it: a channel did not refuse it.
  private func hasLeft(_ order: OrderID) -> Bool { reached.contains(order) }

  /// A channel was tried for it at all.
  private func wasTried(_ order: OrderID) -> Bool { tried.contains(order) }

  /// Rows are monotone: what is known never gets less, an end is never undone.
  private mutating func checkRow(_ message: Message) {
    if let before = seen[message.id] {
      if message.reach < before.reach { faults.append("\(message.id): \(before.reach) became \(message.reach)") }
      if before.end != nil, message.end != before.end { faults.append("\(message.id): its end was undone") }
      if message.attempts < before.attempts { faults.append("\(message.id): attempts went back") }
    }
    seen[message.id] = message
  }

  private mutating func finish() {
    if !world.board.openChases.isEmpty { faults.append("chases without an end: \(world.board.openChases.map(\.id))") }
    for message in world.board.messages where message.isOpen { faults.append("\(message.id) has no end") }
    for order in world.state.orders(CallWorld.operation) {
      if order.phase.awaitsAnswer { faults.append("\(order.id): lost, still \(order.phase.rawValue)") }
      let wasRefused = world.notices.contains { notice in
        switch notice {
        case .onActualDuty(_, let id), .onScene(_, let id), .unreachable(let id), .tooMany(let id):
          id.rawValue == order.id.rawValue
        default: false
        }
      }
      let ended = order.steps.dropFirst().first?.at ?? world.now
      let hadTime = ended.minutes(since: order.issuedAt) >= 5
      if hadTime, !wasRefused, !wasTried(order.id) { faults.append("\(order.id): nothing ever left for it") }
      if order.phase == .stoodDown, hasLeft(order.id), !wasToldOff(order.id) {
        faults.append("\(order.id): not told that it is off")
      }
    }
  }

  private func wasToldOff(_ order: OrderID) -> Bool {
    left.contains { $0.value.contains { $0.message.subject == .order(order) && $0.message.purpose == .standDown } }
  }
}
