import Basics
import Incident

/// A bulletin in the words of one language: the text that every form is cut from, so that all say the same.
public struct BulletinSheet: Hashable, Sendable {
  /// One statement, with where it comes from.
  public struct Line: Hashable, Sendable {
    public var text: String
    public var source: String?
    public var isStale = false
    /// It says that something is not known.
    public var isUnknown = false

    /// With source and mark in brackets.
    public var full: String { source.map { "\(text) (\($0))" } ?? text }
  }

  public struct Section: Hashable, Sendable {
    public var heading: String
    public var lines: [Line]
  }

  public let language: Language
  public let content: BulletinContent
  public let release: BulletinRelease?
  /// `LATIHAN` or `EXERCISE`; nil for the real thing.
  public let mark: String?
  /// What stands above everything: withdrawn, corrected, awaiting a signature, a preview.
  public let banners: [String]
  /// One line without the mark, at most 120 characters.
  public let headline: String
  public let lead: String
  public let sections: [Section]
  public let actions: [String]
  public let helpLines: [String]
  /// As of, holds until, next one, official account, number.
  public let footer: [String]

  /// - Parameter now: what counts as old is judged by it.
  public init(_ content: BulletinContent, release: BulletinRelease?, city: City, language: Language, now: Instant) {
    let writer = BulletinWriter(content: content, release: release, city: city, language: language, now: now)
    self.language = language
    self.content = content
    self.release = release
    mark = content.mode == .exercise ? CAPMark.word(language) : nil
    banners = writer.banners
    headline = writer.headline
    lead = content.lead[language]
    sections = writer.sections
    actions = content.actions.map { $0[language] }
    helpLines = content.contact.numbers.map { "\($0.number): \($0.purpose[language])" }
    footer = writer.footer
  }
}

extension BulletinSheet {
  /// A fact in the words of this sheet, with its source.
  public func line(of fact: BulletinFact, city: City, now: Instant) -> String {
    BulletinWriter(content: content, release: release, city: city, language: language, now: now).line(fact).full
  }
}

