import Basics
import Ledger
import Synchronization

/// A signed-in browser. The cookie holds the token, the row only its digest: who reads the database cannot sign in with it.
struct Session: Sendable, Hashable {
  static let table = "session"
  /// Milliseconds from sign-in.
  static let longest: Int64 = 12 * 3_600_000
  /// Milliseconds without a click.
  static let idle: Int64 = 3 * 3_600_000

  var account: String
  /// Stands in each form.
  var csrf: String
  var began: Int64
  var seen: Int64

  func isOver(at now: Int64) -> Bool { now - began >= Self.longest || now - seen >= Self.idle }

  var row: JSONValue {
    ["account": .string(account), "csrf": .string(csrf), "began": .integer(began)]
  }

  init(account: String, csrf: String, began: Int64) {
    self.account = account
    self.csrf = csrf
    self.began = began
    seen = began
  }

  init?(_ row: JSONValue) {
    guard let account = row["account"]?.string, let csrf = row["csrf"]?.string, let began = row["began"]?.integer else {
      return nil
    }
    self.init(account: account, csrf: csrf, began: began)
  }
}

/// All accounts and sessions, in memory for reading; each change is durable before it counts.
final class AccessBook: Sendable {
  static let mostSessions = 20_000

  struct Contents: Sendable {
    var accounts: [String: Account] = [:]
    /// By digest of the token.
    var sessions: [String: Session] = [:]
    var throttle = SignInThrottle()
    /// Digest of the token of the first administrator's link; nil once there is an account.
    var setup: String?
    /// Secrets that were shown and not yet confirmed by a code, by account.
    var pending: [String: [UInt8]] = [:]
  }

  private let contents: Mutex<Contents>
  let passwords = PasswordDesk()
  let rounds: Int

  /// - Parameter rounds: scrypt's N for new passwords.
  init(accounts: [SideRow], sessions: [SideRow], rounds: Int) {
    var contents = Contents()
    for row in accounts {
      if let value = try? JSONReader.read(row.bytes) { contents.accounts[row.id] = Account(name: row.id, row: value) }
    }
    for row in sessions {
      if let value = try? JSONReader.read(row.bytes) { contents.sessions[row.id] = Session(value) }
    }
    self.contents = Mutex(contents)
    self.rounds = rounds
  }

  var accounts: [Account] { contents.withLock { $0.accounts.values.sorted { $0.name < $1.name } } }
  func account(_ name: String) -> Account? { contents.withLock { $0.accounts[name] } }

  /// The session of a cookie and its account; nil where it is over or the account closed.
  func session(token: String, at now: Int64) -> (session: Session, account: Account)? {
    let key = SecretText.digest(token)
    return contents.withLock { book in
      guard let session = book.sessions[key], !session.isOver(at: now), let account = book.accounts[session.account],
        !account.isClosed
      else { return nil }
      book.sessions[key]?.seen = now
      return (session, account)
    }
  }

  /// Rows for a new session; `accept` takes it in when they are durable.
  func newSession(for account: String, at now: Int64) -> (token: String, session: Session, row: SideRow) {
    let token = SecretText.token()
    let session = Session(account: account, csrf: SecretText.token(), began: now)
    return (token, session, Self.row(Session.table, SecretText.digest(token), session.row))
  }

  func accept(_ session: Session, token: String, at now: Int64) {
    contents.withLock { book in
      if book.sessions.count >= Self.mostSessions { book.sessions = book.sessions.filter { !$0.value.isOver(at: now) } }
      book.sessions[SecretText.digest(token)] = session
    }
  }

  func forget(token: String) -> SideRow.Key {
    let key = SecretText.digest(token)
    contents.withLock { $0.sessions[key] = nil }
    return SideRow.Key(table: Session.table, id: key)
  }

  /// Sessions of an account by the digest of their token, newest first.
  func sessions(of account: String) -> [(key: String, session: Session)] {
    contents.withLock { book in
      book.sessions.filter { $0.value.account == account }.map { (key: $0.key, session: $0.value) }
        .sorted { ($0.session.began, $0.key) > ($1.session.began, $1.key) }
    }
  }

  /// Whether the session of a digest still stands.
  func isAlive(_ key: String, at now: Int64) -> Bool {
    contents.withLock { book in
      guard let session = book.sessions[key], !session.isOver(at: now), let account = book.accounts[session.account] else {
        return false
      }
      return !account.isClosed
    }
  }

  /// A secret for the account's next second factor: the same until it is confirmed.
  func pendingSecret(of account: String) -> [UInt8] {
    contents.withLock { book in
      if let known = book.pending[account] { return known }
      let new = SecretText.bytes(OneTimeCode.secretBytes)
      book.pending[account] = new
      return new
    }
  }

  /// Takes a code as used; false where another sign-in has used one meanwhile.
  func use(_ used: SecondFactor, of account: Account, instead before: SecondFactor) -> Bool {
    contents.withLock { book in
      guard book.accounts[account.name]?.second == before else { return false }
      book.accounts[account.name]?.second = used
      return true
    }
  }

  func dropPendingSecret(of account: String) { contents.withLock { $0.pending[account] = nil } }

  /// Ends those sessions of an account whose digest is meant; all by default.
  func forget(account: String, where isMeant: (String) -> Bool = { _ in true }) -> [SideRow.Key] {
    contents.withLock { book in
      let keys = book.sessions.filter { $0.value.account == account && isMeant($0.key) }.keys.sorted()
      for key in keys { book.sessions[key] = nil }
      return keys.map { SideRow.Key(table: Session.table, id: $0) }
    }
  }

  func accept(_ account: Account) {
    contents.withLock { book in
      book.accounts[account.name] = account
      book.setup = nil
    }
  }

  func drop(_ name: String) { contents.withLock { $0.accounts[name] = nil } }

  static func row(_ account: Account) -> SideRow { row(Account.table, account.name, account.row) }

  static func row(_ table: String, _ id: String, _ value: JSONValue) -> SideRow {
    SideRow(table: table, id: id, bytes: (try? CanonicalJSON.encode(value)) ?? [])
  }

  // MARK: The first administrator

  /// A token for the first administrator's link, once there is no account; nil otherwise.
  func issueSetup() -> String? {
    let token = SecretText.token()
    return contents.withLock { book in
      guard book.accounts.isEmpty else { return nil }
      book.setup = SecretText.digest(token)
      return token
    }
  }

  func isSetup(token: String) -> Bool {
    contents.withLock { book in book.accounts.isEmpty && book.setup == SecretText.digest(token) }
  }

  // MARK: Slowing down

  func wait(account: String, sender: String, isKnownDevice: Bool, at now: Int64) -> Int64 {
    contents.withLock { $0.throttle.wait(account: account, sender: sender, isStranger: !isKnownDevice, at: now) }
  }

  func failed(account: String, sender: String, isKnownDevice: Bool = true, at now: Int64) {
    contents.withLock { $0.throttle.failed(account: account, sender: sender, isStranger: !isKnownDevice, at: now) }
  }

  func succeeded(account: String, sender: String) {
    contents.withLock { $0.throttle.succeeded(account: account, sender: sender) }
  }
}
