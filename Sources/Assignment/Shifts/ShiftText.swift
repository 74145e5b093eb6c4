import Basics

/// The JSON form of a many-shift instance, `"format": "shifts-1"`. Members that it does not know are skipped.
public enum ShiftText {
  /// Reads a whole file. The value is nil when there is any problem; then the first fifty problems are listed, and a count of the others.
  public static func read(_ bytes: [UInt8], file: String) -> Reading<ShiftInstance?> {
    do {
      let value = try JSONReader.read(bytes)
      var reader = ShiftReader(file: file)
      let instance = reader.read(value)
      return Reading(instance, problems: reader.problems.list)
    } catch {
      let place = Problem.Place(file: file, line: error.line)
      return Reading(
        nil, problems: [Problem("instance.json", error.message, at: place, advice: "the file was cut off or edited by hand")])
    }
  }
}

/// One walk over the document; a problem names its member as `people[3].max_shifts`.
struct ShiftReader {
  var problems: ProblemList
  private var shifts = 0
  private var staff = 0
  private var posts = 0
  private var need: [Int32] = []
  private var postClass: [Int32] = []
  private var postPlace: [Int32] = []
  private var isAvailable: [Bool] = []
  private var mostDuties: [Int32] = []
  private var arcs: [TransportArc] = []

  init(file: String) { problems = ProblemList(file: file) }

  mutating func read(_ value: JSONValue) -> ShiftInstance? {
    guard value.object != nil else {
      problems.add("instance.json", nil, nil, "the document is no object", "the file is not a many-shift instance")
      return nil
    }
    guard value["format"]?.string == "shifts-1" else {
      let found = value["format"].map(shown) ?? "missing"
      problems.add("instance.format", nil, "format", "is \(found), expected \"shifts-1\"", "the file is of another format")
      return nil
    }
    shifts = Int(integer(value["shifts"], "shifts", 1...Int64(ShiftInstance.mostShifts)) ?? 0)
    staff = Int(integer(value["staff"], "staff", 0...Int64(ShiftInstance.mostStaff)) ?? -1)
    posts = Int(integer(value["posts"], "posts", 0...Int64(ShiftInstance.mostPosts)) ?? -1)
    let rest = integer(value["rest_shifts"], "rest_shifts", 0...1000)
    let cost = 0...ShiftInstance.mostCost
    let change = value["change_cost"] == nil ? 0 : integer(value["change_cost"], "change_cost", cost)
    var weights: [Int64] = []
    for (index, weight) in list(value["weights"], "weights", nil).prefix(ShiftInstance.mostClasses + 1).enumerated() {
      weights.append(integer(weight, "weights[\(index)]", cost) ?? 0)
    }
    guard problems.count == 0, let rest, let change else { return nil }
    if posts * shifts > ShiftInstance.mostCells {
      problems.add(
        "instance.size", nil, "posts", "\(posts) posts in \(shifts) shifts, at most \(ShiftInstance.mostCells) together")
      return nil
    }
    readPosts(value["post"], classes: weights.count)
    readPeople(value["people"])
    readArcs(value["arcs"])
    guard problems.count == 0 else { return nil }
    do {
      return try ShiftInstance(
        shifts: shifts, rest: Int(rest), weights: weights, changeCost: change, need: need, postClass: postClass,
        postPlace: postPlace,
        isAvailable: isAvailable, mostDuties: mostDuties, arcs: arcs)
    } catch {
      problems.add("instance.refused", nil, nil, "\(error)")
      return nil
    }
  }

  private mutating func readPosts(_ value: JSONValue?, classes: Int) {
    for (index, post) in list(value, "post", posts).enumerated() {
      postPlace.append(Int32(integer(post["place"], "post[\(index)].place", 0...Int64(ShiftInstance.mostPosts)) ?? 0))
      postClass.append(Int32(integer(post["class"], "post[\(index)].class", 1...Int64(max(1, classes))) ?? 1))
      for (shift, heads) in list(post["demand"], "post[\(index)].demand", shifts).enumerated() {
        need.append(Int32(integer(heads, "post[\(index)].demand[\(shift)]", 0...Int64(ShiftInstance.mostNeed)) ?? 0))
      }
    }
  }

  private mutating func readPeople(_ value: JSONValue?) {
    isAvailable = Array(repeating: true, count: staff * shifts)
    for (index, person) in list(value, "people", staff).enumerated() {
      mostDuties.append(Int32(integer(person["max_shifts"], "people[\(index)].max_shifts", 0...1_000_000) ?? 0))
      guard let off = person["unavailable"] else { continue }
      for (entry, shift) in list(off, "people[\(index)].unavailable", nil).enumerated() {
        if let shift = integer(shift, "people[\(index)].unavailable[\(entry)]", 0...Int64(shifts - 1)) {
          isAvailable[index * shifts + Int(shift)] = false
        }
      }
    }
  }

  private mutating func readArcs(_ value: JSONValue?) {
    let rows = list(value, "arcs", nil)
    let cost = -ShiftInstance.mostCost...ShiftInstance.mostCost
    arcs.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      guard case .array(let row) = row, row.count == 4 else {
        problems.add("instance.arc", nil, "arcs[\(index)]", "is \(shown(row)), expected [person, post, travel, penalty]")
        continue
      }
      // The path of a member is made only where it is needed: there are many arcs.
      if case .integer(let person) = row[0], case .integer(let post) = row[1], case .integer(let travel) = row[2],
        case .integer(let penalty) = row[3], (0..<Int64(staff)).contains(person), (0..<Int64(posts)).contains(post),
        cost.contains(travel), cost.contains(penalty), cost.contains(travel + penalty)
      {
        arcs.append(TransportArc(agent: Int32(person), task: Int32(post), cost: travel + penalty))
      } else {
        problems.add(
          "instance.arc", nil, "arcs[\(index)]",
          "is \(shown(.array(row))), expected a person below \(staff), a post below \(posts), travel and penalty within \(cost.upperBound)"
        )
      }
    }
  }

  // MARK: Members

  private mutating func integer(_ value: JSONValue?, _ path: String, _ range: ClosedRange<Int64>) -> Int64? {
    if let number = value?.integer, range.contains(number) { return number }
    let found = value.map(shown) ?? "missing"
    problems.add("instance.member", nil, path, "is \(found), expected an integer from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  private mutating func list(_ value: JSONValue?, _ path: String, _ count: Int?) -> [JSONValue] {
    guard let items = value?.array else {
      problems.add("instance.member", nil, path, "is \(value.map(shown) ?? "missing"), expected a list")
      return []
    }
    if let count, items.count != count {
      problems.add("instance.member", nil, path, "has \(items.count) entries, expected \(count)")
      return []
    }
    return items
  }

  private func shown(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let string): "\"\(string.prefix(40))\""
    case .array(let items): items.count <= 6 ? "[" + items.map(shown).joined(separator: ", ") + "]" : "a list of \(items.count)"
    case .object: "an object"
    }
  }
}
