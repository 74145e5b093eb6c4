import Basics
import Ledger

/// The way in and out: first administrator, password, demonstration.
enum SignInRoutes {
  static let routes: [Route] = [
    .get("/signin", .everyone) { call, services in page(call, services) },
    .post("/signin", .everyone, limit: 4096) { call, services in try await signIn(call, services) },
    .post("/signin/code", .everyone, limit: 4096) { call, services in try await secondStep(call, services) },
    .post("/signout", .signedIn) { call, services in
      if let token = call.cookies[Gate.sessionCookie] {
        try await services.keeper.keep([], erasing: [services.access.forget(token: token)])
      }
      var answer = WebAnswer.seeOther("/signin")
      answer.headers.append(Gate.cookie(Gate.sessionCookie, "", seconds: 0, isSecure: services.settings.isSecure))
      return answer
    },
    .get("/setup/{token}", .linkHolder) { call, services in setupPage(call, services) },
    .post("/setup/{token}", .linkHolder, limit: 4096) { call, services in try await setUp(call, services) },
    .get("/enter/{token}", .linkHolder) { call, services in enterPage(call, services) },
    .post("/enter/{token}", .linkHolder) { call, services in try await enter(call, services) },
  ]

  /// A path of this server, never another site's.
  static func safePath(_ path: String?) -> String {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"), path.utf8.count < 500,
      path.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else { return "/" }
    return path
  }

  // MARK: Password

  private static func page(_ call: WebCall, _ services: ConsoleServices, problem: String? = nil, status: Int = 200) -> WebAnswer {
    let frame = Frame(call, services)
    let controls = Controls(frame: frame)
    let note: HTML = problem.map { "<p class=\"notice danger\" role=\"alert\">\($0)</p>" } ?? .none
    let first: HTML = services.access.accounts.isEmpty ? Parts.notice(frame.w("signin.nobody")) : .none
    let content: HTML = """
      \(note)\(first)
      \(controls.form("/signin", """
        \(controls.hidden("next", safePath(call.query["next"] ?? call.form["next"])))
        \(controls.text(frame.w("signin.name"), "name", value: call.form["name"] ?? "", required: true, more: " autocomplete=\"username\" autocapitalize=\"none\""))
        \(controls.text(frame.w("signin.password"), "password", kind: "password", required: true, more: " autocomplete=\"current-password\""))
        \(controls.button(frame.w("signin.go")))
        """))
      """
    return WebAnswer(frame.plainPage(frame.w("signin.title"), content), status: status)
  }

  private static func signIn(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let words = ConsoleWords.of(call.language)
    let name = String((call.form.text("name") ?? "").prefix(64))
    let password = call.form["password"] ?? ""
    let now = services.clock().milliseconds
    let place = SignInPlace(call, name, services)
    if let slowed = slowed(place, call, services, at: now) { return slowed }
    let account = services.access.account(name)
    // A name that nobody has costs the same time as one that somebody has.
    let record = account.flatMap { $0.isClosed ? nil : $0.password } ?? decoy(services.access.rounds)
    guard let matches = await services.access.passwords.matches(password, record) else {
      return page(call, services, problem: words("signin.busy"), status: 503)
    }
    guard matches, let account, account.password != nil, !account.isClosed else {
      place.failed(services, at: now)
      return page(call, services, problem: words("signin.wrong"), status: 401)
    }
    let next = safePath(call.form["next"])
    if account.second != nil { return codePage(account, Ticket(account, services, at: now), call, services, next: next) }
    place.succeeded(services)
    return try await begin(account, call, services, next: next)
  }

  private static func slowed(_ place: SignInPlace, _ call: WebCall, _ services: ConsoleServices, at now: Int64) -> WebAnswer? {
    let wait = place.wait(services, at: now)
    guard wait > 0 else { return nil }
    services.metrics.count("sign_in_slowed")
    let seconds = "\((wait + 999) / 1000)"
    var answer = page(call, services, problem: ConsoleWords.of(call.language)("signin.wait", ["seconds": seconds]), status: 429)
    answer.set("retry-after", seconds)
    return answer
  }

  // MARK: Second factor

  /// Says that the password was right, for a few minutes: what the browser bears between the two steps.
  struct Ticket {
    static let longest: Int64 = 300_000
    let text: String

    init(_ account: Account, _ services: ConsoleServices, at now: Int64) {
      let until = now + Self.longest
      text = "\(until)." + services.keeper.links.ticket("\(account.name)|\(until)|\(account.password?.key.count ?? 0)")
    }

    static func isValid(_ text: String, _ account: Account, _ services: ConsoleServices, at now: Int64) -> Bool {
      let parts = text.split(separator: ".", maxSplits: 1)
      guard text.utf8.count < 100, parts.count == 2, let until = Int64(parts[0]), until >= now, until - now <= longest else {
        return false
      }
      let right = services.keeper.links.ticket("\(account.name)|\(until)|\(account.password?.key.count ?? 0)")
      return SecretText.equal(Array(parts[1].utf8), Array(right.utf8))
    }
  }

  private static func codePage(
    _ account: Account, _ ticket: Ticket, _ call: WebCall, _ services: ConsoleServices, next: String, problem: String? = nil
  ) -> WebAnswer {
    let frame = Frame(call, services)
    let controls = Controls(frame: frame)
    let note: HTML = problem.map { "<p class=\"notice danger\" role=\"alert\">\($0)</p>" } ?? .none
    let content: HTML = """
      \(note)<p>\(frame.w("signin.codeIntro"))</p>
      \(controls.form("/signin/code", """
        \(controls.hidden("next", next))\(controls.hidden("name", account.name))\(controls.hidden("ticket", ticket.text))
        \(controls.text(frame.w("signin.code"), "code", required: true, more: " inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"40\""))
        \(controls.button(frame.w("signin.go")))
        """))
      """
    return WebAnswer(frame.plainPage(frame.w("signin.title"), content), status: problem == nil ? 200 : 401)
  }

