import Basics

/// Commands of those who evaluate an exercise.
public enum ExerciseCommand: Hashable, Sendable {
  /// By a person, in a database of mode exercise, also after the operation was closed. The id is given by the decision; who judges is
  /// the actor.
  case rate(EvaluatorRating)

  var name: String {
    switch self {
    case .rate: "exercise.rate"
    }
  }
}
