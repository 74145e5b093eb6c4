import Basics
import Incident
import Testing

@testable import Publication

/// A book of complaints made through the events alone.
enum ServiceWorld {
  static let note = NoteReference(row: "n-1", digest: String(repeating: "0a", count: 32))
  static let clock = ServiceClock()

  static func at(_ day: String, hour: Int = 9) -> Instant { Instant("\(day)T\(hour < 10 ? "0" : "")\(hour):00:00+07:00")! }

  static func state(_ events: [(Event, Instant, Actor)], mode: Mode = .actual) -> (State, [RecordedEvent]) {
    var state = State()
    var log: [RecordedEvent] = []
    let opening = Event.database(
      .opened(DatabaseOpening(mode: mode, city: "uji", cityDigest: String(repeating: "1b", count: 32), version: "0")))
    for (event, instant, actor) in [(opening, at("2025-01-01"), Actor.system("siaga"))] + events {
      let record = RecordedEvent(sequence: UInt64(log.count), instant: instant, actor: actor, mode: mode, event: event)
      evolve(&state, record)
      log.append(record)
    }
    return (state, log)
  }

  static func received(_ number: Int, _ sector: String, _ day: String, kind: ComplaintKind = .simple) -> (Event, Instant, Actor) {
    let instant = at(day)
    return (
      .service(
        .complaint(
          .received(
            ComplaintReceived(
              complaint: ComplaintID("complaint-\(number)"), sector: SectorID(sector), kind: kind, isSupervisory: false,
              privacy: .open, way: .form, isUrgent: false, unit: UnitID("pupr"), words: note, receivedAt: instant,
              terms: clock.terms(kind, receivedAt: instant, now: instant))))), instant, .person(office: "loket")
    )
  }

  static func answered(_ number: Int, _ day: String) -> (Event, Instant, Actor) {
    (
      .service(
        .complaint(
          .answered(ComplaintAnswered(complaint: ComplaintID("complaint-\(number)"), answer: note, at: at(day))))),
      at(day), .person(office: "pupr")
    )
  }
}

@Suite("Trends of complaints") struct ServiceTrendsTests {
  @Test("a month counts what came in it, its working days and the working days to the answers given in it") func months() throws {
    let (state, _) = ServiceWorld.state([
      ServiceWorld.received(1, "jalan", "2026-01-30"), ServiceWorld.received(2, "jalan", "2026-02-02"),
      ServiceWorld.received(3, "sampah", "2026-02-03"), ServiceWorld.answered(1, "2026-02-03"),
      ServiceWorld.answered(2, "2026-02-03"),
    ])
    let trends = ServiceTrends(
      state.service, clock: ServiceWorld.clock, from: CivilDate("2026-01-15")!, today: CivilDate("2026-02-13")!)
    let roads = try #require(trends.sectors.first { $0.sector.id.rawValue == "jalan" })
    #expect(roads.periods.map(\.received) == [1, 1] && roads.periods.map(\.answered) == [0, 2])
    // January 2026 has 22 weekdays; February up to the 13th has 10. Friday to Tuesday are 2 working days, Monday to Tuesday 1.
    #expect(roads.periods.map(\.workingDays) == [22, 10])
    #expect(roads.periods[1].meanDays == 1.5 && roads.open == 2 && roads.late == 0)
    #expect(trends.rows.count == 1 + trends.sectors.count * 2)
  }

  @Test("a sector whose complaints treble is named first, with what was done; steady ones are not named") func worst() throws {
    var events: [(Event, Instant, Actor)] = []
    var random = RandomStream(seed: 5, name: "sectors")
    var number = 0
    for month in 1...18 {
      let text = "\(2025 + (month - 1) / 12)-\((month - 1) % 12 < 9 ? "0" : "")\((month - 1) % 12 + 1)-10"
      for (sector, mean) in [("jalan", 6.0), ("drainase", month > 15 ? 24.0 : 8.0)] {
        for _ in 0..<random.poisson(mean: mean) {
          number += 1
          events.append(ServiceWorld.received(number, sector, text))
          events.append(ServiceWorld.answered(number, text))
        }
      }
    }
    let action = ActionOpened(
      action: ActionID("action-1"), origin: .complaint, reference: "drainase", element: .equipment, issue: ServiceWorld.note,
      measure: ServiceWorld.note, unit: UnitID("pupr"), from: CivilDate("2026-05-01")!, due: CivilDate("2026-08-01")!)
    events.append((.service(.action(.opened(action))), ServiceWorld.at("2026-05-01"), .person(office: "sekda")))
    let (state, _) = ServiceWorld.state(events)
    let trends = ServiceTrends(
      state.service, clock: ServiceWorld.clock, from: CivilDate("2025-01-01")!, today: CivilDate("2026-06-30")!)
    #expect(trends.worst.map(\.sector.id.rawValue) == ["drainase"], "seed 5")
    #expect(trends.worst.first?.actions.map(\.id.rawValue) == ["action-1"])
    let frame = try ServiceSheetTests.frame()
    for language in Language.allCases {
      let sheet = ComplaintSheet(frame).trends(trends, language)
      let html = try Papers().html(sheet, frame)
      #expect(html.contains("action-1") && html.contains("<svg") && !html.contains("⟨"))
      #expect(html.contains("LATIHAN / EXERCISE"))
    }
  }
}

