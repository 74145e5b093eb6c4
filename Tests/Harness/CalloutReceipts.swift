import Basics
import Callout
import Incident

/// Receipts at random: half of them doubled, all shuffled, three in ten lost, some about messages that nobody knows.
struct ReceiptTrial {
  private var world: CallWorld
  private var stream: RandomStream
  private var handOvers: [HandOver] = []

  init(seed: UInt64, staff: Int = 60) throws {
    stream = RandomStream(seed: seed, name: "receipts")
    world = try CallWorld(staff: staff)
    _ = try world.call((4...staff).map { ($0, CallWorld.kitchen) }, minutes: 60)
    handOvers = world.run(minutes: 1)
  }

  /// The faults: states that went back, commands for the same fact twice.
  mutating func run(receipts: Int) -> [String] {
    var faults: [String] = []
    var known: [MessageID: Message] = [:]
    var told: Set<Command> = []
    var sent = 0
    while sent < receipts, faults.isEmpty {
      var batch = batch()
      stream.shuffle(&batch)
      for report in batch {
        sent += 1
        if stream.chance(0.001) { handOvers += world.run(to: world.now.adding(minutes: 1)) }
        let reaction = world.board.report(report, at: world.now)
        for message in reaction.messages {
          if let before = known[message.id] {
            if message.reach < before.reach { faults.append("\(message.id): \(before.reach) became \(message.reach)") }
            if let end = before.end, message.end != end { faults.append("\(message.id): its end was undone") }
          }
          known[message.id] = message
        }
        for command in reaction.commands.map(\.command) {
          if case .order(.deliver(let receipt)) = command {
            let fact = Command.order(.deliver(OrderReceipt(order: receipt.order, at: CallWorld.start)))
            if !told.insert(fact).inserted { faults.append("\(receipt.order): delivered was told twice") }
          }
        }
      }
    }
    return faults
  }

  private mutating func batch() -> [ChannelReport] {
    var batch: [ChannelReport] = []
    for _ in 0..<2_000 {
      let handOver = stream.pick(handOvers)
      let kinds: [ChannelReport.Kind] = [
        .outcome(.handedOver, attempt: handOver.attempt), .outcome(.unknown, attempt: handOver.attempt),
        .outcome(.temporary("503"), attempt: handOver.attempt), .outcome(.permanent("404"), attempt: handOver.attempt + 1),
        .receipt(.sent), .receipt(.delivered), .receipt(.read), .receipt(.failed("x")),
      ]
      if stream.chance(0.3) { continue }
      let id = stream.chance(0.02) ? MessageID("unknown-\(stream.int(in: 0...99))") : handOver.id
      let report = ChannelReport(id, stream.pick(kinds))
      batch += stream.chance(0.5) ? [report, report] : [report]
    }
    return batch
  }
}
