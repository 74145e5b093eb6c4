import Basics
import Callout
import Incident

/// What a run writes down while it goes, for the record at its end.
struct DrillNotebook: Sendable {
  var events: [RecordedEvent] = []
  var messages = MessageCounts()
  private var made: Set<MessageID> = []
  private var arrived: Set<MessageID> = []
  var notices: [(at: Instant, notice: CalloutNotice)] = []
  var refusals: [(at: Instant, command: String, code: RefusalCode)] = []
  var timeline: [TimelineEntry] = []
  /// Kelurahan of the post where a person is now.
  var presentArea: [StaffID: AreaID] = [:]
  /// Steps of presence by post.
  var presence: [PostID: [PostTrack.Step]] = [:]
  var plans: [PlanID: PlanTrack] = [:]
  var planOrder: [PlanID] = []
  var departed: [OrderID: Instant] = [:]
  var heard = ReportCounts()
  var reportErrors = 0.0
  var reportErrorCount = 0
  /// Calls that left for somebody at a place of duty.
  var wrongCalls = 0
  /// In water whose power was not confirmed off, by order.
  var inWaterWithPower: Set<OrderID> = []

  mutating func line(
    _ at: Instant, _ kind: TimelineEntry.Kind, sequence: UInt64? = nil, area: AreaID? = nil, post: PostID? = nil,
    shift: ShiftID? = nil, figure: Int? = nil, text: Bilingual? = nil
  ) {
    timeline.append(
      TimelineEntry(at: at, kind: kind, sequence: sequence, area: area, post: post, shift: shift, figure: figure, text: text))
  }

  mutating func sent(_ handOver: HandOver) {
    messages.attempts += 1
    if made.insert(handOver.id).inserted { messages.made += 1 }
  }

  mutating func landed(_ handOver: HandOver) {
    if arrived.insert(handOver.id).inserted { messages.delivered += 1 } else { messages.duplicatesSeen += 1 }
  }

  mutating func step(_ post: PostID, by change: Int, at: Instant) {
    let heads = (presence[post]?.last?.heads ?? 0) + change
    presence[post, default: []].append(PostTrack.Step(at: at, heads: heads))
  }
}
