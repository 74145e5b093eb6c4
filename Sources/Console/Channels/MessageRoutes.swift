import Basics
import Callout
import Incident
import Operations

/// Messages that left and those that wait, by channel; replies that a person must judge.
enum MessageRoutes {
  static let routes: [Route] = [
    .get("/messages", .desk) { call, services in WebAnswer(try await page(call, services)) },
    .post("/messages/notices/{id}", .desk, limit: 1024) { call, services in
      try await services.keeper.settle(notice: call.parameter("id"))
      return .seeOther("/messages")
    },
  ]

  static let shownAtMost = 200

  private static func page(_ call: WebCall, _ services: ConsoleServices) async throws -> HTML {
    let frame = Frame(call, services)
    let messages = try await services.keeper.messages()
    let notices = await services.keeper.notices
    return frame.page(
      frame.w("nav.messages"), live: true,
      "\(waiting(notices, frame))\(channels(messages, frame, services))\(list(messages, frame))")
  }

  private static func waiting(_ notices: [DeskNotice], _ frame: Frame) -> HTML {
    if notices.isEmpty { return .none }
    let controls = Controls(frame: frame)
    let rows: [HTML] = notices.suffix(shownAtMost).map { notice in
      let person = notice.staff.flatMap { frame.picture.roster.member($0) }
      let name: HTML = notice.staff.map { "<strong>\(person?.name ?? $0.rawValue)</strong> \(person?.phone ?? "") " } ?? .none
      return """
        \(Parts.tag(frame.w("message.notice.\(notice.kind.rawValue)"), "warn")) \(name)<q>\(notice.text)</q> <small>\(frame.age(notice.at))</small>
        \(controls.act("/messages/notices/\(Gate.escaped(notice.id))", frame.w("message.seen")))
        """
    }
    return Parts.card(frame.w("message.waiting"), id: "waiting", class: "danger", Parts.list(rows))
  }

  private static func channels(_ messages: [Message], _ frame: Frame, _ services: ConsoleServices) -> HTML {
    let ways = services.channels?.carriers.keys.sorted() ?? []
    if ways.isEmpty { return Parts.card(frame.w("message.channels"), id: "channels", Parts.empty(frame.w("message.byHand"))) }
    let rows: [[HTML]] = ways.map { channel in
      let own = messages.filter { $0.channel == channel }
      func count(_ states: Set<MessageState>) -> HTML { "\(own.count { states.contains($0.state) })" }
      return [
        "\(frame.w("message.channel.\(channel.rawValue)"))", count([.queued, .attempted]), count([.handedOver]),
        count([.delivered, .answered]), count([.perhapsSent]), count([.failed, .expired]),
      ]
    }
    let heads = ["channel", "queued", "handedOver", "delivered", "perhapsSent", "failed"].map { frame.w("message.column.\($0)") }
    return Parts.card(frame.w("message.channels"), id: "channels", Parts.table(heads, rows))
  }

  private static func list(_ messages: [Message], _ frame: Frame) -> HTML {
    if messages.isEmpty { return Parts.card(frame.w("message.list"), id: "list", Parts.empty(frame.w("message.none"))) }
    let rows: [[HTML]] = messages.prefix(shownAtMost).map { message in
      let person = message.recipient.staff.flatMap { frame.picture.roster.member($0)?.name } ?? "–"
      return [
        "\(person)", "\(frame.w("message.channel.\(message.channel.rawValue)"))",
        "\(Parts.tag(frame.w("message.state.\(message.state.rawValue)"), kind(message.state)))", "\(message.attempts)×",
        "\(message.lastAttempt.map(frame.age) ?? "–")", "\(message.lastError ?? "")",
      ]
    }
    let heads = ["person", "channel", "state", "tries", "last", "error"].map { frame.w("message.column.\($0)") }
    return Parts.card(frame.w("message.list"), id: "list", Parts.table(heads, rows))
  }

  private static func kind(_ state: MessageState) -> String {
    switch state {
    case .answered, .delivered: "good"
    case .failed, .expired: "bad"
    case .perhapsSent: "warn"
    case .queued, .attempted, .handedOver, .withdrawn: ""
    }
  }
}
