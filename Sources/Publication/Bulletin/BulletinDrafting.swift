import Basics
import Geography
import Incident

/// A first draft out of the log's facts: what is known, by whom, seen when; and what is not known, said as such.
public enum BulletinDrafting {
  /// - Parameters:
  ///   - level: stated by a person; the software raises and lowers none.
  ///   - areas: those of the operation by default.
  public static func draft(
    _ frame: EmergencyOperation, city: City, kind: BulletinContent.Kind = .first, level: WarningLevel, areas: [AreaID]? = nil,
    contact: BulletinContact, asOf: Instant, expiresAt: Instant, nextDueAt: Instant?
  ) -> BulletinContent {
    let areas = (areas ?? frame.opening.areas).sorted()
    var content = template(
      mode: frame.mode, hazard: frame.opening.hazard, level: level, areas: areas,
      facts: facts(frame, city: city, areas: areas, asOf: asOf), contact: contact, asOf: asOf, expiresAt: expiresAt)
    content.kind = kind
    content.nextDueAt = nextDueAt
    if kind == .withdrawal { (content.actions, content.facts) = ([], []) }
    return content
  }

  /// The words of a hazard and a level around any facts.
  public static func template(
    mode: Mode, hazard: Hazard, level: WarningLevel, areas: [AreaID], facts: [BulletinFact], contact: BulletinContact,
    asOf: Instant, expiresAt: Instant
  ) -> BulletinContent {
    BulletinContent(
      mode: mode, hazard: hazard, level: level, areas: areas, lead: words("bulletin.lead.\(hazard.rawValue).\(level.rawValue)"),
      actions: actions(level), facts: facts, contact: contact, asOf: asOf, expiresAt: expiresAt)
  }

  private static func words(_ key: String) -> Bilingual { Bilingual(id: Words.indonesian(key), en: Words.english(key)) }

  /// Most urgent first.
  private static func actions(_ level: WarningLevel) -> [Bilingual] {
    let keys: [String] =
      switch level {
      case .red: ["leave", "power", "children", "boat", "call"]
      case .orange: ["ready", "power", "children", "road", "call"]
      case .yellow: ["watch", "papers", "road", "call"]
      case .green: ["clean", "power", "call"]
      }
    return keys.map { words("bulletin.action.\($0)") }
  }

  /// Facts of an operation by kind, then area; each with its source. Reports that lie in the future of `asOf` are not known yet.
  public static func facts(_ frame: EmergencyOperation, city: City, areas: [AreaID], asOf: Instant) -> [BulletinFact] {
    var facts: [BulletinFact] = []
    for area in areas {
      if let record = frame.lastDepth(area), record.report.toldAt <= asOf {
        let report = record.report
        facts.append(
          BulletinFact(
            .water(area, low: report.lowMillimetres, high: report.millimetres, above: report.above),
            source: source(report.informant, report.seenAt, report.toldAt, record.entry)))
      } else {
        facts.append(BulletinFact(.noReport(area)))
      }
    }
    for road in frame.closedRoads.keys.sorted() {
      guard let report = frame.closedRoads[road], report.toldAt <= asOf else { continue }
      facts.append(
        BulletinFact(
          .roadClosed(road, millimetres: report.millimetres),
          source: source(report.informant, report.seenAt, report.toldAt, frame.entries[.road(road)])))
    }
    for area in areas {
      guard let report = frame.power[area]?.report, report.at <= asOf else { continue }
      facts.append(
        BulletinFact(
          .power(area, report.state), source: source(report.informant, report.at, report.at, frame.entries[.power(area)])))
    }
    facts += openShelters(frame, city: city, asOf: asOf).map { shelter($0, frame, asOf) }
    return facts + AffectedCount.allCases.compactMap { count($0, frame, areas, asOf) }
  }

  private static func shelter(_ place: PlaceID, _ frame: EmergencyOperation, _ asOf: Instant) -> BulletinFact {
    guard let count = frame.shelterCounts[place], count.toldAt <= asOf else { return BulletinFact(.shelterOpen(place)) }
    return BulletinFact(
      .shelterRoom(place, capacity: count.capacity, taken: count.taken),
      source: source(count.informant, count.seenAt, count.toldAt, frame.entries[.shelter(place)]))
  }

  private static func source(_ informant: Informant, _ seen: Instant, _ told: Instant, _ entry: UInt64?) -> BulletinSource {
    // Who stands behind a staff id is nobody's business outside.
    var name = informant.text
    if case .staff = informant { name = "office/petugas" }
    return BulletinSource(informant: name, seenAt: seen, toldAt: told, entry: entry)
  }

  /// Places of shelter with a post that is open now: somebody is there to take people in. Sorted by id.
  public static func openShelters(_ frame: EmergencyOperation, city: City, asOf: Instant) -> [PlaceID] {
    var open: Set<PlaceID> = []
    for post in frame.openPosts where city.place(post.place)?.kind == .shelter {
      if frame.shifts[post.shift]?.interval.contains(asOf) == true { open.insert(post.place) }
    }
    return open.sorted()
  }

  /// A sum over the areas that reported, with the oldest of their sources. What nobody reported is said for people only: the
  /// dead, missing and injured are named when there is a report, never as a reassuring zero.
  private static func count(_ count: AffectedCount, _ frame: EmergencyOperation, _ areas: [AreaID], _ asOf: Instant)
    -> BulletinFact?
  {
    // The last sighting of each area: those of an earlier tide are not added to it.
    var last: [AreaID: AffectedReport] = [:]
    for report in frame.affected where report.toldAt <= asOf && count.value(report) != nil {
      if last[report.area].map({ $0.seenAt <= report.seenAt }) ?? true { last[report.area] = report }
    }
    let reports = areas.compactMap { last[$0] }
    guard let oldest = reports.min(by: { $0.seenAt < $1.seenAt }) else {
      return count == .people || count == .sheltered ? BulletinFact(.noCount(count)) : nil
    }
    let sum = reports.reduce(0) { $0 + (count.value($1) ?? 0) }
    return BulletinFact(
      .affected(count, sum, areas: Set(reports.map(\.area)).count, of: areas.count),
      source: source(oldest.informant, oldest.seenAt, oldest.toldAt, frame.entries[.affected(oldest.area)]))
  }
}
