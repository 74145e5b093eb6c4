import Basics

/// What is followed between the floods, folded out of the log.
public struct ServiceBook: Hashable, Sendable {
  public internal(set) var complaints: [ComplaintID: ComplaintRecord] = [:]
  /// In the order of entry.
  public internal(set) var complaintIDs: [ComplaintID] = []
  /// Open ones: few of all.
  public internal(set) var openComplaints: Set<ComplaintID> = []
  public internal(set) var outsideNumbers: [String: ComplaintID] = [:]
  public internal(set) var actions: [ActionID: ActionRecord] = [:]
  public internal(set) var actionIDs: [ActionID] = []
  public internal(set) var trainings: [TrainingID: TrainingRecord] = [:]
  /// In the order of entry.
  public internal(set) var trainingsByStaff: [StaffID: [TrainingID]] = [:]
  public internal(set) var corrections: [CorrectionID: CorrectionRecord] = [:]
  public internal(set) var correctionIDs: [CorrectionID] = []
  /// How often somebody opened what is stored about one person; who did stands in the log.
  public internal(set) var looks = 0
  public internal(set) var ideas: [IdeaID: IdeaRecord] = [:]
  public internal(set) var ideaIDs: [IdeaID] = []
  public internal(set) var concerns: [ConcernID: ConcernRecord] = [:]
  public internal(set) var concernIDs: [ConcernID] = []

  public init() {}

  /// In the order of entry.
  public var allComplaints: [ComplaintRecord] { complaintIDs.compactMap { complaints[$0] } }
  public var allActions: [ActionRecord] { actionIDs.compactMap { actions[$0] } }
  public var allIdeas: [IdeaRecord] { ideaIDs.compactMap { ideas[$0] } }
  public var allConcerns: [ConcernRecord] { concernIDs.compactMap { concerns[$0] } }
  public var allCorrections: [CorrectionRecord] { correctionIDs.compactMap { corrections[$0] } }

  /// Of one person, in the order of entry; voided ones too.
  public func trainings(of staff: StaffID) -> [TrainingRecord] {
    (trainingsByStaff[staff] ?? []).compactMap { trainings[$0] }
  }

  /// Open ones for people to work on: urgent first, then by the deadline that runs, then by entry; answered ones last.
  public func queue() -> [ComplaintRecord] {
    complaintIDs.enumerated().compactMap { at, id in
      openComplaints.contains(id) ? complaints[id].map { (at, $0) } : nil
    }.sorted { a, b in
      (a.1.isUrgent ? 0 : 1, a.1.due?.dayNumber ?? .max, a.0) < (b.1.isUrgent ? 0 : 1, b.1.due?.dayNumber ?? .max, b.0)
    }.map(\.1)
  }

  /// Alarms of the control room: urgent, open, and nobody has responded yet. In the order of entry.
  public var urgentComplaints: [ComplaintRecord] {
    openComplaints.compactMap { complaints[$0] }.filter { $0.isUrgent && $0.stage == .first }.sorted {
      ($0.received.receivedAt, $0.id) < ($1.received.receivedAt, $1.id)
    }
  }

  /// When somebody has to be reminded or told next. O(open complaints)
  public var nextChase: Instant? { openComplaints.compactMap { complaints[$0]?.nextStep?.at }.min() }

  /// Complaints with a step that is due, in the order of entry.
  func dueComplaints(at now: Instant) -> [(ComplaintRecord, ComplaintStep)] {
    complaintIDs.compactMap { id in
      guard openComplaints.contains(id), let record = complaints[id], let step = record.nextStep, step.at <= now else {
        return nil
      }
      return (record, step)
    }
  }

  /// Past their day and not done, the oldest first.
  public func overdueActions(on day: CivilDate) -> [ActionRecord] {
    allActions.filter { $0.isOverdue(on: day) }.sorted {
      ($0.due, $0.id.rawValue.utf8.count, $0.id) < ($1.due, $1.id.rawValue.utf8.count, $1.id)
    }
  }

  /// What must always hold; empty for a sound book.
  var faults: [String] {
    var faults: [String] = []
    if complaintIDs.count != complaints.count { faults.append("complaints and their list differ") }
    if actionIDs.count != actions.count { faults.append("corrective actions and their list differ") }
    for id in openComplaints where complaints[id]?.isOpen != true { faults.append("complaint \(id) is listed as open") }
    for record in complaints.values
    where record.closing != nil && record.answer == nil && record.closing?.outcome != .withdrawn
      && record.closing?.outcome != .passedOn
    {
      faults.append("complaint \(record.id) was closed without an answer")
    }
    for record in actions.values where record.phase == .closed && record.isCapability && record.retests.isEmpty {
      faults.append("action \(record.id): a capability closed without a re-test")
    }
    return faults.sorted()
  }
}
