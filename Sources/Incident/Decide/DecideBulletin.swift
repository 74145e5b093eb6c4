import Basics

extension Decision {
  func decide(_ command: BulletinCommand) throws(Refusal) -> [Event] {
    if case .keepAlert(let alert) = command { return try keep(alert) }
    try needsPerson(command.name)
    switch command {
    case .setRules(let rules): return try setRules(rules)
    case .draft(let opening): return try draft(opening)
    case .edit(let draft): return try edit(draft)
    case .submit(let step):
      let record = try pending(step)
      guard record.state == .draft else { throw wrongState(record) }
      return [.bulletin(.submitted(step))]
    case .sendBack(let back):
      let record = try record(back.bulletin)
      guard record.current.version == back.version else { throw otherVersion(record, back.version) }
      try note("reason", back.reason)
      switch record.state {
      case .submitted, .approved: return [.bulletin(.returned(back))]
      case .draft, .published, .discarded: throw wrongState(record)
      }
    case .approve(let step): return try approve(step)
    case .publish(let publication): return try publish(publication)
    case .publishAlone(let publication): return try publishAlone(publication)
    case .countersign(let step): return try countersign(step)
    case .discard(let back):
      let record = try record(back.bulletin)
      try note("reason", back.reason)
      guard record.isPending else { throw wrongState(record) }
      return [.bulletin(.discarded(back))]
    case .keepAlert(let alert): return try keep(alert)
    }
  }

  // MARK: Alerts of others

  /// A person may paste it, an importer read it; neither makes it ours.
  private func keep(_ alert: ForeignAlert) throws(Refusal) -> [Event] {
    let frame = try open(alert.operation)
    try limit("alerts", frame.alerts.count + 1, IncidentLimits.alertsPerOperation)
    try note("text", alert.text)
    try name("agency", alert.agency)
    try name("sender", alert.sender ?? "", mayBeEmpty: true)
    try name("identifier", alert.identifier ?? "", mayBeEmpty: true)
    try notInFuture("receivedAt", alert.receivedAt)
    if alert.form == .cap, alert.isExercise != (frame.mode == .exercise) {
      throw Refusal(.modeMismatch, ["mode": frame.mode.rawValue, "database": alert.isExercise ? "exercise" : "actual"])
    }
    return frame.alerts.contains { $0.isSame(as: alert) } ? [] : [.bulletin(.alertKept(alert))]
  }

  // MARK: Rules

  private func setRules(_ rules: BulletinRules) throws(Refusal) -> [Event] {
    let frame = try open(rules.operation)
    for office in rules.approvers + rules.alone { try plainID("office", office) }
    try limit("offices", rules.approvers.count + rules.alone.count, IncidentLimits.objectivesPerPeriod)
    // Nobody gives themselves the right to publish alone.
    if let own = rules.alone.first(where: { context.actor == .person(office: $0) }) {
      throw Refusal(.bulletinOwnRight, ["office": own])
    }
    if frame.bulletinRules == rules { return [] }
    return [.bulletin(.rulesSet(rules))]
  }

  // MARK: Writing

  private func draft(_ opening: BulletinOpening) throws(Refusal) -> [Event] {
    let frame = try open(opening.operation)
    try limit("bulletins", frame.bulletins.count + 1, IncidentLimits.bulletinsPerOperation)
    if let about = opening.kind.about {
      let target = try record(about)
      guard target.operation == opening.operation, target.isLive else {
        throw Refusal(.bulletinNotLive, ["bulletin": about.rawValue])
      }
    }
    var counters = state.counters
    var draft = opening.draft
    draft.bulletin = counters.bulletin()
    draft.version = 1
    try check(draft)
    return [.bulletin(.drafted(BulletinOpening(operation: opening.operation, kind: opening.kind, draft: draft)))]
  }

  private func edit(_ draft: BulletinDraft) throws(Refusal) -> [Event] {
    let record = try record(draft.bulletin)
    _ = try open(record.operation)
    guard record.isPending else { throw wrongState(record) }
    // Whoever edits says which version they had before them: two editors do not undo each other unseen.
    guard draft.version == record.current.version + 1 else { throw otherVersion(record, draft.version - 1) }
    try limit("versions", draft.version, IncidentLimits.versionsPerBulletin)
    try check(draft)
    return [.bulletin(.edited(draft))]
  }

  private func check(_ draft: BulletinDraft) throws(Refusal) {
    try note("text", draft.text)
    try known(draft.areas)
    try afterNow(draft.expiresAt)
    if let due = draft.nextDueAt { try afterNow(due) }
  }

  // MARK: Releasing

  private func approve(_ step: BulletinStep) throws(Refusal) -> [Event] {
    let record = try pending(step)
    guard case .submitted(let submitter, _) = record.state else { throw wrongState(record) }
    try secondPerson(record, submitter)
    return [.bulletin(.approved(step))]
  }

