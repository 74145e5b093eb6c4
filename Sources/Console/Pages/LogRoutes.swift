import Basics
import Incident
import Ledger
import Publication

/// The log in sentences, and the papers that print: what holds when the power fails.
enum LogRoutes {
  static let routes: [Route] = [
    .get("/log", .picture) { call, services in WebAnswer(try await page(call, services)) },
    .get("/papers", .people) { call, services in WebAnswer(papers(call, services)) },
    .get("/papers/{kind}", .people) { call, services in try await paper(call, services) },
  ]

  static let shown = 200

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let events = try await services.keeper.events(last: shown)
    let lookup = frame.lookup(frame.picture.operation)
    let texts = try await services.keeper.noteTexts(frame.language)
    let words = EventText(
      lookup: lookup, facts: OperationFacts(frame.picture.operation?.id ?? OperationID("-"), events: events, until: frame.now),
      note: { texts[$0.row] })
    let rows: [[HTML]] = events.reversed().compactMap { event in
      guard let text = words.text(event.event) else { return nil }
      return ["\(event.sequence)", frame.clock(event.instant), "\(words.recorder(event))", "\(text)"]
    }
    let content: HTML =
      rows.isEmpty
      ? Parts.empty(frame.w("log.none"))
      : Parts.table([frame.w("log.number"), frame.w("log.when"), frame.w("log.who"), frame.w("log.what")], rows)
    return frame.page(
      frame.w("nav.log"), live: true, "<p class=\"fine\">\(frame.w("log.intro", ["count": "\(shown)"]))</p>\(content)")
  }

  private static func papers(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard frame.picture.operation != nil else {
      return frame.page(frame.w("nav.papers"), Parts.empty(frame.w("error.noOperation")))
    }
    let items: [HTML] = PaperKind.allCases.map { "<a href=\"/papers/\($0.rawValue)\">\(frame.p("paper.\($0.rawValue)"))</a>" }
    let sheets: [HTML] =
      ["<a href=\"/handover\">\(frame.w("handover.title"))</a>"]
      + (frame.may(.desk) ? ["<a href=\"/fallback\">\(frame.w("fallback.title"))</a>"] : [])
    let needs: [HTML] = ["<a href=\"/need-map\">\(frame.p("paper.needMap"))</a>"]
    return frame.page(
      frame.w("nav.papers"),
      "<p class=\"lead\">\(frame.w("papers.intro"))</p>\(Parts.list(sheets + items + needs, class: "big"))")
  }

  private static func paper(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    guard let kind = PaperKind(rawValue: call.parameter("kind")), let operation = frame.picture.operation else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    let events = try await services.keeper.allEvents()
    let head = try await services.keeper.logHead()
    let title = frame.picture.titles[operation.id] ?? Bilingual(id: operation.opening.name, en: operation.opening.name)
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    let record = frame.picture.state.currentPlan(operation.id, shift: shift?.id)
    let names = Names(frame.picture.roster)
    let texts = try await services.keeper.noteTexts(frame.language)
    let context = PaperContext(
      mode: operation.mode, city: frame.picture.city, operation: operation.id, title: title,
      plan: record.map { PlanView(record: $0, operation: operation, title: title, city: frame.picture.city, names: names) },
      planApproved: record?.state.isApproved ?? false, names: names, note: { texts[$0.row] }, events: events,
      depths: kind == .map ? BoardRoutes.depths(frame, operation) : nil, logHead: "\(head.size):\(head.root.hex.prefix(16))",
      generatedAt: frame.now)
    return .paper(try Papers().html(kind, context, language: frame.language))
  }
}

extension WebAnswer {
  init(_ bytes: [UInt8], headers: [(String, String)]) { self.init(status: 200, bytes, headers: headers) }
}
