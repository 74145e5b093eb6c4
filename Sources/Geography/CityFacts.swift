import Basics

/// What is known of one kelurahan: the facts that approximate outlines are drawn from.
public struct AreaFacts: Hashable, Sendable {
  public var code: String
  public var name: String
  public var kecamatan: String
  /// Nil for a kelurahan without facts (made after the outlines that the facts come from).
  public var extent: Extent?
  /// The kelurahan that one without facts was split from.
  public var splitFrom: String?
  public var population: Int
  /// How the population is known: `estimated`, `counted`.
  public var populationBasis: String

  public struct Extent: Hashable, Sendable {
    /// Centre of gravity.
    public var point: Coordinate
    public var squareKilometres: Double
    public var southWest: Coordinate
    public var northEast: Coordinate
  }
}

/// Reads `kelurahan.csv` of a city pack. Its own small reader, as this room lies below `Intake`: plain fields without quotes.
public enum CityFacts {
  public static let header = [
    "code", "name", "kecamatan", "lat", "lon", "area_km2", "west", "east", "south", "north", "facts", "split_from", "population",
    "population_basis",
  ]
  public static let byteLimit = 4 << 20
  /// More would take the raster of outlines hours.
  public static let rowLimit = 1_000

  /// All good rows, ascending by code, and all problems.
  public static func read(_ bytes: [UInt8], file: String = "kelurahan.csv") -> Basics.Reading<[AreaFacts]> {
    guard bytes.count <= byteLimit else {
      return Reading([], problems: [Problem("city.facts.large", "more than \(byteLimit) bytes", at: .init(file: file))])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return Reading(
        [], problems: [Problem("city.facts.encoding", "not UTF-8", at: .init(file: file), advice: "save the file as UTF-8 CSV")])
    }
    var reader = FactsReader(file: file)
    let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (i, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      reader.read(line: line.split(separator: ",", omittingEmptySubsequences: false).map(String.init), number: i + 1)
    }
    if !reader.sawHeader { reader.problem(1, "header", "no header; \(header.joined(separator: ",")) expected") }
    reader.checkParents()
    let rows = reader.rows.map(\.facts).sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    return Reading(rows, problems: reader.problems)
  }
}

private struct FactsReader {
  let file: String
  var sawHeader = false
  var rows: [(line: Int, facts: AreaFacts)] = []
  var problems: [Problem] = []

  init(file: String) { self.file = file }

  mutating func problem(_ line: Int, _ field: String, _ what: String) {
    problems.append(Problem("city.facts.field", what, at: .init(file: file, line: line, field: field)))
  }

  mutating func read(line fields: [String], number: Int) {
    if fields == [""] { return }
    if !sawHeader {
      sawHeader = true
      if fields != CityFacts.header {
        problem(
          number, "header", "the header is \(fields.joined(separator: ",")); \(CityFacts.header.joined(separator: ",")) expected")
      }
      return
    }
    guard fields.count == CityFacts.header.count else {
      return problem(number, "row", "\(fields.count) fields; \(CityFacts.header.count) expected")
    }
    guard rows.count < CityFacts.rowLimit else { return problem(number, "row", "more than \(CityFacts.rowLimit) kelurahan") }
    guard isPlainID(fields[0]) else { return problem(number, "code", "\"\(fields[0].prefix(64))\" is no code") }
    guard !rows.contains(where: { $0.facts.code == fields[0] }) else {
      return problem(number, "code", "\(fields[0]) stands twice")
    }
    guard let population = Int(fields[12]), (0...100_000_000).contains(population) else {
      return problem(number, "population", "\"\(fields[12].prefix(64))\" is no number of people")
    }
    guard ["measured", "none"].contains(fields[10]) else {
      return problem(number, "facts", "\"\(fields[10].prefix(64))\"; measured or none expected")
    }
    var extent: AreaFacts.Extent?
    if fields[10] == "measured" {
      extent = self.extent(fields, number)
      if extent == nil { return }
    } else if fields[11].isEmpty {
      return problem(number, "split_from", "empty; a kelurahan without facts needs the code of the one it was split from")
    }
    let facts = AreaFacts(
      code: fields[0], name: fields[1], kecamatan: fields[2], extent: extent, splitFrom: fields[11].isEmpty ? nil : fields[11],
      population: population, populationBasis: fields[13])
    rows.append((number, facts))
  }

  private mutating func extent(_ fields: [String], _ number: Int) -> AreaFacts.Extent? {
    var values: [Double] = []
    for i in 3...9 {
      guard let value = Double(fields[i]), value.isFinite else {
        problem(number, CityFacts.header[i], "\"\(fields[i].prefix(64))\" is no number")
        return nil
      }
      values.append(value)
    }
    let (lat, lon, area, west, east, south, north) = (
      values[0], values[1], values[2], values[3], values[4], values[5], values[6]
    )
    guard west < east, south < north, lat >= south, lat <= north, lon >= west, lon <= east else {
      problem(number, "west", "the point \(lat), \(lon) does not lie in \(west)...\(east), \(south)...\(north)")
      return nil
    }
    guard area > 0, area < 1e6, east - west < 10, north - south < 10 else {
      problem(number, "area_km2", "\(area) km2 over \(east - west) by \(north - south) degrees; a city expected")
      return nil
    }
    guard let point = Coordinate(latitude: lat, longitude: lon), let low = Coordinate(latitude: south, longitude: west),
      let high = Coordinate(latitude: north, longitude: east)
    else {
      problem(number, "lat", "\(lat), \(lon) is no place on earth")
      return nil
    }
    return AreaFacts.Extent(point: point, squareKilometres: area, southWest: low, northEast: high)
  }

  mutating func checkParents() {
    for (line, facts) in rows where facts.extent == nil {
      let parent = rows.first { $0.facts.code == facts.splitFrom }
      if parent?.facts.extent == nil {
        problem(line, "split_from", "\(facts.splitFrom ?? "") is no kelurahan with facts")
      }
    }
    let measured = Set(rows.filter { $0.facts.extent != nil }.map(\.facts.code))
    rows.removeAll { row in row.facts.extent == nil && !measured.contains(row.facts.splitFrom ?? "") }
  }
}
