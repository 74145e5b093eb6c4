import Hummingbird
import NIOCore
import ServiceLifecycle

/// Writes server-sent events until the listener goes or the server stops.
enum EventStreamBody {
  static func body(_ subscription: EventSubscription, _ request: Request) -> ResponseBody {
    ResponseBody { writer in
      defer { subscription.end() }
      try await writer.write(ByteBuffer(string: subscription.opening))
      try await request.body.consumeWithCancellationOnInboundClose { _ in
        var sent: UInt64?
        for await sequence in subscription.stream.cancelOnGracefulShutdown() {
          // The feed says the same place again from time to time: a heartbeat, which finds out who has gone.
          let text = sequence == sent ? EventSubscription.heartbeat : EventSubscription.frame(sequence)
          sent = sequence
          try await writer.write(ByteBuffer(string: text))
          try await Task.sleep(for: .milliseconds(EventFeed.pause))
        }
      }
      try await writer.finish(nil)
    }
  }
}
