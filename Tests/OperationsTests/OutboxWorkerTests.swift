import Basics
import Callout
import Foundation
import Incident
import Synchronization
import Testing

@testable import Operations

/// The running sender, and the folder for a gateway.
@Suite struct OutboxWorkerTests {
  /// Takes everything and remembers it; the first copy of each times out after it was taken.
  final class Provider: Carrier {
    private let seen = Mutex<Set<MessageID>>([])
    let (parcels, deliver) = AsyncStream.makeStream(of: Parcel.self)
    func carry(_ parcel: Parcel) async -> ChannelOutcome {
      let isFirst = seen.withLock { $0.insert(parcel.handOver.id).inserted }
      deliver.yield(parcel)
      return isFirst ? .unknown : .handedOver
    }
  }

  @Test func aRunningSenderHandsEachMessageOverAndACopyIsMarked() async throws {
    let (desk, _, scenario) = try Dumai.running()
    let start = scenario.start.adding(minutes: 31)
    let wanted = desk.switchboard.messages.filter { $0.channel == .chat && $0.isOpen }.map(\.id)
    let live = LiveCommandPost(desk)
    let provider = Provider()
    // Each look at the clock is ten seconds later, so that a channel that is left alone for a while is soon tried again.
    let ticks = Mutex(0)
    let worker = OutboxWorker(
      live, carriers: [.chat: provider, .sms: provider, .voice: provider],
      clock: {
        let tick = ticks.withLock { ticks in
          ticks += 1
          return ticks
        }
        return (Instant(milliseconds: start.milliseconds + Int64(tick) * 10_000), Int64(tick) * 10_000)
      })
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await worker.run() }
      var copies: [MessageID: Int] = [:]
      for await parcel in provider.parcels {
        copies[parcel.handOver.id, default: 0] += 1
        #expect(parcel.handOver.isRepeat == (parcel.handOver.attempt > 1))
        #expect(parcel.text.hasPrefix("LATIHAN POSKO DUMAI: ") && parcel.text.hasSuffix(" LATIHAN"))
        if Set(copies.keys).isSuperset(of: wanted.prefix(5)), copies.values.contains(where: { $0 >= 2 }) { break }
      }
      group.cancelAll()
    }
  }

  @Test func aSpooledMessageIsOneWholeFileUnderItsIdHoweverOftenItIsHandedOver() throws {
    let (desk, _, scenario) = try Dumai.running()
    let path = NSTemporaryDirectory() + "siaga-spool-\(UInt32.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try SpoolFolder(path)
    let step = try desk.sendDue(at: scenario.start.adding(minutes: 31))
    let withPhone = step.handOvers.map(desk.parcel).map { Parcel($0.handOver, address: "+6281234567", text: $0.text) }
    for parcel in withPhone + withPhone { #expect(folder.carry(parcel) == .handedOver) }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    #expect(names == Set(withPhone.map { "\($0.handOver.id).json" }).sorted())
    for parcel in withPhone {
      let value = try JSONReader.read(try Files.read(path + "/\(parcel.handOver.id).json"))
      #expect(value["id"]?.string == parcel.handOver.id.rawValue)
      #expect(value["text"]?.string == parcel.text)
      #expect(value["mode"]?.string == "exercise")
    }
    #expect(folder.carry(Parcel(step.handOvers[0], address: nil, text: "x")) == .permanent("no phone number on the roster"))
  }
}
