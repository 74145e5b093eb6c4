import Basics
import Incident

/// The duties of several shifts together: by person with the rest between them, and by post.
public struct DutyRoster: Sendable {
  /// One duty of a person.
  public struct Line: Hashable, Sendable {
    public var duty: Duty
    public var shift: Shift
    /// Minutes since the end of the person's duty before it in this roster; nil for the first.
    public var rest: Int?

    public var minutes: Int { shift.interval.minutes }
  }

  /// One person with all duties, in the order of time.
  public struct Person: Sendable {
    public var staff: StaffID
    public var lines: [Line]
    /// Hours of duty lately worked, before this roster.
    public var hoursBefore: Int

    public var minutes: Int { lines.reduce(0) { $0 + $1.minutes } }
    public var nights: Int { lines.count { $0.shift.isNight } }
    /// Begun hours count.
    public var hoursAfter: Int { hoursBefore + (minutes + 59) / 60 }
  }

  /// One role at one place over the shifts.
  public struct Row: Sendable {
    public var role: RoleID
    public var place: PlaceID
    /// By shift in the order of time: people as the plan has them (leaders first), and heads missing.
    public var cells: [(shift: Shift, staff: [StaffID], teams: [PartnerTeam], missing: Int)]
  }

  public private(set) var mode: Mode
  /// In the order of time, those that have a plan.
  public let shifts: [Shift]
  public let approved: Int
  /// By name, then id.
  public private(set) var people: [Person]
  /// By place as the city lists them, then role.
  public private(set) var rows: [Row]

  /// - Parameters:
  ///   - plans: with the shift of each; one plan a shift.
  ///   - approved: how many of them are.
  ///   - hoursBefore: hours of duty lately worked, by person.
  /// - Complexity: O(duties log duties)
  public init(
    mode: Mode, plans: [(plan: Plan, shift: Shift)], approved: Int, city: City, names: Names, partnerTeams: [PartnerTeam] = [],
    hoursBefore: (StaffID) -> Int
  ) {
    self.mode = mode
    self.approved = approved
    let ordered = plans.sorted { ($0.shift.interval.start, $0.shift.id) < ($1.shift.interval.start, $1.shift.id) }
    shifts = ordered.map(\.shift)
    people = Self.people(ordered, names, hoursBefore)
    rows = Self.rows(ordered, city, partnerTeams)
  }

  /// Without people who will not come: their seats count as missing.
  func leaving(_ gone: Set<DutyKey>) -> DutyRoster {
    if gone.isEmpty { return self }
    var roster = self
    for p in roster.people.indices {
      roster.people[p].lines.removeAll { gone.contains(DutyKey(staff: $0.duty.staff, post: $0.duty.post)) }
      var end: Instant?
      for l in roster.people[p].lines.indices {
        let interval = roster.people[p].lines[l].shift.interval
        roster.people[p].lines[l].rest = end.map { interval.start.minutes(since: $0) }
        end = interval.end
      }
    }
    roster.people.removeAll { $0.lines.isEmpty }
    for r in roster.rows.indices {
      for c in roster.rows[r].cells.indices {
        let post = PostID("\(roster.rows[r].role)/\(roster.rows[r].place)/\(roster.rows[r].cells[c].shift.id)")
        let before = roster.rows[r].cells[c].staff.count
        roster.rows[r].cells[c].staff.removeAll { gone.contains(DutyKey(staff: $0, post: post)) }
        roster.rows[r].cells[c].missing += before - roster.rows[r].cells[c].staff.count
      }
    }
    return roster
  }

  public var duties: Int { people.reduce(0) { $0 + $1.lines.count } }

  private static func people(
    _ plans: [(plan: Plan, shift: Shift)], _ names: Names, _ hoursBefore: (StaffID) -> Int
  ) -> [Person] {
    var lines: [StaffID: [Line]] = [:]
    for (plan, shift) in plans {
      for duty in plan.duties {
        let last = lines[duty.staff]?.last
        let rest = last.map { shift.interval.start.minutes(since: $0.shift.interval.end) }
        lines[duty.staff, default: []].append(Line(duty: duty, shift: shift, rest: rest))
      }
    }
    let named = lines.map {
      (name: names.name($0.key), person: Person(staff: $0.key, lines: $0.value, hoursBefore: hoursBefore($0.key)))
    }
    return named.sorted { ($0.name, $0.person.staff) < ($1.name, $1.person.staff) }.map(\.person)
  }

