import Basics
import Incident

/// Who a person is: numbers, unit, employment, sex.
extension RosterRowReader {
  static let maximumNumberBytes = 64

  mutating func officeNumber(_ row: CSVRow) -> String {
    var number = fields.text(.id, row)
    // An apostrophe keeps a spreadsheet from taking the number for one.
    if number.first == "'" { number.removeFirst() }
    if number.isEmpty {
      fault(.id, row, "roster.id.missing", "is empty; expected the office's own number, which never changes")
    } else if number.utf8.count > Self.maximumNumberBytes || number.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
      fault(.id, row, "roster.id.form", "is no number of an office; expected at most 64 letters and digits", value: number)
    } else if FormulaGuard.looksLikeFormula(number) {
      fault(.id, row, "roster.formula", "begins like a spreadsheet's formula; expected letters and digits", value: number)
    } else if Self.isRuined(number) {
      fault(
        .id, row, "roster.id.ruined", "was rounded by a spreadsheet; expected all its digits", value: number,
        advice: "format the column as text in the source and export anew: lost digits cannot be restored.")
    }
    return number
  }

  /// `1,98E+17`
  private static func isRuined(_ text: String) -> Bool {
    guard let e = text.utf8.firstIndex(where: { $0 == 69 || $0 == 101 }), e > text.startIndex else { return false }
    let head = text.utf8[..<e]
    let tail = text.utf8[text.utf8.index(after: e)...]
    return tail.first == UInt8(ascii: "+") && tail.count >= 2 && tail.dropFirst().allSatisfy { $0 >= 48 && $0 <= 57 }
      && head.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 44 || $0 == 46 }
  }

  mutating func nip(_ row: CSVRow) -> NIP? {
    let text = fields.text(.nip, row)
    if text.isEmpty || text == "-" || text == "'" { return nil }
    do {
      let nip = try NIP(text)
      check(nip, row)
      return nip
    } catch {
      explain(error, text, row)
      return nil
    }
  }

  private mutating func check(_ nip: NIP, _ row: CSVRow) {
    if nip.birthDate >= context.today || nip.appointmentYear > context.today.parts.year {
      fault(
        .nip, row, "roster.nip.future",
        "\(quoted(nip.masked)) holds a birth or an appointment after \(context.today.text); expected dates of the past")
    } else if !(17...60).contains(nip.ageAtAppointment) {
      warn(
        .nip, row, "roster.nip.age",
        "\(quoted(nip.masked)) means an appointment at the age of \(nip.ageAtAppointment); expected 17 to 60",
        advice: "two digits were swapped.")
    }
  }

  private mutating func explain(_ fault: NIP.Fault, _ text: String, _ row: CSVRow) {
    let lost = "format the column as text in the source and export anew: lost digits cannot be restored."
    switch fault {
    case .ruinedBySpreadsheet, .serialZero:
      let isRounded = Self.isRuined(text)
      self.fault(
        .nip, row, "roster.nip.ruined",
        isRounded
          ? "was rounded by a spreadsheet; expected 18 digits"
          : "\(quoted(Self.masked(text))) ends in 000: a spreadsheet kept only 15 digits; expected 18 digits with a serial of 001 to 999",
        value: isRounded ? text : nil, advice: lost)
    case .notEighteenDigits(let count):
      let digits = text.utf8.filter { $0 >= 48 && $0 <= 57 }.count
      var advice: String?
      if digits == 16 { advice = "it is a NIK, the number of the identity card: leave the field empty or give the NIP." }
      if digits == 9 { advice = "it is the NIP of before 2009: give the new one." }
      let found = digits == count ? "has \(count) digits" : "holds other characters than digits"
      self.fault(
        .nip, row, "roster.nip.length", "\(quoted(Self.masked(text))) \(found); expected 18 digits or an empty field",
        advice: advice)
    case .birthDate(let digits):
      self.fault(
        .nip, row, "roster.nip.birth",
        "digits 1 to 8 are \(quoted(digits)), no day of the calendar; expected a birth date YYYYMMDD")
    case .appointmentYear(let year):
      self.fault(
        .nip, row, "roster.nip.year", "digits 9 to 12 are \(year); expected a year of appointment, after that of birth")
    case .appointmentMonth(let month):
      self.fault(
        .nip, row, "roster.nip.month",
        "digits 13 and 14 are \(month < 10 ? "0" : "")\(month); expected 01 to 12 (PNS) or 21 and above (PPPK)")
    case .sexDigit(let digit):
      self.fault(.nip, row, "roster.nip.sex", "digit 15 is \(digit); expected 1 (male) or 2 (female)")
    }
  }

  /// Birth date and sex stay hidden in messages.
  private static func masked(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { $0 != " " && $0 != "'" }
    if kept.count <= 8 { return String(repeating: "•", count: kept.count) }
    return "••••••••" + String(String.UnicodeScalarView(kept.dropFirst(8).prefix(4)))
      + String(repeating: "•", count: min(20, max(0, kept.count - 12)))
  }

  mutating func unit(_ row: CSVRow) -> UnitID? {
    let text = text(.unit, row)
    if text.isEmpty {
      fault(.unit, row, "roster.unit.missing", "is empty; expected the code or the name of a unit")
      return nil
    }
    if let unit = lookups.unit(text) { return unit }
    let guess = lookups.suggestUnit(text)
    fault(
      .unit, row, "roster.unit.unknown", "is no unit; expected a code or a name of units.csv", value: text,
      advice: guess.map { "\"\($0)\" was meant." } ?? "a row of units.csv is missing.")
    return nil
  }

  mutating func employment(_ row: CSVRow, nip: NIP?) -> Employment {
    let text = fields.text(.employment, row)
    if text.isEmpty { return nip.map { $0.contractCode == nil ? .pns : .pppk } ?? .nonASN }
    guard let employment = EmploymentText.read(text) else {
      fault(
        .employment, row, "roster.employment",
        "is no kind of employment; expected pns, pppk, pppk_part_time, non_asn or volunteer", value: text,
        advice: suggestion(for: text, among: EmploymentText.words).map { "\"\($0)\" was meant." })
      return .nonASN
    }
    switch (employment, nip) {
    case (.pns, let nip?) where nip.contractCode != nil:
      warn(
        .employment, row, "roster.employment.nip", "does not fit the NIP, whose digits 13 and 14 are those of a contract",
        value: text, advice: "the person is PPPK.")
    case (.pppk, let nip?) where nip.contractCode == nil, (.pppkPartTime, let nip?) where nip.contractCode == nil:
      warn(
        .employment, row, "roster.employment.nip", "does not fit the NIP, whose digits 13 and 14 are a month of appointment",
        value: text, advice: "the person is PNS.")
    case (.pns, nil), (.pppk, nil), (.pppkPartTime, nil):
      if rowHasNoNIP(row) {
        warn(.nip, row, "roster.nip.absent", "is empty, and the person is \(text); expected 18 digits")
      }
    default: break
    }
    return employment
  }

  /// A NIP that is there and broken has its own problem.
  private func rowHasNoNIP(_ row: CSVRow) -> Bool { fields.text(.nip, row).isEmpty }

  mutating func sex(_ row: CSVRow, nip: NIP?) -> Sex? {
    let text = fields.text(.sex, row)
    if text.isEmpty { return nip?.sex }
    guard let sex = SexText.read(text) else {
      fault(.sex, row, "roster.sex", "is not known; expected L or P (male or female)", value: text)
      return nip?.sex
    }
    if let nip, nip.sex != sex {
      warn(
        .sex, row, "roster.sex.nip",
        "does not fit digit 15 of the NIP, which says \(nip.sex == .male ? "male" : "female"); "
          + "the NIP was followed", value: text, advice: "the NIP belongs to someone else.")
      return nip.sex
    }
    return sex
  }

  /// Whether the superior exists is checked when all rows are read.
  mutating func superior(_ row: CSVRow, of number: String) -> String? {
    var text = fields.text(.superior, row)
    if text.first == "'" { text.removeFirst() }
    if text.isEmpty { return nil }
    if text == number {
      fault(.superior, row, "roster.superior.self", "is the person's own id; expected the id of someone else", value: text)
      return nil
    }
    return text
  }
}

enum EmploymentText {
  static let words = [
    "pns", "pppk", "pppk_part_time", "pppk_paruh_waktu", "non_asn", "honorer", "volunteer", "relawan", "partner", "mitra",
  ]

  static func read(_ text: String) -> Employment? {
    switch RosterLookups.key(text) {
    case "pns", "asn pns", "cpns": .pns
    case "pppk", "p3k", "asn pppk", "pppk penuh waktu": .pppk
    case "pppk part time", "pppk paruh waktu", "p3k paruh waktu", "pppk pw", "pppkparttime": .pppkPartTime
    case "non asn", "nonasn", "honorer", "thl", "kontrak", "tenaga kontrak", "phl": .nonASN
    case "volunteer", "relawan", "sukarelawan": .volunteer
    case "partner", "mitra": .partner
    default: nil
    }
  }
}

enum SexText {
  static func read(_ text: String) -> Sex? {
    switch RosterLookups.key(text) {
    case "l", "lk", "laki laki", "laki", "pria", "male", "m", "1": .male
    case "p", "pr", "perempuan", "wanita", "female", "f", "w", "2": .female
    default: nil
    }
  }
}
