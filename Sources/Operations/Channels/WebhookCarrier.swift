import Basics
import Callout
import Foundation
import Intake

/// Messages over HTTP to a gateway.
///
/// The host is resolved once a message, its addresses are checked against `TargetGuard`, and the connection goes to the checked
/// address. A message that was perhaps taken is `unknown` and comes again under the same id, marked as a repeat.
public struct WebhookCarrier: Carrier {
  public typealias Resolve = @Sendable (String) async -> [NetworkAddress]
  public typealias Exchange = @Sendable (WebRequest, NetworkAddress) async throws(WebFailure) -> WebResponse

  private let settings: DeliverySettings.Webhook
  private let target: WebTarget
  private let targets: TargetGuard
  private let secret: String
  private let signature: WebSignature?
  private let template: GatewayTemplate?
  private let resolve: Resolve
  private let exchange: Exchange
  private let clock: @Sendable () -> Instant

  /// - Throws: exit 65 for an address that cannot be read strictly, or a target inside the own network that is not named.
  public init(
    _ settings: DeliverySettings.Webhook, secret: String, targets: TargetGuard, clock: @escaping @Sendable () -> Instant,
    resolve: @escaping Resolve, exchange: @escaping Exchange
  ) throws(Problem) {
    self.settings = settings
    self.targets = targets
    self.secret = secret
    self.resolve = resolve
    self.exchange = exchange
    self.clock = clock
    do throws(WebTarget.Fault) { target = try WebTarget(settings.url) } catch {
      throw Problem(
        "channel.url", "\"\(settings.url.prefix(200))\" is no address that may be called (\(error))",
        advice: "write it as https://gateway.example/send, the host as a name or in plain numbers.")
    }
    if case .address(let address) = target.host, targets.choose([address], host: target.hostText, port: target.port) == nil {
      throw Self.inside(target)
    }
    template = GatewayTemplate(settings)
    signature = settings.preset == .signed ? WebSignature(secrets: [secret]) : nil
    if settings.preset == .signed, signature == nil {
      throw Problem("channel.secret", "the secret of \(target.authority) has fewer than 16 bytes", advice: "make a longer one.")
    }
  }

  public func carry(_ parcel: Parcel) async -> ChannelOutcome {
    guard let address = parcel.address else { return .permanent("no number or address on the roster") }
    guard let request = request(parcel, address) else { return .permanent("the text cannot be encoded") }
    let found: [NetworkAddress] =
      switch target.host {
      case .address(let address): [address]
      case .name(let name): await resolve(name)
      }
    if found.isEmpty { return .temporary("\(target.hostText) cannot be resolved") }
    guard let chosen = targets.choose(found, host: target.hostText, port: target.port) else {
      return .permanent("\(target.hostText) lies inside the own network and is not named under allow")
    }
    do throws(WebFailure) {
      return outcome(try await exchange(request, chosen))
    } catch {
      switch error {
      case .notConnected(let why): return .temporary(why)
      case .lost: return .unknown
      }
    }
  }

  private static func inside(_ target: WebTarget) -> Problem {
    Problem(
      "channel.inside", "\(target.authority) lies inside the own network", advice: "name it under allow: [\(target.authority)].",
      exit: .notPermitted)
  }

  private func request(_ parcel: Parcel, _ address: String) -> WebRequest? {
    var request = WebRequest(method: "POST", target: target, path: target.path, headers: [], body: [])
    guard let template else {
      guard let bytes = try? CanonicalJSON.encode(parcel.document), let signature else { return nil }
      let id = parcel.handOver.id.rawValue
      let seconds = clock().milliseconds / 1000
      request.body = bytes
      request.headers = [
        .init(name: "content-type", value: "application/json"), .init(name: "webhook-id", value: id),
        .init(name: "webhook-timestamp", value: "\(seconds)"),
        .init(name: "webhook-signature", value: signature.sign(id: id, seconds: seconds, body: bytes)),
        .init(name: "idempotency-key", value: id),
      ]
      return request
    }
    let values = GatewayTemplate.values(parcel, address, settings, secret: secret)
    request.method = template.method
    if let body = template.body(values) {
      request.body = body.bytes
      request.headers.append(.init(name: "content-type", value: body.type))
    } else {
      request.path += (request.path.contains("?") ? "&" : "?") + template.pairs(values)
    }
    for field in template.headers {
      let value = GatewayTemplate.filled(field.value, values)
      guard value.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) else { return nil }
      request.headers.append(.init(name: field.name.lowercased(), value: value))
    }
    if template.hasBasicLogin {
      let login = Data("\(settings.user):\(secret)".utf8).base64EncodedString()
      request.headers.append(.init(name: "authorization", value: "Basic \(login)"))
    }
    return request
  }

  /// 502 and 504 come from a proxy whose gateway may have taken it.
  private func outcome(_ response: WebResponse) -> ChannelOutcome {
    let pause = response.retryAfter.flatMap { RetryAfter.seconds($0, now: clock()) }
    switch response.status {
    case 200...299: return .handedOver
    case 300...399: return .permanent("\(response.status): redirects are not followed")
    case 408, 425, 429: return .temporary("\(response.status)", retryAfterSeconds: pause)
    case 502, 504: return .unknown
    case 500...599: return .temporary("\(response.status)", retryAfterSeconds: pause)
    default: return .permanent("\(response.status)")
    }
  }
}

/// `Retry-After` in seconds: a number, or a date as RFC 9110 writes it. At most a day.
enum RetryAfter {
  static let longest: Int64 = 86_400

  static func seconds(_ text: String, now: Instant) -> Int? {
    if text.utf8.count <= 6, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      return Int64(text).map { Int(min(longest, $0)) }
    }
    // Sun, 06 Nov 1994 08:49:37 GMT
    let parts = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    let month2 = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    guard let at = Instant("\(parts[3])-\(month2)-\(parts[1])T\(parts[4])Z") else { return nil }
    return Int(max(0, min(longest, (at.milliseconds - now.milliseconds) / 1000)))
  }
}
