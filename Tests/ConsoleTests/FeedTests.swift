import Testing

@testable import Console

@Suite struct FeedTests {
  @Test func whoComesBackIsToldAtOnceWhetherSomethingWasMissed() async throws {
    let feed = EventFeed()
    feed.publish(5)
    let missed = try #require(feed.subscribe(after: 3))
    var first = missed.stream.makeAsyncIterator()
    #expect(await first.next() == 5)
    let upToDate = try #require(feed.subscribe(after: 5))
    #expect(upToDate.opening.contains("id: 5\n"))
    var second = upToDate.stream.makeAsyncIterator()
    feed.publish(6)
    #expect(await second.next() == 6)
    // A log that was set back (another database) is a change too.
    let ahead = try #require(feed.subscribe(after: 900))
    var third = ahead.stream.makeAsyncIterator()
    #expect(await third.next() == 6)
  }

  @Test func aSlowListenerMissesStepsAndNeverTheLastAndHoldsUpNobody() async throws {
    let feed = EventFeed()
    let slow = try #require(feed.subscribe(after: nil))
    let quick = try #require(feed.subscribe(after: nil))
    var quickly = quick.stream.makeAsyncIterator()
    for sequence in 1...1000 as ClosedRange<UInt64> {
      feed.publish(sequence)
      #expect(await quickly.next() == sequence)
    }
    var slowly = slow.stream.makeAsyncIterator()
    #expect(await slowly.next() == 1000)
    feed.heartbeat()
    #expect(await slowly.next() == 1000, "a heartbeat says the last place again")
  }

  @Test func listenersAreLimitedLeaveWithoutATraceAndAreToldWhenTheServerStops() async throws {
    let feed = EventFeed()
    var all: [EventSubscription] = []
    for _ in 0..<EventFeed.mostListeners { all.append(try #require(feed.subscribe(after: nil))) }
    #expect(feed.subscribe(after: nil) == nil)
    all[0].end()
    #expect(feed.listeners == EventFeed.mostListeners - 1)
    let last = try #require(feed.subscribe(after: nil))
    feed.close()
    #expect(feed.listeners == 0)
    var iterator = last.stream.makeAsyncIterator()
    #expect(await iterator.next() == nil)
    #expect(feed.subscribe(after: nil) == nil)
  }
}
