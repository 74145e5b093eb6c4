import Basics

extension ExerciseRating: FieldValue {}

/// One evaluator's judgement of an objective, or of one critical task of it (standards/drills-hseep.md section 4).
///
/// Who judges is the actor of the entry; what was seen, in words, lies in a side row that can be erased. It is never changed: a later
/// one of the same evaluator may `replace` it, and both stay in the log.
public struct EvaluatorRating: Hashable, Sendable {
  public var operation: OperationID
  public var id: RatingID
  /// Of the scenario's evaluation plan, as `warn`.
  public var objective: String
  /// Of that objective; nil where the objective is judged as a whole.
  public var task: String?
  public var rating: ExerciseRating
  /// What was seen: time, what, who by function, effect, cause.
  public var observation: NoteReference?
  /// When it was seen, on the drill's clock.
  public var observedAt: Instant
  /// An earlier one of the same evaluator on the same matter, which this one corrects.
  public var replaces: RatingID?

  public init(
    operation: OperationID, id: RatingID = RatingID(""), objective: String, task: String? = nil, rating: ExerciseRating,
    observation: NoteReference? = nil, observedAt: Instant, replaces: RatingID? = nil
  ) {
    self.operation = operation
    self.id = id
    self.objective = objective
    self.task = task
    self.rating = rating
    self.observation = observation
    self.observedAt = observedAt
    self.replaces = replaces
  }
}

extension EvaluatorRating: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    id = try reader.field("id")
    objective = try reader.field("objective")
    task = try reader.optional("task")
    rating = try reader.field("rating")
    observation = try reader.optional("observation")
    observedAt = try reader.field("observedAt")
    replaces = try reader.optional("replaces")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("id", id)
    writer.field("objective", objective)
    writer.optional("task", task)
    writer.field("rating", rating)
    writer.optional("observation", observation)
    writer.field("observedAt", observedAt)
    writer.optional("replaces", replaces)
  }
}
