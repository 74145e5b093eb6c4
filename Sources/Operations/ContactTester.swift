import Basics
import Callout
import Incident

/// Sends the messages of a contact test, one a person and channel, at the pace of each channel; what came of them goes into the log.
public struct ContactTester: Sendable {
  private let carriers: [ContactChannel: any Carrier]
  private let settings: CalloutSettings
  private let host: HostClock

  public init(_ channels: ChannelSet, host: HostClock = .system) {
    carriers = channels.carriers
    settings = channels.settings
    self.host = host
  }

  /// - Parameters:
  ///   - parcels: of one test.
  ///   - record: makes a result durable.
  /// - Throws: what `record` throws; the rest is not sent then.
  public func send(_ parcels: [Parcel], record: @escaping @Sendable (ContactTry) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (channel, own) in Dictionary(grouping: parcels, by: { $0.handOver.channel }).sorted(by: { $0.key < $1.key }) {
        group.addTask { try await send(own, on: channel, record: record) }
      }
      try await group.waitForAll()
    }
  }

  private func send(
    _ parcels: [Parcel], on channel: ContactChannel, record: @Sendable (ContactTry) async throws -> Void
  ) async throws {
    guard let carrier = carriers[channel] else { return }
    let rate = settings.channelRates[channel]
    let spacing = rate.map { max(1, Int64($0.perSeconds) * 1000 / Int64($0.messages)) } ?? 0
    for parcel in parcels {
      if Task.isCancelled { return }
      guard let id = HandOver.contactTest(of: parcel.handOver.id) else { continue }
      let result: ContactResult =
        switch await carrier.carry(parcel) {
        case .handedOver: .handedOver
        case .delivered: .delivered
        case .unknown: .perhapsSent
        case .temporary, .permanent: .unreachable
        }
      try await record(ContactTry(test: id.test, staff: id.staff, channel: channel, result: result))
      if spacing > 0 { try await host.wait(spacing) }
    }
  }
}

extension Desk {
  /// The messages of a contact test: everybody who may be called, on each of its channels; and those who have no address there.
  public func contactParcels(_ test: ContactTestRecord, at now: Instant) -> (parcels: [Parcel], without: [ContactTry]) {
    var parcels: [Parcel] = []
    var without: [ContactTry] = []
    for person in post.roster.staff where person.isCallable {
      for channel in test.opening.channels where test.result(person.id, channel) == nil {
        let parcel = parcel(
          .contactTest(test.id, person.id, channel, mode: mode, deadline: test.opening.deadline, at: now))
        if parcel.address == nil {
          without.append(ContactTry(test: test.id, staff: person.id, channel: channel, result: .unreachable))
        } else {
          parcels.append(parcel)
        }
      }
    }
    return (parcels, without)
  }
}
