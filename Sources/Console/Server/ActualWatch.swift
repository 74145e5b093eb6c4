import Basics
import Foundation
import Incident
import Operations
import ServiceLifecycle

/// Looks after a database of actual operations beside a drill: an operation that opens there pauses the drill and frees its people.
///
/// The log is read again only when the files have changed; a database that is not there yet is waited for.
struct ActualWatch: Service {
  let path: String
  let keeper: DeskKeeper

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var known = Self.open(path)
      var stamp = Self.stamp(path)
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        let now = Self.stamp(path)
        guard now != stamp else { continue }
        stamp = now
        let open = Self.open(path)
        if !open.subtracting(known).isEmpty { try? await keeper.freeForReality() }
        known = open
      }
    }
  }

  /// The actual operations that are open; none where there is no database that can be read.
  static func open(_ path: String) -> Set<OperationID> {
    guard let state = try? ReadingDesk(path).state else { return [] }
    return Set(state.openOperations.filter { $0.mode == .actual }.map(\.id))
  }

  private static func stamp(_ path: String) -> [String] {
    [path, path + "-wal"].map { file in
      let facts = try? FileManager.default.attributesOfItem(atPath: file)
      return "\(facts?[.size] ?? 0) \((facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0)"
    }
  }
}

extension DeskKeeper {
  /// The drill stands still, and nobody plays in it any more: they are needed. A controller may let it go on.
  func freeForReality() async throws {
    guard let control, let drill = box.value.drill, !drill.isOver else { return }
    try await control.pause()
    if !drill.players.isEmpty { try await control.enrol(drill.players.sorted(), isPlayed: false) }
    seat.setFreed(true)
    try await refresh()
  }
}
