import Basics

/// A span of work: a shift of the clock, or the window of a tide.
public struct Shift: Hashable, Sendable {
  public var id: ShiftID
  public var name: Bilingual
  public var interval: Interval
  /// Any part of it lies between 22.00 and 05.00 local time: `no_night` excludes.
  public var isNight: Bool

  public init(id: ShiftID, name: Bilingual, interval: Interval, isNight: Bool) {
    self.id = id
    self.name = name
    self.interval = interval
    self.isNight = isNight
  }
}

/// A need: a role at a place in a shift, with the heads wanted. Never called a place.
public struct Post: Hashable, Sendable {
  public var role: RoleID { didSet { id = Self.id(role, place, shift) } }
  public var place: PlaceID { didSet { id = Self.id(role, place, shift) } }
  public var shift: ShiftID { didSet { id = Self.id(role, place, shift) } }
  /// 0...1000
  public var heads: Int
  /// Where it comes from: a posture, or a commander's wish.
  public var posture: PostureID?

  public init(role: RoleID, place: PlaceID, shift: ShiftID, heads: Int, posture: PostureID? = nil) {
    self.role = role
    self.place = place
    self.shift = shift
    self.heads = heads
    self.posture = posture
    id = Self.id(role, place, shift)
  }

  public static let maximumHeads = 1000

  /// Made once: plans ask for it some thousand times.
  public private(set) var id: PostID

  private static func id(_ role: RoleID, _ place: PlaceID, _ shift: ShiftID) -> PostID { PostID("\(role)/\(place)/\(shift)") }
}

/// Kinds of flood.
public enum Hazard: String, Sendable, CaseIterable {
  case tidalFlood = "tidal_flood"
  case riverFlood = "river_flood"
  case rainFlood = "rain_flood"
}

/// Which posts open for a trigger.
public struct Posture: Hashable, Sendable {
  public var id: PostureID
  public var name: Bilingual
  public var hazards: [Hazard]
  public var triggers: [Trigger]
  public var lines: [Line]

  /// One of the posture's triggers is enough to propose it; a person decides.
  public enum Trigger: Hashable, Sendable {
    /// Predicted high water above mean sea level.
    case tide(atLeastMillimetres: Int)
    case rain(atLeastMillimetresPerDay: Int)
    case riverLevel(gauge: String, atLeastMillimetres: Int)
    case status(EmergencyStatus)
  }

  /// So many heads of a role at each place that the selector names, in each shift.
  public struct Line: Hashable, Sendable {
    public var role: RoleID
    public var places: PlaceSelector
    public var heads: Int
    /// Another posture's shift kinds: `window` (tide) or `round_the_clock`; nil takes the operation's shifts.
    public var shifts: ShiftKind?

    public init(role: RoleID, places: PlaceSelector, heads: Int, shifts: ShiftKind? = nil) {
      self.role = role
      self.places = places
      self.heads = heads
      self.shifts = shifts
    }
  }

  public enum ShiftKind: String, Sendable, CaseIterable {
    case window
    case roundTheClock = "round_the_clock"
  }

  public enum PlaceSelector: Hashable, Sendable {
    case place(PlaceID)
    /// All places of the kind.
    case kind(PlaceKind)
    /// Those of the kind inside areas reported or forecast under water.
    case kindInFloodedAreas(PlaceKind)
    /// The first `count` shelters by preference and distance in or beside each flooded area.
    case sheltersForFloodedAreas(count: Int)
  }

  public init(id: PostureID, name: Bilingual, hazards: [Hazard], triggers: [Trigger], lines: [Line]) {
    self.id = id
    self.name = name
    self.hazards = hazards
    self.triggers = triggers
    self.lines = lines
  }
}

extension Shift {
  /// Whether any part of the interval lies between 22.00 and 05.00 local time; true for spans of years.
  public static func isNight(_ interval: Interval, offsetMinutes: Int) -> Bool {
    let first = interval.start.date(offsetMinutes: offsetMinutes).dayNumber - 1
    let last = interval.end.date(offsetMinutes: offsetMinutes).dayNumber
    guard first <= last, last - first < 1000 else { return true }
    return (first...last).contains { day in
      let date = CivilDate(dayNumber: day)
      let night = Interval(
        start: Instant(date: date, minuteOfDay: 22 * 60, offsetMinutes: offsetMinutes),
        end: Instant(date: date, minuteOfDay: 29 * 60, offsetMinutes: offsetMinutes))
      return night.overlaps(interval)
    }
  }
}
