import Basics

/// Chains of moves over all shifts: somebody enters a post, whoever leaves it goes to another post in this or another shift, and so on,
/// until a seat that was empty is filled or somebody is freed. The best chain is a shortest path between posts (each person moved
/// once); every chain is judged by what it truly costs, with rest, crews, women and units, before it is kept.
struct HorizonChains {
  private(set) var work: Int64 = 0
  private let model: HorizonModel
  /// Cost of an unmet head by tier: one outweighs every difference of cost along a chain.
  private let weight: [Int64]

  /// Posts on a chain at most.
  private static let longest = 9
  /// Chains tried on one set of paths.
  private static let tries = 200

  private struct Hop {
    var to: Int32
    var person: Int32
    var arc: Int32
    var delta: Int64
  }

  /// The cheapest way to have one person too many at a cell.
  private struct Label {
    var cost = Int64.max
    /// The cell before, -1 for none: the person comes from outside.
    var from: Int32 = -1
    var person: Int32 = -1
    var arc: Int32 = -1
    /// The cell that the chain leaves one head short, -1 for none.
    var origin: Int32 = -1
  }

  init(_ model: HorizonModel) {
    self.model = model
    let dearest = model.arcCost.reduce(Int64(1)) { max($0, $1.magnitude > UInt64(1) << 40 ? 1 << 40 : abs($1)) }
    let hours = model.clock.hours.reduce(0, +)
    let step = (dearest + hours * model.weights.perRecentHour + 4 * model.weights.perPlaceChange) * Int64(4 * Self.longest)
    weight = (0..<5).map { Int64(5 - $0) * step }
  }

  /// Keeps chains that better the plan until there is none, or the work is over. Returns whether any was kept.
  mutating func improve(_ state: inout HorizonState, isOver: (Int64) -> Bool) -> Bool {
    var hasImproved = false
    while !isOver(work) {
      let hops = moves(state)
      if !follow(labels(state, hops), hops, &state) { break }
      hasImproved = true
    }
    return hasImproved
  }

  // MARK: - Moves

  /// By cell: the cheapest person to move to each other cell.
  private mutating func moves(_ state: HorizonState) -> [[Hop]] {
    var hops = [[Hop]](repeating: [], count: model.cells.count)
    var at = [Int32](repeating: -1, count: model.cells.count)
    var people = [[Int32]](repeating: [], count: model.cells.count)
    for person in 0..<model.staff {
      for t in 0..<model.shifts {
        let cell = state.cellOf[person * model.shifts + t]
        if cell >= 0 { people[Int(cell)].append(Int32(person)) }
      }
    }
    for cell in model.cells.indices where model.cells[cell].forced == 0 {
      var list: [Hop] = []
      for person in people[cell] { addMoves(Int(person), from: cell, state, &list, &at) }
      for hop in list { at[Int(hop.to)] = -1 }
      hops[cell] = list
    }
    return hops
  }

  private mutating func addMoves(_ person: Int, from cell: Int, _ state: HorizonState, _ list: inout [Hop], _ at: inout [Int32]) {
    let t = model.cells[cell].shift
    guard let here = state.opening(person, t) else { return }
    let own = state.cost(Int(state.arcOf[person * model.shifts + t]), here)
    for other in 0..<model.shifts {
      let row = model.row(person, other)
      if row.isEmpty { continue }
      if other != t, state.busy[person] & (1 << UInt32(other)) != 0 || !state.hasRoom(person, other) { continue }
      guard let opening = state.opening(person, other, without: t) else { continue }
      work += Int64(row.count)
      for arc in row {
        let to = model.arcCell[arc]
        if Int(to) == cell || model.cells[Int(to)].forced > 0 { continue }
        let delta = state.cost(arc, opening) - own
        let known = at[Int(to)]
        if known < 0 {
          at[Int(to)] = Int32(list.count)
          list.append(Hop(to: to, person: Int32(person), arc: Int32(arc), delta: delta))
        } else if delta < list[Int(known)].delta {
          list[Int(known)] = Hop(to: to, person: Int32(person), arc: Int32(arc), delta: delta)
        }
      }
    }
  }

  // MARK: - Paths

  /// By number of moves and cell.
  private mutating func labels(_ state: HorizonState, _ hops: [[Hop]]) -> [[Label]] {
    var first = [Label](repeating: Label(), count: model.cells.count)
    for person in 0..<model.staff {
      for t in 0..<model.shifts where state.busy[person] & (1 << UInt32(t)) == 0 {
        let row = model.row(person, t)
        if row.isEmpty || !state.hasRoom(person, t) { continue }
        guard let opening = state.opening(person, t) else { continue }
        work += Int64(row.count)
        for arc in row {
          let cell = Int(model.arcCell[arc])
          if model.cells[cell].forced > 0 { continue }
          let cost = state.cost(arc, opening)
          if cost < first[cell].cost { first[cell] = Label(cost: cost, person: Int32(person), arc: Int32(arc)) }
        }
      }
    }
    for cell in model.cells.indices {
      for hop in hops[cell] {
        let cost = weight[model.cells[cell].tier] + hop.delta
        if cost < first[Int(hop.to)].cost {
          first[Int(hop.to)] = Label(cost: cost, from: -1, person: hop.person, arc: hop.arc, origin: Int32(cell))
        }
      }
    }
    var layers = [first]
    for _ in 1..<Self.longest {
      var next = layers[layers.count - 1]
      let last = next
      var hasChanged = false
      for cell in model.cells.indices where last[cell].cost < .max {
        work += Int64(hops[cell].count)
        for hop in hops[cell] where hop.person != last[cell].person {
          let cost = last[cell].cost + hop.delta
          if cost < next[Int(hop.to)].cost {
            next[Int(hop.to)] = Label(
              cost: cost, from: Int32(cell), person: hop.person, arc: hop.arc, origin: last[cell].origin)
            hasChanged = true
          }
        }
      }
      if !hasChanged { break }
      layers.append(next)
    }
    return layers
  }

