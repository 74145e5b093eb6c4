import Basics
import Incident
import Operations

/// `siaga plan --json`: the plan for machines. Office numbers join it with the office's own spreadsheets; no names.
enum PlanJSON {
  static func encode(_ proposed: Desk.Proposed, roster: Roster) throws(Problem) -> [UInt8] {
    let plan = proposed.plan
    let value: JSONValue = .members([
      ("plan", .string(proposed.record.id.rawValue)), ("operation", .string(proposed.record.operation.rawValue)),
      ("digest", .string(proposed.record.header.digest)), ("new", .bool(proposed.isNew)),
      ("status", .string(plan.status.rawValue)),
      ("gap", .integer(plan.gap)), ("cost", .integer(plan.cost)),
      ("unmetByTier", .array(plan.unmetByTier.map { .integer(Int64($0)) })),
      ("caveats", .array(plan.caveats.map { .string($0.rawValue) })),
      ("shifts", .array(plan.shifts.map { .string($0.rawValue) })),
      ("posts", .array(plan.posts.map { ["id": .string($0.id.rawValue), "heads": .integer(Int64($0.heads))] })),
      ("duties", .array(plan.duties.map { duty($0, roster) })), ("shortages", .array(plan.shortages.map(shortage))),
    ])
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

  private static func shortage(_ shortage: Shortage) -> JSONValue {
    [
      "post": .string(shortage.post.rawValue), "seat": .string(shortage.seat.rawValue),
      "class": .integer(Int64(shortage.criticality.rawValue)),
      "missing": .integer(Int64(shortage.missing)), "price": .integer(shortage.price),
    ]
  }
}
