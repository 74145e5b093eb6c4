import Basics

/// The part of the command structure (SKPDB, with its ICS counterpart) in which a role works.
public enum Section: String, Sendable, CaseIterable {
  case command
  case planning
  case operations
  case logistics
  case finance
}

/// 1 life safety ... 4 support. An unmet head of a lower number outweighs everything of the higher ones.
public enum Criticality: Int, Sendable, CaseIterable, Comparable {
  case lifeSafety = 1
  case essential = 2
  case important = 3
  case support = 4

  public static func < (a: Criticality, b: Criticality) -> Bool { a.rawValue < b.rawValue }
}

/// A response role, as `Operator perahu`: what a person does in the flood, apart from the peacetime position.
public struct Role: Hashable, Sendable {
  public var id: RoleID
  public var name: Bilingual
  /// The title in ICS, as `Public Information Officer`.
  public var ics: String
  public var section: Section
  /// Bidang below the section, free text of the catalogue.
  public var branch: Bilingual?
  public var criticality: Criticality
  /// Hard: held at this level and valid on the day.
  public var requires: [CompetencyLevel]
  /// Soft: a lower level, or none, costs.
  public var wishes: [CompetencyLevel]
  /// The role that leads people of this role; nil where none is needed.
  public var leader: RoleID?
  /// Most people under one leader, 3...7.
  public var span: Int
  /// Fewest people with whom a post of this role is of any use (a boat's crew of three); 1 for none.
  public var minimumCrew: Int
  /// Works in or on the water: the power of the area must be confirmed off, `no_water` excludes.
  public var isInWater: Bool
  public var isLifting: Bool
  /// At least one woman in each shift at each place.
  public var needsWoman: Bool
  /// Kind of equipment without which a post does not open, and heads that one piece carries.
  public var equipment: EquipmentNeed?
  /// Goes with an office (camat leads the field post): held by the head of the place's unit, or the acting one; not optimised.
  public var goesWithOffice: OfficeRule?
  /// Whether a partner's team can take seats of this role.
  public var isPartnerWork: Bool
  /// One sentence on what to do, and what to bring.
  /// Which need of residents this role serves in a drill; nil for those who command, plan and supply.
  public var serves: Service?

  /// What people on a post do for residents and the city, as a drill counts it.
  public enum Service: String, Sendable, CaseIterable {
    /// By boat, out of deep water.
    case rescue
    /// On foot and by truck, out of shallow water.
    case evacuation
    case medical, shelter, kitchen, distribution
    case waterSupply = "water_supply"
    case pumping, gates, traffic, observation
  }

  public var task: Bilingual
  public var bring: Bilingual?

  public struct EquipmentNeed: Hashable, Sendable {
    public var kind: EquipmentKind
    /// Heads that need one piece, as 3 for a boat.
    public var headsPerPiece: Int

    public init(kind: EquipmentKind, headsPerPiece: Int) {
      self.kind = kind
      self.headsPerPiece = headsPerPiece
    }
  }

  public enum OfficeRule: Hashable, Sendable {
    /// Head of this unit.
    case headOf(UnitID)
    /// Head of the kelurahan or kecamatan office of the place.
    case lurah
    case camat
  }

  public init(
    id: RoleID, name: Bilingual, ics: String, section: Section, branch: Bilingual? = nil, criticality: Criticality,
    requires: [CompetencyLevel] = [], wishes: [CompetencyLevel] = [], leader: RoleID? = nil, span: Int = 5, minimumCrew: Int = 1,
    isInWater: Bool = false, isLifting: Bool = false, needsWoman: Bool = false, equipment: EquipmentNeed? = nil,
    goesWithOffice: OfficeRule? = nil, isPartnerWork: Bool = false, task: Bilingual, bring: Bilingual? = nil
  ) {
    self.id = id
    self.name = name
    self.ics = ics
    self.section = section
    self.branch = branch
    self.criticality = criticality
    self.requires = requires
    self.wishes = wishes
    self.leader = leader
    self.span = span
    self.minimumCrew = minimumCrew
    self.isInWater = isInWater
    self.isLifting = isLifting
    self.needsWoman = needsWoman
    self.equipment = equipment
    self.goesWithOffice = goesWithOffice
    self.isPartnerWork = isPartnerWork
    self.task = task
    self.bring = bring
  }
}
