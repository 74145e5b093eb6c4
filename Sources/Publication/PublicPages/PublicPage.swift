import Basics
import Incident

/// The frame of every page for the public: works without script, without any outside file, at 320 pixels and on A4.
public enum PublicPage {
  /// - Parameter other: address of the same page in the other language.
  static func html(
    title: String, language: Language, mark: String?, other: String?, numbers: [String], body: String, footer: String
  ) -> String {
    let words = Words.of(language)
    let band = mark.map { "<p class=\"mark\">\(escapeMarkup($0))</p>\n" } ?? ""
    let switcher =
      other.map { "<p class=\"lang\"><a href=\"\(escapeMarkup($0))\">\(escapeMarkup(words("page.language")))</a></p>\n" } ?? ""
    let call =
      numbers.isEmpty
      ? ""
      : "<p class=\"danger\">\(escapeMarkup(words("page.danger", ["numbers": numbers.joined(separator: " / ")])))</p>\n"
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escapeMarkup(title))</title>
      <link rel="icon" href="data:,">
      <link rel="alternate" type="application/atom+xml" href="feed.xml">
      <style>\(css)</style>
      </head>
      <body>
      \(band)\(call)\(switcher)<main>
      \(body)
      </main>
      <footer><p>\(escapeMarkup(footer))</p></footer>
      \(band)</body>
      </html>

      """
  }

  /// What stands between `<style>` and `</style>` of each page: a server permits it by its digest.
  public static let css = #"""
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:46rem;padding:0 .8rem 1rem;font:1rem/1.45 'Liberation Sans',Arial,Helvetica,sans-serif;color:#111;background:#fff}
    h1{font-size:1.45rem;line-height:1.25;margin:.6rem 0}
    h2{font-size:1.1rem;margin:1.3rem 0 .3rem;border-bottom:1px solid #888;break-after:avoid}
    p{margin:.4rem 0}
    ul,ol{margin:.3rem 0;padding-left:1.3rem}
    li{margin:.25rem 0;overflow-wrap:anywhere}
    a{color:#0b4a8f}
    .mark{margin:0 -.8rem;padding:.35rem .8rem;text-align:center;font-weight:700;letter-spacing:.08em;background:#fff;border:3px solid #000}
    .danger{margin:0 -.8rem;padding:.55rem .8rem;background:#7a0c0c;color:#fff;font-weight:700}
    .lang{text-align:right;margin:.3rem 0 0}
    .banner{border:3px solid #000;padding:.4rem .6rem;font-weight:700}
    .level{display:inline-block;border:2px solid #111;border-radius:3px;padding:.05rem .5rem;font-weight:700}
    .green{background:#d9f0d9}.yellow{background:#ffe98a}.orange{background:#ffc27a}.red{background:#f6a5a0}
    .lead{font-size:1.12rem}
    .actions{background:#f2f5f8;border-left:6px solid #0b4a8f;padding:.4rem .6rem .4rem 1.8rem;font-weight:700}
    .source{color:#444;font-size:.88rem}
    .old{font-weight:700;background:#fff3c4}
    .unknown{background:repeating-linear-gradient(45deg,#fff 0 6px,#ececec 6px 9px);padding:.1rem .3rem}
    .scroll{overflow-x:auto}figure{margin:0}
    table{border-collapse:collapse;width:100%;font-size:.93rem}
    th,td{border:1px solid #888;padding:.25rem .4rem;text-align:left;vertical-align:top}
    th{background:#eee}
    svg.map{width:100%;height:auto;display:block;border:1px solid #888}
    footer{margin-top:1.2rem;border-top:1px solid #888;color:#444;font-size:.88rem}
    @media print{@page{size:A4;margin:12mm}
    body{max-width:none;font-size:10.5pt}.danger{color:#000;background:#fff;border:3px solid #000}.lang,.noprint{display:none}
    a{color:#000;text-decoration:none}li,tr{break-inside:avoid}}
    """#
}

/// One bulletin as a page; printed it is the A4 sheet.
public enum BulletinPage {
  /// Links to files beside the page; nil leaves them out (a preview).
  public struct Links: Sendable {
    public var poster: String
    public var alert: String
    public var text: String
    public var home: String
    public var other: String?

    public init(poster: String, alert: String, text: String, home: String, other: String?) {
      self.poster = poster
      self.alert = alert
      self.text = text
      self.home = home
      self.other = other
    }
  }

  public static func html(_ sheet: BulletinSheet, city: City, links: Links?) -> String {
    let words = sheet.words
    var body = article(sheet)
    if let links {
      func anchor(_ to: String, _ key: String) -> String { "<a href=\"\(escapeMarkup(to))\">\(escapeMarkup(words(key)))</a>" }
      // The catalogue's sentence holds no markup: the links are put into it after it was escaped.
      let forms = words("page.forms", ["poster": "\u{1}", "alert": "\u{2}", "text": "\u{3}"])
      body +=
        "<p class=\"noprint\">"
        + escapeMarkup(forms.replacing("\u{1}", with: "@1@").replacing("\u{2}", with: "@2@").replacing("\u{3}", with: "@3@"))
        .replacing("@1@", with: anchor(links.poster, "page.form.poster"))
        .replacing("@2@", with: anchor(links.alert, "page.form.alert"))
        .replacing("@3@", with: anchor(links.text, "page.form.text"))
        + "</p>\n<p class=\"noprint\">\(anchor(links.home, "page.back"))</p>\n"
    }
    return PublicPage.html(
      title: (sheet.mark.map { $0 + " - " } ?? "") + sheet.headline, language: sheet.language, mark: sheet.content.mode.mark,
      other: links?.other, numbers: sheet.content.contact.numbers.map(\.number), body: body,
      footer: city.sender)
  }

  /// The bulletin itself, for this page and the first page.
  static func article(_ sheet: BulletinSheet) -> String {
    let words = sheet.words
    var out = sheet.banners.map { "<p class=\"banner\">\(escapeMarkup($0))</p>\n" }.joined()
    let level = words("warning.\(sheet.content.level.rawValue)")
    out += "<h1>\(escapeMarkup(sheet.headline))</h1>\n"
    if sheet.content.kind != .withdrawal {
      out += "<p><span class=\"level \(sheet.content.level.rawValue)\">\(escapeMarkup(level))</span></p>\n"
    }
    out += "<p class=\"lead\">\(escapeMarkup(sheet.lead))</p>\n"
    if !sheet.actions.isEmpty {
      out += "<h2>\(escapeMarkup(words("bulletin.section.actions")))</h2>\n<ol class=\"actions\">\n"
      out += sheet.actions.map { "<li>\(escapeMarkup($0))</li>\n" }.joined() + "</ol>\n"
    }
    out += "<h2>\(escapeMarkup(words("bulletin.section.help")))</h2>\n<ul>\n"
    out += sheet.helpLines.map { "<li>\(escapeMarkup($0))</li>\n" }.joined() + "</ul>\n"
    for section in sheet.sections {
      out += "<h2>\(escapeMarkup(section.heading))</h2>\n<ul>\n" + section.lines.map(item).joined() + "</ul>\n"
    }
    return out + "<p>" + sheet.footer.map(escapeMarkup).joined(separator: "<br>\n") + "</p>\n"
  }

  private static func item(_ line: BulletinSheet.Line) -> String {
    let source = line.source.map { " <span class=\"source\(line.isStale ? " old" : "")\">(\(escapeMarkup($0)))</span>" } ?? ""
    return "<li\(line.isUnknown ? " class=\"unknown\"" : "")>\(escapeMarkup(line.text))\(source)</li>\n"
  }
}
