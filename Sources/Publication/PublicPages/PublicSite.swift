import Basics
import Geography
import Incident

/// The public pages as files: to be put on any host, kept on a stick, or served from memory. A pure function of what was published
/// and what is reported; the same input gives the same bytes.
public struct PublicSite: Sendable {
  /// A published bulletin with how it went out.
  public struct Published: Sendable {
    public var content: BulletinContent
    public var release: BulletinRelease
    /// In force: neither replaced nor withdrawn.
    public var isLive: Bool

    public init(content: BulletinContent, release: BulletinRelease, isLive: Bool) {
      self.content = content
      self.release = release
      self.isLive = isLive
    }
  }

  public struct File: Hashable, Sendable {
    /// Relative, with `/`.
    public var path: String
    public var mediaType: String
    public var bytes: [UInt8]

    init(_ path: String, _ mediaType: String, _ text: String) {
      self.path = path
      self.mediaType = mediaType
      bytes = Array(text.utf8)
    }
  }

  let city: City
  let mode: Mode
  /// Oldest first.
  let bulletins: [Published]
  let facts: [BulletinFact]
  let now: Instant
  let staleAfter: Int
  /// Where residents report; nil for pages that are not served beside the form.
  public var reportAddress: String?

  /// - Parameters:
  ///   - frame: for the table of kelurahan; only what was reported, never what was computed.
  ///   - bulletins: all that was ever published, oldest first; those of another mode are left out.
  public init(city: City, frame: EmergencyOperation, bulletins: [Published], now: Instant, staleAfter: Int = 180) {
    self.city = city
    mode = frame.mode
    self.bulletins = bulletins.filter { $0.content.mode == frame.mode }
    let areas = frame.opening.areas.sorted()
    facts = BulletinDrafting.facts(frame, city: city, areas: areas, asOf: now)
    self.now = now
    self.staleAfter = staleAfter
  }

  /// Everything: first pages, a page, poster, text and alert of each bulletin, archive, feed, JSON and GeoJSON.
  public func files() -> [File] {
    var files: [File] = []
    for language in Language.allCases {
      files.append(File(Self.name("index", language), "text/html; charset=utf-8", firstPage(language)))
      files.append(File(Self.name("archive", language), "text/html; charset=utf-8", archive(language)))
    }
    for bulletin in bulletins { files += forms(bulletin) }
    files.append(File("feed.xml", "application/atom+xml", feed()))
    files.append(File("kelurahan.json", "application/json", statusJSON()))
    files.append(File("kelurahan.geojson", "application/geo+json", geoJSON()))
    return files
  }

  static func name(_ stem: String, _ language: Language) -> String { language == .id ? "\(stem).html" : "\(stem).en.html" }

  func sheet(_ bulletin: Published, _ language: Language) -> BulletinSheet {
    BulletinSheet(bulletin.content, release: bulletin.release, city: city, language: language, now: now)
  }

  private func forms(_ bulletin: Published) -> [File] {
    let stem = bulletin.release.identifier
    var files = [
      File(
        "\(stem).xml", "application/cap+xml",
        String(
          decoding: CAPWriter.bytes(BulletinAlert.alert(bulletin.content, release: bulletin.release, city: city)),
          as: UTF8.self))
    ]
    for language in Language.allCases {
      let sheet = sheet(bulletin, language)
      let tail = language == .id ? "" : ".en"
      let links = BulletinPage.Links(
        poster: "\(stem)\(tail).svg", alert: "\(stem).xml", text: "\(stem)\(tail).txt", home: Self.name("index", language),
        other: Self.name(stem, language == .id ? .en : .id))
      files.append(
        File(Self.name(stem, language), "text/html; charset=utf-8", BulletinPage.html(sheet, city: city, links: links)))
      files.append(File("\(stem)\(tail).svg", "image/svg+xml", Poster.svg(sheet, city: city)))
      files.append(File("\(stem)\(tail).txt", "text/plain; charset=utf-8", BulletinForms.chat(sheet)))
    }
    return files
  }

  // MARK: Pages

