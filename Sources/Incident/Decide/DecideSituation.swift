import Basics

extension Decision {
  func decide(_ command: SituationCommand) throws(Refusal) -> [Event] {
    switch command {
    case .reportDepths(let reports):
      try limit("reports", reports.count, IncidentLimits.reportsPerCommand)
      var events: [Event] = []
      for report in reports {
        try check(report)
        events.append(.situation(.depthReported(report)))
      }
      return events
    case .recordForecast(let forecast):
      try check(forecast)
      return [.situation(.depthForecast(forecast))]
    case .closeRoad(let report):
      try check(report)
      return [.situation(.roadClosed(report))]
    case .openRoad(let report):
      try check(report)
      return state.operations[report.operation]?.closedRoads[report.road] == nil ? [] : [.situation(.roadOpened(report))]
    case .recordPower(let report):
      _ = try open(report.operation)
      try known([report.area])
      try seenAndTold(report.at, report.at, report.informant)
      return [.situation(.powerRecorded(report))]
    case .overridePower(let pass):
      try needsPerson(command.name)
      _ = try open(pass.operation)
      try known([pass.area])
      try note("reason", pass.reason)
      return [.situation(.powerOverridden(pass))]
    case .reportAffected(let report):
      try check(report)
      return [.situation(.affectedReported(report))]
    case .countShelter(let count):
      try check(count)
      return [.situation(.shelterCounted(count))]
    }
  }

  private func check(_ report: DepthReport) throws(Refusal) {
    _ = try open(report.operation)
    try known([report.area])
    try known(report.place)
    try inRange("millimetres", report.millimetres, 0...IncidentLimits.depthMillimetres)
    try inRange("lowMillimetres", report.lowMillimetres, 0...report.millimetres)
    try seenAndTold(report.seenAt, report.toldAt, report.informant)
    if let until = report.holdsUntil, until <= report.seenAt {
      throw invalid("holdsUntil", until.text, "after \(report.seenAt.text)")
    }
  }

  private func check(_ count: ShelterCount) throws(Refusal) {
    _ = try open(count.operation)
    try known(count.place)
    try inRange("capacity", count.capacity, 0...IncidentLimits.recipientsPerBroadcast)
    try inRange("taken", count.taken, 0...IncidentLimits.recipientsPerBroadcast)
    try seenAndTold(count.seenAt, count.toldAt, count.informant)
  }

  /// Of an agency: what people see or guess is a report or nothing.
  private func check(_ forecast: DepthForecast) throws(Refusal) {
    try notBySystem("depth.forecast")
    _ = try open(forecast.operation)
    try known([forecast.area])
    try inRange("millimetres", forecast.millimetres, 0...IncidentLimits.depthMillimetres)
    try inRange("lowMillimetres", forecast.lowMillimetres, 0...forecast.millimetres)
    try seenAndTold(forecast.issuedAt, forecast.toldAt, forecast.informant)
    guard forecast.during.start < forecast.during.end, forecast.during.start >= forecast.issuedAt else {
      throw invalid("during", forecast.during.start.text, "from the issue on, and an end after its start")
    }
    try inRange("minutes", forecast.during.minutes, 1...IncidentLimits.forecastMinutes)
    switch forecast.informant {
    case .office, .partner: return
    case .staff, .press, .sensor, .resident:
      throw invalid("informant", forecast.informant.text, "the agency that says so, as office/bmkg")
    }
  }

  private func check(_ report: RoadReport) throws(Refusal) {
    _ = try open(report.operation)
    try name("road", report.road)
    if let area = report.area { try known([area]) }
    try inRange("millimetres", report.millimetres, 0...IncidentLimits.depthMillimetres)
    try seenAndTold(report.seenAt, report.toldAt, report.informant)
  }

  private func check(_ report: AffectedReport) throws(Refusal) {
    let frame = try open(report.operation)
    try known([report.area])
    if let occurrence = report.occurrence, !frame.occurrences.contains(where: { $0.id == occurrence }) {
      throw Refusal(.unknownOccurrence, ["occurrence": occurrence.rawValue])
    }
    let counts: [(String, Int?)] = [
      ("households", report.households), ("people", report.people), ("houses", report.houses),
      ("sheltered", report.sheltered), ("elsewhere", report.elsewhere), ("dead", report.dead), ("missing", report.missing),
      ("injured", report.injured),
    ]
    for (field, count) in counts { try inRange(field, count, 0...IncidentLimits.people) }
    guard counts.contains(where: { $0.1 != nil }) || !report.vulnerable.isEmpty else {
      throw invalid("affected", "", "at least one count")
    }
    try limit("vulnerable", report.vulnerable.count, VulnerableCount.Kind.allCases.count * 3)
    for count in report.vulnerable { try inRange("vulnerable.\(count.kind.rawValue)", count.count, 0...IncidentLimits.people) }
    try seenAndTold(report.seenAt, report.toldAt, report.informant)
  }
}
