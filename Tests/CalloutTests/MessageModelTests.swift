import Basics
import Incident
import Testing

@testable import Callout

/// One message against a simpler model: a list of what happened, read from the start each time.
@Suite struct MessageModelTests {
  enum Happening: Hashable {
    case begin
    case outcome(ChannelOutcome, Int)
    case receipt(DeliveryReceipt)
    case time(Int)
    case answered, withdrawn
  }

  /// What the whole history says, by rules of one line each and without any state machine.
  struct Model {
    var reach = MessageReach.notLeft
    var end: MessageEnd?
    var open = 0
    var attempts = 0
    var doubts = 0

    init(_ history: [Happening], wantsAnswer: Bool) {
      for what in history {
        switch what {
        case .begin:
          // Only an open message that no gateway has, with no attempt under way, is tried.
          if end == nil, open == 0, reach < .handedOver, doubts < 3, attempts < 20 {
            attempts += 1
            open = attempts
          }
        case .outcome(let outcome, let attempt):
          let isCurrent = open == attempt && attempt > 0
          if isCurrent { open = 0 }
          if outcome == .handedOver { reach = max(reach, .handedOver) }
          if outcome == .delivered { reach = max(reach, .delivered) }
          if isCurrent, outcome == .unknown { reach = max(reach, .perhapsSent) }
          if isCurrent, outcome == .unknown, end == nil { doubts += 1 }
          if isCurrent, case .permanent = outcome, reach < .handedOver { end = end ?? .failed }
          if isCurrent, case .temporary = outcome, attempts == 20, reach == .notLeft { end = end ?? .failed }
        case .receipt(.failed): if end == nil, reach == .handedOver, open == 0 { end = .failed }
        case .receipt(let receipt): reach = max(reach, receipt == .sent ? .handedOver : .delivered)
        case .answered:
          reach = .answered
          end = end ?? .done
        case .withdrawn: end = end ?? .withdrawn
        case .time: break
        }
        if reach >= .delivered, !wantsAnswer { end = end ?? .done }
      }
    }
  }

  @Test func aMessageIsAlwaysWhereItsHistorySays() {
    for seed in 1...3_000 {
      var stream = RandomStream(seed: UInt64(seed), name: "model")
      let wantsAnswer = stream.chance(0.5)
      let start = CallWorld.start
      var message = Message(
        id: MessageID("m"), subject: .order(OrderID("order-1")), purpose: .callOut, recipient: .staff(StaffID("s1")),
        channel: .sms,
        mode: .exercise, text: MessageText("k"), created: start, expires: start.adding(minutes: 1_000_000),
        wantsAnswer: wantsAnswer)
      var history: [Happening] = []
      for _ in 0..<stream.int(in: 1...60) {
        let attempt = stream.chance(0.8) ? message.attempts : stream.int(in: 0...3)
        let happening: Happening = stream.pick([
          .begin, .begin, .begin, .outcome(.handedOver, attempt), .outcome(.temporary("503"), attempt),
          .outcome(.temporary("503"), attempt), .outcome(.temporary("503"), attempt), .outcome(.unknown, attempt),
          .outcome(.permanent("404"), stream.chance(0.1) ? attempt : 99),
          .outcome(.delivered, stream.chance(0.1) ? attempt : attempt),
          .receipt(.sent), .receipt(.delivered), .receipt(.failed("x")), .time(0),
        ])
        let rare: Happening? = stream.chance(0.01) ? .answered : stream.chance(0.01) ? .withdrawn : nil
        let next = rare ?? happening
        history.append(next)
        switch next {
        case .begin: _ = message.begin(at: start)
        case .outcome(let outcome, let attempt): message.learn(outcome, attempt: attempt, at: start) { _ in 1 }
        case .receipt(let receipt): message.learn(receipt, at: start) { _ in 1 }
        case .answered: message.answered(at: start)
        case .withdrawn: message.withdraw(at: start)
        case .time: message.expireIfDue(at: start, CalloutSettings()) { _ in 1 }
        }
        let model = Model(history, wantsAnswer: wantsAnswer)
        let isAlike =
          message.reach == model.reach && message.end == model.end && message.attempts == model.attempts
          && message.doubts == model.doubts && message.isInFlight == (model.open > 0)
        #expect(isAlike, "seed \(seed) after \(history)")
        if !isAlike { return }
      }
    }
  }

  @Test func aRowReadsBackAsTheMessageThatItHolds() throws {
    var world = try CallWorld()
    let orders = try world.call([(7, CallWorld.kitchen), (8, CallWorld.kitchen)])
    for handOver in world.run(minutes: 11) where handOver.channel != .sms { world.delivered(handOver) }
    world.reply(7, "siap \(world.code(orders[0]))")
    #expect(world.board.messages.count > 6)
    for message in world.board.messages {
      let value = OutboxRow.encode(message)
      #expect(OutboxRow.message(try JSONReader.read(CanonicalJSON.encode(value)), id: message.id) == message)
    }
    for chase in world.board.chases.values {
      let value = OutboxRow.encode(chase)
      #expect(OutboxRow.chase(try JSONReader.read(CanonicalJSON.encode(value)), id: chase.id) == chase)
    }
    #expect(OutboxRow.message(["v": 2], id: MessageID("x")) == nil)
    #expect(OutboxRow.chase([:], id: ChaseID("x")) == nil)
  }

  @Test func aRestoredBoardGoesOnAsTheOneThatWasLost() throws {
    var world = try CallWorld()
    _ = try world.call([(7, CallWorld.kitchen), (8, CallWorld.kitchen)], minutes: 30)
    for handOver in world.run(minutes: 2) { world.taken(handOver) }
    let (board, changed) = Switchboard.restored(
      mode: .exercise, settings: world.board.settings, seed: 7, messages: world.board.messages,
      chases: Array(world.board.chases.values), state: world.state, at: world.now)
    #expect(changed.messages.isEmpty)
    var other = world
    other.board = board
    let one = world.run(minutes: 40).map { "\($0.id) \($0.attempt)" }.sorted()
    #expect(one == other.run(minutes: 40).map { "\($0.id) \($0.attempt)" }.sorted())
    #expect(one.count > 4)
  }
}
