import Basics
import Geography
import Incident

/// The shifts of a scenario: stated one by one (`shifts`), or as the same hours of several days (`windows`).
struct ScenarioShifts {
  private(set) var shifts: [Shift] = []
  private let city: City
  private let span: Interval?

  init(map: YAMLMap, city: City, span: Interval?) {
    self.city = city
    self.span = span
    if map.has("shifts"), map.has("windows") {
      map.optional("windows")?.fault("scenario.shifts", "both shifts and windows; expected one of them")
    }
    if let items = map.optional("shifts") {
      for item in items.list(CityLimits.shifts) { addShift(item) }
    } else if let windows = map.optional("windows") {
      addWindows(windows)
    } else {
      map.value.fault(
        "scenario.shifts", "no shifts and no windows; expected one of them",
        advice: "windows: {from: 2021-10-07, to: 2021-10-09, hours: [\"03:30-09:00\"]}")
    }
  }

  private mutating func addShift(_ item: YAMLValue) {
    guard let map = item.map(["id", "name", "from", "to"]) else { return }
    let id = map.required("id")?.id(ShiftID.self)
    let name = map.required("name")?.bilingual()
    let from = map.required("from")?.instant(offsetMinutes: city.offsetMinutes)
    let to = map.required("to")?.instant(offsetMinutes: city.offsetMinutes)
    guard let id, let name, let from, let to else { return }
    add(Interval(start: from, end: to), id: id, name: name, item)
  }

  private mutating func addWindows(_ value: YAMLValue) {
    guard let map = value.map(["from", "to", "hours"]) else { return }
    let from = map.required("from")?.date()
    let to = map.required("to")?.date()
    let spans = map.required("hours")?.list(24).compactMap { $0.clockSpan() } ?? []
    guard let from, let to else { return }
    guard from <= to, to.dayNumber - from.dayNumber < 366 else {
      value.fault("scenario.windows", "from \(from.text) to \(to.text); expected at most a year, the end not before the start")
      return
    }
    for day in from.dayNumber...to.dayNumber {
      let date = CivilDate(dayNumber: day)
      for (i, hours) in spans.enumerated() where shifts.count < CityLimits.shifts {
        let span = DepthSeries.windows(from: date, through: date, minutesOfDay: [hours], offsetMinutes: city.offsetMinutes)[0]
        let (_, month, dayOfMonth) = date.parts
        let clock = "\(span.start.clock(offsetMinutes: city.offsetMinutes))-\(span.end.clock(offsetMinutes: city.offsetMinutes))"
        let id = ShiftID("\(month < 10 ? "0" : "")\(month)\(dayOfMonth < 10 ? "0" : "")\(dayOfMonth)-\(i + 1)")
        add(span, id: id, name: Bilingual(id: "\(date.text) \(clock)", en: "\(date.text) \(clock)"), value)
      }
    }
  }

  private mutating func add(_ interval: Interval, id: ShiftID, name: Bilingual, _ item: YAMLValue) {
    let minutes = interval.minutes
    guard minutes > 0, minutes <= 24 * 60 else {
      item.fault("scenario.shift.length", "\(id) lasts \(minutes) minutes; expected 1...1440", advice: "\"to\" is wrong.")
      return
    }
    if shifts.contains(where: { $0.id == id }) {
      item.fault("scenario.shift.twice", "the shift \(id) stands twice", advice: "give each its own id.")
      return
    }
    if let last = shifts.last, interval.start < last.interval.start {
      item.fault("scenario.shift.order", "\(id) starts before \(last.id), which stands above; expected them in order")
    }
    if let span, !span.contains(interval) {
      item.fault(
        "scenario.shift.outside", "\(id) is not inside the operation, which runs from \(span.start.text) to \(span.end.text)",
        advice: "correct start, hours or the shift.")
    }
    shifts.append(
      Shift(id: id, name: name, interval: interval, isNight: Shift.isNight(interval, offsetMinutes: city.offsetMinutes)))
  }
}

/// Depths per kelurahan as people report them: `rows` of an area, days (with the hours of `windows`) or instants, and figures.
struct ScenarioDepths {
  private(set) var series: DepthSeries?
  private let city: City
  private var source = DepthSeries.Source.reported
  private var windows: [(start: Int, end: Int)] = []

  init(value: YAMLValue, city: City) {
    self.city = city
    guard let map = value.map(["source", "figure", "windows", "rows"]) else { return }
    switch map.optional("source")?.text("reported or forecast") {
    case nil, "reported": source = .reported
    case "forecast": source = .forecast
    case .some(let other):
      map.optional("source")?.fault("scenario.depths.source", "\(quoted(other)); expected reported or forecast")
    }
    let figure = map.optional("figure")?.choice(DepthSeries.Figure.self) ?? .middle
    windows = map.optional("windows")?.list(24).compactMap { $0.clockSpan() } ?? []
    var samples: [DepthSeries.Sample] = []
    for item in map.required("rows")?.list(CityLimits.depthRows) ?? [] {
      samples += row(item)
      if samples.count > GeographyLimits.depthSamples {
        item.fault("scenario.depths.many", "more than \(GeographyLimits.depthSamples) statements; the rest was left out")
        break
      }
    }
    series = DepthSeries(samples: samples, figure: figure)
  }

  private func row(_ item: YAMLValue) -> [DepthSeries.Sample] {
    guard let map = item.map(["kelurahan", "from", "to", "low_cm", "high_cm", "observed", "note"]) else { return [] }
    let area = map.required("kelurahan").flatMap { ScenarioParts.area($0, city) }
    let spans = spans(map)
    let high = map.required("high_cm")?.number(0...2000)
    let low = map.optional("low_cm")?.number(0...2000)
    let observed = map.optional("observed")?.instant(offsetMinutes: city.offsetMinutes)
    let note = map.required("note")?.text("who says so")
    guard let area, let high, let note else { return [] }
    if let low, low > high {
      item.fault("scenario.depths.range", "low_cm \(low) above high_cm \(high)", advice: "they are swapped.")
      return []
    }
    return spans.map { span in
      DepthSeries.Sample(
        area: area.rawValue, during: span, lowMillimetres: low.map { Int32(($0 * 10).rounded()) },
        highMillimetres: Int32((high * 10).rounded()), source: source, observed: observed, note: note)
    }
  }

  /// Days mean the windows of each day, or the whole days where there are none.
  private func spans(_ map: YAMLMap) -> [Interval] {
    guard let from = map.required("from"), let to = map.required("to") else { return [] }
    guard case .scalar(let text, _) = from.node.content, text.utf8.count > 10 else {
      guard let first = from.date(), let last = to.date() else { return [] }
      guard first <= last, last.dayNumber - first.dayNumber < 366 else {
        to.fault(
          "scenario.depths.days", "from \(first.text) to \(last.text); expected at most a year, the end not before the start")
        return []
      }
      let hours = windows.isEmpty ? [(start: 0, end: 1440)] : windows
      return DepthSeries.windows(from: first, through: last, minutesOfDay: hours, offsetMinutes: city.offsetMinutes)
    }
    guard let start = from.instant(offsetMinutes: city.offsetMinutes), let end = to.instant(offsetMinutes: city.offsetMinutes)
    else {
      return []
    }
    if start < end { return [Interval(start: start, end: end)] }
    to.fault("scenario.depths.days", "it ends at or before its start")
    return []
  }
}
