import Basics
import Incident

extension BulletinRelease {
  /// As the log has it; nil for what was never published.
  public init?(_ record: BulletinRecord, _ state: State) {
    guard let release = record.release else { return nil }
    self.init(
      identifier: release.publication.identifier, sentAt: release.publication.sentAt,
      publishedAlone: release.approvedBy == nil, awaitsSecondSignature: release.awaitsSecondSignature,
      replaces: Self.replaced(record, state),
      fate: Self.fate(record.fate, state))
  }

  /// The bulletins that it stands in for: the one that it answers, if that was ever published.
  public static func replaced(_ record: BulletinRecord, _ state: State) -> [Named] {
    guard let about = record.kind.about, let before = state.bulletin(about)?.release?.publication else { return [] }
    return [Named(identifier: before.identifier, sentAt: before.sentAt)]
  }

  private static func fate(_ fate: BulletinFate, _ state: State) -> Fate {
    func name(_ id: BulletinID) -> String { state.bulletin(id)?.release?.publication.identifier ?? id.rawValue }
    return switch fate {
    case .live: .live
    case .replaced(let by): .replaced(by: name(by))
    case .corrected(let by): .corrected(by: name(by))
    case .withdrawn(let by): .withdrawn(by: name(by))
    }
  }
}

extension BulletinContent.Kind {
  public init(_ kind: BulletinKind) {
    switch kind {
    case .first: self = .first
    case .update: self = .update
    case .correction: self = .correction
    case .withdrawal: self = .withdrawal
    }
  }
}

/// What changed between two versions, line by line of the chat text.
public enum BulletinDifference {
  public enum Line: Hashable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// - Complexity: O(lines²).
  public static func lines(_ old: String, _ new: String) -> [Line] {
    let a = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let b = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let change = b.difference(from: a)
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for step in change {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var out: [Line] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, removed.contains(i) {
        out.append(.removed(a[i]))
        i += 1
      } else if j < b.count, added.contains(j) {
        out.append(.added(b[j]))
        j += 1
      } else {
        if j < b.count { out.append(.same(b[j])) }
        i += 1
        j += 1
      }
    }
    return out
  }
}
