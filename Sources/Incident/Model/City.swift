import Basics
import Geography

/// A city pack in memory: facts, places, roles and rules, without people.
public struct City: Sendable {
  public var name: String
  /// Of the government's code list, as `14.72`.
  public var code: String
  public var province: String
  /// Sender of messages, as `POSKO DUMAI`.
  public var sender: String
  /// WIB is 420.
  public var offsetMinutes: Int
  public var zoneName: String
  public var origin: Coordinate
  public var areas: [Kelurahan]
  public var outlines: Outlines
  public var shoreline: [[Coordinate]]
  public var places: [Place]
  public var competencies: [Competency]
  public var roles: [Role]
  public var postures: [Posture]
  public var equipment: [Equipment]
  public var partners: [Partner]
  public var roads: RoadGraph?
  public var rules: DutyRules
  /// Holidays, joint leave and fasting months; empty where the pack has none: then only weekdays tell the office days.
  public var calendar = CityCalendar()
  /// Sectors of public services and deadlines of complaints.
  public var service = ServiceSettings()
  /// What in this pack is invented or approximate, in words, for every page that shows it.
  public var synthetic: [Bilingual]
  /// SHA-256 of the pack's files, hexadecimal; filled by the reader.
  public var digest: String

  public init(
    name: String, code: String, province: String, sender: String, offsetMinutes: Int, zoneName: String, origin: Coordinate,
    areas: [Kelurahan], outlines: Outlines, shoreline: [[Coordinate]], places: [Place], competencies: [Competency], roles: [Role],
    postures: [Posture], equipment: [Equipment], partners: [Partner], roads: RoadGraph?, rules: DutyRules, synthetic: [Bilingual],
    digest: String = ""
  ) {
    self.name = name
    self.code = code
    self.province = province
    self.sender = sender
    self.offsetMinutes = offsetMinutes
    self.zoneName = zoneName
    self.origin = origin
    self.areas = areas
    self.outlines = outlines
    self.shoreline = shoreline
    self.places = places
    self.competencies = competencies
    self.roles = roles
    self.postures = postures
    self.equipment = equipment
    self.partners = partners
    self.roads = roads
    self.rules = rules
    self.synthetic = synthetic
    self.digest = digest
  }

  public func role(_ id: RoleID) -> Role? { roles.first { $0.id == id } }
  public func place(_ id: PlaceID) -> Place? { places.first { $0.id == id } }
  public func area(_ id: AreaID) -> Kelurahan? { areas.first { $0.id == id } }
  public func competency(_ id: CompetencyID) -> Competency? { competencies.first { $0.id == id } }
}

/// Limits and weights of duty: the city's setting, each with a default that its file states.
public struct DutyRules: Hashable, Sendable {
  /// Hours between two duties; office hours and standing duty count as work.
  public var restHours = 8
  public var restHoursAfterNight = 12
  public var longestDutyHours = 12
  public var longestWaterDutyHours = 8
  /// Beyond this travel a person is not asked; nil for no limit. Minutes.
  public var longestTravelMinutes: Int? = 120
  /// Regular hours of those who keep them: weekdays 1...7 with minutes of the day.
  public var officeDays: [Int] = [1, 2, 3, 4, 5]
  public var officeStartMinute = 450
  public var officeEndMinute = 960
  /// Whether an emergency order releases from office hours on the day itself: then they count as work only before the duty.
  public var dutyReplacesOfficeHours = true
  /// Whether a night duty releases from the office hours that follow it within a day.
  public var nightReleasesOfficeDay = true
  /// Minutes before a shift's start in which it is handed over: they count as work. 0...240.
  public var handoverMinutes = 0
  /// Most duties of a person in the shifts that are planned together; nil for no limit but rest.
  public var mostDuties: Int?
  /// Most night duties in a row, each beginning within 36 hours of the one before; nil for no limit.
  public var mostNightsInARow: Int?
  /// Minutes of a Friday within which nothing is handed over and nobody meets; nil where the city has no such rule.
  public var fridayPrayer: Range<Int>?
  public var weights = CostWeights()

  public init() {}
}

/// What one unit of each soft goal costs; whole units, 10 = a minute of travel.
public struct CostWeights: Hashable, Sendable {
  public var perTravelMinute: Int64 = 10
  /// Each level below a wish, or the whole wish where nothing is held.
  public var perLevelBelowWish: Int64 = 150
  /// Each level above the need: keeps experts free for what only they can do.
  public var perLevelBeyondNeed: Int64 = 20
  /// Each hour of duty lately worked.
  public var perRecentHour: Int64 = 5
  /// A duty at another place than the person's duty before it, among shifts that are planned together.
  public var perPlaceChange: Int64 = 100
  /// A person already told who is moved to another post.
  public var perMove: Int64 = 1200
  /// A person already told who is released.
  public var perRelease: Int64 = 600

  public init() {}
}
