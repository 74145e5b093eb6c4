import Basics
import Incident

/// A row of a complaint file, in words; the words and the contact become side rows.
public struct ComplaintRow: Hashable, Sendable {
  public var line: Int
  public var number: String?
  public var sector: SectorID
  public var kind: ComplaintKind
  public var isUrgent: Bool
  public var privacy: ComplaintPrivacy
  public var area: AreaID?
  public var unit: UnitID?
  public var words: String
  public var contact: String?
  public var receivedAt: Instant
  public var answeredAt: Instant?
  public var answer: String?
  public var closedAt: Instant?
}

/// Complaints as CSV: the national portal's export or an office's spreadsheet.
///
/// No published layout of SP4N-LAPOR's export was found: headers are recognised by the names that its pages use, and columns that are
/// not known are passed over. Days without an hour count from 00.00.
public enum ComplaintTable {
  static let rule = HeaderRule(
    [
      .init("number", ["nomor", "no", "tracking_id", "id_laporan", "nomor_laporan", "id"]),
      .init("received", ["tanggal", "tanggal_laporan", "tanggal_masuk", "tgl_laporan", "received_at"], required: true),
      .init("sector", ["sektor", "kategori", "topik", "category"], required: true),
      .init("kind", ["jenis", "klasifikasi", "jenis_laporan", "klasifikasi_laporan", "class"]),
      .init("words", ["isi", "isi_laporan", "uraian", "judul", "judul_laporan", "text"], required: true),
      .init("contact", ["kontak", "telepon", "no_hp", "pelapor", "nama_pelapor"]),
      .init("privacy", ["kerahasiaan", "sifat"]), .init("area", ["kelurahan", "lokasi", "kode_kelurahan"]),
      .init("unit", ["instansi", "instansi_terdisposisi", "opd", "unit_kerja"]), .init("urgent", ["mendesak"]),
      .init("answered", ["tanggal_tindak_lanjut", "tanggal_jawab", "answered_at"]),
      .init("answer", ["tindak_lanjut", "jawaban"]),
      .init("closed", ["tanggal_selesai", "tanggal_tutup", "closed_at"]), .init("status"),
    ], allowsOthers: true)

  /// - Parameters:
  ///   - city: its sectors and kelurahan.
  ///   - units: of the roster.
  /// - Returns: the good rows, and all problems; a file with an error must not be taken at all.
  public static func read(_ bytes: [UInt8], file: String, city: City, units: [OrgUnit]) -> Reading<[ComplaintRow]> {
    let table = CSVTable.read(bytes, file: file, header: rule)
    var problems = table.problems
    var rows: [ComplaintRow] = []
    var seen: [String: Int] = [:]
    if table.value.rows.count > IncidentLimits.complaintsPerImport {
      problems.append(
        Problem(
          "complaint.many", "\(table.value.rows.count) rows; at most \(IncidentLimits.complaintsPerImport) at a time",
          at: .init(file: file), advice: "split the file."))
    }
    for row in table.value.rows.prefix(IncidentLimits.complaintsPerImport) {
      var reader = ComplaintRowReader(row: row, city: city, units: units)
      let read = reader.read()
      problems += reader.problems
      guard let read else { continue }
      if let number = read.number, let first = seen.updateValue(read.line, forKey: number) {
        problems.append(
          Problem(
            "complaint.twice", "number \(number) stands in line \(first) already", severity: .warning, at: row.place("number")))
        continue
      }
      rows.append(read)
    }
    return Reading(rows, problems: problems)
  }
}

private struct ComplaintRowReader {
  let row: CSVRow
  let city: City
  let units: [OrgUnit]
  private(set) var problems: [Problem] = []

  init(row: CSVRow, city: City, units: [OrgUnit]) {
    self.row = row
    self.city = city
    self.units = units
  }

  mutating func read() -> ComplaintRow? {
    let received = instant("received", isRequired: true)
    let sector = self.sector()
    let kind = self.kind()
    let words = FormulaGuard.restored(row["words"])
    if words.isEmpty { fault("complaint.words", "empty; expected what the citizen says", "words") }
    if words.utf8.count > 16_000 { fault("complaint.words", "\(words.utf8.count) bytes; at most 16000", "words") }
    let number = self.number()
    let answeredAt = instant("answered", isRequired: false)
    let closedAt = instant("closed", isRequired: false)
    let area = self.area()
    let unit = self.unit()
    let privacy = self.privacy()
    if let received, let answeredAt, answeredAt < received {
      fault("complaint.order", "answered before it was received", "answered")
    }
    if closedAt != nil, answeredAt == nil {
      fault("complaint.order", "closed without a day of the answer", "closed")
    } else if let closedAt, let answeredAt, closedAt < answeredAt {
      fault("complaint.order", "closed before it was answered", "closed")
    }
    let urgent = row["urgent"].isEmpty ? false : FieldText.yesNo(row["urgent"])
    if urgent == nil { fault("complaint.urgent", "\(quoted(row["urgent"])); expected ya or tidak", "urgent") }
    guard let received, let sector, let kind, let privacy, let urgent, !problems.hasErrors else { return nil }
    let answer = FormulaGuard.restored(row["answer"])
    let contact = FormulaGuard.restored(row["contact"])
    return ComplaintRow(
      line: row.line, number: number, sector: sector, kind: kind, isUrgent: urgent, privacy: privacy, area: area, unit: unit,
      words: words, contact: contact.isEmpty ? nil : contact, receivedAt: received, answeredAt: answeredAt,
      answer: answer.isEmpty ? nil : answer, closedAt: closedAt)
  }

