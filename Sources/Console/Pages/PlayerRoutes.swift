import Basics
import Incident
import Operations
import Publication

/// Who takes part in a live drill: enrolled by name or by unit, each with a link; simulated people stand in for all others.
enum PlayerRoutes {
  static let routes: [Route] = [
    .get("/drill/players", DrillRoutes.controllers) { call, services in WebAnswer(try page(call, services)) },
    .post("/drill/players", DrillRoutes.controllers) { call, services in try await enrol(call, services) },
    .get("/p/{token}", .linkHolder) { call, services in try own(call, services) },
  ]

  static let shownAtMost = 60
  /// Of a unit that is enrolled at once.
  static let mostAtOnce = 500

  /// Whether somebody's link opens: outside of drills always; in one only for those who are enrolled; in a demonstration for all, as
  /// visitors try it.
  static func mayOpen(_ staff: StaffID, _ services: ConsoleServices) -> Bool {
    guard let drill = services.picture.drill, !services.settings.isDemo else { return true }
    return drill.players.contains(staff)
  }

  private static func enrol(_ call: WebCall, _ services: ConsoleServices) async throws -> WebAnswer {
    let control = try DrillRoutes.control(call, services)
    let roster = services.picture.roster
    var staff = call.form.all("staff").map { StaffID($0) }.filter { roster.member($0) != nil }
    if let unit = call.form.text("unit").map({ UnitID($0) }) {
      staff += roster.staff.filter { $0.unit == unit && $0.isCallable }.map(\.id)
    }
    guard !staff.isEmpty, staff.count <= mostAtOnce else { throw SituationRoutes.wrong("players.nobody", call) }
    try await control.enrol(staff, isPlayed: call.form["leave"] != "yes")
    try await services.keeper.refresh()
    return .seeOther("/drill/players")
  }

  // MARK: Pages

  private static func page(_ call: WebCall, _ services: ConsoleServices) throws -> HTML {
    let frame = Frame(call, services)
    _ = try DrillRoutes.control(call, services)
    guard let drill = frame.picture.drill else { throw SituationRoutes.wrong("drill.none", call) }
    let controls = Controls(frame: frame)
    let roster = frame.picture.roster
    let wanted = call.query.text("q")?.lowercased() ?? ""
    let found = wanted.isEmpty ? [] : matches(wanted, roster)
    let rows: [[HTML]] = found.prefix(shownAtMost).map { person in
      let isIn = drill.players.contains(person.id)
      let act: HTML =
        isIn
        ? Parts.tag(frame.w("players.in"), "good")
        : controls.act("/drill/players", frame.w("players.enrol"), fields: [("staff", person.id.rawValue)])
      return ["\(person.name)", "\(roster.unit(person.unit)?.name ?? person.unit.rawValue)", act]
    }
    let result: HTML =
      wanted.isEmpty
      ? .none
      : rows.isEmpty
        ? Parts.empty(frame.w("players.nobodyFound"))
        : Parts.table([frame.w("roster.name"), frame.w("roster.unit"), ""], rows)
          + (found.count > shownAtMost ? "<p>\(frame.w("roster.more", ["count": "\(found.count - shownAtMost)"]))</p>" : .none)
    let units = roster.units.map { (value: $0.id.rawValue, label: $0.name) }.sorted { $0.label < $1.label }
    let search: HTML = """
      <form method="get" action="/drill/players" class="row">\(controls.text(frame.w("players.search"), "q", value: call.query.text("q") ?? "", kind: "search"))\(controls.button(frame.w("players.find"), isMain: false))</form>
      \(result)
      \(controls.form("/drill/players", class: "row", "\(controls.select(frame.w("players.wholeUnit"), "unit", units))\(controls.button(frame.w("players.enrolUnit"), isMain: false))"))
      """
    return frame.page(
      frame.w("players.title"),
      "<p class=\"lead\">\(frame.w("players.intro"))</p>" + Parts.card(frame.w("players.add"), id: "add", search)
        + Parts.card(frame.w("players.list", ["count": "\(drill.players.count)"]), id: "list", list(frame, drill, services)))
  }

