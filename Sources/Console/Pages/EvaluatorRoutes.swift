import Basics
import Drill
import Incident
import Operations

/// What evaluators saw, written on their phones: an objective or one of its tasks, P, S, M or U, a note and when.
enum EvaluatorRoutes {
  static let judges = DrillRoutes.viewers

  static let routes: [Route] = [
    .get("/evaluate", judges) { call, services in WebAnswer(try page(call, services)) },
    .post("/evaluate", judges, limit: 16_384) { call, services in try await rate(call, services) },
  ]

  private static func rate(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let control = try DrillRoutes.control(call, services)
    guard let operation = services.picture.state.operationIDs.last,
      let objective = control.evaluation.objective(call.form["objective"] ?? ""),
      let letter = call.form["rating"].flatMap({ ExerciseRating(rawValue: $0) })
    else { throw SituationRoutes.wrong("rate.incomplete", call) }
    let task = call.form.text("task").flatMap { id in objective.tasks.first { $0.id == id }?.id }
    let ago = min(max(call.form.int("ago") ?? 0, 0), 1440)
    let rating = EvaluatorRating(
      operation: operation, objective: objective.id, task: task, rating: letter,
      observedAt: services.now.adding(minutes: -ago),
      replaces: own(services.picture.state, operation, account).last {
        $0.rating.objective == objective.id && $0.rating.task == task
      }?
      .id)
    let text = call.form.text("note").map { String($0.prefix(1000)) } ?? ""
    try await services.keeper.rate(rating, text: text, by: account, id: call.form.text("command").map { String($0.prefix(64)) })
    return .seeOther("/evaluate?done=\(Gate.escaped(objective.id))#\(Gate.escaped(objective.id))")
  }

  private static func own(_ state: State, _ operation: OperationID, _ account: Account) -> [RatingRecord] {
    state.standingRatings(operation).filter { $0.by == account.actor }
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) throws -> HTML {
    let frame = Frame(call, services)
    let control = try DrillRoutes.control(call, services)
    guard let operation = frame.picture.state.operationIDs.last, let account = call.account else {
      throw SituationRoutes.wrong("drill.none", call)
    }
    let mine = own(frame.picture.state, operation, account)
    let parts: [HTML] = control.evaluation.objectives.map { EvaluatorPart(frame: frame, objective: $0, given: mine).content }
    let content: HTML = """
      \(call.query.text("done") == nil ? HTML.none : Parts.notice(frame.w("rate.done"), "good"))
      <p>\(frame.w("rate.intro"))</p><p class="fine">\(frame.w("rate.clock")) \(frame.clock(frame.now))</p>
      \(parts.isEmpty ? Parts.empty(frame.w("rate.noObjectives")) : "\(parts)")
      """
    return frame.phonePage(frame.w("rate.title"), content, action: "/evaluate", isSecure: services.settings.isSecure)
  }
}

/// One objective with its form and what was given.
struct EvaluatorPart {
  let frame: Frame
  let objective: ExerciseObjective
  let given: [RatingRecord]

  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  var content: HTML {
    let letters: [HTML] = ExerciseRating.allCases.map { letter in
      """
      <label class="rate"><input type="radio" name="rating" value="\(letter.rawValue)" required><span>\(letter.rawValue)<small>\(w("rate.\(letter.rawValue)"))</small></span></label>
      """
    }
    let tasks: [HTML] = objective.tasks.map { "<option value=\"\($0.id)\">\($0.title[frame.language])</option>" }
    let mine: [HTML] = given.filter { $0.rating.objective == objective.id }.map { record in
      let task = objective.tasks.first { $0.id == record.rating.task }?.title[frame.language] ?? w("rate.whole")
      return "<li>\(Parts.tag(record.rating.rating.rawValue)) \(task), \(frame.clock(record.rating.observedAt))</li>"
    }
    let list: HTML = mine.isEmpty ? .none : "<p class=\"fine\">\(w("rate.given"))</p><ul>\(mine)</ul>"
    return """
      <section class="objective" id="\(objective.id)"><h2>\(objective.title[frame.language])</h2>\(list)
      <form method="post" action="/evaluate" data-answer="yes"><input type="hidden" name="csrf" value="\(frame.csrf)"><input type="hidden" name="command" value="\(SecretText.token())"><input type="hidden" name="objective" value="\(objective.id)">
      <label class="field"><span>\(w("rate.task"))</span><select name="task"><option value="">\(w("rate.whole"))</option>\(tasks)</select></label>
      <fieldset><legend>\(w("rate.rating"))</legend><div class="rates">\(letters)</div></fieldset>
      <label class="field"><span>\(w("rate.note"))</span><textarea name="note" rows="3" maxlength="1000"></textarea></label>
      <label class="field"><span>\(w("rate.ago"))</span><input type="number" name="ago" value="0" min="0" max="1440" inputmode="numeric"></label>
      <button class="big main" name="step" value="rate" data-label="\(objective.title[frame.language])">\(w("rate.send"))</button></form></section>
      """
  }
}

extension DeskKeeper {
  /// A judgement with its words, also after the drill's end; a correction of one's own is another one, and both stay in the log.
  /// - Parameter id: sent twice under one id it is one judgement.
  func rate(_ rating: EvaluatorRating, text: String, by account: Account, id: String?) async throws {
    guard let control, !isKnown(id) else { return }
    do { try await control.rate(rating, observation: text, by: account.actor) } catch {
      forget(id)
      throw error
    }
    try await refresh()
  }
}
