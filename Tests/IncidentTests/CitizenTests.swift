import Basics
import Testing

@testable import Incident

@Suite("What residents report, rumours, relief goods") struct CitizenTests {
  static func report(
    _ need: CitizenNeed = .evacuation, minute: Int = 0, east: Int? = nil, area: AreaID = World.dock, way: ReportWay = .phone
  ) -> CitizenReport {
    CitizenReport(
      operation: TestPost.operation, ticket: TicketID(""), need: need, people: 4, depth: .knee, area: area,
      latitudeE7: east == nil ? nil : 16_700_000, longitudeE7: east.map { 1_014_500_000 + $0 * 90 }, way: way, words: World.note,
      contact: World.note, seenAt: World.start.adding(minutes: minute - 30), toldAt: World.start)
  }

  static func ticket(_ number: Int) -> TicketID { TicketID("ticket-\(number)") }

  @Test("each report gets its number; life in danger stands first in the queue, also before anybody has read it")
  func queue() throws {
    var post = try TestPost(mode: .actual)
    for need in [CitizenNeed.food, .waterLevel, .medical, .evacuation] { try post.do(.citizen(.report(Self.report(need)))) }
    #expect(post.state.triageQueue(TestPost.operation).map(\.id.rawValue) == ["ticket-3", "ticket-4", "ticket-1", "ticket-2"])
    try post.do(.citizen(.triage(CitizenTriage(ticket: Self.ticket(3), urgency: 2, trust: .confirmed))))
    try post.do(.citizen(.triage(CitizenTriage(ticket: Self.ticket(1), urgency: 1, trust: .unconfirmed))))
    #expect(post.state.triageQueue(TestPost.operation).map(\.id.rawValue) == ["ticket-4", "ticket-1", "ticket-2", "ticket-3"])
    #expect(
      post.refusal(.citizen(.triage(CitizenTriage(ticket: Self.ticket(9), urgency: 1, trust: .doubtful)))) == .unknownTicket)
    #expect(post.refusal(.citizen(.triage(CitizenTriage(ticket: Self.ticket(1), urgency: 4, trust: .doubtful)))) == .invalidValue)
  }

  @Test("reports of the same place and hour are offered for merging; two ways are two sources; each number keeps its answer")
  func merging() throws {
    var post = try TestPost(mode: .actual)
    let reports = [
      Self.report(east: 0), Self.report(minute: 10, east: 100, way: .chat), Self.report(minute: 10, east: 400),
      Self.report(minute: -80, east: 0), Self.report(.food, east: 0), Self.report(minute: 5),
      Self.report(minute: 5, area: World.hill),
    ]
    for report in reports { try post.do(.citizen(.report(report))) }
    // 100 m and 10 minutes away, and one of the same kelurahan without a point; not 400 m, 80 minutes, another need or area.
    #expect(post.state.similarTickets(Self.ticket(1)).map(\.id) == [Self.ticket(6), Self.ticket(2)])
    #expect(post.state.independentSources(Self.ticket(1)) == 1)
    try post.do(.citizen(.merge(CitizenMerge(ticket: Self.ticket(2), into: Self.ticket(1)))))
    #expect(post.state.independentSources(Self.ticket(1)) == 2)
    #expect(post.refusal(.citizen(.merge(CitizenMerge(ticket: Self.ticket(2), into: Self.ticket(1))))) == .ticketClosed)
    #expect(post.refusal(.citizen(.merge(CitizenMerge(ticket: Self.ticket(1), into: Self.ticket(3))))) == .ticketMerge)
    #expect(post.refusal(.citizen(.merge(CitizenMerge(ticket: Self.ticket(3), into: Self.ticket(3))))) == .ticketMerge)
    #expect(post.state.ticket(Self.ticket(2))?.mergedInto == Self.ticket(1))
  }

  @Test("a post takes a report on and the reporter is answered; nothing is answered without words but spam")
  func answered() throws {
    var post = try TestPost(mode: .actual)
    try post.open([World.boat])
    try post.do(.citizen(.report(Self.report())))
    try post.do(.citizen(.report(Self.report())))
    #expect(
      post.refusal(.citizen(.assign(CitizenAssignment(ticket: Self.ticket(1), post: World.kitchen.id)))) == .unknownPost)
    try post.do(.citizen(.assign(CitizenAssignment(ticket: Self.ticket(1), post: World.boat.id))))
    #expect(post.state.triageQueue(TestPost.operation).map(\.id) == [Self.ticket(2)])
    #expect(
      post.refusal(.citizen(.answer(CitizenAnswer(ticket: Self.ticket(1), outcome: .helped, answer: nil)))) == .invalidValue)
    try post.do(.citizen(.answer(CitizenAnswer(ticket: Self.ticket(1), outcome: .helped, answer: World.note))))
    try post.do(.citizen(.answer(CitizenAnswer(ticket: Self.ticket(2), outcome: .spam, answer: nil))))
    #expect(post.state.triageQueue(TestPost.operation) == [])
    #expect(post.state.checkInvariants() == [])
  }

  @Test("what was told before it was seen, or half a point, or an unknown place is refused") func refused() throws {
    var post = try TestPost(mode: .actual)
    var late = Self.report()
    late.toldAt = World.start.adding(minutes: 60)
    #expect(post.refusal(.citizen(.report(late))) == .inFuture)
    var half = Self.report()
    half.latitudeE7 = 1
    #expect(post.refusal(.citizen(.report(half))) == .invalidValue)
    #expect(post.refusal(.citizen(.report(Self.report(area: AreaID("x"))))) == .unknownArea)
  }

  @Test("rumours are kept with what was found out") func rumours() throws {
    var post = try TestPost(mode: .actual)
    let heard = RumourHeard(
      operation: TestPost.operation, rumour: RumourID(""), words: World.note, way: .chat, heardAt: World.start)
    try post.do(.citizen(.hearRumour(heard)))
    let verdict = RumourVerdict(rumour: RumourID("rumour-1"), truth: .untrue, correction: World.note)
    try post.do(.citizen(.judgeRumour(verdict)))
    #expect(post.state.rumours(TestPost.operation).map(\.verdict) == [verdict])
    #expect(
      post.refusal(.citizen(.judgeRumour(RumourVerdict(rumour: RumourID("rumour-2"), truth: .partly, correction: World.note))))
        == .unknownRumour)
  }

  @Test("relief goods add up by place; goods that neither left nor reached a place are refused") func relief() throws {
    var post = try TestPost(mode: .actual)
    func move(_ quantity: Int, _ from: String?, _ to: String?, outside: String = "Kemensos") -> Command {
      .citizen(
        .moveRelief(
          ReliefMovement(
            operation: TestPost.operation, item: "beras", quantity: quantity, measure: "kg", from: from.map { PlaceID($0) },
            to: to.map { PlaceID($0) }, area: World.dock, outside: outside, paper: "BA-1", movedAt: World.start)))
    }
    try post.do(move(500, nil, "aula"))
    try post.do(move(120, "aula", "masjid", outside: ""))
    try post.do(move(20, "masjid", nil, outside: "warga RT 3"))
    func stock(_ place: String) -> Int {
      post.state.reliefStock(TestPost.operation, place: PlaceID(place), item: "beras", measure: "kg")
    }
    #expect(stock("aula") == 380 && stock("masjid") == 100)
    #expect(post.refusal(move(1, nil, nil)) == .invalidValue)
    #expect(post.refusal(move(0, "aula", "masjid")) == .invalidValue)
    #expect(post.refusal(move(1, nil, "aula", outside: "")) == .invalidValue)
  }
}
