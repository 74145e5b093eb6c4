import Basics
import Foundation
import Geography
import Incident

@testable import Intake

/// A small city against which roster files are read.
enum RosterFixture {
  static let today = CivilDate(dayNumber: 18_907)  // 2021-10-07

  static let areas = [
    ("14.72.06.1001", "Laksamana", "Dumai Kota", 1.681742, 101.437818, 5000),
    ("14.72.06.1003", "Dumai Kota", "Dumai Kota", 1.682609, 101.444619, 4000),
    ("14.72.02.1002", "Teluk Binjai", "Dumai Timur", 1.670103, 101.454113, 16000),
    ("14.72.07.1005", "Bumi Ayu", "Dumai Selatan", 1.64715, 101.442054, 9000),
  ].map { code, name, kecamatan, latitude, longitude, people in
    Kelurahan(
      id: AreaID(code), name: name, kecamatan: kecamatan,
      centre: Coordinate(latitudeE7: Int32(latitude * 1e7), longitudeE7: Int32(longitude * 1e7)), areaKm2: 1, population: people,
      populationBasis: "estimated")
  }

  static let units = [
    OrgUnit(id: UnitID("bpbd"), name: "Badan Penanggulangan Bencana Daerah"),
    OrgUnit(id: UnitID("rsud"), name: "Rumah Sakit Umum Daerah"),
    OrgUnit(id: UnitID("sdn-01"), name: "SD Negeri 01"),
  ]

  static let competencies = ["sar-air", "pertolongan-pertama", "posko"].map {
    Competency(id: CompetencyID($0), name: Bilingual(id: $0, en: $0))
  }

  static var context: RosterContext {
    RosterContext(competencies: competencies, areas: areas, units: units, today: today) { StaffID("s-" + $0) }
  }

  static func read(_ text: String) -> Reading<[StaffMember]> {
    RosterReader.read(bytes: Array(text.utf8), file: "roster.csv", context: context)
  }

  /// One row under the columns that it names.
  static func row(_ fields: (String, String)...) -> String {
    var all = [("id", "7"), ("nama", "Kenari Contoh"), ("unit", "bpbd")]
    for (name, value) in fields {
      if let at = all.firstIndex(where: { $0.0 == name }) { all[at].1 = value } else { all.append((name, value)) }
    }
    return all.map(\.0).joined(separator: ";") + "\n" + all.map(\.1).joined(separator: ";") + "\n"
  }

  static let pack = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scenarios/dumai")

  static func file(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: pack.appendingPathComponent(name))) }

  /// The kelurahan of the city pack, as far as the generator reads them.
  static func dumai() throws -> [Kelurahan] {
    let rule = HeaderRule(
      ["code", "name", "kecamatan", "lat", "lon", "population"].map { .init($0, required: true) }, allowsOthers: true)
    return CSVTable.read(try file("kelurahan.csv"), file: "kelurahan.csv", header: rule).value.rows.map { row in
      let centre = Coordinate(
        latitude: FieldText.decimal(row["lat"]) ?? 1.6, longitude: FieldText.decimal(row["lon"]) ?? 101.4)
      return Kelurahan(
        id: AreaID(row["code"]), name: row["name"], kecamatan: row["kecamatan"],
        centre: centre ?? Coordinate(latitudeE7: 0, longitudeE7: 0), areaKm2: 0,
        population: FieldText.integer(row["population"]) ?? 0, populationBasis: "")
    }
  }
}
