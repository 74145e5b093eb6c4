/// Tasks that are all or nothing together, as the crew of a boat: if any head of them is used, each task has at least its minimum.
public struct CrewBundle: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    public var task: Int
    /// Fewest heads with which the bundle may open; 0 or more.
    public var minimum: Int32

    public init(task: Int, minimum: Int32) {
      self.task = task
      self.minimum = minimum
    }
  }

  public var parts: [Part]

  public init(parts: [Part]) { self.parts = parts }
}

/// The best plan with crews, and what is proved about it.
public struct CrewedSolution: Sendable, Equatable {
  /// Per bundle: whether it is crewed.
  public var isOpen: [Bool]
  public var chosen: [Seat]
  /// Per task; the heads of a bundle that stays shut count as unmet.
  public var unmet: [Int32]
  public var score: TierScore
  /// No plan scores better than this; equal to `score` when optimal.
  public var bound: TierScore
  public var status: SolveStatus
  /// Relaxations solved, and arcs looked at in all of them.
  public var nodes: Int
  public var work: Int64
  /// The plan again as a solved problem in which the bundles are fixed: shut ones need nobody; the minimum of an open one is a task of
  /// its own (`twins`) in tier 0, above all others, so tier `k` of the problem is tier `k + 1` here. Its prices and `analysis` say what
  /// changes cost under these crews.
  public var fixed: LexicographicSolution
  /// Per task of the problem: the task of `fixed` that holds its minimum, or nil.
  public var twins: [Int?]

  /// Exact costs of moves under these crews; nil when `fixed` was solved with 128-bit weights.
  public func analysis() -> MarginalAnalysis? {
    fixed.weighted.flatMap { MarginalAnalysis(of: $0.instance, solution: $0.solution, isChecked: false) }
  }
}

extension MarginalAnalysis {
  /// `costToForce` over a task and the task that holds its minimum, whichever is cheaper.
  public func costToForce(agent: Int, task: Int, in plan: CrewedSolution) -> MoveChain? {
    let own = costToForce(agent: agent, task: task)
    guard let twin = plan.twins[task], let other = costToForce(agent: agent, task: twin) else { return own }
    return own.map { $0.delta <= other.delta ? $0 : other } ?? other
  }
}

/// A one-shift problem by tiers with all-or-nothing bundles.
///
/// Branch and bound over which bundles open. The relaxation drops the minimum of the undecided ones, so it is a transportation problem
/// and exact; opened bundles put their minimum into a tier above all others, shut ones need nobody.
public struct CrewedProblem: Sendable {
  public let instance: TransportInstance
  public let tier: [Int]
  public let tiers: Int
  public let bundles: [CrewBundle]
  /// Tasks after the split: the minimum of a part is a task of its own, appended.
  let split: TransportInstance
  let twin: [Int32]
  /// Per bundle: the first bundle that is alike in everything (people, costs, needs, tiers).
  let alike: [Int]
  /// Per bundle: the first bundle that the same people may serve and that needs the same; their costs may differ.
  let kin: [Int]
  /// Agents of `split` beyond those of the instance.
  let standIns: [StandIn]

  /// Refuses a task in two bundles, unknown tasks, negative minimums.
  public init(instance: TransportInstance, tier: [Int], tiers: Int, bundles: [CrewBundle]) throws(TransportRefusal) {
    if tier.count != instance.tasks { throw .sizes(what: "tier", count: tier.count, expected: instance.tasks) }
    var owner = [Int](repeating: -1, count: instance.tasks)
    for (index, bundle) in bundles.enumerated() {
      for part in bundle.parts {
        if part.task < 0 || part.task >= instance.tasks {
          throw .outOfRange(what: "bundle task", index: index, value: Int64(part.task), limit: Int64(instance.tasks) - 1)
        }
        if owner[part.task] >= 0 { throw .outOfRange(what: "bundles of task", index: part.task, value: 2, limit: 1) }
        if part.minimum < 0 { throw .negative(what: "bundle minimum", index: index, value: Int64(part.minimum)) }
        owner[part.task] = index
      }
    }
    self.instance = instance
    self.tier = tier
    self.tiers = tiers
    self.bundles = bundles
    alike = Self.classes(instance, tier, bundles, withCosts: true)
    kin = Self.classes(instance, tier, bundles, withCosts: false)
    standIns = Self.standIns(instance.agents, kin, bundles)
    (split, twin) = try Self.split(instance, bundles, standIns)
  }

  /// Adds a task for the minimum of each part, with the arcs of its task.
  private static func split(
    _ instance: TransportInstance, _ bundles: [CrewBundle], _ standIns: [StandIn]
  ) throws(TransportRefusal) -> (TransportInstance, [Int32]) {
    var twin = [Int32](repeating: -1, count: instance.tasks)
    var need = instance.need
    var next = Int32(instance.tasks)
    for part in bundles.flatMap(\.parts) where part.minimum > 0 && part.minimum <= instance.need[part.task] {
      twin[part.task] = next
      need[part.task] -= part.minimum
      need.append(part.minimum)
      next += 1
    }
    var arcs: [TransportArc] = []
    for agent in 0..<instance.agents {
      for arc in instance.arcs(of: agent) {
        let task = Int(instance.arcTask[arc])
        arcs.append(TransportArc(agent, task, instance.arcCost[arc]))
        if twin[task] >= 0 { arcs.append(TransportArc(agent, Int(twin[task]), instance.arcCost[arc])) }
      }
    }
    // The arcs of the stand-ins depend on what is decided: `openRows` adds them.
    let none = standIns.map { _ in Int32(0) }
    let split = try TransportInstance(
      agents: instance.agents + standIns.count, need: need, unmetCost: Array(repeating: 0, count: need.count), arcs: arcs,
      supply: instance.supply + none, agentGroup: instance.agentGroup.isEmpty ? [] : instance.agentGroup + none.map { _ in -1 },
      groupCapacity: instance.groupCapacity)
    return (split, twin)
  }

  /// Whether a bundle could open at all: no part needs fewer heads than its minimum.
  func canOpen(_ bundle: Int) -> Bool { bundles[bundle].parts.allSatisfy { $0.minimum <= instance.need[$0.task] } }
}
