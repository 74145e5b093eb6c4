import Basics
import Geography
import Incident

/// Fields of a row, each with its problem. For the small tables of a city pack.
struct CityRow {
  let row: CSVRow
  let findings: CityFindings

  func fault(_ code: String, _ message: String, _ column: String, advice: String? = nil) {
    findings.add(Problem(code, message, at: row.place(column), advice: advice))
  }

  func text(_ column: String, isRequired: Bool = true) -> String? {
    let text = row[column]
    if text.isEmpty, isRequired { fault("city.field.empty", "empty; expected a text", column) }
    return text.isEmpty ? nil : text
  }

  func id<Subject>(_ column: String, _ type: Identifier<Subject>.Type = Identifier<Subject>.self) -> Identifier<Subject>? {
    let text = row[column]
    guard isPlainID(text) else {
      fault("city.field.id", "\(quoted(text)); expected an id of letters, digits, '-', '_' and '.', at most 64", column)
      return nil
    }
    return Identifier(text)
  }

  func int(_ column: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = FieldText.integer(row[column]), range.contains(value) else {
      fault(
        "city.field.number", "\(quoted(row[column])); expected a whole number, \(range.lowerBound)...\(range.upperBound)", column)
      return nil
    }
    return value
  }

  func number(_ column: String, _ range: ClosedRange<Double>) -> Double? {
    guard let value = FieldText.decimal(row[column]), range.contains(value) else {
      fault("city.field.number", "\(quoted(row[column])); expected a number, \(range.lowerBound)...\(range.upperBound)", column)
      return nil
    }
    return value
  }

  func yesNo(_ column: String) -> Bool? {
    if let value = FieldText.yesNo(row[column]) { return value }
    fault("city.field.yes_no", "\(quoted(row[column])); expected yes or no", column)
    return nil
  }

  func choice<T: RawRepresentable & CaseIterable>(_ column: String, _ type: T.Type) -> T? where T.RawValue == String {
    let names = type.allCases.map(\.rawValue)
    if let value = T(rawValue: row[column].lowercased()) { return value }
    fault(
      "city.field.choice", "\(quoted(row[column])); expected one of \(names.joined(separator: ", "))", column,
      advice: suggestion(for: row[column], among: names).map { "\"\($0)\" was meant." })
    return nil
  }

  /// `lat` and `lon`; nil with a problem unless both are numbers on the globe.
  func coordinate() -> Coordinate? {
    guard let latitude = number("lat", -90...90), let longitude = number("lon", -180...180) else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }
}

/// Problems of a whole pack, in the order in which they are found.
final class CityFindings {
  private(set) var problems: [Problem] = []

  func add(_ problem: Problem) {
    if problems.count == CityLimits.problems {
      problems.append(Problem("city.problems.many", "more than \(CityLimits.problems) problems; the rest is not listed"))
    }
    if problems.count < CityLimits.problems { problems.append(problem) }
  }

  func add(_ problems: [Problem]) { for problem in problems { add(problem) } }
}

enum CityTables {
  static func rows(_ file: CityFile, _ rule: HeaderRule, _ findings: CityFindings) -> [CityRow] {
    guard file.bytes.count <= CityLimits.tableBytes else {
      findings.add(
        Problem(
          "city.large", "\(file.bytes.count) bytes, more than the limit of \(CityLimits.tableBytes)", at: .init(file: file.name)))
      return []
    }
    let table = CSVTable.read(file.bytes, file: file.name, header: rule)
    findings.add(table.problems)
    let lacks = rule.columns.contains { $0.isRequired && !table.value.has($0.name) }
    return lacks ? [] : table.value.rows.map { CityRow(row: $0, findings: findings) }
  }

  /// Drops later rows with an id that stood before.
  static func unique<Value, Key: Hashable & CustomStringConvertible>(
    _ pairs: [(value: Value, row: CityRow)], by key: (Value) -> Key, column: String
  ) -> [Value] {
    var seen: [Key: Int] = [:]
    var out: [Value] = []
    for (value, row) in pairs {
      if let line = seen[key(value)] {
        row.fault("city.twice", "\(quoted("\(key(value))")) stands in line \(line) too", column, advice: "give each its own id.")
      } else {
        seen[key(value)] = row.row.line
        out.append(value)
      }
    }
    return out
  }

