import Basics
import Geography
import Incident

/// Classes of reported depth, as PetaBencana and InaSAFE draw them (10, 70 and 150 cm). No report is a class of its own.
public enum DepthClass: String, Sendable, CaseIterable {
  case noReport = "no_report"
  /// A report says that there is no water.
  case dry
  case trace
  case low
  case medium
  case high

  public init(millimetres: Int32?) {
    guard let millimetres else {
      self = .noReport
      return
    }
    switch millimetres {
    case 0: self = .dry
    case ..<100: self = .trace
    case ...700: self = .low
    case ...1500: self = .medium
    default: self = .high
    }
  }
}

/// What is known of the water in one kelurahan during a span: one statement with its source and time, or nothing.
public struct AreaDepth: Sendable {
  public var area: Kelurahan
  /// Its number on the map and in the table, from 1.
  public var number: Int
  public var sample: DepthSeries.Sample?

  /// - Parameter number: from 1.
  public init(area: Kelurahan, number: Int, sample: DepthSeries.Sample?) {
    self.area = area
    self.number = number
    self.sample = sample
  }

  public var depthClass: DepthClass { DepthClass(millimetres: sample?.highMillimetres) }

  /// One row a kelurahan, in the order of the city. The last statement seen of those that hold during the span counts;
  /// synthetic ones never in an actual operation.
  public static func rows(city: City, depths: DepthSeries?, during span: Interval, mode: Mode) -> [AreaDepth] {
    city.areas.enumerated().map { i, area in
      let sample = depths?.samples(area: area.id.rawValue).last {
        $0.during.overlaps(span) && (mode == .exercise || !$0.source.isSynthetic)
      }
      return AreaDepth(area: area, number: i + 1, sample: sample)
    }
  }

  /// `10–30 cm`, or that there is no report.
  public func text(_ style: Style) -> String {
    guard let sample else { return style.words("depth.noReport") }
    if let low = sample.lowMillimetres, low < sample.highMillimetres {
      return "\(style.number((Int(low) + 5) / 10))–\(style.centimetres(sample.highMillimetres))"
    }
    return style.centimetres(sample.highMillimetres)
  }

  /// Who says so and when it was seen.
  public func source(_ style: Style) -> String {
    guard let sample else { return "–" }
    let kind: String =
      switch sample.source {
      case .reported: "reported"
      case .forecast: "forecast"
      case .simulated(let synthetic): synthetic ? "synthetic" : "simulated"
      }
    return [style.words("depthSource.\(kind)"), sample.note].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
