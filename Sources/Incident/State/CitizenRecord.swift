import Basics
import Geography

/// A report with what became of it.
public struct TicketRecord: Hashable, Sendable {
  public let report: CitizenReport
  /// When it was entered.
  public let enteredAt: Instant
  public internal(set) var triage: CitizenTriage?
  public internal(set) var mergedInto: TicketID?
  /// Tickets that tell of the same.
  public internal(set) var others: [TicketID] = []
  public internal(set) var post: PostID?
  public internal(set) var answer: CitizenAnswer?

  public var id: TicketID { report.ticket }
  /// Neither answered nor part of another one.
  public var isOpen: Bool { answer == nil && mergedInto == nil }
  /// 1 life in danger ... 3 can wait; by its kind until somebody has read it.
  public var urgency: Int { triage?.urgency ?? (report.need.isUrgent ? 1 : 2) }
  public var trust: ReportTrust { triage?.trust ?? .unconfirmed }
}

/// A rumour with what was found out.
public struct RumourRecord: Hashable, Sendable {
  public let heard: RumourHeard
  public internal(set) var verdict: RumourVerdict?
  public internal(set) var judgedAt: Instant?

  public var id: RumourID { heard.rumour }
}

extension State {
  public func ticket(_ id: TicketID) -> TicketRecord? { tickets[id] }

  /// In the order of arrival.
  public func tickets(_ operation: OperationID) -> [TicketRecord] {
    (operations[operation]?.tickets ?? []).compactMap { tickets[$0] }
  }

  /// What waits for somebody: unread life and limb first, then by urgency and arrival.
  public func triageQueue(_ operation: OperationID) -> [TicketRecord] {
    tickets(operation).enumerated().filter { $0.element.isOpen && $0.element.post == nil }.sorted { a, b in
      (a.element.urgency, a.element.triage == nil ? 0 : 1, a.offset) < (
        b.element.urgency, b.element.triage == nil ? 0 : 1, b.offset
      )
    }.map(\.element)
  }

  /// Open tickets that may tell of the same: same need, seen within `minutes`, and within `metres` where both have a point, else in
  /// the same RT where both name one, else in the same kelurahan. Nearest in time first.
  /// - Complexity: O(tickets of the operation).
  public func similarTickets(_ id: TicketID, minutes: Int = 60, metres: Double = 150) -> [TicketRecord] {
    guard let one = tickets[id]?.report else { return [] }
    return tickets(one.operation).filter { other in
      guard other.id != id, other.isOpen, other.report.need == one.need,
        abs(other.report.seenAt.minutes(since: one.seenAt)) <= minutes
      else { return false }
      guard let a = one.point, let b = other.report.point else {
        guard other.report.area == one.area else { return false }
        guard let here = one.neighbourhood, let there = other.report.neighbourhood else { return true }
        return here == there
      }
      let plane = LocalProjection(origin: a)
      return plane.point(a).distance(to: plane.point(b)) <= metres
    }.sorted {
      let (a, b) = (abs($0.report.seenAt.minutes(since: one.seenAt)), abs($1.report.seenAt.minutes(since: one.seenAt)))
      return (a, $0.id.rawValue.utf8.count, $0.id) < (b, $1.id.rawValue.utf8.count, $1.id)
    }
  }

  /// Open tickets that a post has taken on, most urgent first.
  public func tickets(_ operation: OperationID, post: PostID) -> [TicketRecord] {
    tickets(operation).filter { $0.isOpen && $0.post == post }.enumerated()
      .sorted { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }.map(\.element)
  }

  /// How many tell of the same by different ways or offices: two calls by one way may be one caller.
  public func independentSources(_ id: TicketID) -> Int {
    guard let record = tickets[id] else { return 0 }
    let all = [record] + record.others.compactMap { tickets[$0] }
    return Set(all.map { "\($0.report.way.rawValue)/\($0.report.onBehalfBy ?? "")" }).count
  }

  /// In the order of hearing.
  public func rumours(_ operation: OperationID) -> [RumourRecord] {
    (operations[operation]?.rumours ?? []).compactMap { rumours[$0] }
  }

  /// What a place holds of an item by what was recorded; negative where more left than ever came: something is not recorded.
  public func reliefStock(_ operation: OperationID, place: PlaceID, item: String, measure: String) -> Int {
    (operations[operation]?.relief ?? []).reduce(0) { sum, move in
      guard move.item == item, move.measure == measure else { return sum }
      return sum + (move.to == place ? move.quantity : 0) - (move.from == place ? move.quantity : 0)
    }
  }
}
