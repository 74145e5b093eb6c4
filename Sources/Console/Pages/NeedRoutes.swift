import Basics
import Incident
import Operations
import Publication
import Staffing

/// Who is needed where and when: a whole posture at once, or a single post.
enum NeedRoutes {
  static let routes: [Route] = [
    .get("/needs", .picture) { call, services in WebAnswer(page(call, services)) },
    .post("/needs/posture", .desk) { call, services in
      try await SituationRoutes.record(call, services, "posts", back: "/needs") { call, operation, desk, _ in
        guard let posture = desk.city.postures.first(where: { $0.id.rawValue == call.form["posture"] }) else {
          throw SituationRoutes.wrong("needs.badPosture", call)
        }
        let shift = try shift(call, operation, desk.city)
        let posts = PostureExpansion.posts(
          postures: [posture], city: desk.city, floodedAreas: operation.opening.areas, depths: nil, shifts: [shift])
        return (.need(.activatePosture(operation.id, posture.id, shifts: [shift], posts: posts)), [])
      }
    },
    .post("/needs/post", .desk) { call, services in
      try await SituationRoutes.record(call, services, "posts", back: "/needs") { call, operation, desk, _ in
        guard let heads = call.form.int("heads"), (1...Post.maximumHeads).contains(heads) else {
          throw SituationRoutes.wrong("needs.badHeads", call)
        }
        let shift = try shift(call, operation, desk.city)
        let post = Post(
          role: RoleID(call.form["role"] ?? ""), place: PlaceID(call.form["place"] ?? ""), shift: shift.id, heads: heads)
        return (.need(.openPosts(operation.id, shifts: operation.shifts[shift.id] == nil ? [shift] : [], posts: [post])), [])
      }
    },
    .post("/needs/heads", .desk) { call, services in
      try await SituationRoutes.record(call, services, "posts", back: "/needs") { call, operation, _, _ in
        let post = PostID(call.form["post"] ?? "")
        guard let heads = call.form.int("heads"), (0...Post.maximumHeads).contains(heads) else {
          throw SituationRoutes.wrong("needs.badHeads", call)
        }
        if heads == 0 { return (.need(.closePost(PostClosing(operation: operation.id, post: post))), []) }
        return (.need(.changePost(PostChange(operation: operation.id, post: post, heads: heads))), [])
      }
    },
  ]

