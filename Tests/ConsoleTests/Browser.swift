import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Intake
import Operations
import Testing

@testable import Console

/// A desk in memory, its server, and somebody at a browser.
struct Bench {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let start = Instant("2026-11-24T19:00:00+07:00") ?? Instant(milliseconds: 0)

  let keeper: DeskKeeper
  let server: ConsoleServer
  let passwords: [ConsoleRole: String]

  /// - Parameter mode: an exercise by default: then people may be invented.
  static func make(
    _ mode: Mode = .exercise, clock: @escaping @Sendable () -> Instant = { Bench.start },
    asksSecondFactor: Bool = false, channels: ChannelSet? = nil, change: (inout ServeSettings) -> Void = { _ in }
  ) async throws -> Bench {
    let pack = try CityPack.load(folder: root.appending(path: "scenarios/dumai").path)
    var problems: [Problem] = []
    let desk = try Desk.inMemory(mode: mode, pack: pack, city: try pack.city(problems: &problems), seed: 7, at: start)
    let keeper = try await DeskKeeper.live(desk, clock: clock, linkKey: [UInt8](repeating: 9, count: 32), rounds: 1 << 4)
    var settings = ServeSettings(host: "127.0.0.1", port: 0)
    settings.asksSecondFactor = asksSecondFactor
    change(&settings)
    let server = ConsoleServer(keeper, settings: settings, clock: clock, channels: channels)
    return Bench(keeper: keeper, server: server, passwords: [:])
  }

  /// An account of each role, with a session each.
  func signedIn(_ role: ConsoleRole) async throws -> Browser {
    let account = Account(name: "a-\(role.rawValue)", office: "kantor-\(role.rawValue.replacing("_", with: "-"))", role: role)
    try await keeper.keep([AccessBook.row(account)])
    keeper.access.accept(account)
    let now = server.services.clock().milliseconds
    let new = keeper.access.newSession(for: account.name, at: now)
    keeper.access.accept(new.session, token: new.token, at: now)
    return Browser(session: new.token, csrf: new.session.csrf)
  }

  func test<T>(_ body: @Sendable (any TestClientProtocol) async throws -> T) async throws -> T {
    try await server.application().test(.router, body)
  }
}

/// Cookies of one browser.
struct Browser: Sendable {
  var session: String?
  var csrf = ""
  var accept = "text/html"
  var extra: [String: String] = [:]

  static let nobody = Browser(session: nil)

  private var headers: HTTPFields {
    var fields = HTTPFields()
    fields[.accept] = accept
    if let session { fields[.cookie] = "siaga_session=\(session)" }
    for (name, value) in extra { if let field = HTTPField.Name(name) { fields[field] = value } }
    return fields
  }

  func get(_ client: any TestClientProtocol, _ path: String) async throws -> TestResponse {
    try await client.executeRequest(uri: path, method: .get, headers: headers, body: nil)
  }

  func post(_ client: any TestClientProtocol, _ path: String, _ fields: [(String, String)], csrf given: String? = nil)
    async throws
    -> TestResponse
  {
    let all = fields + [("csrf", given ?? csrf)]
    let body = all.map { Gate.escaped($0.0) + "=" + Gate.escaped($0.1) }.joined(separator: "&")
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await client.executeRequest(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
}

extension Bench {
  /// The desk of the smallest scenario, with its people and needs.
  static func withScenario(channels: ChannelSet? = nil) async throws -> Bench {
    let files = try ScenarioFiles(root.appending(path: "scenarios/dumai/mini.yaml").path)
    let scenario = files.scenario
    let desk = try Desk.inMemory(
      mode: .exercise, pack: files.pack, city: files.city, seed: scenario.seed, at: scenario.start)
    let people = try RosterFiles(
      "\(files.folder)/roster.csv", units: "\(files.folder)/units.csv", city: files.city,
      today: scenario.start.date(offsetMinutes: 420), existing: Roster(units: [], staff: []), entropy: desk.entropy)
    let roster = scenario.roster(people.roster, offsetMinutes: 420)
    try desk.importRoster(roster, by: .importer("roster"), at: scenario.start)
    _ = try desk.open(scenario, file: files.bytes, attachments: files.attachments)
    let keeper = try await DeskKeeper.live(
      desk, clock: { Instant(milliseconds: 0) }, linkKey: [UInt8](repeating: 3, count: 32), rounds: 1 << 4)
    let server = ConsoleServer(
      keeper, settings: ServeSettings(host: "127.0.0.1", port: 0), clock: { Instant(milliseconds: 0) }, channels: channels)
    return Bench(keeper: keeper, server: server, passwords: [:])
  }

  /// Plans the first shift, approves, calls; the first order.
  func ordered(_ commander: Browser, _ client: any TestClientProtocol) async throws -> OrderRecord {
    let operation = try #require(keeper.box.value.operation)
    let shift = try #require(operation.shiftList.first)
    _ = try await commander.post(client, "/plan/propose", [("shift", shift.id.rawValue)])
    let plan = try #require(keeper.box.value.state.currentPlan(operation.id, shift: shift.id))
    _ = try await commander.post(client, "/plan/approve", [("plan", plan.id.rawValue)])
    _ = try await commander.post(client, "/plan/heads", [("plan", plan.id.rawValue), ("minutes", "30")])
    _ = try await commander.post(client, "/plan/orders", [("plan", plan.id.rawValue), ("minutes", "60")])
    return try #require(keeper.box.value.state.orders(operation.id).first)
  }
}
