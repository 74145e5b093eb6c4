import Basics
import Ledger
import Testing

struct EnvelopeTests {
  static let golden =
    #"{"actor":"duty/7","at":1633650604000,"cause":{"command":"c-1","sequence":3},"mode":"exercise","payload":{"head":4,"note":"pompa"},"#
    + #""sequence":4,"stream":"plan/1","type":"PlanProposed","typeVersion":1,"version":2}"#

  static func sample(_ cause: Cause) throws -> Envelope {
    try Envelope(sequence: 4, version: 2, entry: Samples.entry(4, cause: cause))
  }

  @Test func theBytesOfAnEntryAreFixed() throws {
    let envelope = try Self.sample(Cause(command: "c-1", sequence: 3))
    #expect(String(decoding: envelope.encoded(), as: UTF8.self) == Self.golden)
    #expect(LogHash.leaf(envelope.encoded()).hex == "7b591145e40d800b77b25bb8f366b6414db7b02c3ba31ff8d7830aa18bc32347")
  }

  @Test func theBytesAreThoseOfAGeneralCanonicalEncoder() throws {
    for cause in [Cause.none, Cause(command: "c-1"), Cause(sequence: 0), Cause(command: "c-1", sequence: 3)] {
      let bytes = try Self.sample(cause).encoded()
      #expect(try CanonicalJSON.encode(JSONReader.read(bytes)) == bytes)
    }
  }

  @Test func whatWasEncodedIsReadBackForRandomEntries() throws {
    var random = RandomStream(seed: 11, name: "ledger.envelopes")
    for (i, entry) in Samples.entries(2000, seed: 11).enumerated() {
      let sequence = UInt64(random.int(in: 0...Int(LedgerLimits.largestInteger)))
      let envelope = try Envelope(sequence: sequence, version: UInt64(i + 1), entry: entry)
      #expect(try Envelope(decoding: envelope.encoded()) == envelope, "seed 11, entry \(i)")
    }
  }

  @Test func everyFlippedBitIsRefusedOrIsAnotherEntry() throws {
    let bytes = Self.golden.bytes
    let original = try Envelope(decoding: bytes)
    for bit in 0..<(8 * bytes.count) {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let envelope = try? Envelope(decoding: changed) else { continue }
      #expect(envelope != original && envelope.encoded() == changed, "bit \(bit)")
    }
  }

