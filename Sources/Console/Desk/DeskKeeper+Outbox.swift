import Basics
import Callout
import Incident
import Ledger
import Operations

/// The outbox of a served desk: messages leave, receipts and answers come in, and what needs a person is put before one.
extension DeskKeeper: OutboxPost {
  public func outbox(_ body: @escaping @Sendable (Desk) throws(Problem) -> Desk.OutboxStep) async throws -> OutboxTurn {
    let turn = try await act { desk, _ in OutboxTurn(try body(desk), at: desk) }
    try await take(turn.step.notices)
    return turn
  }

  public var nextOutboxWake: Instant? { get async { await wakeOfDesk() } }

  /// An answer that came in. Nobody's number is kept for a person too.
  /// - Returns: how many events came of it.
  func receive(from phone: String, text: String, id: String) async throws -> Int {
    if let staff = try await act({ desk, _ in desk.staff(phone: phone) }), try await answersContactTest(staff, text) { return 1 }
    let found = try await act { desk, now -> OutboxTurn? in
      guard let staff = desk.staff(phone: phone) else { return nil }
      return OutboxTurn(try desk.receive(IncomingReply(id: id, from: staff, text: text), at: now), at: desk)
    }
    if let found {
      try await take(found.step.notices)
      return found.step.events.count
    }
    try await note([
      DeskNotice(id: noticeID(), kind: .stranger, staff: nil, text: "\(phone.prefix(40)): \(text)", at: box.value.now)
    ])
    return 0
  }

  /// What a gateway says of a message.
  func receipt(_ report: ChannelReport) async throws {
    if let test = HandOver.contactTest(of: report.message), case .receipt(let receipt) = report.kind {
      let result: ContactResult =
        switch receipt {
        case .sent: .handedOver
        case .delivered, .read: .delivered
        case .failed: .unreachable
        }
      return try await record(ContactTry(test: test.test, staff: test.staff, channel: test.channel, result: result))
    }
    _ = try await outbox { (desk) throws(Problem) in try desk.report([report], at: desk.latest) }
  }

  /// All messages, newest first.
  func messages() async throws -> [Message] { try await act { desk, _ in Array(desk.switchboard.messages.reversed()) } }

  private func take(_ notices: [CalloutNotice]) async throws {
    if notices.isEmpty { return }
    let words = OutboxWords(city: box.value.city, roster: box.value.roster)
    for case .callForHelp(let staff, let text, _) in notices { try await alarm(staff, text) }
    try await note(notices.compactMap { $0.deskNotice(words.notice($0, .id), id: noticeID(), at: box.value.now) })
  }

  /// A cry for help in a message is an alarm like one from a person's page.
  private func alarm(_ staff: StaffID, _ text: String) async throws {
    let state = box.value.state
    let all = state.openOperations.flatMap { state.orders($0.id) }
    if let order = all.last(where: { $0.staff == staff }) {
      try await callForHelp(order, text: text)
    } else {
      try await note([DeskNotice(id: noticeID(), kind: .reply, staff: staff, text: text, at: box.value.now)])
    }
  }
}

extension Desk {
  /// The instant of what is done now for somebody who has no clock: never behind the log.
  var latest: Instant { [state.lastInstant, switchboard.now].compactMap { $0 }.max() ?? Instant(milliseconds: 0) }
}
