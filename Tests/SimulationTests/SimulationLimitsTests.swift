import Testing

@testable import Simulation

@Test func limitsOfSimulationArePositive() { #expect(SimulationLimits.pendingEvents > 0) }
