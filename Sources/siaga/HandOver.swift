import Basics
import Console
import Foundation
import Operations

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The client's side of `siaga.db.sock`: a writing command that meets the server's lock has the server carry it out.
enum CommandHandOver {
  /// Prints what the command printed there and ends this process with its exit code; returns where nobody listens.
  static func tryServer(of database: String) {
    let path = absolute(database) + ".sock"
    guard let socket = connect(path) else { return }
    defer { close(socket) }
    let command = HandedCommand(words: words(database), folder: FileManager.default.currentDirectoryPath)
    guard let bytes = try? CanonicalJSON.encode(command.document), send(socket, framed(bytes)) else { return }
    guard let text = receive(socket), let value = try? JSONReader.read(text), let answer = HandedAnswer(value) else {
      // It went away in the middle: whether it was done is to be seen in the log, and it must not be done twice.
      Terminal.note(
        "siaga: the server ended before it answered\nMaybe `siaga log show` says whether the command was done; try again if it was not."
      )
      exit(Problem.Exit.tryAgain.rawValue)
    }
    Terminal.out(answer.out)
    Terminal.note(answer.notes)
    exit(answer.exit)
  }

  /// This process's words with the database as the server will find it.
  private static func words(_ database: String) -> [String] {
    var words = Array(CommandLine.arguments.dropFirst())
    for i in words.indices where words[i] == "--database" && i + 1 < words.count { words[i + 1] = absolute(words[i + 1]) }
    for i in words.indices where words[i].hasPrefix("--database=") {
      words[i] = "--database=" + absolute(String(words[i].dropFirst("--database=".count)))
    }
    return words
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private static func connect(_ path: String) -> Int32? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    #if canImport(Glibc)
      let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = Darwin.socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    guard socket >= 0 else { return nil }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        #if canImport(Glibc)
          Glibc.connect(socket, place, size) == 0
        #else
          Darwin.connect(socket, place, size) == 0
        #endif
      }
    }
    if isConnected { return socket }
    close(socket)
    return nil
  }

  private static func framed(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt32(bytes.count)
    return [UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)] + bytes
  }

  private static func send(_ socket: Int32, _ bytes: [UInt8]) -> Bool {
    var at = 0
    while at < bytes.count {
      let sent = bytes[at...].withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      if sent < 0 && errno == EINTR { continue }
      if sent <= 0 { return false }
      at += sent
    }
    return true
  }

  private static func receive(_ socket: Int32) -> [UInt8]? {
    guard let head = take(socket, 4) else { return nil }
    let count = head.reduce(0) { $0 << 8 | Int($1) }
    return count <= 64 << 20 ? take(socket, count) : nil
  }

  private static func take(_ socket: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var at = 0
    while at < count {
      let got = bytes.withUnsafeMutableBytes { read(socket, $0.baseAddress.map { $0 + at }, count - at) }
      if got < 0 && errno == EINTR { continue }
      if got <= 0 { return nil }
      at += got
    }
    return bytes
  }
}
