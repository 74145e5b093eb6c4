import Dispatch

/// The same work on each item of an array, on several threads. Items know nothing of each other, so that the number of threads
/// changes nothing in the outcome.
enum Parallel {
  /// Items between two looks at `shouldStop`, per thread.
  private static let round = 8

  /// - Parameters:
  ///   - threads: below 1 counts as 1, above 64 as 64.
  ///   - scratch: each thread has its own copy, and keeps it from item to item.
  /// - Returns: false where `shouldStop` said so; some items are done then and some not.
  @discardableResult
  static func each<Item: Sendable, Scratch: Sendable>(
    _ items: inout [Item], threads: Int, scratch: Scratch, shouldStop: () -> Bool = { false },
    _ body: @Sendable (inout Item, inout Scratch) -> Void
  ) -> Bool {
    let threads = max(1, min(64, threads, items.count))
    var scratches = [Scratch](repeating: scratch, count: threads)
    var start = 0
    while start < items.count {
      if shouldStop() { return false }
      let from = start
      let end = min(items.count, from + threads * round)
      items.withUnsafeMutableBufferPointer { items in
        scratches.withUnsafeMutableBufferPointer { scratches in
          if threads == 1 {
            for i in from..<end { body(&items[i], &scratches[0]) }
          } else {
            nonisolated(unsafe) let (items, scratches) = (items, scratches)
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
              for i in stride(from: from + thread, to: end, by: threads) { body(&items[i], &scratches[thread]) }
            }
          }
        }
      }
      start = end
    }
    return true
  }
}
