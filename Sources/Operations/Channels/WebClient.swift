import Callout
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One request of a channel.
public struct WebRequest: Sendable, Hashable {
  public var method: String
  public var target: WebTarget
  /// In place of the target's own path, where a query is added.
  public var path: String
  public var headers: [Field]
  public var body: [UInt8]

  public struct Field: Sendable, Hashable {
    public var name: String
    public var value: String
  }
}

public struct WebResponse: Sendable, Hashable {
  public var status: Int
  public var retryAfter: String?
  /// At most `WebClient.longestAnswer`; the rest is not read.
  public var body: [UInt8]
}

/// Why there is no answer.
public enum WebFailure: Error, Hashable, Sendable {
  /// No connection, or no trusted one: nothing left.
  case notConnected(String)
  /// The request left, or may have left.
  case lost(String)
}

/// One HTTP/1.1 exchange with an address that was checked: the host's name stands in the request and in the certificate, and is not
/// resolved again. Follows no redirect.
public struct WebClient: Sendable {
  /// Bytes of an answer that are read.
  public static let longestAnswer = 64 << 10
  public static let connectSeconds: Int64 = 5
  /// From the connection to the end of the answer.
  public static let answerSeconds: Int64 = 10

  private let trust: NIOSSLContext?
  private let answerTime: TimeAmount

  /// - Parameter trustFile: certificates (PEM) in place of the system's.
  public init(trustFile: String? = nil, answerMilliseconds: Int64 = answerSeconds * 1000) throws {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if let trustFile { configuration.trustRoots = .file(trustFile) }
    trust = try NIOSSLContext(configuration: configuration)
    answerTime = .milliseconds(answerMilliseconds)
  }

  public func exchange(_ request: WebRequest, _ address: NetworkAddress) async throws(WebFailure) -> WebResponse {
    do { return try await run(request, address) } catch let failure as WebFailure { throw failure } catch {
      throw .lost("\(error)")
    }
  }

  private func run(_ request: WebRequest, _ address: NetworkAddress) async throws -> WebResponse {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let answer = loop.makePromise(of: WebResponse.self)
    let tls = request.target.isEncrypted ? trust : nil
    let name: String? = if case .name(let name) = request.target.host { name } else { nil }
    let bootstrap = ClientBootstrap(group: loop).connectTimeout(.seconds(Self.connectSeconds)).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        if let tls { try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: name)) }
        try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
        try pipeline.addHandler(WebExchange(request, answer))
      }
    }
    let channel: any Channel
    do {
      channel = try await bootstrap.connect(to: SocketAddress(address, port: request.target.port)).get()
    } catch {
      let failure = WebFailure.notConnected("no connection: \(error)")
      answer.fail(failure)
      throw failure
    }
    let alarm = loop.scheduleTask(in: answerTime) {
      answer.fail(WebFailure.lost("no answer in time"))
      channel.close(promise: nil)
    }
    defer { alarm.cancel() }
    return try await withTaskCancellationHandler {
      try await answer.futureResult.get()
    } onCancel: {
      channel.close(promise: nil)
    }
  }
}

extension SocketAddress {
  init(_ address: NetworkAddress, port: Int) throws {
    self = try SocketAddress(packedIPAddress: ByteBuffer(bytes: address.bytes), port: port)
  }
}

/// Sends the request and gathers the answer of one connection.
private final class WebExchange: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let request: WebRequest
  private let answer: EventLoopPromise<WebResponse>
  private var head: HTTPResponseHead?
  private var body: [UInt8] = []

  init(_ request: WebRequest, _ answer: EventLoopPromise<WebResponse>) {
    self.request = request
    self.answer = answer
  }

  func channelActive(context: ChannelHandlerContext) {
    var headers = HTTPHeaders([
      ("host", request.target.authority), ("connection", "close"), ("content-length", "\(request.body.count)"),
      ("user-agent", "posko"),
    ])
    for field in request.headers { headers.replaceOrAdd(name: field.name, value: field.value) }
    let head = HTTPRequestHead(version: .http1_1, method: .init(rawValue: request.method), uri: request.path, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if !request.body.isEmpty {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: request.body)))), promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body(let part):
      body += part.readableBytesView.prefix(WebClient.longestAnswer - body.count)
      if body.count >= WebClient.longestAnswer { finish(context) }
    case .end: finish(context)
    }
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let head else { return }
    answer.succeed(WebResponse(status: Int(head.status.code), retryAfter: head.headers.first(name: "retry-after"), body: body))
    context.close(promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // What TLS refuses has not left.
    let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
    answer.fail(isTLS ? WebFailure.notConnected("TLS: \(error)") : WebFailure.lost("\(error)"))
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    answer.fail(WebFailure.lost("the connection ended before the answer"))
  }
}
