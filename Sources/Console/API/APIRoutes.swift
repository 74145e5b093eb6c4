import Basics
import Incident
import Publication

/// The same acts for programs: every form of the pages takes `Accept: application/json`, and two documents say what is known.
///
/// A program signs in as a person does, takes the form's token from `/api/me`, and sends `Idempotency-Key` with each act that it may
/// have to send again.
enum APIRoutes {
  static let routes: [Route] = [
    .get("/api/openapi.json", .everyone) { _, services in WebAnswer(json: OpenAPIDocument.value(services.settings)) },
    .get("/api/me", .signedIn) { call, _ in
      WebAnswer(
        json: .members([
          ("account", call.account.map { .string($0.name) }), ("office", call.account.map { .string($0.office) }),
          ("role", call.account.map { .string($0.role.rawValue) }), ("csrf", call.session.map { .string($0.csrf) }),
        ]))
    },
    .get("/api/operation", .picture) { _, services in WebAnswer(json: operation(services.picture)) },
    .get("/api/orders", .people) { _, services in WebAnswer(json: orders(services.picture)) },
  ]

  private static func operation(_ picture: Picture) -> JSONValue {
    let frame = picture.operation
    let areas = (frame?.opening.areas ?? []).map { area -> JSONValue in
      let last = frame?.lastDepth(area)
      return .members([
        ("area", .string(area.rawValue)), ("millimetres", last.map { .integer(Int64($0.report.millimetres)) }),
        ("above", last.map { .string($0.report.above.rawValue) }), ("seen", last.map { .string($0.report.seenAt.text) }),
        ("power", frame?.power[area]?.report.map { .string($0.state.rawValue) }),
      ])
    }
    let posts = (frame?.openPosts ?? []).map { post -> JSONValue in
      let heads = frame.map { picture.state.heads($0.id, post: post.id) }
      return .members([
        ("post", .string(post.id.rawValue)), ("heads", .integer(Int64(post.heads))),
        ("ordered", .integer(Int64(heads?.ordered ?? 0))), ("partners", .integer(Int64(heads?.partners ?? 0))),
      ])
    }
    return .members([
      ("sequence", .integer(Int64(picture.sequence))), ("mode", .string(picture.mode.rawValue)),
      ("mark", picture.mode.mark.map(JSONValue.string)), ("now", .string(picture.now.text)),
      ("operation", frame.map { .string($0.id.rawValue) }), ("hazard", frame.map { .string($0.opening.hazard.rawValue) }),
      ("areas", .array(areas)), ("posts", .array(posts)),
    ])
  }

  /// By Siaga's own ids: a program that needs names has the roster.
  private static func orders(_ picture: Picture) -> JSONValue {
    guard let operation = picture.operation else { return .array([]) }
    return .array(
      picture.state.orders(operation.id).filter { picture.shows($0.staff) }.map { order in
        .members([
          ("order", .string(order.id.rawValue)), ("staff", .string(order.staff.rawValue)), ("post", .string(order.post.rawValue)),
          ("phase", .string(order.phase.rawValue)), ("deadline", .string(order.issue.deadline.text)),
        ])
      })
  }
}

