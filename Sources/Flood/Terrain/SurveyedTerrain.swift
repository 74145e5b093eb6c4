import Basics
import Geography

/// A user's own elevation model in place of the synthetic ground.
public enum SurveyedTerrain {
  /// - Parameters:
  ///   - dem: metres above mean sea level, in degrees (WGS84, longitude and latitude) where its corner and cell are small enough for
  ///     degrees, else in metres of the city's local plane.
  ///   - recipe: window and cell of the computation, and what gives cover; nothing of its relief is used.
  /// - Returns: nil where the model covers no land of the window. Where it has holes inland the cell is outside.
  ///
  /// Rivers and drains of the pack are burnt in only where they are not synthetic: an invented course does not belong into real
  /// ground.
  public static func make(dem: Raster, name: String, recipe: TerrainRecipe, city: CityGround) -> CityTerrain? {
    guard let grid = recipe.grid(city.outlines.projection) else { return nil }
    var city = city
    city.rivers.removeAll(where: \.isSynthetic)
    city.drains.removeAll { $0.basis != .stated }
    var layout = CityLayout(grid: grid, city: city, recipe: recipe)
    let isDegrees = abs(dem.corner.x) <= 180 && abs(dem.corner.y) <= 90 && dem.cell < 0.1
    var bed = [Float](repeating: TerrainMaker.seaBed, count: grid.count)
    var known = 0
    for i in bed.indices where layout.cover[i].rawValue > LandCover.sea.rawValue {
      let point = grid.centre(i)
      var place = point
      if isDegrees {
        let coordinate = layout.projection.coordinate(point)
        place = LocalPoint(x: coordinate.longitude, y: coordinate.latitude)
      }
      if let value = dem.value(at: place) {
        bed[i] = value
        known += 1
      } else {
        layout.cover[i] = .outside
      }
    }
    guard known > 0 else { return nil }
    var maker = TerrainMaker(recipe: recipe, layout: layout, city: city)
    maker.bed = bed
    maker.burnChannels()
    return CityTerrain(
      grid: grid, projection: layout.projection, source: .user(name: name), bed: maker.bed, cover: layout.cover,
      manning: TerrainMaker.manning(layout), area: layout.area, areaCodes: layout.areaCodes, channels: layout.channels)
  }
}
