import Basics
import Geography
import Incident

/// Reads a scenario file: what floods, when, who is asked for, and what is known at the start.
///
/// Keys: `name, title {id, en}, mode, city, start, hours, hazard, seed`, and optional `postures` (or one `posture`), `shifts` or
/// `windows`, `depths`, `flooded_areas`, `warning, basis, objectives, partners, power_off`. `tide, rain, rivers` are checked and
/// wait for the flood engine, `staff_behaviour, injects` for drills: both give a warning. Any other key is an error.
public enum ScenarioReader {
  static let keys = [
    "name", "title", "mode", "city", "start", "hours", "hazard", "seed", "postures", "posture", "shifts", "windows", "depths",
    "flooded_areas", "warning", "basis", "objectives", "partners", "power_off", "tide", "rain", "rivers", "staff_behaviour",
    "injects",
  ]

  /// The folder of the city pack that the scenario names, relative to the file: known before the pack is read.
  public static func cityFolder(bytes: [UInt8], file: String) -> Reading<String?> {
    let document = YAMLDocument.read(bytes, file: file)
    guard let root = document.value?.root else { return Reading(nil, problems: document.problems) }
    let findings = YAMLFindings(file: file)
    guard case .mapping(let entries) = root.content, let entry = entries.first(where: { $0.key == "city" }) else {
      findings.add("yaml.missing", "the key city is missing; expected the folder of the city pack", line: 1, field: "city")
      return Reading(nil, problems: findings.problems)
    }
    let folder = YAMLValue(node: entry.value, path: "city", findings: findings).text("the folder of the city pack")
    return Reading(folder, problems: findings.problems)
  }

  /// - Parameter digest: SHA-256 of the file, hexadecimal.
  /// - Returns: nil where any of the problems is an error.
  /// - Complexity: O(bytes + rows x days)
  public static func read(bytes: [UInt8], file: String, city: City, digest: String) -> Reading<Scenario?> {
    let document = YAMLDocument.read(bytes, file: file)
    guard let root = document.value?.root else { return Reading(nil, problems: document.problems) }
    let findings = YAMLFindings(file: file)
    guard let map = YAMLValue(node: root, path: "", findings: findings).map(keys) else {
      return Reading(nil, problems: findings.problems)
    }
    let scenario = ScenarioParts(map: map, city: city).scenario(digest: digest)
    return Reading(findings.problems.hasErrors ? nil : scenario, problems: findings.problems)
  }
}

struct ScenarioParts {
  let map: YAMLMap
  let city: City

  func scenario(digest: String) -> Scenario? {
    let name = map.required("name")?.id(Identifier<Scenario>.self)
    let title = map.required("title")?.bilingual()
    let mode = map.required("mode")?.choice(Mode.self)
    let folder = map.required("city")?.text("the folder of the city pack")
    let start = map.required("start")?.instant(offsetMinutes: city.offsetMinutes)
    let hours = map.required("hours")?.int(1...CityLimits.hours)
    let hazard = map.required("hazard")?.choice(Hazard.self)
    let seed = map.required("seed")?.int(0...Int.max)
    let span = start.flatMap { start in
      hours.map { Interval(start: start, end: start.adding(minutes: $0 * 60)) }
    }
    let shifts = ScenarioShifts(map: map, city: city, span: span).shifts
    let depths = map.optional("depths").flatMap { value in ScenarioDepths(value: value, city: city).series }
    let named = areas("flooded_areas")
    reserved()
    let teams = map.optional("partners")?.list(1000).compactMap { team($0, shifts) } ?? []
    guard let name, let title, let mode, let folder, let start, let hours, let hazard, let seed else { return nil }
    let wet = (depths?.samples ?? []).filter { $0.highMillimetres > 0 }.map { AreaID($0.area) }
    var scenario = Scenario(
      name: name.rawValue, title: title, mode: mode, hazard: hazard, start: start, hours: hours, postures: postures(),
      shifts: shifts, depths: depths, floodedAreas: Array(Set(named + wet)).sorted(),
      warning: map.optional("warning")?.choice(WarningLevel.self), basis: map.optional("basis").flatMap(basis),
      objectives: map.optional("objectives")?.list(100).compactMap { $0.bilingual() } ?? [], partnerTeams: teams,
      powerConfirmedOff: areas("power_off"), seed: UInt64(seed), digest: digest)
    scenario.cityFolder = folder
    return scenario
  }

  private func postures() -> [PostureID] {
    if map.has("posture"), map.has("postures") {
      map.optional("posture")?.fault("scenario.posture", "both posture and postures; expected one of them")
    }
    let items = map.optional("posture").map { [$0] } ?? map.optional("postures")?.list(CityLimits.postures) ?? []
    let known = city.postures.map(\.id.rawValue)
    return items.compactMap { item in
      guard let id = item.id(PostureID.self) else { return nil }
      if known.contains(id.rawValue) { return id }
      item.fault(
        "scenario.posture",
        "the posture \(quoted(id.rawValue)) is not in postures.yaml; expected one of \(known.joined(separator: ", "))",
        advice: suggestion(for: id.rawValue, among: known).map { "\"\($0)\" was meant." })
      return nil
    }
  }

