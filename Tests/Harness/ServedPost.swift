import Basics
import Foundation

/// A `siaga serve` of its own folder, started and killed by a harness, and the requests that it is asked.
final class ServedPost {
  let folder: HarnessFolder
  let program: String
  let port: Int
  private(set) var pid: pid_t = 0
  private var output: Int32 = -1
  private var said = ""

  static let city = "scenarios/dumai"

  /// - Parameter program: the built `siaga`; that beside this one by default.
  init(_ options: HarnessOptions, name: String) throws {
    let itself = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    program = options.text("program") ?? (itself as NSString).deletingLastPathComponent + "/siaga"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Problem(
        "harness.program", "there is no program \(program)", advice: "--program .build/release/siaga", exit: .missingFile)
    }
    folder = try HarnessFolder(name)
    port = Self.freePort()
  }

  /// A port that nobody has at this moment.
  private static func freePort() -> Int {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = HTTPSocket.address(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        guard bind(socket, place, size) == 0, getsockname(socket, place, &size) == 0 else { return 0 }
        return Int(UInt16(bigEndian: UnsafeRawPointer(place).load(as: sockaddr_in.self).sin_port))
      }
    }
  }

  // MARK: Commands

  /// Runs the program in the folder until it ends.
  @discardableResult
  func command(_ words: [String], mustPass: Bool = true) throws -> (code: Int32, out: String) {
    let process = Foundation.Process()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: folder.path)
    let (out, notes) = (folder.path + "/out.txt", folder.path + "/notes.txt")
    for file in [out, notes] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: notes)
    try process.run()
    process.waitUntilExit()
    let text = (try? String(contentsOfFile: out, encoding: .utf8)) ?? ""
    if mustPass, process.terminationStatus != 0 {
      let why = (try? String(contentsOfFile: notes, encoding: .utf8)) ?? ""
      throw Problem("harness.command", "siaga \(words.joined(separator: " ")): \(process.terminationStatus) \(why.suffix(400))")
    }
    return (process.terminationStatus, text)
  }

  /// An exercise that begins now: then its orders are due now too.
  func open() throws {
    let city = FileManager.default.currentDirectoryPath + "/" + Self.city
    try command(["operation", "open", "--mode", "exercise", "--city", city, "--hazard", "tidal_flood", "--area", "14.72.06.1001"])
  }

  // MARK: The server

  /// Starts it and waits until it answers.
  func start(_ more: [String] = []) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Problem("harness.pipe", "no pipe", exit: .inputOutput) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let words =
      [program, "serve", "--database", folder.path + "/siaga.db", "--listen", "127.0.0.1:\(port)", "--password-alone"] + more
    let pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for word in pointers { free(word) } }
    let result = posix_spawn(&pid, program, &actions, nil, pointers, environ)
    close(ends[1])
    guard result == 0 else { throw Problem("harness.spawn", "the server cannot be started", exit: .inputOutput) }
    if output >= 0 { close(output) }
    output = ends[0]
    let until = harnessClock() + 60
    while harnessClock() < until {
      if let answer = try? HTTPSocket.ask(port, "GET", "/healthz"), answer.status == 200 { return }
      usleep(20_000)
    }
    throw Problem("harness.start", "the server does not answer", exit: .unavailable)
  }

  func kill() {
    Foundation.kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  func stop() {
    Foundation.kill(pid, SIGTERM)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  /// Of `/proc`: resident kilobytes, and open descriptors.
  var memory: Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }

  var descriptors: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count) ?? 0 }

  /// Seconds of processor that it has used.
  var processor: Double {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  // MARK: People

  struct Person: Sendable {
    var cookie: String
    var csrf: String
  }

  /// Makes the administrator by the one-time link and an operator, and signs the operator in.
  func operatorSession() throws -> Person {
    let admin = try administrator()
    let fields = "name=op&office=pusdalops&role=operator&password=harness+kata+sandi&csrf=\(admin.csrf)"
    let made = try HTTPSocket.ask(port, "POST", "/accounts", cookie: admin.cookie, form: fields)
    guard made.status == 303 else { throw Problem("harness.account", "\(made.status) \(made.body.prefix(300))") }
    let inside = try HTTPSocket.ask(port, "POST", "/signin", form: "name=op&password=harness+kata+sandi")
    return try person(inside)
  }

  private func administrator() throws -> Person {
    let until = harnessClock() + 20
    var bytes = [UInt8](repeating: 0, count: 4096)
    while !said.contains("/setup/") || !said.hasSuffix("\n"), harnessClock() < until {
      let count = read(output, &bytes, bytes.count)
      if count > 0 { said += String(decoding: bytes[..<count], as: UTF8.self) }
    }
    guard let token = said.components(separatedBy: "/setup/").last?.split(separator: "\n").first else {
      throw Problem("harness.setup", "the server names no first link: \(said)")
    }
    let fields = "name=admin&office=diskominfo&password=harness+kata+sandi"
    return try person(try HTTPSocket.ask(port, "POST", "/setup/\(token)", form: fields))
  }

  private func person(_ answer: HTTPSocket.Answer) throws -> Person {
    guard let cookie = answer.cookie("siaga_session") else {
      throw Problem("harness.signin", "no session: \(answer.status) \(answer.body.prefix(300))")
    }
    let me = try HTTPSocket.ask(port, "GET", "/api/me", cookie: "siaga_session=\(cookie)")
    guard let csrf = (try? JSONReader.read(Array(me.body.utf8)))?["csrf"]?.string else {
      throw Problem("harness.me", "no token: \(me.body.prefix(200))")
    }
    return Person(cookie: "siaga_session=\(cookie)", csrf: csrf)
  }

  /// A note in the log under an id of the client.
  func note(_ person: Person, _ text: String, id: String) throws -> HTTPSocket.Answer {
    try HTTPSocket.ask(
      port, "POST", "/situation/note", cookie: person.cookie, form: "text=\(text)&csrf=\(person.csrf)", json: true, key: id)
  }

  func remove() {
    if output >= 0 { close(output) }
    folder.remove()
  }
}
