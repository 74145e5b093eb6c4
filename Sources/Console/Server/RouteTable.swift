import Basics
import Incident
import Operations

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

  /// What of people's data its page shows, as it stands in the log; nil for one that shows none.
  var looksAt: String? {
    guard method == .get, rule == .people || Self.showsPeople.contains(path) else { return nil }
    return path.split(separator: "/").filter { !$0.hasPrefix("{") }.joined(separator: "-")
  }

  /// Pages of the desk that show names, phones or answers, beside all that only `people` may open.
  private static let showsPeople: Set<String> = ["/roster", "/calls", "/messages", "/service/complaints/{complaint}"]

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
  /// Ways out for messages; nil where the operator telephones.
  let channels: ChannelSet?

  /// Whose people a unit head sees; nil for everybody's.
  var unit: UnitID?

  var picture: Picture {
    let picture = keeper.box.value
    return unit.map(picture.limited) ?? picture
  }

  /// As an account may see it.
  func seen(by account: Account?) -> ConsoleServices {
    guard let account, account.role == .unitHead else { return self }
    var limited = self
    let named = ServiceAccess(account: account, roster: keeper.box.value.roster).unit?.id
    limited.unit = named ?? UnitID(account.unit ?? account.office)
    return limited
  }

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
    + IdeaRoutes.routes + OwnRoutes.routes + HookRoutes.routes + MessageRoutes.routes + ContactTestRoutes.routes
    + PlayerRoutes.routes + EvaluatorRoutes.routes + ScenarioRoutes.routes + SafetyRoutes.routes + PartnerRoutes.routes
    + PlanDecisionRoutes.routes + ShiftRoutes.routes + SheetRoutes.routes + NeedMapRoutes.routes
}
