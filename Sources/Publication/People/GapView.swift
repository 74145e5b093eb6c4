import Basics
import Incident

/// A need map with the names that its pages need.
public struct GapView: Sendable {
  public var gap: StaffingGap
  public var city: City
  public var names: Names
  public var mode: Mode
  /// The day on which competencies were judged, where it is not that of the scenarios.
  public var day: CivilDate?
  public var months: Int
  /// The need map at the end of the months if nothing is renewed.
  public var later: (day: CivilDate, gap: StaffingGap)?

  public init(
    gap: StaffingGap, city: City, names: Names, mode: Mode, day: CivilDate? = nil, months: Int = 12,
    later: (day: CivilDate, gap: StaffingGap)? = nil
  ) {
    self.gap = gap
    self.city = city
    self.names = names
    self.mode = mode
    self.day = day
    self.months = months
    self.later = later
  }

  func lookup(_ language: Language) -> Lookup {
    Lookup(
      city: city, shifts: gap.shifts.map(\.shift), names: names,
      style: Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName))
  }
}

/// Sentences that terminal, page and paper share.
struct GapText {
  let view: GapView
  let lookup: Lookup
  var words: Catalogue { lookup.words }
  var style: Style { lookup.style }
  var gap: StaffingGap { view.gap }

  init(_ view: GapView, _ language: Language) {
    self.view = view
    lookup = view.lookup(language)
  }

  /// Person-hours to one decimal.
  func hours(_ minutes: Int) -> String {
    let tenths = (minutes + 3) / 6
    return style.number(tenths / 10) + (tenths % 10 == 0 ? "" : (style.language == .id ? "," : ".") + "\(tenths % 10)")
  }

  /// Rounded down: never more than it is.
  func percent(_ share: Double) -> String { "\(Int(share * 100 + 1e-9))\u{00A0}%" }

  var sums: [String] {
    var out = [
      words(
        gap.criticalMinutes > 0 ? "gap.sum" : "gap.sumNone",
        [
          "hours": hours(gap.criticalMinutes), "wanted": hours(gap.wantedCriticalMinutes),
          "expected": percent(gap.expectedCriticalShare),
        ])
    ]
    if let day = view.day { out.append(words("gap.onDay", ["day": style.date(day)])) }
    if let later = view.later {
      out.append(words("gap.later", ["day": style.date(later.day), "hours": hours(later.gap.criticalMinutes)]))
    }
    out += gap.drilled.map { drilled in
      words(
        "gap.drilled",
        [
          "season": drilled.season, "mean": percent(drilled.mean), "low": percent(drilled.low), "high": percent(drilled.high),
          "count": style.number(drilled.replications),
        ])
    }
    return out
  }

  /// Heads missing by class 1 ... 4 in one shift.
  func missingByClass(_ shift: Int) -> String {
    Criticality.allCases.map { criticality in
      let rows = gap.rows.filter { $0.shift == shift && $0.criticality == criticality }
      return style.number(rows.reduce(0) { $0 + $1.missing })
    }.joined(separator: "/")
  }

  func requires(_ levels: [CompetencyLevel]) -> String {
    levels.isEmpty
      ? words("gap.anyone") : levels.map { "\(lookup.competencyName($0.competency)) \($0.level)" }.joined(separator: ", ")
  }

  func unit(_ id: UnitID) -> String { UnitShort.name(lookup.names.unitName(id)) }

  func person(_ id: StaffID) -> String {
    guard let person = lookup.names.person(id) else { return id.rawValue }
    return "\(person.name) (\(UnitShort.name(person.unit)))"
  }

  func hanging(_ role: HangingRole) -> String {
    "\(lookup.roleName(role.role)): \(person(role.staff)), \(words("gap.hanging.\(role.reason.rawValue)"))"
  }

  func drained(_ unit: DrainedUnit) -> String {
    let text = words(
      "gap.drainedRow",
      [
        "unit": self.unit(unit.unit), "strength": style.number(unit.strength), "minimum": style.number(unit.minimum),
        "called": style.number(unit.called), "away": style.number(unit.away),
        "day": unit.day.map(style.date) ?? words("gap.drainedNoDay"),
      ])
    return unit.below == 0 ? text : text + "; " + words("gap.drainedBelow", ["below": style.number(unit.below)])
  }

  func lapse(_ kind: Lapse.Kind) -> String {
    switch kind {
    case .certificate(let competency, let level):
      words("gap.lapse.certificate", ["competency": lookup.competencyName(competency), "level": "\(level)"])
    case .retirement(let age): words("gap.lapse.retirement", ["age": "\(age)"])
    case .contract: words("gap.lapse.contract")
    }
  }

  var lapseSum: String {
    var counts = (certificates: 0, retirements: 0, contracts: 0)
    for lapse in gap.lapses {
      switch lapse.kind {
      case .certificate: counts.certificates += 1
      case .retirement: counts.retirements += 1
      case .contract: counts.contracts += 1
      }
    }
    return words(
      "gap.lapseSum",
      [
        "certificates": style.number(counts.certificates), "retirements": style.number(counts.retirements),
        "contracts": style.number(counts.contracts),
        "roles": style.number(Set(gap.lapses.filter { !$0.roles.isEmpty }.map(\.staff)).count),
      ])
  }

  /// Those that take a role, in order; all others are only counted.
  var felt: [Lapse] { gap.lapses.filter { !$0.roles.isEmpty } }

  func shiftName(_ shift: GapShift) -> String { shift.shift.name[style.language] }
}
