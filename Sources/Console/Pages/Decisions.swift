import Basics
import Incident
import Publication

/// One thing that somebody must decide or do now, with where to do it.
struct Decision: Sendable {
  enum Weight: Int, Sendable, Comparable {
    case danger, warning, next, note
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    var kind: String {
      switch self {
      case .danger: "danger"
      case .warning: "warning"
      case .next: "next"
      case .note: "note"
      }
    }
  }

  var weight: Weight
  var text: String
  var path: String
}

/// What the state asks of the command post: computed, never stored, most urgent first.
struct Decisions {
  let frame: Frame
  let operation: EmergencyOperation
  let shift: Shift?
  let help: [HelpCall]

  private var state: State { frame.picture.state }

  func all() -> [Decision] {
    (alarms + publicWork + planning + calling + facts + papers).enumerated().sorted {
      ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset)
    }.map(\.element)
  }

  private func make(_ weight: Decision.Weight, _ key: String, _ path: String, _ values: [String: String] = [:]) -> Decision {
    Decision(weight: weight, text: frame.w("decide.\(key)", values), path: path)
  }

  private var alarms: [Decision] {
    let lookup = frame.lookup(operation)
    var out = help.map { make(.danger, "help", "/calls#help", ["name": lookup.names.name($0.staff)]) }
    let city = CityIndex(frame.picture.city)
    for alarm in state.safetyAlarms(operation.id, city: city, roster: frame.picture.roster).prefix(6) {
      switch alarm {
      case .inWaterWithPower(_, let area):
        out.append(make(.danger, "inWater", "/situation#power", ["area": lookup.areaName(area)]))
      case .crewIncomplete(let post, let found, let needed):
        out.append(
          make(.danger, "crew", "/plan", ["post": lookup.postName(post), "found": "\(found)", "needed": "\(needed)"]))
      case .shelterWithoutWoman(let post): out.append(make(.danger, "woman", "/plan", ["post": lookup.postName(post)]))
      }
    }
    for complaint in state.service.urgentComplaints.prefix(6) {
      let sector = frame.picture.city.service.sector(complaint.received.sector)?.name[frame.language]
      out.append(
        make(
          .danger, "complaint", "/service/complaints/\(complaint.id)",
          ["complaint": complaint.id.rawValue, "sector": sector ?? complaint.received.sector.rawValue]))
    }
    for round in state.overdueRounds(operation.id, at: frame.now) {
      out.append(make(.danger, "round", "/safety", ["count": "\(round.silent.count)"]))
    }
    let rounds = operation.rounds.compactMap { state.rounds[$0] }.filter { $0.closedAt == nil }
    let unsafe = rounds.reduce(0) { $0 + $1.unsafe.count }
    if unsafe > 0 { out.append(make(.danger, "unsafe", "/safety", ["count": "\(unsafe)"])) }
    return out
  }

  private var planning: [Decision] {
    guard let shift else { return [make(.next, operation.openPosts.isEmpty ? "needs" : "shift", "/needs")] }
    if frame.picture.roster.staff.isEmpty { return [make(.next, "roster", "/roster")] }
    let path = "/plan?shift=\(Gate.escaped(shift.id.rawValue))"
    let name = ["shift": shift.name[frame.language]]
    guard let plan = state.currentPlan(operation.id, shift: shift.id) else {
      return operation.openPosts(shifts: [shift.id]).isEmpty
        ? [make(.next, "needs", "/needs")] : [make(.next, "propose", path, name)]
    }
    var out: [Decision] = []
    if plan.isEdited || !state.changed(plan.header.facts).isEmpty, !plan.state.isApproved || !gaps(plan).isEmpty {
      out.append(make(.warning, "stale", path, name))
    }
    switch plan.state {
    case .proposed, .edited: out.append(make(.next, "approve", path, name))
    case .approved:
      let unordered = state.dutiesToOrder(plan.id).filter { !isSettled($0, plan) }
      if !unordered.isEmpty { out.append(make(.next, "issue", path, ["count": "\(unordered.count)"])) }
      let extra = state.ordersNotInPlan(plan.id).count
      if extra > 0 { out.append(make(.warning, "extra", path, ["count": "\(extra)"])) }
    case .superseded: break
    }
    let objections = state.openObjections(operation.id).count
    if objections > 0 { out.append(make(.warning, "objection", path + "#objections", ["count": "\(objections)"])) }
    return out
  }

  /// Declined or silent: to be filled by a new proposal, not by the same call again.
  private func isSettled(_ duty: Duty, _ plan: PlanRecord) -> Bool {
    state.orders(staff: duty.staff).contains { $0.operation == operation.id && $0.post == duty.post }
  }

  private func gaps(_ plan: PlanRecord) -> [OrderRecord] {
    state.orders(operation.id).filter {
      plan.shifts.contains($0.shift) && ($0.phase == .declined || $0.phase == .unanswered)
    }
  }

  private var calling: [Decision] {
    var out: [Decision] = []
    let lost = state.orders(operation.id).filter { order in
      (order.phase == .declined || order.phase == .unanswered) && order.shift == shift?.id
        && state.currentPlan(operation.id, shift: order.shift)?.duties.contains {
          $0.staff == order.staff && $0.post == order.post
        } == true
    }
    if !lost.isEmpty {
      out.append(make(.warning, "replace", "/plan?shift=\(Gate.escaped(shift?.id.rawValue ?? ""))", ["count": "\(lost.count)"]))
    }
    let waiting = state.orders(operation.id).filter { $0.phase.awaitsAnswer && $0.issue.deadline.minutes(since: frame.now) <= 15 }
    if !waiting.isEmpty { out.append(make(.warning, "call", "/calls", ["count": "\(waiting.count)"])) }
    for broadcast in state.broadcasts(operation.id) where broadcast.isOverdue(at: frame.now) {
      out.append(make(.warning, "broadcast", "/broadcasts", ["count": "\(broadcast.silent.count)"]))
    }
    return out
  }

  private var facts: [Decision] {
    let late = operation.aid.count { request in
      if case .promised(_, let expected?) = request.state { expected < frame.now } else { false }
    }
    var out = late > 0 ? [make(.warning, "aidLate", "/partners", ["count": "\(late)"])] : []
    let silent = operation.silentAreas
    if silent.isEmpty { return out }
    let names = silent.prefix(4).map { frame.lookup(operation).areaName($0) }
    out.append(make(.note, "noReport", "/situation#depth", ["areas": frame.style.list(names), "count": "\(silent.count)"]))
    return out
  }

  private var papers: [Decision] {
    var out: [Decision] = []
    if operation.commander == nil { out.append(make(.note, "commander", "/situation#commander")) }
    if !operation.openOralBases.isEmpty { out.append(make(.note, "oral", "/papers")) }
    let bare = state.dutiesWithoutLetter(operation.id).count
    if bare > 0 { out.append(make(.note, "letter", "/papers", ["count": "\(bare)"])) }
    return out
  }
}
