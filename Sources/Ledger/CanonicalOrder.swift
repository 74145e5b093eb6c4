/// The order of the members of an object in RFC 8785: by UTF-16 code units of the unescaped keys.
enum CanonicalOrder {
  /// Whether key `a` comes before key `b`, both as escaped bytes between the quotes.
  ///
  /// Bytes of UTF-8 sort as code points, which differs from UTF-16 only where a surrogate pair (lead byte F0...F4) meets
  /// U+E000...U+FFFF (lead byte EE or EF); plain keys without escapes are compared as they stand.
  static func precedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    if a.contains(UInt8(ascii: "\\")) || b.contains(UInt8(ascii: "\\")) {
      return unescaped(a).lexicographicallyPrecedes(unescaped(b)) { weight($0) < weight($1) }
    }
    return a.lexicographicallyPrecedes(b) { weight($0) < weight($1) }
  }

  /// Lead bytes EE and EF weigh more than those of surrogate pairs. Other bytes keep their order.
  private static func weight(_ byte: UInt8) -> UInt16 {
    byte == 0xEE || byte == 0xEF ? UInt16(byte) + 0x100 : UInt16(byte)
  }

  private static func unescaped(_ key: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var rest = key[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        out.append(byte)
        continue
      }
      switch kind {
      case UInt8(ascii: "b"): out.append(8)
      case UInt8(ascii: "t"): out.append(9)
      case UInt8(ascii: "n"): out.append(10)
      case UInt8(ascii: "f"): out.append(12)
      case UInt8(ascii: "r"): out.append(13)
      case UInt8(ascii: "u"):
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        out.append(UInt8(digits, radix: 16) ?? 0)
        rest = rest.dropFirst(4)
      default: out.append(kind)
      }
    }
    return out
  }
}
