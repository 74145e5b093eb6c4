import Basics
import Incident

/// One pass over a reply: words by kind, numbers, code and times. Written by hand: outside text meets no regular expression.
struct ReplyScan {
  enum Token: Hashable {
    case word(ReplyWord, String)
    case unknown(String)
    /// Its digits, and the digits after a `.`, `,` or `:`.
    case number(String, String?)
  }

  private(set) var tokens: [Token] = []
  private(set) var code: String?
  private(set) var arrival: ReplyArrival?
  private(set) var hasMark = false
  /// Numbers that are neither code nor time.
  private(set) var digits: [String] = []
  private var numbersUsed: Set<Int> = []

  init(_ text: String) {
    tokenize(Array(text.utf8.prefix(CalloutLimits.replyBytes)))
    readTimes()
    readNumbers()
  }

  func has(_ kind: ReplyWord) -> Bool {
    if kind == .question, hasMark { return true }
    return tokens.contains { if case .word(kind, _) = $0 { true } else { false } }
  }

  private func count(_ kind: ReplyWord) -> Int { tokens.count { if case .word(kind, _) = $0 { true } else { false } } }
  private var unknown: Int { tokens.count { if case .unknown = $0 { true } else { false } } }

  // MARK: Meaning

  /// What outranks what: danger first, then no, then what happened, then yes.
  mutating func meaning() -> ReplyMeaning {
    let isNo = has(.negation) || has(.notYet) || has(.refusal)
    if has(.help), !(has(.accept) && onlyHelpWord("bantu")) { return .help(isCertain: !isNo) }
    if has(.relief) { return .help(isCertain: false) }
    if let bare = bareNumber { return bare }
    if isNo { return negative() }
    if has(.until) || has(.arrived) { return arrivedOrLater() }
    if has(.finished) { return has(.question) || has(.hedge) ? .doubtful(.contradiction) : .finished }
    if has(.late) { return .late(minutes: minutesLate) }
    if has(.departed) { return has(.question) || has(.hedge) ? doubt(.contradiction) : .onTheWay }
    if has(.accept) || saysEightySix { return affirmative() }
    if isOnlyRepeat { return .repeatOrder }
    if arrival != nil, unknown == 0, !has(.question), !has(.hedge), !has(.ambiguous) { return .late(minutes: minutesLate) }
    return doubt(.unknownWords)
  }

  private func doubt(_ doubt: ReplyDoubt) -> ReplyMeaning {
    .doubtful(has(.ambiguous) && doubt == .unknownWords ? .ambiguousWord : doubt)
  }

  private func onlyHelpWord(_ word: String) -> Bool {
    !tokens.contains { if case .word(.help, let spelled) = $0 { spelled != word } else { false } }
  }

  /// "1", "0 4821": nothing but a choice and a code.
  private var bareNumber: ReplyMeaning? {
    guard !hasMark, arrival == nil, digits.count == 1, tokens.count == digits.count + (code == nil ? 0 : 1) else { return nil }
    switch digits[0] {
    case "1": return .accept(nil)
    case "0", "2": return .decline(nil)
    default: return nil
    }
  }

  private var saysEightySix: Bool { digits.contains("86") || digits.contains("8") && digits.contains("6") }

  private func negative() -> ReplyMeaning {
    if has(.help) { return .help(isCertain: false) }
    // "belum sampai": late, not a no. "belum selesai": neither.
    if has(.notYet), !has(.negation), !has(.refusal), !has(.ability), !has(.accept) {
      if has(.departed) || has(.arrived) || has(.until) { return .late(minutes: minutesLate) }
      return .doubtful(.contradiction)
    }
    if has(.question) && code == nil { return .doubtful(.contradiction) }
    // "tidak masalah, siap", "no 4821 siap", "bukan tidak bisa": two things at once.
    if has(.fine) || has(.unclear) || isNumberSign || says("bukan") && count(.negation) > 1 { return .doubtful(.contradiction) }
    if has(.finished) || has(.arrived) || has(.until) { return .doubtful(.contradiction) }
    let isPlain = has(.refusal) || has(.ability) || has(.accept) || has(.departed) || reason != nil || code != nil || unknown == 0
    if isPlain, !(says("jangan") || says("tanpa")) || has(.accept) || has(.ability) { return .decline(reason) }
    return doubt(.unknownWords)
  }

