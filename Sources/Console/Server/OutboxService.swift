import Basics
import Callout
import Operations
import ServiceLifecycle

/// Sends what is due over the configured channels, as long as the server runs.
struct OutboxService: Service {
  /// Seconds after a failure that ended a worker.
  static let pause = 5

  let services: ConsoleServices
  let channels: ChannelSet

  func run() async throws {
    let metrics = services.metrics
    let counted = channels.carriers.mapValues { CountedCarrier(carrier: $0, metrics: metrics) as any Carrier }
    let worker = OutboxWorker(services.keeper, carriers: counted)
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        // A store that cannot be written ends the worker and not the server: its pages say so, and it goes on when the disk does.
        do { try await worker.run() } catch { services.metrics.count("outbox_failed") }
        if !Task.isCancelled { try? await Task.sleep(for: .seconds(Self.pause)) }
      }
    }
  }
}

/// A carrier whose outcomes are counted by channel.
private struct CountedCarrier: Carrier {
  let carrier: any Carrier
  let metrics: ConsoleMetrics

  func carry(_ parcel: Parcel) async -> ChannelOutcome {
    let outcome = await carrier.carry(parcel)
    let word =
      switch outcome {
      case .handedOver, .delivered: "sent"
      case .temporary: "refused_for_now"
      case .permanent: "refused"
      case .unknown: "perhaps_sent"
      }
    metrics.count("message_\(parcel.handOver.channel.rawValue)_\(word)")
    return outcome
  }
}

/// Sends the contact test that was opened last, until all of it has left; after a restart what is missing.
struct ContactTestService: Service {
  static let seconds = 3

  let services: ConsoleServices
  let channels: ChannelSet

  func run() async throws {
    let tester = ContactTester(channels)
    let keeper = services.keeper
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          let parcels = try await keeper.contactParcels()
          if !parcels.isEmpty { try await tester.send(parcels) { try await keeper.record($0) } }
        } catch { services.metrics.count("contact_test_failed") }
        try? await Task.sleep(for: .seconds(Self.seconds))
      }
    }
  }
}

/// Reads the answers that gammu-smsd lays down.
struct InboxService: Service {
  static let seconds = 2

  let services: ConsoleServices
  let inboxes: [GammuInbox]

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        for inbox in inboxes { await read(inbox) }
        try? await Task.sleep(for: .seconds(Self.seconds))
      }
    }
  }

  /// A letter leaves the inbox when what it says is durable; read twice after a crash it counts once, by its name.
  private func read(_ inbox: GammuInbox) async {
    for letter in inbox.waiting() {
      do {
        _ = try await services.keeper.receive(from: letter.from, text: letter.text, id: letter.file)
        inbox.done(letter)
      } catch { services.metrics.count("inbox_failed") }
    }
  }
}
