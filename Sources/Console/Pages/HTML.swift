import Basics
import Publication

/// Markup in which every value is escaped: what stands in the source's own literal is markup, what is put in between is text.
///
/// ```swift
/// let row: HTML = "<td>\(person.name)</td>"
/// ```
/// There is no way to make markup out of a value but `trusted`, which only our own SVG goes through.
struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }
  /// Of our own writers that escape by themselves.
  init(trusted text: String) { self.text = text }

  static let none: HTML = ""
  var isEmpty: Bool { text.isEmpty }

  static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.text + b.text) }
  static func += (a: inout HTML, b: HTML) { a.text += b.text }

  struct Interpolation: StringInterpolationProtocol {
    var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += escapeMarkup(value) }
    mutating func appendInterpolation(_ value: Int) { text += "\(value)" }
    mutating func appendInterpolation(_ value: UInt64) { text += "\(value)" }
    mutating func appendInterpolation<Subject>(_ id: Identifier<Subject>) { text += escapeMarkup(id.rawValue) }
    mutating func appendInterpolation(_ markup: HTML) { text += markup.text }
    mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { text += part.text } }
  }
}
