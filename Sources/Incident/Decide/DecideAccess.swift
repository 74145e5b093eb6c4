import Basics

/// Commands about looks at personal data and about contact tests.
public enum AccessCommand: Hashable, Sendable {
  case see(PersonalDataLook)
  case openContactTest(channels: [ContactChannel], people: Int, deadline: Instant)
  /// A result that is no better than the one known changes nothing.
  case recordContact(ContactTry)

  var name: String {
    switch self {
    case .see: "access.see"
    case .openContactTest: "access.open_contact_test"
    case .recordContact: "access.record_contact"
    }
  }
}

extension Decision {
  func decide(_ command: AccessCommand) throws(Refusal) -> [Event] {
    switch command {
    case .see(let look):
      try plainID("what", look.what)
      try inRange("people", look.people, 0...IncidentLimits.rosterStaff)
      return [.access(.personalDataSeen(look))]
    case .openContactTest(let channels, let people, let deadline):
      try needsPerson("access.open_contact_test")
      try afterNow(deadline)
      try limit("contact_tests", state.contactTests.count + 1, IncidentLimits.contactTests)
      guard !channels.isEmpty, Set(channels).count == channels.count else {
        throw invalid("channels", channels.map(\.rawValue).joined(separator: " "), "at least one, each once")
      }
      try inRange("people", people, 1...IncidentLimits.rosterStaff)
      var counters = state.counters
      let opening = ContactTestOpening(test: counters.contactTest(), channels: channels, people: people, deadline: deadline)
      return [.access(.contactTestOpened(opening))]
    case .recordContact(let done):
      guard let test = state.contactTests[done.test] else { throw Refusal(.unknownContactTest, ["test": done.test.rawValue]) }
      _ = try member(done.staff)
      guard test.opening.channels.contains(done.channel) else {
        throw invalid("channel", done.channel.rawValue, test.opening.channels.map(\.rawValue).joined(separator: " "))
      }
      let order = ContactResult.allCases
      let known = test.result(done.staff, done.channel).flatMap { order.firstIndex(of: $0) } ?? -1
      guard let new = order.firstIndex(of: done.result), new > known else { return [] }
      return [.access(.contactTried(done))]
    }
  }
}
