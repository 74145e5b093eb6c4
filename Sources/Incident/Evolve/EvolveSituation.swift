import Basics

extension State {
  mutating func apply(_ event: NeedEvent, _ recorded: RecordedEvent) {
    switch event {
    case .shiftsDefined(let defined):
      change(defined.operation, "shifts.defined") { frame in for shift in defined.shifts { frame.shifts[shift.id] = shift } }
    case .postureActivated(let posture):
      change(posture.operation, "posture.activated") { frame in
        frame.postures[posture.posture] = unique((frame.postures[posture.posture] ?? []) + posture.shifts)
      }
    case .postureDeactivated(let posture):
      change(posture.operation, "posture.deactivated") { $0.postures[posture.posture] = nil }
    case .postsOpened(let opened):
      change(opened.operation, "posts.opened") { frame in
        for post in opened.posts { frame.posts[post.id] = PostRecord(post: post, openedAt: recorded.instant) }
      }
    case .postChanged(let changed):
      change(changed.operation, "post.changed") { $0.posts[changed.post]?.post.heads = changed.heads }
    case .postClosed(let closed):
      change(closed.operation, "post.closed") { $0.posts[closed.post]?.closedAt = recorded.instant }
    case .equipmentReported(let report):
      change(report.operation, "equipment.reported") { $0.equipment[report.equipment] = report }
    case .aidRequested(let asked):
      counters.aidRequests += 1
      change(asked.operation, "aid.requested") { $0.aid.append(AidRequest(asked: asked, askedAt: recorded.instant)) }
    case .aidPromised(let promise):
      setAid(promise.operation, promise.request, .promised(count: promise.count, expectedAt: promise.expectedAt))
    case .aidArrived(let arrival):
      setAid(arrival.operation, arrival.request, .arrived(count: arrival.count, at: recorded.instant))
    case .aidReleased(let release): setAid(release.operation, release.request, .released(at: recorded.instant))
    }
  }

  private mutating func setAid(_ operation: OperationID, _ request: AidRequestID, _ aid: AidRequest.State) {
    var found = false
    change(operation, "aid") { frame in
      guard let i = frame.aid.firstIndex(where: { $0.id == request }) else { return }
      frame.aid[i].state = aid
      found = true
    }
    if !found { note("aid: request \(request) is unknown") }
  }

  mutating func apply(_ event: SituationEvent, _ recorded: RecordedEvent) {
    switch event {
    case .depthReported(let report):
      let record = DepthRecord(id: counters.report(), report: report, entry: recorded.sequence)
      change(report.operation, "depth.reported") { $0.add(record) }
    case .depthForecast(let forecast): change(forecast.operation, "depth.forecast") { $0.add(forecast) }
    case .roadClosed(let report):
      change(report.operation, "road.closed") { frame in
        frame.closedRoads[report.road] = report
        frame.entries[.road(report.road)] = recorded.sequence
      }
    case .roadOpened(let report): change(report.operation, "road.opened") { $0.closedRoads[report.road] = nil }
    case .powerRecorded(let report):
      change(report.operation, "power.recorded") { frame in
        frame.power[report.area] = PowerRecord(report: report)
        frame.entries[.power(report.area)] = recorded.sequence
      }
    case .powerOverridden(let pass):
      change(pass.operation, "power.overridden") {
        $0.power[pass.area, default: PowerRecord()].waterOverride = PowerRecord.Override(
          by: recorded.actor, at: recorded.instant, reason: pass.reason)
      }
    case .affectedReported(let report):
      change(report.operation, "affected.reported") { frame in
        frame.add(report)
        frame.entries[.affected(report.area)] = recorded.sequence
      }
    case .shelterCounted(let count):
      change(count.operation, "shelter.counted") { frame in
        if let known = frame.shelterCounts[count.place], known.seenAt > count.seenAt { return }
        frame.shelterCounts[count.place] = count
        frame.entries[.shelter(count.place)] = recorded.sequence
      }
    }
  }
}

extension EmergencyOperation {
  mutating func add(_ record: DepthRecord) {
    var list = depths.removeValue(forKey: record.report.area) ?? []
    if list.count >= IncidentLimits.depthReportsPerArea { list.removeFirst() }
    list.append(record)
    depths[record.report.area] = list
  }

  mutating func add(_ forecast: DepthForecast) {
    var list = forecasts.removeValue(forKey: forecast.area) ?? []
    if list.count >= IncidentLimits.forecastsPerArea { list.removeFirst() }
    list.append(forecast)
    forecasts[forecast.area] = list
  }

  mutating func add(_ report: AffectedReport) {
    affected.removeAll { $0.area == report.area && $0.occurrence == report.occurrence }
    affected.append(report)
  }
}
