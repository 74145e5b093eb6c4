import Basics
import Geography
import Incident
import Publication

/// The commander's screen: water, people, shortages, silence, decisions.
enum BoardRoutes {
  static let routes: [Route] = [
    .get("/", .signedIn) { call, services in WebAnswer(board(call, services)) }
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
  static func welcome(_ frame: Frame) -> HTML {
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

  static func depths(_ frame: Frame, _ operation: EmergencyOperation) -> DepthSeries? {
    let samples = (frame.picture.statedDepths[operation.id]?.samples ?? []) + operation.depthSeries().samples
    return samples.isEmpty ? nil : DepthSeries(samples: samples)
  }
}
