import Basics

/// Fills of the depth classes: each has a pattern of its own that a black-and-white print keeps.
enum MapPatterns {
  static func fill(_ depth: DepthClass) -> String { "url(#depth-\(depth.rawValue))" }

  static let definitions: SVG = {
    var svg = SVG()
    svg.open("defs")
    svg.element("style", [], text: ".halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}")
    pattern(&svg, .noReport, 7, "#e3e3e3") {
      $0.empty("path", [("d", "M0 7L7 0M-1 1L1 -1M6 8L8 6"), ("stroke", "#8d8d8d"), ("stroke-width", "0.9")])
    }
    pattern(&svg, .dry, 10, "#ffffff") { $0.empty("circle", [("cx", "5"), ("cy", "5"), ("r", "0.9"), ("fill", "#777")]) }
    pattern(&svg, .trace, 10, "#e8f1fa") {
      $0.empty("path", [("d", "M0 5H10"), ("stroke", "#8db4d8"), ("stroke-width", "0.9")])
    }
    pattern(&svg, .low, 8, "#c4dcf0") {
      $0.empty("path", [("d", "M0 4Q2 2 4 4T8 4"), ("fill", "none"), ("stroke", "#3f7fb5"), ("stroke-width", "1.1")])
    }
    pattern(&svg, .medium, 6, "#8fbbe0") {
      $0.empty("path", [("d", "M0 3Q1.5 1 3 3T6 3"), ("fill", "none"), ("stroke", "#1f5f96"), ("stroke-width", "1.5")])
    }
    pattern(&svg, .high, 6, "#4f8fc4") {
      $0.empty("path", [("d", "M0 0L6 6M6 0L0 6"), ("stroke", "#0b2f52"), ("stroke-width", "1.3")])
    }
    svg.close("defs")
    return svg
  }()

  private static func pattern(
    _ svg: inout SVG, _ depth: DepthClass, _ size: Int, _ ground: String, _ draw: (inout SVG) -> Void
  ) {
    let side = "\(size)"
    svg.open(
      "pattern",
      [("id", "depth-\(depth.rawValue)"), ("width", side), ("height", side), ("patternUnits", "userSpaceOnUse")])
    svg.rectangle(0, 0, Double(size), Double(size), [("fill", ground)])
    draw(&svg)
    svg.close("pattern")
  }
}
