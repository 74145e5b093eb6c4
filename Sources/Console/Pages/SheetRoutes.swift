import Basics
import Incident
import Publication

/// Serah terima for the next shift's commander, and the sheet that is printed against a power failure.
enum SheetRoutes {
  static let routes: [Route] = [
    .get("/handover", .people) { call, services in WebAnswer(handover(call, services)) },
    .get("/fallback", .desk) { call, services in fallback(call, services) },
  ]

  private static func handover(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("handover.title"), Parts.empty(frame.w("error.noOperation")))
    }
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    return frame.page(
      frame.w("handover.title"), live: true, HandoverSheet(frame: frame, operation: operation, shift: shift).content)
  }

  private static func fallback(_ call: WebCall, _ services: ConsoleServices) -> WebAnswer {
    guard let page = FallbackSheet.page(services.picture, now: services.now, language: call.language) else {
      return Gate(services: services).error(404, "error.noOperation", call)
    }
    // A whole document with a style of its own, as it is kept beside the database.
    return WebAnswer(
      Array(page.utf8),
      headers: [
        (
          "content-security-policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
        )
      ])
  }
}

/// What the next commander must know: state, decisions open, who is where, what is short, promises due.
struct HandoverSheet {
  let frame: Frame
  let operation: EmergencyOperation
  let shift: Shift?

  private var state: State { frame.picture.state }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  var content: HTML {
    let cards = BoardCards(frame: frame, operation: operation, shift: shift)
    return """
      \(cards.head)
      <p class="fine">\(w("handover.intro")) <a href="/fallback">\(w("fallback.title"))</a></p>
      \(cards.decisions)
      \(Parts.card(w("board.water"), id: "water", cards.waterTable))
      \(Parts.card(w("situation.roads"), id: "roads", roads))
      \(Parts.card(w("board.places"), id: "places", cards.placeTable))
      \(SafetyPage(frame: frame, operation: operation).onScene)
      \(cards.shortages)
      \(Parts.card(w("handover.due"), id: "due", due))
      \(Parts.card(w("handover.byHand"), id: "byhand", byHand))
      <section class="card sign-off"><h2>\(w("handover.signed"))</h2><p>\(w("handover.from")) ____________________ &#160; \(w("handover.to")) ____________________ &#160; \(w("handover.at")) __________</p></section>
      """
  }

  private var roads: HTML {
    let closed = operation.closedRoads.keys.sorted().compactMap { operation.closedRoads[$0] }
    if closed.isEmpty { return Parts.empty(w("situation.noRoads")) }
    return Parts.list(closed.map { "<strong>\($0.road)</strong> \(frame.age($0.seenAt))" }, class: "people")
  }

  /// Everything with a time on it that somebody promised or is waited for, soonest first.
  private var due: HTML {
    let lookup = frame.lookup(operation)
    var items: [(at: Instant, text: HTML)] = []
    for request in operation.aid {
      let what = "\(lookup.partnerName(request.asked.partner)): \(PartnerPage.need(request.asked.need, lookup))"
      switch request.state {
      case .requested:
        items.append((request.asked.neededAt ?? request.askedAt, "\(Parts.tag(w("aid.requested"), "warning")) \(what)"))
      case .promised(_, let expected):
        items.append((expected ?? request.askedAt, "\(Parts.tag(w("aid.promised"), "warning")) \(what)"))
      case .arrived, .released: continue
      }
    }
    for broadcast in state.broadcasts(operation.id)
    where broadcast.isOpen && broadcast.acknowledgements < broadcast.recipients.count {
      if let deadline = broadcast.sending.deadline {
        let silent = broadcast.recipients.count - broadcast.acknowledgements
        items.append((deadline, "\(w("decide.broadcast", ["count": "\(silent)"]))"))
      }
    }
    let waiting = state.orders(operation.id).filter(\.phase.awaitsAnswer)
    if let first = waiting.map(\.issue.deadline).min() {
      items.append((first, "\(w("handover.waiting", ["count": "\(waiting.count)"]))"))
    }
    for round in operation.rounds.compactMap({ state.rounds[$0] }) where round.closedAt == nil && !round.silent.isEmpty {
      items.append((round.opening.deadline, "\(w("decide.round", ["count": "\(round.silent.count)"]))"))
    }
    for objection in state.openObjections(operation.id) {
      let unit = frame.picture.roster.unit(objection.objection.unit)?.name ?? objection.objection.unit.rawValue
      items.append((objection.at, "\(w("object.title")): \(unit)"))
    }
    let sorted = items.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    if sorted.isEmpty { return Parts.empty(w("handover.nothingDue")) }
    return Parts.list(sorted.prefix(60).map { "\(frame.age($0.at)) \($0.text)" }, class: "people")
  }

  /// What was decided against the proposal: pins, bans, water without the power confirmed off.
  private var byHand: HTML {
    let lookup = frame.lookup(operation)
    var rows: [HTML] = operation.pins.prefix(60).map {
      "\(Parts.tag(w("plan.pinned"))) \(lookup.names.name($0.staff)), \(lookup.postName($0.post))"
    }
    rows += operation.bans.prefix(60).map {
      "\(Parts.tag(w("plan.banned"))) \(lookup.names.name($0.staff)), \($0.post.map { lookup.postName($0) } ?? w("plan.anyPost"))"
    }
    for area in operation.power.keys.sorted() {
      guard let pass = operation.power[area]?.waterOverride else { continue }
      rows.append("\(Parts.tag(w("board.powerOverride"), "warning")) \(lookup.areaName(area)) \(frame.age(pass.at))")
    }
    return rows.isEmpty ? Parts.empty(w("handover.noneByHand")) : Parts.list(rows, class: "people")
  }
}
