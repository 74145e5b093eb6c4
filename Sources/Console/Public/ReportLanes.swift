import Basics
import Incident
import Synchronization

/// Who may report how fast: ten a minute from one sender at once, what is beyond in the slow lane, words of an emergency always.
///
/// Nothing is dropped silently: what the slow lane cannot hold is refused with the numbers to call.
final class ReportLanes: Sendable {
  static let perMinute = 10
  /// Reports that wait at most; beyond that the sender is told to call.
  static let slowMost = 2_000
  /// Milliseconds between two that leave the slow lane.
  static let slowPace: Int64 = 3_000
  static let sendersKept = 10_000

  enum Lane: Hashable, Sendable { case fast, slow, full }

  private struct Sender {
    var tokens: Double
    var at: Int64
  }

  private struct Box {
    var senders: [String: Sender] = [:]
    var waiting = 0
    var lastLeft: Int64 = .min
  }

  private let box = Mutex(Box())

  var waiting: Int { box.withLock { $0.waiting } }

  /// Where a report goes.
  /// - Parameters:
  ///   - isEmergency: its kind or its words tell of danger to life: it never waits.
  ///   - now: milliseconds.
  func lane(_ sender: String, isEmergency: Bool, at now: Int64) -> Lane {
    box.withLock { box in
      if box.senders.count >= Self.sendersKept {
        box.senders = box.senders.filter { now - $0.value.at < 60_000 }
        if box.senders.count >= Self.sendersKept { box.senders = [:] }
      }
      var one = box.senders[sender] ?? Sender(tokens: Double(Self.perMinute), at: now)
      let gained = Double(max(0, now - one.at)) * Double(Self.perMinute) / 60_000
      one.tokens = min(Double(Self.perMinute), one.tokens + gained)
      one.at = max(one.at, now)
      let isFast = one.tokens >= 1
      if isFast { one.tokens -= 1 }
      box.senders[sender] = one
      if isFast || isEmergency { return .fast }
      if box.waiting >= Self.slowMost { return .full }
      box.waiting += 1
      return .slow
    }
  }

  /// Rows that were waiting when the server began.
  func start(_ waiting: Int) { box.withLock { $0.waiting = waiting } }

  /// Whether one may leave the slow lane now.
  func mayLeave(at now: Int64) -> Bool {
    box.withLock { box in
      guard box.waiting > 0, box.lastLeft == .min || now - box.lastLeft >= Self.slowPace else { return false }
      box.lastLeft = now
      return true
    }
  }

  func left() { box.withLock { $0.waiting = max(0, $0.waiting - 1) } }
}

/// Words that tell of danger to life, in the languages of the coast: a report with one of them never waits.
enum EmergencyWords {
  private static let words: Set<String> = [
    "tolong", "darurat", "sos", "hanyut", "tenggelam", "terjebak", "terkurung", "sekarat", "pingsan", "sesak", "berdarah",
    "melahirkan", "kejang", "tersengat", "kesetrum", "setrum", "hilang", "meninggal", "mati", "tewas", "selamatkan", "bantu",
    "help", "drowning", "trapped", "dying", "emergency", "bleeding", "unconscious", "electrocuted",
  ]

  static func isIn(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }
}