  private static func secondStep(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let now = services.clock().milliseconds
    let name = String((call.form.text("name") ?? "").prefix(64))
    let place = SignInPlace(call, name, services)
    if let slowed = slowed(place, call, services, at: now) { return slowed }
    guard var account = services.access.account(name), !account.isClosed, let second = account.second,
      Ticket.isValid(call.form["ticket"] ?? "", account, services, at: now)
    else { return page(call, services, problem: ConsoleWords.of(call.language)("signin.again"), status: 401) }
    let next = safePath(call.form["next"])
    guard let used = second.using(call.form["code"] ?? "", at: now) else {
      place.failed(services, at: now)
      let words = ConsoleWords.of(call.language)
      return codePage(account, Ticket(account, services, at: now), call, services, next: next, problem: words("signin.wrongCode"))
    }
    account.second = used
    // Taken at once, so that of two who type the same code one comes in.
    guard services.access.use(used, of: account, instead: second) else {
      return page(call, services, problem: ConsoleWords.of(call.language)("signin.again"), status: 401)
    }
    place.succeeded(services)
    return try await begin(account, call, services, next: next)
  }

  private static func decoy(_ rounds: Int) -> PasswordRecord {
    PasswordRecord(salt: [UInt8](repeating: 7, count: 16), rounds: rounds, key: [UInt8](repeating: 0, count: 32))
  }

  /// A new session under a new token, whatever token the browser had before.
  private static func begin(_ account: Account, _ call: WebCall, _ services: ConsoleServices, next: String) async throws
    -> WebAnswer
  {
    let now = services.clock().milliseconds
    let new = services.access.newSession(for: account.name, at: now)
    let erasing = call.cookies[Gate.sessionCookie].map { [services.access.forget(token: $0)] } ?? []
    var known = account
    let network = SignInPlace.network(call.sender)
    known.networks = known.networks.filter { $0 != network }.suffix(SignInPlace.mostNetworks - 1) + [network]
    // A code that was used stays used over a restart.
    let changed = known.second != nil || known != services.access.account(account.name) ? [AccessBook.row(known)] : []
    try await services.keeper.keep([new.row] + changed, erasing: erasing)
    if !changed.isEmpty { services.access.accept(known) }
    services.access.accept(new.session, token: new.token, at: now)
    services.metrics.count("sign_in")
    let isSecure = services.settings.isSecure
    var answer = WebAnswer.seeOther(next)
    answer.headers.append(Gate.cookie(Gate.sessionCookie, new.token, seconds: Int(Session.longest / 1000), isSecure: isSecure))
    answer.headers.append(
      Gate.cookie(Gate.deviceCookie, deviceSeal(account.name, services), seconds: 15_552_000, isSecure: isSecure))
    return answer
  }

  private static func deviceSeal(_ name: String, _ services: ConsoleServices) -> String {
    services.keeper.links.device(name)
  }

  // MARK: First administrator

  private static func setupPage(_ call: WebCall, _ services: ConsoleServices, problem: String? = nil) -> WebAnswer {
    let frame = Frame(call, services)
    guard services.access.isSetup(token: call.parameter("token")) else {
      return Gate(services: services).error(404, "setup.over", call)
    }
    let controls = Controls(frame: frame)
    let note: HTML = problem.map { "<p class=\"notice danger\" role=\"alert\">\($0)</p>" } ?? .none
    let content: HTML = """
      <p>\(frame.w("setup.intro"))</p>\(note)
      \(controls.form(call.path, AccountForm.fields(controls, call.form, role: .administrator, withRole: false) + controls.button(frame.w("setup.go"))))
      """
    return WebAnswer(frame.plainPage(frame.w("setup.title"), content), status: problem == nil ? 200 : 422)
  }

  private static func setUp(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard services.access.isSetup(token: call.parameter("token")) else {
      return Gate(services: services).error(404, "setup.over", call)
    }
    let account: Account
    do throws(Problem) {
      account = try AccountForm.account(call, role: .administrator, rounds: services.access.rounds, isNew: true)
      // Of two who open the link at once, one becomes the administrator.
      try await services.keeper.found(account, setup: call.parameter("token"))
    } catch { return setupPage(call, services, problem: ConsoleWords.of(call.language)(error.code)) }
    return try await begin(account, call, services, next: "/accounts")
  }

  // MARK: Demonstration

  private static func enterPage(_ call: WebCall, _ services: ConsoleServices) -> WebAnswer {
    let frame = Frame(call, services)
    guard let name = services.demo[call.parameter("token")], let account = services.access.account(name) else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    let controls = Controls(frame: frame)
    let role = frame.w("role.\(account.role.rawValue)")
    return WebAnswer(
      frame.plainPage(
        frame.w("enter.title"),
        "<p>\(frame.w("enter.intro", ["role": role]))</p>"
          + controls.act(call.path, frame.w("enter.go", ["role": role]), isMain: true)))
  }

  private static func enter(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let name = services.demo[call.parameter("token")], let account = services.access.account(name) else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    return try await begin(account, call, services, next: account.role == .coordinator ? "/drill" : "/")
  }
}
