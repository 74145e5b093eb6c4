import Basics
import Incident
import Ledger
import Operations
import Publication

/// The public information officer's screen: draft, check, approve by another, publish, correct, withdraw, and see what goes to whom.
/// The signed-in account is the actor of each step.
enum BulletinRoutes {
  static let routes: [Route] = [
    .get("/bulletins", .picture) { call, services in WebAnswer(try await BulletinListPage.page(call, services)) },
    .get("/bulletins/{id}", .picture) { call, services in WebAnswer(try await BulletinScreen.page(call, services)) },
    .get("/bulletins/{id}/{form}", .picture) { call, services in try await form(call, services) },
    .post("/bulletins", .press) { call, services in try await draft(call, services) },
    .post("/bulletins/{id}/edit", .press) { call, services in try await edit(call, services) },
    .post("/bulletins/{id}/submit", .press) { call, services in
      try await step(call, services, "submitted") { (.bulletin(.submit($0.step)), []) }
    },
    .post("/bulletins/{id}/return", .press) { call, services in
      try await step(call, services, "returned") { act in
        let note = try reason(act)
        let back = BulletinReturn(bulletin: act.step.bulletin, version: act.step.version, reason: note.reference)
        return (.bulletin(.sendBack(back)), [note.row])
      }
    },
    .post("/bulletins/{id}/discard", .press) { call, services in
      try await step(call, services, "discarded") { act in
        let note = try reason(act)
        let back = BulletinReturn(bulletin: act.step.bulletin, version: act.step.version, reason: note.reference)
        return (.bulletin(.discard(back)), [note.row])
      }
    },
    .post("/bulletins/{id}/approve", .press) { call, services in
      try await step(call, services, "approved", isSecond: true) { (.bulletin(.approve($0.step)), []) }
    },
    .post("/bulletins/{id}/countersign", .press) { call, services in
      try await step(call, services, "countersigned", isSecond: true) { (.bulletin(.countersign($0.step)), []) }
    },
    .post("/bulletins/{id}/publish", .press) { call, services in
      try await step(call, services, "published") { act in
        (.bulletin(.publish(try publication(act))), [])
      }
    },
    .post("/bulletins/{id}/alone", .press) { call, services in
      try await step(call, services, "alone") { act in (.bulletin(.publishAlone(try publication(act))), []) }
    },
    .post("/bulletins/{id}/tell", .press) { call, services in try await tell(call, services) },
    .post("/bulletins/rules", .command) { call, services in
      try await SituationRoutes.record(call, services, "rules", back: "/bulletins") { call, operation, _, _ in
        func offices(_ name: String) -> [String] {
          (call.form[name] ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
        }
        let rules = BulletinRules(operation: operation.id, approvers: offices("approvers"), alone: offices("alone"))
        return (.bulletin(.setRules(rules)), [])
      }
    },
    .post("/bulletins/statement", .press, limit: 1 << 20) { call, services in
      try await SituationRoutes.record(call, services, "statements", back: "/bulletins") { call, operation, desk, now in
        guard let text = call.form.text("text") ?? call.form.text("file") else { throw wrong("form.noText", call) }
        if text.hasPrefix("<") { return try desk.keepAlert(Array(text.utf8), in: operation, at: now) }
        guard let agency = call.form.text("agency") else { throw wrong("form.noAgency", call) }
        return try desk.keepStatement(text, of: agency, in: operation, at: now)
      }
    },
  ]

  static func wrong(_ key: String, _ call: WebCall) -> Problem {
    Problem("form.\(key)", PublicWords.of(call.language)(key), exit: .badData)
  }

  // MARK: Drafting

  private static func draft(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let editor = BulletinEditor(call: call, offset: services.picture.city.offsetMinutes)
    let made = try await services.keeper.act { desk, now -> BulletinID? in
      guard let operation = desk.state.openOperations.last else {
        throw Problem("operation.none", ConsoleWords.of(call.language)("error.noOperation"), exit: .usage)
      }
      let wish = try editor.wish(desk, operation, now)
      let draft = try desk.draft(wish, of: operation, at: now)
      let receipt = try desk.submit(
        draft.command, by: account.actor, at: now, sideRows: draft.rows, id: call.form.text("command"), request: sent(call))
      for event in receipt.events { if case .bulletin(.drafted(let opening)) = event.event { return opening.draft.bulletin } }
      return nil
    }
    return .seeOther(made.map { "/bulletins/\(Gate.escaped($0.rawValue))?done=drafted" } ?? "/bulletins")
  }

  private static func edit(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    let editor = BulletinEditor(call: call, offset: services.picture.city.offsetMinutes)
    try await services.keeper.act { desk, now in
      let file = try BulletinFile(call.parameter("id"), desk, at: now)
      // What is edited is the version that was seen, else the refusal says which is the current one.
      let content = try editor.content(file, desk, now)
      let edit = try desk.edit(
        file.record, from: call.form.int("version") ?? 0, to: content, isLifeSafety: call.form["lifeSafety"] == "yes")
      try desk.submit(
        edit.command, by: account.actor, at: now, sideRows: edit.rows, id: call.form.text("command"), request: sent(call))
    }
    return .seeOther("\(path(call))?done=edited")
  }

  // MARK: Steps

  /// One step on the version that its form showed.
  struct Act {
    var call: WebCall
    var desk: Desk
    var record: BulletinRecord
    var step: BulletinStep
    var now: Instant
  }

  private static func path(_ call: WebCall) -> String { "/bulletins/\(Gate.escaped(call.parameter("id")))" }

  private static func sent(_ call: WebCall) -> String {
    let fields = call.form.names.filter { $0 != "csrf" }.map { "\($0)=\(call.form[$0] ?? "")" }
    return "\(call.path)?\(fields.joined(separator: "&"))"
  }

  private static func step(
    _ call: WebCall, _ services: ConsoleServices, _ done: String, isSecond: Bool = false,
    _ make: @Sendable @escaping (Act) throws -> (Command, [SideRow])
  ) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    try await services.keeper.act { desk, now in
      guard let record = desk.state.bulletin(BulletinID(call.parameter("id"))) else {
        throw Problem("bulletin.unknown", "there is no such bulletin", exit: .usage)
      }
      // Who signs saw a version: signing another one is refused.
      let step = BulletinStep(
        bulletin: record.id, version: call.form.int("version") ?? 0, digest: call.form["digest"] ?? "")
      let act = Act(call: call, desk: desk, record: record, step: step, now: now)
      var actor = account.actor
      if isSecond {
        let rules = desk.state.operation(record.operation)?.bulletinRules
        let signer = BulletinSigner(account: account, record: record, rules: rules)
        if signer.isFirst, account.actingFor != nil { throw wrong("form.ownApproval", call) }
        actor = signer.approver ?? account.actor
      }
      let (command, rows) = try make(act)
      try desk.submit(command, by: actor, at: now, sideRows: rows, id: call.form.text("command"), request: sent(call))
    }
    return .seeOther("\(path(call))?done=\(done)")
  }

