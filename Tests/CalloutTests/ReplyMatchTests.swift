import Basics
import Incident
import Testing

@testable import Callout

/// To which request a reply belongs.
@Suite struct ReplyMatchTests {
  static func asked(_ posts: [Post] = [CallWorld.kitchen]) throws -> (CallWorld, [OrderID]) {
    var world = try CallWorld()
    var orders: [OrderID] = []
    for post in posts {
      orders += try world.call([(7, post)], shift: post.shift == CallWorld.morning.id ? CallWorld.morning : CallWorld.evening)
    }
    for handOver in world.run(minutes: 1) { world.delivered(handOver) }
    return (world, orders)
  }

  @Test func siapAloneAcceptsOnlyWhereExactlyOneOrderIsOpen() throws {
    var (world, orders) = try Self.asked()
    world.reply(7, "siap")
    #expect(world.phase(orders[0]) == .accepted)
    (world, orders) = try Self.asked([CallWorld.kitchen, CallWorld.later])
    world.reply(7, "siap")
    #expect(orders.map { world.phase($0) } == [.delivered, .delivered])
    #expect(world.notices.last == .doubtfulReply(IncomingReply(id: "", from: StaffID("s7"), text: "siap"), .needsCode))
    world.reply(7, "SIAP \(world.code(orders[1]))")
    #expect(orders.map { world.phase($0) } == [.delivered, .accepted])
  }

  @Test func theSuperiorsYesIsNotThePersonsYes() throws {
    var (world, orders) = try Self.asked()
    for handOver in world.run(minutes: 11) { world.delivered(handOver) }
    #expect(world.board.messages.contains { $0.purpose == .escalation && $0.recipient.staff == StaffID("s4") })
    world.reply(4, "siap \(world.code(orders[0]))")
    #expect(world.phase(orders[0]) == .delivered)
    #expect(world.board.chase(ChaseID("order-1"))?.isOpen == true)
  }

  @Test func aReplyThatComesTwiceIsHeardOnceAndCallsForHelpAlwaysReachAPerson() throws {
    var (world, orders) = try Self.asked()
    world.reply(7, "TOLONG air naik", id: "a")
    world.reply(7, "TOLONG air naik", id: "a")
    #expect(world.notices == [.callForHelp(StaffID("s7"), text: "TOLONG air naik", isCertain: true)])
    #expect(world.phase(orders[0]) == .delivered)
  }

  @Test func whoSaysNoAfterAYesIsBelieved() throws {
    var (world, orders) = try Self.asked()
    world.reply(7, "siap")
    world.reply(7, "maaf tidak jadi, anak sakit")
    #expect(world.phase(orders[0]) == .declined)
  }

  @Test func aYesThatComesWhenTheSeatIsFilledIsAnsweredWithAStandDown() throws {
    var world = try CallWorld()
    let single = Post(role: CallWorld.desk.role, place: CallWorld.desk.place, shift: CallWorld.evening.id, heads: 1)
    try world.do(.need(.changePost(PostChange(operation: CallWorld.operation, post: single.id, heads: 1))))
    let first = try world.call([(7, single)], shift: CallWorld.evening)[0]
    for handOver in world.run(minutes: 21) { world.delivered(handOver) }
    #expect(world.phase(first) == .unanswered)
    _ = try world.call([(8, single)], shift: CallWorld.evening)
    world.reply(7, "SIAP \(world.code(first))")
    #expect(world.refusals == [.seatTaken])
    let told = world.run(minutes: 1).filter { $0.message.purpose == .standDown }
    #expect(told.map(\.staff.rawValue) == ["s7"])
    #expect(told.map(\.message.text.key) == ["message.seat_taken"])
  }
}
