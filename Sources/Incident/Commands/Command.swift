import Basics

/// What somebody wants to happen. `decide` answers with events or a refusal.
public enum Command: Hashable, Sendable {
  case database(DatabaseCommand)
  case operation(OperationCommand)
  case need(NeedCommand)
  case situation(SituationCommand)
  case plan(PlanCommand)
  case order(OrderCommand)
  case paper(PaperCommand)
  case safety(SafetyCommand)
  case broadcast(BroadcastCommand)
  case bulletin(BulletinCommand)
  case citizen(CitizenCommand)
  case exercise(ExerciseCommand)
  case service(ServiceCommand)
  case access(AccessCommand)

  /// A stable name for logs and answers, as `order.accept`.
  public var name: String {
    switch self {
    case .database(let command): command.name
    case .operation(let command): command.name
    case .need(let command): command.name
    case .situation(let command): command.name
    case .plan(let command): command.name
    case .order(let command): command.name
    case .paper(let command): command.name
    case .safety(let command): command.name
    case .broadcast(let command): command.name
    case .bulletin(let command): command.name
    case .citizen(let command): command.name
    case .exercise(let command): command.name
    case .service(let command): command.name
    case .access(let command): command.name
    }
  }
}

/// Commands about the database itself.
public enum DatabaseCommand: Hashable, Sendable {
  case open(DatabaseOpening)
  case importRoster(RosterImport)

  var name: String {
    switch self {
    case .open: "database.open"
    case .importRoster: "roster.import"
    }
  }
}

/// Commands about the frame: opening, status, commander, occurrences, periods.
public enum OperationCommand: Hashable, Sendable {
  case open(OpenOperation)
  case close(OperationClosing)
  /// By a person, from a paper.
  case recordStatus(StatusRecord)
  case writeUpBasis(BasisWriteUp)
  case setActingCommander(ActingCommander)
  case nameCommander(CommanderNaming)
  case startOccurrence(OperationID, hazard: Hazard, areas: [AreaID], at: Instant)
  case endOccurrence(OccurrenceEnd)
  case startPeriod(OperationID, Interval, objectives: [NoteReference])
  case addNote(LogNote)

  var name: String {
    switch self {
    case .open: "operation.open"
    case .close: "operation.close"
    case .recordStatus: "status.record"
    case .writeUpBasis: "basis.write_up"
    case .setActingCommander: "commander.act"
    case .nameCommander: "commander.name"
    case .startOccurrence: "occurrence.start"
    case .endOccurrence: "occurrence.end"
    case .startPeriod: "period.start"
    case .addNote: "note.add"
    }
  }
}

/// An operation opens without a status; the basis may follow.
public struct OpenOperation: Hashable, Sendable {
  /// Plain id, as `2021-10-rob`.
  public var name: String
  public var mode: Mode
  public var hazard: Hazard
  public var areas: [AreaID]
  public var basis: Basis?
  public var warning: WarningLevel?
  /// Of the scenario file, if it comes from one.
  public var scenarioDigest: String?

  public init(
    name: String, mode: Mode, hazard: Hazard, areas: [AreaID], basis: Basis? = nil, warning: WarningLevel? = nil,
    scenarioDigest: String? = nil
  ) {
    self.name = name
    self.mode = mode
    self.hazard = hazard
    self.areas = areas
    self.basis = basis
    self.warning = warning
    self.scenarioDigest = scenarioDigest
  }
}

/// Commands about what is needed: postures, posts, equipment, partners' aid.
public enum NeedCommand: Hashable, Sendable {
  /// The posts that the posture's lines come to (`Posture.posts(in:…)`); those open already stay as they are.
  case activatePosture(OperationID, PostureID, shifts: [Shift], posts: [Post])
  /// Closes the posture's posts; refused while somebody holds one.
  case deactivatePosture(OperationID, PostureID)
  /// By a commander's wish, outside a posture. Shifts not yet known are defined at the same time.
  case openPosts(OperationID, shifts: [Shift], posts: [Post])
  case changePost(PostChange)
  case closePost(PostClosing)
  case reportEquipment(EquipmentReport)
  case requestAid(OperationID, PartnerID, AidNeed, neededAt: Instant?)
  case promiseAid(AidPromise)
  case aidArrived(AidArrival)
  case releaseAid(AidRelease)

  var name: String {
    switch self {
    case .activatePosture: "posture.activate"
    case .deactivatePosture: "posture.deactivate"
    case .openPosts: "posts.open"
    case .changePost: "post.change"
    case .closePost: "post.close"
    case .reportEquipment: "equipment.report"
    case .requestAid: "aid.request"
    case .promiseAid: "aid.promise"
    case .aidArrived: "aid.arrive"
    case .releaseAid: "aid.release"
    }
  }
}

/// Commands that record what is seen: depths, roads, power, people affected.
public enum SituationCommand: Hashable, Sendable {
  /// One or many; all or none.
  case reportDepths([DepthReport])
  /// What an agency expects, recorded by a person.
  case recordForecast(DepthForecast)
  case closeRoad(RoadReport)
  case openRoad(RoadReport)
  case recordPower(PowerReport)
  case overridePower(PowerOverride)
  case reportAffected(AffectedReport)
  case countShelter(ShelterCount)

