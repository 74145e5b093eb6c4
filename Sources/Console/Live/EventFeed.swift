import Basics
import Synchronization

/// Tells open pages that something has changed: one frame for all who listen, rendered once, at most about four a second.
///
/// A frame is the log's last sequence: a page that comes back with `Last-Event-ID` and finds the log where it left it has missed
/// nothing; otherwise it is told the newest frame and fetches its page again. So no frame need be kept, over a restart either.
final class EventFeed: Sendable {
  static let mostListeners = 12_000
  /// Milliseconds between two frames.
  static let pause = 250
  static let heartbeatSeconds = 15
  /// Seconds until a session that was ended hears nothing more.
  static let sessionCheckSeconds = 2

  private struct Contents: Sendable {
    var sequence: UInt64 = 0
    var next = 0
    var listeners: [Int: AsyncStream<UInt64>.Continuation] = [:]
    /// Session of a listener, by digest.
    var owners: [Int: String] = [:]
    var isClosed = false
  }

  private let contents = Mutex(Contents())

  var listeners: Int { contents.withLock { $0.listeners.count } }
  var sequence: UInt64 { contents.withLock { $0.sequence } }

  func publish(_ sequence: UInt64) {
    contents.withLock { feed in
      guard sequence != feed.sequence else { return }
      feed.sequence = sequence
      // The buffer of one newest frame: a slow listener misses steps and never the last state.
      for (_, listener) in feed.listeners { listener.yield(sequence) }
    }
  }

  /// Says the newest place again.
  func heartbeat() { contents.withLock { feed in for (_, listener) in feed.listeners { listener.yield(feed.sequence) } } }

  /// Ends all listeners, at shutdown.
  func close() {
    contents.withLock { feed in
      feed.isClosed = true
      for (_, listener) in feed.listeners { listener.finish() }
      feed.listeners = [:]
      feed.owners = [:]
    }
  }

  /// Nil where too many listen.
  /// - Parameter owner: digest of the session that listens; the stream ends with it.
  func subscribe(after last: UInt64?, owner: String? = nil) -> EventSubscription? {
    contents.withLock { feed in
      guard !feed.isClosed, feed.listeners.count < Self.mostListeners else { return nil }
      let (stream, continuation) = AsyncStream.makeStream(of: UInt64.self, bufferingPolicy: .bufferingNewest(1))
      let id = feed.next
      feed.next += 1
      feed.listeners[id] = continuation
      feed.owners[id] = owner
      // Who was there before and missed something is told at once; who is new has just been given the page.
      if let last, last != feed.sequence { continuation.yield(feed.sequence) }
      return EventSubscription(stream: stream, current: feed.sequence, id: id, feed: self)
    }
  }

  /// Ends the streams of sessions that no longer stand.
  func endOwners(unless isAlive: (String) -> Bool) {
    let owners = contents.withLock { $0.owners }
    let dead = Set(Set(owners.values).filter { !isAlive($0) })
    if dead.isEmpty { return }
    for (id, owner) in owners where dead.contains(owner) { end(id) }
  }

  fileprivate func end(_ id: Int) {
    let listener = contents.withLock { feed in
      feed.owners[id] = nil
      return feed.listeners.removeValue(forKey: id)
    }
    listener?.finish()
  }
}

/// One listener's place in the feed.
struct EventSubscription: Sendable {
  let stream: AsyncStream<UInt64>
  let current: UInt64
  fileprivate let id: Int
  fileprivate let feed: EventFeed

  func end() { feed.end(id) }

  static func frame(_ sequence: UInt64) -> String { "id: \(sequence)\nevent: change\ndata: {\"sequence\":\(sequence)}\n\n" }
  static let heartbeat = ": \n\n"
  /// First words: how soon to come back, and where the log stands.
  var opening: String { "retry: 3000\nid: \(current)\nevent: hello\ndata: {\"sequence\":\(current)}\n\n" }
}