  private static func reason(_ act: Act) throws -> (row: SideRow, reference: NoteReference) {
    guard let text = act.call.form.text("reason"), text.utf8.count <= 1000 else { throw wrong("form.noReason", act.call) }
    return try act.desk.note(text, name: "bulletin-reason")
  }

  /// Errors of the check stop a release, whoever signs.
  private static func publication(_ act: Act) throws -> BulletinPublication {
    let errors = try act.desk.findings(act.record, at: act.now).filter(\.isError)
    if let first = errors.first {
      throw Problem(
        "bulletin.\(first.code)", errors.map { $0.text(act.call.language) }.joined(separator: "; "), exit: .foundWanting)
    }
    var publication = act.desk.publication(act.record, at: act.now)
    (publication.version, publication.digest) = (act.step.version, act.step.digest)
    return publication
  }

  // MARK: Telling staff

  /// The bulletin's text as a status update: who acknowledges it stands on its page.
  private static func tell(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    try await SituationRoutes.record(call, services, "told", back: path(call)) { call, operation, desk, now in
      let file = try BulletinFile(call.parameter("id"), desk, at: now)
      guard file.record.isPublished, let audience = audience(call.form["audience"] ?? "") else {
        throw wrong("form.badAudience", call)
      }
      let sheet = BulletinSheet(
        file.content, release: BulletinRelease(file.record, desk.state), city: desk.city, language: .id, now: now)
      let text = BulletinForms.chat(sheet)
      let note = try desk.note(text.utf8.count <= NoteRow.longest ? text : sheet.headline, name: "broadcast")
      let minutes = call.form.int("minutes").flatMap { (1...1440).contains($0) ? $0 : nil } ?? 15
      let link = SideRow(
        table: BulletinFile.toldTable, id: "broadcast-\(desk.state.counters.broadcasts + 1)",
        bytes: Array(file.record.id.rawValue.utf8))
      return (
        .broadcast(.send(operation.id, to: audience, text: note.reference, deadline: now.adding(minutes: minutes))),
        [note.row, link]
      )
    }
  }

  static let audiences = ["unit_heads", "ordered", "on_scene", "everyone"]

  static func audience(_ name: String) -> BroadcastAudience? {
    switch name {
    case "unit_heads": .unitHeads
    case "ordered": .ordered
    case "on_scene": .onScene
    case "everyone": .everyone
    default: nil
    }
  }

  // MARK: Forms

  /// One form as it goes out, or as it would.
  private static func form(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let frame = Frame(call, services)
    let id = call.parameter("id")
    let file = try await services.keeper.look { desk, now in try BulletinFile(id, desk, at: now) }
    let sheet = file.sheet(frame, call.query["in"] == "en" ? .en : .id)
    let city = frame.picture.city
    switch call.parameter("form") {
    case "page.html":
      return PublicFiles.answer(
        "text/html; charset=utf-8", Array(BulletinPage.html(sheet, city: city, links: nil).utf8))
    case "poster.svg": return PublicFiles.answer("image/svg+xml", Array(Poster.svg(sheet, city: city).utf8))
    case "alert.xml":
      let release = BulletinRelease(file.record, frame.picture.state)
      return PublicFiles.answer(
        "application/cap+xml", CAPWriter.bytes(BulletinAlert.alert(file.content, release: release, city: city)))
    case "chat.txt": return PublicFiles.answer("text/plain; charset=utf-8", Array(BulletinForms.chat(sheet).utf8))
    default: return Gate(services: services).error(404, "error.notFound", call)
    }
  }
}
