import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Console

/// Who may do what: a table made from the routes themselves.
@Suite struct RouteTests {
  /// The rule of each route as it was agreed. A new route fails here until somebody has thought about who may use it.
  static let agreed: [String: String] = [
    "GET /healthz": "everyone", "GET /readyz": "everyone", "GET /metrics": "everyone", "GET /assets/{name}": "everyone",
    "POST /language": "everyone", "GET /events": "signedIn", "GET /signin": "everyone", "POST /signin": "everyone",
    "POST /signout": "signedIn", "GET /setup/{token}": "link", "POST /setup/{token}": "link", "GET /enter/{token}": "link",
    "POST /enter/{token}": "link", "GET /": "signedIn", "GET /map.svg": "picture", "GET /map": "picture", "GET /safety": "people",
    "POST /safety": "desk", "POST /safety/{round}/answer": "desk",
    "POST /safety/{round}/close": "desk", "GET /partners": "people", "POST /partners": "command",
    "POST /partners/{request}/step": "desk", "POST /plan/undo": "command", "POST /plan/replan": "desk",
    "POST /plan/withdraw": "command", "POST /plan/object": "desk", "POST /plan/resolve": "command",
    "GET /plan/shifts": "people", "POST /plan/shifts": "desk", "POST /plan/shifts/approve": "command",
    "POST /situation/override": "command", "GET /handover": "people", "GET /fallback": "desk",
    "GET /operations/new": "desk", "POST /operations": "desk", "POST /operations/close": "command", "GET /roster": "desk",
    "POST /roster": "desk", "GET /situation": "picture", "POST /situation/depth": "desk", "POST /situation/power": "desk",
    "POST /situation/road": "desk", "POST /situation/affected": "desk", "POST /situation/note": "desk",
    "POST /situation/commander": "command", "POST /situation/forecast": "desk", "GET /needs": "picture",
    "POST /needs/posture": "desk", "POST /needs/post": "desk",
    "POST /needs/heads": "desk", "GET /plan": "people", "GET /plan/why": "people", "GET /plan/edit": "command",
    "POST /plan/propose": "desk", "POST /plan/edit": "command", "POST /plan/approve": "command", "POST /plan/heads": "desk",
    "POST /plan/orders": "command", "POST /plan/standdown": "command", "GET /orders": "people",
    "POST /orders/{order}/record": "desk", "POST /orders/{order}/revoke": "desk", "GET /calls": "desk",
    "POST /calls/help/{id}": "desk", "GET /broadcasts": "people", "POST /broadcasts": "command",
    "POST /broadcasts/{id}/acknowledge": "desk", "GET /log": "picture", "GET /papers": "people", "GET /papers/{kind}": "people",
    "GET /phone-worker.js": "everyone", "GET /drill/players": "drill", "POST /drill/players": "drill", "GET /p/{token}": "link",
    "GET /evaluate": "viewers", "POST /evaluate": "viewers", "GET /drill/scenarios": "drill",
    "GET /drill/scenarios/{file}": "drill", "POST /drill/scenarios/{file}": "drill", "POST /drill/start": "drill",
    "POST /drill/inject/new": "drill", "POST /drill/end": "drill",
    "GET /need-map": "people",
    "GET /t/{token}": "link", "POST /t/{token}": "link", "GET /accounts": "admin", "POST /accounts": "admin",
    "POST /accounts/{name}/close": "admin", "GET /api/openapi.json": "everyone", "GET /api/me": "signedIn",
    "GET /api/operation": "picture", "GET /api/orders": "people", "GET /drill": "viewers", "GET /drill/report": "viewers",
    "POST /drill/pause": "drill",
    "POST /drill/proceed": "drill", "POST /drill/speed": "drill", "POST /drill/skip": "drill", "POST /drill/inject": "drill",
    "GET /service": "signedIn", "GET /service/trends": "picture", "POST /service/take": "complaints",
    "GET /service/complaints/{complaint}": "complaints", "POST /service/complaints/{complaint}": "complaints",
    "GET /service/actions": "picture", "POST /service/actions": "register", "POST /service/actions/{action}": "register",
    "GET /service/people": "unitHeads", "GET /service/people/{staff}": "unitHeads", "GET /mine/{token}": "link",
    "GET /mine/{token}/data": "link", "POST /mine/{token}": "link", "GET /service/ideas": "signedIn",
    "POST /service/ideas": "signedIn", "POST /service/ideas/{idea}": "desk", "POST /service/concerns/{concern}": "desk",
    "GET /me": "signedIn", "POST /me/password": "signedIn", "GET /me/code": "signedIn", "POST /me/code": "signedIn",
    "POST /me/sessions/{id}/end": "signedIn", "POST /me/sessions/end": "signedIn", "POST /accounts/{name}/code": "admin",
    "POST /signin/code": "everyone", "GET /messages": "desk", "GET /contact-test": "people", "POST /contact-test": "command",
    "POST /contact-test/{staff}": "desk", "POST /messages/notices/{id}": "desk", "POST /hooks/reply": "signature",
    "POST /hooks/receipt": "signature",
    "POST /drill/seat": "drill", "POST /drill/emergency": "people",
    "GET /bulletins": "picture", "GET /bulletins/{id}": "picture", "GET /bulletins/{id}/{form}": "picture",
    "POST /bulletins": "press", "POST /bulletins/{id}/edit": "press", "POST /bulletins/{id}/submit": "press",
    "POST /bulletins/{id}/return": "press", "POST /bulletins/{id}/discard": "press", "POST /bulletins/{id}/approve": "press",
    "POST /bulletins/{id}/countersign": "press", "POST /bulletins/{id}/publish": "press", "POST /bulletins/{id}/alone": "press",
    "POST /bulletins/{id}/tell": "press", "POST /bulletins/rules": "command", "POST /bulletins/statement": "press",
    "GET /lapor": "everyone", "POST /lapor": "everyone",
    "GET /lapor/{code}": "everyone", "GET /reports": "reports", "GET /reports/{ticket}/photo": "reports",
    "GET /reports.csv": "reports", "POST /reports": "reports", "POST /reports/{ticket}/triage": "desk",
    "POST /reports/{ticket}/merge": "desk", "POST /reports/{ticket}/assign": "desk", "POST /reports/{ticket}/answer": "desk",
    "GET /rumours": "picture", "POST /rumours": "press", "POST /rumours/{id}/judge": "press", "GET /relief": "picture",
    "GET /relief.csv": "picture", "POST /relief": "desk", "POST /situation/shelter": "desk", "GET /info": "everyone",
    "GET /info/{file}": "everyone",
  ]

