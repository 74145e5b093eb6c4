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
  /// SHA-256 of the file, hexadecimal.
  public var digest: String

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
