import Basics

/// How the console is served.
public struct ServeSettings: Sendable {
  public var host: String
  public var port: Int
  /// As people reach it: `https://posko.example`; for links in messages. Nil takes host and port.
  public var publicAddress: String?
  /// Behind a proxy that sets `X-Forwarded-For`: the last entry is the sender.
  public var trustsProxy = false
  /// PEM files of a certificate chain and its key; nil where a proxy does TLS, or nobody.
  public var certificate: String?
  public var privateKey: String?
  /// Commanders and PIOs set up a second factor before they do anything else.
  public var asksSecondFactor = false
  /// An exercise that signs people in by link, without accounts.
  public var isDemo = false
  /// Beside a drill: an operation that opens in this database pauses the drill and frees its people.
  public var actualDatabase: String?

  /// Bytes of an ordinary form, and of a roster that is pasted or uploaded.
  public static let formBytes = 64 << 10
  public static let rosterBytes = 8 << 20
  /// Seconds after which a form's upload must be done.
  public static let longestAddress = 4096

  public init(host: String = "127.0.0.1", port: Int = 8080) {
    self.host = host
    self.port = port
  }

  public var address: String {
    publicAddress ?? "\(certificate == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
  /// Cookies go over TLS only.
  var isSecure: Bool { address.hasPrefix("https://") }
}
