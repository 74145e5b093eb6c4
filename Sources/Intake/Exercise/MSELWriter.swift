import Basics
import Incident

extension MSEL {
  /// Writes injects so that reading them again gives the same ones. Text that a spreadsheet would run as a formula gets an
  /// apostrophe in front, which reading takes off again.
  /// - Parameter offsetMinutes: the city's clock, for the scenario's time beside T+hh:mm.
  public static func write(
    _ injects: [Inject], start: Instant, offsetMinutes: Int, isEnglish: Bool = false, dialect: CSVDialect = .iso
  ) -> [UInt8] {
    let columns = MSELColumn.written
    var rows = [columns.map { isEnglish ? $0.english : $0.rawValue }]
    for inject in injects {
      let cells = MSELCells(inject: inject, start: start, offsetMinutes: offsetMinutes)
      rows.append(columns.map { FormulaGuard.neutralised(cells.text($0)) })
    }
    return CSVWriter.write(rows, dialect: dialect)
  }
}

/// One inject's fields as text.
private struct MSELCells {
  let inject: Inject
  let start: Instant
  let offsetMinutes: Int

  func text(_ column: MSELColumn) -> String {
    switch column {
    case .number: inject.id.rawValue
    case .exerciseTime: inject.earliestMinute.map(ExerciseClock.text) ?? ""
    case .scenarioTime: inject.earliestMinute.map { local(start.adding(minutes: $0)) } ?? ""
    case .event: inject.synopsis
    case .eventEnglish: inject.synopsisEnglish
    case .text: inject.text
    case .type: inject.kind.rawValue
    case .method: inject.method.rawValue
    case .from: inject.from
    case .to: inject.to
    case .controller: inject.controller
    case .expectedAction: inject.expectedAction
    case .limit: inject.limitMinutes.map(String.init) ?? ""
    case .objective: inject.objective ?? ""
    case .evaluator: inject.evaluator
    case .location: inject.location
    case .condition: condition
    case .unless: inject.unless.map { InjectFields.text(InjectConditionCoding.write($0)) } ?? ""
    case .content: InjectContentCoding.write(inject.content).word.rawValue
    case .details: InjectFields.text(InjectContentCoding.write(inject.content).entries)
    case .remarks: inject.remarks
    case .status: ""
    }
  }

  private var condition: String {
    guard case .conditional(let condition, _) = inject.trigger else { return "" }
    return InjectFields.text(InjectConditionCoding.write(condition))
  }

  /// Without an offset: the reader takes the city's clock.
  private func local(_ instant: Instant) -> String {
    let minute = instant.minuteOfDay(offsetMinutes: offsetMinutes)
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    return "\(instant.date(offsetMinutes: offsetMinutes).text)T\(two(minute / 60)):\(two(minute % 60))"
  }
}
