import Basics
import Incident
import Publication

/// What the system knows of a person, for that person: what is next, who looked, and three things to say.
struct MinePage {
  let frame: Frame
  let passport: Passport
  let person: StaffMember
  /// Of the link: where the forms go.
  let path: String
  let note: (NoteReference) -> String?

  private var controls: Controls { Controls(frame: frame) }
  private func w(_ key: String, _ values: [String: String] = [:]) -> String { frame.w(key, values) }
  private func words(_ reference: NoteReference) -> String { note(reference) ?? frame.p("service.erased") }

  var content: HTML {
    """
    <p class="lead">\(person.name)</p>
    \(record)\(looks)\(objections)\(say)
    """
  }

  private var record: HTML {
    let held: [HTML] = passport.competencies.map { item in
      let name = frame.picture.city.competency(item.held.competency)?.name[frame.language] ?? item.held.competency.rawValue
      let until = item.held.validUntil.map { ", \(frame.p("column.validUntil").lowercased()) \(frame.style.date($0))" } ?? ""
      return
        "\(name) \(item.held.level)\(until) \(Parts.tag(frame.p("passport.standing.\(item.standing.rawValue)"), item.standing == .lapsed ? "warning" : ""))"
    }
    let served: [HTML] = passport.served.map {
      "\(frame.style.span($0.span)) <small>log \($0.entries.map(String.init).joined(separator: " "))</small>"
    }
    return Parts.card(
      frame.p("passport.title"), id: "record",
      """
      <p>\(frame.p("passport.hoursOf", ["hours": "\(passport.hours)", "norm": "\(passport.norm)", "year": "\(passport.year)"]))</p>
      \(held.isEmpty ? Parts.empty(frame.p("passport.none")) : Parts.list(held))
      <h3>\(frame.p("passport.served"))</h3>
      \(served.isEmpty ? Parts.empty(frame.p("passport.none")) : Parts.list(served))
      <p class="buttons"><a class="button main" href="\(path)?paper=yes">\(w("svc.mine.paper"))</a> <a class="button" href="\(path)/data">\(w("svc.mine.data"))</a></p>
      <p class="fine">\(frame.p("passport.never"))</p>
      """)
  }

  private var looks: HTML {
    let others = passport.looks.filter { !$0.isOwn }
    let rows: [HTML] = others.suffix(30).reversed().map { look in
      let who = look.by.staff.map { frame.picture.roster.member($0)?.name ?? $0.rawValue } ?? look.by.office
      return "\(frame.style.moment(look.at)): \(who) <small>log \(look.entry)</small>"
    }
    return Parts.card(
      frame.p("passport.looks"), id: "looks", rows.isEmpty ? Parts.empty(frame.p("passport.noLooks")) : Parts.list(rows))
  }

  private var objections: HTML {
    let rows: [HTML] = passport.corrections.map { record in
      let answer =
        record.answer.map { words($0.answer) }
        ?? frame.p("passport.answerBy", ["day": frame.style.moment(record.objected.dueAt)])
      return "\(words(record.objected.words)) → \(answer)"
    }
    let form: HTML = form(
      "object", w("svc.mine.object"), controls.area(w("svc.mine.objectWhat"), "words", rows: 3, required: true))
    return Parts.card(
      frame.p("passport.corrections"), id: "object",
      "<p class=\"fine\">\(frame.p("passport.rights"))</p>\(rows.isEmpty ? HTML.none : Parts.list(rows))\(form)")
  }

  private var say: HTML {
    let orders = frame.picture.state.orders(staff: person.id).suffix(5).reversed().map {
      order -> (value: String, label: String) in
      (order.id.rawValue, "\(frame.style.span(order.interval))")
    }
    var out = Parts.card(
      w("svc.mine.ideaTitle"), id: "idea",
      form(
        "idea", w("svc.mine.idea"),
        """
        \(controls.area(w("svc.mine.ideaWhat"), "words", rows: 3, required: true))
        \(controls.choices(w("svc.mine.credit"), "named", [("yes", w("svc.mine.named"))], chosen: [], isMany: true))
        """))
    if !orders.isEmpty {
      let kinds = ConcernKind.allCases.map { (value: $0.rawValue, label: frame.p("concern.kind.\($0.rawValue)")) }
      out += Parts.card(
        w("svc.mine.concernTitle"), id: "concern",
        "<p class=\"fine\">\(w("svc.mine.concernHint"))</p>"
          + form(
            "concern", w("svc.mine.concern"),
            """
            \(controls.select(w("svc.mine.order"), "order", Array(orders)))
            \(controls.select(w("svc.mine.kind"), "kind", kinds))
            \(controls.area(w("svc.text"), "words", rows: 3, required: true))
            """))
    }
    return out
  }

  private func form(_ step: String, _ label: String, _ fields: HTML) -> HTML {
    controls.form(
      path, class: "form",
      "\(controls.hidden("step", step))\(controls.hidden("command", SecretText.token()))\(fields)\(controls.button(label))")
  }
}
