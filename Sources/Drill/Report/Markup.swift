import Publication

/// Small pieces of HTML; every text that comes from outside is escaped here and nowhere else.
enum Markup {
  static func tag(_ name: String, _ attributes: String = "", _ inner: String) -> String {
    "<\(name)\(attributes.isEmpty ? "" : " \(attributes)")>\(inner)</\(name)>"
  }

  static func text(_ name: String, _ attributes: String = "", _ text: String) -> String {
    tag(name, attributes, escapeMarkup(text))
  }

  /// A table with a head; columns named in `numeric` are set right.
  static func table(_ head: [String], _ rows: [[String]], numeric: Set<Int> = []) -> String {
    func cells(_ row: [String], _ name: String) -> String {
      row.enumerated().map { i, cell in
        text(name, (name == "th" ? "scope=\"col\" " : "") + (numeric.contains(i) ? "class=\"n\"" : ""), cell)
      }.joined()
    }
    let body = rows.map { tag("tr", "", cells($0, "td")) }.joined(separator: "\n")
    return tag(
      "div", "class=\"scroll\"",
      tag("table", "class=\"data\"", tag("thead", "", tag("tr", "", cells(head, "th"))) + tag("tbody", "", body)))
  }

  static func section(_ title: String, isNewPage: Bool = false, _ inner: String) -> String {
    tag("section", isNewPage ? "class=\"page\"" : "", text("h2", "", title) + inner)
  }

  /// At most two decimals, as SVG likes them.
  static func number(_ value: Double) -> String {
    let scaled = (value * 100).rounded()
    guard scaled.magnitude < 1e15 else { return "0" }
    let whole = Int64(scaled)
    let (units, rest) = (whole.magnitude / 100, whole.magnitude % 100)
    let sign = whole < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(units)" }
    return "\(sign)\(units).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A4 in print, one column on a telephone. No outside file, no script.
  static let style = #"""
    @page{size:A4;margin:11mm 12mm 13mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt Arial,sans-serif}}
    *{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:190mm;padding:0 3mm;font:10.5pt/1.4 'Liberation Sans',Arial,Helvetica,sans-serif;color:#111;background:#fff}
    .mark{position:sticky;top:0;z-index:2;text-align:center;font-weight:700;letter-spacing:.08em;border:2px solid #7a3d00;background:#ffe8b8;color:#000;padding:1mm;margin:1mm 0 3mm}
    .mark.end{position:static}
    h1{font-size:19pt;line-height:1.15;margin:2mm 0 1mm}h2{font-size:13pt;margin:7mm 0 2mm;border-bottom:1px solid #777;break-after:avoid}
    h3{font-size:11pt;margin:4mm 0 1mm;break-after:avoid}p{margin:0 0 2mm}
    .lead{font-size:12.5pt;line-height:1.35}.note{font-size:9pt;color:#333}
    .answers{border-left:4px solid #1b4f72;padding-left:4mm;margin:3mm 0}
    .scroll{overflow-x:auto;margin:0 0 3mm}.data{width:100%;border-collapse:collapse;font-size:9pt}
    .data th,.data td{border:1px solid #999;padding:.8mm 1.6mm;text-align:left;vertical-align:top}.data thead th{background:#ececec}
    .data .n{text-align:right;white-space:nowrap}.data tr{break-inside:avoid}
    .maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(74mm,1fr));gap:3mm}.maps figure{margin:0;break-inside:avoid}
    figcaption{font-size:9pt;font-weight:700}svg{width:100%;height:auto;display:block}
    section.page{break-before:page}
    @media print{.mark{position:static}body{max-width:none;padding:0}a{color:#000;text-decoration:none}}
    """#
}
