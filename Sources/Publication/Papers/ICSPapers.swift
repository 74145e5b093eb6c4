import Basics
import Incident

/// ICS 203, 204 and 214: the same facts in the blocks of the FEMA forms. What the log does not know stays blank to be written in.
extension PaperMaker {
  private var blank: String { "……………………………………" }

  private func head(_ paper: String) -> [PaperBlock] {
    [
      .heading(1, words(paper)),
      .pairs([(words("ics.incident"), [title + " (" + context.operation.rawValue + ")"]), (words("ics.period"), [planPeriod])]),
    ]
  }

  private func preparedBy(_ block: Int) -> PaperBlock {
    .pairs([
      (words("ics.prepared", ["block": "\(block)"]), [blank, words("paper.madeLine", ["at": style.moment(context.generatedAt)])])
    ])
  }

  // MARK: 203 Organization Assignment List

  func ics203() -> [PaperBlock] {
    var blocks = head("paper.ics-203")
    blocks.append(.heading(2, words("ics.203.command")))
    blocks.append(.pairs([(words("chart.commander"), [commander])]))
    blocks += holdersTable(.command)
    blocks.append(.heading(2, words("ics.203.agencies")))
    blocks += agencies
    for (number, section) in [(5, Section.planning), (6, .logistics), (7, .operations), (8, .finance)] {
      blocks.append(.heading(2, "\(number). " + words("section.\(section.rawValue)")))
      blocks += holdersTable(section)
    }
    blocks.append(preparedBy(9))
    return blocks
  }

  private func holdersTable(_ section: Section) -> [PaperBlock] {
    guard let group = context.plan?.sections.first(where: { $0.section == section }) else {
      return [.paragraph(words("chart.noPosts"))]
    }
    var table = PaperTable([
      words("column.ics"), words("column.role"), words("column.who"), words("column.unit"), words("column.place"),
    ])
    for place in group.places {
      for post in place.posts {
        let role = lookup.role(post.post.role)
        let cells = [role?.ics ?? "–", lookup.roleName(post.post.role)]
        for row in post.duties {
          let lead = row.duty.seat == .leader ? " (\(words("seat.leader")))" : ""
          table.add(
            cells + [context.names.name(row.duty.staff) + lead, unitName(row.duty.staff), lookup.placeName(place.place)])
        }
        if post.missing > 0 {
          table.add(
            cells + [words("chart.missing", ["missing": style.number(post.missing)]), "–", lookup.placeName(place.place)],
            kind: "short")
        }
      }
    }
    return [.table(table)]
  }

  private var agencies: [PaperBlock] {
    let teams = (context.plan?.partnerTeams ?? []).filter { $0.state != .released }
    if teams.isEmpty { return [.paragraph(words("ics.noAgencies"))] }
    return [
      .list(
        teams.map { team in
          words(
            "ics.agency",
            [
              "partner": lookup.partnerName(team.partner), "heads": style.number(team.heads), "post": lookup.postName(team.post),
              "state": words("team.\(team.state.rawValue)"),
            ])
        })
    ]
  }

  // MARK: 204 Assignment List, one sheet for each section and place

  func ics204() -> [PaperBlock] {
    var blocks: [PaperBlock] = []
    for section in context.plan?.sections ?? [] where section.section == .operations || section.section == .logistics {
      for place in section.places {
        blocks += sheet204(section.section, place, isFirst: blocks.isEmpty)
      }
    }
    return blocks.isEmpty ? head("paper.ics-204") + [.paragraph(words("paper.planNone"))] : blocks
  }

  private func sheet204(_ section: Section, _ place: PlanView.PlaceGroup, isFirst: Bool) -> [PaperBlock] {
    var blocks: [PaperBlock] = [
      .heading(1, words("paper.ics-204"), newPage: !isFirst),
      .pairs([
        (words("ics.incident"), [title + " (" + context.operation.rawValue + ")"]), (words("ics.period"), [time(place.shift)]),
        (words("ics.204.division"), [words("section.\(section.rawValue)") + " – " + lookup.placeName(place.place)]),
        (words("ics.204.personnel"), personnel(place)),
      ]),
      .heading(3, words("ics.204.resources")), .table(resources(place)), .heading(3, words("ics.204.work")),
    ]
    let roles = place.posts.compactMap { lookup.role($0.post.role) }
    blocks.append(.list(roles.map { "\($0.name[language]): \($0.task[language])" }))
    blocks.append(.heading(3, words("ics.204.special")))
    blocks.append(.list(special(place, roles)))
    blocks.append(.pairs([(words("ics.204.communications"), [blank])]))
    blocks.append(preparedBy(9))
    return blocks
  }

