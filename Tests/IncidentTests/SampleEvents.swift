import Basics

@testable import Incident

/// At least one event of each type, with every optional field present in one and absent in another where it has any.
enum SampleEvents {
  static let op = OperationID("op-1")
  static let plan = PlanID("plan-1")
  static let order = OrderID("order-1")
  static let at = Instant("2026-11-24T05:00:00+07:00")!
  static let area = AreaID("14.72.06.1001")
  static let post = PostID("dapur/aula/pagi")
  static let staff = StaffID("8f3a")
  static let note = World.note
  static let receipt = OrderReceipt(order: order, at: at)

  static var all: [Event] {
    database + operation + need + situation + plans + orders + papers + broadcasts + bulletins + citizens + later + services
  }

  /// Samples that came later, in the order in which they came.
  static let later: [Event] = [
    .plan(.thresholdSet(PlanThreshold(operation: op, units: 1_200))),
    .plan(
      .shortages(
        PlanShortages(
          plan: plan, part: 2,
          shortages: [
            Shortage(
              post: post, seat: .member, criticality: .support, missing: 1, price: 100_000,
              cause: .allNeededElsewhere(qualified: 1),
              remedies: [Remedy(.serveInstead(staff, of: PostID("gudang/aula/malam")), gain: 1_500)])
          ]))),
    .exercise(
      .rated(
        EvaluatorRating(
          operation: op, id: RatingID("rating-2"), objective: "warn", task: "first-bulletin", rating: .someChallenges,
          observation: note, observedAt: at, replaces: RatingID("rating-1")))),
    .exercise(
      .rated(
        EvaluatorRating(operation: op, id: RatingID("rating-3"), objective: "warn", rating: .performed, observedAt: at))),
    .access(.personalDataSeen(PersonalDataLook(what: "roster", people: 3_600))),
    .access(
      .contactTestOpened(
        ContactTestOpening(test: ContactTestID("contact-test-1"), channels: [.chat, .email], people: 2, deadline: at))),
    .access(
      .contactTried(
        ContactTry(test: ContactTestID("contact-test-1"), staff: staff, channel: .email, result: .perhapsSent))),
  ]

  static let database: [Event] = [
    .database(
      .opened(
        DatabaseOpening(
          mode: .exercise, city: "dumai", cityDigest: World.digest, scenarioDigest: World.digest,
          seed: 18_446_744_073_709_551_615,
          version: "0.1.0"))),
    .database(.opened(DatabaseOpening(mode: .actual, city: "dumai", cityDigest: World.digest, version: "0.1.0"))),
    .database(
      .rosterImported(
        RosterImport(digest: World.digest, staff: 3_600, units: 90, added: 3_600, changed: 0, removed: 0, invented: 3_600))),
  ]

  static let operation: [Event] = [
    .operation(
      .opened(
        OperationOpening(
          operation: op, name: "2021-10-rob", mode: .exercise, hazard: .tidalFlood, areas: [area], basis: World.decree,
          warning: .orange, scenarioDigest: World.digest))),
    .operation(
      .opened(OperationOpening(operation: op, name: "rob", mode: .actual, hazard: .riverFlood, areas: [area, World.dock]))),
    .operation(.closed(OperationClosing(operation: op, note: note))),
    .operation(
      .statusRecorded(
        StatusRecord(
          operation: op, status: .response, basis: World.decree, areas: [area], from: CivilDate("2026-11-24")!,
          to: CivilDate("2026-12-07")!, isExtension: false))),
    .operation(.basisWrittenUp(BasisWriteUp(operation: op, subject: .status, basis: World.decree))),
    .operation(.actingCommanderSet(ActingCommander(operation: op, office: "Kepala Pelaksana BPBD", staff: staff))),
    .operation(.commanderNamed(CommanderNaming(operation: op, office: "Sekretaris Daerah", basis: World.oral))),
    .operation(
      .occurrenceStarted(
        OccurrenceStart(
          operation: op, occurrence: OccurrenceID("occurrence-1"), hazard: .rainFlood, areas: [area], at: at))),
    .operation(.occurrenceEnded(OccurrenceEnd(operation: op, occurrence: OccurrenceID("occurrence-1"), at: at))),
    .operation(
      .periodStarted(
        PeriodStart(
          operation: op, period: PeriodID("period-1"), interval: Interval(start: at, end: at.adding(minutes: 720)),
          objectives: [note]))),
    .operation(.noteAdded(LogNote(operation: op, note: note, place: PlaceID("aula"), post: post))),
    .operation(.noteAdded(LogNote(operation: op, note: note))),
  ]

