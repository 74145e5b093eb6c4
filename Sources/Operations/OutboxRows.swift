import Basics
import Callout
import Incident
import Ledger

/// The outbox in the store: rows of messages and chases, opaque to the ledger, in the transaction of the events that caused them.
enum OutboxRows {
  static func rows(_ reaction: Reaction) throws(Problem) -> [SideRow] {
    var rows: [SideRow] = []
    for message in reaction.messages {
      let bytes = try Desk.bytes(OutboxRow.encode(message))
      rows.append(SideRow(table: OutboxRow.messageTable, id: message.id.rawValue, bytes: bytes))
    }
    for chase in reaction.chases {
      let bytes = try Desk.bytes(OutboxRow.encode(chase))
      rows.append(SideRow(table: OutboxRow.chaseTable, id: chase.id.rawValue, bytes: bytes))
    }
    return rows
  }

  static func messages(_ reader: some LogReader) throws(Problem) -> [Message] {
    try read(reader, OutboxRow.messageTable) { OutboxRow.message($0, id: MessageID($1)) }
  }

  static func chases(_ reader: some LogReader) throws(Problem) -> [Chase] {
    try read(reader, OutboxRow.chaseTable) { OutboxRow.chase($0, id: ChaseID($1)) }
  }

  private static func read<T>(_ reader: some LogReader, _ table: String, _ decode: (JSONValue, String) -> T?) throws(Problem)
    -> [T]
  {
    var values: [T] = []
    for row in try reader.sideRows(table) {
      guard let json = try? JSONReader.read(row.bytes), let value = decode(json, row.id) else {
        throw Problem(
          "outbox.row", "side row \(row.table)/\(row.id) cannot be read", advice: "it was written by a newer version.",
          exit: .foundWanting)
      }
      values.append(value)
    }
    return values
  }
}
