import Basics

/// The head of a proposal; its parts follow in the same append.
public struct PlanProposed: Hashable, Sendable {
  public var operation: OperationID
  public var plan: PlanID
  /// SHA-256 of `Plan.canonicalValue`.
  public var digest: String
  public var shifts: [ShiftID]
  public var posts: Int
  /// Wanted on these posts.
  public var heads: Int
  public var duties: Int
  public var shortages: Int
  /// Heads unfilled.
  public var missing: Int
  public var cost: Int64
  public var unmetByTier: [Int]
  public var status: Plan.Status
  public var gap: Int64
  public var caveats: [Plan.Caveat]
  /// Name and version.
  public var solver: String
  /// SHA-256 of the prices.
  public var pricesDigest: String
  /// What was read, in which version.
  public var facts: [FactRead]

  public init(
    operation: OperationID, plan: PlanID, digest: String, shifts: [ShiftID], posts: Int, heads: Int, duties: Int, shortages: Int,
    missing: Int, cost: Int64, unmetByTier: [Int], status: Plan.Status, gap: Int64, caveats: [Plan.Caveat], solver: String,
    pricesDigest: String, facts: [FactRead]
  ) {
    self.operation = operation
    self.plan = plan
    self.digest = digest
    self.shifts = shifts
    self.posts = posts
    self.heads = heads
    self.duties = duties
    self.shortages = shortages
    self.missing = missing
    self.cost = cost
    self.unmetByTier = unmetByTier
    self.status = status
    self.gap = gap
    self.caveats = caveats
    self.solver = solver
    self.pricesDigest = pricesDigest
    self.facts = facts
  }
}

extension PlanProposed: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    plan = try reader.field("plan")
    digest = try reader.field("digest")
    shifts = try reader.field("shifts")
    posts = try reader.field("posts")
    heads = try reader.field("heads")
    duties = try reader.field("duties")
    shortages = try reader.field("shortages")
    missing = try reader.field("missing")
    cost = try reader.field("cost")
    unmetByTier = try reader.field("unmetByTier")
    status = try reader.field("status")
    gap = try reader.field("gap")
    caveats = try reader.field("caveats")
    solver = try reader.field("solver")
    pricesDigest = try reader.field("pricesDigest")
    facts = try reader.field("facts")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("plan", plan)
    writer.field("digest", digest)
    writer.field("shifts", shifts)
    writer.field("posts", posts)
    writer.field("heads", heads)
    writer.field("duties", duties)
    writer.field("shortages", shortages)
    writer.field("missing", missing)
    writer.field("cost", cost)
    writer.field("unmetByTier", unmetByTier)
    writer.field("status", status)
    writer.field("gap", gap)
    writer.field("caveats", caveats)
    writer.field("solver", solver)
    writer.field("pricesDigest", pricesDigest)
    writer.field("facts", facts)
  }
}

/// At most 500 seats of a plan.
public struct PlanPart: Hashable, Sendable {
  public var plan: PlanID
  /// From 1.
  public var part: Int
  public var duties: [Duty]

  public init(plan: PlanID, part: Int, duties: [Duty]) {
    self.plan = plan
    self.part = part
    self.duties = duties
  }
}

extension PlanPart: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    part = try reader.field("part")
    duties = try reader.field("duties")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("part", part)
    writer.field("duties", duties)
  }
}

/// Shortages of a plan, in parts.
public struct PlanShortages: Hashable, Sendable {
  public var plan: PlanID
  /// From 1.
  public var part: Int
  public var shortages: [Shortage]

  public init(plan: PlanID, part: Int, shortages: [Shortage]) {
    self.plan = plan
    self.part = part
    self.shortages = shortages
  }
}

extension PlanShortages: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    part = try reader.field("part")
    shortages = try reader.field("shortages")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("part", part)
    writer.field("shortages", shortages)
  }
}

/// The smallest proof of a plan's shortage.
public struct PlanProof: Hashable, Sendable {
  public var plan: PlanID
  public var proof: ShortageProof

  public init(plan: PlanID, proof: ShortageProof) {
    self.plan = plan
    self.proof = proof
  }
}

extension PlanProof: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    proof = try reader.field("proof")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("proof", proof)
  }
}

