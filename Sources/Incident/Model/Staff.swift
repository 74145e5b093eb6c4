import Basics
import Geography

/// Status kepegawaian: decides who may be ordered, who signs and who insures.
public enum Employment: String, Sendable, CaseIterable {
  case pns
  case pppk
  case pppkPartTime = "pppk_part_time"
  case nonASN = "non_asn"
  case volunteer
  case partner
}

/// What a person may not be ordered to do; the limit and its end, never the reason.
public struct DutyLimit: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case noNight = "no_night"
    case noWater = "no_water"
    case noLifting = "no_lifting"
  }

  public var kind: Kind
  /// Last day; nil without end.
  public var until: CivilDate?

  public init(_ kind: Kind, until: CivilDate? = nil) {
    self.kind = kind
    self.until = until
  }

  public func holds(on day: CivilDate) -> Bool { until.map { day <= $0 } ?? true }
}

/// A staff member as the roster has it. Names, NIP, phone, mail and home are personal data: side rows, never events.
public struct StaffMember: Hashable, Sendable {
  public var id: StaffID
  /// The office's own number (`id` in the roster file), unique in the roster.
  public var officeNumber: String
  public var name: String
  public var nip: NIP?
  public var sex: Sex?
  public var unit: UnitID
  public var employment: Employment
  public var position: String
  /// Free text of the roster: struktural, fungsional, pelaksana …
  public var positionKind: String?
  public var grade: String?
  /// Office number of the superior.
  public var superior: String?
  public var contractUntil: CivilDate?
  public var home: AreaID?
  /// Where the person starts from; wins over `home`.
  public var start: Coordinate?
  public var phone: String?
  public var mail: String?
  /// Sorted by competency, each once.
  public var competencies: [HeldCompetency]
  public var dutyLimits: [DutyLimit]
  /// Empty = always available; else only within these.
  public var available: [Interval]
  public var isCallable: Bool
  /// Whether regular office hours (city.yaml) bind this person; those on shift work (fire brigade, hospital) have none.
  public var keepsOfficeHours: Bool
  public var language: Language
  /// Hours of flood duty in the last 30 days, for fairness; 0...720.
  public var recentDutyHours: Int
  /// Made by `siaga roster generate`: refused in a database of mode actual.
  public var isInvented: Bool

  public init(
    id: StaffID, officeNumber: String, name: String, nip: NIP? = nil, sex: Sex? = nil, unit: UnitID, employment: Employment,
    position: String, positionKind: String? = nil, grade: String? = nil, superior: String? = nil, contractUntil: CivilDate? = nil,
    home: AreaID? = nil, start: Coordinate? = nil, phone: String? = nil, mail: String? = nil, competencies: [HeldCompetency] = [],
    dutyLimits: [DutyLimit] = [], available: [Interval] = [], isCallable: Bool = true, keepsOfficeHours: Bool = true,
    language: Language = .id, recentDutyHours: Int = 0, isInvented: Bool = false
  ) {
    self.id = id
    self.officeNumber = officeNumber
    self.name = name
    self.nip = nip
    self.sex = sex
    self.unit = unit
    self.employment = employment
    self.position = position
    self.positionKind = positionKind
    self.grade = grade
    self.superior = superior
    self.contractUntil = contractUntil
    self.home = home
    self.start = start
    self.phone = phone
    self.mail = mail
    self.competencies = competencies.sorted { $0.competency < $1.competency }
    self.dutyLimits = dutyLimits
    self.available = available
    self.isCallable = isCallable
    self.keepsOfficeHours = keepsOfficeHours
    self.language = language
    self.recentDutyHours = recentDutyHours
    self.isInvented = isInvented
  }

  public func held(_ competency: CompetencyID) -> HeldCompetency? { competencies.first { $0.competency == competency } }
}
