import Basics
import Geography
import Incident

/// What one file of a pack says about another.
enum CityChecks {
  /// Each kelurahan has an outline and each outline is a kelurahan.
  static func outlines(_ city: City, file: String, mayLack: Bool, _ findings: CityFindings) {
    let lacking = city.areas.filter { city.outlines.index(of: $0.id.rawValue) == nil }
    if !lacking.isEmpty {
      let names = lacking.prefix(10).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
      findings.add(
        Problem(
          "city.outline.missing", "no outline for \(lacking.count) of \(city.areas.count) kelurahan: \(names)",
          severity: mayLack ? .warning : .error, at: .init(file: file),
          advice: "the property \"code\" must be that of kelurahan.csv."))
    }
    for outline in city.outlines.areas where city.area(AreaID(outline.code)) == nil {
      findings.add(
        Problem(
          "city.outline.unknown",
          "an outline of \(quoted(outline.code)) (\(quoted(outline.name))), which kelurahan.csv does not have",
          severity: .warning, at: .init(file: file)))
    }
  }

  /// Each place lies in the outline of its kelurahan.
  static func places(_ places: [(value: Place, row: CityRow)], city: City, _ findings: CityFindings) {
    for (place, row) in places {
      guard let area = city.area(place.area) else {
        row.fault(
          "city.area.unknown", "the kelurahan \(quoted(place.area.rawValue)) is not in kelurahan.csv", "kelurahan",
          advice: areaAdvice(place.area.rawValue, city))
        continue
      }
      guard let shape = city.outlines[area.id.rawValue] else { continue }
      let point = city.outlines.projection.point(place.coordinate)
      if shape.contains(point) { continue }
      let metres = Int(distance(from: point, to: shape).rounded(.up))
      if metres <= tolerance { continue }
      let actual = city.outlines.area(containing: point)
      row.fault(
        "city.place.outside", "\(place.id) lies \(metres) m outside of \(area.name) (\(area.id))", "lat",
        advice: actual.map { "kelurahan \($0.code) (\($0.name)) is right, for there the point lies." }
          ?? (isSwapped(place, city) ? "latitude and longitude are swapped." : "correct lat and lon: it lies in no kelurahan."))
    }
  }

  /// Outlines are drawn to five decimals, and harbours stand on their edge. Metres.
  static let tolerance = 25

  private static func isSwapped(_ place: Place, _ city: City) -> Bool {
    guard let swapped = Coordinate(latitude: place.coordinate.longitude, longitude: place.coordinate.latitude) else {
      return false
    }
    return city.outlines.area(containing: swapped) != nil
  }

  private static func areaAdvice(_ word: String, _ city: City) -> String? {
    if let named = city.areas.first(where: { $0.name.lowercased() == word.lowercased() }) {
      return "write the code \(named.id), not the name."
    }
    return suggestion(for: word, among: city.areas.map(\.id.rawValue)).map { "\"\($0)\" was meant." }
  }

  /// Metres from a point to the nearest side of a shape.
  static func distance(from point: LocalPoint, to shape: MultiPolygon) -> Double {
    var best = Double.infinity
    for ring in shape.polygons.flatMap({ [$0.outer] + $0.holes }) {
      guard var a = ring.last else { continue }
      for b in ring {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let square = dx * dx + dy * dy
        let along = square > 0 ? min(1, max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / square)) : 0
        best = min(best, point.distance(to: LocalPoint(x: a.x + along * dx, y: a.y + along * dy)))
        a = b
      }
    }
    return best
  }
}
