import Basics
import Testing

@testable import Incident

/// What is decided about bulletins, case by case.
@Suite("Bulletins: two sign, one may only for life safety") struct BulletinTests {
  static let author = Actor.person(office: "humas")
  static let chief = Actor.person(office: "kalaksa-bpbd")
  static let desk = Actor.person(office: "pusdalops")
  static let id = BulletinID("bulletin-1")

  static func text(_ version: Int) -> NoteReference {
    let hex = String(version, radix: 16)
    return NoteReference(row: "b-\(version)", digest: String(repeating: "0", count: 64 - hex.count) + hex)
  }

  static func draft(_ id: BulletinID = id, _ version: Int = 1, lifeSafety: Bool = false, now: Instant = World.start)
    -> BulletinDraft
  {
    BulletinDraft(
      bulletin: id, version: version, text: text(version), level: .orange, areas: [World.dock],
      expiresAt: now.adding(minutes: 360), nextDueAt: now.adding(minutes: 60), isLifeSafety: lifeSafety)
  }

  static func step(_ version: Int = 1, _ id: BulletinID = id) -> BulletinStep {
    BulletinStep(bulletin: id, version: version, digest: text(version).digest)
  }

  static func release(
    _ identifier: String, _ version: Int = 1, _ id: BulletinID = id, reach: BulletinReach = .everyone
  ) -> BulletinPublication {
    BulletinPublication(
      bulletin: id, version: version, digest: text(version).digest, identifier: identifier, sentAt: World.start, reach: reach)
  }

  static func opened(_ mode: Mode = .actual, lifeSafety: Bool = false, kind: BulletinKind = .first) throws -> TestPost {
    var post = try TestPost(mode: mode)
    try post.do(
      .bulletin(.draft(BulletinOpening(operation: TestPost.operation, kind: kind, draft: draft(lifeSafety: lifeSafety)))),
      by: author)
    return post
  }

  @Test("a bulletin goes out after somebody else has approved exactly its last version") func approved() throws {
    var post = try Self.opened()
    #expect(post.refusal(.bulletin(.publish(Self.release("a-1"))), by: Self.chief) == .bulletinNotApproved)
    try post.do(.bulletin(.submit(Self.step())), by: Self.desk)
    #expect(post.refusal(.bulletin(.approve(Self.step())), by: Self.author) == .bulletinOwnApproval)
    #expect(post.refusal(.bulletin(.approve(Self.step())), by: Self.desk) == .bulletinOwnApproval)
    #expect(post.refusal(.bulletin(.approve(Self.step(2))), by: Self.chief) == .bulletinVersion)
    #expect(post.refusal(.bulletin(.approve(Self.step())), by: .system("auto")) == .needsPerson)
    try post.do(.bulletin(.approve(Self.step())), by: Self.chief)
    try post.do(.bulletin(.edit(Self.draft(Self.id, 2))), by: Self.desk)
    #expect(post.refusal(.bulletin(.publish(Self.release("a-1", 2))), by: Self.author) == .bulletinNotApproved)
    #expect(post.refusal(.bulletin(.publish(Self.release("a-1"))), by: Self.author) == .bulletinVersion)
    try post.do(.bulletin(.submit(Self.step(2))), by: Self.author)
    try post.do(.bulletin(.approve(Self.step(2))), by: Self.chief)
    post.now = World.start.adding(minutes: 3)
    try post.do(.bulletin(.publish(Self.release("a-1", 2))), by: Self.author)
    let record = try #require(post.state.bulletin(Self.id))
    #expect(record.isLive && record.release?.approvedBy == Self.chief)
    #expect(record.release?.publication.sentAt == post.now)
    #expect(record.versions.count == 2)
    #expect(post.refusal(.bulletin(.edit(Self.draft(Self.id, 3))), by: Self.author) == .bulletinState)
    #expect(post.refusal(.bulletin(.publish(Self.release("a-2", 2))), by: Self.author) == .bulletinState)
  }

  @Test("sent back with a reason it is a draft again; named approvers alone approve") func returned() throws {
    var post = try Self.opened()
    try post.do(
      .bulletin(.setRules(BulletinRules(operation: TestPost.operation, approvers: ["kalaksa-bpbd"], alone: []))), by: Self.desk)
    try post.do(.bulletin(.submit(Self.step())), by: Self.author)
    #expect(post.refusal(.bulletin(.approve(Self.step())), by: Self.desk) == .bulletinNotApprover)
    try post.do(.bulletin(.sendBack(BulletinReturn(bulletin: Self.id, version: 1, reason: World.note))), by: Self.chief)
    #expect(post.state.bulletin(Self.id)?.state == .draft)
    #expect(post.state.bulletin(Self.id)?.returned?.reason == World.note)
    #expect(post.refusal(.bulletin(.approve(Self.step())), by: Self.chief) == .bulletinState)
  }

