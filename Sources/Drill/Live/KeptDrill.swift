import Basics
import Foundation
import Geography
import Incident
import Intake
import Ledger
import Operations

/// A drill as it lies in its folder: everything that is needed to run it again. Scenario, city and people come out of its database, so
/// that the files that it was made from may have changed since.
public struct KeptDrill {
  public let folder: String
  public let log: ReadingDesk
  public let setting: DrillSetting
  /// Of the run: policy, replication, who commanded at first, and the acts of people.
  public let options: DrillOptions
  /// The water as it was kept; nil where the folder has no world.
  public let water: [UInt8]?

  /// Where the water of the re-run comes from.
  public enum Water: Sendable {
    /// Computed again, as at first; the user's own elevation model again where there was one.
    case computed(terrain: String?)
    /// As it was kept beside the log.
    case kept
  }

  /// - Throws: exit 66 where the folder is no drill's; exit 65 where a part of it cannot be read.
  public init(_ folder: String, water source: Water) throws(Problem) {
    self.folder = folder
    let path = (folder as NSString).appendingPathComponent("siaga.db")
    guard Files.exists(path) else {
      throw Problem("drill.folder", "\(path) does not exist", advice: "name the folder of a drill.", exit: .missingFile)
    }
    let log = try ReadingDesk(path)
    guard
      let opened = log.state.operationIDs.lazy.compactMap({ log.state.operation($0) }).first(where: {
        $0.opening.scenarioDigest != nil
      }),
      let digest = opened.opening.scenarioDigest, var scenario = try log.scenario(of: opened.id),
      let file = try log.row(SideRow.Key(table: "scenario", id: digest))
    else { throw Problem("drill.scenario", "\(path) holds no operation of a scenario", exit: .badData) }
    guard case .database(.opened(let opening))? = log.events.first?.event, let seed = opening.seed else {
      throw Problem("drill.seed", "\(path) does not begin with an exercise's seed", exit: .badData)
    }
    scenario.seed = seed
    self.log = log
    let world = try Self.world(folder)
    water = try world?.read("water")
    var attachments: [CityFile] = []
    for name in ScenarioReader.attachments(bytes: file.bytes, file: path) {
      if let kept = try log.row(SideRow.Key(table: "scenario", id: "\(digest)/\(name)")) {
        attachments.append((name, kept.bytes))
      }
    }
    let pack = try log.pack()
    let parts = DrillFiles.Parts(
      scenario: scenario, file: file.bytes, attachments: attachments, pack: pack, city: log.city, roster: log.roster)
    switch source {
    case .computed(let terrain): setting = try parts.setting(water: .best, terrain: terrain)
    case .kept:
      if let bytes = water {
        setting = try parts.setting(kept: try Self.grid(bytes, folder))
      } else {
        setting = try parts.setting(water: .reported, terrain: nil)
      }
    }
    options = try Self.options(world, folder: folder, log: log, start: scenario.start)
  }

  private static func world(_ folder: String) throws(Problem) -> WorldFile? {
    let path = (folder as NSString).appendingPathComponent("world.db")
    return Files.exists(path) ? try WorldFile(reading: path) : nil
  }

  private static func grid(_ bytes: [UInt8], _ folder: String) throws(Problem) -> DepthGrid {
    guard let grid = DepthGrid(bytes: bytes) else {
      throw Problem("drill.water", "the water of \(folder)/world.db cannot be read")
    }
    return grid
  }

  /// A world without these parts is of a run without people, by the scenario's own policy.
  private static func options(_ world: WorldFile?, folder: String, log: ReadingDesk, start: Instant) throws(Problem)
    -> DrillOptions
  {
    var options = DrillOptions()
    if let bytes = try world?.read(RunHead.part) {
      let head = try RunHead.read(bytes, file: "\(folder)/world.db")
      options.policy = head.policy
      options.replication = head.replication
      options.seat = head.seat
    }
    if let bytes = try world?.read(actsPart) {
      options.acts = try DrillActFile.read(bytes, file: "\(folder)/world.db: acts", log: log, start: start)
    }
    return options
  }

