import Basics
import Ledger

/// Fields of an account, and what is made of them.
enum AccountForm {
  static func fields(_ controls: Controls, _ form: FormFields, role: ConsoleRole, withRole: Bool) -> HTML {
    let frame = controls.frame
    let roles = ConsoleRole.allCases.map { (value: $0.rawValue, label: frame.w("role.\($0.rawValue)")) }
    return """
      \(controls.text(frame.w("account.name"), "name", value: form["name"] ?? "", hint: frame.w("account.nameHint"), required: true, more: " autocomplete=\"username\" autocapitalize=\"none\" maxlength=\"64\""))
      \(controls.text(frame.w("account.office"), "office", value: form["office"] ?? "", hint: frame.w("account.officeHint"), required: true, more: " maxlength=\"64\""))
      \(controls.text(frame.w("account.acting"), "acting", value: form["acting"] ?? "", hint: frame.w("account.actingHint"), more: " maxlength=\"80\""))
      \(withRole ? controls.text(frame.w("account.unit"), "unit", value: form["unit"] ?? "", hint: frame.w("account.unitHint"), more: " maxlength=\"64\"") : .none)
      \(withRole ? controls.select(frame.w("account.role"), "role", roles, chosen: form["role"] ?? role.rawValue) : .none)
      \(controls.text(frame.w("account.password"), "password", hint: frame.w("account.passwordHint", ["count": "\(PasswordRecord.shortest)"]), kind: "password", required: true, more: " autocomplete=\"new-password\" minlength=\"\(PasswordRecord.shortest)\""))
      """
  }

  /// The key of the sentence that says why a password will not do; nil for one that does.
  static func weakness(_ password: String, name: String) -> String? {
    guard password.count >= PasswordRecord.shortest, password.count <= PasswordRecord.longest else {
      return "account.badPassword"
    }
    // The commonest way to a weak password: the name in it.
    if password.lowercased().contains(name.lowercased()) { return "account.nameInPassword" }
    let letters = Set(password.lowercased())
    return letters.count < 4 ? "account.badPassword" : nil
  }

  /// - Throws: a `Problem` whose code is the key of the sentence that says what is wrong.
  static func account(_ call: WebCall, role: ConsoleRole, rounds: Int, isNew: Bool) throws(Problem) -> Account {
    let name = call.form.text("name") ?? ""
    let office = call.form.text("office") ?? ""
    let password = call.form["password"] ?? ""
    guard isPlainID(name) else { throw Problem("account.badName", name, exit: .badData) }
    guard isPlainID(office) else { throw Problem("account.badOffice", office, exit: .badData) }
    if let key = weakness(password, name: name) { throw Problem(key, "", exit: .badData) }
    var account = Account(name: name, office: office, role: role, actingFor: call.form.text("acting"))
    account.unit = call.form.text("unit").flatMap { isPlainID($0) ? $0 : nil }
    do { account.password = try PasswordRecord(password, rounds: rounds) } catch {
      throw Problem("account.badPassword", "\(error)", exit: .badData)
    }
    return account
  }
}

/// Accounts: made and closed by the administrator.
enum AccountRoutes {
  static let routes: [Route] = [
    .get("/accounts", .administration) { call, services in page(call, services) },
    .post("/accounts", .administration, limit: 4096) { call, services in
      do throws(Problem) {
        let role = ConsoleRole(rawValue: call.form["role"] ?? "") ?? .observer
        let account = try AccountForm.account(call, role: role, rounds: services.access.rounds, isNew: true)
        if services.access.account(account.name) != nil { throw Problem("account.taken", account.name, exit: .badData) }
        if services.access.accounts.count >= Account.mostAccounts { throw Problem("account.many", "", exit: .badData) }
        try await save(account, services)
        return .seeOther("/accounts")
      } catch { return page(call, services, problem: ConsoleWords.of(call.language)(error.code)) }
    },
    .post("/accounts/{name}/code", .administration, limit: 1024) { call, services in
      guard var account = services.access.account(call.parameter("name")) else {
        throw Problem("account.unknown", ConsoleWords.of(call.language)("account.unknown"), exit: .usage)
      }
      // The phone is lost and so are the codes on paper: at the next sign-in a new code is set up.
      account.second = nil
      try await services.keeper.keep([AccessBook.row(account)], erasing: services.access.forget(account: account.name))
      services.access.accept(account)
      return .seeOther("/accounts")
    },
    .post("/accounts/{name}/close", .administration) { call, services in
      guard var account = services.access.account(call.parameter("name")), account.name != call.account?.name else {
        throw Problem("account.unknown", ConsoleWords.of(call.language)("account.unknown"), exit: .usage)
      }
      account.isClosed = true
      try await services.keeper.keep([AccessBook.row(account)], erasing: services.access.forget(account: account.name))
      services.access.accept(account)
      return .seeOther("/accounts")
    },
  ]

  private static func save(_ account: Account, _ services: ConsoleServices) async throws(Problem) {
    try await services.keeper.keep([AccessBook.row(account)])
    services.access.accept(account)
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices, problem: String? = nil) -> WebAnswer {
    let frame = Frame(call, services)
    let controls = Controls(frame: frame)
    let rows: [[HTML]] = services.access.accounts.map { account in
      let acting: HTML = account.actingFor.map { "<br><small>\($0)</small>" } ?? .none
      let close: HTML =
        account.isClosed
        ? Parts.tag(frame.w("account.closed"))
        : account.name == call.account?.name
          ? .none
          : controls.act("/accounts/\(Gate.escaped(account.name))/close", frame.w("account.close"))
            + (account.second == nil
              ? .none : controls.act("/accounts/\(Gate.escaped(account.name))/code", frame.w("account.resetCode")))
      return ["\(account.name)", "\(account.office)\(acting)", "\(frame.w("role.\(account.role.rawValue)"))", close]
    }
    let note: HTML = problem.map { "<p class=\"notice danger\" role=\"alert\">\($0)</p>" } ?? .none
    let content: HTML = """
      \(Parts.card(frame.w("account.list"), id: "list", Parts.table([frame.w("account.name"), frame.w("account.office"), frame.w("account.role"), ""], rows)))
      \(Parts.card(frame.w("account.new"), id: "new", note + controls.form("/accounts", AccountForm.fields(controls, call.form, role: .operator, withRole: true) + controls.button(frame.w("account.add")))))
      """
    return WebAnswer(frame.page(frame.w("nav.accounts"), content), status: problem == nil ? 200 : 422)
  }
}
