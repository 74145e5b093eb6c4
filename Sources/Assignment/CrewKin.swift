/// Heads that kin bundles are sure to lack, as an agent that costs nothing.
///
/// If at most `k` of `n` undecided kin bundles can open, at least `n - k` stay shut, and the heads of that many are unmet. The relaxation
/// would still fill them with leftover people, one here and one there. So this many heads are filled by the stand-in for nothing, and
/// counted as unmet afterwards: no true plan scores better than that, and the bound of the tiers becomes sharp.
struct StandIn: Sendable, Equatable {
  /// First bundle of the kin.
  var kin: Int
  /// Index of the part in each bundle of the kin.
  var part: Int
  /// Index of the agent in the split instance.
  var agent: Int
}

extension CrewedProblem {
  /// Per bundle the first one with the same needs, minimums and tiers and the same people (with costs: at the same costs).
  static func classes(_ instance: TransportInstance, _ tier: [Int], _ bundles: [CrewBundle], withCosts: Bool) -> [Int] {
    var rows: [Int: [Int64]] = [:]
    for part in bundles.flatMap(\.parts) {
      rows[part.task] = [Int64(instance.need[part.task]), Int64(part.minimum), Int64(tier[part.task])]
    }
    for agent in 0..<instance.agents {
      for arc in instance.arcs(of: agent) {
        rows[Int(instance.arcTask[arc])]?.append(contentsOf: withCosts ? [Int64(agent), instance.arcCost[arc]] : [Int64(agent)])
      }
    }
    var first: [[[Int64]]: Int] = [:]
    return bundles.enumerated().map { index, bundle in
      let key = bundle.parts.map { rows[$0.task] ?? [] }
      let known = first[key] ?? index
      first[key] = known
      return known
    }
  }

  static func standIns(_ agents: Int, _ kin: [Int], _ bundles: [CrewBundle]) -> [StandIn] {
    var list: [StandIn] = []
    for bundle in bundles.indices where kin[bundle] == bundle && kin[(bundle + 1)...].contains(bundle) {
      for part in bundles[bundle].parts.indices { list.append(StandIn(kin: bundle, part: part, agent: agents + list.count)) }
    }
    return list
  }

  /// Per bundle that is the first of its kin: how many of the kin could open together if nothing else needed anybody.
  func mostOpen() throws(TransportRefusal) -> [Int] {
    var most = [Int](repeating: 0, count: bundles.count)
    for first in bundles.indices where kin[first] == first && canOpen(first) {
      let members = bundles.indices.filter { kin[$0] == first }
      var low = 0
      var high = members.count
      while low < high {
        let middle = (low + high + 1) / 2
        if try canOpenTogether(members.prefix(middle)) { low = middle } else { high = middle - 1 }
      }
      most[first] = low
    }
    return most
  }

  private func canOpenTogether(_ members: ArraySlice<Int>) throws(TransportRefusal) -> Bool {
    var need = [Int32](repeating: 0, count: split.tasks)
    var heads: Int64 = 0
    for part in members.flatMap({ bundles[$0].parts }) where twin[part.task] >= 0 {
      need[Int(twin[part.task])] = part.minimum
      heads += Int64(part.minimum)
    }
    // An unmet head costs more than any two arcs: as many as possible are filled.
    let price = Int64(clamping: split.cycleCost)
    let trial = try split.replacing(need: need, unmetCost: Array(repeating: price, count: split.tasks))
    return TransportSolver.solve(trial).unmetHeads == 0
  }
}
