import Callout
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names to addresses, once a message: what comes out is checked and then connected to.
enum Resolver {
  static let most = 16

  /// By the machine's own resolver. Empty where there is no such name.
  static func addresses(_ name: String) async -> [NetworkAddress] {
    (try? await NIOThreadPool.singleton.runIfActive { lookUp(name) }) ?? []
  }

  private static func lookUp(_ name: String) -> [NetworkAddress] {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [NetworkAddress] = []
    var entry = list
    while let info = entry?.pointee, found.count < most {
      if let address = address(info), !found.contains(address) { found.append(address) }
      entry = info.ai_next
    }
    return found
  }

  private static func address(_ info: addrinfo) -> NetworkAddress? {
    guard let raw = UnsafeRawPointer(info.ai_addr) else { return nil }
    switch info.ai_family {
    case AF_INET:
      return withUnsafeBytes(of: raw.load(as: sockaddr_in.self).sin_addr) { NetworkAddress(bytes: Array($0)) }
    case AF_INET6:
      return withUnsafeBytes(of: raw.load(as: sockaddr_in6.self).sin6_addr) { NetworkAddress(bytes: Array($0)) }
    default: return nil
    }
  }
}
