import Basics
import Foundation

/// The smallest HTTP client: one request a connection, over a blocking socket.
enum HTTPSocket {
  struct Answer {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: String

    func cookie(_ name: String) -> String? {
      for header in headers where header.name == "set-cookie" && header.value.hasPrefix("\(name)=") {
        return String(header.value.dropFirst(name.count + 1).prefix { $0 != ";" })
      }
      return nil
    }
  }

  static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }

  static func connected(_ port: Int, receiveBuffer: Int32? = nil) -> Int32? {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return nil }
    if var size = receiveBuffer { setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size)) }
    var address = address(port: port)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    if result == 0 { return socket }
    close(socket)
    return nil
  }

  static func request(
    _ method: String, _ path: String, cookie: String? = nil, form: String? = nil, json: Bool = false, key: String? = nil,
    lastEvent: UInt64? = nil, keeps: Bool = false
  ) -> [UInt8] {
    var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: \(keeps ? "keep-alive" : "close")"]
    if let cookie { lines.append("Cookie: \(cookie)") }
    if json { lines.append("Accept: application/json") }
    if let key { lines.append("Idempotency-Key: \(key)") }
    if let lastEvent { lines.append("Last-Event-ID: \(lastEvent)") }
    if let form { lines += ["Content-Type: application/x-www-form-urlencoded", "Content-Length: \(form.utf8.count)"] }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (form ?? "")).utf8)
  }

  static func send(_ socket: Int32, _ bytes: [UInt8]) -> Bool {
    var at = 0
    while at < bytes.count {
      let sent = bytes[at...].withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent <= 0 { return false }
      at += sent
    }
    return true
  }

  /// - Throws: exit 69 where there is no whole answer.
  static func ask(
    _ port: Int, _ method: String, _ path: String, cookie: String? = nil, form: String? = nil, json: Bool = false,
    key: String? = nil
  ) throws -> Answer {
    guard let socket = connected(port) else { throw gone(path) }
    defer { close(socket) }
    guard send(socket, request(method, path, cookie: cookie, form: form, json: json, key: key)) else { throw gone(path) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &piece, piece.count, 0)
      if count <= 0 { break }
      bytes += piece[..<count]
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { throw gone(path) }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let body = String(text[end.upperBound...])
    let headers = lines.dropFirst().map { line -> (name: String, value: String) in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
    // A body that is shorter than it says was cut by the server's death: no answer.
    if let length = headers.first(where: { $0.name == "content-length" }).flatMap({ Int($0.value) }), body.utf8.count < length {
      throw gone(path)
    }
    guard let first = lines.first, let status = Int(first.split(separator: " ").dropFirst().first ?? "") else { throw gone(path) }
    return Answer(status: status, headers: headers, body: body)
  }

  private static func gone(_ path: String) -> Problem { Problem("harness.gone", "no answer to \(path)", exit: .unavailable) }
}
