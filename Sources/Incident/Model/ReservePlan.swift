import Basics

/// Who is called beyond the plan, so that critical posts are filled although some of the called do not come.
public struct ReservePlan: Hashable, Sendable {
  /// Each post is to be filled with at least this probability.
  public var target: Double
  /// In the order in which they were provided for: by class, then those whom the fewest can stand in for.
  public var pools: [ReservePool]

  public init(target: Double, pools: [ReservePool]) {
    self.target = target
    self.pools = pools
  }

  /// All people who are called in reserve; nobody twice.
  public var called: Int { pools.reduce(0) { $0 + $1.calls.count } }
  /// Reserves who come and are not needed, on average.
  public var expectedSurplus: Double { pools.reduce(0) { $0 + $1.expectedSurplus } }
  /// Posts that stay below the target.
  public var below: [ReservedPost] { pools.flatMap(\.posts).filter { $0.after < target } }
}

/// Posts of one role in one neighbourhood with the people who stand by for all of them, or a single post with its own.
public struct ReservePool: Hashable, Sendable {
  /// In the order in which reserves go there.
  public var posts: [ReservedPost]
  /// The most likely to come first.
  public var calls: [ReserveCall]
  /// Why the target is not reached; nil where it is.
  public var limit: Limit?
  /// Reserves who come and are not needed, on average.
  public var expectedSurplus: Double

  public enum Limit: String, Sendable, CaseIterable {
    /// Nobody who may take the post is free.
    case nobodyLeft = "nobody_left"
    /// There is somebody, but their units are at their minimum strength.
    case unitsAtMinimum = "units_at_minimum"
    /// As many as one pool may have are called.
    case mostPerPool = "most_per_pool"
  }

  public init(posts: [ReservedPost], calls: [ReserveCall], limit: Limit?, expectedSurplus: Double) {
    self.posts = posts
    self.calls = calls
    self.limit = limit
    self.expectedSurplus = expectedSurplus
  }
}

/// A critical post and how surely it is filled: all the people whom the plan sends there, or reserves in their places.
public struct ReservedPost: Hashable, Sendable {
  public var post: PostID
  public var criticality: Criticality
  /// People whom the plan sends there.
  public var planned: Int
  /// Heads that the plan leaves empty: a shortage, for which nobody is called in reserve.
  public var missing: Int
  /// Probability without reserves, and with those of the pool.
  public var before: Double
  public var after: Double

  public init(post: PostID, criticality: Criticality, planned: Int, missing: Int, before: Double, after: Double) {
    self.post = post
    self.criticality = criticality
    self.planned = planned
    self.missing = missing
    self.before = before
    self.after = after
  }
}

/// One person in reserve.
public struct ReserveCall: Hashable, Sendable {
  public var staff: StaffID
  /// That the person is there in time; of several posts the least.
  public var probability: Double
  /// To the farthest of the posts.
  public var travelMinutes: Int

  public init(staff: StaffID, probability: Double, travelMinutes: Int) {
    self.staff = staff
    self.probability = probability
    self.travelMinutes = travelMinutes
  }
}
