import Basics

/// One route: what it is called, who may use it, and what it does. There is no other way to add one.
struct Route: Sendable {
  typealias Handler = @Sendable (WebCall, ConsoleServices) async throws -> WebAnswer

  var method: WebCall.Method
  /// `/orders/{order}/answer`
  var path: String
  var rule: RouteRule
  /// Bytes of the body at most.
  var limit = ServeSettings.formBytes
  var handler: Handler

  static func get(_ path: String, _ rule: RouteRule, _ handler: @escaping Handler) -> Route {
    Route(method: .get, path: path, rule: rule, limit: 0, handler: handler)
  }

  static func post(_ path: String, _ rule: RouteRule, limit: Int = ServeSettings.formBytes, _ handler: @escaping Handler) -> Route
  {
    Route(method: .post, path: path, rule: rule, limit: limit, handler: handler)
  }
}

/// What the handlers work with.
struct ConsoleServices: Sendable {
  let keeper: DeskKeeper
  let settings: ServeSettings
  let metrics: ConsoleMetrics
  let clock: @Sendable () -> Instant
  /// One-click sign-in of a demonstration, by token.
  let demo: [String: String]

  var picture: Picture { keeper.box.value }
  /// What people's clocks show: the drill's own in a drill, else the wall's.
  var now: Instant {
    let picture = picture
    return picture.drill == nil ? max(clock(), picture.now) : picture.now
  }
  var access: AccessBook { keeper.access }
}

/// All routes.
enum RouteTable {
  static let all: [Route] =
    ServiceRoutes.routes + SignInRoutes.routes + BoardRoutes.routes + MapRoutes.routes + OpeningRoutes.routes
    + RosterRoutes.routes
    + SituationRoutes.routes + NeedRoutes.routes + PlanRoutes.routes + OrderRoutes.routes + CallRoutes.routes
    + BroadcastRoutes.routes + LogRoutes.routes + PhoneRoutes.routes + AccountRoutes.routes + DrillRoutes.routes
    + APIRoutes.routes + PublicFolder.routes + ComplaintRoutes.routes + RegisterRoutes.routes + PassportRoutes.routes
    + IdeaRoutes.routes
}
