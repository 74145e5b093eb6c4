/// An IPv4 or IPv6 address as bytes, and whether it lies in the open internet.
public struct NetworkAddress: Hashable, Sendable {
  /// 4 or 16, in network order.
  public let bytes: [UInt8]

  /// Nil for any other number of bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  public var isV6: Bool { bytes.count == 16 }

  /// Four decimal numbers without leading zeros, and nothing else.
  public init?(v4 text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
        part.utf8.count == 1 || part.first != "0", let value = UInt8(part)
      else { return nil }
      bytes.append(value)
    }
    self.bytes = bytes
  }

  /// RFC 4291 text, with `::` and with an IPv4 tail; no zone.
  public init?(v6 text: some StringProtocol) {
    guard text.utf8.count <= 45, !text.isEmpty else { return nil }
    var text = String(text)
    var tail: [UInt8] = []
    if text.contains(".") {
      guard let colon = text.lastIndex(of: ":"), let v4 = NetworkAddress(v4: text[text.index(after: colon)...]) else {
        return nil
      }
      tail = v4.bytes
      text = String(text[...colon])
      // `::1.2.3.4` keeps its two colons, `ffff:1.2.3.4` loses the one before the tail.
      if !text.hasSuffix("::") { text.removeLast() }
    }
    let wanted = 8 - tail.count / 2
    let halves = Self.halves(text)
    guard let front = halves.first.flatMap(Self.groups) else { return nil }
    if halves.count == 1 {
      guard front.count == wanted else { return nil }
      bytes = Self.flat(front) + tail
      return
    }
    guard halves.count == 2, let back = Self.groups(halves[1]), front.count + back.count < wanted else { return nil }
    bytes = Self.flat(front + [UInt16](repeating: 0, count: wanted - front.count - back.count) + back) + tail
  }

  /// The text before and after `::`, or all of it; three for what is no address.
  private static func halves(_ text: String) -> [Substring] {
    let bytes = text.utf8
    var cuts: [String.Index] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let next = bytes.index(after: at)
      if bytes[at] == 58, next < bytes.endIndex, bytes[next] == 58 {
        cuts.append(at)
        at = bytes.index(after: next)
      } else {
        at = next
      }
    }
    guard let cut = cuts.first else { return [text[...]] }
    guard cuts.count == 1 else { return ["", "", ""] }
    return [text[..<cut], text[bytes.index(cut, offsetBy: 2)...]]
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(Self.isHex), let value = UInt16(part, radix: 16) else {
        return nil
      }
      groups.append(value)
    }
    return groups
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }
  private static func flat(_ groups: [UInt16]) -> [UInt8] { groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }

  /// `192.168.1.9`; eight groups without `::` for IPv6.
  public var text: String {
    guard isV6 else { return bytes.map(String.init).joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }

  /// Neither this machine, nor a network of its own, nor one that is reserved (RFC 6890 and its registries), nor an IPv6 address that
  /// carries such an IPv4 address within (mapped, NAT64, 6to4).
  public var isPublic: Bool { isV6 ? isPublicV6 : Self.isPublic(v4: bytes) }

  private static func isPublic(v4 bytes: [UInt8]) -> Bool {
    let (a, b, c) = (bytes[0], bytes[1], bytes[2])
    switch a {
    case 0, 10, 127, 224...255: return false
    case 100: return !(64...127).contains(b)
    case 169: return b != 254
    case 172: return !(16...31).contains(b)
    case 192: return !(b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99))
    case 198: return !(b == 18 || b == 19 || (b == 51 && c == 100))
    case 203: return !(b == 0 && c == 113)
    default: return true
    }
  }

  private var isPublicV6: Bool {
    func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
    let tail = Array(bytes[12...])
    // ::ffff:a.b.c.d and 64:ff9b::a.b.c.d are the IPv4 address; 2002:abcd:: carries it too.
    if starts([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]) || starts([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
      return Self.isPublic(v4: tail)
    }
    if starts([0x20, 0x02]) { return Self.isPublic(v4: Array(bytes[2..<6])) }
    // Global unicast is 2000::/3; of it Teredo, ORCHID, benchmarks and documentation are none.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    let isSpecial = starts([0x20, 0x01]) && (bytes[2] < 2 || (bytes[2] == 0x0D && bytes[3] == 0xB8))
    return !isSpecial && !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10)
  }
}

/// Which targets messages may go to: the open internet, and beyond it only what is named.
public struct TargetGuard: Hashable, Sendable {
  /// `host:port` or `host` (its usual port), as `192.168.1.9:8080`, `gateway.lan`.
  public let allowed: Set<String>

  public init(allowed: some Sequence<String>) { self.allowed = Set(allowed.map { $0.lowercased() }) }

  /// Named in the settings, so that its address may lie inside the own network.
  public func isNamed(host: String, port: Int, usualPorts: Set<Int> = [80, 443]) -> Bool {
    allowed.contains("\(host):\(port)") || (usualPorts.contains(port) && allowed.contains(host))
  }

  /// Of a host's addresses the one to connect to: none where any of them lies inside and the host is not named.
  ///
  /// All must be open, because a name that answers with an open and an inner address is an attack and not a choice.
  public func choose(_ addresses: [NetworkAddress], host: String, port: Int, usualPorts: Set<Int> = [80, 443]) -> NetworkAddress?
  {
    if isNamed(host: host, port: port, usualPorts: usualPorts) { return addresses.first }
    return addresses.allSatisfy(\.isPublic) ? addresses.first : nil
  }
}
