import Basics
import Incident
import Ledger
import Synchronization

/// Somebody on duty asked for help: an alarm on every screen until a person says that it was seen to.
struct HelpCall: Sendable, Hashable {
  static let table = "help"
  var id: String
  var staff: StaffID
  var order: OrderID
  var at: Instant
  var seenTo: Bool

  var row: SideRow {
    AccessBook.row(
      Self.table, id,
      [
        "staff": .string(staff.rawValue), "order": .string(order.rawValue), "at": .integer(at.milliseconds),
        "done": .bool(seenTo),
      ])
  }

  init(id: String, staff: StaffID, order: OrderID, at: Instant, seenTo: Bool = false) {
    self.id = id
    self.staff = staff
    self.order = order
    self.at = at
    self.seenTo = seenTo
  }

  init?(_ row: SideRow) {
    guard let value = try? JSONReader.read(row.bytes), let staff = value["staff"]?.string, let order = value["order"]?.string,
      let at = value["at"]?.integer, let done = value["done"]?.bool
    else { return nil }
    self.init(id: row.id, staff: StaffID(staff), order: OrderID(order), at: Instant(milliseconds: at), seenTo: done)
  }
}
