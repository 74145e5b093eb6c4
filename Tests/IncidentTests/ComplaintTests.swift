import Basics
import Testing

@testable import Incident

@Suite("Complaints about public services") struct ComplaintTests {
  static let first = ComplaintID("complaint-1")
  static let other = NoteReference(row: "note-2", digest: String(repeating: "0b", count: 32))

  static func intake(_ kind: ComplaintKind = .simple, outside: String? = nil, at: Instant = World.start) -> ComplaintIntake {
    var intake = ComplaintIntake(sector: SectorID("drainase"), kind: kind, way: .form, words: World.note, receivedAt: at)
    intake.outsideNumber = outside
    intake.area = World.dock
    return intake
  }

  static func take(_ intakes: ComplaintIntake...) -> Command { .service(.complaint(.take(intakes))) }
  static func does(_ command: ComplaintCommand) -> Command { .service(.complaint(command)) }
  static let assigned = ComplaintAssigned(complaint: first, unit: UnitID("bpbd"), staff: StaffID("s3"))

  @Test("from intake to closing: unit, first response, answer, evidence; each step refuses what is out of order")
  func wholeWay() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.take(Self.intake()))
    #expect(post.state.service.complaints[Self.first]?.phase == .new)
    let answer = ComplaintAnswered(complaint: Self.first, answer: World.note, at: World.start)
    let close = ComplaintClosed(complaint: Self.first, outcome: .resolved, evidence: World.note, at: World.start)
    #expect(post.refusal(Self.does(.answer(answer))) == .complaintWithoutUnit)
    #expect(post.refusal(Self.does(.assign(ComplaintAssigned(complaint: Self.first, unit: UnitID("x"))))) == .unknownOrgUnit)
    #expect(
      post.refusal(Self.does(.assign(ComplaintAssigned(complaint: Self.first, unit: UnitID("bpbd"), staff: StaffID("s1")))))
        == .staffOfOtherUnit)
    try post.do(Self.does(.assign(Self.assigned)))
    #expect(post.refusal(Self.does(.close(close))) == .complaintNotAnswered)
    #expect(post.refusal(Self.does(.assign(Self.assigned)), by: World.system) == .needsPerson)
    try post.do(Self.does(.respond(ComplaintResponded(complaint: Self.first, at: World.start))))
    #expect(post.state.service.complaints[Self.first]?.phase == .working)
    try post.do(Self.does(.answer(answer)))
    var bare = close
    bare.evidence = NoteReference(row: "", digest: "")
    #expect(post.refusal(Self.does(.close(bare))) == .invalidValue)
    var silent = close
    silent.outcome = .silent
    #expect(post.refusal(Self.does(.close(silent))) == .complaintSilence)
    try post.do(Self.does(.close(close)))
    #expect(post.refusal(Self.does(.answer(answer))) == .complaintClosed)
    #expect(post.state.service.openComplaints.isEmpty && post.state.checkInvariants() == [])
    try post.do(Self.does(.reopen(Self.first, reason: World.note)))
    #expect(post.state.service.complaints[Self.first]?.phase == .working)
    #expect(post.state.service.complaints[Self.first]?.reopenings == 1)
    #expect(
      post.refusal(Self.does(.answer(ComplaintAnswered(complaint: ComplaintID("x"), answer: World.note, at: post.now))))
        == .unknownComplaint)
  }

  @Test("silence of the citizen closes only after the days of the table, whatever the clock of the machine says")
  func silence() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.take(Self.intake()))
    try post.do(Self.does(.assign(Self.assigned)))
    try post.do(Self.does(.answer(ComplaintAnswered(complaint: Self.first, answer: World.note, at: post.now))))
    func close(_ at: Instant) -> Command {
      Self.does(.close(ComplaintClosed(complaint: Self.first, outcome: .silent, evidence: World.note, at: at)))
    }
    post.now = Instant("2026-12-04T23:59:00+07:00")!
    #expect(post.refusal(close(post.now)) == .complaintSilence)
    post.now = Instant("2026-12-05T00:00:00+07:00")!
    try post.do(close(post.now))
  }

  @Test("a file taken twice is taken once; a file with one bad row is taken not at all") func files() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.take(Self.intake(outside: "A1"), Self.intake(outside: "A2"), Self.intake(outside: "A1")))
    #expect(post.state.service.complaintIDs.count == 2)
    #expect(try post.do(Self.take(Self.intake(outside: "A2"), Self.intake(outside: "A1"))).isEmpty)
    var bad = Self.intake(outside: "A4")
    bad.sector = SectorID("nowhere")
    #expect(post.refusal(Self.take(Self.intake(outside: "A3"), bad)) == .unknownSector)
    #expect(post.state.service.complaintIDs.count == 2)
    var history = Self.intake(outside: "A5", at: World.start.adding(minutes: -60 * 24 * 9))
    history.history = ComplaintIntake.History(
      answeredAt: World.start.adding(minutes: -60 * 24 * 5), answer: World.note,
      closedAt: World.start.adding(minutes: -60 * 24 * 4), evidence: Self.other)
    try post.do(Self.take(history), by: .importer("portal"))
    #expect(post.state.service.complaints[ComplaintID("complaint-3")]?.phase == .closed)
    #expect(post.state.service.complaints[ComplaintID("complaint-3")]?.daysToAnswer == 4)
    var future = Self.intake(at: World.start.adding(minutes: 60))
    #expect(post.refusal(Self.take(future)) == .inFuture)
    future.receivedAt = World.start
    future.area = AreaID("nowhere")
    #expect(post.refusal(Self.take(future)) == .unknownArea)
  }

  @Test("with a moved clock: reminded, then escalated rung by rung, each once, and not a word after the answer")
  func chase() throws {
    var post = try TestPost(mode: .actual)
    // Tuesday 24 November 2026: first response due Friday 27, answer due Tuesday 1 December.
    try post.do(Self.take(Self.intake()))
    try post.do(Self.does(.assign(Self.assigned)))
    var told: [String] = []
    func run(until: String, _ post: inout TestPost) throws {
      let end = Instant(until)!
      while let next = post.state.service.nextChase, next <= end {
        post.now = max(post.now, next)
        for event in try post.do(Self.does(.chase), by: World.system) {
          guard case .service(.complaint(let event)) = event else { continue }
          let chase: ComplaintChase? =
            switch event {
            case .reminded(let chase), .escalated(let chase): chase
            default: nil
            }
          told.append(
            "\(post.now.date(offsetMinutes: 420).text.suffix(5)) \(chase?.step.about.rawValue ?? "") \(chase?.office ?? "")")
        }
      }
      post.now = end
      #expect(try post.do(Self.does(.chase), by: World.system).isEmpty)
    }
    try run(until: "2026-11-30T12:00:00+07:00", &post)
    #expect(
      told == [
        "11-26 first responsible", "11-26 answer responsible", "11-30 first unit_head", "11-30 answer responsible",
      ])
    told = []
    try post.do(Self.does(.respond(ComplaintResponded(complaint: Self.first, at: post.now))))
    try run(until: "2026-12-04T12:00:00+07:00", &post)
    #expect(told == ["12-02 answer unit_head", "12-04 answer sekda"])
    #expect(post.state.service.complaints[Self.first]?.level == 2)
    told = []
    try post.do(Self.does(.answer(ComplaintAnswered(complaint: Self.first, answer: World.note, at: post.now))))
    try run(until: "2027-12-31T12:00:00+07:00", &post)
    #expect(told == [])
    let record = try #require(post.state.service.complaints[Self.first])
    #expect(record.isLate(at: post.now, ServiceClock()))
  }

  @Test("urgent ones stand before the control room until somebody responds; the queue has them first, then by deadline")
  func urgent() throws {
    var post = try TestPost(mode: .actual)
    var urgent = Self.intake(.desk)
    urgent.isUrgent = true
    try post.do(Self.take(Self.intake(.inspection), Self.intake(.information), urgent))
    #expect(post.state.service.queue().map(\.id.rawValue) == ["complaint-3", "complaint-1", "complaint-2"])
    #expect(post.state.service.urgentComplaints.map(\.id.rawValue) == ["complaint-3"])
    try post.do(Self.does(.reclassify(ComplaintID("complaint-1"), kind: .simple, isUrgent: true, reason: World.note)))
    #expect(post.state.service.complaints[Self.first]?.terms.answerDue == CivilDate("2026-12-01"))
    #expect(post.state.service.urgentComplaints.count == 2)
    let third = ComplaintID("complaint-3")
    try post.do(Self.does(.assign(ComplaintAssigned(complaint: third, unit: UnitID("bpbd")))))
    try post.do(Self.does(.respond(ComplaintResponded(complaint: third, at: post.now))))
    #expect(post.state.service.urgentComplaints.map(\.id.rawValue) == ["complaint-1"])
  }
}

