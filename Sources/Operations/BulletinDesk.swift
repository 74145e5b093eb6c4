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
    var published: [PublicSite.Published] = []
    for record in state.publishedBulletins(operation) {
      guard let release = BulletinRelease(record, state) else { continue }
      published.append(
        PublicSite.Published(content: try bulletin(record.current.text), release: release, isLive: record.isLive))
    }
    return PublicSite(city: city, frame: frame, bulletins: published, now: now)
  }
}
