import Basics
import Incident
import Ledger

extension Desk {
  /// One command as it was decided: its events, and the side rows (notes) that lie beside them. Enough to decide it again the same way
  /// on a log that is the same up to there.
  public struct Decided: Sendable {
    public var events: [RecordedEvent]
    /// Id of the client's command, as it stands in the entries.
    public var cause: String?
    public var rows: [SideRow]
    /// With what the switchboard put on record because of it.
    public var all: [RecordedEvent]

    public init(events: [RecordedEvent], cause: String?, rows: [SideRow]) {
      self.events = events
      self.cause = cause
      self.rows = rows
      all = events
    }

    init(_ submission: Submission, _ events: [RecordedEvent], all: [RecordedEvent]) {
      self.events = events
      cause = submission.id
      rows = submission.sideRows
      self.all = all
    }
  }

  /// Does something on the desk and says what was decided meanwhile.
  /// - Throws: what the work throws; what it had made durable before stays and is not returned then, so that work of several commands
  ///   must check before it begins.
  public func recording<T>(_ work: (Desk) throws(Problem) -> T) throws(Problem) -> (
    result: Result<T, Problem>, decided: [Decided]
  ) {
    recorded = []
    defer { recorded = nil }
    let result: Result<T, Problem>
    do throws(Problem) { result = .success(try work(self)) } catch { result = .failure(error) }
    return (result, recorded ?? [])
  }

  /// Takes over a decision of another log that is the same up to here, as if its command had been given.
  /// - Returns: its events with what the switchboard put on record.
  /// - Throws: exit 1 where this log is not as long as the other one was then.
  public func adopt(_ decided: Decided) throws(Problem) -> [RecordedEvent] {
    guard let first = decided.events.first else { return [] }
    guard first.sequence == post.nextSequence else {
      throw Problem(
        "log.parted", "entry \(first.sequence) is to be taken over, and the log has \(post.nextSequence) entries",
        cause: "the two logs are not the same up to there", exit: .foundWanting)
    }
    return try transact { (desk) throws(Problem) in
      for event in decided.events { desk.post.replay(event) }
      let reaction = desk.switchboard.follow(decided.events, state: desk.post.state, roster: desk.post.roster)
      desk.deferred += reaction.commands
      var entries: [NewEntry] = []
      for event in decided.events { entries.append(try Journal.entry(event, cause: decided.cause)) }
      let rows = Projection.rows(after: decided.events, desk.post.state)
      var batches = [AppendBatch(entries, alongside: decided.rows + rows + (try OutboxRows.rows(reaction)))]
      var events = decided.events
      batches += try desk.onRecord(reaction.notices, at: first.instant, &events)
      return (events, batches)
    }
  }
}

extension ReadingDesk {
  /// The decision whose events stand at `first` and the `count - 1` places after it.
  /// - Throws: exit 1 where the log or a row of it is not there.
  public func decided(_ first: UInt64, _ count: Int, cause: String?, rows: [SideRow.Key]) throws(Problem) -> Desk.Decided {
    let from = Int(clamping: first)
    guard count > 0, from + count <= events.count else {
      throw Problem(
        "log.short", "entries \(first)...\(first + UInt64(max(1, count)) - 1) are not in the log", exit: .foundWanting)
    }
    var found: [SideRow] = []
    for key in rows {
      guard let row = try row(key) else {
        throw Problem("row.missing", "side row \(key.table)/\(key.id) is not there", cause: "it was erased", exit: .foundWanting)
      }
      found.append(row)
    }
    return Desk.Decided(events: Array(events[from..<(from + count)]), cause: cause, rows: found)
  }
}
