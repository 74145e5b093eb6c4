import Basics

/// Days on which a city works otherwise than its weekdays say, each with where it is known from.
public struct CityCalendar: Hashable, Sendable {
  public var spans: [CalendarSpan]

  public init(spans: [CalendarSpan] = []) { self.spans = spans }

  public var isEmpty: Bool { spans.isEmpty }

  /// All spans that hold on a day, in the order of the file. O(spans)
  public func spans(on day: CivilDate) -> [CalendarSpan] { spans.filter { $0.holds(on: day) } }

  /// Minutes of the local day between which offices work; nil on weekends, holidays and joint leave. Hours of a span (Ramadan) win
  /// over those of the rules.
  public func officeHours(on day: CivilDate, rules: DutyRules) -> Range<Int>? {
    guard rules.officeDays.contains(day.weekday), rules.officeStartMinute < rules.officeEndMinute else { return nil }
    let today = spans(on: day)
    if today.contains(where: { $0.kind.closesOffices }) { return nil }
    return today.compactMap(\.officeHours).first ?? rules.officeStartMinute..<rules.officeEndMinute
  }

  /// Most of every hundred people who are away travelling on that day; for drills. 0 where nothing is stated.
  public func percentAway(on day: CivilDate) -> Int { spans(on: day).map(\.percentAway).max() ?? 0 }
}

/// Consecutive days of one kind.
public struct CalendarSpan: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case nationalHoliday = "national_holiday"
    /// Cuti bersama: office hours are off, people may still be called.
    case jointLeave = "joint_leave"
    /// Shorter office hours; sahur and the breaking of the fast need meals at other hours.
    case ramadan
    /// Mudik: many are away; for drills.
    case lebaranTravel = "lebaran_travel"

    public var closesOffices: Bool { self == .nationalHoliday || self == .jointLeave }
  }

  public var kind: Kind
  public var first: CivilDate
  public var last: CivilDate
  public var name: Bilingual
  /// Office hours in minutes of the day, where they differ.
  public var officeHours: Range<Int>?
  /// 0...100
  public var percentAway: Int
  /// Decree or page; nil where it is assumed.
  public var source: String?

  public init(
    kind: Kind, first: CivilDate, last: CivilDate, name: Bilingual, officeHours: Range<Int>? = nil, percentAway: Int = 0,
    source: String? = nil
  ) {
    self.kind = kind
    self.first = first
    self.last = last
    self.name = name
    self.officeHours = officeHours
    self.percentAway = percentAway
    self.source = source
  }

  public func holds(on day: CivilDate) -> Bool { first <= day && day <= last }
}
