extension TransportSolver {
  /// Replaces optimal prices by the least optimal ones: one search from the root over the whole residual network.
  static func leastPrices<Value>(_ network: Residual<Value>, work: inout Work) {
    let search = ShortestPaths(network)
    search.start(search.root)
    search.run()
    work.done += search.work
    for agent in 0..<network.agents {
      let node = search.agentBase + agent
      let group = Int(network.groupOf[agent])
      let least = search.isDone(node) ? network.agentPrice[agent] - search.distance[node] : 0
      network.agentPrice[agent] = max(least, 0)
      if group < 0 { continue }
      let groupNode = search.groupBase + group
      let floor = search.isDone(groupNode) ? max(0, network.groupPrice[group] - search.distance[groupNode]) : 0
      let isSlack = network.used[agent] < network.supply[agent]
      network.agentPrice[agent] = isSlack ? floor : max(network.agentPrice[agent], floor)
    }
    for group in 0..<network.groups {
      let node = search.groupBase + group
      network.groupPrice[group] = search.isDone(node) ? max(0, network.groupPrice[group] - search.distance[node]) : 0
    }
    for task in 0..<network.tasks {
      if search.isDone(task) {
        network.taskPrice[task] -= search.distance[task]
      } else {
        var price = network.unmetCost[task]
        for arc in Int(network.taskStart[task])..<Int(network.taskStart[task + 1]) {
          price = min(price, network.arcCost[arc] + network.agentPrice[Int(network.arcAgent[arc])])
        }
        network.taskPrice[task] = price
      }
    }
  }
}
