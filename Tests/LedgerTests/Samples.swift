import Basics
import Foundation
import Ledger

/// Values that the tests of the ledger share.
enum Samples {
  static let origin = "siaga.example/dumai"

  static func key(_ seed: UInt64 = 1) throws -> SigningKey { try SigningKey(name: origin, drillSeed: seed) }

  static func identity(_ mode: Mode = .exercise) throws -> LogIdentity { LogIdentity(mode: mode, key: try key().verifier) }

  static func entry(
    _ number: Int, stream: String = "plan/1", type: String = "PlanProposed", mode: Mode = .exercise, cause: Cause = .none,
    payload: String? = nil
  ) -> NewEntry {
    NewEntry(
      stream: stream, type: type, instant: Instant(milliseconds: 1_633_650_600_000 + Int64(number) * 1000), actor: "duty/7",
      mode: mode, cause: cause, payload: Array((payload ?? #"{"head":\#(number),"note":"pompa"}"#).utf8))
  }

  /// Entries over a few streams, of differing length, drawn from a seed.
  static func entries(_ count: Int, seed: UInt64 = 1) -> [NewEntry] {
    var random = RandomStream(seed: seed, name: "ledger.samples")
    return (0..<count).map { i in
      let filler = String(repeating: "banjir—", count: random.int(in: 0...12))
      return entry(
        i, stream: "order/\(random.int(in: 0...4))", type: random.chance(0.5) ? "OrderIssued" : "OrderAccepted",
        cause: random.chance(0.3) ? Cause(command: "c-\(i)", sequence: i > 0 ? UInt64(i - 1) : nil) : .none,
        payload: #"{"n":\#(i),"text":"\#(filler)"}"#)
    }
  }
}

/// A folder for one test, removed with it.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "siaga-ledger-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}

/// The code of the problem that `body` throws; nil where it throws none.
func problemCode(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let problem as Problem { return problem.code } catch { return "\(error)" }
}

extension StringProtocol {
  var bytes: [UInt8] { Array(utf8) }
}
