import Basics
import Incident

/// Between the web server and the handlers: who may, forged forms, errors in words, and the headers of each answer.
struct Gate: Sendable {
  let services: ConsoleServices

  /// Over TLS a browser takes a cookie of such a name from this host alone, never from a neighbour or over plain HTTP.
  static let hostPrefix = "__Host-"
  static let sessionCookie = "siaga_session"
  static let deviceCookie = "siaga_device"
  static let languageCookie = "siaga_lang"

  /// - Parameters:
  ///   - headers: by lower-case name: `origin`, `host`, `sec-fetch-site`.
  func answer(_ route: Route, _ received: WebCall, headers: [String: String]) async -> WebAnswer {
    var call = received
    let now = services.clock().milliseconds
    if let token = call.cookies[Self.sessionCookie], let found = services.access.session(token: token, at: now) {
      call.session = found.session
      call.account = found.account
    }
    if let refused = refuse(route, call, headers) { return finish(refused) }
    if call.method == .post, let key = call.idempotencyKey, call.form["command"] == nil {
      call.form.add("command", String(key.prefix(64)))
    }
    do {
      let answer = forPrograms(try await route.handler(call, services.seen(by: call.account)), call)
      if let look = route.looksAt, answer.status == 200, let account = call.account {
        await services.keeper.saw(look, account, isRenewal: call.isFragment)
      }
      return finish(answer)
    } catch {
      return finish(failure(error, call))
    }
  }

  /// A program is told where the result stands in place of being sent there.
  private func forPrograms(_ answer: WebAnswer, _ call: WebCall) -> WebAnswer {
    guard call.wantsJSON, answer.status == 303, let path = answer.headers.first(where: { $0.name == "location" })?.value else {
      return answer
    }
    var told = WebAnswer(json: ["done": true, "see": .string(path)])
    told.headers += answer.headers.filter { $0.name != "location" }
    return told
  }

  private func refuse(_ route: Route, _ call: WebCall, _ headers: [String: String]) -> WebAnswer? {
    if call.method == .post, isForeign(headers) { return error(403, "error.foreign", call) }
    if route.rule.needsSession {
      guard let account = call.account, let session = call.session else {
        if call.wantsJSON || call.method == .post || call.isFragment { return error(401, "error.signedOut", call) }
        return .seeOther("/signin?next=" + Self.escaped(call.path))
      }
      guard route.rule.allows(account.role) else { return error(403, "error.role", call) }
      if services.settings.asksSecondFactor, account.role.needsSecondFactor, account.second == nil, !Self.open(route) {
        if call.wantsJSON || call.method == .post || call.isFragment { return error(403, "error.secondFactor", call) }
        return .seeOther("/me/code")
      }
      if call.method == .post {
        let given = call.form["csrf"] ?? ""
        guard SecretText.equal(Array(given.utf8), Array(session.csrf.utf8)) else { return error(403, "error.form", call) }
      }
    }
    return nil
  }

  /// What may be done before the second factor is set up: setting it up, and leaving.
  private static func open(_ route: Route) -> Bool { route.path.hasPrefix("/me") || route.path == "/signout" }

  /// Whether another site's page sent it.
  private func isForeign(_ headers: [String: String]) -> Bool {
    if let site = headers["sec-fetch-site"] { return site != "same-origin" && site != "none" }
    guard let origin = headers["origin"], origin != "null" else { return headers["origin"] == "null" }
    let host = origin.split(separator: "/").last.map(String.init) ?? ""
    return host != headers["host"]
  }

  func error(_ status: Int, _ key: String, _ call: WebCall, detail: [String] = []) -> WebAnswer {
    let words = ConsoleWords.of(call.language)
    if call.wantsJSON {
      return WebAnswer(
        json: ["error": .string(key), "message": .string(words(key)), "detail": .array(detail.map { .string($0) })],
        status: status)
    }
    return WebAnswer(ErrorPage.html(status, words(key), detail, Frame(call, services)), status: status)
  }

  private func failure(_ failure: any Error, _ call: WebCall) -> WebAnswer {
    switch failure {
    case let refusal as Refusal: return error(409, "error.refused", call, detail: [refusal.text(call.language)])
    case let problem as Problem:
      services.metrics.count("problem")
      return error(Self.status(problem), "error.problem", call, detail: ProblemText.lines(problem, call.language))
    default:
      services.metrics.count("failure")
      return error(500, "error.failure", call)
    }
  }

  static func status(_ problem: Problem) -> Int {
    if problem.code == "ledger.full" { return 507 }
    return switch problem.exit {
    case .usage: problem.code.hasSuffix(".unknown") || problem.code.hasSuffix(".none") ? 404 : 400
    case .missingFile: 404
    case .badData: 422
    case .foundWanting: 409
    case .notPermitted: 403
    case .tryAgain, .unavailable: 503
    case .inputOutput: 500
    }
  }

  private func finish(_ answer: WebAnswer) -> WebAnswer {
    var answer = answer
    let names = Set(answer.headers.map(\.name))
    for (name, value) in Self.safety where !names.contains(name) { answer.set(name, value) }
    if services.settings.isSecure { answer.set("strict-transport-security", "max-age=31536000") }
    return answer
  }

  /// Of each answer. No page loads or sends anything elsewhere; addresses of personal links go to nobody.
  static let safety: [(String, String)] = [
    (
      "content-security-policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "geolocation=(), camera=(), microphone=()"), ("x-frame-options", "DENY"),
    ("vary", "cookie"),
  ]

  static func escaped(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let hex = Array("0123456789ABCDEF")
    return text.utf8.map { plain.contains($0) ? String(UnicodeScalar($0)) : "%\(hex[Int($0 >> 4)])\(hex[Int($0 & 15)])" }.joined()
  }

  /// `name=value` with what keeps it safe.
  static func cookie(_ name: String, _ value: String, seconds: Int, isSecure: Bool) -> (String, String) {
    (
      "set-cookie",
      "\(isSecure ? hostPrefix : "")\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax"
        + (isSecure ? "; Secure" : "")
    )
  }
}
