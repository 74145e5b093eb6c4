import Basics
import Incident
import Testing

@testable import Callout

/// Whom no message reaches, and what is mixed with nothing.
@Suite struct GuardTests {
  @Test func nobodyOnSceneIsCalledNotEvenAsSomebodysSuperior() throws {
    var world = try CallWorld()
    let superior = try world.call([(4, CallWorld.desk)])[0]
    _ = world.run(minutes: 1)
    try world.do(.order(.arrive(OrderReceipt(order: superior, at: world.now))))
    _ = try world.call([(4, CallWorld.desk), (7, CallWorld.kitchen)].filter { $0.0 == 7 })
    let left = world.run(minutes: 19)
    #expect(left.filter { $0.staff == StaffID("s4") && $0.message.purpose.isCall }.isEmpty)
    // The silence goes past them to the head of the unit.
    #expect(left.contains { $0.staff == StaffID("s1") && $0.message.purpose == .escalation })
  }

  @Test func aMessageOfAnotherModeIsRefusedAndSaid() throws {
    var world = try CallWorld(mode: .exercise, boardMode: .actual)
    let order = try world.call([(7, CallWorld.kitchen)])[0]
    #expect(world.run(minutes: 60).isEmpty)
    #expect(world.notices.contains(.modeMismatch(ChaseID(order.rawValue), .exercise)))
  }

  @Test func whoIsOnActualDutyHearsNothingOfAnExercise() throws {
    var world = try CallWorld()
    let orders = try world.call([(7, CallWorld.kitchen), (8, CallWorld.kitchen)])
    world.absorb(world.board.setActualDuty([StaffID("s7")], at: world.now))
    let left = world.run(minutes: 30)
    #expect(left.filter { $0.staff == StaffID("s7") }.isEmpty)
    #expect(left.contains { $0.message.subject == .order(orders[1]) })
    #expect(world.notices.contains(.onActualDuty(StaffID("s7"), ChaseID(orders[0].rawValue))))
  }

  @Test func aRealEmergencyEndsTheMessagesOfTheExercise() throws {
    var world = try CallWorld()
    _ = try world.call([(7, CallWorld.kitchen), (8, CallWorld.kitchen)])
    world.absorb(world.board.halt(at: world.now))
    #expect(world.run(minutes: 60).isEmpty)
    _ = try world.call([(9, CallWorld.desk)])
    #expect(world.run(minutes: 60).isEmpty)
  }

  @Test func ordersGoBeforeStatusUpdatesWhereTheChannelIsSlow() throws {
    var settings = CalloutSettings()
    settings.channelRates[.chat] = CalloutSettings.Rate(1, perSeconds: 10, burst: 1)
    var world = try CallWorld(settings: settings)
    let note = NoteReference(row: "note-1", digest: String(repeating: "0a", count: 32))
    try world.do(.broadcast(.send(CallWorld.operation, to: .everyone, text: note, deadline: nil)))
    _ = try world.call([(7, CallWorld.kitchen)])
    let left = world.run(minutes: 3)
    #expect(left[0].message.purpose == .callOut)
    #expect(left.filter { $0.message.purpose == .broadcast }.count > 3)
  }

  @Test func aStatusUpdateIsRemindedThenEscalatedAndOneAnswerSilencesNobodyElse() throws {
    var world = try CallWorld()
    let note = NoteReference(row: "note-1", digest: String(repeating: "0a", count: 32))
    try world.do(
      .broadcast(
        .send(
          CallWorld.operation, to: .staff([StaffID("s7"), StaffID("s10")]), text: note, deadline: world.now.adding(minutes: 20))))
    for handOver in world.run(minutes: 1) { world.delivered(handOver) }
    world.reply(7, "siap")
    var left: [HandOver] = []
    for _ in 0..<60 {
      let some = world.run(minutes: 1)
      for handOver in some { world.delivered(handOver) }
      left += some
    }
    let id = BroadcastID("broadcast-1")
    #expect(world.state.broadcast(id)?.acknowledged == [StaffID("s7")])
    #expect(left.map { "\($0.message.purpose.rawValue) \($0.staff)" } == ["reminder s10", "escalation s4", "escalation s1"])
    #expect(world.state.broadcast(id)?.standing(StaffID("s10")).escalated?.to == StaffID("s1"))
    #expect(world.board.openChases.isEmpty)
  }
}