  /// A shift that is there, or a new one out of two local times; its id is its own start, so that it is the same one each time.
  private static func shift(_ call: WebCall, _ operation: EmergencyOperation, _ city: City) throws -> Shift {
    if let known = operation.shifts[ShiftID(call.form["shift"] ?? "")] { return known }
    guard let from = Instant(call.form["from"] ?? "", offsetMinutes: city.offsetMinutes),
      let to = Instant(call.form["to"] ?? "", offsetMinutes: city.offsetMinutes), from < to, to.minutes(since: from) <= 1440
    else { throw SituationRoutes.wrong("needs.badShift", call) }
    let interval = Interval(start: from, end: to)
    let day = from.date(offsetMinutes: city.offsetMinutes)
    let clock = from.clock(offsetMinutes: city.offsetMinutes).replacing(".", with: "")
    let id = ShiftID("\(day.text.dropFirst(8))-\(clock)-\(to.clock(offsetMinutes: city.offsetMinutes).replacing(".", with: ""))")
    let (id_, en) = (
      Style(.id, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName),
      Style(.en, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    )
    let name = Bilingual(
      id: "\(day.parts.day) \(Words.of(.id)("month.\(day.parts.month)").prefix(3)) \(id_.clock(from))–\(id_.clock(to))",
      en: "\(day.parts.day) \(Words.of(.en)("month.\(day.parts.month)").prefix(3)) \(en.clock(from))–\(en.clock(to))")
    return Shift(id: id, name: name, interval: interval, isNight: Shift.isNight(interval, offsetMinutes: city.offsetMinutes))
  }

  // MARK: Page

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.needs"), Parts.empty(frame.w("error.noOperation")))
    }
    let done: HTML = call.query["done"] == nil ? .none : Parts.notice(frame.w("needs.done"), "good")
    let forms: HTML = frame.may(.desk) ? self.forms(frame, operation) : .none
    return frame.page(frame.w("nav.needs"), "\(done)\(next(frame, operation))\(forms)\(posts(frame, operation))")
  }

  private static func next(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    guard frame.may(.desk), let shift = frame.picture.shift(operation, named: nil, at: frame.now), !operation.openPosts.isEmpty,
      frame.picture.state.currentPlan(operation.id, shift: shift.id) == nil
    else { return .none }
    return
      "<p><a class=\"button main\" href=\"/plan?shift=\(Gate.escaped(shift.id.rawValue))\">\(frame.w("needs.toPlan"))</a></p>"
  }

  private static func shiftFields(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    let controls = Controls(frame: frame)
    // The next whole hour, and twelve hours or a tide from there.
    let hour = frame.now.adding(minutes: 60 - frame.now.minuteOfDay(offsetMinutes: frame.style.offsetMinutes) % 60)
    let length = operation.opening.hazard == .tidalFlood ? 6 : 12
    let known = operation.shiftList.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    return """
      \(known.isEmpty ? .none : controls.select(frame.w("needs.shift"), "shift", known + [("", frame.w("needs.newShift"))]))
      \(controls.text(frame.w("needs.from"), "from", value: OpeningRoutes.local(hour, frame), kind: "datetime-local", required: true))
      \(controls.text(frame.w("needs.to"), "to", value: OpeningRoutes.local(hour.adding(minutes: length * 60), frame), kind: "datetime-local", required: true))
      """
  }

  private static func forms(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    let controls = Controls(frame: frame)
    let city = frame.picture.city
    let fitting = city.postures.filter { $0.hazards.contains(operation.opening.hazard) }
    let others = city.postures.filter { !$0.hazards.contains(operation.opening.hazard) }
    let postures = (fitting + others).map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    let roles = city.roles.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    let places = city.places.map {
      (value: $0.id.rawValue, label: "\($0.name[frame.language]) (\(frame.p("placeKind.\($0.kind.rawValue)")))")
    }
    let whole: HTML = controls.form(
      "/needs/posture", class: "form row",
      """
      \(controls.hidden("command", SecretText.token()))
      \(controls.select(frame.w("needs.posture"), "posture", postures))\(shiftFields(frame, operation))\(controls.button(frame.w("needs.activate")))
      """)
    let single: HTML = controls.form(
      "/needs/post", class: "form row",
      """
      \(controls.hidden("command", SecretText.token()))
      \(controls.select(frame.w("needs.role"), "role", roles))\(controls.select(frame.w("board.place"), "place", places))
      \(controls.text(frame.w("needs.heads"), "heads", value: "1", kind: "number", required: true, more: " min=\"1\" max=\"1000\" inputmode=\"numeric\""))
      \(shiftFields(frame, operation))\(controls.button(frame.w("needs.open"), isMain: false))
      """)
    return """
      \(Parts.card(frame.w("needs.whole"), id: "posture", "<p class=\"fine\">\(frame.w("needs.wholeHint"))</p>" + whole))
      \(Parts.card(frame.w("needs.single"), id: "single", single))
      """
  }

  private static func posts(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    let open = operation.openPosts
    if open.isEmpty { return Parts.card(frame.w("needs.list"), id: "posts", Parts.empty(frame.w("needs.none"))) }
    let lookup = frame.lookup(operation)
    let controls = Controls(frame: frame)
    let order = Dictionary(operation.shiftList.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    let sorted = open.sorted { (order[$0.shift] ?? 0, $0.place, $0.role) < (order[$1.shift] ?? 0, $1.place, $1.role) }
    let rows: [[HTML]] = sorted.prefix(600).map { post in
      let change: HTML =
        frame.may(.desk)
        ? controls.form(
          "/needs/heads", class: "act",
          """
          \(controls.hidden("post", post.id.rawValue))<input class="small" type="number" name="heads" value="\(post.heads)" min="0" max="1000" aria-label="\(frame.w("needs.heads"))"> \(controls.button(frame.w("needs.change"), isMain: false))
          """) : "\(post.heads)"
      return [
        "\(lookup.roleName(post.role))", "\(lookup.placeName(post.place))",
        "\(operation.shifts[post.shift]?.name[frame.language] ?? post.shift.rawValue)", change,
      ]
    }
    return Parts.card(
      frame.w("needs.list"), id: "posts",
      Parts.table([frame.w("needs.role"), frame.w("board.place"), frame.w("needs.shift"), frame.w("needs.heads")], rows))
  }
}