  /// The part of a world in which the acts stand.
  public static let actsPart = "acts"

  /// What a re-run must know beside the log.
  public struct RunHead {
    public static let part = "run"
    public var policy: CommanderPolicy.Kind
    public var replication: Int
    public var seat: CommanderSeat

    public init(_ options: DrillOptions, _ scenario: Scenario) {
      policy = options.policy ?? scenario.commander.kind
      replication = options.replication
      seat = options.seat
    }

    private init(policy: CommanderPolicy.Kind, replication: Int, seat: CommanderSeat) {
      (self.policy, self.replication, self.seat) = (policy, replication, seat)
    }

    public func encoded() throws(Problem) -> [UInt8] {
      let value: JSONValue = [
        "policy": .string(policy.rawValue), "replication": .integer(Int64(replication)), "seat": .string(seat.rawValue),
        "version": .string(siagaVersion),
      ]
      do { return try CanonicalJSON.encode(value) } catch {
        throw Problem("drill.head", "the run cannot be written", cause: "\(error)")
      }
    }

    static func read(_ bytes: [UInt8], file: String) throws(Problem) -> RunHead {
      guard let value = try? JSONReader.read(bytes), let policy = value["policy"]?.string.flatMap(CommanderPolicy.Kind.init),
        let replication = value["replication"]?.int, let seat = value["seat"]?.string.flatMap(CommanderSeat.init)
      else { throw Problem("drill.head", "the part \"run\" cannot be read", at: .init(file: file)) }
      return RunHead(policy: policy, replication: replication, seat: seat)
    }
  }
}

/// Whether a re-run gave the same log.
public struct ReplayVerdict: Sendable {
  /// Entries and root of the log as it was kept, and as it came out again.
  public var kept: LogHead
  public var again: LogHead
  /// The first place at which the two logs differ, with what stands there; nil where they are the same.
  public var parting: Parting?
  /// Whether the water came out the same; nil where none was kept or it was not computed again.
  public var isWaterSame: Bool?

  public struct Parting: Sendable {
    public var sequence: UInt64
    /// Nil where that log ends before.
    public var kept: RecordedEvent?
    public var again: RecordedEvent?
  }

  public var isSame: Bool { parting == nil && kept == again }
}

extension KeptDrill {
  /// Runs it again from its first event, in memory; without other options also what evaluators judged after its end.
  /// - Parameter until: the whole run without it.
  public func again(_ options: DrillOptions? = nil) throws(Problem) -> DrillRun {
    let run = try DrillRun(setting, options: options ?? self.options)
    try run.run()
    if options == nil {
      let log = log
      try run.adoptRatings(from: log.events) { (reference) throws(Problem) in
        try log.row(SideRow.Key(table: NoteRow.table, id: reference.row))
      }
    }
    return run
  }

  /// Compares a run with the log, entry by entry.
  public func verdict(_ run: DrillRun) throws(Problem) -> ReplayVerdict {
    let head = try run.desk.head()
    var verdict = ReplayVerdict(kept: log.head, again: head)
    if head != log.head { verdict.parting = Self.parting(log.events, try run.desk.events()) }
    verdict.isWaterSame = water.flatMap { kept in setting.water.series.grid.map { $0.encoded() == kept } }
    return verdict
  }

  /// The first event in which two logs differ.
  public static func parting(_ kept: [RecordedEvent], _ again: [RecordedEvent]) -> ReplayVerdict.Parting? {
    for i in 0..<max(kept.count, again.count) {
      let (a, b) = (i < kept.count ? kept[i] : nil, i < again.count ? again[i] : nil)
      if a != b { return ReplayVerdict.Parting(sequence: UInt64(i), kept: a, again: b) }
    }
    return nil
  }
}
