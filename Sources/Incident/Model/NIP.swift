import Basics

/// As the NIP has it.
public enum Sex: String, Sendable, CaseIterable { case male, female }

/// Number of a civil servant: 18 digits that hold birth date, year and month (PNS) or contract code (PPPK) of appointment, sex
/// and a serial. It has no check digit. Personal data: never in the log, a message or a public page.
public struct NIP: Hashable, Sendable {
  public let digits: String
  public let birthDate: CivilDate
  public let appointmentYear: Int
  /// 1...12 for PNS.
  public let appointmentMonth: Int?
  /// 21 and following for PPPK.
  public let contractCode: Int?
  public let sex: Sex
  /// 1...999
  public let serial: Int

  public enum Fault: Error, Hashable, Sendable {
    case notEighteenDigits(Int)
    /// A spreadsheet turned the number into `1,98E+17`, or kept 15 digits and filled up with zeros.
    case ruinedBySpreadsheet
    case birthDate(String)
    case appointmentYear(Int)
    case appointmentMonth(Int)
    case sexDigit(Int)
    case serialZero
  }

  /// Reads 18 digits; blanks, dots, dashes and apostrophes between them are skipped.
  /// - Throws: `Fault`
  public init(_ text: some StringProtocol) throws(Fault) {
    let kept = text.unicodeScalars.filter { !" .-'\u{2019}\u{a0}`".unicodeScalars.contains($0) }
    if kept.contains(where: { $0 == "E" || $0 == "e" || $0 == "," || $0 == "+" }) { throw .ruinedBySpreadsheet }
    guard kept.count == 18, kept.allSatisfy({ $0.value >= 48 && $0.value <= 57 }) else { throw .notEighteenDigits(kept.count) }
    let values = kept.map { Int($0.value) - 48 }
    func number(_ range: Range<Int>) -> Int { values[range].reduce(0) { $0 * 10 + $1 } }
    digits = String(String.UnicodeScalarView(kept))
    // A double holds 15 to 16 digits: a number that went through one ends in zeros, and serial 000 does not exist.
    if number(15..<18) == 0 { throw number(13..<15) % 10 == 0 || number(14..<15) == 0 ? .ruinedBySpreadsheet : .serialZero }
    guard let birth = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)) else {
      throw .birthDate(String(digits.prefix(8)))
    }
    birthDate = birth
    appointmentYear = number(8..<12)
    guard (1950...2100).contains(appointmentYear), appointmentYear > birth.parts.year else {
      throw .appointmentYear(appointmentYear)
    }
    let month = number(12..<14)
    switch month {
    case 1...12: (appointmentMonth, contractCode) = (month, nil)
    case 21...99: (appointmentMonth, contractCode) = (nil, month)
    default: throw .appointmentMonth(month)
    }
    switch values[14] {
    case 1: sex = .male
    case 2: sex = .female
    default: throw .sexDigit(values[14])
    }
    serial = number(15..<18)
  }

  /// Full years between birth and appointment; outside 17...60 a reader warns.
  public var ageAtAppointment: Int { appointmentYear - birthDate.parts.year }

  /// `19860926 201505 1 001`, as letters print it.
  public var printed: String {
    let d = Array(digits)
    return "\(String(d[0..<8])) \(String(d[8..<14])) \(d[14]) \(String(d[15..<18]))"
  }

  /// What a page may show: birth date and sex are hidden.
  public var masked: String { "••••••••" + String(digits.dropFirst(8).prefix(4)) + "••••" + String(digits.suffix(2)) }
}
