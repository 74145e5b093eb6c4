import Basics
import Foundation

/// Many who listen on one served process: how soon the last one hears, what each costs, what slow ones and ones that come and go do.
enum ListenerHarness {
  static func run(_ options: HarnessOptions) throws -> Int32 {
    let count = try options.number("listeners", default: 1000)
    let updates = try options.number("updates", default: 20)
    let slow = try options.number("slow", default: 100)
    let cuts = try options.number("cuts", default: 500)
    let churn = try options.number("churn", default: 2000)
    var limit = rlimit(rlim_cur: 20_000, rlim_max: 20_000)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let post = try ServedPost(options, name: "listeners")
    defer { post.remove() }
    try post.open()
    try post.start()
    defer { post.stop() }
    let person = try post.operatorSession()
    var tally = HarnessTally()
    let idle = post.memory
    let descriptors = post.descriptors
    let crowd = ListenerCrowd(post.port, person.cookie)
    try crowd.join(count)
    tally.count("all \(count) are let in", crowd.waitForHello() ? [] : ["\(crowd.heardHello) of \(count) heard hello"])
    let full = post.memory
    print("memory: \(idle) kB before, \(full) kB with \(count); \((full - idle) * 1024 / max(1, count)) bytes each")
    let alone = try measure(updates, crowd, post, person, &tally, "alone")
    let lazy = ListenerCrowd(post.port, person.cookie, receiveBuffer: 2048)
    try lazy.join(slow)
    let before = post.memory
    let beside = try measure(updates, crowd, post, person, &tally, "beside \(slow) who never read")
    print("slow: \((post.memory - before)) kB more; p99 \(alone.p99) ms alone, \(beside.p99) ms beside them")
    tally.count("slow listeners cost little memory", post.memory - before <= 64 << 10 ? [] : ["\(post.memory - before) kB"])
    lazy.leave()
    try resume(cuts, crowd, post, person, &tally)
    crowd.leave()
    try comeAndGo(churn, post, person, &tally, baseline: idle, descriptors: descriptors)
    return tally.finish("listeners", canary: nil, "\(count) listeners, \(updates) updates, \(cuts) cuts, \(churn) come and go")
  }

  struct Figures {
    var p50 = 0.0
    var p99 = 0.0
  }

  /// From the send of an act to the frame at each listener, in milliseconds.
  private static func measure(
    _ updates: Int, _ crowd: ListenerCrowd, _ post: ServedPost, _ person: ServedPost.Person, _ tally: inout HarnessTally,
    _ label: String
  ) throws -> Figures {
    var all: [Double] = []
    var lasts: [Double] = []
    for i in 0..<updates {
      let began = harnessClock()
      let answer = try post.note(person, "catatan+\(i)", id: "\(label.filter(\.isLetter))-\(i)")
      guard answer.status == 200 else { throw Problem("harness.note", "\(answer.status) \(answer.body.prefix(200))") }
      let sequence = try log(post)
      let times = crowd.hear(sequence, since: began, seconds: 20)
      tally.count("update \(i) \(label)", times.count == crowd.count ? [] : ["\(times.count) of \(crowd.count) heard it"])
      all += times
      if let last = times.max() { lasts.append(last) }
    }
    all.sort()
    func at(_ share: Double) -> Double { all.isEmpty ? 0 : (all[Int(Double(all.count - 1) * share)] * 1000).rounded() }
    let figures = Figures(p50: at(0.5), p99: at(0.99))
    let worst = ((lasts.max() ?? 0) * 1000).rounded()
    print("\(label): p50 \(figures.p50) ms, p99 \(figures.p99) ms, last of all \(worst) ms")
    return figures
  }

  /// Where the log stands.
  private static func log(_ post: ServedPost) throws -> UInt64 {
    let text = try HTTPSocket.ask(post.port, "GET", "/metrics").body
    let line = text.split(separator: "\n").first { $0.hasPrefix("siaga_log_entries ") } ?? ""
    return UInt64(line.split(separator: " ").last ?? "") ?? 0
  }

  /// Streams that are cut at random come back with what they heard last: told at once where they missed something, and of nothing
  /// where they did not.
  private static func resume(
    _ cuts: Int, _ crowd: ListenerCrowd, _ post: ServedPost, _ person: ServedPost.Person, _ tally: inout HarnessTally
  ) throws {
    var random = RandomStream(seed: 17, name: "cuts")
    for i in 0..<cuts {
      let listener = random.int(in: 0...(crowd.count - 1))
      let heard = crowd.sequence(listener)
      let misses = random.chance(0.5)
      crowd.cut(listener)
      if misses { _ = try post.note(person, "selama+putus+\(i)", id: "cut-\(i)") }
      try crowd.rejoin(listener, after: heard)
      let sequence = try log(post)
      let times = crowd.hear(sequence, since: harnessClock(), seconds: 10, only: listener)
      let isRight = times.count == 1 && crowd.sequence(listener) == sequence
      tally.count(
        "cut \(i)", isRight ? [] : ["listener \(listener) stands at \(crowd.sequence(listener)), the log at \(sequence)"])
    }
  }

  /// All who came are gone: nothing of them stays.
  private static func comeAndGo(
    _ count: Int, _ post: ServedPost, _ person: ServedPost.Person, _ tally: inout HarnessTally, baseline: Int,
    descriptors before: Int
  ) throws {
    var left = count
    while left > 0 {
      let some = ListenerCrowd(post.port, person.cookie)
      try some.join(min(200, left))
      _ = some.waitForHello()
      some.leave()
      left -= 200
    }
    let until = harnessClock() + 60
    var listeners = -1
    while harnessClock() < until {
      let text = try HTTPSocket.ask(post.port, "GET", "/metrics").body
      let line = text.split(separator: "\n").first { $0.hasPrefix("siaga_live_listeners ") } ?? ""
      listeners = Int(line.split(separator: " ").last ?? "") ?? -1
      if listeners == 0, post.descriptors <= before + 5 { break }
      usleep(200_000)
    }
    print(
      "come and go: \(listeners) listeners left, \(post.descriptors - before) descriptors more, \(post.memory) kB (\(baseline) kB idle)"
    )
    let isClean = listeners == 0 && post.descriptors <= before + 5
    tally.count(
      "nothing stays of those who left", isClean ? [] : ["\(listeners) listeners, \(post.descriptors - before) descriptors"])
  }
}
