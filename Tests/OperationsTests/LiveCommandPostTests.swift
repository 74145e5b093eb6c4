import Basics
import Incident
import Ledger
import Testing

@testable import Operations

@Suite struct LiveCommandPostTests {
  static func opening(_ number: Int) -> Desk.Submission {
    let wish = OpenOperation(name: "uji-\(number)", mode: .exercise, hazard: .tidalFlood, areas: [AreaID("14.72.06.1002")])
    return Desk.Submission(.operation(.open(wish)), by: .person(office: "pusdalops"), at: Dumai.start, id: "c-\(number)")
  }

  @Test func manySendersAtOnceAllGetTheirOwnPlaceAndSubscribersSeeEachEventOnceInOrder() async throws {
    let live = LiveCommandPost(try Dumai.desk())
    let stream = try await live.subscribe()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await live.run() }
      let firsts = try await withThrowingTaskGroup(of: UInt64.self) { senders in
        for number in 0..<300 { senders.addTask { try await live.submit(Self.opening(number)).first } }
        return try await senders.reduce(into: []) { $0.append($1) }
      }
      #expect(firsts.sorted() == Array(1...300))
      await live.stop()
      try await group.waitForAll()
    }
    var seen: [UInt64] = []
    for await event in stream { seen.append(event.sequence) }
    #expect(seen == Array(1...300))
    #expect(await live.snapshot.openOperations.count == 300)
  }

  @Test func aRefusalReachesItsSender() async throws {
    let live = LiveCommandPost(try Dumai.desk())
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await live.run() }
      let wrong = OpenOperation(name: "uji", mode: .actual, hazard: .tidalFlood, areas: [AreaID("14.72.06.1002")])
      await #expect(throws: Refusal.self) {
        try await live.submit(Desk.Submission(.operation(.open(wrong)), by: .person(office: "x"), at: Dumai.start))
      }
      await live.stop()
    }
    await #expect(throws: Problem.self) { try await live.submit(Self.opening(1)) }
  }
}
