import Basics
import Callout
import Incident
import Intake
import Ledger
import Operations

/// The acts of a drill as they are kept beside its world: JSON Lines, one act a line. What was decided stands in the drill's log; here
/// is only where.
public enum DrillActFile {
  /// Acts that a drill may have; beyond it the file is refused.
  public static let most = 100_000

  public static func line(_ act: DrillAct, setting: DrillSetting) throws(Problem) -> String {
    let value = JSONValue.members([("at", .integer(act.at.milliseconds))] + (try members(act.kind, setting)))
    do { return String(decoding: try CanonicalJSON.encode(value), as: UTF8.self) } catch {
      throw Problem("drill.act", "an act cannot be written", cause: "\(error)")
    }
  }

  private static func members(_ kind: DrillAct.Kind, _ setting: DrillSetting) throws(Problem) -> [(String, JSONValue?)] {
    switch kind {
    case .command, .work:
      throw Problem("drill.act", "an act that has not been done has nothing to be found by", advice: "keep what `act` returned.")
    case .decided(let decided): return [("decided", .array(decided.map(entry)))]
    case .inject(let id): return [("inject", .string(id.rawValue))]
    case .skip(let id): return [("skip", .string(id.rawValue))]
    case .enrol(let staff, let isPlayed):
      return [("enrol", .array(staff.map { .string($0.rawValue) })), ("played", .bool(isPlayed))]
    case .newInject(let inject):
      let bytes = MSEL.write([inject], start: setting.scenario.start, offsetMinutes: setting.city.offsetMinutes)
      return [("msel", .string(String(decoding: bytes, as: UTF8.self)))]
    case .commander(let seat): return [("commander", .string(seat.rawValue))]
    case .policy(let policy): return [("policy", .string(policy.rawValue))]
    case .reply(let reply):
      return [("from", .string(reply.from.rawValue)), ("reply", .string(reply.text)), ("replyId", .string(reply.id))]
    case .emergency: return [("end", "emergency")]
    case .end: return [("end", "controllers")]
    }
  }

  private static func entry(_ decided: Desk.Decided) -> JSONValue {
    .members([
      ("cause", decided.cause.map(JSONValue.string)), ("count", .integer(Int64(decided.events.count))),
      ("first", .integer(Int64(decided.events.first?.sequence ?? 0))),
      ("rows", .array(decided.rows.map { .array([.string($0.table), .string($0.id)]) })),
    ])
  }

  /// - Parameters:
  ///   - log: the drill's own, in which the decisions stand.
  /// - Throws: exit 65 with file and line for what cannot be read; exit 1 where the log does not hold it.
  public static func read(_ bytes: [UInt8], file: String, log: ReadingDesk, start: Instant) throws(Problem) -> [DrillAct] {
    let lines = bytes.split(separator: 10)
    guard lines.count <= most else {
      throw Problem("drill.acts", "\(lines.count) acts; at most \(most) expected", at: .init(file: file))
    }
    var acts: [DrillAct] = []
    for (number, line) in lines.enumerated() {
      let place = Place(file: file, line: number + 1)
      guard let value = try? JSONReader.read(Array(line)), let at = value["at"]?.integer else {
        throw unreadable(place)
      }
      let instant = Instant(milliseconds: at)
      if let last = acts.last, last.at > instant { throw unreadable(place) }
      acts.append(DrillAct(at: instant, try kind(value, place, log, start)))
    }
    return acts
  }

  private typealias Place = Problem.Place

  private static func unreadable(_ place: Place) -> Problem {
    Problem(
      "drill.act", "no act that this version knows, or out of order", at: place, advice: "a newer version wrote it: use that one."
    )
  }

  private static func kind(_ value: JSONValue, _ place: Place, _ log: ReadingDesk, _ start: Instant) throws(Problem)
    -> DrillAct.Kind
  {
    if let groups = value["decided"]?.array {
      var decided: [Desk.Decided] = []
      for group in groups {
        guard let first = group["first"]?.integer, first >= 0, let count = group["count"]?.int, let rows = group["rows"]?.array
        else {
          throw unreadable(place)
        }
        let keys = rows.compactMap { row in
          row[0]?.string.flatMap { table in row[1]?.string.map { SideRow.Key(table: table, id: $0) } }
        }
        decided.append(try log.decided(UInt64(first), count, cause: group["cause"]?.string, rows: keys))
      }
      return .decided(decided)
    }
    if let id = value["inject"]?.string { return .inject(InjectID(id)) }
    if let id = value["skip"]?.string { return .skip(InjectID(id)) }
    if let staff = value["enrol"]?.array, let isPlayed = value["played"]?.bool {
      return .enrol(staff.compactMap { $0.string.map { StaffID($0) } }, isPlayed: isPlayed)
    }
    if let text = value["msel"]?.string {
      let read = MSEL.read(Array(text.utf8), file: place.file, city: log.city, start: start)
      guard let inject = read.value.first, read.problems.isEmpty else { throw read.problems.first ?? unreadable(place) }
      return .newInject(inject)
    }
    if let seat = value["commander"]?.string.flatMap(CommanderSeat.init) { return .commander(seat) }
    if let policy = value["policy"]?.string.flatMap(CommanderPolicy.Kind.init) { return .policy(policy) }
    if let text = value["reply"]?.string, let from = value["from"]?.string {
      return .reply(IncomingReply(id: value["replyId"]?.string ?? "", from: StaffID(from), text: text))
    }
    switch value["end"]?.string {
    case "emergency": return .emergency
    case "controllers": return .end
    default: throw unreadable(place)
    }
  }
}