extension ServiceTrendsTests {
  @Test("the first complaints of a sector are no change: a chart without a past says nothing") func first() throws {
    let (state, _) = ServiceWorld.state((1...5).map { ServiceWorld.received($0, "jalan", "2026-06-10") })
    let trends = ServiceTrends(
      state.service, clock: ServiceWorld.clock, from: CivilDate("2025-01-01")!, today: CivilDate("2026-06-12")!)
    let roads = try #require(trends.sectors.first { $0.sector.id.rawValue == "jalan" })
    #expect(roads.received == 5 && roads.counts?.isStable == true && trends.worst.isEmpty)
  }
}

@Suite("The readiness report") struct ReadinessTests {
  @Test("quarters begin and end where they should; the report has one page for the mayor, no bare key, and every figure as CSV")
  func report() throws {
    let quarter = Readiness.Quarter(of: CivilDate("2026-06-30")!)
    #expect(quarter.text == "2026-Q2" && quarter.first == CivilDate("2026-04-01") && quarter.last == CivilDate("2026-06-30"))
    #expect(Readiness.Quarter(year: 2028, number: 1).last == CivilDate("2028-03-31"))
    var events = [ServiceWorld.received(1, "jalan", "2026-05-04"), ServiceWorld.received(2, "jalan", "2026-03-31")]
    let action = ActionOpened(
      action: ActionID("action-1"), origin: .drill, reference: "", element: .planning, issue: ServiceWorld.note,
      measure: ServiceWorld.note, unit: UnitID("bpbd"), from: CivilDate("2026-05-01")!, due: CivilDate("2026-06-01")!)
    events.append((.service(.action(.opened(action))), ServiceWorld.at("2026-05-01"), .person(office: "bpbd")))
    let (state, _) = ServiceWorld.state(events)
    let people = (1...9).map { number in
      StaffMember(
        id: StaffID("s\(number)"), officeNumber: "\(number)", name: "Rekaan \(number)",
        unit: UnitID(number < 8 ? "bpbd" : "dinsos"),
        employment: .pns, position: "Staf", phone: number == 1 ? nil : "+62812",
        competencies: [HeldCompetency(competency: CompetencyID("sar"), level: 2, validUntil: CivilDate("2026-0\(number)-01"))])
    }
    let roster = Roster(
      units: ["bpbd", "dinsos"].map { OrgUnit(id: UnitID($0), name: $0, head: "1") }, staff: people)
    let readiness = Readiness(
      state, roster: roster, clock: ServiceWorld.clock, quarter: quarter, today: CivilDate("2026-06-30")!,
      reached: [StaffID("s2"), StaffID("s3")])
    #expect(readiness.complaintsReceived == 1 && readiness.complaintsLate == 1 && readiness.overdue.count == 1)
    #expect(readiness.lapsing.map(\.gone) == [6] && readiness.lapsing.map(\.soon) == [3])
    #expect(readiness.contact.withPhone == 8 && readiness.contact.reached == 2)
    // Two of dinsos stand together with bpbd: nobody is read off, nor subtracted.
    #expect(readiness.contacts.map(\.unit) == [nil] && readiness.contacts.map(\.people) == [9])
    let frame = try ServiceSheetTests.frame(.actual)
    for language in Language.allCases {
      let sheet = ReadinessSheet(readiness, frame, language).sheet()
      let html = try Papers().html(sheet, frame)
      #expect(!html.contains("⟨") && !html.contains("Rekaan") && html.contains("class=\"newpage\""))
      #expect(sheet.tables.map(\.name) == ["readiness", "trends", "register", "adoption", "contact", "needs"])
    }
    #expect(readiness.figures.contains { $0[0] == "complaints_late" && $0[1] == "1" })
  }
}

