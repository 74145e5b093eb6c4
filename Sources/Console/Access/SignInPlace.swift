import Basics

/// Where a try to sign in comes from, as far as it matters for slowing it down.
struct SignInPlace {
  static let mostNetworks = 8

  let account: String
  /// `device` for a browser that has signed in to the account before.
  let sender: String
  /// From that browser, or from a network that has signed in before: strangers' failures do not slow it.
  let isKnown: Bool

  init(_ call: WebCall, _ account: String, _ services: ConsoleServices) {
    self.account = account
    let seal = services.keeper.links.device(account)
    let isDevice = call.cookies[Gate.deviceCookie].map { SecretText.equal(Array($0.utf8), Array(seal.utf8)) } ?? false
    sender = isDevice ? "device" : call.sender
    let networks = services.access.account(account)?.networks ?? []
    isKnown = isDevice || networks.contains(Self.network(call.sender))
  }

  func wait(_ services: ConsoleServices, at now: Int64) -> Int64 {
    services.access.wait(account: account, sender: sender, isKnownDevice: isKnown, at: now)
  }

  func failed(_ services: ConsoleServices, at now: Int64) {
    services.access.failed(account: account, sender: sender, isKnownDevice: isKnown, at: now)
    services.metrics.count("sign_in_failed")
  }

  func succeeded(_ services: ConsoleServices) { services.access.succeeded(account: account, sender: sender) }

  /// Digest of the sender's network: three numbers of an IPv4 address, four groups of an IPv6 one.
  static func network(_ sender: String) -> String {
    let isV6 = sender.contains(":")
    let parts = sender.split(separator: isV6 ? ":" : ".", omittingEmptySubsequences: false).prefix(isV6 ? 4 : 3)
    return String(SecretText.digest("network|" + parts.joined(separator: ".")).prefix(16))
  }
}
