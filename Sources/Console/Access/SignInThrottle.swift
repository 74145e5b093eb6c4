import Basics

/// Slows down guessing, and shuts nobody out: what is slowed is a *pair* of account and sender, and the tries of all strangers on one
/// account together. A stranger's failures never delay the owner, who comes from a network that signed in before or bears the cookie
/// of a device that has.
struct SignInThrottle: Sendable {
  /// Failures that cost nothing.
  static let freeTries = 3
  static let longestWait: Int64 = 60_000
  /// Failures of one sender over all accounts in `window` before everything from it waits.
  static let triesOfASender = 30
  static let window: Int64 = 600_000
  static let mostEntries = 20_000
  /// Failures of strangers on one account in an hour, however many they are.
  static let strangersAnHour = 100
  static let hour: Int64 = 3_600_000

  private struct Entry: Sendable {
    var failures = 0
    var last: Int64 = 0
  }

  private var pairs: [String: Entry] = [:]
  private var senders: [String: Entry] = [:]
  /// Begin of the hour, and failures of strangers in it, by account.
  private var strangers: [String: (began: Int64, failures: Int)] = [:]

  /// Milliseconds until the next try is looked at; 0 for now.
  func wait(account: String, sender: String, isStranger: Bool, at now: Int64) -> Int64 {
    var wait: Int64 = 0
    if let pair = pairs["\(account)|\(sender)"], pair.failures >= Self.freeTries {
      let pause = min(Self.longestWait, 1000 << Int64(min(pair.failures - Self.freeTries, 6)))
      wait = max(wait, pair.last + pause - now)
    }
    if isStranger, let hour = strangers[account], hour.failures >= Self.strangersAnHour, now - hour.began < Self.hour {
      wait = max(wait, min(Self.longestWait, hour.began + Self.hour - now))
    }
    if isStranger, let all = senders[sender], all.failures >= Self.triesOfASender, now - all.last < Self.window {
      wait = max(wait, all.last + 2000 - now)
    }
    return max(0, wait)
  }

  mutating func failed(account: String, sender: String, isStranger: Bool, at now: Int64) {
    prune(now)
    if isStranger {
      let known = strangers[account].flatMap { now - $0.began < Self.hour ? $0 : nil }
      strangers[account] = (known?.began ?? now, (known?.failures ?? 0) + 1)
    }
    pairs["\(account)|\(sender)", default: Entry()].failures += 1
    pairs["\(account)|\(sender)"]?.last = now
    senders[sender, default: Entry()].failures += 1
    senders[sender]?.last = now
  }

  mutating func succeeded(account: String, sender: String) {
    pairs["\(account)|\(sender)"] = nil
  }

  private mutating func prune(_ now: Int64) {
    guard pairs.count + senders.count + strangers.count > Self.mostEntries else { return }
    pairs = pairs.filter { now - $0.value.last < Self.window }
    senders = senders.filter { now - $0.value.last < Self.window }
    if pairs.count > Self.mostEntries { pairs = [:] }
    strangers = strangers.filter { now - $0.value.began < Self.hour }
    if strangers.count > Self.mostEntries { strangers = [:] }
  }
}
