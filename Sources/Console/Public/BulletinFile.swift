import Basics
import Incident
import Operations
import Publication

/// All that the pages about one bulletin need: its record with the texts that lie beside the log.
struct BulletinFile: Sendable {
  var record: BulletinRecord
  /// Of the last version.
  var content: BulletinContent
  /// Of the version before it; nil for the first.
  var older: BulletinContent?
  var findings: [BulletinLint.Finding]
  /// Why it was sent back.
  var reason: String?
  /// What may be cited: alerts and statements that still hold, newest first.
  var statements: [AgencyStatement]
  /// Status updates to staff that carried it.
  var told: [BroadcastID]

  static let toldTable = "bulletin-broadcast"

  /// - Throws: a `Problem` where there is no such bulletin or its text cannot be read.
  init(_ id: String, _ desk: Desk, at now: Instant) throws(Problem) {
    guard let record = desk.state.bulletin(BulletinID(id)) else {
      throw Problem("bulletin.unknown", "there is no bulletin \"\(id.prefix(40))\"", exit: .usage)
    }
    self.record = record
    content = try desk.bulletin(record.current.text)
    older = record.versions.count > 1 ? try desk.bulletin(record.versions[record.versions.count - 2].draft.text) : nil
    findings = record.isPending ? try desk.findings(record, at: now) : []
    reason = record.returned.flatMap { desk.noteText($0.reason) }
    let alerts = desk.state.operation(record.operation)?.alerts ?? []
    statements = alerts.reversed().prefix(20).filter { $0.expiresAt.map { $0 > now } ?? true }.compactMap { desk.statement($0) }
    told = try desk.rows(Self.toldTable).filter { String(decoding: $0.bytes, as: UTF8.self) == record.id.rawValue }
      .map { BroadcastID($0.id) }
  }

  func sheet(_ frame: Frame, _ language: Language) -> BulletinSheet {
    BulletinSheet(
      content, release: BulletinRelease(record, frame.picture.state), city: frame.picture.city, language: language, now: frame.now
    )
  }
}

/// Who somebody signs as. Acting for an office that may approve, they sign in its name; but whoever wrote under either name is
/// no second person.
struct BulletinSigner {
  let account: Account
  let record: BulletinRecord
  let rules: BulletinRules?

  private var names: [Actor] {
    [account.actor] + (account.actingFor.map { [Actor.person(office: $0)] } ?? [])
  }

  /// Wrote a word of it, brought it in, or sent it out alone.
  var isFirst: Bool {
    var first = record.authors
    if case .submitted(let by, _) = record.state { first.append(by) }
    if let release = record.release { first.append(release.by) }
    return names.contains { first.contains($0) }
  }

  private func isNamed(_ offices: [String], _ actor: Actor) -> Bool { offices.contains { actor == .person(office: $0) } }

  /// In whose name an approval would stand in the log; nil for those who may not.
  var approver: Actor? {
    if isFirst { return nil }
    let offices = rules?.approvers ?? []
    return offices.isEmpty ? account.actor : names.first { isNamed(offices, $0) }
  }

  var maySendAlone: Bool { isNamed(rules?.alone ?? [], account.actor) && record.current.isLifeSafety }
}