  private static let areaRule = HeaderRule([
    .init("code", ["kode"], required: true), .init("name", ["nama", "kelurahan"], required: true),
    .init("kecamatan", required: true), .init("lat", required: true), .init("lon", required: true),
    .init("area_km2", ["luas_km2"]), .init("west"), .init("east"), .init("south"), .init("north"), .init("facts"),
    .init("split_from"), .init("population", ["penduduk"], required: true), .init("population_basis", required: true),
    .init("note", ["catatan"]), .init("source", ["sumber"]),
  ])

  /// Kelurahan of whose point or area the file says nothing take them from their outline.
  static func areas(_ file: CityFile, outlines: Outlines, _ findings: CityFindings) -> [Kelurahan] {
    let pairs = rows(file, areaRule, findings).compactMap { row -> (value: Kelurahan, row: CityRow)? in
      guard let code = row.id("code", AreaID.self), let name = row.text("name"), let kecamatan = row.text("kecamatan"),
        let population = row.int("population", 0...100_000_000), let basis = row.text("population_basis")
      else { return nil }
      let outline = outlines.index(of: code.rawValue).map { outlines.areas[$0] }
      let isPlaced = !row.row["lat"].isEmpty || !row.row["lon"].isEmpty
      guard let centre = isPlaced ? row.coordinate() : outline.map({ outlines.projection.coordinate($0.inside) }) else {
        if !isPlaced { row.fault("city.area.nowhere", "\(name) has no point and no outline; expected one of them", "lat") }
        return nil
      }
      let km2 = row.row["area_km2"].isEmpty ? outline.map { $0.shape.area / 1e6 } : row.number("area_km2", 0.001...1_000_000)
      let area = Kelurahan(
        id: code, name: name, kecamatan: kecamatan, centre: centre, areaKm2: km2 ?? 0, population: population,
        populationBasis: basis)
      return (area, row)
    }
    return unique(pairs, by: \.id, column: "code")
  }

  private static let placeRule = HeaderRule([
    .init("id", required: true), .init("name_id", ["nama"], required: true), .init("name_en", ["name"], required: true),
    .init("kind", ["jenis"], required: true), .init("kelurahan", required: true), .init("lat", required: true),
    .init("lon", required: true), .init("certainty", ["kepastian"], required: true), .init("position", ["posisi"]),
    .init("capacity", ["kapasitas"]), .init("toilets_women", ["toilet_perempuan"]), .init("toilets_men", ["toilet_laki"]),
    .init("ramp"), .init("generator", ["genset"]), .init("key_holder", ["pemegang_kunci"]), .init("preference", ["urutan"]),
    .init("note", ["catatan"]), .init("source", ["sumber"]),
  ])

  static func places(_ file: CityFile, _ findings: CityFindings) -> [(value: Place, row: CityRow)] {
    let all = rows(file, placeRule, findings)
    if all.count > CityLimits.places {
      findings.add(Problem("city.places.many", "\(all.count) places; at most \(CityLimits.places)", at: .init(file: file.name)))
    }
    let pairs = all.prefix(CityLimits.places).compactMap { row in place(row).map { (value: $0, row: row) } }
    let kept = Set(unique(pairs, by: \.id, column: "id").map(\.id))
    var seen = Set<PlaceID>()
    return pairs.filter { kept.contains($0.value.id) && seen.insert($0.value.id).inserted }
  }

  private static func place(_ row: CityRow) -> Place? {
    let id = row.id("id", PlaceID.self)
    let kind = row.choice("kind", PlaceKind.self)
    let area = row.id("kelurahan", AreaID.self)
    let coordinate = row.coordinate()
    let certainty = row.choice("certainty", Certainty.self)
    let position = row.row["position"].isEmpty ? Certainty.assumed : row.choice("position", Certainty.self)
    let indonesian = row.text("name_id")
    let english = row.text("name_en")
    var facts: Place.ShelterFacts?
    if kind == .shelter {
      facts = shelter(row)
      if facts == nil { return nil }
    }
    guard let id, let kind, let area, let coordinate, let certainty, let position, let indonesian, let english else { return nil }
    var place = Place(
      id: id, name: Bilingual(id: indonesian, en: english), kind: kind, area: area, coordinate: coordinate, certainty: certainty,
      shelter: facts, note: row.text("note", isRequired: false))
    place.position = position
    return place
  }

