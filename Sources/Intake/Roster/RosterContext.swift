import Basics
import Geography
import Incident

/// What a roster file is read against.
public struct RosterContext: Sendable {
  /// Empty: codes are taken as they stand.
  public var competencies: [Competency]
  public var areas: [Kelurahan]
  /// Empty (no units.csv): each unit named in the file becomes one.
  public var units: [OrgUnit]
  /// Certificates, contracts and ages are judged on this day.
  public var today: CivilDate
  /// WIB is 420.
  public var offsetMinutes: Int
  /// With them, a start outside of every kelurahan gives a warning.
  public var outlines: Outlines?
  /// Office numbers that may be named as superiors though they are not in this file.
  public var existingNumbers: Set<String>
  /// Siaga's own id for an office number: that of the existing roster, else a new one.
  public var staffID: @Sendable (String) -> StaffID
  /// The caller knows that all people of the file are invented.
  public var invented: Bool

  public init(
    competencies: [Competency], areas: [Kelurahan], units: [OrgUnit], today: CivilDate, offsetMinutes: Int = 420,
    outlines: Outlines? = nil, existingNumbers: Set<String> = [], invented: Bool = false,
    staffID: @escaping @Sendable (String) -> StaffID
  ) {
    self.competencies = competencies
    self.areas = areas
    self.units = units
    self.today = today
    self.offsetMinutes = offsetMinutes
    self.outlines = outlines
    self.existingNumbers = existingNumbers
    self.invented = invented
    self.staffID = staffID
  }

  /// Takes known ids from `roster`, so that importing a file again changes nobody's id; `issue` makes those of new people.
  public mutating func keepIDs(of roster: Roster, issue: @escaping @Sendable (String) -> StaffID) {
    existingNumbers = Set(roster.staff.map(\.officeNumber))
    staffID = { roster.member(officeNumber: $0)?.id ?? issue($0) }
  }

  /// Ids that depend on the office number and the seed only: for drills and tests.
  public static func seededID(_ officeNumber: String, seed: UInt64) -> StaffID {
    var stream = RandomStream(seed: seed, name: "staff-id/" + officeNumber)
    let text = String(stream.next() >> 4, radix: 36)
    return StaffID("s" + String(repeating: "0", count: max(0, 12 - text.count)) + text)
  }
}

/// A roster file as it was read: the people, and the units that it names where no units.csv says more.
public struct RosterFile: Sendable {
  public var staff: [StaffMember]
  public var derivedUnits: [OrgUnit]
  public var dialect: CSVDialect
  /// A title row says that the people are invented.
  public var isMarkedInvented: Bool
  /// Rows below the header, sound or not.
  public var rowCount: Int
}
