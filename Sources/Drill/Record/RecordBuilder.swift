import Basics
import Callout
import Incident
import Operations

extension DrillRun {
  /// The record of the run up to now.
  /// - Complexity: O(events + posts x steps)
  public func record() throws(Problem) -> DrillRecord {
    var frame = DrillFrame(
      name: scenario.name, title: scenario.title, scenarioDigest: scenario.digest, cityDigest: setting.city.digest,
      rosterDigest: desk.state.roster?.digest ?? "", seed: seed, replication: options.replication,
      policy: options.policy ?? policy.kind, start: span.start, end: min(now, span.end), version: siagaVersion,
      synthetic: setting.synthetic)
    frame.haltedAt = haltedAt
    var record = DrillRecord(frame: frame)
    let head = try desk.head()
    record.logEntries = Int(head.size)
    record.logRoot = head.root.hex
    record.water = setting.water.tracks
    record.calls = calls()
    record.posts = posts(record.calls)
    record.needs = needs.allTracks
    record.plans = notebook.planOrder.compactMap { notebook.plans[$0] }
    record.injects = injects.map(\.track)
    record.broadcasts = broadcasts()
    record.ratings = evaluatorTracks()
    record.messages = messages()
    record.reports = notebook.heard
    if notebook.reportErrorCount > 0 {
      record.reports.meanErrorMillimetres = notebook.reportErrors / Double(notebook.reportErrorCount)
    }
    record.timeline = timeline(record)
    record.metrics = MetricSums(run: self, record: record).metrics
    return record
  }

  private func calls() -> [CallTrack] {
    desk.state.orders(operation).map { order in
      var call = CallTrack(order: order.id, staff: order.staff, post: order.post, issued: order.issuedAt, phase: order.phase)
      for step in order.steps {
        switch step.phase {
        case .issued, .relieved: break
        case .delivered: call.delivered = call.delivered ?? step.at
        case .accepted, .declined: call.answered = call.answered ?? step.at
        case .unanswered: break
        case .enRoute: call.departed = step.at
        case .arrived: call.arrived = call.arrived ?? step.at
        case .onDuty: call.arrived = call.arrived ?? step.at
        case .released, .stoodDown: call.ended = step.at
        }
      }
      if case .declined(_, let reason, _) = order.state { call.declineReason = reason }
      if case .declined = order.phase { call.ended = call.answered }
      return call
    }
  }

  private func posts(_ calls: [CallTrack]) -> [PostTrack] {
    guard let frame = desk.state.operation(operation) else { return [] }
    let byPost = Dictionary(grouping: calls, by: \.post)
    let teams = frame.partnerTeams.filter(\.counts)
    return frame.posts.keys.sorted().compactMap { id in
      guard let record = frame.posts[id], let shift = frame.shifts[record.post.shift], let role = roleOf[record.post.role],
        let place = placeOf[record.post.place], shift.interval.start < min(now, span.end)
      else { return nil }
      let partners = min(record.post.heads, teams.filter { $0.post == id }.reduce(0) { $0 + $1.heads })
      let steps = notebook.presence[id] ?? []
      let missing = missingMinutes(steps, wanted: record.post.heads - partners, shift.interval)
      return PostTrack(
        post: id, role: role.id, place: place.id, area: place.area, shift: shift.id, criticality: role.criticality,
        wanted: record.post.heads, partners: partners, interval: shift.interval, present: steps, missingMinutes: missing,
        causes: missing > 0 ? causes(byPost[id] ?? [], wanted: record.post.heads - partners, missing: missing, id, shift) : [:])
    }
  }

  /// Integral of max(0, wanted - present) over the shift (as far as it has run), in minutes.
  private func missingMinutes(_ steps: [PostTrack.Step], wanted: Int, _ interval: Interval) -> Int {
    let end = min(interval.end, now)
    var at = interval.start
    var heads = 0
    var missing: Int64 = 0
    for step in steps + [PostTrack.Step(at: end, heads: 0)] {
      let next = max(interval.start, min(step.at, end))
      missing += Int64(max(0, wanted - heads)) * (next.milliseconds - at.milliseconds)
      heads = step.heads
      at = next
    }
    return Int(missing / 60_000)
  }

