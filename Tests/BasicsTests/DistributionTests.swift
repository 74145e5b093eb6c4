import Basics
import Testing

/// Largest distance between the values' distribution and `probability`, times the square root of their number (Kolmogorov):
/// beyond 1.95 in one of 1,000 samples.
private func kolmogorov(_ values: [Double], _ probability: (Double) -> Double) -> Double {
  let sorted = values.sorted()
  let n = Double(sorted.count)
  let most = sorted.enumerated().map { i, x in
    max(abs(probability(x) - Double(i) / n), abs(probability(x) - Double(i + 1) / n))
  }
  return (most.max() ?? 0) * n.squareRoot()
}

@Suite struct DistributionTests {
  @Test func waitingTimesAreExponential() {
    var random = RandomStream(seed: 31, name: "exponential")
    let values = (0..<20_000).map { _ in random.exponential(mean: 7) }
    #expect(kolmogorov(values) { 1 - ExactMath.exp(-$0 / 7) } < 1.95)
    #expect(random.counter == 20_000)
  }

  @Test func answerDelaysAreLognormal() {
    var random = RandomStream(seed: 32, name: "lognormal")
    let values = (0..<20_000).map { _ in random.lognormal(median: 4, sigma: 0.8) }
    // P(Z <= z) by Student's t with so many degrees that the difference is below 1e-7.
    #expect(kolmogorov(values) { StudentT.probability(below: ExactMath.log($0 / 4) / 0.8, degrees: 1e7) } < 1.95)
  }

  @Test func guessesOfThreePointsAreTriangular() {
    for (low, mode, high) in [(1.0, 2.0, 6.0), (0.0, 0.0, 1.0), (-3.0, 5.0, 5.0)] {
      var random = RandomStream(seed: 33, name: "triangular")
      let values = (0..<20_000).map { _ in random.triangular(low: low, mode: mode, high: high) }
      let distance = kolmogorov(values) { x in
        if x < mode { return (x - low) * (x - low) / ((high - low) * (mode - low)) }
        return high > mode ? 1 - (high - x) * (high - x) / ((high - low) * (high - mode)) : 1
      }
      #expect(distance < 1.95 && values.allSatisfy { (low...high).contains($0) }, "\(low) \(mode) \(high)")
    }
    var random = RandomStream(seed: 33, name: "triangular")
    #expect(random.triangular(low: 2, mode: 2, high: 2) == 2)
  }

  /// Chi-square against the probabilities, classes of at least 10 expected; three standard deviations and a half.
  @Test(arguments: [0.3, 4, 9.9, 10.1, 60, 2500])
  func reportsComeAsAPoissonProcess(mean: Double) {
    var random = RandomStream(seed: 34, name: "poisson")
    let draws = 20_000
    var counts: [Int: Int] = [:]
    var moments = Moments()
    for _ in 0..<draws {
      let value = random.poisson(mean: mean)
      counts[value, default: 0] += 1
      moments.add(Double(value))
    }
    let slack = 4 * (mean / Double(draws)).squareRoot()
    #expect(abs(moments.mean - mean) < slack)
    #expect(abs(moments.variance / mean - 1) < 4 * (2.0 / Double(draws) + 1 / (mean * Double(draws))).squareRoot())
    var chi = 0.0
    var classes = 0
    var open = (expected: 0.0, seen: 0)
    for k in 0...Int(mean + 12 * mean.squareRoot() + 20) {
      let k = Double(k)
      open.expected += Double(draws) * ExactMath.exp(k * ExactMath.log(mean) - mean - ExactMath.logGamma(k + 1))
      open.seen += counts[Int(k)] ?? 0
      guard open.expected >= 10 else { continue }
      chi += (Double(open.seen) - open.expected) * (Double(open.seen) - open.expected) / open.expected
      classes += 1
      open = (0, 0)
    }
    let degrees = Double(classes - 1)
    #expect(chi < degrees + 3.5 * (2 * degrees).squareRoot() + 4, "chi-square \(chi) with \(degrees) degrees")
    #expect(random.poisson(mean: 0) == 0 && random.poisson(mean: -4) == 0)
  }
}
