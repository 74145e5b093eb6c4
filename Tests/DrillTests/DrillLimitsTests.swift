import Testing

@testable import Drill

@Test func limitsOfDrillArePositive() { #expect(DrillLimits.injects > 0) }
