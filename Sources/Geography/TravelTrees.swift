import Basics

/// Times from each of a list of nodes to every node, in whole 1/100 s.
///
/// Sixteen sources make a block that is worked through at once: from each source up the links to all that it leads to there, then
/// one pass down over all positions (PHAST by Delling, Goldberg, Nowatzyk & Werneck 2013). A block depends on nothing but its own
/// sources, so that threads change no byte. Copies share each block until it changes.
struct TravelTrees: Sendable {
  private(set) var blocks: [TravelBlock]
  /// Place of each source in the blocks: block x 16 + lane.
  let slot: [Int32]
  /// Nodes.
  let sources: [Int32]

  /// - Parameter sources: nodes of the graph.
  /// - Complexity: O(sources x links / 16) vector steps; 4 bytes per source and node.
  init(
    _ shape: RoadContraction, _ links: ContractedTimes, sources: [Int32], threads: Int, shouldStop: () -> Bool = { false }
  ) throws(Problem) {
    // Sources that are near in the hierarchy have most of their way up in common.
    let order = sources.indices.sorted {
      let (a, b) = (shape.position[Int(sources[$0])], shape.position[Int(sources[$1])])
      return a != b ? a < b : $0 < $1
    }
    var slot = [Int32](repeating: 0, count: sources.count)
    var blocks: [TravelBlock] = []
    for (i, source) in order.enumerated() {
      slot[source] = Int32(i)
      if i % TravelBlock.width == 0 { blocks.append(TravelBlock()) }
      blocks[blocks.count - 1].sources.append(shape.position[Int(sources[source])])
    }
    self.sources = sources
    self.slot = slot
    self.blocks = blocks
    let isDone = Parallel.each(&self.blocks, threads: threads, scratch: (), shouldStop: shouldStop) { block, _ in
      block.settle(shape, links)
    }
    if !isDone { throw TravelTimes.stopped }
  }

  /// The times after links changed: those of the initialiser, while only positions are visited whose time may have changed.
  /// - Parameter changed: positions whose links up changed, ascending.
  /// - Returns: how many times (of 16 sources at a position) were looked at.
  mutating func update(
    _ shape: RoadContraction, _ links: ContractedTimes, changed: [Int32], threads: Int
  ) -> Int {
    if changed.isEmpty { return 0 }
    // Where much changed, looking for what did not costs more than it saves.
    if changed.count > shape.node.count / 8 {
      Parallel.each(&blocks, threads: threads, scratch: ()) { block, _ in block.settle(shape, links) }
      return sources.count * shape.node.count
    }
    let marks = PositionSet(changed, count: shape.node.count)
    let count = shape.node.count
    Parallel.each(
      &blocks, threads: threads, scratch: [TravelBlock.Lanes](repeating: .init(repeating: ContractedTimes.none), count: count)
    ) { block, scratch in
      block.resettle(shape, links, changed: marks, scratch: &scratch)
    }
    return blocks.reduce(0) { $0 + $1.visited } * TravelBlock.width
  }

  /// Times from all sources by their slots.
  func times(at position: Int32) -> [TravelBlock.Lanes] { blocks.map { $0.times[Int(position)] } }

  func time(_ source: Int, _ position: Int32) -> Int32 {
    let slot = Int(slot[source])
    return blocks[slot / TravelBlock.width].times[Int(position)][slot % TravelBlock.width]
  }
}