  private func firstPage(_ language: Language) -> String {
    let style = Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    let words = style.words
    let live = bulletins.filter(\.isLive)
    var body = ""
    if let newest = live.last {
      body += BulletinPage.article(sheet(newest, language))
      for other in live.dropLast().reversed() {
        let name = Self.name(other.release.identifier, language)
        body += "<p><a href=\"\(escapeMarkup(name))\">\(escapeMarkup(sheet(other, language).headline))</a></p>\n"
      }
    } else {
      body +=
        "<h1>\(escapeMarkup(CityTitle(city).full))</h1>\n<p class=\"banner\">\(escapeMarkup(words("page.noBulletin")))</p>\n"
    }
    if let address = reportAddress {
      body += "<p class=\"noprint\"><a href=\"\(escapeMarkup(address))\">\(escapeMarkup(words("page.report")))</a></p>\n"
    }
    body += "<h2>\(escapeMarkup(words("page.status")))</h2>\n" + AreaStatus(site: self, style: style).html()
    let archive = Self.name("archive", language)
    body += "<p><a href=\"\(archive)\">\(escapeMarkup(words("page.archive")))</a> · "
    body += "<a href=\"feed.xml\">\(escapeMarkup(words("page.feed")))</a> · <a href=\"kelurahan.json\">JSON</a> · "
    body += "<a href=\"kelurahan.geojson\">GeoJSON</a></p>\n"
    return PublicPage.html(
      title: CityTitle(city).full, language: language, mark: mode.mark, other: Self.name("index", language == .id ? .en : .id),
      numbers: numbers, body: body, footer: words("page.made", ["at": style.moment(now)]))
  }

  private var numbers: [String] { bulletins.last?.content.contact.numbers.map(\.number) ?? ["112"] }

  private func archive(_ language: Language) -> String {
    let style = Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    let words = style.words
    var body = "<h1>\(escapeMarkup(words("page.archive")))</h1>\n<p>\(escapeMarkup(words("page.archive.note")))</p>\n"
    body += "<div class=\"scroll\"><table><thead><tr>"
    body += ["page.column.number", "page.column.title", "page.column.state"].map { "<th>\(escapeMarkup(words($0)))</th>" }
      .joined()
    body += "</tr></thead><tbody>\n"
    for bulletin in bulletins.reversed() {
      let sheet = sheet(bulletin, language)
      let page = Self.name(bulletin.release.identifier, language)
      let state = sheet.banners.first ?? (bulletin.isLive ? words("page.live") : "")
      body += "<tr><td>\(escapeMarkup(style.moment(bulletin.release.sentAt)))<br>"
      body += "<a href=\"\(escapeMarkup(page))\">\(escapeMarkup(bulletin.release.identifier))</a></td>"
      body += "<td>\(escapeMarkup(sheet.headline))</td><td>\(escapeMarkup(state))</td></tr>\n"
    }
    body += "</tbody></table></div>\n<p><a href=\"\(Self.name("index", language))\">\(escapeMarkup(words("page.back")))</a></p>\n"
    return PublicPage.html(
      title: words("page.archive"), language: language, mark: mode.mark,
      other: Self.name("archive", language == .id ? .en : .id), numbers: numbers, body: body,
      footer: words("page.made", ["at": style.moment(now)]))
  }

  // MARK: For machines

  private func feed() -> String {
    let entries = bulletins.reversed().map { bulletin in
      let stem = bulletin.release.identifier
      return AtomFeed.Entry(sheet: sheet(bulletin, .id), page: "\(stem).html", alert: "\(stem).xml")
    }
    let web = bulletins.last?.content.contact.web ?? "https://example.invalid/"
    let base = web.hasSuffix("/") ? web : web + "/"
    let newest = bulletins.last?.release.sentAt ?? now
    return AtomFeed.xml(entries, title: (mode.mark.map { $0 + " " } ?? "") + CityTitle(city).full, base: base, updated: newest)
  }

  private func statusJSON() -> String {
    let list = bulletins.reversed().map { bulletin -> JSONValue in
      .members([
        ("identifier", .string(bulletin.release.identifier)), ("sentAt", BulletinContent.json(bulletin.release.sentAt)),
        ("live", .bool(bulletin.isLive)), ("awaitsSecondSignature", .bool(bulletin.release.awaitsSecondSignature)),
        ("content", bulletin.content.document),
      ])
    }
    let value = JSONValue.members([
      ("format", "status-1"), ("mode", .string(mode.rawValue)), ("mark", mode.mark.map(JSONValue.string)),
      ("madeAt", BulletinContent.json(now)), ("city", .string(city.name)),
      ("areas", .array(AreaStatus(site: self, style: Style(.id)).rows.map(\.json))), ("bulletins", .array(list)),
    ])
    return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? "{}\n"
  }

  private func geoJSON() -> String {
    let mark = mode.mark.map { [("mark", JSONValue.string($0))] } ?? []
    var writer = GeoJSONWriter(head: [("mode", .string(mode.rawValue))] + mark + [("madeAt", BulletinContent.json(now))])
    for row in AreaStatus(site: self, style: Style(.id)).rows {
      let polygons = (city.outlines[row.area.id.rawValue]?.polygons ?? []).map { polygon in
        ([polygon.outer] + polygon.holes).map { $0.map(city.outlines.projection.coordinate) }
      }
      let members = row.json.object ?? []
      writer.add(.polygons(polygons), properties: members.map { ($0.key, $0.value) })
    }
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}
