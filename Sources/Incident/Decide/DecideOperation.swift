import Basics

extension Decision {
  func decide(_ command: DatabaseCommand) throws(Refusal) -> [Event] {
    switch command {
    case .open(let opening):
      if let database = state.database { throw Refusal(.databaseExists, ["mode": database.mode.rawValue]) }
      try plainID("city", opening.city)
      try digest("cityDigest", opening.cityDigest)
      if let scenario = opening.scenarioDigest { try digest("scenarioDigest", scenario) }
      try name("version", opening.version)
      return [.database(.opened(opening))]
    case .importRoster(let roster):
      try notBySystem(command.name)
      try digest("digest", roster.digest)
      try inRange("staff", roster.staff, 0...Roster.maximumStaff)
      for (field, value) in [
        ("units", roster.units), ("added", roster.added), ("changed", roster.changed), ("removed", roster.removed),
        ("invented", roster.invented),
      ] { try inRange(field, value, 0...Roster.maximumStaff) }
      if state.mode == .actual && roster.invented > 0 { throw Refusal(.inventedStaff, ["count": "\(roster.invented)"]) }
      return state.roster?.digest == roster.digest ? [] : [.database(.rosterImported(roster))]
    }
  }

  func decide(_ command: OperationCommand) throws(Refusal) -> [Event] {
    switch command {
    case .open(let opening): return try open(opening)
    case .close(let closing): return try close(closing)
    case .recordStatus(let status): return try record(status)
    case .writeUpBasis(let paper): return try writeUp(paper)
    case .setActingCommander(let acting):
      _ = try open(acting.operation)
      try name("office", acting.office)
      if let staff = acting.staff { _ = try member(staff) }
      return [.operation(.actingCommanderSet(acting))]
    case .nameCommander(let named):
      try notBySystem(command.name)
      _ = try open(named.operation)
      try name("office", named.office)
      try basis(named.basis)
      if let staff = named.staff { _ = try member(staff) }
      return [.operation(.commanderNamed(named))]
    case .startOccurrence(let operation, let hazard, let areas, let at):
      return try startOccurrence(operation, hazard, areas, at)
    case .endOccurrence(let end): return try endOccurrence(end)
    case .startPeriod(let operation, let interval, let objectives):
      return try startPeriod(operation, interval, objectives)
    case .addNote(let entry):
      let frame = try open(entry.operation)
      try note("note", entry.note)
      try known(entry.place)
      if let post = entry.post, frame.posts[post] == nil { throw Refusal(.unknownPost, ["post": post.rawValue]) }
      return [.operation(.noteAdded(entry))]
    }
  }

  private func open(_ opening: OpenOperation) throws(Refusal) -> [Event] {
    guard let database = state.database else { throw Refusal(.noDatabase) }
    guard opening.mode == database.mode else {
      throw Refusal(.modeMismatch, ["mode": opening.mode.rawValue, "database": database.mode.rawValue])
    }
    if opening.mode == .actual { try needsPerson("operation.open") }
    try limit("operations", state.operations.count + 1, IncidentLimits.operations)
    try plainID("name", opening.name)
    try known(opening.areas)
    try basis(opening.basis)
    if let scenario = opening.scenarioDigest { try digest("scenarioDigest", scenario) }
    var counters = state.counters
    return [
      .operation(
        .opened(
          OperationOpening(
            operation: counters.operation(), name: opening.name, mode: opening.mode, hazard: opening.hazard, areas: opening.areas,
            basis: opening.basis, warning: opening.warning, scenarioDigest: opening.scenarioDigest)))
    ]
  }

  private func close(_ closing: OperationClosing) throws(Refusal) -> [Event] {
    try needsPerson("operation.close")
    _ = try open(closing.operation)
    try note("note", closing.note)
    let live = state.orders(closing.operation).count { $0.phase.holdsSeat || $0.phase.isOnScene }
    guard live == 0 else {
      throw Refusal(.operationHasPeople, ["operation": closing.operation.rawValue, "count": "\(live)"])
    }
    return [.operation(.closed(closing))]
  }

  /// A status is recorded from a paper, by somebody who has it in hand.
  private func record(_ status: StatusRecord) throws(Refusal) -> [Event] {
    try notBySystem("status.record")
    let frame = try open(status.operation)
    switch status.basis.kind {
    case .decree, .oralOrder: break
    case .earlyWarning, .stateOfNeed: throw Refusal(.statusNeedsDecree, ["kind": status.basis.kind.rawValue])
    }
    try basis(status.basis)
    try known(status.areas)
    guard status.from <= status.to else {
      throw Refusal(.statusDates, ["from": status.from.text, "to": status.to.text])
    }
    if status.isExtension {
      guard let last = frame.statuses.last, last.status == status.status, last.to < status.to else {
        throw Refusal(
          .extensionWithoutStatus,
          [
            "status": status.status.rawValue, "current": frame.status.rawValue,
            "until": frame.statuses.last?.to.text ?? "-",
          ])
      }
    }
    return frame.statuses.last == status ? [] : [.operation(.statusRecorded(status))]
  }

  private func writeUp(_ paper: BasisWriteUp) throws(Refusal) -> [Event] {
    try notBySystem("basis.write_up")
    let frame = try open(paper.operation)
    try basis(paper.basis)
    guard paper.basis.isWrittenUp else { throw Refusal(.basisNotWritten) }
    guard frame.openOralBases.contains(paper.subject) else {
      throw Refusal(.basisNotOpen, ["subject": paper.subject.rawValue])
    }
    return [.operation(.basisWrittenUp(paper))]
  }

  private func startOccurrence(_ id: OperationID, _ hazard: Hazard, _ areas: [AreaID], _ at: Instant) throws(Refusal) -> [Event] {
    let frame = try open(id)
    try known(areas)
    try notInFuture("at", at)
    try limit("occurrences", frame.occurrences.count + 1, IncidentLimits.occurrencesPerOperation)
    var counters = state.counters
    let start = OccurrenceStart(operation: id, occurrence: counters.occurrence(), hazard: hazard, areas: areas, at: at)
    return [.operation(.occurrenceStarted(start))]
  }

  private func endOccurrence(_ end: OccurrenceEnd) throws(Refusal) -> [Event] {
    let frame = try open(end.operation)
    guard let occurrence = frame.occurrences.first(where: { $0.id == end.occurrence }), occurrence.endedAt == nil else {
      throw Refusal(.unknownOccurrence, ["occurrence": end.occurrence.rawValue])
    }
    try notInFuture("at", end.at)
    guard end.at >= occurrence.start.at else { throw invalid("at", end.at.text, "not before \(occurrence.start.at.text)") }
    return [.operation(.occurrenceEnded(end))]
  }

  private func startPeriod(_ id: OperationID, _ interval: Interval, _ objectives: [NoteReference]) throws(Refusal) -> [Event] {
    let frame = try open(id)
    guard interval.start < interval.end else { throw invalid("interval", interval.end.text, "after \(interval.start.text)") }
    try limit("periods", frame.periods.count + 1, IncidentLimits.periodsPerOperation)
    try limit("objectives", objectives.count, IncidentLimits.objectivesPerPeriod)
    for objective in objectives { try note("objectives", objective) }
    var counters = state.counters
    let start = PeriodStart(operation: id, period: counters.period(), interval: interval, objectives: objectives)
    return [.operation(.periodStarted(start))]
  }
}
