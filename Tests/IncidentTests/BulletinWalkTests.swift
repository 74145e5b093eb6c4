import Basics
import Testing

@testable import Incident

/// Random histories of all commands about bulletins beside a simple model of their states.
@Suite("Bulletins: no way leads to the public past a second person") struct BulletinWalkTests {
  /// The rules in their plainest form.
  struct Model {
    struct Bulletin {
      var phase = "draft"
      var version = 1
      var authors: Set<String>
      var submitter = ""
      var isLifeSafety: Bool
      var about: Int?
      var isWithdrawal: Bool
      var isAnswered = false
      var first = ""
      var isSigned = false
    }
    var bulletins: [Int: Bulletin] = [:]
    var approvers: [String] = []
    var alone: [String] = []
    var identifiers: Set<String> = []

    func isLive(_ id: Int) -> Bool {
      guard let one = bulletins[id] else { return false }
      return one.phase == "published" && !one.isAnswered && !one.isWithdrawal
    }

    func maySign(_ one: Bulletin, _ who: String, _ first: String) -> Bool {
      !one.authors.contains(who) && who != first && (approvers.isEmpty || approvers.contains(who))
    }
  }

  struct Walk {
    var post: TestPost
    var model = Model()
    var random: RandomStream
    let mode: Mode
    static let offices = ["humas", "kalaksa-bpbd", "pusdalops", "camat"]

    init(seed: UInt64) throws {
      random = RandomStream(seed: seed, name: "incident.bulletins")
      mode = random.chance(0.5) ? .actual : .exercise
      post = try TestPost(mode: mode)
      post.checksEach = false
    }

    /// One command on both; a text at the first difference.
    mutating func step() -> String? {
      post.now = post.now.adding(minutes: 1)
      let who = random.pick(Self.offices)
      // Mostly the last few: a history goes deep in them.
      let known = model.bulletins.count
      let id = random.int(in: max(1, random.chance(0.8) ? known - 1 : 1)...max(1, known + (random.chance(0.05) ? 1 : 0)))
      let one = model.bulletins[id]
      let version = random.chance(0.92) ? one?.version ?? 1 : random.int(in: 1...4)
      let (command, expected) = pick(who, id, one, version)
      let result = post.handle(command, by: .person(office: who))
      let taken = if case .success = result { true } else { false }
      if taken != expected { return "\(who) \(command): the model says \(expected), the domain \(result)" }
      return nil
    }

    private mutating func pick(_ who: String, _ id: Int, _ one: Model.Bulletin?, _ version: Int) -> (Command, Bool) {
      let key = BulletinID("bulletin-\(id)")
      let step = BulletinTests.step(version, key)
      let isCurrent = one?.version == version && ["draft", "submitted", "approved"].contains(one?.phase)
      // Half of the steps go on with what is begun, by whoever it may be; the others are any.
      let next = one.map { $0.phase == "draft" ? 3 : $0.phase == "submitted" ? 9 : $0.phase == "approved" ? 7 : 6 } ?? 1
      switch random.chance(0.5) ? next : random.pick([0, 1, 2, 3, 3, 3, 4, 5, 6, 7, 7, 8, 9, 9, 9]) {
      case 0: return rules(who)
      case 1: return draft(who)
      case 2:
        let next = random.chance(0.9) ? (one?.version ?? 1) + 1 : random.int(in: 1...5)
        let ok = ["draft", "submitted", "approved"].contains(one?.phase) && next == (one?.version ?? 0) + 1
        if ok {
          model.bulletins[id]?.version = next
          model.bulletins[id]?.phase = "draft"
          model.bulletins[id]?.authors.insert(who)
        }
        // Whether lives hang on it stays as it was.
        let text = BulletinTests.draft(key, next, lifeSafety: one?.isLifeSafety ?? false, now: post.now)
        return (.bulletin(.edit(text)), ok)
      case 3:
        let ok = isCurrent && one?.phase == "draft"
        if ok {
          model.bulletins[id]?.phase = "submitted"
          model.bulletins[id]?.submitter = who
        }
        return (.bulletin(.submit(step)), ok)
      case 4 where random.chance(0.5):
        let ok = isCurrent && one?.phase != "draft"
        if ok { model.bulletins[id]?.phase = "draft" }
        return (.bulletin(.sendBack(BulletinReturn(bulletin: key, version: version, reason: World.note))), ok)
      case 5 where random.chance(0.2):
        let ok = ["draft", "submitted", "approved"].contains(one?.phase)
        if ok { model.bulletins[id]?.phase = "discarded" }
        return (.bulletin(.discard(BulletinReturn(bulletin: key, version: version, reason: World.note))), ok)
      case 6:
        guard let one, one.phase == "published" else { return (.bulletin(.countersign(step)), false) }
        if one.isSigned { return (.bulletin(.countersign(step)), true) }
        let ok = one.version == version && model.maySign(one, who, one.first)
        if ok { model.bulletins[id]?.isSigned = true }
        return (.bulletin(.countersign(step)), ok)
      case 7, 8: return release(who, id, one, version, isCurrent)
      default:
        let ok = one.map { isCurrent && $0.phase == "submitted" && model.maySign($0, who, $0.submitter) } ?? false
        if ok { model.bulletins[id]?.phase = "approved" }
        return (.bulletin(.approve(step)), ok)
      }
    }

