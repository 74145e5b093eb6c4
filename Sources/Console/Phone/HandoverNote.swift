import Basics
import Incident
import Ledger
import Publication

/// What somebody who is relieved tells the next one at the same post. The text lies beside the log; here is only where.
struct HandoverNote: Sendable, Hashable {
  static let table = "handover"
  /// Shown to those who follow for this many minutes.
  static let shownMinutes = 24 * 60

  /// Of the order of the one who was relieved.
  var order: OrderID
  /// Role and place, whatever the shift.
  var role: RoleID
  var place: PlaceID
  var by: StaffID
  var at: Instant
  var note: NoteReference

  init(order: OrderID, role: RoleID, place: PlaceID, by: StaffID, at: Instant, note: NoteReference) {
    (self.order, self.role, self.place, self.by, self.at, self.note) = (order, role, place, by, at, note)
  }

  var row: SideRow {
    AccessBook.row(
      Self.table, order.rawValue,
      [
        "at": .integer(at.milliseconds), "by": .string(by.rawValue), "digest": .string(note.digest), "note": .string(note.row),
        "place": .string(place.rawValue), "role": .string(role.rawValue),
      ])
  }

  init?(_ row: SideRow) {
    guard let value = try? JSONReader.read(row.bytes), let at = value["at"]?.integer, let by = value["by"]?.string,
      let role = value["role"]?.string, let place = value["place"]?.string, let note = value["note"]?.string,
      let digest = value["digest"]?.string
    else { return nil }
    self.init(
      order: OrderID(row.id), role: RoleID(role), place: PlaceID(place), by: StaffID(by), at: Instant(milliseconds: at),
      note: NoteReference(row: note, digest: digest))
  }
}

extension DeskKeeper {
  /// Somebody else takes over: the order is relieved, with what the next one must know. Sent twice under one id it happens once.
  func relieve(_ order: OrderRecord, by next: OrderID?, text: String?, at instant: Instant?, id: String?) async throws {
    try await act { desk, now in
      let note = try text.map { try desk.note($0, name: "handover") }
      var rows = note.map { [$0.row] } ?? []
      if let note, let parts = Lookup.parts(order.post) {
        rows.append(
          HandoverNote(order: order.id, role: parts.role, place: parts.place, by: order.staff, at: now, note: note.reference).row)
      }
      let relief = OrderRelief(order: order.id, at: instant ?? now, by: next, handover: note?.reference)
      try desk.submit(
        .order(.relieve(relief)), by: .person(staff: order.staff), at: now, sideRows: rows, id: id,
        request: "\(order.id) relieve \(next?.rawValue ?? "") \(text ?? "")")
    }
  }

  /// What those who were relieved at this post lately left for the next, newest first, with their words.
  func handovers(for order: OrderRecord, at now: Instant) async -> [(note: HandoverNote, text: String)] {
    guard let parts = Lookup.parts(order.post) else { return [] }
    let found = try? await look { desk, _ in
      var notes: [HandoverNote] = []
      for row in try desk.rows(HandoverNote.table) {
        guard let note = HandoverNote(row), note.order != order.id, note.role == parts.role, note.place == parts.place,
          now.minutes(since: note.at) <= HandoverNote.shownMinutes
        else { continue }
        notes.append(note)
      }
      notes.sort { $0.at != $1.at ? $0.at > $1.at : $0.order > $1.order }
      var told: [(note: HandoverNote, text: String)] = []
      for note in notes.prefix(3) {
        if let text = desk.noteText(note.note) { told.append((note, text)) }
      }
      return told
    }
    return found ?? []
  }
}
