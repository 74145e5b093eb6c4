import Basics
import Testing

@testable import Simulation

private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

@Test func eventsHappenByTimeThenPriorityThenOrderOfInsertion() throws {
  var scheduler = Scheduler<String>(startingAt: at(0))
  try scheduler.schedule("late", at: at(20))
  try scheduler.schedule("second", at: at(10))
  try scheduler.schedule("third", at: at(10))
  try scheduler.schedule("first", at: at(10), priority: -1)
  try scheduler.schedule("fourth", at: at(10), priority: 1)
  var order: [String] = []
  while let next = scheduler.take(until: at(100)) { order.append(next) }
  #expect(order == ["first", "second", "third", "fourth", "late"])
  #expect(scheduler.now == at(20))
}

/// The simplest queue there is: one sorted list.
private struct SortedList {
  struct Row { var time: Int64, priority: Int16, number: Int, handle: EventHandle }
  var rows: [Row] = []

  mutating func insert(_ row: Row) {
    let place = rows.firstIndex { (row.time, row.priority) < ($0.time, $0.priority) } ?? rows.count
    rows.insert(row, at: place)
  }
}

private func churn(seed: UInt64, steps: Int, cancelShare: Int) throws {
  var random = RandomStream(seed: seed, name: "scheduler-model")
  var scheduler = Scheduler<Int>(startingAt: at(0))
  var model = SortedList()
  var gone: [EventHandle] = []
  for number in 0..<steps {
    let action = random.int(in: 0...99)
    if action < cancelShare, !model.rows.isEmpty {
      let row = model.rows.remove(at: random.int(in: 0...(model.rows.count - 1)))
      #expect(scheduler.cancel(row.handle) == row.number, "seed \(seed)")
      gone.append(row.handle)
    } else if action < 60 || model.rows.isEmpty {
      let time = scheduler.now.milliseconds + Int64(random.int(in: 0...(random.chance(0.5) ? 3 : 1000)))
      let priority = Int16(random.int(in: -1...1))
      let handle = try scheduler.schedule(number, at: at(time), priority: priority)
      model.insert(.init(time: time, priority: priority, number: number, handle: handle))
    } else if action < 65 {
      let row = model.rows.remove(at: random.int(in: 0...(model.rows.count - 1)))
      let time = scheduler.now.milliseconds + Int64(random.int(in: 0...500))
      guard let handle = try scheduler.reschedule(row.handle, at: at(time)) else {
        Issue.record("a waiting event could not be moved, seed \(seed)")
        return
      }
      gone.append(row.handle)
      model.insert(.init(time: time, priority: 0, number: row.number, handle: handle))
    } else {
      let row = model.rows.removeFirst()
      #expect(scheduler.nextTime == at(row.time), "seed \(seed)")
      #expect(scheduler.take(until: at(row.time - 1)) == nil)
      #expect(scheduler.take(until: at(row.time)) == row.number, "seed \(seed)")
      #expect(scheduler.now == at(row.time))
      gone.append(row.handle)
    }
    #expect(scheduler.count == model.rows.count)
    #expect(scheduler.nextTime?.milliseconds == model.rows.first?.time, "seed \(seed)")
    if number % 50 == 0 {
      #expect(scheduler.checkInvariants() == [], "seed \(seed)")
      #expect(scheduler.waiting.map(\.payload) == model.rows.map(\.number), "seed \(seed)")
      if let old = gone.randomElement(using: &random) {
        #expect(!scheduler.isPending(old) && scheduler.cancel(old) == nil, "seed \(seed)")
      }
    }
  }
}

@Test(arguments: [(1, 5), (2, 20), (3, 45), (4, 0), (5, 59)] as [(UInt64, Int)])
func theQueueDoesWhatASortedListDoes(seed: UInt64, cancelShare: Int) throws {
  try churn(seed: seed, steps: 4000, cancelShare: cancelShare)
}

@Test func cancelledEventsLeaveNothingBehind() throws {
  var scheduler = Scheduler<[Int]>(startingAt: at(0))
  try scheduler.schedule([0], at: at(1_000_000))
  for round in 0..<100_000 {
    let handle = try scheduler.schedule([round], at: at(Int64(round % 1000)))
    #expect(scheduler.cancel(handle) == [round])
  }
  #expect(scheduler.count == 1)
  #expect(scheduler.heap.count < 200 && scheduler.slots.count < 200)
  #expect(scheduler.checkInvariants() == [])
}

/// Says when it is freed.
private final class Witness: Sendable {}

@Test func aCancelledEventGivesItsPayloadBackAtOnce() throws {
  var scheduler = Scheduler<Witness>(startingAt: at(0))
  weak var seen: Witness?
  do {
    let witness = Witness()
    seen = witness
    let handle = try scheduler.schedule(witness, at: at(10))
    _ = scheduler.cancel(handle)
  }
  #expect(seen == nil)
}

@Test func aCopyOfTheQueueGoesItsOwnWay() throws {
  var scheduler = Scheduler<Int>(startingAt: at(0))
  var handles: [EventHandle] = []
  for number in 0..<50 { handles.append(try scheduler.schedule(number, at: at(Int64(number)))) }
  _ = scheduler.take(until: at(5))
  var branch = scheduler
  #expect(branch.cancel(handles[7]) == 7)
  try branch.schedule(99, at: at(3))
  #expect(scheduler.isPending(handles[7]) && scheduler.count == 49 && branch.count == 49)
  #expect(scheduler.take(until: at(5)) == 1)
  #expect(branch.take(until: at(5)) == 1)
  #expect(branch.checkInvariants() == [] && scheduler.checkInvariants() == [])
}

@Test func nothingIsScheduledInThePastOrBeyondTheLimit() throws {
  var scheduler = Scheduler<Int>(startingAt: at(100), limit: 3)
  let past = #expect(throws: Problem.self) { try scheduler.schedule(1, at: at(99)) }
  #expect(past?.code == "simulation.past")
  let longPast = #expect(throws: Problem.self) { try scheduler.schedule(1, at: at(.min)) }
  #expect(longPast?.code == "simulation.past")
  for number in 0..<3 { try scheduler.schedule(number, at: at(100)) }
  let full = #expect(throws: Problem.self) { try scheduler.schedule(4, at: at(100)) }
  #expect(full?.code == "simulation.full" && full?.text.contains("no more than 3") == true)
  let far = #expect(throws: Problem.self) { try scheduler.schedule(4, after: .max) }
  #expect(far?.code == "simulation.full")
  #expect(scheduler.count == 3)
  #expect(scheduler.take(until: at(100)) == 0)
  try scheduler.schedule(5, at: at(100))
  let overflow = #expect(throws: Problem.self) {
    _ = scheduler.take(until: at(100))
    try scheduler.schedule(4, after: .max)
  }
  #expect(overflow?.code == "simulation.exhausted")
}

@Test func theClockNeverRunsPastAnEventThatIsDue() throws {
  var scheduler = Scheduler<Int>(startingAt: at(0))
  try scheduler.schedule(1, at: at(50))
  scheduler.advance(to: at(70))
  #expect(scheduler.now == at(50))
  scheduler.advance(to: at(10))
  #expect(scheduler.now == at(50))
}
