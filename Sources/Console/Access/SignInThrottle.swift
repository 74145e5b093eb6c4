import Basics

/// Slows down guessing, and shuts nobody out: what is slowed is a *pair* of account and sender, so that a stranger's failures never
/// delay the owner, who comes from elsewhere or bears the cookie of a device that has signed in before.
struct SignInThrottle: Sendable {
  /// Failures that cost nothing.
  static let freeTries = 3
  static let longestWait: Int64 = 60_000
  /// Failures of one sender over all accounts in `window` before everything from it waits.
  static let triesOfASender = 30
  static let window: Int64 = 600_000
  static let mostEntries = 20_000

  private struct Entry: Sendable {
    var failures = 0
    var last: Int64 = 0
  }

  private var pairs: [String: Entry] = [:]
  private var senders: [String: Entry] = [:]

  /// Milliseconds until the next try is looked at; 0 for now.
  func wait(account: String, sender: String, isSenderShared: Bool, at now: Int64) -> Int64 {
    var wait: Int64 = 0
    if let pair = pairs["\(account)|\(sender)"], pair.failures >= Self.freeTries {
      let pause = min(Self.longestWait, 1000 << Int64(min(pair.failures - Self.freeTries, 6)))
      wait = max(wait, pair.last + pause - now)
    }
    if isSenderShared, let all = senders[sender], all.failures >= Self.triesOfASender, now - all.last < Self.window {
      wait = max(wait, all.last + 2000 - now)
    }
    return max(0, wait)
  }

  mutating func failed(account: String, sender: String, at now: Int64) {
    prune(now)
    pairs["\(account)|\(sender)", default: Entry()].failures += 1
    pairs["\(account)|\(sender)"]?.last = now
    senders[sender, default: Entry()].failures += 1
    senders[sender]?.last = now
  }

  mutating func succeeded(account: String, sender: String) {
    pairs["\(account)|\(sender)"] = nil
  }

  private mutating func prune(_ now: Int64) {
    guard pairs.count + senders.count > Self.mostEntries else { return }
    pairs = pairs.filter { now - $0.value.last < Self.window }
    senders = senders.filter { now - $0.value.last < Self.window }
    if pairs.count > Self.mostEntries { pairs = [:] }
  }
}