  @Test(arguments: [
    (#"{"actor""#, #"{ "actor""#), (#""at":16336"#, #""at":016336"#), (#""at":1633650604000"#, #""at":1633650604000.0"#),
    (#""at":1633650604000"#, #""at":9007199254740992"#), (#""sequence":4"#, #""sequence":-4"#),
    (#""version":2"#, #""version":0"#),
    (#""mode":"exercise""#, #""mode":"drill""#), (#""typeVersion":1"#, #""typeVersion":0"#),
    (#","cause":{"command":"c-1","sequence":3}"#, #","cause":{}"#), (#"duty/7"#, #"duty 7"#), (#"duty/7"#, #""#),
    (#""head":4,"note":"pompa""#, #""note":"pompa","head":4"#), (#""head":4,"#, #""head":4,"head":4,"#),
    (#""head":4"#, #""head":4.5"#), (#""head":4"#, #""head":1e3"#), (#""head":4"#, #""head":null"#),
    (#""head":4"#, #""head":-0"#),
    (#""pompa""#, #""pomp\u0061""#), (#""pompa""#, #""pomp\/a""#), (#""pompa""#, #""\u001F""#), (#""pompa""#, #""\u000a""#),
  ])
  func otherSpellingsAreRefused(part: String, other: String) {
    let range = Self.golden.range(of: part)
    let text = range.map { Self.golden.replacingCharacters(in: $0, with: other) } ?? Self.golden
    #expect(problemCode { _ = try Envelope(decoding: text.bytes) } == "ledger.entry.malformed", "\(other)")
  }

  @Test func anyByteTooManyOrTooFewIsRefused() {
    let bytes = Self.golden.bytes
    for count in 0..<bytes.count { #expect((try? Envelope(decoding: Array(bytes.prefix(count)))) == nil) }
    for byte in UInt8.min...UInt8.max { #expect((try? Envelope(decoding: bytes + [byte])) == nil) }
  }

  @Test func brokenTextIsRefusedAndGoodTextIsTaken() throws {
    func isTaken(_ payload: [UInt8]) -> Bool {
      var entry = Samples.entry(0)
      entry.payload = payload
      return (try? Envelope(sequence: 0, version: 1, entry: entry)) != nil
    }
    for good in [
      #""\u000f\n—😀\"\\""#, "{\"1\":1,\"ö\":2,\"€\":3,\"😀\":4,\"\u{FB33}\":5}", "-9007199254740991", "[]", "{}",
      "[true,false,[]]",
    ] {
      #expect(isTaken(good.bytes), "\(good)")
      #expect(try CanonicalJSON.encode(JSONReader.read(good.bytes)) == good.bytes)
    }
    let quote = UInt8(ascii: "\"")
    for bad: [UInt8] in [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82], [0xFF]] {
      #expect(!isTaken([quote] + bad + [quote]), "\(bad)")
    }
    for bad in ["{\"\u{FB33}\":5,\"😀\":4}", #"{"b":1,"a":2}"#, #"{"a":1,"a":2}"#, "[1,]", "[1 ]", "", "\"a", #"{"\n":1,"\t":2}"#]
    {
      #expect(!isTaken(bad.bytes), "\(bad)")
    }
    #expect(isTaken((String(repeating: "[", count: 32) + String(repeating: "]", count: 32)).bytes))
    #expect(!isTaken((String(repeating: "[", count: 33) + String(repeating: "]", count: 33)).bytes))
  }

  @Test func whatIsTooLargeOrMisnamedIsRefusedByName() {
    func code(_ change: (inout NewEntry) -> Void) -> String? {
      var entry = Samples.entry(0)
      change(&entry)
      return problemCode { _ = try Envelope(sequence: 0, version: 1, entry: entry) }
    }
    #expect(code { _ in } == nil)
    #expect(code { $0.payload = ("\"" + String(repeating: "a", count: LedgerLimits.payloadBytes - 2) + "\"").bytes } == nil)
    #expect(
      code { $0.payload = ("\"" + String(repeating: "a", count: LedgerLimits.payloadBytes - 1) + "\"").bytes }
        == "ledger.entry.tooLarge")
    for name in ["", "a b", "é", "a\"b", "a\\b", "a\nb", String(repeating: "x", count: 129)] {
      #expect(code { $0.stream = name } == "ledger.entry.invalid", "\(name)")
      #expect(code { $0.actor = name } == "ledger.entry.invalid", "\(name)")
    }
    #expect(code { $0.typeVersion = 0 } == "ledger.entry.invalid")
    #expect(code { $0.instant = Instant(milliseconds: .min) } == "ledger.entry.invalid")
  }

  @Test func mutatedBytesNeverPassForAnEntryInAnotherSpelling() {
    var random = RandomStream(seed: 21, name: "ledger.mutations")
    for i in 0..<20_000 {
      var bytes = Self.golden.bytes
      for _ in 0...random.int(in: 0...3) {
        let place = random.int(in: 0...(bytes.count - 1))
        switch random.int(in: 0...3) {
        case 0: bytes[place] = UInt8(random.int(in: 0...255))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.pick(Array(#"{}[]",:\0129-eu"#.utf8)), at: place)
        default: bytes.replaceSubrange(place..., with: bytes[..<random.int(in: 0...place)])
        }
        if bytes.isEmpty { bytes = [0] }
      }
      if let envelope = try? Envelope(decoding: bytes) { #expect(envelope.encoded() == bytes, "seed 21, case \(i)") }
    }
  }
}
