import Basics
import Geography
import Incident

// The world's own course: needs, power, reports, injects.

extension DrillRun {
  func stepNeeds() throws(Problem) {
    needs.step(
      water: setting.water, supply: supply(), at: now, offsetMinutes: setting.city.offsetMinutes, asked: callsForHelp)
    callsForHelp = []
    try checkConditions()
    let next = now.adding(minutes: NeedModel.stepMinutes)
    if next <= span.end { try at(next, .needs) }
  }

  /// Who is at work where, by what they do for residents. Partners' teams that have arrived work at the normal rate.
  func supply() -> ServiceSupply {
    var sites: [Role.Service: [PlaceID: ServiceSupply.Site]] = [:]
    func add(_ role: RoleID, _ place: PlaceID, rate: Double, heads: Int) {
      guard let service = roleOf[role]?.serves, let known = placeOf[place] else { return }
      let kecamatan = setting.city.area(known.area)?.kecamatan ?? ""
      var site =
        sites[service]?[place] ?? ServiceSupply.Site(place: place, area: known.area, kecamatan: kecamatan, rate: 0, heads: 0)
      site.rate += rate
      site.heads += heads
      sites[service, default: [:]][place] = site
    }
    guard let frame = desk.state.operation(operation) else { return ServiceSupply() }
    for order in responders.filter({ $0.value.isAtWork }).map(\.key).sorted() {
      guard let responder = responders[order], let arrived = responder.arrivedAt, let post = frame.posts[responder.post]?.post
      else { continue }
      let hours = people.hoursAwake(at: now, since: arrived)
      let rate = people.workRate(level: responder.level, hoursAwake: hours)
      add(post.role, post.place, rate: rate, heads: 1)
    }
    for team in frame.partnerTeams where team.counts {
      guard let post = frame.posts[team.post]?.post, let shift = frame.shifts[post.shift], shift.interval.contains(now) else {
        continue
      }
      add(post.role, post.place, rate: Double(team.heads), heads: team.heads)
    }
    return ServiceSupply(
      sites: sites.mapValues { places in places.keys.sorted().compactMap { places[$0] } })
  }

  /// The lowest level held among the competencies that the role requires; 3 where it requires none.
  func level(_ staff: StaffID, _ role: RoleID) -> Int {
    guard let required = roleOf[role]?.requires, !required.isEmpty, let member = roster.member(staff) else { return 3 }
    return required.map { member.held($0.competency)?.level ?? 0 }.min() ?? 3
  }

  func apply(_ change: PowerWorld.Switch) throws(Problem) {
    powerOffSince[change.area] = change.isOff ? powerOffSince[change.area] ?? now : nil
    notebook.line(now, change.isOff ? .powerOff : .powerOn, area: change.area)
    if let told = change.told, span.contains(told) { try at(max(told, now), .powerTold(change)) }
  }

  /// PLN tells the control room.
  func tell(_ change: PowerWorld.Switch) throws(Problem) {
    let report = PowerReport(
      operation: operation, area: change.area, state: change.isOff ? .confirmedOff : .backOn, at: now, informant: .office("pln"))
    try submit(.situation(.recordPower(report)), by: Self.dispatcher)
    for shift in shifts where shift.interval.end > now && shift.interval.start < now.adding(minutes: 240) {
      try wantsPlan(shift.id, .situation)
    }
  }

  /// A citizen reports; the control room writes down what it hears, true or not. What looks the same as the last report is counted
  /// and not written again.
  func hear(_ report: ReportWorld.Report) throws(Problem) {
    notebook.heard.received += 1
    if report.isDuplicate { notebook.heard.duplicates += 1 }
    if report.isRumour {
      notebook.heard.rumours += 1
      notebook.line(now, .rumour, area: report.area, figure: report.millimetres)
    }
    if let truth = report.truth, !report.isDuplicate {
      notebook.reportErrors += Double(abs(report.millimetres - truth))
      notebook.reportErrorCount += 1
    }
    let last = desk.state.operation(operation)?.depths[report.area]?.last?.report
    if let last, abs(last.millimetres - report.millimetres) <= 50, report.seen.minutes(since: last.seenAt) < 60 { return }
    if report.isDuplicate { return }
    let heard = DepthReport(
      operation: operation, area: report.area, millimetres: report.millimetres, above: .road, seenAt: min(report.seen, now),
      toldAt: now, holdsUntil: now.adding(minutes: 180), informant: .resident)
    try submit(.situation(.reportDepths([heard])), by: Self.dispatcher)
  }
}
