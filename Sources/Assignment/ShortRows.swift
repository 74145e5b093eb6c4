/// Per task the few arcs that matter: those with the least cost plus agent price, and a floor below which no other arc of the row lies.
///
/// Agent prices never fall while heads are filled, so a floor stays true until the row is read anew. A search reads the short row, and
/// the whole row only when its floor lies nearer than the best end of the search.
struct ShortRows<Value: FixedWidthInteger & SignedInteger & Sendable> {
  /// Arcs listed when a row is read, and room for arcs that are released later.
  static var listed: Int { 12 }
  static var room: Int { 24 }

  let network: Residual<Value>
  let count: UnsafeMutablePointer<Int32>
  let agent: UnsafeMutablePointer<Int32>
  let arc: UnsafeMutablePointer<Int32>
  let cost: UnsafeMutablePointer<Value>
  /// Cost plus agent price of every arc that is neither listed nor in use is at least this.
  let floor: UnsafeMutablePointer<Value>

  init(_ network: Residual<Value>) {
    self.network = network
    count = Residual<Value>.filled(network.tasks, 0)
    agent = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, network.tasks * Self.room))
    arc = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, network.tasks * Self.room))
    cost = UnsafeMutablePointer<Value>.allocate(capacity: max(1, network.tasks * Self.room))
    floor = Residual<Value>.filled(network.tasks, 0)
  }

  func deallocate() {
    count.deallocate()
    agent.deallocate()
    arc.deallocate()
    cost.deallocate()
    floor.deallocate()
  }

  /// Reads the row of a task: lists its least arcs that are not in use, sets the floor, and returns the least value.
  func read(task: Int) -> Value {
    let first = Int(network.taskStart[task])
    let last = Int(network.taskStart[task + 1])
    let row = task * Self.room
    let agents = network.arcAgent
    let costs = network.arcCost
    let prices = network.agentPrice
    let flow = network.flow
    var have = 0
    var bar = Value.max
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: Self.listed + 1) { value in
      for index in first..<last {
        let here = costs[index] + prices[Int(agents[index])]
        if here >= bar || flow[index] > 0 { continue }
        // Insertion into the ascending short list; the thirteenth sets the floor.
        var place = have <= Self.listed ? have : Self.listed
        if have <= Self.listed { have += 1 }
        while place > 0, value[place - 1] > here {
          value[place] = value[place - 1]
          arc[row + place] = arc[row + place - 1]
          place -= 1
        }
        value[place] = here
        arc[row + place] = Int32(truncatingIfNeeded: index)
        if have > Self.listed { bar = value[Self.listed] }
      }
      let kept = min(have, Self.listed)
      for place in 0..<kept {
        let index = Int(arc[row + place])
        agent[row + place] = agents[index]
        cost[row + place] = costs[index]
      }
      count[task] = Int32(truncatingIfNeeded: kept)
      floor[task] = bar
      return have > 0 ? value[0] : Value.max
    }
  }

  /// An arc that `task` no longer uses: listed if there is room, else the floor sinks to it.
  func release(_ index: Int32, of task: Int) {
    let have = Int(count[task])
    let place = task * Self.room + have
    for known in task * Self.room..<place where arc[known] == index { return }
    if have < Self.room {
      arc[place] = index
      agent[place] = network.arcAgent[Int(index)]
      cost[place] = network.arcCost[Int(index)]
      count[task] += 1
    } else {
      floor[task] = min(floor[task], network.arcCost[Int(index)] + network.agentPrice[Int(network.arcAgent[Int(index)])])
    }
  }
}
