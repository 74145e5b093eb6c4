import Basics

/// What is wrong with an entry.
public enum EntryFault: String, Sendable, Hashable, CaseIterable {
  /// The database could not give its bytes.
  case unreadable
  /// The bytes are no canonical envelope.
  case malformed
  /// The bytes do not give the leaf hash that was stored or kept outside.
  case bytesChanged
  /// The bytes, or the row, are of another place: swapped, dropped, doubled or put in.
  case outOfPlace
  /// The place in the stream does not follow that of the stream's entry before.
  case streamOutOfOrder
  /// The mode is not the log's.
  case mode
  /// A derived column (stream, version, type, instant, leaf) is not what the bytes say.
  case derivedColumn
  /// All entries look right by themselves, but a checkpoint's root says that they are not those that were signed.
  case rootDiffers
  /// A checkpoint covers it, and it is not there.
  case missing
}

/// The first bad entry of a log.
public struct BadEntry: Sendable, Hashable {
  /// Its place. Where only a root tells, the first place that may be meant.
  public var sequence: UInt64
  /// The last place that may be meant; equal to `sequence` where the entry is known exactly.
  public var through: UInt64
  public var fault: EntryFault
  /// What was found and what was expected.
  public var detail: String

  init(_ sequence: UInt64, through: UInt64? = nil, _ fault: EntryFault, _ detail: String) {
    self.sequence = sequence
    self.through = through ?? sequence
    self.fault = fault
    self.detail = detail
  }

  public var text: String {
    let place = sequence == through ? "entry \(sequence)" : "one of the entries \(sequence)...\(through)"
    return "\(place): \(detail)"
  }
}

/// What `verify` found: two verdicts, *intact* and *complete up to checkpoint N*.
///
/// Intact: every entry is canonical, in its place, and what its row and every checkpoint say. Complete: nothing is missing up to
/// entry N, because a signed checkpoint of N entries fits. Who can write to the database can also remove its last entries
/// together with the checkpoints after them, or, with the key, write another history: only a checkpoint that was kept
/// elsewhere shows that.
///
/// Covered are all bytes of entries, their derived columns and the checkpoints' notes. Not covered are side rows (an entry that
/// speaks of one holds its salted hash, which the domain compares), command outcomes, signatures of unknown witnesses, and free
/// space of the file.
public struct Verification: Sendable, Hashable {
  /// The size of the log as found, and the root over it.
  public internal(set) var head = LogHead.empty
  public internal(set) var firstBad: BadEntry?
  /// Faults of checkpoints and of the database around the entries.
  public internal(set) var findings: [Problem] = []
  /// The size of the largest checkpoint that fits, stored or given; 0 where there is none.
  public internal(set) var checkpoint: UInt64 = 0
  /// The size of the largest head from outside that fits; nil where none was given or none fits.
  public internal(set) var outside: UInt64?
  var isTailMissing = false

  public var isIntact: Bool { firstBad.map { $0.fault == .missing } ?? true && findings.isEmpty }
  public var isComplete: Bool { !isTailMissing && isIntact }
  /// Whether the command that verifies ends with 0.
  public var isGood: Bool { isIntact && isComplete }

  /// The verdicts as lines of English; words for people in both languages are made from the fields.
  public var lines: [String] {
    var lines: [String] = ["\(head.size) entries, root \(head.root.base64)"]
    if let firstBad { lines.append("first bad: \(firstBad.text)") }
    lines += findings.map(\.text)
    lines.append(isIntact ? "intact" : "NOT intact")
    if isTailMissing || !isIntact {
      lines.append("NOT complete")
    } else if checkpoint == 0 {
      lines.append("completeness not proven: there is no checkpoint")
    } else if let outside {
      lines.append("complete up to checkpoint \(checkpoint); up to \(outside) by a checkpoint from outside")
    } else {
      lines.append("complete up to checkpoint \(checkpoint), by the log's own checkpoints; not proven beyond it")
    }
    return lines
  }

  /// The verdicts for programs.
  public var json: JSONValue {
    .members([
      ("size", .integer(Int64(head.size))), ("root", .string(head.root.base64)), ("intact", .bool(isIntact)),
      ("complete", .bool(isComplete)), ("checkpoint", .integer(Int64(checkpoint))),
      ("outside", outside.map { .integer(Int64($0)) }),
      (
        "firstBad",
        firstBad.map {
          .members([
            ("sequence", .integer(Int64($0.sequence))), ("through", .integer(Int64($0.through))),
            ("fault", .string($0.fault.rawValue)), ("detail", .string($0.detail)),
          ])
        }
      ),
      ("findings", .array(findings.map { .members([("code", .string($0.code)), ("message", .string($0.message))]) })),
    ])
  }
}
