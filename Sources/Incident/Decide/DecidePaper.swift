import Basics

extension Decision {
  func decide(_ command: PaperCommand) throws(Refusal) -> [Event] {
    switch command {
    case .recordLetter(let letter): return try record(letter)
    }
  }

  /// The paper as it came back signed; its list names duties of the plan or of orders.
  private func record(_ letter: LetterSubmission) throws(Refusal) -> [Event] {
    try notBySystem("letter.record")
    let frame = try open(letter.operation)
    try name("number", letter.number)
    try name("signerOffice", letter.signerOffice)
    try basis(letter.basis)
    try limit("letters", frame.letters.count + 1, IncidentLimits.lettersPerOperation)
    try limit("duties", letter.duties.count, IncidentLimits.dutiesPerLetter)
    guard !letter.duties.isEmpty else { throw invalid("duties", "", "at least one") }
    if frame.letters.contains(where: { state.letters[$0]?.record.number == letter.number }) {
      throw Refusal(.letterNumberTaken, ["number": letter.number])
    }
    var known = Set(state.orders(letter.operation).map(\.duty))
    for plan in state.plans(letter.operation) where plan.state.isApproved {
      known.formUnion(plan.duties.map { DutyKey(staff: $0.staff, post: $0.post) })
    }
    var seen: Set<DutyKey> = []
    for duty in letter.duties {
      let values = ["staff": duty.staff.rawValue, "post": duty.post.rawValue]
      guard known.contains(duty) else { throw Refusal(.letterDutyUnknown, values) }
      guard seen.insert(duty).inserted else { throw Refusal(.letterTwice, values) }
    }
    var counters = state.counters
    let id = counters.letter()
    let head = LetterRecord(
      operation: letter.operation, letter: id, number: letter.number, date: letter.date, basis: letter.basis,
      signerOffice: letter.signerOffice, duties: letter.duties.count)
    return [.paper(.letterRecorded(head))]
      + parts(letter.duties).enumerated().map { i, part in
        .paper(.letterPart(LetterPart(operation: letter.operation, letter: id, part: i + 1, duties: part)))
      }
  }

  func decide(_ command: SafetyCommand) throws(Refusal) -> [Event] {
    switch command {
    case .openRound(let operation, let deadline):
      let frame = try open(operation)
      try afterNow(deadline)
      guard !state.onScene(operation).isEmpty else { throw Refusal(.nobodyOnScene) }
      try limit("rounds", frame.rounds.count + 1, IncidentLimits.roundsPerOperation)
      var counters = state.counters
      return [.safety(.roundOpened(RoundOpening(operation: operation, round: counters.round(), deadline: deadline)))]
    case .answer(let answer):
      let round = try round(answer.operation, answer.round)
      guard round.asked.contains(answer.staff) else {
        throw Refusal(.notAsked, ["staff": answer.staff.rawValue, "round": answer.round.rawValue])
      }
      try notInFuture("at", answer.at)
      let before = round.answers[answer.staff]
      // A doubled answer, or one that was overtaken by a later one, changes nothing; "not safe" always counts.
      if let before, before.isSafe == answer.isSafe || (answer.isSafe && answer.at <= before.at) { return [] }
      return [.safety(.roundAnswered(answer))]
    case .closeRound(let closing):
      _ = try round(closing.operation, closing.round)
      return [.safety(.roundClosed(closing))]
    }
  }

  private func round(_ operation: OperationID, _ id: RoundID) throws(Refusal) -> AccountabilityRound {
    _ = try open(operation)
    guard let round = state.rounds[id], round.opening.operation == operation, round.closedAt == nil else {
      throw Refusal(.unknownRound, ["round": id.rawValue])
    }
    return round
  }
}