@Suite("Sheets of services, people and the register") struct ServiceSheetTests {
  static func frame(_ mode: Mode = .exercise) throws -> ServiceSheet.Frame {
    ServiceSheet.Frame(
      mode: mode, city: Sample.city, names: .none, note: { $0.row == "n-1" ? "kata-kata" : nil }, logHead: "12:abc",
      now: ServiceWorld.at("2026-06-30"))
  }

  @Test("an overdue action stands first and in words; one about a capability waits for its drill") func register() throws {
    func opened(_ number: Int, _ due: String, capability: String? = nil) -> (Event, Instant, Actor) {
      let action = ActionOpened(
        action: ActionID("action-\(number)"), origin: .drill, reference: "2026-rob/O1", capability: capability,
        element: .training, issue: ServiceWorld.note, measure: ServiceWorld.note, unit: UnitID("bpbd"),
        from: CivilDate("2026-01-01")!, due: CivilDate(due)!)
      return (.service(.action(.opened(action))), ServiceWorld.at("2026-01-01"), .person(office: "bpbd"))
    }
    let done = ActionDone(action: ActionID("action-3"), proof: ServiceWorld.note, on: CivilDate("2026-03-01")!)
    let (state, _) = ServiceWorld.state([
      opened(1, "2026-12-01"), opened(2, "2026-06-01"), opened(3, "2026-02-01", capability: "sar-air"),
      (.service(.action(.done(done))), ServiceWorld.at("2026-03-01"), .person(office: "bpbd")),
    ])
    let frame = try Self.frame()
    let sheet = RegisterSheet(frame)
    #expect(sheet.ordered(state.service.allActions).map(\.id.rawValue) == ["action-2", "action-3", "action-1"])
    let lines = sheet.lines(state.service.allActions, .en)
    #expect(lines[0].contains("OVERDUE") && lines[1].contains("tried again in a drill"))
    let html = try Papers().html(sheet.sheet(state.service.allActions, .id), frame)
    #expect(html.contains("LEWAT TENGGAT") && !html.contains("⟨"))
    #expect(sheet.rows(state.service.allActions).count == 4)
  }

  @Test("the passport shows duties served and trainings with their entries, and never a decline, a silence or a time to answer")
  func passport() throws {
    let staff = StaffID("s1")
    let world = try PassportWorld.make(staff)
    let passport = Passport(
      staff, state: world.state, roster: world.roster, events: world.log, clock: ServiceWorld.clock,
      today: CivilDate("2026-06-30")!)
    #expect(passport.served.map(\.order.rawValue) == ["order-1"])
    #expect(passport.hours == 12 && passport.norm == 20)
    #expect(passport.trainings.count == 1 && passport.voided.count == 1)
    #expect(passport.competencies.map(\.standing) == [.lapsing, .lapsed])
    #expect(passport.looks.map(\.isOwn) == [false, true])
    let served = try #require(passport.served.first)
    for entry in served.entries {
      guard case .order(let event) = world.log[Int(entry)].event else {
        Issue.record("entry \(entry) is no order")
        continue
      }
      #expect(event.order.rawValue == "order-1")
    }
    var frame = try Self.frame(.actual)
    frame.names = Names(world.roster)
    for language in Language.allCases {
      for sheet in [
        PassportSheet(passport, frame, language).passportSheet(), PassportSheet(passport, frame, language).evidenceSheet(),
      ] {
        let html = try Papers().html(sheet, frame)
        // The sentence that says so is the only place where the words may stand.
        let body = html.replacing(escapeMarkup(frame.style(language).words("passport.never")), with: "")
        for word in ["order-2", "order-3", "eclin", "erhalangan", "unanswered", "198609262015051001", "⟨"] {
          #expect(!body.contains(word), "\(word) in \(language)")
        }
        #expect(html.contains("Rekaan Satu"))
      }
    }
    // The person's own copy holds the whole number; a page does not.
    let export = PassportSheet(passport, frame, .id).export()
    #expect(export["nip"]?.string == "198609262015051001")
  }

