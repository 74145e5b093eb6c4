import Basics
import Testing

@testable import Incident

@Suite("Plans") struct PlanTests {
  static let op = TestPost.operation

  func depth(_ post: TestPost, _ area: AreaID) -> Command {
    .situation(
      .reportDepths([
        DepthReport(
          operation: Self.op, area: area, lowMillimetres: 300, millimetres: 600, above: .road, seenAt: post.now, toldAt: post.now,
          informant: .office("lurah"))
      ]))
  }

  @Test("a proposal is refused only if a fact that it read has changed, and says which") func facts() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen, World.eveningKitchen])
    let proposal = post.proposal([(1, World.kitchen)])
    try post.do(.need(.changePost(PostChange(operation: Self.op, post: World.eveningKitchen.id, heads: 2))))
    try post.do(.operation(.addNote(LogNote(operation: Self.op, note: World.note))))
    var unrelated = post
    try unrelated.do(.plan(.propose(proposal)))
    try post.do(depth(post, World.hill))
    let result = post.handle(.plan(.propose(proposal)))
    let fact = FactName.depth(Self.op, World.hill).rawValue
    #expect(throws: Refusal(.factsChanged, ["count": "1", "facts": fact])) { try result.get() }
    guard case .failure(let refusal) = result else { return }
    #expect(refusal.text(.id).contains("kedalaman air 14.72.01.1002"))
    #expect(refusal.text(.en).contains("depth 14.72.01.1002"))
  }

  @Test("a proposal that hides what it must have read is refused") func hidden() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    var proposal = post.proposal([(1, World.kitchen)])
    proposal.facts.removeAll { $0.name == .roster }
    #expect(post.refusal(.plan(.propose(proposal))) == .factsMissing)
  }

  @Test("the same plan again adds nothing; another one supersedes it") func repeated() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    try post.do(.plan(.propose(post.proposal([(1, World.kitchen)]))))
    #expect(try post.do(.plan(.propose(post.proposal([(1, World.kitchen)])))).isEmpty)
    try post.do(.plan(.propose(post.proposal([(2, World.kitchen)]))))
    #expect(post.state.plans[PlanID("plan-1")]?.state == .superseded(by: PlanID("plan-2"), approval: nil))
    #expect(post.state.currentPlan(Self.op)?.id == PlanID("plan-2"))
    let old = PlanApproval(plan: PlanID("plan-1"), overrides: [])
    #expect(post.refusal(.plan(.approve(old))) == .planSuperseded)
  }

  @Test("only a person approves a plan") func person() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    try post.do(.plan(.propose(post.proposal([(1, World.kitchen)]))), by: World.system)
    let approve = Command.plan(.approve(PlanApproval(plan: PlanID("plan-1"), overrides: [])))
    #expect(post.refusal(approve, by: World.system) == .needsPerson)
    #expect(post.refusal(approve, by: .importer("csv")) == .needsPerson)
    #expect(post.refusal(approve) == nil)
    #expect(post.state.plans[PlanID("plan-1")]?.state.approval?.by == World.commander)
  }

  @Test("pins and bans ask for a new plan that keeps them") func edits() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let stale = post.proposal([(1, World.kitchen)])
    try post.do(.plan(.propose(stale)))
    let edit = PlanEdit(
      operation: Self.op, plan: PlanID("plan-1"), pins: [Pin(staff: StaffID("s2"), post: World.kitchen.id)],
      bans: [Ban(staff: StaffID("s1"))], unpinned: [], unbanned: [], reason: World.note)
    #expect(post.refusal(.plan(.edit(edit)), by: World.system) == .needsPerson)
    try post.do(.plan(.edit(edit)))
    #expect(post.refusal(.plan(.edit(edit))) == .editEmpty)
    #expect(post.state.plans[PlanID("plan-1")]?.isEdited == true)
    #expect(post.refusal(.plan(.approve(PlanApproval(plan: PlanID("plan-1"), overrides: [])))) == .planBreaksEdit)
    #expect(post.refusal(.plan(.propose(stale))) == .factsChanged)
    #expect(post.refusal(.plan(.propose(post.proposal([(3, World.kitchen)])))) == .planBreaksEdit)
    #expect(post.refusal(.plan(.propose(post.proposal([(2, World.kitchen)])))) == nil)
    let clash = PlanEdit(
      operation: Self.op, plan: nil, pins: [Pin(staff: StaffID("s1"), post: World.kitchen.id)], bans: [], unpinned: [],
      unbanned: [], reason: World.note)
    #expect(post.refusal(.plan(.edit(clash))) == .pinConflict)
  }

  @Test("a boat's crew is whole or stays ashore; partners' people count") func crew() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.boat])
    #expect(post.refusal(.plan(.propose(post.proposal([(1, World.boat), (3, World.boat)])))) == .crewIncomplete)
    try post.do(
      .need(.requestAid(Self.op, PartnerID("basarnas"), .team(World.boat.id, heads: 2), neededAt: nil)))
    let request = AidRequestID("aid-1")
    #expect(post.refusal(.plan(.propose(post.proposal([(1, World.boat), (3, World.boat)])))) == .crewIncomplete)
    let before = post.proposal([(1, World.boat), (3, World.boat)])
    try post.do(.need(.promiseAid(AidPromise(operation: Self.op, request: request, count: 1))))
    #expect(post.refusal(.plan(.propose(before))) == .factsChanged)
    #expect(post.refusal(.plan(.propose(post.proposal([(1, World.boat), (3, World.boat)])))) == nil)
    #expect(post.state.heads(Self.op, post: World.boat.id).partners == 1)
    try post.do(.need(.releaseAid(AidRelease(operation: Self.op, request: request))))
    #expect(post.refusal(.need(.promiseAid(AidPromise(operation: Self.op, request: request, count: 1)))) == .aidReleased)
  }

  @Test("a shelter shift without a woman is approved only with a reason for that post") func woman() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.shelter])
    try post.do(.plan(.propose(post.proposal([(1, World.shelter)]))))
    let plan = PlanID("plan-1")
    #expect(post.refusal(.plan(.approve(PlanApproval(plan: plan, overrides: [])))) == .shelterWithoutWoman)
    let pass = [PostOverride(post: World.shelter.id, reason: World.note)]
    var overridden = post
    #expect(overridden.refusal(.plan(.approve(PlanApproval(plan: plan, overrides: pass)))) == nil)
    try post.do(.plan(.propose(post.proposal([(1, World.shelter), (2, World.shelter)]))))
    #expect(post.refusal(.plan(.approve(PlanApproval(plan: PlanID("plan-2"), overrides: [])))) == nil)
  }

  @Test("a plan of thousands of seats is stored in parts of at most 500, each within the log's limit") func parts() throws {
    var post = try TestPost(mode: .exercise)
    let people = (1...1_234).map { World.person($0, unit: "bpbd") }
    post.roster = Roster(units: World.roster.units, staff: people)
    let posts = (0..<2).map { i in
      Post(role: RoleID("dapur"), place: PlaceID(i == 0 ? "aula" : "masjid"), shift: World.morning.id, heads: 1000)
    }
    try post.open(posts)
    let events = try post.do(.plan(.propose(post.proposal((1...1_234).map { ($0, posts[$0 % 2]) }))))
    let parts = events.compactMap { if case .plan(.part(let part)) = $0 { part } else { nil } }
    #expect(parts.count == 3 && parts.allSatisfy { $0.duties.count <= 500 } && parts.map(\.part) == [1, 2, 3])
    for event in events { #expect(try event.encoded().count <= IncidentLimits.payloadBytes) }
    #expect(post.state.plans[PlanID("plan-1")]?.plan.duties.count == 1_234)
    #expect(post.state.checkInvariants().isEmpty)
  }

  @Test("after a change of plan the orders to stand down and those to issue are listed") func difference() throws {
    var post = try TestPost(mode: .exercise)
    try post.open([World.kitchen])
    let orders = try post.call([(1, World.kitchen), (2, World.kitchen)])
    let next = try post.approve([(2, World.kitchen), (3, World.kitchen)])
    #expect(post.state.ordersNotInPlan(next).map(\.id) == [orders[0]])
    #expect(post.state.dutiesToOrder(next).map(\.staff) == [StaffID("s3")])
    let old = post.state.orders[orders[0]]!.issue.plan
    #expect(post.refusal(.order(.issue(old, duties: nil, deadline: post.now.adding(minutes: 5)))) == .planSuperseded)
  }

  @Test("nothing made up decides an actual operation") func synthetic() throws {
    for mode in Mode.allCases {
      var post = try TestPost(mode: mode)
      try post.open([World.kitchen])
      var proposal = post.proposal([(1, World.kitchen)])
      proposal.plan.caveats = [.syntheticRoads]
      #expect(post.refusal(.plan(.propose(proposal))) == (mode == .actual ? .syntheticInActual : nil))
    }
  }
}
