import Basics
import Incident

/// Situation, plan, orders, letters and safety rounds in words.
extension EventText {
  func text(_ event: SituationEvent) -> String {
    switch event {
    case .depthReported(let report):
      return words(
        "event.depth.reported",
        [
          "area": lookup.areaName(report.area), "depth": depth(report), "reference": words("reference.\(report.above.rawValue)"),
          "seen": style.moment(report.seenAt), "who": informant(report.informant),
        ])
    case .depthForecast(let forecast):
      return words(
        "event.depth.forecast",
        [
          "area": lookup.areaName(forecast.area),
          "depth": depth(low: forecast.lowMillimetres, high: forecast.millimetres),
          "reference": words("reference.\(forecast.above.rawValue)"), "span": style.span(forecast.during),
          "issued": style.moment(forecast.issuedAt), "who": informant(forecast.informant),
        ])
    case .roadClosed(let report): return road(report, "event.road.closed")
    case .roadOpened(let report): return road(report, "event.road.opened")
    case .powerRecorded(let report):
      return words(
        "event.power.recorded",
        [
          "area": lookup.areaName(report.area), "state": words("power.\(report.state.rawValue)"), "at": style.moment(report.at),
          "who": informant(report.informant),
        ])
    case .powerOverridden(let override):
      return words(
        "event.power.overridden",
        ["area": lookup.areaName(override.area), "reason": note(override.reason) ?? words("note.gone")])
    case .affectedReported(let report):
      return words(
        "event.affected.reported",
        [
          "area": lookup.areaName(report.area), "counts": counts(report), "seen": style.moment(report.seenAt),
          "who": informant(report.informant),
        ])
    case .shelterCounted(let count):
      return words(
        "event.shelter.counted",
        [
          "place": lookup.placeName(count.place), "taken": style.number(count.taken), "capacity": style.number(count.capacity),
          "seen": style.moment(count.seenAt), "who": informant(count.informant),
        ])
    }
  }

  /// `10–30 cm`
  func depth(_ report: DepthReport) -> String { depth(low: report.lowMillimetres, high: report.millimetres) }

  func depth(low: Int?, high millimetres: Int) -> String {
    let high = style.centimetres(Int32(clamping: millimetres))
    guard let low, low < millimetres else { return high }
    return "\(style.number((low + 5) / 10))–\(high)"
  }

  private func road(_ report: RoadReport, _ key: String) -> String {
    words(key, ["road": report.road, "seen": style.moment(report.seenAt), "who": informant(report.informant)])
  }

  /// Only the counts that were told.
  func counts(_ report: AffectedReport) -> String {
    let told = AffectedCount.allCases.compactMap { count in
      count.value(report).map { "\(words("count.\(count.rawValue)")) \(style.number($0))" }
    }
    return told.isEmpty ? words("count.none") : told.joined(separator: ", ")
  }

  func text(_ event: PlanEvent) -> String? {
    switch event {
    case .proposed(let plan):
      return words(
        "event.plan.proposed",
        [
          "plan": plan.plan.rawValue, "duties": style.number(plan.duties), "heads": style.number(plan.heads),
          "missing": style.number(plan.missing),
        ])
    case .part, .shortages, .proof: return nil
    case .edited(let edit):
      return words(
        "event.plan.edited",
        [
          "plan": edit.plan?.rawValue ?? "–", "pins": style.number(edit.pins.count), "bans": style.number(edit.bans.count),
          "reason": note(edit.reason) ?? words("note.gone"),
        ])
    case .approved(let approval):
      return words("event.plan.approved", ["plan": approval.plan.rawValue]) + overrides(approval)
    case .superseded(let supersession):
      guard let by = supersession.by else { return words("event.plan.withdrawn", ["plan": supersession.plan.rawValue]) }
      return words("event.plan.superseded", ["plan": supersession.plan.rawValue, "by": by.rawValue])
    case .unitHeadTold(let told):
      return words(
        "event.unit_head.told",
        [
          "unit": lookup.names.unitName(told.unit), "people": style.number(told.people),
          "until": style.moment(told.objectUntil),
        ])
    case .unitHeadObjected(let objection):
      return words(
        "event.unit_head.objected",
        [
          "unit": lookup.names.unitName(objection.unit), "people": style.number(objection.staff.count),
          "reason": note(objection.reason) ?? words("note.gone"),
        ])
    case .thresholdSet(let threshold):
      return words("event.plan.threshold_set", ["units": style.number(threshold.units)])
    case .objectionResolved(let resolution):
      return words(
        resolution.isUpheld ? "event.objection.upheld" : "event.objection.rejected",
        ["reason": note(resolution.reason) ?? words("note.gone")])
    }
  }

