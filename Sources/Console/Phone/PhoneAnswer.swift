import Basics
import Incident
import Operations

/// An answer from a phone: pressed some time ago where there was no signal, sent more than once where the link is bad.
struct PhoneAnswer {
  enum Step: String, CaseIterable {
    case accept, decline, depart, arrive, start, relieve, release, help
  }

  var step: Step
  var id: String?
  /// Milliseconds since it was pressed, by the phone's own clock: how late it comes, whatever that clock shows.
  var waited: Int64

  static let longestWait: Int64 = 24 * 3_600_000

  init?(_ form: FormFields) {
    guard let step = Step(rawValue: form["step"] ?? "") else { return nil }
    self.step = step
    id = form.text("command").map { String($0.prefix(64)) }
    waited = min(max(form.int("waited").map { Int64($0) } ?? 0, 0), Self.longestWait)
  }

  /// When it was pressed: never before the order or its last step, never in the future. A drill's clock runs at its own pace, so
  /// there it counts from its arrival.
  func instant(_ order: OrderRecord, now: Instant, isDrill: Bool) -> Instant {
    if isDrill || waited < 60_000 { return now }
    let pressed = Instant(milliseconds: now.milliseconds - waited)
    let earliest = max(order.issuedAt, order.steps.last?.at ?? order.issuedAt)
    return min(max(pressed, earliest), now)
  }

  /// Does it: once for one id.
  func send(_ order: OrderRecord, _ call: WebCall, _ services: ConsoleServices) async throws {
    let keeper = services.keeper
    let at = instant(order, now: services.now, isDrill: keeper.control != nil)
    let text = call.form.text("note").map { String($0.prefix(500)) }
    switch step {
    case .help:
      let words = text ?? ConsoleWords.of(.id)("phone.helpNote")
      try await keeper.callForHelp(order, text: "TOLONG: " + words, id: id)
    case .relieve:
      let next = call.form.text("by").map { OrderID(String($0.prefix(64))) }
      try await keeper.relieve(order, by: next, text: text, at: at, id: id)
    case .accept, .decline, .depart, .arrive, .start, .release:
      let reason = DeclineReason(rawValue: call.form["reason"] ?? "") ?? .other
      try await answer(order, at, reason, step == .decline ? text : nil, keeper)
    }
  }

  private func answer(_ order: OrderRecord, _ at: Instant, _ reason: DeclineReason, _ text: String?, _ keeper: DeskKeeper)
    async throws
  {
    guard let known = OrderRoutes.Step(rawValue: step.rawValue) else { return }
    let (id, name) = (id, step.rawValue)
    try await keeper.act { desk, now in
      let note = try text.map { try desk.note($0, name: "answer") }
      let command = OrderRoutes.command(
        known, order.id, at: min(at, now), reason: reason, note: note?.reference, arrivesAt: nil)
      try desk.submit(
        command, by: .person(staff: order.staff), at: now, sideRows: note.map { [$0.row] } ?? [], id: id,
        request: "\(order.id) \(name) \(reason.rawValue) \(text ?? "")")
    }
  }
}
