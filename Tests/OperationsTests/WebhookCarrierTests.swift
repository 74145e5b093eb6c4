import Basics
import Callout
import Foundation
import Incident
import Intake
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

@testable import Operations

/// Messages over HTTP to a gateway that fails on purpose.
@Suite struct WebhookCarrierTests {
  /// Answers each request as its path says; remembers what came.
  final class Gateway: Sendable {
    struct Seen: Sendable {
      var method: String
      var path: String
      var headers: [String: String]
      var body: [UInt8]
    }

    let seen = Mutex<[Seen]>([])
    let port: Int
    private let channel: any Channel

    init() async throws {
      let holder = Holder()
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(Answerer(holder))
          }
        }.bind(host: "127.0.0.1", port: 0).get()
      port = channel.localAddress?.port ?? 0
      holder.gateway.withLock { $0 = self }
    }

    func stop() async throws { try await channel.close() }
  }

  final class Holder: Sendable {
    let gateway = Mutex<Gateway?>(nil)
  }

  final class Answerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private let holder: Holder
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    init(_ holder: Holder) { self.holder = holder }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body(let part): body += part.readableBytesView
      case .end: answer(context)
      }
    }

    private func answer(_ context: ChannelHandlerContext) {
      guard let head else { return }
      let seen = Gateway.Seen(
        method: head.method.rawValue, path: head.uri,
        headers: Dictionary(head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { a, _ in a }), body: body)
      holder.gateway.withLock { $0?.seen.withLock { $0.append(seen) } }
      let name = head.uri.split(separator: "?").first.map(String.init) ?? ""
      switch name {
      case "/hang": return
      case "/cut": context.close(promise: nil)
      default:
        var headers = HTTPHeaders([("content-length", "0")])
        let status = Int(name.dropFirst()) ?? 200
        if status == 429 { headers.add(name: "retry-after", value: "17") }
        if status == 503 { headers.add(name: "retry-after", value: "Tue, 24 Nov 2026 12:01:30 GMT") }
        if status == 302 { headers.add(name: "location", value: "/200") }
        context.write(
          wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers))),
          promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }
  }

  static let now = Instant("2026-11-24T12:00:00Z") ?? Instant(milliseconds: 0)
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  static func parcel() throws -> Parcel {
    let (desk, _, scenario) = try Dumai.running()
    let step = try desk.sendDue(at: scenario.start.adding(minutes: 31), most: 1)
    return Parcel(
      try #require(step.handOvers.first), address: "+6281234567890", text: "Tugas {to} & 100% “siap”\nBalas SIAP 4821")
  }

  static func carrier(
    _ url: String, preset: DeliverySettings.Webhook.Preset = .signed, allowed: [String] = [], milliseconds: Int64 = 10_000,
    resolve: @escaping WebhookCarrier.Resolve = { _ in [] }, change: (inout DeliverySettings.Webhook) -> Void = { _ in }
  ) throws -> WebhookCarrier {
    var settings = DeliverySettings.Webhook()
    settings.url = url
    settings.preset = preset
    settings.user = "posko"
    settings.sender = "POSKO"
    change(&settings)
    let client = try WebClient(answerMilliseconds: milliseconds)
    return try WebhookCarrier(
      settings, secret: secret, targets: TargetGuard(allowed: allowed), clock: { now }, resolve: resolve,
      exchange: { (request, address) throws(WebFailure) in try await client.exchange(request, address) })
  }

  @Test func whatTheGatewaySaysDecidesWhetherAMessageIsTriedAgainAndWhetherItIsACopy() async throws {
    let gateway = try await Gateway()
    let parcel = try Self.parcel()
    let host = "127.0.0.1:\(gateway.port)"
    let expected: [(String, ChannelOutcome)] = [
      ("200", .handedOver), ("202", .handedOver), ("429", .temporary("429", retryAfterSeconds: 17)),
      ("503", .temporary("503", retryAfterSeconds: 90)), ("500", .temporary("500")), ("408", .temporary("408")),
      ("504", .unknown), ("302", .permanent("302: redirects are not followed")), ("400", .permanent("400")),
      ("410", .permanent("410")), ("cut", .unknown),
    ]
    for (path, outcome) in expected {
      let found = try await Self.carrier("http://\(host)/\(path)", allowed: [host]).carry(parcel)
      #expect(found == outcome, "\(path): \(found)")
    }
    // It accepts and never answers: it may have the message.
    #expect(try await Self.carrier("http://\(host)/hang", allowed: [host], milliseconds: 50).carry(parcel) == .unknown)
    #expect(gateway.seen.withLock { $0.count } == expected.count + 1, "no redirect was followed, nothing was sent twice")
    try await gateway.stop()
    let gone = try await Self.carrier("http://\(host)/200", allowed: [host]).carry(parcel)
    if case .temporary = gone {} else { Issue.record("nobody listens, and it says \(gone)") }
  }

  @Test func aSignedPostIsWhatStandardWebhooksSay() async throws {
    let signature = try #require(WebSignature(secrets: [Self.secret]))
    let body = Array("{\"test\": 2432232314}".utf8)
    let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    // The published vector.
    let published = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    #expect(signature.sign(id: id, seconds: 1_614_265_330, body: body) == published)
    func isValid(_ text: String, _ id: String, _ seconds: Int64, _ body: [UInt8], at now: Int64 = 1_614_265_330) -> Bool {
      signature.isValid(text, id: id, seconds: seconds, body: body, now: now)
    }
    #expect(isValid("v1,AAAA v1a,xx \(published)", id, 1_614_265_330, body, at: 1_614_265_629))
    #expect(!isValid(published, id, 1_614_265_330, body, at: 1_614_265_631), "too old")
    #expect(!isValid(published, id + "x", 1_614_265_330, body))
    #expect(!isValid(published, id, 1_614_265_330, body + [32]))
    #expect(!isValid("", id, 1_614_265_330, body))
    #expect(WebSignature(secrets: ["short"]) == nil)
    let gateway = try await Gateway()
    let parcel = try Self.parcel()
    _ = try await Self.carrier("http://127.0.0.1:\(gateway.port)/200", allowed: ["127.0.0.1:\(gateway.port)"]).carry(parcel)
    let seen = try #require(gateway.seen.withLock { $0.first })
    #expect(
      signature.isValid(
        seen.headers["webhook-signature"] ?? "", id: parcel.handOver.id.rawValue,
        seconds: Int64(seen.headers["webhook-timestamp"] ?? "") ?? 0, body: seen.body, now: Self.now.milliseconds / 1000))
    #expect(try JSONReader.read(seen.body)["text"]?.string == parcel.text)
    #expect(seen.headers["idempotency-key"] == parcel.handOver.id.rawValue)
    try await gateway.stop()
  }

  static let ownFields: [DeliverySettings.Webhook.Field] = [
    .init("target", "{to_local}"), .init("pesan", "{text}"), .init("kunci", "{secret}"),
  ]

  @Test func eachPresetSendsNumberAndWordsAsItsGatewayTakesThem() async throws {
    let gateway = try await Gateway()
    let host = "127.0.0.1:\(gateway.port)"
    let parcel = try Self.parcel()
    for preset in DeliverySettings.Webhook.Preset.allCases where preset != .signed {
      let carrier = try Self.carrier(
        "http://\(host)/200", preset: preset, allowed: [host],
        change: { settings in
          if preset == .own { settings.fields = Self.ownFields }
        })
      #expect(await carrier.carry(parcel) == .handedOver)
      let seen = try #require(gateway.seen.withLock { $0.last })
      let all = seen.path + String(decoding: seen.body, as: UTF8.self)
      switch preset {
      case .kannel, .playsms:
        #expect(seen.method == "GET" && seen.body.isEmpty)
        #expect(all.contains("to=%2B6281234567890") && all.contains("Tugas%20%7Bto%7D%20%26%20100%25%20%E2%80%9Csiap"), "\(all)")
      case .twilio:
        #expect(seen.headers["authorization"] == "Basic " + Data("posko:\(Self.secret)".utf8).base64EncodedString())
        #expect(all.contains("To=%2B6281234567890&From=POSKO&Body=Tugas%20%7Bto%7D"))
      case .whatsappCloud:
        #expect(seen.headers["authorization"] == "Bearer \(Self.secret)")
        let json = try JSONReader.read(seen.body)
        #expect(json["to"]?.string == "6281234567890" && json["text"]?["body"]?.string == parcel.text)
      case .own: #expect(all.contains("target=081234567890&pesan=Tugas%20%7Bto%7D"), "\(all)")
      case .signed: break
      }
    }
    try await gateway.stop()
  }

  @Test func aNameIsResolvedOnceAndTheAddressThatWasCheckedIsConnectedTo() async throws {
    let parcel = try Self.parcel()
    let asked = Mutex(0)
    let connected = Mutex<[NetworkAddress]>([])
    var settings = DeliverySettings.Webhook()
    settings.url = "https://rebind.example/send"
    // Open at the first look, inside at the second: the second look never comes.
    let carrier = try WebhookCarrier(
      settings, secret: Self.secret, targets: TargetGuard(allowed: []), clock: { Self.now },
      resolve: { _ in
        let turn = asked.withLock { count in
          count += 1
          return count
        }
        return [NetworkAddress(v4: turn == 1 ? "93.184.216.34" : "127.0.0.1")].compactMap { $0 }
      },
      exchange: { (_, address) throws(WebFailure) in
        connected.withLock { $0.append(address) }
        return WebResponse(status: 200, retryAfter: nil, body: [])
      })
    #expect(await carrier.carry(parcel) == .handedOver)
    #expect(asked.withLock { $0 } == 1 && connected.withLock { $0 }.map(\.text) == ["93.184.216.34"])
    // Now it answers with an inner address, and nothing is connected to.
    if case .permanent = await carrier.carry(parcel) {} else { Issue.record("an inner address was taken") }
    #expect(connected.withLock { $0.count } == 1)
  }

  @Test func aTargetInsideTheOwnNetworkIsRefusedBeforeTheServerStartsUnlessItIsNamed() throws {
    for url in ["http://192.168.1.9/send", "http://127.0.0.1:8025/", "https://[::1]/", "http://0x7f.1/"] {
      #expect(throws: Problem.self, "\(url)") { try Self.carrier(url) }
    }
    _ = try Self.carrier("http://192.168.1.9/send", allowed: ["192.168.1.9"])
  }
}
