import Basics
import Incident

/// The distribution of each figure over the replications of a batch.
public struct BatchSummary: Sendable {
  public struct Line: Sendable {
    public var metric: ExerciseMetric
    /// Replications that have the figure.
    public var count: Int
    public var mean: Double
    public var deviation: Double
    /// Student-t interval of the mean; nil below two replications.
    public var interval: ConfidenceInterval?
    public var median: Double
    public var p05: Double
    public var p95: Double
    /// Mean of the worst twentieth (conditional value at risk); of the greatest where less is better.
    public var worst: Double
  }

  public var replications: Int
  /// In the order of the metrics.
  public var lines: [Line]

  /// - Complexity: O(n log n) for each metric
  public init(_ results: [ReplicationResult]) {
    replications = results.count
    lines = ExerciseMetric.allCases.compactMap { metric in
      let values = results.compactMap { $0.metrics[metric] }
      guard !values.isEmpty else { return nil }
      let moments = Moments(values)
      let sorted = values.sorted()
      let tail = max(1, values.count / 20)
      let worst = metric.isBetterHigher ? sorted.prefix(tail) : sorted.suffix(tail)
      return Line(
        metric: metric, count: values.count, mean: moments.mean, deviation: moments.variance.squareRoot(),
        interval: moments.interval(), median: quantile(sorted: sorted, 0.5) ?? 0, p05: quantile(sorted: sorted, 0.05) ?? 0,
        p95: quantile(sorted: sorted, 0.95) ?? 0, worst: worst.reduce(0, +) / Double(tail))
    }
  }
}

/// Two batches under common random numbers: figure by figure, the paired difference with its interval.
public struct BatchComparison: Sendable {
  public struct Line: Sendable {
    public var metric: ExerciseMetric
    public var pairs: Int
    public var first: Double
    public var second: Double
    /// Second less first; Student-t interval at 95 %.
    public var difference: ConfidenceInterval?
    /// Percentile bootstrap at 95 %, for figures that are far from normal.
    public var bootstrap: ConfidenceInterval?
    /// By how much pairing narrows the interval against independent runs.
    public var gainOfPairing: Double?

    public enum Verdict: String, Sendable { case better, worse, unclear, neutral }

    /// Of the second against the first; `unclear` where the interval holds 0.
    public var verdict: Verdict {
      if metric.isNeutral { return .neutral }
      guard let difference, difference.excludesZero else { return .unclear }
      return (difference.estimate > 0) == metric.isBetterHigher ? .better : .worse
    }
  }

  /// Replications that both have.
  public var pairs: Int
  public var lines: [Line]

  /// Draws of the bootstrap.
  static let resamples = 1_000

  public init(_ first: [ReplicationResult], _ second: [ReplicationResult], seed: UInt64) {
    let other = Dictionary(second.map { ($0.replication, $0) }, uniquingKeysWith: { a, _ in a })
    let matched = first.compactMap { a in other[a.replication].map { (a, $0) } }.sorted { $0.0.replication < $1.0.replication }
    pairs = matched.count
    lines = ExerciseMetric.allCases.compactMap { metric in
      let values = matched.compactMap { a, b -> (Double, Double)? in
        guard let x = a.metrics[metric], let y = b.metrics[metric] else { return nil }
        return (x, y)
      }
      guard !values.isEmpty else { return nil }
      var paired = PairedDifference()
      for (a, b) in values { paired.add(first: a, second: b) }
      var stream = RandomStream(seed: seed, name: "bootstrap/\(metric.rawValue)")
      let differences = values.map { $0.1 - $0.0 }
      let boot = bootstrapInterval(differences, resamples: Self.resamples, using: &stream) { sample in
        sample.reduce(0, +) / Double(sample.count)
      }
      return Line(
        metric: metric, pairs: values.count, first: paired.first.mean, second: paired.second.mean,
        difference: paired.interval(), bootstrap: boot, gainOfPairing: paired.gainOfPairing)
    }
  }
}
