import Basics
import Callout
import Foundation
import Incident
import Intake

/// The ways out that a settings file states, ready to carry; with the call-out settings that fit them.
public struct ChannelSet: Sendable {
  public var carriers: [ContactChannel: any Carrier] = [:]
  public var settings = CalloutSettings()
  /// Answers that lie in folders of gammu-smsd.
  public var inboxes: [GammuInbox] = []
  /// Of the gateway that posts answers; nil where none may.
  public var replies: WebSignature?

  public init() {}

  /// Reads a settings file with the secrets that it names.
  /// - Throws: the first problem of the file, or that of a secret that cannot be read.
  public static func load(_ path: String, clock: @escaping @Sendable () -> Instant) throws(Problem) -> ChannelSet {
    let reading = DeliverySettingsReader.read(try Files.read(path), file: path)
    if let first = reading.problems.first(where: { $0.severity == .error }) {
      var problem = first
      if reading.problems.count > 1 {
        problem.cause = reading.problems.dropFirst().prefix(20).map(\.text).joined(separator: "\n")
      }
      throw problem
    }
    return try ChannelSet(reading.value, clock: clock)
  }

  public init(_ stated: DeliverySettings, clock: @escaping @Sendable () -> Instant) throws(Problem) {
    let targets = TargetGuard(allowed: stated.allowed)
    for (channel, way) in stated.channels.sorted(by: { $0.key < $1.key }) {
      carriers[channel] = try Self.carrier(way.way, channel, targets, clock)
      if case .gammu(let folders) = way.way, let inbox = folders.inbox { inboxes.append(GammuInbox(folder: inbox)) }
      if let rate = way.rate { settings.channelRates[channel] = Self.rate(rate) }
    }
    if let rate = stated.personRate { settings.personRate = Self.rate(rate) }
    if let from = stated.quietFrom, let to = stated.quietTo { settings.quietHours = .init(from: from, to: to) }
    settings = settings.limited(to: carriers.keys.sorted(by: Self.isSooner))
    if let file = stated.repliesSecretFile {
      guard let signature = WebSignature(secrets: try SecretFile.lines(file)) else {
        throw Problem("channel.secret", "\(file): a key has fewer than 16 bytes", advice: "make a longer one.")
      }
      replies = signature
    }
  }

  /// The way that people answer soonest, first.
  static func isSooner(_ a: ContactChannel, _ b: ContactChannel) -> Bool {
    let order: [ContactChannel] = [.chat, .sms, .voice, .radio, .email]
    return (order.firstIndex(of: a) ?? 9) < (order.firstIndex(of: b) ?? 9)
  }

  private static func rate(_ stated: DeliverySettings.Rate) -> CalloutSettings.Rate {
    CalloutSettings.Rate(stated.messages, perSeconds: stated.seconds, burst: stated.burst)
  }

  private static func carrier(
    _ way: DeliverySettings.Way, _ channel: ContactChannel, _ targets: TargetGuard, _ clock: @escaping @Sendable () -> Instant
  ) throws(Problem) -> any Carrier {
    switch way {
    case .webhook(let webhook):
      let client = try webClient()
      return try WebhookCarrier(
        webhook, secret: try webhook.secretFile.map { (file) throws(Problem) in try SecretFile.text(file) } ?? "",
        targets: targets, clock: clock, resolve: Resolver.addresses,
        exchange: { (request, address) throws(WebFailure) in try await client.exchange(request, address) })
    case .smtp(let relay):
      let password = try relay.passwordFile.map { (file) throws(Problem) in try SecretFile.text(file) }
      return try MailCarrier(relay, password: password, targets: targets, clock: clock, resolve: Resolver.addresses)
    case .gammu(let folders): return try GammuSpool(folders, clock: clock)
    case .spool(let folder): return try SpoolFolder(folder)
    }
  }

  private static func webClient() throws(Problem) -> WebClient {
    do { return try WebClient() } catch {
      throw Problem("channel.tls", "TLS cannot be set up", cause: "\(error)", exit: .unavailable)
    }
  }
}

extension CalloutSettings {
  /// With the ladders on these channels alone, in this order; what is on another one moves to the first.
  ///
  /// The steps of a person keep their times one after the other; superiors and unit heads are told over the first channel.
  public func limited(to channels: [ContactChannel]) -> CalloutSettings {
    guard let first = channels.first else { return self }
    var settings = self
    func own(_ ladder: [Rung]) -> [Rung] {
      let times = ladder.filter { $0.target == .person }.map(\.afterSeconds)
      let steps = zip(channels, times.isEmpty ? [0] : times).map { channel, time in
        var rung = Rung(afterMinutes: 0, channel)
        rung.afterSeconds = time
        return rung
      }
      let others = ladder.filter { $0.target != .person }.map { rung in
        var rung = rung
        rung.channel = first
        return rung
      }
      return steps + others
    }
    settings.orderLadder = own(orderLadder)
    settings.broadcastLadder = own(broadcastLadder)
    settings.tellingLadder = own(tellingLadder)
    settings.broadcastEscalation = broadcastEscalation.map { rung in
      var rung = rung
      rung.channel = first
      return rung
    }
    return settings
  }
}

/// Secrets lie in files that only their owner reads.
public enum SecretFile {
  public static let longest = 4096

  /// The file's text without blanks at its ends.
  /// - Throws: exit 77 where others may read it, 65 for an empty or a large one.
  public static func text(_ path: String) throws(Problem) -> String {
    let bytes = try Files.read(path)
    let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
    if let mode, mode & 0o077 != 0 {
      throw Problem(
        "secret.open", "others on this machine may read the secret in \"\(path)\"", advice: "chmod 600 \(path)",
        exit: .notPermitted)
    }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty, text.utf8.count <= longest else {
      throw Problem("secret.text", "\"\(path)\" holds no secret of 1 to \(longest) bytes")
    }
    return text
  }

  /// One secret a line, while a key is changed.
  public static func lines(_ path: String) throws(Problem) -> [String] {
    try text(path).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
