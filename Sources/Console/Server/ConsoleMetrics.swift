import Synchronization

/// Counters in Prometheus' text form. They hold no address, name or token.
final class ConsoleMetrics: Sendable {
  private struct Contents: Sendable {
    var requests: [Int: UInt64] = [:]
    var events: [String: UInt64] = [:]
    /// Upper ends of the buckets in milliseconds.
    var buckets = [UInt64](repeating: 0, count: ConsoleMetrics.bounds.count + 1)
    var milliseconds: Double = 0
  }

  static let bounds = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000]
  private let contents = Mutex(Contents())

  func served(_ status: Int, milliseconds: Double) {
    contents.withLock { all in
      all.requests[status, default: 0] += 1
      let bucket = Self.bounds.firstIndex { milliseconds <= Double($0) } ?? Self.bounds.count
      all.buckets[bucket] += 1
      all.milliseconds += milliseconds
    }
  }

  func count(_ name: String) { contents.withLock { $0.events[name, default: 0] += 1 } }

  func text(listeners: Int, sequence: UInt64, isWritable: Bool) -> String {
    let all = contents.withLock { $0 }
    var lines = ["# TYPE siaga_http_requests_total counter"]
    for status in all.requests.keys.sorted() {
      lines.append("siaga_http_requests_total{status=\"\(status)\"} \(all.requests[status] ?? 0)")
    }
    lines.append("# TYPE siaga_http_request_milliseconds histogram")
    var sum: UInt64 = 0
    for (bound, count) in zip(Self.bounds, all.buckets) {
      sum += count
      lines.append("siaga_http_request_milliseconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    sum += all.buckets[Self.bounds.count]
    lines.append("siaga_http_request_milliseconds_bucket{le=\"+Inf\"} \(sum)")
    lines.append("siaga_http_request_milliseconds_sum \(all.milliseconds)")
    lines.append("siaga_http_request_milliseconds_count \(sum)")
    lines.append("# TYPE siaga_events_total counter")
    for name in all.events.keys.sorted() { lines.append("siaga_events_total{event=\"\(name)\"} \(all.events[name] ?? 0)") }
    lines += [
      "# TYPE siaga_live_listeners gauge", "siaga_live_listeners \(listeners)", "# TYPE siaga_log_entries gauge",
      "siaga_log_entries \(sequence)", "# TYPE siaga_store_writable gauge", "siaga_store_writable \(isWritable ? 1 : 0)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
