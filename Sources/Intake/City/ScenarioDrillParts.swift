import Basics
import Geography
import Incident

/// The sections of a scenario that only a drill needs.
struct ScenarioDrillParts {
  private var assumptions = ScenarioAssumptions()
  private var participants = Participants.everyone
  private var injects: [Inject] = []
  private var framesMinutes = 10
  private var rosterDay: CivilDate?
  private var sources: [ParameterSource] = []

  init(map: YAMLMap, context: ScenarioContext) {
    if let file = map.optional("assumptions").flatMap(context.file) {
      let read = ScenarioAssumptions.read(file, context)
      map.value.findings.add(read.problems)
      (assumptions, sources) = read.value
    }
    sources += assumptions.read(map, context)
    let water = ScenarioWaterReader(context: context)
    water.checkGround(map, assumptions.water)
    for key in ScenarioWaterReader.sourced where !ScenarioWaterReader.shared.contains(key) {
      sources += map.optional(key).map(ScenarioSources.check) ?? []
    }
    map.read("frames_minutes", into: &framesMinutes, ScenarioLimits.framesMinutes)
    let drill = ScenarioDrillReader()
    map.read("participants", into: &participants) { drill.participants($0) }
    if let day = map.optional("roster_day") { rosterDay = day.date() }
    let injects = InjectReader(context: context, objectives: assumptions.evaluation.objectives.map(\.id))
    map.read("injects", into: &self.injects) { injects.injects($0) }
  }

  func fill(_ scenario: inout Scenario) {
    scenario.water = assumptions.water
    scenario.power = assumptions.power
    scenario.network = assumptions.network
    scenario.staffBehaviour = assumptions.staff
    scenario.residents = assumptions.residents
    scenario.reports = assumptions.reports
    scenario.commander = assumptions.commander
    scenario.participants = participants
    scenario.injects = injects
    scenario.evaluation = assumptions.evaluation
    scenario.framesMinutes = framesMinutes
    scenario.rosterDay = rosterDay
    scenario.sources = sources
  }
}

/// What scenarios of a city share, in a file of its own. What the scenario states itself wins: key by key in the sections about
/// people, as a whole for each key about water and for the evaluation.
struct ScenarioAssumptions {
  static let keys =
    ScenarioWaterReader.shared + ["power", "network", "staff_behaviour", "residents", "reports", "commander", "evaluation"]
  /// Those whose figures need a source.
  private static let sourced =
    ScenarioWaterReader.shared + ["power", "network", "staff_behaviour", "residents", "reports"]

  var water = ScenarioWater()
  var evaluation = EvaluationPlan()
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
    ScenarioWaterReader(context: context).read(map, into: &water)
    map.read("evaluation", into: &evaluation) { ScenarioDrillReader().evaluation($0) }
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
