import Basics

/// Fields as people and spreadsheets write them → values. Nil means "not of this form"; the caller words the problem.
public enum FieldText {
  /// `YYYY-MM-DD`, `DD/MM/YYYY`, `D-M-YYYY`, `D.M.YYYY`, `7 Oktober 2021`, each with or without a midnight behind it.
  public static func date(_ text: String) -> CivilDate? {
    var bytes = Array(text.utf8)
    for tail in [" 00:00:00", "T00:00:00", " 00:00", " 0:00"] where text.hasSuffix(tail) { bytes.removeLast(tail.utf8.count) }
    guard bytes.count >= 8, bytes.count <= 32 else { return nil }
    if bytes.count == 10, bytes[4] == UInt8(ascii: "-") { return CivilDate(String(decoding: bytes, as: UTF8.self)) }
    let parts = bytes.split { $0 == 47 || $0 == 45 || $0 == 46 || $0 == 32 }
    guard parts.count == 3, let day = number(parts[0], digits: 1...2), let year = number(parts[2], digits: 4...4) else {
      return nil
    }
    return CivilDate(year: year, month: number(parts[1], digits: 1...2) ?? month(parts[1]) ?? 0, day: day)
  }

  /// What may have gone wrong with a text that is no date.
  static func dateAdvice(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    if let serial = number(bytes[...], digits: 5...5), (20_000...80_000).contains(serial) {
      // Day 0 of spreadsheets is 1899-12-30.
      let day = CivilDate(dayNumber: serial - 25_569)
      return "it is a spreadsheet's day number and stands for \(day.text): give the column a date format."
    }
    let parts = bytes.split { $0 == 47 || $0 == 45 || $0 == 46 }
    guard parts.count == 3 else { return nil }
    let values = parts.map { number($0, digits: 1...4) ?? 0 }
    if values[0] <= 12, values[1] > 12, values[2] > 31 { return "the file writes the month first: write the day first." }
    if parts[2].count == 2, parts[0].count <= 2 { return "the year needs four digits." }
    if values[0] <= 31, values[1] <= 12, values[2] > 31 { return "that month has fewer days." }
    return nil
  }

  private static let months = [
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
  ]

  /// Indonesian month names and their first three letters, and the English ones that differ.
  private static func month(_ bytes: ArraySlice<UInt8>) -> Int? {
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    if let i = months.firstIndex(where: { $0 == word || $0.prefix(3) == word }) { return i + 1 }
    let others: [(String, Int)] = [
      ("january", 1), ("february", 2), ("pebruari", 2), ("march", 3), ("may", 5), ("june", 6), ("july", 7), ("august", 8),
      ("aug", 8), ("agt", 8), ("agust", 8), ("sept", 9), ("october", 10), ("oct", 10), ("nopember", 11), ("nop", 11),
      ("december", 12), ("dec", 12),
    ]
    return others.first { $0.0 == word }?.1
  }

  /// A number with a point or one comma before its decimals.
  public static func decimal(_ text: String) -> Double? {
    var out: [UInt8] = []
    var marks = 0
    for (i, byte) in text.utf8.enumerated() {
      switch byte {
      case 48...57: out.append(byte)
      case UInt8(ascii: "."), UInt8(ascii: ","):
        marks += 1
        out.append(UInt8(ascii: "."))
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        guard i == 0 else { return nil }
        out.append(byte)
      default: return nil
      }
      if out.count > 30 || marks > 1 { return nil }
    }
    guard let last = out.last, last >= 48, last <= 57 else { return nil }
    return Double(String(decoding: out, as: UTF8.self))
  }

  /// Digits only, at most 9 of them.
  public static func integer(_ text: String) -> Int? { number(Array(text.utf8)[...], digits: 1...9) }

  /// ya/tidak, yes/no, 1/0, true/false and their first letters.
  public static func yesNo(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "ya", "y", "yes", "1", "true", "benar", "x": true
    case "tidak", "t", "tdk", "no", "n", "0", "false", "salah": false
    default: nil
    }
  }

  /// Words between blanks, `|`, commas or semicolons.
  static func words(_ text: String) -> [String] {
    text.utf8.split { $0 <= 32 || $0 == 124 || $0 == 44 || $0 == 59 }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    return value
  }
}

/// Telephone numbers → `+62…`, the form that channels dial.
public enum PhoneText {
  public enum Fault: Error, Hashable, Sendable {
    case ruinedBySpreadsheet
    case notANumber
    /// Digits without the country's code.
    case length(Int)
  }

  /// `0812-7654-321`, `62 812…`, `+62 (765) …`, another country's `+…`; a first 0 lost in a spreadsheet (`812…`) is put back.
  /// - Returns: the number, and whether a 0 was put back.
  /// - Throws: `Fault`
  public static func read(_ text: String) throws(Fault) -> (number: String, hadLostZero: Bool) {
    var digits: [UInt8] = []
    var isInternational = false
    for byte in text.utf8 {
      switch byte {
      case 48...57: digits.append(byte)
      case UInt8(ascii: "+") where digits.isEmpty && !isInternational: isInternational = true
      case 32, UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"), UInt8(ascii: "."): break
      case UInt8(ascii: "E"), UInt8(ascii: "e"), UInt8(ascii: ","): throw digits.isEmpty ? .notANumber : .ruinedBySpreadsheet
      default: throw .notANumber
      }
    }
    if digits.isEmpty { throw .notANumber }
    var hadLostZero = false
    if !isInternational {
      if digits.starts(with: [54, 50]), digits.count >= 10 {
        isInternational = true
      } else if digits[0] == 48 {
        digits = [54, 50] + digits.dropFirst()
      } else if digits[0] == 56 {
        hadLostZero = true
        digits = [54, 50] + digits
      } else {
        throw .notANumber
      }
    }
    guard (9...15).contains(digits.count) else { throw .length(digits.count) }
    return ("+" + String(decoding: digits, as: UTF8.self), hadLostZero)
  }
}