  static let need: [Event] = [
    .need(.shiftsDefined(ShiftsDefined(operation: op, shifts: [World.morning]))),
    .need(.postureActivated(PostureActivation(operation: op, posture: PostureID("rob"), shifts: [ShiftID("pagi")]))),
    .need(.postureDeactivated(PostureDeactivation(operation: op, posture: PostureID("rob")))),
    .need(
      .postsOpened(
        PostsOpened(
          operation: op,
          posts: [
            Post(
              role: RoleID("dapur"), place: PlaceID("aula"), shift: ShiftID("pagi"), heads: 3, posture: PostureID("rob")),
            World.boat,
          ]))),
    .need(.postChanged(PostChange(operation: op, post: post, heads: 4))),
    .need(.postClosed(PostClosing(operation: op, post: post))),
    .need(
      .equipmentReported(
        EquipmentReport(
          operation: op, equipment: EquipmentID("perahu-1"), kind: .boat, place: PlaceID("dermaga"), count: 2, state: .inUse,
          owner: "BPBD"))),
    .need(
      .aidRequested(
        AidAsked(
          operation: op, request: AidRequestID("aid-1"), partner: PartnerID("basarnas"), need: .team(post, heads: 6),
          neededAt: at))),
    .need(
      .aidRequested(
        AidAsked(
          operation: op, request: AidRequestID("aid-2"), partner: PartnerID("pmi"),
          need: .equipment(.tent, count: 4, place: PlaceID("aula"))))),
    .need(.aidPromised(AidPromise(operation: op, request: AidRequestID("aid-1"), count: 5, expectedAt: at))),
    .need(.aidArrived(AidArrival(operation: op, request: AidRequestID("aid-1"), count: 5))),
    .need(.aidReleased(AidRelease(operation: op, request: AidRequestID("aid-1")))),
  ]

  static let situation: [Event] = [
    .situation(
      .depthReported(
        DepthReport(
          operation: op, area: area, lowMillimetres: 300, millimetres: 500, above: .road, place: PlaceID("aula"), seenAt: at,
          toldAt: at.adding(minutes: 5), holdsUntil: at.adding(minutes: 240), informant: .press("antaranews")))),
    .situation(
      .depthReported(
        DepthReport(operation: op, area: area, millimetres: 100, above: .floor, seenAt: at, toldAt: at, informant: .resident))),
    .situation(
      .depthForecast(
        DepthForecast(
          operation: op, area: area, lowMillimetres: 300, millimetres: 700, above: .road,
          during: Interval(start: at.adding(minutes: 60), end: at.adding(minutes: 240)), issuedAt: at, toldAt: at,
          informant: .office("bmkg")))),
    .situation(
      .roadClosed(
        RoadReport(
          operation: op, road: "Jalan \"Sudirman\"", area: area, millimetres: 400, seenAt: at, toldAt: at,
          informant: .staff(staff)))),
    .situation(
      .roadOpened(
        RoadReport(operation: op, road: "Jalan Sudirman", seenAt: at, toldAt: at, informant: .partner(PartnerID("polri"))))),
    .situation(
      .powerRecorded(PowerReport(operation: op, area: area, state: .confirmedOff, at: at, informant: .office("pln-dumai")))),
    .situation(.powerOverridden(PowerOverride(operation: op, area: area, reason: note))),
    .situation(
      .affectedReported(
        AffectedReport(
          operation: op, occurrence: OccurrenceID("occurrence-1"), area: area, households: 120, people: 480, houses: 110,
          sheltered: 40, elsewhere: 200, dead: 0, missing: 1, injured: 2,
          vulnerable: [
            VulnerableCount(kind: .pregnantOrNursing, sex: .female, count: 3), VulnerableCount(kind: .elderly, count: 12),
          ], seenAt: at, toldAt: at, informant: .sensor("gauge-1")))),
    .situation(
      .affectedReported(
        AffectedReport(
          operation: op, area: area, houses: 10, vulnerable: [], seenAt: at, toldAt: at, informant: .resident))),
    .situation(
      .shelterCounted(
        ShelterCount(
          operation: op, place: PlaceID("aula"), capacity: 200, taken: 120, seenAt: at, toldAt: at,
          informant: .office("dinsos")))),
  ]

