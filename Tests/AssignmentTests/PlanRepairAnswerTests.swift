import Assignment
import Basics
import Testing

@Suite struct PlanRepairAnswerTests {
  /// Two posts, four people; staff 3 is at nobody's call but for post 1.
  static let text = """
    p 4 2 6
    d 0 2 3
    d 1 1 1
    a 0 0 10
    a 1 0 20
    a 2 0 30
    a 1 1 5
    a 2 1 50
    a 3 1 40

    """

  private func file(_ text: String = text) throws -> TransportFile {
    try #require(InstanceText.read(Array(text.utf8), file: "i.txt").value)
  }

  private func start(_ json: String, _ file: TransportFile) -> Reading<StartAnswer?> {
    StartAnswer.read(Array(json.utf8), file: "answer.json", for: file)
  }

  @Test func `an answer of solve is repaired and says who moved where`() throws {
    let file = try file()
    let answer = SolveAnswer(file: file, solution: TransportSolver.solve(file.instance))
    let told = try #require(StartAnswer.read(answer.json(), file: "answer.json", for: file).value)
    #expect(told.seats == answer.solution.chosen && told.taskPrice == answer.solution.taskPrice)
    let repaired = try SolveAnswer.repairing(file, start: told, changes: [.drop(agent: 0)])
    #expect(repaired.moves == [SeatMove(agent: 1, from: 1, to: 0, heads: 1), SeatMove(agent: 3, from: nil, to: 1, heads: 1)])
    #expect(repaired.moved == 2 && repaired.solution.objective == 90 && repaired.solution.status == .optimal)
    let json = String(decoding: repaired.json(), as: UTF8.self)
    #expect(
      json.contains(
        "\"moved\": 2, \"moves\": [[1, 1, 0], [3, null, 1]], \"staying\": [299945, 99960], \"start\": {\"objective\": 45, \"best\": 45}"
      ))
    #expect(json.contains("\"assignment\": [[1, 0], [2, 0], [3, 1]]"))
    let again = try SolveAnswer.repairing(file, start: told, changes: [.drop(agent: 0)])
    #expect(again.json() == repaired.json())
  }

  @Test func `a start that is not the best is bettered, and the answer says by how much it was worse`() throws {
    let file = try file()
    let told = try #require(start("{\"assignment\": [[0, 0], [1, 0], [3, 1]]}", file).value)
    let repaired = try SolveAnswer.repairing(file, start: told, changes: [])
    #expect(repaired.start == StartFigures(objective: 70, best: 45))
    #expect(repaired.solution.objective == 45)
    #expect(
      repaired.moves == [
        SeatMove(agent: 1, from: 0, to: 1, heads: 1), SeatMove(agent: 2, from: nil, to: 0, heads: 1),
        SeatMove(agent: 3, from: 1, to: nil, heads: 1),
      ])
    // Three moves would gain 25 in all: not worth 10 each.
    let left = try SolveAnswer.repairing(file, start: told, changes: [], threshold: 10)
    #expect(left.moves == [] && left.solution.objective == 70 && left.solution.bound == 45 && left.solution.status == .feasible)
  }

  @Test func `changes come in their order and count as one`() throws {
    let file = try file()
    let told = try #require(start("{\"assignment\": [[0, 0], [1, 1], [2, 0]]}", file).value)
    let fro = try SolveAnswer.repairing(file, start: told, changes: [.ban(agent: 0, task: 0), .add(agent: 0, task: 0, cost: 10)])
    #expect(fro.moves == [] && fro.solution.objective == 45)
    let gone = try SolveAnswer.repairing(
      file, start: told, changes: [.add(agent: 0, task: 0, cost: 10), .ban(agent: 0, task: 0)])
    #expect(gone.solution.objective == 90 && gone.moves?.first == SeatMove(agent: 0, from: 0, to: nil, heads: 1))
  }

  @Test(arguments: [
    ("move:3", "\"move\" is no kind of change; expected drop:STAFF, need:POST:N"),
    ("drp:3", "drp:3: \"drp\" is no kind of change"), ("drop", "0 values after \"drop\"; expected drop:STAFF, as in drop:17"),
    ("need:1", "1 values after \"need\"; expected need:POST:N"), ("need:1:-2", "N is \"-2\"; expected an integer from 0 to"),
    ("ban:x:1", "STAFF is \"x\"; expected an integer from 0 to"), ("add:1:2:3:4", "4 values after \"add\""),
    ("add:1:2:2000000000", "COST is \"2000000000\"; expected an integer from -1000000000 to 1000000000"),
    ("", "no kind of change"),
    ("drop:99999999999999999999", "STAFF is"), ("drop:+1", "STAFF is \"+1\""),
  ])
  func `a change that is not understood names itself and what was expected`(_ text: String, _ message: String) {
    do throws(Problem) {
      _ = try PlanChange(reading: text)
      Issue.record("\(text) was taken")
    } catch {
      #expect(error.message.contains("--change \(text): ") && error.message.contains(message) && error.exit == .usage)
    }
  }

  @Test func `a change reads back as it was written`() throws {
    for text in ["drop:3", "need:1:0", "ban:2:1", "add:3:0:-7", "supply:2:1"] {
      #expect(try PlanChange(reading: text).text == text)
    }
  }

  @Test func `a change that names nobody says who there is`() throws {
    let file = try file()
    let told = try #require(start("{\"assignment\": []}", file).value)
    for (change, message) in [
      (PlanChange.drop(agent: 4), "--change drop:4: there is no staff 4; expected 0 to 3"),
      (.need(task: 2, heads: 1), "--change need:2:1: there is no post 2; expected 0 to 1"),
    ] {
      do throws(Problem) {
        _ = try SolveAnswer.repairing(file, start: told, changes: [change])
        Issue.record("\(change) was taken")
      } catch {
        #expect(error.message == message && error.exit == .badData)
      }
    }
  }

  @Test(arguments: [
    ("nothing", "no JSON at column 1"), ("{}", "assignment: no list; expected [staff, post]"),
    ("{\"assignment\": [[0]]}", "assignment[0]: expected [staff, post], all integers"),
    ("{\"assignment\": [[0, 0, 1]]}", "assignment[0]: expected [staff, post]"),
    ("{\"assignment\": [[4, 0]]}", "there is no staff 4; expected 0 to 3"),
    ("{\"assignment\": [[0, -1]]}", "there is no post -1; expected 0 to 1"),
    ("{\"assignment\": [[0, 1]]}", "the instance has no pair of staff 0 and post 1"),
    ("{\"assignment\": [[1, 0], [1, 1]]}", "assignment[1]: staff 1 gives 2 heads by here; the instance has 1"),
    ("{\"assignment\": [[1, 1], [3, 1]]}", "assignment[1]: post 1 has 2 heads by here; the instance needs 1"),
    ("{\"assignment\": [], \"prices\": [[2, 1]]}", "prices[0]: expected [post, price] with post 0 to 1"),
  ])
  func `a start that cannot be is refused with its row and what was expected`(_ json: String, _ message: String) throws {
    let reading = start(json, try file())
    #expect(reading.value == nil)
    #expect(reading.problems.report().contains(message), "\(reading.problems.report())")
  }

  @Test func `people who are alike are moved head by head`() throws {
    let file = try file("p 2 2 4\nd 0 5 2\nd 1 2 2\ns 0 6\ns 1 2\na 0 0 1\na 0 1 1\na 1 0 3\na 1 1 3\n")
    let told = try #require(start("{\"assignment\": [[0, 0, 4], [0, 1, 2], [1, 0, 1]]}", file).value)
    let repaired = try SolveAnswer.repairing(file, start: told, changes: [.need(task: 0, heads: 3), .need(task: 1, heads: 3)])
    #expect(repaired.solution.objective == 6)
    #expect(repaired.moves == [SeatMove(agent: 0, from: 0, to: 1, heads: 1), SeatMove(agent: 1, from: 0, to: nil, heads: 1)])
    #expect(repaired.moved == 2)
  }
}
