import Basics
import Incident
import Ledger
import Operations
import Publication

/// The box for improvements (usul perbaikan), and what people said in private about their orders.
enum IdeaRoutes {
  static let routes: [Route] = [
    .get("/service/ideas", .signedIn) { call, services in WebAnswer(try await page(call, services)) },
    .post("/service/ideas", .signedIn) { call, services in try await send(call, services) },
    .post("/service/ideas/{idea}", .desk) { call, services in try await answer(call, services) },
    .post("/service/concerns/{concern}", .desk) { call, services in try await answerConcern(call, services) },
  ]

  private static func send(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let words = try ServiceActs.text("words", call)
    return try await ServiceActs.record(call, services, back: "/service/ideas?done=yes") { _, desk, _ in
      let note = try desk.note(words, name: "idea")
      return (.voice(.sendIdea(IdeaReceived(idea: IdeaID(""), mayBeNamed: false, words: note.reference))), [note.row])
    }
  }

  private static func answer(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let words = try ServiceActs.text("words", call)
    guard let outcome = IdeaAnswered.Outcome(rawValue: call.form["outcome"] ?? "") else {
      throw ServiceActs.wrong("svc.missing", call)
    }
    return try await ServiceActs.record(call, services, back: "/service/ideas?done=yes") { _, desk, _ in
      let note = try desk.note(words, name: "idea-answer")
      let answered = IdeaAnswered(
        idea: IdeaID(call.parameter("idea")), outcome: outcome, answer: note.reference,
        action: call.form.text("action").map { ActionID($0) })
      return (.voice(.answerIdea(answered)), [note.row])
    }
  }

  private static func answerConcern(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let words = try ServiceActs.text("words", call)
    return try await ServiceActs.record(call, services, back: "/service/ideas?done=yes") { _, desk, _ in
      let note = try desk.note(words, name: "concern-answer")
      return (
        .voice(.answerConcern(ConcernAnswered(concern: ConcernID(call.parameter("concern")), answer: note.reference))), [note.row]
      )
    }
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let texts = try await services.keeper.noteTexts(frame.language)
    let controls = Controls(frame: frame)
    let done: HTML = call.query["done"] == nil ? .none : Parts.notice(frame.w("svc.done"), "good")
    let box: HTML = controls.form(
      "/service/ideas",
      "\(controls.hidden("command", SecretText.token()))\(controls.area(frame.w("svc.mine.ideaWhat"), "words", rows: 3, required: true))\(controls.button(frame.w("svc.mine.idea")))"
    )
    let sheet = IdeaSheet(
      ServiceSheet.Frame(
        mode: frame.picture.mode, city: frame.picture.city, names: Names(frame.picture.roster), logHead: "", now: frame.now))
    func words(_ reference: NoteReference?) -> String { reference.map { texts[$0.row] ?? frame.p("service.erased") } ?? "–" }
    let cards: [HTML] = sheet.ordered(frame.picture.state.service.allIdeas).prefix(ComplaintRoutes.shown).map { idea in
      let answer: HTML =
        idea.answer.map {
          "<p>\(Parts.tag(frame.p("idea.outcome.\($0.outcome.rawValue)"), $0.outcome == .accepted ? "good" : "")) \(words($0.answer))</p>"
        } ?? "<p>\(Parts.tag(frame.p("idea.waiting")))</p>"
      let form: HTML = frame.may(.desk) && idea.answer == nil ? answerForm(idea, controls, frame) : .none
      return Parts.card(
        "\(idea.id), \(sheet.credit(idea, frame.language))", id: idea.id.rawValue,
        "<blockquote>\(words(idea.received.words))</blockquote>\(answer)\(form)")
    }
    return frame.page(
      frame.w("svc.ideas"),
      """
      \(ServiceTabs.html(frame))\(done)
      \(Parts.card(frame.w("svc.mine.ideaTitle"), id: "box", box))
      \(cards.isEmpty ? Parts.empty(frame.p("idea.none")) : "\(cards)")
      \(frame.may(.desk) ? concerns(frame, controls, words) : HTML.none)
      """)
  }

  private static func answerForm(_ idea: IdeaRecord, _ controls: Controls, _ frame: Frame) -> HTML {
    let outcomes = [IdeaAnswered.Outcome.accepted, .already, .later, .declined].map {
      (value: $0.rawValue, label: frame.p("idea.outcome.\($0.rawValue)"))
    }
    let actions =
      [(value: "", label: "–")]
      + frame.picture.state.service.allActions.filter(\.isOpen).suffix(50).map { (value: $0.id.rawValue, label: $0.id.rawValue) }
    return controls.form(
      "/service/ideas/\(idea.id)",
      """
      \(controls.hidden("command", SecretText.token()))
      \(controls.area(frame.w("svc.answer"), "words", rows: 2, required: true))
      \(controls.select(frame.w("svc.outcome"), "outcome", outcomes))
      \(controls.select(frame.w("svc.actions"), "action", actions))
      \(controls.button(frame.w("svc.step.answer")))
      """)
  }

  /// To the desk alone, and without a name: what is wrong matters, not who said it.
  private static func concerns(_ frame: Frame, _ controls: Controls, _ words: (NoteReference?) -> String) -> HTML {
    let open = frame.picture.state.service.allConcerns.filter { $0.answer == nil }
    if open.isEmpty { return .none }
    let items: [HTML] = open.prefix(50).map { concern in
      let form: HTML = controls.form(
        "/service/concerns/\(concern.id)", class: "form row",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.text(frame.w("svc.answer"), "words", required: true))\(controls.button(frame.w("svc.step.answer"), isMain: false))
        """)
      return "<strong>\(frame.p("concern.kind.\(concern.raised.kind.rawValue)"))</strong>: \(words(concern.raised.words))\(form)"
    }
    return Parts.card(frame.w("svc.concerns"), id: "concerns", Parts.list(items))
  }
}