@Suite("The register of corrective actions") struct ActionTests {
  static let id = ActionID("action-1")
  static func open(_ capability: String? = nil, reference: String = "2026-11-rob/O1") -> Command {
    .service(
      .action(
        .open(
          ActionOpened(
            action: ActionID(""), origin: .drill, reference: reference, capability: capability, element: .training,
            issue: World.note, measure: World.note, unit: UnitID("bpbd"), owner: StaffID("s3"), from: CivilDate("2026-11-24")!,
            due: CivilDate("2026-11-30")!))))
  }
  static func does(_ command: ActionCommand) -> Command { .service(.action(command)) }
  static let done = does(.finish(ActionDone(action: id, proof: World.note, on: CivilDate("2026-11-24")!)))
  static let head = Actor.person(office: "inspektorat")

  @Test("closed only with a proof that a second person has seen") func second() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.open())
    let verify = Self.does(.verify(ActionVerified(action: Self.id, proof: World.note)))
    #expect(post.refusal(verify) == .actionNotDone)
    #expect(post.state.service.overdueActions(on: CivilDate("2026-11-30")!).isEmpty)
    #expect(post.state.service.overdueActions(on: CivilDate("2026-12-01")!).map(\.id) == [Self.id])
    try post.do(Self.done)
    #expect(post.state.service.overdueActions(on: CivilDate("2026-12-01")!).isEmpty)
    #expect(post.refusal(verify) == .actionOwnProof)
    #expect(post.refusal(verify, by: World.system) == .needsPerson)
    try post.do(verify, by: Self.head)
    #expect(post.state.service.actions[Self.id]?.phase == .closed)
    #expect(post.refusal(Self.done) == .actionClosed)
  }

  @Test(
    "a response capability is closed by a passed re-test in a later drill and by nothing else; a failed one makes it work again")
  func retest() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.open("sar-air"))
    func tried(_ drill: String, _ day: String, _ rating: RetestRating) -> Command {
      Self.does(.retest(ActionRetested(action: Self.id, drill: drill, on: CivilDate(day)!, rating: rating)))
    }
    #expect(post.refusal(tried("2027-02-rob", "2026-11-24", .performed)) == .actionNotDone)
    try post.do(Self.done)
    #expect(
      post.refusal(Self.does(.verify(ActionVerified(action: Self.id, proof: World.note))), by: Self.head) == .actionNeedsRetest)
    post.now = Instant("2027-02-20T09:00:00+07:00")!
    #expect(post.refusal(tried("2026-11-rob", "2027-02-19", .performed)) == .actionRetestEarly)
    #expect(post.refusal(tried("2027-02-rob", "2026-11-24", .performed)) == .actionRetestEarly)
    #expect(post.refusal(tried("2027-02-rob", "2027-02-21", .performed)) == .inFuture)
    try post.do(tried("2027-02-rob", "2027-02-19", .major))
    #expect(post.state.service.actions[Self.id]?.phase == .inProgress)
    try post.do(Self.does(.finish(ActionDone(action: Self.id, proof: World.note, on: CivilDate("2027-02-20")!))))
    post.now = Instant("2027-05-20T09:00:00+07:00")!
    try post.do(tried("2027-05-rob", "2027-05-19", .some))
    #expect(post.state.service.actions[Self.id]?.phase == .closed && post.state.checkInvariants() == [])
  }
}

