import Basics
import Incident
import Ledger
import Operations
import Publication

/// Residents report without an account and follow their ticket; who sends many waits in a slow lane, an emergency never.
enum CitizenRoutes {
  static let photoBytes = 5 << 20

  static let routes: [Route] = [
    .get("/lapor", .everyone) { call, services in WebAnswer(form(Frame(call, services), nil)) },
    .post("/lapor", .everyone, limit: photoBytes) { call, services in try await take(call, services) },
    .get("/lapor/{code}", .everyone) { call, services in try await follow(call, services) },
  ]

  static func form(_ frame: Frame, _ wrong: String?) -> HTML {
    let content: HTML =
      frame.picture.operation == nil
      ? Parts.notice(frame.say("report.closed"), "warning") : CitizenForm(frame: frame).resident
    let notice: HTML = wrong.map { Parts.notice($0, "danger") } ?? .none
    return frame.plainPage(
      frame.say("report.title"),
      """
      \(danger(frame))\(notice)\(content)<p><a href="/info/index.html">\(frame.say("due.public"))</a></p>
      """)
  }

  /// First of all: whom to call.
  static func danger(_ frame: Frame) -> HTML {
    """
    <p class="call112">\(frame.say("report.danger")) <a href="tel:112">112</a> · <a href="tel:119">119</a> · \(frame.picture.city.sender)</p>
    """
  }

  // MARK: Taking in

  private static func take(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    guard frame.picture.operation != nil else { return WebAnswer(form(frame, nil), status: 409) }
    let now = services.clock().milliseconds
    let wish: ReportWish
    do { wish = try CitizenForm.wish(call, services.now, way: .form) } catch {
      return WebAnswer(form(frame, error.message), status: 422)
    }
    let isEmergency = wish.need.isUrgent || EmergencyWords.isIn(wish.words ?? "")
    switch services.keeper.lanes.lane(call.sender, isEmergency: isEmergency, at: now) {
    case .fast:
      do {
        let ticket = try await SlowLane.enter(wish, services.keeper)
        return .seeOther("/lapor/\(TicketCode.text(ticket, services.keeper.links))")
      } catch let problem as Problem where problem.code == "report.photo" {
        return WebAnswer(form(frame, frame.say("form.badPhoto")), status: 422)
      }
    case .slow:
      let id = try await SlowLane.wait(wish, services.keeper, at: services.now)
      return .seeOther("/lapor/\(id)")
    case .full: return WebAnswer(form(frame, frame.say("report.full")), status: 503)
    }
  }

  // MARK: The answer

  private static func follow(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    let code = call.parameter("code")
    if code.hasPrefix("w-") {
      switch try await SlowLane.standing(code, services.keeper) {
      case .waiting:
        return WebAnswer(
          frame.plainPage(frame.say("report.title"), danger(frame) + Parts.notice(frame.say("report.waits"), "warning")))
      case .entered(let ticket): return .seeOther("/lapor/\(TicketCode.text(ticket, services.keeper.links))")
      case .unknown: return Gate(services: services).error(404, "error.notFound", call)
      }
    }
    guard let id = TicketCode.ticket(code, services.keeper.links), let record = services.picture.state.ticket(id) else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    // Who asks by the number of one that was merged gets the answer of the other.
    let main = record.mergedInto.flatMap { services.picture.state.ticket($0) } ?? record
    let answer = try await services.keeper.look { desk, _ in main.answer?.answer.flatMap { desk.noteText($0) } }
    return WebAnswer(frame.plainPage(frame.say("report.title"), ticketPage(frame, record, main, answer, code)))
  }

  private static func ticketPage(
    _ frame: Frame, _ record: TicketRecord, _ main: TicketRecord, _ answer: String?, _ code: String
  ) -> HTML {
    let area = frame.picture.city.area(record.report.area)?.name ?? ""
    var steps: [HTML] = ["\(frame.say("ticket.received")) \(frame.age(record.enteredAt))"]
    if main.triage != nil { steps.append("\(frame.say("ticket.read"))") }
    if record.mergedInto != nil { steps.append("\(frame.say("ticket.merged"))") }
    if let post = main.post, let parts = Lookup.parts(post) {
      let name = frame.lookup(frame.picture.operation).roleName(parts.role)
      steps.append("\(frame.say("ticket.assigned", ["post": name]))")
    }
    if let outcome = main.answer?.outcome { steps.append("<strong>\(frame.say("outcome.\(outcome.rawValue)"))</strong>") }
    let told: HTML =
      answer.map { "<section class=\"card\"><h2>\(frame.say("ticket.answer"))</h2><p>\($0)</p></section>" } ?? .none
    return """
      \(danger(frame))<section class="card"><h2>\(frame.say("ticket.number"))</h2><p class="code">\(code)</p><p class="fine">\(frame.say("ticket.keep"))</p>
      <p>\(frame.say("need.\(record.report.need.rawValue)")), \(area)</p>\(Parts.list(steps))</section>\(told)
      """
  }
}

/// The number that a reporter keeps: the ticket's with a seal, so that nobody reads the answers of others by counting.
enum TicketCode {
  private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  /// `12-K7QF3M`
  static func text(_ ticket: TicketID, _ links: LinkBook) -> String {
    let number = ticket.rawValue.drop { !$0.isNumber }
    let seal = links.device("ticket|\(ticket)").utf8.reduce(into: UInt64(1_469_598_103_934_665_603)) {
      $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return "\(number)-" + String((0..<6).map { letters[Int(seal >> (UInt64($0) * 5 + 20)) & 31] })
  }

  static func ticket(_ code: String, _ links: LinkBook) -> TicketID? {
    guard code.utf8.count <= 24, let dash = code.firstIndex(of: "-") else { return nil }
    let id = TicketID("ticket-\(code[..<dash])")
    return SecretText.equal(Array(text(id, links).utf8), Array(code.uppercased().utf8)) ? id : nil
  }
}
