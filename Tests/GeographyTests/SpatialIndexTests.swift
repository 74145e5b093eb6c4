import Basics
import Geography
import Testing

@Suite struct SpatialIndexTests {
  @Test func theNearestPointIsTheOneThatASearchOfAllFinds() {
    var stream = RandomStream(seed: 31, name: "index")
    for round in 0..<40 {
      let spread = round % 3 == 0 ? 1.0 : 5_000.0
      let points = (0..<stream.int(in: 1...400)).map { _ in
        LocalPoint(x: spread * stream.normal(), y: round % 4 == 0 ? 7 : 900 * stream.normal())
      }
      let index = SpatialIndex.Points(points)
      for _ in 0..<100 {
        let query = LocalPoint(x: 3 * spread * stream.normal(), y: 3_000 * stream.normal())
        let least = points.map { $0.distance(to: query) }.min() ?? 0
        let first = points.firstIndex { $0.distance(to: query) == least }
        let found = index.nearest(to: query)
        #expect(found?.index == first && found?.metres == least, "round \(round)")
        #expect(index.nearest(to: query, within: least)?.index == first)
        #expect(index.nearest(to: query, within: least * 0.999 - 1e-9) == nil)
      }
    }
  }

  @Test func pointsThatAreNoPlaceAreNeverFound() {
    let index = SpatialIndex.Points([LocalPoint(x: .nan, y: 0), LocalPoint(x: 5, y: 5), LocalPoint(x: .infinity, y: 1)])
    #expect(index.nearest(to: LocalPoint(x: 1e9, y: -1e9))?.index == 1)
    #expect(index.nearest(to: LocalPoint(x: .nan, y: 1)) == nil)
    #expect(SpatialIndex.Points([]).nearest(to: LocalPoint(x: 0, y: 0)) == nil)
    let huge = [LocalPoint(x: -1.7e308, y: 1.7e308), LocalPoint(x: 1.7e308, y: -1.7e308), LocalPoint(x: 1, y: 1)]
    #expect(SpatialIndex.Points(huge).nearest(to: LocalPoint(x: 0, y: 0))?.index == 2)
    let far = Polygon(outer: huge + [LocalPoint(x: -1.7e308, y: -1.7e308)])
    _ = SpatialIndex.Areas([MultiPolygon([far])]).index(containing: LocalPoint(x: 0, y: 0))
  }

  @Test func theAreaOfAPointIsTheOneThatASearchOfAllFinds() {
    var stream = RandomStream(seed: 32, name: "index")
    let shapes = (0..<60).map { _ in
      MultiPolygon([
        Polygon(outer: star(&stream, corners: 12, at: LocalPoint(x: 9_000 * stream.unit(), y: 9_000 * stream.unit())))
      ])
    }
    let index = SpatialIndex.Areas(shapes)
    for _ in 0..<5_000 {
      let point = LocalPoint(x: 11_000 * stream.unit() - 1_000, y: 11_000 * stream.unit() - 1_000)
      #expect(index.index(containing: point) == shapes.firstIndex { $0.contains(point) })
    }
    #expect(SpatialIndex.Areas([]).index(containing: LocalPoint(x: 0, y: 0)) == nil)
    #expect(index.index(containing: LocalPoint(x: .nan, y: .nan)) == nil)
  }

  @Test func outlinesAreFoundByCodeWhateverTheirOrder() {
    let square = MultiPolygon([Polygon(outer: [(0, 0), (10, 0), (10, 10), (0, 10)].map { LocalPoint(x: $0.0, y: $0.1) })])
    let projection = LocalProjection(origin: Coordinate(latitudeE7: 0, longitudeE7: 0))
    let outlines = Outlines(
      areas: ["b", "a", "c"].map { Outlines.Area(code: $0, name: $0, shape: $0 == "b" ? square : MultiPolygon([])) },
      projection: projection)
    #expect(outlines.areas.map(\.code) == ["a", "b", "c"])
    #expect(["a", "b", "c", "d", ""].map(outlines.index(of:)) == [0, 1, 2, nil, nil])
    #expect(outlines.area(containing: LocalPoint(x: 5, y: 5))?.code == "b")
    #expect(outlines["b"]?.area == 100 && outlines["z"] == nil)
    let twice = Outlines(areas: outlines.areas + outlines.areas, projection: projection)
    #expect(twice.checkInvariants().contains { $0.code == "geography.area.twice" })
  }

  @Test func rastersAnswerByTheirOwnCellsOnly() throws {
    let corner = LocalPoint(x: 100, y: 200)
    let raster = try #require(Raster(columns: 2, rows: 2, corner: corner, cell: 10, values: [1, 2, 3, -9999]))
    #expect(raster.value(at: LocalPoint(x: 105, y: 215)) == 1)
    #expect(raster.value(at: LocalPoint(x: 105, y: 205)) == 3)
    #expect(raster.value(at: LocalPoint(x: 115, y: 205)) == nil)
    #expect(raster.value(at: LocalPoint(x: 99.9, y: 205)) == nil && raster.value(at: LocalPoint(x: 120, y: 205)) == nil)
    #expect(raster.centre(column: 0, row: 0) == LocalPoint(x: 105, y: 215))
    #expect(Raster(columns: 2, rows: 2, corner: corner, cell: 10, values: [1]) == nil)
    #expect(Raster(columns: .max, rows: .max, corner: corner, cell: 10, values: []) == nil)
    #expect(Raster(columns: 0, rows: 2, corner: corner, cell: .nan, values: []) == nil)
  }
}
