import Foundation
import Testing

/// A command line beside a running server, with the real program.
@Suite struct HandOverTests {
  /// A server of this database that is ended when the test is over.
  private static func serve(_ folder: URL) throws -> Foundation.Process {
    let process = Foundation.Process()
    process.executableURL = CommandLineTests.program
    process.arguments = ["serve", "--listen", "127.0.0.1:0"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private static func opened() throws -> URL {
    let folder = try CommandLineTests.folder()
    let city = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "scenarios/dumai").path
    let opened = try CommandLineTests.siaga(
      ["operation", "open", "--mode", "exercise", "--city", city, "--hazard", "tidal_flood", "--area", "14.72.06.1001"],
      in: folder)
    try #require(opened.code == 0, "\(opened.error)")
    return folder
  }

  /// Tries until the server has its socket: until then it is refused by the lock, or the server has not taken it yet.
  private static func handed(_ arguments: [String], in folder: URL) throws -> CommandLineTests.Outcome {
    for _ in 0..<400 {
      let outcome = try CommandLineTests.siaga(arguments, in: folder)
      if outcome.code != 75 { return outcome }
    }
    return try CommandLineTests.siaga(arguments, in: folder)
  }

  @Test func aCommandBesideAServerIsCarriedOutByItAndEndsAsIfAlone() throws {
    let folder = try Self.opened()
    defer { try? FileManager.default.removeItem(at: folder) }
    let people = "id;nama;unit\nREKA-1;Kenari Contoh;BPBD\n"
    try people.write(to: folder.appending(path: "people.csv"), atomically: true, encoding: .utf8)
    let wrong = ["outbox", "reply", "--from", "nobody-at-all", "siap"]
    let alone = try CommandLineTests.siaga(wrong, in: folder)
    #expect(alone.code == 64)
    let server = try Self.serve(folder)
    defer { server.terminate() }
    // The server is there once its socket is; before that the commands would run by themselves.
    let socket = folder.appending(path: "siaga.db.sock").path
    var looks = 0
    while !FileManager.default.fileExists(atPath: socket), looks < 100 {
      _ = try CommandLineTests.siaga(["log", "verify"], in: folder)
      looks += 1
    }
    let rights = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    let same = try Self.handed(wrong, in: folder)
    #expect(same.code == alone.code && same.error == alone.error && same.out == alone.out, "\(same.error)")
    // A relative file name begins where the command was typed.
    let read = try Self.handed(["roster", "import", "people.csv", "--dry-run"], in: folder)
    #expect(!read.error.contains("there is no file"), "\(read.error)")
    let bare = try Self.handed(["log", "checkpoint"], in: folder)
    #expect(bare.code == 0 && bare.out.contains("siaga/"), "\(bare.error)")
    let usage = try Self.handed(["log", "checkpoint", "--nonsense"], in: folder)
    #expect(usage.code == 64)
    let noted = try Self.handed(["operation", "note", "air naik di jalan utama"], in: folder)
    #expect(noted.code == 0, "\(noted.error)")
    #expect(server.isRunning)
    server.terminate()
    server.waitUntilExit()
    #expect(!FileManager.default.fileExists(atPath: socket), "the socket goes with the server")
    let verified = try CommandLineTests.siaga(["log", "verify"], in: folder)
    #expect(verified.code == 0, "\(verified.out)\(verified.error)")
    let shown = try CommandLineTests.siaga(["log", "show", "--json"], in: folder)
    #expect(shown.out.contains("note.added") || shown.out.contains("\"operation.note"), "\(shown.out.suffix(400))")
    let later = try CommandLineTests.siaga(["log", "checkpoint"], in: folder)
    #expect(later.code == 0, "by itself again")
  }

  @Test func whereTheLockIsHeldAndNobodyListensACommandIsRefusedWith75() throws {
    let folder = try Self.opened()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lock = open(folder.appending(path: "siaga.db.lock").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let refused = try CommandLineTests.siaga(["log", "checkpoint"], in: folder)
    #expect(refused.code == 75 && refused.error.contains("is writing to this database"), "\(refused.error)")
  }
}
