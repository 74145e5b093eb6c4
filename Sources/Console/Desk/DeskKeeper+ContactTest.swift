import Basics
import Callout
import Incident
import Operations

/// Contact tests of a served desk.
extension DeskKeeper {
  /// Puts a test on record; `ContactTestService` sends it.
  func openContactTest(_ channels: [ContactChannel], minutes: Int, by account: Account, id: String?) async throws {
    try await act { desk, now in
      let people = desk.post.roster.staff.count(where: \.isCallable)
      let command = Command.access(.openContactTest(channels: channels, people: people, deadline: now.adding(minutes: minutes)))
      try desk.submit(command, by: account.actor, at: now, id: id, request: "contact-test \(channels) \(minutes)")
    }
  }

  /// What of the newest test is still to be sent; those without an address are put on record as out of reach.
  func contactParcels() async throws -> [Parcel] {
    let found = try await act { desk, now -> (parcels: [Parcel], without: [ContactTry]) in
      guard let test = desk.state.lastContactTest, test.opening.deadline > now else { return ([], []) }
      return desk.contactParcels(test, at: now)
    }
    for part in stride(from: 0, to: found.without.count, by: 200) {
      let some = Array(found.without[part..<min(part + 200, found.without.count)])
      try await act { desk, now in
        _ = try desk.submit(some.map { Desk.Submission(.access(.recordContact($0)), by: .system("contact-test"), at: now) })
      }
    }
    return found.parcels
  }

  func record(_ done: ContactTry) async throws {
    _ = try await act { desk, now in try desk.submit(.access(.recordContact(done)), by: .system("contact-test"), at: now) }
  }

  /// A yes of somebody who is asked nothing else answers the test that runs.
  func answersContactTest(_ staff: StaffID, _ text: String) async throws -> Bool {
    try await act { desk, now in
      guard let test = desk.state.lastContactTest, test.opening.deadline > now, !test.isReached(staff),
        desk.switchboard.openRequests(of: staff).isEmpty, case .accept = ReplyReading(text).meaning
      else { return false }
      let channel = test.opening.channels.first { test.result(staff, $0).map { $0 != .unreachable } ?? false }
      guard let channel else { return false }
      let done = ContactTry(test: test.id, staff: staff, channel: channel, result: .answered)
      try desk.submit(.access(.recordContact(done)), by: .person(staff: staff), at: now)
      return true
    }
  }
}
