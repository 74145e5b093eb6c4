import Basics
import Incident
import Intake

/// Reports and relief goods as tables for spreadsheets: without words, telephones and names.
public enum CitizenTables {
  /// - Complexity: O(tickets)
  public static func reports(_ state: State, _ operation: EmergencyOperation, city: City) -> String {
    var lines: [[String]] = [
      [
        "ticket", "need", "people", "depth", "area", "rt", "way", "on_behalf_by", "seen_at", "told_at", "urgency", "trust",
        "merged_into", "post", "outcome",
      ]
    ]
    for ticket in state.tickets(operation.id) {
      let report = ticket.report
      let people: String = report.people.map { "\($0)" } ?? ""
      let area: String = city.area(report.area)?.name ?? report.area.rawValue
      let told: [String] = [
        ticket.id.rawValue, report.need.rawValue, people, report.depth?.rawValue ?? "", area, report.neighbourhood ?? "",
        report.way.rawValue, report.onBehalfBy ?? "", report.seenAt.text, report.toldAt.text,
      ]
      let done: [String] = [
        "\(ticket.urgency)", ticket.trust.rawValue, ticket.mergedInto?.rawValue ?? "", ticket.post?.rawValue ?? "",
        ticket.answer?.outcome.rawValue ?? "",
      ]
      lines.append(told + done)
    }
    return marked(lines, operation.mode)
  }

  public static func relief(_ operation: EmergencyOperation, city: City) -> String {
    var lines: [[String]] = [["moved_at", "item", "quantity", "measure", "from", "to", "outside", "area", "paper"]]
    for move in operation.relief {
      lines.append([
        move.movedAt.text, move.item, "\(move.quantity)", move.measure, move.from?.rawValue ?? "", move.to?.rawValue ?? "",
        move.outside, city.area(move.area)?.name ?? move.area.rawValue, move.paper,
      ])
    }
    return marked(lines, operation.mode)
  }

  /// In an exercise the first and the last line say so.
  private static func marked(_ lines: [[String]], _ mode: Mode) -> String {
    let mark = mode.mark.map { [[$0]] } ?? []
    let safe = (mark + lines + mark).map { $0.map(FormulaGuard.neutralised) }
    return String(decoding: CSVWriter.write(safe, dialect: .iso), as: UTF8.self)
  }
}