  @Test("who was erased leaves a passport that says so, and the records keep their figures") func erased() throws {
    let staff = StaffID("s1")
    let world = try PassportWorld.make(staff)
    let passport = Passport(
      staff, state: world.state, roster: Roster(units: [], staff: []), events: world.log, clock: ServiceWorld.clock,
      today: CivilDate("2026-06-30")!)
    #expect(passport.member == nil && passport.hours == 12)
    var frame = try Self.frame(.actual)
    frame.note = { _ in nil }
    let html = try Papers().html(PassportSheet(passport, frame, .en).passportSheet(), frame)
    #expect(html.contains("a person who was erased") && html.contains("its digest stays in the log"))
    #expect(!html.contains("Rekaan Satu"))
  }
}

/// One person with a duty, a decline and a silence, trainings, looks.
enum PassportWorld {
  static func make(_ staff: StaffID) throws -> (state: State, log: [RecordedEvent], roster: Roster) {
    let op = OperationID("op-1")
    let interval = Interval(start: ServiceWorld.at("2026-03-01", hour: 7), end: ServiceWorld.at("2026-03-01", hour: 15))
    let shift = Shift(id: ShiftID("pagi"), name: Bilingual(id: "pagi", en: "morning"), interval: interval, isNight: false)
    let post = Post(role: RoleID("dapur"), place: PlaceID("aula"), shift: shift.id, heads: 9)
    let office = Actor.person(office: "pusdalops")
    let start = ServiceWorld.at("2026-03-01", hour: 6)
    var events: [(Event, Instant, Actor)] = [
      (
        .operation(
          .opened(OperationOpening(operation: op, name: "rob", mode: .actual, hazard: .tidalFlood, areas: [AreaID("a")]))), start,
        office
      ), (.need(.shiftsDefined(ShiftsDefined(operation: op, shifts: [shift]))), start, office),
      (.need(.postsOpened(PostsOpened(operation: op, posts: [post]))), start, office),
    ]
    func order(_ number: Int, _ steps: [OrderEvent]) {
      let id = OrderID("order-\(number)")
      events.append(
        (
          .order(
            .issued(
              OrderIssue(
                order: id, operation: op, plan: PlanID("plan-1"), staff: staff, unit: UnitID("bpbd"), post: post.id,
                seat: .member,
                source: .optimised, deadline: start.adding(minutes: 30)))), start, office
        ))
      for step in steps { events.append((.order(step), start, office)) }
    }
    func receipt(_ number: Int, _ hour: Int) -> OrderReceipt {
      OrderReceipt(order: OrderID("order-\(number)"), at: ServiceWorld.at("2026-03-01", hour: hour))
    }
    order(
      1,
      [
        .accepted(OrderAcceptance(order: OrderID("order-1"), at: start)), .arrived(receipt(1, 7)), .onDuty(receipt(1, 8)),
        .released(receipt(1, 15)),
      ])
    order(2, [.declined(OrderDecline(order: OrderID("order-2"), at: start, reason: .family))])
    order(3, [.unanswered(receipt(3, 7))])
    func train(_ number: Int, _ hours: Int) -> Event {
      .service(
        .personal(
          .trained(
            PersonTrained(
              record: TrainingID("training-\(number)"), staff: staff, kind: .course, from: CivilDate("2026-02-01")!,
              to: CivilDate("2026-02-02")!, hours: hours, title: ServiceWorld.note))))
    }
    events += [
      (train(1, 12), ServiceWorld.at("2026-02-03"), office), (train(2, 30), ServiceWorld.at("2026-02-03"), office),
      (
        .service(
          .personal(
            .voided(PersonRecordVoided(record: TrainingID("training-2"), staff: staff, reason: ServiceWorld.note)))),
        ServiceWorld.at("2026-02-04"), office
      ),
      (.service(.personal(.seen(PersonSeen(staff: staff, what: "passport")))), ServiceWorld.at("2026-02-05"), office),
      (
        .service(.personal(.seen(PersonSeen(staff: staff, what: "passport")))), ServiceWorld.at("2026-02-06"),
        .person(staff: staff)
      ),
    ]
    let (state, log) = ServiceWorld.state(events)
    let member = StaffMember(
      id: staff, officeNumber: "1", name: "Rekaan Satu", nip: try NIP("198609262015051001"), unit: UnitID("bpbd"),
      employment: .pns, position: "Staf",
      competencies: [
        HeldCompetency(competency: CompetencyID("a"), level: 2, validUntil: CivilDate("2026-08-01")),
        HeldCompetency(competency: CompetencyID("b"), level: 1, validUntil: CivilDate("2026-06-29")),
      ])
    return (state, log, Roster(units: [OrgUnit(id: UnitID("bpbd"), name: "BPBD", head: "1")], staff: [member]))
  }
}

