import Basics
import Incident

/// Says in words why a person stands where they stand, and why not elsewhere: each value of the domain, in both languages.
public struct ExplanationText: Sendable {
  public let lookup: Lookup
  var words: Catalogue { lookup.words }
  var style: Style { lookup.style }

  public init(_ lookup: Lookup) { self.lookup = lookup }

  /// The rule that keeps a person from a post, with its values; a clause without a full stop.
  public func text(_ rule: Ineligibility) -> String {
    switch rule {
    case .lacksCompetency(let id, let required, nil):
      words("rule.lacksCompetency", ["competency": lookup.competencyName(id), "required": "\(required)"])
    case .lacksCompetency(let id, let required, let held?):
      words("rule.levelTooLow", ["competency": lookup.competencyName(id), "required": "\(required)", "held": "\(held)"])
    case .competencyExpired(let id, let required, let held, let day):
      words(
        "rule.competencyExpired",
        ["competency": lookup.competencyName(id), "required": "\(required)", "held": "\(held)", "date": style.date(day)])
    case .unavailable: words("rule.unavailable")
    case .contractEnded(let day): words("rule.contractEnded", ["date": style.date(day)])
    case .dutyLimit(let limit): words("rule.dutyLimit", ["limit": words("limit.\(limit.rawValue)")])
    case .needsRest(let until): words("rule.needsRest", ["until": style.moment(until)])
    case .dutyTooLong(let hours, let limit): words("rule.dutyTooLong", ["hours": "\(hours)", "limit": "\(limit)"])
    case .onOtherDuty(let post): words("rule.onOtherDuty", ["post": lookup.postName(post)])
    case .cutOff(let byWater): words(byWater ? "rule.cutOffByWater" : "rule.noRoad")
    case .tooFar(let minutes, let limit):
      words("rule.tooFar", ["minutes": style.number(minutes), "limit": style.number(limit)])
    case .homeUnknown: words("rule.homeUnknown")
    case .notCallable: words("rule.notCallable")
    case .banned: words("rule.banned")
    case .sexRequired(let sex): words("rule.sexRequired", ["sex": words("sex.\(sex.rawValue)")])
    case .goesWithOffice(let role): words("rule.goesWithOffice", ["role": lookup.roleName(role)])
    case .powerNotConfirmedOff(let area): words("rule.powerNotConfirmedOff", ["area": lookup.areaName(area)])
    case .mostDuties(let limit): words("rule.mostDuties", ["limit": "\(limit)"])
    case .nightsInARow(let limit): words("rule.nightsInARow", ["limit": "\(limit)"])
    }
  }

  /// The whole answer, one sentence a line.
  public func lines(_ explanation: Explanation) -> [String] {
    let values = ["name": lookup.names.name(explanation.staff), "post": lookup.postName(explanation.post)]
    switch explanation.verdict {
    case .assigned(let cost, let source, let next, let loss):
      return assigned(explanation, cost, source, next, loss, values)
    case .possible(let cost, let extra, let change, let moves):
      return possible(cost, extra, change, moves, values)
    case .ineligible(let rules):
      return [words("why.ineligible", values)] + rules.map { "– " + sentence(text($0)) }
    case .unitAtMinimum(let unit):
      return [words("why.unitAtMinimum", values.merging(["unit": lookup.names.unitName(unit)]) { a, _ in a })]
    }
  }

  public func text(_ explanation: Explanation) -> String { lines(explanation).joined(separator: "\n") }

  private func assigned(
    _ explanation: Explanation, _ cost: CostParts, _ source: Duty.Source, _ next: Explanation.Alternative?, _ loss: Int64,
    _ values: [String: String]
  ) -> [String] {
    var out: [String]
    switch source {
    case .office: return [words("why.office", values)]
    case .pinned: out = [words("why.pinned", values)]
    case .optimised: out = [words("why.assigned", values)]
    }
    out += competencies(explanation)
    out.append(costs(cost))
    if let next {
      out.append(words("why.next", ["name": lookup.names.name(next.staff), "extra": style.signed(next.extraCost)]))
    } else {
      out.append(words("why.noNext"))
    }
    out.append(words("why.loss", ["name": lookup.names.name(explanation.staff), "loss": style.number(loss)]))
    return out
  }

