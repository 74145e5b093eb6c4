/// What a search that has ended changes: prices, then heads along the chain.
extension HeadSearch {
  func raisePrices() {
    for index in 0..<settledCount {
      let node = Int(settled[index])
      let raise = best - distance[node]
      if raise <= 0 { continue }
      if node < network.tasks {
        let price = network.taskPrice[node] + raise
        network.taskPrice[node] = price
        for slot in Int(slotStart[node])..<Int(slotStart[node]) + Int(slotCount[node]) {
          network.agentPrice[Int(slotAgent[slot])] = price - slotCost[slot]
        }
      } else {
        let group = node - network.tasks
        network.groupPrice[group] += raise
        for position in Int(network.groupStart[group])..<Int(network.groupStart[group + 1]) {
          let agent = Int(network.groupAgent[position])
          if network.used[agent] < network.supply[agent] { network.agentPrice[agent] = network.groupPrice[group] }
        }
      }
    }
  }

  /// Most heads that the chain found can carry.
  func capacity(from source: Int32) -> Int32 {
    var most = Int32.max
    if endArc >= 0 {
      let agent = Int(network.arcAgent[Int(endArc)])
      most = network.supply[agent] - network.used[agent]
      let group = Int(network.groupOf[agent])
      if group >= 0 { most = min(most, network.groupCapacity[group] - network.groupUsed[group]) }
    }
    var node = endTask
    while node != source {
      if Int(node) < network.tasks {
        most = min(most, network.flow[Int(releaseArc[Int(node)])])
      } else {
        let agent = Int(network.arcAgent[Int(takeArc[Int(node)])])
        most = min(most, network.supply[agent] - network.used[agent])
      }
      node = parent[Int(node)]
    }
    return most
  }

  func move(_ heads: Int32, from source: Int32) {
    if endArc < 0 {
      network.unmet[Int(endTask)] += heads
    } else {
      take(endArc, heads, by: endTask)
    }
    var node = endTask
    while node != source {
      let before = parent[Int(node)]
      if Int(node) >= network.tasks {
        // A spare head of the group's agent is used now, instead of the one that was released.
        let arc = takeArc[Int(node)]
        let agent = network.arcAgent[Int(arc)]
        network.used[Int(agent)] += heads
        add(heads, to: arc, of: before)
        refresh(agent)
      } else {
        let arc = releaseArc[Int(node)]
        let agent = network.arcAgent[Int(arc)]
        add(-heads, to: arc, of: node)
        if takeArc[Int(node)] < 0 {
          network.used[Int(agent)] -= heads
        } else {
          add(heads, to: takeArc[Int(node)], of: before)
        }
        refresh(agent)
      }
      node = before
    }
  }

  /// An idle head ends the chain; a group that fills up by it changes what its other members are.
  func take(_ arc: Int32, _ heads: Int32, by task: Int32) {
    let agent = network.arcAgent[Int(arc)]
    network.used[Int(agent)] += heads
    add(heads, to: arc, of: task)
    let group = Int(network.groupOf[Int(agent)])
    if group >= 0 {
      network.groupUsed[group] += heads
      if network.groupUsed[group] == network.groupCapacity[group] {
        for position in Int(network.groupStart[group])..<Int(network.groupStart[group + 1]) {
          refresh(network.groupAgent[position])
        }
      }
    }
    refresh(agent)
  }

  func add(_ heads: Int32, to arc: Int32, of task: Int32) {
    let before = network.flow[Int(arc)]
    network.flow[Int(arc)] = before + heads
    let start = slotStart[Int(task)]
    if before == 0 {
      hold(arc, by: task)
    } else if before + heads == 0 {
      slotCount[Int(task)] -= 1
      let end = Int(start + slotCount[Int(task)])
      let last = slotArc[end]
      let slot = slotOf[Int(arc)]
      slotArc[Int(slot)] = last
      slotAgent[Int(slot)] = slotAgent[end]
      slotCost[Int(slot)] = slotCost[end]
      slotOf[Int(last)] = slot
      leaveSeat(arc)
      rows.release(arc, of: Int(task))
    }
  }

  /// Lists an arc that comes into use with its task and its agent.
  func hold(_ arc: Int32, by task: Int32) {
    let slot = slotStart[Int(task)] + slotCount[Int(task)]
    slotArc[Int(slot)] = arc
    slotAgent[Int(slot)] = network.arcAgent[Int(arc)]
    slotCost[Int(slot)] = network.arcCost[Int(arc)]
    slotOf[Int(arc)] = slot
    slotCount[Int(task)] += 1
    let agent = Int(network.arcAgent[Int(arc)])
    if network.supply[agent] == 1 {
      holder[agent] = task
      holderArc[agent] = arc
    } else {
      let seat = Int(seatStart[agent] + seatCount[agent])
      seatArc[seat] = arc
      seatTask[seat] = task
      seatCount[agent] += 1
    }
  }

  /// Sets what an agent is after its heads or its group changed.
  func refresh(_ agent: Int32) {
    let index = Int(agent)
    let used = network.used[index]
    let supply = network.supply[index]
    if used < supply {
      let group = Int(network.groupOf[index])
      holder[index] = group < 0 || network.groupUsed[group] < network.groupCapacity[group] ? free : mixed
      return
    }
    // A single person's holder was set with the arc.
    if supply == 1 { return }
    holder[index] = mixed
    if seatCount[index] == 1 {
      holder[index] = seatTask[Int(seatStart[index])]
      holderArc[index] = seatArc[Int(seatStart[index])]
    }
  }

  /// Takes an arc that is no longer in use out of its agent's list.
  func leaveSeat(_ arc: Int32) {
    let agent = Int(network.arcAgent[Int(arc)])
    if network.supply[agent] == 1 { return }
    let first = Int(seatStart[agent])
    seatCount[agent] -= 1
    let last = first + Int(seatCount[agent])
    for seat in first..<last where seatArc[seat] == arc {
      seatArc[seat] = seatArc[last]
      seatTask[seat] = seatTask[last]
      return
    }
  }
}
