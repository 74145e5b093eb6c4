import Basics
import Incident
import Testing

@testable import Callout

/// Receipts come doubled, late, shuffled, about unknown messages: nothing that is known gets less.
@Suite struct ReceiptTests {
  @Test func doubledShuffledAndLostReceiptsNeverTakeAStateBack() throws {
    var trial = try ReceiptTrial(seed: 5)
    #expect(trial.run(receipts: 20_000).isEmpty)
  }

  @Test func anEndIsNeverUndoneAndAReceiptAfterItStillTells() throws {
    var world = try CallWorld()
    let order = try world.call([(7, CallWorld.kitchen)])[0]
    let left = world.run(minutes: 0).filter { $0.message.subject == .order(order) }[0]
    world.report(left.id, .outcome(.unknown, attempt: 1))
    #expect(world.board.message(left.id)?.state == .perhapsSent)
    _ = world.run(minutes: 30)
    let ended = try #require(world.board.message(left.id))
    #expect(ended.end == .lapsed)
    world.report(left.id, .receipt(.delivered))
    let after = try #require(world.board.message(left.id))
    #expect(after.end == .lapsed)
    #expect(after.state == .delivered)
    world.report(left.id, .receipt(.failed("gateway")))
    #expect(world.board.message(left.id) == after)
  }

  @Test func whatWasPerhapsSentGoesOutAgainUnderTheSameIdAndSaysSo() throws {
    var world = try CallWorld()
    let order = try world.call([(7, CallWorld.kitchen)])[0]
    let first = world.run(minutes: 0).filter { $0.message.subject == .order(order) }[0]
    #expect(!first.isRepeat)
    world.report(first.id, .outcome(.unknown, attempt: 1))
    let second = world.run(minutes: 1).filter { $0.id == first.id }
    #expect(second.map(\.attempt) == [2])
    #expect(second.map(\.isRepeat) == [true])
  }

  @Test func aPermanentFailureGoesOnToTheNextChannelAtOnce() throws {
    var world = try CallWorld()
    let order = try world.call([(7, CallWorld.kitchen)])[0]
    let first = world.run(minutes: 0).filter { $0.message.subject == .order(order) }[0]
    world.report(first.id, .outcome(.permanent("no such number"), attempt: 1))
    let next = world.run(minutes: 0).filter { $0.message.subject == .order(order) }
    #expect(next.map(\.channel) == [.sms])
    #expect(world.board.message(first.id)?.state == .failed)
  }

  @Test func aFailingChannelIsLeftAloneAndTriedNowAndThen() throws {
    var world = try CallWorld(staff: 120)
    _ = try world.call((4...110).map { ($0, CallWorld.kitchen) }, minutes: 60)
    var tries = 0
    for second in 0..<60 {
      for handOver in world.run(to: world.now.adding(milliseconds: 1000)) where handOver.channel == .chat {
        if second > 0 { tries += 1 }
        world.report(handOver.id, .outcome(.temporary("503"), attempt: handOver.attempt))
      }
    }
    #expect(world.notices.contains(.channelDown(.chat)))
    #expect((1...4).contains(tries))
  }
}