/// OpenAPI 3.1 of all routes, made from the table of routes, so that it cannot fall behind.
enum OpenAPIDocument {
  /// The fields of each form; a test holds that no act is without.
  static let fields: [String: [String]] = [
    "/operations": ["hazard", "area", "since", "names", "good"], "/operations/close": [], "/roster": ["names", "good"],
    "/situation/depth": ["area", "cm", "above", "ago", "by"], "/situation/power": ["area", "state"],
    "/situation/road": ["road", "open", "by"],
    "/safety": ["minutes"], "/safety/{round}/answer": ["staff", "safe"], "/safety/{round}/close": [],
    "/partners": ["partner", "post", "kind", "place", "count", "hours"],
    "/partners/{request}/step": ["step", "count", "minutes"],
    "/plan/undo": ["act", "staff", "post", "shift", "reason"], "/plan/replan": ["shift"], "/plan/withdraw": ["plan"],
    "/plan/object": ["plan", "unit", "staff", "reason"], "/plan/resolve": ["plan", "objection", "uphold", "reason"],
    "/plan/shifts": ["shift"], "/plan/shifts/approve": ["plan"], "/situation/override": ["area", "reason", "sure"],
    "/situation/forecast": ["agency", "area", "low", "high", "above", "from", "to", "ago"],
    "/situation/affected": [
      "area", "households", "people", "houses", "sheltered", "elsewhere", "dead", "missing", "injured", "by",
    ],
    "/situation/note": ["text"], "/situation/commander": ["office"], "/needs/posture": ["posture", "shift", "from", "to"],
    "/needs/post": ["role", "place", "heads", "shift", "from", "to"], "/needs/heads": ["post", "heads"],
    "/plan/propose": ["shift"],
    "/plan/edit": ["plan", "staff", "post", "act", "reason"], "/plan/approve": ["plan"], "/plan/heads": ["plan", "minutes"],
    "/plan/orders": ["plan", "minutes"], "/plan/standdown": ["plan"],
    "/orders/{order}/record": ["step", "reason", "minutes", "note"],
    "/orders/{order}/revoke": [], "/calls/help/{id}": ["note"], "/broadcasts": ["audience", "text", "minutes"],
    "/broadcasts/{id}/acknowledge": ["staff"], "/accounts": ["name", "office", "acting", "unit", "role", "password"],
    "/accounts/{name}/close": [], "/drill/pause": [], "/drill/proceed": [], "/drill/speed": ["speed"], "/drill/skip": ["minutes"],
    "/drill/inject": ["number"], "/drill/seat": ["seat"], "/drill/emergency": ["sure"], "/signin": ["name", "password"],
    "/signout": [], "/language": ["lang"], "/t/{token}": ["step", "reason", "minutes", "note"],
    "/bulletins": [
      "about", "kind", "level", "area", "hours", "next", "lifeSafety", "standby", "cite", "numbers", "web", "account", "sender",
      "wrongID", "wrongEN",
    ],
    "/bulletins/{id}/edit": [
      "version", "level", "lifeSafety", "leadID", "leadEN", "actionsID", "actionsEN", "needsID", "needsEN", "wrongID", "wrongEN",
      "area", "until", "nextDue", "keep", "cite", "facts", "numbers", "web", "account", "sender",
    ],
    "/bulletins/{id}/submit": ["version", "digest"], "/bulletins/{id}/approve": ["version", "digest"],
    "/bulletins/{id}/countersign": ["version", "digest"], "/bulletins/{id}/publish": ["version", "digest"],
    "/bulletins/{id}/alone": ["version", "digest"], "/bulletins/{id}/return": ["version", "reason"],
    "/bulletins/{id}/discard": ["version", "reason"], "/bulletins/{id}/tell": ["audience", "minutes"],
    "/lapor": ["need", "area", "rt", "lat", "lon", "people", "depth", "words", "contact", "photo"],
    "/reports": ["need", "area", "rt", "people", "depth", "contact", "way", "ago", "behalf", "words"],
    "/reports/{ticket}/triage": ["urgency", "trust"], "/reports/{ticket}/merge": ["into"],
    "/reports/{ticket}/assign": ["post"], "/reports/{ticket}/answer": ["outcome", "answer"], "/rumours": ["words", "way"],
    "/rumours/{id}/judge": ["truth", "id", "en"],
    "/relief": ["item", "quantity", "measure", "from", "to", "area", "outside", "paper"],
    "/situation/shelter": ["place", "capacity", "taken"], "/bulletins/rules": ["approvers", "alone"],
    "/bulletins/statement": ["agency", "text", "file"],
    "/service/take": ["words", "sector", "kind", "way", "area", "contact", "privacy", "urgent", "supervisory"],
    "/service/complaints/{complaint}": ["step", "words", "unit", "kind", "urgent", "evidence", "outcome"],
    "/service/actions": ["issue", "measure", "origin", "reference", "capability", "element", "unit", "due"],
    "/service/actions/{action}": ["step", "words", "drill", "on", "rating"],
    "/mine/{token}": ["step", "words", "about", "named", "order", "kind"], "/service/ideas": ["words"],
    "/service/ideas/{idea}": ["words", "outcome", "action"], "/service/concerns/{concern}": ["words"],
    "/messages/notices/{id}": [], "/contact-test": ["channel", "minutes"], "/contact-test/{staff}": ["channel"],
    "/me/password": ["old", "new"], "/me/code": ["code"], "/me/sessions/{id}/end": [],
    "/me/sessions/end": [], "/accounts/{name}/code": [], "/signin/code": ["name", "ticket", "code"],
    "/drill/inject/new": ["kind", "number", "area", "depth", "road", "people", "leave", "text", "from", "to"],
    "/evaluate": ["objective", "task", "rating", "note", "ago"], "/drill/players": ["staff", "unit", "leave"],
    "/drill/scenarios/{file}": ["act", "name", "text"], "/drill/start": ["file", "seat", "sure"], "/drill/end": [],
    "/hooks/reply": ["from", "text", "id"], "/hooks/receipt": ["message", "state", "error"],
    "/setup/{token}": ["name", "office", "password"], "/enter/{token}": [],
  ]

