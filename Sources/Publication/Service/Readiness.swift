import Basics
import Incident

/// The quarter's figures of readiness, each with where it comes from. A value: the same inputs give the same report.
public struct Readiness: Sendable {
  /// Of one unit or of all: how many could be reached.
  public struct Contact: Hashable, Sendable {
    public var unit: UnitID?
    public var units: Int
    public var people: Int
    public var withPhone: Int
    /// In the last contact test; nil where there was none.
    public var reached: Int?
  }

  public struct Quarter: Hashable, Sendable {
    public var year: Int
    /// 1...4
    public var number: Int
    public init(year: Int, number: Int) {
      self.year = year
      self.number = min(4, max(1, number))
    }

    public init(of day: CivilDate) { self.init(year: day.parts.year, number: (day.parts.month + 2) / 3) }
    public var first: CivilDate { CivilDate(year: year, month: number * 3 - 2, day: 1) ?? CivilDate(dayNumber: 0) }
    public var last: CivilDate {
      CivilDate(year: year, month: number * 3, day: CivilDate.days(month: number * 3, year: year)) ?? CivilDate(dayNumber: 0)
    }
    /// `2026-Q4`
    public var text: String { "\(year)-Q\(number)" }
  }

  public var quarter: Quarter
  /// The last day that the figures know of.
  public var today: CivilDate
  /// Nil where no need map was made for the report.
  public var gap: StaffingGap?
  public var trends: ServiceTrends
  public var actions: [ActionRecord]
  public var adoption: Adoption
  /// Of all, and by unit with the small ones together.
  public var contact: Contact
  public var contacts: [Contact]
  /// People who have this year's hours of development, and all people on the roster.
  public var developed: Int
  public var people: Int
  /// Certificates that lapse within twelve months of today, and that have lapsed, by competency.
  public var lapsing: [(competency: CompetencyID, soon: Int, gone: Int)]
  /// Standing ratings of objectives in the exercises of this database, by letter.
  public var ratings: [(rating: ExerciseRating, count: Int)]
  /// Received, answered and accepted ideas.
  public var ideas: (received: Int, answered: Int, accepted: Int)
  public var complaintsReceived: Int
  public var complaintsLate: Int

  /// - Parameters:
  ///   - reached: people who answered in the last contact test; nil where there was none.
  /// - Complexity: O(staff + complaints + orders)
  public init(
    _ state: State, roster: Roster, clock: ServiceClock, quarter: Quarter, today: CivilDate, gap: StaffingGap? = nil,
    reached: Set<StaffID>? = nil
  ) {
    self.quarter = quarter
    self.today = today
    self.gap = gap
    let last = min(today, quarter.last)
    trends = ServiceTrends(
      state.service, clock: clock, from: CivilDate(dayNumber: quarter.first.dayNumber - 365), today: last)
    actions = state.service.allActions
    adoption = Adoption(state)
    people = roster.staff.count
    let year = quarter.year
    let norm = clock.settings.developmentHours
    developed = roster.staff.count { person in
      state.service.trainings(of: person.id).reduce(0) { sum, record in
        record.voided == nil && record.trained.to.parts.year == year ? sum + record.trained.hours : sum
      } >= norm
    }
    (contact, contacts) = Self.contact(roster, reached)
    lapsing = Self.lapsing(roster, today)
    ratings = ExerciseRating.allCases.map { rating in
      (rating, state.ratings.count { $0.stands && $0.rating.task == nil && $0.rating.rating == rating })
    }
    let ideas = state.service.allIdeas
    self.ideas = (ideas.count, ideas.count { $0.answer != nil }, ideas.count { $0.answer?.outcome == .accepted })
    let mine = state.service.allComplaints.filter {
      let day = clock.day($0.received.receivedAt)
      return quarter.first <= day && day <= last
    }
    complaintsReceived = mine.count
    complaintsLate = mine.count { $0.isLate(at: clock.end(of: last), clock) }
  }