  private func areas(_ key: String) -> [AreaID] {
    (map.optional(key)?.list(GeographyLimits.areas) ?? []).compactMap { ScenarioParts.area($0, city) }
  }

  static func area(_ value: YAMLValue, _ city: City) -> AreaID? {
    guard let text = value.text("the code of a kelurahan") else { return nil }
    if city.area(AreaID(text)) != nil { return AreaID(text) }
    let named = city.areas.first { $0.name.lowercased() == text.lowercased() }
    let guess = suggestion(for: text, among: city.areas.map(\.id.rawValue))
    value.fault(
      "scenario.area", "the kelurahan \(quoted(text)) is not in kelurahan.csv",
      advice: named.map { "write its code \($0.id)." } ?? guess.map { "\"\($0)\" was meant." })
    return nil
  }

  private func basis(_ value: YAMLValue) -> Basis? {
    guard let map = value.map(["kind", "number", "date", "signer"]) else { return nil }
    let kind = map.required("kind")?.choice(Basis.Kind.self)
    let date = map.required("date")?.date()
    let signer = map.required("signer")?.text("the office of the signer")
    // An oral order is written up later; every other basis is a paper with a number.
    let number = kind == .oralOrder ? map.optional("number")?.text() ?? "" : map.required("number")?.text()
    guard let kind, let number, let date, let signer else { return nil }
    return Basis(kind: kind, number: number, date: date, signerOffice: signer)
  }

  private func team(_ value: YAMLValue, _ shifts: [Shift]) -> PartnerTeam? {
    guard let map = value.map(["partner", "role", "place", "shift", "heads", "state"]) else { return nil }
    let partner = known(map, "partner", city.partners, \.id)
    let role = known(map, "role", city.roles, \.id)
    let place = known(map, "place", city.places, \.id)
    let shift = known(map, "shift", shifts, \.id)
    let heads = map.required("heads")?.int(1...Post.maximumHeads)
    let state = map.required("state")?.choice(PartnerTeam.State.self)
    guard let partner, let role, let place, let shift, let heads, let state else { return nil }
    guard partner.roles.contains(role.id) else {
      map.optional("role")?.fault(
        "scenario.partner", "\(partner.id) does not do \(role.id)",
        advice: "\(partner.id) does \(partner.roles.map(\.rawValue).joined(separator: ", ")) by partners.csv.")
      return nil
    }
    let post = Post(role: role.id, place: place.id, shift: shift.id, heads: heads)
    return PartnerTeam(partner: partner.id, post: post.id, heads: heads, state: state)
  }

  private func known<Value, Subject>(
    _ map: YAMLMap, _ key: String, _ values: [Value], _ id: (Value) -> Identifier<Subject>
  ) -> Value? {
    guard let value = map.required(key), let wanted = value.id(Identifier<Subject>.self) else { return nil }
    if let found = values.first(where: { id($0) == wanted }) { return found }
    value.fault(
      "scenario.\(key)", "the \(key) \(quoted(wanted.rawValue)) is not known",
      advice: suggestion(for: wanted.rawValue, among: values.map { id($0).rawValue }).map { "\"\($0)\" was meant." })
    return nil
  }

  /// Parts that later versions use: their shape is held now, so that today's files stay good.
  private func reserved() {
    if let tide = map.optional("tide"), let inner = tide.map(["constants", "offset_mm", "surge_mm"]) {
      _ = inner.optional("constants")?.text("a file of tide constants")
      _ = inner.optional("offset_mm")?.int(-20_000...20_000)
      _ = inner.optional("surge_mm")?.int(-20_000...20_000)
      later(tide, "the flood engine")
    }
    if let rain = map.optional("rain"), let inner = rain.map(["mm_per_hour", "series"]) {
      _ = inner.optional("mm_per_hour")?.number(0...500)
      series(inner, 0...500)
      later(rain, "the flood engine")
    }
    if let rivers = map.optional("rivers") {
      for item in rivers.list(200) {
        guard let inner = item.map(["name", "flow_m3s", "series"]) else { continue }
        _ = inner.required("name")?.text("a river")
        _ = inner.optional("flow_m3s")?.number(0...100_000)
        series(inner, 0...100_000)
      }
      later(rivers, "the flood engine")
    }
    for key in ["staff_behaviour", "injects"] {
      if let value = map.optional(key) { later(value, "drills") }
    }
  }

  /// Pairs of minutes since the start and a value.
  private func series(_ map: YAMLMap, _ range: ClosedRange<Double>) {
    for pair in map.optional("series")?.list(CityLimits.depthRows) ?? [] {
      let items = pair.list(2)
      if items.count != 2 { pair.fault("scenario.series", "\(items.count) items; expected [minutes, value]") }
      _ = items.first?.int(0...CityLimits.hours * 60)
      _ = items.count == 2 ? items[1].number(range) : nil
    }
  }

  private func later(_ value: YAMLValue, _ user: String) {
    value.fault(
      "scenario.later", "read and checked, but not used yet: it waits for \(user)",
      advice: "what is under water comes from \"depths\" until then.", severity: .warning)
  }
}