    private mutating func rules(_ who: String) -> (Command, Bool) {
      let rules = BulletinRules(
        operation: TestPost.operation,
        approvers: random.chance(0.5) ? [] : [random.pick(Self.offices), random.pick(Self.offices)],
        alone: random.chance(0.2) ? [] : [random.pick(Self.offices), random.pick(Self.offices)])
      let ok = !rules.alone.contains(who)
      if ok { (model.approvers, model.alone) = (rules.approvers, rules.alone) }
      return (.bulletin(.setRules(rules)), ok)
    }

    private mutating func draft(_ who: String) -> (Command, Bool) {
      let about = random.int(in: 1...max(1, model.bulletins.count))
      let kind = random.pick([
        BulletinKind.first, .first, .update(BulletinID("bulletin-\(about)")), .correction(BulletinID("bulletin-\(about)")),
        .withdrawal(BulletinID("bulletin-\(about)")),
      ])
      let isLifeSafety = random.chance(0.5)
      let ok = kind == .first || model.isLive(about)
      if ok {
        let isWithdrawal = if case .withdrawal = kind { true } else { false }
        model.bulletins[model.bulletins.count + 1] = Model.Bulletin(
          authors: [who], isLifeSafety: isLifeSafety, about: kind.about == nil ? nil : about, isWithdrawal: isWithdrawal)
      }
      let draft = BulletinTests.draft(lifeSafety: isLifeSafety, now: post.now)
      return (.bulletin(.draft(BulletinOpening(operation: TestPost.operation, kind: kind, draft: draft))), ok)
    }

    private mutating func release(_ who: String, _ id: Int, _ one: Model.Bulletin?, _ version: Int, _ isCurrent: Bool) -> (
      Command, Bool
    ) {
      let isAlone = random.chance(0.6)
      let reach = random.chance(0.8) ? (mode == .actual ? .everyone : .participants) : random.pick(BulletinReach.allCases)
      let name = "a-\(random.int(in: 1...400))" + (random.chance(0.8) == (mode == .exercise) ? "-X" : "")
      let publication = BulletinTests.release(name, version, BulletinID("bulletin-\(id)"), reach: reach)
      let command = Command.bulletin(isAlone ? .publishAlone(publication) : .publish(publication))
      guard let one, isCurrent else { return (command, false) }
      var ok = isAlone ? model.alone.contains(who) && one.isLifeSafety : one.phase == "approved"
      ok = ok && !(reach == .everyone && mode == .exercise) && name.hasSuffix("-X") == (mode == .exercise)
      ok = ok && !model.identifiers.contains(name) && (one.about.map(model.isLive) ?? true)
      if ok {
        model.identifiers.insert(name)
        model.bulletins[id]?.first = who
        model.bulletins[id]?.isSigned = one.phase == "approved"
        model.bulletins[id]?.phase = "published"
        if let about = one.about { model.bulletins[about]?.isAnswered = true }
      }
      return (command, ok)
    }

    /// Reads the log alone: every release has an approval of its version by another person after its last change, or is the one
    /// exception by an office that was named before.
    func faults() -> [String] {
      var faults: [String] = []
      var alone: [String] = []
      for (i, entry) in post.log.enumerated() {
        guard case .bulletin(let event) = entry.event else { continue }
        switch event {
        case .rulesSet(let rules): alone = rules.alone
        case .published(let out), .publishedAlone(let out):
          if out.reach == .everyone, mode == .exercise { faults.append("an exercise reached the public") }
          let before = post.log[..<i].filter { earlier in
            if case .bulletin(let event) = earlier.event { event.bulletin == out.bulletin } else { false }
          }
          let writers = before.filter { earlier in
            switch earlier.event {
            case .bulletin(.drafted), .bulletin(.edited): true
            default: false
            }
          }
          let signed = before.contains { earlier in
            guard case .bulletin(.approved(let step)) = earlier.event else { return false }
            return step.version == out.version && step.digest == out.digest && !writers.map(\.actor).contains(earlier.actor)
              && earlier.sequence > (writers.last?.sequence ?? 0)
          }
          if case .published = event, !signed { faults.append("\(out.bulletin) went out unsigned") }
          if case .publishedAlone = event, !alone.contains(entry.actor.office) { faults.append("\(out.bulletin): not named") }
        default: break
        }
      }
      return faults
    }
  }

  @Test("over 5,000 random histories of all commands nothing is published without approval, and no exercise reaches the public")
  func walk() throws {
    var published = (two: 0, alone: 0)
    for seed in 1...5_000 as ClosedRange<UInt64> {
      var walk = try Walk(seed: seed)
      for _ in 0..<40 {
        if let fault = walk.step() {
          Issue.record("seed \(seed): \(fault)")
          return
        }
      }
      #expect(walk.faults() == [], "seed \(seed)")
      #expect(walk.post.state.checkInvariants() == [], "seed \(seed)")
      for entry in walk.post.log {
        if case .bulletin(.published) = entry.event { published.two += 1 }
        if case .bulletin(.publishedAlone) = entry.event { published.alone += 1 }
      }
    }
    #expect(published.two > 2_000 && published.alone > 100, "\(published)")
  }
}
