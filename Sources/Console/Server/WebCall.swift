import Basics
import Incident

/// What a browser sent, read and checked: the handlers know no web server.
struct WebCall: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  var method: Method
  var path: String
  /// Of the route's `{name}` parts.
  var parameters: [String: String] = [:]
  var query: FormFields
  var form: FormFields
  var cookies: [String: String]
  /// Address of the sender, for slowing down only.
  var sender: String
  var lastEventID: String?
  /// Tags of what the reader has already.
  var ifNoneMatch = ""
  /// Asks for JSON.
  var wantsJSON: Bool
  /// The page's script asks for the page again, to put its main part in place.
  var isFragment: Bool
  var idempotencyKey: String?
  /// The body as it came, where a machine signs it.
  var body: [UInt8] = []
  var signed: SignedPost?
  var language: Language
  var account: Account?
  var session: Session?

  func parameter(_ name: String) -> String { parameters[name] ?? "" }
}

/// What a signed post says of itself.
struct SignedPost: Sendable, Hashable {
  var id: String
  var seconds: Int64
  var signatures: String
}

/// Fields of a form or a query, in their order.
struct FormFields: Sendable {
  static let mostFields = 2000
  private var fields: [(name: String, value: String)] = []
  /// Bytes of uploaded files, by field.
  private var files: [String: [UInt8]] = [:]

  init() {}

  /// `a=1&b=2` with `+` and `%XX`; nil where it is malformed or has too many fields.
  init?(urlEncoded text: some StringProtocol) {
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      guard fields.count < Self.mostFields else { return nil }
      let equals = part.firstIndex(of: UInt8(ascii: "="))
      guard let name = Self.decode(part[..<(equals ?? part.endIndex)]),
        let value = Self.decode(equals.map { part[part.index(after: $0)...] } ?? part[part.endIndex...])
      else { return nil }
      fields.append((name, value))
    }
  }

  init(_ pairs: [(String, String)]) { fields = pairs.map { ($0.0, $0.1) } }

  /// An uploaded file as it came; nil where none or an empty one was sent.
  func file(_ name: String) -> [UInt8]? { files[name].flatMap { $0.isEmpty ? nil : $0 } }
  mutating func addFile(_ name: String, _ bytes: [UInt8]) { files[name] = bytes }

  mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
  /// Without blanks at its ends; nil where it is empty.
  func text(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    let trimmed = value.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n")
      .drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    return trimmed.isEmpty ? nil : String(trimmed)
  }
  func int(_ name: String) -> Int? { text(name).flatMap { Int($0) } }
  var names: [String] { fields.map(\.name) }

  private static func decode(_ bytes: some Collection<UInt8>) -> String? {
    var out: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): out.append(32)
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else { return nil }
        out.append(high << 4 | low)
      default: out.append(byte)
      }
    }
    // Zero bytes and broken UTF-8 are nobody's text.
    guard let text = String(validating: out, as: UTF8.self), !text.utf8.contains(0) else { return nil }
    return text.replacing("\r\n", with: "\n")
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

/// What goes back.
struct WebAnswer: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    /// Frames of server-sent events.
    case events(EventSubscription)
  }

  var status: Int
  var type: String
  var body: Body
  var headers: [(name: String, value: String)] = []

  init(status: Int = 200, type: String = "text/html; charset=utf-8", _ bytes: [UInt8], headers: [(String, String)] = []) {
    self.status = status
    self.type = type
    body = .bytes(bytes)
    self.headers = headers.map { ($0.0, $0.1) }
  }

  init(_ page: HTML, status: Int = 200) { self.init(status: status, Array(page.text.utf8)) }

  init(text: String, status: Int = 200) { self.init(status: status, type: "text/plain; charset=utf-8", Array(text.utf8)) }

  init(json: JSONValue, status: Int = 200) {
    self.init(status: status, type: "application/json", (try? CanonicalJSON.encode(json)) ?? Array("{}".utf8))
  }

  /// After a POST: the browser fetches the page that shows what came of it.
  static func seeOther(_ path: String) -> WebAnswer {
    WebAnswer(status: 303, type: "text/plain; charset=utf-8", [], headers: [("location", path)])
  }

  static func events(_ subscription: EventSubscription) -> WebAnswer {
    var answer = WebAnswer(type: "text/event-stream; charset=utf-8", [])
    answer.body = .events(subscription)
    return answer
  }

  mutating func set(_ name: String, _ value: String) { headers.append((name, value)) }
}
