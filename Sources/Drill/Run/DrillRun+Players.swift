import Basics
import Incident

// People of the roster who are played by real ones: the simulation does nothing for them, and the drill's books follow what they do.

extension DrillRun {
  /// Whether a real person acts for this one.
  func isPlayed(_ staff: StaffID) -> Bool { played.contains(staff) }

  /// - Throws: exit 64 for somebody whom the roster does not have.
  func enrol(_ staff: [StaffID], isPlayed: Bool) throws(Problem) {
    for id in staff where roster.member(id) == nil {
      throw Problem("drill.player", "nobody of the roster is \(id)", exit: .usage)
    }
    if isPlayed { played.formUnion(staff) } else { played.subtract(staff) }
  }

  /// What a played person did, as the simulated ones' own steps keep it.
  func followPlayer(_ event: OrderEvent) {
    switch event {
    case .arrived(let receipt):
      guard let responder = player(receipt.order) else { return }
      responders[receipt.order]?.arrivedAt = now
      notebook.presentArea[responder.staff] = placeOf[responder.place]?.area
    case .onDuty(let receipt):
      if let responder = player(receipt.order), !responder.isAtWork { begins(receipt.order) }
    case .relieved(let relief): leaves(relief.order)
    case .released(let receipt):
      leaves(receipt.order)
      if let responder = player(receipt.order) { notebook.presentArea[responder.staff] = nil }
    default: break
    }
  }

  private func player(_ order: OrderID) -> Responder? { responders[order].flatMap { isPlayed($0.staff) ? $0 : nil } }

  private func leaves(_ order: OrderID) {
    guard let responder = player(order), responder.isAtWork else { return }
    responders[order]?.isAtWork = false
    notebook.step(responder.post, by: -1, at: now)
  }
}
