/// Where a message goes over HTTP, read strictly: what two readers could understand in two ways is refused, as a host in octal,
/// hexadecimal or one number, a user name before the host, a backslash, or a letter that looks like a dot.
public struct WebTarget: Hashable, Sendable {
  public enum Host: Hashable, Sendable {
    /// To be resolved once, and the address to be checked.
    case name(String)
    case address(NetworkAddress)
  }

  public enum Fault: Error, Hashable, Sendable { case scheme, userInfo, host, port, letters, length }

  public static let longest = 2048

  public let isEncrypted: Bool
  public let host: Host
  public let port: Int
  /// Path and query, from `/`.
  public let path: String
  /// As the `Host` field has it.
  public let authority: String

  /// `host` or `[v6]` as it stands in a list of what is allowed.
  public var hostText: String {
    switch host {
    case .name(let name): name
    case .address(let address): address.text
    }
  }

  public init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.longest else { throw .length }
    // Blanks, controls, backslash and everything beyond ASCII: never in an address that a person meant.
    guard bytes.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }) else { throw .letters }
    let rest: Substring
    if text.hasPrefix("https://") {
      (isEncrypted, rest) = (true, text.dropFirst(8))
    } else if text.hasPrefix("http://") {
      (isEncrypted, rest) = (false, text.dropFirst(7))
    } else {
      throw .scheme
    }
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    guard !rest[end...].contains("#") else { throw .letters }
    let place = rest[..<end]
    guard !place.contains("@") else { throw .userInfo }
    let (host, portText) = try Self.split(place)
    self.host = try Self.host(host)
    let usual = isEncrypted ? 443 : 80
    if let portText {
      guard portText.utf8.allSatisfy({ (48...57).contains($0) }), portText.first != "0", let port = Int(portText),
        (1...65535).contains(port)
      else { throw .port }
      self.port = port
    } else {
      port = usual
    }
    let tail = rest[end...]
    path = tail.hasPrefix("/") ? String(tail) : "/" + tail
    let shown =
      switch self.host {
      case .name(let name): name
      case .address(let address): address.isV6 ? "[\(address.text)]" : address.text
      }
    authority = port == usual ? shown : "\(shown):\(port)"
  }

  private static func split(_ place: Substring) throws(Fault) -> (Substring, Substring?) {
    if place.hasPrefix("[") {
      guard let close = place.firstIndex(of: "]") else { throw .host }
      let after = place[place.index(after: close)...]
      guard after.isEmpty || after.hasPrefix(":") else { throw .host }
      return (place[...close], after.isEmpty ? nil : after.dropFirst())
    }
    let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return (place, nil) }
    return (parts[0], parts[1])
  }

  private static func host(_ text: Substring) throws(Fault) -> Host {
    if text.hasPrefix("[") {
      guard let address = NetworkAddress(v6: text.dropFirst().dropLast()) else { throw .host }
      return .address(address)
    }
    if let address = NetworkAddress(v4: text) { return .address(address) }
    let name = text.lowercased()
    guard isName(name) else { throw .host }
    return .name(name)
  }

  /// Letters, digits and hyphens between dots; the last label begins with a letter, so that no number is a name.
  private static func isName(_ name: String) -> Bool {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.utf8.count <= 253, let last = labels.last, let first = last.utf8.first, (97...122).contains(first) else {
      return false
    }
    return labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
  }
}
