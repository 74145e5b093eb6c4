import Basics
import Incident
import Testing

@testable import Callout

/// The pursuit of one answer, as those who wait for it rely on it.
@Suite struct ChaseTests {
  @Test func anOrderGoesOutOnceThenOnASecondChannelThenToTheSuperior() throws {
    var world = try CallWorld()
    let order = try world.call([(7, CallWorld.kitchen)])[0]
    var left: [HandOver] = []
    for _ in 0..<25 {
      let some = world.run(minutes: 1)
      for handOver in some { world.taken(handOver) }
      left += some
    }
    let own = left.filter { $0.message.subject == .order(order) }
    #expect(
      own.map { "\($0.message.purpose.rawValue) \($0.channel.rawValue) \($0.staff)" } == [
        "call_out chat s7", "reminder sms s7", "escalation chat s4", "reminder voice s7", "escalation chat s1",
      ])
    #expect(world.phase(order) == .unanswered)
    #expect(world.board.openChases.filter { $0.kind == .order }.isEmpty)
    #expect(Set(own.map(\.id)).count == own.count)
  }

  @Test func anAnswerEndsTheChaseAndOfNobodyElse() throws {
    var world = try CallWorld()
    let orders = try world.call([(7, CallWorld.kitchen), (8, CallWorld.kitchen), (9, CallWorld.kitchen)])
    for handOver in world.run(minutes: 1) { world.delivered(handOver) }
    #expect(orders.map { world.phase($0) } == [.delivered, .delivered, .delivered])
    world.reply(7, "siap \(world.code(orders[0]))")
    #expect(world.phase(orders[0]) == .accepted)
    #expect(world.board.chase(ChaseID("order-1"))?.end == .answered)
    #expect(world.board.message(MessageID("order-1.call_out.chat"))?.state == .answered)
    let later = world.run(minutes: 5).filter { $0.message.purpose == .reminder }
    #expect(later.map(\.staff.rawValue) == ["s8", "s9"])
  }

  @Test func aStandDownCancelsWhatNeverLeftWithoutAWord() throws {
    var world = try CallWorld()
    let order = try world.call([(7, CallWorld.kitchen)])[0]
    try world.do(.order(.standDown(OrderStandDown(order: order, at: world.now, reason: .planChanged))))
    let left = world.run(minutes: 60).filter { $0.message.subject == .order(order) }
    #expect(left.isEmpty)
    #expect(world.board.message(MessageID("order-1.call_out.chat"))?.state == .withdrawn)
  }

  @Test func aStandDownFollowsWhatLeftOrPerhapsLeft() throws {
    for outcome in [ChannelOutcome.handedOver, .unknown, nil] {
      var world = try CallWorld()
      let order = try world.call([(7, CallWorld.kitchen)])[0]
      let left = world.run(minutes: 0).filter { $0.message.subject == .order(order) }
      #expect(left.count == 1)
      if let outcome { world.report(left[0].id, .outcome(outcome, attempt: 1)) }
      try world.do(.order(.standDown(OrderStandDown(order: order, at: world.now, reason: .planChanged))))
      let next = world.run(minutes: 1).filter { $0.message.subject == .order(order) }
      #expect(next.map(\.message.purpose) == [.standDown], "after \(String(describing: outcome))")
      world.delivered(next[0])
      #expect(world.run(minutes: 120).filter { $0.message.subject == .order(order) }.isEmpty)
      #expect(world.board.openChases.filter { $0.kind != .unitHead }.isEmpty)
    }
  }
}
