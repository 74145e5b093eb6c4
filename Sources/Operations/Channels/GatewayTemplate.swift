import Basics
import Foundation
import Intake

/// What a gateway takes, as names and texts with `{to} {to_plain} {to_local} {text} {id} {sender} {user} {secret}`; the text of a
/// message is put in last and never read for names.
struct GatewayTemplate: Sendable {
  var method = "POST"
  var encoding = DeliverySettings.Webhook.Encoding.form
  var fields: [DeliverySettings.Webhook.Field] = []
  var headers: [DeliverySettings.Webhook.Field] = []
  /// Basic authorisation with user and secret.
  var hasBasicLogin = false
  /// `text` stands in `text.body`, as a chat platform has it.
  var nestsText = false

  typealias Field = DeliverySettings.Webhook.Field

  /// - Returns: nil for `signed`, whose body is the parcel itself.
  init?(_ webhook: DeliverySettings.Webhook) {
    switch webhook.preset {
    case .signed: return nil
    case .kannel:
      (method, encoding) = ("GET", .query)
      fields = [
        Field("username", "{user}"), Field("password", "{secret}"), Field("from", "{sender}"), Field("to", "{to}"),
        Field("coding", "2"), Field("charset", "UTF-8"), Field("text", "{text}"),
      ]
    case .playsms:
      (method, encoding) = ("GET", .query)
      fields = [
        Field("app", "ws"), Field("op", "pv"), Field("u", "{user}"), Field("h", "{secret}"), Field("to", "{to}"),
        Field("unicode", "1"), Field("msg", "{text}"),
      ]
    case .twilio:
      hasBasicLogin = true
      fields = [Field("To", "{to}"), Field("From", "{sender}"), Field("Body", "{text}")]
    case .whatsappCloud:
      (encoding, nestsText) = (.json, true)
      headers = [Field("authorization", "Bearer {secret}")]
      fields = [
        Field("messaging_product", "whatsapp"), Field("to", "{to_plain}"), Field("type", "text"), Field("text", "{text}"),
      ]
    case .own:
      encoding = webhook.encoding
      method = encoding == .query ? "GET" : "POST"
      (fields, headers) = (webhook.fields, webhook.headers)
    }
  }

  /// Values by name.
  static func values(_ parcel: Parcel, _ address: String, _ webhook: DeliverySettings.Webhook, secret: String) -> [String: String]
  {
    let plain = address.hasPrefix("+") ? String(address.dropFirst()) : address
    return [
      "to": address, "to_plain": plain, "to_local": plain.hasPrefix("62") ? "0" + plain.dropFirst(2) : plain,
      "text": parcel.text, "id": parcel.handOver.id.rawValue, "sender": webhook.sender, "user": webhook.user, "secret": secret,
    ]
  }

  /// Names in braces are replaced in one pass: what stands in a value is not looked at again.
  static func filled(_ template: String, _ values: [String: String]) -> String {
    var out = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else {
        rest = rest[open...]
        break
      }
      let name = String(rest[rest.index(after: open)..<close])
      out += values[name] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  func body(_ values: [String: String]) -> (type: String, bytes: [UInt8])? {
    switch encoding {
    case .query: return nil
    case .form:
      let text = pairs(values)
      return ("application/x-www-form-urlencoded", Array(text.utf8))
    case .json:
      let members = fields.map { field -> (String, JSONValue?) in
        let value = JSONValue.string(Self.filled(field.value, values))
        return (field.name, nestsText && field.name == "text" ? .members([("body", value)]) : value)
      }
      return (try? CanonicalJSON.encode(.members(members))).map { ("application/json", $0) }
    }
  }

  /// `a=1&b=2`, for a form or a query.
  func pairs(_ values: [String: String]) -> String {
    fields.map { Self.escaped($0.name) + "=" + Self.escaped(Self.filled($0.value, values)) }.joined(separator: "&")
  }

  private static func escaped(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF")
    return text.utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || [45, 46, 95, 126].contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
    }.joined()
  }
}