  private func personnel(_ place: PlanView.PlaceGroup) -> [String] {
    let leaders = place.posts.flatMap(\.duties).filter { $0.duty.seat == .leader }.map {
      words("ics.leader", ["name": context.names.name($0.duty.staff)])
    }
    return [words("chart.commander") + ": " + commander] + (leaders.isEmpty ? [words("ics.noLeader")] : leaders)
  }

  private func resources(_ place: PlanView.PlaceGroup) -> PaperTable {
    var table = PaperTable(
      [
        words("column.role"), words("column.who"), words("column.count"), words("column.missing"), words("column.bring"),
      ], kinds: ["", "", "n", "n"])
    for post in place.posts {
      let names = post.duties.map { context.names.name($0.duty.staff) }
      let teams = post.teams.map {
        "\(lookup.partnerName($0.partner)): \(style.number($0.heads)) (\(words("team.\($0.state.rawValue)")))"
      }
      table.add([
        lookup.roleName(post.post.role), (names + teams).joined(separator: ", "), style.number(names.count),
        style.number(post.missing), lookup.role(post.post.role)?.bring?[language] ?? "–",
      ])
    }
    return table
  }

  /// Safety first: power, and the rules of the roles that work here.
  private func special(_ place: PlanView.PlaceGroup, _ roles: [Role]) -> [String] {
    var lines: [String] = []
    if let area = lookup.place(place.place)?.area, roles.contains(where: \.isInWater) {
      let power = facts.power.last { $0.value.area == area }
      let state = power.map { words("power.\($0.value.state.rawValue)") + cite($0.sequence) } ?? none
      lines.append(words("ics.power", ["area": lookup.areaName(area), "state": state]))
    }
    for role in roles where role.minimumCrew > 1 {
      lines.append(words("ics.crew", ["role": role.name[language], "crew": "\(role.minimumCrew)"]))
    }
    if roles.contains(where: \.needsWoman) { lines.append(words("ics.woman")) }
    return lines.isEmpty ? [words("ics.noSpecial")] : lines
  }

  // MARK: 214 Activity Log, one sheet for each post that has lines

  func ics214() -> [PaperBlock] {
    let lines = logLines.byPost
    var blocks: [PaperBlock] = []
    for post in loggedPosts(lines) {
      guard let own = lines[post], let parts = Lookup.parts(post) else { continue }
      let duties = (plan?.duties ?? []).filter { $0.post == post }
      blocks += [
        .heading(1, words("paper.ics-214"), newPage: !blocks.isEmpty),
        .pairs([
          (words("ics.incident"), [title + " (" + context.operation.rawValue + ")"]), (words("ics.period"), [time(parts.shift)]),
          (words("ics.214.name"), [holders(post)]),
          (words("ics.214.position"), [(lookup.role(parts.role)?.ics ?? "–") + " – " + lookup.postName(post)]),
          (words("ics.214.agency"), agencies(duties)),
        ]),
        .heading(3, words("ics.214.resources")), .table(resourceNames(duties)), .heading(3, words("ics.214.log")),
        .table(table(own)), preparedBy(8),
      ]
    }
    return blocks.isEmpty ? head("paper.ics-214") + [.paragraph(words("log.empty"))] : blocks
  }

  private func agencies(_ duties: [Duty]) -> [String] {
    var units: [String] = []
    for duty in duties where !units.contains(unitName(duty.staff)) { units.append(unitName(duty.staff)) }
    return units.isEmpty ? ["–"] : [units.joined(separator: ", ")]
  }

  private func resourceNames(_ duties: [Duty]) -> PaperTable {
    var table = PaperTable([words("column.who"), words("column.role"), words("column.unit")])
    for duty in duties {
      table.add([
        context.names.name(duty.staff), Lookup.parts(duty.post).map { lookup.roleName($0.role) } ?? "–", unitName(duty.staff),
      ])
    }
    return table
  }
}
