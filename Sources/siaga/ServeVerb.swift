import ArgumentParser
import Basics
import Console
import Foundation
import Incident
import Operations

struct ServeVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "The command post with its pages: plans, orders, answers, water, in a browser and on phones.",
    discussion: """
      Without a database one is made for actual operations of the city; the address of the first administrator is printed once.
      TLS is the business of a proxy in front (--public-address https://…); see .deploy/.
      Examples:
        siaga serve --demo
        siaga serve --city scenarios/dumai --listen 127.0.0.1:8080 --public-address https://posko.example
      """)
  @OptionGroup var database: DatabaseOptions
  @Flag(help: "An exercise of Dumai that is running already, in memory; sign in by the links that are printed.") var demo = false
  @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port")) var listen = "127.0.0.1:8080"
  @Option(help: ArgumentHelp("As people reach it.", valueName: "address")) var publicAddress: String?
  @Flag(help: "Behind a proxy that sets X-Forwarded-For.") var trustProxy = false
  @Option(help: ArgumentHelp("City pack, for a new database.", valueName: "folder")) var city = "scenarios/dumai"
  @Option(help: ArgumentHelp("Exact outlines (GeoJSON), for a new database.", valueName: "file")) var outlines: String?
  @Option(help: ArgumentHelp("Scenario of --demo.", valueName: "file")) var scenario = "scenarios/dumai/mini.yaml"

  @Option(help: "Simulated seconds for one of the clock in --demo, 1 to 60.") var speed = 5

  func validate() throws {
    if !(1...60).contains(speed) { throw ValidationError("--speed \(speed): expected 1 to 60") }
  }

  func run() async throws {
    try await reportingAsync {
      var settings = try Self.settings(listen)
      settings.publicAddress = publicAddress
      settings.trustsProxy = trustProxy
      settings.isDemo = demo
      let clock: @Sendable () -> Instant = { Clock.now }
      let keeper: DeskKeeper
      var tokens: [String: String] = [:]
      if demo {
        keeper = try await Demonstration.keeper(scenario: scenario, speed: speed)
        for entry in try await keeper.addDemoAccounts() {
          tokens[entry.token] = entry.account.name
          Terminal.out("\(entry.account.role.rawValue): \(settings.address)/enter/\(entry.token)")
        }
      } else {
        keeper = try await DeskKeeper.live(try desk(), clock: clock, linkKey: try LinkKeyFile.loadOrCreate(database.database))
        if let token = keeper.firstAdministratorToken() {
          Terminal.out("first administrator, once: \(settings.address)/setup/\(token)")
        }
      }
      Terminal.out("\(settings.address)/")
      try await ConsoleServer(keeper, settings: settings, clock: clock, demo: tokens).run()
    }
  }

  private func desk() throws -> Desk {
    if Files.exists(database.database) { return try Desk.open(database.database) }
    let pack = try CityPack.load(folder: city, outlines: outlines)
    var problems: [Problem] = []
    let desk = try Desk.create(
      database.database, mode: .actual, pack: pack, city: try pack.city(problems: &problems), seed: nil, at: Clock.now)
    Terminal.note("\(database.database): made for actual operations; its key is \(database.database).key, keep it apart")
    return desk
  }

  static func settings(_ listen: String) throws -> ServeSettings {
    let parts = listen.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last, let port = Int(last), (0...65535).contains(port) else {
      throw Problem("serve.listen", "--listen \"\(listen)\": expected host:port, as 127.0.0.1:8080", exit: .usage)
    }
    let host = parts.dropLast().joined(separator: ":").filter { $0 != "[" && $0 != "]" }
    return ServeSettings(host: host.isEmpty ? "127.0.0.1" : host, port: port)
  }
}
