import Testing

@testable import Basics

/// Worked examples: Montgomery, *Introduction to Statistical Quality Control*, 6th ed., examples 7.3 (c), 7.4 and 7.5 (u);
/// NIST/SEMATECH e-Handbook 6.3.3.1 (c) and 6.3.2.2 (individuals). Run lengths: Champ & Woodall, Technometrics 29 (1987).
@Suite("Control charts") struct ControlChartTests {
  static func near(_ a: Double, _ b: Double, _ by: Double) -> Bool { abs(a - b) <= by }

  @Test("Montgomery's circuit boards: centre 19.85, limits 6.48 and 33.22, samples 6 and 20 out") func boards() throws {
    let counts = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
    let chart = try #require(ControlChart.counts(counts, rules: [.beyondLimit]))
    #expect(Self.near(chart.centre, 19.85, 0.005))
    #expect(Self.near(chart.points[0].lower, 6.48, 0.005) && Self.near(chart.points[0].upper, 33.21, 0.015))
    #expect(chart.signals.map(\.index) == [5, 19])
    #expect(chart.signals.map(\.signal.isHigh) == [false, true])
  }

  @Test("NIST's wafers: centre 16, limits 4 and 28, the last but one out") func wafers() throws {
    let counts = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
    let chart = try #require(ControlChart.counts(counts, rules: [.beyondLimit]))
    #expect(chart.centre == 16 && chart.points[0].lower == 4 && chart.points[0].upper == 28)
    #expect(chart.signals.map(\.index) == [23])
  }

  @Test("Montgomery's shipments and dyed cloth: rates over equal and over different exposures") func rates() throws {
    let errors = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]
    let shipments = try #require(ControlChart.counts(errors, exposures: errors.map { _ in 50 }))
    #expect(Self.near(shipments.centre, 0.0740, 0.00005) && Self.near(shipments.points[0].upper, 0.1894, 0.00005))
    #expect(shipments.points[0].lower == 0 && shipments.isStable)
    let cloth = try #require(
      ControlChart.counts(
        [14, 12, 20, 11, 7, 10, 21, 16, 19, 23], exposures: [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]))
    #expect(Self.near(cloth.centre, 1.42, 0.005) && cloth.isStable)
    #expect(Self.near(cloth.points[0].upper, 2.55, 0.01) && Self.near(cloth.points[0].lower, 0.29, 0.01))
    #expect(Self.near(cloth.points[1].upper, 2.68, 0.01))
  }

  @Test("NIST's flow rates: mean 50.81, limits 45.816 and 55.804") func flow() throws {
    let chart = try #require(
      ControlChart.individuals([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]))
    #expect(Self.near(chart.centre, 50.81, 0.005))
    #expect(Self.near(chart.points[0].upper, 55.8041, 0.001) && Self.near(chart.points[0].lower, 45.8159, 0.001))
    #expect(Self.near(chart.rangeLimit, 3.267 * 1.8778, 0.001) && chart.ranges.count == 9)
    #expect(chart.signals.allSatisfy { $0.signal.rule != .beyondLimit })
  }

  @Test("each rule speaks at the point that completes its pattern, on its side only") func rules() throws {
    func signals(_ z: [Double]) -> [String] {
      (ControlChart.individuals(z, known: (0, 1))?.signals ?? []).map {
        "\($0.index) \($0.signal.rule.rawValue) \($0.signal.isHigh)"
      }
    }
    #expect(signals([0.1, 3.1, -0.1]) == ["1 beyond_limit true"])
    #expect(signals([-2.1, 0.2, -2.2]) == ["2 two_of_three false"])
    #expect(signals([2.1, 0.2, -2.2]) == [])
    #expect(signals([1.1, 1.2, 0.3, 1.4, 1.5]) == ["4 four_of_five true"])
    #expect(signals([0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2]) == ["7 eight_in_a_row true"])
    #expect(signals([0.1, 0.2, 0.1, 0, 0.1, 0.2, 0.1, 0.2]) == [])
  }

  /// Mean number of points up to the first signal of a stable normal series with known centre and sigma.
  @Test(
    "a stable series gives false alarms as rarely as theory says",
    arguments: [
      ([ControlChart.Rule.beyondLimit], 370.40), ([.beyondLimit, .twoOfThree], 225.44),
      ([.beyondLimit, .fourOfFive], 166.05), ([.beyondLimit, .eightInARow], 152.73), (ControlChart.Rule.allCases, 91.75),
    ])
  func runLength(rules: [ControlChart.Rule], theory: Double) throws {
    var random = RandomStream(seed: 7, name: "run length")
    var lengths = Moments()
    while lengths.count < 1_500 {
      var series: [Double] = []
      // Blocks overlap by eight points: no rule looks further back.
      var before = 0
      var length: Int?
      while length == nil {
        let old = series.count
        for _ in 0..<256 { series.append(random.normal()) }
        let chart = try #require(ControlChart.individuals(series, known: (0, 1), rules: rules))
        length = chart.signals.first { $0.index >= old }.map { before + $0.index + 1 }
        before += series.count - 8
        series = Array(series.suffix(8))
      }
      lengths.add(Double(length ?? 0))
    }
    #expect(
      abs(lengths.mean - theory) < 4 * lengths.standardError,
      "seed 7: mean \(lengths.mean) ± \(lengths.standardError), theory \(theory)")
  }

  @Test(
    "a stable count alarms as often as its Poisson law says; exact limits never more than 0.27 percent", arguments: [0.8, 3, 12])
  func countAlarms(mean: Double) throws {
    var random = RandomStream(seed: 11, name: "counts")
    let n = 60_000
    let counts = (0..<n).map { _ in random.poisson(mean: mean) }
    for limits in [ControlChart.CountLimits.threeSigma, .exact] {
      let chart = try #require(ControlChart.counts(counts, limits: limits, centre: mean, rules: [.beyondLimit]))
      let (low, high) = (chart.points[0].lower, chart.points[0].upper)
      let below = low > 0 ? PoissonLaw.probability(atMost: Int(low.rounded(.up)) - 1, mean: mean) : 0
      let theory = 1 - PoissonLaw.probability(atMost: Int(high.rounded(.down)), mean: mean) + below
      if limits == .exact { #expect(theory <= 0.0027) }
      let error = (theory * (1 - theory) / Double(n)).squareRoot()
      let share = Double(chart.signals.count) / Double(n)
      #expect(abs(share - theory) < 4 * error + 1e-9, "seed 11, mean \(mean), \(limits): \(share), theory \(theory)")
    }
  }

  @Test("a rate that doubles is found, a period without exposure says nothing, and bad series give no chart") func edges() throws
  {
    var random = RandomStream(seed: 3, name: "step")
    let counts = (0..<24).map { random.poisson(mean: $0 < 18 ? 10 : 22) }
    let chart = try #require(ControlChart.counts(counts, limits: .exact, baseline: 18))
    #expect(chart.signals.contains { $0.index >= 18 && $0.signal.isHigh } && !chart.signals.contains { $0.index < 18 })
    let gap = try #require(ControlChart.counts([4, 0, 5], exposures: [1, 0, 1]))
    #expect(gap.centre == 4.5 && !gap.points[1].hasValue && gap.points[1].signals.isEmpty)
    #expect(ControlChart.counts([1, -1]) == nil && ControlChart.counts([1], exposures: [1, 2]) == nil)
    #expect(ControlChart.counts([]) == nil && ControlChart.individuals([1]) == nil && ControlChart.individuals([1, .nan]) == nil)
  }
}