@Suite("How people take to being called") struct AdoptionTests {
  static func state(_ units: [(unit: String, people: Int, accepted: Int)]) -> State {
    let op = OperationID("op-1")
    let start = ServiceWorld.at("2026-03-01", hour: 6)
    let office = Actor.person(office: "pusdalops")
    let shift = Shift(
      id: ShiftID("pagi"), name: Bilingual(id: "pagi", en: "morning"),
      interval: Interval(start: start, end: start.adding(minutes: 480)), isNight: false)
    let post = Post(role: RoleID("dapur"), place: PlaceID("aula"), shift: shift.id, heads: 900)
    var events: [(Event, Instant, Actor)] = [
      (
        .operation(
          .opened(OperationOpening(operation: op, name: "rob", mode: .actual, hazard: .tidalFlood, areas: [AreaID("a")]))), start,
        office
      ), (.need(.shiftsDefined(ShiftsDefined(operation: op, shifts: [shift]))), start, office),
      (.need(.postsOpened(PostsOpened(operation: op, posts: [post]))), start, office),
    ]
    var number = 0
    for unit in units {
      for index in 0..<unit.people {
        number += 1
        let id = OrderID("order-\(number)")
        let issue = OrderIssue(
          order: id, operation: op, plan: PlanID("plan-1"), staff: StaffID("s\(number)"), unit: UnitID(unit.unit), post: post.id,
          seat: .member, source: .optimised, deadline: start.adding(minutes: 30))
        events.append((.order(.issued(issue)), start, office))
        let answer: OrderEvent =
          index < unit.accepted
          ? .accepted(OrderAcceptance(order: id, at: start)) : .declined(OrderDecline(order: id, at: start, reason: .family))
        events.append((.order(answer), start, office))
      }
    }
    return ServiceWorld.state(events).0
  }

  @Test("units of fewer than five people stand together, and no count of one can be had by subtraction") func suppression() {
    let shown = Adoption(Self.state([("a", 20, 15), ("b", 8, 8), ("c", 3, 0), ("d", 2, 2), ("e", 9, 5)]))
    #expect(shown.lines.map(\.unit?.rawValue) == ["a", "b", "e", nil])
    #expect(shown.lines.last.map { [$0.units, $0.people, $0.accepted] } == [2, 5, 2])
    // One small unit alone: the next smallest joins it.
    let single = Adoption(Self.state([("a", 20, 15), ("b", 8, 8), ("c", 3, 0)]))
    #expect(single.lines.map(\.unit?.rawValue) == ["a", nil])
    #expect(single.lines.last.map { [$0.units, $0.people] } == [2, 11])
    #expect(single.total.people == 31)
    let few = Adoption(Self.state([("a", 3, 1)]))
    #expect(few.lines.isEmpty)
  }

  @Test("a reason that few gave is never shown by itself, nor by unit") func reasons() {
    let many = Adoption(Self.state([("a", 20, 10), ("b", 9, 9)]))
    #expect(many.reasons.map(\.reason) == [.family] && many.reasons.map(\.count) == [10] && many.otherReasons == 0)
    let rare = Adoption(Self.state([("a", 20, 17), ("b", 9, 9)]))
    #expect(rare.reasons.isEmpty && rare.otherReasons == 3)
  }

  @Test("whatever the units, each shown line has at least five people and at least two units where it has no name") func always()
  {
    var random = RandomStream(seed: 21, name: "adoption")
    for round in 0..<60 {
      let units = (0..<random.int(in: 1...9)).map { index in
        let people = random.int(in: 1...12)
        return (unit: "u\(index)", people: people, accepted: random.int(in: 0...people))
      }
      let adoption = Adoption(Self.state(units))
      for line in adoption.lines {
        #expect(line.people >= 5 && (line.unit != nil || line.units >= 2), "seed 21, round \(round): \(units)")
      }
      let hidden = units.count - adoption.lines.count { $0.unit != nil }
      #expect(hidden != 1 || units.count == 1, "seed 21, round \(round): \(units)")
    }
  }
}
