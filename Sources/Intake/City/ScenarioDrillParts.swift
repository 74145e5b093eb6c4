import Basics
import Geography
import Incident

/// The sections of a scenario that only a drill needs.
struct ScenarioDrillParts {
  private var water: ScenarioWater
  private var assumptions = ScenarioAssumptions()
  private var participants = Participants.everyone
  private var evaluation = EvaluationPlan()
  private var injects: [Inject] = []
  private var framesMinutes = 10
  private var sources: [ParameterSource] = []

  init(map: YAMLMap, context: ScenarioContext) {
    if let file = map.optional("assumptions").flatMap(context.file) {
      let read = ScenarioAssumptions.read(file, context)
      map.value.findings.add(read.problems)
      (assumptions, sources) = read.value
    }
    water = ScenarioWaterReader(context: context).water(map)
    for key in ScenarioWaterReader.sourced { sources += map.optional(key).map(ScenarioSources.check) ?? [] }
    sources += assumptions.read(map, context)
    map.read("frames_minutes", into: &framesMinutes, ScenarioLimits.framesMinutes)
    let drill = ScenarioDrillReader()
    map.read("participants", into: &participants) { drill.participants($0) }
    map.read("evaluation", into: &evaluation) { drill.evaluation($0) }
    let injects = InjectReader(context: context, objectives: evaluation.objectives.map(\.id))
    map.read("injects", into: &self.injects) { injects.injects($0) }
  }

  func fill(_ scenario: inout Scenario) {
    scenario.water = water
    scenario.power = assumptions.power
    scenario.network = assumptions.network
    scenario.staffBehaviour = assumptions.staff
    scenario.residents = assumptions.residents
    scenario.reports = assumptions.reports
    scenario.commander = assumptions.commander
    scenario.participants = participants
    scenario.injects = injects
    scenario.evaluation = evaluation
    scenario.framesMinutes = framesMinutes
    scenario.sources = sources
  }
}

/// Figures that scenarios of a city share, in a file of their own: `power, network, staff_behaviour, residents, reports,
/// commander`. What the scenario states itself wins, key by key.
struct ScenarioAssumptions {
  static let keys = ["power", "network", "staff_behaviour", "residents", "reports", "commander"]
  /// Those whose figures need a source.
  private static let sourced = ["power", "network", "staff_behaviour", "residents", "reports"]

  var power = ScenarioPower()
  var network = PhoneNetwork()
  var staff = StaffBehaviour()
  var residents = ResidentModel()
  var reports = ReportModel()
  var commander = CommanderPolicy()

  static func read(
    _ file: CityFile, _ context: ScenarioContext
  ) -> Reading<(assumptions: ScenarioAssumptions, sources: [ParameterSource])> {
    let document = YAMLDocument.read(file.bytes, file: file.name)
    var found = ScenarioAssumptions()
    guard let root = document.value?.root else { return Reading((found, []), problems: document.problems) }
    let findings = YAMLFindings(file: file.name)
    guard let map = YAMLValue(node: root, path: "", findings: findings).map(keys) else {
      return Reading((found, []), problems: findings.problems)
    }
    let sources = found.read(map, context)
    return Reading((found, sources), problems: findings.problems)
  }

  /// Replaces what the group states. - Returns: its sources
  mutating func read(_ map: YAMLMap, _ context: ScenarioContext) -> [ParameterSource] {
    let people = ScenarioPeopleReader(context: context)
    let needs = ScenarioNeedsReader(context: context)
    if let value = map.optional("power") { people.power(value, into: &power) }
    if let value = map.optional("network") { people.network(value, into: &network) }
    if let value = map.optional("staff_behaviour") { people.staff(value, into: &staff) }
    if let value = map.optional("residents") { needs.residents(value, into: &residents) }
    if let value = map.optional("reports") { needs.reports(value, into: &reports) }
    if let value = map.optional("commander") { ScenarioDrillReader().commander(value, into: &commander) }
    return Self.sourced.flatMap { map.optional($0).map(ScenarioSources.check) ?? [] }
  }
}
