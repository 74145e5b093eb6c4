import Basics
import Geography
import Incident

/// Reads a scenario file: what floods, when, who is asked for, what is known at the start, and for a drill the water, the people
/// and the injects.
///
/// Keys: `name, title {id, en}, mode, city, start, hours, hazard, seed`; optional for the plan `postures` (or one `posture`),
/// `shifts` or `windows`, `depths`, `flooded_areas`, `warning, basis, objectives, partners, power_off`; optional for the drill
/// `tide, rain, rivers, water_from`, `assumptions` (a file with what scenarios share: the keys of `ScenarioAssumptions`, which may
/// also stand in the scenario), `participants, injects, frames_minutes, roster_day`. Any other key is an error.
/// Every figure of a model section states its source (`ScenarioSources`).
public enum ScenarioReader {
  static let keys =
    [
      "name", "title", "mode", "city", "start", "hours", "hazard", "seed", "postures", "posture", "shifts", "windows", "depths",
      "flooded_areas", "warning", "basis", "objectives", "partners", "power_off", "assumptions", "participants", "injects",
      "frames_minutes", "roster_day", "water_from", "tide", "rain", "rivers",
    ] + ScenarioAssumptions.keys

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

  /// Names of the files beside the scenario that `read` wants: shared assumptions, tide constants, series, the MSEL.
  public static func attachments(bytes: [UInt8], file: String) -> [String] {
    guard let root = YAMLDocument.read(bytes, file: file).value?.root else { return [] }
    return ScenarioAttachments.names(YAMLValue(node: root, path: "", findings: YAMLFindings(file: file)))
  }

  /// Name of the MSEL beside the scenario; nil where it states its injects itself, or none.
  public static func mselName(bytes: [UInt8], file: String) -> String? {
    guard let root = YAMLDocument.read(bytes, file: file).value?.root else { return nil }
    return ScenarioAttachments.mselName(YAMLValue(node: root, path: "", findings: YAMLFindings(file: file)))
  }

  /// - Parameters:
  ///   - digest: SHA-256 of the file (and of those that it names), hexadecimal.
  ///   - files: those that `attachments` names; one that is missing is a problem.
  /// - Returns: nil where any of the problems is an error.
  /// - Complexity: O(bytes + rows x days)
  public static func read(
    bytes: [UInt8], file: String, city: City, digest: String, files: [CityFile] = []
  ) -> Reading<Scenario?> {
    let document = YAMLDocument.read(bytes, file: file)
    guard let root = document.value?.root else { return Reading(nil, problems: document.problems) }
    let findings = YAMLFindings(file: file)
    guard let map = YAMLValue(node: root, path: "", findings: findings).map(keys) else {
      return Reading(nil, problems: findings.problems)
    }
    let scenario = ScenarioParts(map: map, city: city, files: files).scenario(digest: digest)
    return Reading(findings.problems.hasErrors ? nil : scenario, problems: findings.problems)
  }
}

struct ScenarioParts {
  let map: YAMLMap
  let city: City
  let files: [CityFile]

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
    let drill = ScenarioDrillParts(map: map, context: ScenarioContext(city: city, span: span, files: files))
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
    drill.fill(&scenario)
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

  /// `{lat, lon}`
  static func coordinate(_ value: YAMLValue) -> Coordinate? {
    guard let map = value.map(["lat", "lon"]) else { return nil }
    let latitude = map.required("lat")?.number(-80...80)
    let longitude = map.required("lon")?.number(-180...180)
    guard let latitude, let longitude else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }
}
