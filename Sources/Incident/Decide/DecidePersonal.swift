import Basics

extension Decision {
  func decide(_ command: PersonalCommand) throws(Refusal) -> [PersonalEvent] {
    try notBySystem(command.name)
    switch command {
    case .train(let trained): return [.trained(try training(trained))]
    case .void(let voided):
      try needsPerson(command.name)
      try note("reason", voided.reason)
      guard let record = state.service.trainings[voided.record], record.trained.staff == voided.staff else {
        throw Refusal(.unknownTraining, ["record": voided.record.rawValue])
      }
      return record.voided == nil ? [.voided(voided)] : []
    case .object(let staff, let about, let words):
      _ = try member(staff)
      try plainID("about", about)
      try note("words", words)
      try limit("corrections", state.service.correctionIDs.count + 1, IncidentLimits.voices)
      // Law 27/2022 art. 30 counts hours, not working days.
      let due = now.adding(minutes: 3 * 24 * 60)
      return [
        .objected(
          PersonObjected(
            correction: CorrectionID("correction-\(state.service.correctionIDs.count + 1)"), staff: staff, about: about,
            words: words, dueAt: due))
      ]
    case .look(let seen):
      try needsPerson(command.name)
      _ = try member(seen.staff)
      try plainID("what", seen.what)
      return [.seen(seen)]
    case .answer(let id, let isCorrected, let answer):
      try needsPerson(command.name)
      try note("answer", answer)
      guard let record = state.service.corrections[id] else { throw Refusal(.unknownCorrection, ["correction": id.rawValue]) }
      guard record.answer == nil else { return [] }
      return [
        .objectionAnswered(
          PersonObjectionAnswered(
            correction: id, staff: record.objected.staff, isCorrected: isCorrected, answer: answer))
      ]
    }
  }

  private func training(_ trained: PersonTrained) throws(Refusal) -> PersonTrained {
    _ = try member(trained.staff)
    try limit("trainings", state.service.trainings.count + 1, IncidentLimits.trainings)
    try inRange("level", trained.level, Competency.levels)
    try inRange("hours", trained.hours, 0...2_000)
    guard trained.from <= trained.to else { throw invalid("to", trained.to.text, "not before \(trained.from.text)") }
    try dayNotInFuture("to", trained.to)
    if let until = trained.validUntil, until < trained.to {
      throw invalid("validUntil", until.text, "not before \(trained.to.text)")
    }
    if (trained.competency == nil) != (trained.level == nil) {
      throw invalid("level", "", "both competency and level, or neither")
    }
    if let competency = trained.competency { try plainID("competency", competency.rawValue) }
    try note("title", trained.title)
    try note("certificate", trained.certificate)
    if let drill = trained.drill { try name("drill", drill) }
    var trained = trained
    trained.record = TrainingID("training-\(state.service.trainings.count + 1)")
    return trained
  }

  func decide(_ command: VoiceCommand) throws(Refusal) -> [VoiceEvent] {
    switch command {
    case .sendIdea(let idea):
      try limit("ideas", state.service.ideaIDs.count + 1, IncidentLimits.voices)
      if let staff = idea.staff { _ = try member(staff) }
      if let unit = idea.unit { try responsible(unit, nil) }
      if let sector = idea.sector, context.city.service.settings.sector(sector) == nil {
        throw Refusal(.unknownSector, ["sector": sector.rawValue])
      }
      try note("words", idea.words)
      var idea = idea
      idea.idea = IdeaID("idea-\(state.service.ideaIDs.count + 1)")
      return [.ideaReceived(idea)]
    case .answerIdea(let answer):
      try needsPerson(command.name)
      guard let record = state.service.ideas[answer.idea] else { throw Refusal(.unknownIdea, ["idea": answer.idea.rawValue]) }
      try note("answer", answer.answer)
      if let action = answer.action, state.service.actions[action] == nil {
        throw Refusal(.unknownAction, ["action": action.rawValue])
      }
      return record.answer == answer ? [] : [.ideaAnswered(answer)]
    case .raise(let raised):
      try limit("concerns", state.service.concernIDs.count + 1, IncidentLimits.voices)
      guard state.orders[raised.order] != nil else { throw Refusal(.unknownOrder, ["order": raised.order.rawValue]) }
      try note("words", raised.words)
      var raised = raised
      raised.concern = ConcernID("concern-\(state.service.concernIDs.count + 1)")
      return [.concernRaised(raised)]
    case .answerConcern(let answer):
      try needsPerson(command.name)
      guard let record = state.service.concerns[answer.concern] else {
        throw Refusal(.unknownConcern, ["concern": answer.concern.rawValue])
      }
      try note("answer", answer.answer)
      return record.answer == answer ? [] : [.concernAnswered(answer)]
    }
  }
}