  /// Neither wrote a word of it nor brought it in; and of an office that may approve, where such are named.
  private func secondPerson(_ record: BulletinRecord, _ first: Actor) throws(Refusal) {
    if record.authors.contains(context.actor) || context.actor == first {
      throw Refusal(.bulletinOwnApproval, ["bulletin": record.id.rawValue])
    }
    let approvers = state.operations[record.operation]?.bulletinRules?.approvers ?? []
    if !approvers.isEmpty, !approvers.contains(where: { context.actor == .person(office: $0) }) {
      throw Refusal(.bulletinNotApprover, ["actor": context.actor.text, "offices": approvers.joined(separator: ", ")])
    }
  }

  private func publish(_ publication: BulletinPublication) throws(Refusal) -> [Event] {
    let record = try pending(step(publication))
    guard case .approved = record.state else { throw Refusal(.bulletinNotApproved, ["bulletin": record.id.rawValue]) }
    return [.bulletin(.published(try release(publication, record)))]
  }

  private func publishAlone(_ publication: BulletinPublication) throws(Refusal) -> [Event] {
    let record = try pending(step(publication))
    let alone = state.operations[record.operation]?.bulletinRules?.alone ?? []
    guard alone.contains(where: { context.actor == .person(office: $0) }) else {
      throw Refusal(.bulletinNotAlone, ["actor": context.actor.text])
    }
    guard record.current.isLifeSafety else { throw Refusal(.bulletinNotLifeSafety, ["bulletin": record.id.rawValue]) }
    if case .approved = record.state { return [.bulletin(.published(try release(publication, record)))] }
    return [.bulletin(.publishedAlone(try release(publication, record)))]
  }

  private func step(_ publication: BulletinPublication) -> BulletinStep {
    BulletinStep(bulletin: publication.bulletin, version: publication.version, digest: publication.digest)
  }

  /// What every release must keep, whoever signs.
  private func release(_ publication: BulletinPublication, _ record: BulletinRecord) throws(Refusal) -> BulletinPublication {
    let frame = try open(record.operation)
    let isActual = frame.mode == .actual && state.mode == .actual
    if publication.reach == .everyone, !isActual {
      throw Refusal(.modeMismatch, ["mode": frame.mode.rawValue, "database": state.mode?.rawValue ?? ""])
    }
    try afterNow(record.current.expiresAt)
    try identifier(publication.identifier, isActual: isActual)
    if let about = record.kind.about, state.bulletins[about]?.isLive != true {
      throw Refusal(.bulletinNotLive, ["bulletin": about.rawValue])
    }
    var publication = publication
    publication.sentAt = Instant(milliseconds: now.milliseconds - (now.milliseconds % 1000 + 1000) % 1000)
    return publication
  }

  private func identifier(_ text: String, isActual: Bool) throws(Refusal) {
    try plainID("identifier", text)
    guard text.hasSuffix("-X") != isActual else {
      throw invalid(
        "identifier", text, isActual ? "no -X at its end: that is of exercises" : "-X at its end, as all of exercises")
    }
    if state.bulletinIdentifiers.contains(text) { throw Refusal(.bulletinIdentifierTaken, ["identifier": text]) }
  }

  private func countersign(_ step: BulletinStep) throws(Refusal) -> [Event] {
    let record = try record(step.bulletin)
    guard let release = record.release else { throw wrongState(record) }
    guard release.awaitsSecondSignature else { return [] }
    guard step.version == release.publication.version, step.digest == release.publication.digest else {
      throw otherVersion(record, step.version)
    }
    try secondPerson(record, release.by)
    return [.bulletin(.countersigned(step))]
  }

  // MARK: Finding

  private func record(_ id: BulletinID) throws(Refusal) -> BulletinRecord {
    guard let record = state.bulletins[id] else { throw Refusal(.unknownBulletin, ["bulletin": id.rawValue]) }
    return record
  }

  /// A bulletin on its way, of exactly this version and text, in an open operation.
  private func pending(_ step: BulletinStep) throws(Refusal) -> BulletinRecord {
    let record = try record(step.bulletin)
    _ = try open(record.operation)
    guard record.isPending else { throw wrongState(record) }
    guard record.current.version == step.version, record.current.text.digest == step.digest else {
      throw otherVersion(record, step.version)
    }
    return record
  }

  private func wrongState(_ record: BulletinRecord) -> Refusal {
    let word =
      switch record.state {
      case .draft: "draft"
      case .submitted: "submitted"
      case .approved: "approved"
      case .published: "published"
      case .discarded: "discarded"
      }
    return Refusal(.bulletinState, ["bulletin": record.id.rawValue, "state": word])
  }

  private func otherVersion(_ record: BulletinRecord, _ version: Int) -> Refusal {
    Refusal(
      .bulletinVersion,
      ["bulletin": record.id.rawValue, "version": "\(version)", "current": "\(record.current.version)"])
  }
}
