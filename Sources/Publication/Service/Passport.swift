import Basics
import Incident

/// What is on record of one person: competencies, trainings, duties and drills done, and what is due next.
///
/// Declines, silence and answer times are no part of it, by construction: only orders that became duty are looked at, and of those
/// only where and when the person served. Nothing here compares people.
public struct Passport: Sendable {
  public struct Held: Hashable, Sendable {
    public enum Standing: String, Sendable, CaseIterable { case valid, lapsing, lapsed }
    public var held: HeldCompetency
    public var standing: Standing
  }

  /// A duty that was done, with the entries of the log that show it.
  public struct Served: Hashable, Sendable {
    public var order: OrderID
    public var operation: OperationID
    public var post: PostID
    /// When the person was there; to the shift's end while it lasts.
    public var span: Interval
    public var isOver: Bool
    public var isExercise: Bool
    public var entries: [UInt64]
  }

  /// What evaluators said of an objective of a drill in which the person served: of the whole team, never of one person.
  public struct Rated: Hashable, Sendable {
    public var operation: OperationID
    public var objective: String
    public var rating: ExerciseRating
  }

  public var staff: StaffID
  public var member: StaffMember?
  public var year: Int
  public var competencies: [Held]
  /// Those that count, in order of their end.
  public var trainings: [TrainingRecord]
  public var voided: [TrainingRecord]
  public var served: [Served]
  public var rated: [Rated]
  public var corrections: [CorrectionRecord]
  /// Jam pelajaran of the year, and the norm.
  public var hours: Int
  public var norm: Int
  /// Ideas that were accepted, of those who want to be named.
  public var ideas: [IdeaRecord]
  /// Looks at this person's record: instant, actor, what.
  public var looks: [Look]

  public struct Look: Hashable, Sendable {
    public var entry: UInt64
    public var at: Instant
    public var by: Actor
    public var what: String
    /// Of this person alone, or of many at once.
    public var isOwn: Bool
  }

  /// Days within which a validity is about to lapse.
  public static let warningDays = 90

  /// - Complexity: O(log + trainings)
  public init(_ staff: StaffID, state: State, roster: Roster, events: [RecordedEvent], clock: ServiceClock, today: CivilDate) {
    self.staff = staff
    member = roster.member(staff)
    year = today.parts.year
    norm = clock.settings.developmentHours
    let all = state.service.trainings(of: staff)
    trainings = all.filter { $0.voided == nil }.sorted { ($0.trained.to, $0.entry) < ($1.trained.to, $1.entry) }
    voided = all.filter { $0.voided != nil }
    competencies = (member?.competencies ?? []).map { held in
      let left = held.validUntil.map { $0.dayNumber - today.dayNumber }
      return Held(held: held, standing: left.map { $0 < 0 ? .lapsed : $0 <= Self.warningDays ? .lapsing : .valid } ?? .valid)
    }
    let year = today.parts.year
    hours = trainings.filter { $0.trained.to.parts.year == year }.reduce(0) { $0 + $1.trained.hours }
    let mine = Set(state.orders(staff: staff).map(\.id))
    served = Self.served(mine, state, events)
    let operations = Set(served.map(\.operation))
    rated = state.operationIDs.filter(operations.contains).flatMap { id in
      state.standingRatings(id).filter { $0.rating.task == nil }.map {
        Rated(operation: id, objective: $0.rating.objective, rating: $0.rating.rating)
      }
    }
    corrections = state.service.allCorrections.filter { $0.objected.staff == staff }
    ideas = state.service.allIdeas.filter {
      $0.received.staff == staff && $0.received.mayBeNamed && $0.answer?.outcome == .accepted
    }
    looks = events.compactMap { Self.look($0, staff) }
  }

  /// Orders that became duty, with the entries of arrival, duty and release.
  private static func served(_ mine: Set<OrderID>, _ state: State, _ events: [RecordedEvent]) -> [Served] {
    var entries: [OrderID: [UInt64]] = [:]
    for record in events {
      guard case .order(let event) = record.event, mine.contains(event.order) else { continue }
      switch event {
      case .issued, .arrived, .onDuty, .relieved, .released: entries[event.order, default: []].append(record.sequence)
      case .delivered, .accepted, .declined, .unanswered, .enRoute, .stoodDown: break
      }
    }
    return mine.compactMap { state.orders[$0] }.compactMap { order -> Served? in
      guard let start = order.instant(of: .onDuty) ?? order.instant(of: .arrived) else { return nil }
      let end = order.instant(of: .released)
      return Served(
        order: order.id, operation: order.operation, post: order.post,
        span: Interval(start: start, end: max(start, end ?? order.interval.end)), isOver: end != nil,
        isExercise: state.operations[order.operation]?.mode == .exercise, entries: entries[order.id] ?? [])
    }.sorted { ($0.span.start, $0.order.rawValue.utf8.count, $0.order) < ($1.span.start, $1.order.rawValue.utf8.count, $1.order) }
  }

  private static func look(_ record: RecordedEvent, _ staff: StaffID) -> Look? {
    guard case .service(.personal(.seen(let seen))) = record.event, seen.staff == staff else { return nil }
    return Look(entry: record.sequence, at: record.instant, by: record.actor, what: seen.what, isOwn: record.actor.staff == staff)
  }

  /// What is due next, the earliest first: validities that lapse within a year, the contract's end, hours still missing this year.
  public var due: [(day: CivilDate, what: Due)] {
    let today = CivilDate(year: year, month: 12, day: 31) ?? CivilDate(dayNumber: 0)
    var due: [(CivilDate, Due)] = competencies.compactMap { item in
      item.held.validUntil.flatMap { $0.dayNumber <= today.dayNumber + 365 ? ($0, .renew(item.held.competency)) : nil }
    }
    if let contract = member?.contractUntil { due.append((contract, .contract)) }
    if hours < norm { due.append((today, .hours(norm - hours))) }
    return due.sorted { $0.0 < $1.0 }
  }

  public enum Due: Hashable, Sendable {
    case renew(CompetencyID)
    case contract
    case hours(Int)
  }
}
