import Basics
import Callout
import Foundation
import Incident
import Intake
import Testing

@testable import Operations

/// The settings file of a server.
@Suite struct DeliverySettingsTests {
  private static func read(_ text: String) -> (DeliverySettings, [Problem]) {
    let reading = DeliverySettingsReader.read(Array(text.utf8), file: "siaga.yaml")
    return (reading.value, reading.problems)
  }

  @Test func aWholeFileIsReadAndEachMistakeNamesItsLine() {
    let (settings, problems) = Self.read(
      """
      allow: [gateway.lan:13013]
      channels:
        chat: {webhook: {url: "https://hub.example/send", secret_file: /etc/siaga/chat}, rate: {messages: 10, seconds: 1, burst: 5}}
        sms: {gammu: {outbox: /var/spool/gammu/outbox, inbox: /var/spool/gammu/inbox}}
        email: {smtp: {host: Mail.Example, from: posko@mail.example, user: posko, password_file: /etc/siaga/mail}}
      replies: {secret_file: /etc/siaga/replies}
      person_rate: {messages: 5, seconds: 900, burst: 6}
      quiet_hours: {from: "22:00", to: "05:30"}
      """)
    #expect(problems.isEmpty, "\(problems.map(\.text))")
    #expect(settings.channels.keys.sorted() == [.chat, .email, .sms] && settings.allowed == ["gateway.lan:13013"])
    guard case .smtp(let relay) = settings.channels[.email]?.way else {
      Issue.record("no relay")
      return
    }
    #expect(relay.host == "mail.example" && relay.port == 587 && relay.security == .starttls)
    #expect(settings.quietFrom == 22 * 60 && settings.quietTo == 5 * 60 + 30)
    for (text, code) in [
      ("chanels: {}", "yaml.unknown"), ("channels: {pigeon: {spool: x}}", "yaml.unknown"),
      ("channels: {sms: {spool: a, gammu: {outbox: b}}}", "settings.way"), ("channels: {sms: {}}", "settings.way"),
      ("channels: {chat: {webhook: {url: x, preset: own}}}", "settings.fields"),
      ("channels: {email: {smtp: {host: a, from: b, user: c}}}", "settings.login"),
      ("channels: {email: {smtp: {host: a, from: b, security: plain, user: c, password_file: d}}}", "settings.login"),
      ("channels: {sms: {spool: a, rate: {messages: 0, seconds: 1}}}", "yaml.range"),
    ] {
      let found = Self.read(text).1
      #expect(found.contains { $0.code == code && $0.place?.line == 1 }, "\(text): \(found.map(\.code))")
    }
  }

  @Test func ladderAndEscalationUseOnlyTheChannelsThatAreThere() {
    let limited = CalloutSettings().limited(to: [.sms])
    let all = limited.orderLadder + limited.broadcastLadder + limited.tellingLadder + limited.broadcastEscalation
    #expect(all.allSatisfy { $0.channel == .sms })
    #expect(limited.orderLadder.filter { $0.target == .person }.map(\.afterSeconds) == [0])
    #expect(limited.orderLadder.contains { $0.target == .superior } && limited.orderLadder.contains { $0.target == .unitHead })
    let two = CalloutSettings().limited(to: [.chat, .sms])
    #expect(two.orderLadder.filter { $0.target == .person }.map(\.channel) == [.chat, .sms])
    for ladder in [two.orderLadder, two.broadcastLadder, two.tellingLadder] {
      #expect(
        ladder.first?.afterSeconds == 0 && zip(ladder, ladder.dropFirst()).allSatisfy { $0.afterSeconds <= $1.afterSeconds })
    }
  }

  @Test func aSecretThatOthersMayReadIsRefused() throws {
    let path = NSTemporaryDirectory() + "siaga-secret-\(UInt32.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Files.write(Array("  rahasia-yang-panjang-sekali\n".utf8), to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: Problem.self) { try SecretFile.text(path) }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(try SecretFile.text(path) == "rahasia-yang-panjang-sekali")
  }
}
