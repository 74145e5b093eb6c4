import Basics
import Incident
import Operations
import Publication

/// Status updates to staff, with a bar of those who have acknowledged.
enum BroadcastRoutes {
  static let routes: [Route] = [
    .get("/broadcasts", .people) { call, services in WebAnswer(try await page(call, services)) },
    .post("/broadcasts", .command) { call, services in
      try await SituationRoutes.record(call, services, "list", back: "/broadcasts") { call, operation, desk, now in
        guard let text = call.form.text("text"), text.utf8.count <= 1000 else {
          throw SituationRoutes.wrong("broadcast.badText", call)
        }
        let note = try desk.note(text, name: "broadcast")
        let minutes = call.form.int("minutes").flatMap { (1...1440).contains($0) ? $0 : nil }
        let audience = try audience(call, operation)
        return (
          .broadcast(.send(operation.id, to: audience, text: note.reference, deadline: minutes.map { now.adding(minutes: $0) })),
          [note.row]
        )
      }
    },
    .post("/broadcasts/{id}/acknowledge", .desk) { call, services in
      try await SituationRoutes.record(call, services, "list", back: "/broadcasts") { call, _, _, now in
        (
          .broadcast(
            .acknowledge(
              BroadcastReceipt(broadcast: BroadcastID(call.parameter("id")), staff: StaffID(call.form["staff"] ?? ""), at: now))),
          []
        )
      }
    },
  ]

  private static func audience(_ call: WebCall, _ operation: EmergencyOperation) throws -> BroadcastAudience {
    let parts = (call.form["audience"] ?? "").split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first ?? "", parts.count > 1 ? parts[1] : "") {
    case ("everyone", _): return .everyone
    case ("ordered", _): return .ordered
    case ("on_scene", _): return .onScene
    case ("unit_heads", _): return .unitHeads
    case ("place", let id): return .place(PlaceID(id))
    case ("role", let id): return .role(RoleID(id))
    case ("area", let id): return .area(AreaID(id))
    default: throw SituationRoutes.wrong("broadcast.badAudience", call)
    }
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.broadcasts"), Parts.empty(frame.w("error.noOperation")))
    }
    let form: HTML = frame.may(.command) ? self.form(frame, operation) : .none
    let all = frame.picture.state.broadcasts(operation.id).reversed().prefix(30)
    var cards: [HTML] = []
    let texts = try await services.keeper.noteTexts(nil)
    for broadcast in all {
      cards.append(card(broadcast, texts[broadcast.sending.text.row] ?? frame.w("broadcast.erased"), frame))
    }
    let list: HTML = cards.isEmpty ? Parts.empty(frame.w("broadcast.none")) : HTML(trusted: cards.map(\.text).joined())
    return frame.page(frame.w("nav.broadcasts"), live: true, "\(form)<div id=\"list\">\(list)</div>")
  }

  private static func form(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    let controls = Controls(frame: frame)
    let city = frame.picture.city
    let posts = operation.openPosts
    var options: [(value: String, label: String)] = ["ordered", "on_scene", "unit_heads", "everyone"].map {
      ($0, frame.w("audience.\($0)"))
    }
    options += city.places.filter { place in posts.contains { $0.place == place.id } }.map {
      ("place:\($0.id)", $0.name[frame.language])
    }
    options += city.roles.filter { role in posts.contains { $0.role == role.id } }.map {
      ("role:\($0.id)", $0.name[frame.language])
    }
    options += city.areas.filter { operation.opening.areas.contains($0.id) }.map { ("area:\($0.id)", "Kel. \($0.name)") }
    return Parts.card(
      frame.w("broadcast.new"), id: "new",
      controls.form(
        "/broadcasts",
        """
        \(controls.hidden("command", SecretText.token()))
        \(controls.select(frame.w("broadcast.to"), "audience", options))
        \(controls.area(frame.w("broadcast.text"), "text", rows: 3, required: true))
        \(controls.text(frame.w("broadcast.minutes"), "minutes", value: "15", kind: "number", more: " min=\"1\" max=\"1440\" inputmode=\"numeric\""))
        \(controls.button(frame.w("broadcast.send")))
        """))
  }

  private static func card(_ broadcast: BroadcastRecord, _ text: String, _ frame: Frame) -> HTML {
    let total = broadcast.recipients.count
    let label = frame.w("broadcast.acknowledged", ["count": "\(broadcast.acknowledgements)", "all": "\(total)"])
    let silent: [HTML] = broadcast.silent.prefix(40).map { id in
      let person = frame.picture.roster.member(id)
      let act: HTML =
        frame.may(.desk)
        ? Controls(frame: frame).act(
          "/broadcasts/\(Gate.escaped(broadcast.id.rawValue))/acknowledge", frame.w("broadcast.record"),
          fields: [("staff", id.rawValue)]) : .none
      return "\(person?.name ?? id.rawValue) \(act)"
    }
    let people: HTML =
      silent.isEmpty
      ? .none
      : "<details><summary>\(frame.w("broadcast.silent", ["count": "\(total - broadcast.acknowledgements)"]))</summary>\(Parts.list(silent, class: "people"))</details>"
    let overdue: HTML = broadcast.isOverdue(at: frame.now) ? Parts.tag(frame.w("board.overdue"), "warning") : .none
    return """
      <section class="card" id="\(broadcast.id)"><h2>\(text)</h2><p class="fine">\(frame.age(broadcast.sentAt)) \(overdue)</p>
      \(Parts.bar(broadcast.acknowledgements, of: total, label: label))\(people)</section>
      """
  }
}
