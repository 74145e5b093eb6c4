import Basics
import Incident

/// The counts of a report on residents. Households, people and houses are three counts and never turned into each other.
public enum AffectedCount: String, Sendable, CaseIterable {
  case households, people, houses, sheltered, elsewhere, dead, missing, injured

  func value(_ report: AffectedReport) -> Int? {
    switch self {
    case .households: report.households
    case .people: report.people
    case .houses: report.houses
    case .sheltered: report.sheltered
    case .elsewhere: report.elsewhere
    case .dead: report.dead
    case .missing: report.missing
    case .injured: report.injured
    }
  }
}

/// The last told figure of each count in each kelurahan, with who said it and when it was seen.
struct AffectedFacts: Sendable {
  struct Figure: Sendable {
    var value: Int
    var seenAt: Instant
    var informant: Informant
    var sequence: UInt64
  }

  struct Row: Sendable {
    var area: AreaID
    var figures: [AffectedCount: Figure] = [:]
    var vulnerable: [VulnerableCount] = []
  }

  /// By the order of the city's kelurahan; areas that the city does not know follow.
  private(set) var rows: [Row] = []

  /// - Parameter occurrence: only reports of it, and those that name none; nil for all.
  init(_ facts: OperationFacts, city: City, occurrence: OccurrenceID? = nil) {
    var byArea: [AreaID: Row] = [:]
    var order: [AreaID] = []
    for stated in facts.affected {
      let report = stated.value
      if let occurrence, let own = report.occurrence, own != occurrence { continue }
      if byArea[report.area] == nil { order.append(report.area) }
      var row = byArea[report.area] ?? Row(area: report.area)
      for count in AffectedCount.allCases {
        // A report that does not tell a count leaves the older figure standing; an older sighting told late does not replace.
        guard let value = count.value(report), row.figures[count].map({ $0.seenAt <= report.seenAt }) ?? true else { continue }
        row.figures[count] = Figure(
          value: value, seenAt: report.seenAt, informant: report.informant, sequence: stated.sequence)
      }
      if !report.vulnerable.isEmpty { row.vulnerable = report.vulnerable }
      byArea[report.area] = row
    }
    let known = city.areas.map(\.id).filter { byArea[$0] != nil }
    rows = (known + order.filter { id in !known.contains(id) }).compactMap { byArea[$0] }
  }

  /// The sum over the kelurahan that told it, and how many did; nil where none did.
  func total(_ count: AffectedCount) -> (value: Int, areas: Int)? {
    let figures = rows.compactMap { $0.figures[count] }
    return figures.isEmpty ? nil : (figures.reduce(0) { $0 + $1.value }, figures.count)
  }
}
