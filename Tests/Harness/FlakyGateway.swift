import Basics
import Foundation
import Synchronization

/// A gateway over HTTP that takes most messages, refuses some for now, and takes some without saying so.
final class FlakyGateway: Sendable {
  private struct Taken: Sendable {
    /// Of each message that was taken, in the order in which its copies came: whether it said that it may be a copy.
    var copies: [String: [Bool]] = [:]
    var random: RandomStream
  }

  let port: Int
  private let socket: Int32
  private let taken: Mutex<Taken>

  init(seed: UInt64) throws {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = HTTPSocket.address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        guard bind(socket, place, size) == 0, listen(socket, 64) == 0, getsockname(socket, place, &size) == 0 else { return 0 }
        return Int(UInt16(bigEndian: UnsafeRawPointer(place).load(as: sockaddr_in.self).sin_port))
      }
    }
    guard port > 0 else { throw Problem("harness.gateway", "no port", exit: .inputOutput) }
    self.port = port
    self.socket = socket
    taken = Mutex(Taken(random: RandomStream(seed: seed, name: "gateway")))
    Thread.detachNewThread { [self] in serve() }
  }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  var count: Int { taken.withLock { $0.copies.values.reduce(0) { $0 + $1.count } } }
  var ids: Set<String> { taken.withLock { Set($0.copies.keys) } }
  var copies: [(String, [Bool])] { taken.withLock { $0.copies.sorted { $0.key < $1.key } } }

  private func serve() {
    while true {
      let connection = accept(socket, nil, nil)
      if connection < 0 { return }
      Thread.detachNewThread { [self] in
        answer(connection)
        close(connection)
      }
    }
  }

  private func answer(_ connection: Int32) {
    guard let body = body(connection), let json = try? JSONReader.read(body), let id = json["id"]?.string,
      let isRepeat = json["repeat"]?.bool
    else { return }
    let dice = taken.withLock { $0.random.int(in: 0...9) }
    func say(_ line: String) {
      _ = HTTPSocket.send(connection, Array("HTTP/1.1 \(line)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8))
    }
    if dice == 0 { return say("503 Not now") }
    taken.withLock { $0.copies[id, default: []].append(isRepeat) }
    // Taken, and the sender never hears of it.
    if dice == 1 { return }
    usleep(20_000)
    say("200 OK")
  }

  private func body(_ connection: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < 1 << 20 {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].lowercased()
        let length =
          head.components(separatedBy: "content-length: ").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        let body = Array(text[end.upperBound...].utf8)
        if body.count >= length { return Array(body.prefix(length)) }
      }
      let count = recv(connection, &piece, piece.count, 0)
      if count <= 0 { return nil }
      bytes += piece[..<count]
    }
    return nil
  }
}
