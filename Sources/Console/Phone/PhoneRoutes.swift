import Basics
import Incident
import Operations
import Publication

/// One person's duty on a phone: where, when, with whom, what to bring, the way there, why me; large buttons that work without a script.
///
/// Opening the link changes nothing and is no receipt, as messengers fetch links by themselves. The page shows a first name and a
/// unit, never a number, a whole name or a home.
enum PhoneRoutes {
  static let routes: [Route] = [
    .get("/t/{token}", .linkHolder) { call, services in try await page(call, services) },
    .post("/t/{token}", .linkHolder, limit: 8192) { call, services in try await answer(call, services) },
    .get(PhoneWorker.path, .everyone) { _, _ in
      WebAnswer(type: "text/javascript; charset=utf-8", Array(PhoneWorker.text.utf8), headers: [("cache-control", "no-cache")])
    },
  ]

  private static func order(_ call: WebCall, _ services: ConsoleServices) -> (LinkBook.Verdict, OrderRecord?) {
    let state = services.picture.state
    let verdict = services.keeper.links.check(call.parameter("token"), at: services.now) { state.order($0)?.staff }
    guard case .valid(let id) = verdict else { return (verdict, nil) }
    return (verdict, state.order(id))
  }

  private static func refused(_ verdict: LinkBook.Verdict, _ call: WebCall, _ services: ConsoleServices) -> WebAnswer {
    Gate(services: services).error(
      verdict == .expired ? 410 : 404, verdict == .expired ? "phone.expired" : "phone.invalid", call)
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let (verdict, found) = order(call, services)
    guard let order = found, let operation = services.picture.state.operation(order.operation) else {
      return refused(verdict, call, services)
    }
    guard PlayerRoutes.mayOpen(order.staff, services) else { return Gate(services: services).error(410, "players.out", call) }
    let frame = Frame(inTheLanguageOf: order.staff, call, services)
    let view = PhonePage(
      frame: frame, order: order, operation: operation, action: call.path, done: call.query.text("done"),
      handovers: await services.keeper.handovers(for: order, at: services.now), ways: services.keeper.ways,
      from: call.query.text("from"))
    var answer = WebAnswer(frame.phonePage(view.title, view.content, action: call.path, isSecure: services.settings.isSecure))
    // What a phone kept is shown no longer than the link opens, by the wall clock.
    let left = order.interval.end.milliseconds + LinkBook.afterDuty - services.now.milliseconds
    answer.set(PhoneWorker.until, "\(services.clock().milliseconds + max(0, left))")
    return answer
  }

  private static func answer(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let (verdict, found) = order(call, services)
    guard let order = found else { return refused(verdict, call, services) }
    guard let answer = PhoneAnswer(call.form) else { throw SituationRoutes.wrong("orders.badStep", call) }
    guard PlayerRoutes.mayOpen(order.staff, services) else { return Gate(services: services).error(410, "players.out", call) }
    // A visitor of a demonstration who answers plays that person from then on.
    if let control = services.keeper.control, services.picture.drill?.players.contains(order.staff) == false {
      try await control.enrol([order.staff], isPlayed: true)
    }
    try await answer.send(order, call, services)
    return .seeOther("\(call.path)?done=\(answer.step.rawValue)")
  }
}

extension Frame {
  /// In a person's own language where the browser has chosen none.
  init(inTheLanguageOf staff: StaffID, _ call: WebCall, _ services: ConsoleServices) {
    var call = call
    if call.cookies[Gate.languageCookie] == nil, let person = services.picture.roster.member(staff) {
      call.language = person.language
    }
    self.init(call, services)
  }

  /// A page for somebody with a link: small, with the phone's own style and script, and the place where answers wait.
  func phonePage(_ title: String, _ content: HTML, action: String, isSecure: Bool) -> HTML {
    let isHidden: HTML = isSecure ? " hidden" : ""
    return """
      \(documentHead(title, style: Assets.phoneStylePath, script: Assets.phoneScriptPath))
      <body class="mode-\(picture.mode.rawValue)">
      <div id="top">\(banner)</div>
      <main id="main">
      <h1>\(title)</h1>
      <p id="offline" class="notice warning" role="status" hidden>\(w("phone.offline", ["clock": style.moment(now)]))</p>
      <div id="outbox" aria-live="polite" data-waiting="\(w("phone.waiting"))" data-kept="\(w("phone.kept"))" data-call="\(w("phone.helpWaiting"))" data-now="\(w("phone.sendNow"))" data-sent="\(w("phone.sent"))" data-refused="\(w("phone.refused"))" data-ok="\(w("phone.understood"))"></div>
      <div id="live">\(content)</div>
      <p class="fine" id="plain"\(isHidden)>\(w("phone.plainHTTP"))</p>
      <p class="fine" id="stored" hidden>\(w("phone.stored"))</p>
      \(languageForm(back: action))
      </main>
      <div id="end">\(banner)</div>
      </body>
      </html>
      """
  }

  private func languageForm(back: String) -> HTML {
    let other: Language = language == .id ? .en : .id
    return """
      <form method="post" action="/language"><input type="hidden" name="lang" value="\(other.rawValue)"><input type="hidden" name="back" value="\(back)"><button class="quiet" lang="\(other.rawValue)">\(other == .en ? "English" : "Indonesia")</button></form>
      """
  }
}
