import Basics
import Incident

/// What re-planning did, in words: how, who was told and has another duty now, and what leaving them there would cost.
public struct ReplanText: Sendable {
  private let explain: ExplanationText
  private var words: Catalogue { explain.words }
  private var style: Style { explain.style }

  public init(_ lookup: Lookup) { explain = ExplanationText(lookup) }

  /// - Parameter method: raw value of `Staffing.PlanMethod`.
  public func method(_ method: String) -> String { words("replan.method.\(method)") }

  /// Of those who were told: each with the move and what staying would cost.
  public func disturbances(_ items: [(move: Move, staying: Explanation)]) -> [String] {
    if items.isEmpty { return [words("replan.nobody")] }
    return [words("replan.toldMoved", ["count": style.number(items.count)])]
      + items.flatMap { ["– " + explain.text($0.move), "  " + staying($0.staying)] }
  }

  /// What leaving somebody where they were told would cost, on one line.
  private func staying(_ explanation: Explanation) -> String {
    switch explanation.verdict {
    case .possible(_, let extra, let unmet, _):
      let tiers = unmet.enumerated().filter { $0.element != 0 }
        .map { "\(words("tier.\($0.offset)")) \(style.signed($0.element))" }.joined(separator: ", ")
      let change =
        tiers.isEmpty
        ? words("replan.cost", ["extra": style.signed(extra)])
        : words("replan.unmet", ["tiers": tiers, "extra": style.signed(extra)])
      return words("replan.stay", ["change": change])
    case .ineligible(let rules):
      return words("replan.cannotStay", ["rules": rules.map(explain.text).joined(separator: "; ")])
    case .unitAtMinimum: return words("replan.unitMinimum")
    case .assigned: return words("replan.stay", ["change": words("replan.cost", ["extra": "0"])])
    }
  }

  /// That a plan made anew is no better than the one in force, by the threshold for each person moved.
  public func keeps(_ plan: PlanID, threshold: Int) -> String {
    words("replan.keeps", ["plan": plan.rawValue, "threshold": style.number(threshold)])
  }

  /// By how much a plan made anew is better.
  public func found(_ plan: PlanID, missing: (before: Int, after: Int), cost: (before: Int64, after: Int64)) -> String {
    words(
      "replan.found",
      [
        "plan": plan.rawValue, "before": style.number(missing.before), "after": style.number(missing.after),
        "costBefore": style.number(cost.before), "costAfter": style.number(cost.after),
      ])
  }

  public func approve(_ shift: ShiftID) -> String { words("replan.approve", ["shift": shift.rawValue]) }
}
