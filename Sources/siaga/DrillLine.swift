import ArgumentParser
import Basics
import Callout
import Drill
import Foundation
import Incident
import Operations

/// One line that a person types at a drill: of the clock, of the drill, or a command of `siaga` itself.
enum DrillLine {
  case pause
  case proceed
  case speed(Int)
  case skip(Instant)
  case status
  case help
  case quit
  case act(DrillAct.Kind)
  /// Shows something and decides nothing.
  case look([String])

  static let usage = """
    pause · continue · speed N (1...60) · to HH:MM | T+hh:mm (run on at once) · status · quit (leave it as it stands)
    inject NO (of the MSEL, now) · commander person|automatic · policy siaga|greedy · reply STAFF TEXT · broadcast TEXT
    rate OBJECTIVE[/TASK] P|S|M|U TEXT --as EVALUATOR (what an evaluator judges)
    nyata (a real emergency: everything stops) · end (the controllers end it)
    and every command of siaga that records or shows, on simulated time:
      plan --shift S [--approve --as kalaksa-bpbd] [--pin STAFF@POST] · order tell-heads | issue | list | answer ORDER STEP
      operation show | depth | power | road | posture | aid | note … · outbox list · log show
    """

  private static let looking: Set<String> = ["show", "list", "verify", "gap"]

  /// - Parameters:
  ///   - now: of the drill; times without a date are the next after it.
  ///   - span: of the drill, for T+hh:mm.
  static func read(_ line: String, city: City, roster: Roster, now: Instant, start: Instant) throws(Problem) -> DrillLine? {
    let words = split(line)
    guard let verb = words.first else { return nil }
    let rest = Array(words.dropFirst())
    switch verb {
    case "pause", "jeda": return .pause
    case "continue", "lanjut": return .proceed
    case "status": return .status
    case "help", "?": return .help
    case "quit", "keluar": return .quit
    case "speed":
      guard let speed = rest.first.flatMap(Int.init), (1...60).contains(speed) else { throw wrong(line, "speed N, 1...60") }
      return .speed(speed)
    case "to":
      guard let instant = rest.first.flatMap({ time($0, city, now: now, start: start) }) else {
        throw wrong(line, "to HH:MM, or to T+hh:mm")
      }
      return .skip(instant)
    case "rate", "nilai": return .act(siaga(["drill", "rate"] + rest))
    default:
      if let kind = try act(verb, rest, line, roster) { return .act(kind) }
      return rest.first.map(looking.contains) == true
        ? .look(words)
        : .act(siaga(words))
    }
  }

  private static func siaga(_ words: [String]) -> DrillAct.Kind {
    .work { (desk, now) throws(Problem) in try LiveDesk.run(words, on: desk, at: now) }
  }

  private static func act(_ verb: String, _ rest: [String], _ line: String, _ roster: Roster) throws(Problem) -> DrillAct.Kind? {
    switch verb {
    case "inject":
      guard let id = rest.first, isPlainID(id) else { throw wrong(line, "inject NO") }
      return .inject(InjectID(id))
    case "commander":
      guard let seat = rest.first.flatMap(CommanderSeat.init) else { throw wrong(line, "commander person|automatic") }
      return .commander(seat)
    case "policy":
      guard let policy = rest.first.flatMap(CommanderPolicy.Kind.init) else { throw wrong(line, "policy siaga|greedy") }
      return .policy(policy)
    case "reply":
      guard rest.count > 1 else { throw wrong(line, "reply STAFF TEXT") }
      let staff = try People.pair(rest[0], roster).0
      return .reply(IncomingReply(id: "", from: staff, text: rest.dropFirst().joined(separator: " ")))
    case "broadcast":
      let text = rest.joined(separator: " ")
      guard !text.isEmpty else { throw wrong(line, "broadcast TEXT") }
      return .work { (desk, now) throws(Problem) in
        let operation = try CurrentOperation.find(nil, in: desk.state).id
        let note = try desk.note(text, name: "broadcast")
        try desk.submit(
          .broadcast(.send(operation, to: .ordered, text: note.reference, deadline: now.adding(minutes: 30))),
          by: .person(office: "komandan"), at: now, sideRows: [note.row])
      }
    case "nyata": return .emergency
    case "end", "selesai": return .end
    default: return nil
    }
  }

  private static func wrong(_ line: String, _ expected: String) -> Problem {
    Problem("live.line", "\"\(line)\": expected \(expected)", exit: .usage)
  }

  /// `09:40` (the next after `now`), `T+26:40` after the start, or a whole instant.
  static func time(_ text: String, _ city: City, now: Instant, start: Instant) -> Instant? {
    if text.hasPrefix("T+") {
      let parts = text.dropFirst(2).split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), (0...9999).contains(hours),
        (0...59).contains(minutes)
      else { return nil }
      return start.adding(minutes: hours * 60 + minutes)
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count <= 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), (0...23).contains(hours),
      (0...59).contains(minutes)
    else { return Instant(text, offsetMinutes: city.offsetMinutes) }
    let day = Instant(date: now.date(offsetMinutes: city.offsetMinutes), offsetMinutes: city.offsetMinutes)
    let wanted = day.adding(minutes: hours * 60 + minutes)
    return wanted > now ? wanted : wanted.adding(minutes: 1440)
  }

  /// Words by blanks; quotes of either kind keep them together.
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isWord = false
    for c in line {
      if let open = quote {
        if c == open { quote = nil } else { word.append(c) }
      } else if c == "'" || c == "\"" {
        quote = c
        isWord = true
      } else if c == " " || c == "\t" || c == "\r" {
        if isWord { words.append(word) }
        (word, isWord) = ("", false)
      } else {
        word.append(c)
        isWord = true
      }
    }
    return isWord ? words + [word] : words
  }
}
