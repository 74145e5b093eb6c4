import Basics

extension Decision {
  func decide(_ command: ExerciseCommand) throws(Refusal) -> [Event] {
    switch command {
    case .rate(let rating): return try rate(rating)
    }
  }

  /// Evaluators change nothing in the play: whatever the operation's state, they may write down what they saw, also in the hot wash
  /// after its end.
  private func rate(_ rating: EvaluatorRating) throws(Refusal) -> [Event] {
    try needsPerson("exercise.rate")
    guard let frame = state.operations[rating.operation] else {
      throw Refusal(.unknownOperation, ["operation": rating.operation.rawValue])
    }
    guard state.mode == .exercise, frame.mode == .exercise else { throw Refusal(.exerciseOnly, ["command": "exercise.rate"]) }
    try limit("ratings", state.ratings.count + 1, IncidentLimits.ratings)
    try plainID("objective", rating.objective)
    if let task = rating.task { try plainID("task", task) }
    try note("observation", rating.observation)
    try notInFuture("observedAt", rating.observedAt)
    if let old = rating.replaces { try mayReplace(old, rating) }
    var counters = state.counters
    var rating = rating
    rating.id = counters.rating()
    return [.exercise(.rated(rating))]
  }

  private func mayReplace(_ id: RatingID, _ rating: EvaluatorRating) throws(Refusal) {
    guard let old = state.rating(id), old.rating.operation == rating.operation else {
      throw Refusal(.unknownRating, ["rating": id.rawValue])
    }
    if let later = old.replacedBy { throw Refusal(.ratingReplaced, ["rating": id.rawValue, "by": later.rawValue]) }
    guard old.by == context.actor, old.rating.isAbout(the: rating) else {
      throw Refusal(.ratingDiffers, ["rating": id.rawValue, "by": old.by.text])
    }
  }
}