  private static func contact(_ roster: Roster, _ reached: Set<StaffID>?) -> (Contact, [Contact]) {
    var units: [UnitID: Contact] = [:]
    for person in roster.staff {
      var line =
        units[person.unit] ?? Contact(unit: person.unit, units: 1, people: 0, withPhone: 0, reached: reached.map { _ in 0 })
      line.people += 1
      if person.phone != nil { line.withPhone += 1 }
      if let reached, reached.contains(person.id) { line.reached = (line.reached ?? 0) + 1 }
      units[person.unit] = line
    }
    func add(_ a: Contact, _ b: Contact) -> Contact {
      Contact(
        unit: nil, units: a.units + b.units, people: a.people + b.people, withPhone: a.withPhone + b.withPhone,
        reached: b.reached.map { ($0) + (a.reached ?? 0) })
    }
    let none = Contact(unit: nil, units: 0, people: 0, withPhone: 0, reached: reached.map { _ in 0 })
    let all = units.values.sorted { ($0.people, $0.unit?.rawValue ?? "") < ($1.people, $1.unit?.rawValue ?? "") }
    let hidden = SmallCounts.hidden(all.map(\.people), least: Adoption.least)
    var lines = all.dropFirst(hidden).sorted { ($0.unit?.rawValue ?? "") < ($1.unit?.rawValue ?? "") }
    let small = all.prefix(hidden).reduce(none, add)
    if small.people >= Adoption.least { lines.append(small) }
    return (all.reduce(none, add), lines)
  }

  private static func lapsing(_ roster: Roster, _ today: CivilDate) -> [(competency: CompetencyID, soon: Int, gone: Int)] {
    var counts: [CompetencyID: (soon: Int, gone: Int)] = [:]
    for person in roster.staff {
      for held in person.competencies {
        guard let until = held.validUntil, until.dayNumber <= today.dayNumber + 365 else { continue }
        var count = counts[held.competency] ?? (0, 0)
        if until < today { count.gone += 1 } else { count.soon += 1 }
        counts[held.competency] = count
      }
    }
    return counts.keys.sorted().compactMap { id in counts[id].map { (id, $0.soon, $0.gone) } }
  }

  public var overdue: [ActionRecord] { actions.filter { $0.isOverdue(on: today) } }
  public var waitingForDrill: [ActionRecord] { actions.filter { $0.phase == .done && $0.isCapability } }

  /// Every figure of the first page, for a spreadsheet: key, value, where it comes from.
  public var figures: [[String]] {
    var rows = [["figure", "value", "source"]]
    func add(_ key: String, _ value: String, _ source: String) { rows.append([key, value, source]) }
    add("quarter", quarter.text, "asked for")
    add("until", today.text, "last day of the figures")
    add("people", "\(people)", "roster")
    add("people_with_phone", "\(contact.withPhone)", "roster")
    add("people_reached", contact.reached.map(String.init) ?? "", "last contact test")
    if let gap {
      add("critical_heads_expected_percent", "\(Self.percent(gap.expectedCriticalShare))", "need map")
      add("critical_unmet_person_hours", "\(gap.criticalMinutes / 60)", "need map")
      add("critical_wanted_person_hours", "\(gap.wantedCriticalMinutes / 60)", "need map")
      add("roles_on_one_person", "\(Set(gap.hanging.map(\.role)).count)", "need map")
      add("units_below_daily_service", "\(gap.drained.count { $0.below > 0 })", "need map")
    }
    for item in lapsing {
      add("lapses_in_12_months_\(item.competency)", "\(item.soon)", "roster")
      add("lapsed_\(item.competency)", "\(item.gone)", "roster")
    }
    add("people_with_hours_of_development", "\(developed)", "training records of \(quarter.year)")
    add("complaints_received", "\(complaintsReceived)", "log, this quarter")
    add("complaints_late", "\(complaintsLate)", "log, this quarter")
    add("actions_open", "\(actions.count(where: \.isOpen))", "register")
    add("actions_overdue", "\(overdue.count)", "register")
    add("actions_waiting_for_a_drill", "\(waitingForDrill.count)", "register")
    add("asked", "\(adoption.total.asked)", "orders of the log")
    add("answered", "\(adoption.total.answered)", "orders of the log")
    add("accepted", "\(adoption.total.accepted)", "orders of the log")
    for item in ratings where item.count > 0 { add("rating_\(item.rating.rawValue)", "\(item.count)", "evaluators") }
    add("ideas_received", "\(ideas.received)", "log")
    add("ideas_answered", "\(ideas.answered)", "log")
    add("ideas_accepted", "\(ideas.accepted)", "log")
    return rows
  }

  /// Rounded to the nearest whole percent.
  static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
  static func percent(_ part: Int, of whole: Int) -> Int { whole == 0 ? 0 : (part * 100 + whole / 2) / whole }
}

/// Which counts of a list must stand together so that none of fewer than `least` people can be read off or subtracted.
enum SmallCounts {
  /// - Parameter ascending: people of each line, smallest first.
  /// - Returns: how many of the first lines stand together.
  static func hidden(_ ascending: [Int], least: Int) -> Int {
    var hidden = ascending.count { $0 < least }
    while hidden > 0, hidden < ascending.count, hidden == 1 || ascending.prefix(hidden).reduce(0, +) < least { hidden += 1 }
    return hidden
  }
}
