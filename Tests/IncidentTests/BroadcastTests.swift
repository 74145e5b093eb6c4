import Basics
import Testing

@testable import Incident

@Suite("Status updates until they are acknowledged") struct BroadcastTests {
  static let op = OperationID("op-1")
  static let id = BroadcastID("broadcast-1")

  private func send(_ audience: BroadcastAudience, deadline: Instant? = nil) -> Command {
    .broadcast(.send(Self.op, to: audience, text: World.note, deadline: deadline))
  }

  private func receipt(_ staff: String, _ post: TestPost) -> BroadcastReceipt {
    BroadcastReceipt(broadcast: Self.id, staff: StaffID(staff), at: post.now)
  }

  @Test("who has acknowledged, who has not, and since when") func standing() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    _ = try post.call([(1, World.kitchen), (2, World.kitchen)])
    try post.do(send(.place(PlaceID("aula")), deadline: post.now.adding(minutes: 15)))
    var record = try #require(post.state.broadcast(Self.id))
    #expect(record.recipients == [StaffID("s1"), StaffID("s2")] && record.isComplete)
    try post.do(.broadcast(.deliver(receipt("s1", post))))
    try post.do(.broadcast(.acknowledge(receipt("s1", post))))
    record = try #require(post.state.broadcast(Self.id))
    #expect(record.acknowledged == [StaffID("s1")] && record.silent == [StaffID("s2")])
    #expect(record.isOverdue(at: post.now.adding(minutes: 15)) && !record.isOverdue(at: post.now))
    #expect(record.minutesSilent(at: record.sentAt.adding(minutes: 12)) == 12)
    #expect(post.state.checkInvariants() == [])
  }

  @Test("receipts that come twice, late or out of order change nothing, and the last yes closes it") func receipts() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    try post.do(send(.staff([StaffID("s1"), StaffID("s2"), StaffID("s1")])))
    for _ in 0..<2 { try post.do(.broadcast(.acknowledge(receipt("s1", post)))) }
    try post.do(.broadcast(.deliver(receipt("s1", post))))
    #expect(post.state.broadcast(Self.id)?.standing(StaffID("s1")).delivered == nil)
    #expect(post.state.broadcast(Self.id)?.isOpen == true)
    try post.do(.broadcast(.acknowledge(receipt("s2", post))))
    #expect(post.state.broadcast(Self.id)?.closed?.reason == .complete)
    #expect(post.refusal(.broadcast(.acknowledge(receipt("s3", post)))) == .notAddressed)
    #expect(post.state.checkInvariants() == [])
  }

  @Test("each audience comes to the people it names, each once") func audiences() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen, World.shelter])
    let orders = try post.call([(1, World.kitchen), (2, World.shelter), (3, World.shelter)])
    try post.do(.order(.arrive(post.receipt(orders[0]))))
    func people(_ audience: BroadcastAudience) -> [String] {
      post.state.people(of: audience, in: Self.op, roster: World.roster) { World.city.places[$0]?.area }.map(\.rawValue)
    }
    #expect(people(.ordered) == ["s1", "s2", "s3"])
    #expect(people(.onScene) == ["s1"])
    #expect(people(.role(RoleID("pengungsian"))) == ["s2", "s3"])
    #expect(people(.area(World.hill)) == ["s1"])
    #expect(people(.shift(World.evening.id)) == [])
    #expect(people(.unit(UnitID("damkar"))) == ["s11", "s2", "s5", "s8"])
    #expect(people(.unitHeads) == ["s1", "s2", "s3"])
    #expect(people(.everyone).count == 14)
    #expect(post.refusal(send(.role(RoleID("posko")))) == .audienceEmpty)
    #expect(post.refusal(send(.shift(World.evening.id))) == .unknownShift)
    #expect(post.refusal(send(.role(RoleID("penyihir")))) == .unknownRole)
  }

  @Test("silence goes to the superior once, and to nobody after the yes") func escalation() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    try post.do(send(.staff([StaffID("s4"), StaffID("s5")])))
    let silence = BroadcastEscalation(broadcast: Self.id, staff: StaffID("s4"), to: StaffID("s2"), at: post.now)
    let before = post.state.eventCount
    for _ in 0..<3 { try post.do(.broadcast(.escalate(silence))) }
    #expect(post.state.eventCount == before + 1)
    try post.do(.broadcast(.acknowledge(receipt("s4", post))))
    try post.do(.broadcast(.escalate(BroadcastEscalation(broadcast: Self.id, staff: StaffID("s4"), to: nil, at: post.now))))
    #expect(post.state.eventCount == before + 2)
  }

  @Test("in an actual operation nobody invented is addressed, and the system sends nothing by itself") func refused() throws {
    var post = try TestPost(mode: .actual)
    try post.open([World.kitchen])
    #expect(post.refusal(send(.staff([StaffID("s14")]))) == .inventedPerson)
    #expect(post.refusal(send(.staff([StaffID("s1")])), by: World.system) == .needsPerson)
  }
}
