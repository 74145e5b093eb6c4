import Basics

extension SolveAnswer {
  /// Up to so many moves an answer says of each what staying would cost.
  public static let mostExplainedMoves = 200

  /// Goes on from an earlier answer: the changes in their order, then the best plan of what the instance has become, with the fewest
  /// people moved away from where the answer had them. All changes count as one: who would only move to and fro is left alone. With a
  /// `threshold` somebody moves only where that gains more. The answer need not be the best one of the instance; `start` tells.
  public static func repairing(
    _ file: TransportFile, start: StartAnswer, changes: [PlanChange], threshold: Int64 = 0
  ) throws(Problem) -> SolveAnswer {
    for change in changes { if let problem = change.problem(in: file.instance) { throw problem } }
    let best = TransportSolver.solve(file.instance)
    do {
      var plan = try StandingPlan(
        file.instance, told: start.seats, taskPrice: start.taskPrice ?? best.taskPrice, threshold: threshold)
      let repair = try plan.apply(changes, telling: false)
      var changed = file
      changed.instance = try plan.instance()
      let figures = StartFigures(objective: objective(of: start.seats, file.instance), best: best.objective)
      var answer = SolveAnswer(
        file: changed, solution: try plan.solution(), moved: repair.moved.reduce(0) { $0 + Int($1.heads) })
      answer.solution.work += repair.work + best.work
      answer.moves = repair.moved
      if repair.moved.count <= mostExplainedMoves { answer.staying = repair.moved.map { plan.costOfStaying($0) } }
      answer.start = figures
      return answer
    } catch let refusal as StartRefusal {
      throw Problem("solve.start", "the start is refused: \(refusal)")
    } catch {
      throw Problem("solve.change", "the changes are refused: \(error)")
    }
  }

  private static func objective(of seats: [Seat], _ instance: TransportInstance) -> Int64 {
    var unmet = instance.need
    var sum: Int64 = 0
    for seat in seats {
      guard let arc = instance.arc(agent: Int(seat.agent), task: Int(seat.task)) else { continue }
      unmet[Int(seat.task)] -= seat.heads
      sum += Int64(seat.heads) * instance.arcCost[arc]
    }
    for task in unmet.indices { sum += Int64(unmet[task]) * instance.unmetCost[task] }
    return sum
  }
}
