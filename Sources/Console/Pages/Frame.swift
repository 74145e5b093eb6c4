import Basics
import Incident
import Publication

/// What every page shows around its own part: banner, head, ways to the other pages, foot.
struct Frame: Sendable {
  let picture: Picture
  let account: Account?
  let csrf: String
  let language: Language
  let now: Instant
  let path: String
  let words: Catalogue
  let style: Style

  init(_ call: WebCall, _ services: ConsoleServices) {
    picture = services.picture
    account = call.account
    csrf = call.session?.csrf ?? ""
    language = call.language
    now = services.now
    path = call.path
    words = ConsoleWords.of(call.language)
    style = Style(call.language, offsetMinutes: picture.city.offsetMinutes, zoneName: picture.city.zoneName)
  }

  func w(_ key: String, _ values: [String: String] = [:]) -> String { words(key, values) }
  /// Words of papers and tables.
  func p(_ key: String, _ values: [String: String] = [:]) -> String { style.words(key, values) }

  var role: ConsoleRole? { account?.role }
  func may(_ rule: RouteRule) -> Bool { rule.allows(role) }

  func lookup(_ frame: EmergencyOperation?) -> Lookup {
    Lookup(city: picture.city, shifts: frame?.shiftList ?? [], names: Names(picture.roster), style: style)
  }

  // MARK: The page

  /// - Parameter live: the page is fetched again when something has changed.
  func page(_ title: String, live: Bool = false, _ content: HTML) -> HTML {
    return """
      \(documentHead("\(title) – Siaga", style: Assets.stylePath, script: Assets.scriptPath))
      <body class="mode-\(picture.mode.rawValue)" data-sequence="\(picture.sequence)"\(live ? " data-live=\"yes\"" : HTML.none)>
      <a class="skip" href="#main">\(w("frame.skip"))</a>
      \(banner)
      \(head)
      <p class="offline" hidden>\(w("frame.offline"))</p>
      \(readOnly)
      <main id="main" tabindex="-1">
      <h1>\(title)</h1>
      \(content)
      </main>
      \(foot)
      \(banner)
      </body>
      </html>
      """
  }

