import Basics

/// A perangkat daerah (OPD), kecamatan or kelurahan, with those who must stay for daily service.
public struct OrgUnit: Hashable, Sendable {
  public var id: UnitID
  public var name: String
  public var parent: UnitID?
  /// Office number of the head.
  public var head: String?
  /// Office number of the acting head (Plh., Plt., Pj.) while the head is away.
  public var actingHead: String?
  /// Heads that stay for daily service; the strength less this may be called at a time.
  public var minimumStrength: Int
  /// Kelurahan of the unit's seat.
  public var area: AreaID?

  public init(
    id: UnitID, name: String, parent: UnitID? = nil, head: String? = nil, actingHead: String? = nil, minimumStrength: Int = 0,
    area: AreaID? = nil
  ) {
    self.id = id
    self.name = name
    self.parent = parent
    self.head = head
    self.actingHead = actingHead
    self.minimumStrength = minimumStrength
    self.area = area
  }
}

/// All units and staff, each sorted by id, with look-ups.
public struct Roster: Sendable, Equatable {
  public let units: [OrgUnit]
  public let staff: [StaffMember]
  private let unitIndex: [UnitID: Int]
  private let staffIndex: [StaffID: Int]
  private let officeIndex: [String: Int]

  public static let maximumStaff = 2_000_000

  public init(units: [OrgUnit], staff: [StaffMember]) {
    self.units = units.sorted { $0.id < $1.id }
    self.staff = staff.sorted { $0.id < $1.id }
    unitIndex = Dictionary(self.units.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    staffIndex = Dictionary(self.staff.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    officeIndex = Dictionary(self.staff.enumerated().map { ($1.officeNumber, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func unit(_ id: UnitID) -> OrgUnit? { unitIndex[id].map { units[$0] } }
  public func member(_ id: StaffID) -> StaffMember? { staffIndex[id].map { staff[$0] } }
  public func index(of id: StaffID) -> Int? { staffIndex[id] }
  public func index(of id: UnitID) -> Int? { unitIndex[id] }
  /// Who heads a unit today: the acting head, or else the head; nil where neither is in the roster.
  public func headInOffice(of id: UnitID) -> StaffMember? {
    unit(id).flatMap { $0.actingHead ?? $0.head }.flatMap { member(officeNumber: $0) }
  }
  public func member(officeNumber: String) -> StaffMember? { officeIndex[officeNumber].map { staff[$0] } }

  /// What must always hold: ids unique, each person's unit exists, parents exist and make no ring, levels within 1...5.
  /// - Complexity: O(staff + units x depth)
  public func checkInvariants() -> [String] {
    var faults: [String] = []
    if unitIndex.count != units.count { faults.append("two units share an id") }
    if staffIndex.count != staff.count { faults.append("two people share a StaffID") }
    if officeIndex.count != staff.count { faults.append("two people share an office number") }
    for unit in units {
      var seen = [unit.id]
      var at = unit.parent
      while let id = at {
        guard let parent = self.unit(id) else {
          faults.append("unit \(unit.id): parent \(id) does not exist")
          break
        }
        if seen.contains(id) {
          faults.append("unit \(unit.id): its parents make a ring")
          break
        }
        seen.append(id)
        at = parent.parent
      }
      if unit.minimumStrength < 0 { faults.append("unit \(unit.id): minimum strength below 0") }
    }
    for person in staff {
      if unitIndex[person.unit] == nil { faults.append("staff \(person.id): unit \(person.unit) does not exist") }
      for held in person.competencies where !Competency.levels.contains(held.level) {
        faults.append("staff \(person.id): level \(held.level) of \(held.competency) is not in 1...5")
      }
    }
    return faults
  }
}
