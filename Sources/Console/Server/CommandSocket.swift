import Basics
import Foundation
import Incident
import NIOCore
import NIOPosix
import Operations
import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command line that another process was given and that this one carries out, because it holds the database.
public struct HandedCommand: Sendable, Hashable {
  /// Words after `siaga`.
  public var words: [String]
  /// Where its relative file names begin.
  public var folder: String

  public init(words: [String], folder: String) {
    self.words = words
    self.folder = folder
  }

  public var document: JSONValue { ["folder": .string(folder), "words": .array(words.map { .string($0) })] }

  public init?(_ value: JSONValue) {
    guard let folder = value["folder"]?.string, folder.hasPrefix("/"), let words = value["words"]?.array else { return nil }
    let texts = words.compactMap(\.string)
    guard texts.count == words.count, !texts.isEmpty, texts.count <= 1000 else { return nil }
    self.init(words: texts, folder: folder)
  }
}

/// What it printed, and how it ended.
public struct HandedAnswer: Sendable, Hashable {
  public var exit: Int32
  public var out: [UInt8]
  public var notes: [UInt8]

  public init(exit: Int32, out: [UInt8], notes: [UInt8]) {
    self.exit = exit
    self.out = out
    self.notes = notes
  }

  public var document: JSONValue {
    [
      "exit": .integer(Int64(exit)), "out": .string(Foundation.Data(out).base64EncodedString()),
      "notes": .string(Foundation.Data(notes).base64EncodedString()),
    ]
  }

  public init?(_ value: JSONValue) {
    guard let exit = value["exit"]?.int, let code = Int32(exactly: exit),
      let out = value["out"]?.string.flatMap({ Foundation.Data(base64Encoded: $0) }),
      let notes = value["notes"]?.string.flatMap({ Foundation.Data(base64Encoded: $0) })
    else { return nil }
    self.init(exit: code, out: Array(out), notes: Array(notes))
  }
}

/// Where command lines come in, and who carries them out on the desk.
public struct HandedCommands: Sendable {
  public let path: String
  let carryOut: @Sendable (HandedCommand, Desk, Instant) -> HandedAnswer

  /// - Parameter database: its socket lies beside it.
  public init(database: String, carryOut: @escaping @Sendable (HandedCommand, Desk, Instant) -> HandedAnswer) {
    path = database + ".sock"
    self.carryOut = carryOut
  }
}

/// Takes command lines beside the pages: a Unix socket `siaga.db.sock` (0600) that this user alone may open.
///
/// One request a connection: four bytes of length, JSON; the answer alike. One command after another.
struct CommandSocket: Service {
  static let longestRequest = 256 << 10
  static let longestAnswer = 64 << 20
  static let seconds: Int64 = 60

  let path: String
  let run: @Sendable (HandedCommand) async -> HandedAnswer

  func run() async throws {
    // Nobody else may connect between its making and the change of its rights.
    let before = umask(0o077)
    let server: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>
    do {
      server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
        unixDomainSocketPath: path, cleanupExistingSocketFile: true
      ) { channel in
        channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
      }
    } catch {
      umask(before)
      throw Problem("serve.socket", "cannot listen on \(path)", cause: "\(error)", exit: .inputOutput)
    }
    umask(before)
    chmod(path, 0o600)
    defer { unlink(path) }
    do {
      try await cancelWhenGracefulShutdown {
        try await server.executeThenClose { connections in
          // One after another: each is short, and the desk takes them in turn anyway.
          for try await connection in connections { await serve(connection) }
        }
      }
    } catch is CancellationError {
      // The server stops.
    }
  }

  private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
    let inner = connection.channel
    let alarm = inner.eventLoop.scheduleTask(in: .seconds(Self.seconds)) { inner.close(promise: nil) }
    defer { alarm.cancel() }
    do {
      try await connection.executeThenClose { inbound, outbound in
        guard let bytes = try await read(inbound), let value = try? JSONReader.read(bytes), let command = HandedCommand(value)
        else {
          return
        }
        let answer = await run(command)
        let document = try CanonicalJSON.encode(answer.document)
        var buffer = ByteBuffer()
        buffer.writeInteger(UInt32(document.count))
        buffer.writeBytes(document)
        try await outbound.write(buffer)
      }
    } catch {
      // The other side went away: what it asked for stands in the log or does not, and its log says which.
    }
  }

  private func read(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async throws -> [UInt8]? {
    var buffer = ByteBuffer()
    for try await part in inbound {
      buffer.writeImmutableBuffer(part)
      guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else { continue }
      guard length <= UInt32(Self.longestRequest) else { return nil }
      if buffer.readableBytes >= Int(length) + 4 {
        buffer.moveReaderIndex(forwardBy: 4)
        return buffer.readBytes(length: Int(length))
      }
    }
    return nil
  }
}
