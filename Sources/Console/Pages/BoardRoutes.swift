import Basics
import Geography
import Incident
import Publication

/// The commander's screen: water, people, shortages, silence, decisions; map and table say the same.
enum BoardRoutes {
  static let routes: [Route] = [
    .get("/", .signedIn) { call, services in WebAnswer(board(call, services)) },
    .get("/map.svg", .picture) { call, services in map(call, services) },
    .get("/map", .picture) { call, services in WebAnswer(mapPage(call, services)) },
  ]

  private static func board(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else { return frame.page(frame.w("nav.board"), live: true, welcome(frame)) }
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    let cards = BoardCards(frame: frame, operation: operation, shift: shift)
    let content: HTML = """
      \(cards.head)
      <div class="board">
      <div class="column">\(cards.decisions)\(frame.may(.people) ? cards.silent : .none)\(cards.shortages)</div>
      <div class="column">\(cards.water)\(cards.places)\(cards.map)</div>
      </div>
      """
    return frame.page(frame.w("nav.board"), live: true, content)
  }

  /// Nothing is open yet: what to do first.
  private static func welcome(_ frame: Frame) -> HTML {
    let people = frame.picture.roster.staff.count
    let open: HTML =
      frame.may(.desk)
      ? "<p><a class=\"button main\" href=\"/operations/new\">\(frame.w("welcome.open"))</a></p>"
      : "<p>\(frame.w("welcome.wait"))</p>"
    return """
      <section class="card first"><h2>\(frame.w("welcome.title"))</h2><p>\(frame.w("welcome.text"))</p>\(open)
      <p>\(people == 0 ? frame.w("welcome.noRoster") : frame.w("welcome.roster", ["count": frame.style.number(people)]))
      \(frame.may(.desk) ? "<a href=\"/roster\">\(frame.w("nav.roster"))</a>" : HTML.none)</p></section>
      """
  }

  // MARK: Map

  private static func view(_ frame: Frame, _ operation: EmergencyOperation, _ shift: Shift?) -> PlanView {
    let picture = frame.picture
    let title = picture.titles[operation.id] ?? Bilingual(id: operation.opening.name, en: operation.opening.name)
    let names = Names(picture.roster)
    if let shift, let record = picture.state.currentPlan(operation.id, shift: shift.id) {
      return PlanView(record: record, operation: operation, title: title, city: picture.city, names: names)
    }
    let posts = shift.map { operation.openPosts(shifts: [$0.id]) } ?? []
    let plan = Plan(
      shifts: shift.map { [$0.id] } ?? [], posts: posts, duties: [], shortages: [], proof: nil, cost: 0, unmetByTier: [],
      status: .optimal, gap: 0, caveats: [])
    return PlanView(
      plan: plan, id: "-", title: title, mode: operation.mode, city: picture.city, shifts: operation.shiftList, names: names)
  }

  static func depths(_ frame: Frame, _ operation: EmergencyOperation) -> DepthSeries? {
    let samples = (frame.picture.statedDepths[operation.id]?.samples ?? []) + operation.depthSeries().samples
    return samples.isEmpty ? nil : DepthSeries(samples: samples)
  }

  private static func map(_ call: WebCall, _ services: ConsoleServices) -> WebAnswer {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else { return Gate(services: services).error(404, "error.notFound", call) }
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    let map = CityMap(
      view: view(frame, operation, shift), depths: depths(frame, operation),
      during: Interval(start: frame.now.adding(minutes: -360), end: frame.now.adding(minutes: 1)), language: frame.language)
    // The drawing has a style of its own, and nothing else may come with it.
    return WebAnswer(
      type: "image/svg+xml", Array(map.svg().utf8),
      headers: [("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")])
  }

  private static func mapPage(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else { return frame.page(frame.w("map.title"), welcome(frame)) }
    let shift = frame.picture.shift(operation, named: call.query["shift"], at: frame.now)
    let cards = BoardCards(frame: frame, operation: operation, shift: shift)
    let content: HTML = """
      \(cards.bigMap)
      \(Parts.card(frame.w("board.places"), id: "places", cards.placeTable))
      \(Parts.card(frame.w("board.water"), id: "water", cards.waterTable))
      """
    return frame.page(frame.w("map.title"), live: true, content)
  }
}
