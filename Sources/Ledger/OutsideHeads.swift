import Basics

/// What somebody outside kept of a log: checkpoints, printed heads, leaf hashes.
///
/// Forms, all of which may stand in one file: signed checkpoints (C2SP); lines `size root` with the root in base64 or
/// hexadecimal, as printed in a daily report; lines of one leaf hash each (base64), in order from entry 0, with which a changed
/// entry of an export is named exactly.
public struct OutsideHeads: Sendable, Hashable {
  public var signed: [SignedCheckpoint] = []
  public var heads: [LogHead] = []
  public var leaves: [LogHash] = []

  public init() {}

  /// - Throws: a `Problem` with the line that fits none of the forms.
  public init(_ text: String, file: String) throws(Problem) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var number = 1
    while let line = lines.first {
      if line.isEmpty {
        lines.removeFirst()
        number += 1
      } else if let leaf = LogHash(base64: line) {
        leaves.append(leaf)
        lines.removeFirst()
        number += 1
      } else if let head = OutsideHeads.head(line) {
        heads.append(head)
        lines.removeFirst()
        number += 1
      } else {
        number += try takeNote(from: &lines, file: file, line: number)
      }
    }
  }

  private static func head(_ line: Substring) -> LogHead? {
    let words = line.split(separator: " ")
    guard words.count == 2, let size = UInt64(words[0]), "\(size)" == words[0] else { return nil }
    if let root = LogHash(base64: words[1]) { return LogHead(size: size, root: root) }
    return LogHash(hex: words[1]).map { LogHead(size: size, root: $0) }
  }

  /// Takes the lines of one note: its text, an empty line, its signatures. Returns their number.
  private mutating func takeNote(
    from lines: inout ArraySlice<Substring>, file: String, line number: Int
  ) throws(Problem) -> Int {
    let place = Problem.Place(file: file, line: number)
    guard let gap = lines.firstIndex(where: \.isEmpty) else {
      throw Problem(
        "ledger.outside.malformed", "neither a signed checkpoint, nor a line \"size root\", nor a leaf hash", at: place)
    }
    let signatures = lines[(gap + 1)...].prefix { $0.hasPrefix("— ") }
    let note = lines[lines.startIndex..<signatures.endIndex].map { $0 + "\n" }.joined()
    do throws(Problem) { signed.append(try SignedCheckpoint(note)) } catch {
      var problem = error
      problem.place = place
      throw problem
    }
    let count = signatures.endIndex - lines.startIndex
    lines = lines[signatures.endIndex...]
    return count
  }
}

extension LogHash {
  /// Reads 64 hexadecimal digits.
  public init?(hex text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for i in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[i...(i + 1)], as: UTF8.self), radix: 16), digits[i] != UInt8(ascii: "+")
      else { return nil }
      bytes.append(byte)
    }
    self.init(bytes)
  }
}
