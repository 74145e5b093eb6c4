import Testing

/// The promise under bad networks; a thousand such runs are in `harness callout`.
@Suite struct FaultyNetworkTests {
  @Test func overABadNetworkNobodyOnDutyIsCalledNobodyGetsTwoOrdersNoOrderIsLostAndEachChaseEnds() throws {
    var sent = 0
    for seed in 1...100 {
      var trial = try CalloutTrial(seed: UInt64(seed))
      let faults = try trial.run()
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
      sent += trial.sent
    }
    #expect(sent > 5_000)
  }

  @Test func aBoardThatDoesNotHearOfStandDownsIsFoundOut() throws {
    let found = try (1...10).contains { seed in
      var trial = try CalloutTrial(seed: UInt64(seed), canary: true)
      return try !trial.run().isEmpty
    }
    #expect(found)
  }
}
