import Basics
import Incident
import Intake
import Ledger

/// The roster in side rows: one row a person and a unit, so that a person can be erased and every proof stays valid.
extension Desk {
  /// All or nothing; the same roster a second time adds nothing and returns nil.
  /// - Throws: a `Problem` for a roster that breaks its invariants or is refused (invented staff in mode actual).
  @discardableResult
  public func importRoster(_ roster: Roster, by actor: Actor, at instant: Instant) throws(Problem) -> Receipt? {
    if let fault = roster.checkInvariants().first { throw Problem("roster.invariant", fault) }
    let old = post.roster
    let difference = RosterDifference(from: old, to: roster.staff)
    let units = roster.units.filter { old.unit($0.id) != $0 }
    let goneUnits = old.units.filter { roster.unit($0.id) == nil }
    if difference.isEmpty && units.isEmpty && goneUnits.isEmpty && state.roster != nil { return nil }
    let event = RosterImport(
      digest: try Self.digest(roster), staff: roster.staff.count, units: roster.units.count, added: difference.added.count,
      changed: difference.changed.count, removed: difference.removed.count, invented: roster.staff.count(where: \.isInvented))
    var rows: [SideRow] = []
    for person in roster.staff where old.member(person.id) != person {
      rows.append(SideRow(table: PersonRow.table, id: person.id.rawValue, bytes: try Self.bytes(PersonRow.encode(person))))
    }
    for unit in units {
      rows.append(SideRow(table: PersonRow.unitTable, id: unit.id.rawValue, bytes: try Self.bytes(PersonRow.encode(unit))))
    }
    let erasing =
      old.staff.filter { roster.member($0.id) == nil }.map { SideRow.Key(table: PersonRow.table, id: $0.id.rawValue) }
      + goneUnits.map { SideRow.Key(table: PersonRow.unitTable, id: $0.id.rawValue) }
    let receipt = try submit(.database(.importRoster(event)), by: actor, at: instant, sideRows: rows, erasing: erasing)
    reload(roster)
    return receipt
  }

  /// - Throws: a `Problem` for a row that cannot be read.
  static func roster(_ reader: some LogReader) throws(Problem) -> Roster {
    var staff: [StaffMember] = []
    for row in try reader.sideRows(PersonRow.table) {
      guard let value = try? JSONReader.read(row.bytes), let person = PersonRow.decode(value, id: StaffID(row.id)) else {
        throw unreadable(row)
      }
      staff.append(person)
    }
    var units: [OrgUnit] = []
    for row in try reader.sideRows(PersonRow.unitTable) {
      guard let value = try? JSONReader.read(row.bytes), let unit = PersonRow.decodeUnit(value, id: UnitID(row.id)) else {
        throw unreadable(row)
      }
      units.append(unit)
    }
    return Roster(units: units, staff: staff)
  }

  /// SHA-256 over the digests of all rows: it says that a roster is the same and nothing about whom it holds, as each row holds
  /// more than anybody could guess (ids are random).
  private static func digest(_ roster: Roster) throws(Problem) -> String {
    var lines = ""
    for unit in roster.units { lines += sha256(try bytes(PersonRow.encode(unit))) + "\n" }
    for person in roster.staff { lines += "\(person.id) " + sha256(try bytes(PersonRow.encode(person))) + "\n" }
    return sha256(Array(lines.utf8))
  }

  static func bytes(_ value: JSONValue) throws(Problem) -> [UInt8] {
    do { return try CanonicalJSON.encode(value) } catch {
      throw Problem("row.encoding", "a side row cannot be written", cause: "\(error)")
    }
  }

  private static func unreadable(_ row: SideRow) -> Problem {
    Problem(
      "row.unreadable", "side row \(row.table)/\(row.id) cannot be read", advice: "it was written by a newer version.",
      exit: .foundWanting)
  }
}
