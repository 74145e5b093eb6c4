import Basics

/// Health, metrics, style and script, the live feed, the language.
enum ServiceRoutes {
  static let routes: [Route] = [
    // After a failed write the process lives and is not well: it says so and asks to be started again.
    .get("/healthz", .everyone) { _, services in
      guard let problem = services.picture.readOnly else { return WebAnswer(text: "ok\n") }
      return WebAnswer(text: problem.code == "ledger.full" ? "disk full\n" : "read only, start again\n", status: 503)
    },
    .get("/readyz", .everyone) { _, services in
      let problem = services.picture.readOnly
      return WebAnswer(text: problem == nil ? "ready\n" : "read only\n", status: problem == nil ? 200 : 503)
    },
    .get("/metrics", .everyone) { _, services in
      let picture = services.picture
      let text = services.metrics.text(
        listeners: services.keeper.feed.listeners, sequence: picture.sequence, isWritable: picture.readOnly == nil)
      return WebAnswer(type: "text/plain; version=0.0.4", Array(text.utf8))
    },
    .get("/assets/{name}", .everyone) { call, services in asset(call, services) },
    .post("/language", .everyone) { call, services in
      let language = Language(rawValue: call.form["lang"] ?? "") ?? .id
      var answer = WebAnswer.seeOther(SignInRoutes.safePath(call.form["back"]))
      answer.headers.append(
        Gate.cookie(Gate.languageCookie, language.rawValue, seconds: 31_536_000, isSecure: services.settings.isSecure))
      return answer
    },
    .get("/events", .signedIn) { call, services in
      guard
        let feed = services.keeper.feed.subscribe(
          after: call.lastEventID.flatMap { UInt64($0) }, owner: call.cookies[Gate.sessionCookie].map(SecretText.digest))
      else {
        return WebAnswer(text: "too many listeners\n", status: 503)
      }
      return .events(feed)
    },
  ]

  private static func asset(_ call: WebCall, _ services: ConsoleServices) -> WebAnswer {
    guard let (type, text) = Assets.file(call.parameter("name")) else {
      return Gate(services: services).error(404, "error.notFound", call)
    }
    return WebAnswer(type: type, Array(text.utf8), headers: [("cache-control", "public, max-age=31536000, immutable")])
  }
}
