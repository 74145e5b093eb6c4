import Basics
import Incident
import Operations
import Publication
import Staffing

/// Plans that are there already: approved as they were shown, repaired, made anew beside the one in force.
extension PlanSession {
  func set(threshold: Int) throws(Problem) {
    try desk.setThreshold(threshold, of: operation, by: actor, at: now)
  }

  /// The proposals of these shifts as they stand, to be approved as they were shown, with the plans in force of those that are approved
  /// already; nil where nothing is proposed, a shift has no plan, or pins and bans ask for another.
  func shownPlans(_ shifts: [ShiftID]) throws(Problem) -> [Desk.Proposed]? {
    guard options.approve, options.pin.isEmpty, options.ban.isEmpty else { return nil }
    var shown: [Desk.Proposed] = []
    for shift in shifts {
      guard let plan = try desk.shown(operation, shift: shift, scenario: scenario, at: now) else { return nil }
      shown.append(plan)
    }
    return shown.contains { $0.record.state == .proposed } ? shown : nil
  }

  /// What the repair of the plan in force comes to, for a commander to sign.
  func showRepair(_ proposed: Desk.Proposed) {
    guard let changes = proposed.changes, !options.output.json else { return }
    let text = ReplanText(words.lookup)
    var lines = [text.method(proposed.method.rawValue)] + words.lines(changes)
    // A plan that was shown before said so then.
    if proposed.planner.plan != nil { lines += text.disturbances(proposed.disturbances().map { ($0.move, $0.staying) }) }
    Terminal.out((marks + lines + marks).joined(separator: "\n"))
  }

  /// The plan in force made anew: what it would gain, and the proposal where it gains enough.
  func replan() throws {
    let found = try desk.replan(
      operation, shift: shift, scenario: scenario, workLimit: options.work ?? .max, by: .system("planner"), at: now)
    if options.output.json {
      Terminal.out(try PlanJSON.encode(found, roster: desk.post.roster))
      return
    }
    let text = ReplanText(words.lookup)
    guard let proposal = found.proposal else {
      let threshold = desk.state.operation(operation)?.moveThreshold ?? Int(desk.city.rules.weights.perMove)
      return Terminal.out((marks + [text.keeps(found.standing.id, threshold: threshold)] + marks).joined(separator: "\n"))
    }
    let line = text.found(
      found.standing.id, missing: (found.unmetByTier.reduce(0, +), found.best.unmetByTier.reduce(0, +)),
      cost: (found.cost, found.best.cost))
    Terminal.out((marks + [line] + marks).joined(separator: "\n"))
    showRepair(proposal)
    Terminal.out(text.approve(shift))
  }

  /// All shifts that have a plan, by person or by post, or how the load is shared.
  func showRoster(by order: DutyRosterTable.Order) throws {
    guard let frame = desk.state.operation(operation) else { return }
    let roster = DutyRosters.of(frame, desk.state, desk.city, desk.post.roster)
    if options.csv {
      Terminal.out(DutyRosterCSV.text(roster, lookup: words.lookup, roster: desk.post.roster))
    } else {
      Terminal.out(DutyRosterTable.render(roster, by: order, lookup: words.lookup, width: Terminal.width))
    }
  }
}
