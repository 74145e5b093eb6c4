import Basics

/// A field of public services, as `drainase`, with the office that answers for it.
public struct ServiceSector: Hashable, Sendable {
  public var id: SectorID
  public var name: Bilingual
  /// Nil where the city has not said: then a person assigns.
  public var unit: UnitID?

  public init(id: SectorID, name: Bilingual, unit: UnitID? = nil) {
    self.id = id
    self.name = name
    self.unit = unit
  }
}

/// How many working days an office has for one kind of complaint.
public struct DeadlineRule: Hashable, Sendable {
  public var kind: ComplaintKind
  /// Working days to the first response.
  public var first: Int
  /// Working days to the answer, from the receipt too.
  public var answer: Int
  /// Where the figures are from.
  public var source: String

  public init(_ kind: ComplaintKind, first: Int, answer: Int, source: String) {
    self.kind = kind
    self.first = first
    self.answer = answer
    self.source = source
  }
}

/// Who is told in the place of an office that did not act: so many working days after the deadline.
public struct EscalationRung: Hashable, Sendable {
  public var daysLate: Int
  /// Plain id, as `unit_head`, `sekda`.
  public var office: String

  public init(daysLate: Int, office: String) {
    self.daysLate = daysLate
    self.office = office
  }
}

/// Deadlines, reminders and escalation of complaints: a city's table, by default that of the national portal.
public struct ServiceSettings: Hashable, Sendable {
  public var sectors: [ServiceSector]
  /// One of each kind.
  public var deadlines: [DeadlineRule]
  /// Working days before a deadline on which who is responsible is reminded.
  public var remindFirst = [1]
  public var remindAnswer = [3, 1]
  /// By days.
  public var ladder = [
    EscalationRung(daysLate: 1, office: "unit_head"), EscalationRung(daysLate: 3, office: "sekda"),
    EscalationRung(daysLate: 5, office: "inspektorat"),
  ]
  /// Days after the answer without a word of the citizen, after which a complaint may be closed as silent.
  public var silentDays = 10
  /// Jam pelajaran that each person should have in a year (PP 11/2017 art. 203(4) for PNS).
  public var developmentHours = 20

  public init(sectors: [ServiceSector] = Self.commonSectors, deadlines: [DeadlineRule] = Self.portalDeadlines) {
    self.sectors = sectors
    self.deadlines = deadlines
  }

  public func rule(_ kind: ComplaintKind) -> DeadlineRule {
    deadlines.first { $0.kind == kind } ?? DeadlineRule(kind, first: 3, answer: 14, source: Self.portal)
  }
  public func sector(_ id: SectorID) -> ServiceSector? { sectors.first { $0.id == id } }

  static let portal = "SP4N-LAPOR service standard; UU 25/2009, Perpres 76/2013"

  /// 3 working days to the first response; 5, 14 or 60 to the answer. The days of an aspiration are an assumption.
  public static let portalDeadlines = [
    DeadlineRule(.information, first: 3, answer: 5, source: portal),
    DeadlineRule(.aspiration, first: 3, answer: 14, source: "assumed: as a complaint without inspection"),
    DeadlineRule(.simple, first: 3, answer: 5, source: portal), DeadlineRule(.desk, first: 3, answer: 14, source: portal),
    DeadlineRule(.inspection, first: 3, answer: 60, source: portal),
  ]

  /// Used where a pack has no `services.csv`; they name no unit.
  public static let commonSectors = [
    ("drainase", "Drainase dan banjir", "Drainage and floods"), ("jalan", "Jalan dan jembatan", "Roads and bridges"),
    ("air-minum", "Air minum", "Drinking water"), ("sampah", "Sampah dan kebersihan", "Waste"),
    ("kesehatan", "Kesehatan", "Health"), ("pendidikan", "Pendidikan", "Schools"),
    ("kependudukan", "Kependudukan", "Civil registration"), ("sosial", "Bantuan sosial", "Social aid"),
    ("perizinan", "Perizinan", "Permits"), ("ketertiban", "Ketertiban umum", "Public order"),
    ("darurat", "Layanan darurat", "Emergency service"), ("lainnya", "Lainnya", "Other"),
  ].map { ServiceSector(id: SectorID($0.0), name: Bilingual(id: $0.1, en: $0.2)) }
}