  /// What the role requires and wishes, beside what the person holds.
  private func competencies(_ explanation: Explanation) -> [String] {
    guard let parts = Lookup.parts(explanation.post), let role = lookup.role(parts.role),
      let person = lookup.names.person(explanation.staff)
    else { return [] }
    func line(_ need: CompetencyLevel, _ key: String, _ without: String) -> String {
      let held = person.competencies.first { $0.competency == need.competency }
      let values = ["competency": lookup.competencyName(need.competency), "level": "\(need.level)"]
      guard let held else { return words(without, values) }
      return words(key, values.merging(["held": "\(held.level)"]) { a, _ in a })
    }
    // A required competency that the roster no longer holds is said as it is: the plan was made on other facts.
    return role.requires.map { line($0, "why.requires", "why.requiresNone") }
      + role.wishes.map { line($0, "why.wishes", "why.wishesNone") }
  }

  /// `Biaya 1.240: perjalanan 12 menit = 120, …`: parts of 0 are left out.
  public func costs(_ cost: CostParts) -> String {
    var parts = [
      words("cost.travel", ["minutes": style.number(cost.travelMinutes), "cost": style.number(cost.travel)])
    ]
    for (key, value) in [
      ("cost.belowWish", cost.belowWish), ("cost.beyondNeed", cost.beyondNeed), ("cost.fairness", cost.fairness),
      ("cost.disturbance", cost.disturbance), ("cost.placeChange", cost.placeChange),
    ] where value != 0 {
      parts.append(words(key, ["cost": style.number(value)]))
    }
    return words("cost.total", ["total": style.number(cost.total), "parts": parts.joined(separator: ", ")])
  }

  private func possible(
    _ cost: CostParts, _ extra: Int64, _ change: [Int], _ moves: [Move], _ values: [String: String]
  ) -> [String] {
    var out = [words("why.possible", values.merging(["extra": style.signed(extra)]) { a, _ in a }), costs(cost)]
    let changed = change.enumerated().filter { $0.element != 0 }
    if changed.isEmpty {
      out.append(words("why.unmetSame"))
    } else {
      let tiers = changed.map { "\(words("tier.\($0.offset)")) \(style.signed($0.element))" }
      out.append(words("why.unmetChange", ["tiers": tiers.joined(separator: ", ")]))
    }
    if !moves.isEmpty { out.append(words("why.moves")) }
    return out + moves.map { "– " + text($0) }
  }

  /// One person's change of place.
  public func text(_ move: Move) -> String {
    let name = lookup.names.name(move.staff)
    switch (move.from, move.to) {
    case (nil, let to?): return words("move.called", ["name": name, "to": lookup.postName(to)])
    case (let from?, nil): return words("move.released", ["name": name, "from": lookup.postName(from)])
    case (let from?, let to?):
      return words("move.moved", ["name": name, "from": lookup.postName(from), "to": lookup.postName(to)])
    case (nil, nil): return words("move.none", ["name": name])
    }
  }

  public func lines(_ difference: PlanDifference) -> [String] {
    var out = [
      words(
        "difference.head",
        [
          "moves": style.number(difference.moves.count), "before": style.number(difference.shortagesBefore),
          "after": style.number(difference.shortagesAfter), "costBefore": style.number(difference.costBefore),
          "costAfter": style.number(difference.costAfter),
        ])
    ]
    if difference.moves.isEmpty { out.append(words("difference.none")) }
    return out + difference.moves.map { "– " + text($0) }
  }

  public func text(_ caveat: Plan.Caveat) -> String { words("caveat.\(caveat.rawValue)") }

  /// Capital at the start, full stop at the end.
  func sentence(_ clause: String) -> String { clause.prefix(1).uppercased() + clause.dropFirst() + "." }
}
