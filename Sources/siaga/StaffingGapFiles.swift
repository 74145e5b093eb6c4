import Basics
import Incident
import Intake
import Publication

/// The need map for spreadsheets: one post a line.
enum GapCSV {
  private static let header = [
    "musim", "shift", "mulai", "selesai", "peran", "lokasi", "kelurahan", "kecamatan", "kelas", "tingkat", "syarat", "dibutuhkan",
    "petugas", "mitra", "kurang", "memenuhi_syarat", "kedaluwarsa", "dapat_datang", "hadir_rata_rata", "peluang_lengkap",
    "peluang_dengan_cadangan", "cadangan",
  ]

  static func text(_ view: GapView) -> [UInt8] {
    let rows = view.gap.rows.map { row in
      let shift = view.gap.shifts[row.shift]
      let area = view.city.area(row.area)
      return [
        shift.season, shift.shift.id.rawValue, shift.shift.interval.start.text, shift.shift.interval.end.text, row.role.rawValue,
        row.place.rawValue, area?.name ?? row.area.rawValue, area?.kecamatan ?? "", "\(row.criticality.rawValue)", "\(row.tier)",
        row.requires.map { "\($0.competency):\($0.level)" }.joined(separator: " "), "\(row.wanted)", "\(row.planned)",
        "\(row.partners)", "\(row.missing)", "\(row.qualified)", "\(row.lapsed)", "\(row.eligible)", thousandths(row.expected),
        thousandths(row.coverage), row.withReserves.map(thousandths) ?? "", "\(row.reserves)",
      ].map(FormulaGuard.neutralised)
    }
    return CSVWriter.write([header] + rows, dialect: .iso)
  }

  /// Three decimals, rounded down.
  static func thousandths(_ value: Double) -> String {
    let whole = Int(value * 1000 + 1e-9)
    let rest = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

/// The need map for machines: figures and ids, no names.
enum GapJSON {
  static func text(_ view: GapView) -> String {
    let gap = view.gap
    let value = JSONValue.members([
      ("criticalMinutes", int(gap.criticalMinutes)), ("unmetMinutes", int(gap.unmetMinutes)),
      ("wantedCriticalMinutes", int(gap.wantedCriticalMinutes)),
      ("expectedCriticalShare", .string(GapCSV.thousandths(gap.expectedCriticalShare))),
      ("shifts", .array(gap.shifts.map(shift))), ("rows", .array(gap.rows.map { row($0, gap) })),
      ("hanging", .array(gap.hanging.map(hanging))), ("drained", .array(gap.drained.map(drained))),
      ("lapses", .array(gap.lapses.map(lapse))),
      ("laterCriticalMinutes", view.later.map { int($0.gap.criticalMinutes) }),
    ])
    return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private static func int(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  private static func shift(_ shift: GapShift) -> JSONValue {
    .members([
      ("season", .string(shift.season)), ("shift", .string(shift.shift.id.rawValue)), ("minutes", int(shift.minutes)),
      ("unmetByTier", .array(shift.unmetByTier.map(int))),
      ("caveats", .array(shift.caveats.map { .string($0.rawValue) })),
    ])
  }

  private static func row(_ row: GapRow, _ gap: StaffingGap) -> JSONValue {
    .members([
      ("season", .string(gap.shifts[row.shift].season)), ("post", .string(row.post.rawValue)), ("tier", int(row.tier)),
      ("wanted", int(row.wanted)), ("partners", int(row.partners)), ("planned", int(row.planned)), ("missing", int(row.missing)),
      ("qualified", int(row.qualified)), ("lapsed", int(row.lapsed)), ("eligible", int(row.eligible)),
      ("expected", .string(GapCSV.thousandths(row.expected))), ("coverage", .string(GapCSV.thousandths(row.coverage))),
      ("withReserves", row.withReserves.map { .string(GapCSV.thousandths($0)) }),
    ])
  }

  private static func hanging(_ role: HangingRole) -> JSONValue {
    .members([
      ("role", .string(role.role.rawValue)), ("staff", .string(role.staff.rawValue)), ("reason", .string(role.reason.rawValue)),
    ])
  }

  private static func drained(_ unit: DrainedUnit) -> JSONValue {
    .members([
      ("unit", .string(unit.unit.rawValue)), ("season", .string(unit.season)), ("strength", int(unit.strength)),
      ("minimum", int(unit.minimum)), ("called", int(unit.called)), ("away", int(unit.away)), ("below", int(unit.below)),
    ])
  }

  private static func lapse(_ lapse: Lapse) -> JSONValue {
    let kind: String =
      switch lapse.kind {
      case .certificate(let competency, let level): "certificate \(competency):\(level)"
      case .retirement(let age): "retirement \(age)"
      case .contract: "contract"
      }
    return .members([
      ("staff", .string(lapse.staff.rawValue)), ("unit", .string(lapse.unit.rawValue)), ("kind", .string(kind)),
      ("day", .string(lapse.day.text)), ("roles", .array(lapse.roles.map { .string($0.rawValue) })),
    ])
  }
}
