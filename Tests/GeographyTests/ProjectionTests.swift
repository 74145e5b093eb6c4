import Basics
import Foundation
import Geography
import Testing

/// Straight distance through the WGS84 ellipsoid's surface points: an oracle that shares nothing with the projection.
private func chord(_ a: Coordinate, _ b: Coordinate) -> Double {
  func place(_ c: Coordinate) -> (Double, Double, Double) {
    let (phi, lambda) = (c.latitude * .pi / 180, c.longitude * .pi / 180)
    let e2 = 6.69437999014e-3
    let n = 6_378_137.0 / (1 - e2 * sin(phi) * sin(phi)).squareRoot()
    return (n * cos(phi) * cos(lambda), n * cos(phi) * sin(lambda), n * (1 - e2) * sin(phi))
  }
  let (p, q) = (place(a), place(b))
  return ((p.0 - q.0) * (p.0 - q.0) + (p.1 - q.1) * (p.1 - q.1) + (p.2 - q.2) * (p.2 - q.2)).squareRoot()
}

@Suite struct ProjectionTests {
  let projection = LocalProjection(origin: Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000))

  @Test func theOriginIsZero() { #expect(projection.point(projection.origin) == LocalPoint(x: 0, y: 0)) }

  @Test func distancesInTheCityAreRightToFourHundredthsOfAPercent() throws {
    var stream = RandomStream(seed: 11, name: "projection")
    for _ in 0..<2_000 {
      let a = try #require(Coordinate(latitude: 1.45 + 0.78 * stream.unit(), longitude: 101.0 + 0.73 * stream.unit()))
      let b = try #require(Coordinate(latitude: 1.45 + 0.78 * stream.unit(), longitude: 101.0 + 0.73 * stream.unit()))
      let exact = chord(a, b)
      let ours = projection.point(a).distance(to: projection.point(b))
      #expect(abs(ours - exact) <= 0.0004 * exact + 1, "\(a) \(b): \(ours) against \(exact)")
    }
  }

  @Test func aPlaceComesBackFromThePlaneToTheCentimetre() {
    var stream = RandomStream(seed: 12, name: "projection")
    for _ in 0..<1_000 {
      let here = Coordinate(
        latitudeE7: Int32(stream.int(in: 14_000_000...23_000_000)),
        longitudeE7: Int32(stream.int(in: 1_009_000_000...1_019_000_000)))
      let back = projection.coordinate(projection.point(here))
      #expect(abs(back.latitudeE7 - here.latitudeE7) <= 1 && abs(back.longitudeE7 - here.longitudeE7) <= 1)
    }
  }

  @Test func whatIsNoPlaceDoesNotCrash() {
    #expect(projection.coordinate(LocalPoint(x: .nan, y: 0)) == projection.origin)
    #expect(projection.coordinate(LocalPoint(x: .infinity, y: -.infinity)) == projection.origin)
    #expect(projection.coordinate(LocalPoint(x: 1e300, y: -1e300)).latitudeE7 == -900_000_000)
    let pole = LocalProjection(origin: Coordinate(latitudeE7: 900_000_000, longitudeE7: 1_800_000_000))
    #expect(pole.point(Coordinate(latitudeE7: -900_000_000, longitudeE7: -1_800_000_000)).x.isFinite)
  }
}