@Suite("Records of a person, and what staff say") struct PersonalTests {
  static func training(_ hours: Int = 8) -> PersonTrained {
    PersonTrained(
      record: TrainingID(""), staff: StaffID("s1"), kind: .course, competency: CompetencyID("sar-air"), level: 2,
      from: CivilDate("2026-11-20")!, to: CivilDate("2026-11-21")!, hours: hours, validUntil: CivilDate("2029-11-21"),
      title: World.note)
  }
  static func does(_ command: PersonalCommand) -> Command { .service(.personal(command)) }

  @Test("a training is recorded once it was, voided with a reason, and never for somebody unknown") func trainings() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.does(.train(Self.training())))
    var future = Self.training()
    future.to = CivilDate("2026-11-25")!
    #expect(post.refusal(Self.does(.train(future))) == .inFuture)
    var stranger = Self.training()
    stranger.staff = StaffID("nobody")
    #expect(post.refusal(Self.does(.train(stranger))) == .unknownStaff)
    var half = Self.training()
    half.level = nil
    #expect(post.refusal(Self.does(.train(half))) == .invalidValue)
    let void = PersonRecordVoided(record: TrainingID("training-1"), staff: StaffID("s1"), reason: World.note)
    try post.do(Self.does(.void(void)))
    #expect(post.state.service.trainings(of: StaffID("s1")).map { $0.voided != nil } == [true])
    var wrong = void
    wrong.staff = StaffID("s2")
    #expect(post.refusal(Self.does(.void(wrong))) == .unknownTraining)
  }

  @Test("an objection to stored data is answered within three times 24 hours, holidays or not") func objections() throws {
    var post = try TestPost(mode: .actual)
    try post.do(Self.does(.object(StaffID("s1"), about: "roster", words: World.note)), by: .person(staff: StaffID("s1")))
    let record = try #require(post.state.service.allCorrections.first)
    #expect(record.objected.dueAt == post.now.adding(minutes: 4_320))
    #expect(post.refusal(Self.does(.answer(record.id, isCorrected: true, answer: World.note)), by: World.system) == .needsPerson)
    try post.do(Self.does(.answer(record.id, isCorrected: true, answer: World.note)))
    #expect(post.state.service.allCorrections.first?.answer?.isCorrected == true)
  }

  @Test("each idea has an answer; a note about an order needs that order") func voices() throws {
    var post = try TestPost(mode: .actual)
    let idea = IdeaReceived(idea: IdeaID(""), staff: StaffID("s1"), mayBeNamed: true, words: World.note)
    try post.do(.service(.voice(.sendIdea(idea))), by: .person(staff: StaffID("s1")))
    let answer = IdeaAnswered(idea: IdeaID("idea-1"), outcome: .accepted, answer: World.note, action: ActionID("action-1"))
    #expect(post.refusal(.service(.voice(.answerIdea(answer)))) == .unknownAction)
    try post.do(ActionTests.open())
    try post.do(.service(.voice(.answerIdea(answer))))
    #expect(post.state.service.allIdeas.first?.answer?.outcome == .accepted)
    let concern = ConcernRaised(concern: ConcernID(""), order: OrderID("order-9"), kind: .unsafe)
    #expect(post.refusal(.service(.voice(.raise(concern)))) == .unknownOrder)
  }
}
