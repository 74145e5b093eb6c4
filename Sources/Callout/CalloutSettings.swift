import Basics
import Incident

/// How messages are sent and people chased. The defaults follow `messaging.md` of the project; all are assumptions that an office
/// sets for itself.
public struct CalloutSettings: Hashable, Sendable {
  /// One step of a chase: after so long without an answer, this way to this person.
  public struct Rung: Hashable, Sendable {
    public enum Target: String, Hashable, Sendable { case person, superior, unitHead }
    public var afterSeconds: Int
    public var channel: ContactChannel
    public var target: Target

    public init(afterMinutes: Int, _ channel: ContactChannel, _ target: Target = .person) {
      afterSeconds = afterMinutes * 60
      self.channel = channel
      self.target = target
    }
  }

  /// Delays between tries: uniform in 0...min(cap, base x 2^n), "full jitter", so that many messages do not come back at once.
  public struct Backoff: Hashable, Sendable {
    public var baseMilliseconds: Int64
    public var capMilliseconds: Int64

    public init(baseMilliseconds: Int64, capMilliseconds: Int64) {
      self.baseMilliseconds = baseMilliseconds
      self.capMilliseconds = capMilliseconds
    }
  }

  /// So many messages in so long, a few at once.
  public struct Rate: Hashable, Sendable {
    public var messages: Int
    public var perSeconds: Int
    /// At once, out of the same allowance.
    public var burst: Int

    public init(_ messages: Int, perSeconds: Int, burst: Int) {
      self.messages = max(1, messages)
      self.perSeconds = max(1, perSeconds)
      self.burst = max(1, burst)
    }

    var spacing: Int64 { max(1, Int64(perSeconds) * 1000 / Int64(messages)) }
  }

  /// Status updates that nobody must acknowledge wait until the morning; orders and all that is acknowledged never do.
  public struct QuietHours: Hashable, Sendable {
    /// Minutes of the local day; over midnight where `from` is later than `to`.
    public var from: Int
    public var to: Int

    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  /// For an order, in ascending order of `afterSeconds`; the first one at 0.
  public var orderLadder = [
    Rung(afterMinutes: 0, .chat), Rung(afterMinutes: 5, .sms), Rung(afterMinutes: 10, .voice),
    Rung(afterMinutes: 10, .chat, .superior), Rung(afterMinutes: 15, .chat, .unitHead),
  ]
  /// For a status update that is to be acknowledged.
  public var broadcastLadder = [Rung(afterMinutes: 0, .chat), Rung(afterMinutes: 10, .sms)]
  /// From the deadline of a status update: to whom silence is told, one after the other.
  public var broadcastEscalation = [
    Rung(afterMinutes: 0, .chat, .superior), Rung(afterMinutes: 10, .chat, .unitHead),
  ]
  /// For what needs to be delivered and not answered: stand-downs and unit heads. On to the next when it is not delivered.
  public var tellingLadder = [Rung(afterMinutes: 0, .chat), Rung(afterMinutes: 5, .sms), Rung(afterMinutes: 10, .voice)]
  public var backoff = Backoff(baseMilliseconds: 1_000, capMilliseconds: 60_000)
  /// A message without a deadline of its own (a status update, a stand-down) is not sent after so long.
  public var expiryMinutes = 30
  /// An attempt that is not heard of for so long was perhaps sent.
  public var attemptTimeoutSeconds = 60
  /// Of each channel, over all people; a channel that is not here has no limit.
  public var channelRates: [ContactChannel: Rate] = [
    .chat: Rate(80, perSeconds: 1, burst: 80), .sms: Rate(1, perSeconds: 1, burst: 10), .voice: Rate(6, perSeconds: 60, burst: 6),
  ]
  /// To one person, over all channels.
  public var personRate = Rate(5, perSeconds: 900, burst: 6)
  /// Failures of a channel in a row after which it is left alone; then one message in `probeSeconds` tries it again.
  public var breakerFailures = 5
  public var probeSeconds = 30
  public var quietHours: QuietHours?
  /// Of local time from UTC, for "jam 7" in a reply and for quiet hours.
  public var offsetMinutes = 420

  public init() {}

  /// As a drill's commander and network have it: the channels in the network's order; the second after
  /// `secondChannelAfterMinutes`, the superior after twice that.
  public init(policy: CommanderPolicy, network: PhoneNetwork) {
    self.init()
    let channels = network.channels.map(\.channel)
    guard let first = channels.first else { return }
    let second = max(1, policy.secondChannelAfterMinutes)
    let own = channels.prefix(3).enumerated().map { i, channel in Rung(afterMinutes: i * second, channel) }
    orderLadder = own + [Rung(afterMinutes: 2 * second, first, .superior), Rung(afterMinutes: 3 * second, first, .unitHead)]
    tellingLadder = own
    broadcastLadder = Array(own.prefix(2))
    broadcastEscalation = [Rung(afterMinutes: 0, first, .superior), Rung(afterMinutes: second, first, .unitHead)]
  }
}
