import Basics
import Incident
import Publication

/// Cek keselamatan petugas: who is on scene, who has answered, who must be looked for.
enum SafetyRoutes {
  static let routes: [Route] = [
    .get("/safety", .people) { call, services in WebAnswer(page(call, services)) },
    .post("/safety", .desk) { call, services in
      try await SituationRoutes.record(call, services, "rounds", back: "/safety") { call, operation, _, now in
        let minutes = min(max(call.form.int("minutes") ?? 15, 1), 240)
        return (.safety(.openRound(operation.id, deadline: now.adding(minutes: minutes))), [])
      }
    },
    .post("/safety/{round}/answer", .desk) { call, services in
      try await SituationRoutes.record(call, services, "rounds", back: "/safety") { call, operation, _, now in
        guard let safe = call.form["safe"], safe == "yes" || safe == "no" else { throw SituationRoutes.wrong("safety.bad", call) }
        let answer = RoundAnswer(
          operation: operation.id, round: RoundID(call.parameter("round")), staff: StaffID(call.form["staff"] ?? ""),
          isSafe: safe == "yes", at: now)
        return (.safety(.answer(answer)), [])
      }
    },
    .post("/safety/{round}/close", .desk) { call, services in
      try await SituationRoutes.record(call, services, "rounds", back: "/safety") { call, operation, _, _ in
        (.safety(.closeRound(RoundClosing(operation: operation.id, round: RoundID(call.parameter("round"))))), [])
      }
    },
  ]

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("safety.title"), Parts.empty(frame.w("error.noOperation")))
    }
    let view = SafetyPage(frame: frame, operation: operation)
    return frame.page(frame.w("safety.title"), live: true, view.content)
  }
}

/// Everyone on scene with their last sign, and the rounds, newest first.
struct SafetyPage {
  let frame: Frame
  let operation: EmergencyOperation

  private var state: State { frame.picture.state }
  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }
  private var rounds: [AccountabilityRound] { operation.rounds.compactMap { state.rounds[$0] } }

  var content: HTML {
    let newest = rounds.reversed().prefix(10).map(card)
    let list: HTML = newest.isEmpty ? Parts.empty(w("safety.noRounds")) : HTML(trusted: newest.map(\.text).joined())
    return "\(start)<div id=\"rounds\">\(list)</div>\(onScene)"
  }

  private var start: HTML {
    guard frame.may(.desk) else { return .none }
    let there = state.onScene(operation.id).count
    if there == 0 { return Parts.card(w("safety.start"), id: "start", Parts.empty(w("safety.nobody"))) }
    return Parts.card(
      w("safety.start"), id: "start",
      controls.form(
        "/safety", class: "form row",
        """
        \(controls.hidden("command", SecretText.token()))
        \(controls.text(w("safety.within"), "minutes", value: "15", kind: "number", required: true, more: " min=\"1\" max=\"240\" inputmode=\"numeric\""))
        \(controls.button(w("safety.go", ["count": "\(there)"])))
        """))
  }

  private func card(_ round: AccountabilityRound) -> HTML {
    let answered = round.asked.count - round.silent.count
    let isOverdue = round.isOverdue(at: frame.now)
    let state: HTML =
      round.closedAt != nil
      ? Parts.tag(w("safety.closed"))
      : isOverdue ? Parts.tag(w("board.overdue"), "danger") : Parts.tag(w("safety.running"), "warning")
    let unsafe: [HTML] = round.unsafe.map { "\(person($0, round))" }
    let silent: [HTML] = round.silent.map { "\(person($0, round))" }
    let alarm: HTML =
      unsafe.isEmpty
      ? .none
      : "<div class=\"notice danger\" role=\"alert\"><strong>\(w("safety.unsafe", ["count": "\(unsafe.count)"]))</strong>\(Parts.list(unsafe, class: "people"))</div>"
    let missing: HTML =
      silent.isEmpty
      ? "<p>\(w("safety.all"))</p>"
      : "<h3>\(w("safety.silent", ["count": "\(silent.count)"]))</h3>\(Parts.list(silent, class: "people"))"
    let close: HTML =
      round.closedAt == nil && frame.may(.desk)
      ? controls.act("/safety/\(Gate.escaped(round.id.rawValue))/close", w("safety.close")) : .none
    let urgent: HTML = isOverdue || !unsafe.isEmpty ? " aria-live=\"assertive\"" : ""
    return """
      <section class="card\(isOverdue || !unsafe.isEmpty ? " danger" : HTML.none)" id="\(round.id)"\(urgent)><h2>\(w("safety.round")) \(frame.clock(round.openedAt)) \(state)</h2>
      <p class="fine">\(w("safety.until")) \(frame.age(round.opening.deadline))</p>
      \(Parts.bar(answered, of: round.asked.count, label: w("safety.answered", ["count": "\(answered)", "all": "\(round.asked.count)"])))
      \(alarm)\(missing)\(close)</section>
      """
  }

  private func person(_ id: StaffID, _ round: AccountabilityRound) -> HTML {
    let member = frame.picture.roster.member(id)
    let lookup = frame.lookup(operation)
    let post = state.onScene(operation.id).last { $0.staff == id }.map { lookup.postName($0.post) } ?? ""
    let path = "/safety/\(Gate.escaped(round.id.rawValue))/answer"
    let acts: HTML =
      round.closedAt == nil && frame.may(.desk)
      ? controls.act(path, w("safety.isSafe"), fields: [("staff", id.rawValue), ("safe", "yes")])
        + controls.act(path, w("safety.isNotSafe"), fields: [("staff", id.rawValue), ("safe", "no")], class: "warn") : .none
    let phone: HTML = frame.may(.desk) ? CallRoutes.phone(member?.phone, text: "", frame, isMain: false) : .none
    return "<strong>\(member?.name ?? id.rawValue)</strong> <small>\(post)</small> \(phone) \(acts)"
  }

  var onScene: HTML {
    let lookup = frame.lookup(operation)
    let rows: [[HTML]] = state.onScene(operation.id).prefix(1000).map { order in
      let member = frame.picture.roster.member(order.staff)
      let last = order.steps.last?.at ?? order.issuedAt
      let sign = rounds.reversed().lazy.compactMap { $0.answers[order.staff] }.first
      let said: HTML =
        sign.map { answer in
          "\(Parts.tag(w(answer.isSafe ? "safety.safe" : "safety.notSafe"), answer.isSafe ? "good" : "danger")) \(frame.age(answer.at))"
        } ?? "<small>\(w("safety.never"))</small>"
      return [
        "\(member?.name ?? order.staff.rawValue)", "\(lookup.postName(order.post))",
        "\(Parts.tag(frame.p("orderState.\(order.phase.rawValue)"), "good")) \(frame.age(last))", said,
      ]
    }
    let partners: [HTML] = operation.aid.compactMap { request in
      guard case .arrived(let count, let at) = request.state, case .team(let post, _) = request.asked.need else { return nil }
      return
        "\(lookup.partnerName(request.asked.partner)): \(w("board.partners", ["count": "\(count)"])), \(lookup.postName(post)) \(frame.age(at))"
    }
    let table: HTML =
      rows.isEmpty
      ? Parts.empty(w("safety.nobody"))
      : Parts.table([w("roster.name"), w("orders.duty"), w("plan.state"), w("safety.lastSign")], rows)
    return Parts.card(
      w("safety.onScene"), id: "scene", table + (partners.isEmpty ? .none : Parts.list(partners, class: "people")))
  }
}
