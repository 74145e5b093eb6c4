import Basics
import Geography
import Incident

/// Reads how a drill is led and rated: `commander, participants, evaluation`.
struct ScenarioDrillReader {
  func commander(_ value: YAMLValue, into policy: inout CommanderPolicy) {
    let keys = [
      "policy", "lead_minutes", "reaction_minutes", "replan_every_minutes", "broadcast_every_minutes", "answer_within_minutes",
      "second_channel_after_minutes", "work_limit",
    ]
    guard let map = value.map(keys) else { return }
    map.read(keys[0], into: &policy.kind) { $0.choice(CommanderPolicy.Kind.self) }
    map.read(keys[1], into: &policy.leadMinutes, 15...10_080)
    map.read(keys[2], into: &policy.reactionMinutes, 0...1440)
    map.read(keys[3], into: &policy.replanEveryMinutes, 1...10_080)
    map.read(keys[4], into: &policy.broadcastEveryMinutes, 1...10_080)
    map.read(keys[5], into: &policy.answerWithinMinutes, 1...1440)
    map.read(keys[6], into: &policy.secondChannelAfterMinutes, 1...1440)
    map.read(keys[7], into: &policy.workLimit, 1...1_000_000_000_000)
  }

  /// `everyone`, or office numbers of the roster.
  func participants(_ value: YAMLValue) -> Participants? {
    if case .scalar("everyone", _) = value.node.content { return .everyone }
    guard case .sequence = value.node.content else {
      value.fault("scenario.participants", "found \(value.node.kind); expected everyone, or a list of office numbers")
      return nil
    }
    var numbers: [String] = []
    for item in value.list(20_000) {
      guard let number = item.text("an office number of the roster") else { continue }
      if numbers.contains(number) {
        item.fault("scenario.twice", "\(quoted(number)) stands twice", advice: "delete one of them.")
      } else {
        numbers.append(number)
      }
    }
    return .listed(numbers)
  }

  func evaluation(_ value: YAMLValue) -> EvaluationPlan {
    var plan = EvaluationPlan()
    guard let map = value.map(["objectives", "improvement"]) else { return plan }
    for item in map.optional("objectives")?.list(ScenarioLimits.objectives) ?? [] {
      guard let objective = objective(item) else { continue }
      if plan.objective(objective.id) != nil {
        item.fault("scenario.twice", "the objective \(objective.id) stands twice", advice: "give each its own id.")
      } else {
        plan.objectives.append(objective)
      }
    }
    if let improvement = map.optional("improvement")?.map(["owner", "due_days", "retest"]) {
      improvement.read("owner", into: &plan.improvement.owner) { $0.id(UnitID.self)?.rawValue }
      improvement.read("due_days", into: &plan.improvement.dueDays, 1...3650)
      improvement.read("retest", into: &plan.improvement.retest) { $0.id(Identifier<Scenario>.self)?.rawValue }
    }
    return plan
  }

  private func objective(_ value: YAMLValue) -> ExerciseObjective? {
    guard let map = value.map(["id", "title", "capability", "tasks"]) else { return nil }
    let id = map.required("id")?.id(Identifier<ExerciseObjective>.self)
    let title = map.required("title")?.bilingual()
    let capability = map.required("capability")?.bilingual()
    let items = map.required("tasks")?.list(ScenarioLimits.tasks) ?? []
    let tasks = items.compactMap(task)
    guard let id, let title, let capability else { return nil }
    if Set(tasks.map(\.id)).count < tasks.count { value.fault("scenario.twice", "a task of \(id) stands twice") }
    return ExerciseObjective(id: id.rawValue, title: title, capability: capability, tasks: tasks)
  }

  private func task(_ value: YAMLValue) -> CriticalTask? {
    guard let map = value.map(["id", "title", "reference", "metric", "target", "tolerance_percent", "evaluator"]) else {
      return nil
    }
    let id = map.required("id")?.id(Identifier<CriticalTask>.self)
    let title = map.required("title")?.bilingual()
    let reference = map.has("reference") ? map.optional("reference")?.text() : ""
    guard map.has("metric") != map.has("evaluator") else {
      value.fault("scenario.task", "expected one of metric (with its target) and evaluator")
      return nil
    }
    let measure: CriticalTask.Measure?
    if let metric = map.optional("metric") {
      let known = metric.choice(ExerciseMetric.self)
      let target = map.required("target")?.number(-1_000_000_000...1_000_000_000)
      measure = known.flatMap { metric in target.map { .metric(metric, target: $0) } }
    } else {
      measure = map.optional("evaluator")?.text("the office that judges").map { .evaluator($0) }
    }
    let tolerance = map.has("tolerance_percent") ? map.optional("tolerance_percent")?.number(100...1000) : 150
    guard let id, let title, let reference, let measure, let tolerance else { return nil }
    return CriticalTask(id: id.rawValue, title: title, reference: reference, measure: measure, tolerancePercent: tolerance)
  }
}
