import Basics
import Incident
import Testing

@testable import Publication

@Suite("Bulletins: drafted from the log's facts")
struct BulletinDraftingTests {
  @Test("households that two tides reached are counted once, as they were last seen")
  func countedOnce() throws {
    var state = State()
    let events = PaperSample.events(.exercise)
    for event in events { evolve(&state, event) }
    let operation = PaperSample.operation
    let before = try #require(state.operation(operation))
    let known = try #require(before.affected.first { $0.households != nil })
    var again = known
    again.occurrence = OccurrenceID("occurrence-2")
    again.households = 300
    again.seenAt = known.seenAt.adding(minutes: 30)
    again.toldAt = known.toldAt.adding(minutes: 30)
    var event = try #require(events.last)
    event.event = .situation(.affectedReported(again))
    evolve(&state, event)
    let frame = try #require(state.operation(operation))
    #expect(frame.affected.filter { $0.area == known.area }.count == 2)
    let draft = BulletinDrafting.draft(
      frame, city: Sample.city, kind: .first, level: .orange, contact: BulletinSample.contact, asOf: Sample.at(120),
      expiresAt: Sample.at(480), nextDueAt: Sample.at(180))
    let households = draft.facts.compactMap { fact -> Int? in
      if case .affected(.households, let sum, _, _) = fact.subject { sum } else { nil }
    }
    #expect(households == [300])
  }
}
