import Basics
import Foundation

/// Listeners of `/events` in one process, over `poll`.
final class ListenerCrowd {
  private struct Listener {
    var socket: Int32
    var pending = ""
    var sequence: UInt64 = 0
    var saidHello = false
    /// When it heard the place that is waited for.
    var heardAt: Double?
  }

  private let port: Int
  private let cookie: String
  private let receiveBuffer: Int32?
  private var watched: [pollfd] = []
  private var listeners: [Listener] = []
  private var bytes = [UInt8](repeating: 0, count: 1 << 16)
  private var wanted: UInt64 = .max

  var count: Int { listeners.count }
  var heardHello: Int { listeners.count { $0.saidHello } }
  func sequence(_ index: Int) -> UInt64 { listeners[index].sequence }

  /// - Parameter receiveBuffer: bytes of the kernel; such listeners are never read.
  init(_ port: Int, _ cookie: String, receiveBuffer: Int32? = nil) {
    self.port = port
    self.cookie = cookie
    self.receiveBuffer = receiveBuffer
  }

  func join(_ count: Int) throws {
    for _ in 0..<count {
      let index = listeners.count
      listeners.append(Listener(socket: try connect(after: nil)))
      watch(index)
      // Those who came before are read meanwhile, so that nobody's buffer fills.
      if index % 64 == 0 { _ = turn(0) }
    }
  }

  private func connect(after last: UInt64?) throws -> Int32 {
    guard let socket = HTTPSocket.connected(port, receiveBuffer: receiveBuffer) else {
      throw Problem("harness.connect", "\(listeners.count) are connected, the next one is refused", exit: .unavailable)
    }
    let request = HTTPSocket.request("GET", "/events", cookie: cookie, lastEvent: last, keeps: true)
    guard HTTPSocket.send(socket, request) else { throw Problem("harness.send", "a listener was cut", exit: .unavailable) }
    return socket
  }

  private func watch(_ index: Int) {
    let entry = pollfd(fd: receiveBuffer == nil ? listeners[index].socket : -1, events: Int16(POLLIN), revents: 0)
    if index < watched.count { watched[index] = entry } else { watched.append(entry) }
  }

  func cut(_ index: Int) {
    close(listeners[index].socket)
    watched[index].fd = -1
  }

  func rejoin(_ index: Int, after last: UInt64) throws {
    listeners[index] = Listener(socket: try connect(after: last))
    watch(index)
  }

  func leave() {
    for listener in listeners { close(listener.socket) }
    listeners = []
    watched = []
  }

  func waitForHello() -> Bool {
    let until = harnessClock() + 60
    while heardHello < listeners.count, harnessClock() < until { _ = turn(100) }
    return heardHello == listeners.count
  }

  /// Seconds after `began` at which each one heard of a place in the log, or one beyond it.
  func hear(_ sequence: UInt64, since began: Double, seconds: Double, only index: Int? = nil) -> [Double] {
    wanted = sequence
    // Nothing is read between the act and here, so that a frame's time is never too early.
    for i in listeners.indices { listeners[i].heardAt = listeners[i].sequence < sequence ? nil : began }
    let until = harnessClock() + seconds
    func times() -> [Double] {
      (index.map { [listeners[$0]] } ?? listeners).compactMap { $0.sequence >= sequence ? ($0.heardAt ?? began) - began : nil }
    }
    let all = index == nil ? listeners.count : 1
    while times().count < all, harnessClock() < until { _ = turn(50) }
    return times()
  }

  /// Reads what there is.
  private func turn(_ milliseconds: Int32) -> Int {
    let ready = poll(&watched, nfds_t(watched.count), milliseconds)
    if ready <= 0 { return 0 }
    for index in watched.indices where watched[index].revents != 0 { take(index) }
    return Int(ready)
  }

  private func take(_ index: Int) {
    let count = recv(listeners[index].socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    if count <= 0 {
      if count == 0 { watched[index].fd = -1 }
      return
    }
    let now = harnessClock()
    // Chunks begin with a line that ends in CR LF, which is one Character: without its CR the next line is found.
    listeners[index].pending += String(decoding: bytes[..<count].filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
    while let end = listeners[index].pending.range(of: "\n\n") {
      let frame = listeners[index].pending[..<end.lowerBound]
      listeners[index].pending = String(listeners[index].pending[end.upperBound...])
      if frame.contains("event: hello") { listeners[index].saidHello = true }
      guard let line = frame.split(separator: "\n").first(where: { $0.hasPrefix("id: ") }), let id = UInt64(line.dropFirst(4))
      else {
        continue
      }
      listeners[index].sequence = id
      if id >= wanted, listeners[index].heardAt == nil { listeners[index].heardAt = now }
    }
  }
}
