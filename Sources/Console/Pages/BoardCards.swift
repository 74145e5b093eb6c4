import Basics
import Geography
import Incident
import Publication

/// The cards of the commander's screen.
struct BoardCards {
  let frame: Frame
  let operation: EmergencyOperation
  let shift: Shift?
  let lookup: Lookup
  private let plan: PlanRecord?

  init(frame: Frame, operation: EmergencyOperation, shift: Shift?) {
    self.frame = frame
    self.operation = operation
    self.shift = shift
    lookup = Lookup(
      city: frame.picture.city, shifts: operation.shiftList, names: Names(frame.picture.roster), style: frame.style,
      ownShift: shift?.id)
    plan = shift.flatMap { frame.picture.state.currentPlan(operation.id, shift: $0.id) }
  }

  private var state: State { frame.picture.state }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  // MARK: Head

  var head: HTML {
    let areas = operation.opening.areas.prefix(6).map { lookup.areaName($0) }
    let more = operation.opening.areas.count > 6 ? " +\(operation.opening.areas.count - 6)" : ""
    let status = frame.p("status.\(operation.status.rawValue)")
    return """
      <p class="lead"><strong>\(frame.p("hazard.\(operation.opening.hazard.rawValue)"))</strong> · \(areas.joined(separator: ", "))\(more)
      · \(w("board.since")) \(frame.age(operation.occurrences.last?.start.at ?? operation.openedAt)) · \(w("board.status")): \(status)</p>
      \(shifts)
      """
  }

  private var shifts: HTML {
    guard operation.shifts.count > 1, let shift else { return .none }
    let links: [HTML] = operation.shiftList.prefix(24).map { one in
      let mark: HTML = one.id == shift.id ? " aria-current=\"true\"" : ""
      return "<li><a href=\"?shift=\(Gate.escaped(one.id.rawValue))\"\(mark)>\(one.name[frame.language])</a></li>"
    }
    return "<nav class=\"shifts\" aria-label=\"\(w("board.shifts"))\"><ul>\(links)</ul></nav>"
  }

  // MARK: Decisions

  var decisions: HTML {
    let all = Decisions(frame: frame, operation: operation, shift: shift, help: frame.picture.help).all()
    if all.isEmpty { return Parts.card(w("board.decide"), id: "decide", Parts.empty(w("board.nothing"))) }
    let items: [HTML] = all.prefix(14).map { decision in
      """
      <li class="decision \(decision.weight.kind)"><span class="sign">\(w("weight.\(decision.weight.kind)"))</span> <a href="\(decision.path)">\(decision.text)</a></li>
      """
    }
    let urgent: HTML = all.contains { $0.weight == .danger } ? " aria-live=\"assertive\"" : ""
    return
      "<section class=\"card decide\" id=\"decide\"\(urgent)><h2>\(w("board.decide"))</h2><ol class=\"decisions\">\(items)</ol></section>"
  }

  // MARK: Water

  var water: HTML {
    let link: HTML = frame.may(.desk) ? "<p><a href=\"/situation#depth\">\(w("board.report"))</a></p>" : .none
    return Parts.card(w("board.water"), id: "water", waterTable + sources + link)
  }

  /// In an exercise people see what was reported, never what is true.
  private var sources: HTML {
    "<p class=\"fine\">\(w(frame.picture.mode == .exercise ? "board.waterExercise" : "board.waterActual"))</p>"
  }

  var waterTable: HTML {
    let span = Interval(start: frame.now.adding(minutes: -360), end: frame.now.adding(minutes: 1))
    let rows = AreaDepth.rows(
      city: frame.picture.city, depths: BoardRoutes.depths(frame, operation), during: span, mode: operation.mode)
    let wanted = Set(operation.opening.areas).union(operation.depths.keys)
    let shown = rows.filter { wanted.contains($0.area.id) || ($0.sample?.highMillimetres ?? 0) > 0 }
    if shown.isEmpty { return Parts.empty(w("board.noAreas")) }
    let cells: [[HTML]] = shown.map { row in
      let last = operation.lastDepth(row.area.id)
      let grade: HTML = "<span class=\"depth \(row.depthClass.rawValue)\">\(row.text(frame.style))</span>"
      let above: HTML = last.map { "<small>\(frame.p("reference.\($0.report.above.rawValue)"))</small>" } ?? .none
      let seen: HTML = (last?.report.seenAt ?? row.sample?.observed).map { frame.age($0) } ?? "–"
      return ["\(row.area.name)", grade + " " + above, seen, power(row.area.id)]
    }
    return Parts.table([w("board.area"), w("board.depth"), w("board.seen"), w("board.power")], cells)
  }

  func power(_ area: AreaID) -> HTML {
    guard let record = operation.power[area] else { return Parts.tag(w("board.powerUnknown"), "warning") }
    if let report = record.report {
      return Parts.tag(frame.p("power.\(report.state.rawValue)"), report.state.allowsWater ? "good" : "danger")
    }
    return Parts.tag(w("board.powerOverride"), "warning")
  }

  // MARK: People

  /// One row a place: wanted, said yes, there, silent, lacking.
  var places: HTML {
    Parts.card(
      w("board.places"), id: "places",
      placeTable + (frame.may(.people) ? "<p><a href=\"/orders\">\(w("board.allOrders"))</a></p>" : HTML.none))
  }

