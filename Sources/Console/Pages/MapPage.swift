import Basics
import Flood
import Geography
import Incident
import Publication

/// The map page: one hour of the water, with who says so; roads, power and people; each sign once more in words.
struct MapPage {
  let frame: Frame
  let operation: EmergencyOperation
  let shift: Shift?
  let outlook: WaterOutlook

  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  var content: HTML {
    let cards = BoardCards(frame: frame, operation: operation, shift: shift)
    return """
      \(cards.head)
      \(chooser)
      <div id="frame">\(said)\(drawing)
      \(Parts.card(w("board.water"), id: "water", waterTable))
      \(Parts.card(w("map.roads"), id: "roads", roads))</div>
      \(Parts.card(w("board.places"), id: "places", cards.placeTable))
      """
  }

  private var address: String {
    var query = "seq=\(frame.picture.sequence)"
    if outlook.at != outlook.now { query += "&at=\(Gate.escaped(outlook.at.text))" }
    if let shift { query += "&shift=\(Gate.escaped(shift.id.rawValue))" }
    return "/map.svg?" + query
  }

  private var drawing: HTML {
    """
    <section class="card map" id="map"><h2 class="hidden">\(w("map.title"))</h2><div class="zoom" data-zoom="map" tabindex="0" role="group" aria-label="\(w("map.zoom"))"><img src="\(address)" alt="\(w("map.alt"))"></div><p class="fine">\(w("map.twin"))</p></section>
    """
  }

  // MARK: Time

  /// A choice of hours that works without a script, which makes a slider of it.
  private var chooser: HTML {
    let options: [HTML] = WaterOutlook.instants(outlook.now).map { instant in
      let isNow = instant == outlook.now
      let isChosen = instant == outlook.at || (isNow && outlook.at == outlook.now)
      let mark: HTML = isChosen ? " selected" : ""
      let label =
        isNow ? w("map.now") : "\(day(instant))\(frame.style.clock(instant)) \(frame.style.zoneName) (\(frame.ago(instant)))"
      return "<option value=\"\(isNow ? "" : instant.text)\"\(mark)>\(label)</option>"
    }
    let keep: HTML = shift.map { "<input type=\"hidden\" name=\"shift\" value=\"\($0.id)\">" } ?? .none
    return """
      <form method="get" action="/map" class="hours" data-hours="frame">\(keep)<label><span>\(w("map.hour"))</span> <select name="at">\(options)</select></label> <button>\(w("map.show"))</button></form>
      """
  }

  private func day(_ instant: Instant) -> String {
    let date = instant.date(offsetMinutes: frame.style.offsetMinutes)
    return date == frame.now.date(offsetMinutes: frame.style.offsetMinutes) ? "" : frame.style.date(date) + " "
  }

  /// In words, what this hour is: seen, or expected, and by whom; with the tide.
  private var said: HTML {
    let moment: HTML = outlook.at == outlook.now ? "\(w("map.now"))" : "\(frame.clock(outlook.at)) (\(frame.ago(outlook.at)))"
    let key =
      !outlook.isAhead ? "map.saidSeen" : !outlook.hasStatement ? "map.saidNothing" : "map.saidExpected"
    let exercise: HTML =
      operation.mode == .exercise && outlook.isAhead && outlook.hasStatement ? " \(w("map.exerciseForecast"))" : .none
    return """
      <div class="said \(outlook.isAhead ? "ahead" : "seen")" aria-live="polite"><p><strong>\(moment)</strong> \(w(key))\(exercise)</p>\(tide)</div>
      """
  }

  private var tide: HTML {
    guard let tide = frame.picture.tide else { return .none }
    let level = metres(tide.millimetres(at: outlook.at))
    let ahead = tide.extremes(during: Interval(start: outlook.at, end: outlook.at.adding(minutes: 25 * 60)))
    let next: HTML =
      ahead.first(where: \.isHigh).map {
        " \(w("map.nextHigh", ["metres": metres($0.millimetres)])) \(frame.clock(Instant(milliseconds: $0.at.milliseconds / 60_000 * 60_000)))."
      } ?? .none
    return "<p class=\"fine\">\(w("map.tide", ["metres": level, "station": tide.station.name]))\(next) \(w("map.tideSource"))</p>"
  }

