/// Recomputes what a plan costs and names every rule that it breaks (the first 50); independent of the solver.
/// O(duties log arcs-per-person).
public func score(_ duties: [ShiftDuty], of instance: ShiftInstance) -> (score: ShiftScore, violations: [String]) {
  var violations: [String] = []
  func fail(_ text: String) { if violations.count < 50 { violations.append(text) } }
  var filled = [Int32](repeating: 0, count: instance.posts * instance.shifts)
  var cost: Int64 = 0
  var before: ShiftDuty?
  var count = 0
  for duty in duties.sorted() {
    let person = Int(duty.person)
    let shift = Int(duty.shift)
    let post = Int(duty.post)
    guard (0..<instance.staff).contains(person), (0..<instance.shifts).contains(shift), (0..<instance.posts).contains(post),
      let arc = instance.arc(person: person, post: post)
    else {
      fail("\(duty) is on no arc")
      continue
    }
    if !instance.isAvailable[person * instance.shifts + shift] { fail("person \(person) is not available in shift \(shift)") }
    cost += instance.arcCost[arc]
    filled[post * instance.shifts + shift] += 1
    if let last = before, last.person == duty.person {
      if shift - Int(last.shift) <= instance.rest {
        fail("person \(person) has no rest between shifts \(last.shift) and \(shift)")
      }
      if instance.postPlace[Int(last.post)] != instance.postPlace[post] { cost += instance.changeCost }
      count += 1
    } else {
      count = 1
    }
    if count == Int(instance.mostDuties[person]) + 1 { fail("person \(person) has more than \(count - 1) duties") }
    before = duty
  }
  var unmet = [Int64](repeating: 0, count: instance.weights.count)
  var objective = cost
  for post in 0..<instance.posts {
    for shift in 0..<instance.shifts {
      let cell = post * instance.shifts + shift
      let short = Int64(instance.need[cell] - filled[cell])
      if short < 0 { fail("post \(post) has \(-short) heads too many in shift \(shift)") }
      unmet[Int(instance.postClass[post]) - 1] += max(0, short)
      objective += max(0, short) * instance.weight(of: post)
    }
  }
  return (ShiftScore(objective: objective, cost: cost, unmet: unmet), violations)
}

/// Everything that is wrong with an answer: rules broken, sums that differ, a bound that lies above the objective, a false status.
public func verify(_ solution: ShiftSolution, of instance: ShiftInstance) -> [String] {
  var (score, violations) = score(solution.duties, of: instance)
  if score.objective != solution.objective { violations.append("objective is \(score.objective), said \(solution.objective)") }
  if score.cost != solution.cost { violations.append("cost is \(score.cost), said \(solution.cost)") }
  if score.unmet != solution.unmet { violations.append("unmet is \(score.unmet), said \(solution.unmet)") }
  if solution.bound > solution.objective { violations.append("bound \(solution.bound) above the objective") }
  if (solution.status == .optimal) != (solution.bound == solution.objective) { violations.append("status \(solution.status)") }
  if solution.duties != solution.duties.sorted() { violations.append("duties do not ascend") }
  return violations
}
