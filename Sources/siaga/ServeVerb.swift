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
      Messages leave by the channels of --config; without one the operator telephones from the list of calls.
      TLS by --tls-certificate and --tls-key, or by a proxy in front (--public-address https://…); see .deploy/.
      Examples:
        siaga serve --demo
        siaga serve --city scenarios/dumai --listen 127.0.0.1:8080 --public-address https://posko.example
      """)
  @OptionGroup var database: DatabaseOptions
  @Flag(help: "An exercise of Dumai that is running already, in memory; sign in by the links that are printed.") var demo = false
  @Option(help: ArgumentHelp("Where to listen.", valueName: "host:port")) var listen = "127.0.0.1:8080"
  @Option(help: ArgumentHelp("As people reach it.", valueName: "address")) var publicAddress: String?
  @Flag(help: "Commanders and PIOs need no second factor.") var passwordAlone = false
  @Flag(help: "Behind a proxy that sets X-Forwarded-For.") var trustProxy = false
  @Option(help: ArgumentHelp("Certificate chain (PEM), to do TLS here.", valueName: "file")) var tlsCertificate: String?
  @Option(help: ArgumentHelp("Its key (PEM).", valueName: "file")) var tlsKey: String?
  @Option(help: ArgumentHelp("City pack, for a new database.", valueName: "folder")) var city = "scenarios/dumai"
  @Option(help: ArgumentHelp("Exact outlines (GeoJSON), for a new database.", valueName: "file")) var outlines: String?
  @Option(help: ArgumentHelp("Scenario of --demo.", valueName: "file")) var scenario = "scenarios/dumai/mini.yaml"

  @Option(help: ArgumentHelp("Settings: channels for messages, allowed targets, limits (YAML).", valueName: "file")) var config:
    String?

  @Option(
    help: ArgumentHelp(
      "Beside a drill: an operation that opens in this database of actual ones pauses it and frees its people.", valueName: "file"
    ))
  var beside: String?
  @Option(help: "Simulated seconds for one of the clock in --demo, 1 to 60.") var speed = 5

  func validate() throws {
    if (tlsCertificate == nil) != (tlsKey == nil) { throw ValidationError("--tls-certificate and --tls-key go together") }
    if !(1...60).contains(speed) { throw ValidationError("--speed \(speed): expected 1 to 60") }
  }

  func run() async throws {
    try await reportingAsync {
      var settings = try Self.settings(listen)
      settings.publicAddress = publicAddress
      settings.trustsProxy = trustProxy
      settings.isDemo = demo
      settings.asksSecondFactor = !demo && !passwordAlone
      settings.certificate = tlsCertificate
      settings.privateKey = tlsKey
      settings.actualDatabase = demo ? beside : nil
      let clock: @Sendable () -> Instant = { Clock.now }
      let channels = try config.map { (file) throws(Problem) in try ChannelSet.load(file, clock: clock) }
      let keeper: DeskKeeper
      var tokens: [String: String] = [:]
      if demo {
        keeper = try await Demonstration.keeper(scenario: scenario, speed: speed)
        for entry in try await keeper.addDemoAccounts() {
          tokens[entry.token] = entry.account.name
          Terminal.out("\(entry.account.role.rawValue): \(settings.address)/enter/\(entry.token)")
        }
      } else {
        keeper = try await DeskKeeper.live(
          try desk(channels), clock: clock, linkKey: try LinkKeyFile.loadOrCreate(database.database))
        await keeper.keepSheet(at: database.database + ".darurat.html")
        if let token = keeper.firstAdministratorToken() {
          Terminal.out("first administrator, once: \(settings.address)/setup/\(token)")
        }
      }
      Terminal.out("\(settings.address)/")
      try await ConsoleServer(
        keeper, settings: settings, clock: clock, demo: tokens, channels: channels, handing: demo ? nil : handing
      ).run()
    }
  }

  /// Commands beside the server, on the desk that holds the database.
  private var handing: HandedCommands {
    let path = database.database
    return HandedCommands(database: path) { command, desk, now in
      LiveDesk.carryOut(command, database: path, on: desk, at: now)
    }
  }

  private func desk(_ channels: ChannelSet?) throws -> Desk {
    let desk = try open()
    if let channels { try desk.callOut(by: channels.settings) }
    return desk
  }

  private func open() throws -> Desk {
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
