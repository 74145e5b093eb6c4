import Basics

/// Commands about what is followed between the floods. Ids in them are given by the decision.
public enum ServiceCommand: Hashable, Sendable {
  case complaint(ComplaintCommand)
  case action(ActionCommand)
  case personal(PersonalCommand)
  case voice(VoiceCommand)

  var name: String {
    switch self {
    case .complaint(let command): command.name
    case .action(let command): command.name
    case .personal(let command): command.name
    case .voice(let command): command.name
    }
  }
}

/// A complaint as it comes in; number and deadlines are the decision's.
public struct ComplaintIntake: Hashable, Sendable {
  public var sector: SectorID
  public var kind: ComplaintKind
  public var isSupervisory = false
  public var privacy = ComplaintPrivacy.open
  public var area: AreaID?
  public var way: ComplaintWay
  public var isUrgent = false
  public var outsideNumber: String?
  public var ticket: TicketID?
  public var unit: UnitID?
  public var words: NoteReference
  public var contact: NoteReference?
  public var receivedAt: Instant
  /// What another system says was done already, as the portal's export.
  public var history: History?

  public struct History: Hashable, Sendable {
    public var answeredAt: Instant
    public var answer: NoteReference
    public var closedAt: Instant?
    /// The line of the file, as what shows it.
    public var evidence: NoteReference

    public init(answeredAt: Instant, answer: NoteReference, closedAt: Instant?, evidence: NoteReference) {
      self.answeredAt = answeredAt
      self.answer = answer
      self.closedAt = closedAt
      self.evidence = evidence
    }
  }

  public init(sector: SectorID, kind: ComplaintKind, way: ComplaintWay, words: NoteReference, receivedAt: Instant) {
    self.sector = sector
    self.kind = kind
    self.way = way
    self.words = words
    self.receivedAt = receivedAt
  }
}

public enum ComplaintCommand: Hashable, Sendable {
  /// One or many (a file); all or none. A number of elsewhere that is known already is passed over.
  case take([ComplaintIntake])
  case reclassify(ComplaintID, kind: ComplaintKind, isUrgent: Bool, reason: NoteReference)
  case assign(ComplaintAssigned)
  case respond(ComplaintResponded)
  /// All reminders and escalations that are due by now.
  case chase
  case answer(ComplaintAnswered)
  case close(ComplaintClosed)
  case reopen(ComplaintID, reason: NoteReference)

  var name: String {
    switch self {
    case .take: "complaint.take"
    case .reclassify: "complaint.reclassify"
    case .assign: "complaint.assign"
    case .respond: "complaint.respond"
    case .chase: "complaint.chase"
    case .answer: "complaint.answer"
    case .close: "complaint.close"
    case .reopen: "complaint.reopen"
    }
  }
}

public enum ActionCommand: Hashable, Sendable {
  case open(ActionOpened)
  case move(ActionMoved)
  case progress(ActionProgressed)
  case finish(ActionDone)
  case verify(ActionVerified)
  case retest(ActionRetested)
  case drop(ActionDropped)

  var name: String {
    switch self {
    case .open: "action.open"
    case .move: "action.move"
    case .progress: "action.progress"
    case .finish: "action.finish"
    case .verify: "action.verify"
    case .retest: "action.retest"
    case .drop: "action.drop"
    }
  }
}

public enum PersonalCommand: Hashable, Sendable {
  case train(PersonTrained)
  case void(PersonRecordVoided)
  /// By the person.
  case object(StaffID, about: String, words: NoteReference)
  case answer(CorrectionID, isCorrected: Bool, answer: NoteReference)
  /// One look, by a person.
  case look(PersonSeen)

  var name: String {
    switch self {
    case .train: "person.train"
    case .void: "person.void_record"
    case .object: "person.object"
    case .answer: "person.answer_objection"
    case .look: "person.look"
    }
  }
}

public enum VoiceCommand: Hashable, Sendable {
  case sendIdea(IdeaReceived)
  case answerIdea(IdeaAnswered)
  case raise(ConcernRaised)
  case answerConcern(ConcernAnswered)

  var name: String {
    switch self {
    case .sendIdea: "idea.send"
    case .answerIdea: "idea.answer"
    case .raise: "concern.raise"
    case .answerConcern: "concern.answer"
    }
  }
}
