import Testing

@testable import Callout

@Suite struct ReplyTests {
  @Test func siapIsAYes() { #expect(ReplyReading("SIAP 4821").meaning == .accept(nil)) }
}
