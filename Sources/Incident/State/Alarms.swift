import Basics

/// What the command post must see at once, computed from the state and never stored.
public enum SafetyAlarm: Hashable, Sendable {
  /// Somebody is at a post in water while the power of its area is not (or no longer) confirmed off.
  case inWaterWithPower(OrderID, AreaID)
  /// Those who hold the post are too few for its crew: after declines the boat stays ashore.
  case crewIncomplete(PostID, found: Int, needed: Int)
  /// People have been called to a shelter shift and no woman is among them.
  case shelterWithoutWoman(PostID)
}

extension State {
  /// Alarms of an operation: people in water first, then by post.
  public func safetyAlarms(_ operation: OperationID, city: CityIndex, roster: Roster) -> [SafetyAlarm] {
    guard let frame = operations[operation] else { return [] }
    var alarms: [SafetyAlarm] = []
    for order in orders(operation) where order.phase.isOnScene {
      guard let post = frame.posts[order.post]?.post, city.roles[post.role]?.isInWater == true,
        let area = city.places[post.place]?.area, !frame.allowsWater(area)
      else { continue }
      alarms.append(.inWaterWithPower(order.id, area))
    }
    for post in frame.openPosts {
      guard let role = city.roles[post.role] else { continue }
      let held = orders(operation, post: post.id).filter(\.phase.holdsSeat)
      if held.isEmpty { continue }
      let found = held.count + heads(operation, post: post.id).partners
      if found < role.minimumCrew { alarms.append(.crewIncomplete(post.id, found: found, needed: role.minimumCrew)) }
      if role.needsWoman && !held.contains(where: { roster.member($0.staff)?.sex == .female }) {
        alarms.append(.shelterWithoutWoman(post.id))
      }
    }
    return alarms
  }
}
