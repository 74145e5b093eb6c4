import FloodKernel
import Foundation
import Synchronization

/// The bands of a grid and the threads that work on them. Between two steps only the caller's thread runs; within a step each
/// thread has its band. Bands decide who computes a row, never what comes out.
final class FloodCrew<Scalar: FloodScalar>: @unchecked Sendable {
  let step: UnsafeMutablePointer<FloodStep>
  private let bands: UnsafeMutablePointer<FloodBand>
  let count: Int
  private let instructions: Int32
  private var owned: [UnsafeMutableRawPointer] = []
  // Shared between threads: only through these two, and `isOver`, which is written between barriers.
  private let arrived = Atomic<Int>(0)
  private let turn = Atomic<Int>(0)
  private var isOver = true

  init(fields: FloodFields<Scalar>, threads: Int, instructions: Int32) {
    count = max(1, min(threads, fields.rows / 4))
    self.instructions = instructions
    step = .allocate(capacity: 1)
    step.initialize(to: FloodStep())
    bands = .allocate(capacity: count)
    var owned: [UnsafeMutableRawPointer] = []
    for index in 0..<count {
      var band = FloodBand()
      band.halo = UnsafeMutableRawPointer(FloodFields<Scalar>.allocate(fields.pitch * 15, 0, &owned))
      band.scratch = UnsafeMutableRawPointer(FloodFields<Scalar>.allocate(fields.pitch * 7, 0, &owned))
      (bands + index).initialize(to: band)
    }
    self.owned = owned
    share(weights: [Int](repeating: 1, count: fields.rows))
  }

  deinit {
    for block in owned { block.deallocate() }
    bands.deallocate()
    step.deallocate()
  }

  /// Gives each band about the same weight of rows.
  func share(weights: [Int]) {
    let total = weights.reduce(0, +)
    var row = 0
    var sum = 0
    for index in 0..<count {
      bands[index].firstRow = Int32(row)
      let goal = total * (index + 1) / count
      while row < weights.count, sum < goal || index == count - 1 {
        sum += weights[row]
        row += 1
      }
      bands[index].endRow = Int32(row)
    }
  }

  struct Outcome {
    var deepest = 0.0
    var visited = 0
    var limited = 0
  }

  /// Starts the threads that `advance` needs; each stays until `rest`.
  func begin() {
    guard count > 1, isOver else { return }
    isOver = false
    for index in 1..<count { Thread.detachNewThread { [self] in work(index) } }
  }

  /// Ends the threads.
  func end() {
    guard count > 1, !isOver else { return }
    isOver = true
    wait()
    wait()
  }

  /// One step by all bands.
  func advance() -> Outcome {
    if count > 1 { wait() }
    prepare(0)
    if count > 1 { wait() }
    advance(0)
    if count > 1 { wait() }
    var outcome = Outcome()
    for index in 0..<count where bands[index].firstRow < bands[index].endRow {
      outcome.deepest = max(outcome.deepest, bands[index].deepest)
      outcome.visited += Int(bands[index].visited)
      outcome.limited += Int(bands[index].limited)
    }
    return outcome
  }

  private func work(_ index: Int) {
    while true {
      wait()
      if isOver { break }
      prepare(index)
      wait()
      advance(index)
      wait()
    }
    wait()
  }

  private func prepare(_ index: Int) {
    if bands[index].firstRow < bands[index].endRow { Scalar.prepare(step, bands + index) }
  }

  private func advance(_ index: Int) {
    if bands[index].firstRow < bands[index].endRow { Scalar.advance(step, bands + index, instructions) }
  }

  /// All threads meet here. Spins for some microseconds, then lets others have the processor.
  private func wait() {
    let mine = turn.load(ordering: .acquiring)
    if arrived.add(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.store(0, ordering: .relaxed)
      turn.store(mine &+ 1, ordering: .releasing)
      return
    }
    var spins = 0
    while turn.load(ordering: .acquiring) == mine {
      spins += 1
      if spins > 2_000 { sched_yield() }
    }
  }
}
