import Basics
import Foundation
import Testing

@testable import Geography

/// The checkout: tests read the city pack beside them.
private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
private let pack = root.appendingPathComponent("scenarios/dumai")
private let shared = root.deletingLastPathComponent().appendingPathComponent("shared/data/dumai")
private let hasShared = FileManager.default.fileExists(atPath: shared.appendingPathComponent("kelurahan.geojson").path)

private func bytes(_ url: URL) -> [UInt8] { (try? Data(contentsOf: url)).map { Array($0) } ?? [] }

private let factBytes = bytes(pack.appendingPathComponent("kelurahan.csv"))
private let shoreBytes = bytes(pack.appendingPathComponent("shoreline.geojson"))
/// The committed files are of this seed.
private let committedSeed: UInt64 = 1
private let facts = CityFacts.read(factBytes).value
private let shoreline = Shoreline.read(shoreBytes).value
private let city = SyntheticCity.make(facts: facts, shoreline: shoreline, seed: committedSeed)
private let graph = city.graph()

@Suite struct SyntheticCityTests {
  @Test func theCommittedFilesAreWhatTheirSeedMakes() {
    let files = SyntheticCity.generate(facts: factBytes, shoreline: shoreBytes, seed: committedSeed)
    #expect(files.problems.isEmpty)
    #expect(files.value.map(\.name) == ["outlines.geojson", "rivers.geojson", "roads.geojson"])
    for file in files.value {
      let committed = bytes(pack.appendingPathComponent(file.name))
      #expect(file.bytes == committed, "\(file.name): \(file.bytes.count) bytes made, \(committed.count) committed")
      #expect(file.bytes.count < 2_500_000)
    }
  }

  @Test func anotherSeedMakesOtherRoadsAndTheSameOutlines() {
    let other = SyntheticCity.make(facts: facts, shoreline: shoreline, seed: 2)
    #expect(other.roads != city.roads && other.rivers != city.rivers)
    #expect(other.outlines.areas == city.outlines.areas)
    #expect(other.graph().componentCount == 1)
  }

  @Test func eachKelurahanHasASoundOutlineAroundItsOwnPoint() throws {
    #expect(city.outlines.areas.count == 36)
    #expect(city.outlines.checkInvariants().isEmpty)
    #expect(city.outlines.isApproximate && city.outlines.areas.allSatisfy { $0.note != nil })
    for fact in facts {
      let shape = try #require(city.outlines[fact.code])
      #expect(shape.polygons.count == 1, "\(fact.name)")
      guard let extent = fact.extent else { continue }
      #expect(shape.contains(city.outlines.projection.point(extent.point)), "\(fact.name)")
      let children = facts.filter { $0.splitFrom == fact.code }.compactMap { city.outlines[$0.code]?.area }
      let area = (shape.area + children.reduce(0, +)) / 1e6
      #expect(abs(area - extent.squareKilometres) < 0.08 * extent.squareKilometres, "\(fact.name): \(area) km2")
    }
  }

  @Test func noPointOfTheCityLiesInTwoKelurahan() {
    var stream = RandomStream(seed: 51, name: "city")
    let bounds = city.outlines.areas.reduce(Bounds.empty) { $0.union($1.shape.bounds) }
    for _ in 0..<5_000 {
      let point = LocalPoint(x: bounds.west + bounds.width * stream.unit(), y: bounds.south + bounds.height * stream.unit())
      #expect(city.outlines.areas.count { $0.shape.contains(point) } <= 1, "\(point)")
    }
  }

  @Test func theRoadsAreOneSoundNetworkWithRoadsInEachKelurahan() {
    #expect(graph.checkInvariants().isEmpty)
    #expect(graph.componentCount == 1)
    #expect(graph.origin == .synthetic(seed: committedSeed))
    #expect((5_000...10_000).contains(graph.edges.count / 2))
    for i in city.outlines.areas.indices {
      #expect(graph.edges.contains { Int($0.areaIndex) == i }, "\(city.outlines.areas[i].name)")
    }
    for name in ["Jl. Jenderal Sudirman", "Jl. Sultan Syarif Kasim", "Jl. Soekarno-Hatta", "Jl. Putri Tujuh", "Jl. Bukit Datuk"] {
      #expect(graph.names.contains(name))
    }
  }

