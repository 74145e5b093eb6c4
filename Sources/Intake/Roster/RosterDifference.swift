import Incident

/// What importing a file would change: for `import --dry-run`, and to tell a second import of the same file (no change) from one
/// that matters. People are the same by their office number.
public struct RosterDifference: Sendable, Equatable {
  public struct Change: Sendable, Equatable {
    public var officeNumber: String
    public var id: StaffID
    /// Headers of the fields that differ, in the order of the file's columns; no values: those are personal data.
    public var fields: [String]
  }

  /// As the file has them.
  public var added: [StaffMember]
  public var changed: [Change]
  /// As the roster has them; an import takes them out.
  public var removed: [StaffMember]
  public var unchanged: Int

  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// - Complexity: O(n log n) in the number of people.
  public init(from roster: Roster, to staff: [StaffMember]) {
    added = []
    changed = []
    unchanged = 0
    var named = Set<String>()
    for person in staff.sorted(by: Self.byNumber) {
      named.insert(person.officeNumber)
      guard let before = roster.member(officeNumber: person.officeNumber) else {
        added.append(person)
        continue
      }
      let fields = Self.fields(before, person)
      if fields.isEmpty {
        unchanged += 1
      } else {
        changed.append(Change(officeNumber: person.officeNumber, id: before.id, fields: fields))
      }
    }
    removed = roster.staff.filter { !named.contains($0.officeNumber) }.sorted(by: Self.byNumber)
  }

  private static func byNumber(_ a: StaffMember, _ b: StaffMember) -> Bool {
    a.officeNumber.utf8.lexicographicallyPrecedes(b.officeNumber.utf8)
  }

  /// Siaga's own id is no field of a file.
  static func fields(_ a: StaffMember, _ b: StaffMember) -> [String] {
    RosterColumn.written.filter { !isEqual($0, a, b) }.map(\.header)
  }

  private static func isEqual(_ column: RosterColumn, _ a: StaffMember, _ b: StaffMember) -> Bool {
    switch column {
    case .id: a.officeNumber == b.officeNumber
    case .nip: a.nip == b.nip
    case .name: a.name == b.name
    case .unit: a.unit == b.unit
    case .position: a.position == b.position
    case .positionKind: a.positionKind == b.positionKind
    case .grade: a.grade == b.grade
    case .employment: a.employment == b.employment
    case .contractUntil: a.contractUntil == b.contractUntil
    case .superior: a.superior == b.superior
    case .sex: a.sex == b.sex
    case .kelurahan: a.home == b.home
    case .latitude: a.start?.latitudeE7 == b.start?.latitudeE7
    case .longitude: a.start?.longitudeE7 == b.start?.longitudeE7
    case .phone: a.phone == b.phone
    case .mail: a.mail == b.mail
    case .competencies: a.competencies == b.competencies
    case .dutyLimits: a.dutyLimits == b.dutyLimits
    case .callable: a.isCallable == b.isCallable
    case .available: a.available == b.available
    case .officeHours: a.keepsOfficeHours == b.keepsOfficeHours
    case .recentDutyHours: a.recentDutyHours == b.recentDutyHours
    case .language: a.language == b.language
    case .invented: a.isInvented == b.isInvented
    case .counter: true
    }
  }
}
