import Basics
import Incident

/// Reads the settings of a server (`siaga.yaml`):
///
/// ```yaml
/// allow: [gateway.lan:13013]
/// channels:
///   chat: {webhook: {url: https://hub.example/send, secret_file: /etc/siaga/chat.secret}}
///   sms: {gammu: {outbox: /var/spool/gammu/outbox, inbox: /var/spool/gammu/inbox}, rate: {messages: 1, seconds: 5, burst: 5}}
///   email: {smtp: {host: mail.example, from: posko@example, user: posko, password_file: /etc/siaga/mail.secret}}
/// replies: {secret_file: /etc/siaga/replies.secret}
/// person_rate: {messages: 5, seconds: 900, burst: 6}
/// ```
public enum DeliverySettingsReader {
  /// The settings with all problems of the file; they hold nothing that a problem speaks of.
  public static func read(_ bytes: [UInt8], file: String) -> Reading<DeliverySettings> {
    let document = YAMLDocument.read(bytes, file: file)
    guard let root = document.value?.root else { return Reading(DeliverySettings(), problems: document.problems) }
    let findings = YAMLFindings(file: file)
    findings.add(document.problems)
    let value = YAMLValue(node: root, path: "", findings: findings)
    var settings = DeliverySettings()
    if let map = value.map(["allow", "channels", "replies", "person_rate", "quiet_hours"]) { read(map, &settings) }
    return Reading(settings, problems: findings.problems)
  }

  private static func read(_ map: YAMLMap, _ settings: inout DeliverySettings) {
    settings.allowed = map.optional("allow")?.list(100).compactMap { $0.text("a host, as gateway.lan:8080") } ?? []
    if let channels = map.optional("channels")?.map(ContactChannel.allCases.map(\.rawValue)) {
      for channel in ContactChannel.allCases {
        if let found = channels.optional(channel.rawValue) { settings.channels[channel] = Self.channel(found) }
      }
    }
    settings.repliesSecretFile = map.optional("replies")?.map(["secret_file"])?.required("secret_file")?.text("a file")
    settings.personRate = map.optional("person_rate").flatMap(rate)
    if let quiet = map.optional("quiet_hours")?.map(["from", "to"]) {
      settings.quietFrom = quiet.required("from")?.clock()
      settings.quietTo = quiet.required("to")?.clock()
    }
  }

  private static func channel(_ value: YAMLValue) -> DeliverySettings.Channel? {
    guard let map = value.map(["webhook", "smtp", "gammu", "spool", "rate"]) else { return nil }
    let ways = ["webhook", "smtp", "gammu", "spool"].filter(map.has)
    guard ways.count == 1, let name = ways.first, let inner = map.optional(name) else {
      value.fault("settings.way", "\(ways.count) ways for one channel; expected one of webhook, smtp, gammu, spool")
      return nil
    }
    let way: DeliverySettings.Way? =
      switch name {
      case "webhook": webhook(inner).map { .webhook($0) }
      case "smtp": mail(inner).map { .smtp($0) }
      case "gammu": gammu(inner).map { .gammu($0) }
      default: inner.text("a folder").map { .spool($0) }
      }
    return way.map { DeliverySettings.Channel(way: $0, rate: map.optional("rate").flatMap(rate)) }
  }

  private static func rate(_ value: YAMLValue) -> DeliverySettings.Rate? {
    guard let map = value.map(["messages", "seconds", "burst"]), let messages = map.required("messages")?.int(1...100_000),
      let seconds = map.required("seconds")?.int(1...86_400)
    else { return nil }
    return DeliverySettings.Rate(messages: messages, seconds: seconds, burst: map.optional("burst")?.int(1...10_000) ?? 1)
  }

  private static func webhook(_ value: YAMLValue) -> DeliverySettings.Webhook? {
    let keys = ["url", "preset", "secret_file", "user", "sender", "encoding", "fields", "headers"]
    guard let map = value.map(keys), let url = map.required("url")?.text("an address, as https://gateway.example/send") else {
      return nil
    }
    var webhook = DeliverySettings.Webhook()
    webhook.url = url
    webhook.preset = map.optional("preset")?.choice(DeliverySettings.Webhook.Preset.self) ?? .signed
    webhook.secretFile = map.optional("secret_file")?.text("a file")
    webhook.user = map.optional("user")?.text() ?? ""
    webhook.sender = map.optional("sender")?.text() ?? ""
    webhook.encoding = map.optional("encoding")?.choice(DeliverySettings.Webhook.Encoding.self) ?? .form
    webhook.fields = map.optional("fields").map(fields) ?? []
    webhook.headers = map.optional("headers").map(fields) ?? []
    if webhook.preset == .own, webhook.fields.isEmpty {
      value.fault(
        "settings.fields", "preset own without fields; expected what the gateway takes, as {to: \"{to}\", message: \"{text}\"}")
    }
    if webhook.preset != .own, !webhook.fields.isEmpty || !webhook.headers.isEmpty {
      value.fault(
        "settings.fields", "fields and headers beside the preset \(webhook.preset.rawValue)", advice: "write preset: own.")
    }
    return webhook
  }

  /// Any keys, each with a text.
  private static func fields(_ value: YAMLValue) -> [DeliverySettings.Webhook.Field] {
    guard case .mapping(let entries) = value.node.content else {
      value.fault("yaml.type", "found \(value.node.kind); expected a group of names with texts")
      return []
    }
    return entries.prefix(40).compactMap { entry in
      let inner = YAMLValue(node: entry.value, path: "\(value.path).\(String(entry.key.prefix(60)))", findings: value.findings)
      guard isFieldName(entry.key) else {
        inner.fault("settings.name", "\(quoted(entry.key)) is no name of a field; expected letters, digits, -, _ and .")
        return nil
      }
      return inner.text().map { DeliverySettings.Webhook.Field(entry.key, $0) }
    }
  }

  private static func isFieldName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || [45, 46, 95].contains(byte)
      }
  }

  private static func mail(_ value: YAMLValue) -> DeliverySettings.MailRelay? {
    guard let map = value.map(["host", "port", "security", "from", "user", "password_file", "trust_file"]),
      let host = map.required("host")?.text("a host"), let from = map.required("from")?.text("an address, as posko@example.id")
    else { return nil }
    var relay = DeliverySettings.MailRelay()
    relay.host = host.lowercased()
    relay.from = from
    relay.security = map.optional("security")?.choice(DeliverySettings.MailRelay.Security.self) ?? .starttls
    relay.port = map.optional("port")?.int(1...65535) ?? (relay.security == .tls ? 465 : 587)
    relay.user = map.optional("user")?.text()
    relay.passwordFile = map.optional("password_file")?.text("a file")
    relay.trustFile = map.optional("trust_file")?.text("a file")
    if (relay.user == nil) != (relay.passwordFile == nil) {
      value.fault("settings.login", "user and password_file go together; one of them is missing")
    }
    if relay.security == .plain, relay.user != nil {
      value.fault("settings.login", "a password over a plain connection", advice: "security: starttls or tls.")
    }
    return relay
  }

  private static func gammu(_ value: YAMLValue) -> DeliverySettings.GammuFolders? {
    guard let map = value.map(["outbox", "inbox", "sent", "error"]), let outbox = map.required("outbox")?.text("a folder") else {
      return nil
    }
    var folders = DeliverySettings.GammuFolders()
    folders.outbox = outbox
    folders.inbox = map.optional("inbox")?.text("a folder")
    folders.sent = map.optional("sent")?.text("a folder")
    folders.error = map.optional("error")?.text("a folder")
    return folders
  }
}
