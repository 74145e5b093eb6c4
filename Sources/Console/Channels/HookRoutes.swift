import Basics
import Callout
import Incident
import Operations

/// What a gateway posts: answers and receipts, signed as Standard Webhooks say. Without a right signature nothing is read.
enum HookRoutes {
  static let routes: [Route] = [
    .post("/hooks/reply", .signature, limit: 16 << 10) { call, services in
      let fields = try fields(call, services)
      guard let from = fields("from"), let text = fields("text"), from.utf8.count <= 40, text.utf8.count <= 8000 else {
        throw Problem("hook.fields", "expected from and text, and id where the gateway has one", exit: .badData)
      }
      let id = fields("id") ?? call.signed?.id ?? ""
      let events = try await services.keeper.receive(from: from, text: text, id: String(id.prefix(128)))
      return WebAnswer(json: ["done": true, "events": .integer(Int64(events))])
    },
    .post("/hooks/receipt", .signature, limit: 16 << 10) { call, services in
      let fields = try fields(call, services)
      guard let message = fields("message"), isPlainID(message), let state = fields("state"),
        let receipt = receipt(state, fields("error") ?? "failed")
      else {
        throw Problem("hook.fields", "expected message, and state of sent, delivered, read or failed", exit: .badData)
      }
      try await services.keeper.receipt(ChannelReport(MessageID(message), .receipt(receipt)))
      return WebAnswer(json: ["done": true])
    },
  ]

  private static func receipt(_ state: String, _ error: String) -> DeliveryReceipt? {
    switch state {
    case "sent": .sent
    case "delivered": .delivered
    case "read": .read
    case "failed": .failed(String(error.prefix(200)))
    default: nil
    }
  }

  /// Reads the body once its signature is right.
  private static func fields(_ call: WebCall, _ services: ConsoleServices) throws(Problem) -> (String) -> String? {
    guard let signature = services.channels?.replies, let signed = call.signed,
      signature.isValid(
        signed.signatures, id: signed.id, seconds: signed.seconds, body: call.body, now: services.clock().milliseconds / 1000)
    else {
      services.metrics.count("hook_refused")
      throw Problem("hook.signature", "the signature is missing, wrong or too old", exit: .notPermitted)
    }
    let form = call.form
    guard let json = try? JSONReader.read(call.body, limit: 16 << 10), json.object != nil else { return { form.text($0) } }
    return { name in
      guard let value = json[name]?.string else { return nil }
      return value.utf8.contains(0) ? nil : value
    }
  }
}
