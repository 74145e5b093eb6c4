import Basics

/// An instance file of one shift: the problem, and the priorities as the file gives them.
public struct TransportFile: Sendable, Equatable {
  /// `unmetCost` is 100,000 times the priority.
  public var instance: TransportInstance
  /// Per post.
  public var priority: [Int64]
  /// Whether the file has `s` lines: its answers then list heads.
  public var hasCounts: Bool

  public init(instance: TransportInstance, priority: [Int64], hasCounts: Bool) {
    self.instance = instance
    self.priority = priority
    self.hasCounts = hasCounts
  }
}

/// The text form of a one-shift instance: `p STAFF POSTS ARCS`, `d POST NEED PRIORITY` for each post, `a STAFF POST COST` for each
/// eligible pair, optional `s STAFF COUNT`. Indices from 0; fields separated by blanks or tabs; lines end with LF or CRLF; empty lines
/// are skipped.
public enum InstanceText {
  /// Cost of an unmet head per unit of PRIORITY.
  public static let priorityWeight: Int64 = 100_000
  /// COST lies within plus and minus this.
  public static let mostCost: Int64 = 1_000_000_000
  /// Most problems that are reported one by one.
  public static let mostProblems = 50

  /// Reads a whole file. The value is nil when there is any problem; then the first fifty problems are listed, and a count of the others.
  /// O(bytes) plus sorting of rows whose posts do not ascend.
  public static func read(_ bytes: [UInt8], file: String) -> Reading<TransportFile?> {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = InstanceReader(bytes: buffer, file: file)
      reader.readLines()
      let result = reader.finish()
      return Reading(result, problems: reader.problems.list)
    }
  }

  /// Writes the form that `read` reads: posts, then counts other than 1, then arcs by staff. Groups are not part of the format.
  public static func write(_ file: TransportFile) -> [UInt8] {
    var out = ByteWriter()
    let instance = file.instance
    out.row("p", [Int64(instance.agents), Int64(instance.tasks), Int64(instance.arcs)])
    for task in 0..<instance.tasks { out.row("d", [Int64(task), Int64(instance.need[task]), file.priority[task]]) }
    for agent in 0..<instance.agents where instance.supply[agent] != 1 || (file.hasCounts && agent == 0) {
      out.row("s", [Int64(agent), Int64(instance.supply[agent])])
    }
    for agent in 0..<instance.agents {
      for arc in instance.arcs(of: agent) {
        out.row("a", [Int64(agent), Int64(instance.arcTask[arc]), instance.arcCost[arc]])
      }
    }
    return out.bytes
  }
}

/// The first problems of a file, and how many there are.
struct ProblemList {
  let file: String
  private(set) var first: [Problem] = []
  private(set) var count = 0

  init(file: String) { self.file = file }

  mutating func add(_ code: String, _ line: Int?, _ field: String?, _ message: String, _ advice: String? = nil) {
    count += 1
    if first.count < InstanceText.mostProblems {
      first.append(Problem(code, message, at: Problem.Place(file: file, line: line, field: field), advice: advice))
    }
  }

  var list: [Problem] {
    guard count > first.count else { return first }
    return first + [Problem("instance.more", "\(count - first.count) more problems", at: Problem.Place(file: file))]
  }
}

/// Integers and marks to bytes, without strings in between.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func text(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func string(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func integer(_ value: Int64) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  mutating func row(_ letter: StaticString, _ values: [Int64]) {
    text(letter)
    for value in values {
      bytes.append(UInt8(ascii: " "))
      integer(value)
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
