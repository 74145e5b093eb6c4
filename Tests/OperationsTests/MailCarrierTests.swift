import Basics
import Callout
import Foundation
import Incident
import Intake
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Operations

/// Mail to a relay that takes, refuses, or goes away in the middle.
@Suite struct MailCarrierTests {
  enum Behaviour: Sendable { case takes, refusesRecipient, isBusy, dropsAfterText, offersNothing }

  /// A sink for mail on this machine.
  final class Sink: Sendable {
    let commands = Mutex<[String]>([])
    let letters = Mutex<[String]>([])
    let port: Int
    private let channel: any Channel

    init(_ behaviour: Behaviour) async throws {
      let holder = Holder()
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Talk(holder, behaviour)) }
        }.bind(host: "127.0.0.1", port: 0).get()
      port = channel.localAddress?.port ?? 0
      holder.sink.withLock { $0 = self }
    }

    func stop() async throws { try await channel.close() }
  }

  final class Holder: Sendable {
    let sink = Mutex<Sink?>(nil)
  }

  final class Talk: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let holder: Holder
    private let behaviour: Behaviour
    private var pending = ""
    private var letter: String?

    init(_ holder: Holder, _ behaviour: Behaviour) {
      self.holder = holder
      self.behaviour = behaviour
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
    }

    func channelActive(context: ChannelHandlerContext) { say("220 sink", context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      pending += String(buffer: unwrapInboundIn(data))
      while let end = pending.range(of: "\r\n") {
        let line = String(pending[..<end.lowerBound])
        pending = String(pending[end.upperBound...])
        take(line, context)
      }
    }

    private func take(_ line: String, _ context: ChannelHandlerContext) {
      if let text = letter {
        guard line == "." else {
          letter = text + line + "\n"
          return
        }
        letter = nil
        if behaviour == .dropsAfterText { return context.close(promise: nil) }
        holder.sink.withLock { $0?.letters.withLock { $0.append(text) } }
        return say("250 taken", context)
      }
      holder.sink.withLock { $0?.commands.withLock { $0.append(line) } }
      switch line.split(separator: " ").first ?? "" {
      case "EHLO": say(behaviour == .offersNothing ? "250 sink" : "250-sink\r\n250-SIZE 100000\r\n250 AUTH PLAIN", context)
      case "RCPT" where behaviour == .refusesRecipient: say("550 5.1.1 no such person", context)
      case "MAIL" where behaviour == .isBusy: say("451 4.3.0 later", context)
      case "DATA":
        letter = ""
        say("354 go on", context)
      default: say("250 ok", context)
      }
    }
  }

  static let now = Instant("2026-11-24T12:00:00Z") ?? Instant(milliseconds: 0)

  static func carrier(_ port: Int, security: DeliverySettings.MailRelay.Security = .plain, allowed: [String]? = nil) throws
    -> MailCarrier
  {
    var relay = DeliverySettings.MailRelay()
    relay.host = "127.0.0.1"
    relay.port = port
    relay.security = security
    relay.from = "posko@dumai.example"
    return try MailCarrier(
      relay, password: nil, targets: TargetGuard(allowed: allowed ?? ["127.0.0.1:\(port)"]), clock: { now }, resolve: { _ in [] },
      sessionMilliseconds: 120_000)
  }

  static func parcel(_ address: String = "budi@dumai.example") throws -> Parcel {
    var parcel = try WebhookCarrierTests.parcel()
    parcel.address = address
    parcel.text = "LATIHAN POSKO – baris satu\n.\nSubject: bukan\nLATIHAN"
    return parcel
  }

  @Test func aLetterArrivesWholeUnderItsIdAndMarkedAsMadeByAMachine() async throws {
    let sink = try await Sink(.takes)
    let parcel = try Self.parcel()
    #expect(try await Self.carrier(sink.port).carry(parcel) == .handedOver)
    let letter = try #require(sink.letters.withLock { $0.first })
    let parts = letter.components(separatedBy: "\n\n")
    let head = parts[0].split(separator: "\n")
    #expect(head.contains("Auto-Submitted: auto-generated") && head.contains("Date: Tue, 24 Nov 2026 12:00:00 +0000"))
    #expect(head.contains("Message-ID: <\(parcel.handOver.id)@dumai.example>"))
    #expect(
      head.filter { $0.hasPrefix("Subject:") }.count == 1
        && head.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } && $0.utf8.count < 100 })
    let body = Data(base64Encoded: parts.dropFirst().joined().replacing("\n", with: "")) ?? Data()
    #expect(String(decoding: body, as: UTF8.self) == parcel.text)
    #expect(
      sink.commands.withLock { $0.prefix(4) } == [
        "EHLO posko", "MAIL FROM:<posko@dumai.example>", "RCPT TO:<budi@dumai.example>", "DATA",
      ])
    try await sink.stop()
  }

  @Test func whatTheRelaySaysDecidesWhetherALetterIsTriedAgain() async throws {
    let expected: [(Behaviour, (ChannelOutcome) -> Bool)] = [
      (.refusesRecipient, { if case .permanent = $0 { true } else { false } }),
      (.isBusy, { if case .temporary = $0 { true } else { false } }),
      (.dropsAfterText, { $0 == .unknown }),
    ]
    for (behaviour, isRight) in expected {
      let sink = try await Sink(behaviour)
      let found = try await Self.carrier(sink.port).carry(try Self.parcel())
      #expect(isRight(found), "\(behaviour): \(found)")
      try await sink.stop()
    }
  }

  @Test func withoutTheEncryptionThatWasAskedForNothingIsSent() async throws {
    let sink = try await Sink(.offersNothing)
    let found = try await Self.carrier(sink.port, security: .starttls).carry(try Self.parcel())
    if case .temporary = found {} else { Issue.record("\(found)") }
    #expect(sink.letters.withLock { $0.isEmpty } && sink.commands.withLock { $0 } == ["EHLO posko"])
    try await sink.stop()
  }

  @Test func noAddressBringsALineIntoAHeaderOrACommand() async throws {
    let sink = try await Sink(.takes)
    for address in [
      "budi@dumai.example\r\nBcc: semua@dumai.example", "budi@dumai.example>\r\nDATA", "a b@c", "<a@b>", "a@b@c", "@", "a@", "",
      "a@b,c@d", "\"a\"@b", "é@b.example",
    ] {
      let found = try await Self.carrier(sink.port).carry(try Self.parcel(address))
      if case .permanent = found {} else { Issue.record("\(address): \(found)") }
    }
    #expect(sink.commands.withLock { $0.isEmpty })
    let word = MailLetter.word("satu\r\nBcc: x@y\nlagi")
    #expect(!word.contains("\n") && !word.contains("\r") && word.hasPrefix("=?utf-8?B?"))
    if case .permanent = try await Self.carrier(sink.port, allowed: []).carry(try Self.parcel()) {
    } else {
      Issue.record("a relay inside the own network was taken without being named")
    }
    try await sink.stop()
  }
}
