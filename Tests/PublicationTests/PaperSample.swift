import Basics
import Geography
import Incident

@testable import Publication

/// An operation of the sample city as its log states it.
enum PaperSample {
  static let operation = OperationID("op-1")
  static let early = Basis(kind: .earlyWarning, number: "UM/17", date: Sample.day(2021, 10, 5), signerOffice: "BMKG")
  static let decree = Basis(
    kind: .decree, number: "1066/BPBD/2021", date: Sample.day(2021, 10, 8), signerOffice: "Wali Kota Dumai")
  static let areas = [AreaID("11.01"), AreaID("11.02")]

  static func events(_ mode: Mode = .exercise) -> [RecordedEvent] {
    var log: [RecordedEvent] = []
    func add(_ minutes: Int, _ event: Event, _ actor: Actor = .person(office: "kalaksa-bpbd")) {
      log.append(
        RecordedEvent(sequence: UInt64(log.count), instant: Sample.at(minutes), actor: actor, mode: mode, event: event))
    }
    for (minutes, event) in opening { add(minutes, event) }
    for (minutes, event) in situation { add(minutes, event) }
    for (minutes, event, actor) in orders { add(minutes, event, actor) }
    return log
  }

  private static var opening: [(Int, Event)] {
    [
      (
        -600,
        .operation(
          .opened(
            OperationOpening(
              operation: operation, name: "rob", mode: .exercise, hazard: .tidalFlood, areas: areas, basis: early,
              warning: .orange)))
      ),
      (
        -599,
        .operation(
          .actingCommanderSet(ActingCommander(operation: operation, office: "Kepala Pelaksana BPBD", staff: Sample.person(1))))
      ),
      (
        -590,
        .operation(
          .statusRecorded(
            StatusRecord(
              operation: operation, status: .standby, basis: decree, areas: areas, from: Sample.day(2021, 10, 8),
              to: Sample.day(2021, 10, 14), isExtension: false)))
      ),
      (
        -580,
        .operation(
          .occurrenceStarted(
            OccurrenceStart(
              operation: operation, occurrence: OccurrenceID("occurrence-1"), hazard: .tidalFlood, areas: areas, at: Sample.start)
          ))
      ),
      (-570, .need(.shiftsDefined(ShiftsDefined(operation: operation, shifts: [Sample.morning])))),
      (-560, .need(.postsOpened(PostsOpened(operation: operation, posts: Sample.posts)))),
      (
        10,
        .operation(
          .noteAdded(LogNote(operation: operation, note: NoteReference(row: "note-1", digest: ""), post: Sample.posts[2].id)))
      ),
    ]
  }

  private static var situation: [(Int, Event)] {
    [
      (
        30,
        .situation(
          .depthReported(
            DepthReport(
              operation: operation, area: areas[0], lowMillimetres: 100, millimetres: 500, above: .road, seenAt: Sample.at(20),
              toldAt: Sample.at(25), informant: .office("lurah-rimba-sekampung"))))
      ),
      (
        40,
        .situation(
          .affectedReported(
            AffectedReport(
              operation: operation, area: areas[0], households: 1_120, people: 4_431, sheltered: 40,
              vulnerable: [VulnerableCount(kind: .elderly, sex: .female, count: 12)], seenAt: Sample.at(35),
              toldAt: Sample.at(38), informant: .office("lurah-rimba-sekampung"))))
      ),
      (
        45,
        .situation(
          .affectedReported(
            AffectedReport(
              operation: operation, area: areas[1], houses: 55, dead: 0, injured: 2, vulnerable: [], seenAt: Sample.at(41),
              toldAt: Sample.at(42), informant: .press("riaupos.co"))))
      ),
      (
        50,
        .situation(
          .powerRecorded(
            PowerReport(
              operation: operation, area: areas[1], state: .confirmedOff, at: Sample.at(48), informant: .office("pln-dumai"))))
      ),
      (
        52,
        .situation(
          .roadClosed(
            RoadReport(
              operation: operation, road: "Jl. Contoh", seenAt: Sample.at(50), toldAt: Sample.at(51), informant: .resident)))
      ),
      (
        55,
        .need(
          .aidRequested(
            AidAsked(
              operation: operation, request: AidRequestID("aid-1"), partner: PartnerID("basarnas"),
              need: .team(Sample.posts[2].id, heads: 6))))
      ),
      (58, .need(.aidPromised(AidPromise(operation: operation, request: AidRequestID("aid-1"), count: 6)))),
      (
        60,
        .plan(
          .proposed(
            PlanProposed(
              operation: operation, plan: PlanID("plan-1"), digest: "", shifts: [Sample.morning.id], posts: 4, heads: 8,
              duties: 6, shortages: 2, missing: 2, cost: 12_345, unmetByTier: [0, 1, 1, 0, 0], status: .optimal, gap: 0,
              caveats: [], solver: "s", pricesDigest: "", facts: [])))
      ),
      (65, .plan(.approved(PlanApproval(plan: PlanID("plan-1"), overrides: [])))),
    ]
  }

  private static var orders: [(Int, Event, Actor)] {
    let office = Actor.person(office: "kalaksa-bpbd")
    func issue(_ n: Int) -> Event {
      let duty = Sample.duties[n]
      return .order(
        .issued(
          OrderIssue(
            order: OrderID("order-\(n)"), operation: operation, plan: PlanID("plan-1"), staff: duty.staff, unit: UnitID("damkar"),
            post: duty.post, seat: duty.seat, source: duty.source, deadline: Sample.at(100))))
    }
    return [
      (70, issue(2), office), (70, issue(3), office), (70, issue(4), office),
      (
        75, .order(.accepted(OrderAcceptance(order: OrderID("order-2"), at: Sample.at(75), arrivesAt: Sample.at(95)))),
        .person(staff: Sample.person(3))
      ),
      (
        76, .order(.declined(OrderDecline(order: OrderID("order-4"), at: Sample.at(76), reason: .family))),
        .person(staff: Sample.person(5))
      ),
      (
        90,
        .paper(
          .letterRecorded(
            LetterRecord(
              operation: operation, letter: LetterID("letter-1"), number: "090/1", date: Sample.day(2021, 10, 8), basis: early,
              signerOffice: "Sekretaris Daerah", duties: 1))), office
      ),
      (
        90,
        .paper(
          .letterPart(
            LetterPart(
              operation: operation, letter: LetterID("letter-1"), part: 1,
              duties: [DutyKey(staff: Sample.person(2), post: Sample.posts[1].id)]))), office
      ),
    ]
  }

  static func context(
    _ mode: Mode = .exercise, names: Names = Sample.names(), note: String = "Perahu bocor ditambal.", hasPlan: Bool = true,
    events: [RecordedEvent]? = nil
  ) -> PaperContext {
    var context = PaperContext(
      mode: mode, city: Sample.city, operation: operation, title: Bilingual(id: "Rob Oktober 2021", en: "Tide of October 2021"),
      plan: hasPlan ? Sample.view(mode, names: names) : nil, planApproved: true, names: names, note: { _ in note },
      events: events ?? self.events(mode), logHead: "7f3a-91c2", generatedAt: Sample.at(120))
    if hasPlan { context.roster = Sample.roster(mode, names: names) }
    return context
  }
}
