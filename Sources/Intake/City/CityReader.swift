import Basics
import Geography
import Incident

/// One file of a city pack: its name without folder, and its bytes.
public typealias CityFile = (name: String, bytes: [UInt8])

/// Reads a city pack (`scenarios/dumai/` has one; its README says what each file is).
///
/// ```swift
/// let reading = CityReader.read(files: files, digest: digest)
/// guard let city = reading.value else { return print(reading.problems.report()) }
/// ```
public enum CityReader {
  /// Files that a pack must have.
  public static let requiredFiles = [
    "city.yaml", "kelurahan.csv", "outlines.geojson", "shoreline.geojson", "places.csv", "roles.yaml", "postures.yaml",
    "equipment.csv", "partners.csv",
  ]
  /// Files that it may have and this reader knows.
  public static let optionalFiles = [
    "roads.geojson", "calendar.csv", "terrain.csv", "drains.csv", "rivers.geojson", "tide.csv",
    "services.csv", "deadlines.csv",
  ]

  /// - Parameters:
  ///   - files: those of `requiredFiles` and `optionalFiles`, in any order; others are not looked at.
  ///   - digest: SHA-256 over the files, for the plan's record.
  ///   - exactOutlines: a user's own outlines. They replace those of the pack; a kelurahan that they lack has none, with a
  ///     warning, and keeps the point of the pack.
  /// - Returns: the city, or nil where anything is wrong that a plan could stumble on; all problems in either case.
  /// - Complexity: O(bytes + places x corners)
  public static func read(files: [CityFile], digest: String, exactOutlines: CityFile? = nil) -> Reading<City?> {
    let findings = CityFindings()
    for name in requiredFiles where !files.contains(where: { $0.name == name }) {
      findings.add(
        Problem(
          "city.file.missing", "the city pack has no \(name)", at: .init(file: name),
          advice: "the folder is no city pack; scenarios/dumai/ shows one.", exit: .missingFile))
    }
    func file(_ name: String) -> CityFile? { files.first { $0.name == name } }
    guard let settingsFile = file("city.yaml"), let settings = yaml(settingsFile, findings, CitySettings.init) else {
      return Reading(nil, problems: findings.problems)
    }
    let projection = settings.origin.map { LocalProjection(origin: $0) }
    guard let projection else { return Reading(nil, problems: findings.problems) }
    var builder = CityBuilder(settings: settings, projection: projection, digest: digest, findings: findings)
    builder.readMap(file, exactOutlines: exactOutlines)
    builder.readPlacesAndRoles(file)
    if !findings.problems.hasErrors { builder.readRoads(file("roads.geojson")) }
    builder.city.synthetic = settings.synthetic.filter { note in
      switch note.about {
      case .outlines: exactOutlines == nil
      case .roads: builder.city.roads?.origin.isSynthetic == true
      case nil: true
      }
    }.map(\.note)
    let problems = findings.problems
    return Reading(problems.hasErrors ? nil : builder.city, problems: problems)
  }

  fileprivate static func yaml<Value>(
    _ file: CityFile, _ findings: CityFindings, _ read: (YAMLDocument, YAMLFindings) -> Value
  ) -> Value? {
    let document = YAMLDocument.read(file.bytes, file: file.name)
    findings.add(document.problems)
    guard let document = document.value else { return nil }
    let inner = YAMLFindings(file: file.name)
    let value = read(document, inner)
    findings.add(inner.problems)
    return value
  }
}

private struct CityBuilder {
  var city: City
  private let projection: LocalProjection
  private let findings: CityFindings

  init(settings: CitySettings, projection: LocalProjection, digest: String, findings: CityFindings) {
    self.projection = projection
    self.findings = findings
    city = City(
      name: settings.name, code: settings.code, province: settings.province, sender: settings.sender,
      offsetMinutes: settings.offsetMinutes, zoneName: settings.zone, origin: projection.origin, areas: [],
      outlines: Outlines(areas: [], projection: projection), shoreline: [], places: [], competencies: [], roles: [], postures: [],
      equipment: [], partners: [], roads: nil, rules: settings.rules, synthetic: [], digest: digest)
  }

  mutating func readMap(_ file: (String) -> CityFile?, exactOutlines: CityFile?) {
    var packOutlines: Outlines?
    if let file = file("outlines.geojson") {
      let reading = GeoJSONReader.outlines(file.bytes, file: file.name, projection: projection)
      findings.add(reading.problems)
      packOutlines = reading.value
    }
    if let file = file("shoreline.geojson") {
      let reading = GeoJSONReader.land(file.bytes, file: file.name)
      findings.add(reading.problems)
      city.shoreline = reading.value
    }
    guard let packOutlines else { return }
    if let file = file("kelurahan.csv") { city.areas = CityTables.areas(file, outlines: packOutlines, findings) }
    city.outlines = packOutlines
    var outlineFile = "outlines.geojson"
    if let exactOutlines {
      let reading = GeoJSONReader.outlines(exactOutlines.bytes, file: exactOutlines.name, projection: projection)
      findings.add(reading.problems)
      city.outlines = reading.value
      outlineFile = exactOutlines.name
    }
    CityChecks.outlines(city, file: outlineFile, mayLack: exactOutlines != nil, findings)
  }

  mutating func readPlacesAndRoles(_ file: (String) -> CityFile?) {
    if let file = file("places.csv"), !city.areas.isEmpty {
      let places = CityTables.places(file, findings)
      CityChecks.places(places, city: city, findings)
      city.places = places.map(\.value)
    }
    if let roles = file("roles.yaml").flatMap({ CityReader.yaml($0, findings, CityRoles.init) }) {
      city.competencies = roles.competencies
      city.roles = roles.roles
    }
    if let file = file("postures.yaml"), !city.roles.isEmpty, !city.places.isEmpty {
      let (roles, places) = (city.roles, city.places)
      city.postures =
        CityReader.yaml(file, findings) { CityPostures($0, roles: roles, places: places, $1) }?.postures ?? []
    }
    if let file = file("services.csv") { city.service.sectors = CityServices.sectors(file, findings) }
    if let file = file("deadlines.csv") { city.service.deadlines = CityServices.deadlines(file, findings) }
    if let file = file("calendar.csv") { city.calendar = CityCalendarTable.read(file, findings) }
    if let file = file("equipment.csv"), !city.places.isEmpty {
      city.equipment = CityTables.equipment(file, places: city.places.map(\.id), findings)
    }
    if let file = file("partners.csv"), !city.roles.isEmpty {
      city.partners = CityTables.partners(file, roles: city.roles, findings)
    }
  }

  mutating func readRoads(_ file: CityFile?) {
    guard let file else { return }
    let reading = GeoJSONReader.roads(file.bytes, file: file.name, projection: projection, outlines: city.outlines)
    findings.add(reading.problems)
    city.roads = reading.value.edges.isEmpty ? nil : reading.value
  }
}