  @Test func roadsMeetAtJunctionsOnlyAndCrossRiversOnBridgesOnly() {
    var stream = RandomStream(seed: 52, name: "city")
    let roads = graph.edges.filter { $0.from < $0.to }
    let ends = roads.map { (graph.nodes[Int($0.from)], graph.nodes[Int($0.to)]) }
    for i in stream.sample(120, of: roads.count) {
      for j in roads.indices where j != i {
        let shares =
          roads[i].from == roads[j].from || roads[i].from == roads[j].to || roads[i].to == roads[j].from
          || roads[i].to == roads[j].to
        if !shares { #expect(!Ring.segmentsTouch(ends[i].0, ends[i].1, ends[j].0, ends[j].1), "\(ends[i]) \(ends[j])") }
      }
    }
    let banks = roads.indices.filter { !roads[$0].isBridge }
    for river in city.rivers {
      for (a, b) in zip(river.points, river.points.dropFirst()) {
        let box = Bounds([a, b])
        for i in banks where box.overlaps(Bounds([ends[i].0, ends[i].1])) {
          #expect(!Ring.segmentsTouch(a, b, ends[i].0, ends[i].1), "\(river.name) \(ends[i])")
        }
      }
    }
    #expect(roads.contains { $0.isBridge && graph.name($0).contains("Sungai Dumai") })
  }

  @Test func sungaiDumaiRunsThroughTheKelurahanOfItsReports() {
    let course = city.rivers.first { $0.name == "Sungai Dumai" }?.points ?? []
    var passed: [String] = []
    for point in course {
      if let name = city.outlines.area(containing: point)?.name, passed.last != name { passed.append(name) }
    }
    let wanted = ["Bumi Ayu", "Bukit Datuk", "Ratu Sima", "Dumai Kota"]
    let order = wanted.compactMap { passed.firstIndex(of: $0) }
    #expect(order.count == 4 && order == order.sorted(), "\(passed)")
  }

  @Test func peopleAddUpToTheCityAndSayThatTheyAreEstimated() {
    #expect(facts.reduce(0) { $0 + $1.population } == 355_256)
    #expect(facts.allSatisfy { $0.populationBasis == "estimated" && $0.population > 0 })
  }

  /// Kecamatan of 2013 scaled to the city of 2025; within a kecamatan by the square root of the area (small ones are denser).
  @Test(.enabled(if: hasShared)) func peopleFollowTheKecamatanAndTheRootOfTheArea() throws {
    let text = String(decoding: bytes(shared.appendingPathComponent("population_kecamatan_2013.csv")), as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    let counts = rows.compactMap { row in Int(row[3]).map { (name: String(row[1]), people: Double($0)) } }
    let total = counts.reduce(0) { $0 + $1.people }
    for kecamatan in counts {
      let members = facts.filter { $0.kecamatan == kecamatan.name }
      let people = Double(members.reduce(0) { $0 + $1.population })
      #expect(abs(people - kecamatan.people * 355_256 / total) <= 1, "\(kecamatan.name)")
      let areas = members.map { member -> Double in
        let known = member.extent ?? facts.first { $0.code == member.splitFrom }?.extent
        let share = member.extent == nil ? 0.3 : facts.contains { $0.splitFrom == member.code } ? 0.7 : 1
        return ((known?.squareKilometres ?? 0) * share).squareRoot()
      }
      let sum = areas.reduce(0, +)
      for (member, root) in zip(members, areas) {
        #expect(abs(Double(member.population) - people * root / sum) <= 1, "\(member.name)")
      }
    }
  }

  @Test(.enabled(if: hasShared)) func theFactsAreThoseOfTheTableInShared() throws {
    let table = try #require(String(data: Data(bytes(shared.appendingPathComponent("kelurahan.csv"))), encoding: .utf8))
    let ours = try #require(String(data: Data(factBytes), encoding: .utf8))
    for row in table.split(separator: "\n").dropFirst() { #expect(ours.contains("\n\(row),measured,")) }
  }

  @Test(.enabled(if: hasShared)) func theCommittedShorelineIsTheSimplifiedOneOfTheDatabase() throws {
    let corners = [Coordinate(latitude: 1.3, longitude: 100.9), Coordinate(latitude: 1.3, longitude: 101.9)].compactMap { $0 }
    let made = Shoreline.simplified(
      coastline: bytes(shared.appendingPathComponent("coastline_gshhg.geojson")), closing: corners, mainland: "Sumatera",
      largestIsland: "Rupat", tolerance: 60, leastKilometres2: 1, projection: SyntheticCity.projection(facts: facts))
    let source =
      "GSHHG 2.3.7 full (Wessel & Smith, LGPL-3.0-or-later), simplified to 60 m; the corners at 1.3 N close the land and are no shore"
    #expect(made.value.file(source: source) == shoreBytes)
    #expect(shoreBytes.count < 20_000)
  }

  /// Overlap with the true outlines (intersection over union on cells of 30 m): the measured figures of the README.
  @Test(.enabled(if: hasShared)) func theOutlinesOverlapTheTrueOnesAsMeasured() throws {
    let document = try JSONReader.read(bytes(shared.appendingPathComponent("kelurahan.geojson")))
    let bounds = city.outlines.areas.reduce(Bounds.empty) { $0.union($1.shape.bounds) }
    let grid = CellGrid(
      west: bounds.west - 3_000, south: bounds.south - 3_000, cell: 30, columns: Int(bounds.width / 30) + 200,
      rows: Int(bounds.height / 30) + 200)
    var overlaps: [(name: String, value: Double)] = []
    for feature in document["features"]?.array ?? [] {
      let code = feature["properties"]?["code"]?.string ?? ""
      let truth = (feature["geometry"]?["coordinates"]?.array ?? []).map { polygon in
        Polygon(outer: (polygon[0]?.array ?? []).compactMap(Shoreline.coordinate).map(city.outlines.projection.point))
      }
      let family = [code] + facts.filter { $0.splitFrom == code }.map(\.code)
      let ours = MultiPolygon(family.compactMap { city.outlines[$0] }.flatMap(\.polygons))
      overlaps.append((feature["properties"]?["name"]?.string ?? code, grid.overlap(ours, MultiPolygon(truth))))
    }
    let mean = overlaps.reduce(0) { $0 + $1.value } / Double(overlaps.count)
    #expect(overlaps.count == 33)
    #expect(mean > 0.76, "mean \(mean): \(overlaps)")
    #expect(overlaps.allSatisfy { $0.value > 0.45 }, "\(overlaps.filter { $0.value <= 0.45 })")
  }
}

@Suite struct CityFactsTests {
  private func read(_ rows: String...) -> Basics.Reading<[AreaFacts]> {
    CityFacts.read(Array((CityFacts.header.joined(separator: ",") + "\n" + rows.joined(separator: "\n") + "\n").utf8))
  }
  private let good = "1,A,K,1.5,101.5,4,101.4,101.6,1.4,1.6,measured,,100,estimated"

  @Test func brokenRowsAreNamedByLineAndFieldAndGoodOnesStay() {
    let reading = read(
      good, "1,B,K,1.5,101.5,4,101.4,101.6,1.4,1.6,measured,,100,estimated", "2,B,K,x,101.5,4,101.4,101.6,1.4,1.6,measured,,1,e",
      "3,B,K,1.5,101.5,4,101.6,101.4,1.4,1.6,measured,,1,e", "4,B,K,1.5,101.5,4,101.4,101.6,1.4,1.6,measured,,-1,e",
      "5,B,K,1.5,101.5,0,101.4,101.6,1.4,1.6,measured,,1,e", "6,B,K,,,,,,,,none,,1,e", "7,B,K,,,,,,,,none,99,1,e", "8,B", "é,B",
      "9,B,K,nan,101.5,4,101.4,101.6,1.4,1.6,measured,,1,e", "10,B,K,1.5,101.5,4,101.4,101.6,1.4,1.6,maybe,,1,e")
    #expect(reading.value.map(\.code) == ["1"])
    #expect(reading.problems.map { $0.place?.line } == [3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 9])
    #expect(
      reading.problems.compactMap { $0.place?.field } == [
        "code", "lat", "west", "population", "area_km2", "split_from", "row", "row", "lat", "facts", "split_from",
      ])
  }

  @Test func badFilesGiveProblemsAndNothingElse() {
    #expect(CityFacts.read([]).problems.count == 1)
    #expect(CityFacts.read([0xFF, 0xFE, 0x00]).problems.first?.code == "city.facts.encoding")
    #expect(CityFacts.read(Array("a,b\n".utf8)).problems.first?.place?.field == "header")
    #expect(Shoreline.read([]).problems.first?.code == "city.shoreline.json")
    #expect(Shoreline.read(Array("{}".utf8)).problems.first?.code == "city.shoreline.empty")
    let ring = #"{"features":[{"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,"x"],[500,1]]]}}]}"#
    #expect(Shoreline.read(Array(ring.utf8)).problems.first?.code == "city.shoreline.ring")
    let none = SyntheticCity.generate(facts: [], shoreline: [], seed: 1)
    #expect(none.value.isEmpty && none.problems.hasErrors)
  }

  @Test func aCityOfOneKelurahanWithoutAGuideWorksToo() {
    let shore = #"{"features":[{"geometry":{"type":"Polygon","coordinates":[[[101,1],[102,1],[102,2],[101,2],[101,1]]]}}]}"#
    let made = SyntheticCity.generate(
      facts: Array((CityFacts.header.joined(separator: ",") + "\n" + good).utf8), shoreline: Array(shore.utf8), seed: 3,
      guide: CityGuide(rivers: [], roads: []))
    #expect(made.problems.isEmpty && made.value.count == 3)
    #expect(
      SyntheticCity.make(facts: read(good).value, shoreline: Shoreline.read(Array(shore.utf8)).value, seed: 3).graph()
        .componentCount == 1)
  }

  @Test func writtenCoordinatesHaveOneSpelling() {
    var writer = GeoJSONWriter(head: [("note", "a \"b\"")])
    writer.add(.point(Coordinate(latitudeE7: -16_800_050, longitudeE7: 1_014_400_049)), properties: [("x", nil), ("y", 1)])
    writer.add(
      .line([Coordinate(latitudeE7: 0, longitudeE7: -49), Coordinate(latitudeE7: 100, longitudeE7: 10_000_000)]), properties: [])
    let text = String(decoding: writer.finish(), as: UTF8.self)
    #expect(
      text == #"{"type":"FeatureCollection","note":"a \"b\"","# + "\n" + #""features":["# + "\n"
        + #"{"type":"Feature","properties":{"y":1},"geometry":{"type":"Point","coordinates":[101.44,-1.68001]}},"# + "\n"
        + #"{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[1,0.00001]]}}"# + "\n]}\n")
  }
}
