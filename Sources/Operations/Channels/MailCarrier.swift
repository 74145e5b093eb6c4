import Basics
import Callout
import Foundation
import Intake
import NIOCore
import NIOPosix
import NIOSSL

/// Messages by mail, handed to one relay (RFC 5321 and 6409). Too slow to call people out; right for what may wait.
public struct MailCarrier: Carrier {
  private let relay: DeliverySettings.MailRelay
  private let password: String?
  private let targets: TargetGuard
  private let clock: @Sendable () -> Instant
  private let resolve: WebhookCarrier.Resolve
  private let trust: NIOSSLContext
  private let sessionTime: Int64

  /// Seconds of a whole session.
  public static let sessionSeconds: Int64 = 20
  /// Submission and mail exchange.
  static let usualPorts: Set<Int> = [25, 465, 587]

  public init(
    _ relay: DeliverySettings.MailRelay, password: String?, targets: TargetGuard, clock: @escaping @Sendable () -> Instant,
    resolve: @escaping WebhookCarrier.Resolve, sessionMilliseconds: Int64 = sessionSeconds * 1000
  ) throws(Problem) {
    guard MailLetter.isAddress(relay.from) else {
      throw Problem("mail.from", "\"\(relay.from.prefix(100))\" is no mail address; expected one as posko@example.id")
    }
    self.relay = relay
    self.password = password
    self.targets = targets
    self.clock = clock
    self.resolve = resolve
    sessionTime = sessionMilliseconds
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if let file = relay.trustFile { configuration.trustRoots = .file(file) }
    do { trust = try NIOSSLContext(configuration: configuration) } catch {
      throw Problem("mail.tls", "TLS cannot be set up for \(relay.host)", cause: "\(error)", exit: .badData)
    }
  }

  public func carry(_ parcel: Parcel) async -> ChannelOutcome {
    guard let address = parcel.address else { return .permanent("no mail address on the roster") }
    let letter = MailLetter(
      from: relay.from, to: address, subject: parcel.text, text: parcel.text, id: parcel.handOver.id.rawValue, date: clock())
    guard let lines = try? letter.lines() else { return .permanent("the mail address cannot be written into a header") }
    let found: [NetworkAddress]
    if let plain = NetworkAddress(v4: relay.host) ?? NetworkAddress(v6: relay.host) {
      found = [plain]
    } else {
      found = await resolve(relay.host)
    }
    if found.isEmpty { return .temporary("\(relay.host) cannot be resolved") }
    guard let chosen = targets.choose(found, host: relay.host, port: relay.port, usualPorts: Self.usualPorts) else {
      return .permanent("\(relay.host) lies inside the own network and is not named under allow")
    }
    return await send(lines, to: letter.to, chosen)
  }

  private func send(_ lines: [String], to: String, _ address: NetworkAddress) async -> ChannelOutcome {
    let security = relay.security
    let (context, name) = (trust, NetworkAddress(v4: relay.host) == nil ? relay.host : nil)
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(.seconds(5))
    let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    do {
      channel = try await bootstrap.connect(to: SocketAddress(address, port: relay.port)) { channel in
        channel.eventLoop.makeCompletedFuture {
          if security == .tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
          }
          return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
      }
    } catch { return .temporary("no connection to \(relay.host)") }
    let inner = channel.channel
    let alarm = inner.eventLoop.scheduleTask(in: .milliseconds(sessionTime)) { inner.close(promise: nil) }
    defer { alarm.cancel() }
    do {
      return try await channel.executeThenClose { inbound, outbound in
        var session = MailSession(inbound.makeAsyncIterator(), outbound)
        return await session.submit(lines, relay, password, to: to) {
          try await inner.eventLoop.submit {
            try inner.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: context, serverHostname: name), position: .first)
          }.get()
        }
      }
    } catch { return .unknown }
  }
}

/// One conversation with a relay.
private struct MailSession {
  private enum Failure: Error {
    case ended
    case refused(Int, String)
    case noEncryption
  }

  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var pending: [UInt8] = []
  /// Everything is said; only the answer is missing.
  private var isAllSent = false

  static let longestReply = 64 << 10

  init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
    self.inbound = inbound
    self.outbound = outbound
  }

  mutating func submit(
    _ lines: [String], _ relay: DeliverySettings.MailRelay, _ password: String?, to: String, encrypt: () async throws -> Void
  ) async -> ChannelOutcome {
    do {
      try await expect(200..<300)
      var abilities = try await say("EHLO posko", 200..<300)
      if relay.security == .starttls {
        guard abilities.contains(where: { $0.uppercased().hasPrefix("STARTTLS") }) else { throw Failure.noEncryption }
        try await say("STARTTLS", 200..<300)
        // What was said before the encryption must not be taken for something said within it.
        guard pending.isEmpty else { throw Failure.noEncryption }
        try await encrypt()
        abilities = try await say("EHLO posko", 200..<300)
      }
      if let user = relay.user, let password {
        let login = Data([0] + Array(user.utf8) + [0] + Array(password.utf8)).base64EncodedString()
        do { try await say("AUTH PLAIN \(login)", 200..<300) } catch Failure.refused(let code, _) {
          return .temporary("\(code): the relay does not take the password")
        }
      }
      try await say("MAIL FROM:<\(relay.from)>", 200..<300)
      try await say("RCPT TO:<\(to)>", 200..<300)
      try await say("DATA", 300..<400)
      let text = lines.map { ($0.hasPrefix(".") ? "." + $0 : $0) + "\r\n" }.joined()
      isAllSent = true
      try await say(text + ".", 200..<300)
      _ = try? await outbound.write(ByteBuffer(string: "QUIT\r\n"))
      return .handedOver
    } catch Failure.refused(let code, let text) {
      return code < 500 ? .temporary("\(code) \(text)") : .permanent("\(code) \(text)")
    } catch Failure.noEncryption {
      return .temporary("the relay offers no encryption")
    } catch {
      return isAllSent ? .unknown : .temporary("the connection to \(relay.host) ended")
    }
  }

  @discardableResult
  private mutating func say(_ line: String, _ wanted: Range<Int>) async throws -> [String] {
    try await outbound.write(ByteBuffer(string: line + "\r\n"))
    return try await expect(wanted)
  }

  /// All lines of a reply, without their codes.
  @discardableResult
  private mutating func expect(_ wanted: Range<Int>) async throws -> [String] {
    var texts: [String] = []
    while true {
      let line = try await line()
      guard line.utf8.count >= 3, let code = Int(line.prefix(3)) else { throw Failure.ended }
      texts.append(String(line.dropFirst(4)))
      if texts.count > 200 { throw Failure.ended }
      if line.utf8.dropFirst(3).first == UInt8(ascii: "-") { continue }
      guard wanted.contains(code) else { throw Failure.refused(code, String(texts.last?.prefix(80) ?? "")) }
      return texts
    }
  }

  private mutating func line() async throws -> String {
    while true {
      if let end = pending.firstIndex(of: 10) {
        let line = pending[..<end].filter { $0 != 13 }
        pending.removeFirst(end + 1)
        return String(decoding: line, as: UTF8.self)
      }
      guard pending.count < Self.longestReply, let part = try await inbound.next() else { throw Failure.ended }
      pending += part.readableBytesView
    }
  }
}
