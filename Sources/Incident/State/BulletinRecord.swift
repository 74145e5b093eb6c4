import Basics

/// Where a bulletin stands.
public enum BulletinState: Hashable, Sendable {
  case draft
  case submitted(by: Actor, at: Instant)
  case approved(by: Actor, at: Instant)
  case published
  case discarded(at: Instant)
}

/// What became of a published bulletin in public.
public enum BulletinFate: Hashable, Sendable {
  case live
  case replaced(by: BulletinID)
  case corrected(by: BulletinID)
  case withdrawn(by: BulletinID)
}

/// A bulletin with all its versions, and who did what: none is ever lost.
public struct BulletinRecord: Hashable, Sendable {
  /// One version and who wrote it.
  public struct Version: Hashable, Sendable {
    public let draft: BulletinDraft
    public let by: Actor
    public let at: Instant
  }

  /// How it went out.
  public struct Release: Hashable, Sendable {
    public let publication: BulletinPublication
    public let by: Actor
    public let at: Instant
    /// Who approved it; nil for what was published alone.
    public let approvedBy: Actor?
    public internal(set) var countersignedBy: Actor?
    public internal(set) var countersignedAt: Instant?

    /// Published by one person, and no second one has signed yet.
    public var awaitsSecondSignature: Bool { approvedBy == nil && countersignedBy == nil }
  }

  public let id: BulletinID
  public let operation: OperationID
  public let kind: BulletinKind
  public internal(set) var versions: [Version]
  public internal(set) var state: BulletinState = .draft
  /// The last reason for which it was sent back.
  public internal(set) var returned: BulletinReturn?
  public internal(set) var release: Release?
  public internal(set) var fate = BulletinFate.live

  init(_ opening: BulletinOpening, at instant: Instant, by actor: Actor) {
    id = opening.draft.bulletin
    operation = opening.operation
    kind = opening.kind
    versions = [Version(draft: opening.draft, by: actor, at: instant)]
  }

  public var current: BulletinDraft { versions[versions.count - 1].draft }
  /// All who wrote a word of it, each once, in the order of writing.
  public var authors: [Actor] { unique(versions.map(\.by)) }
  public var isPublished: Bool { release != nil }
  /// Published, and not replaced, corrected or withdrawn since; a withdrawal itself is never live.
  public var isLive: Bool {
    if case .withdrawal = kind { return false }
    return isPublished && fate == .live
  }
  /// May still be written, submitted or approved.
  public var isPending: Bool {
    switch state {
    case .draft, .submitted, .approved: true
    case .published, .discarded: false
    }
  }
}

/// What stands on the screen of the public information officer until somebody acts.
public enum BulletinAlarm: Hashable, Sendable {
  case awaitsSecondSignature(BulletinID, since: Instant)
  /// The next bulletin was promised for this instant and has not come.
  case overdue(BulletinID, due: Instant)
  /// It has expired and nothing has followed it.
  case expired(BulletinID, at: Instant)
}

extension State {
  public func bulletin(_ id: BulletinID) -> BulletinRecord? { bulletins[id] }

  /// In the order of drafting.
  public func bulletins(_ operation: OperationID) -> [BulletinRecord] {
    (operations[operation]?.bulletins ?? []).compactMap { bulletins[$0] }
  }

  /// Published ones in the order of publication; the archive.
  public func publishedBulletins(_ operation: OperationID) -> [BulletinRecord] {
    bulletins(operation).filter(\.isPublished).sorted {
      ($0.release?.at ?? $0.versions[0].at, $0.id.rawValue.utf8.count, $0.id)
        < ($1.release?.at ?? $1.versions[0].at, $1.id.rawValue.utf8.count, $1.id)
    }
  }

  public func liveBulletins(_ operation: OperationID) -> [BulletinRecord] { publishedBulletins(operation).filter(\.isLive) }

  /// Alarms of an operation, those about a missing signature first.
  public func bulletinAlarms(_ operation: OperationID, at now: Instant) -> [BulletinAlarm] {
    let published = publishedBulletins(operation)
    var alarms: [BulletinAlarm] = published.compactMap { record in
      guard let release = record.release, release.awaitsSecondSignature else { return nil }
      return .awaitsSecondSignature(record.id, since: release.at)
    }
    guard operations[operation]?.isOpen == true else { return alarms }
    if let last = published.last, let due = last.current.nextDueAt, due <= now { alarms.append(.overdue(last.id, due: due)) }
    alarms += published.filter { $0.isLive && $0.current.expiresAt <= now }.map { .expired($0.id, at: $0.current.expiresAt) }
    return alarms
  }
}
