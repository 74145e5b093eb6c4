import Basics
import Geography
import Incident

/// Names and depths of kelurahan on one panel, and the room that they take.
struct MapLabels {
  struct Label {
    var lines: [String]
    var centre: LocalPoint
    var isReported: Bool
    var area: AreaID
    /// A sign of the power stands beneath.
    var hasPower = false

    /// Width and height in sheet units, by an average letter.
    var halfWidth: Double { Double(lines.map(\.count).max() ?? 0) * MapLabels.size * 0.27 }
    var halfHeight: Double { Double(lines.count) * MapLabels.size * 0.55 + (hasPower ? 8 : 0) }
  }

  static let size = 13.5
  let labels: [Label]

  /// Full names where there is room, numbers elsewhere; in a small panel numbers only.
  init(map: CityMap, frame: MapFrame, isOverview: Bool, skip: Bounds?) {
    labels = map.areas.compactMap { area in
      guard let index = map.view.city.outlines.index(of: area.area.id.rawValue) else { return nil }
      let outline = map.view.city.outlines.areas[index]
      guard frame.contains(outline.inside), skip.map({ !$0.contains(outline.inside) }) ?? true else { return nil }
      let at = frame.sheet(outline.inside)
      let room = outline.shape.bounds.width * frame.scale
      let number = "\(area.number)"
      if isOverview {
        return room > 18 ? Label(lines: [number], centre: at, isReported: area.sample != nil, area: area.area.id) : nil
      }
      let full = "\(number) \(area.area.name)"
      let hasRoom = room > Double(full.count) * Self.size * 0.5
      var label = Label(
        lines: hasRoom ? [full, area.text(map.style)] : [number], centre: at, isReported: area.sample != nil, area: area.area.id,
        hasPower: map.layers?.power[area.area.id] != nil)
      let margin = label.halfWidth + 4
      label.centre.x = min(max(at.x, frame.x + margin), frame.x + frame.width - margin)
      return label
    }
  }

  func draw(_ svg: inout SVG) {
    for label in labels {
      for (i, line) in label.lines.enumerated() {
        let y = label.centre.y + Self.size * (0.35 + Double(i) - Double(label.lines.count - 1) / 2)
        svg.label(
          label.centre.x, y, line, size: i == 0 ? Self.size : Self.size - 1, bold: label.isReported && i == label.lines.count - 1,
          halo: true)
      }
    }
  }
}
