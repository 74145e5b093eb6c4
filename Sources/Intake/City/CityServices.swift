import Basics
import Incident

/// Reads `services.csv` (sectors and who answers for them) and `deadlines.csv` (working days by kind of complaint) of a city pack.
enum CityServices {
  private static let sectorRule = HeaderRule([
    .init("id", ["kode"], required: true), .init("name_id", ["nama"], required: true), .init("name_en", ["name"], required: true),
    .init("unit"), .init("source", ["sumber"]),
  ])
  private static let deadlineRule = HeaderRule([
    .init("kind", ["jenis"], required: true), .init("first_days", ["tanggapan"], required: true),
    .init("answer_days", ["jawaban"], required: true), .init("source", ["sumber"], required: true),
  ])

  static func sectors(_ file: CityFile, _ findings: CityFindings) -> [ServiceSector] {
    CityTables.rows(file, sectorRule, findings).compactMap { row in
      guard let id = row.id("id", SectorID.self), let indonesian = row.text("name_id"), let english = row.text("name_en") else {
        return nil
      }
      let unit = row.row["unit"]
      return ServiceSector(id: id, name: Bilingual(id: indonesian, en: english), unit: unit.isEmpty ? nil : UnitID(unit))
    }
  }

  /// Kinds that the file leaves out keep the portal's days.
  static func deadlines(_ file: CityFile, _ findings: CityFindings) -> [DeadlineRule] {
    let own = CityTables.rows(file, deadlineRule, findings).compactMap { row -> DeadlineRule? in
      guard let kind = row.choice("kind", ComplaintKind.self), let first = row.int("first_days", 1...400),
        let answer = row.int("answer_days", 1...400), let source = row.text("source")
      else { return nil }
      guard first <= answer else {
        row.fault("city.deadline.order", "the first response is due after the answer", "first_days")
        return nil
      }
      return DeadlineRule(kind, first: first, answer: answer, source: source)
    }
    return own + ServiceSettings.portalDeadlines.filter { rule in !own.contains { $0.kind == rule.kind } }
  }
}