  static func value(_ settings: ServeSettings) -> JSONValue {
    var paths: [String: [(String, JSONValue?)]] = [:]
    for route in RouteTable.all { paths[route.path, default: []].append((route.method.rawValue.lowercased(), act(route))) }
    return .members([
      ("openapi", "3.1.0"),
      (
        "info",
        .members([
          ("title", "Siaga command post"), ("version", "1"),
          (
            "description",
            "Send Accept: application/json. Acts are forms; the field csrf comes from /api/me; Idempotency-Key makes an act happen once."
          ),
        ])
      ),
      ("servers", .array([.members([("url", .string(settings.address))])])),
      ("paths", .members(paths.keys.sorted().map { ($0, .members(paths[$0] ?? [])) })),
      (
        "components",
        .members([
          (
            "securitySchemes",
            .members([
              ("session", .members([("type", "apiKey"), ("in", "cookie"), ("name", .string(Gate.sessionCookie))]))
            ])
          )
        ])
      ),
    ])
  }

  private static func act(_ route: Route) -> JSONValue {
    let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    var parameters: [JSONValue] = names.map {
      .members([("name", .string($0)), ("in", "path"), ("required", true), ("schema", .members([("type", "string")]))])
    }
    if route.method == .post, route.rule.needsSession {
      parameters.append(
        .members([("name", "Idempotency-Key"), ("in", "header"), ("schema", .members([("type", "string"), ("maxLength", 64)]))]))
    }
    let fields = (fields[route.path] ?? []) + (route.rule.needsSession ? ["csrf"] : [])
    let form: JSONValue? =
      route.method == .get
      ? nil
      : .members([
        (
          "content",
          .members([
            (
              "application/x-www-form-urlencoded",
              .members([
                (
                  "schema",
                  .members([
                    ("type", "object"), ("properties", .members(fields.map { ($0, .members([("type", "string")])) })),
                  ])
                )
              ])
            )
          ])
        )
      ])
    let answers: [(String, JSONValue?)] = [
      ("200", .members([("description", "done")])), ("403", .members([("description", "not permitted")])),
      ("409", .members([("description", "refused, with the reason")])), ("422", .members([("description", "bad values")])),
    ]
    return .members([
      ("parameters", .array(parameters)), ("requestBody", form),
      ("security", route.rule.needsSession ? .array([.members([("session", .array([]))])]) : .array([])),
      ("x-may", .string(route.rule.words)), ("responses", .members(answers)),
    ])
  }
}
