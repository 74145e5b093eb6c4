import Basics
import Incident

/// Reads roles.yaml: competencies, and roles with their requirements, leaders and offices.
struct CityRoles {
  private(set) var competencies: [Competency] = []
  private(set) var roles: [Role] = []
  private var readings: [RoleID: YAMLMap] = [:]
  private let findings: YAMLFindings

  init(_ document: YAMLDocument, _ findings: YAMLFindings) {
    self.findings = findings
    let root = YAMLValue(node: document.root, path: "", findings: findings)
    guard let map = root.map(["competencies", "roles"]) else { return }
    for item in map.required("competencies")?.list(CityLimits.roles) ?? [] { addCompetency(item) }
    for item in map.required("roles")?.list(CityLimits.roles) ?? [] { addRole(item) }
    checkLeaders()
  }

  private mutating func addCompetency(_ item: YAMLValue) {
    guard let map = item.map(["id", "name", "validity_months", "note"]) else { return }
    let id = map.required("id")?.id(CompetencyID.self)
    let name = map.required("name")?.bilingual()
    let months = map.optional("validity_months")?.int(1...1200)
    guard let id, let name else { return }
    if competencies.contains(where: { $0.id == id }) {
      item.fault("city.twice", "the competency \(id) stands twice", advice: "delete one of them.")
    } else {
      competencies.append(Competency(id: id, name: name, validityMonths: months))
    }
  }

  private static let keys = [
    "id", "name", "ics", "section", "branch", "criticality", "requires", "wishes", "leader", "span", "minimum_crew", "in_water",
    "lifting", "needs_woman", "equipment", "goes_with_office", "partner_work", "serves", "task", "bring",
  ]

  private mutating func addRole(_ item: YAMLValue) {
    guard let map = item.map(Self.keys) else { return }
    let id = map.required("id")?.id(RoleID.self)
    let name = map.required("name")?.bilingual()
    let ics = map.required("ics")?.text()
    let section = map.required("section")?.choice(Section.self)
    let criticality = map.required("criticality")?.int(1...4).flatMap { Criticality(rawValue: $0) }
    let task = map.required("task")?.bilingual()
    var role = Role(
      id: id ?? RoleID("unknown"), name: name ?? Bilingual(id: "", en: ""), ics: ics ?? "", section: section ?? .command,
      branch: map.optional("branch")?.bilingual(), criticality: criticality ?? .support, task: task ?? Bilingual(id: "", en: ""),
      bring: map.optional("bring")?.bilingual())
    role.requires = levels(map, "requires")
    role.wishes = levels(map, "wishes")
    role.leader = map.optional("leader")?.id(RoleID.self)
    role.span = map.optional("span")?.int(3...7) ?? 5
    role.minimumCrew = map.optional("minimum_crew")?.int(1...20) ?? 1
    role.isInWater = map.optional("in_water")?.bool() ?? false
    role.isLifting = map.optional("lifting")?.bool() ?? false
    role.needsWoman = map.optional("needs_woman")?.bool() ?? false
    role.serves = map.optional("serves")?.choice(Role.Service.self)
    role.isPartnerWork = map.optional("partner_work")?.bool() ?? false
    role.equipment = map.optional("equipment").flatMap(equipment)
    role.goesWithOffice = map.optional("goes_with_office").flatMap(office)
    guard let id, name != nil, ics != nil, section != nil, criticality != nil, task != nil else { return }
    if readings[id] != nil {
      item.fault("city.twice", "the role \(id) stands twice", advice: "delete one of them.")
      return
    }
    checkSafety(role, map)
    readings[id] = map
    roles.append(role)
  }

