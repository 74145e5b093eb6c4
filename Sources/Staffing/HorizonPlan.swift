import Basics
import Incident

/// Plans of several shifts made together, and what is proved of them.
public struct HorizonPlan: Sendable, Equatable {
  /// By shift, in the order of time. Status and gap of each are those of the whole horizon. A plan's cost has its part of what only shows over several shifts: the load of the duties
  /// before, and the place that differs from that of the duty before.
  public var plans: [Plan]
  /// Unmet heads over all shifts by tier, as in `Plan.unmetByTier`.
  public var unmetByTier: [Int]
  /// No plan that leaves as few heads in the tiers before leaves fewer than this in the tier.
  public var boundByTier: [Int]
  public var cost: Int64
  /// No plan with the same unmet heads costs less.
  public var costBound: Int64
  /// Everybody with a duty, by staff id.
  public var loads: [StaffLoad]
  /// Posts where one more person would gain something, the most first.
  public var worths: [PostWorth]
  /// Arcs looked at.
  public var work: Int64

  /// Whether unmet heads meet their bound in all tiers, and the cost its own.
  public var isOptimal: Bool { unmetByTier == boundByTier && cost <= costBound }
  /// Whether no plan leaves fewer heads unmet, tier by tier.
  public var isProvedByTier: Bool { unmetByTier == boundByTier }
}

/// Duties of one person over the horizon.
public struct StaffLoad: Sendable, Hashable {
  public var staff: StaffID
  public var duties: Int
  /// Without hand-overs.
  public var minutes: Int
  public var nights: Int
  /// Times that a duty is at another place than the one before it.
  public var placeChanges: Int
}

/// What one more person who could serve a post would be worth.
public struct PostWorth: Sendable, Hashable {
  public var post: PostID
  public var seat: SeatKind
  /// In units of the goal, as `Shortage.price`.
  public var value: Int64
}
