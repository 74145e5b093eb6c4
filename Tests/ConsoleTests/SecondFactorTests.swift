import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Incident
import Testing

@testable import Console

@Suite struct SecondFactorTests {
  private func cookie(_ name: String, _ answer: TestResponse) -> String? {
    for field in answer.headers[values: .setCookie] where field.hasPrefix("\(name)=") {
      return String(field.dropFirst(name.count + 1).prefix { $0 != ";" })
    }
    return nil
  }

  private func hidden(_ name: String, _ page: String) -> String? {
    page.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
  }

  @Test func codesAreThoseOfRFC6238() {
    // Appendix B, SHA-1, eight digits.
    let secret = Array("12345678901234567890".utf8)
    let vectors: [(Int64, String)] = [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ]
    for (seconds, code) in vectors {
      #expect(OneTimeCode.code(secret, step: OneTimeCode.steps(at: seconds * 1000), digits: 8) == code, "\(seconds)")
    }
    #expect(OneTimeCode.base32(Array("foobar".utf8)) == "MZXW6YTBOI", "RFC 4648")
    #expect(OneTimeCode.base32(Array("fooba".utf8)) == "MZXW6YTB")
  }

  @Test func aCodeOpensOnceAndOnlyNearItsTime() {
    let secret = SecretText.bytes(20)
    let now: Int64 = 1_795_000_000_000
    let step = OneTimeCode.steps(at: now)
    let code = OneTimeCode.code(secret, step: step)
    #expect(OneTimeCode.match(code, secret, at: now, after: nil) == step)
    #expect(OneTimeCode.match(" \(code.prefix(3)) \(code.suffix(3)) ", secret, at: now, after: step - 1) == step)
    #expect(OneTimeCode.match(code, secret, at: now, after: step) == nil, "used")
    #expect(OneTimeCode.match(code, secret, at: now + 30_000, after: nil) == step, "a slow typist")
    #expect(OneTimeCode.match(code, secret, at: now + 90_000, after: nil) == nil)
    #expect(OneTimeCode.match("", secret, at: now, after: nil) == nil)
    let codes = SecondFactor.newRecoveryCodes()
    #expect(Set(codes).count == 10)
    let factor = SecondFactor(secret: secret, lastStep: nil, recovery: codes.map(SecondFactor.digest))
    let used = factor.using(codes[3].lowercased().replacing("-", with: " "), at: now)
    #expect(used?.recovery.count == 9)
    #expect(used?.using(codes[3], at: now) == nil, "a code on paper opens once")
  }

  @Test func aCommanderSetsUpACodeFirstAndNeedsItFromThenOn() async throws {
    let hands = SignInTests.Hands()
    let bench = try await Bench.make(clock: { hands.instant }, asksSecondFactor: true)
    var account = Account(name: "kalaksa", office: "kalaksa-bpbd", role: .commander)
    account.password = try PasswordRecord("tiga kata acak", rounds: 1 << 4)
    try await bench.keeper.keep([AccessBook.row(account)])
    bench.keeper.access.accept(account)
    try await bench.test { client in
      let fields = [("name", "kalaksa"), ("password", "tiga kata acak")]
      let first = try await Browser.nobody.post(client, "/signin", fields)
      let token = try #require(cookie("siaga_session", first))
      let session = try #require(bench.keeper.access.session(token: token, at: hands.instant.milliseconds)?.session)
      let browser = Browser(session: token, csrf: session.csrf)
      let sent = try await browser.get(client, "/")
      #expect(sent.headers[.location] == "/me/code")
      let refused = try await browser.post(client, "/situation/note", [("text", "x")])
      #expect(refused.status == .forbidden)
      let page = try await browser.get(client, "/me/code")
      #expect(page.text.contains("otpauth://totp/"))
      let secret = bench.keeper.access.pendingSecret(of: "kalaksa")
      let wrong = try await browser.post(client, "/me/code", [("code", "000000")])
      #expect(wrong.status == .unprocessableContent)
      let code = OneTimeCode.code(secret, step: OneTimeCode.steps(at: hands.instant.milliseconds))
      let done = try await browser.post(client, "/me/code", [("code", code)])
      #expect(done.status == .ok && done.text.components(separatedBy: "<code>").count == 11)
      let board = try await browser.get(client, "/")
      #expect(board.status == .ok)

      // Another browser, later: password, then code; the code that was used to set it up opens nothing.
      let half = try await Browser.nobody.post(client, "/signin", fields)
      #expect(half.status == .ok && cookie("siaga_session", half) == nil)
      let ticket = try #require(hidden("ticket", half.text))
      func second(_ code: String, ticket: String) async throws -> TestResponse {
        try await Browser.nobody.post(client, "/signin/code", [("name", "kalaksa"), ("ticket", ticket), ("code", code)])
      }
      let used = try await second(code, ticket: ticket)
      #expect(used.status == .unauthorized)
      hands.forward(seconds: 60)
      let next = OneTimeCode.code(secret, step: OneTimeCode.steps(at: hands.instant.milliseconds))
      let forged = try await second(next, ticket: "9999999999999.x")
      #expect(forged.status == .unauthorized && cookie("siaga_session", forged) == nil)
      let inside = try await second(next, ticket: ticket)
      #expect(inside.status == .seeOther && cookie("siaga_session", inside) != nil)
      let again = try await second(next, ticket: ticket)
      #expect(again.status == .unauthorized, "the same code a second time")
    }
  }

  @Test func aNewPasswordSignsOutAllOtherDevicesAndTheOldOneOpensNothing() async throws {
    let bench = try await Bench.make()
    var account = Account(name: "budi", office: "pusdalops", role: .operator)
    account.password = try PasswordRecord("tiga kata acak", rounds: 1 << 4)
    try await bench.keeper.keep([AccessBook.row(account)])
    bench.keeper.access.accept(account)
    try await bench.test { client in
      func signIn(_ password: String) async throws -> Browser? {
        let answer = try await Browser.nobody.post(client, "/signin", [("name", "budi"), ("password", password)])
        guard let token = cookie("siaga_session", answer) else { return nil }
        let session = bench.keeper.access.session(token: token, at: Bench.start.milliseconds)?.session
        return Browser(session: token, csrf: session?.csrf ?? "")
      }
      let (here, there) = (try #require(try await signIn("tiga kata acak")), try #require(try await signIn("tiga kata acak")))
      let page = try await here.get(client, "/me")
      #expect(page.text.components(separatedBy: "/me/sessions/").count == 3, "one other device and all others")
      let wrong = try await here.post(client, "/me/password", [("old", "salah"), ("new", "empat kata yang lain")])
      #expect(wrong.status == .unprocessableContent)
      let weak = try await here.post(client, "/me/password", [("old", "tiga kata acak"), ("new", "budi12345678")])
      #expect(weak.status == .unprocessableContent)
      let changed = try await here.post(client, "/me/password", [("old", "tiga kata acak"), ("new", "empat kata yang lain")])
      #expect(changed.status == .seeOther)
      let still = try await here.get(client, "/me")
      let gone = try await there.get(client, "/me")
      #expect(still.status == .ok && gone.status == .seeOther)
      let old = try await signIn("tiga kata acak")
      let new = try await signIn("empat kata yang lain")
      #expect(old == nil && new != nil)
    }
  }
}
