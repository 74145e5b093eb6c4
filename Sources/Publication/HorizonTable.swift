import Basics
import Incident

/// What shows only over several shifts that were planned together: unmet heads against their proven bound, and the load.
public struct HorizonView: Sendable {
  public var mode: Mode
  /// In the order of time, with the heads filled (partners' too) and wanted.
  public var shifts: [(shift: ShiftID, filled: Int, heads: Int)]
  /// By tier of `Plan.unmetByTier`.
  public var unmet: [Int]
  public var bound: [Int]
  public var cost: Int64
  public var costBound: Int64
  /// Of each person with a duty.
  public var duties: [Int]
  public var minutes: [Int]
  public var placeChanges: Int
  /// The highest first.
  public var worths: [(post: PostID, shift: ShiftID, value: Int64)]

  public init(
    mode: Mode, shifts: [(shift: ShiftID, filled: Int, heads: Int)], unmet: [Int], bound: [Int], cost: Int64, costBound: Int64,
    duties: [Int], minutes: [Int], placeChanges: Int, worths: [(post: PostID, shift: ShiftID, value: Int64)]
  ) {
    self.mode = mode
    self.shifts = shifts
    self.unmet = unmet
    self.bound = bound
    self.cost = cost
    self.costBound = costBound
    self.duties = duties
    self.minutes = minutes
    self.placeChanges = placeChanges
    self.worths = worths
  }
}

/// The summary over all shifts as text for the terminal.
public enum HorizonTable {
  /// Worths shown.
  static let worths = 10

  /// Ends in a line break; in exercises the first and last line are the mark.
  public static func render(_ view: HorizonView, lookup: Lookup, width: Int) -> String {
    let words = lookup.words
    let style = lookup.style
    var out = [words("horizon.heading", ["shifts": style.number(view.shifts.count)])]
    out += view.shifts.map { item in
      let values = [
        "shift": lookup.shiftName(item.shift), "filled": style.number(item.filled), "heads": style.number(item.heads),
      ]
      return "  " + words("horizon.shift", values)
    }
    out.append(unmet(view, words, style))
    for tier in view.unmet.indices where view.unmet[tier] > 0 {
      let values = [
        "tier": words("tier.\(tier)"), "missing": style.number(view.unmet[tier]), "bound": style.number(view.bound[tier]),
      ]
      out.append("  " + words("horizon.tier", values))
    }
    out.append(words("horizon.cost", ["cost": style.number(view.cost), "bound": style.number(max(0, view.costBound))]))
    out += load(view, words, style)
    if !view.worths.isEmpty {
      out.append(words("horizon.worth"))
      out += view.worths.prefix(worths).map { worth in
        let parts = Lookup.parts(worth.post)
        let post = parts.map { "\(lookup.roleName($0.role)), \(lookup.placeName($0.place))" } ?? worth.post.rawValue
        let values = ["post": post, "shift": lookup.shiftName(worth.shift), "value": style.number(worth.value)]
        return "  " + words("horizon.worthLine", values)
      }
    }
    let marks = view.mode.mark.map { [$0] } ?? []
    let lines = out.flatMap { TerminalText.wrap($0, width: width, hang: 2) }
    return (marks + lines + marks).joined(separator: "\n") + "\n"
  }

  private static func unmet(_ view: HorizonView, _ words: Catalogue, _ style: Style) -> String {
    let missing = view.unmet.reduce(0, +)
    if view.unmet == view.bound { return words("horizon.proved", ["missing": style.number(missing)]) }
    return words("horizon.open", ["missing": style.number(missing), "bound": style.number(view.bound.reduce(0, +))])
  }

  private static func load(_ view: HorizonView, _ words: Catalogue, _ style: Style) -> [String] {
    let duties = view.duties.sorted()
    let hours = view.minutes.map { ($0 + 30) / 60 }.sorted()
    guard let most = duties.last, let longest = hours.last else { return [] }
    let values = [
      "people": style.number(duties.count), "leastDuties": style.number(duties[0]),
      "medianDuties": style.number(duties[duties.count / 2]), "mostDuties": style.number(most),
      "leastHours": style.number(hours[0]), "medianHours": style.number(hours[hours.count / 2]),
      "mostHours": style.number(longest),
    ]
    let pairs = duties.reduce(0) { $0 + $1 - 1 }
    let changes = ["changes": style.number(view.placeChanges), "pairs": style.number(pairs)]
    return [words("horizon.load", values)] + (pairs > 0 ? [words("horizon.changes", changes)] : [])
  }
}
