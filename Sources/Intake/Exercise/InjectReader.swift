import Basics
import Geography
import Incident

/// What is found of one inject before it is checked against the others.
struct InjectDraft {
  var inject: Inject
  /// Says what is wrong at the inject's place, under a key of it.
  var fault: InjectFields.Fault
}

/// Reads `injects`: a list, or a group with `file` (a MSEL as CSV) and further ones under `list`.
struct InjectReader {
  private static let keys = [
    "no", "type", "at", "when", "unless", "do", "with", "event", "event_en", "text", "method", "from", "to", "controller",
    "expect",
    "within_minutes", "objective", "evaluator", "location", "remarks",
  ]

  let context: ScenarioContext
  /// Ids of the evaluation's objectives.
  let objectives: [String]

  /// In the order of time, those without a time last; ties in the order of the files.
  func injects(_ value: YAMLValue) -> [Inject] {
    var drafts: [InjectDraft] = []
    if case .sequence = value.node.content {
      drafts = value.list(ScenarioLimits.injects).compactMap(draft)
    } else if let map = value.map(["file", "list"]) {
      if let file = map.optional("file").flatMap(context.file), let start = context.span?.start {
        let read = MSELReader(file: file, city: context.city, start: start).drafts()
        value.findings.add(read.problems)
        drafts = read.value.map { draft in
          InjectDraft(inject: draft.inject) { key, code, message, advice in
            value.findings.add([draft.problem(key, code, message, advice)])
          }
        }
      }
      drafts += map.optional("list")?.list(ScenarioLimits.injects).compactMap(draft) ?? []
      if drafts.isEmpty, !map.has("file"), !map.has("list") {
        value.fault("inject.none", "neither file nor list; expected one of them", advice: "injects: {file: msel.csv}")
      }
    }
    if drafts.count > ScenarioLimits.injects {
      value.fault("yaml.many", "\(drafts.count) injects; at most \(ScenarioLimits.injects) expected")
    }
    InjectChecks.run(drafts, objectives: objectives, span: context.span)
    return InjectChecks.ordered(drafts.map(\.inject))
  }

  private func draft(_ value: YAMLValue) -> InjectDraft? {
    guard let map = value.map(Self.keys) else { return nil }
    let id = map.required("no")?.id(InjectID.self)
    let synopsis = map.required("event")?.text("what happens")
    let trigger = trigger(map)
    let content = content(map)
    let kind = map.has("type") ? map.optional("type")?.choice(Inject.Kind.self) : .contextual
    guard let id, let synopsis, let trigger, let content, let kind else { return nil }
    var inject = Inject(id: id, kind: kind, trigger: trigger, content: content, synopsis: synopsis)
    inject.unless = map.optional("unless").flatMap(condition)
    map.read("method", into: &inject.method) { $0.choice(Inject.Method.self) }
    map.read("event_en", into: &inject.synopsisEnglish) { $0.text() }
    map.read("text", into: &inject.text) { $0.text() }
    map.read("from", into: &inject.from) { $0.text() }
    map.read("to", into: &inject.to) { $0.text() }
    map.read("controller", into: &inject.controller) { $0.text() }
    map.read("expect", into: &inject.expectedAction) { $0.text() }
    inject.limitMinutes = map.optional("within_minutes").flatMap { $0.int(1...14_400) }
    inject.objective = map.optional("objective").flatMap { $0.text("an objective's id") }
    map.read("evaluator", into: &inject.evaluator) { $0.text() }
    map.read("location", into: &inject.location) { $0.text() }
    map.read("remarks", into: &inject.remarks) { $0.text() }
    return InjectDraft(inject: inject) { key, code, message, advice in
      (key.flatMap { map.optional($0) } ?? value).fault(code, message, advice: advice)
    }
  }

  private func trigger(_ map: YAMLMap) -> Inject.Trigger? {
    let minute: Int?
    if let at = map.optional("at") {
      guard let instant = context.instant(at), let start = context.span?.start else { return nil }
      minute = instant.minutes(since: start)
    } else {
      minute = nil
    }
    if let when = map.optional("when") { return condition(when).map { .conditional($0, fromMinute: minute ?? 0) } }
    return minute.map { .planned(atMinute: $0) } ?? .byController
  }

