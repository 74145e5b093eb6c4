import Basics
import Incident
import Ledger
import Publication

/// What somebody wants a new bulletin to be; the rest comes from the log's facts and from the bulletin before.
public struct BulletinWish: Sendable {
  public var kind: BulletinKind
  /// Said by a person, never by the software; that of the bulletin before by default.
  public var level: WarningLevel?
  /// Those of the bulletin that it answers, else of the operation, by default.
  public var areas: [AreaID]?
  /// Of validity.
  public var hours = 6
  /// Until the next one is promised; nil for none.
  public var nextMinutes: Int? = 120
  /// That of the bulletin before by default.
  public var contact: BulletinContact?
  public var isLifeSafety = false
  /// Of a correction or withdrawal: what was wrong.
  public var wasWrong: Bilingual?
  /// A template by hazard and level by default.
  public var leadID: String?
  public var leadEN: String?
  public var agency: [AgencyStatement] = []
  /// Without figures: an order to evacuate that is approved before it is needed.
  public var isStandby = false

  public init(_ kind: BulletinKind = .first) { self.kind = kind }
}

/// The work on bulletins, one way for all who do it: console, command line, a drill.
extension Desk {
  /// A draft from the log's facts.
  /// - Throws: a `Problem` where a text of an earlier one cannot be read.
  public func draft(_ wish: BulletinWish, of operation: EmergencyOperation, at now: Instant) throws(Problem) -> (
    command: Command, rows: [SideRow]
  ) {
    var before: BulletinContent?
    if let about = wish.kind.about, let record = state.bulletin(about) { before = try bulletin(record.current.text) }
    var last = before
    if last == nil, let record = state.publishedBulletins(operation.id).last { last = try bulletin(record.current.text) }
    var content = BulletinDrafting.draft(
      operation, city: city, kind: BulletinContent.Kind(wish.kind), level: wish.level ?? last?.level ?? .yellow,
      areas: wish.areas ?? before?.areas,
      contact: wish.contact ?? last?.contact ?? BulletinContact(numbers: [], web: "", account: "", sender: ""), asOf: now,
      expiresAt: now.adding(minutes: wish.hours * 60), nextDueAt: wish.nextMinutes.map { now.adding(minutes: $0) })
    content.wasWrong = wish.wasWrong
    if let text = wish.leadID { content.lead.id = text }
    if let text = wish.leadEN { content.lead.en = text }
    content.agency = wish.agency
    if wish.isStandby {
      // Figures would be old when it goes out.
      content.facts = []
    } else if content.kind != .withdrawal {
      content.rumours = rumourCorrections(operation.id)
    }
    let text = try bulletinText(content)
    let draft = BulletinDraft(
      bulletin: BulletinID(""), version: 1, text: text.reference, level: content.level, areas: content.areas,
      expiresAt: content.expiresAt, nextDueAt: content.nextDueAt, isLifeSafety: wish.isLifeSafety)
    return (.bulletin(.draft(BulletinOpening(operation: operation.id, kind: wish.kind, draft: draft))), [text.row])
  }

  /// A new version; an approval before is void.
  /// - Parameter seen: the version that the editor had before them; the last one by default. Another one than the last is refused.
  public func edit(_ record: BulletinRecord, from seen: Int? = nil, to content: BulletinContent, isLifeSafety: Bool)
    throws(Problem) -> (
      command: Command, rows: [SideRow]
    )
  {
    let text = try bulletinText(content)
    let draft = BulletinDraft(
      bulletin: record.id, version: (seen ?? record.current.version) + 1, text: text.reference, level: content.level,
      areas: content.areas, expiresAt: content.expiresAt, nextDueAt: content.nextDueAt, isLifeSafety: isLifeSafety)
    return (.bulletin(.edit(draft)), [text.row])
  }

  /// What the check before release finds in the last version, against what is known now.
  public func findings(_ record: BulletinRecord, at now: Instant) throws(Problem) -> [BulletinLint.Finding] {
    BulletinLint.check(try bulletin(record.current.text), BulletinWork.context(record, city, state, now))
  }

  /// Number, time and reach of the release of the last version.
  public func publication(_ record: BulletinRecord, at now: Instant) -> BulletinPublication {
    BulletinPublication(
      bulletin: record.id, version: record.current.version, digest: record.current.text.digest,
      identifier: BulletinWork.identifier(record, city, now, mode), sentAt: now,
      reach: mode == .actual ? .everyone : .participants)
  }

  /// What was found out about rumours since the last bulletin went out.
  public func rumourCorrections(_ operation: OperationID) -> [RumourCorrection] {
    let last = state.publishedBulletins(operation).last?.versions.first?.at
    return state.rumours(operation).compactMap { record in
      guard let verdict = record.verdict, let at = record.judgedAt, last.map({ at > $0 }) ?? true,
        let id = noteText(verdict.correction, language: .id), let en = noteText(verdict.correction, language: .en)
      else { return nil }
      return RumourCorrection(truth: verdict.truth, text: Bilingual(id: id, en: en))
    }
  }
}

public enum BulletinWork {
  /// What the check before release needs to know.
  public static func context(_ record: BulletinRecord, _ city: City, _ state: State, _ now: Instant) -> BulletinLint.Context {
    BulletinLint.Context(
      city: city, mode: state.mode ?? .exercise, now: now, frame: state.operation(record.operation),
      hasOtherLive: state.liveBulletins(record.operation).contains { $0.id != record.id && $0.id != record.kind.about })
  }

  /// `dumai-20261124-0735-3`, in an exercise with `-X`.
  public static func identifier(_ record: BulletinRecord, _ city: City, _ now: Instant, _ mode: Mode) -> String {
    let name = city.name.lowercased().filter { $0.isASCII && $0.isLetter }
    let day = now.date(offsetMinutes: city.offsetMinutes).text.filter(\.isNumber)
    let clock = now.clock(offsetMinutes: city.offsetMinutes).filter(\.isNumber)
    let number = record.id.rawValue.filter(\.isNumber)
    return "\(name)-\(day)-\(clock)-\(number)" + (mode == .exercise ? "-X" : "")
  }
}
