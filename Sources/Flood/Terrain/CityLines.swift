import Basics
import Geography

/// A river as its file has it: from its upper end to the sea.
public struct RiverLine: Hashable, Sendable {
  public var name: String
  public var points: [Coordinate]
  public var isSynthetic: Bool

  public init(name: String, points: [Coordinate], isSynthetic: Bool) {
    self.name = name
    self.points = points
    self.isSynthetic = isSynthetic
  }

  /// Reads the lines of `rivers.geojson`.
  public static func read(_ bytes: [UInt8], file: String = "rivers.geojson") -> Basics.Reading<[RiverLine]> {
    let document: JSONValue
    do {
      document = try JSONReader.read(bytes, limit: 64 << 20)
    } catch {
      return Reading([], problems: [Problem("flood.rivers.json", error.message, at: .init(file: file, line: error.line))])
    }
    let isSynthetic = document["siaga"]?["synthetic"] == .bool(true)
    var rivers: [RiverLine] = []
    var problems: [Problem] = []
    for (i, feature) in (document["features"]?.array ?? []).enumerated() {
      guard feature["geometry"]?["type"]?.string == "LineString", let pairs = feature["geometry"]?["coordinates"]?.array else {
        continue
      }
      let points = pairs.compactMap { pair -> Coordinate? in
        guard let x = pair[0]?.double, let y = pair[1]?.double else { return nil }
        return Coordinate(latitude: y, longitude: x)
      }
      guard points.count == pairs.count, (2...100_000).contains(points.count) else {
        problems.append(
          Problem(
            "flood.rivers.line", "feature \(i + 1): \(points.count) of \(pairs.count) points are places; at least 2 expected",
            at: .init(file: file, field: "coordinates")))
        continue
      }
      rivers.append(RiverLine(name: feature["properties"]?["name"]?.string ?? "", points: points, isSynthetic: isSynthetic))
    }
    return Reading(rivers, problems: problems)
  }
}

/// A main drain with its outlet at the shore: a ditch that the tide runs up when no gate stops it.
public struct DrainLine: Hashable, Sendable {
  public var id: String
  public var name: String
  /// The place (of kind gate) that closes it; nil where nothing does.
  public var gate: String?
  /// Kelurahan whose points it joins, from its upper end; after the last it runs to the nearest shore.
  public var path: [String]
  public var width: Double
  /// Metres above mean sea level.
  public var outletLevel: Double
  public var rise: Double
  public var basis: TerrainRecipe.Basis
  public var note: String

  public static let header = ["id", "name", "gate", "path", "width_m", "outlet_level_m", "rise_m_per_km", "basis", "note"]

  /// Reads `drains.csv`.
  public static func read(_ bytes: [UInt8], file: String = "drains.csv") -> Basics.Reading<[DrainLine]> {
    let table = PlainTable(bytes, file: file, header: header, rowLimit: 1_000)
    var problems = table.problems
    var drains: [DrainLine] = []
    for row in table.rows {
      let width = row.number("width_m", 0.5...200, &problems)
      let outlet = row.number("outlet_level_m", -10...50, &problems)
      let rise = row.number("rise_m_per_km", 0...20, &problems)
      let path = row["path"].split(separator: " ").map(String.init)
      if path.isEmpty { problems.append(row.problem("path", "codes of kelurahan with blanks between")) }
      if !isPlainID(row["id"]) || drains.contains(where: { $0.id == row["id"] }) {
        problems.append(row.problem("id", "an id that stands once"))
      }
      guard let basis = TerrainRecipe.Basis(rawValue: row["basis"]) else {
        problems.append(row.problem("basis", TerrainRecipe.Basis.allCases.map(\.rawValue).joined(separator: ", ")))
        continue
      }
      guard let width, let outlet, let rise else { continue }
      drains.append(
        DrainLine(
          id: row["id"], name: row["name"], gate: row["gate"].isEmpty ? nil : row["gate"], path: path, width: width,
          outletLevel: outlet, rise: rise, basis: basis, note: row["note"]))
    }
    return Reading(problems.hasErrors ? [] : drains, problems: problems)
  }
}