/// Finds the words.
struct BulletinWriter {
  let content: BulletinContent
  let release: BulletinRelease?
  let city: City
  let language: Language
  let now: Instant
  var style: Style { Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName) }
  var words: Catalogue { style.words }

  var banners: [String] {
    var out: [String] = []
    if release == nil { out.append(words("bulletin.preview")) }
    if release?.awaitsSecondSignature == true { out.append(words("bulletin.secondSignature")) }
    switch release?.fate {
    case .withdrawn(let by): out.append(words("bulletin.withdrawn", ["by": by]))
    case .corrected(let by): out.append(words("bulletin.corrected", ["by": by]))
    case .replaced(let by): out.append(words("bulletin.replaced", ["by": by]))
    case .live, nil: break
    }
    if let wrong = content.wasWrong {
      out.append(words(content.kind == .withdrawal ? "bulletin.whyWithdrawn" : "bulletin.wasWrong", ["what": wrong[language]]))
    }
    if content.expiresAt <= now { out.append(words("bulletin.expired", ["at": style.moment(content.expiresAt)])) }
    return out
  }

  var headline: String {
    if content.kind == .withdrawal {
      return words(
        "bulletin.headline.withdrawal", ["number": content.kind == .withdrawal ? release?.replaces.first?.identifier ?? "" : ""])
    }
    let prefix = content.kind == .correction ? words("bulletin.headline.correction") + " " : ""
    return prefix
      + words(
        "bulletin.headline",
        [
          "level": words("warning.\(content.level.rawValue)"), "hazard": words("hazard.\(content.hazard.rawValue)"),
          "areas": areaList(3),
        ])
  }

  /// Names of at most `most` areas, else how many.
  func areaList(_ most: Int) -> String {
    let names = content.areas.map { city.area($0)?.name ?? $0.rawValue }
    if names.count > most { return words("bulletin.areaCount", ["count": style.number(names.count)]) }
    return names.joined(separator: ", ")
  }

  var sections: [BulletinSheet.Section] {
    var sections: [BulletinSheet.Section] = []
    if !content.agency.isEmpty {
      sections.append(
        .init(
          heading: words("bulletin.section.agency"),
          lines: content.agency.map {
            .init(
              text: $0.text, source: words("bulletin.source.agency", ["agency": $0.agency, "at": style.moment($0.receivedAt)]))
          }))
    }
    for (key, isPart) in Self.parts {
      let lines = content.facts.filter { isPart($0.subject) }.map(line)
      if !lines.isEmpty { sections.append(.init(heading: words("bulletin.section.\(key)"), lines: lines)) }
    }
    if !content.rumours.isEmpty {
      let lines = content.rumours.map {
        BulletinSheet.Line(text: words("bulletin.rumour.\($0.truth.rawValue)", ["what": $0.text[language]]))
      }
      sections.append(.init(heading: words("bulletin.section.rumours"), lines: lines))
    }
    if let needs = content.needs {
      sections.append(.init(heading: words("bulletin.section.needs"), lines: [.init(text: needs[language])]))
    }
    return sections
  }

  private static let parts: [(String, @Sendable (BulletinFact.Subject) -> Bool)] = [
    ("water", { if case .water = $0 { true } else if case .noReport = $0 { true } else { false } }),
    ("roads", { if case .roadClosed = $0 { true } else { false } }),
    ("power", { if case .power = $0 { true } else { false } }),
    ("shelters", { if case .shelterOpen = $0 { true } else if case .shelterRoom = $0 { true } else { false } }),
    ("people", { if case .affected = $0 { true } else if case .noCount = $0 { true } else { false } }),
  ]

  private func area(_ id: AreaID) -> String { city.area(id)?.name ?? id.rawValue }

  func line(_ fact: BulletinFact) -> BulletinSheet.Line {
    var line = BulletinSheet.Line(text: "")
    switch fact.subject {
    case .water(let id, let low, let high, let above):
      let depth =
        low.map { $0 < high ? "\(style.number(($0 + 5) / 10))–\(style.centimetres(Int32(clamping: high)))" : nil } ?? nil
      line.text = words(
        high == 0 ? "bulletin.water.none" : "bulletin.water",
        [
          "area": area(id), "depth": depth ?? style.centimetres(Int32(clamping: high)),
          "reference": words("reference.\(above.rawValue)"),
        ])
    case .noReport(let id):
      line.text = words("bulletin.water.noReport", ["area": area(id)])
      line.isUnknown = true
    case .roadClosed(let road, let depth):
      line.text = words(
        depth == nil ? "bulletin.road" : "bulletin.road.depth",
        ["road": road, "depth": style.centimetres(Int32(clamping: depth ?? 0))])
    case .power(let id, let state): line.text = "\(area(id)): \(words("power.\(state.rawValue)"))"
    case .shelterOpen(let place):
      let known = city.place(place)
      line.text = words(
        "bulletin.shelter", ["place": known?.name[language] ?? place.rawValue, "area": known.map { area($0.area) } ?? ""])
    case .shelterRoom(let place, let capacity, let taken):
      let known = city.place(place)
      let left = max(0, capacity - taken)
      line.text = words(
        left == 0 ? "bulletin.shelter.full" : "bulletin.shelter.left",
        [
          "place": known?.name[language] ?? place.rawValue, "area": known.map { area($0.area) } ?? "",
          "left": style.number(left), "capacity": style.number(capacity), "taken": style.number(taken),
        ])
    case .affected(let count, let value, let areas, let all):
      line.text = words(
        areas == all ? "bulletin.count" : "bulletin.count.some",
        [
          "what": words("bulletin.count.\(count.rawValue)"), "value": style.number(value), "areas": style.number(areas),
          "all": style.number(all),
        ])
    case .noCount(let count):
      line.text = words("bulletin.count.none", ["what": words("bulletin.count.\(count.rawValue)")])
      line.isUnknown = true
    }
    source(fact, &line)
    return line
  }

  private func source(_ fact: BulletinFact, _ line: inout BulletinSheet.Line) {
    guard let source = fact.source else { return }
    line.isStale = fact.isStale(at: now, after: content.staleAfter)
    let parts = source.informant.split(separator: "/", maxSplits: 1).map(String.init)
    let who: String =
      switch parts.first {
      case "resident": words("informant.resident")
      case "press": words("informant.press", ["name": parts.last ?? ""])
      case "sensor": words("informant.sensor", ["name": parts.last ?? ""])
      case "partner": city.partners.first { $0.id.rawValue == parts.last }?.name[language] ?? parts.last ?? ""
      default: OfficeText.name(parts.last ?? "")
      }
    line.source = words(
      line.isStale ? "bulletin.source.old" : "bulletin.source", ["who": who, "seen": style.moment(source.seenAt)])
  }

  var footer: [String] {
    var out = [words("bulletin.asOf", ["at": style.moment(content.asOf)])]
    if content.kind != .withdrawal { out.append(words("bulletin.until", ["at": style.moment(content.expiresAt)])) }
    if let due = content.nextDueAt { out.append(words("bulletin.nextDue", ["at": style.moment(due)])) }
    out.append(words("bulletin.account", ["account": content.contact.account, "web": content.contact.web]))
    if let release { out.append(words("bulletin.number", ["number": release.identifier, "at": style.moment(release.sentAt)])) }
    return out
  }
}
