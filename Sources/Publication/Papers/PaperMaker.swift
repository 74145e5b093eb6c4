import Basics
import Geography
import Incident

/// What all papers of one context and language share: facts, words, and the frame of the sheet.
struct PaperMaker {
  /// Its plan is without those who will not come.
  let context: PaperContext
  let style: Style
  let facts: OperationFacts
  let lookup: Lookup
  let explain: ExplanationText
  let events: EventText
  private let orderIndex: [DutyKey: OperationFacts.OrderLine]
  var words: Catalogue { style.words }
  var language: Language { style.language }
  var plan: Plan? { context.plan?.plan }

  init(_ given: PaperContext, language: Language) {
    var context = given
    style = context.style(language)
    facts = OperationFacts(context.operation, events: context.events, until: context.generatedAt)
    let own = context.plan?.shifts ?? []
    let shifts = own + (context.roster?.shifts ?? []).filter { shift in !own.contains { $0.id == shift.id } }
    let more = facts.shifts.filter { shift in !shifts.contains { $0.id == shift.id } }
    lookup = Lookup(
      city: context.city, shifts: shifts + more, names: context.names, style: style, ownShift: context.plan?.onlyShift)
    explain = ExplanationText(lookup)
    events = EventText(lookup: lookup, facts: facts, note: context.note)
    let orders = facts.orders
    let index = Dictionary(
      facts.orderIDs.compactMap { orders[$0] }.map { (DutyKey(staff: $0.issue.staff, post: $0.issue.post), $0) },
      uniquingKeysWith: { _, last in last })
    orderIndex = index
    context.plan = given.plan.map { view in
      view.leaving(
        Set(
          view.plan.duties.map { DutyKey(staff: $0.staff, post: $0.post) }.filter { index[$0].map { !$0.stands } ?? false }))
    }
    context.roster = given.roster.map { roster in
      let keys = roster.people.flatMap { $0.lines.map { DutyKey(staff: $0.duty.staff, post: $0.duty.post) } }
      return roster.leaving(Set(keys.filter { index[$0].map { !$0.stands } ?? false }))
    }
    self.context = context
  }

  func page(_ kind: PaperKind) -> [String: Any] {
    let title = words("paper.\(kind.rawValue)")
    return [
      "lang": language.rawValue, "css": PaperCSS.text(isLandscape: kind.isLandscape), "title": title,
      "marks": context.mode.mark.map { [["mark": $0]] } ?? [], "sender": sender,
      "operation": words("paper.operationLine", ["id": context.operation.rawValue]),
      "planLine": words("paper.planLine", ["id": context.plan?.id ?? words("paper.noPlan")]),
      "logLine": words("paper.logLine", ["code": context.logHead]),
      "madeLine": words("paper.madeLine", ["at": style.moment(context.generatedAt)]),
      "blocks": blocks(kind).map(\.context),
    ]
  }

  /// `POSKO DUMAI`, in an exercise `LATIHAN POSKO DUMAI`.
  var sender: String {
    let name = context.city.sender
    return context.mode == .exercise && !name.hasPrefix("LATIHAN") ? "LATIHAN " + name : name
  }

  private func blocks(_ kind: PaperKind) -> [PaperBlock] {
    switch kind {
    case .poskoChart: poskoChart()
    case .dutyList: dutyList()
    case .dutyRoster: dutyRoster()
    case .postLog: postLog()
    case .firstReport: firstReport()
    case .dailyReport: dailyReport()
    case .map: mapPage()
    case .ics203: ics203()
    case .ics204: ics204()
    case .ics214: ics214()
    }
  }

  // MARK: Shared parts

  var none: String { words("depth.noReport") }
  var title: String { context.title[language] }

  /// The plan's shifts as one span; nil without a plan.
  var span: Interval? {
    let shifts = (plan?.shifts ?? []).compactMap { lookup.shift($0)?.interval }
    guard let start = shifts.map(\.start).min(), let end = shifts.map(\.end).max() else { return nil }
    return Interval(start: start, end: end)
  }

  /// Which statements of depth a paper shows: those that touch the plan's shifts or the time up to the paper.
  var depthSpan: Interval? {
    guard let span else { return nil }
    let end = context.generatedAt.adding(minutes: 1)
    return Interval(start: span.start, end: max(span.end, end))
  }

  /// The time that the plan is for; the operational period where there is no plan.
  var planPeriod: String { span.map(style.span) ?? period }

  var period: String {
    if let period = facts.periods.last { return style.span(period.value.interval) }
    return span.map(style.span) ?? words("paper.notRecorded")
  }

  /// `Nama (jabatan)`, or that nobody is recorded.
  var commander: String {
    if let named = facts.commander?.value { return events.holder(named.office, named.staff) }
    if let acting = facts.acting?.value {
      return words("paper.acting", ["who": events.holder(acting.office, acting.staff)])
    }
    return words("paper.notRecorded")
  }

  var status: [String] {
    guard let status = facts.statuses.last else { return [words("status.none")] }
    return [
      words(
        "paper.statusSpan",
        [
          "status": words("status.\(status.value.status.rawValue)"), "from": style.date(status.value.from),
          "to": style.date(status.value.to),
        ]),
      events.basis(status.value.basis) + cite(status.sequence),
    ]
  }

  /// All papers and orders that the operation rests on, an oral order by its later paper where there is one.
  var bases: [String] {
    var out: [String] = []
    func add(_ basis: Basis?, _ subject: BasisSubject) {
      guard let basis else { return }
      let written = facts.writeUps.last { $0.value.subject == subject }?.value.basis
      let text = events.basis(basis.isWrittenUp ? basis : written ?? basis)
      if !out.contains(text) { out.append(text) }
    }
    add(facts.opening?.value.basis, .opening)
    add(facts.statuses.last?.value.basis, .status)
    add(facts.commander?.value.basis, .commander)
    return out
  }

  /// ` [log 12]`
  func cite(_ sequence: UInt64) -> String { " " + words("paper.cite", ["sequence": "\(sequence)"]) }

  var approval: String {
    words(context.plan == nil ? "paper.planNone" : context.planApproved ? "paper.planApproved" : "paper.planProposed")
  }

  /// What stands in for facts, and what the city pack says of itself.
  var caveats: [String] {
    (plan?.caveats ?? []).map(explain.text) + context.city.synthetic.map { $0[language] }
  }

  func unitName(_ staff: StaffID) -> String { context.names.person(staff)?.unit ?? "–" }

  /// Of the orders that stand, the one for this duty.
  func order(_ duty: Duty) -> OperationFacts.OrderLine? { orderIndex[DutyKey(staff: duty.staff, post: duty.post)] }
}
