import Basics
import Callout
import Foundation
import Incident
import Ledger

/// Version of this software, as it stands in logs.
public let siagaVersion = "0.1.0"

/// Opening and creating databases.
extension Desk {
  static let packTable = "city"
  static let settingsTable = "setting"

  /// Creates a database: mode and city are fixed in it for ever.
  /// - Parameter seed: in an exercise, of all its chance.
  public static func create(
    _ path: String, mode: Mode, pack: CityPack, city: City, seed: UInt64?, scenarioDigest: String? = nil, at instant: Instant
  ) throws(Problem) -> Desk {
    let origin = "siaga/\(city.code)/\(mode.rawValue)"
    // The key comes first: a crash between the two must not leave a log that nobody can sign.
    let key =
      mode == .exercise
      ? try SigningKey(name: origin, drillSeed: seed ?? 0) : try KeyFile.loadOrCreate(forDatabase: path, name: origin)
    let store = try SQLiteStore.create(path, mode: mode, key: key)
    let entropy = mode == .exercise ? Entropy.seeded(seed ?? 0) : .system
    return try start(
      store, key, pack, city, entropy,
      DatabaseOpening(
        mode: mode, city: city.name, cityDigest: pack.digest, scenarioDigest: scenarioDigest,
        seed: mode == .exercise ? seed ?? 0 : nil, version: siagaVersion),
      at: instant)
  }

  /// The same in memory, for drills and tests.
  public static func inMemory(
    mode: Mode, pack: CityPack, city: City, seed: UInt64, scenarioDigest: String? = nil, at instant: Instant
  ) throws(Problem) -> Desk {
    let key = try SigningKey(name: "siaga/\(city.code)/\(mode.rawValue)", drillSeed: seed)
    let store = MemoryStore(LogIdentity(mode: mode, key: key.verifier))
    let opening = DatabaseOpening(
      mode: mode, city: city.name, cityDigest: pack.digest, scenarioDigest: scenarioDigest, seed: mode == .exercise ? seed : nil,
      version: siagaVersion)
    return try start(store, key, pack, city, .seeded(seed), opening, at: instant)
  }

  /// Another desk in memory with the same log and people, which goes its own way from here.
  /// - Parameter keepsRows: false where only the log's root will be wanted: it is the same, and nothing else can be read back.
  /// - Throws: a `Problem` for a desk whose log lies in a file.
  public func forked(keepsRows: Bool = true, checksPlans: Bool = true) throws(Problem) -> Desk {
    guard let memory = store as? MemoryStore else {
      throw Problem("desk.fork", "only a log in memory can go on in two ways", exit: .usage)
    }
    let desk = Desk(copying: self, store: memory.copy(), keepsRows: keepsRows)
    desk.checksPlans = checksPlans
    return desk
  }

  private static func start(
    _ store: any LogStore, _ key: SigningKey, _ pack: CityPack, _ city: City, _ entropy: Entropy, _ opening: DatabaseOpening,
    at instant: Instant
  ) throws(Problem) -> Desk {
    let desk = try Desk(store: store, key: key, city: city, pack: pack, roster: Roster(units: [], staff: []), entropy: entropy)
    let rows = pack.files.map { SideRow(table: packTable, id: $0.name, bytes: $0.bytes) }
    try desk.submit(.database(.open(opening)), by: .system("siaga"), at: instant, sideRows: rows)
    return desk
  }

  /// Opens for writing: takes the lock (exit 75 where another process has it) and replays the log.
  /// - Throws: a `Problem` too where the log was altered: such a database is read only.
  public static func open(_ path: String) throws(Problem) -> Desk {
    let store = try SQLiteStore.open(path)
    if case .readOnly(let problem) = store.health { throw problem }
    let (pack, city) = try city(store)
    let seed = try seed(store)
    let key: SigningKey
    if store.identity.mode == .exercise {
      key = try SigningKey(name: store.identity.origin, drillSeed: seed ?? 0)
    } else {
      key = try KeyFile.load(KeyFile.path(forDatabase: path))
    }
    return try Desk(
      store: store, key: key, city: city, pack: pack, roster: try roster(store),
      entropy: store.identity.mode == .exercise ? .seeded(seed ?? 0) : .system)
  }

  static func city(_ reader: some LogReader) throws(Problem) -> (CityPack, City) {
    let pack = CityPack(files: try reader.sideRows(packTable).map { ($0.id, $0.bytes) })
    var problems: [Problem] = []
    return (pack, try pack.city(problems: &problems))
  }

  private static func seed(_ reader: some LogReader) throws(Problem) -> UInt64? {
    guard let first = try reader.entries(from: 0, limit: 1).first else { return nil }
    guard case .database(.opened(let opening)) = try Journal.event(first).event else { return nil }
    return opening.seed
  }
}

/// A database for reading only, beside a writer or without one.
public struct ReadingDesk: Sendable {
  public let city: City
  public let roster: Roster
  public let state: State
  public let events: [RecordedEvent]
  public let head: LogHead
  public let identity: LogIdentity
  private let reader: SQLiteReader

  public init(_ path: String) throws(Problem) {
    reader = try SQLiteReader(path)
    city = try Desk.city(reader).1
    roster = try Desk.roster(reader)
    head = try reader.head()
    identity = reader.identity
    var post = CommandPost(city: CityIndex(city), roster: roster)
    var events: [RecordedEvent] = []
    try Journal.read(reader) { event in
      post.replay(event)
      events.append(event)
    }
    state = post.state
    self.events = events
  }

  /// The scenario that an operation was opened from.
  public func scenario(of operation: OperationID) throws(Problem) -> Scenario? {
    try Desk.scenario(of: state.operation(operation), reader, city)
  }

  /// The outbox as the last transaction left it: messages and chases, each sorted by id.
  public func outbox() throws(Problem) -> (messages: [Message], chases: [Chase]) {
    (try OutboxRows.messages(reader), try OutboxRows.chases(reader))
  }

  /// A side row as it is; nil where there is none.
  public func row(_ key: SideRow.Key) throws(Problem) -> SideRow? { try reader.sideRow(key.table, key.id) }

  /// The city's files as they lie in the database.
  public func pack() throws(Problem) -> CityPack { try Desk.city(reader).0 }

  /// The text of a note; nil where it was erased.
  public func note(_ reference: NoteReference, language: Language? = nil) -> String? {
    ((try? reader.sideRow(NoteRow.table, reference.row)) ?? nil).flatMap { NoteRow.text($0.bytes, language: language) }
  }

  /// The side row of a bulletin's version.
  func bulletinBytes(_ reference: NoteReference) throws(Problem) -> [UInt8]? {
    try reader.sideRow(BulletinRow.table, reference.row)?.bytes
  }

  /// Differences between the projections as stored and as rebuilt from the log; empty in a sound database.
  public func projectionFaults() throws(Problem) -> [String] { try Projection.faults(reader, state) }
}

extension Desk {
  /// Replays the whole log: differences between the state and the projections as they are and as the log makes them.
  /// - Complexity: O(log)
  public func replayFaults() throws(Problem) -> [String] {
    var rebuilt = CommandPost(city: post.city, roster: post.roster)
    try Journal.read(store) { rebuilt.replay($0) }
    return (rebuilt.state == state ? [] : ["the state is not the one that the log makes"])
      + rebuilt.state.checkInvariants() + (try Projection.faults(store, rebuilt.state))
  }
}
