import Basics

extension Plan {
  /// All that a plan says, as a value with one spelling: what `PlanProposed.digest` is the SHA-256 of. Posts are left out, as
  /// they are facts that the plan read; the rest can be built again from the log by `PlanRecord.plan`.
  public var canonicalValue: JSONValue {
    .members([
      ("shifts", shifts.field), ("duties", duties.field), ("shortages", shortages.field), ("proof", proof?.field),
      ("cost", cost.field), ("unmetByTier", unmetByTier.field), ("status", status.field), ("gap", gap.field),
      ("caveats", caveats.field),
    ])
  }
}
