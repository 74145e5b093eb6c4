import Basics
import Incident

/// Staff, equipment, shortages and requests for aid as tables.
extension PaperMaker {
  func staffBlocks() -> [PaperBlock] {
    guard let view = context.plan else { return [.paragraph(words("paper.planNone"))] }
    var table = PaperTable(
      [
        words("column.section"), words("column.needed"), words("column.assigned"), words("column.partners"),
        words("column.missing"),
      ], kinds: ["", "n", "n", "n", "n"])
    for section in view.sections {
      let posts = section.places.flatMap(\.posts)
      let teams = posts.reduce(0) { $0 + $1.teamHeads }
      table.add([
        words("section.\(section.section.rawValue)"), style.number(posts.reduce(0) { $0 + $1.needed }),
        style.number(posts.reduce(0) { $0 + $1.duties.count }), style.number(teams),
        style.number(posts.reduce(0) { $0 + $1.missing }),
      ])
    }
    table.add(
      [
        words("report.sum"), style.number(view.heads), style.number(view.plan.duties.count), style.number(view.partnerHeads),
        style.number(view.missing),
      ], kind: "total")
    return [
      .paragraph(words("report.planSource", ["plan": view.id, "state": approval]), kind: "note"), .table(table),
      .paragraph(orderLine),
    ]
  }

  /// How many orders stand where; counts only, no person.
  private var orderLine: String {
    if facts.orders.isEmpty { return words("report.noOrders") }
    var counts: [OrderState.Phase: Int] = [:]
    for order in facts.orders.values { counts[order.state, default: 0] += 1 }
    let parts = OrderState.Phase.allCases.compactMap { phase in
      counts[phase].map { "\(words("orderState.\(phase.rawValue)")) \(style.number($0))" }
    }
    return words("report.orders", ["count": style.number(facts.orders.count), "states": parts.joined(separator: ", ")])
  }

  func equipmentBlocks() -> [PaperBlock] {
    if facts.equipment.isEmpty { return [.paragraph(none)] }
    var table = PaperTable(
      [
        words("column.equipment"), words("column.count"), words("column.place"), words("column.owner"), words("column.state"),
        words("column.log"),
      ], kinds: ["", "n", "", "", "", "n"])
    for stated in facts.equipment {
      let report = stated.value
      table.add([
        words("equipment.\(report.kind.rawValue)"), style.number(report.count), lookup.placeName(report.place), report.owner,
        words("equipmentState.\(report.state.rawValue)"), "\(stated.sequence)",
      ])
    }
    return [.table(table)]
  }

  func shortageBlocks(limit: Int) -> [PaperBlock] {
    guard let plan else { return [.paragraph(words("paper.planNone"))] }
    if plan.shortages.isEmpty { return vacated.isEmpty ? [.paragraph(words("plan.noShortages"))] : vacated }
    var table = PaperTable(
      [
        words("column.post"), words("column.missing"), words("column.cause"), words("column.remedy"),
      ], kinds: ["", "n"])
    let gravest = PlanTable.gravest(plan.shortages)
    for shortage in gravest.prefix(limit) {
      let remedies = explain.cheapest(shortage, limit: 2).map { explain.text($0.act) }
      table.add([
        lookup.postName(shortage.post) + " (" + words("class.\(shortage.criticality.rawValue)") + ")",
        "\(style.number(shortage.missing)) \(words("seat.\(shortage.seat.rawValue)"))", explain.text(shortage.cause),
        remedies.isEmpty ? explain.fallback(shortage) : remedies.joined(separator: "; "),
      ])
    }
    var blocks: [PaperBlock] = [.table(table)] + vacated
    if gravest.count > limit {
      blocks.append(.paragraph(words("list.more", ["count": style.number(gravest.count - limit)]), kind: "note"))
    }
    return blocks
  }

  /// How many who were called will not come; a count, no names.
  private var vacated: [PaperBlock] {
    let count = context.plan?.vacated ?? 0
    return count == 0 ? [] : [.paragraph(words("report.vacated", ["count": style.number(count)]))]
  }

  func aidBlocks() -> [PaperBlock] {
    if facts.aid.isEmpty { return [.paragraph(words("report.noAid"))] }
    var table = PaperTable(
      [
        words("column.to"), words("column.asked"), words("column.request"), words("column.state"), words("column.log"),
      ], kinds: ["", "nowrap", "", "", "n"])
    for line in facts.aid {
      table.add([
        lookup.partnerName(line.asked.value.partner), shortMoment(line.asked.recorded), events.need(line.asked.value.need),
        state(line), "\(line.asked.sequence)",
      ])
    }
    return [.table(table)]
  }

  private func state(_ line: OperationFacts.AidLine) -> String {
    if let released = line.released { return words("aid.state.released", ["at": shortMoment(released)]) }
    if let arrived = line.arrived {
      return words(
        "aid.state.arrived", ["count": style.number(arrived.value.count), "at": shortMoment(arrived.recorded)])
    }
    if let promised = line.promised {
      return words(
        "aid.state.promised", ["count": style.number(promised.value.count), "at": shortMoment(promised.recorded)])
    }
    return words("aid.state.requested")
  }
}
