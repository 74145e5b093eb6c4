import Basics
import Callout
import Incident
import Operations

/// Before the event: who can be reached on which channel.
enum ContactTestRoutes {
  static let routes: [Route] = [
    .get("/contact-test", .people) { call, services in WebAnswer(page(call, services)) },
    .post("/contact-test", .command, limit: 2048) { call, services in
      guard let account = call.account else { return .seeOther("/signin") }
      let chosen = Set(call.form.all("channel"))
      let channels = ContactChannel.allCases.filter { chosen.contains($0.rawValue) }
      let minutes = min(max(call.form.int("minutes") ?? 60, 10), 24 * 60)
      try await services.keeper.openContactTest(channels, minutes: minutes, by: account, id: call.form["command"])
      return .seeOther("/contact-test")
    },
    .post("/contact-test/{staff}", .desk, limit: 1024) { call, services in
      guard let account = call.account, let test = services.picture.state.lastContactTest,
        let channel = call.form["channel"].flatMap(ContactChannel.init)
      else { throw Problem("contact_test.none", "there is no such test", exit: .usage) }
      let done = ContactTry(test: test.id, staff: StaffID(call.parameter("staff")), channel: channel, result: .answered)
      try await services.keeper.submit(.access(.recordContact(done)), by: account)
      return .seeOther("/contact-test")
    },
  ]

  static let shownAtMost = 300

  private static func page(_ call: WebCall, _ services: ConsoleServices) -> HTML {
    let frame = Frame(call, services)
    var content: HTML = "<p class=\"lead\">\(frame.w("contact.intro"))</p>"
    if let test = frame.picture.state.lastContactTest {
      content += byUnit(test, frame)
      content += silent(test, frame)
    } else {
      content += Parts.empty(frame.w("contact.none"))
    }
    if frame.may(.command) { content += start(frame, services) }
    return frame.page(frame.w("nav.contact"), live: true, content)
  }

  /// One row a unit: how many people, reached how.
  private static func byUnit(_ test: ContactTestRecord, _ frame: Frame) -> HTML {
    let channels = test.opening.channels
    let groups = Dictionary(grouping: frame.picture.roster.staff.filter(\.isCallable), by: \.unit)
    let rows: [[HTML]] = groups.keys.sorted().map { unit in
      let people = groups[unit] ?? []
      func count(_ channel: ContactChannel, _ results: Set<ContactResult>) -> Int {
        people.count { person in test.result(person.id, channel).map(results.contains) ?? false }
      }
      let reached = people.count { test.isReached($0.id) }
      let cells: [HTML] = channels.map { channel in
        let (yes, sent, no) = (
          count(channel, [.answered]), count(channel, [.delivered, .handedOver, .perhapsSent]), count(channel, [.unreachable])
        )
        return "\(yes) / \(sent) / \(no)"
      }
      let share = people.isEmpty ? 0 : reached * 100 / people.count
      return ["\(frame.picture.roster.unit(unit)?.name ?? unit.rawValue)", "\(people.count)", "\(reached) (\(share) %)"] + cells
    }
    let heads =
      [frame.w("contact.unit"), frame.w("contact.people"), frame.w("contact.reached")]
      + channels.map { frame.w("message.channel.\($0.rawValue)") + ": " + frame.w("contact.cells") }
    let title = frame.w(
      "contact.result", ["clock": frame.style.moment(test.openedAt), "until": frame.style.moment(test.opening.deadline)])
    return Parts.card(title, id: "units", Parts.table(heads, rows))
  }

  /// Who has not answered anywhere: to be telephoned, or to be given another number.
  private static func silent(_ test: ContactTestRecord, _ frame: Frame) -> HTML {
    let controls = Controls(frame: frame)
    let people = frame.picture.roster.staff.filter { $0.isCallable && !test.isReached($0.id) }
    if people.isEmpty { return Parts.card(frame.w("contact.silent"), id: "silent", Parts.empty(frame.w("contact.all"))) }
    let rows: [[HTML]] = people.prefix(shownAtMost).map { person in
      let act: HTML =
        frame.may(.desk)
        ? controls.act(
          "/contact-test/\(Gate.escaped(person.id.rawValue))", frame.w("contact.byHand"),
          fields: [("channel", test.opening.channels.first?.rawValue ?? "")]) : .none
      return [
        "\(person.name)", "\(frame.picture.roster.unit(person.unit)?.name ?? person.unit.rawValue)", "\(person.phone ?? "–")",
        act,
      ]
    }
    let heads = [frame.w("message.column.person"), frame.w("contact.unit"), frame.w("contact.phone"), ""]
    return Parts.card("\(frame.w("contact.silent")) (\(people.count))", id: "silent", Parts.table(heads, rows))
  }

  private static func start(_ frame: Frame, _ services: ConsoleServices) -> HTML {
    let controls = Controls(frame: frame)
    let ways = services.channels?.carriers.keys.sorted() ?? []
    if ways.isEmpty { return Parts.card(frame.w("contact.start"), id: "start", Parts.empty(frame.w("message.byHand"))) }
    let boxes: [HTML] = ways.map { channel in
      "<label class=\"check\"><input type=\"checkbox\" name=\"channel\" value=\"\(channel.rawValue)\" checked> \(frame.w("message.channel.\(channel.rawValue)"))</label>"
    }
    return Parts.card(
      frame.w("contact.start"), id: "start",
      controls.form(
        "/contact-test",
        """
        \(boxes)\(controls.text(frame.w("contact.minutes"), "minutes", value: "60", kind: "number", required: true, more: " min=\"10\" max=\"1440\""))
        \(controls.button(frame.w("contact.go")))
        """))
  }
}