  private func arrivedOrLater() -> ReplyMeaning {
    if has(.question) || has(.hedge) { return .doubtful(.contradiction) }
    // "tiba 30 menit lagi" is to come; "sampai jam 5" means until.
    if let arrival {
      if has(.accept), !has(.until), unknown == 0 { return .accept(arrival) }
      return has(.until) && !isDuration ? .doubtful(.ambiguousWord) : .late(minutes: minutesLate)
    }
    if says("akan") || says("will") { return .doubtful(.contradiction) }
    return unknown <= 4 ? .arrived : .doubtful(.unknownWords)
  }

  private func affirmative() -> ReplyMeaning {
    if has(.hedge) { return .doubtful(.contradiction) }
    if code != nil { return .accept(arrival) }
    if has(.question) { return .doubtful(.contradiction) }
    if unknown > 0 { return doubt(.unknownWords) }
    let numbers = digits.filter { $0 != "86" && $0 != "8" && $0 != "6" }
    return numbers.isEmpty ? .accept(arrival) : .doubtful(.unknownWords)
  }

  private var isOnlyRepeat: Bool {
    if tokens.isEmpty { return hasMark }
    guard has(.repeat), unknown == 0 else { return false }
    return tokens.allSatisfy { token in
      switch token {
      case .word(.repeat, _), .word(.filler, _), .word(.question, _): true
      case .number(let digits, nil): digits == code
      case .word, .unknown, .number: false
      }
    }
  }

  /// "no 4821": the abbreviation of number.
  private var isNumberSign: Bool {
    zip(tokens, tokens.dropFirst()).contains { pair in
      if case (.word(.negation, "no"), .number) = pair { has(.accept) } else { false }
    }
  }

  private func says(_ word: String) -> Bool {
    tokens.contains { if case .word(_, word) = $0 { true } else { false } }
  }

  private var reason: DeclineReason? {
    for token in tokens {
      guard case .word(let kind, let word) = token else { continue }
      switch kind {
      case .leave: return .leave
      case .duty: return .otherDuty
      case .cut: return .cutOff
      case .far: return .tooFar
      case .family: return .family
      case .personal: return .personal
      case .ambiguous where word == "banjir": return .cutOff
      case .ambiguous where word == "dinas": return .otherDuty
      default: continue
      }
    }
    return nil
  }

  private var isDuration: Bool { if case .inMinutes = arrival { true } else { false } }

  private var minutesLate: Int? {
    if case .inMinutes(let minutes) = arrival { return minutes }
    guard has(.late), digits.count == 1, let minutes = Int(digits[0]), (1...1440).contains(minutes) else { return nil }
    return minutes
  }
}

// MARK: Words, numbers, times

extension ReplyScan {
  /// Letters (folded to lower case, runs of three and more as one), digits with one separator between them, a question mark.
  private mutating func tokenize(_ bytes: [UInt8]) {
    var i = 0
    while i < bytes.count, tokens.count < CalloutLimits.replyWords {
      if isDigit(bytes[i]) {
        number(bytes, &i)
      } else if isLetter(bytes[i]) {
        word(bytes, &i)
      } else {
        if bytes[i] == UInt8(ascii: "?") { hasMark = true }
        i += 1
      }
    }
  }

