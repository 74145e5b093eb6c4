import Basics
import Geography
import Incident

/// Ids to words: roles, places, shifts, competencies and areas of one city, in one language.
///
/// An id that the city does not know stands for itself: a page never fails over a stale id.
public struct Lookup: Sendable {
  public let city: City
  public let names: Names
  public let style: Style
  private let roles: [RoleID: Role]
  private let places: [PlaceID: Place]
  private let shiftsByID: [ShiftID: Shift]
  public let shifts: [Shift]
  /// The shift that a page is about: post names leave it out.
  public let ownShift: ShiftID?

  public init(city: City, shifts: [Shift], names: Names, style: Style, ownShift: ShiftID? = nil) {
    self.ownShift = ownShift ?? (shifts.count == 1 ? shifts[0].id : nil)
    self.city = city
    self.names = names
    self.style = style
    self.shifts = shifts
    roles = Dictionary(city.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    places = Dictionary(city.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    shiftsByID = Dictionary(shifts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public var language: Language { style.language }
  public var words: Catalogue { style.words }

  public func role(_ id: RoleID) -> Role? { roles[id] }
  public func place(_ id: PlaceID) -> Place? { places[id] }
  public func shift(_ id: ShiftID) -> Shift? { shiftsByID[id] }

  public func roleName(_ id: RoleID) -> String { roles[id]?.name[language] ?? id.rawValue }
  public func placeName(_ id: PlaceID) -> String { places[id]?.name[language] ?? id.rawValue }
  public func competencyName(_ id: CompetencyID) -> String { city.competency(id)?.name[language] ?? id.rawValue }
  public func areaName(_ id: AreaID) -> String { city.area(id)?.name ?? id.rawValue }
  public func partnerName(_ id: PartnerID) -> String {
    city.partners.first { $0.id == id }?.name[language] ?? id.rawValue
  }
  public func shiftName(_ id: ShiftID) -> String {
    guard let shift = shiftsByID[id] else { return id.rawValue }
    return "\(shift.name[language]) (\(style.span(shift.interval)))"
  }
  public func levelName(_ level: CompetencyLevel) -> String {
    words("level.of", ["competency": competencyName(level.competency), "level": "\(level.level)"])
  }

  /// The parts of `role/place/shift`; nil for another form.
  public static func parts(_ id: PostID) -> (role: RoleID, place: PlaceID, shift: ShiftID)? {
    let parts = id.rawValue.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return (RoleID(String(parts[0])), PlaceID(String(parts[1])), ShiftID(String(parts[2])))
  }

  /// `Operator perahu di Dermaga Laksamana`, with the shift where it is not the page's own.
  public func postName(_ id: PostID) -> String {
    guard let (role, place, shift) = Self.parts(id) else { return id.rawValue }
    let head = words("post.at", ["role": roleName(role), "place": placeName(place)])
    return shift == ownShift ? head : head + ", " + (shiftsByID[shift]?.name[language] ?? shift.rawValue)
  }
}
