import Basics
import Incident

/// Says an event of the log in one sentence for papers, and which posts it concerns.
///
/// Declines and silence are said without a name: only the person and the dispatcher may see whose they are.
public struct EventText: Sendable {
  let lookup: Lookup
  let explain: ExplanationText
  let facts: OperationFacts
  let note: @Sendable (NoteReference) -> String?
  var words: Catalogue { lookup.words }
  var style: Style { lookup.style }

  public init(lookup: Lookup, facts: OperationFacts, note: @escaping @Sendable (NoteReference) -> String?) {
    self.lookup = lookup
    self.facts = facts
    self.note = note
    explain = ExplanationText(lookup)
  }

  /// Who recorded it: an office, a person's name where one is known, or the system's component.
  public func actor(_ actor: Actor) -> String {
    if let staff = actor.staff { return lookup.names.name(staff) }
    switch actor.kind {
    case .system, .importer: return words("actor.system")
    case .person: return OfficeText.name(actor.office)
    }
  }

  /// Who recorded an entry; hidden for declines and silence, whose actor would be the name that the sentence leaves out.
  public func recorder(_ record: RecordedEvent) -> String {
    switch record.event {
    case .order(.declined), .order(.unanswered): words("log.hidden")
    // Whose idea, concern or objection it is, is theirs to say.
    case .service(.voice), .service(.personal): words("log.hidden")
    default: actor(record.actor)
    }
  }

  public func informant(_ informant: Informant) -> String {
    switch informant {
    case .staff(let id): words("informant.staff", ["name": lookup.names.name(id)])
    case .office(let office): OfficeText.name(office)
    case .partner(let id): lookup.partnerName(id)
    case .press(let name): words("informant.press", ["name": name])
    case .sensor(let name): words("informant.sensor", ["name": name])
    case .resident: words("informant.resident")
    }
  }

  /// Nil for events that only carry the rows of another one, as the parts of a plan.
  public func text(_ event: Event) -> String? {
    switch event {
    case .database, .exercise, .access: nil
    case .operation(let event): text(event)
    case .need(let event): text(event)
    case .situation(let event): text(event)
    case .plan(let event): text(event)
    case .order(let event): text(event)
    case .paper(let event): text(event)
    case .safety(let event): text(event)
    case .broadcast(let event): text(event)
    case .bulletin(let event): text(event)
    case .citizen(let event): text(event)
    case .service(let event): text(event)
    }
  }

  public func basis(_ basis: Basis) -> String {
    var values = ["date": style.date(basis.date), "office": OfficeText.name(basis.signerOffice), "number": basis.number]
    if !basis.isWrittenUp { return words("basis.open", values) }
    values["kind"] = words("basis.kind.\(basis.kind.rawValue)")
    return words("basis.written", values)
  }

  private func text(_ event: OperationEvent) -> String {
    switch event {
    case .opened(let opening):
      return words(
        "event.operation.opened", ["hazard": words("hazard.\(opening.hazard.rawValue)"), "areas": areas(opening.areas)])
    case .closed: return words("event.operation.closed")
    case .statusRecorded(let status):
      return words(
        status.isExtension ? "event.status.extended" : "event.status.recorded",
        [
          "status": words("status.\(status.status.rawValue)"), "from": style.date(status.from), "to": style.date(status.to),
          "basis": basis(status.basis),
        ])
    case .basisWrittenUp(let writeUp): return words("event.basis.written_up", ["basis": basis(writeUp.basis)])
    case .actingCommanderSet(let acting):
      return words("event.commander.acting", ["who": holder(acting.office, acting.staff)])
    case .commanderNamed(let named):
      return words("event.commander.named", ["who": holder(named.office, named.staff), "basis": basis(named.basis)])
    case .occurrenceStarted(let start):
      return words(
        "event.occurrence.started",
        ["hazard": words("hazard.\(start.hazard.rawValue)"), "areas": areas(start.areas), "at": style.moment(start.at)])
    case .occurrenceEnded(let end): return words("event.occurrence.ended", ["at": style.moment(end.at)])
    case .periodStarted(let period): return words("event.period.started", ["span": style.span(period.interval)])
    case .noteAdded(let entry): return words("event.note.added", ["text": note(entry.note) ?? words("note.gone")])
    }
  }

  func holder(_ office: String, _ staff: StaffID?) -> String {
    let office = OfficeText.name(office)
    return staff.map { "\(lookup.names.name($0)) (\(office))" } ?? office
  }

  func areas(_ areas: [AreaID]) -> String {
    areas.isEmpty ? words("areas.none") : style.list(areas.map(lookup.areaName))
  }

  private func text(_ event: NeedEvent) -> String {
    switch event {
    case .shiftsDefined(let defined):
      return words("event.shifts.defined", ["shifts": style.list(defined.shifts.map { lookup.shiftName($0.id) })])
    case .postureActivated(let posture): return words("event.posture.activated", ["posture": postureName(posture.posture)])
    case .postureDeactivated(let posture):
      return words("event.posture.deactivated", ["posture": postureName(posture.posture)])
    case .postsOpened(let opened):
      let heads = opened.posts.reduce(0) { $0 + $1.heads }
      return words(
        "event.posts.opened", ["posts": style.number(opened.posts.count), "heads": style.number(heads)])
    case .postChanged(let change):
      return words("event.post.changed", ["post": lookup.postName(change.post), "heads": style.number(change.heads)])
    case .postClosed(let closing): return words("event.post.closed", ["post": lookup.postName(closing.post)])
    case .equipmentReported(let report):
      return words(
        "event.equipment.reported",
        [
          "count": style.number(report.count), "kind": words("equipment.\(report.kind.rawValue)"),
          "place": lookup.placeName(report.place), "state": words("equipmentState.\(report.state.rawValue)"),
          "owner": report.owner,
        ])
    case .aidRequested(let asked):
      return words(
        "event.aid.requested", ["partner": lookup.partnerName(asked.partner), "need": need(asked.need)])
    case .aidPromised(let promise): return aid(promise.request, "event.aid.promised", promise.count)
    case .aidArrived(let arrival): return aid(arrival.request, "event.aid.arrived", arrival.count)
    case .aidReleased(let release): return aid(release.request, "event.aid.released", 0)
    }
  }

  private func postureName(_ id: PostureID) -> String {
    lookup.city.postures.first { $0.id == id }?.name[style.language] ?? id.rawValue
  }

  func need(_ need: AidNeed) -> String {
    switch need {
    case .team(let post, let heads):
      words("aid.team", ["heads": style.number(heads), "post": lookup.postName(post)])
    case .equipment(let kind, let count, let place):
      words(
        "aid.equipment",
        ["count": style.number(count), "kind": words("equipment.\(kind.rawValue)"), "place": lookup.placeName(place)])
    }
  }

  private func aid(_ request: AidRequestID, _ key: String, _ count: Int) -> String {
    let line = facts.aid.first { $0.asked.value.request == request }
    return words(
      key,
      [
        "partner": line.map { lookup.partnerName($0.asked.value.partner) } ?? request.rawValue, "count": style.number(count),
      ])
  }
}
