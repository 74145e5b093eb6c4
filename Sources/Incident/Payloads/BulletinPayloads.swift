import Basics

/// What a bulletin is to the one before it.
public enum BulletinKind: Hashable, Sendable {
  case first
  /// Newer facts; the one before is replaced.
  case update(BulletinID)
  /// Says what was wrong in the one before, and replaces it.
  case correction(BulletinID)
  /// Takes the one before back.
  case withdrawal(BulletinID)

  /// The bulletin that it answers.
  public var about: BulletinID? {
    switch self {
    case .first: nil
    case .update(let id), .correction(let id), .withdrawal(let id): id
    }
  }
}

extension BulletinKind: FieldObject {
  private enum Kind: String, FieldValue { case first, update, correction, withdrawal }

  init(from reader: inout FieldReader) throws(FieldFault) {
    let kind: Kind = try reader.field("kind")
    switch kind {
    case .first: self = .first
    case .update: self = .update(try reader.field("about"))
    case .correction: self = .correction(try reader.field("about"))
    case .withdrawal: self = .withdrawal(try reader.field("about"))
    }
  }

  func write(to writer: inout FieldWriter) {
    switch self {
    case .first: writer.field("kind", Kind.first)
    case .update(let id): Self.write(Kind.update, id, &writer)
    case .correction(let id): Self.write(Kind.correction, id, &writer)
    case .withdrawal(let id): Self.write(Kind.withdrawal, id, &writer)
    }
  }

  private static func write(_ kind: Kind, _ about: BulletinID, _ writer: inout FieldWriter) {
    writer.field("kind", kind)
    writer.field("about", about)
  }
}

/// Whom a publication is for. An exercise reaches its participants only.
public enum BulletinReach: String, Sendable, CaseIterable, FieldValue { case everyone, participants }

/// Who may do what with bulletins, named beforehand by the commander's office.
public struct BulletinRules: Hashable, Sendable {
  public var operation: OperationID
  /// Offices whose approval counts; empty: anybody who is neither author nor submitter.
  public var approvers: [String]
  /// Offices that may publish for life safety without a second person at hand.
  public var alone: [String]

  public init(operation: OperationID, approvers: [String], alone: [String]) {
    self.operation = operation
    self.approvers = approvers
    self.alone = alone
  }
}

extension BulletinRules: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    approvers = try reader.field("approvers")
    alone = try reader.field("alone")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("approvers", approvers)
    writer.field("alone", alone)
  }
}

/// One version of a bulletin's text, with what deciding needs to know of it. The text with its facts lies in a side row.
public struct BulletinDraft: Hashable, Sendable {
  public var bulletin: BulletinID
  /// From 1; each edit is one more.
  public var version: Int
  public var text: NoteReference
  public var level: WarningLevel
  public var areas: [AreaID]
  public var expiresAt: Instant
  /// When the next one is promised.
  public var nextDueAt: Instant?
  /// Whether lives hang on its coming at once.
  public var isLifeSafety: Bool

  public init(
    bulletin: BulletinID, version: Int, text: NoteReference, level: WarningLevel, areas: [AreaID], expiresAt: Instant,
    nextDueAt: Instant?, isLifeSafety: Bool
  ) {
    self.bulletin = bulletin
    self.version = version
    self.text = text
    self.level = level
    self.areas = areas
    self.expiresAt = expiresAt
    self.nextDueAt = nextDueAt
    self.isLifeSafety = isLifeSafety
  }
}

extension BulletinDraft: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    bulletin = try reader.field("bulletin")
    version = try reader.field("version")
    text = try reader.field("text")
    level = try reader.field("level")
    areas = try reader.field("areas")
    expiresAt = try reader.field("expiresAt")
    nextDueAt = try reader.optional("nextDueAt")
    isLifeSafety = try reader.field("isLifeSafety")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("bulletin", bulletin)
    writer.field("version", version)
    writer.field("text", text)
    writer.field("level", level)
    writer.field("areas", areas)
    writer.field("expiresAt", expiresAt)
    writer.optional("nextDueAt", nextDueAt)
    writer.field("isLifeSafety", isLifeSafety)
  }
}

/// A bulletin begins with its first version.
public struct BulletinOpening: Hashable, Sendable {
  public var operation: OperationID
  public var kind: BulletinKind
  public var draft: BulletinDraft

  public init(operation: OperationID, kind: BulletinKind, draft: BulletinDraft) {
    self.operation = operation
    self.kind = kind
    self.draft = draft
  }
}

extension BulletinOpening: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    kind = try reader.field("kind")
    draft = try reader.field("draft")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("kind", kind)
    writer.field("draft", draft)
  }
}

/// A step that names the version it is about: what somebody signs is exactly what they saw.
public struct BulletinStep: Hashable, Sendable {
  public var bulletin: BulletinID
  public var version: Int
  /// Digest of the version's text.
  public var digest: String

  public init(bulletin: BulletinID, version: Int, digest: String) {
    self.bulletin = bulletin
    self.version = version
    self.digest = digest
  }
}

extension BulletinStep: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    bulletin = try reader.field("bulletin")
    version = try reader.field("version")
    digest = try reader.field("digest")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("bulletin", bulletin)
    writer.field("version", version)
    writer.field("digest", digest)
  }
}

/// Sent back to its author, or thrown away, with the reason.
public struct BulletinReturn: Hashable, Sendable {
  public var bulletin: BulletinID
  public var version: Int
  public var reason: NoteReference

  public init(bulletin: BulletinID, version: Int, reason: NoteReference) {
    self.bulletin = bulletin
    self.version = version
    self.reason = reason
  }
}

extension BulletinReturn: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    bulletin = try reader.field("bulletin")
    version = try reader.field("version")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("bulletin", bulletin)
    writer.field("version", version)
    writer.field("reason", reason)
  }
}

/// It went out. Identifier and time are frozen for ever: what comes later refers to them.
public struct BulletinPublication: Hashable, Sendable {
  public var bulletin: BulletinID
  public var version: Int
  public var digest: String
  /// Of the alert, unique per sender; in an exercise it ends in `-X`.
  public var identifier: String
  /// Whole seconds.
  public var sentAt: Instant
  public var reach: BulletinReach

  public init(
    bulletin: BulletinID, version: Int, digest: String, identifier: String, sentAt: Instant, reach: BulletinReach
  ) {
    self.bulletin = bulletin
    self.version = version
    self.digest = digest
    self.identifier = identifier
    self.sentAt = sentAt
    self.reach = reach
  }
}

extension BulletinPublication: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    bulletin = try reader.field("bulletin")
    version = try reader.field("version")
    digest = try reader.field("digest")
    identifier = try reader.field("identifier")
    sentAt = try reader.field("sentAt")
    reach = try reader.field("reach")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("bulletin", bulletin)
    writer.field("version", version)
    writer.field("digest", digest)
    writer.field("identifier", identifier)
    writer.field("sentAt", sentAt)
    writer.field("reach", reach)
  }
}
