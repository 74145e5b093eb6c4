import Basics

/// An earlier answer of `siaga solve --json`, taken as the plan that people were told.
public struct StartAnswer: Sendable, Equatable {
  /// Ascending, each pair once.
  public var seats: [Seat]
  /// Per post, where the answer has prices.
  public var taskPrice: [Int64]?

  /// Reads the answer and holds it against the instance: pairs that exist, nobody in two places, no post over its need. The value is nil
  /// when there is any problem; the first fifty are listed, then a count.
  public static func read(_ bytes: [UInt8], file: String, for instance: TransportFile) -> Reading<StartAnswer?> {
    var reader = StartReader(instance: instance, problems: ProblemList(file: file))
    let document: JSONValue
    do {
      document = try JSONReader.read(bytes)
    } catch {
      reader.problems.add("start.json", error.line, nil, "no JSON at column \(error.column): \(error.message)")
      return Reading(nil, problems: reader.problems.list)
    }
    reader.readSeats(document)
    reader.readPrices(document)
    reader.checkSums()
    let answer = StartAnswer(seats: reader.seats.sorted(), taskPrice: reader.taskPrice)
    return Reading(reader.problems.count == 0 ? answer : nil, problems: reader.problems.list)
  }
}

private struct StartReader {
  let instance: TransportFile
  var problems: ProblemList
  var seats: [Seat] = []
  var taskPrice: [Int64]?
  private var rows: [Int] = []

  init(instance: TransportFile, problems: ProblemList) {
    self.instance = instance
    self.problems = problems
  }

  private var form: String { instance.hasCounts ? "[staff, post, heads]" : "[staff, post]" }

  mutating func readSeats(_ document: JSONValue) {
    guard let items = document["assignment"]?.array else {
      let advice = "write one by: siaga solve INSTANCE --json > answer.json"
      problems.add("start.assignment", nil, "assignment", "no list; expected \(form) for each seat", advice)
      return
    }
    for (row, item) in items.enumerated() { readSeat(item, row) }
  }

  private mutating func readSeat(_ item: JSONValue, _ row: Int) {
    let field = "assignment[\(row)]"
    let numbers = (item.array ?? []).compactMap(\.int)
    let width = instance.hasCounts ? 3 : 2
    guard let all = item.array, all.count == width, numbers.count == width else {
      problems.add("start.seat", nil, field, "expected \(form), all integers")
      return
    }
    let (staff, posts) = (instance.instance.agents, instance.instance.tasks)
    guard numbers[0] >= 0, numbers[0] < staff else {
      problems.add("start.staff", nil, field, "there is no staff \(numbers[0]); expected 0 to \(staff - 1)")
      return
    }
    guard numbers[1] >= 0, numbers[1] < posts else {
      problems.add("start.post", nil, field, "there is no post \(numbers[1]); expected 0 to \(posts - 1)")
      return
    }
    let heads = instance.hasCounts ? numbers[2] : 1
    guard heads > 0, heads <= Int(Int32.max) else {
      problems.add("start.heads", nil, field, "\(heads) heads; expected 1 to \(Int32.max)")
      return
    }
    guard instance.instance.arc(agent: numbers[0], task: numbers[1]) != nil else {
      let advice = "ban:\(numbers[0]):\(numbers[1]) as a --change, on the instance that still has the pair"
      problems.add("start.pair", nil, field, "the instance has no pair of staff \(numbers[0]) and post \(numbers[1])", advice)
      return
    }
    seats.append(Seat(agent: Int32(numbers[0]), task: Int32(numbers[1]), heads: Int32(heads)))
    rows.append(row)
  }

  mutating func readPrices(_ document: JSONValue) {
    guard let items = document["prices"]?.array, !items.isEmpty else { return }
    var prices = [Int64](repeating: 0, count: instance.instance.tasks)
    for (row, item) in items.enumerated() {
      guard let pair = item.array, pair.count == 2, let post = pair[0].int, let price = pair[1].integer,
        prices.indices.contains(post)
      else {
        problems.add("start.price", nil, "prices[\(row)]", "expected [post, price] with post 0 to \(prices.count - 1)")
        return
      }
      prices[post] = price
    }
    taskPrice = prices
  }

  mutating func checkSums() {
    let plain = instance.instance
    var used = [Int64](repeating: 0, count: plain.agents)
    var filled = [Int64](repeating: 0, count: plain.tasks)
    for (seat, row) in zip(seats, rows) {
      used[Int(seat.agent)] += Int64(seat.heads)
      filled[Int(seat.task)] += Int64(seat.heads)
      let field = "assignment[\(row)]"
      let (supply, need) = (plain.supply[Int(seat.agent)], plain.need[Int(seat.task)])
      if used[Int(seat.agent)] > Int64(supply) {
        problems.add(
          "start.twice", nil, field,
          "staff \(seat.agent) gives \(used[Int(seat.agent)]) heads by here; the instance has \(supply) of them")
      }
      if filled[Int(seat.task)] > Int64(need) {
        problems.add(
          "start.full", nil, field, "post \(seat.task) has \(filled[Int(seat.task)]) heads by here; the instance needs \(need)",
          "need:\(seat.task):\(filled[Int(seat.task)]) in the instance, and need:\(seat.task):\(need) as a --change")
      }
    }
  }
}
