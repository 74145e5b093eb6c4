import Basics

/// Checks a log entry by entry, from the first to the last, in one pass and with memory for the streams' versions only.
///
/// The same check serves `verify` on a database and on an export, the opening of a database and the end of a backup.
public struct LogVerifier {
  /// The columns beside an entry's bytes, as stored.
  struct Columns {
    var sequence: Int64
    var stream: String
    var version: Int64
    var type: String
    var instant: Int64
    var leaf: [UInt8]
  }

  private struct Mark {
    var head: LogHead
    var isOutside: Bool
  }

  private var mode: Mode?
  private var marks: [Mark]
  private var nextMark = 0
  private let leaves: [LogHash]
  private(set) var tree = MerkleTree()
  private(set) var versions: [String: UInt64] = [:]
  private var result = Verification()
  private var lastFit: UInt64 = 0

  /// - Parameters:
  ///   - identity: of the log, where it is known: the key that its checkpoints must be signed with, and its mode.
  ///   - checkpoints: those stored with the log.
  ///   - outside: what was kept elsewhere.
  public init(identity: LogIdentity?, checkpoints: [SignedCheckpoint] = [], outside: OutsideHeads = OutsideHeads()) {
    mode = identity?.mode
    leaves = outside.leaves
    var marks: [Mark] = []
    var findings: [Problem] = []
    for (signed, isOutside) in checkpoints.map({ ($0, false) }) + outside.signed.map({ ($0, true) }) {
      if let identity {
        do throws(Problem) { try signed.verify(identity) } catch {
          findings.append(error)
          continue
        }
      }
      marks.append(Mark(head: signed.head, isOutside: isOutside))
    }
    marks += outside.heads.map { Mark(head: $0, isOutside: true) }
    if !leaves.isEmpty {
      let head = LogHead(size: UInt64(leaves.count), root: MerkleTree(leaves: leaves).root)
      marks.append(Mark(head: head, isOutside: true))
    }
    self.marks = marks.sorted { $0.head.size < $1.head.size }
    result.findings = findings
    compareMarks()
  }

  /// Notes a fault that lies around the entries, as a damaged index.
  mutating func note(_ problem: Problem) { result.findings.append(problem) }

  /// Takes the next entry of an export.
  public mutating func take(_ bytes: [UInt8]) { take(bytes, columns: nil) }

  /// Takes the last line of an export that does not end: even if it is an entry, something after it was cut.
  mutating func takeCut(_ bytes: [UInt8]) {
    mark(.malformed, "the last line has no end: the export was cut")
    take(bytes, columns: nil)
  }

  /// Notes that the next entry cannot be read.
  mutating func takeUnreadable(_ detail: String) {
    mark(.unreadable, detail)
  }

  mutating func take(_ bytes: [UInt8], columns: Columns?) {
    let leaf = LogHash.leaf(bytes)
    if result.firstBad == nil { check(bytes, leaf, columns) }
    tree.append(leaf)
    compareMarks()
  }

  private mutating func mark(_ fault: EntryFault, _ detail: String, since first: UInt64? = nil) {
    if result.firstBad == nil { result.firstBad = BadEntry(first ?? tree.size, through: tree.size, fault, detail) }
  }

  private mutating func check(_ bytes: [UInt8], _ leaf: LogHash, _ columns: Columns?) {
    let place = tree.size
    if let columns, columns.sequence != Int64(place) {
      return mark(.outOfPlace, "the row has number \(columns.sequence): rows are missing, doubled or renumbered")
    }
    if let columns, columns.leaf != leaf.bytes {
      return mark(.bytesChanged, "the bytes have hash \(leaf.hex); stored with them is \(Hex.text(columns.leaf))")
    }
    if place < UInt64(leaves.count), leaves[Int(place)] != leaf {
      return mark(.bytesChanged, "the bytes have hash \(leaf.hex); kept outside is \(leaves[Int(place)].hex)")
    }
    let envelope: Envelope
    do throws(Problem) { envelope = try Envelope(decoding: bytes) } catch { return mark(.malformed, error.message) }
    // Without its own hash to go by, an entry that gives its stream a wrong place may be an earlier one.
    let isHashKnown = columns != nil || place < UInt64(leaves.count)
    check(envelope, since: isHashKnown ? place : lastFit)
    if let columns { check(columns, against: envelope) }
  }

  private mutating func check(_ envelope: Envelope, since first: UInt64) {
    guard envelope.sequence == tree.size else {
      return mark(.outOfPlace, "the bytes are of entry \(envelope.sequence): entries were swapped, dropped, doubled or put in")
    }
    let mode = mode ?? envelope.mode
    self.mode = mode
    guard envelope.mode == mode else {
      return mark(.mode, "the entry is of mode \(envelope.mode.rawValue), the log of mode \(mode.rawValue)")
    }
    let version = (versions[envelope.stream] ?? 0) + 1
    guard envelope.version == version else {
      return mark(
        .streamOutOfOrder, "version \(envelope.version) of stream \(envelope.stream); the next one is \(version)", since: first)
    }
    versions[envelope.stream] = version
  }

  private mutating func check(_ columns: Columns, against envelope: Envelope) {
    let pairs = [
      ("stream", columns.stream, envelope.stream), ("type", columns.type, envelope.type),
      ("version", "\(columns.version)", "\(envelope.version)"),
      ("instant", "\(columns.instant)", "\(envelope.instant.milliseconds)"),
    ]
    for (name, column, value) in pairs where Array(column.utf8) != Array(value.utf8) {
      return mark(
        .derivedColumn, "column \(name) says \(EntryRules.shown(column)), the bytes say \(EntryRules.shown(value))")
    }
  }

  /// Compares the root with every checkpoint of the present size.
  private mutating func compareMarks() {
    guard nextMark < marks.count, marks[nextMark].head.size <= tree.size else { return }
    let root = tree.root
    while nextMark < marks.count, marks[nextMark].head.size == tree.size {
      let mark = marks[nextMark]
      nextMark += 1
      if mark.head.root == root {
        lastFit = tree.size
        result.checkpoint = tree.size
        if mark.isOutside { result.outside = tree.size }
      } else if result.firstBad == nil {
        result.firstBad = BadEntry(
          min(lastFit, max(tree.size, 1) - 1), through: max(tree.size, 1) - 1, .rootDiffers,
          "the root over \(tree.size) entries is \(root.base64); the \(mark.isOutside ? "outside" : "stored") checkpoint says "
            + mark.head.root.base64)
      }
    }
  }

  /// The verdicts after the last entry.
  public func finish() -> Verification {
    var result = result
    result.head = LogHead(size: tree.size, root: tree.root)
    let expected = marks.last?.head.size ?? 0
    if expected > tree.size {
      result.isTailMissing = true
      if result.firstBad == nil {
        result.firstBad = BadEntry(
          tree.size, through: expected - 1, .missing,
          "the log ends after \(tree.size) entries; a checkpoint or list from earlier has \(expected)")
      }
    }
    return result
  }
}
