import Basics
import Callout
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Synchronization
import Testing

@testable import Console
@testable import Operations

/// Messages of a served desk: they leave by themselves, and what is answered comes in by a signed post.
@Suite struct ServedOutboxTests {
  final class Provider: Carrier {
    let parcels = Mutex<[Parcel]>([])

    func carry(_ parcel: Parcel) async -> ChannelOutcome {
      parcels.withLock { $0.append(parcel) }
      return .handedOver
    }
  }

  static let secret = "rahasia-gerbang-sms-yang-panjang"

  static func post(
    _ client: any TestClientProtocol, _ path: String, _ body: String, id: String, key: String = secret, at now: Int64
  )
    async throws -> TestResponse
  {
    let bytes = Array(body.utf8)
    let signature = try #require(WebSignature(secrets: [key])).sign(id: id, seconds: now, body: bytes)
    var headers = HTTPFields()
    headers[.contentType] = "application/json"
    for (name, value) in [("webhook-id", id), ("webhook-timestamp", "\(now)"), ("webhook-signature", signature)] {
      if let field = HTTPField.Name(name) { headers[field] = value }
    }
    return try await client.executeRequest(uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: bytes))
  }

  @Test func ordersLeaveByThemselvesAndASignedReplyAnswersThem() async throws {
    let provider = Provider()
    // The worker is driven here, on the exercise's clock, and not by the server.
    let carriers: [ContactChannel: any Carrier] = [.chat: provider, .sms: provider, .voice: provider]
    var channels = ChannelSet()
    channels.replies = WebSignature(secrets: [Self.secret])
    let bench = try await Bench.withScenario(channels: channels)
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      _ = try await bench.ordered(commander, client)
      let due = bench.keeper.box.value.now
      let host = HostClock(read: { (due, 0) }, wait: { _ in })
      let worker = OutboxWorker(bench.keeper, carriers: carriers, host: host)
      var watch = ClockGuard()
      while try await worker.turn(&watch) == nil {}
      let called = provider.parcels.withLock { $0.filter { $0.handOver.message.purpose == .callOut } }
      let operation = try #require(bench.keeper.box.value.operation)
      let orders = bench.keeper.box.value.state.orders(operation.id)
      #expect(!orders.isEmpty && Set(called.compactMap(\.handOver.message.subject.order)) == Set(orders.map(\.id)))
      #expect(called.allSatisfy { $0.text.hasPrefix("LATIHAN") }, "an exercise says so in each message")

      let parcel = try #require(called.first { $0.address != nil })
      let order = try #require(parcel.handOver.message.subject.order)
      let body = "{\"from\":\"\(parcel.address ?? "")\",\"text\":\"siap\"}"
      let now = bench.server.services.clock().milliseconds / 1000
      let before = bench.keeper.box.value.sequence
      let forged = try await Self.post(client, "/hooks/reply", body, id: "r1", key: "another-secret-of-some-length", at: now)
      let old = try await Self.post(client, "/hooks/reply", body, id: "r1", at: now - 600)
      let bare = try await client.executeRequest(uri: "/hooks/reply", method: .post, headers: [:], body: ByteBuffer(string: body))
      for answer in [forged, old, bare] { #expect(answer.status == .forbidden) }
      #expect(bench.keeper.box.value.sequence == before)
      let taken = try await Self.post(client, "/hooks/reply", body, id: "r1", at: now)
      #expect(taken.status == .ok, "\(taken.text)")
      #expect(bench.keeper.box.value.state.order(order)?.phase == .accepted)
      let after = bench.keeper.box.value.sequence
      let doubled = try await Self.post(client, "/hooks/reply", body, id: "r1", at: now)
      #expect(doubled.status == .ok && bench.keeper.box.value.sequence == after, "heard once")

      let receipt = "{\"message\":\"\(called.last?.handOver.id.rawValue ?? "")\",\"state\":\"delivered\"}"
      let delivered = try await Self.post(client, "/hooks/receipt", receipt, id: "d1", at: now)
      #expect(delivered.status == .ok)
      let last = called.last?.handOver.message.subject.order.flatMap { bench.keeper.box.value.state.order($0) }
      #expect(last?.phase == .delivered)
    }
  }

  @Test func aReplyThatNobodyCanJudgeWaitsForAPersonAndACryForHelpIsAnAlarm() async throws {
    var channels = ChannelSet()
    channels.replies = WebSignature(secrets: [Self.secret])
    let bench = try await Bench.withScenario(channels: channels)
    let commander = try await bench.signedIn(.commander)
    try await bench.test { client in
      let order = try await bench.ordered(commander, client)
      let phone = try #require(bench.keeper.box.value.roster.member(order.staff)?.phone)
      let now = bench.server.services.clock().milliseconds / 1000
      func say(_ from: String, _ text: String, _ id: String) async throws -> TestResponse {
        try await Self.post(client, "/hooks/reply", "{\"from\":\"\(from)\",\"text\":\"\(text)\"}", id: id, at: now)
      }
      for (from, text) in [(phone, "jalan banjir gimana ya"), ("+6281999999999", "<b>halo</b>")] {
        let answer = try await say(from, text, text)
        #expect(answer.status == .ok)
      }
      let page = try await commander.get(client, "/messages").text
      #expect(page.contains("jalan banjir gimana ya") && page.contains("&lt;b&gt;halo") && page.contains("+6281999999999"))
      let notices = await bench.keeper.notices
      for notice in notices { _ = try await commander.post(client, "/messages/notices/\(notice.id)", []) }
      let left = await bench.keeper.notices
      #expect(notices.count == 2 && left.isEmpty)
      _ = try await say(phone, "TOLONG", "h1")
      #expect(bench.keeper.box.value.help.map(\.staff) == [order.staff])
    }
  }
}
