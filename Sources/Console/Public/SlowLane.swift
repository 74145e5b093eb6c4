import Basics
import Incident
import Ledger
import Operations

/// Reports of one sender beyond what goes in at once: durable at once, taken in one by one.
enum SlowLane {
  static let table = "slow-report"

  enum Standing: Hashable, Sendable {
    case waiting
    case entered(TicketID)
    case unknown
  }

  /// Takes a report in; the actor is the form itself, as nobody signed in.
  static func enter(_ wish: ReportWish, _ keeper: DeskKeeper) async throws -> TicketID {
    try await keeper.act { desk, now in try enter(wish, desk, now) }
  }

  private static func enter(_ wish: ReportWish, _ desk: Desk, _ now: Instant, alongside rows: [SideRow] = []) throws -> TicketID {
    guard let operation = desk.state.openOperations.last else {
      throw Problem("operation.none", "no operation is open", exit: .usage)
    }
    let report = try desk.report(wish, of: operation.id)
    let receipt = try desk.submit(
      report.command, by: .system("public-form"), at: now, sideRows: report.rows + rows)
    for event in receipt.events { if case .citizen(.reported(let report)) = event.event { return report.ticket } }
    throw Problem("report.lost", "the report was not taken in", exit: .inputOutput)
  }

  /// Keeps a report until its turn; without its photo, which would make the lane as large as somebody wants it to be.
  static func wait(_ wish: ReportWish, _ keeper: DeskKeeper, at now: Instant) async throws -> String {
    let id = "w-" + SecretText.hex(SecretText.bytes(8))
    let value = JSONValue.members([
      ("need", .string(wish.need.rawValue)), ("area", .string(wish.area.rawValue)),
      ("people", wish.people.map { .integer(Int64($0)) }), ("depth", wish.depth.map { .string($0.rawValue) }),
      ("rt", wish.neighbourhood.map(JSONValue.string)), ("words", wish.words.map(JSONValue.string)),
      ("contact", wish.contact.map(JSONValue.string)), ("seenAt", .string(wish.seenAt.text)), ("at", .string(now.text)),
    ])
    let bytes = (try? CanonicalJSON.encode(value)) ?? []
    try await keeper.keep([SideRow(table: table, id: id, bytes: bytes)])
    return id
  }

  /// Takes in the oldest that waits, where its turn has come; what cannot be taken in is marked and the lane goes on.
  static func passOn(_ keeper: DeskKeeper, at now: Instant) async throws {
    guard keeper.lanes.mayLeave(at: now.milliseconds) else { return }
    try await keeper.act { desk, now in
      let waiting = try desk.rows(table).compactMap { row in read(row.bytes).map { (row.id, $0) } }
        .sorted { ($0.1.toldAt, $0.0) < ($1.1.toldAt, $1.0) }
      guard let (id, wish) = waiting.first else { return }
      let next = TicketID("ticket-\(desk.state.counters.tickets + 1)")
      let done = SideRow(table: table, id: id, bytes: Array("{\"ticket\":\"\(next)\"}".utf8))
      do { _ = try enter(wish, desk, now, alongside: [done]) } catch {
        try desk.keep([SideRow(table: table, id: id, bytes: Array("{\"refused\":true}".utf8))])
      }
    }
    keeper.lanes.left()
  }

  static func standing(_ id: String, _ keeper: DeskKeeper) async throws -> Standing {
    try await keeper.look { desk, _ in
      guard let row = try desk.row(table, id), let value = try? JSONReader.read(row.bytes) else { return .unknown }
      if let ticket = value["ticket"]?.string { return .entered(TicketID(ticket)) }
      return value["need"] == nil ? .unknown : .waiting
    }
  }

  /// How many wait: for the count when the server begins.
  static func count(_ rows: [SideRow]) -> Int { rows.filter { read($0.bytes) != nil }.count }

  private static func read(_ bytes: [UInt8]) -> ReportWish? {
    guard let value = try? JSONReader.read(bytes), let need = value["need"]?.string.flatMap(CitizenNeed.init),
      let area = value["area"]?.string, let seen = value["seenAt"]?.string.flatMap({ Instant($0) }),
      let at = value["at"]?.string.flatMap({ Instant($0) })
    else { return nil }
    var wish = ReportWish(need: need, area: AreaID(area), way: .form, seenAt: seen, toldAt: at)
    wish.people = value["people"]?.int
    wish.depth = value["depth"]?.string.flatMap(DepthWord.init)
    wish.neighbourhood = value["rt"]?.string
    wish.words = value["words"]?.string
    wish.contact = value["contact"]?.string
    return wish
  }
}
