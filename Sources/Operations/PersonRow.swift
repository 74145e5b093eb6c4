import Basics
import Geography
import Incident

/// A person as a side row: everything personal, outside the log. Canonical JSON, one row a `StaffID`.
enum PersonRow {
  static let table = "person"
  static let unitTable = "unit"

  static func encode(_ person: StaffMember) -> JSONValue {
    .members([
      ("v", 1), ("id", .string(person.officeNumber)), ("name", .string(person.name)),
      ("nip", person.nip.map { .string($0.digits) }), ("sex", person.sex.map { .string($0.rawValue) }),
      ("unit", .string(person.unit.rawValue)), ("employment", .string(person.employment.rawValue)),
      ("position", .string(person.position)), ("positionKind", person.positionKind.map(JSONValue.string)),
      ("grade", person.grade.map(JSONValue.string)), ("superior", person.superior.map(JSONValue.string)),
      ("contractUntil", person.contractUntil.map { .string($0.text) }), ("home", person.home.map { .string($0.rawValue) }),
      ("start", person.start.map { [.integer(Int64($0.latitudeE7)), .integer(Int64($0.longitudeE7))] }),
      ("phone", person.phone.map(JSONValue.string)), ("mail", person.mail.map(JSONValue.string)),
      (
        "competencies",
        .array(
          person.competencies.map { held in
            .members([
              ("c", .string(held.competency.rawValue)), ("l", .integer(Int64(held.level))),
              ("u", held.validUntil.map { .string($0.text) }),
            ])
          })
      ),
      (
        "limits",
        .array(
          person.dutyLimits.map { limit in
            .members([("k", .string(limit.kind.rawValue)), ("u", limit.until.map { .string($0.text) })])
          })
      ),
      (
        "available",
        .array(person.available.map { [.integer($0.start.milliseconds), .integer($0.end.milliseconds)] })
      ),
      ("callable", .bool(person.isCallable)), ("officeHours", .bool(person.keepsOfficeHours)),
      ("language", .string(person.language.rawValue)), ("recentHours", .integer(Int64(person.recentDutyHours))),
      ("invented", .bool(person.isInvented)),
    ])
  }

  /// Nil for a row that this version did not write.
  static func decode(_ value: JSONValue, id: StaffID) -> StaffMember? {
    guard value["v"]?.int == 1, let number = value["id"]?.string, let name = value["name"]?.string,
      let unit = value["unit"]?.string, let employment = value["employment"]?.string.flatMap(Employment.init(rawValue:)),
      let position = value["position"]?.string, let competencies = value["competencies"]?.array,
      let limits = value["limits"]?.array, let available = value["available"]?.array
    else { return nil }
    return StaffMember(
      id: id, officeNumber: number, name: name, nip: value["nip"]?.string.flatMap { try? NIP($0) },
      sex: value["sex"]?.string.flatMap(Sex.init(rawValue:)), unit: UnitID(unit), employment: employment, position: position,
      positionKind: value["positionKind"]?.string, grade: value["grade"]?.string, superior: value["superior"]?.string,
      contractUntil: date(value["contractUntil"]), home: value["home"]?.string.map(AreaID.init),
      start: coordinate(value["start"]), phone: value["phone"]?.string, mail: value["mail"]?.string,
      competencies: competencies.compactMap(competency), dutyLimits: limits.compactMap(limit),
      available: available.compactMap(interval), isCallable: value["callable"]?.bool ?? true,
      keepsOfficeHours: value["officeHours"]?.bool ?? true,
      language: value["language"]?.string.flatMap(Language.init(rawValue:)) ?? .id,
      recentDutyHours: value["recentHours"]?.int ?? 0, isInvented: value["invented"]?.bool ?? false)
  }

  static func encode(_ unit: OrgUnit) -> JSONValue {
    .members([
      ("v", 1), ("name", .string(unit.name)), ("parent", unit.parent.map { .string($0.rawValue) }),
      ("head", unit.head.map(JSONValue.string)), ("actingHead", unit.actingHead.map(JSONValue.string)),
      ("minimum", .integer(Int64(unit.minimumStrength))), ("area", unit.area.map { .string($0.rawValue) }),
    ])
  }

  static func decodeUnit(_ value: JSONValue, id: UnitID) -> OrgUnit? {
    guard value["v"]?.int == 1, let name = value["name"]?.string, let minimum = value["minimum"]?.int else { return nil }
    return OrgUnit(
      id: id, name: name, parent: value["parent"]?.string.map(UnitID.init), head: value["head"]?.string,
      actingHead: value["actingHead"]?.string, minimumStrength: minimum, area: value["area"]?.string.map(AreaID.init))
  }

  private static func date(_ value: JSONValue?) -> CivilDate? { value?.string.flatMap { CivilDate($0) } }

  private static func coordinate(_ value: JSONValue?) -> Coordinate? {
    guard let latitude = value?[0]?.integer.flatMap(Int32.init(exactly:)),
      let longitude = value?[1]?.integer.flatMap(Int32.init(exactly:))
    else { return nil }
    return Coordinate(latitudeE7: latitude, longitudeE7: longitude)
  }

  private static func competency(_ value: JSONValue) -> HeldCompetency? {
    guard let code = value["c"]?.string, let level = value["l"]?.int else { return nil }
    return HeldCompetency(competency: CompetencyID(code), level: level, validUntil: date(value["u"]))
  }

  private static func limit(_ value: JSONValue) -> DutyLimit? {
    guard let kind = value["k"]?.string.flatMap(DutyLimit.Kind.init(rawValue:)) else { return nil }
    return DutyLimit(kind, until: date(value["u"]))
  }

  private static func interval(_ value: JSONValue) -> Interval? {
    guard let start = value[0]?.integer, let end = value[1]?.integer else { return nil }
    return Interval(start: Instant(milliseconds: start), end: Instant(milliseconds: end))
  }
}
