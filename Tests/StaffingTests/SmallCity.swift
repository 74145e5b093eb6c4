import Basics
import Geography
import Incident

@testable import Staffing

/// A small city by hand: areas a kilometre apart on one line, one place in each, travel as the crow flies.
struct SmallCity {
  var city: City
  var units: [OrgUnit] = []
  var people: [StaffMember] = []
  var posts: [Post] = []
  var shift: Shift
  var now: Instant

  /// Saturday 08.00-14.00 WIB unless told: no office hours.
  init(areas: Int = 4, day: String = "2021-10-09", from: Int = 480, minutes: Int = 360, isNight: Bool = false) {
    let origin = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
    let projection = LocalProjection(origin: origin)
    let kelurahan = (0..<areas).map { i in
      Kelurahan(
        id: AreaID("a\(i)"), name: "Area \(i)", kecamatan: "Dumai Kota",
        centre: projection.coordinate(LocalPoint(x: Double(i) * 1000, y: 0)), areaKm2: 1, population: 1000,
        populationBasis: "assumed")
    }
    let places = kelurahan.enumerated().map { i, area in
      Place(
        id: PlaceID("p\(i)"), name: Bilingual(id: "P\(i)", en: "P\(i)"), kind: i == 0 ? .posko : .shelter, area: area.id,
        coordinate: area.centre, certainty: .assumed,
        shelter: i == 0
          ? nil
          : .init(
            capacity: 100, toiletsWomen: 1, toiletsMen: 1, hasRamp: true, hasGenerator: true, keyHolder: "x",
            preference: areas - i))
    }
    city = City(
      name: "Small", code: "1", province: "P", sender: "POSKO", offsetMinutes: 420, zoneName: "WIB", origin: origin,
      areas: kelurahan,
      outlines: Outlines(areas: [], projection: projection), shoreline: [], places: places, competencies: [], roles: [],
      postures: [], equipment: [], partners: [], roads: nil, rules: DutyRules(), synthetic: [])
    let start = CivilDate(day).map { Instant(date: $0, minuteOfDay: from, offsetMinutes: 420) } ?? Instant(milliseconds: 0)
    shift = Shift(
      id: "s1", name: Bilingual(id: "s", en: "s"), interval: Interval(start: start, end: start.adding(minutes: minutes)),
      isNight: isNight)
    now = start.adding(minutes: -600)
  }

  @discardableResult
  mutating func role(
    _ id: RoleID, class criticality: Criticality = .important, _ change: (inout Role) -> Void = { _ in }
  ) -> RoleID {
    var role = Role(
      id: id, name: Bilingual(id: id.rawValue, en: id.rawValue), ics: "", section: .operations, criticality: criticality,
      task: Bilingual(id: "", en: ""))
    change(&role)
    city.roles.append(role)
    return id
  }

  mutating func unit(_ id: UnitID, minimum: Int = 0, head: String? = nil, acting: String? = nil, area: AreaID? = nil) {
    units.append(OrgUnit(id: id, name: id.rawValue, head: head, actingHead: acting, minimumStrength: minimum, area: area))
  }

  /// Someone at home in an area, off office hours, of the unit `u`.
  mutating func person(
    _ id: StaffID, area: Int? = 0, unit: UnitID = "u", sex: Sex? = .male, _ held: [String: Int] = [:],
    _ change: (inout StaffMember) -> Void = { _ in }
  ) {
    if !units.contains(where: { $0.id == unit }) { self.unit(unit) }
    var person = StaffMember(
      id: id, officeNumber: id.rawValue, name: id.rawValue, sex: sex, unit: unit, employment: .pns, position: "x",
      home: area.map { AreaID("a\($0)") },
      competencies: held.keys.sorted().map { HeldCompetency(competency: CompetencyID($0), level: held[$0] ?? 1) },
      keepsOfficeHours: false)
    change(&person)
    people.append(person)
  }

  @discardableResult
  mutating func post(_ role: RoleID, at place: Int = 0, heads: Int = 1) -> PostID {
    let post = Post(role: role, place: PlaceID("p\(place)"), shift: shift.id, heads: heads)
    posts.append(post)
    return post.id
  }

  func input(_ change: (inout StaffingInput) -> Void = { _ in }) -> StaffingInput {
    var input = StaffingInput(
      city: city, roster: Roster(units: units, staff: people), shift: shift, posts: posts, now: now, mode: .exercise)
    change(&input)
    return input
  }

  /// A planner that has proposed.
  func planned(_ change: (inout StaffingInput) -> Void = { _ in }) -> StaffingPlanner {
    var planner = StaffingPlanner(input(change))
    planner.propose()
    return planner
  }
}

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: String) { self.init(value) }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {
  public init(extendedGraphemeClusterLiteral value: String) { self.init(value) }
}

extension StaffingPlanner {
  /// Who is on a post, by id.
  func people(_ post: PostID) -> [String] { (plan?.duties ?? []).filter { $0.post == post }.map(\.staff.rawValue).sorted() }
  func shortage(_ post: PostID, _ seat: SeatKind = .member) -> Shortage? {
    plan?.shortages.first { $0.post == post && $0.seat == seat }
  }
  var violations: [String] { plan.map(check) ?? ["no plan"] }
}
