import Basics
import Incident

extension Switchboard {
  /// After a restart: the rows as they were durable, and the state of the log. Attempts that nobody heard of were perhaps sent;
  /// what expired meanwhile ends with the first `wake` and is never sent.
  /// - Returns: the switchboard, and the rows that differ now.
  public static func restored(
    mode: Mode, settings: CalloutSettings, seed: UInt64, messages: [Message], chases: [Chase], state: State, at instant: Instant
  ) -> (Switchboard, Reaction) {
    var board = Switchboard(mode: mode, settings: settings, seed: seed)
    for message in messages.sorted(by: { ($0.created, $0.id) < ($1.created, $1.id) }) { board.insert(message) }
    for chase in chases.sorted(by: { ($0.opened, $0.id) < ($1.opened, $1.id) }) { board.insert(chase) }
    for id in state.operationIDs { for order in state.orders(id) { board.know(order) } }
    board.ended = chases.filter { !$0.isOpen }.sorted {
      ($0.endedAt ?? $0.opened, $0.id) < ($1.endedAt ?? $1.opened, $1.id)
    }.map(\.id)
    board.dirtyMessages = []
    board.dirtyChases = []
    let reaction = board.react(at: instant) { board, now, _ in
      for message in messages where message.isInFlight {
        board.change(message.id) { $0.resume(at: now, Self.pause(message.id, settings, seed)) }
      }
    }
    return (board, reaction)
  }

  private mutating func know(_ order: OrderRecord) {
    orders[order.id] = OrderStanding(staff: order.staff, interval: order.interval, phase: order.phase)
    ordersByStaff[order.staff, default: []].append(order.id)
  }
}
