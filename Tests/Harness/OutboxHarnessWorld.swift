import Basics
import Callout
import Foundation
import Incident
import Intake
import Ledger
import Operations

/// The database, the provider and the check of the outbox harness.
enum OutboxHarnessWorld {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios/dumai").path
  static let start = Instant(milliseconds: 1_633_507_200_000)
  /// Messages leave at once: the provider's failures are under test, not its rate.
  static var settings: CalloutSettings {
    var settings = CalloutSettings()
    settings.channelRates = [:]
    settings.breakerFailures = .max
    settings.backoff = CalloutSettings.Backoff(baseMilliseconds: 10_000, capMilliseconds: 60_000)
    settings.broadcastLadder = [CalloutSettings.Rung(afterMinutes: 0, .chat)]
    return settings
  }

  /// A roster of so many and a status update to all; the provider keeps refusing every tenth one, so that these expire.
  static func prepare(_ database: String, messages: Int, seed: Int) throws {
    let pack = try CityPack.load(folder: folder)
    var problems: [Problem] = []
    let city = try pack.city(problems: &problems)
    let desk = try Desk.create(
      database, mode: .exercise, pack: pack, city: city, seed: UInt64(seed), at: start)
    let unit = OrgUnit(id: UnitID("bpbd"), name: "bpbd", head: "1")
    let staff = (1...max(1, messages)).map { number in
      StaffMember(
        id: StaffID("s-\(number)"), officeNumber: "\(number)", name: "Rekaan \(number)", unit: unit.id, employment: .pns,
        position: "Staf", isInvented: true)
    }
    try desk.importRoster(Roster(units: [unit], staff: staff), by: .importer("roster"), at: start)
    let opening = OpenOperation(
      name: "uji", mode: .exercise, hazard: .tidalFlood, areas: [city.areas[0].id])
    try desk.submit(.operation(.open(opening)), by: .person(office: "pusdalops"), at: start)
    let note = try desk.note("Rob malam ini.", name: "broadcast")
    guard let operation = desk.state.openOperations.first?.id else { return }
    try desk.submit(
      .broadcast(.send(operation, to: .everyone, text: note.reference, deadline: nil)), by: .person(office: "pusdalops"),
      at: start, sideRows: [note.row])
  }

  /// What a provider does with an attempt, by the seed, the message and the attempt alone.
  /// - Parameter timeOuts: share of attempts that are taken while nobody hears of it.
  static func outcome(_ handOver: HandOver, seed: Int, timeOuts: Double) -> (isTaken: Bool, said: ChannelOutcome?) {
    var stream = RandomStream(seed: UInt64(seed), name: "provider/\(handOver.id)/\(handOver.attempt)")
    let roll = stream.unit()
    if handOver.message.id.rawValue.hasSuffix("7.broadcast.chat"), roll < 0.9 { return (false, .temporary("503")) }
    if roll < timeOuts { return (true, .unknown) }
    if roll < 0.1 { return (false, .temporary("503")) }
    if roll < 0.15 { return (false, .temporary("429", retryAfterSeconds: 30)) }
    if roll < 0.16 { return (false, .permanent("404")) }
    // A hang: nothing was taken and nothing is said.
    if roll < 0.165 { return (false, nil) }
    return (true, .handedOver)
  }

  /// All are at their end; what the provider took twice was perhaps sent before and bears the same id; nothing left after its time.
  static func check(_ database: String, taken path: String, messages: Int, _ tally: inout HarnessTally) throws -> String {
    let desk = try ReadingDesk(database)
    let outbox = try desk.outbox()
    var taken: [String: [(attempt: Int, isRepeat: Bool, at: Int64)]] = [:]
    for line in String(decoding: try Files.read(path), as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 5, parts[4] == "." else { continue }
      taken[String(parts[0]), default: []].append((Int(parts[1]) ?? 0, parts[2] == "repeat", Int64(parts[3]) ?? 0))
    }
    var states: [MessageState: Int] = [:]
    var doubled = 0
    var found = 0
    for message in outbox.messages {
      states[message.state, default: 0] += 1
      var faults: [String] = []
      if message.isOpen { faults.append("no end") }
      let copies = taken[message.id.rawValue] ?? []
      found += copies.isEmpty ? 0 : 1
      if copies.count > 1 { doubled += 1 }
      for copy in copies.dropFirst() where !copy.isRepeat { faults.append("sent again as if new") }
      for copy in copies where copy.at >= message.expires.milliseconds { faults.append("left after its time") }
      if message.state == .expired || message.state == .queued, !copies.isEmpty { faults.append("\(message.state) though taken") }
      if message.reach >= .handedOver, copies.isEmpty { faults.append("said to be handed over, and nobody took it") }
      tally.count(message.id.rawValue, faults)
    }
    if outbox.messages.count < messages {
      tally.count("outbox", ["\(outbox.messages.count) messages of \(messages)"])
    }
    if found < taken.count { tally.count("provider", ["took messages that nobody sent"]) }
    let chases = outbox.chases.filter(\.isOpen).count
    if chases > 0 { tally.count("chases", ["\(chases) without an end"]) }
    let list = MessageState.allCases.compactMap { state in states[state].map { "\(state.rawValue) \($0)" } }
    return "\(outbox.messages.count) messages: \(list.joined(separator: ", ")); \(doubled) taken twice, all under one id"
  }
}
