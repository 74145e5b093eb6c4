import Basics
import Geography
import Incident

/// All that a paper is made of: facts of the log, the plan, and names from side rows. The same context gives the same bytes.
public struct PaperContext: Sendable {
  public var mode: Mode
  public var city: City
  public var operation: OperationID
  /// Name of the operation for people; the opening's plain name where none is given.
  public var title: Bilingual
  /// The plan that holds, joined with city and names; nil before the first proposal.
  public var plan: PlanView?
  public var planApproved: Bool
  /// The duties of all shifts that have a plan; nil where the maker of the paper has none to give.
  public var roster: DutyRoster?
  public var names: Names
  /// Text of side rows by reference; nil where the row was deleted.
  public var note: @Sendable (NoteReference) -> String?
  /// Events of the log in order; those of other operations are passed over.
  public var events: [RecordedEvent]
  /// Depths that a scenario states beside the reports of the log.
  public var depths: DepthSeries?
  /// Short code of the log's head at `generatedAt`, as the checkpoint prints it.
  public var logHead: String
  public var generatedAt: Instant

  public init(
    mode: Mode, city: City, operation: OperationID, title: Bilingual, plan: PlanView?, planApproved: Bool = false, names: Names,
    note: @escaping @Sendable (NoteReference) -> String? = { _ in nil }, events: [RecordedEvent], depths: DepthSeries? = nil,
    logHead: String, generatedAt: Instant
  ) {
    self.mode = mode
    self.city = city
    self.operation = operation
    self.title = title
    self.plan = plan
    self.planApproved = planApproved
    self.names = names
    self.note = note
    self.events = events
    self.depths = depths
    self.logHead = logHead
    self.generatedAt = generatedAt
  }

  public func style(_ language: Language) -> Style {
    Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
  }
}
