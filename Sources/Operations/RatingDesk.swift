import Basics
import Incident

extension Desk {
  /// An evaluator's rating with its words; blank words are none.
  /// - Throws: the refusal as a `Problem`.
  @discardableResult
  public func rate(_ rating: EvaluatorRating, observation: String, by actor: Actor, at instant: Instant) throws(Problem)
    -> Receipt
  {
    var rating = rating
    guard observation.contains(where: { !$0.isWhitespace }) else {
      return try submit(.exercise(.rate(rating)), by: actor, at: instant)
    }
    let note = try note(observation, name: "rating")
    rating.observation = note.reference
    return try submit(.exercise(.rate(rating)), by: actor, at: instant, sideRows: [note.row])
  }
}
