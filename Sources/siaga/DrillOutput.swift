import Basics
import Drill
import Foundation
import Incident
import Operations

/// The folder of a drill.
struct DrillOutput {
  let folder: String

  /// The name, or with the first number behind it that is not taken by an earlier run.
  static func freeFolder(_ name: String) -> String {
    func isTaken(_ folder: String) -> Bool { Files.exists((folder as NSString).appendingPathComponent("siaga.db")) }
    return isTaken(name) ? (2...9_999).map { "\(name)-\($0)" }.first { !isTaken($0) } ?? name : name
  }

  private func path(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }

  func make() throws {
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw Problem(
        "drill.out", "the folder \(folder) cannot be made", cause: "\(error.localizedDescription)", exit: .inputOutput)
    }
  }

  var database: String { path("siaga.db") }

  /// One replication into a new database in the folder.
  /// - Throws: a `Problem` where the folder holds a database: a drill's log is never written over.
  func run(_ setting: DrillSetting, _ options: DrillOptions) throws -> DrillRun {
    let begun = try begin(setting, options)
    try begun.run.run()
    _ = try begun.run.desk.checkpoint()
    return begun.run
  }

  /// A branch: the acts up to the instant are those of the other log; those after it are done anew and written down as they come out.
  func branch(_ setting: DrillSetting, _ options: DrillOptions, from instant: Instant) throws -> DrillRun {
    var old = options
    old.acts.removeAll { $0.at > instant }
    let begun = try begin(setting, old)
    for act in options.acts where act.at > instant {
      do { try begun.acts.add(begun.run.act(act.kind, at: act.at)) } catch {
        throw Problem(error.code, "--then: \(error.message)", advice: error.advice, exit: error.exit)
      }
    }
    try begun.run.run()
    _ = try begun.run.desk.checkpoint()
    return begun.run
  }

  /// A run at its start, and the book of its acts.
  struct Begun {
    var run: DrillRun
    var acts: ActBook
  }

  func begin(_ setting: DrillSetting, _ options: DrillOptions) throws -> Begun {
    try make()
    if Files.exists(database) {
      throw Problem(
        "drill.out.exists", "\(database) is there already", advice: "give another folder with --out, or remove this one.",
        exit: .usage)
    }
    let scenario = setting.scenario
    let desk = try Desk.create(
      database, mode: scenario.mode, pack: setting.pack, city: setting.city, seed: options.seed ?? scenario.seed,
      scenarioDigest: scenario.digest, at: scenario.start)
    try desk.importRoster(options.roster ?? setting.roster, by: .importer("roster"), at: scenario.start)
    let world = try WorldFile(creating: path("world.db"))
    for part in setting.worldParts { try world.write(part.name, part.bytes) }
    try world.write(KeptDrill.RunHead.part, try KeptDrill.RunHead(options, scenario).encoded())
    let book = ActBook(world, setting)
    for act in options.acts { try book.add(act) }
    return Begun(run: try DrillRun(setting, options: options, desk: desk), acts: book)
  }

  /// The report in both languages, its figures as JSON and CSV.
  func report(_ report: AfterActionReport) throws {
    try write("report.html", report.html(.id))
    try write("report.en.html", report.html(.en))
    try write("report.json", DrillText.json(report.record, scenario: report.setting.scenario))
    try write("metrics.csv", DrillText.csv(report.record))
    try write("ratings.csv", DrillText.ratingsCSV(report.record, scenario: report.setting.scenario))
  }

  func write(_ name: String, _ text: String) throws { try Files.write(Array(text.utf8), to: path(name)) }

  /// Goes on with what an earlier run left, and appends each result as it comes.
  func batch(_ batch: DrillBatch, threads: Int) async throws -> [ReplicationResult] {
    try make()
    let name = batch.shards == 1 ? "replications.jsonl" : "replications-\(batch.shard)-of-\(batch.shards).jsonl"
    let file = path(name)
    let head = BatchFile.Head(batch.setting, batch.options, version: siagaVersion)
    var known: [Int: ReplicationResult] = [:]
    if Files.exists(file) { known = try BatchFile.read(try Files.read(file), file: file, expecting: head) }
    // A line that a crash has cut is not gone on with: what is known is written anew.
    var lines = [try BatchFile.line(head)]
    for number in known.keys.sorted() { if let result = known[number] { lines.append(try BatchFile.line(result)) } }
    try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: file)
    guard let handle = FileHandle(forWritingAtPath: file) else {
      throw Problem("drill.out", "\(file) cannot be written", exit: .inputOutput)
    }
    _ = try handle.seekToEnd()
    let progress = BatchProgress(total: batch.numbers.count, done: known.count)
    let results = try await batch.run(threads: threads, known: known) { result in
      try handle.write(contentsOf: Data((try BatchFile.line(result) + "\n").utf8))
      progress.step()
    }
    Terminal.endProgress()
    try handle.close()
    return results
  }
}

/// Progress with time left, on a terminal only.
final class BatchProgress: @unchecked Sendable {
  private let lock = NSLock()
  private let total: Int
  private var done: Int
  private let first: Int
  private let start = Date()

  init(total: Int, done: Int) {
    self.total = total
    self.done = done
    first = done
  }

  func step() {
    lock.lock()
    defer { lock.unlock() }
    done += 1
    let each = Date().timeIntervalSince(start) / Double(max(1, done - first))
    Terminal.progress("\(done) of \(total), about \(Int(each * Double(total - done))) s left")
  }
}

/// The acts of a drill as they are written to its world, each before anybody is told that it is done.
final class ActBook: @unchecked Sendable {
  private let lock = NSLock()
  private let world: WorldFile
  private let setting: DrillSetting
  private var text = ""

  init(_ world: WorldFile, _ setting: DrillSetting) {
    self.world = world
    self.setting = setting
  }

  func add(_ act: DrillAct) throws(Problem) {
    let line = try DrillActFile.line(act, setting: setting)
    lock.lock()
    defer { lock.unlock() }
    text += line + "\n"
    try world.write(KeptDrill.actsPart, Array(text.utf8))
  }
}
