import Basics
import Incident
import Publication

/// Permintaan bantuan to partners: requested, promised, arrived, released. Teams come under their own leader and are never ordered.
enum PartnerRoutes {
  static let routes: [Route] = [
    .get("/partners", .people) { call, services in WebAnswer(page(call, services)) },
    .post("/partners", .command) { call, services in
      try await SituationRoutes.record(call, services, "list", back: "/partners") { call, operation, _, now in
        guard let count = call.form.int("count"), (1...1000).contains(count) else { throw SituationRoutes.wrong("aid.bad", call) }
        let need: AidNeed
        if let post = call.form.text("post") {
          need = .team(PostID(post), heads: count)
        } else {
          guard let kind = EquipmentKind(rawValue: call.form["kind"] ?? ""), let place = call.form.text("place") else {
            throw SituationRoutes.wrong("aid.bad", call)
          }
          need = .equipment(kind, count: count, place: PlaceID(place))
        }
        let hours = call.form.int("hours").flatMap { (0...168).contains($0) ? $0 : nil }
        return (
          .need(
            .requestAid(
              operation.id, PartnerID(call.form["partner"] ?? ""), need, neededAt: hours.map { now.adding(minutes: $0 * 60) })),
          []
        )
      }
    },
    .post("/partners/{request}/step", .desk) { call, services in
      try await SituationRoutes.record(call, services, "list", back: "/partners") { call, operation, _, now in
        let request = AidRequestID(call.parameter("request"))
        let count = call.form.int("count") ?? 0
        switch call.form["step"] ?? "" {
        case "promise":
          let minutes = call.form.int("minutes").flatMap { (0...10_080).contains($0) ? $0 : nil }
          return (
            .need(
              .promiseAid(
                AidPromise(
                  operation: operation.id, request: request, count: count, expectedAt: minutes.map { now.adding(minutes: $0) }))),
            []
          )
        case "arrive": return (.need(.aidArrived(AidArrival(operation: operation.id, request: request, count: count))), [])
        case "release": return (.need(.releaseAid(AidRelease(operation: operation.id, request: request))), [])
        default: throw SituationRoutes.wrong("aid.bad", call)
        }
      }
    },
  ]

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("aid.title"), Parts.empty(frame.w("error.noOperation")))
    }
    let view = PartnerPage(frame: frame, operation: operation)
    return frame.page(frame.w("aid.title"), live: true, "\(view.list)\(frame.may(.command) ? view.forms : .none)")
  }

  static func kind(_ state: AidRequest.State) -> (key: String, tag: String) {
    switch state {
    case .requested: ("aid.requested", "warning")
    case .promised: ("aid.promised", "warning")
    case .arrived: ("aid.arrived", "good")
    case .released: ("aid.released", "")
    }
  }
}

