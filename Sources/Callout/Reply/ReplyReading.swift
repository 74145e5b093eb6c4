import Basics
import Incident

/// When somebody says that they will be there.
public enum ReplyArrival: Hashable, Sendable {
  /// 1...1440 from now.
  case inMinutes(Int)
  /// Minute of the local day, 0...1439; on a clock of twelve hours the next of the two that it can mean.
  case at(minute: Int, isTwelveHour: Bool)

  /// - Parameter offsetMinutes: of local time from UTC.
  public func instant(after now: Instant, _ offsetMinutes: Int) -> Instant {
    switch self {
    case .inMinutes(let minutes): return now.adding(minutes: minutes)
    case .at(let minute, let isTwelveHour):
      let current = now.minuteOfDay(offsetMinutes: offsetMinutes)
      let cycle = isTwelveHour ? 720 : 1440
      let wait = ((minute - current) % cycle + cycle) % cycle
      let whole = now.milliseconds / 60_000 * 60_000
      return Instant(milliseconds: whole).adding(minutes: wait)
    }
  }
}

/// What a reply says, as far as it is certain.
public enum ReplyMeaning: Hashable, Sendable {
  /// SIAP. For a status update it is the receipt.
  case accept(ReplyArrival?)
  /// TIDAK, with the reason if one is named.
  case decline(DeclineReason?)
  /// BERANGKAT
  case onTheWay
  /// TIBA
  case arrived
  /// SELESAI
  case finished
  /// TOLONG; not certain where the word often means something else (bantuan: relief goods).
  case help(isCertain: Bool)
  /// ULANG
  case repeatOrder
  /// TELAT, or a time of arrival without a yes.
  case late(minutes: Int?)
  /// For a person to judge.
  case doubtful(ReplyDoubt)
}

/// A reply, read. Pure: the same text always reads the same, and no text crashes it.
///
/// Rules (glossary, reply words): polite openings are skipped; any negation outweighs `siap`; 1, 0 and 2 count only where nothing
/// else but a code stands; a time with a yes is an arrival; a word of several meanings, a condition, a question or a word that is
/// not known makes a yes doubtful unless its code stands there.
/// - Complexity: O(bytes); at most `CalloutLimits.replyBytes` are read.
public struct ReplyReading: Hashable, Sendable {
  public let meaning: ReplyMeaning
  /// Four digits, if some stand there that are no time.
  public let code: String?
  /// Beside its meaning the reply asks something.
  public let asksBack: Bool

  public init(_ text: String) {
    var scan = ReplyScan(text)
    code = scan.code
    meaning = scan.meaning()
    asksBack = scan.has(.question)
  }
}
