import Basics
import Testing

@testable import Incident

@Suite("Evaluators' ratings") struct ExerciseRatingTests {
  static let evaluator = Actor.person(office: "penilai-1")

  static func rating(_ rating: ExerciseRating, task: String? = "first-call", replaces: String? = nil, minute: Int = 0) -> Command
  {
    .exercise(
      .rate(
        EvaluatorRating(
          operation: TestPost.operation, objective: "call", task: task, rating: rating, observation: World.note,
          observedAt: World.start.adding(minutes: minute), replaces: replaces.map { RatingID($0) })))
  }

  @Test("an evaluator's rating is listed with who gave it; a correction leaves the first one in place and says so")
  func corrected() throws {
    var post = try TestPost(mode: .exercise)
    try post.do(Self.rating(.unable), by: Self.evaluator)
    try post.do(Self.rating(.someChallenges, replaces: "rating-1"), by: Self.evaluator)
    try post.do(Self.rating(.performed, task: nil), by: .person(office: "penilai-2"))
    let all = post.state.ratings(TestPost.operation)
    #expect(all.map(\.id.rawValue) == ["rating-1", "rating-2", "rating-3"])
    #expect(all.map(\.rating.rating) == [.unable, .someChallenges, .performed])
    #expect(all.map(\.by.text) == ["person/office/penilai-1", "person/office/penilai-1", "person/office/penilai-2"])
    #expect(post.state.standingRatings(TestPost.operation).map(\.id.rawValue) == ["rating-2", "rating-3"])
    #expect(all[0].replacedBy == RatingID("rating-2"))
    #expect(post.state.checkInvariants() == [])
  }

  @Test("nobody corrects another's rating, one of another matter, or one twice") func othersOwn() throws {
    var post = try TestPost(mode: .exercise)
    try post.do(Self.rating(.unable), by: Self.evaluator)
    #expect(post.refusal(Self.rating(.performed, replaces: "rating-1"), by: .person(office: "komandan")) == .ratingDiffers)
    #expect(post.refusal(Self.rating(.performed, task: "x", replaces: "rating-1"), by: Self.evaluator) == .ratingDiffers)
    #expect(post.refusal(Self.rating(.performed, replaces: "rating-9"), by: Self.evaluator) == .unknownRating)
    try post.do(Self.rating(.performed, replaces: "rating-1"), by: Self.evaluator)
    #expect(post.refusal(Self.rating(.unable, replaces: "rating-1"), by: Self.evaluator) == .ratingReplaced)
  }

  @Test("ratings belong to exercises, come from people and not from the future; after the operation's end they still may come")
  func limits() throws {
    var actual = try TestPost(mode: .actual)
    #expect(actual.refusal(Self.rating(.performed), by: Self.evaluator) == .exerciseOnly)
    var post = try TestPost(mode: .exercise)
    #expect(post.refusal(Self.rating(.performed), by: .system("planner")) == .needsPerson)
    #expect(post.refusal(Self.rating(.performed, minute: 60), by: Self.evaluator) == .inFuture)
    #expect(post.refusal(Self.rating(.performed, task: "a b"), by: Self.evaluator) == .invalidValue)
    try post.do(.operation(.close(OperationClosing(operation: TestPost.operation, note: World.note))))
    try post.do(Self.rating(.performed), by: Self.evaluator)
    #expect(post.state.ratings(TestPost.operation).count == 1)
  }

  @Test("a rating changes nothing that a plan was made from") func playUntouched() throws {
    var post = try TestPost(mode: .exercise)
    let facts = post.state.facts
    try post.do(Self.rating(.unable), by: Self.evaluator)
    #expect(post.state.facts == facts)
  }
}
