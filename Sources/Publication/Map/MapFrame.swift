import Basics
import Geography

/// One panel of the map: a window of the city in metres, and where it lies on the sheet. North is up.
struct MapFrame {
  let window: Bounds
  let x: Double
  let y: Double
  /// Sheet units for each metre.
  let scale: Double

  var width: Double { window.width * scale }
  var height: Double { window.height * scale }

  /// Fits a window into a width and at most a height; a tall window makes a narrow panel only below two thirds of the width.
  init(window: Bounds, x: Double, y: Double, width: Double, maximumHeight: Double) {
    let wide = max(window.width, 100)
    let tall = max(window.height, 100)
    let scale = min(width / wide, maximumHeight / tall)
    let spare = wide * scale < width * 2 / 3 ? 0 : (width / scale - wide) / 2
    let centre = window.centre
    self.scale = scale
    self.x = x
    self.y = y
    self.window = Bounds(
      west: centre.x - wide / 2 - spare, south: centre.y - tall / 2, east: centre.x + wide / 2 + spare, north: centre.y + tall / 2
    )
  }

  func sheet(_ point: LocalPoint) -> LocalPoint {
    LocalPoint(x: x + (point.x - window.west) * scale, y: y + (window.north - point.y) * scale)
  }

  func contains(_ point: LocalPoint) -> Bool { window.contains(point) }

  /// `M1 2L3 4Z` of rings or lines, simplified to half a sheet unit.
  func path(_ lines: [[LocalPoint]], closed: Bool) -> String {
    var out = ""
    for line in lines {
      let kept =
        closed
        ? Simplification.ring(line, tolerance: 0.5 / scale) : Simplification.line(line, tolerance: 0.5 / scale)
      guard kept.count > 1 else { continue }
      for (i, point) in kept.enumerated() {
        let p = sheet(point)
        out += "\(i == 0 ? "M" : "L")\(SVG.number(p.x)) \(SVG.number(p.y))"
      }
      if closed { out += "Z" }
    }
    return out
  }

  /// A round length (1, 2 or 5 times a power of ten) of about a fifth of the width, in metres.
  var scaleBarMetres: Double {
    let wanted = window.width / 5
    var step = 1.0
    while step * 10 <= wanted { step *= 10 }
    if step * 5 <= wanted { return step * 5 }
    return step * 2 <= wanted ? step * 2 : step
  }
}
