/// What somebody may do at the console.
public enum ConsoleRole: String, Sendable, CaseIterable {
  /// Decides: plans, orders, broadcasts, opening and closing.
  case commander
  /// Records what is told: water, roads, power, answers by phone; proposes and does not approve.
  case `operator`
  /// Runs exercises.
  case coordinator
  case pio
  case unitHead = "unit_head"
  case evaluator
  case observer
  /// Accounts and settings; sees no more of people than an observer.
  case administrator

  /// Decides for many people or speaks to all: a password alone is not enough.
  var needsSecondFactor: Bool { self == .commander || self == .pio }
}

/// Who may use a route.
public enum RouteRule: Hashable, Sendable {
  /// Nobody need sign in: the way in, health, assets.
  case everyone
  /// The holder of a personal link; the link is the proof.
  case linkHolder
  /// A machine that signs what it posts; the handler checks the signature.
  case signature
  case signedIn
  case roles(Set<ConsoleRole>)

  /// Those who run the operation from the command post.
  static let desk = RouteRule.roles([.commander, .operator])
  static let command = RouteRule.roles([.commander])
  static let drill = RouteRule.roles([.coordinator])
  /// Those who write and sign what goes to the public.
  static let press = RouteRule.roles([.pio, .commander, .operator])
  /// Those who take residents' reports in: the control room, and heads who enter them in their own name.
  static let reports = RouteRule.roles([.commander, .operator, .pio, .unitHead])
  static let administration = RouteRule.roles([.administrator])
  /// Names, phones and answers of people: shown by need.
  static let people = RouteRule.roles([.commander, .operator, .unitHead, .coordinator])
  static let picture = RouteRule.roles(Set(ConsoleRole.allCases))

  func allows(_ role: ConsoleRole?) -> Bool {
    switch self {
    case .everyone, .linkHolder, .signature: true
    case .signedIn: role != nil
    case .roles(let roles): role.map(roles.contains) ?? false
    }
  }

  /// For documents: `commander, operator`.
  var words: String {
    switch self {
    case .everyone: "everyone"
    case .linkHolder: "the holder of the link"
    case .signature: "a machine that signs its posts"
    case .signedIn: "everybody who is signed in"
    case .roles(let roles): roles.map(\.rawValue).sorted().joined(separator: ", ")
    }
  }

  var needsSession: Bool {
    switch self {
    case .everyone, .linkHolder, .signature: false
    case .signedIn, .roles: true
    }
  }
}
