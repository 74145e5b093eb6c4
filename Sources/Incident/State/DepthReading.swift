import Basics
import Geography

extension EmergencyOperation {
  /// What was reported about water, as other rooms take it in. Areas without a report have no statement: unknown, never dry.
  ///
  /// A report holds until its own end, else until the next one of its area, but at most `staleAfter` minutes.
  public func depthSeries(staleAfter: Int = 360, figure: DepthSeries.Figure = .middle) -> DepthSeries {
    var samples: [DepthSeries.Sample] = []
    for area in depths.keys.sorted() {
      let records = depths[area] ?? []
      for (i, record) in records.enumerated() {
        let report = record.report
        let next = records[(i + 1)...].first { $0.report.seenAt > report.seenAt }?.report.seenAt
        let last = report.seenAt.adding(minutes: staleAfter)
        let end = report.holdsUntil ?? min(next ?? last, last)
        samples.append(
          DepthSeries.Sample(
            area: area.rawValue, during: Interval(start: report.seenAt, end: end),
            lowMillimetres: report.lowMillimetres.flatMap { Int32(exactly: $0) },
            highMillimetres: Int32(clamping: report.millimetres), source: .reported, observed: report.seenAt,
            note: "\(record.id) \(report.informant.text)"))
      }
    }
    return DepthSeries(samples: samples, figure: figure)
  }

  /// What agencies expect, the last one issued winning where spans overlap.
  public func forecastSeries() -> DepthSeries {
    DepthSeries(
      samples: forecasts.keys.sorted().flatMap { area in
        (forecasts[area] ?? []).map { forecast in
          DepthSeries.Sample(
            area: area.rawValue, during: forecast.during, lowMillimetres: forecast.lowMillimetres.flatMap { Int32(exactly: $0) },
            highMillimetres: Int32(clamping: forecast.millimetres), source: .forecast, observed: forecast.issuedAt,
            note: forecast.informant.text)
        }
      })
  }

  /// The last report of an area by the time at which it was seen; nil where none has come: to be shown as such, and not as dry.
  public func lastDepth(_ area: AreaID) -> DepthRecord? {
    depths[area]?.max {
      ($0.report.seenAt, $0.id.rawValue.utf8.count, $0.id) < ($1.report.seenAt, $1.id.rawValue.utf8.count, $1.id)
    }
  }

  /// Areas of the operation without any report; sorted.
  public var silentAreas: [AreaID] { opening.areas.filter { depths[$0]?.isEmpty ?? true }.sorted() }
}
