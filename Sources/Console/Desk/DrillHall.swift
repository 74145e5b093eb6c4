import Basics
import Dispatch
import Drill
import Synchronization

/// Where the next drill is made ready while the pages go on: the water of a scenario may take a minute to compute.
final class DrillHall: Sendable {
  struct Order: Sendable, Hashable {
    /// Of the scenario's file.
    var path: String
    var name: String
    /// A person commands from the start.
    var byPerson: Bool
  }

  enum Phase: Sendable {
    case idle
    case wanted(Order)
    case preparing(Order)
    case failed(Order, Problem)
  }

  private let current = Mutex(Phase.idle)

  var phase: Phase { current.withLock { $0 } }

  /// - Throws: exit 75 while another is being made ready.
  func want(_ order: Order) throws(Problem) {
    let isFree = current.withLock { phase -> Bool in
      switch phase {
      case .idle, .failed:
        phase = .wanted(order)
        return true
      case .wanted, .preparing: return false
      }
    }
    if !isFree { throw Problem("drill.preparing", "another drill is being made ready", exit: .tryAgain) }
  }

  func take() -> Order? {
    current.withLock { phase in
      guard case .wanted(let order) = phase else { return nil }
      phase = .preparing(order)
      return order
    }
  }

  func done() { current.withLock { $0 = .idle } }
  func failed(_ order: Order, _ problem: Problem) { current.withLock { $0 = .failed(order, problem) } }

  /// On a thread of its own, so that the pages never wait for it. The drill stands at its start, its clock stopped.
  static func prepare(_ order: Order) async throws -> DrillPlace {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(
          with: Result {
            let setting = try DrillFiles(order.path).setting
            var options = DrillOptions()
            options.seat = order.byPerson ? .person : .automatic
            let run = try DrillRun(setting, options: options)
            return DrillPlace(LiveDrill(run, speed: 1, isPaused: true), setting: setting)
          })
      }
    }
  }
}

/// The drill that the server runs now; another may take its place.
final class DrillSeat: Sendable {
  private let current: Mutex<(number: Int, control: (any DrillControl)?, isFreed: Bool)>

  init(_ control: (any DrillControl)?) { current = Mutex((0, control, false)) }

  var control: (any DrillControl)? { current.withLock { $0.control } }
  /// Grows with each drill.
  var number: Int { current.withLock { $0.number } }

  func put(_ control: any DrillControl) {
    current.withLock { seat in seat = (seat.number + 1, control, false) }
  }

  /// An actual operation has opened: the drill stands still and its people are free.
  var isFreed: Bool { current.withLock { $0.isFreed } }
  func setFreed(_ isFreed: Bool) { current.withLock { $0.isFreed = isFreed } }
}