  private mutating func fault(
    _ code: String, _ message: String, _ column: String, advice: String? = nil, severity: Problem.Severity = .error
  ) {
    problems.append(Problem(code, message, severity: severity, at: row.place(column), advice: advice))
  }

  /// `#7654321`, `7654321`, `LAP/2026/12`: letters, digits, `-`, `_`, `.`; the rest becomes `-`.
  private mutating func number() -> String? {
    let text = row["number"]
    if text.isEmpty { return nil }
    let plain = String(
      text.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.isASCII
          && (scalar.properties.isAlphabetic || (48...57).contains(scalar.value) || "-_.".unicodeScalars.contains(scalar))
        return isPlain ? Character(scalar) : "-"
      }
    ).drop { $0 == "-" }
    if isPlainID(plain) { return String(plain) }
    fault("complaint.number", "\(quoted(text)); expected the portal's number", "number")
    return nil
  }

  /// A day, or a day and a time after a blank: `2026-11-24 08:30`, `24/11/2026 08.30`.
  private mutating func instant(_ column: String, isRequired: Bool) -> Instant? {
    let text = row[column]
    if text.isEmpty {
      if isRequired { fault("complaint.date", "empty; expected a date", column) }
      return nil
    }
    if let day = FieldText.date(text) { return at(day, minute: 0) }
    let bytes = Array(text)
    if let split = bytes.lastIndex(where: { $0 == " " || $0 == "T" }), let day = FieldText.date(String(bytes[..<split])) {
      let clock = bytes[(split + 1)...].split { $0 == ":" || $0 == "." }.map { FieldText.integer(String($0)) }
      if clock.count == 2 || clock.count == 3, let hour = clock[0], let minute = clock[1], (0...23).contains(hour),
        (0...59).contains(minute)
      {
        return at(day, minute: hour * 60 + minute)
      }
    }
    fault("complaint.date", "\(quoted(text)); expected a date as 2026-11-24 or 24/11/2026, with or without 08:30", column)
    return nil
  }

  private func at(_ day: CivilDate, minute: Int) -> Instant {
    Instant(milliseconds: (Int64(day.dayNumber) * 1_440 + Int64(minute - city.offsetMinutes)) * 60_000)
  }

  private mutating func sector() -> SectorID? {
    let text = row["sector"].lowercased()
    let sectors = city.service.sectors
    if let found = sectors.first(where: {
      $0.id.rawValue == text || $0.name.id.lowercased() == text || $0.name.en.lowercased() == text
    }) {
      return found.id
    }
    let names = sectors.map(\.id.rawValue)
    fault(
      "complaint.sector", "\(quoted(row["sector"])); expected one of \(names.joined(separator: ", "))", "sector",
      advice: suggestion(for: text, among: names + sectors.map { $0.name.id.lowercased() }).map { "\"\($0)\" was meant." })
    return nil
  }

  /// The portal's classes; an empty one is a complaint that is examined on paper.
  private mutating func kind() -> ComplaintKind? {
    let text = row["kind"].lowercased()
    switch text {
    case "", "pengaduan", "keluhan", "complaint": return .desk
    case "aspirasi": return .aspiration
    case "permintaan informasi", "informasi": return .information
    case "sederhana": return .simple
    case "pemeriksaan lapangan", "lapangan": return .inspection
    default: break
    }
    if let kind = ComplaintKind(rawValue: text) { return kind }
    fault(
      "complaint.kind",
      "\(quoted(row["kind"])); expected pengaduan, aspirasi, permintaan informasi, or \(ComplaintKind.allCases.map(\.rawValue).joined(separator: ", "))",
      "kind")
    return nil
  }

  private mutating func privacy() -> ComplaintPrivacy? {
    switch row["privacy"].lowercased() {
    case "", "terbuka", "open", "publik": return .open
    case "anonim", "anonymous": return .anonymous
    case "rahasia", "confidential": return .confidential
    default:
      fault("complaint.privacy", "\(quoted(row["privacy"])); expected terbuka, anonim or rahasia", "privacy")
      return nil
    }
  }

  /// By code or name; an unknown place is a warning, as portals write addresses there.
  private mutating func area() -> AreaID? {
    let text = row["area"]
    if text.isEmpty { return nil }
    if let area = city.areas.first(where: { $0.id.rawValue == text || $0.name.lowercased() == text.lowercased() }) {
      return area.id
    }
    fault("complaint.area", "\(quoted(text)) is no kelurahan of the city; left empty", "area", severity: .warning)
    return nil
  }

  private mutating func unit() -> UnitID? {
    let text = row["unit"].lowercased()
    if text.isEmpty { return nil }
    if let unit = units.first(where: { $0.id.rawValue.lowercased() == text || $0.name.lowercased() == text }) { return unit.id }
    fault(
      "complaint.unit", "\(quoted(row["unit"])) is no unit of the roster; a person has to assign it", "unit", severity: .warning)
    return nil
  }
}
