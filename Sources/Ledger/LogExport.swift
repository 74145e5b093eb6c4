import Basics
import Foundation

/// The log as JSON Lines: one entry a line, its canonical bytes, in order, and nothing else. What is exported twice is the same
/// bytes, and anyone can hash a line: SHA-256(0x00 || line without its newline) is its leaf.
public enum LogExport {
  /// Writes entries from `sequence` on to `sink` in pieces of about 256 KiB; returns the number of entries.
  ///
  /// - Parameter leaves: gets the leaf hashes, one a line, for `OutsideHeads`: with them a changed line is named exactly.
  @discardableResult
  public static func write(
    _ log: some LogReader, from sequence: UInt64 = 0, to sink: ([UInt8]) throws -> Void,
    leaves: ([UInt8]) throws -> Void = { _ in }
  ) throws -> UInt64 {
    var piece: [UInt8] = []
    var count: UInt64 = 0
    try log.replay(from: sequence) { entry in
      let bytes = entry.encoded()
      piece += bytes
      piece.append(10)
      count += 1
      try leaves(Array(LogHash.leaf(bytes).base64.utf8) + [10])
      if piece.count >= 256 << 10 {
        try sink(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    if !piece.isEmpty { try sink(piece) }
    return count
  }

  /// Verifies an export, reading it once with memory for one line.
  ///
  /// - Parameter identity: the log's, as known from its database or published; nil leaves checkpoints' signatures unverified.
  public static func verify(
    _ path: String, identity: LogIdentity?, checkpoints: [SignedCheckpoint] = [], outside: OutsideHeads = OutsideHeads()
  ) throws(Problem) -> Verification {
    guard let file = FileHandle(forReadingAtPath: path) else { throw SystemProblem.failed("open", path) }
    defer { try? file.close() }
    var lines = ExportLines(verifier: LogVerifier(identity: identity, checkpoints: checkpoints, outside: outside))
    do {
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { lines.take(piece) }
    } catch {
      throw Problem(
        "ledger.file", "cannot read the file", at: Problem.Place(file: path), cause: "\(error)", exit: .inputOutput)
    }
    return lines.finish()
  }

  /// Verifies an export in memory.
  public static func verify(
    bytes: [UInt8], identity: LogIdentity?, checkpoints: [SignedCheckpoint] = [], outside: OutsideHeads = OutsideHeads()
  ) -> Verification {
    var lines = ExportLines(verifier: LogVerifier(identity: identity, checkpoints: checkpoints, outside: outside))
    lines.take(bytes)
    return lines.finish()
  }
}

/// Cuts an export into lines and feeds them to a verifier.
private struct ExportLines {
  var verifier: LogVerifier
  private var rest: [UInt8] = []

  init(verifier: LogVerifier) { self.verifier = verifier }

  mutating func take(_ piece: some Collection<UInt8>) {
    var start = piece.startIndex
    while let end = piece[start...].firstIndex(of: 10) {
      rest += piece[start..<end]
      verifier.take(rest)
      rest.removeAll(keepingCapacity: true)
      start = piece.index(after: end)
    }
    // What is longer than any entry is refused by its length; the rest of it need not be kept.
    let room = max(0, LedgerLimits.exportLineBytes + 1 - rest.count)
    rest += piece[start...].prefix(room)
  }

  mutating func finish() -> Verification {
    if !rest.isEmpty {
      verifier.takeCut(rest)
    }
    return verifier.finish()
  }
}