  var placeTable: HTML {
    guard let shift else { return Parts.empty(w("board.noNeeds")) }
    let posts = operation.openPosts(shifts: [shift.id])
    if posts.isEmpty { return Parts.empty(w("board.noNeeds")) }
    var groups: [PlaceID: PlaceSum] = [:]
    for post in posts {
      groups[post.place, default: PlaceSum()].add(
        post, state.orders(operation.id, post: post.id), state.heads(operation.id, post: post.id).partners)
    }
    let rows: [[HTML]] = frame.picture.city.places.compactMap { place in groups[place.id].map { (place, $0) } }.enumerated().map {
      number, row in
      let (place, sum) = row
      let lacking = max(0, sum.wanted - sum.yes - sum.partners)
      let grade = lacking == 0 ? "good" : sum.yes + sum.partners == 0 ? "danger" : "warning"
      return [
        "<span class=\"no\">\(number + 1)</span> \(place.name[frame.language])<br><small>\(frame.p("placeKind.\(place.kind.rawValue)")), \(lookup.areaName(place.area))</small>",
        "\(sum.wanted)", "\(sum.yes)\(sum.partners > 0 ? " + \(w("board.partners", ["count": "\(sum.partners)"]))" : HTML.none)",
        "\(sum.onWay)", "\(sum.there)", "\(sum.silent)",
        lacking == 0 ? Parts.tag(w("board.full"), "good") : Parts.tag(w("board.lacking", ["count": "\(lacking)"]), grade),
      ]
    }
    return Parts.table(
      [
        w("board.place"), w("board.wanted"), w("board.yes"), w("board.onWay"), w("board.there"), w("board.noAnswer"),
        w("board.state"),
      ],
      rows, class: "numbers")
  }

  private struct PlaceSum {
    var wanted = 0
    var yes = 0
    var onWay = 0
    var there = 0
    var silent = 0
    var partners = 0

    mutating func add(_ post: Post, _ orders: [OrderRecord], _ partners: Int) {
      wanted += post.heads
      self.partners += partners
      for order in orders {
        switch order.phase {
        case .issued, .delivered, .unanswered: silent += 1
        case .accepted: yes += 1
        case .enRoute:
          yes += 1
          onWay += 1
        case .arrived, .onDuty:
          yes += 1
          there += 1
        case .declined, .relieved, .released, .stoodDown: break
        }
      }
    }
  }

  /// Who has not answered, the most critical post and the nearest deadline first.
  var silent: HTML {
    let waiting = CallRoutes.waiting(state, operation)
      .sorted { ($0.issue.deadline, $0.id) < ($1.issue.deadline, $1.id) }
    if waiting.isEmpty { return Parts.card(w("board.silent"), id: "silent", Parts.empty(w("board.nobodySilent"))) }
    let rows: [HTML] = waiting.prefix(12).map { order in
      let person = frame.picture.roster.member(order.staff)
      let overdue = order.phase == .unanswered || frame.now >= order.issue.deadline
      return """
        <strong>\(person?.name ?? order.staff.rawValue)</strong> – \(lookup.postName(order.post))
        \(overdue ? Parts.tag(w("board.overdue"), "warning") : .none) <small>\(w("board.deadline")) \(frame.age(order.issue.deadline))</small>
        """
    }
    let more: HTML =
      frame.may(.desk)
      ? "<p><a class=\"button\" href=\"/calls\">\(w("board.callAll", ["count": "\(waiting.count)"]))</a></p>" : .none
    return Parts.card(w("board.silent"), id: "silent", Parts.list(rows, class: "people") + more)
  }

  // MARK: Shortages

  /// People and equipment apart: one is cured by calling, the other by borrowing.
  var shortages: HTML {
    guard let plan else { return Parts.card(w("board.short"), id: "short", Parts.empty(w("board.noPlan"))) }
    let explain = ExplanationText(lookup)
    var people: [Shortage] = []
    var equipment: [Shortage] = []
    for shortage in plan.shortages {
      if case .noEquipment = shortage.cause { equipment.append(shortage) } else { people.append(shortage) }
    }
    func list(_ all: [Shortage]) -> HTML {
      if all.isEmpty { return Parts.empty(w("board.noneShort")) }
      let sorted = all.sorted { ($0.criticality, $0.post) < ($1.criticality, $1.post) }
      let rows: [HTML] = sorted.prefix(8).map { shortage in
        """
        <strong>\(shortage.missing)</strong> \(lookup.postName(shortage.post)) \(Parts.tag(frame.p("class.\(shortage.criticality.rawValue)"), shortage.criticality == .lifeSafety ? "danger" : ""))<br><small>\(explain.text(shortage.cause))</small>
        """
      }
      let rest: HTML =
        all.count > 8
        ? "<p><a href=\"/plan?shift=\(Gate.escaped(shift?.id.rawValue ?? ""))#short\">\(w("board.moreShort", ["count": "\(all.count - 8)"]))</a></p>"
        : .none
      return Parts.list(rows, class: "short") + rest
    }
    return Parts.card(
      w("board.short"), id: "short",
      """
      <h3>\(w("board.people")) (\(people.reduce(0) { $0 + $1.missing }))</h3>\(list(people))
      <h3>\(w("board.equipment")) (\(equipment.reduce(0) { $0 + $1.missing }))</h3>\(list(equipment))
      """)
  }

  // MARK: Map

  var map: HTML {
    let path =
      "/map.svg?seq=\(frame.picture.sequence)" + (shift.map { "&shift=\(Gate.escaped($0.id.rawValue))" } ?? "")
    return Parts.card(
      w("map.title"), id: "map", class: "map",
      "<a href=\"/map\"><img src=\"\(path)\" alt=\"\(w("map.alt"))\" loading=\"lazy\"></a><p class=\"fine\">\(w("map.twin")) <a href=\"/map\">\(w("map.open"))</a></p>"
    )
  }
}
