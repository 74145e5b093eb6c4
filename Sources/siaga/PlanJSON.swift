import Basics
import Incident
import Operations
import Staffing

/// `siaga plan --json`: the plan for machines. Office numbers join it with the office's own spreadsheets; no names.
enum PlanJSON {
  static func encode(
    _ proposed: Desk.Proposed, roster: Roster, reserves: ReservePlan? = nil
  ) throws(Problem) -> [UInt8] {
    let plan = proposed.plan
    let value: JSONValue = .members([
      ("plan", .string(proposed.record.id.rawValue)), ("operation", .string(proposed.record.operation.rawValue)),
      ("digest", .string(proposed.record.header.digest)), ("new", .bool(proposed.isNew)),
      ("method", .string(proposed.method.rawValue)), ("status", .string(plan.status.rawValue)),
      ("gap", .integer(plan.gap)), ("cost", .integer(plan.cost)),
      ("unmetByTier", .array(plan.unmetByTier.map { .integer(Int64($0)) })),
      ("caveats", .array(plan.caveats.map { .string($0.rawValue) })),
      ("shifts", .array(plan.shifts.map { .string($0.rawValue) })),
      ("posts", .array(plan.posts.map { ["id": .string($0.id.rawValue), "heads": .integer(Int64($0.heads))] })),
      ("duties", .array(plan.duties.map { duty($0, roster) })), ("shortages", .array(plan.shortages.map(shortage))),
      ("disturbed", proposed.standing.map { _ in .array(proposed.disturbances().map { disturbance($0, roster) }) }),
      ("reserves", reserves.map { self.reserves($0, roster) }),
    ])
    do { return try CanonicalJSON.encode(value) + [10] } catch {
      throw Problem("plan.json", "the plan cannot be written", cause: "\(error)")
    }
  }

  /// What a plan made anew beside the one in force comes to.
  static func encode(_ found: Replanned, roster: Roster) throws(Problem) -> [UInt8] {
    let value: JSONValue = .members([
      ("standing", .string(found.standing.id.rawValue)),
      ("standingUnmetByTier", .array(found.unmetByTier.map { .integer(Int64($0)) })), ("standingCost", .integer(found.cost)),
      ("unmetByTier", .array(found.best.unmetByTier.map { .integer(Int64($0)) })), ("cost", .integer(found.best.cost)),
      ("gain", .integer(found.gain)), ("proposal", found.proposal.map { .string($0.record.id.rawValue) }),
      ("disturbed", found.proposal.map { .array($0.disturbances().map { disturbance($0, roster) }) }),
    ])
    do { return try CanonicalJSON.encode(value) + [10] } catch {
      throw Problem("plan.json", "the plan cannot be written", cause: "\(error)")
    }
  }

  /// Who was told and has another duty now, and what leaving them there would cost (absent where they cannot stay).
  private static func disturbance(_ item: Disturbance, _ roster: Roster) -> JSONValue {
    var extra: Int64?
    var unmet: [Int]?
    if case .possible(_, let cost, let change, _) = item.staying.verdict { (extra, unmet) = (cost, change) }
    return .members([
      ("staff", .string(item.move.staff.rawValue)), ("id", roster.member(item.move.staff).map { .string($0.officeNumber) }),
      ("from", item.move.from.map { .string($0.rawValue) }), ("to", item.move.to.map { .string($0.rawValue) }),
      ("stayingCost", extra.map { .integer($0) }), ("stayingUnmetByTier", unmet.map { .array($0.map { .integer(Int64($0)) }) }),
    ])
  }

  /// The line over all shifts, after those of the single plans.
  static func encode(_ horizon: HorizonPlan) throws(Problem) -> [UInt8] {
    func numbers(_ values: [Int]) -> JSONValue { .array(values.map { .integer(Int64($0)) }) }
    let value: JSONValue = [
      "horizon": .array(horizon.plans.flatMap(\.shifts).map { .string($0.rawValue) }),
      "unmetByTier": numbers(horizon.unmetByTier), "boundByTier": numbers(horizon.boundByTier),
      "isProvedByTier": .bool(horizon.isProvedByTier), "isOptimal": .bool(horizon.isOptimal), "cost": .integer(horizon.cost),
      "costBound": .integer(horizon.costBound), "work": .integer(horizon.work),
      "loads": .array(
        horizon.loads.map { load in
          [
            "staff": .string(load.staff.rawValue), "duties": .integer(Int64(load.duties)),
            "minutes": .integer(Int64(load.minutes)),
            "nights": .integer(Int64(load.nights)), "placeChanges": .integer(Int64(load.placeChanges)),
          ]
        }),
      "worths": .array(
        horizon.worths.map { worth in
          ["post": .string(worth.post.rawValue), "seat": .string(worth.seat.rawValue), "value": .integer(worth.value)]
        }),
    ]
    do { return try CanonicalJSON.encode(value) + [10] } catch {
      throw Problem("plan.json", "the plan cannot be written", cause: "\(error)")
    }
  }

  private static func duty(_ duty: Duty, _ roster: Roster) -> JSONValue {
    .members([
      ("staff", .string(duty.staff.rawValue)), ("id", roster.member(duty.staff).map { .string($0.officeNumber) }),
      ("post", .string(duty.post.rawValue)), ("seat", .string(duty.seat.rawValue)), ("source", .string(duty.source.rawValue)),
      ("travelMinutes", duty.travelMinutes.map { .integer(Int64($0)) }),
    ])
  }

  /// Probabilities per mille, rounded down.
  private static func reserves(_ reserves: ReservePlan, _ roster: Roster) -> JSONValue {
    func perMille(_ p: Double) -> JSONValue { .integer(Int64(p * 1000)) }
    let pools = reserves.pools.map { pool -> JSONValue in
      .members([
        (
          "posts",
          .array(
            pool.posts.map { post in
              [
                "post": .string(post.post.rawValue), "planned": .integer(Int64(post.planned)), "before": perMille(post.before),
                "after": perMille(post.after),
              ]
            })
        ),
        (
          "calls",
          .array(
            pool.calls.map { call in
              .members([
                ("staff", .string(call.staff.rawValue)),
                ("id", roster.member(call.staff).map { .string($0.officeNumber) }), ("probability", perMille(call.probability)),
                ("travelMinutes", .integer(Int64(call.travelMinutes))),
              ])
            })
        ),
        ("limit", pool.limit.map { .string($0.rawValue) }),
      ])
    }
    return ["target": perMille(reserves.target), "called": .integer(Int64(reserves.called)), "pools": .array(pools)]
  }

  private static func shortage(_ shortage: Shortage) -> JSONValue {
    [
      "post": .string(shortage.post.rawValue), "seat": .string(shortage.seat.rawValue),
      "class": .integer(Int64(shortage.criticality.rawValue)),
      "missing": .integer(Int64(shortage.missing)), "price": .integer(shortage.price),
    ]
  }
}
