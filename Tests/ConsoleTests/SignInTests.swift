import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Synchronization
import Testing

@testable import Console

@Suite struct SignInTests {
  /// A clock that a test moves.
  final class Hands: Sendable {
    private let now = Mutex(Bench.start)
    var instant: Instant { now.withLock { $0 } }
    func forward(seconds: Int) { now.withLock { $0 = Instant(milliseconds: $0.milliseconds + Int64(seconds) * 1000) } }
  }

  private func cookie(_ name: String, _ answer: TestResponse) -> String? {
    for field in answer.headers[values: .setCookie] where field.hasPrefix("\(name)=") {
      return String(field.dropFirst(name.count + 1).prefix { $0 != ";" })
    }
    return nil
  }

  @Test func theFirstAdministratorIsMadeByALinkThatWorksOnce() async throws {
    let bench = try await Bench.make(.actual)
    let token = try #require(bench.keeper.firstAdministratorToken())
    try await bench.test { client in
      let holds1 = try await Browser.nobody.get(client, "/setup/wrong").status == .notFound
      #expect(holds1)
      let holds2 = try await Browser.nobody.get(client, "/setup/\(token)").status == .ok
      #expect(holds2)
      let fields = [("name", "admin"), ("office", "diskominfo"), ("password", "tiga kata acak")]
      let holds3 =
        try await Browser.nobody.post(client, "/setup/\(token)", [("name", "admin"), ("office", "x"), ("password", "pendek")])
        .status == .unprocessableContent
      #expect(holds3)
      #expect(bench.keeper.access.accounts.isEmpty)
      let made = try await Browser.nobody.post(client, "/setup/\(token)", fields)
      #expect(made.status == .seeOther)
      #expect(bench.keeper.access.account("admin")?.role == .administrator)
      let holds4 =
        try await Browser.nobody.post(
          client, "/setup/\(token)", [("name", "second"), ("office", "x"), ("password", "tiga kata acak")]
        ).status == .notFound
      #expect(holds4)
      #expect(bench.keeper.firstAdministratorToken() == nil)
      // The row holds neither the password nor a token that could be used.
      let session = try #require(cookie("siaga_session", made))
      let rows = try await bench.keeper.act { desk, _ in try desk.rows(Account.table) + desk.rows(Session.table) }
      for row in rows {
        let text = String(decoding: row.bytes, as: UTF8.self) + row.id
        #expect(!text.contains("tiga kata acak") && !text.contains(session))
      }
    }
  }

  @Test func signingInGivesANewSessionAndSigningOutEndsIt() async throws {
    let bench = try await Bench.make()
    var account = Account(name: "budi", office: "pusdalops", role: .operator)
    account.password = try PasswordRecord("tiga kata acak", rounds: 1 << 4)
    try await bench.keeper.keep([AccessBook.row(account)])
    bench.keeper.access.accept(account)
    try await bench.test { client in
      // A session that somebody planted in the browser is not taken over.
      let planted = Browser(session: "planted-by-somebody")
      let answer = try await planted.post(
        client, "/signin", [("name", "budi"), ("password", "tiga kata acak"), ("next", "//evil.example")])
      #expect(answer.status == .seeOther)
      #expect(answer.headers[.location] == "/", "never to another site")
      let token = try #require(cookie("siaga_session", answer))
      #expect(token != "planted-by-somebody")
      #expect(answer.headers[values: .setCookie].allSatisfy { $0.contains("HttpOnly") && $0.contains("SameSite=Lax") })
      let inside = Browser(
        session: token, csrf: bench.keeper.access.session(token: token, at: Bench.start.milliseconds)?.session.csrf ?? "")
      let holds5 = try await inside.get(client, "/roster").status == .ok
      #expect(holds5)
      let holds6 = try await inside.post(client, "/signout", []).status == .seeOther
      #expect(holds6)
      let holds7 = try await inside.get(client, "/roster").status == .seeOther
      #expect(holds7)
    }
  }

  @Test func guessingIsSlowedAndNobodyIsShutOut() async throws {
    let hands = Hands()
    let bench = try await Bench.make(clock: { hands.instant })
    var account = Account(name: "budi", office: "pusdalops", role: .operator)
    account.password = try PasswordRecord("tiga kata acak", rounds: 1 << 4)
    bench.keeper.access.accept(account)
    let known = bench.keeper.links.device("budi")
    try await bench.test { client in
      var looked = 0
      for _ in 0..<1000 {
        let answer = try await Browser.nobody.post(client, "/signin", [("name", "budi"), ("password", "salah")])
        if answer.status == .unauthorized { looked += 1 } else { #expect(answer.status == .tooManyRequests) }
      }
      #expect(looked <= SignInThrottle.freeTries + 1, "\(looked) of 1,000 tries in one moment were looked at")
      // The owner's own device is not slowed by what a stranger did.
      var own = Browser.nobody
      own.extra = ["cookie": "siaga_device=\(known)"]
      let holds8 = try await own.post(client, "/signin", [("name", "budi"), ("password", "tiga kata acak")]).status == .seeOther
      #expect(holds8)
      // And the stranger's place may try again after a while.
      hands.forward(seconds: 70)
      let holds9 =
        try await Browser.nobody.post(client, "/signin", [("name", "budi"), ("password", "tiga kata acak")]).status == .seeOther
      #expect(holds9)
    }
  }

  @Test func aSessionEndsByItselfAndWithItsAccount() async throws {
    let hands = Hands()
    let bench = try await Bench.make(clock: { hands.instant })
    let browser = try await bench.signedIn(.operator)
    let admin = try await bench.signedIn(.administrator)
    try await bench.test { client in
      let holds10 = try await browser.get(client, "/").status == .ok
      #expect(holds10)
      let holds11 = try await admin.post(client, "/accounts/a-operator/close", []).status == .seeOther
      #expect(holds11)
      let holds12 = try await browser.get(client, "/").status == .seeOther
      #expect(holds12)
      hands.forward(seconds: Int(Session.idle / 1000) + 1)
      let holds13 = try await admin.get(client, "/accounts").status == .seeOther
      #expect(holds13)
    }
  }

  @Test func passwordsAreKeptAsScryptOfRFC7914() throws {
    // Test vector of RFC 7914, section 12: scrypt("pleaseletmein", "SodiumChloride", 16384, 8, 1), first 32 bytes.
    let key = SecretText.unhex("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2") ?? []
    let record = PasswordRecord(salt: Array("SodiumChloride".utf8), rounds: 16384, key: key)
    #expect(record.matches("pleaseletmein"))
    #expect(!record.matches("pleaseletmeIn"))
    #expect(PasswordRecord.rounds >= 1 << 17)
  }
}
