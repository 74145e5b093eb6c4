import Testing

@testable import Callout

/// Where messages may go over HTTP.
@Suite struct WebTargetTests {
  /// Each would reach this machine or its network where it is read leniently.
  static let hostile = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://127.255.255.254:8080/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.01/",
    "http://00127.0.0.1/", "http://0/", "http://0.0.0.0/", "http://0.1.2.3/", "http://10.0.0.5/", "http://10.255.255.255/",
    "http://172.16.0.1/", "http://172.31.255.254/", "http://192.168.1.1/", "http://192.168.1.1:8443/x", "http://169.254.169.254/",
    "http://169.254.1.1/", "http://100.64.0.1/", "http://100.127.255.255/", "http://192.0.0.1/", "http://192.0.2.1/",
    "http://198.18.0.1/", "http://198.51.100.7/", "http://203.0.113.9/", "http://224.0.0.1/", "http://240.0.0.1/",
    "http://255.255.255.255/", "http://192.88.99.1/", "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:10.0.0.1]/", "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fc00::1]/", "http://[fd12:3456::1]/",
    "http://[ff02::1]/", "http://[fec0::1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/", "http://[2002:c0a8:101::1]/", "http://[2001::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    "http://[3fff::1]/", "http://[4000::1]/", "http://localhost/", "http://LOCALHOST:80/", "http://gateway.lan/",
    "http://user@127.0.0.1/", "http://good.example@127.0.0.1/", "http://good.example:80@127.0.0.1/",
    "http://127.0.0.1#good.example/",
    "http://good.example\\@127.0.0.1/", "http://127.0.0.1\\.good.example/", "http:///127.0.0.1/", "http:127.0.0.1/",
    "file:///etc/passwd", "gopher://127.0.0.1:25/", "ftp://127.0.0.1/", "//127.0.0.1/", "http://\u{2460}\u{2461}7.0.0.1/",
    "http://１２７.0.0.1/", "http://127.0.0.1\u{3002}/", "http://127.0.0.1 /", "http://127.0.0.1\r\nHost: x/", "http://127.0.0.1\t/",
    "http://good.example:0/", "http://good.example:65536/", "http://good.example:080/", "http://good.example:80:80/",
    "http://[::1", "http://[::1]x/", "http://[1:2:3:4:5:6:7:8:9]/", "http://[1::2::3]/", "http://.example/", "http://a..example/",
    "http://-a.example/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://example.1/", "http://", "",
  ]

  /// As the machine's resolver could answer.
  static let names: [String: [String]] = [
    "localhost": ["127.0.0.1"], "gateway.lan": ["192.168.1.9"], "good.example": ["93.184.216.34"],
    // A name that answers with an open address and an inner one.
    "rebind.example": ["93.184.216.34", "127.0.0.1"], "inner.example": ["10.0.0.1"],
  ]

  static func addresses(_ target: WebTarget) -> [NetworkAddress] {
    switch target.host {
    case .address(let address): [address]
    case .name(let name): (names[name] ?? []).compactMap { NetworkAddress(v4: $0) }
    }
  }

  @Test func noHostileAddressIsEverConnectedTo() {
    let targets = TargetGuard(allowed: [])
    for text in Self.hostile + ["http://rebind.example/", "https://inner.example/"] {
      guard let target = try? WebTarget(text) else { continue }
      let chosen = targets.choose(Self.addresses(target), host: target.hostText, port: target.port)
      #expect(chosen == nil, "\(text) would be connected to at \(chosen?.text ?? "")")
    }
    #expect(Self.hostile.count >= 60)
  }

  @Test func whatIsNamedMayLieInsideAndNothingBesideIt() throws {
    let targets = TargetGuard(allowed: ["gateway.lan", "127.0.0.1:8025"])
    func chosen(_ text: String) throws -> NetworkAddress? {
      let target = try WebTarget(text)
      return targets.choose(Self.addresses(target), host: target.hostText, port: target.port)
    }
    #expect(try chosen("http://gateway.lan/send")?.text == "192.168.1.9")
    #expect(try chosen("http://gateway.lan:8080/send") == nil, "another port is another target")
    #expect(try chosen("http://127.0.0.1:8025/") != nil)
    #expect(try chosen("http://127.0.0.1/") == nil)
    #expect(try chosen("http://localhost:8025/") == nil, "the same place under another name was not named")
    #expect(try chosen("https://good.example/") != nil)
  }

  @Test func anOrdinaryAddressIsReadAsItStands() throws {
    let target = try WebTarget("https://Hub.Example:8443/a/b?c=1&d=%20")
    #expect(target.isEncrypted && target.port == 8443 && target.path == "/a/b?c=1&d=%20")
    #expect(target.host == .name("hub.example") && target.authority == "hub.example:8443")
    #expect(try WebTarget("http://hub.example").path == "/")
    #expect(try WebTarget("http://hub.example?x=1").path == "/?x=1")
    #expect(try WebTarget("https://[2606:4700::1111]/").authority == "[2606:4700:0:0:0:0:0:1111]")
    #expect(try WebTarget("https://8.8.8.8/").host == .address(try #require(NetworkAddress(v4: "8.8.8.8"))))
  }

  @Test func addressesOfTheOpenInternetAreOpen() {
    for text in ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "223.255.255.255", "192.169.0.1"]
    {
      #expect(NetworkAddress(v4: text)?.isPublic == true, "\(text)")
    }
    for text in ["2606:4700::1111", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"] {
      #expect(NetworkAddress(v6: text)?.isPublic == true, "\(text)")
    }
  }
}
