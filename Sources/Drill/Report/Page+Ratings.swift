import Basics
import Incident

// Ratings: what the machine measured and what people judged, each under its own name.

extension Page {
  var ratings: String {
    let tasks = TaskRating.all(record, scenario: setting.scenario)
    guard !tasks.isEmpty || !record.ratings.isEmpty else { return "" }
    return Markup.section(
      words("ratings"),
      (tasks.isEmpty ? "" : taskTable(tasks)) + Markup.text("p", "class=\"note\"", words("ratings.note"))
        + Markup.text("h3", "", words("ratings.people")) + judgementTable)
  }

  /// One line a task, then one for each objective that somebody judged as a whole.
  private func taskTable(_ tasks: [TaskRating]) -> String {
    var rows = tasks.map { item -> [String] in
      let judged = judged(item.objective.id, item.task.id)
      let title = [item.objective.title[language], item.task.title[language]]
      switch item.task.measure {
      case .metric(let metric, let goal):
        let basis = words("basis.measured", ["figure": name(metric)]) + (item.measured.map { ": \(value($0))" } ?? "")
        let target = (metric.isBetterHigher ? "≥ " : "≤ ") + value(goal)
        return title + [basis, target, item.rating.map(letter) ?? words("rating.none"), judged]
      case .evaluator(let who):
        let open = judged.isEmpty ? words("rating.waits") : judged
        return title + [words("rating.evaluator", ["who": who]), "", "", open]
      }
    }
    for objective in setting.scenario.evaluation.objectives {
      let judged = judged(objective.id, nil)
      if !judged.isEmpty { rows.append([objective.title[language], words("rating.whole"), "", "", "", judged]) }
    }
    return Markup.table(
      [
        words("column.objective"), words("column.task"), words("column.basis"), words("column.target"), words("column.measured"),
        words("column.judged"),
      ], rows)
  }

  func letter(_ rating: ExerciseRating) -> String { words("rating.\(rating.rawValue)") }

  /// `S (sedikit kendala) · penilai-1, penilai-2`: the worst, and who judged.
  private func judged(_ objective: String, _ task: String?) -> String {
    let all = TaskJudgements(record, objective: objective, task: task)
    guard let rating = all.rating else { return "" }
    let who = all.given.map { $0.rating.rating == rating ? $0.evaluator : "\($0.evaluator): \($0.rating.rating.rawValue)" }
    return "\(letter(rating)) · \(who.joined(separator: ", "))"
  }

  private var judgementTable: String {
    guard !record.ratings.isEmpty else { return Markup.text("p", "", words("ratings.nobody")) }
    let plan = setting.scenario.evaluation
    let rows = record.ratings.map { track -> [String] in
      let rating = track.rating
      let objective = plan.objective(rating.objective)
      let task = rating.task.map { id in objective?.tasks.first { $0.id == id }?.title[language] ?? id }
      let fate = track.replacedBy.map { words("rating.corrected", ["by": $0.rawValue]) } ?? ""
      return [
        rating.id.rawValue, style.moment(rating.observedAt), track.evaluator,
        (objective?.title[language] ?? rating.objective) + (task.map { " — \($0)" } ?? ""), letter(rating.rating),
        [track.observation ?? words("rating.noWords"), fate].filter { !$0.isEmpty }.joined(separator: " · "),
      ]
    }
    return Markup.table(
      [
        words("column.number"), words("column.time"), words("column.evaluator"), words("column.objective"),
        words("column.rating"), words("column.observation"),
      ], rows)
  }
}
