import Basics
import Geography
import Incident

/// What the control room hears: citizens' reports, late and partly false. All of a run's reports are drawn at its start from streams
/// of the area and the hour, so that no policy changes who reports what.
struct ReportWorld: Sendable {
  struct Report: Hashable, Sendable {
    var area: AreaID
    var seen: Instant
    var told: Instant
    var millimetres: Int
    /// What was true then; nil for a rumour from nowhere.
    var truth: Int?
    var isDuplicate: Bool
    var isRumour: Bool
  }

  /// Reports of one hour and area that are drawn at most.
  static let mostPerHour = 200

  /// Ascending by when they are told.
  static func draw(
    _ model: ReportModel, water: DrillWater, city: City, span: Interval, seed: UInt64, prefix: String
  ) -> [Report] {
    var reports: [Report] = []
    let people = Dictionary(city.areas.map { ($0.id, $0.population) }, uniquingKeysWith: { first, _ in first })
    var hour = span.start
    while hour < span.end {
      let minute = hour.minuteOfDay(offsetMinutes: city.offsetMinutes)
      let key = hour.milliseconds / 3_600_000
      for ground in water.grounds {
        let shares = water.shares(ground.area, at: hour)
        let rate =
          zip(shares, DrillWater.classes).reduce(0.0) { sum, item in
            sum + Double(people[ground.area] ?? 0) / 1_000 * item.0 * model.perThousandPerHour.value(millimetres: Int(item.1))
          } * model.byHour.value(minuteOfDay: minute)
        var stream = RandomStream(seed: seed, name: "\(prefix)/report/\(ground.area)/\(key)")
        for at in arrivals(rate, from: hour, &stream) {
          reports += seen(model, ground, water, at, &stream)
        }
      }
      var rumours = RandomStream(seed: seed, name: "\(prefix)/rumour/\(key)")
      for at in arrivals(model.rumoursPerHour, from: hour, &rumours) where !city.areas.isEmpty {
        let area = rumours.pick(city.areas).id
        reports.append(
          Report(
            area: area, seen: at, told: at, millimetres: rumours.int(in: 2...15) * 100, truth: nil, isDuplicate: false,
            isRumour: true))
      }
      hour = hour.adding(minutes: 60)
    }
    return reports.enumerated().sorted { ($0.element.told, $0.offset) < ($1.element.told, $1.offset) }.map(\.element).filter {
      $0.told < span.end
    }
  }

  private static func arrivals(_ perHour: Double, from hour: Instant, _ stream: inout RandomStream) -> [Instant] {
    guard perHour > 0 else { return [] }
    var at = 0.0
    var found: [Instant] = []
    while found.count < mostPerHour {
      at -= ExactMath.log(max(stream.unit(), 0x1p-53)) / perHour
      guard at < 1 else { break }
      found.append(Instant(milliseconds: hour.milliseconds + Int64(at * 3_600_000)))
    }
    return found
  }

  private static func seen(
    _ model: ReportModel, _ ground: DrillWater.Ground, _ water: DrillWater, _ at: Instant, _ stream: inout RandomStream
  ) -> [Report] {
    let truth = Int(water.depth(ground.area, at: at))
    let error = stream.normal() * model.depthErrorMillimetres
    // People tell depths by their body, to some five centimetres.
    let told = max(50, Int(((Double(truth) + error) / 50).rounded()) * 50)
    let delay = min(model.delay.minutes(&stream), 24 * 60)
    let report = Report(
      area: ground.area, seen: at, told: Instant(milliseconds: at.milliseconds + Int64(delay * 60_000)), millimetres: told,
      truth: truth, isDuplicate: false, isRumour: false)
    guard stream.unit() < model.duplicateShare else { return [report] }
    var again = report
    again.told = report.told.adding(minutes: stream.int(in: 1...20))
    again.isDuplicate = true
    return [report, again]
  }
}