  private func condition(_ value: YAMLValue) -> InjectCondition? { fields(value).flatMap(InjectConditionCoding.read) }

  private func content(_ map: YAMLMap) -> InjectContent? {
    guard let word = map.has("do") ? map.optional("do")?.choice(InjectWord.self) : .message else { return nil }
    guard let with = map.optional("with") else {
      return InjectContentCoding.read(word, InjectFields(entries: [], city: context.city, fault: fault(map.value)))
    }
    return fields(with).flatMap { InjectContentCoding.read(word, $0) }
  }

  private func fault(_ value: YAMLValue) -> InjectFields.Fault {
    { key, code, message, advice in
      let path = key.map { value.path.isEmpty ? $0 : "\(value.path).\($0)" } ?? value.path
      value.findings.add(code, message, line: value.line, field: path, advice: advice)
    }
  }

  /// Keys with one text each; a list of texts counts as one with blanks between them.
  private func fields(_ value: YAMLValue) -> InjectFields? {
    guard case .mapping(let entries) = value.node.content else {
      value.fault("yaml.type", "found \(value.node.kind); expected a group of keys")
      return nil
    }
    let found = entries.prefix(ScenarioLimits.rows).compactMap { entry -> InjectFields.Entry? in
      let inner = YAMLValue(node: entry.value, path: "\(value.path).\(entry.key)", findings: value.findings)
      if case .sequence = entry.value.content {
        return .init(key: entry.key, text: inner.list(ScenarioLimits.items).compactMap { $0.text() }.joined(separator: " "))
      }
      return inner.text().map { .init(key: entry.key, text: $0) }
    }
    return InjectFields(entries: found, city: context.city, fault: fault(value))
  }
}

/// What holds between the injects of a scenario.
enum InjectChecks {
  static func run(_ drafts: [InjectDraft], objectives: [String], span: Interval?) {
    var seen: Set<InjectID> = []
    let ids = Set(drafts.map(\.inject.id))
    for draft in drafts {
      let inject = draft.inject
      if !seen.insert(inject.id).inserted {
        draft.fault("no", "inject.twice", "the number \(inject.id) stands twice", "give each its own; insert with 4.1.")
      }
      if let objective = inject.objective, !objectives.contains(objective) {
        draft.fault(
          "objective", "inject.objective", "the objective \(quoted(objective)) is not in the evaluation",
          suggestion(for: objective, among: objectives).map { "\"\($0)\" was meant." }
            ?? (objectives.isEmpty ? "the scenario has no evaluation." : nil))
      }
      if case .conditional(let condition, _) = inject.trigger { refer(condition, "when", draft, ids) }
      if let unless = inject.unless { refer(unless, "unless", draft, ids) }
      if let minute = inject.earliestMinute, let span, !(0...span.minutes).contains(minute) {
        draft.fault(
          "at", "inject.time", "\(ExerciseClock.text(minute)) is outside of the operation of \(span.minutes / 60) hours", nil)
      }
      if inject.limitMinutes != nil, inject.expectedAction.isEmpty {
        draft.fault("expect", "inject.missing", "a time limit without an expected action", nil)
      }
    }
  }

  private static func refer(_ condition: InjectCondition, _ key: String, _ draft: InjectDraft, _ ids: Set<InjectID>) {
    guard case .injectGiven(let other, _) = condition else { return }
    if other == draft.inject.id {
      draft.fault(key, "inject.condition", "it waits for itself", nil)
    } else if !ids.contains(other) {
      draft.fault(
        key, "inject.condition", "there is no inject \(other)",
        suggestion(for: other.rawValue, among: ids.map(\.rawValue).sorted()).map { "\"\($0)\" was meant." })
    }
  }

  static func ordered(_ injects: [Inject]) -> [Inject] {
    injects.enumerated().sorted { a, b in
      (a.element.earliestMinute ?? Int.max, a.offset) < (b.element.earliestMinute ?? Int.max, b.offset)
    }.map(\.element)
  }
}
