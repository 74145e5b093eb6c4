import Basics
import Incident
import Testing

@testable import Callout

/// Clocks that jump: nothing fires twice, nothing never, and no stale burst.
@Suite struct ClockTests {
  static let jumps: [Int64] = [1_000, -1_000, 3_600_000, -3_600_000, 400 * 86_400_000, -Int64(56) * 365 * 86_400_000]

  @Test func afterAJumpThatWasNoticedEachEscalationFiresOnceAndInItsTime() throws {
    for jump in Self.jumps {
      var world = try CallWorld()
      let order = try world.call([(7, CallWorld.kitchen)], minutes: 60)[0]
      for handOver in world.run(minutes: 3) { world.taken(handOver) }
      world.absorb(world.board.clockChanged(by: jump))
      world.now = world.now.adding(milliseconds: jump)
      var left: [(Int, HandOver)] = []
      let from = world.now
      for minute in 1...30 {
        for handOver in world.run(minutes: 1) where handOver.message.subject == .order(order) {
          left.append((minute, handOver))
          world.taken(handOver)
        }
      }
      #expect(
        left.map(\.1.message.id.rawValue).sorted() == [
          "order-1.escalation1.chat", "order-1.escalation2.chat", "order-1.reminder.sms", "order-1.reminder.voice",
        ], "jump \(jump)")
      #expect(left.map(\.0) == [2, 7, 7, 12], "jump \(jump), from \(from.text)")
    }
  }

  /// Found by `harness clock`: what waited for its channel waited until the old time came again.
  @Test func whatWaitsForASlowChannelLeavesAtItsPaceWhenTheClockIsSetBack() throws {
    var settings = CalloutSettings()
    settings.channelRates[.chat] = CalloutSettings.Rate(1, perSeconds: 60, burst: 1)
    let people = [(7, CallWorld.kitchen), (8, CallWorld.kitchen), (9, CallWorld.kitchen), (10, CallWorld.kitchen)]
    func pace(_ jump: Int64?) throws -> [Int] {
      var world = try CallWorld(settings: settings)
      let orders = Set(try world.call(people, minutes: 60).map { MessageSubject.order($0) })
      var minutes: [Int] = []
      for minute in 1...12 {
        let left = world.run(minutes: 1)
        for handOver in left { world.taken(handOver) }
        minutes += left.filter { orders.contains($0.message.subject) && $0.message.purpose == .callOut }.map { _ in minute }
        if minute == 2, let jump {
          world.absorb(world.board.clockChanged(by: jump))
          world.now = world.now.adding(milliseconds: jump)
        }
      }
      return minutes
    }
    let calm = try pace(nil)
    #expect(calm.count == people.count && Set(calm).count > 2)
    for jump in Self.jumps where abs(jump) > CalloutLimits.clockJump { #expect(try pace(jump) == calm, "jump \(jump)") }
  }

  @Test func aClockThatRunsBackByItselfHoldsNothingUp() throws {
    for jump in Self.jumps where jump < 0 {
      var world = try CallWorld()
      let order = try world.call([(7, CallWorld.kitchen)], minutes: 60)[0]
      for handOver in world.run(minutes: 3) { world.taken(handOver) }
      world.now = world.now.adding(milliseconds: jump)
      world.absorb(world.board.wake(at: world.now))
      if jump < -CalloutLimits.clockJump { #expect(world.notices.contains(.clockChanged(milliseconds: jump))) }
      var left: [HandOver] = []
      for _ in 1...30 {
        let some = world.run(minutes: 1).filter { $0.message.subject == .order(order) }
        for handOver in some { world.taken(handOver) }
        left += some
      }
      #expect(left.count == 4, "jump \(jump)")
    }
  }

  @Test func afterASleepOnlyWhatStillCountsLeavesAndNoBurst() throws {
    // Twelve minutes: the person is called once more, not on two channels and the superior at once.
    var world = try CallWorld()
    _ = try world.call([(7, CallWorld.kitchen)], minutes: 60)
    for handOver in world.run(minutes: 1) { world.taken(handOver) }
    world.now = world.now.adding(minutes: 25)
    let reaction = world.board.wake(at: world.now)
    #expect(reaction.handOvers.filter { $0.message.subject == .order(OrderID("order-1")) }.map(\.channel) == [.sms])
    // Six hours: the deadline has passed, nothing of it leaves any more.
    world = try CallWorld()
    _ = try world.call([(7, CallWorld.kitchen), (8, CallWorld.kitchen)], minutes: 60)
    world.now = world.now.adding(minutes: 360)
    world.absorb(world.board.wake(at: world.now))
    #expect(world.take().handOvers.isEmpty)
    #expect(world.state.orders(CallWorld.operation).map(\.phase) == [.unanswered, .unanswered])
    #expect(world.run(minutes: 600).isEmpty)
    #expect(world.board.messages.allSatisfy { !$0.isOpen })
  }

  @Test func aClockThatIsSetIsNoticedAndALongSleepIsNot() throws {
    for jump in Self.jumps {
      var watch = ClockGuard()
      let start = CallWorld.start
      #expect(watch.read(wall: start, steady: 0).jump == nil)
      let after = watch.read(wall: start.adding(milliseconds: 10_000 + jump), steady: 10_000)
      #expect(after.jump == (abs(jump) > CalloutLimits.clockJump ? jump : nil))
      if after.jump == nil { #expect(after.time >= start) }
      let slept = watch.read(wall: after.time.adding(minutes: 360), steady: 10_000 + 360 * 60_000)
      #expect(slept.jump == nil)
    }
  }
}
