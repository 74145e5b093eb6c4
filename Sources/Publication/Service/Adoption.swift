import Basics
import Incident

/// How people take to being called by the system: asked, answered, accepted, and why not, by unit.
///
/// Nobody is pilloried: a unit is shown only if at least `least` of its people were asked; the others stand together in one line,
/// and where that line would let one count be found by subtraction, the next smallest unit joins it. Reasons are shown for all units
/// together, each only from `least` on.
public struct Adoption: Sendable {
  public struct Line: Hashable, Sendable {
    /// Nil for the units that are too small to be shown.
    public var unit: UnitID?
    /// Units in the line.
    public var units: Int
    /// People who were called at least once.
    public var people: Int
    public var asked: Int
    public var answered: Int
    public var accepted: Int
  }

  public var least: Int
  /// By name of the unit's id; the line of the small ones last.
  public var lines: [Line]
  public var total: Line
  /// Of all units together.
  public var reasons: [(reason: DeclineReason, count: Int)]
  /// Reasons that are too rare to be shown, together.
  public var otherReasons: Int

  public static let least = 5

  /// Counts people by their unit as of the order. Orders that were called off before an answer count nowhere.
  /// - Complexity: O(orders log units)
  public init(_ state: State, modes: Set<Mode> = [.actual, .exercise], least: Int = Adoption.least) {
    let few = max(1, least)
    var units: [UnitID: (people: Set<StaffID>, asked: Int, answered: Int, accepted: Int)] = [:]
    var reasons: [DeclineReason: Int] = [:]
    for order in state.orders.values {
      guard let mode = state.operations[order.operation]?.mode, modes.contains(mode) else { continue }
      let accepted = order.steps.contains {
        $0.phase == .accepted || $0.phase == .enRoute || $0.phase == .arrived || $0.phase == .onDuty
      }
      let declined = order.steps.contains { $0.phase == .declined }
      let silent = order.steps.contains { $0.phase == .unanswered }
      guard accepted || declined || silent || order.phase == .issued || order.phase == .delivered else { continue }
      var line = units[order.issue.unit] ?? ([], 0, 0, 0)
      line.people.insert(order.staff)
      line.asked += 1
      if accepted || declined { line.answered += 1 }
      if accepted { line.accepted += 1 }
      units[order.issue.unit] = line
      if case .declined(_, let reason, _) = order.state { reasons[reason, default: 0] += 1 }
    }
    let all = units.map { id, line in
      Line(unit: id, units: 1, people: line.people.count, asked: line.asked, answered: line.answered, accepted: line.accepted)
    }.sorted { ($0.people, $0.unit?.rawValue ?? "") < ($1.people, $1.unit?.rawValue ?? "") }
    // One hidden unit could be had by taking the shown ones from the total; and a line of few people is as telling as a small unit.
    let hidden = SmallCounts.hidden(all.map(\.people), least: few)
    var lines = all.dropFirst(hidden).sorted { ($0.unit?.rawValue ?? "") < ($1.unit?.rawValue ?? "") }
    let small = all.prefix(hidden).reduce(Line(unit: nil, units: 0, people: 0, asked: 0, answered: 0, accepted: 0), Self.sum)
    total = all.reduce(Line(unit: nil, units: 0, people: 0, asked: 0, answered: 0, accepted: 0), Self.sum)
    // Fewer than `least` people in all: not even the sum is shown.
    if hidden > 0, small.people >= few { lines.append(small) }
    self.lines = lines
    self.least = few
    self.reasons = DeclineReason.allCases.compactMap { reason in
      reasons[reason].flatMap { $0 >= few ? (reason, $0) : nil }
    }
    let rare = DeclineReason.allCases.reduce(0) { sum, reason in
      let count = reasons[reason] ?? 0
      return sum + (count < few ? count : 0)
    }
    otherReasons = rare
  }

  private static func sum(_ a: Line, _ b: Line) -> Line {
    Line(
      unit: nil, units: a.units + b.units, people: a.people + b.people, asked: a.asked + b.asked,
      answered: a.answered + b.answered, accepted: a.accepted + b.accepted)
  }

  /// Every figure that may be shown.
  public var rows: [[String]] {
    [["unit", "units", "people", "asked", "answered", "accepted"]]
      + lines.map {
        [$0.unit?.rawValue ?? "(small units)", "\($0.units)", "\($0.people)", "\($0.asked)", "\($0.answered)", "\($0.accepted)"]
      }
  }
}