  static let proof = ShortageProof(
    posts: [post], heads: 6, people: 3, missing: [CompetencyLevel(CompetencyID("perahu"), level: 3)],
    rules: [ReasonCount(.needsRest, people: 2)])

  static let shortages: [Shortage] = {
    let causes: [Shortage.Cause] = [
      .nobodyQualified([CompetencyLevel(CompetencyID("perahu"), level: 3)]),
      .allExcluded([ReasonCount(.tooFar, people: 4)]), .allNeededElsewhere(qualified: 7), .unitsAtMinimum([UnitID("bpbd")]),
      .noEquipment(.boat, missing: 1), .crewIncomplete(found: 2, needed: 3), .powerNotConfirmedOff(area),
    ]
    let remedies: [Remedy] = [
      Remedy(.release(UnitID("bpbd"), staff), gain: 10), Remedy(.train(staff, CompetencyID("perahu"), from: 2, to: 3), gain: 20),
      Remedy(.renew(staff, CompetencyID("perahu")), gain: 30), Remedy(.openRoad(staff, name: "Jalan Sudirman"), gain: 40),
      Remedy(.callDespiteRest(staff, until: at), gain: 50), Remedy(.askPartner(PartnerID("basarnas")), gain: 60),
      Remedy(.borrow(.boat, EquipmentID("perahu-1")), gain: 70), Remedy(.borrow(.pump, nil), gain: 80),
      Remedy(.move(staff, from: post), gain: -90), Remedy(.confirmPowerOff(area), gain: 100),
    ]
    return causes.enumerated().map { i, cause in
      Shortage(
        post: post, seat: .leader, criticality: .lifeSafety, missing: i + 1, price: 100_000, cause: cause,
        remedies: i == 0 ? remedies : [])
    }
  }()

  static let plans: [Event] = [
    .plan(
      .proposed(
        PlanProposed(
          operation: op, plan: plan, digest: World.digest, shifts: [ShiftID("pagi")], posts: 2, heads: 9, duties: 3, shortages: 7,
          missing: 6, cost: 4_200, unmetByTier: [0, 3, 0, 0, 3], status: .optimal, gap: 0, caveats: [.syntheticRoads],
          solver: "siaga-0.1", pricesDigest: World.digest, facts: [FactRead(.roster, version: 1)]))),
    .plan(
      .part(
        PlanPart(
          plan: plan, part: 1,
          duties: [
            Duty(staff: staff, post: post, seat: .member, travelMinutes: 12, source: .optimised),
            Duty(staff: StaffID("77b0"), post: post, seat: .woman, travelMinutes: nil, source: .office),
          ]))),
    .plan(.shortages(PlanShortages(plan: plan, part: 1, shortages: shortages))),
    .plan(.proof(PlanProof(plan: plan, proof: proof))),
    .plan(
      .edited(
        PlanEdit(
          operation: op, plan: plan, pins: [Pin(staff: staff, post: post)], bans: [Ban(staff: StaffID("77b0"), post: post)],
          unpinned: [Pin(staff: StaffID("12"), post: post)], unbanned: [Ban(staff: staff)], reason: note))),
    .plan(.edited(PlanEdit(operation: op, pins: [], bans: [Ban(staff: staff)], unpinned: [], unbanned: [], reason: note))),
    .plan(.approved(PlanApproval(plan: plan, overrides: [PostOverride(post: post, reason: note)]))),
    .plan(.superseded(PlanSupersession(plan: plan, by: PlanID("plan-2")))),
    .plan(.superseded(PlanSupersession(plan: plan))),
    .plan(.unitHeadTold(UnitHeadTold(plan: plan, unit: UnitID("bpbd"), head: staff, people: 4, objectUntil: at))),
    .plan(.unitHeadTold(UnitHeadTold(plan: plan, unit: UnitID("bpbd"), people: 4, objectUntil: at))),
    .plan(
      .unitHeadObjected(
        UnitHeadObjection(
          plan: plan, objection: ObjectionID("objection-1"), unit: UnitID("bpbd"), staff: [staff], reason: note))),
    .plan(
      .objectionResolved(
        ObjectionResolution(plan: plan, objection: ObjectionID("objection-1"), isUpheld: true, reason: note))),
  ]

