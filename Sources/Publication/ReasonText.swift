import Basics
import Incident

/// Why a person is on a post in a few words, for a column of a table; `ExplanationText` has the whole answer.
public struct ReasonText: Sendable {
  let lookup: Lookup
  var words: Catalogue { lookup.words }

  public init(_ lookup: Lookup) { self.lookup = lookup }

  /// - Parameter width: where the whole does not fit, the next choice is left out.
  public func short(_ row: PlanView.DutyRow, width: Int = .max) -> String {
    let duty = row.duty
    switch duty.source {
    case .office: return words("reason.office")
    case .pinned: return words("reason.pinned")
    case .optimised: break
    }
    var parts: [String] = []
    if duty.seat == .leader { parts.append(words("reason.leader")) }
    if duty.seat == .woman { parts.append(words("reason.woman")) }
    parts.append(competency(duty))
    let text = parts.filter { !$0.isEmpty }.joined(separator: "; ")
    guard case .assigned(_, _, let next?, _) = row.explanation?.verdict, next.extraCost >= 0 else { return text }
    let whole = text + "; " + words("reason.next", ["extra": lookup.style.number(next.extraCost)])
    return whole.count <= width ? whole : text
  }

  /// The hardest competency that the role asks for, beside what the person holds.
  private func competency(_ duty: Duty) -> String {
    guard let parts = Lookup.parts(duty.post), let role = lookup.role(parts.role) else { return "" }
    let held = lookup.names.person(duty.staff)?.competencies
    func level(_ need: CompetencyLevel) -> Int? { held?.first { $0.competency == need.competency }?.level }
    func values(_ need: CompetencyLevel) -> [String: String] {
      [
        "competency": shortName(need.competency), "level": "\(need.level)",
        "held": level(need).map { "\($0)" } ?? "–",
      ]
    }
    if let need = role.requires.max(by: { $0.level < $1.level }) { return words("reason.held", values(need)) }
    if let wish = role.wishes.max(by: { $0.level < $1.level }) {
      return words(level(wish) == nil ? "reason.wishMissing" : "reason.wished", values(wish))
    }
    return words("reason.noNeed")
  }

  /// Without what stands in brackets: `Manajemen posko (SKPDB)` → `Manajemen posko`.
  private func shortName(_ id: CompetencyID) -> String {
    let name = lookup.competencyName(id)
    return name.split(separator: " (", maxSplits: 1).first.map(String.init) ?? name
  }
}
