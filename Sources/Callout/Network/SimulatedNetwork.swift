import Basics
import Incident

/// The phone network of a drill: delay, loss, duplicates, reordering and silence, as the scenario states them.
///
/// Each attempt and each reply draws from a stream of its own, named by its id: a policy that sends more or fewer messages shifts
/// no other message's luck (common random numbers).
public struct SimulatedNetwork: Sendable {
  public let network: PhoneNetwork
  private let seed: UInt64

  /// Where a person's phone is, and since when the mast there has no power.
  public struct Cell: Hashable, Sendable {
    public var area: AreaID?
    public var powerOffSince: Instant?

    public init(area: AreaID? = nil, powerOffSince: Instant? = nil) {
      self.area = area
      self.powerOffSince = powerOffSince
    }
  }

  public init(_ network: PhoneNetwork, seed: UInt64) {
    self.network = network
    self.seed = seed
  }

  /// Sends one attempt. A silent network takes the message (the gateway says so) and nothing arrives; an unknown channel is a
  /// permanent failure. In order of their instants.
  public func send(_ handOver: HandOver, to cell: Cell = Cell(), at instant: Instant) -> [NetworkEvent] {
    guard let channel = network.channel(handOver.channel) else {
      let outcome = ChannelReport.Kind.outcome(.permanent("no such channel"), attempt: handOver.attempt)
      return [NetworkEvent(at: instant, .report(ChannelReport(handOver.id, outcome)))]
    }
    var stream = RandomStream(seed: seed, name: "network/\(handOver.id)/\(handOver.attempt)")
    let taken = instant.adding(milliseconds: 200 + Int64(stream.int(in: 0...1800)))
    var events = [
      NetworkEvent(at: taken, .report(ChannelReport(handOver.id, .outcome(.handedOver, attempt: handOver.attempt))))
    ]
    for arrival in arrivals(channel, cell, at: taken, &stream) {
      events.append(NetworkEvent(at: arrival, .arrival(handOver)))
      // A receipt goes the same way back and can be lost too.
      for receipt in arrivals(channel, cell, at: arrival, &stream) {
        events.append(NetworkEvent(at: receipt, .report(ChannelReport(handOver.id, .receipt(.delivered)))))
      }
    }
    return Self.inOrder(events)
  }

  /// Sends a person's answer back, zero, one or several times.
  /// - Parameter id: of this answer, unique in the drill: it names the draws.
  public func reply(
    _ text: String, from staff: StaffID, id: String, over channel: ContactChannel, in cell: Cell = Cell(), at instant: Instant
  ) -> [NetworkEvent] {
    guard let channel = network.channel(channel) else { return [] }
    var stream = RandomStream(seed: seed, name: "network/reply/\(id)")
    let reply = IncomingReply(id: id, from: staff, text: text)
    return Self.inOrder(arrivals(channel, cell, at: instant, &stream).map { NetworkEvent(at: $0, .reply(reply)) })
  }

  /// When copies of what leaves now arrive: none if it is lost. The number of draws does not depend on the outages.
  private func arrivals(_ channel: PhoneNetwork.Channel, _ cell: Cell, at instant: Instant, _ stream: inout RandomStream)
    -> [Instant]
  {
    let outages = network.outages.filter { $0.hits(channel.channel, in: cell.area, at: instant) }
    let factor = outages.map(\.delayFactor).reduce(1, *)
    let isLost = stream.chance(channel.lossShare)
    let isSilenced = outages.count { stream.chance($0.lossShare) } > 0
    let first = delay(channel, factor, &stream)
    let isDoubled = stream.chance(channel.duplicateShare)
    let second = delay(channel, factor, &stream)
    if isLost || isSilenced || isDead(cell, at: instant) { return [] }
    return [instant.adding(milliseconds: first)] + (isDoubled ? [instant.adding(milliseconds: second)] : [])
  }

  /// Whole milliseconds, at most a day.
  private func delay(_ channel: PhoneNetwork.Channel, _ factor: Double, _ stream: inout RandomStream) -> Int64 {
    let minutes = channel.delay.minutes(&stream, factor: factor)
    return Int64(min(max(minutes, 0), 1440) * 60_000)
  }

  private func isDead(_ cell: Cell, at instant: Instant) -> Bool {
    guard let battery = network.mastBatteryMinutes, let since = cell.powerOffSince else { return false }
    return instant >= since.adding(minutes: battery)
  }

  private static func inOrder(_ events: [NetworkEvent]) -> [NetworkEvent] {
    events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }
}

extension SimulatedNetwork: MessageChannel {
  /// To a phone of unknown place.
  public mutating func send(_ handOver: HandOver, at instant: Instant) -> [NetworkEvent] {
    send(handOver, to: Cell(), at: instant)
  }
}
