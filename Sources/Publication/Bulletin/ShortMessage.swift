import Basics

/// A short message as the network counts it (3GPP TS 23.038 and 23.040): alphabet, units, parts.
///
/// One character outside of the GSM alphabet turns the whole message into 16-bit units, and 160 becomes 70.
public struct ShortMessage: Hashable, Sendable {
  public enum Alphabet: String, Sendable {
    case gsm7 = "GSM-7"
    case ucs2 = "UCS-2"
  }

  public let text: String
  public let alphabet: Alphabet
  /// Septets or 16-bit units.
  public let units: Int
  /// What each part carries, in order.
  public let parts: [String]

  /// Characters of one message and of each part of several.
  public static func room(_ alphabet: Alphabet) -> (single: Int, part: Int) { alphabet == .gsm7 ? (160, 153) : (70, 67) }

  /// - Complexity: O(length).
  public init(_ text: String) {
    self.text = text
    // Scalars, not characters: an emoji of several may be cut only between two of them, and a pair never.
    let sizes = text.unicodeScalars.map(GSM7.septets)
    alphabet = sizes.contains(0) ? .ucs2 : .gsm7
    let widths = alphabet == .gsm7 ? sizes : text.unicodeScalars.map { $0.value > 0xFFFF ? 2 : 1 }
    units = widths.reduce(0, +)
    let room = Self.room(alphabet)
    guard units > room.single else {
      parts = [text]
      return
    }
    var parts: [String] = []
    var (part, used) = (String.UnicodeScalarView(), 0)
    for (scalar, width) in zip(text.unicodeScalars, widths) {
      if used + width > room.part {
        parts.append(String(part))
        (part, used) = (String.UnicodeScalarView(), 0)
      }
      part.append(scalar)
      used += width
    }
    parts.append(String(part))
    self.parts = parts
  }

  /// What it costs to send to so many people.
  /// - Parameter rupiahPerPart: of the city's contract.
  public func cost(recipients: Int, rupiahPerPart: Int) -> Int64 {
    Int64(parts.count) * Int64(max(0, recipients)) * Int64(max(0, rupiahPerPart))
  }

  /// The text in the GSM alphabet where a plain spelling exists: quotes, dashes, bullets, accents. What has none stays.
  public static func plain(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if GSM7.septets(scalar) > 0 {
        out.unicodeScalars.append(scalar)
      } else {
        out += GSM7.plain[scalar] ?? String(Character(scalar))
      }
    }
    return out
  }
}

/// The default alphabet of the network.
enum GSM7 {
  private static let basic: Set<Unicode.Scalar> = Set(
    ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
      + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
  private static let extended: Set<Unicode.Scalar> = Set("\u{0C}^{}\\[~]|€".unicodeScalars)

  /// 1 or 2; 0 for what the alphabet does not hold.
  static func septets(_ scalar: Unicode.Scalar) -> Int { basic.contains(scalar) ? 1 : extended.contains(scalar) ? 2 : 0 }

  static let plain: [Unicode.Scalar: String] = [
    "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-",
    "\u{2026}": "...", "\u{A0}": " ", "\u{202F}": " ", "\u{2022}": "-", "\u{B7}": "-", "\u{B0}": " derajat", "`": "'", "\t": " ",
    "ê": "e", "â": "a", "î": "i", "ô": "o", "û": "u", "ç": "c", "ã": "a", "õ": "o", "\u{D7}": "x", "\u{B2}": "2",
    "\u{2265}": ">=",
    "\u{2264}": "<=",
  ]
}
