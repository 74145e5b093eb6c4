import Basics

extension Decision {
  func decide(_ command: NeedCommand) throws(Refusal) -> [Event] {
    switch command {
    case .activatePosture(let operation, let posture, let shifts, let posts):
      return try activate(operation, posture, shifts, posts)
    case .deactivatePosture(let operation, let posture): return try deactivate(operation, posture)
    case .openPosts(let operation, let shifts, let posts): return try openPosts(operation, shifts, posts, nil)
    case .changePost(let change): return try self.change(change)
    case .closePost(let closing): return try close(closing)
    case .reportEquipment(let report): return try self.report(report)
    case .requestAid(let operation, let partner, let need, let neededAt):
      return try request(operation, partner, need, neededAt)
    case .promiseAid(let promise):
      return try aid(promise.operation, promise.request, promise.count) ? [.need(.aidPromised(promise))] : []
    case .aidArrived(let arrival):
      _ = try aid(arrival.operation, arrival.request, arrival.count)
      return [.need(.aidArrived(arrival))]
    case .releaseAid(let release):
      _ = try aid(release.operation, release.request, 1)
      return [.need(.aidReleased(release))]
    }
  }

  private func activate(_ id: OperationID, _ posture: PostureID, _ shifts: [Shift], _ posts: [Post]) throws(Refusal) -> [Event] {
    let frame = try open(id)
    guard context.city.postures[posture] != nil else { throw Refusal(.unknownPosture, ["posture": posture.rawValue]) }
    let opened = try openPosts(id, shifts, posts, posture)
    let known = frame.postures[posture] ?? []
    let wanted = shifts.map(\.id).filter { !known.contains($0) }
    if wanted.isEmpty { return opened }
    return [.need(.postureActivated(PostureActivation(operation: id, posture: posture, shifts: wanted)))] + opened
  }

  /// Shifts that are new, then posts that are new. A post that is open already as wanted is passed over.
  private func openPosts(_ id: OperationID, _ shifts: [Shift], _ posts: [Post], _ posture: PostureID?) throws(Refusal) -> [Event]
  {
    let frame = try open(id)
    let newShifts = try self.newShifts(shifts, frame)
    let known = Set(frame.shifts.keys).union(newShifts.map(\.id))
    var fresh: [Post] = []
    var seen: Set<PostID> = []
    for post in posts {
      try check(post, known)
      guard seen.insert(post.id).inserted else { throw invalid("posts", post.id.rawValue, "each post once") }
      if let record = frame.posts[post.id], record.isOpen {
        // Another posture may want the same post: the greater need stands, and only a command changes it.
        guard record.post.heads == post.heads || (posture != nil && record.post.heads > post.heads) else {
          throw Refusal(.postDiffers, ["post": post.id.rawValue, "heads": "\(record.post.heads)"])
        }
        continue
      }
      fresh.append(post)
    }
    try limit("posts", frame.posts.count + fresh.count, IncidentLimits.postsPerOperation)
    let defined = parts(newShifts).map { Event.need(.shiftsDefined(ShiftsDefined(operation: id, shifts: $0))) }
    return defined + parts(fresh).map { .need(.postsOpened(PostsOpened(operation: id, posts: $0))) }
  }

  private func newShifts(_ shifts: [Shift], _ frame: EmergencyOperation) throws(Refusal) -> [Shift] {
    var fresh: [Shift] = []
    for shift in shifts {
      if let known = frame.shifts[shift.id] ?? fresh.first(where: { $0.id == shift.id }) {
        guard known == shift else { throw Refusal(.shiftDiffers, ["shift": shift.id.rawValue]) }
        continue
      }
      try plainID("shift", shift.id.rawValue)
      try name("shift.name", shift.name.id)
      try name("shift.name", shift.name.en)
      try inRange("shift.minutes", shift.interval.minutes, 1...IncidentLimits.shiftMinutes)
      fresh.append(shift)
    }
    try limit("shifts", frame.shifts.count + fresh.count, IncidentLimits.shiftsPerOperation)
    return fresh
  }

