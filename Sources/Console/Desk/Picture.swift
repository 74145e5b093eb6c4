import Basics
import Drill
import Flood
import Geography
import Incident
import Operations
import Publication
import Synchronization

/// All that a page is made of, as of the last durable event: a value, so that pages are made beside the desk and never wait for it.
struct Picture: Sendable {
  var state: State
  var roster: Roster
  var city: City
  var mode: Mode
  /// Where the log stands.
  var sequence: UInt64
  /// The desk's clock when it was taken: the wall's, or a drill's.
  var now: Instant
  var readOnly: Problem?
  /// Names that a scenario gives to its operation, and the depths that it states.
  var titles: [OperationID: Bilingual] = [:]
  var statedDepths: [OperationID: DepthSeries] = [:]
  /// Of an exercise: what its scenario says will be, which is all that its commander may expect.
  var expectedDepths: [OperationID: DepthSeries] = [:]
  /// By harmonic constants of the city's gauge: an estimate of our own beside the agency's table.
  var tide: TidePrediction?
  var drill: DrillStatus?
  /// Which drill of this server it is of; grows.
  var drillNumber = 0
  /// Calls for help that nobody has seen to, oldest first.
  var help: [HelpCall] = []
  /// Holds the people of one unit only.
  var isLimited = false

  /// The operation at hand: the last one that is open.
  var operation: EmergencyOperation? { state.openOperations.last }

  /// With the people of one unit and those below it alone: of others there stands no name, phone or duty.
  func limited(to unit: UnitID) -> Picture {
    var own: Set<UnitID> = [unit]
    var grows = true
    while grows {
      let below = roster.units.filter { child in child.parent.map(own.contains) ?? false && !own.contains(child.id) }
      own.formUnion(below.map(\.id))
      grows = !below.isEmpty
    }
    var limited = self
    limited.roster = Roster(units: roster.units, staff: roster.staff.filter { own.contains($0.unit) })
    limited.help = help.filter { limited.roster.member($0.staff) != nil }
    limited.isLimited = true
    return limited
  }

  /// Whether an account that sees one unit alone sees this person.
  func shows(_ staff: StaffID) -> Bool { !isLimited || roster.member(staff) != nil }

  func title(_ frame: EmergencyOperation, _ language: Language) -> String { titles[frame.id]?[language] ?? frame.opening.name }

  /// The shift that pages are about: the one that is named, the one running now, the next, or the last.
  func shift(_ frame: EmergencyOperation, named id: String?, at now: Instant) -> Shift? {
    let all = frame.shiftList
    if let id, let found = all.first(where: { $0.id.rawValue == id }) { return found }
    return all.first { $0.interval.end > now } ?? all.last
  }
}

/// Where a live drill stands, for its coordinator's page.
struct DrillStatus: Sendable {
  var isRunning: Bool
  /// Simulated seconds for one of the wall clock.
  var speed: Int
  var now: Instant
  var end: Instant
  var isOver: Bool
  /// A real emergency halted it.
  var haltedAt: Instant?
  /// A person commands; else the scenario's automatic commander.
  var isPersonInCommand: Bool
  var injects: [InjectTrack]
  /// All injects as they are planned, with those given on the spot.
  var plan: [Inject] = []
  var start = Instant(milliseconds: 0)
  /// An actual operation has opened beside it.
  var isFreed = false
  /// Those whom real people play.
  var players: Set<StaffID> = []
}

/// The newest picture; read by many, written by the desk's keeper.
final class PictureBox: Sendable {
  private let picture: Mutex<Picture>
  init(_ picture: Picture) { self.picture = Mutex(picture) }
  var value: Picture { picture.withLock { $0 } }
  func put(_ new: Picture) { picture.withLock { $0 = new } }
}
