import Basics
import Incident

/// Whom to call in reserve, as text for the terminal: per critical post how surely it is filled without and with its reserves, and
/// the people by name, the most likely to come first.
public enum ReserveTable {
  /// The whole text, ending in a line break; in exercises its first and last line are the mark.
  public static func render(
    _ reserves: ReservePlan, _ view: PlanView, language: Language, options: PlanTable.Options = PlanTable.Options()
  ) -> String {
    let style = Style(language, offsetMinutes: view.city.offsetMinutes, zoneName: view.city.zoneName)
    let lookup = view.lookup(style)
    var out = head(reserves, lookup, options)
    for pool in reserves.pools { out += [""] + lines(pool, reserves.target, lookup, options) }
    if !reserves.pools.isEmpty {
      out += [""] + TerminalText.wrap(lookup.words("reserve.assumed"), width: options.width, hang: 2)
    }
    if let mark = view.mode.mark { out = [mark] + out + [mark] }
    return out.joined(separator: "\n") + "\n"
  }

  private static func head(_ reserves: ReservePlan, _ lookup: Lookup, _ options: PlanTable.Options) -> [String] {
    let words = lookup.words
    let posts = reserves.pools.flatMap(\.posts)
    if posts.isEmpty { return [words("reserve.none")] }
    let ink = Ink(isColoured: options.isColoured)
    let heading = words(
      "reserve.heading", ["called": lookup.style.number(reserves.called), "target": percent(reserves.target)])
    let reached = words(
      "reserve.reached",
      [
        "reached": lookup.style.number(posts.count - reserves.below.count), "posts": lookup.style.number(posts.count),
        "surplus": lookup.style.number(Int(reserves.expectedSurplus.rounded())),
      ])
    return TerminalText.wrap(heading, width: options.width, hang: 2).map(ink.bold)
      + TerminalText.wrap(reached, width: options.width, hang: 2)
  }

  private static func lines(
    _ pool: ReservePool, _ target: Double, _ lookup: Lookup, _ options: PlanTable.Options
  ) -> [String] {
    let words = lookup.words
    let ink = Ink(isColoured: options.isColoured)
    var out: [String] = []
    for post in pool.posts {
      var text = words(
        "reserve.post",
        [
          "post": lookup.postName(post.post), "class": words("class.\(post.criticality.rawValue)"),
          "planned": lookup.style.number(post.planned), "before": percent(post.before), "after": percent(post.after),
        ])
      if post.missing > 0 { text += "; " + words("reserve.missing", ["missing": lookup.style.number(post.missing)]) }
      let isBelow = post.after < target
      out += TerminalText.wrap((isBelow ? "! " : "") + text, width: options.width, indent: 1, hang: 2)
        .map { isBelow ? ink.warn($0) : ink.good($0) }
    }
    if pool.posts.count > 1, !pool.calls.isEmpty {
      out += TerminalText.wrap(words("reserve.shared"), width: options.width, indent: 5, hang: 2)
    }
    for (rank, call) in pool.calls.enumerated() {
      let person = lookup.names.person(call.staff)
      let text = words(
        "reserve.call",
        [
          "rank": "\(rank + 1)", "name": person?.name ?? call.staff.rawValue,
          "unit": person.map { UnitShort.name($0.unit) } ?? "–", "probability": percent(call.probability),
          "minutes": lookup.style.number(call.travelMinutes),
        ])
      out += TerminalText.wrap(text, width: options.width, indent: 5, hang: 3)
    }
    if pool.calls.isEmpty { out.append("     " + words("reserve.noCalls")) }
    if let limit = pool.limit {
      out += TerminalText.wrap(words("reserve.limit.\(limit.rawValue)"), width: options.width, indent: 5, hang: 2)
    }
    return out
  }

  /// Rounded down: never more than it is.
  private static func percent(_ probability: Double) -> String { "\(Int(probability * 100 + 1e-9))\u{00A0}%" }
}
