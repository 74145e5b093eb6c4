import Basics
import Incident
import Operations
import Publication

/// The channel that always works: a list to call, text to copy, and the operator records what was said.
enum CallRoutes {
  static let routes: [Route] = [
    .get("/calls", .desk) { call, services in WebAnswer(page(call, services)) },
    .post("/calls/help/{id}", .desk) { call, services in
      guard let account = call.account else { return .seeOther("/signin") }
      let text = call.form.text("note") ?? ConsoleWords.of(.id)("help.seenTo")
      try await services.keeper.seeTo(call.parameter("id"), text: text, by: account)
      return .seeOther("/calls")
    },
  ]

  static let shownAtMost = 100

  /// Orders that wait for an answer, and those whose deadline passed in silence as long as nobody else has the seat.
  static func waiting(_ state: State, _ operation: EmergencyOperation) -> [OrderRecord] {
    state.orders(operation.id).filter { order in
      if order.phase.awaitsAnswer { return true }
      guard order.phase == .unanswered, let post = operation.posts[order.post], post.isOpen else { return false }
      let heads = state.heads(operation.id, post: order.post)
      return heads.ordered + heads.partners < post.post.heads
    }
  }

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    guard let operation = frame.picture.operation else {
      return frame.page(frame.w("nav.calls"), Parts.empty(frame.w("error.noOperation")))
    }
    let state = frame.picture.state
    let city = frame.picture.city
    let rank = Dictionary(city.roles.map { ($0.id, $0.criticality) }, uniquingKeysWith: { a, _ in a })
    func criticality(_ order: OrderRecord) -> Criticality {
      operation.posts[order.post].flatMap { rank[$0.post.role] } ?? .support
    }
    let silent = waiting(state, operation).sorted {
      (criticality($0), $0.issue.deadline, $0.id) < (criticality($1), $1.issue.deadline, $1.id)
    }
    let lookup = frame.lookup(operation)
    let cards: [HTML] = silent.prefix(shownAtMost).map { card($0, frame, lookup, services) }
    let intro: HTML =
      silent.isEmpty
      ? Parts.empty(frame.w("calls.none")) : "<p class=\"lead\">\(frame.w("calls.intro", ["count": "\(silent.count)"]))</p>"
    return frame.page(frame.w("nav.calls"), live: true, "\(help(frame))\(intro)<div class=\"calls\">\(cards)</div>")
  }

  private static func help(_ frame: Frame) -> HTML {
    if frame.picture.help.isEmpty { return .none }
    let controls = Controls(frame: frame)
    let rows: [HTML] = frame.picture.help.map { help in
      let person = frame.picture.roster.member(help.staff)
      return """
        <strong>\(person?.name ?? help.staff.rawValue)</strong> \(frame.age(help.at)) \(phone(person?.phone, text: "", frame))
        \(controls.form("/calls/help/\(Gate.escaped(help.id))", class: "form row", controls.text(frame.w("help.note"), "note", required: true, more: " maxlength=\"300\"") + controls.button(frame.w("help.done"))))
        """
    }
    return
      "<section class=\"card danger\" id=\"help\" aria-live=\"assertive\"><h2>\(frame.w("help.title"))</h2>\(Parts.list(rows))</section>"
  }

  private static func card(_ order: OrderRecord, _ frame: Frame, _ lookup: Lookup, _ services: ConsoleServices) -> HTML {
    let person = frame.picture.roster.member(order.staff)
    let text = CallText.text(order, frame, lookup, address: services.settings.address, links: services.keeper.links)
    let superior = person.flatMap { frame.picture.roster.headInOffice(of: $0.unit) }
    let head: HTML =
      superior.map { "<small>\(frame.w("calls.head")): \($0.name) \(phone($0.phone, text: "", frame, isMain: false))</small>" }
      ?? .none
    return """
      <article class="card call" id="\(order.id)">
      <h2>\(person?.name ?? order.staff.rawValue)</h2>
      <p>\(lookup.postName(order.post)) \(Parts.tag(frame.p("orderState.\(order.phase.rawValue)"), OrderRoutes.kind(order.phase)))</p>
      <p><small>\(frame.w("board.deadline")) \(frame.age(order.issue.deadline))</small></p>
      <p class="buttons">\(phone(person?.phone, text: text, frame))</p>
      <details><summary>\(frame.w("calls.text"))</summary><textarea readonly rows="6" data-copy="yes" aria-label="\(frame.w("calls.text"))">
      \(text)</textarea><button type="button" class="copy" hidden>\(frame.w("calls.copy"))</button></details>
      \(OrderRoutes.recordForm(order, frame, back: "/calls"))\(head)
      </article>
      """
  }

  /// Buttons that dial or open a chat; a person without a number says so.
  static func phone(_ phone: String?, text: String, _ frame: Frame, isMain: Bool = true) -> HTML {
    guard let phone, let number = PhoneNumber(phone) else { return Parts.tag(frame.w("roster.noPhone"), "warning") }
    let chat: HTML =
      text.isEmpty
      ? .none
      : " <a class=\"button\" rel=\"noopener noreferrer\" target=\"_blank\" href=\"https://wa.me/\(number.international)?text=\(Gate.escaped(text))\">WhatsApp</a>"
    return
      "<a class=\"button\(isMain ? " main" : HTML.none)\" href=\"tel:+\(number.international)\">\(frame.w("calls.dial")) \(number.shown)</a>\(chat)"
  }
}

/// A phone number as links need it.
struct PhoneNumber {
  /// `628…`
  var international: String
  var shown: String

  init?(_ text: String) {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 7, digits.count <= 15 else { return nil }
    international = digits.hasPrefix("0") ? "62" + digits.dropFirst() : digits
    shown = digits.hasPrefix("62") ? "0" + digits.dropFirst(2) : digits
  }
}

/// What is read out or copied into a chat: an exercise says so at both ends.
enum CallText {
  static func text(_ order: OrderRecord, _ frame: Frame, _ lookup: Lookup, address: String, links: LinkBook) -> String {
    let person = frame.picture.roster.member(order.staff)
    let language = person?.language ?? .id
    let words = ConsoleWords.of(language)
    let style = Style(language, offsetMinutes: frame.style.offsetMinutes, zoneName: frame.style.zoneName)
    let parts = Lookup.parts(order.post)
    let role = parts.flatMap { lookup.role($0.role)?.name[language] } ?? order.post.rawValue
    let place = parts.flatMap { lookup.place($0.place)?.name[language] } ?? ""
    let body = words(
      "call.text",
      [
        "sender": frame.picture.city.sender, "name": FirstName.of(person?.name ?? ""), "role": role, "place": place,
        "span": style.span(order.interval), "deadline": "\(style.clock(order.issue.deadline)) \(style.zoneName)",
        "link": address + links.path(order),
      ])
    return frame.picture.mode == .exercise ? "LATIHAN. \(body) LATIHAN." : body
  }
}

/// The first name alone, as links show it.
enum FirstName {
  static func of(_ name: String) -> String { name.split(separator: " ").first.map(String.init) ?? name }
}
