import Basics
import Geography

/// What a scenario file states: the flood, when, and what the command post knows at its start.
public struct Scenario: Sendable {
  public var name: String
  public var title: Bilingual
  public var mode: Mode
  /// The city pack's folder as the file states it, relative to the file.
  public var cityFolder = "."
  public var hazard: Hazard
  /// The operation opens here.
  public var start: Instant
  public var hours: Int
  public var postures: [PostureID]
  /// The shifts or tide windows to staff, in order; the plan of one shift takes the first unless told.
  public var shifts: [Shift]
  /// Depths reported per kelurahan, until a flood engine computes them.
  public var depths: DepthSeries?
  public var floodedAreas: [AreaID]
  public var warning: WarningLevel?
  public var basis: Basis?
  public var objectives: [Bilingual]
  /// Teams that partners have promised or that have arrived, at the start.
  public var partnerTeams: [PartnerTeam]
  public var powerConfirmedOff: [AreaID]
  public var seed: UInt64
  /// SHA-256 of the file, hexadecimal; of it and the files that it names, where it names any.
  public var digest: String
  // What a drill needs beyond the plan: each part with defaults that say where they come from.
  public var water = ScenarioWater()
  public var power = ScenarioPower()
  public var network = PhoneNetwork()
  public var staffBehaviour = StaffBehaviour()
  public var residents = ResidentModel()
  public var reports = ReportModel()
  public var commander = CommanderPolicy()
  public var participants = Participants.everyone
  /// In the order of the MSEL.
  public var injects: [Inject] = []
  public var evaluation = EvaluationPlan()
  /// The day for which the pack's invented roster was made, where the scenario plays at another time; see `roster(_:)`.
  public var rosterDay: CivilDate?
  /// Minutes between the frames of the flood that are kept.
  public var framesMinutes = 10
  /// Where the figures of water, power, network, staff, residents and reports come from, in the order of the file.
  public var sources: [ParameterSource] = []

  /// From the start to the end of the operation.
  public var span: Interval { Interval(start: start, end: start.adding(minutes: hours * 60)) }

  public init(
    name: String, title: Bilingual, mode: Mode, hazard: Hazard, start: Instant, hours: Int, postures: [PostureID],
    shifts: [Shift],
    depths: DepthSeries?, floodedAreas: [AreaID], warning: WarningLevel?, basis: Basis?, objectives: [Bilingual],
    partnerTeams: [PartnerTeam], powerConfirmedOff: [AreaID], seed: UInt64, digest: String
  ) {
    self.name = name
    self.title = title
    self.mode = mode
    self.hazard = hazard
    self.start = start
    self.hours = hours
    self.postures = postures
    self.shifts = shifts
    self.depths = depths
    self.floodedAreas = floodedAreas
    self.warning = warning
    self.basis = basis
    self.objectives = objectives
    self.partnerTeams = partnerTeams
    self.powerConfirmedOff = powerConfirmedOff
    self.seed = seed
    self.digest = digest
  }
}

extension Scenario {
  /// The roster as the scenario uses it. With `rosterDay`, invented staff are moved in time so that their certificates, contracts,
  /// limits and absences stand to the scenario's first day as they stood to that one; real staff are never moved. Of an exercise
  /// with listed participants nobody else can be called.
  /// - Complexity: O(staff x participants)
  public func roster(_ roster: Roster, offsetMinutes: Int) -> Roster {
    if rosterDay == nil, participants == .everyone { return roster }
    let days = rosterDay.map { start.date(offsetMinutes: offsetMinutes).dayNumber - $0.dayNumber } ?? 0
    let staff = roster.staff.map { person in
      var person = person.isInvented ? person.moved(days: days) : person
      if mode == .exercise, !participants.includes(person.officeNumber) { person.isCallable = false }
      return person
    }
    return Roster(units: roster.units, staff: staff)
  }
}

extension StaffMember {
  fileprivate func moved(days: Int) -> StaffMember {
    func later(_ day: CivilDate?) -> CivilDate? { day.map { CivilDate(dayNumber: $0.dayNumber + days) } }
    var person = self
    person.contractUntil = later(contractUntil)
    person.competencies = competencies.map {
      HeldCompetency(competency: $0.competency, level: $0.level, validUntil: later($0.validUntil))
    }
    person.dutyLimits = dutyLimits.map { DutyLimit($0.kind, until: later($0.until)) }
    person.available = available.map {
      Interval(start: $0.start.adding(minutes: days * 1440), end: $0.end.adding(minutes: days * 1440))
    }
    return person
  }
}

/// A partner's team on a post: it reduces the need and is never ordered one by one.
public struct PartnerTeam: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable { case requested, promised, arrived, released }

  public var partner: PartnerID
  public var post: PostID
  public var heads: Int
  public var state: State

  public init(partner: PartnerID, post: PostID, heads: Int, state: State) {
    self.partner = partner
    self.post = post
    self.heads = heads
    self.state = state
  }

  public var counts: Bool { state == .promised || state == .arrived }
}
