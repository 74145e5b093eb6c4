import Basics
import Incident
import Operations
import Staffing

/// Opening an operation and taking in people.
extension DeskKeeper {
  /// Reads pasted names against the city and the roster; nothing is recorded.
  func pasted(_ text: String) async throws -> PastedRoster {
    try await act { desk, now in
      PastedRoster(
        text, city: desk.city, roster: desk.post.roster, today: now.date(offsetMinutes: desk.city.offsetMinutes), mode: desk.mode,
        entropy: desk.entropy)
    }
  }

  func takeIn(_ names: PastedRoster, by account: Account) async throws {
    _ = try await act { desk, now in
      try desk.importRoster(names.merged(into: desk.post.roster), by: account.actor, at: now)
    }
  }

  /// Opens an operation, records since when, and who acts as its commander; then the people.
  /// - Parameter id: of the form, so that a form that is sent twice opens one operation.
  func openOperation(
    hazard: Hazard, areas: [AreaID], since: Instant, people: PastedRoster, by account: Account, id: String?
  ) async throws {
    try await act { desk, now in
      let name = "\(hazard.rawValue.replacing("_", with: "-"))-\(now.date(offsetMinutes: desk.city.offsetMinutes).text)"
      let opening = OpenOperation(name: name, mode: desk.mode, hazard: hazard, areas: areas)
      let receipt = try desk.submit(.operation(.open(opening)), by: account.actor, at: now, id: id)
      if receipt.isRepeat { return }
      guard let operation = desk.state.openOperations.last?.id else { return }
      try desk.submit(
        .operation(.startOccurrence(operation, hazard: hazard, areas: areas, at: min(since, now))), by: account.actor, at: now)
      // Until a decree names a commander, the one who opens it acts in their own office's name.
      try desk.submit(
        .operation(.setActingCommander(ActingCommander(operation: operation, office: account.office))), by: account.actor, at: now
      )
      if !people.people.isEmpty {
        try desk.importRoster(people.merged(into: desk.post.roster), by: account.actor, at: now)
      }
    }
  }
}