  static let orders: [Event] = [
    .order(
      .issued(
        OrderIssue(
          order: order, operation: op, plan: plan, staff: staff, unit: UnitID("bpbd"), post: post, seat: .member,
          source: .pinned, deadline: at.adding(minutes: 30)))),
    .order(.delivered(receipt)),
    .order(.accepted(OrderAcceptance(order: order, at: at, arrivesAt: at.adding(minutes: 40)))),
    .order(.accepted(OrderAcceptance(order: order, at: at))),
    .order(.declined(OrderDecline(order: order, at: at, reason: .cutOff, note: note))),
    .order(.declined(OrderDecline(order: order, at: at, reason: .personal))),
    .order(.unanswered(receipt)),
    .order(.enRoute(receipt)),
    .order(.arrived(receipt)),
    .order(.onDuty(receipt)),
    .order(.relieved(OrderRelief(order: order, at: at, by: OrderID("order-2"), handover: note))),
    .order(.relieved(OrderRelief(order: order, at: at))),
    .order(.released(receipt)),
    .order(.stoodDown(OrderStandDown(order: order, at: at, reason: .planChanged, note: note))),
    .order(.stoodDown(OrderStandDown(order: order, at: at, reason: .objection))),
  ]

  static let papers: [Event] = [
    .paper(
      .letterRecorded(
        LetterRecord(
          operation: op, letter: LetterID("letter-1"), number: "800/12/BPBD", date: CivilDate("2026-11-24")!, basis: World.decree,
          signerOffice: "Sekretaris Daerah", duties: 1))),
    .paper(
      .letterPart(
        LetterPart(operation: op, letter: LetterID("letter-1"), part: 1, duties: [DutyKey(staff: staff, post: post)]))),
    .safety(.roundOpened(RoundOpening(operation: op, round: RoundID("round-1"), deadline: at))),
    .safety(.roundAnswered(RoundAnswer(operation: op, round: RoundID("round-1"), staff: staff, isSafe: true, at: at))),
    .safety(.roundClosed(RoundClosing(operation: op, round: RoundID("round-1")))),
  ]

  static let broadcasts: [Event] = {
    let id = BroadcastID("broadcast-1")
    func sent(_ audience: BroadcastAudience, _ deadline: Instant? = nil) -> Event {
      .broadcast(
        .sent(
          BroadcastSending(operation: op, broadcast: id, audience: audience, text: note, deadline: deadline, recipients: 2)))
    }
    let audiences: [BroadcastAudience] = [
      .everyone, .ordered, .onScene, .role(RoleID("dapur")), .place(PlaceID("aula")), .area(AreaID("14.72.06.1001")),
      .shift(ShiftID("pagi")), .unit(UnitID("bpbd")), .unitHeads, .staff([staff]),
    ]
    return [sent(.everyone, at.adding(minutes: 15))] + audiences.map { sent($0) } + [
      .broadcast(.addressed(BroadcastPart(broadcast: id, part: 1, staff: [staff]))),
      .broadcast(.delivered(BroadcastReceipt(broadcast: id, staff: staff, at: at))),
      .broadcast(.acknowledged(BroadcastReceipt(broadcast: id, staff: staff, at: at))),
      .broadcast(.escalated(BroadcastEscalation(broadcast: id, staff: staff, to: StaffID("77b0"), at: at))),
      .broadcast(.escalated(BroadcastEscalation(broadcast: id, staff: staff, to: nil, at: at))),
    ] + BroadcastClosing.Reason.allCases.map { .broadcast(.closed(BroadcastClosing(broadcast: id, reason: $0))) }
  }()