  /// Charges missing minutes to what became of the calls: each failed call takes its share, what is left had no call at all.
  private func causes(_ calls: [CallTrack], wanted: Int, missing: Int, _ post: PostID, _ shift: Shift) -> [MissingCause: Int] {
    var weights: [MissingCause: Int] = [:]
    for call in calls {
      let start = shift.interval.start
      switch call.phase {
      case .declined where responders[call.order]?.isNoShow == true: weights[.noShow, default: 0] += shift.interval.minutes
      case .declined: weights[.declined, default: 0] += shift.interval.minutes
      case .unanswered, .issued, .delivered: weights[.unanswered, default: 0] += shift.interval.minutes
      case .stoodDown where call.answered == nil: weights[.unanswered, default: 0] += shift.interval.minutes
      case .accepted, .enRoute, .stoodDown: weights[.noShow, default: 0] += shift.interval.minutes
      case .arrived, .onDuty, .relieved, .released:
        if let arrived = call.arrived, arrived > start { weights[.late, default: 0] += arrived.minutes(since: start) }
      }
    }
    let short = desk.state.currentPlan(operation, shift: shift.id)?.shortages.filter { $0.post == post }.reduce(0) {
      $0 + $1.missing
    }
    if let short, short > 0 { weights[.unplanned] = short * shift.interval.minutes }
    if weights.isEmpty { weights[.notCalled] = 1 }
    let sum = weights.values.reduce(0, +)
    var left = missing
    var causes: [MissingCause: Int] = [:]
    for cause in MissingCause.allCases {
      guard let weight = weights[cause], weight > 0 else { continue }
      let share = missing * weight / sum
      causes[cause] = share
      left -= share
    }
    if let first = MissingCause.allCases.first(where: { causes[$0] != nil }) { causes[first, default: 0] += left }
    return causes
  }

  private func broadcasts() -> [BroadcastTrack] {
    desk.state.broadcasts(operation).map { record in
      let minutes = record.recipients.compactMap { record.standing($0).acknowledged?.minutes(since: record.sentAt) }.sorted()
      func reached(_ share: Double) -> Int? {
        let needed = max(1, Int((Double(record.recipients.count) * share).rounded(.up)))
        return minutes.count >= needed ? minutes[needed - 1] : nil
      }
      return BroadcastTrack(
        id: record.id.rawValue, sentAt: record.sentAt, audience: record.recipients.count, acknowledged: record.acknowledgements,
        minutesToHalf: reached(0.5), minutesToNineTenths: reached(0.9))
    }
  }

  private func messages() -> MessageCounts {
    var counts = notebook.messages
    for message in desk.switchboard.messages {
      if message.state == .perhapsSent { counts.perhapsSent += 1 }
      if message.state == .expired { counts.expired += 1 }
      if message.state == .withdrawn { counts.withdrawn += 1 }
    }
    return counts
  }

  /// The notebook's lines with what the water did and when each shift was filled.
  private func timeline(_ record: DrillRecord) -> [TimelineEntry] {
    var lines = notebook.timeline
    lines.append(TimelineEntry(at: span.start, kind: .opened))
    for area in record.water {
      guard let peak = area.millimetres.max(), peak >= 100 else { continue }
      if let i = area.millimetres.firstIndex(where: { $0 >= 100 }) {
        lines.append(TimelineEntry(at: area.at[i], kind: .waterRises, area: area.area, figure: Int(area.millimetres[i])))
      }
      if let i = area.millimetres.firstIndex(of: peak) {
        lines.append(TimelineEntry(at: area.at[i], kind: .waterPeaks, area: area.area, figure: Int(peak)))
      }
      if let i = area.millimetres.lastIndex(where: { $0 >= 100 }), i + 1 < area.at.count {
        lines.append(TimelineEntry(at: area.at[i + 1], kind: .waterFalls, area: area.area))
      }
    }
    for plan in record.plans {
      if let at = plan.approvedAt { lines.append(TimelineEntry(at: at, kind: .approved, shift: plan.shift, figure: plan.duties)) }
    }
    for shift in shifts {
      let calls = desk.state.orders(operation).filter { $0.shift == shift.id }
      if let first = calls.map(\.issuedAt).min() {
        lines.append(TimelineEntry(at: first, kind: .called, shift: shift.id, figure: calls.count))
      }
    }
    if haltedAt == nil { lines.append(TimelineEntry(at: min(now, span.end), kind: .closed)) }
    return lines.enumerated().filter { $0.element.at <= now }.sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }
}