  private static func rows(_ plans: [(plan: Plan, shift: Shift)], _ city: City, _ teams: [PartnerTeam]) -> [Row] {
    let placeRank = Dictionary(city.places.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let roleRank = Dictionary(city.roles.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let teamsOf = Dictionary(grouping: teams.filter(\.counts), by: \.post)
    var rows: [PlaceRole: Row] = [:]
    for (plan, shift) in plans {
      let duties = Dictionary(grouping: plan.duties, by: \.post)
      let missing = plan.shortages.reduce(into: [PostID: Int]()) { $0[$1.post, default: 0] += $1.missing }
      for post in plan.posts {
        let people = (duties[post.id] ?? []).enumerated().sorted {
          ($0.element.seat != .leader ? 1 : 0, $0.offset) < ($1.element.seat != .leader ? 1 : 0, $1.offset)
        }
        rows[PlaceRole(place: post.place, role: post.role), default: Row(role: post.role, place: post.place, cells: [])].cells
          .append(
            (shift, people.map(\.element.staff), teamsOf[post.id] ?? [], missing[post.id] ?? 0))
      }
    }
    return rows.values.sorted { a, b in
      let x = (placeRank[a.place] ?? .max, a.place.rawValue, roleRank[a.role] ?? .max, a.role.rawValue)
      return x < (placeRank[b.place] ?? .max, b.place.rawValue, roleRank[b.role] ?? .max, b.role.rawValue)
    }
  }

  private struct PlaceRole: Hashable {
    var place: PlaceID
    var role: RoleID
  }
}

extension DutyRoster {
  /// Days of the city's calendar that the shifts touch, and the Friday prayers within them, as sentences.
  func calendarNotes(_ city: City, _ style: Style) -> [String] {
    guard let first = shifts.map(\.interval.start).min(), let last = shifts.map(\.interval.end).max() else { return [] }
    let days = [first, last].map { $0.date(offsetMinutes: city.offsetMinutes) }
    let spans = city.calendar.spans.filter { $0.first <= days[1] && days[0] <= $0.last }.map { span in
      let dates = span.first == span.last ? style.date(span.first) : "\(style.date(span.first)) – \(style.date(span.last))"
      return style.words("roster.calendar", ["name": span.name[style.language], "span": dates])
    }
    let prayers = shifts.flatMap { city.fridayPrayers(within: $0.interval) }
    var seen: Set<Instant> = []
    return spans
      + prayers.filter { seen.insert($0.start).inserted }.map { style.words("roster.friday", ["span": style.span($0)]) }
  }

  /// `7 jam 30 menit`
  static func restText(_ minutes: Int, _ style: Style) -> String {
    style.words("roster.restHours", ["hours": style.number(minutes / 60), "minutes": "\(minutes % 60)"])
  }

  /// Least, median and most; nil where nobody serves.
  static func spread(_ values: [Int]) -> (least: Int, median: Int, most: Int)? {
    let sorted = values.sorted()
    guard let least = sorted.first, let most = sorted.last else { return nil }
    return (least, sorted[sorted.count / 2], most)
  }

  /// The sentences beside the chart.
  func loadLines(_ style: Style) -> [String] {
    guard let after = Self.spread(people.map(\.hoursAfter)), let before = Self.spread(people.map(\.hoursBefore)) else {
      return []
    }
    let nights = people.map(\.nights)
    return [
      style.words(
        "roster.spread",
        [
          "least": style.number(after.least), "median": style.number(after.median), "most": style.number(after.most),
          "leastBefore": style.number(before.least), "medianBefore": style.number(before.median),
          "mostBefore": style.number(before.most),
        ]),
      style.words(
        "roster.nightsLine",
        [
          "nights": style.number(nights.reduce(0, +)), "people": style.number(nights.count { $0 > 0 }),
          "most": style.number(nights.max() ?? 0),
        ]),
    ]
  }
}
