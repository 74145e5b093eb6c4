import Basics
import Incident
import Ledger

/// Rows beside the log that another room keeps with the desk: accounts, sessions, links. The log knows nothing of them.
extension Desk {
  /// Rows of a table, sorted by id.
  public func rows(_ table: String) throws(Problem) -> [SideRow] { try store.sideRows(table) }

  public func row(_ table: String, _ id: String) throws(Problem) -> SideRow? { try store.sideRow(table, id) }

  /// Puts and erases rows in one durable transaction, without an event.
  public func keep(_ rows: [SideRow], erasing: [SideRow.Key] = []) throws(Problem) {
    for outcome in try store.append([AppendBatch([], alongside: rows, erasing: erasing)]) { _ = try outcome.get() }
  }

  /// The text of a note; nil where it was erased.
  public func noteText(_ reference: NoteReference, language: Language? = nil) -> String? {
    ((try? store.sideRow(NoteRow.table, reference.row)) ?? nil).flatMap { NoteRow.text($0.bytes, language: language) }
  }

  /// The texts of all notes, by row.
  /// - Complexity: O(notes)
  public func noteTexts(language: Language? = nil) throws(Problem) -> [String: String] {
    var texts: [String: String] = [:]
    for row in try store.sideRows(NoteRow.table) { texts[row.id] = NoteRow.text(row.bytes, language: language) }
    return texts
  }

  /// Up to `limit` events from a place in the log on.
  public func events(from first: UInt64, limit: Int) throws(Problem) -> [RecordedEvent] {
    try store.entries(from: first, limit: limit).map { (entry) throws(Problem) in try Journal.event(entry) }
  }
}