  static let bulletins: [Event] = {
    let id = BulletinID("bulletin-1")
    func draft(_ version: Int, due: Instant? = nil) -> BulletinDraft {
      BulletinDraft(
        bulletin: id, version: version, text: note, level: .orange, areas: [AreaID("14.72.06.1001")],
        expiresAt: at.adding(minutes: 360), nextDueAt: due, isLifeSafety: true)
    }
    func drafted(_ kind: BulletinKind, due: Instant? = nil) -> Event {
      .bulletin(.drafted(BulletinOpening(operation: op, kind: kind, draft: draft(1, due: due))))
    }
    let step = BulletinStep(bulletin: id, version: 1, digest: note.digest)
    func release(_ reach: BulletinReach, _ identifier: String) -> BulletinPublication {
      BulletinPublication(
        bulletin: id, version: 1, digest: note.digest, identifier: identifier, sentAt: at, reach: reach)
    }
    let back = BulletinReturn(bulletin: id, version: 1, reason: note)
    let other = BulletinID("bulletin-0")
    return [
      .bulletin(.rulesSet(BulletinRules(operation: op, approvers: ["kalaksa-bpbd"], alone: ["pusdalops"]))),
      drafted(.first, due: at.adding(minutes: 60)), drafted(.update(other)), drafted(.correction(other)),
      drafted(.withdrawal(other)),
      .bulletin(.edited(draft(2))), .bulletin(.submitted(step)), .bulletin(.returned(back)), .bulletin(.approved(step)),
      .bulletin(.published(release(.everyone, "dumai-20261124-1"))),
      .bulletin(.publishedAlone(release(.participants, "dumai-20261124-1-X"))), .bulletin(.countersigned(step)),
      .bulletin(.discarded(back)),
      .bulletin(
        .alertKept(
          ForeignAlert(
            operation: op, form: .cap, agency: "BMKG", sender: "cuaca.ekstrem@bmkg.go.id",
            identifier: "2.49.0.1.360.0.2026.11.24.01.14.001", sentAt: at, expiresAt: at.adding(minutes: 180), receivedAt: at,
            isExercise: true, text: note))),
      .bulletin(.alertKept(ForeignAlert(operation: op, form: .text, agency: "BMKG", receivedAt: at, text: note))),
    ]
  }()

  static let citizens: [Event] = {
    let ticket = TicketID("ticket-1")
    let full = CitizenReport(
      operation: op, ticket: ticket, need: .evacuation, people: 4, depth: .waist, area: AreaID("14.72.06.1001"),
      latitudeE7: 16_700_000, longitudeE7: 1_014_500_000, way: .form, onBehalfBy: "lurah-rimba-sekampung", words: note,
      contact: note, seenAt: at, toldAt: at)
    let bare = CitizenReport(
      operation: op, ticket: ticket, need: .waterLevel, area: AreaID("14.72.06.1001"), way: .phone, seenAt: at, toldAt: at)
    var seen = bare
    (seen.photo, seen.neighbourhood) = (note, "RT 03 RW 02")
    func moved(_ from: String?, _ to: String?) -> Event {
      .citizen(
        .reliefMoved(
          ReliefMovement(
            operation: op, item: "beras", quantity: 500, measure: "kg", from: from.map { PlaceID($0) },
            to: to.map { PlaceID($0) }, area: AreaID("14.72.06.1001"), outside: "Kemensos", paper: "BA-1", movedAt: at)))
    }
    return [
      .citizen(.reported(full)), .citizen(.reported(bare)), .citizen(.reported(seen)),
      .citizen(.triaged(CitizenTriage(ticket: ticket, urgency: 1, trust: .confirmed))),
      .citizen(.merged(CitizenMerge(ticket: ticket, into: TicketID("ticket-2")))),
      .citizen(.assigned(CitizenAssignment(ticket: ticket, post: post))),
      .citizen(.answered(CitizenAnswer(ticket: ticket, outcome: .helped, answer: note))),
      .citizen(.answered(CitizenAnswer(ticket: ticket, outcome: .spam, answer: nil))),
      .citizen(.rumourHeard(RumourHeard(operation: op, rumour: RumourID("rumour-1"), words: note, way: .chat, heardAt: at))),
      .citizen(.rumourJudged(RumourVerdict(rumour: RumourID("rumour-1"), truth: .untrue, correction: note))),
      moved(nil, "aula"), moved("aula", nil),
    ]
  }()
}