  private func check(_ post: Post, _ shifts: Set<ShiftID>) throws(Refusal) {
    guard context.city.roles[post.role] != nil else { throw Refusal(.unknownRole, ["role": post.role.rawValue]) }
    try known(post.place)
    guard shifts.contains(post.shift) else { throw Refusal(.unknownShift, ["shift": post.shift.rawValue]) }
    try inRange("heads", post.heads, 1...IncidentLimits.headsPerPost)
    guard post.id.rawValue.utf8.count <= IncidentLimits.postIDBytes else {
      throw invalid("post", post.id.rawValue, "at most \(IncidentLimits.postIDBytes) bytes")
    }
  }

  private func deactivate(_ id: OperationID, _ posture: PostureID) throws(Refusal) -> [Event] {
    let frame = try open(id)
    guard frame.postures[posture] != nil else { throw Refusal(.postureNotActive, ["posture": posture.rawValue]) }
    let posts = frame.openPosts.filter { $0.posture == posture }.map(\.id)
    for post in posts { try nobody(on: post, id) }
    return posts.map { .need(.postClosed(PostClosing(operation: id, post: $0))) }
      + [.need(.postureDeactivated(PostureDeactivation(operation: id, posture: posture)))]
  }

  private func nobody(on post: PostID, _ id: OperationID) throws(Refusal) {
    let people = state.orders(id, post: post).count { $0.phase.holdsSeat || $0.phase.isOnScene }
    guard people == 0 else { throw Refusal(.postHasPeople, ["post": post.rawValue, "people": "\(people)"]) }
  }

  private func change(_ change: PostChange) throws(Refusal) -> [Event] {
    let post = try openPost(change.post, try open(change.operation))
    try inRange("heads", change.heads, 1...IncidentLimits.headsPerPost)
    let held = state.heads(change.operation, post: change.post).ordered
    guard change.heads >= held else {
      throw Refusal(.postHasPeople, ["post": change.post.rawValue, "people": "\(held)"])
    }
    return post.heads == change.heads ? [] : [.need(.postChanged(change))]
  }

  private func close(_ closing: PostClosing) throws(Refusal) -> [Event] {
    _ = try openPost(closing.post, try open(closing.operation))
    try nobody(on: closing.post, closing.operation)
    return [.need(.postClosed(closing))]
  }

  private func report(_ report: EquipmentReport) throws(Refusal) -> [Event] {
    let frame = try open(report.operation)
    try plainID("equipment", report.equipment.rawValue)
    try known(report.place)
    try inRange("count", report.count, 0...IncidentLimits.equipmentPieces)
    try name("owner", report.owner)
    return frame.equipment[report.equipment] == report ? [] : [.need(.equipmentReported(report))]
  }

  private func request(_ id: OperationID, _ partner: PartnerID, _ need: AidNeed, _ neededAt: Instant?) throws(Refusal) -> [Event]
  {
    let frame = try open(id)
    guard context.city.partners[partner] != nil else { throw Refusal(.unknownPartner, ["partner": partner.rawValue]) }
    switch need {
    case .team(let post, let heads):
      _ = try openPost(post, frame)
      try inRange("heads", heads, 1...IncidentLimits.headsPerPost)
    case .equipment(_, let count, let place):
      try known(place)
      try inRange("count", count, 1...IncidentLimits.equipmentPieces)
    }
    try limit("aid", frame.aid.count + 1, IncidentLimits.aidPerOperation)
    var counters = state.counters
    let asked = AidAsked(
      operation: id, request: counters.aidRequest(), partner: partner, need: need, neededAt: neededAt)
    return [.need(.aidRequested(asked))]
  }

  /// Whether a promise still says something new: not once the help is there.
  private func aid(_ operation: OperationID, _ id: AidRequestID, _ count: Int) throws(Refusal) -> Bool {
    let frame = try open(operation)
    guard let request = frame.aid.first(where: { $0.id == id }) else {
      throw Refusal(.unknownAidRequest, ["request": id.rawValue])
    }
    try inRange("count", count, 1...IncidentLimits.equipmentPieces)
    switch request.state {
    case .requested, .promised: return true
    case .arrived: return false
    case .released: throw Refusal(.aidReleased, ["request": id.rawValue])
    }
  }
}
