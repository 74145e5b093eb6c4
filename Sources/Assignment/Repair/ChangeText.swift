import Basics

/// Changes as `--change` has them: `drop:STAFF`, `need:POST:N`, `ban:STAFF:POST`, `add:STAFF:POST:COST`, `supply:STAFF:COUNT`.
extension PlanChange {
  /// What a change may look like, for messages.
  public static let forms = "drop:STAFF, need:POST:N, ban:STAFF:POST, add:STAFF:POST:COST or supply:STAFF:COUNT"
  private static let fields = [
    "drop": ["STAFF"], "need": ["POST", "N"], "ban": ["STAFF", "POST"], "add": ["STAFF", "POST", "COST"],
    "supply": ["STAFF", "COUNT"],
  ]

  /// Reads one change; whether its staff and posts exist is for `problem(in:)`.
  public init(reading text: String) throws(Problem) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let fields = Self.fields[parts[0]] else {
      let near = suggestion(for: parts[0], among: ["drop", "need", "ban", "add", "supply"])
      throw Self.wrong(text, "\"\(parts[0])\" is no kind of change; expected \(Self.forms)", near.map { "\($0):…" })
    }
    let form = ([parts[0]] + fields).joined(separator: ":")
    guard parts.count == fields.count + 1 else {
      throw Self.wrong(text, "\(parts.count - 1) values after \"\(parts[0])\"; expected \(form), as in \(Self.example(parts[0]))")
    }
    var values: [Int64] = []
    for (field, part) in zip(fields, parts.dropFirst()) {
      let range = Self.range(of: field)
      guard let value = Int64(part), !part.hasPrefix("+"), range.contains(value) else {
        throw Self.wrong(
          text, "\(field) is \"\(part)\"; expected an integer from \(range.lowerBound) to \(range.upperBound) in \(form)")
      }
      values.append(value)
    }
    switch parts[0] {
    case "drop": self = .drop(agent: Int(values[0]))
    case "need": self = .need(task: Int(values[0]), heads: Int32(values[1]))
    case "ban": self = .ban(agent: Int(values[0]), task: Int(values[1]))
    case "supply": self = .supply(agent: Int(values[0]), heads: Int32(values[1]))
    default: self = .add(agent: Int(values[0]), task: Int(values[1]), cost: values[2])
    }
  }

  private static func range(of field: String) -> ClosedRange<Int64> {
    field == "COST" ? -InstanceText.mostCost...InstanceText.mostCost : 0...Int64(Int32.max)
  }

  private static func example(_ kind: String) -> String {
    ["drop": "drop:17", "need": "need:4:3", "ban": "ban:17:4", "supply": "supply:17:1"][kind] ?? "add:17:4:250"
  }

  private static func wrong(_ text: String, _ message: String, _ advice: String? = nil) -> Problem {
    Problem("solve.change", "--change \(text): \(message)", advice: advice, exit: .usage)
  }

  /// As it is written on the command line.
  public var text: String {
    switch self {
    case .drop(let agent): "drop:\(agent)"
    case .need(let task, let heads): "need:\(task):\(heads)"
    case .ban(let agent, let task): "ban:\(agent):\(task)"
    case .add(let agent, let task, let cost): "add:\(agent):\(task):\(cost)"
    case .supply(let agent, let heads): "supply:\(agent):\(heads)"
    }
  }

  /// What is wrong with this change to that instance; nil when its staff and post exist.
  public func problem(in instance: TransportInstance) -> Problem? {
    let (agent, task): (Int?, Int?) =
      switch self {
      case .drop(let agent), .supply(let agent, _): (agent, nil)
      case .need(let task, _): (nil, task)
      case .ban(let agent, let task), .add(let agent, let task, _): (agent, task)
      }
    if let agent, agent >= instance.agents {
      return missing("staff", agent, instance.agents)
    }
    if let task, task >= instance.tasks { return missing("post", task, instance.tasks) }
    return nil
  }

  private func missing(_ what: String, _ index: Int, _ count: Int) -> Problem {
    let expected = count == 0 ? "the instance has none" : "expected 0 to \(count - 1)"
    return Problem("solve.change", "--change \(text): there is no \(what) \(index); \(expected)")
  }
}
