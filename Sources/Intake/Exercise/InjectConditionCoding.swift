import Basics
import Incident

/// Conditions of injects as keys and texts: the first key says which.
enum InjectConditionCoding {
  private static let minutes = 0...CityLimits.hours * 60
  private static let kinds = [
    "no_team", "depth", "tide_over_mm", "inject_given", "no_broadcast_minutes", "no_bulletin_minutes", "no_plan_minutes",
    "unanswered_percent",
  ]
  private static let companions = ["no_team": ["within_minutes"], "depth": ["over_mm"], "inject_given": ["minutes_ago"]]

  static func read(_ fields: InjectFields) -> InjectCondition? {
    let found = kinds.filter(fields.has)
    guard found.count == 1, let kind = found.first else {
      fields.allow(kinds + companions.values.flatMap { $0 }.sorted())
      fields.fault(
        nil, "inject.condition",
        "\(found.isEmpty ? "no condition" : "several conditions"); expected one of \(kinds.joined(separator: ", "))", nil)
      return nil
    }
    fields.allow([kind] + (companions[kind] ?? []))
    switch kind {
    case "no_team":
      let team = fields.team(kind)
      let within = fields.int("within_minutes", minutes)
      guard let team, let within else { return nil }
      return .noTeam(role: team.0, place: team.1, withinMinutes: within)
    case "depth":
      let area = fields.area(kind)
      let over = fields.int("over_mm", 0...20_000)
      guard let area, let over else { return nil }
      return .depth(area: area, overMillimetres: over)
    case "tide_over_mm": return fields.int(kind, -20_000...20_000).map { .tide(overMillimetres: $0) }
    case "inject_given":
      guard let id = fields.text(kind), isPlainID(id) else { return nil }
      return fields.int("minutes_ago", minutes, default: 0).map { .injectGiven(InjectID(id), minutesAgo: $0) }
    case "no_broadcast_minutes": return fields.int(kind, minutes).map { .noBroadcast(withinMinutes: $0) }
    case "no_bulletin_minutes": return fields.int(kind, minutes).map { .noBulletin(withinMinutes: $0) }
    case "no_plan_minutes": return fields.int(kind, minutes).map { .noPlan(withinMinutes: $0) }
    default: return fields.int(kind, 0...100).map { .unanswered(overPercent: $0) }
    }
  }

  static func write(_ condition: InjectCondition) -> [InjectFields.Entry] {
    func entries(_ pairs: (String, String)...) -> [InjectFields.Entry] { pairs.map { .init(key: $0.0, text: $0.1) } }
    switch condition {
    case .noTeam(let role, let place, let within):
      return entries(("no_team", "\(role)@\(place)"), ("within_minutes", "\(within)"))
    case .depth(let area, let over): return entries(("depth", area.rawValue), ("over_mm", "\(over)"))
    case .tide(let over): return entries(("tide_over_mm", "\(over)"))
    case .injectGiven(let id, let ago): return entries(("inject_given", id.rawValue), ("minutes_ago", "\(ago)"))
    case .noBroadcast(let within): return entries(("no_broadcast_minutes", "\(within)"))
    case .noBulletin(let within): return entries(("no_bulletin_minutes", "\(within)"))
    case .noPlan(let within): return entries(("no_plan_minutes", "\(within)"))
    case .unanswered(let percent): return entries(("unanswered_percent", "\(percent)"))
    }
  }
}