  var name: String {
    switch self {
    case .reportDepths: "depth.report"
    case .recordForecast: "depth.forecast"
    case .closeRoad: "road.close"
    case .openRoad: "road.open"
    case .recordPower: "power.record"
    case .overridePower: "power.override"
    case .reportAffected: "affected.report"
    case .countShelter: "shelter.count"
    }
  }
}

/// Commands about plans, and what unit heads say to them.
public enum PlanCommand: Hashable, Sendable {
  case propose(PlanProposal)
  case edit(PlanEdit)
  case approve(PlanApproval)
  case withdraw(PlanID)
  /// Those units of the plan that are named, or all that were not told yet.
  case tellUnitHeads(PlanID, units: [UnitID]?, objectUntil: Instant)
  case object(PlanID, UnitID, staff: [StaffID], reason: NoteReference)
  case resolveObjection(ObjectionResolution)
  case setThreshold(PlanThreshold)

  var name: String {
    switch self {
    case .propose: "plan.propose"
    case .edit: "plan.edit"
    case .approve: "plan.approve"
    case .withdraw: "plan.withdraw"
    case .tellUnitHeads: "unit_head.tell"
    case .object: "unit_head.object"
    case .resolveObjection: "objection.resolve"
    case .setThreshold: "plan.threshold"
    }
  }
}

/// A plan as solved, with what it was solved from. Digests come from outside: this room hashes nothing.
public struct PlanProposal: Hashable, Sendable {
  public var operation: OperationID
  public var plan: Plan
  /// SHA-256 of `plan.canonicalValue` in canonical JSON, hexadecimal.
  public var digest: String
  /// Name and version of the solver.
  public var solver: String
  public var pricesDigest: String
  /// `state.relevantFacts(…)` as of the moment at which the solve began.
  public var facts: [FactRead]

  public init(operation: OperationID, plan: Plan, digest: String, solver: String, pricesDigest: String, facts: [FactRead]) {
    self.operation = operation
    self.plan = plan
    self.digest = digest
    self.solver = solver
    self.pricesDigest = pricesDigest
    self.facts = facts
  }
}

/// Commands about call-outs, from issue to the way home.
public enum OrderCommand: Hashable, Sendable {
  /// Those duties that are named, or all of the plan that have no live order.
  case issue(PlanID, duties: [DutyKey]?, deadline: Instant)
  case deliver(OrderReceipt)
  case accept(OrderAcceptance)
  case decline(OrderDecline)
  /// The deadline has passed in silence.
  case passDeadline(OrderReceipt)
  case depart(OrderReceipt)
  case arrive(OrderReceipt)
  case startDuty(OrderReceipt)
  case relieve(OrderRelief)
  case release(OrderReceipt)
  case standDown(OrderStandDown)

  var name: String {
    switch self {
    case .issue: "order.issue"
    case .deliver: "order.deliver"
    case .accept: "order.accept"
    case .decline: "order.decline"
    case .passDeadline: "order.pass_deadline"
    case .depart: "order.depart"
    case .arrive: "order.arrive"
    case .startDuty: "order.start_duty"
    case .relieve: "order.relieve"
    case .release: "order.release"
    case .standDown: "order.stand_down"
    }
  }
}

/// Commands about papers that are signed outside.
public enum PaperCommand: Hashable, Sendable {
  case recordLetter(LetterSubmission)

  var name: String {
    switch self {
    case .recordLetter: "letter.record"
    }
  }
}

/// A signed letter as it came back: number, date, basis, signer, and its list.
public struct LetterSubmission: Hashable, Sendable {
  public var operation: OperationID
  public var number: String
  public var date: CivilDate
  public var basis: Basis
  public var signerOffice: String
  public var duties: [DutyKey]

  public init(
    operation: OperationID, number: String, date: CivilDate, basis: Basis, signerOffice: String, duties: [DutyKey]
  ) {
    self.operation = operation
    self.number = number
    self.date = date
    self.basis = basis
    self.signerOffice = signerOffice
    self.duties = duties
  }
}

/// Commands about safety rounds (cek keselamatan petugas).
public enum SafetyCommand: Hashable, Sendable {
  case openRound(OperationID, deadline: Instant)
  case answer(RoundAnswer)
  case closeRound(RoundClosing)

  var name: String {
    switch self {
    case .openRound: "round.open"
    case .answer: "round.answer"
    case .closeRound: "round.close"
    }
  }
}

/// Commands about status updates (siaran) and their acknowledgement.
public enum BroadcastCommand: Hashable, Sendable {
  /// With a deadline each recipient is asked to acknowledge until then.
  case send(OperationID, to: BroadcastAudience, text: NoteReference, deadline: Instant?)
  case deliver(BroadcastReceipt)
  case acknowledge(BroadcastReceipt)
  case escalate(BroadcastEscalation)
  case close(BroadcastClosing)

  var name: String {
    switch self {
    case .send: "broadcast.send"
    case .deliver: "broadcast.deliver"
    case .acknowledge: "broadcast.acknowledge"
    case .escalate: "broadcast.escalate"
    case .close: "broadcast.close"
    }
  }
}
