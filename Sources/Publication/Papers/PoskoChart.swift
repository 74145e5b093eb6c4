import Basics
import Incident

/// The structure of the Posko (SKPDB) with who holds what.
extension PaperMaker {
  func poskoChart() -> [PaperBlock] {
    var blocks: [PaperBlock] = [
      .heading(1, words("paper.posko-chart")),
      .paragraph(title + " · " + period, kind: "sub"),
    ]
    blocks.append(.chart(chart))
    blocks.append(.paragraph(words("chart.legend"), kind: "note"))
    blocks.append(.paragraph(approval, kind: "note"))
    blocks += caveats.map { .paragraph("– " + $0, kind: "note") }
    return blocks
  }

  private var chart: Chart {
    let command = context.city.roles.filter { $0.section == .command }
    let top = command.first
    var lead = top.flatMap(box) ?? ChartBox(title: words("chart.commander"), lines: [])
    lead.kind = "lead"
    // The log's word on who commands wins over the plan: a decree may name another than the plan's row.
    if facts.commander != nil || facts.acting != nil { lead.lines = [(commander, "who")] }
    let sections = Section.allCases.filter { $0 != .command }.map { section in
      (title: words("section.\(section.rawValue)"), boxes: boxes(section))
    }
    return Chart(top: lead, staff: command.dropFirst().compactMap(box), sections: sections)
  }

  /// Roles of a section; those of one branch under the branch's name.
  private func boxes(_ section: Section) -> [ChartBox] {
    let roles = context.city.roles.filter { $0.section == section }
    let boxes = roles.compactMap { role -> ChartBox? in
      guard var box = box(role) else { return nil }
      if let branch = role.branch?[language] { box.lines.insert((branch, "place"), at: 0) }
      return box
    }
    return boxes.isEmpty ? [ChartBox(title: words("chart.noPosts"), lines: [], kind: "open")] : boxes
  }

  /// Nil for a role without posts, duties and teams: only established positions stand on the chart.
  private func box(_ role: Role) -> ChartBox? {
    var lines: [(text: String, kind: String)] = []
    var missing = 0
    var holders = 0
    let groups = posts(role.id)
    for (group, place) in groups {
      missing += group.missing
      holders += group.duties.count
      let names = group.duties.map { context.names.name($0.duty.staff) }
      let shown = names.prefix(4).joined(separator: ", ")
      let rest = names.count > 4 ? " " + words("list.more", ["count": style.number(names.count - 4)]) : ""
      if !names.isEmpty { lines.append((shown + rest, "who")) }
      for team in group.teams {
        lines.append(
          (
            words(
              "plan.partnerRow",
              [
                "partner": lookup.partnerName(team.partner), "heads": style.number(team.heads),
                "state": words("team.\(team.state.rawValue)"),
              ]), "who"
          ))
      }
      if !names.isEmpty || !group.teams.isEmpty { lines.append((lookup.placeName(place), "place")) }
    }
    if missing > 0 { lines.append((words("chart.missing", ["missing": style.number(missing)]), "gap")) }
    if groups.isEmpty { return nil }
    return ChartBox(title: role.name[language], lines: lines, kind: holders == 0 ? "open" : "")
  }

  private func posts(_ role: RoleID) -> [(PlanView.PostGroup, PlaceID)] {
    (context.plan?.sections ?? []).flatMap { section in
      section.places.flatMap { place in place.posts.filter { $0.post.role == role }.map { ($0, place.place) } }
    }
  }
}