  private static func matches(_ wanted: String, _ roster: Roster) -> [StaffMember] {
    roster.staff.filter { person in
      person.name.lowercased().contains(wanted) || (roster.unit(person.unit)?.name.lowercased().contains(wanted) ?? false)
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }

  private static func list(_ frame: Frame, _ drill: DrillStatus, _ services: ConsoleServices) -> HTML {
    let roster = frame.picture.roster
    let people = drill.players.compactMap { roster.member($0) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    if people.isEmpty { return Parts.empty(frame.w("players.none")) }
    let controls = Controls(frame: frame)
    let rows: [[HTML]] = people.map { person in
      let path = services.keeper.links.playerPath(person.id)
      return [
        "\(person.name)", "\(roster.unit(person.unit)?.name ?? person.unit.rawValue)",
        "<a href=\"\(path)\">\(services.settings.address)\(path)</a>",
        controls.act("/drill/players", frame.w("players.leave"), fields: [("staff", person.id.rawValue), ("leave", "yes")]),
      ]
    }
    return "<p class=\"fine\">\(frame.w("players.linkText"))</p>"
      + Parts.table([frame.w("roster.name"), frame.w("roster.unit"), frame.w("orders.link"), ""], rows)
  }

  /// A participant's own page: the orders as they come, and what the controllers say.
  private static func own(_ call: WebCall, _ services: ConsoleServices) throws -> WebAnswer {
    guard let staff = services.keeper.links.player(call.parameter("token")), let person = services.picture.roster.member(staff)
    else { return Gate(services: services).error(404, "phone.invalid", call) }
    guard let drill = services.picture.drill, mayOpen(staff, services) else {
      return Gate(services: services).error(410, "players.out", call)
    }
    let frame = Frame(inTheLanguageOf: staff, call, services)
    let lookup = frame.lookup(frame.picture.operation)
    let orders = frame.picture.state.orders(staff: staff).sorted { $0.issuedAt > $1.issuedAt }
    let duties: [HTML] = orders.prefix(20).map { order in
      """
      <li><a href="\(services.keeper.links.path(order))"><strong>\(lookup.postName(order.post))</strong></a><br>\(frame.style.span(order.interval))<br>\(Parts.tag(frame.p("orderState.\(order.phase.rawValue)"), OrderRoutes.kind(order.phase)))</li>
      """
    }
    let told = drill.spokenTo(staff).prefix(10).map { told -> HTML in
      "<p class=\"fine\">\(frame.age(told.at))</p><blockquote>\(told.text)</blockquote>"
    }
    let content: HTML = """
      <p>\(frame.w("players.own"))</p>
      <h2>\(frame.w("players.orders"))</h2>
      \(duties.isEmpty ? Parts.empty(frame.w("players.noOrder")) : "<ul>\(duties)</ul>")
      <h2>\(frame.w("players.told"))</h2>
      \(told.isEmpty ? Parts.empty(frame.w("players.nothingTold")) : "\(Array(told))")
      """
    return WebAnswer(
      frame.phonePage(
        frame.w("players.ownTitle", ["name": FirstName.of(person.name)]), content, action: call.path,
        isSecure: services.settings.isSecure))
  }
}

extension DrillStatus {
  /// What controllers said to everybody or to this person, newest first.
  func spokenTo(_ staff: StaffID) -> [(at: Instant, text: String)] {
    let fired = Dictionary(injects.map { ($0.number, $0.firedAt) }, uniquingKeysWith: { first, _ in first })
    return plan.compactMap { inject -> (at: Instant, text: String)? in
      guard let at = fired[inject.id.rawValue] ?? nil, !inject.text.isEmpty,
        ["semua", "all", staff.rawValue].contains(inject.to.lowercased()) || inject.to == staff.rawValue
      else { return nil }
      return (at, inject.text)
    }.sorted { $0.at > $1.at }
  }
}

extension LinkBook {
  /// The path of a participant's page in a drill.
  func playerPath(_ staff: StaffID) -> String { "/p/\(staff).\(sealed("player|\(staff)"))" }

  /// Whose page a token opens; nil for a forged one.
  func player(_ token: String) -> StaffID? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard token.utf8.count <= 128, parts.count == 2, let id = parts.first else { return nil }
    let expected = sealed("player|\(id)")
    return SecretText.equal(Array(expected.utf8), Array(parts[1].utf8)) ? StaffID(id) : nil
  }
}
