import Basics
import Geography
import Incident
import Testing

@testable import Intake

/// One broken file of each kind, with the message that a person would read.
@Suite struct CityFaultTests {
  @Test(arguments: [
    ("city.yaml", "sender: POSKO DUMAI", "sender: SIAGA DUMAI", "city.sender", "status"),
    ("city.yaml", "rest_hours: 8", "rest_hour: 8", "yaml.unknown", "\"rest_hours\" was meant"),
    ("city.yaml", "rest_hours: 8", "rest_hours: eight", "yaml.type", "\"eight\""),
    ("city.yaml", "zone: WIB", "zone: [WIB]", "yaml.type", "found a list"),
    ("city.yaml", "from: \"07:30\"", "from: \"25:30\"", "yaml.clock", "25:30"),
    ("city.yaml", "rules:", "\trules:", "yaml.syntax", "use blanks"),
    ("roles.yaml", "leader: boatOperator", "leader: boatOperater", "city.role.unknown", "\"boatOperator\" was meant"),
    ("roles.yaml", "requires: [sar-air:2]", "requires: [sar-aer:2]", "city.competency.unknown", "\"sar-air\" was meant"),
    ("roles.yaml", "requires: [sar-air:2]", "requires: [sar-air:6]", "city.level", "1...5"),
    ("roles.yaml", "minimum_crew: 3", "minimum_crew: 2", "city.role.boat", "at least 3"),
    ("roles.yaml", "in_water: true", "in_water: false", "city.role.water", "in the water"),
    ("roles.yaml", "span: 3", "span: 9", "yaml.range", "3...7"),
    ("roles.yaml", "criticality: 1", "critcality: 1", "yaml.unknown", "\"criticality\" was meant"),
    ("roles.yaml", "- id: deputyCommander", "- id: commander", "city.twice", "commander"),
    ("postures.yaml", "role: commander", "role: comander", "city.role.unknown", "\"commander\" was meant"),
    ("postures.yaml", "place: pusdalops", "place: pusdalop", "city.place.unknown", "\"pusdalops\" was meant"),
    ("postures.yaml", "flooded: pump,", "flooded: pumps,", "yaml.choice", "\"pump\" was meant"),
    ("postures.yaml", "heads: 10", "heads: 0", "yaml.range", "1...1000"),
    ("postures.yaml", "tide_mm_above_msl: 1700", "tide_cm: 170", "yaml.unknown", "tide_mm_above_msl"),
    ("postures.yaml", "place: posko, heads: 1", "heads: 1", "city.selector", "names no place"),
    ("places.csv", ",posko,14.72.02.1004,", ",poskoo,14.72.02.1004,", "city.field.choice", "\"posko\" was meant"),
    ("places.csv", ",posko,14.72.02.1004,", ",posko,14.72.02.9999,", "city.area.unknown", "not in kelurahan.csv"),
    ("places.csv", ",posko,14.72.02.1004,", ",posko,14.72.07.1005,", "city.place.outside", "m outside of Bumi Ayu"),
    ("places.csv", "pusdalops,Pusdalops", "posko,Pusdalops", "city.twice", "line 2"),
    ("places.csv", ",kelurahan,", ",desa,", "csv.header.required", "kelurahan"),
    ("places.csv", "pengurus masjid (DKM),1", "pengurus masjid (DKM),first", "city.field.number", "whole number"),
    ("equipment.csv", "boat,4,gudang-bpbd", "boat,4,gudang-bpdb", "city.place.unknown", "\"gudang-bpbd\" was meant"),
    ("equipment.csv", "boat,4,", "boat,four,", "city.field.number", "\"four\""),
    ("equipment.csv", "bpbd,ready", "bpbd,redy", "city.field.choice", "\"ready\" was meant"),
    (
      "partners.csv", "boatCrew|boatOperator|waterRescueLeader|medic", "boatCrew|boatOperatr", "city.role.unknown", "boatOperator"
    ),
    ("partners.csv", "powerOfficer,real", "pumpOperator,real", "city.role.partner", "not partners' work"),
    ("kelurahan.csv", "14.72.01.1003,Pangkalan Sesai", "14.72.01.1006,Pangkalan Sesai", "city.twice", "stands in line"),
    ("outlines.geojson", "\"code\":\"14.72.01.1003\"", "\"kod\":\"14.72.01.1003\"", "geojson.property", "code is missing"),
    ("outlines.geojson", "\"code\":\"14.72.01.1003\"", "\"code\":\"14.72.01.1099\"", "city.outline.missing", "Pangkalan Sesai"),
    ("outlines.geojson", "FeatureCollection", "Features", "geojson.type", "no FeatureCollection"),
    ("outlines.geojson", "[[[101.", "[[[[101.", "geojson.syntax", "no JSON"),
    ("outlines.geojson", "[[[101.", "[[[301.", "geojson.position", "not on the globe"),
    ("shoreline.geojson", "\"Polygon\"", "\"Point\"", "geojson.geometry", "expected Polygon"),
    ("roads.geojson", "\"class\":\"local\"", "\"class\":\"lokal\"", "geojson.class", "\"local\" was meant"),
  ])
  func brokenFilesAreNamedWithTheirRemedy(file: String, from: String, to: String, code: String, words: String) throws {
    _ = try DumaiPack.city
    let text = String(decoding: DumaiPack.bytes(file), as: UTF8.self)
    try #require(text.contains(from))
    let reading = CityReader.read(files: DumaiPack.with(file) { $0.replacing(from, with: to, maxReplacements: 1) }, digest: "0")
    #expect(reading.value == nil)
    let found = reading.problems.filter { $0.code == code && $0.place?.file == file }
    #expect(found.contains { $0.text.contains(words) }, Comment(rawValue: reading.problems.report()))
  }

