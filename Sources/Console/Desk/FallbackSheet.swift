import Basics
import Foundation
import Geography
import Incident
import Operations
import Publication

/// Contacts, duties, water and map on one self-contained page for A4: what the post works from when the power fails.
///
/// It holds names and phones of those on duty and of heads of their units, and of nobody else.
enum FallbackSheet {
  static let rowsAtMost = 1500

  /// Nil where no operation is open.
  static func page(_ picture: Picture, now: Instant, language: Language) -> String? {
    guard let operation = picture.operation else { return nil }
    let sheet = Sheet(picture: picture, operation: operation, now: now, language: language)
    return sheet.html.text
  }

  private struct Sheet {
    let picture: Picture
    let operation: EmergencyOperation
    let now: Instant
    let language: Language
    let style: Style
    let lookup: Lookup

    init(picture: Picture, operation: EmergencyOperation, now: Instant, language: Language) {
      self.picture = picture
      self.operation = operation
      self.now = now
      self.language = language
      style = Style(language, offsetMinutes: picture.city.offsetMinutes, zoneName: picture.city.zoneName)
      lookup = Lookup(city: picture.city, shifts: operation.shiftList, names: Names(picture.roster), style: style)
    }

    private func w(_ key: String, _ values: [String: String] = [:]) -> String { ConsoleWords.of(language)(key, values) }

    var html: HTML {
      let mark: HTML = picture.mode.mark.map { "<p class=\"mark\">\($0)</p>" } ?? .none
      let title = "\(w("fallback.title")): \(picture.title(operation, language))"
      return """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title>
        <style>\(HTML(trusted: Self.css))</style></head><body>\(mark)<h1>\(title)</h1>
        <p class="fine">\(w("fallback.made", ["clock": style.moment(now), "log": "\(picture.sequence)"]))</p>
        <p class="fine">\(w("fallback.keep"))</p>
        <h2>\(w("fallback.duties"))</h2>\(duties)
        <h2>\(w("fallback.heads"))</h2>\(heads)
        <h2>\(w("aid.title"))</h2>\(partners)
        <h2>\(w("board.water"))</h2>\(water)
        <div class="map">\(HTML(trusted: map))</div>\(mark)</body></html>
        """
    }

    private static let css = """
      @page{size:A4;margin:12mm}body{font:11pt/1.3 Arial,'Liberation Sans',sans-serif;color:#000;background:#fff;margin:8mm}h1{font-size:15pt;margin:0}h2{font-size:12pt;margin:10pt 0 3pt}
      table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:2pt 4pt;text-align:left;vertical-align:top}thead{display:table-header-group}tr{break-inside:avoid}
      .fine{font-size:9pt;margin:2pt 0}.mark{border:2pt solid #000;text-align:center;font-weight:700;margin:0 0 4pt}.map{break-before:page}.map svg{width:100%;height:auto;max-height:260mm}
      """

    private func table(_ heads: [String], _ rows: [[String]]) -> HTML {
      if rows.isEmpty { return "<p>\(w("fallback.none"))</p>" }
      let top: [HTML] = heads.map { "<th>\($0)</th>" }
      let body: [HTML] = rows.prefix(FallbackSheet.rowsAtMost).map { row in
        let cells: [HTML] = row.map { "<td>\($0)</td>" }
        return "<tr>\(cells)</tr>"
      }
      return "<table><thead><tr>\(top)</tr></thead><tbody>\(body)</tbody></table>"
    }

    private var called: [OrderRecord] {
      picture.state.orders(operation.id).filter { $0.phase.holdsSeat || $0.phase.isOnScene }.sorted {
        ($0.interval.start, $0.post, $0.id) < ($1.interval.start, $1.post, $1.id)
      }
    }

    private var duties: HTML {
      table(
        [w("orders.duty"), w("roster.name"), w("roster.reach"), w("fallback.span"), w("plan.state")],
        called.map { order in
          let person = picture.roster.member(order.staff)
          return [
            lookup.postName(order.post), person?.name ?? order.staff.rawValue, person?.phone ?? w("roster.noPhone"),
            style.span(order.interval), style.words("orderState.\(order.phase.rawValue)"),
          ]
        })
    }

    private var heads: HTML {
      let units = Set(called.map(\.issue.unit)).sorted()
      return table(
        [w("roster.unit"), w("roster.name"), w("roster.reach")],
        units.map { unit in
          let head = picture.roster.headInOffice(of: unit)
          return [picture.roster.unit(unit)?.name ?? unit.rawValue, head?.name ?? "–", head?.phone ?? w("roster.noPhone")]
        })
    }

    private var partners: HTML {
      table(
        [w("aid.partner"), w("aid.need"), w("plan.state")],
        operation.aid.filter { if case .released = $0.state { false } else { true } }.map { request in
          let partner = picture.city.partners.first { $0.id == request.asked.partner }
          return [
            "\(lookup.partnerName(request.asked.partner)) (\(partner?.contact ?? ""))",
            PartnerPage.need(request.asked.need, lookup),
            w(PartnerRoutes.kind(request.state).key),
          ]
        })
    }

    private var outlook: WaterOutlook { WaterOutlook(picture, operation, at: now, now: now) }

    private var water: HTML {
      let wanted = Set(operation.opening.areas).union(operation.depths.keys)
      return table(
        [w("board.area"), w("board.depth"), w("board.seen"), w("board.power")],
        outlook.rows.filter { wanted.contains($0.depth.area.id) }.map { row in
          let power = operation.power[row.depth.area.id]?.report.map { style.words("power.\($0.state.rawValue)") }
          return [
            row.depth.area.name, row.depth.text(style), row.depth.sample.map { style.moment($0.observed) } ?? "–",
            power ?? w("board.powerUnknown"),
          ]
        })
    }

    private var map: String {
      let shift = picture.shift(operation, named: nil, at: now)
      return MapRoutes.city(picture, operation, shift, outlook, language).svg()
    }
  }
}

/// Keeps the sheet beside the database, written anew after each change, at most every few seconds, for its owner only.
struct FallbackFile: Sendable {
  static let secondsBetween: Int64 = 3

  let path: String
  private var written: UInt64?
  private var lastAt: Int64 = .min / 2
  /// Of the last attempt that failed.
  private(set) var problem: String?

  init(path: String) { self.path = path }

  /// - Parameter now: of the wall, milliseconds.
  mutating func keep(_ picture: Picture, at now: Int64) {
    guard written != picture.sequence, now - lastAt >= Self.secondsBetween * 1000 else { return }
    lastAt = now
    guard let page = FallbackSheet.page(picture, now: picture.now, language: .id) else { return }
    do {
      try Self.write(Array(page.utf8), to: path)
      written = picture.sequence
      problem = nil
    } catch { problem = "\(error)" }
  }

  /// Whole or not at all, mode 0600 from its first byte.
  private static func write(_ bytes: [UInt8], to path: String) throws {
    let beside = path + ".new"
    _ = try? FileManager.default.removeItem(atPath: beside)
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else { throw Problem("fallback.write", "cannot write \(beside)", exit: .inputOutput) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    guard rename(beside, path) == 0 else { throw Problem("fallback.write", "cannot put \(path) in place", exit: .inputOutput) }
  }
}
