import Basics
import Incident

/// The structure of the Posko (SKPDB) with who holds what.
extension PaperMaker {
  func poskoChart() -> [PaperBlock] {
    var blocks: [PaperBlock] = [
      .heading(1, words("paper.posko-chart")),
      .paragraph(title + " · " + planPeriod, kind: "sub"),
    ]
    blocks.append(.chart(chart))
    blocks.append(.paragraph(words("chart.legend"), kind: "note"))
    blocks.append(.paragraph(approval, kind: "note"))
    blocks += caveats.map { .paragraph("– " + $0, kind: "note") }
    return blocks
  }

  private var chart: Chart {
    let command = context.city.roles.filter { $0.section == .command }
    var lead = command.first.flatMap(box) ?? ChartBox(title: words("chart.commander"), lines: [])
    lead.kind = "lead"
    // The log's word on who commands wins over the plan: a decree may name another than the plan's row.
    if facts.commander != nil || facts.acting != nil { lead.lines = [(commander, "who")] }
    let sections = Section.allCases.filter { $0 != .command }.map { section in
      (title: words("section.\(section.rawValue)"), boxes: boxes(section))
    }
    return Chart(top: lead, staff: command.dropFirst().compactMap(box), sections: sections)
  }

  /// One box a role that stands directly under the section's head, one box a branch (bidang) with its roles.
  private func boxes(_ section: Section) -> [ChartBox] {
    var boxes: [ChartBox] = []
    var branches: [String: Int] = [:]
    for role in context.city.roles where role.section == section {
      guard let own = box(role) else { continue }
      guard let branch = role.branch?[language] else {
        boxes.append(own)
        continue
      }
      let lines = [(text: own.title, kind: "role")] + own.lines
      if let at = branches[branch] {
        boxes[at].lines += lines
        if own.kind.isEmpty { boxes[at].kind = "" }
      } else {
        branches[branch] = boxes.count
        boxes.append(ChartBox(title: branch, lines: lines, kind: own.kind))
      }
    }
    return boxes.isEmpty ? [ChartBox(title: words("chart.noPosts"), lines: [], kind: "open")] : boxes
  }

  /// Nil for a role without posts, duties and teams: only established positions stand on the chart.
  private func box(_ role: Role) -> ChartBox? {
    let groups = posts(role.id)
    if groups.isEmpty { return nil }
    var lines: [(text: String, kind: String)] = []
    var missing = 0
    var holders = 0
    for (group, place) in groups {
      missing += group.missing
      holders += group.duties.count + group.teams.count
      var held = group.duties.prefix(4).map { context.names.name($0.duty.staff) }
      if group.duties.count > 4 { held.append(words("list.more", ["count": style.number(group.duties.count - 4)])) }
      held += group.teams.map { team in
        words(
          "plan.partnerRow",
          [
            "partner": lookup.partnerName(team.partner), "heads": style.number(team.heads),
            "state": words("team.\(team.state.rawValue)"),
          ])
      }
      if !held.isEmpty { lines.append((held.joined(separator: ", ") + " – " + lookup.placeName(place), "who")) }
    }
    if missing > 0 { lines.append((words("chart.missing", ["missing": style.number(missing)]), "gap")) }
    return ChartBox(title: role.name[language], lines: lines, kind: holders == 0 ? "open" : "")
  }

  private func posts(_ role: RoleID) -> [(PlanView.PostGroup, PlaceID)] {
    (context.plan?.sections ?? []).flatMap { section in
      section.places.flatMap { place in place.posts.filter { $0.post.role == role }.map { ($0, place.place) } }
    }
  }
}
