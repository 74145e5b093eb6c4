import Basics
import Foundation
import Synchronization

/// `siaga serve` killed at any moment under acts of several clients while its messages leave: each acknowledged act is in the log once,
/// the same act sent again gets the same answer, no message is lost, and none comes twice unless it says that it may be a copy.
enum ServerKillHarness {
  /// What the clients were told.
  private final class Acts: Sendable {
    let acknowledged = Mutex<Set<String>>([])
    let sent = Mutex(0)
    let isOver = Mutex(false)
  }

  static func run(_ options: HarnessOptions) throws -> Int32 {
    let kills = try options.number("kills", default: 5)
    let clients = try options.number("clients", default: 4)
    let seed = UInt64(try options.number("seed", default: 1))
    let canary = options.text("canary")
    let post = try ServedPost(options, name: "server-kill")
    defer { post.remove() }
    let gateway = try FlakyGateway(seed: seed)
    defer { gateway.stop() }
    let orders = try prepare(post, gateway)
    let config = ["--config", post.folder.path + "/siaga.yaml"]
    try post.start(config)
    let person = try post.operatorSession()
    var random = RandomStream(seed: seed, name: "server-kill")
    let acts = Acts()
    let group = DispatchGroup()
    for client in 0..<clients { act(client, post, person, acts, group) }
    for _ in 0..<kills {
      usleep(useconds_t(100_000 + random.int(in: 0...900_000)))
      post.kill()
      try post.start(config)
    }
    usleep(300_000)
    acts.isOver.withLock { $0 = true }
    group.wait()
    var tally = HarnessTally()
    try repeats(post, person, acts, &tally)
    waitForMessages(gateway, orders)
    post.stop()
    try compare(post, acts, &tally, canary)
    messages(gateway, orders, &tally)
    let done = acts.acknowledged.withLock { $0.count }
    return tally.finish(
      "server-kill", canary: canary,
      "\(kills) kills, \(done) acts acknowledged of \(acts.sent.withLock { $0 }) sent, \(gateway.count) messages taken, seed \(seed)"
    )
  }

  /// An operation with orders out, and the settings of its channel. Ids of the orders.
  private static func prepare(_ post: ServedPost, _ gateway: FlakyGateway) throws -> [String] {
    try post.open()
    let city = FileManager.default.currentDirectoryPath + "/" + ServedPost.city
    try post.command(["roster", "import", city + "/roster.csv", "--units", city + "/units.csv"])
    let now = Date().timeIntervalSince1970
    func instant(_ hours: Double) -> String {
      Instant(milliseconds: Int64((now + hours * 3600) * 1000) / 60_000 * 60_000).text
    }
    try post.command(["operation", "posture", "rob", "--shift", "uji=\(instant(2))/\(instant(8))"])
    try post.command(["plan"])
    try post.command(["plan", "--approve", "--as", "kalaksa-bpbd"])
    try post.command(["order", "tell-heads", "--minutes", "30"])
    try post.command(["order", "issue", "--minutes", "60"])
    let secret = post.folder.path + "/secret"
    try "rahasia-uji-harness-yang-panjang".write(toFile: secret, atomically: true, encoding: .utf8)
    chmod(secret, 0o600)
    let text = """
      allow: ["127.0.0.1:\(gateway.port)"]
      channels:
        chat: {webhook: {url: "http://127.0.0.1:\(gateway.port)/", secret_file: "\(secret)"}, rate: {messages: 200, seconds: 1, burst: 50}}
      person_rate: {messages: 60, seconds: 60, burst: 60}
      """
    try text.write(toFile: post.folder.path + "/siaga.yaml", atomically: true, encoding: .utf8)
    let list = try post.command(["order", "list", "--json"]).out
    return list.components(separatedBy: "\"order-").dropFirst().map { "order-" + $0.prefix { $0.isNumber } }
  }

  /// One client: notes under its own ids, each sent until it is acknowledged or the harness ends.
  private static func act(_ client: Int, _ post: ServedPost, _ person: ServedPost.Person, _ acts: Acts, _ group: DispatchGroup) {
    let port = post.port
    group.enter()
    Thread.detachNewThread {
      defer { group.leave() }
      var number = 0
      while !acts.isOver.withLock({ $0 }) {
        let id = "act-\(client)-\(number)"
        acts.sent.withLock { $0 += 1 }
        let form = "text=\(id)&csrf=\(person.csrf)"
        let answer = try? HTTPSocket.ask(
          port, "POST", "/situation/note", cookie: person.cookie, form: form, json: true, key: id)
        if answer?.status == 200 {
          acts.acknowledged.withLock { _ = $0.insert(id) }
          number += 1
        } else {
          usleep(20_000)
        }
      }
    }
  }

  /// What was acknowledged gets the same answer again and happens no second time.
  private static func repeats(_ post: ServedPost, _ person: ServedPost.Person, _ acts: Acts, _ tally: inout HarnessTally) throws {
    for id in acts.acknowledged.withLock({ $0.sorted().prefix(200) }) {
      let answer = try post.note(person, id, id: id)
      tally.count("again \(id)", answer.status == 200 ? [] : ["\(answer.status) \(answer.body.prefix(120))"])
    }
  }

  private static func compare(_ post: ServedPost, _ acts: Acts, _ tally: inout HarnessTally, _ canary: String?) throws {
    let log = try post.command(["log", "export"]).out
    var found: [String: Int] = [:]
    for part in log.components(separatedBy: "\"cause\":{\"command\":\"").dropFirst() {
      found[String(part.prefix { $0 != "\"" }), default: 0] += 1
    }
    if canary == "forgetful", let lost = acts.acknowledged.withLock({ $0.min() }) { found[lost] = nil }
    for id in acts.acknowledged.withLock({ $0.sorted() }) {
      tally.count("act \(id)", found[id] == 1 ? [] : ["stands \(found[id] ?? 0) times in the log"])
    }
    let verified = try post.command(["log", "verify"], mustPass: false)
    tally.count("the log verifies", verified.code == 0 ? [] : [verified.out])
    let doctor = try post.command(["doctor"], mustPass: false)
    tally.count("the database is sound", doctor.code == 0 ? [] : [String(doctor.out.suffix(300))])
  }

  private static func waitForMessages(_ gateway: FlakyGateway, _ orders: [String]) {
    let until = harnessClock() + 90
    while harnessClock() < until, !orders.allSatisfy({ order in gateway.ids.contains { $0.hasPrefix("\(order).") } }) {
      usleep(200_000)
    }
  }

  private static func messages(_ gateway: FlakyGateway, _ orders: [String], _ tally: inout HarnessTally) {
    let ids = gateway.ids
    for order in orders {
      tally.count("message of \(order)", ids.contains { $0.hasPrefix("\(order).") } ? [] : ["never came"])
    }
    for (id, copies) in gateway.copies {
      // The first one that was taken is no copy; each later one must say that it may be one.
      tally.count(
        "copies of \(id)", copies.dropFirst().allSatisfy { $0 } ? [] : ["came \(copies.count) times, unmarked: \(copies)"])
    }
  }
}