  private func overrides(_ approval: PlanApproval) -> String {
    approval.overrides.map {
      " "
        + words(
          "event.plan.override",
          ["post": lookup.postName($0.post), "reason": note($0.reason) ?? words("note.gone")])
    }.joined()
  }

  func text(_ event: OrderEvent) -> String {
    let id = OwnPlans.order(event)
    var values: [String: String] = ["name": "–", "post": "–"]
    if let line = facts.orders[id] {
      values = ["name": lookup.names.name(line.issue.staff), "post": lookup.postName(line.issue.post)]
    }
    switch event {
    case .relieved(let relief):
      guard let by = relief.by.flatMap({ facts.orders[$0] }) else { return words("event.order.relieved", values) }
      values["by"] = lookup.names.name(by.issue.staff)
      return words("event.order.relieved_by", values)
    case .accepted(let acceptance):
      guard let arrives = acceptance.arrivesAt else { return words("event.order.accepted", values) }
      values["at"] = style.moment(arrives)
      return words("event.order.accepted_eta", values)
    case .issued, .delivered, .declined, .unanswered, .enRoute, .arrived, .onDuty, .released, .stoodDown:
      return words("event.\(event.kind.rawValue)", values)
    }
  }

  func text(_ event: PaperEvent) -> String? {
    switch event {
    case .letterPart: nil
    case .letterRecorded(let letter):
      words(
        "event.letter.recorded",
        [
          "number": letter.number, "date": style.date(letter.date), "office": OfficeText.name(letter.signerOffice),
          "duties": style.number(letter.duties),
        ])
    }
  }

  func text(_ event: SafetyEvent) -> String {
    switch event {
    case .roundOpened(let round): words("event.round.opened", ["deadline": style.moment(round.deadline)])
    case .roundAnswered(let answer):
      words(
        answer.isSafe ? "event.round.safe" : "event.round.unsafe",
        ["name": lookup.names.name(answer.staff), "at": style.moment(answer.at)])
    case .roundClosed: words("event.round.closed")
    }
  }

  func text(_ event: BroadcastEvent) -> String? {
    switch event {
    case .addressed, .delivered: nil
    case .sent(let sending):
      words(
        sending.deadline == nil ? "event.broadcast.sent" : "event.broadcast.asked",
        [
          "broadcast": sending.broadcast.rawValue, "people": style.number(sending.recipients),
          "deadline": sending.deadline.map(style.moment) ?? "",
        ])
    case .acknowledged(let receipt):
      words(
        "event.broadcast.acknowledged",
        ["name": lookup.names.name(receipt.staff), "broadcast": receipt.broadcast.rawValue, "at": style.moment(receipt.at)])
    case .escalated(let escalation):
      words(
        escalation.to == nil ? "event.broadcast.toDispatcher" : "event.broadcast.escalated",
        [
          "broadcast": escalation.broadcast.rawValue, "to": escalation.to.map { lookup.names.name($0) } ?? "",
          "at": style.moment(escalation.at),
        ])
    case .closed(let closing):
      words("event.broadcast.closed.\(closing.reason.rawValue)", ["broadcast": closing.broadcast.rawValue])
    }
  }

