/// One pass over the bytes of an instance file, line by line, then the rows by staff.
struct InstanceReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  var problems: ProblemList
  private var at = 0
  private var line = 0
  /// Line of the `p` line; 0 before it.
  private var headerLine = 0
  private var staff = 0
  private var posts = 0
  private var arcs = 0
  private var need: [Int32] = []
  private var priority: [Int64] = []
  private var hasPost: [Bool] = []
  private var supply: [Int32] = []
  private var hasCount: [Bool] = []
  private var arcAgent: [Int32] = []
  private var arcPost: [Int32] = []
  private var arcCost: [Int32] = []
  private var arcLine: [Int32] = []

  init(bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    problems = ProblemList(file: file)
  }

  mutating func readLines() {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    while at < bytes.count {
      line += 1
      skipBlanks()
      guard at < bytes.count else { break }
      let letter = bytes[at]
      if letter == UInt8(ascii: "a"), headerLine > 0 {
        at += 1
        readArc()
      } else if !isLineEnd(letter) {
        at += 1
        readOther(letter)
      }
      skipLine()
    }
  }

  // MARK: Lines

  private mutating func readArc() {
    guard let agent = field("STAFF", 0, Int64(staff) - 1), let post = field("POST", 0, Int64(posts) - 1),
      let cost = field("COST", -InstanceText.mostCost, InstanceText.mostCost), endOfLine()
    else { return }
    arcAgent.append(Int32(truncatingIfNeeded: agent))
    arcPost.append(Int32(truncatingIfNeeded: post))
    arcCost.append(Int32(truncatingIfNeeded: cost))
    arcLine.append(Int32(truncatingIfNeeded: line))
  }

  private mutating func readOther(_ letter: UInt8) {
    if letter == UInt8(ascii: "p") { return readHeader() }
    guard letter == UInt8(ascii: "d") || letter == UInt8(ascii: "s") || letter == UInt8(ascii: "a") else {
      return problems.add(
        "instance.line", line, nil, "the line starts with \(printed(letter)), expected p, d, s or a",
        "the file is not of this format; see the instance format of siaga solve")
    }
    guard headerLine > 0 else {
      if problems.count == 0 {
        problems.add("instance.header", line, nil, "no p line before this line, expected 'p STAFF POSTS ARCS' first")
      }
      return
    }
    if letter == UInt8(ascii: "d") { readPost() } else { readCount() }
  }

  private mutating func readHeader() {
    if headerLine > 0 {
      return problems.add("instance.header", line, nil, "a second p line, the first is in line \(headerLine)")
    }
    let most = Int64(TransportInstance.mostNodes)
    guard let s = field("STAFF", 0, most), let p = field("POSTS", 0, most),
      let a = field("ARCS", 0, Int64(TransportInstance.mostArcs)), endOfLine()
    else { return }
    // Every post has a line of its own, so a header that promises more than the file can hold reserves no memory.
    if p > Int64(bytes.count) / 6 {
      return problems.add(
        "instance.header", line, "POSTS", "\(p), expected a d line for each, but the file has \(bytes.count) bytes only",
        "the file was cut off")
    }
    headerLine = line
    (staff, posts, arcs) = (Int(s), Int(p), Int(a))
    need = Array(repeating: 0, count: posts)
    priority = Array(repeating: 0, count: posts)
    hasPost = Array(repeating: false, count: posts)
    supply = Array(repeating: 1, count: staff)
    // A header may promise more than the file can hold: an arc takes at least eight bytes.
    let room = min(arcs, bytes.count / 8 + 1)
    arcAgent.reserveCapacity(room)
    arcPost.reserveCapacity(room)
    arcCost.reserveCapacity(room)
    arcLine.reserveCapacity(room)
  }

  private mutating func readPost() {
    guard let post = field("POST", 0, Int64(posts) - 1), let heads = field("NEED", 0, Int64(Int32.max)),
      let rank = field("PRIORITY", 0, 1_000_000_000), endOfLine()
    else { return }
    if hasPost[Int(post)] { return problems.add("instance.post.twice", line, "POST", "post \(post) has a second d line") }
    hasPost[Int(post)] = true
    need[Int(post)] = Int32(heads)
    priority[Int(post)] = rank
  }

  private mutating func readCount() {
    guard let agent = field("STAFF", 0, Int64(staff) - 1), let count = field("COUNT", 0, Int64(Int32.max)), endOfLine() else {
      return
    }
    if hasCount.isEmpty { hasCount = Array(repeating: false, count: staff) }
    if hasCount[Int(agent)] { return problems.add("instance.count.twice", line, "STAFF", "staff \(agent) has a second s line") }
    hasCount[Int(agent)] = true
    supply[Int(agent)] = Int32(count)
  }

  // MARK: Bytes

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

  private func printed(_ byte: UInt8) -> String {
    byte > 32 && byte < 127 ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte \(byte)"
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
  }

  private mutating func skipLine() {
    while at < bytes.count, bytes[at] != 10 { at += 1 }
    at += 1
  }

  /// The next field as an integer within `low...high`; a problem and nil when it is none.
  @inline(__always)
  private mutating func field(_ name: StaticString, _ low: Int64, _ high: Int64) -> Int64? {
    guard at < bytes.count, bytes[at] == 32 || bytes[at] == 9 else { return badField(name, low, high, from: at) }
    skipBlanks()
    let start = at
    var isNegative = false
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") {
      isNegative = true
      at += 1
    }
    var value: Int64 = 0
    let digits = at
    while at < bytes.count, bytes[at] &- 48 < 10 {
      value = value &* 10 &+ Int64(bytes[at] &- 48)
      at += 1
    }
    let isEnd = at == bytes.count || bytes[at] == 32 || bytes[at] == 9 || isLineEnd(bytes[at])
    if isNegative { value = -value }
    // Eighteen digits cannot overflow.
    if at > digits, at - digits <= 18, isEnd, value >= low, value <= high { return value }
    return badField(name, low, high, from: start)
  }

  @inline(never)
  private mutating func badField(_ name: StaticString, _ low: Int64, _ high: Int64, from start: Int) -> Int64? {
    var end = start
    while end < bytes.count, !isLineEnd(bytes[end]), bytes[end] != 32, bytes[end] != 9, end - start < 40 { end += 1 }
    let what = end > start ? "'\(String(decoding: bytes[start..<end], as: UTF8.self))'" : "missing"
    let range = high < low ? "no value, as the header counts none" : "an integer from \(low) to \(high)"
    problems.add("instance.field", line, "\(name)", "\(what), expected \(range)")
    return nil
  }

  /// True when nothing but blanks is left on the line.
  private mutating func endOfLine() -> Bool {
    skipBlanks()
    if at == bytes.count || isLineEnd(bytes[at]) { return true }
    problems.add("instance.line", line, nil, "more fields than expected")
    return false
  }

  // MARK: Whole file

  mutating func finish() -> TransportFile? {
    guard headerLine > 0 else {
      if problems.count == 0 {
        problems.add("instance.header", nil, nil, "the file has no p line, expected 'p STAFF POSTS ARCS'")
      }
      return nil
    }
    for post in 0..<posts where !hasPost[post] {
      problems.add("instance.post.missing", headerLine, "POSTS", "post \(post) has no d line, expected one for each of \(posts)")
    }
    if arcAgent.count != arcs, problems.count == 0 {
      problems.add(
        "instance.arcs", headerLine, "ARCS", "\(arcs), but the file has \(arcAgent.count) a lines",
        arcAgent.count < arcs ? "the file was cut off" : nil)
    }
    let (start, task, cost) = rows()
    guard problems.count == 0 else { return nil }
    do {
      let instance = try TransportInstance(
        supply: supply, need: need, unmetCost: priority.map { $0 * InstanceText.priorityWeight }, arcStart: start, arcTask: task,
        arcCost: cost)
      return TransportFile(instance: instance, priority: priority, hasCounts: !hasCount.isEmpty)
    } catch {
      problems.add("instance.overflow", headerLine, nil, "\(error)", "smaller PRIORITY or NEED values")
      return nil
    }
  }

  /// Rows by staff with ascending posts; a pair that is given twice is a problem.
  private mutating func rows() -> (start: [Int32], task: [Int32], cost: [Int64]) {
    let count = arcAgent.count
    var start = [Int32](repeating: 0, count: staff + 1)
    for agent in arcAgent { start[Int(agent) + 1] += 1 }
    for agent in 0..<staff { start[agent + 1] += start[agent] }
    // Post and input position in one number, so that a row sorts by post and keeps its costs at hand.
    var keys = [UInt64](repeating: 0, count: count)
    var cursor = start
    for index in 0..<count {
      let place = Int(cursor[Int(arcAgent[index])])
      cursor[Int(arcAgent[index])] += 1
      keys[place] = UInt64(arcPost[index]) << 32 | UInt64(index)
    }
    keys.withUnsafeMutableBufferPointer { buffer in
      for agent in 0..<staff { sortRow(buffer, Int(start[agent])..<Int(start[agent + 1])) }
    }
    var task = [Int32](repeating: 0, count: count)
    var cost = [Int64](repeating: 0, count: count)
    for index in 0..<count {
      task[index] = Int32(keys[index] >> 32)
      cost[index] = Int64(arcCost[Int(keys[index] & 0xFFFF_FFFF)])
    }
    for agent in 0..<staff {
      for index in Int(start[agent])..<Int(start[agent + 1]) where index > Int(start[agent]) && task[index] == task[index - 1] {
        let line = Int(arcLine[Int(keys[index] & 0xFFFF_FFFF)])
        let before = Int(arcLine[Int(keys[index - 1] & 0xFFFF_FFFF)])
        problems.add(
          "instance.arc.twice", line, "POST",
          "the pair of staff \(agent) and post \(task[index]) has an a line already, line \(before)")
      }
    }
    return (start, task, cost)
  }

  private func sortRow(_ keys: UnsafeMutableBufferPointer<UInt64>, _ range: Range<Int>) {
    if range.count > 64 {
      var row = UnsafeMutableBufferPointer(rebasing: keys[range])
      row.sort()
      return
    }
    for index in range.dropFirst() {
      let key = keys[index]
      var place = index
      while place > range.lowerBound, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }
}
