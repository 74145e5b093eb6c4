import Testing

@testable import Callout

@Test func limitsOfCalloutArePositive() { #expect(CalloutLimits.pendingMessages > 0) }