  private static func shelter(_ row: CityRow) -> Place.ShelterFacts? {
    let capacity = row.int("capacity", 1...100_000)
    let women = row.int("toilets_women", 0...10_000)
    let men = row.int("toilets_men", 0...10_000)
    let ramp = row.yesNo("ramp")
    let generator = row.yesNo("generator")
    let keyHolder = row.text("key_holder")
    let preference = row.int("preference", 1...99)
    guard let capacity, let women, let men, let ramp, let generator, let keyHolder, let preference else { return nil }
    return Place.ShelterFacts(
      capacity: capacity, toiletsWomen: women, toiletsMen: men, hasRamp: ramp, hasGenerator: generator, keyHolder: keyHolder,
      preference: preference)
  }

  private static let equipmentRule = HeaderRule([
    .init("id", required: true), .init("kind", ["jenis"], required: true), .init("count", ["jumlah"], required: true),
    .init("place", ["lokasi"], required: true), .init("owner", ["pemilik"], required: true),
    .init("state", ["keadaan"], required: true), .init("certainty", ["kepastian"], required: true),
    .init("note", ["catatan"]), .init("source", ["sumber"]),
  ])

  static func equipment(_ file: CityFile, places: [PlaceID], _ findings: CityFindings) -> [Equipment] {
    let pairs = rows(file, equipmentRule, findings).compactMap { row -> (value: Equipment, row: CityRow)? in
      let id = row.id("id", EquipmentID.self)
      let kind = row.choice("kind", EquipmentKind.self)
      let count = row.int("count", 0...100_000)
      let place = row.id("place", PlaceID.self)
      let state = row.choice("state", Equipment.State.self)
      let certainty = row.choice("certainty", Certainty.self)
      let owner = row.text("owner")
      if let place, !places.contains(place) {
        row.fault(
          "city.place.unknown", "the place \(quoted(place.rawValue)) is not in places.csv", "place",
          advice: suggestion(for: place.rawValue, among: places.map(\.rawValue)).map { "\"\($0)\" was meant." })
        return nil
      }
      guard let id, let kind, let count, let place, let state, let certainty, let owner else { return nil }
      return (Equipment(id: id, kind: kind, count: count, place: place, owner: owner, state: state, certainty: certainty), row)
    }
    return unique(pairs, by: \.id, column: "id")
  }

  private static let partnerRule = HeaderRule([
    .init("id", required: true), .init("name_id", ["nama"], required: true), .init("name_en", ["name"], required: true),
    .init("contact", ["kontak"], required: true), .init("roles", ["peran"], required: true),
    .init("certainty", ["kepastian"], required: true), .init("note", ["catatan"]), .init("source", ["sumber"]),
  ])

  static func partners(_ file: CityFile, roles: [Role], _ findings: CityFindings) -> [Partner] {
    let pairs = rows(file, partnerRule, findings).compactMap { row -> (value: Partner, row: CityRow)? in
      let id = row.id("id", PartnerID.self)
      let indonesian = row.text("name_id")
      let english = row.text("name_en")
      let contact = row.text("contact")
      let certainty = row.choice("certainty", Certainty.self)
      let work = FieldText.words(row.row["roles"]).compactMap { partnerRole($0, roles, row) }
      guard let id, let indonesian, let english, let contact, let certainty else { return nil }
      let partner = Partner(
        id: id, name: Bilingual(id: indonesian, en: english), contact: contact, roles: work, certainty: certainty)
      return (partner, row)
    }
    return unique(pairs, by: \.id, column: "id")
  }

  private static func partnerRole(_ word: String, _ roles: [Role], _ row: CityRow) -> RoleID? {
    guard let role = roles.first(where: { $0.id.rawValue == word }) else {
      row.fault(
        "city.role.unknown", "the role \(quoted(word)) is not in roles.yaml", "roles",
        advice: suggestion(for: word, among: roles.map(\.id.rawValue)).map { "\"\($0)\" was meant." })
      return nil
    }
    if !role.isPartnerWork {
      row.fault(
        "city.role.partner", "the role \(word) is not partners' work in roles.yaml", "roles",
        advice: "take it out here, or write partner_work: true there.")
      return nil
    }
    return role.id
  }
}
