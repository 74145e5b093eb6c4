import Basics
import Publication
import Testing

@Suite("Short messages: alphabet, units, parts, cost")
struct ShortMessageTests {
  static let a = "a"
  static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test(
    "the table of known cases",
    arguments: [
      ("", 0, 1, "GSM-7"), (times("a", 160), 160, 1, "GSM-7"), (times("a", 161), 161, 2, "GSM-7"),
      (times("a", 306), 306, 2, "GSM-7"), (times("a", 307), 307, 3, "GSM-7"), (times("a", 459), 459, 3, "GSM-7"),
      (times("a", 460), 460, 4, "GSM-7"), (times("€", 80), 160, 1, "GSM-7"), (times("€", 81), 162, 2, "GSM-7"),
      (times("ū", 70), 70, 1, "UCS-2"), (times("ū", 71), 71, 2, "UCS-2"), (times("ū", 134), 134, 2, "UCS-2"),
      (times("ū", 135), 135, 3, "UCS-2"), (times("ū", 66) + "😀" + times("ū", 5), 73, 2, "UCS-2"),
      ("Posko — siaga", 13, 1, "UCS-2"), ("Jum'at [Posko]", 16, 1, "GSM-7"), (times("a", 159) + "ç", 160, 3, "UCS-2"),
      (times("a", 159) + "\n", 160, 1, "GSM-7"), (times("a", 159) + "\t", 160, 3, "UCS-2"),
      (times("a", 159) + "Ç", 160, 1, "GSM-7"),
      (times("[", 76) + "a]" + times("a", 8), 163, 2, "GSM-7"),
    ])
  func known(_ text: String, _ units: Int, _ parts: Int, _ alphabet: String) {
    let message = ShortMessage(text)
    #expect(message.units == units)
    #expect(message.parts.count == parts)
    #expect(message.alphabet.rawValue == alphabet)
    #expect(message.parts.joined() == text)
  }

  @Test("an escape pair and a surrogate pair are moved whole to the next part")
  func pairs() {
    // 152 septets and an extension character of two: it would be cut at 153.
    let message = ShortMessage(Self.times("a", 152) + "€" + Self.times("a", 20))
    #expect(message.parts.map { ShortMessage($0).units } == [152, 22])
    let emoji = ShortMessage(Self.times("ū", 66) + "😀" + Self.times("ū", 5))
    #expect(emoji.parts[1].hasPrefix("😀"))
  }

  @Test("random texts: parts are full but never over, nothing is lost, and the count is that of a second counter")
  func random() {
    var random = RandomStream(seed: 11, name: "sms")
    let letters = ["a", "Z", "€", "{", "ū", "😀", " ", "é", "\n", "—", "1"]
    for i in 0..<500 {
      let plain = random.chance(0.6)
      let text = (0..<random.int(in: 0...400)).map { _ in random.pick(plain ? ["a", "€", "[", "é", " "] : letters) }.joined()
      let message = ShortMessage(text)
      let comment = Comment("text \(i) of seed 11")
      #expect(message.parts.joined() == text, comment)
      let isUCS = text.unicodeScalars.contains { "ū😀—".unicodeScalars.contains($0) }
      let units = isUCS ? text.utf16.count : text.reduce(0) { $0 + ("€{[".contains($1) ? 2 : 1) }
      #expect(message.units == units, comment)
      let room = ShortMessage.room(message.alphabet)
      for part in message.parts {
        let used = isUCS ? part.utf16.count : part.reduce(0) { $0 + ("€{[".contains($1) ? 2 : 1) }
        #expect(used <= (message.parts.count == 1 ? room.single : room.part), comment)
        if part != message.parts.last { #expect(used >= room.part - 1, comment) }
      }
    }
  }

  @Test("typographic signs become plain ones; cost counts each part of each telephone")
  func plain() {
    #expect(ShortMessage.plain("“Rob” — 20° … Jum’at • 5 m²") == "\"Rob\" - 20 derajat ... Jum'at - 5 m2")
    #expect(ShortMessage.plain("水") == "水")
    #expect(ShortMessage(Self.times("a", 200)).cost(recipients: 12_000, rupiahPerPart: 300) == 7_200_000)
  }
}
