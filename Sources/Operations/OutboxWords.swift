import Basics
import Callout
import Incident
import Publication

/// Messages and notices in words: ids become names, instants become clocks, an exercise is marked at both ends.
public struct OutboxWords: Sendable {
  private let city: City
  private let roster: Roster?

  /// - Parameter roster: for names; nil where no name may stand (the log).
  public init(city: City, roster: Roster?) {
    self.city = city
    self.roster = roster
  }

  /// The text that leaves, in the recipient's language.
  /// - Parameter note: the words of a status update, out of its side row.
  public func text(_ message: Message, note: String? = nil) -> String {
    let language = message.recipient.staff.flatMap { roster?.member($0)?.language } ?? .id
    let words = Words.of(language)
    let style = Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    var values: [String: String] = [:]
    for (name, value) in message.text.values { values[name] = spell(name, value, style) }
    values["sender"] = message.mode == .exercise ? "LATIHAN \(city.sender)" : city.sender
    values["text"] = note ?? ""
    var key = message.text.key
    if key == "message.escalation", values["broadcast"] != nil { key = "message.escalation_broadcast" }
    let body = words(key, values)
    return message.mode == .exercise ? "\(body) \(words("message.end"))" : body
  }

  private func spell(_ name: String, _ value: String, _ style: Style) -> String {
    switch name {
    case "role": city.roles.first { $0.id.rawValue == value }?.name[style.language] ?? value
    case "place": city.places.first { $0.id.rawValue == value }?.name[style.language] ?? value
    case "unit": roster?.unit(UnitID(value))?.name ?? value
    case "silent": roster?.member(StaffID(value))?.name ?? value
    case "from", "to", "deadline", "until": Instant(value).map(style.clock) ?? value
    default: value
    }
  }

  /// What the desk is told.
  public func notice(_ notice: CalloutNotice, _ language: Language) -> String {
    let (key, values) = Self.parts(notice)
    var spelled = values
    if let staff = values["staff"] { spelled["staff"] = roster?.member(StaffID(staff))?.name ?? staff }
    return Words.of(language)(key, spelled)
  }

  private static func parts(_ notice: CalloutNotice) -> (String, [String: String]) {
    switch notice {
    case .modeMismatch(let chase, let mode): ("callout.mode_mismatch", ["chase": chase.rawValue, "mode": mode.rawValue])
    case .onActualDuty(let staff, let chase): ("callout.on_actual_duty", ["staff": staff.rawValue, "chase": chase.rawValue])
    case .onScene(let staff, let chase): ("callout.on_scene", ["staff": staff.rawValue, "chase": chase.rawValue])
    case .twoOrders(let staff, let order, let other):
      ("callout.two_orders", ["staff": staff.rawValue, "order": order.rawValue, "other": other.rawValue])
    case .noHead(let unit, let chase): ("callout.no_head", ["unit": unit.rawValue, "chase": chase.rawValue])
    case .unreachable(let chase): ("callout.unreachable", ["chase": chase.rawValue])
    case .notTold(let chase): ("callout.not_told", ["chase": chase.rawValue])
    case .doubtfulReply(let reply, _): ("callout.doubtful_reply", ["staff": reply.from.rawValue, "text": short(reply.text)])
    case .callForHelp(let staff, let text, let isCertain):
      (isCertain ? "callout.call_for_help" : "callout.ask_help", ["staff": staff.rawValue, "text": short(text)])
    case .repeatAsked(let staff, let chase): ("callout.repeat_asked", ["staff": staff.rawValue, "chase": chase.rawValue])
    case .late(let staff, _, let minutes): ("callout.late", ["staff": staff.rawValue, "minutes": minutes.map { "\($0)" } ?? "?"])
    case .seatTaken(let chase): ("callout.seat_taken", ["chase": chase.rawValue])
    case .unknownMessage(let message): ("callout.unknown_message", ["message": message.rawValue])
    case .channelDown(let channel): ("callout.channel_down", ["channel": channel.rawValue])
    case .channelUp(let channel): ("callout.channel_up", ["channel": channel.rawValue])
    case .clockChanged(let milliseconds): ("callout.clock_changed", ["seconds": "\(milliseconds / 1000)"])
    case .tooMany(let chase): ("callout.too_many", ["chase": chase.rawValue])
    }
  }

  private static func short(_ text: String) -> String { String(text.prefix(200)) }
}