/// Pins and bans set and taken back by a person; they hold for the operation until taken back.
public struct PlanEdit: Hashable, Sendable {
  public var operation: OperationID
  /// The plan that it was said about, if there is one.
  public var plan: PlanID?
  public var pins: [Pin]
  public var bans: [Ban]
  public var unpinned: [Pin]
  public var unbanned: [Ban]
  public var reason: NoteReference

  public init(
    operation: OperationID, plan: PlanID? = nil, pins: [Pin], bans: [Ban], unpinned: [Pin], unbanned: [Ban], reason: NoteReference
  ) {
    self.operation = operation
    self.plan = plan
    self.pins = pins
    self.bans = bans
    self.unpinned = unpinned
    self.unbanned = unbanned
    self.reason = reason
  }
}

extension PlanEdit: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    plan = try reader.optional("plan")
    pins = try reader.field("pins")
    bans = try reader.field("bans")
    unpinned = try reader.field("unpinned")
    unbanned = try reader.field("unbanned")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.optional("plan", plan)
    writer.field("pins", pins)
    writer.field("bans", bans)
    writer.field("unpinned", unpinned)
    writer.field("unbanned", unbanned)
    writer.field("reason", reason)
  }
}

/// A commander's yes. Posts that miss a soft safety rule are named with a reason each.
public struct PlanApproval: Hashable, Sendable {
  public var plan: PlanID
  public var overrides: [PostOverride]

  public init(plan: PlanID, overrides: [PostOverride]) {
    self.plan = plan
    self.overrides = overrides
  }
}

extension PlanApproval: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    overrides = try reader.field("overrides")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("overrides", overrides)
  }
}

/// A plan that holds no longer.
public struct PlanSupersession: Hashable, Sendable {
  public var plan: PlanID
  /// Nil when withdrawn.
  public var by: PlanID?

  public init(plan: PlanID, by: PlanID? = nil) {
    self.plan = plan
    self.by = by
  }
}

extension PlanSupersession: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    by = try reader.optional("by")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.optional("by", by)
  }
}

/// A unit head was told before the unit's people are called.
public struct UnitHeadTold: Hashable, Sendable {
  public var plan: PlanID
  public var unit: UnitID
  /// The acting head where the head is away; nil where none is on the roster.
  public var head: StaffID?
  /// Of this unit in the plan.
  public var people: Int
  public var objectUntil: Instant

  public init(plan: PlanID, unit: UnitID, head: StaffID? = nil, people: Int, objectUntil: Instant) {
    self.plan = plan
    self.unit = unit
    self.head = head
    self.people = people
    self.objectUntil = objectUntil
  }
}

extension UnitHeadTold: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    unit = try reader.field("unit")
    head = try reader.optional("head")
    people = try reader.field("people")
    objectUntil = try reader.field("objectUntil")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("unit", unit)
    writer.optional("head", head)
    writer.field("people", people)
    writer.field("objectUntil", objectUntil)
  }
}

/// A unit head keeps people back, with a reason.
public struct UnitHeadObjection: Hashable, Sendable {
  public var plan: PlanID
  public var objection: ObjectionID
  public var unit: UnitID
  public var staff: [StaffID]
  public var reason: NoteReference

  public init(plan: PlanID, objection: ObjectionID, unit: UnitID, staff: [StaffID], reason: NoteReference) {
    self.plan = plan
    self.objection = objection
    self.unit = unit
    self.staff = staff
    self.reason = reason
  }
}

extension UnitHeadObjection: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    objection = try reader.field("objection")
    unit = try reader.field("unit")
    staff = try reader.field("staff")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("objection", objection)
    writer.field("unit", unit)
    writer.field("staff", staff)
    writer.field("reason", reason)
  }
}

/// What was decided about an objection.
public struct ObjectionResolution: Hashable, Sendable {
  public var plan: PlanID
  public var objection: ObjectionID
  /// The people stay with their unit.
  public var isUpheld: Bool
  public var reason: NoteReference

  public init(plan: PlanID, objection: ObjectionID, isUpheld: Bool, reason: NoteReference) {
    self.plan = plan
    self.objection = objection
    self.isUpheld = isUpheld
    self.reason = reason
  }
}

extension ObjectionResolution: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    plan = try reader.field("plan")
    objection = try reader.field("objection")
    isUpheld = try reader.field("isUpheld")
    reason = try reader.field("reason")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("plan", plan)
    writer.field("objection", objection)
    writer.field("isUpheld", isUpheld)
    writer.field("reason", reason)
  }
}
