import Basics
import Testing

@testable import Incident

/// Everybody presses at the same instant, each on the version that they have on screen.
@Suite("Races of those who sign a bulletin") struct BulletinRaceTests {
  private static let people = ["humas", "pusdalops", "kalaksa-bpbd", "sekda"].map { Actor.person(office: $0) }

  @Test("in 10,000 races nothing goes out with fewer than two people, nor another version than the one that was approved")
  func races() throws {
    let seed: UInt64 = 20_261_124
    var random = RandomStream(seed: seed, name: "bulletin-races")
    let drafted = try BulletinTests.opened()
    var published = 0
    for race in 0..<10_000 {
      var post = drafted
      // What each has on screen: mostly the version before somebody edited.
      var presses: [(Actor, Command)] = []
      for _ in 0..<Int(4 + random.next() % 8) {
        let who = Self.people[Int(random.next() % 4)]
        let version = 1 + Int(random.next() % 2)
        let command: BulletinCommand =
          switch random.next() % 8 {
          case 0: .edit(BulletinTests.draft(BulletinTests.id, 2))
          case 1, 2: .submit(BulletinTests.step(version))
          case 3, 4: .approve(BulletinTests.step(version))
          case 5: .sendBack(BulletinReturn(bulletin: BulletinTests.id, version: version, reason: BulletinTests.text(9)))
          default: .publish(BulletinTests.release("a-\(random.next() % 2)", version))
          }
        presses.append((who, .bulletin(command)))
      }
      // Who approved which text last, kept apart from the state.
      var approvals: [(Actor, String)] = []
      var writers: [Actor] = [BulletinTests.author]
      var submitter: Actor?
      var out: [BulletinPublication] = []
      for (who, command) in presses {
        guard case .success(let events) = post.handle(command, by: who) else { continue }
        for event in events {
          guard case .bulletin(let event) = event else { continue }
          switch event {
          case .edited:
            writers.append(who)
            approvals = []
          case .submitted: submitter = who
          case .returned: approvals = []
          case .approved(let step): approvals.append((who, step.digest))
          case .published(let publication):
            out.append(publication)
            let by = approvals.last
            #expect(by?.1 == publication.digest, "seed \(seed), race \(race)")
            #expect(by.map { !writers.contains($0.0) && $0.0 != submitter } ?? false, "seed \(seed), race \(race)")
          default: break
          }
        }
      }
      #expect(out.count <= 1, "seed \(seed), race \(race)")
      published += out.count
    }
    // The races are real ones: some end in a publication.
    #expect(published > 50)
  }
}
