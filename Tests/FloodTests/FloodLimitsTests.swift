import Testing

@testable import Flood

@Test func limitsOfFloodArePositive() { #expect(FloodLimits.cells > 0) }
