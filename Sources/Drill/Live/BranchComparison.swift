import Basics
import Incident

/// A drill beside the one that chose otherwise at an instant: figures, and the first thing that came out differently.
public struct BranchComparison: Sendable {
  public struct Line: Sendable {
    public var metric: ExerciseMetric
    public var kept: Double
    public var branch: Double
    public var verdict: BatchComparison.Line.Verdict
  }

  /// The choice was made here.
  public var at: Instant
  public var lines: [Line]
  /// Nil where both logs are the same.
  public var parting: ReplayVerdict.Parting?
  /// People called in one and not in the other.
  public var calledOnlyBefore: Int
  public var calledOnlyAfter: Int
  /// Head-hours unfilled, by post where the two differ by an hour and more: the greatest difference first.
  public var posts: [(post: PostID, kept: Int, branch: Int)]

  public init(at: Instant, kept: DrillRecord, branch: DrillRecord, parting: ReplayVerdict.Parting?) {
    self.at = at
    self.parting = parting
    lines = ExerciseMetric.allCases.compactMap { metric in
      guard let before = kept.metrics[metric], let after = branch.metrics[metric] else { return nil }
      let verdict: BatchComparison.Line.Verdict =
        metric.isNeutral ? .neutral : before == after ? .unclear : (after > before) == metric.isBetterHigher ? .better : .worse
      return Line(metric: metric, kept: before, branch: after, verdict: verdict)
    }
    let (before, after) = (Set(kept.calls.map(\.staff)), Set(branch.calls.map(\.staff)))
    calledOnlyBefore = before.subtracting(after).count
    calledOnlyAfter = after.subtracting(before).count
    let missing = Dictionary(branch.posts.map { ($0.post, $0.missingMinutes) }, uniquingKeysWith: { first, _ in first })
    posts = kept.posts.map { ($0.post, $0.missingMinutes / 60, (missing[$0.post] ?? 0) / 60) }.filter { $0.1 != $0.2 }
      .sorted { (-abs($0.1 - $0.2), $0.0) < (-abs($1.1 - $1.2), $1.0) }
  }
}

extension DrillText {
  /// In words and figures; what did not change is left out.
  public static func text(_ comparison: BranchComparison, setting: DrillSetting, language: Language) -> String {
    let words = DrillWords.of(language)
    let mark = words("mark")
    let offset = setting.city.offsetMinutes
    var lines = [mark, words("branch.title", ["time": comparison.at.clock(offsetMinutes: offset)])]
    if let parting = comparison.parting {
      let at = (parting.again ?? parting.kept)?.instant ?? comparison.at
      lines.append(
        words(
          "branch.parting",
          [
            "time": at.clock(offsetMinutes: offset), "sequence": "\(parting.sequence)",
            "kept": parting.kept?.event.type ?? "-", "branch": parting.again?.event.type ?? "-",
          ]))
      lines.append(
        words("branch.people", ["before": "\(comparison.calledOnlyBefore)", "after": "\(comparison.calledOnlyAfter)"]))
      for post in comparison.posts.prefix(5) {
        lines.append(
          words("branch.post", ["post": post.post.rawValue, "before": "\(post.kept)", "after": "\(post.branch)"]))
      }
    } else {
      lines.append(words("branch.same"))
    }
    let rows = comparison.lines.filter { $0.kept != $0.branch }.map { line in
      [
        words("metric.\(line.metric.rawValue)"), decimal(line.kept), decimal(line.branch), decimal(line.branch - line.kept),
        words("verdict.\(line.verdict.rawValue)"),
      ]
    }
    let head = ["figure", "kept", "branch", "difference", "verdict"].map { words("branch.\($0)") }
    if !rows.isEmpty { lines += ["", table([head] + rows), "", words("branch.caution")] }
    return (lines + [mark]).joined(separator: "\n")
  }

  public static func json(_ comparison: BranchComparison) throws(Problem) -> String {
    try encode(
      .members([
        ("at", .string(comparison.at.text)), ("calledOnlyAfter", .integer(Int64(comparison.calledOnlyAfter))),
        ("calledOnlyBefore", .integer(Int64(comparison.calledOnlyBefore))),
        (
          "metrics",
          .members(
            comparison.lines.map { line in
              (
                line.metric.rawValue,
                .members([
                  ("branch", .string("\(line.branch)")), ("kept", .string("\(line.kept)")),
                  ("verdict", .string(line.verdict.rawValue)),
                ])
              )
            }.sorted { $0.0 < $1.0 })
        ),
        ("parting", comparison.parting.map { .integer(Int64($0.sequence)) }),
        (
          "posts",
          .array(
            comparison.posts.map { post in
              .members([
                ("branchHours", .integer(Int64(post.branch))), ("keptHours", .integer(Int64(post.kept))),
                ("post", .string(post.post.rawValue)),
              ])
            })
        ),
      ]))
  }
}