  private mutating func number(_ bytes: [UInt8], _ i: inout Int) {
    let first = digitsAt(bytes, &i)
    guard i + 1 < bytes.count, [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":")].contains(bytes[i]), isDigit(bytes[i + 1])
    else {
      tokens.append(.number(first, nil))
      return
    }
    i += 1
    tokens.append(.number(first, digitsAt(bytes, &i)))
  }

  private func digitsAt(_ bytes: [UInt8], _ i: inout Int) -> String {
    let start = i
    while i < bytes.count, isDigit(bytes[i]) { i += 1 }
    return String(decoding: bytes[start..<i], as: UTF8.self)
  }

  /// A word of letters; `apa-apa` and `don't` hold together, bytes outside ASCII make a word unknown and never split it.
  private mutating func word(_ bytes: [UInt8], _ i: inout Int) {
    var letters: [UInt8] = []
    while i < bytes.count, isLetter(bytes[i]) || isJoint(bytes, i) {
      if bytes[i] != UInt8(ascii: "'") { letters.append(bytes[i] >= 65 && bytes[i] <= 90 ? bytes[i] | 32 : bytes[i]) }
      i += 1
    }
    let spelled = String(decoding: letters, as: UTF8.self)
    if let kind = replyWords[spelled] {
      tokens.append(.word(kind, spelled))
      return
    }
    let short = String(decoding: Self.squeezed(letters), as: UTF8.self)
    if let kind = replyWords[short] { tokens.append(.word(kind, short)) } else { known(parts: spelled) }
  }

  /// "siap-siap" and "tidak-bisa" by their parts.
  private mutating func known(parts spelled: String) {
    let parts = spelled.split(separator: "-")
    guard parts.count > 1 else { return tokens.append(.unknown(spelled)) }
    for part in parts where tokens.count < CalloutLimits.replyWords {
      tokens.append(replyWords[String(part)].map { .word($0, String(part)) } ?? .unknown(String(part)))
    }
  }

  /// "siaaaap" as "siap".
  private static func squeezed(_ letters: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for letter in letters where out.last != letter { out.append(letter) }
    return out
  }

  private func isJoint(_ bytes: [UInt8], _ i: Int) -> Bool {
    (bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "'")) && i + 1 < bytes.count && isLetter(bytes[i + 1])
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 0x80 }

  /// "2 jam 30 menit", "setengah jam", "sejam", "jam 7 malam", "pukul 19.30".
  private mutating func readTimes() {
    var used: Set<Int> = []
    var minutes = 0
    for (i, token) in tokens.enumerated() {
      guard case .word(let kind, _) = token else { continue }
      switch kind {
      case .minutes: minutes += amount(before: i, of: 1, &used)
      case .hours:
        let hours = amount(before: i, of: 60, &used)
        minutes += hours
        if hours == 0 { clock(after: i, &used) }
      case .clock: clock(after: i, &used)
      case .oneHour: minutes += 60
      default: continue
      }
    }
    for (i, token) in tokens.enumerated() where !used.contains(i) && arrival == nil && minutes == 0 {
      if case .number(let hour, let minute?) = token, hour.count == 2, minute.count == 2 { at(hour, minute, i, &used) }
    }
    if (1...1440).contains(minutes) { arrival = .inMinutes(minutes) }
    numbersUsed = used
  }

  private func amount(before i: Int, of unit: Int, _ used: inout Set<Int>) -> Int {
    guard i > 0 else { return 0 }
    switch tokens[i - 1] {
    case .word(.halfHour, _): return unit / 2
    case .number(let whole, let part) where !used.contains(i - 1) && whole.count <= 3:
      used.insert(i - 1)
      let tenths = part.flatMap { Int($0.prefix(1)) } ?? 0
      return (Int(whole) ?? 0) * unit + tenths * unit / 10
    case .word, .unknown, .number: return 0
    }
  }

  private mutating func clock(after i: Int, _ used: inout Set<Int>) {
    guard i + 1 < tokens.count, case .number(let hour, let minute) = tokens[i + 1], !used.contains(i + 1) else { return }
    if minute == nil, hour.count == 4 { return at(String(hour.prefix(2)), String(hour.suffix(2)), i + 1, &used) }
    at(hour, minute ?? "00", i + 1, &used)
  }

  private mutating func at(_ hour: String, _ minute: String, _ i: Int, _ used: inout Set<Int>) {
    guard let h = Int(hour), let m = Int(minute), hour.count <= 2, minute.count == 2, h < 24, m < 60 else { return }
    used.insert(i)
    let isNoonHour = has(.noon) && h <= 4
    let isLater = h < 12 && (isNoonHour || has(.evening))
    let isMidnight = h == 12 && says("malam")
    let isOpen = h <= 12 && !hour.hasPrefix("0") && !has(.morning) && !has(.noon) && !has(.evening)
    arrival = .at(minute: (isMidnight ? 0 : isLater ? h + 12 : h) * 60 + m, isTwelveHour: isOpen)
  }

  private mutating func readNumbers() {
    for (i, token) in tokens.enumerated() {
      guard case .number(let whole, let part) = token, !numbersUsed.contains(i) else { continue }
      if part == nil, whole.count == 4, code == nil {
        code = whole
      } else {
        digits.append(part.map { "\(whole).\($0)" } ?? whole)
      }
    }
  }
}
