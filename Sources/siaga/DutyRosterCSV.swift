import Basics
import Incident
import Intake
import Publication

/// The duties of all shifts that have a plan.
enum DutyRosters {
  /// The plan in force of each shift, or the newest proposal where none is.
  static func of(_ frame: EmergencyOperation, _ state: State, _ city: City, _ roster: Roster) -> DutyRoster {
    var plans: [(plan: Plan, shift: Shift)] = []
    var approved = 0
    for shift in frame.shiftList {
      let inForce = state.approvedPlan(frame.id, shift: shift.id)
      guard let record = inForce ?? state.currentPlan(frame.id, shift: shift.id) else { continue }
      if inForce != nil { approved += 1 }
      plans.append((record.plan, shift))
    }
    return DutyRoster(
      mode: frame.mode, plans: plans, approved: approved, city: city, names: Names(roster), partnerTeams: frame.partnerTeams
    ) { roster.member($0)?.recentDutyHours ?? 0 }
  }
}

/// One duty a line, for the spreadsheets of the offices: office numbers join it with their own lists; no NIP.
enum DutyRosterCSV {
  private static let header = [
    "mode", "id", "nama", "unit", "shift", "mulai", "selesai", "malam", "peran", "tempat", "pos", "kursi", "istirahat_menit",
  ]

  static func text(_ duties: DutyRoster, lookup: Lookup, roster: Roster) -> String {
    var rows = [header]
    for person in duties.people {
      let label = lookup.names.person(person.staff)
      for line in person.lines {
        let parts = Lookup.parts(line.duty.post)
        rows.append([
          duties.mode.mark ?? duties.mode.rawValue, roster.member(person.staff)?.officeNumber ?? "", label?.name ?? "",
          label?.unit ?? "", line.shift.id.rawValue, moment(line.shift.interval.start, lookup),
          moment(line.shift.interval.end, lookup),
          line.shift.isNight ? "ya" : "tidak", parts.map { lookup.roleName($0.role) } ?? "",
          parts.map { lookup.placeName($0.place) } ?? "", line.duty.post.rawValue, line.duty.seat.rawValue,
          line.rest.map { "\($0)" } ?? "",
        ])
      }
    }
    return rows.map { $0.map(cell).joined(separator: ";") }.joined(separator: "\n")
  }

  /// `2021-10-07 03:30`, local.
  private static func moment(_ instant: Instant, _ lookup: Lookup) -> String {
    let offset = lookup.style.offsetMinutes
    return "\(instant.date(offsetMinutes: offset).text) \(instant.clock(offsetMinutes: offset).replacing(".", with: ":"))"
  }

  private static func cell(_ text: String) -> String {
    let safe = FormulaGuard.neutralised(text)
    guard safe.contains(where: { $0 == ";" || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
