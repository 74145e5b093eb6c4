import Basics
import Incident
import Operations
import Synchronization

/// One replication's figures, as a batch keeps them.
public struct ReplicationResult: Hashable, Sendable {
  public var replication: Int
  /// Merkle root of its log: the same seed and version give the same one, on any number of threads.
  public var logRoot: String
  public var metrics: [ExerciseMetric: Double]

  public init(replication: Int, logRoot: String, metrics: [ExerciseMetric: Double]) {
    self.replication = replication
    self.logRoot = logRoot
    self.metrics = metrics
  }
}

/// Many replications of one setting with other chances: on all cores, in shards, and resumable.
///
/// All replications start from one desk that was opened once and is copied in memory; each is run in one thread, and results are
/// handed over in the order of their numbers, so that the same batch writes the same bytes on any number of threads.
public struct DrillBatch: Sendable {
  public let setting: DrillSetting
  public let options: DrillOptions
  /// Numbers of the replications of the whole batch: 1 ... count; this shard runs each `shards`-th from `shard`.
  public let count: Int
  public let shard: Int
  public let shards: Int

  /// - Throws: a `Problem` for counts beyond the limits.
  public init(_ setting: DrillSetting, options: DrillOptions = DrillOptions(), count: Int, shard: Int = 0, shards: Int = 1)
    throws(Problem)
  {
    guard (1...DrillLimits.replications).contains(count) else {
      throw Problem("drill.batch.count", "\(count) replications; expected 1...\(DrillLimits.replications)", exit: .usage)
    }
    guard (1...DrillLimits.shards).contains(shards), (0..<shards).contains(shard) else {
      throw Problem(
        "drill.batch.shard", "shard \(shard) of \(shards); expected 0 <= shard < shards <= \(DrillLimits.shards)", exit: .usage)
    }
    self.setting = setting
    self.options = options
    self.count = count
    self.shard = shard
    self.shards = shards
  }

  /// The numbers that this shard runs.
  public var numbers: [Int] { (1...count).filter { ($0 - 1) % shards == shard } }

  /// Runs those that are not known yet.
  /// - Parameters:
  ///   - known: results of an earlier run that was cut off; they are not run again.
  ///   - each: called in the order of the numbers, for new results only.
  /// - Returns: all results of the shard, in order.
  public func run(
    threads: Int, known: [Int: ReplicationResult] = [:], each: @escaping @Sendable (ReplicationResult) throws -> Void = { _ in }
  ) async throws -> [ReplicationResult] {
    let wanted = numbers.filter { known[$0] == nil }
    let base = try DrillBase(setting, options)
    let inOrder = InOrder(wanted, each)
    let queue = NumberQueue(wanted)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(threads, wanted.count)) {
        group.addTask {
          while let number = queue.take() {
            try Task.checkCancellation()
            try inOrder.add(try base.replicate(number))
          }
        }
      }
      try await group.waitForAll()
    }
    let fresh = inOrder.all
    return numbers.compactMap { known[$0] ?? fresh[$0] }
  }
}

/// A desk that was opened once, for all replications to start from.
public final class DrillBase: Sendable {
  let setting: DrillSetting
  let options: DrillOptions
  private let desk: Mutex<Holder>

  /// The desk is reached through its lock only.
  private struct Holder: @unchecked Sendable { let desk: Desk }

  public init(_ setting: DrillSetting, _ options: DrillOptions) throws(Problem) {
    self.setting = setting
    self.options = options
    let desk = try DrillRun.memoryDesk(setting, options)
    _ = try desk.open(setting.scenario, file: setting.file, attachments: setting.attachments)
    self.desk = Mutex(Holder(desk: desk))
  }

  /// One replication to its end.
  public func replicate(_ number: Int) throws(Problem) -> ReplicationResult {
    let record = try run(number).record()
    return ReplicationResult(replication: number, logRoot: record.logRoot, metrics: record.metrics)
  }

  /// In one of so many replications each plan is read by the independent checker of the rules as well (a tenth of the time of a
  /// replication). It changes no plan; the log's invariants are checked after each event of all of them.
  static let checkedOnce = 16

  func run(_ number: Int) throws(Problem) -> DrillRun {
    let isChecked = number % Self.checkedOnce == 1
    let copy = desk.withLock { holder in
      Result<Holder, Problem> { () throws(Problem) in
        Holder(desk: try holder.desk.forked(keepsRows: false, checksPlans: isChecked))
      }
    }
    var options = options
    options.replication = number
    let run = try DrillRun(setting, options: options, desk: copy.get().desk)
    try run.run()
    if let fault = run.faults.first {
      throw Problem(
        "drill.invariant", "replication \(number): \(fault)", advice: "this is a fault of Siaga: please report it with the seed.",
        exit: .foundWanting)
    }
    return run
  }
}

/// The numbers still to be run, for threads to take from.
private final class NumberQueue: Sendable {
  private let numbers: [Int]
  private let next = Mutex(0)

  init(_ numbers: [Int]) { self.numbers = numbers }

  func take() -> Int? {
    next.withLock { index in
      guard index < numbers.count else { return nil }
      index += 1
      return numbers[index - 1]
    }
  }
}

/// Hands results over in the order of their numbers, whatever order they come in.
private final class InOrder: Sendable {
  private struct State {
    var waiting: [Int: ReplicationResult] = [:]
    var done: [Int: ReplicationResult] = [:]
    var next = 0
  }
  private let order: [Int]
  private let each: @Sendable (ReplicationResult) throws -> Void
  private let state = Mutex(State())

  init(_ order: [Int], _ each: @escaping @Sendable (ReplicationResult) throws -> Void) {
    self.order = order
    self.each = each
  }

  func add(_ result: ReplicationResult) throws {
    try state.withLock { state in
      state.waiting[result.replication] = result
      while state.next < order.count, let ready = state.waiting.removeValue(forKey: order[state.next]) {
        try each(ready)
        state.done[ready.replication] = ready
        state.next += 1
      }
    }
  }

  var all: [Int: ReplicationResult] { state.withLock { $0.done } }
}
