import Basics
import Incident
import Ledger
import Operations
import Publication

/// Who sees what of complaints and people's records.
struct ServiceAccess {
  let account: Account
  let roster: Roster

  /// Those who take in, assign and answer complaints.
  static let complaints = RouteRule.roles([.commander, .operator, .unitHead])
  /// Those who keep the register of corrective actions.
  static let register = RouteRule.roles([.commander, .operator, .coordinator, .evaluator, .unitHead])
  static let unitHeads = RouteRule.roles([.unitHead])

  /// The unit whose head an account is: the one that the account names, or by its office `UNIT`, `kepala-UNIT` or `UNIT-kepala`; `camat-X` and `lurah-X` for the kecamatan
  /// and kelurahan of that name. Nil where the office names no unit of the roster: then nothing of any unit is shown.
  var unit: OrgUnit? {
    guard account.role == .unitHead else { return nil }
    if let named = account.unit { return roster.unit(UnitID(named)) }
    let office = account.office
    var names = [office]
    if office.hasPrefix("kepala-") { names.append(String(office.dropFirst(7))) }
    if office.hasSuffix("-kepala") { names.append(String(office.dropLast(7))) }
    if office.hasPrefix("camat-") { names.append("kec-" + office.dropFirst(6)) }
    if office.hasPrefix("lurah-") { names.append("kel-" + office.dropFirst(6)) }
    return names.lazy.compactMap { roster.unit(UnitID($0)) }.first
  }

  /// The unit itself or one below it.
  func isOwn(_ id: UnitID?) -> Bool {
    guard let mine = unit?.id, let id else { return false }
    var at: UnitID? = id
    // As deep as a tree of units can be.
    for _ in 0..<32 {
      guard let here = at else { return false }
      if here == mine { return true }
      at = roster.unit(here)?.parent
    }
    return false
  }

  /// The desk sees all; a unit's head those of the unit, but none about the conduct of an official: these are the inspectorate's.
  func maySee(_ record: ComplaintRecord) -> Bool {
    switch account.role {
    case .commander, .operator: true
    case .unitHead:
      record.received.isSupervisory
        ? unit?.id.rawValue == "inspektorat" : isOwn(record.unit) || unit?.id.rawValue == "inspektorat"
    default: false
    }
  }

  /// The name of an anonymous reporter is hidden from the office concerned.
  func maySeeContact(_ record: ComplaintRecord) -> Bool {
    guard maySee(record) else { return false }
    return record.received.privacy != .anonymous || account.role != .unitHead
  }

  func maySee(_ person: StaffMember) -> Bool { isOwn(person.unit) }
}

/// Acts of these pages: each a command with the texts that belong to it.
enum ServiceActs {
  static func record(
    _ call: WebCall, _ services: ConsoleServices, back: String,
    _ make: @Sendable @escaping (ServiceAccess, Desk, Instant) throws -> (ServiceCommand, [SideRow])
  ) async throws -> WebAnswer {
    guard let account = call.account else { return .seeOther("/signin") }
    try await services.keeper.act { desk, now in
      let access = ServiceAccess(account: account, roster: desk.post.roster)
      let (command, rows) = try make(access, desk, now)
      try desk.submit(
        .service(command), by: account.actor, at: now, sideRows: rows, id: call.form.text("command"), request: sent(call))
    }
    return .seeOther(back)
  }

  /// What was sent, for telling the same act from another one under the same id.
  static func sent(_ call: WebCall) -> String {
    let fields = call.form.names.filter { $0 != "csrf" }.map { "\($0)=\(call.form[$0] ?? "")" }
    return "\(call.path)?\(fields.joined(separator: "&"))"
  }

  static func wrong(_ key: String, _ call: WebCall) -> Problem {
    Problem("form.\(key)", ConsoleWords.of(call.language)(key), exit: .badData)
  }

  static func hidden(_ call: WebCall) -> Problem {
    Problem("service.hidden", ConsoleWords.of(call.language)("error.role"), exit: .notPermitted)
  }

  /// A text field that must be there.
  static func text(_ name: String, _ call: WebCall) throws(Problem) -> String {
    guard let text = call.form.text(name) else { throw wrong("svc.missing", call) }
    return text
  }

  static func day(_ name: String, _ call: WebCall) throws(Problem) -> CivilDate {
    guard let day = call.form.text(name).flatMap({ CivilDate($0) }) else { throw wrong("svc.badDay", call) }
    return day
  }
}

/// Ways between the pages of services.
enum ServiceTabs {
  static func html(_ frame: Frame) -> HTML {
    let tabs: [(String, String, RouteRule)] = [
      ("/service", "svc.complaints", .signedIn), ("/service/trends", "svc.trends", .picture),
      ("/service/actions", "svc.actions", .picture), ("/service/people", "svc.people", ServiceAccess.unitHeads),
      ("/service/ideas", "svc.ideas", .signedIn),
    ]
    let items: [HTML] = tabs.filter { frame.may($0.2) }.map { path, key, _ in
      let mark: HTML = frame.path == path ? " aria-current=\"page\"" : ""
      return "<a class=\"button\" href=\"\(path)\"\(mark)>\(frame.w(key))</a>"
    }
    return "<p class=\"buttons\">\(items)</p>"
  }
}