  private func metres(_ millimetres: Int32) -> String {
    let centimetres = (Int(millimetres.magnitude) + 5) / 10
    let rest = centimetres % 100
    let comma = frame.language == .id ? "," : "."
    return "\(millimetres < 0 && centimetres > 0 ? "−" : "")\(centimetres / 100)\(comma)\(rest < 10 ? "0" : "")\(rest)"
  }

  // MARK: Tables

  private var waterTable: HTML {
    let wanted = Set(operation.opening.areas).union(operation.depths.keys).union(operation.forecasts.keys)
    let shown = outlook.rows.filter { wanted.contains($0.depth.area.id) || $0.depth.sample != nil }
    if shown.isEmpty { return Parts.empty(w("board.noAreas")) }
    let cards = BoardCards(frame: frame, operation: operation, shift: shift)
    let rows: [[HTML]] = shown.map { row in
      let gap = outlook.isAhead ? w("map.noForecast") : row.depth.text(frame.style)
      let text = row.depth.sample == nil ? gap : row.depth.text(frame.style)
      let grade: HTML = "<span class=\"depth \(row.depth.depthClass.rawValue)\">\(text)</span>"
      return ["\(row.depth.number) \(row.depth.area.name)", grade, source(row), cards.power(row.depth.area.id)]
    }
    return Parts.table([w("board.area"), w("board.depth"), w("map.source"), w("board.power")], rows)
  }

  private func source(_ row: WaterOutlook.Row) -> HTML {
    if let sample = row.depth.sample {
      let kind: String =
        switch sample.source {
        case .reported: "reported"
        case .forecast: "forecast"
        case .simulated(let synthetic): synthetic ? "synthetic" : "simulated"
        }
      return
        "\(Parts.tag(frame.p("depthSource.\(kind)"), kind == "reported" ? "" : "warning")) \(frame.age(sample.observed)) <small>\(sample.note)</small>"
    }
    guard let last = row.last else { return "–" }
    let depth = frame.style.centimetres(Int32(clamping: last.report.millimetres))
    return "<small>\(w("map.lastSeen", ["depth": depth]))</small> \(frame.age(last.report.seenAt))"
  }

  private var roads: HTML {
    let layers = MapRoutes.layers(frame.picture, operation, shift)
    let offMap = Set(layers.closedOffMap)
    let closed: [HTML] = operation.closedRoads.keys.sorted().compactMap { operation.closedRoads[$0] }.map { report in
      let unknown: HTML = offMap.contains(report.road) ? " <small>\(w("map.roadNotOnMap"))</small>" : .none
      return "<strong>\(report.road)</strong> \(Parts.tag(w("situation.closed"), "danger")) \(frame.age(report.seenAt))\(unknown)"
    }
    let flooded = layers.floodedRoads(outlook.areas)
    let wet: [HTML] = flooded.keys.sorted().map { area in
      let names = flooded[area] ?? []
      let more = names.count > 6 ? " +\(names.count - 6)" : ""
      return "<strong>\(frame.lookup(operation).areaName(area))</strong>: \(names.prefix(6).joined(separator: ", "))\(more)"
    }
    let none = layers.roads == nil ? w("map.noRoadsHere") : w("map.noFloodedRoads")
    return """
      <h3>\(w("situation.roads"))</h3>\(closed.isEmpty ? Parts.empty(w("situation.noRoads")) : Parts.list(closed, class: "people"))
      <h3>\(w("map.floodedRoads"))</h3>\(wet.isEmpty ? Parts.empty(none) : Parts.list(wet, class: "people"))
      """
  }
}
