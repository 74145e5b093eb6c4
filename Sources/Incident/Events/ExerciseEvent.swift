import Basics

/// Of the evaluation of an exercise: what an evaluator (penilai) saw and how they judge it. Nothing of the play depends on it.
public enum ExerciseEvent: Hashable, Sendable {
  case rated(EvaluatorRating)

  /// The events of this group by the name under which they are stored; names are never reused.
  public enum Kind: String, Sendable, CaseIterable {
    case rated = "exercise.rated"
  }

  public var kind: Kind {
    switch self {
    case .rated: .rated
    }
  }

  public var operation: OperationID {
    switch self {
    case .rated(let rating): rating.operation
    }
  }

  public var stream: String { "operation/\(operation)" }

  var payload: any FieldObject {
    switch self {
    case .rated(let rating): rating
    }
  }

  init(_ kind: Kind, _ payload: JSONValue) throws(FieldFault) {
    switch kind {
    case .rated: self = .rated(try EvaluatorRating(field: payload))
    }
  }
}