  // MARK: - Applying

  /// Tries the chains with the largest gains first; those that share nobody and no cell with one already kept.
  private func follow(_ layers: [[Label]], _ hops: [[Hop]], _ state: inout HorizonState) -> Bool {
    var ends: [(value: Int64, layer: Int, cell: Int, freed: Int)] = []
    let freed = dearest(state)
    for (layer, labels) in layers.enumerated() {
      for (cell, label) in labels.enumerated() where label.cost < .max {
        if layer > 0, layers[layer - 1][cell].cost == label.cost { continue }
        let isShort = state.filled[cell] < model.cells[cell].heads || Int(label.origin) == cell
        let filling = label.cost - weight[model.cells[cell].tier]
        if isShort, filling < 0 { ends.append((filling, layer, cell, -1)) }
        if let spared = freed[cell].first(where: { $0.person != label.person }), label.cost < spared.cost {
          ends.append((label.cost - spared.cost, layer, cell, Int(spared.person)))
        }
      }
    }
    ends.sort { ($0.value, $0.layer, $0.cell, $0.freed) < ($1.value, $1.layer, $1.cell, $1.freed) }
    var touched: Set<Int> = []
    var hasImproved = false
    for end in ends.prefix(Self.tries) {
      guard let chain = chain(layers, end.layer, end.cell) else { continue }
      let isUsed = chain.contains { step in
        touched.contains(Int(model.arcCell[Int(step.arc)])) || (step.from >= 0 && touched.contains(Int(step.from)))
      }
      if isUsed { continue }
      if apply(chain, end.cell, freeing: end.freed, &state) {
        hasImproved = true
        for step in chain {
          touched.insert(Int(model.arcCell[Int(step.arc)]))
          if step.from >= 0 { touched.insert(Int(step.from)) }
        }
      }
    }
    return hasImproved
  }

  /// By cell: the two people who would be spared most by being freed.
  private func dearest(_ state: HorizonState) -> [[Freed]] {
    var out = [[Freed]](repeating: [], count: model.cells.count)
    for person in 0..<model.staff where state.duties[person] > 0 {
      for t in 0..<model.shifts {
        let at = person * model.shifts + t
        guard state.cellOf[at] >= 0, let opening = state.opening(person, t) else { continue }
        let cell = Int(state.cellOf[at])
        out[cell].append(Freed(person: Int32(person), cost: state.cost(Int(state.arcOf[at]), opening)))
        out[cell].sort { ($1.cost, $0.person) < ($0.cost, $1.person) }
        if out[cell].count > 2 { out[cell].removeLast() }
      }
    }
    return out
  }

  private struct Freed {
    var person: Int32
    var cost: Int64
  }

  /// A person's step: to the cell of the arc, from a cell or from outside.
  private struct Step {
    var person: Int32
    var arc: Int32
    var from: Int32
  }

  private func chain(_ layers: [[Label]], _ layer: Int, _ cell: Int) -> [Step]? {
    var steps: [Step] = []
    var people: Set<Int32> = []
    var at = cell
    var depth = layer
    while true {
      // The label may come from an earlier layer unchanged.
      while depth > 0, layers[depth - 1][at].cost == layers[depth][at].cost { depth -= 1 }
      let label = layers[depth][at]
      if !people.insert(label.person).inserted || steps.count > Self.longest { return nil }
      steps.append(Step(person: label.person, arc: label.arc, from: label.from >= 0 ? label.from : label.origin))
      if label.from < 0 { return steps }
      at = Int(label.from)
      depth -= 1
      if depth < 0 { return nil }
    }
  }

  private func apply(_ chain: [Step], _ end: Int, freeing freed: Int, _ state: inout HorizonState) -> Bool {
    let before = state.score
    var lifted: [(person: Int, arc: Int)] = []
    for step in chain where step.from >= 0 {
      let t = model.cells[Int(step.from)].shift
      let at = Int(step.person) * model.shifts + t
      if state.cellOf[at] != step.from { return undo(lifted, [], &state) }
      lifted.append((Int(step.person), Int(state.arcOf[at])))
      state.lift(Int(step.person), t)
    }
    if freed >= 0 {
      let t = model.cells[end].shift
      let at = freed * model.shifts + t
      if Int(state.cellOf[at]) != end { return undo(lifted, [], &state) }
      lifted.append((freed, Int(state.arcOf[at])))
      state.lift(freed, t)
    }
    var put: [(person: Int, shift: Int)] = []
    for step in chain {
      let person = Int(step.person)
      let t = model.cells[Int(model.arcCell[Int(step.arc)])].shift
      guard state.busy[person] & (1 << UInt32(t)) == 0, state.hasRoom(person, t), state.opening(person, t) != nil else {
        return undo(lifted, put, &state)
      }
      state.put(person, Int(step.arc))
      put.append((person, t))
    }
    let cells = chain.flatMap { [Int(model.arcCell[Int($0.arc)])] + ($0.from >= 0 ? [Int($0.from)] : []) } + [end]
    if state.score < before, cells.allSatisfy(state.isWhole) { return true }
    return undo(lifted, put, &state)
  }

  private func undo(
    _ lifted: [(person: Int, arc: Int)], _ put: [(person: Int, shift: Int)], _ state: inout HorizonState
  ) -> Bool {
    for item in put.reversed() { state.lift(item.person, item.shift) }
    for item in lifted.reversed() { state.put(item.person, item.arc) }
    return false
  }
}