/// The requests with their steps, and the forms for new ones.
struct PartnerPage {
  let frame: Frame
  let operation: EmergencyOperation

  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }

  /// A team for a post, or pieces for a place.
  static func need(_ need: AidNeed, _ lookup: Lookup) -> String {
    switch need {
    case .team(let post, let heads):
      lookup.words("aid.team", ["heads": lookup.style.number(heads), "post": lookup.postName(post)])
    case .equipment(let kind, let count, let place):
      lookup.words(
        "aid.equipment",
        [
          "count": lookup.style.number(count), "kind": lookup.words("equipment.\(kind.rawValue)"),
          "place": lookup.placeName(place),
        ])
    }
  }

  var list: HTML {
    let lookup = frame.lookup(operation)
    let rows: [[HTML]] = operation.aid.reversed().prefix(200).map { request in
      let partner = frame.picture.city.partners.first { $0.id == request.asked.partner }
      let kind = PartnerRoutes.kind(request.state)
      return [
        "\(lookup.partnerName(request.asked.partner))<br><small>\(partner?.contact ?? "")</small>",
        "\(Self.need(request.asked.need, lookup))",
        "\(Parts.tag(w(kind.key), kind.tag)) <small>\(when(request))</small>", steps(request),
      ]
    }
    let table: HTML =
      rows.isEmpty
      ? Parts.empty(w("aid.none"))
      : Parts.table([w("aid.partner"), w("aid.need"), w("plan.state"), w("aid.record")], rows)
    return Parts.card(w("aid.list"), id: "list", "<p class=\"fine\">\(w("aid.rule"))</p>" + table)
  }

  /// How many, since when or until when.
  private func when(_ request: AidRequest) -> HTML {
    switch request.state {
    case .requested: return frame.age(request.askedAt)
    case .promised(let count, nil): return "\(count)"
    case .promised(let count, let expected?):
      let late: HTML = expected < frame.now ? Parts.tag(w("aid.late"), "danger") : HTML.none
      return "\(count) · \(w("aid.expected")) \(frame.age(expected)) \(late)"
    case .arrived(let count, let at): return "\(count) · \(frame.age(at))"
    case .released(let at): return frame.age(at)
    }
  }

  private func steps(_ request: AidRequest) -> HTML {
    guard frame.may(.desk) else { return .none }
    let path = "/partners/\(Gate.escaped(request.id.rawValue))/step"
    let wanted = request.count > 0 ? request.count : request.asked.need.count
    func form(_ step: String, _ more: HTML = .none) -> HTML {
      controls.form(
        path, class: "act",
        """
        \(controls.hidden("command", SecretText.token()))<label>\(w("needs.heads")) <input class="small" type="number" name="count" value="\(wanted)" min="1" max="1000" inputmode="numeric"></label> \(more)\(controls.button(w("aid.step.\(step)"), isMain: false, name: "step", value: step))
        """)
    }
    let minutes: HTML =
      "<label>\(w("aid.inMinutes")) <input class=\"small\" type=\"number\" name=\"minutes\" value=\"60\" min=\"0\" max=\"10080\" inputmode=\"numeric\"></label> "
    switch request.state {
    case .requested: return form("promise", minutes) + form("arrive")
    case .promised: return form("arrive") + release(path)
    case .arrived: return release(path)
    case .released: return .none
    }
  }

  private func release(_ path: String) -> HTML {
    controls.act(path, w("aid.step.release"), fields: [("command", SecretText.token()), ("step", "release")])
  }

  var forms: HTML {
    let lookup = frame.lookup(operation)
    let partners = frame.picture.city.partners.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    let posts = operation.openPosts.prefix(500).map { (value: $0.id.rawValue, label: lookup.postName($0.id)) }
    let places = frame.picture.city.places.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    let kinds = EquipmentKind.allCases.map { (value: $0.rawValue, label: frame.p("equipment.\($0.rawValue)")) }
    let partner = controls.select(w("aid.partner"), "partner", partners)
    let count = controls.text(
      w("needs.heads"), "count", value: "1", kind: "number", required: true, more: " min=\"1\" max=\"1000\" inputmode=\"numeric\""
    )
    let hours = controls.text(
      w("aid.hours"), "hours", value: "2", kind: "number", more: " min=\"0\" max=\"168\" inputmode=\"numeric\"")
    func form(_ content: HTML) -> HTML {
      controls.form(
        "/partners", class: "form row",
        "\(controls.hidden("command", SecretText.token()))\(partner)\(content)\(count)\(hours)\(controls.button(w("aid.ask")))")
    }
    let team: HTML =
      posts.isEmpty ? Parts.empty(w("board.noNeeds")) : form(controls.select(w("aid.forPost"), "post", Array(posts)))
    return Parts.card(w("aid.askTeam"), id: "team", team)
      + Parts.card(
        w("aid.askPieces"), id: "pieces",
        form(controls.select(w("board.equipment"), "kind", kinds) + controls.select(w("board.place"), "place", places)))
  }
}
