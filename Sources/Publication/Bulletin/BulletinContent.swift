import Basics
import Incident

/// Where a number comes from: it is never shown without.
public struct BulletinSource: Hashable, Sendable {
  /// `office/lurah-…`, `sensor/…`, as in the log.
  public var informant: String
  public var seenAt: Instant
  public var toldAt: Instant
  /// Entry of the log that holds it; nil in drafts of earlier versions and for what the log does not hold.
  public var entry: UInt64?

  public init(informant: String, seenAt: Instant, toldAt: Instant, entry: UInt64? = nil) {
    self.informant = informant
    self.seenAt = seenAt
    self.toldAt = toldAt
    self.entry = entry
  }
}

/// One thing that a bulletin states or says that it does not know.
public struct BulletinFact: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    /// Millimetres.
    case water(AreaID, low: Int?, high: Int, above: DepthReference)
    /// Nobody has reported: that is said, and it is not safe.
    case noReport(AreaID)
    case roadClosed(String, millimetres: Int?)
    case power(AreaID, PowerState)
    case shelterOpen(PlaceID)
    /// An open shelter whose guests were counted.
    case shelterRoom(PlaceID, capacity: Int, taken: Int)
    /// A count over those areas that reported; `areas` of `of`.
    case affected(AffectedCount, Int, areas: Int, of: Int)
    /// No area has reported that count.
    case noCount(AffectedCount)
  }

  public var subject: Subject
  /// The oldest source of a sum; nil for what nobody said.
  public var source: BulletinSource?

  public init(_ subject: Subject, source: BulletinSource? = nil) {
    self.subject = subject
    self.source = source
  }

  public func isStale(at now: Instant, after minutes: Int) -> Bool {
    source.map { now.minutes(since: $0.seenAt) > minutes } ?? false
  }
}

/// A statement of the agency that alone forecasts weather and tide, as it came.
public struct AgencyStatement: Hashable, Sendable {
  public var agency: String
  public var text: String
  public var receivedAt: Instant

  public init(agency: String, text: String, receivedAt: Instant) {
    self.agency = agency
    self.text = text
    self.receivedAt = receivedAt
  }
}

/// A rumour that goes round, with what is true.
public struct RumourCorrection: Hashable, Sendable {
  public var truth: RumourVerdict.Truth
  public var text: Bilingual

  public init(truth: RumourVerdict.Truth, text: Bilingual) {
    self.truth = truth
    self.text = text
  }
}

/// Whom to call and where the official word stands.
public struct BulletinContact: Hashable, Sendable {
  /// `112`, `119`: number and what it is for.
  public var numbers: [HelpLine]
  /// The office's public page; an absolute address.
  public var web: String
  /// The account that alone speaks for the city.
  public var account: String
  /// Of the alert: an e-mail of the office.
  public var sender: String

  public struct HelpLine: Hashable, Sendable {
    public var number: String
    public var purpose: Bilingual

    public init(number: String, purpose: Bilingual) {
      self.number = number
      self.purpose = purpose
    }
  }

  public init(numbers: [HelpLine], web: String, account: String, sender: String) {
    self.numbers = numbers
    self.web = web
    self.account = account
    self.sender = sender
  }
}

/// All that one version of a bulletin says. Every form (page, paper, message, script, alert) is made of this and of nothing else.
public struct BulletinContent: Hashable, Sendable {
  /// What it does to the one before.
  public enum Kind: String, Sendable, CaseIterable { case first, update, correction, withdrawal }

  public var mode: Mode
  public var kind: Kind
  /// Of a correction or withdrawal: what was wrong, in public.
  public var wasWrong: Bilingual?
  public var hazard: Hazard
  public var level: WarningLevel
  public var areas: [AreaID]
  /// What happens, in a sentence or two.
  public var lead: Bilingual
  /// What to do, most urgent first.
  public var actions: [Bilingual]
  /// What helpers may bring and what not; nil where nothing is asked.
  public var needs: Bilingual?
  public var agency: [AgencyStatement]
  /// Rumours with what was found out, since the last bulletin.
  public var rumours: [RumourCorrection]
  public var facts: [BulletinFact]
  public var contact: BulletinContact
  /// The facts are those of this instant.
  public var asOf: Instant
  public var expiresAt: Instant
  public var nextDueAt: Instant?
  /// Minutes after which a number is marked as old.
  public var staleAfter: Int

  public init(
    mode: Mode, kind: Kind = .first, hazard: Hazard, level: WarningLevel, areas: [AreaID], lead: Bilingual, actions: [Bilingual],
    facts: [BulletinFact], contact: BulletinContact, asOf: Instant, expiresAt: Instant, nextDueAt: Instant? = nil,
    staleAfter: Int = 180
  ) {
    self.mode = mode
    self.kind = kind
    self.hazard = hazard
    self.level = level
    self.areas = areas
    self.lead = lead
    self.actions = actions
    needs = nil
    agency = []
    rumours = []
    self.facts = facts
    self.contact = contact
    self.asOf = asOf
    self.expiresAt = expiresAt
    self.nextDueAt = nextDueAt
    self.staleAfter = staleAfter
  }
}

/// How a version went out; nil in a preview.
public struct BulletinRelease: Hashable, Sendable {
  public var identifier: String
  public var sentAt: Instant
  /// By one person, for life safety.
  public var publishedAlone: Bool
  public var awaitsSecondSignature: Bool
  /// Of those that it replaces: for references.
  public var replaces: [Named]
  public var fate: Fate

  public struct Named: Hashable, Sendable {
    public var identifier: String
    public var sentAt: Instant

    public init(identifier: String, sentAt: Instant) {
      self.identifier = identifier
      self.sentAt = sentAt
    }
  }

  /// What became of it, with the identifier of what followed.
  public enum Fate: Hashable, Sendable {
    case live
    case replaced(by: String)
    case corrected(by: String)
    case withdrawn(by: String)
  }

  public init(
    identifier: String, sentAt: Instant, publishedAlone: Bool = false, awaitsSecondSignature: Bool = false,
    replaces: [Named] = [], fate: Fate = .live
  ) {
    self.identifier = identifier
    self.sentAt = sentAt
    self.publishedAlone = publishedAlone
    self.awaitsSecondSignature = awaitsSecondSignature
    self.replaces = replaces
    self.fate = fate
  }
}
