import Basics
import Geography
import Incident

/// Where a person starts from, and how they are reached.
extension RosterRowReader {
  mutating func home(_ row: CSVRow) -> AreaID? {
    let text = fields.text(.kelurahan, row)
    if text.isEmpty { return nil }
    switch lookups.area(text) {
    case .found(let area): return area
    case .ambiguous:
      fault(
        .kelurahan, row, "roster.kelurahan.ambiguous", "is the name of more than one kelurahan; expected a code as 14.72.06.1001",
        value: text)
    case .unknown:
      if context.areas.isEmpty { return AreaID(text) }
      let guess = lookups.suggestArea(text)
      fault(
        .kelurahan, row, "roster.kelurahan.unknown", "is no kelurahan of the city; expected a name or a code of kelurahan.csv",
        value: text,
        advice: guess.map { "\"\($0)\" was meant." } ?? "the person lives outside: leave the field empty and give lat and lon.")
    }
    return nil
  }

  mutating func start(_ row: CSVRow) -> Coordinate? {
    let latitudeText = fields.text(.latitude, row)
    let longitudeText = fields.text(.longitude, row)
    if latitudeText.isEmpty, longitudeText.isEmpty { return nil }
    if latitudeText.isEmpty || longitudeText.isEmpty {
      fault(
        latitudeText.isEmpty ? .latitude : .longitude, row, "roster.start.half",
        "is empty, and the other coordinate is not; expected both or none")
      return nil
    }
    guard let latitude = degrees(latitudeText, .latitude, 90, row), let longitude = degrees(longitudeText, .longitude, 180, row),
      let coordinate = Coordinate(latitude: latitude, longitude: longitude)
    else { return nil }
    switch lookups.start(coordinate) {
    case .inside: break
    case .outside:
      warn(
        .latitude, row, "roster.start.outside", "\(quoted("\(latitudeText) \(longitudeText)")) lies outside the city")
    case .farAway:
      fault(
        .latitude, row, "roster.start.far",
        "\(quoted("\(latitudeText) \(longitudeText)")) lies far outside the city; "
          + "expected degrees of a place from which people come to duty", advice: farAdvice(latitude, longitude))
    }
    return coordinate
  }

  private func farAdvice(_ latitude: Double, _ longitude: Double) -> String? {
    if let swapped = Coordinate(latitude: longitude, longitude: latitude), lookups.start(swapped) != .farAway {
      return "lat and lon are swapped."
    }
    return nil
  }

  private mutating func degrees(_ text: String, _ column: RosterColumn, _ limit: Double, _ row: CSVRow) -> Double? {
    guard let value = FieldText.decimal(text) else {
      fault(column, row, "roster.start.number", "is not a number; expected degrees as 1.6826", value: text)
      return nil
    }
    if abs(value) <= limit { return value }
    // Spreadsheets take 101.4446 for 1,014,446 where the point parts thousands.
    fault(
      column, row, "roster.start.range",
      "is beyond \(Int(limit)) degrees; expected degrees as \(limit == 90 ? "1.6826" : "101.4446")",
      value: text, advice: abs(value) <= 180 ? "lat and lon are swapped." : "a spreadsheet dropped the decimal point.")
    return nil
  }

  mutating func phone(_ row: CSVRow) -> String? {
    let text = FormulaGuard.restored(fields.text(.phone, row))
    if text.isEmpty || text == "-" { return nil }
    do {
      let answer = try PhoneText.read(text)
      if answer.hadLostZero {
        warn(.phone, row, "roster.phone.zero", "has lost its first 0 in a spreadsheet; read as \(answer.number)", value: text)
      }
      return answer.number
    } catch {
      switch error {
      case .ruinedBySpreadsheet:
        fault(
          .phone, row, "roster.phone.ruined", "was rounded by a spreadsheet; expected 08… or +62…", value: text,
          advice: "format the column as text in the source and export anew: lost digits cannot be restored.")
      case .notANumber: fault(.phone, row, "roster.phone", "is no telephone number; expected 08… or +62…", value: text)
      case .length(let count):
        fault(
          .phone, row, "roster.phone.length", "has \(count) digits with the country's code; expected 9 to 15", value: text)
      }
      return nil
    }
  }

  mutating func mail(_ row: CSVRow) -> String? {
    let text = FormulaGuard.restored(fields.text(.mail, row))
    if text.isEmpty || text == "-" { return nil }
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let isSound =
      parts.count == 2 && !parts[0].isEmpty && parts[1].contains(UInt8(ascii: ".")) && parts[1].first != UInt8(ascii: ".")
      && parts[1].last != UInt8(ascii: ".") && text.utf8.count <= 254 && text.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    if isSound { return text }
    fault(.mail, row, "roster.mail", "is no mail address; expected name@office.example", value: text)
    return nil
  }

  mutating func language(_ row: CSVRow) -> Language {
    switch RosterLookups.key(fields.text(.language, row)) {
    case "", "id", "in", "indonesia", "bahasa indonesia", "indonesian": return .id
    case "en", "inggris", "english": return .en
    default:
      fault(.language, row, "roster.language", "is not known; expected id or en", value: fields.text(.language, row))
      return .id
    }
  }
}
