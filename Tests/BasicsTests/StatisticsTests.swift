import Basics
import Testing

private func near(_ a: Double, _ b: Double, _ relative: Double) -> Bool { abs(a - b) <= relative * max(abs(a), abs(b)) }

@Suite struct StatisticsTests {
  /// Columns 0.9, 0.975, 0.995, 0.9995 of the tables, to twelve digits.
  @Test func studentsQuantilesAreTheTabulatedOnes() {
    let table: [(Double, [Double])] = [
      (1, [3.07768353717525, 12.7062047361747, 63.6567411628715, 636.619248768790]),
      (2, [1.88561808316413, 4.30265272974946, 9.92484320091829, 31.5990545764454]),
      (3, [1.63774435369621, 3.18244630528371, 5.84090930973336, 12.9239786366880]),
      (5, [1.47588404882448, 2.57058183563631, 4.03214298355523, 6.86882662588128]),
      (10, [1.37218364111034, 2.22813885198627, 3.16927267261695, 4.58689385870271]),
      (30, [1.31041502539140, 2.04227245630124, 2.74999565356722, 3.64595863504206]),
      (100, [1.29007476134652, 1.98397151852355, 2.62589052143802, 3.39049131116426]),
      (1000, [1.28239872146093, 1.96233908082641, 2.58075469806595, 3.30028264842394]),
      (1e6, [1.28155241212994, 1.95996635681411, 2.57583422010533, 3.29053646124872]),
    ]
    for (degrees, row) in table {
      for (probability, expected) in zip([0.9, 0.975, 0.995, 0.9995], row) {
        let t = StudentT.quantile(probability, degrees: degrees)
        #expect(near(t, expected, 1e-9), "\(degrees) degrees, \(probability): \(t)")
        #expect(near(StudentT.quantile(1 - probability, degrees: degrees), -expected, 1e-9))
      }
    }
    #expect(StudentT.quantile(0.5, degrees: 7).magnitude < 1e-12)
    #expect(near(StandardNormal.quantile(0.975), 1.95996398454005, 1e-14))
    #expect(near(StandardNormal.quantile(0.0001), -3.71901648545568, 1e-14))
    #expect(near(StandardNormal.quantile(1e-20), -9.26234008979841, 1e-13))
  }

  @Test func theGammaFunctionAgreesWithFactorials() {
    var product = 1.0
    for n in 1...120 {
      #expect(abs(ExactMath.logGamma(Double(n)) - ExactMath.log(product)) < 1e-11, "\(n)")
      product *= Double(n)
    }
    #expect(near(ExactMath.logGamma(0.5), 0.5723649429247001, 1e-12))
    #expect(near(ExactMath.logGamma(1e6), 12815504.569147611, 1e-14))
  }

  @Test func anIntervalHoldsTheTruthAsOftenAsItSays() {
    var random = RandomStream(seed: 11, name: "coverage")
    var student = 0
    var paired = 0
    var share = 0
    var bootstrap = 0
    let trials = 2000
    for trial in 0..<trials {
      var moments = Moments()
      var pairs = PairedDifference()
      var yes = 0
      for _ in 0..<8 {
        let common = 10 * random.normal()
        moments.add(3 + 2 * random.normal())
        pairs.add(first: common, second: common + 1 + random.normal())
      }
      for _ in 0..<60 where random.chance(0.1) { yes += 1 }
      if moments.interval()?.contains(3) == true { student += 1 }
      if pairs.interval()?.contains(1) == true { paired += 1 }
      if shareInterval(yes, of: 60)?.contains(0.1) == true { share += 1 }
      if trial < 300 {
        let values = (0..<40).map { _ in random.exponential(mean: 1) }
        let interval = bootstrapInterval(values, resamples: 300, using: &random) { quantile($0, 0.5) ?? 0 }
        if interval?.contains(0.6931471805599453) == true { bootstrap += 1 }
      }
    }
    // 95 % of 2000 is 1900, standard deviation 10.
    #expect((1860...1940).contains(student), "\(student)")
    #expect((1860...1940).contains(paired), "\(paired)")
    #expect((1860...1950).contains(share), "\(share)")
    #expect((265...299).contains(bootstrap), "\(bootstrap) of 300")
  }

  @Test func pairingPaysWhereRunsShareTheirLuck() {
    var random = RandomStream(seed: 5, name: "pairing")
    var pairs = PairedDifference()
    for _ in 0..<200 {
      let common = random.normal()
      pairs.add(first: common, second: common + 0.1 * random.normal() - 0.2)
    }
    #expect((pairs.gainOfPairing ?? 0) > 50)
    #expect(pairs.interval()?.excludesZero == true)
  }

