import Basics
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output for results, standard error for everything else.
enum Terminal {
  static let isOutputTerminal = isatty(1) == 1
  static let isErrorTerminal = isatty(2) == 1

  /// Colour only on a terminal, and never with NO_COLOR or a dumb terminal.
  static let usesColour: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isOutputTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }()

  static func out(_ text: String) { write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: 1) }
  static func out(_ bytes: [UInt8]) { write(bytes, to: 1) }

  /// What people read of an exercise says so at its start and its end (design, rule 7); lines for machines carry the mode themselves.
  static func marked(_ mode: Mode, json: Bool = false, _ print: () throws -> Void) rethrows {
    let mark = json ? nil : mode.mark
    if let mark { out(mark) }
    defer { if let mark { out(mark) } }
    try print()
  }

  static func note(_ text: String) { write(Array((text + "\n").utf8), to: 2) }
  static func note(_ bytes: [UInt8]) { write(bytes, to: 2) }

  /// What a command prints that is carried out for another process.
  final class Captured: Sendable {
    /// Bytes that are kept of each; the rest is dropped.
    static let most = 32 << 20
    private let texts = Mutex<(out: [UInt8], notes: [UInt8])>(([], []))
    var out: [UInt8] { texts.withLock { $0.out } }
    var notes: [UInt8] { texts.withLock { $0.notes } }

    func take(_ bytes: [UInt8], isNote: Bool) {
      texts.withLock { texts in
        let room = Self.most - (isNote ? texts.notes.count : texts.out.count)
        if isNote { texts.notes += bytes.prefix(max(0, room)) } else { texts.out += bytes.prefix(max(0, room)) }
      }
    }
  }

  @TaskLocal static var captured: Captured?

  /// A progress line that overwrites itself; only on a terminal.
  static func progress(_ text: String) {
    if isErrorTerminal, captured == nil { write(Array("\r\u{1B}[K\(text)".utf8), to: 2) }
  }

  static func endProgress() {
    if isErrorTerminal, captured == nil { write(Array("\r\u{1B}[K".utf8), to: 2) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    if let captured { return captured.take(bytes, isNote: descriptor == 2) }
    var at = 0
    while at < bytes.count {
      let written = bytes[at...].withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if written < 0 && errno == EINTR { continue }
      if written <= 0 { return }
      at += written
    }
  }
}

extension Terminal {
  /// Columns of the terminal, 110 where output goes elsewhere.
  static let width: Int = {
    guard isOutputTerminal else { return 110 }
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text) { return columns }
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 110
  }()
}

extension Terminal {
  /// Lines of standard input as they come; ends with it. Read by a thread of its own, as nothing else may be kept waiting by a person.
  static func lines() -> AsyncStream<String> {
    let (stream, line) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      while let text = readLine() { line.yield(text) }
      line.finish()
    }
    return stream
  }

  /// Signals of the process as they come, in place of what they would do by themselves.
  static func signals(_ numbers: [Int32]) -> AsyncStream<Int32> {
    let (stream, received) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(8))
    for number in numbers {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        received.yield(number)
        // Kept alive by its own handler, for as long as the process lives.
        _ = source
      }
      source.resume()
    }
    return stream
  }
}
