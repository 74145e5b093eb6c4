import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Incident
import Logging
import NIOCore
import NIOSSL
import Operations
import ServiceLifecycle

/// The web server: routes of the table behind the gate, and the clock that lets deadlines pass.
public struct ConsoleServer: Sendable {
  public let settings: ServeSettings
  let services: ConsoleServices
  let gate: Gate
  private let handing: HandedCommands?

  /// - Parameters:
  ///   - demo: accounts that a link signs in, by token.
  public init(
    _ keeper: DeskKeeper, settings: ServeSettings, clock: @escaping @Sendable () -> Instant, demo: [String: String] = [:],
    channels: ChannelSet? = nil, handing: HandedCommands? = nil
  ) {
    self.handing = handing
    self.settings = settings
    services = ConsoleServices(
      keeper: keeper, settings: settings, metrics: ConsoleMetrics(), clock: clock, demo: settings.isDemo ? demo : [:],
      channels: channels)
    gate = Gate(services: services)
  }

  /// What the server needs to know of each request.
  struct Context: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      channel = source.channel
    }

    var remoteAddress: SocketAddress? { channel.remoteAddress }
  }

  func router() -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: NotFoundPages(gate: gate))
    for route in RouteTable.all {
      router.on(RouterPath(route.path), method: route.method == .get ? .get : .post) { request, context in
        try await respond(to: request, context, route)
      }
    }
    return router
  }

  /// The application, for tests to drive without a socket.
  public func application() throws -> some ApplicationProtocol {
    var logger = Logger(label: "siaga")
    logger.logLevel = .warning
    return Application(
      router: router(), server: try transport(),
      configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: nil),
      services: background, logger: logger)
  }

  private func run(_ handing: HandedCommands) -> @Sendable (HandedCommand) async -> HandedAnswer {
    { [services] command in
      services.metrics.count("command_handed_over")
      do { return try await services.keeper.act { desk, now in handing.carryOut(command, desk, now) } } catch {
        return HandedAnswer(exit: 74, out: [], notes: Array("\(error)\n".utf8))
      }
    }
  }

  /// Plain, or TLS 1.2 and later with the certificate of the settings.
  private func transport() throws -> HTTPServerBuilder {
    guard let certificate = settings.certificate, let key = settings.privateKey else { return .http1() }
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
      let secret = try NIOSSLPrivateKey(file: key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(secret))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      return try .tls(.http1(), tlsConfiguration: configuration)
    } catch {
      throw Problem(
        "serve.tls", "the certificate \(certificate) with the key \(key) cannot be used",
        advice: "both are PEM files; the chain stands with the server's own certificate first.",
        cause: "\(error)", exit: .badData)
    }
  }

  /// What goes on beside the requests.
  private var background: [any Service] {
    var all: [any Service] = [ClockService(services: services), DrillService(keeper: services.keeper)]
    if let path = settings.actualDatabase { all.append(ActualWatch(path: path, keeper: services.keeper)) }
    if let handing { all.append(CommandSocket(path: handing.path, run: run(handing))) }
    // A drill has its own simulated network.
    if let channels = services.channels, services.keeper.control == nil {
      if !channels.carriers.isEmpty { all.append(OutboxService(services: services, channels: channels)) }
      if !channels.carriers.isEmpty { all.append(ContactTestService(services: services, channels: channels)) }
      if !channels.inboxes.isEmpty { all.append(InboxService(services: services, inboxes: channels.inboxes)) }
    }
    return all
  }

  /// Serves until it is told to stop (SIGTERM, SIGINT); open requests are finished, live pages told to come back.
  public func run() async throws {
    do { try await application().runService() } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(
        "serve.listen", "cannot serve on \(settings.host):\(settings.port)", advice: "--listen with another port.",
        cause: "\(error)", exit: .unavailable)
    }
  }

  private func respond(to request: Request, _ context: Context, _ route: Route) async throws -> Response {
    let began = Date().timeIntervalSince1970
    guard let call = try await read(request, context, route) else {
      services.metrics.served(400, milliseconds: 0)
      let call = Self.head(request, context, route, settings)
      return Self.response(gate.error(400, "error.malformed", call), request)
    }
    let answer: WebAnswer
    if let tooLong = call.tooLong {
      answer = gate.error(413, "error.tooLarge", tooLong)
    } else {
      answer = await gate.answer(route, call.call, headers: Self.headers(request))
    }
    services.metrics.served(answer.status, milliseconds: (Date().timeIntervalSince1970 - began) * 1000)
    return Self.response(answer, request)
  }

  private struct Read {
    var call: WebCall
    var tooLong: WebCall?
  }

  /// Nil for what cannot be read.
  private func read(_ request: Request, _ context: Context, _ route: Route) async throws -> Read? {
    var call = Self.head(request, context, route, settings)
    guard (request.head.path ?? "").utf8.count <= ServeSettings.longestAddress else { return nil }
    guard let query = FormFields(urlEncoded: request.uri.query ?? "") else { return nil }
    call.query = query
    if route.method == .post {
      let buffer: ByteBuffer
      do { buffer = try await request.body.collect(upTo: route.limit) } catch { return Read(call: call, tooLong: call) }
      let type = request.headers[.contentType] ?? ""
      let bytes = Array(buffer.readableBytesView)
      call.body = route.rule == .signature ? bytes : []
      if type.hasPrefix("multipart/form-data") {
        guard let form = MultipartForm.read(bytes, contentType: type) else { return nil }
        call.form = form
      } else if route.rule != .signature || !type.hasPrefix("application/json") {
        guard let text = String(validating: bytes, as: UTF8.self), let form = FormFields(urlEncoded: text) else { return nil }
        call.form = form
      }
    }
    return Read(call: call)
  }

  private static func head(_ request: Request, _ context: Context, _ route: Route, _ settings: ServeSettings) -> WebCall {
    var cookies: [String: String] = [:]
    for field in request.headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        let name = parts[0].drop { $0 == " " }
        // Over TLS only cookies that no neighbour can have set.
        if settings.isSecure, !name.hasPrefix(Gate.hostPrefix) { continue }
        cookies[String(settings.isSecure ? name.dropFirst(Gate.hostPrefix.count) : name)] = String(parts[1])
      }
    }
    var call = WebCall(
      method: route.method, path: request.uri.path, query: FormFields(), form: FormFields(), cookies: cookies,
      sender: sender(request, context, settings), lastEventID: request.headers[HTTPField.Name("last-event-id") ?? .eTag],
      wantsJSON: (request.headers[.accept] ?? "").hasPrefix("application/json"),
      isFragment: HTTPField.Name("x-fragment").flatMap { request.headers[$0] } != nil,
      idempotencyKey: HTTPField.Name("idempotency-key").flatMap { request.headers[$0] },
      language: cookies[Gate.languageCookie] == "en" ? .en : .id)
    call.ifNoneMatch = String((request.headers[.ifNoneMatch] ?? "").prefix(1024))
    call.signed = signed(request)
    for name in route.path.split(separator: "/").filter({ $0.hasPrefix("{") }).map({ String($0.dropFirst().dropLast()) }) {
      call.parameters[name] = context.parameters.get(name)?.removingPercentEncoding
    }
    return call
  }

  private static func signed(_ request: Request) -> SignedPost? {
    func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
    guard let id = field("webhook-id"), let seconds = field("webhook-timestamp").flatMap(Int64.init),
      let signatures = field("webhook-signature")
    else { return nil }
    return SignedPost(id: id, seconds: seconds, signatures: signatures)
  }

  private static func sender(_ request: Request, _ context: Context, _ settings: ServeSettings) -> String {
    if settings.trustsProxy, let name = HTTPField.Name("x-forwarded-for"),
      let last = request.headers[values: name].last?.split(separator: ",").last
    {
      return String(last.drop { $0 == " " }.prefix(64))
    }
    return context.remoteAddress?.ipAddress ?? "local"
  }

  private static func headers(_ request: Request) -> [String: String] {
    var found: [String: String] = [:]
    for name in ["origin", "sec-fetch-site"] {
      if let field = HTTPField.Name(name), let value = request.headers[field] { found[name] = value }
    }
    found["host"] = request.head.authority
    return found
  }

  static func response(_ answer: WebAnswer, _ request: Request) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = answer.type
    for (name, value) in answer.headers {
      if let field = HTTPField.Name(name) { headers.append(HTTPField(name: field, value: value)) }
    }
    let body: ResponseBody
    switch answer.body {
    case .bytes(let bytes): body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    case .events(let subscription): body = EventStreamBody.body(subscription, request)
    }
    return Response(status: .init(code: answer.status), headers: headers, body: body)
  }
}

