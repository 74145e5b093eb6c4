import Basics
import Incident

extension Desk {
  /// The text of a note; nil where it was erased.
  public func noteText(_ reference: NoteReference) -> String? {
    ((try? store.sideRow(NoteRow.table, reference.row)) ?? nil).flatMap { NoteRow.text($0.bytes) }
  }
}