  @Test func aMissingFileOfThePackIsNamed() {
    for name in CityReader.requiredFiles {
      let reading = CityReader.read(files: DumaiPack.files.filter { $0.name != name }, digest: "0")
      #expect(reading.value == nil)
      #expect(reading.problems.contains { $0.code == "city.file.missing" && $0.place?.file == name && $0.exit == .missingFile })
    }
  }

  @Test func roadsAreOptional() throws {
    let reading = CityReader.read(files: DumaiPack.files.filter { $0.name != "roads.geojson" }, digest: "0")
    #expect(try #require(reading.value).roads == nil)
    #expect(reading.problems.isEmpty)
  }

  @Test func aPlaceElsewhereIsToldItsDistanceAndWhereItReallyLies() throws {
    let problems = DumaiPack.problems("places.csv") { $0.replacing(",posko,14.72.02.1004,", with: ",posko,14.72.07.1005,") }
    let text = try #require(problems.first { $0.code == "city.place.outside" }).text
    #expect(text.contains("places.csv:2: lat: posko lies"))
    #expect(text.contains("Maybe kelurahan 14.72.02.1004 (Jaya Mukti) is right"))
  }

  @Test func swappedCoordinatesOfAPlaceAreRecognised() throws {
    let line = try #require(
      String(decoding: DumaiPack.bytes("places.csv"), as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("pusdalops,") })
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    let swapped = line.replacing("\(fields[5]),\(fields[6])", with: "\(fields[6]),\(fields[5])")
    let problems = DumaiPack.problems("places.csv") { $0.replacing(line, with: swapped) }
    #expect(problems.contains { $0.place?.line == 3 && $0.severity == .error }, Comment(rawValue: problems.report()))
  }

  @Test func aRingOfLeadersIsToldOnceWithItsWay() {
    let problems = DumaiPack.problems("roles.yaml") { text in
      // waterRescueLeader leads boatOperator, which leads boatCrew.
      text.replacing("requires: [sar-air:4, pimpinan-lapangan:2]", with: "requires: [sar-air:4]\n    leader: boatCrew")
    }
    let rings = problems.filter { $0.code == "city.role.ring" }
    #expect(rings.count == 1)
    #expect(rings.first?.message.contains("boatCrew → boatOperator → waterRescueLeader → boatCrew") == true)
  }

  @Test func problemsOfSeveralFilesComeTogether() {
    var files = DumaiPack.with("equipment.csv") { $0.replacing("boat,4,", with: "boat,four,") }
    files = files.map { $0.name == "partners.csv" ? ($0.name, Array("id\n".utf8)) : $0 }
    let problems = CityReader.read(files: files, digest: "0").problems
    #expect(Set(problems.compactMap(\.place?.file)).isSuperset(of: ["equipment.csv", "partners.csv"]))
  }
}
