import Basics
import Geography
import Incident

/// A span of work that a person has done or is bound to: an earlier duty, a duty of a later plan, standing duty.
public struct WorkSpan: Hashable, Sendable {
  public var staff: StaffID
  public var interval: Interval
  /// Reaches into 22.00-05.00 local time: the longer rest follows.
  public var isNight: Bool

  public init(staff: StaffID, interval: Interval, isNight: Bool) {
    self.staff = staff
    self.interval = interval
    self.isNight = isNight
  }
}

/// All facts from which the plan of one shift is made. A plan depends on nothing else: same input, same plan.
public struct StaffingInput: Sendable {
  public var city: City
  public var roster: Roster
  /// The one shift (or window) to staff.
  public var shift: Shift
  /// Needs; those of other shifts are left out.
  public var posts: [Post]
  /// When the order goes out. Office hours of the day of the duty that lie after it are released by the order.
  public var now: Instant
  public var mode: Mode
  /// Water as it is known; synthetic depths are not looked at in an actual operation.
  public var depths: DepthSeries?
  /// For the record of what the plan was asked for; the planner itself reads `depths`.
  public var floodedAreas: [AreaID] = []
  /// False: travel as the crow flies. Synthetic roads are never used in an actual operation, whatever stands here.
  public var useRoads = true
  public var pins: [Pin] = []
  public var bans: [Ban] = []
  /// People who were told a post already: moving or releasing them costs.
  public var told: [StaffID: PostID] = [:]
  /// People whom nothing moves: en route, arrived or on duty at that post.
  public var engaged: [StaffID: PostID] = [:]
  /// Earlier (and later) duties, for rest.
  public var work: [WorkSpan] = []
  /// Piket; counts as work.
  public var standingDuty: [WorkSpan] = []
  public var partnerTeams: [PartnerTeam] = []
  public var powerConfirmedOff: [AreaID] = []
  /// Areas for which a named person has overridden the rule about power, with a reason.
  public var powerOverrides: [AreaID] = []
  /// An exercise may take the power as off; the plan then says so. Without effect in an actual operation.
  public var isPowerAssumedOff = false
  /// As it stands now; at first that of the city.
  public var equipment: [Equipment]
  /// Roads that are closed for other reasons than water, by name.
  public var closedRoads: [String] = []
  /// People alike in all that matters are one agent of the solver; the plan is as good either way.
  public var mergesAlike = true
  /// Tables of earlier plans; of no effect on the plan.
  public var memory = StaffingMemory()

  public init(city: City, roster: Roster, shift: Shift, posts: [Post], now: Instant, mode: Mode, depths: DepthSeries? = nil) {
    self.city = city
    self.roster = roster
    self.shift = shift
    self.posts = posts
    self.now = now
    self.mode = mode
    self.depths = depths
    equipment = city.equipment
  }

  /// Depths that may decide something: none that are synthetic in an actual operation.
  public var trustedDepths: DepthSeries? {
    guard let depths, !depths.isEmpty, !(mode == .actual && depths.isSynthetic) else { return nil }
    return depths
  }

  /// Roads that may decide something.
  public var trustedRoads: RoadGraph? {
    guard useRoads, let roads = city.roads, !roads.nodes.isEmpty, !(mode == .actual && roads.origin.isSynthetic) else {
      return nil
    }
    return roads
  }

  /// The local day on which the duty begins; certificates, contracts and duty limits are read on it.
  public var day: CivilDate { shift.interval.start.date(offsetMinutes: city.offsetMinutes) }

  /// Whether people may work in the water of an area.
  public func isPowerSafe(_ area: AreaID) -> Bool {
    powerConfirmedOff.contains(area) || powerOverrides.contains(area) || (mode == .exercise && isPowerAssumedOff)
  }
}

/// Limits of this room. What lies beyond is cut off or refused, and said.
public enum StaffingLimits {
  /// Each weight of the soft goals lies within 0 and this.
  public static let weight: Int64 = 1_000_000
  /// Remedies kept for a shortage.
  public static let remedies = 5
  public static let remediesOfAKind = 2
  /// People looked at closely for each kind of remedy of a shortage.
  public static let candidates = 4
  /// Solves anew that the remedies of one plan may take (crews, power, equipment).
  public static let resolves = 12
  /// Work units (arcs looked at) of the search for crews where the caller sets no limit: about a second at worst.
  public static let crewWork: Int64 = 20_000_000
  /// The same for each solve anew that a remedy takes; one that is not done by then tells no gain.
  public static let remedyWork: Int64 = 5_000_000
  /// Most shifts planned together.
  public static let horizonShifts = 21
  /// Work units (arcs looked at) of a horizon where the caller sets no limit, for each person and shift.
  public static let horizonWork: Int64 = 20_000
  /// Tries in a row that gain nothing after which a horizon is given back.
  public static let horizonTries = 40
  /// Work units of the search for crews in one shift of a horizon.
  public static let horizonCrewWork: Int64 = 2_000_000
  /// Passes in which leaders of leaders are added.
  public static let leaderPasses = 4
  /// Shelters beside a flooded area: metres from its middle.
  public static let shelterMetres = 5_000.0
}
