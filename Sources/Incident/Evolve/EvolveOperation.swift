import Basics

extension State {
  mutating func apply(_ event: OperationEvent, _ recorded: RecordedEvent) {
    switch event {
    case .opened(let opening): open(opening, recorded)
    case .closed(let closing): change(closing.operation, "operation.closed") { $0.closedAt = recorded.instant }
    case .statusRecorded(let status): change(status.operation, "status.recorded") { $0.statuses.append(status) }
    case .basisWrittenUp(let paper): change(paper.operation, "basis.written_up") { $0.writeUp(paper) }
    case .actingCommanderSet(let acting):
      change(acting.operation, "commander.acting") {
        $0.commander = Commander(office: acting.office, staff: acting.staff, basis: nil, since: recorded.instant)
      }
    case .commanderNamed(let named):
      change(named.operation, "commander.named") {
        $0.commander = Commander(office: named.office, staff: named.staff, basis: named.basis, since: recorded.instant)
      }
    case .occurrenceStarted(let start):
      counters.occurrences += 1
      change(start.operation, "occurrence.started") { $0.occurrences.append(Occurrence(start: start)) }
    case .occurrenceEnded(let end): change(end.operation, "occurrence.ended") { $0.end(end) }
    case .periodStarted(let start):
      counters.periods += 1
      change(start.operation, "period.started") {
        $0.periods.append(OperationalPeriod(start: start, startedBy: recorded.actor))
      }
    case .noteAdded(let note): change(note.operation, "note.added") { $0.notes += 1 }
    }
  }

  private mutating func open(_ opening: OperationOpening, _ recorded: RecordedEvent) {
    counters.operations += 1
    if operations[opening.operation] != nil {
      note("operation.opened: \(opening.operation) a second time")
      return
    }
    operations[opening.operation] = EmergencyOperation(opening, at: recorded.instant, by: recorded.actor)
    operationIDs.append(opening.operation)
  }

  mutating func apply(_ event: PaperEvent, _ recorded: RecordedEvent) {
    switch event {
    case .letterRecorded(let record):
      counters.letters += 1
      change(record.operation, "letter.recorded") { $0.letters.append(record.letter) }
      letters[record.letter] = AssignmentLetter(record: record, recordedAt: recorded.instant)
    case .letterPart(let part):
      guard letters[part.letter] != nil else { return note("letter.part: letter \(part.letter) is unknown") }
      letters[part.letter]?.duties.append(contentsOf: part.duties)
      for duty in part.duties { lettered.insert(LetteredDuty(operation: part.operation, duty: duty)) }
    }
  }

  mutating func apply(_ event: SafetyEvent, _ recorded: RecordedEvent) {
    switch event {
    case .roundOpened(let opening):
      counters.rounds += 1
      change(opening.operation, "round.opened") { $0.rounds.append(opening.round) }
      rounds[opening.round] = AccountabilityRound(
        opening: opening, openedAt: recorded.instant, asked: unique(onScene(opening.operation).map(\.staff)))
    case .roundAnswered(let answer):
      guard rounds[answer.round] != nil else { return note("round.answered: round \(answer.round) is unknown") }
      rounds[answer.round]?.answers[answer.staff] = answer
    case .roundClosed(let closing):
      guard rounds[closing.round] != nil else { return note("round.closed: round \(closing.round) is unknown") }
      rounds[closing.round]?.closedAt = recorded.instant
    }
  }
}

extension EmergencyOperation {
  mutating func writeUp(_ paper: BasisWriteUp) {
    switch paper.subject {
    case .opening: basis = paper.basis
    case .status: if let last = statuses.indices.last { statuses[last].basis = paper.basis }
    case .commander: commander?.basis = paper.basis
    }
  }

  mutating func end(_ end: OccurrenceEnd) {
    if let i = occurrences.firstIndex(where: { $0.id == end.occurrence }) { occurrences[i].endedAt = end.at }
  }
}