  /// What no catalogue may loosen (design: life of an operation, safety).
  private func checkSafety(_ role: Role, _ map: YAMLMap) {
    if role.equipment?.kind == .boat, role.minimumCrew < 3 {
      (map.optional("minimum_crew") ?? map.value).fault(
        "city.role.boat", "\(role.id): a crew of \(role.minimumCrew); a boat goes out with at least 3", advice: "minimum_crew: 3."
      )
    }
    if role.equipment?.kind == .boat, !role.isInWater {
      map.value.fault(
        "city.role.water", "\(role.id) works in a boat and is not marked as in the water", advice: "write in_water: true.")
    }
  }

  /// `sar-air:2` each, or a group `{competency: sar-air, level: 2}`.
  private func levels(_ map: YAMLMap, _ key: String) -> [CompetencyLevel] {
    var out: [CompetencyLevel] = []
    for item in map.optional(key)?.list(20) ?? [] {
      guard let need = level(item) else { continue }
      if out.contains(where: { $0.competency == need.competency }) {
        item.fault("city.twice", "the competency \(need.competency) stands twice", advice: "keep the higher level.")
      } else {
        out.append(need)
      }
    }
    return out
  }

  private func level(_ item: YAMLValue) -> CompetencyLevel? {
    guard let text = item.text("a competency and a level as sar-air:2") else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let level = Int(parts[1]), Competency.levels.contains(level) else {
      item.fault("city.level", "\(quoted(text)); expected a competency and a level 1...5 as sar-air:2")
      return nil
    }
    let id = CompetencyID(String(parts[0]))
    guard competencies.contains(where: { $0.id == id }) else {
      item.fault(
        "city.competency.unknown", "the competency \(quoted(id.rawValue)) is not in the list above",
        advice: suggestion(for: id.rawValue, among: competencies.map(\.id.rawValue)).map { "\"\($0)\" was meant." })
      return nil
    }
    return CompetencyLevel(id, level: level)
  }

  private func equipment(_ value: YAMLValue) -> Role.EquipmentNeed? {
    guard let map = value.map(["kind", "heads_per_piece"]) else { return nil }
    let kind = map.required("kind")?.choice(EquipmentKind.self)
    let heads = map.required("heads_per_piece")?.int(1...100)
    guard let kind, let heads else { return nil }
    return Role.EquipmentNeed(kind: kind, headsPerPiece: heads)
  }

  /// `lurah`, `camat` or `{head_of: UNIT}`.
  private func office(_ value: YAMLValue) -> Role.OfficeRule? {
    if case .mapping = value.node.content {
      return value.map(["head_of"])?.required("head_of")?.id(UnitID.self).map { .headOf($0) }
    }
    switch value.text("lurah, camat or {head_of: UNIT}") {
    case "lurah": return .lurah
    case "camat": return .camat
    case nil: return nil
    case .some(let other):
      value.fault("city.office", "\(quoted(other)); expected lurah, camat or {head_of: UNIT}")
      return nil
    }
  }

  /// Leaders exist and make no ring.
  private func checkLeaders() {
    let leaders = Dictionary(uniqueKeysWithValues: roles.map { ($0.id, $0.leader) })
    for role in roles {
      guard let leader = role.leader, let map = readings[role.id] else { continue }
      let value = map.optional("leader") ?? map.value
      guard leaders[leader] != nil else {
        value.fault(
          "city.role.unknown", "the leader \(quoted(leader.rawValue)) of \(role.id) is no role of this file",
          advice: suggestion(for: leader.rawValue, among: roles.map(\.id.rawValue)).map { "\"\($0)\" was meant." })
        continue
      }
      var chain = [role.id]
      var next: RoleID? = leader
      while let at = next, !chain.contains(at) {
        chain.append(at)
        next = leaders[at] ?? nil
      }
      // Told once for each ring, at its lowest id.
      if let closing = next, closing == role.id, role.id == chain.min() {
        value.fault(
          "city.role.ring", "the leaders make a ring: \((chain + [closing]).map(\.rawValue).joined(separator: " → "))",
          advice: "let one of them have no leader.")
      }
    }
  }
}
