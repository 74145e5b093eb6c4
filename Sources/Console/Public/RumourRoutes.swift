import Basics
import Incident
import Ledger
import Operations
import Publication

/// Rumours with what was found out; relief goods in and out; how full the shelters are.
enum RumourRoutes {
  static let routes: [Route] = [
    .get("/rumours", .picture) { call, services in WebAnswer(try await rumours(call, services)) },
    .post("/rumours", .press) { call, services in
      try await SituationRoutes.record(call, services, "heard", back: "/rumours") { call, operation, desk, now in
        guard let text = call.form.text("words") else { throw BulletinRoutes.wrong("form.noText", call) }
        let note = try desk.note(text, name: "rumour")
        let way = ReportWay(rawValue: call.form["way"] ?? "") ?? .chat
        return (
          .citizen(
            .hearRumour(
              RumourHeard(operation: operation.id, rumour: RumourID(""), words: note.reference, way: way, heardAt: now))),
          [note.row]
        )
      }
    },
    .post("/rumours/{id}/judge", .press) { call, services in
      try await SituationRoutes.record(call, services, "judged", back: "/rumours") { call, _, desk, _ in
        guard let truth = RumourVerdict.Truth(rawValue: call.form["truth"] ?? ""), let id = call.form.text("id"),
          let en = call.form.text("en")
        else { throw BulletinRoutes.wrong("form.noText", call) }
        let flat = { (text: String) in text.split(whereSeparator: \.isNewline).joined(separator: " ") }
        let note = try desk.note("id: \(flat(id))\nen: \(flat(en))", name: "rumour-correction")
        return (
          .citizen(
            .judgeRumour(
              RumourVerdict(rumour: RumourID(call.parameter("id")), truth: truth, correction: note.reference))),
          [note.row]
        )
      }
    },
    .get("/relief", .picture) { call, services in WebAnswer(relief(call, services)) },
    .get("/relief.csv", .picture) { _, services in
      WebAnswer(
        type: "text/csv; charset=utf-8",
        Array((services.picture.operation.map { CitizenTables.relief($0, city: services.picture.city) } ?? "").utf8))
    },
    .post("/relief", .desk) { call, services in
      try await SituationRoutes.record(call, services, "moved", back: "/relief") { call, operation, _, now in
        let form = call.form
        guard let item = form.text("item"), let quantity = form.int("quantity"), let measure = form.text("measure") else {
          throw BulletinRoutes.wrong("form.badGoods", call)
        }
        let movement = ReliefMovement(
          operation: operation.id, item: item.lowercased().replacing(" ", with: "-"), quantity: quantity,
          measure: measure.lowercased(), from: form.text("from").map { PlaceID($0) }, to: form.text("to").map { PlaceID($0) },
          area: AreaID(form["area"] ?? ""), outside: form.text("outside") ?? "", paper: form.text("paper") ?? "", movedAt: now)
        return (.citizen(.moveRelief(movement)), [])
      }
    },
    .post("/situation/shelter", .desk) { call, services in
      try await SituationRoutes.record(call, services, "shelters", back: "/relief") { call, operation, _, now in
        guard let capacity = call.form.int("capacity"), let taken = call.form.int("taken") else {
          throw BulletinRoutes.wrong("form.badCount", call)
        }
        let count = ShelterCount(
          operation: operation.id, place: PlaceID(call.form["place"] ?? ""), capacity: capacity, taken: taken, seenAt: now,
          toldAt: now, informant: .office(call.account?.office ?? "pusdalops"))
        return (.situation(.countShelter(count)), [])
      }
    },
  ]

  // MARK: Pages

