import Basics
import Geography
import Testing

@Test func theOriginOfAProjectionIsZero() {
  let origin = Coordinate(latitudeE7: 16_800_000, longitudeE7: 1_014_400_000)
  #expect(LocalProjection(origin: origin).point(origin) == LocalPoint(x: 0, y: 0))
}