  static func name(_ rule: RouteRule) -> String {
    switch rule {
    case .everyone: "everyone"
    case .linkHolder: "link"
    case .signature: "signature"
    case .signedIn: "signedIn"
    case .desk: "desk"
    case .command: "command"
    case .press: "press"
    case .reports: "reports"
    case .people: "people"
    case .picture: "picture"
    case .administration: "admin"
    case .drill: "drill"
    case DrillRoutes.viewers: "viewers"
    case ServiceAccess.complaints: "complaints"
    case ServiceAccess.register: "register"
    case ServiceAccess.unitHeads: "unitHeads"
    case .roles: "other"
    }
  }

  @Test func eachRouteHasTheRuleThatWasAgreed() {
    var seen: Set<String> = []
    for route in RouteTable.all {
      let key = "\(route.method.rawValue) \(route.path)"
      #expect(seen.insert(key).inserted, "twice: \(key)")
      #expect(Self.agreed[key] == Self.name(route.rule), "\(key) is for \(Self.name(route.rule))")
    }
    #expect(Set(Self.agreed.keys).subtracting(seen) == [])
  }

  /// Each route as each role and as nobody: let in exactly where its rule says so.
  @Test func eachRouteLetsInItsRolesAndNobodyElse() async throws {
    let bench = try await Bench.make()
    var browsers: [(role: ConsoleRole?, browser: Browser)] = [(nil, .nobody)]
    for role in ConsoleRole.allCases { browsers.append((role, try await bench.signedIn(role))) }
    let all = browsers
    try await bench.test { client in
      for route in RouteTable.all where route.rule.needsSession && route.path != "/events" && route.path != "/signout" {
        let path = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "x" : String($0) }.joined(separator: "/")
        for (role, browser) in all {
          let answer =
            route.method == .get
            ? try await browser.get(client, "/" + path) : try await browser.post(client, "/" + path, [])
          let isLetIn =
            answer.status != .forbidden && answer.status != .unauthorized
            && answer.headers[.location]?.hasPrefix("/signin") != true
          #expect(
            isLetIn == route.rule.allows(role),
            "\(route.method.rawValue) /\(path) as \(role?.rawValue ?? "nobody"): \(answer.status)")
          #expect(answer.status != .internalServerError, "\(route.method.rawValue) /\(path) as \(role?.rawValue ?? "nobody")")
        }
      }
    }
  }

  @Test func aFormWithoutItsOwnTokenOrFromAnotherSiteIsRefused() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.commander)
    let before = bench.keeper.box.value.sequence
    try await bench.test { client in
      let fields = [("hazard", "tidal_flood"), ("area", "14.72.06.1001"), ("since", "2026-11-24T18:00")]
      let holds1 = try await browser.post(client, "/operations", fields, csrf: "").status == .forbidden
      #expect(holds1)
      let holds2 = try await browser.post(client, "/operations", fields, csrf: "wrong").status == .forbidden
      #expect(holds2)
      var foreign = browser
      foreign.extra = ["origin": "https://elsewhere.example"]
      let holds3 = try await foreign.post(client, "/operations", fields).status == .forbidden
      #expect(holds3)
      foreign.extra = ["sec-fetch-site": "cross-site"]
      let holds4 = try await foreign.post(client, "/operations", fields).status == .forbidden
      #expect(holds4)
    }
    #expect(bench.keeper.box.value.sequence == before)
  }

  @Test func eachAnswerBearsTheHeadersThatKeepItSafe() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.commander)
    try await bench.test { client in
      for path in ["/", "/signin", "/nowhere", "/roster", "/t/x.0.1.y"] {
        let answer = try await browser.get(client, path)
        let policy = HTTPField.Name("content-security-policy").flatMap { answer.headers[$0] } ?? ""
        #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "\(path): \(policy)")
        #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
        #expect(
          !answer.text.contains("<script>") && !answer.text.contains("onclick=") && !answer.text.contains("style=\""), "\(path)")
      }
    }
  }

  @Test func whatIsTooLargeOrMalformedIsRefusedAndNothingCrashes() async throws {
    let bench = try await Bench.make()
    let browser = try await bench.signedIn(.commander)
    try await bench.test { client in
      let big = String(repeating: "x", count: 200_000)
      let holds5 = try await browser.post(client, "/situation/note", [("text", big)]).status == .contentTooLarge
      #expect(holds5)
      for body in ["%", "%zz=1", "a=%ff%fe", String(repeating: "a&", count: 5000), "\u{0}"] {
        let answer = try await client.executeRequest(uri: "/signin", method: .post, headers: [:], body: ByteBuffer(string: body))
        #expect((400..<500).contains(answer.status.code), "\(body.prefix(20)): \(answer.status)")
      }
      for path in [
        "/../../etc/passwd", "/papers/%2e%2e", "/assets/../x", "/plan?shift=%00", "/t/" + String(repeating: "a.", count: 3000),
      ] {
        let answer = try await browser.get(client, path)
        #expect((300..<500).contains(answer.status.code), "\(path.prefix(30)): \(answer.status)")
      }
    }
  }
}