  @Test func batchesOfALongSeriesGiveTheRightInterval() {
    // A series with memory: x' = 0.9 x + e. Its mean's true variance is (1 + 0.9) / (1 - 0.9) = 19 times what independence says.
    var random = RandomStream(seed: 8, name: "batches")
    var held = 0
    var naive = 0
    for _ in 0..<200 {
      var x = 50.0
      var batches = BatchMeans(batchSize: 200, warmUp: 100)
      var all = Moments()
      for step in 0..<(100 + 20 * 200) {
        x = 0.9 * x + random.normal()
        batches.add(x)
        if step >= 100 { all.add(x) }
      }
      #expect(batches.batches.count == 20)
      if batches.interval()?.contains(0) == true { held += 1 }
      if all.interval()?.contains(0) == true { naive += 1 }
    }
    #expect(held >= 178 && naive < 120, "\(held) and \(naive) of 200")
  }

  @Test func mergedMomentsAreThoseOfAllValues() {
    var random = RandomStream(seed: 2, name: "merge")
    let values = (0..<1000).map { _ in 1e6 + random.normal() }
    let whole = Moments(values)
    var merged = Moments(values[0..<1])
    merged.merge(Moments())
    merged.merge(Moments(values[1..<400]))
    merged.merge(Moments(values[400...]))
    #expect(merged.count == 1000 && near(merged.mean, whole.mean, 1e-15) && near(merged.variance, whole.variance, 1e-9))
  }

  @Test func shardsInAnyOrderGiveTheSameBytes() {
    var random = RandomStream(seed: 21, name: "shards")
    struct Figures: Mergeable, Sendable, Equatable {
      var moments = Moments()
      var sketch = QuantileSketch()
      var batches = BatchMeans(batchSize: 10)
      var time = TimeAverage.Summary()
      mutating func merge(_ other: Figures) {
        moments.merge(other.moments)
        sketch.merge(other.sketch)
        batches.merge(other.batches)
        time.merge(other.time)
      }
    }
    var parts: [(Int, Figures)] = []
    for number in 0..<17 {
      var figures = Figures()
      for _ in 0..<random.int(in: 0...300) {
        let value = random.lognormal(median: 10, sigma: 2)
        figures.moments.add(value)
        figures.sketch.add(value)
        figures.batches.add(value)
        figures.time.integral += value
      }
      parts.append((number, figures))
    }
    var first: Figures?
    for _ in 0..<20 {
      random.shuffle(&parts)
      var shards = Shards<Figures>()
      for (number, figures) in parts { shards.add(figures, number: number) }
      #expect(!shards.add(Figures(), number: 3) && shards.numbers == Array(0..<17))
      if first == nil { first = shards.combined }
      #expect(shards.combined == first)
    }
    #expect(Shards<Moments>().combined == nil)
  }

  @Test(arguments: [1, 2, 900, 1024, 1025, 30_000])
  func theSketchKeepsItsPromisedErrorAndForgetsTheOrder(count: Int) {
    var random = RandomStream(seed: UInt64(count), name: "sketch")
    var values = (0..<count).map { _ in random.lognormal(median: 100, sigma: 3) * (random.chance(0.2) ? -1 : 1) }
    if count > 2 { values[0] = 0 }
    let sketch = QuantileSketch(values)
    let sorted = values.sorted()
    for q in [0, 0.001, 0.05, 0.25, 0.5, 0.9, 0.99, 1] {
      guard let found = sketch.quantile(q) else {
        Issue.record("no quantile of \(count) values")
        return
      }
      if count <= QuantileSketch.exactCount {
        #expect(found == quantile(sorted: sorted, q))
      } else {
        let truth = sorted[Int((Double(count - 1) * q).rounded())]
        #expect(near(found, truth, QuantileSketch.relativeError), "\(count) values, \(q): \(found) for \(truth)")
      }
    }
    random.shuffle(&values)
    let cut = random.int(in: 0...count)
    var merged = QuantileSketch(values[cut...])
    merged.merge(QuantileSketch(values[..<cut]))
    #expect(merged == sketch)
    #expect(sketch.minimum == sorted.first && sketch.maximum == sorted.last)
    merged.add(.nan)
    #expect(merged.ignored == 1 && merged.count == count)
  }

  @Test func anAverageOverTimeWeighsEachValueByHowLongItHeld() {
    func at(_ minute: Int) -> Instant { Instant(milliseconds: Int64(minute) * 60_000) }
    var posts = TimeAverage(from: at(0), value: 4)
    posts.set(1, at: at(30))
    posts.change(by: 8, at: at(60))
    posts.set(2, at: at(60))  // nine held for no time
    let summary = posts.summary(until: at(120))
    #expect(summary.hours == 4.5)
    #expect(summary.mean == 2.25 && summary.maximum == 4)
    posts.set(7, at: at(10))  // too late a message changes nothing of the past
    #expect(posts.summary(until: at(60)) == posts.summary(until: at(5)))
    #expect(TimeAverage(from: at(0)).summary(until: at(0)).mean == nil)
    var twice = summary
    twice.merge(summary)
    #expect(twice.mean == 2.25 && twice.milliseconds == 2 * summary.milliseconds)
  }
}
