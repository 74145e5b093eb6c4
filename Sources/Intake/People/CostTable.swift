import Basics
import Incident

/// Reads a table of costs: `kind,subject,rupiah` (or `jenis,subjek,rupiah`). Kinds: train, recruit, aid, exchange; the subject is a
/// competency, role or partner, and empty for all others of the kind. Rupiah are for a seat, a recruit, a partner's head, an exchange.
public enum CostTable {
  private static let rule = HeaderRule([
    .init("kind", ["jenis"], required: true), .init("subject", ["subjek"], required: true), .init("rupiah", required: true),
  ])

  public static func read(_ bytes: [UInt8], file: String) -> Reading<AdviceCosts> {
    let table = CSVTable.read(bytes, file: file, header: rule)
    var problems = table.problems
    var rupiah: [AdviceCosts.Key: Int] = [:]
    for row in table.value.rows {
      guard let kind = StaffingMeasure.Kind(rawValue: row["kind"]) else {
        let kinds = StaffingMeasure.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        problems.append(
          Problem("costs.kind", "\"\(row["kind"])\"; expected one of \(kinds)", at: row.place("kind")))
        continue
      }
      guard let cost = FieldText.integer(row["rupiah"]), (0...AdviceCosts.most).contains(cost) else {
        problems.append(
          Problem(
            "costs.rupiah", "\"\(row["rupiah"])\"; expected a whole number of rupiah, at most nine digits",
            at: row.place("rupiah")))
        continue
      }
      rupiah[AdviceCosts.Key(kind, row["subject"])] = cost
    }
    return Reading(AdviceCosts(rupiah), problems: problems)
  }
}
