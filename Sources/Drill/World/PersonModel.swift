import Basics
import Geography
import Incident

/// How one called person behaves: draws from streams that belong to the person, the shift and the purpose, so that another policy
/// or another plan shifts nobody else's chance (common random numbers).
struct PersonModel: Sendable {
  let behaviour: StaffBehaviour
  let offsetMinutes: Int
  let seed: UInt64
  /// Prefix of all streams of this replication.
  let prefix: String

  /// Who holds the office that a post goes with comes, unless away (assumed).
  static let officeAccepts = 0.98

  /// What a person decides on a call.
  enum Reply: Hashable, Sendable {
    case accepts
    case declines(DeclineReason)
    /// Neither yes nor no.
    case silent
  }

  private func stream(_ staff: StaffID, _ purpose: String) -> RandomStream {
    RandomStream(seed: seed, name: "\(prefix)/\(purpose)/\(staff)")
  }

  /// Away for the day, ill or on leave: the phone is answered, and the answer is no.
  func isAbsent(_ staff: StaffID, on day: CivilDate) -> Bool {
    // One draw a person, compared with the day's share: a day with more absent has the same people and others besides.
    var stream = stream(staff, "absent")
    return stream.unit() < behaviour.absentShare(on: day)
  }

  /// Minutes from delivery to notice.
  /// - Parameter attempt: 0 for the first message of the chase.
  func noticeMinutes(_ staff: StaffID, shift: ShiftID, channel: ContactChannel, at instant: Instant, attempt: Int) -> Double {
    var stream = stream(staff, "notice/\(shift)/\(attempt)")
    let minute = instant.minuteOfDay(offsetMinutes: offsetMinutes)
    let delay = (behaviour.notice(channel) ?? behaviour.notice.first)?.delay(minuteOfDay: minute)
    let factor = attempt > 0 ? behaviour.secondChannelFactor : 1
    return (delay ?? DelayModel(medianMinutes: 10, spread: 1)).minutes(&stream, factor: factor)
  }

  func answerMinutes(_ staff: StaffID, shift: ShiftID) -> Double {
    var stream = stream(staff, "answer/\(shift)")
    return behaviour.answer.minutes(&stream)
  }

  func setOutMinutes(_ staff: StaffID, shift: ShiftID) -> Double {
    var stream = stream(staff, "set-out/\(shift)")
    return behaviour.setOut.minutes(&stream)
  }

  /// Says yes and stays away.
  func isNoShow(_ staff: StaffID, shift: ShiftID) -> Bool {
    var stream = stream(staff, "no-show/\(shift)")
    return stream.unit() < behaviour.noShow
  }

  /// - Parameters:
  ///   - kilometres: from home to the post.
  ///   - familyAtRisk: the own kelurahan is under water.
  ///   - superiorCalled: the superior has spoken to the person.
  func reply(
    _ staff: StaffID, shift: Shift, kilometres: Double, familyAtRisk: Bool, at instant: Instant, superiorCalled: Bool,
    isOffice: Bool
  ) -> Reply {
    let day = instant.date(offsetMinutes: offsetMinutes)
    if isAbsent(staff, on: day) { return .declines(.leave) }
    var probability = isOffice ? Self.officeAccepts : behaviour.accepts(km: kilometres)
    if familyAtRisk && !isOffice { probability *= behaviour.familyAtRiskFactor }
    let minute = instant.minuteOfDay(offsetMinutes: offsetMinutes)
    if !isOffice && (minute >= 1_320 || minute < 300) { probability *= behaviour.nightFactor }
    if superiorCalled { probability = 1 - (1 - probability) * behaviour.superiorFactor }
    var stream = stream(staff, "reply/\(shift.id)")
    let draw = stream.unit()
    if draw < probability { return .accepts }
    if stream.unit() >= behaviour.declinesOpenly { return .silent }
    return .declines(familyAtRisk ? .family : kilometres > 20 ? .tooFar : .personal)
  }

  /// Work done by the hour, as a share of the normal rate.
  func workRate(level: Int, hoursAwake: Double) -> Double {
    behaviour.workRate(level: level) * behaviour.fatigue.rate(hoursAwake: hoursAwake)
  }

  /// Hours awake at an instant of somebody who slept until shortly before they had to leave, or until 05.00.
  func hoursAwake(at instant: Instant, since arrival: Instant) -> Double {
    let morning = arrival.minuteOfDay(offsetMinutes: offsetMinutes)
    let awakeAtArrival = morning < 300 ? 1.5 : Double(morning - 300) / 60
    return awakeAtArrival + Double(instant.milliseconds - arrival.milliseconds) / 3_600_000
  }
}
