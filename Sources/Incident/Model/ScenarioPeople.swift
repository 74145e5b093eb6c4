import Basics

/// How called staff behave. The defaults are assumed; a scenario states its own with their sources.
public struct StaffBehaviour: Hashable, Sendable {
  /// Minutes until a delivered message is noticed, by channel and hour of the local day.
  public struct Notice: Hashable, Sendable {
    public var channel: ContactChannel
    public var medianMinutes: HourTable
    public var spread: Double

    public init(channel: ContactChannel, medianMinutes: HourTable, spread: Double) {
      self.channel = channel
      self.medianMinutes = medianMinutes
      self.spread = spread
    }

    public func delay(minuteOfDay: Int) -> DelayModel {
      DelayModel(medianMinutes: medianMinutes.value(minuteOfDay: minuteOfDay), spread: spread)
    }
  }

  /// Accepts with this probability where the way is at most so long.
  public struct DistanceBand: Hashable, Sendable {
    public var upToKm: Double
    public var accepts: Double

    public init(upToKm: Double, accepts: Double) {
      self.upToKm = upToKm
      self.accepts = accepts
    }
  }

  /// Away in these days: Lebaran travel, joint leave, haj.
  public struct Absence: Hashable, Sendable {
    public var reason: String
    public var from: CivilDate
    /// The last day.
    public var to: CivilDate
    /// Share of all staff, 0...1.
    public var share: Double

    public init(reason: String, from: CivilDate, to: CivilDate, share: Double) {
      self.reason = reason
      self.from = from
      self.to = to
      self.share = share
    }
  }

  public struct Fatigue: Hashable, Sendable {
    /// Work slows from so many hours awake.
    public var fromHoursAwake: Double
    /// Share of the rate lost with each hour more.
    public var lossPerHour: Double
    /// The rate never falls below this share.
    public var least: Double

    public init(fromHoursAwake: Double, lossPerHour: Double, least: Double) {
      self.fromHoursAwake = fromHoursAwake
      self.lossPerHour = lossPerHour
      self.least = least
    }

    public func rate(hoursAwake: Double) -> Double {
      max(least, 1 - max(0, hoursAwake - fromHoursAwake) * lossPerHour)
    }
  }

  public var notice = [
    Notice(
      channel: .chat,
      medianMinutes: HourTable([.init(fromMinute: 300, value: 6), .init(fromMinute: 1350, value: 45)]), spread: 1),
    Notice(
      channel: .sms,
      medianMinutes: HourTable([.init(fromMinute: 300, value: 8), .init(fromMinute: 1350, value: 40)]), spread: 1),
    Notice(
      channel: .voice,
      medianMinutes: HourTable([.init(fromMinute: 300, value: 0.5), .init(fromMinute: 1350, value: 2)]), spread: 0.7),
  ]
  /// In ascending order; beyond the last one its figure holds.
  public var acceptance = [
    DistanceBand(upToKm: 5, accepts: 0.9), DistanceBand(upToKm: 15, accepts: 0.85), DistanceBand(upToKm: 40, accepts: 0.7),
  ]
  /// Multiplies acceptance where the person's own kelurahan is under water.
  public var familyAtRiskFactor = 0.6
  /// Multiplies acceptance between 22.00 and 05.00.
  public var nightFactor = 0.85
  /// Of those who do not accept, the share who say so; the others stay silent.
  public var declinesOpenly = 0.6
  /// From noticing to the answer.
  public var answer = DelayModel(medianMinutes: 2, spread: 0.8)
  /// From the answer to setting out, when the shift is near.
  public var setOut = DelayModel(medianMinutes: 20, spread: 0.5)
  /// Accepts and does not turn up.
  public var noShow = 0.03
  /// Share of the normal work rate at competency level 0 (none), 1 ... 5.
  public var workRate = [0.4, 0.6, 0.8, 1.0, 1.1, 1.2]
  public var fatigue = Fatigue(fromHoursAwake: 14, lossPerHour: 0.06, least: 0.4)
  /// Share away on any day, ill or on leave.
  public var absentShare = 0.05
  public var absences: [Absence] = []
  /// Multiplies the notice delay once a second channel is tried.
  public var secondChannelFactor = 0.6
  /// Multiplies the probability not to accept once the superior has called.
  public var superiorFactor = 0.5

  public init() {}

  public func notice(_ channel: ContactChannel) -> Notice? { notice.first { $0.channel == channel } }

  public func accepts(km: Double) -> Double { (acceptance.first { km <= $0.upToKm } ?? acceptance.last)?.accepts ?? 1 }

  public func workRate(level: Int) -> Double {
    workRate.isEmpty ? 1 : workRate[min(max(level, 0), workRate.count - 1)]
  }

  /// Share of staff away on that day: the greatest of the absences that cover it, and never less than the daily share.
  public func absentShare(on day: CivilDate) -> Double {
    absences.filter { $0.from <= day && day <= $0.to }.map(\.share).reduce(absentShare, max)
  }
}

/// Who takes part in a live drill; in a simulated one all invented staff do.
public enum Participants: Hashable, Sendable {
  case everyone
  /// Office numbers of the roster.
  case listed([String])

  public func includes(_ officeNumber: String) -> Bool {
    switch self {
    case .everyone: true
    case .listed(let numbers): numbers.contains(officeNumber)
    }
  }
}

/// What the automatic commander does; a person can take over at any time.
public struct CommanderPolicy: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The optimiser's plan.
    case siaga
    /// The most critical post first, the nearest eligible person: what existing systems do.
    case greedy
  }

  public var kind = Kind.siaga
  /// A shift is planned this long before it starts.
  public var leadMinutes = 240
  /// From a proposal to its approval, and from news to a decision.
  public var reactionMinutes = 10
  public var replanEveryMinutes = 30
  public var broadcastEveryMinutes = 180
  /// From an order to the deadline of its answer.
  public var answerWithinMinutes = 20
  /// No answer by then: the second channel; twice that: the superior.
  public var secondChannelAfterMinutes = 8
  /// Optimiser's budget for one plan, in its own units; the same budget, the same plan.
  public var workLimit = 2_000_000

  public init() {}
}
