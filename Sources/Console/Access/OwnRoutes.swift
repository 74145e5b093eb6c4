import Basics
import Ledger

/// What everybody does with their own account: password, second factor, sessions.
enum OwnRoutes {
  static let routes: [Route] = [
    .get("/me", .signedIn) { call, services in page(call, services) },
    .post("/me/password", .signedIn, limit: 4096) { call, services in try await changePassword(call, services) },
    .get("/me/code", .signedIn) { call, services in codePage(call, services) },
    .post("/me/code", .signedIn, limit: 4096) { call, services in try await enrol(call, services) },
    .post("/me/sessions/{id}/end", .signedIn, limit: 1024) { call, services in
      guard let account = call.account else { return .seeOther("/signin") }
      let keys = services.access.forget(account: account.name) { $0.hasPrefix(call.parameter("id")) }
      try await services.keeper.keep([], erasing: keys)
      return .seeOther("/me")
    },
    .post("/me/sessions/end", .signedIn, limit: 1024) { call, services in
      guard let account = call.account else { return .seeOther("/signin") }
      try await services.keeper.keep([], erasing: others(call, account, services))
      return .seeOther("/me")
    },
  ]

  /// Ends the account's sessions but the one that asks.
  private static func others(_ call: WebCall, _ account: Account, _ services: ConsoleServices) -> [SideRow.Key] {
    let own = call.cookies[Gate.sessionCookie].map(SecretText.digest)
    return services.access.forget(account: account.name) { $0 != own }
  }

  // MARK: Page

  private static func page(_ call: WebCall, _ services: ConsoleServices, problem: String? = nil) -> WebAnswer {
    let frame = Frame(call, services)
    guard let account = call.account else { return .seeOther("/signin") }
    let controls = Controls(frame: frame)
    let note: HTML = problem.map { "<p class=\"notice danger\" role=\"alert\">\($0)</p>" } ?? .none
    let shortest = ["count": "\(PasswordRecord.shortest)"]
    let password: HTML = """
      \(note)\(controls.form("/me/password", """
        \(controls.text(frame.w("own.old"), "old", kind: "password", required: true, more: " autocomplete=\"current-password\""))
        \(controls.text(frame.w("own.new"), "new", hint: frame.w("account.passwordHint", shortest), kind: "password", required: true, more: " autocomplete=\"new-password\" minlength=\"\(PasswordRecord.shortest)\""))
        \(controls.button(frame.w("own.change")))
        """))
      """
    let code: HTML =
      account.second.map { "<p>\(frame.w("own.codeOn", ["count": "\($0.recovery.count)"]))</p>" }
      ?? "<p>\(frame.w("own.codeOff"))</p>"
    return WebAnswer(
      frame.page(
        frame.w("own.title"),
        """
        \(Parts.card(frame.w("own.password"), id: "password", password))
        \(Parts.card(frame.w("own.code"), id: "code", code + "<p><a href=\"/me/code\">\(frame.w("own.codeNew"))</a></p>"))
        \(Parts.card(frame.w("own.sessions"), id: "sessions", sessions(call, account, controls, services)))
        """), status: problem == nil ? 200 : 422)
  }

  private static func sessions(_ call: WebCall, _ account: Account, _ controls: Controls, _ services: ConsoleServices) -> HTML {
    let frame = controls.frame
    let own = call.cookies[Gate.sessionCookie].map(SecretText.digest)
    let rows: [[HTML]] = services.access.sessions(of: account.name).map { key, session in
      [
        "\(frame.age(.init(milliseconds: session.began)))", "\(frame.age(.init(milliseconds: session.seen)))",
        key == own
          ? Parts.tag(frame.w("own.this"), "good") : controls.act("/me/sessions/\(key.prefix(16))/end", frame.w("own.end")),
      ]
    }
    return Parts.table([frame.w("own.began"), frame.w("own.seen"), ""], rows)
      + controls.act("/me/sessions/end", frame.w("own.endOthers"))
  }

  // MARK: Password

  private static func changePassword(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard var account = call.account else { return .seeOther("/signin") }
    let words = ConsoleWords.of(call.language)
    let now = services.clock().milliseconds
    let wait = services.access.wait(account: account.name, sender: "own", isKnownDevice: true, at: now)
    if wait > 0 { return page(call, services, problem: words("signin.wait", ["seconds": "\((wait + 999) / 1000)"])) }
    let (old, new) = (call.form["old"] ?? "", call.form["new"] ?? "")
    guard let record = account.password, await services.access.passwords.matches(old, record) == true else {
      services.access.failed(account: account.name, sender: "own", at: now)
      return page(call, services, problem: words("own.wrongOld"))
    }
    services.access.succeeded(account: account.name, sender: "own")
    if let key = AccountForm.weakness(new, name: account.name) { return page(call, services, problem: words(key)) }
    account.password = try PasswordRecord(new, rounds: services.access.rounds)
    // Whoever knew the old one is out everywhere else.
    try await services.keeper.keep([AccessBook.row(account)], erasing: others(call, account, services))
    services.access.accept(account)
    return .seeOther("/me")
  }

  // MARK: Second factor

  private static func codePage(_ call: WebCall, _ services: ConsoleServices, problem: String? = nil) -> WebAnswer {
    let frame = Frame(call, services)
    guard let account = call.account else { return .seeOther("/signin") }
    let controls = Controls(frame: frame)
    let secret = services.access.pendingSecret(of: account.name)
    let text = OneTimeCode.base32(secret)
    let spaced = stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: " ")
    let link = OneTimeCode.link(secret, account: account.name, place: "Posko \(frame.picture.city.name)")
    let note: HTML = problem.map { "<p class=\"notice danger\" role=\"alert\">\($0)</p>" } ?? .none
    let content: HTML = """
      <p>\(frame.w("own.codeIntro"))</p>\(note)
      <p><code class="secret">\(spaced)</code></p>
      <p><a href="\(link)">\(frame.w("own.codeLink"))</a></p>
      \(controls.form("/me/code", """
        \(controls.text(frame.w("signin.code"), "code", required: true, more: " inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"12\""))
        \(controls.button(frame.w("own.codeGo")))
        """))
      """
    return WebAnswer(frame.page(frame.w("own.code"), content), status: problem == nil ? 200 : 422)
  }

  private static func enrol(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard var account = call.account else { return .seeOther("/signin") }
    let frame = Frame(call, services)
    let now = services.clock().milliseconds
    let secret = services.access.pendingSecret(of: account.name)
    guard let step = OneTimeCode.match(call.form["code"] ?? "", secret, at: now, after: nil) else {
      return codePage(call, services, problem: frame.w("signin.wrongCode"))
    }
    let codes = SecondFactor.newRecoveryCodes()
    account.second = SecondFactor(secret: secret, lastStep: step, recovery: codes.map(SecondFactor.digest))
    try await services.keeper.keep([AccessBook.row(account)], erasing: others(call, account, services))
    services.access.accept(account)
    services.access.dropPendingSecret(of: account.name)
    let rows: [HTML] = codes.map { "<code>\($0)</code>" }
    return WebAnswer(
      frame.page(
        frame.w("own.recovery"),
        "<p>\(frame.w("own.recoveryIntro"))</p>\(Parts.list(rows))<p><a href=\"/\">\(frame.w("own.recoveryDone"))</a></p>"))
  }
}
