import Basics

extension State {
  mutating func apply(_ event: PlanEvent, _ recorded: RecordedEvent) {
    switch event {
    case .proposed(let header): propose(header, recorded)
    case .part(let part): change(part.plan, "plan.part") { $0.duties.append(contentsOf: part.duties) }
    case .shortages(let part): change(part.plan, "plan.shortages") { $0.shortages.append(contentsOf: part.shortages) }
    case .proof(let part): change(part.plan, "plan.proof") { $0.proof = part.proof }
    case .edited(let edit): apply(edit, recorded)
    case .approved(let approval):
      change(approval.plan, "plan.approved") {
        $0.state = .approved(Approval(at: recorded.instant, by: recorded.actor, overrides: approval.overrides))
      }
    case .superseded(let end): supersede(end)
    case .unitHeadTold(let told):
      change(told.plan, "unit_head.told") { $0.unitHeads[told.unit] = UnitHeadRecord(told: told, at: recorded.instant) }
    case .unitHeadObjected(let objection):
      counters.objections += 1
      objections[objection.objection] = ObjectionRecord(objection: objection, at: recorded.instant)
      objectionIDs.append(objection.objection)
    case .thresholdSet(let threshold):
      change(threshold.operation, "plan.threshold_set") { $0.moveThreshold = threshold.units }
    case .objectionResolved(let resolution):
      guard objections[resolution.objection] != nil else {
        return note("objection.resolved: objection \(resolution.objection) is unknown")
      }
      objections[resolution.objection]?.resolution = ObjectionRecord.Resolution(
        isUpheld: resolution.isUpheld, at: recorded.instant, by: recorded.actor, reason: resolution.reason)
    }
  }

  private mutating func propose(_ header: PlanProposed, _ recorded: RecordedEvent) {
    counters.plans += 1
    guard let frame = operations[header.operation] else {
      return note("plan.proposed: operation \(header.operation) is unknown")
    }
    plans[header.plan] = PlanRecord(
      header, posts: frame.openPosts(shifts: header.shifts), at: recorded.instant, by: recorded.actor)
    operations[header.operation]?.plans.append(header.plan)
  }

  private mutating func apply(_ edit: PlanEdit, _ recorded: RecordedEvent) {
    if let id = edit.plan {
      change(id, "plan.edited") { record in
        record.edits.append(edit)
        if !record.state.isApproved && !record.state.isSuperseded {
          record.state = .edited(at: recorded.instant, by: recorded.actor)
        }
      }
    }
    change(edit.operation, "plan.edited") { frame in
      frame.pins = unique(frame.pins.filter { !edit.unpinned.contains($0) } + edit.pins)
      frame.bans = unique(frame.bans.filter { !edit.unbanned.contains($0) } + edit.bans)
    }
  }

  private mutating func supersede(_ end: PlanSupersession) {
    change(end.plan, "plan.superseded") { record in
      let approval = record.state.approval
      record.state = .superseded(by: end.by, approval: approval)
    }
  }
}
