import Testing
@Test func theRoomBuilds() { #expect(Bool(true)) }