  private static func rumours(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.say("rumour.title"), Parts.empty(frame.w("error.noOperation")))
    }
    let controls = Controls(frame: frame)
    let texts = try await services.keeper.noteTexts(frame.language)
    let truths = RumourVerdict.Truth.allCases.map { (value: $0.rawValue, label: frame.say("truth.\($0.rawValue)")) }
    let cards: [HTML] = frame.picture.state.rumours(operation.id).reversed().prefix(100).map { rumour in
      let verdict: HTML =
        rumour.verdict.map {
          "<p>\(Parts.tag(frame.say("truth.\($0.truth.rawValue)"), "good")) \(texts[$0.correction.row] ?? "")</p>"
        } ?? "<p>\(Parts.tag(frame.say("rumour.open"), "warning"))</p>"
      let judge: HTML =
        !frame.may(.press) || rumour.verdict != nil
        ? .none
        : "<details><summary>\(frame.say("rumour.judge"))</summary>"
          + controls.form(
            "/rumours/\(Gate.escaped(rumour.id.rawValue))/judge",
            """
            \(controls.hidden("command", SecretText.token()))\(controls.select(frame.say("rumour.truth"), "truth", truths))
            \(controls.text(frame.say("rumour.id"), "id", required: true))\(controls.text(frame.say("rumour.en"), "en", required: true))
            \(controls.button(frame.say("rumour.record"), isMain: false))
            """) + "</details>"
      return """
        <section class="card" id="\(rumour.id)"><p>“\(texts[rumour.heard.words.row] ?? frame.say("triage.erased"))” <small>\(frame.say("way.\(rumour.heard.way.rawValue)")), \(frame.age(rumour.heard.heardAt))</small></p>\(verdict)\(judge)</section>
        """
    }
    let ways = [ReportWay.chat, .phone, .visit, .radio].map { (value: $0.rawValue, label: frame.say("way.\($0.rawValue)")) }
    let form: HTML =
      frame.may(.press)
      ? Parts.card(
        frame.say("rumour.new"), id: "new",
        controls.form(
          "/rumours",
          """
          \(controls.hidden("command", SecretText.token()))\(controls.area(frame.say("rumour.words"), "words", rows: 2, required: true))
          \(controls.select(frame.say("report.way"), "way", ways))\(controls.button(frame.say("rumour.record")))
          """)) : .none
    let list: HTML = cards.isEmpty ? Parts.empty(frame.say("rumour.none")) : HTML(trusted: cards.map(\.text).joined())
    return frame.page(
      frame.say("rumour.title"), live: true,
      "<p class=\"fine\">\(frame.say("rumour.note"))</p>\(form)<div id=\"list\">\(list)</div>")
  }

  private static func relief(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.say("relief.title"), Parts.empty(frame.w("error.noOperation")))
    }
    let lookup = frame.lookup(operation)
    let rows: [[HTML]] = operation.relief.reversed().prefix(200).map { move in
      [
        "\(move.item)", "\(frame.style.number(move.quantity)) \(move.measure)",
        "\(move.from.map(lookup.placeName) ?? move.outside)", "\(move.to.map(lookup.placeName) ?? move.outside)",
        "\(lookup.areaName(move.area))", "\(move.paper)", frame.age(move.movedAt),
      ]
    }
    let columns = ["item", "quantity", "from", "to", "area", "paper", "when"].map { frame.say("relief.\($0)") }
    let table: HTML = rows.isEmpty ? Parts.empty(frame.say("relief.none")) : Parts.table(columns, rows)
    return frame.page(
      frame.say("relief.title"),
      """
      \(shelters(frame, operation))\(Parts.card(frame.say("relief.moved"), id: "moved", "<p><a href=\"/relief.csv\">CSV</a></p>" + table))
      \(frame.may(.desk) ? reliefForm(frame) : HTML.none)
      """)
  }

  private static func shelters(_ frame: Frame, _ operation: EmergencyOperation) -> HTML {
    let controls = Controls(frame: frame)
    let all = frame.picture.city.places.filter { $0.kind == .shelter }
    let rows: [[HTML]] = all.compactMap { place in
      guard let count = operation.shelterCounts[place.id] else { return nil }
      return [
        "\(place.name[frame.language])", "\(count.taken)", "\(count.capacity)",
        count.left == 0 ? Parts.tag(frame.say("shelter.full"), "danger") : "\(count.left)", frame.age(count.seenAt),
      ]
    }
    let columns = ["place", "taken", "capacity", "left", "seen"].map { frame.say("shelter.\($0)") }
    let table: HTML = rows.isEmpty ? Parts.empty(frame.say("shelter.none")) : Parts.table(columns, rows)
    let options = all.map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    let form: HTML =
      !frame.may(.desk) || options.isEmpty
      ? .none
      : controls.form(
        "/situation/shelter", class: "form row",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.select(frame.say("shelter.place"), "place", options))
        \(controls.text(frame.say("shelter.capacity"), "capacity", kind: "number", required: true, more: " min=\"0\" max=\"200000\" inputmode=\"numeric\""))
        \(controls.text(frame.say("shelter.taken"), "taken", kind: "number", required: true, more: " min=\"0\" max=\"200000\" inputmode=\"numeric\""))
        \(controls.button(frame.w("situation.record")))
        """)
    return Parts.card(frame.say("shelter.title"), id: "shelters", table + form)
  }

  private static func reliefForm(_ frame: Frame) -> HTML {
    let controls = Controls(frame: frame)
    let places =
      [(value: "", label: frame.say("relief.elsewhere"))]
      + frame.picture.city.places.filter { [.shelter, .warehouse, .kitchen, .posko, .fieldPost, .clinic].contains($0.kind) }
      .map { (value: $0.id.rawValue, label: $0.name[frame.language]) }
    return Parts.card(
      frame.say("relief.new"), id: "new",
      controls.form(
        "/relief", class: "form row",
        """
        \(controls.hidden("command", SecretText.token()))\(controls.text(frame.say("relief.item"), "item", required: true, more: " maxlength=\"40\""))
        \(controls.text(frame.say("relief.quantity"), "quantity", kind: "number", required: true, more: " min=\"1\" inputmode=\"numeric\""))
        \(controls.text(frame.say("relief.measure"), "measure", value: "paket", required: true, more: " maxlength=\"20\""))
        \(controls.select(frame.say("relief.from"), "from", places))\(controls.select(frame.say("relief.to"), "to", places))
        \(controls.select(frame.say("relief.area"), "area", CitizenForm(frame: frame).areas))
        \(controls.text(frame.say("relief.outside"), "outside", hint: frame.say("relief.outsideHint")))\(controls.text(frame.say("relief.paper"), "paper"))
        \(controls.button(frame.w("situation.record")))
        """))
  }
}
