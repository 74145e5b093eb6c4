import Basics
import Incident
import Ledger
import Publication

/// Contents of bulletins beside the log: each version is a side row of its own, and the event holds its salted digest.
enum BulletinRow {
  static let table = "bulletin"

  static func content(_ bytes: [UInt8]) throws(Problem) -> BulletinContent {
    guard let text = NoteRow.text(bytes, longest: BulletinContent.limit) else {
      throw Problem("bulletin.row", "the text of this version cannot be read", advice: "siaga log verify")
    }
    return try BulletinContent(text: text)
  }
}

extension Desk {
  /// Keeps a version's content and gives its reference for a draft or an edit.
  public func bulletinText(_ content: BulletinContent) throws(Problem) -> (row: SideRow, reference: NoteReference) {
    let (bytes, reference) = try NoteRow.make(
      content.text, name: "\(post.nextSequence)/bulletin", entropy: entropy, longest: BulletinContent.limit)
    return (SideRow(table: BulletinRow.table, id: bytes.id, bytes: bytes.bytes), reference)
  }

  /// The content of a version.
  public func bulletin(_ reference: NoteReference) throws(Problem) -> BulletinContent {
    guard let row = try store.sideRow(BulletinRow.table, reference.row) else {
      throw Problem("bulletin.row", "the text of this version is gone")
    }
    return try BulletinRow.content(row.bytes)
  }
}

extension ReadingDesk {
  /// The content of a version.
  public func bulletin(_ reference: NoteReference) throws(Problem) -> BulletinContent {
    guard let bytes = try bulletinBytes(reference) else { throw Problem("bulletin.row", "the text of this version is gone") }
    return try BulletinRow.content(bytes)
  }

  /// The public pages of an operation at an instant.
  public func site(_ operation: OperationID, at now: Instant) throws(Problem) -> PublicSite {
    guard let frame = state.operation(operation) else {
      throw Problem("operation.unknown", "there is no operation \(operation)", exit: .usage)
    }
    let published = try PublicSite.published(state, operation) { (text) throws(Problem) in try bulletin(text) }
    return PublicSite(city: city, frame: frame, bulletins: published, now: now)
  }
}

extension PublicSite {
  /// All that an operation ever published, oldest first.
  public static func published(
    _ state: State, _ operation: OperationID, content: (NoteReference) throws(Problem) -> BulletinContent
  ) throws(Problem) -> [Published] {
    var published: [Published] = []
    for record in state.publishedBulletins(operation) {
      guard let release = BulletinRelease(record, state) else { continue }
      published.append(Published(content: try content(record.current.text), release: release, isLive: record.isLive))
    }
    return published
  }
}

// MARK: Alerts of others

/// Alerts and statements of other agencies as they came, beside the log.
enum AlertRow {
  static let table = "alert"
  /// Bytes of the longest; an alert of a hundred areas has some 100 KiB.
  static let longest = 1 << 20
}

extension Desk {
  /// Reads an alert of anybody and keeps it as it came.
  /// - Throws: what the reader found, where it is no valid alert.
  public func keepAlert(_ bytes: [UInt8], in operation: EmergencyOperation, at now: Instant) throws(Problem) -> (
    command: Command, rows: [SideRow]
  ) {
    let read = CAPReader.read(bytes, file: "alert", profile: .base)
    guard let alert = read.alert, read.isValid else {
      throw read.problems(file: "alert", language: .id).first { $0.severity == .error }
        ?? Problem("alert.read", "no alert of CAP 1.2")
    }
    let text = try alertText(String(decoding: bytes, as: UTF8.self))
    let agency = alert.infos.compactMap(\.senderName).first ?? alert.sender
    let kept = ForeignAlert(
      operation: operation.id, form: .cap, agency: String(agency.prefix(60)), sender: alert.sender,
      identifier: alert.identifier, sentAt: alert.sent.instant,
      expiresAt: alert.infos.compactMap { $0.expires?.instant }.max(), receivedAt: now, isExercise: alert.status != .actual,
      text: text.reference)
    return (.bulletin(.keepAlert(kept)), [text.row])
  }

  /// Keeps a text that an agency sent by chat or on paper.
  public func keepStatement(_ statement: String, of agency: String, in operation: EmergencyOperation, at now: Instant)
    throws(Problem) -> (command: Command, rows: [SideRow])
  {
    let text = try alertText(statement)
    let kept = ForeignAlert(
      operation: operation.id, form: .text, agency: agency, receivedAt: now, isExercise: operation.mode == .exercise,
      text: text.reference)
    return (.bulletin(.keepAlert(kept)), [text.row])
  }

  private func alertText(_ text: String) throws(Problem) -> (row: SideRow, reference: NoteReference) {
    let (bytes, reference) = try NoteRow.make(
      text, name: "\(post.nextSequence)/alert", entropy: entropy, longest: AlertRow.longest)
    return (SideRow(table: AlertRow.table, id: bytes.id, bytes: bytes.bytes), reference)
  }

  /// An alert as it came; nil where it was erased.
  public func alertText(_ alert: ForeignAlert) -> String? {
    guard let row = (try? store.sideRow(AlertRow.table, alert.text.row)) ?? nil else { return nil }
    return NoteRow.text(row.bytes, longest: AlertRow.longest)
  }

  /// What a bulletin cites of an alert: of CAP the text in Indonesian where there is one.
  public func statement(_ alert: ForeignAlert) -> AgencyStatement? {
    guard let text = alertText(alert) else { return nil }
    guard alert.form == .cap else { return AgencyStatement(agency: alert.agency, text: text, receivedAt: alert.receivedAt) }
    guard let read = CAPReader.read(Array(text.utf8), file: "alert", profile: .base).alert else { return nil }
    let info = read.infos.first { $0.primaryLanguage == "id" } ?? read.infos.first
    let words = [info?.headline, info?.description].compactMap { $0 }.joined(separator: ". ")
    return AgencyStatement(
      agency: alert.agency, text: String(words.prefix(1200)), receivedAt: alert.sentAt ?? alert.receivedAt)
  }
}
