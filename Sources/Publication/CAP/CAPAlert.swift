import Basics
import Geography

/// One message of the Common Alerting Protocol 1.2 (OASIS 2010): the root element `alert`.
///
/// A value holds what the message means; `CAPWriter` gives it one spelling and `CAPReader` reads any. What the types cannot
/// hold apart (references that must be there, areas that cross themselves) `CAPRules` checks.
public struct CAPAlert: Hashable, Sendable {
  /// Unique per sender, frozen at first publication.
  public var identifier: String
  public var sender: String
  /// Frozen at first publication.
  public var sent: CAPTime
  public var status: CAPStatus
  public var messageType: CAPMessageType
  public var source: String?
  public var scope: CAPScope
  public var restriction: String?
  public var addresses: [String] = []
  public var codes: [String] = []
  public var note: String?
  public var references: [CAPReference] = []
  public var incidents: [String] = []
  public var infos: [CAPInfo] = []

  public init(
    identifier: String, sender: String, sent: CAPTime, status: CAPStatus, messageType: CAPMessageType,
    scope: CAPScope = .everyone, infos: [CAPInfo] = []
  ) {
    self.identifier = identifier
    self.sender = sender
    self.sent = sent
    self.status = status
    self.messageType = messageType
    self.scope = scope
    self.infos = infos
  }

  /// How a later message refers to this one.
  public var reference: CAPReference { CAPReference(sender: sender, identifier: identifier, sent: sent) }

  /// Whether some part of it still holds: without `expires` it holds until something replaces it.
  public func isLive(at now: Instant) -> Bool {
    infos.isEmpty || infos.contains { info in info.expires.map { now < $0.instant } ?? true }
  }
}

/// What names one message for ever.
public struct CAPReference: Hashable, Sendable {
  public var sender: String
  public var identifier: String
  public var sent: CAPTime

  public init(sender: String, identifier: String, sent: CAPTime) {
    self.sender = sender
    self.identifier = identifier
    self.sent = sent
  }

  public var text: String { "\(sender),\(identifier),\(sent.text)" }

  /// Nil for what is no `sender,identifier,sent`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, CAPLexis.isName(parts[0]), CAPLexis.isName(parts[1]), let sent = CAPTime(parts[2]) else { return nil }
    self.init(sender: String(parts[0]), identifier: String(parts[1]), sent: sent)
  }
}

/// The text of a message in one language, for one event and one set of areas.
public struct CAPInfo: Hashable, Sendable {
  /// RFC 3066 tag; a message that names none means `en-US`.
  public var language = "en-US"
  public var categories: [CAPCategory]
  public var event: String
  public var responses: [CAPResponse] = []
  public var urgency: CAPUrgency
  public var severity: CAPSeverity
  public var certainty: CAPCertainty
  public var audience: String?
  public var eventCodes: [CAPNamedValue] = []
  public var effective: CAPTime?
  public var onset: CAPTime?
  public var expires: CAPTime?
  public var senderName: String?
  public var headline: String?
  public var description: String?
  public var instruction: String?
  public var web: String?
  public var contact: String?
  public var parameters: [CAPNamedValue] = []
  public var resources: [CAPResource] = []
  public var areas: [CAPArea] = []

  public init(
    language: String, categories: [CAPCategory], event: String, urgency: CAPUrgency, severity: CAPSeverity,
    certainty: CAPCertainty
  ) {
    self.language = language
    self.categories = categories
    self.event = event
    self.urgency = urgency
    self.severity = severity
    self.certainty = certainty
  }

  /// `id` of `id-ID`, lower case: what languages are compared by.
  public var primaryLanguage: String { (language.split(separator: "-").first.map(String.init) ?? "").lowercased() }
}

/// `valueName` with `value`: codes of events and areas, parameters.
public struct CAPNamedValue: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A picture, a sound, a document that goes with the text.
public struct CAPResource: Hashable, Sendable {
  public var description: String
  public var mimeType: String
  /// Bytes.
  public var size: Int?
  public var uri: String?
  /// Base64 of the content, where there is no way to fetch.
  public var content: String?
  public var digest: String?

  public init(description: String, mimeType: String) {
    self.description = description
    self.mimeType = mimeType
  }
}

/// Where it holds: the union of all its polygons, circles and geocodes.
public struct CAPArea: Hashable, Sendable {
  public var description: String
  /// Closed rings: the last corner is the first; latitude and longitude in whole 1e-6 degrees.
  public var polygons: [[Coordinate]] = []
  public var circles: [CAPCircle] = []
  public var geocodes: [CAPNamedValue] = []
  /// Feet above mean sea level; the lower bound where a ceiling is given.
  public var altitude: CAPDecimal?
  public var ceiling: CAPDecimal?

  public init(_ description: String) { self.description = description }
}

/// A round area.
public struct CAPCircle: Hashable, Sendable {
  public var centre: Coordinate
  /// Kilometres, from 0.
  public var radius: CAPDecimal

  public init(centre: Coordinate, radius: CAPDecimal) {
    self.centre = centre
    self.radius = radius
  }
}