  func text(_ event: BulletinEvent) -> String {
    func say(_ key: String, _ bulletin: BulletinID, _ version: Int = 0, _ more: [String: String] = [:]) -> String {
      words(key, more.merging(["bulletin": bulletin.rawValue, "version": "\(version)"]) { first, _ in first })
    }
    return switch event {
    case .rulesSet(let rules):
      words(
        "event.bulletin.rules",
        [
          "approvers": rules.approvers.map(OfficeText.name).joined(separator: ", "),
          "alone": rules.alone.map(OfficeText.name).joined(separator: ", "),
        ])
    case .drafted(let opening): say("event.bulletin.drafted", opening.draft.bulletin)
    case .edited(let draft): say("event.bulletin.edited", draft.bulletin, draft.version)
    case .submitted(let step): say("event.bulletin.submitted", step.bulletin, step.version)
    case .returned(let back): say("event.bulletin.returned", back.bulletin, back.version)
    case .approved(let step): say("event.bulletin.approved", step.bulletin, step.version)
    case .published(let out): say("event.bulletin.published", out.bulletin, out.version, ["identifier": out.identifier])
    case .publishedAlone(let out): say("event.bulletin.alone", out.bulletin, out.version, ["identifier": out.identifier])
    case .countersigned(let step): say("event.bulletin.countersigned", step.bulletin, step.version)
    case .discarded(let back): say("event.bulletin.discarded", back.bulletin, back.version)
    case .alertKept(let alert):
      words(
        "event.alert.kept",
        ["agency": alert.agency, "number": alert.identifier ?? "-", "at": style.moment(alert.sentAt ?? alert.receivedAt)])
    }
  }

  func text(_ event: CitizenEvent) -> String {
    switch event {
    case .reported(let report):
      words(
        "event.citizen.reported",
        [
          "ticket": report.ticket.rawValue, "need": words("citizen.need.\(report.need.rawValue)"),
          "area": lookup.areaName(report.area),
          "seen": style.moment(report.seenAt),
        ])
    case .triaged(let triage):
      words(
        "event.citizen.triaged",
        [
          "ticket": triage.ticket.rawValue, "urgency": "\(triage.urgency)",
          "trust": words("citizen.trust.\(triage.trust.rawValue)"),
        ])
    case .merged(let merge):
      words("event.citizen.merged", ["ticket": merge.ticket.rawValue, "into": merge.into.rawValue])
    case .assigned(let assignment):
      words("event.citizen.assigned", ["ticket": assignment.ticket.rawValue, "post": lookup.postName(assignment.post)])
    case .answered(let answer):
      words(
        "event.citizen.answered",
        ["ticket": answer.ticket.rawValue, "outcome": words("citizen.outcome.\(answer.outcome.rawValue)")])
    case .rumourHeard(let heard): words("event.rumour.heard", ["rumour": heard.rumour.rawValue])
    case .rumourJudged(let verdict):
      words(
        "event.rumour.judged",
        ["rumour": verdict.rumour.rawValue, "truth": words("citizen.truth.\(verdict.truth.rawValue)")])
    case .reliefMoved(let move):
      words(
        "event.relief.moved",
        [
          "item": move.item, "quantity": style.number(move.quantity), "measure": move.measure,
          "from": move.from.map(lookup.placeName) ?? move.outside, "to": move.to.map(lookup.placeName) ?? move.outside,
          "paper": move.paper,
        ])
    }
  }

  /// The posts that an event concerns, by their id; a note at a place concerns none by itself.
  func posts(_ event: Event) -> [PostID] {
    switch event {
    case .need(.postsOpened(let opened)): opened.posts.map(\.id)
    case .need(.postChanged(let change)): [change.post]
    case .need(.postClosed(let closing)): [closing.post]
    case .need(.aidRequested(let asked)): posts(asked.need)
    case .need(.aidPromised(let promise)): posts(promise.request)
    case .need(.aidArrived(let arrival)): posts(arrival.request)
    case .need(.aidReleased(let release)): posts(release.request)
    case .operation(.noteAdded(let note)): note.post.map { [$0] } ?? []
    case .plan(.approved(let approval)): approval.overrides.map(\.post)
    case .order(let event): facts.orders[OwnPlans.order(event)].map { [$0.issue.post] } ?? []
    default: []
    }
  }

  private func posts(_ need: AidNeed) -> [PostID] {
    if case .team(let post, _) = need { [post] } else { [] }
  }

  private func posts(_ request: AidRequestID) -> [PostID] {
    facts.aid.first { $0.asked.value.request == request }.map { posts($0.asked.value.need) } ?? []
  }
}