/// Our own page for addresses that do not exist.
private struct NotFoundPages: RouterMiddleware {
  let gate: Gate

  func handle(_ request: Request, context: ConsoleServer.Context, next: (Request, ConsoleServer.Context) async throws -> Response)
    async throws -> Response
  {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      let call = WebCall(
        method: .get, path: request.uri.path, query: FormFields(), form: FormFields(), cookies: [:], sender: "", wantsJSON: false,
        isFragment: false, language: .id)
      var answer = gate.error(error.status.code, error.status.code == 404 ? "error.notFound" : "error.malformed", call)
      for (name, value) in Gate.safety { answer.set(name, value) }
      return ConsoleServer.response(answer, request)
    }
  }
}

/// Runs the drill where there is one; its end does not end the server.
private struct DrillService: Service {
  let keeper: DeskKeeper

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await prepare() }
        while !Task.isCancelled { await play() }
        group.cancelAll()
      }
    }
  }

  /// The drill of now, until another takes its place. What ends it early shows on its page; the pages stay.
  private func play() async {
    let number = keeper.seat.number
    await withTaskGroup(of: Void.self) { group in
      if let control = keeper.control { group.addTask { try? await control.run() } }
      while !Task.isCancelled, keeper.seat.number == number { try? await Task.sleep(for: .milliseconds(200)) }
      group.cancelAll()
    }
  }

  /// Makes the next one ready whenever a coordinator wants it.
  private func prepare() async {
    while !Task.isCancelled {
      if let order = keeper.hall.take() {
        do {
          let place = try await DrillHall.prepare(order)
          try await keeper.replace(place, control: place)
          keeper.hall.done()
        } catch {
          keeper.hall.failed(order, error as? Problem ?? Problem("drill.failed", "\(error)"))
        }
      }
      try? await Task.sleep(for: .milliseconds(200))
    }
  }
}

/// Lets deadlines pass and drills go on, four times a second.
private struct ClockService: Service {
  let services: ConsoleServices

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var ticks = 0
      while !Task.isCancelled {
        do { try await services.keeper.tick() } catch { services.metrics.count("tick_failed") }
        ticks += 1
        if ticks % (EventFeed.sessionCheckSeconds * 1000 / EventFeed.pause) == 0 { endDeadSessions() }
        if ticks % (EventFeed.heartbeatSeconds * 1000 / EventFeed.pause) == 0 { services.keeper.feed.heartbeat() }
        try? await Task.sleep(for: .milliseconds(EventFeed.pause))
      }
    }
    services.keeper.feed.close()
  }

  /// Who was signed out elsewhere, or whose account was closed, sees nothing more.
  private func endDeadSessions() {
    let now = services.clock().milliseconds
    services.keeper.feed.endOwners { services.access.isAlive($0, at: now) }
  }
}
