import Basics
import Incident
import Ledger
import Operations

/// What an evaluator judged, with the words that are still kept.
public struct EvaluatorTrack: Hashable, Sendable {
  public var rating: EvaluatorRating
  /// Office or id of who judged, as it stands in the log.
  public var by: Actor
  public var at: Instant
  /// Nil where none was written or it was erased.
  public var observation: String?
  /// The later one of the same evaluator that corrects it.
  public var replacedBy: RatingID?

  public init(rating: EvaluatorRating, by: Actor, at: Instant, observation: String?, replacedBy: RatingID?) {
    self.rating = rating
    self.by = by
    self.at = at
    self.observation = observation
    self.replacedBy = replacedBy
  }

  /// `penilai-1`; for a person known by id only, the id.
  public var evaluator: String { by.staff?.rawValue ?? by.office }
}

extension DrillRun {
  func evaluatorTracks() -> [EvaluatorTrack] {
    desk.state.ratings(operation).map { record in
      EvaluatorTrack(
        rating: record.rating, by: record.by, at: record.at, observation: record.rating.observation.flatMap(desk.noteText),
        replacedBy: record.replacedBy)
    }
  }

  /// A judgement, also after the drill's end: evaluators change nothing in the play. A re-run takes over what came after the end from
  /// the log, so that it needs no act.
  /// - Returns: the act where the drill still ran.
  /// - Throws: the refusal as a `Problem`.
  public func rate(_ rating: EvaluatorRating, observation: String, by actor: Actor, at instant: Instant? = nil) throws(Problem)
    -> DrillAct?
  {
    let work = { (desk: Desk, now: Instant) throws(Problem) -> Void in
      var rating = rating
      rating.observedAt = min(rating.observedAt, now)
      _ = try desk.rate(rating, observation: observation, by: actor, at: now)
    }
    guard isOver else {
      let (act, result) = try act(at: instant, work: work)
      try result.get()
      return act
    }
    let at = now
    let (result, decided) = try desk.recording { (desk) throws(Problem) in try work(desk, at) }
    notebook.events += decided.flatMap(\.all)
    try result.get()
    return nil
  }

  /// Takes over what evaluators judged after the end of the drill that this one is a re-run of.
  func adoptRatings(from log: [RecordedEvent], row: (NoteReference) throws(Problem) -> SideRow?) throws(Problem) {
    while desk.post.nextSequence < UInt64(log.count) {
      let event = log[Int(desk.post.nextSequence)]
      guard case .exercise(.rated(let rating)) = event.event else { return }
      let rows = try rating.observation.map { (reference) throws(Problem) in try row(reference) } ?? nil
      notebook.events += try desk.adopt(Desk.Decided(events: [event], cause: nil, rows: rows.map { [$0] } ?? []))
    }
  }
}

/// The judgements of one task, or of an objective as a whole (`task` nil), that stand.
public struct TaskJudgements: Sendable {
  public var objective: String
  public var task: String?
  public var given: [EvaluatorTrack]

  public init(_ record: DrillRecord, objective: String, task: String?) {
    self.objective = objective
    self.task = task
    given = record.ratings.filter { $0.replacedBy == nil && $0.rating.objective == objective && $0.rating.task == task }
  }

  /// The worst of them, as with the machine's own.
  public var rating: ExerciseRating? { given.map(\.rating.rating).max() }
}