  /// What each page begins with; in an exercise its title says so. No page of the command post is for search engines.
  func documentHead(_ title: String, style: String, script: String) -> HTML {
    let full = picture.mode == .exercise ? "LATIHAN · \(title)" : title
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>\(full)</title>
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="\(style)">
      <script src="\(script)" defer></script>
      </head>
      """
  }

  /// A page for somebody who has no account: a person's own duty, the way in.
  func plainPage(_ title: String, _ content: HTML) -> HTML {
    """
    \(documentHead(title, style: Assets.stylePath, script: Assets.scriptPath))
    <body class="mode-\(picture.mode.rawValue) plain">
    \(banner)
    <main id="main">
    <h1>\(title)</h1>
    \(content)
    </main>
    \(banner)
    </body>
    </html>
    """
  }

  var banner: HTML {
    guard picture.mode == .exercise else { return .none }
    if let halted = picture.drill?.haltedAt {
      return """
        <div class="halted" role="alert"><strong>NYATA / REAL EMERGENCY</strong><span>\(w("frame.halted", ["clock": style.moment(halted)]))</span></div>
        """
    }
    if picture.drill?.isFreed == true {
      return """
        <div class="halted" role="alert"><strong>OPERASI NYATA DIBUKA / REAL OPERATION OPENED</strong><span>\(w("drill.freed"))</span></div>
        """
    }
    return "<div class=\"exercise\" role=\"note\"><strong>LATIHAN / EXERCISE</strong><span>\(w("frame.exercise"))</span></div>"
  }

  private var readOnly: HTML {
    guard picture.readOnly != nil else { return .none }
    return "<p class=\"notice danger\" role=\"alert\">\(w("frame.readOnly"))</p>"
  }

  private var head: HTML {
    let operation = picture.operation
    let name: String = operation.map { picture.title($0, language) } ?? w("frame.noOperation")
    let items = Self.places.filter { place in may(place.rule) && (!place.isDrill || picture.drill != nil) }
    let links: [HTML] = items.map { place in
      let isHere = place.path == "/" ? path == "/" : path.hasPrefix(place.path)
      let mark: HTML = isHere ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(place.path)\"\(mark)>\(w(place.key))</a></li>"
    }
    return """
      <header class="top">
      <div class="who"><span class="brand">\(picture.mode == .exercise ? "LATIHAN " : "")\(picture.city.sender)</span>
      <span class="operation">\(name)</span></div>
      <div class="clock">\(clock(now))\(drillMark)</div>
      <div class="me">\(me)\(languages)</div>
      <nav aria-label="\(w("frame.pages"))"><ul>\(links)</ul></nav>
      </header>
      """
  }

  private var drillMark: HTML {
    guard let drill = picture.drill else { return .none }
    if drill.haltedAt != nil { return " <span class=\"tag danger\">NYATA</span>" }
    return drill.isRunning
      ? " <span class=\"tag\">\(w("drill.speed", ["speed": "\(drill.speed)"]))</span>"
      : " <span class=\"tag\">\(w("drill.paused"))</span>"
  }

  private var me: HTML {
    guard let account else { return "<a href=\"/signin\">\(w("signin.title"))</a>" }
    return """
      <a class="account" href="/me">\(account.name) · \(w("role.\(account.role.rawValue)"))</a>
      <form method="post" action="/signout"><input type="hidden" name="csrf" value="\(csrf)"><button class="quiet">\(w("frame.signOut"))</button></form>
      """
  }

  private var languages: HTML {
    let other: Language = language == .id ? .en : .id
    return """
      <form method="post" action="/language"><input type="hidden" name="lang" value="\(other.rawValue)"><input type="hidden" name="back" value="\(path)"><button class="quiet" lang="\(other.rawValue)">\(other == .en ? "English" : "Indonesia")</button></form>
      """
  }

  private var foot: HTML {
    """
    <footer><p>\(w("frame.foot", ["log": "\(picture.sequence)", "clock": style.moment(now)]))</p></footer>
    """
  }

  struct Place {
    var path: String
    var key: String
    var rule: RouteRule
    var isDrill = false
  }

  static let places: [Place] = [
    Place(path: "/", key: "nav.board", rule: .signedIn), Place(path: "/situation", key: "nav.situation", rule: .picture),
    Place(path: "/needs", key: "nav.needs", rule: .picture), Place(path: "/plan", key: "nav.plan", rule: .people),
    Place(path: "/orders", key: "nav.orders", rule: .people), Place(path: "/calls", key: "nav.calls", rule: .desk),
    Place(path: "/safety", key: "nav.safety", rule: .people), Place(path: "/partners", key: "nav.partners", rule: .people),
    Place(path: "/reports", key: "nav.reports", rule: .reports), Place(path: "/rumours", key: "nav.rumours", rule: .press),
    Place(path: "/relief", key: "nav.relief", rule: .picture),
    Place(path: "/bulletins", key: "nav.bulletins", rule: .picture),
    Place(path: "/messages", key: "nav.messages", rule: .desk), Place(path: "/contact-test", key: "nav.contact", rule: .people),
    Place(path: "/broadcasts", key: "nav.broadcasts", rule: .people), Place(path: "/roster", key: "nav.roster", rule: .desk),
    Place(path: "/log", key: "nav.log", rule: .picture), Place(path: "/papers", key: "nav.papers", rule: .people),
    Place(path: "/drill", key: "nav.drill", rule: DrillRoutes.viewers, isDrill: true),
    Place(path: "/service", key: "nav.service", rule: .signedIn),
    Place(path: "/accounts", key: "nav.accounts", rule: .administration),
  ]

  // MARK: Times and numbers

  /// `19.00 WIB`, with the day where it is not today.
  func clock(_ instant: Instant) -> HTML {
    let day = instant.date(offsetMinutes: style.offsetMinutes)
    let date = day == now.date(offsetMinutes: style.offsetMinutes) ? "" : style.date(day) + " "
    return "<time datetime=\"\(instant.text)\">\(date)\(style.clock(instant)) \(style.zoneName)</time>"
  }

  /// `19.00 WIB, 12 menit lalu`
  func age(_ instant: Instant) -> HTML { "\(clock(instant)) <span class=\"age\">\(ago(instant))</span>" }

  func ago(_ instant: Instant) -> String {
    let minutes = now.minutes(since: instant)
    switch minutes {
    case ..<(-1): return w("time.in", ["span": span(-minutes)])
    case ..<1: return w("time.now")
    default: return w("time.ago", ["span": span(minutes)])
    }
  }

  func span(_ minutes: Int) -> String {
    switch minutes {
    case ..<60: w("time.minutes", ["count": "\(minutes)"])
    case ..<1440:
      minutes % 60 == 0
        ? w("time.hours", ["count": "\(minutes / 60)"])
        : w("time.hoursMinutes", ["hours": "\(minutes / 60)", "minutes": "\(minutes % 60)"])
    default: w("time.days", ["count": "\(minutes / 1440)"])
    }
  }
}
