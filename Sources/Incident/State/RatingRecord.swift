import Basics

/// An evaluator's judgement with who gave it, and whether it still stands.
public struct RatingRecord: Hashable, Sendable {
  public let rating: EvaluatorRating
  public let by: Actor
  public let at: Instant
  /// The later one of the same evaluator that corrects it.
  public internal(set) var replacedBy: RatingID?

  public var id: RatingID { rating.id }
  public var stands: Bool { replacedBy == nil }
}

extension State {
  /// All that were ever given in an operation, in order; those that were corrected say by which.
  public func ratings(_ operation: OperationID) -> [RatingRecord] { ratings.filter { $0.rating.operation == operation } }

  /// Those that stand.
  public func standingRatings(_ operation: OperationID) -> [RatingRecord] { ratings(operation).filter(\.stands) }

  public func rating(_ id: RatingID) -> RatingRecord? { ratings.first { $0.id == id } }

  mutating func apply(_ event: ExerciseEvent, _ recorded: RecordedEvent) {
    switch event {
    case .rated(let rating):
      counters.ratings += 1
      if operations[rating.operation] == nil { note("\(event.kind.rawValue): operation \(rating.operation) is unknown") }
      if let old = rating.replaces {
        if let index = ratings.firstIndex(where: { $0.id == old }) {
          ratings[index].replacedBy = rating.id
        } else {
          note("\(event.kind.rawValue): rating \(old) is unknown")
        }
      }
      ratings.append(RatingRecord(rating: rating, by: recorded.actor, at: recorded.instant))
    }
  }

  /// A correction is of the same evaluator and matter; nothing is corrected twice.
  func faultsOfRatings() -> [String] {
    var faults: [String] = []
    if ratings.count != counters.ratings { faults.append("\(ratings.count) ratings, but \(counters.ratings) were counted") }
    if !ratings.isEmpty, mode != .exercise { faults.append("ratings of evaluators outside of an exercise") }
    for record in ratings {
      guard let id = record.rating.replaces, let old = rating(id) else { continue }
      if old.by != record.by || old.replacedBy != record.id || !old.rating.isAbout(the: record.rating) {
        faults.append("rating \(record.id) corrects \(id), which is not its own")
      }
    }
    return faults
  }
}

extension EvaluatorRating {
  /// Whether both judge the same matter.
  public func isAbout(the other: EvaluatorRating) -> Bool {
    operation == other.operation && objective == other.objective && task == other.task
  }
}
