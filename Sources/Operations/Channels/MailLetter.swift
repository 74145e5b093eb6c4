import Basics
import Foundation

/// A message as mail (RFC 5322, MIME): plain text in UTF-8, marked as made by a machine, under an id that stays the same.
struct MailLetter: Sendable {
  var from: String
  var to: String
  var subject: String
  var text: String
  var id: String
  var date: Instant

  enum Fault: Error, Hashable { case address(String) }

  /// What stands before and after `@` without blanks, brackets, quotes or controls: nothing else goes into a header or a command.
  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254 else { return false }
    let special = Set("<>()[],;:\\\"".utf8)
    return text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !special.contains($0) }
  }

  /// Lines with CR LF, dots doubled at their start, without the final dot.
  func lines() throws(Fault) -> [String] {
    guard Self.isAddress(from) else { throw .address(from) }
    guard Self.isAddress(to) else { throw .address(to) }
    let host = from.split(separator: "@").last.map(String.init) ?? "localhost"
    let safe = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_") }
    let head = [
      "From: <\(from)>", "To: <\(to)>", "Subject: \(Self.word(subject))", "Date: \(Self.date(date))",
      "Message-ID: <\(safe)@\(host)>",
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64", "",
    ]
    let body = Data(text.utf8).base64EncodedString()
    return head + Self.wrapped(body, 76)
  }

  /// An encoded word (RFC 2047) of at most 45 bytes of text: no line break can come into a header with it.
  static func word(_ text: String) -> String {
    var short = ""
    for letter in text where letter != "\r\n" && letter != "\n" && letter != "\r" {
      if short.utf8.count + letter.utf8.count > 45 { break }
      short.append(letter)
    }
    return "=?utf-8?B?\(Data(short.utf8).base64EncodedString())?="
  }

  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return lines
  }

  /// `Tue, 24 Nov 2026 12:00:00 +0000`
  static func date(_ at: Instant) -> String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let day = Int(((at.milliseconds / 86_400_000) % 7 + 7) % 7)
    let digits = at.text.filter { $0.isASCII && $0.isNumber }.map(String.init)
    guard digits.count >= 14, let month = Int(digits[4..<6].joined()), (1...12).contains(month) else { return at.text }
    func part(_ range: Range<Int>) -> String { digits[range].joined() }
    return
      "\(days[day]), \(part(6..<8)) \(months[month - 1]) \(part(0..<4)) \(part(8..<10)):\(part(10..<12)):\(part(12..<14)) +0000"
  }
}
