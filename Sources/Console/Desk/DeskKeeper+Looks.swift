import Basics
import Incident
import Operations

/// Who looked at people's data, as events of the log.
extension DeskKeeper {
  /// Milliseconds for which an open page that renews itself is one look.
  static let lookLasts: Int64 = 10 * 60_000
  static let mostLooks = 10_000

  /// Puts a look on record. A page that stays open is one look for a while, however often it is fetched again: else each look would
  /// renew the pages of everybody else who looks.
  ///
  /// What cannot be recorded is counted and still shown: at night a page is worth more than its entry.
  func saw(_ what: String, _ account: Account, isRenewal: Bool) async {
    let now = box.value.now.milliseconds
    let key = "\(account.name)|\(what)"
    if let last = looks[key], now - last < Self.lookLasts || isRenewal { return }
    if looks.count >= Self.mostLooks { looks = looks.filter { now - $0.value < Self.lookLasts } }
    looks[key] = now
    let look = PersonalDataLook(what: what, people: box.value.roster.staff.count)
    do { try await submit(.access(.see(look)), by: account) } catch { looks[key] = nil }
  }
}