  @Test("in public a bulletin is corrected or withdrawn by another one that two sign; the old one stays in the archive")
  func corrected() throws {
    var post = try Self.opened()
    func release(_ number: Int, _ kind: BulletinKind?) throws {
      let id = BulletinID("bulletin-\(number)")
      if let kind {
        try post.do(
          .bulletin(.draft(BulletinOpening(operation: TestPost.operation, kind: kind, draft: Self.draft()))), by: Self.author)
      }
      try post.do(.bulletin(.submit(Self.step(1, id))), by: Self.author)
      try post.do(.bulletin(.approve(Self.step(1, id))), by: Self.chief)
      try post.do(.bulletin(.publish(Self.release("a-\(number)", 1, id))), by: Self.author)
    }
    try release(1, nil)
    try release(2, .correction(Self.id))
    #expect(post.state.bulletin(Self.id)?.fate == .corrected(by: BulletinID("bulletin-2")))
    let late = BulletinOpening(operation: TestPost.operation, kind: .withdrawal(Self.id), draft: Self.draft())
    #expect(post.refusal(.bulletin(.draft(late)), by: Self.author) == .bulletinNotLive)
    try release(3, .withdrawal(BulletinID("bulletin-2")))
    #expect(post.state.liveBulletins(TestPost.operation) == [])
    #expect(post.state.publishedBulletins(TestPost.operation).map(\.id.rawValue) == ["bulletin-1", "bulletin-2", "bulletin-3"])
    #expect(post.refusal(.bulletin(.draft(late)), by: Self.author) == .bulletinNotLive)
  }

  @Test("alone only by an office named beforehand by another, only for life safety, with an alarm until it is countersigned")
  func alone() throws {
    var post = try Self.opened(lifeSafety: true)
    let rules = BulletinRules(operation: TestPost.operation, approvers: [], alone: ["pusdalops"])
    #expect(post.refusal(.bulletin(.publishAlone(Self.release("a-1"))), by: Self.desk) == .bulletinNotAlone)
    #expect(post.refusal(.bulletin(.setRules(rules)), by: Self.desk) == .bulletinOwnRight)
    try post.do(.bulletin(.setRules(rules)), by: Self.chief)
    #expect(post.refusal(.bulletin(.publishAlone(Self.release("a-1"))), by: Self.author) == .bulletinNotAlone)
    try post.do(.bulletin(.publishAlone(Self.release("a-1"))), by: Self.desk)
    let alarm = BulletinAlarm.awaitsSecondSignature(Self.id, since: post.now)
    #expect(post.state.bulletinAlarms(TestPost.operation, at: post.now) == [alarm])
    #expect(post.refusal(.bulletin(.countersign(Self.step())), by: Self.desk) == .bulletinOwnApproval)
    #expect(post.refusal(.bulletin(.countersign(Self.step())), by: Self.author) == .bulletinOwnApproval)
    try post.do(.bulletin(.countersign(Self.step())), by: Self.chief)
    #expect(post.state.bulletinAlarms(TestPost.operation, at: post.now) == [])

    var calm = try Self.opened(lifeSafety: false)
    try calm.do(.bulletin(.setRules(rules)), by: Self.chief)
    #expect(calm.refusal(.bulletin(.publishAlone(Self.release("a-1"))), by: Self.desk) == .bulletinNotLifeSafety)
  }

  @Test("an exercise reaches its participants only, under numbers of its own") func exercise() throws {
    var post = try Self.opened(.exercise)
    try post.do(.bulletin(.submit(Self.step())), by: Self.author)
    try post.do(.bulletin(.approve(Self.step())), by: Self.chief)
    #expect(post.refusal(.bulletin(.publish(Self.release("a-1-X"))), by: Self.author) == .modeMismatch)
    #expect(post.refusal(.bulletin(.publish(Self.release("a-1", reach: .participants))), by: Self.author) == .invalidValue)
    try post.do(.bulletin(.publish(Self.release("a-1-X", reach: .participants))), by: Self.author)
    var real = try Self.opened()
    try real.do(.bulletin(.submit(Self.step())), by: Self.author)
    try real.do(.bulletin(.approve(Self.step())), by: Self.chief)
    #expect(real.refusal(.bulletin(.publish(Self.release("a-1-X"))), by: Self.author) == .invalidValue)
  }

  @Test("the next bulletin that was promised, and one that has expired, are alarms until another comes") func due() throws {
    var post = try Self.opened()
    try post.do(.bulletin(.submit(Self.step())), by: Self.author)
    try post.do(.bulletin(.approve(Self.step())), by: Self.chief)
    try post.do(.bulletin(.publish(Self.release("a-1"))), by: Self.author)
    let alarms = { (minutes: Int) in post.state.bulletinAlarms(TestPost.operation, at: World.start.adding(minutes: minutes)) }
    #expect(alarms(59) == [])
    #expect(alarms(60) == [.overdue(Self.id, due: World.start.adding(minutes: 60))])
    #expect(alarms(360).count == 2)
  }
}
