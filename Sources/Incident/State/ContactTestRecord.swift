import Basics

/// A contact test with what came of it.
public struct ContactTestRecord: Hashable, Sendable {
  public let opening: ContactTestOpening
  public let openedAt: Instant
  /// The best result of each person on each channel.
  public internal(set) var results: [StaffID: [ContactChannel: ContactResult]] = [:]

  public var id: ContactTestID { opening.test }

  public func result(_ staff: StaffID, _ channel: ContactChannel) -> ContactResult? { results[staff]?[channel] }
  /// Answered on some channel.
  public func isReached(_ staff: StaffID) -> Bool { results[staff]?.values.contains(.answered) ?? false }
}

extension State {
  /// The newest contact test.
  public var lastContactTest: ContactTestRecord? {
    contactTests.values.max { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
  }

  mutating func apply(_ event: AccessEvent, _ recorded: RecordedEvent) {
    switch event {
    case .personalDataSeen: looks += 1
    case .contactTestOpened(let opening):
      counters.contactTests += 1
      contactTests[opening.test] = ContactTestRecord(opening: opening, openedAt: recorded.instant)
    case .contactTried(let done):
      guard contactTests[done.test] != nil else { return note("\(event.kind.rawValue): \(done.test) is unknown") }
      contactTests[done.test]?.results[done.staff, default: [:]][done.channel] = done.result
    }
  }
}
