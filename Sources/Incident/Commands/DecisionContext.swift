import Basics

/// What `decide` may look at besides the state: the instant, who acts, and the roster and city as values.
public struct DecisionContext: Sendable {
  public var instant: Instant
  public var actor: Actor
  public var roster: Roster
  public var city: CityIndex

  public init(instant: Instant, actor: Actor, roster: Roster, city: CityIndex) {
    self.instant = instant
    self.actor = actor
    self.roster = roster
    self.city = city
  }
}

/// A city's ids with what deciding needs of them; built once and shared.
public struct CityIndex: Sendable {
  public let roles: [RoleID: Role]
  public let places: [PlaceID: Place]
  public let areas: Set<AreaID>
  public let partners: [PartnerID: Partner]
  public let postures: [PostureID: Posture]
  /// Working days and deadlines of complaints.
  public let service: ServiceClock

  public init(
    roles: [Role], places: [Place], areas: [AreaID], partners: [Partner], postures: [Posture],
    service: ServiceClock = ServiceClock()
  ) {
    self.service = service
    self.roles = Dictionary(roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.places = Dictionary(places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.areas = Set(areas)
    self.partners = Dictionary(partners.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.postures = Dictionary(postures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public init(_ city: City) {
    self.init(
      roles: city.roles, places: city.places, areas: city.areas.map(\.id), partners: city.partners, postures: city.postures,
      service: ServiceClock(city))
  }
}
