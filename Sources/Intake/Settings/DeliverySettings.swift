import Incident

/// What `siaga serve --config FILE` states: how messages leave and answers come in. Secrets stand in files of their own.
public struct DeliverySettings: Hashable, Sendable {
  /// One way for messages out.
  public enum Way: Hashable, Sendable {
    case webhook(Webhook)
    case smtp(MailRelay)
    /// Folders of gammu-smsd (its FILES service).
    case gammu(GammuFolders)
    /// One JSON file a message.
    case spool(String)
  }

  public struct Webhook: Hashable, Sendable {
    public enum Preset: String, Hashable, Sendable, CaseIterable {
      /// JSON, signed as Standard Webhooks say.
      case signed
      case kannel, playsms, twilio
      case whatsappCloud = "whatsapp_cloud"
      /// Method, headers and body as the file says.
      case own
    }
    public enum Encoding: String, Hashable, Sendable, CaseIterable { case json, form, query }

    public var url = ""
    public var preset = Preset.signed
    public var secretFile: String?
    public var user = ""
    public var sender = ""
    /// Of `own`: values with `{to} {to_plain} {to_local} {text} {id} {sender} {user} {secret}`.
    public var encoding = Encoding.form
    public var fields: [Field] = []
    public var headers: [Field] = []

    public struct Field: Hashable, Sendable {
      public var name: String
      public var value: String

      public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
      }
    }

    public init() {}
  }

  public struct MailRelay: Hashable, Sendable {
    public enum Security: String, Hashable, Sendable, CaseIterable { case starttls, tls, plain }
    public var host = ""
    public var port = 587
    public var security = Security.starttls
    public var from = ""
    public var user: String?
    public var passwordFile: String?
    /// Certificates that are trusted beside the system's.
    public var trustFile: String?
    public init() {}
  }

  public struct GammuFolders: Hashable, Sendable {
    public var outbox = ""
    public var inbox: String?
    public var sent: String?
    public var error: String?
    public init() {}
  }

  public struct Rate: Hashable, Sendable {
    public var messages: Int
    public var seconds: Int
    public var burst: Int
  }

  public struct Channel: Hashable, Sendable {
    public var way: Way
    public var rate: Rate?
  }

  public var channels: [ContactChannel: Channel] = [:]
  /// Hosts inside the own network that messages may go to: `host` or `host:port`.
  public var allowed: [String] = []
  /// Key of the gateway that posts answers and receipts to `/hooks/…`.
  public var repliesSecretFile: String?
  public var personRate: Rate?
  /// No status updates between these minutes of the day.
  public var quietFrom: Int?
  public var quietTo: Int?

  public init() {}
}
