import Basics
import Foundation
import GRDB

/// The truth of a simulated world, beside the log and never in it: named parts of bytes in an SQLite file of their own.
public struct WorldFile {
  private let queue: DatabaseQueue

  /// - Throws: a `Problem` where the file exists or cannot be made.
  public init(creating path: String) throws(Problem) {
    if Files.exists(path) { throw Problem("world.exists", "\(path) is there already", exit: .usage) }
    do {
      queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE part (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)") }
    } catch { throw Self.problem(error) }
  }

  /// - Throws: a `Problem` for a file that is missing or no world.
  public init(reading path: String) throws(Problem) {
    if !Files.exists(path) { throw Problem("world.missing", "\(path) does not exist", exit: .missingFile) }
    var configuration = Configuration()
    configuration.readonly = true
    do { queue = try DatabaseQueue(path: path, configuration: configuration) } catch { throw Self.problem(error) }
  }

  public func write(_ name: String, _ bytes: [UInt8]) throws(Problem) {
    do {
      try queue.write { try $0.execute(sql: "INSERT OR REPLACE INTO part VALUES (?, ?)", arguments: [name, Data(bytes)]) }
    } catch { throw Self.problem(error) }
  }

  /// Nil for a part that is not there.
  public func read(_ name: String) throws(Problem) -> [UInt8]? {
    do {
      return try queue.read { try Data.fetchOne($0, sql: "SELECT bytes FROM part WHERE name = ?", arguments: [name]) }.map {
        Array($0)
      }
    } catch { throw Self.problem(error) }
  }

  private static func problem(_ error: any Error) -> Problem {
    Problem("world.file", "the world's file cannot be used", cause: "\(error)", exit: .inputOutput)
  }
}
