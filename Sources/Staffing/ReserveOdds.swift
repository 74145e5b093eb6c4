import Basics
import Geography
import Incident

/// What reserves are reckoned with. The behaviour is that of a scenario, where each figure stands with its source; its defaults are
/// assumed, as are all defaults here.
public struct ReserveAssumptions: Sendable {
  /// How often people like these came, out of those who were called: from earlier call-outs and drills. By hour and distance,
  /// never by person: nobody is ranked.
  public struct Tally: Hashable, Sendable {
    /// Called between 22.00 and 05.00.
    public var isNight: Bool
    /// Holds for ways of at most so many kilometres that no shorter band has.
    public var upToKm: Double
    public var called: Int
    /// On the post when the shift began.
    public var came: Int

    public init(isNight: Bool, upToKm: Double, called: Int, came: Int) {
      self.isNight = isNight
      self.upToKm = upToKm
      self.called = called
      self.came = came
    }
  }

  /// A channel of the chase, and how many minutes after the call it is tried.
  public struct Step: Hashable, Sendable {
    public var channel: ContactChannel
    public var afterMinutes: Int

    public init(channel: ContactChannel, afterMinutes: Int) {
      self.channel = channel
      self.afterMinutes = afterMinutes
    }
  }

  /// Each critical post is to be filled with at least this probability.
  public var target = 0.95
  /// Posts of these classes and above.
  public var upTo = Criticality.essential
  public var behaviour = StaffBehaviour()
  /// Assumed: message at once, SMS after 5 minutes without answer, phone after 10.
  public var chase = [
    Step(channel: .chat, afterMinutes: 0), Step(channel: .sms, afterMinutes: 5), Step(channel: .voice, afterMinutes: 10),
  ]
  public var tallies: [Tally] = []
  /// Calls that the assumed probability weighs as much as, beside those of a tally.
  public var priorCalls = 10.0
  /// Posts of one role whose places are no farther apart share their reserves.
  public var poolMetres = 3_000.0
  /// Reserves of one pool at most.
  public var mostPerPool = 40

  public init() {}
}

/// The probability that somebody who is called stands on the post when the shift begins.
struct ReserveOdds: Sendable {
  private let assumptions: ReserveAssumptions
  private let isNight: Bool
  private let present: Double
  /// Noticed, answered and set out within so many minutes of the call.
  private let ready: [Double]
  /// From the call to the begin of the shift.
  private let minutes: Int

  /// Minutes looked at: a day.
  private static let horizon = 1_440

  init(_ assumptions: ReserveAssumptions, input: StaffingInput) {
    self.assumptions = assumptions
    let minute = input.now.minuteOfDay(offsetMinutes: input.city.offsetMinutes)
    isNight = minute >= 1_320 || minute < 300
    present = 1 - assumptions.behaviour.absentShare(on: input.day)
    minutes = min(Self.horizon, max(0, Int(input.shift.interval.start.minutes(since: input.now))))
    ready = Self.ready(assumptions, minuteOfDay: minute, upTo: minutes)
  }

  /// - Parameters:
  ///   - km: from home to the post, straight.
  ///   - travelMinutes: over the roads as they are flooded.
  func arrives(km: Double, familyAtRisk: Bool, travelMinutes: Int) -> Double {
    let left = minutes - travelMinutes
    let onTime = left < 0 ? 0 : ready[min(left, ready.count - 1)]
    var accepts = assumptions.behaviour.accepts(km: km)
    if familyAtRisk { accepts *= assumptions.behaviour.familyAtRiskFactor }
    if isNight { accepts *= assumptions.behaviour.nightFactor }
    let assumed = present * accepts * (1 - assumptions.behaviour.noShow) * onTime
    guard let tally = tally(km: km), tally.called > 0 else { return min(1, max(0, assumed)) }
    let came = Double(min(tally.came, tally.called)) + assumptions.priorCalls * assumed
    return left < 0 ? 0 : min(1, max(0, came / (Double(tally.called) + assumptions.priorCalls)))
  }

  private func tally(km: Double) -> ReserveAssumptions.Tally? {
    assumptions.tallies.filter { $0.isNight == isNight && km <= $0.upToKm }.min { $0.upToKm < $1.upToKm }
  }

  /// Distribution of the minutes until somebody who is going to come has left home: noticed on any channel of the chase, answered,
  /// set out. Each part is rounded up to whole minutes, so that the sum is never too hopeful.
  private static func ready(_ assumptions: ReserveAssumptions, minuteOfDay: Int, upTo minutes: Int) -> [Double] {
    let behaviour = assumptions.behaviour
    let unnoticed = (0...minutes).map { minute in
      assumptions.chase.reduce(1.0) { left, step in
        guard let notice = behaviour.notice(step.channel), minute >= step.afterMinutes else { return left }
        let delay = notice.delay(minuteOfDay: (minuteOfDay + step.afterMinutes) % 1_440)
        return left * (1 - delay.probability(within: Double(minute - step.afterMinutes)))
      }
    }
    var parts = steps(unnoticed.map { 1 - $0 })
    for delay in [behaviour.answer, behaviour.setOut] {
      parts = convolve(parts, steps((0...minutes).map { delay.probability(within: Double($0)) }))
    }
    var sum = 0.0
    return parts.map { part in
      sum += part
      return min(1, sum)
    }
  }

  /// Probability of each minute from that of "until then".
  private static func steps(_ until: [Double]) -> [Double] {
    until.indices.map { $0 == 0 ? until[0] : max(0, until[$0] - until[$0 - 1]) }
  }

  private static func convolve(_ a: [Double], _ b: [Double]) -> [Double] {
    var out = [Double](repeating: 0, count: a.count)
    for i in a.indices where a[i] > 0 {
      for j in 0..<(a.count - i) { out[i + j] += a[i] * b[j] }
    }
    return out
  }
}

extension DelayModel {
  /// That the delay is no longer than so many minutes.
  func probability(within minutes: Double) -> Double {
    guard minutes > 0, medianMinutes > 0 else { return medianMinutes > 0 ? 0 : 1 }
    guard spread > 0 else { return minutes >= medianMinutes ? 1 : 0 }
    return Self.normal((ExactMath.log(minutes) - ExactMath.log(medianMinutes)) / spread)
  }

  /// The standard normal distribution (series of Marsaglia 2004; absolute error below 1e-14).
  static func normal(_ x: Double) -> Double {
    if x < -8 { return 0 }
    if x > 8 { return 1 }
    var (sum, term, last) = (x, x, 0.0)
    var i = 1.0
    while sum != last {
      last = sum
      i += 2
      term *= x * x / i
      sum += term
    }
    return min(1, max(0, 0.5 + sum * ExactMath.exp(-0.5 * x * x) * 0.398_942_280_401_432_7))
  }
}
