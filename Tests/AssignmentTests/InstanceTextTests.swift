import Assignment
import Basics
import Testing

@Suite struct InstanceTextTests {
  private func read(_ text: String) -> Reading<TransportFile?> { InstanceText.read(Array(text.utf8), file: "i.txt") }

  @Test func `a file with counts, negative costs, CRLF and rows out of order is read`() throws {
    let reading = read("p 3 2 3\r\nd 1 2 3\r\nd 0 1 5\r\n\r\ns 2 4\r\na 2 1 -7\r\na 0 1\t8\r\na 2  0 1000000000\r\n")
    #expect(reading.problems.isEmpty)
    let file = try #require(reading.value)
    #expect(file.priority == [5, 3] && file.hasCounts)
    #expect(file.instance.need == [1, 2] && file.instance.supply == [1, 1, 4])
    #expect(file.instance.unmetCost == [500_000, 300_000])
    #expect(file.instance.arcStart == [0, 1, 1, 3])
    #expect(file.instance.arcTask == [1, 0, 1] && file.instance.arcCost == [8, 1_000_000_000, -7])
  }

  @Test func `what is written is read back`() throws {
    for seed in 0..<40 {
      var random = RandomStream(seed: UInt64(seed), name: "text")
      let instance = randomInstance(&random, [.plain, .classes, .huge][seed % 3])
      let priority = (0..<instance.tasks).map { _ in Int64(random.int(in: 0...5)) }
      let weighted = try instance.replacing(unmetCost: priority.map { $0 * InstanceText.priorityWeight })
      let hasCounts = weighted.supply.contains { $0 != 1 }
      let file = TransportFile(instance: weighted, priority: priority, hasCounts: hasCounts)
      let again = InstanceText.read(InstanceText.write(file), file: "x")
      #expect(again.problems.isEmpty && again.value == file, "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("", "i.txt: the file has no p line, expected 'p STAFF POSTS ARCS'"),
    ("d 0 1 1\np 1 1 0\n", "i.txt:1: no p line before this line, expected 'p STAFF POSTS ARCS' first"),
    ("p 1 1\n", "i.txt:1: ARCS: missing, expected an integer from 0 to 1000000000"),
    ("p 1 1 0\np 1 1 0\nd 0 1 1\n", "i.txt:2: a second p line, the first is in line 1"),
    ("p 1 1 0\nd 0 1 1\nd 0 1 1\n", "i.txt:3: POST: post 0 has a second d line"),
    ("p 1 2 0\nd 0 1 1\n", "i.txt:1: POSTS: post 1 has no d line, expected one for each of 2"),
    ("p 1 1 1\nd 0 -1 1\na 0 0 1\n", "i.txt:2: NEED: '-1', expected an integer from 0 to 2147483647"),
    ("p 1 1 1\nd 0 1 x9\na 0 0 1\n", "i.txt:2: PRIORITY: 'x9', expected an integer from 0 to 1000000000"),
    ("p 1 1 1\nd 0 1 1\na 1 0 1\n", "i.txt:3: STAFF: '1', expected an integer from 0 to 0"),
    ("p 1 1 1\nd 0 1 1\na 0 0 1000000001\n", "i.txt:3: COST: '1000000001', expected an integer from -1000000000 to 1000000000"),
    (
      "p 1 1 1\nd 0 1 1\na 0 0 99999999999999999999999999\n",
      "i.txt:3: COST: '99999999999999999999999999', expected an integer from -1000000000 to 1000000000"
    ),
    ("p 1 1 1\nd 0 1 1\na 0 0 1.5\n", "i.txt:3: COST: '1.5', expected an integer from -1000000000 to 1000000000"),
    ("p 1 1 1\nd 0 1 1\na 0 0 1 4\n", "i.txt:3: more fields than expected"),
    ("p 1 1 2\nd 0 1 1\na 0 0 1\na 0 0 2\n", "i.txt:4: POST: the pair of staff 0 and post 0 has an a line already, line 3"),
    ("p 1 1 2\nd 0 1 1\na 0 0 1\n", "i.txt:1: ARCS: 2, but the file has 1 a lines\n  Maybe the file was cut off"),
    ("p 1 1 0\nd 0 1 1\ns 0 1\ns 0 1\n", "i.txt:4: STAFF: staff 0 has a second s line"),
    (
      "p 1 1 0\nd 0 2147483647 1000000000\n",
      "i.txt:1: need times unmetCost does not fit 62 bits; use smaller costs or weights\n  Maybe smaller PRIORITY or NEED values"
    ),
    (
      "p 1 20000000 0\nd 0 1 1\n",
      "i.txt:1: POSTS: 20000000, expected a d line for each, but the file has 23 bytes only\n  Maybe the file was cut off"
    ),
    ("p 0 1 1\nd 0 1 1\na 0 0 1\n", "i.txt:3: STAFF: '0', expected no value, as the header counts none"),
  ])
  func `a broken file is refused with its line, value and what is expected`(_ text: String, _ message: String) {
    let reading = read(text)
    #expect(reading.value == nil)
    #expect(reading.problems.first?.text == message)
  }

  @Test func `an unknown line names the letter`() {
    #expect(read("p 1 1 0\nd 0 1 1\nq 4\n").problems.first?.message == "the line starts with 'q', expected p, d, s or a")
    #expect(InstanceText.read([0xFF, 0x00, 10], file: "i.txt").problems.first?.message.contains("the byte 255") == true)
  }

  @Test func `the first fifty problems of a file are listed, then a count`() {
    var text = "p 2 1 60\nd 0 1 1\n"
    for line in 0..<60 { text += "a \(line + 2) 0 1\n" }
    let problems = read(text).problems
    #expect(problems.count == 51)
    #expect(problems[0].place?.line == 3 && problems[49].place?.line == 52)
    #expect(problems[50].message == "10 more problems")
  }

  @Test func `bytes that were changed at random never crash the reader`() {
    let good = Array("p 3 2 3\nd 1 2 3\nd 0 1 5\ns 2 4\na 2 1 -7\na 0 1 8\na 2 0 100\n".utf8)
    for seed in 0..<3_000 {
      var random = RandomStream(seed: UInt64(seed), name: "fuzz")
      var bytes = good
      for _ in 0..<random.int(in: 1...4) {
        let place = random.int(in: 0...bytes.count - 1)
        switch random.int(in: 0...2) {
        case 0: bytes[place] = UInt8(random.int(in: 0...255))
        case 1: bytes.remove(at: place)
        default: bytes.insert(random.pick(Array("0129- \n\tpdas".utf8)), at: place)
        }
      }
      let reading = InstanceText.read(bytes, file: "f")
      #expect((reading.value == nil) == !reading.problems.isEmpty, "seed \(seed)")
      // Needs may have grown beyond what the arcs can serve; solving must stay within memory and time all the same.
      if let value = reading.value, value.instance.agents < 1_000, value.instance.tasks < 1_000 {
        #expect(verify(TransportSolver.solve(value.instance), of: value.instance) == [], "seed \(seed)")
      }
    }
  }

  @Test func `the answer is one JSON document with the fields that others rely on`() throws {
    let file = try #require(read("p 3 2 3\nd 0 1 5\nd 1 2 3\na 0 0 10\na 1 1 7\na 1 0 1\n").value)
    let answer = SolveAnswer(file: file, solution: TransportSolver.solve(file.instance), seconds: (0.5, 0.25))
    #expect(
      String(decoding: answer.json(), as: UTF8.self) == """
        {"objective": 300017, "bound": 300017, "gap": 0.0, "unmet": {"3": 1, "5": 0}, "cost": 17, "work": \(answer.solution.work), \
        "status": "optimal", "seconds": {"read": 0.5, "solve": 0.25}, "assignment": [[0, 0], [1, 1]], \
        "prices": [[0, 10], [1, 300000]]}

        """)
  }

  @Test func `a file with counts answers with heads`() throws {
    let file = try #require(read("p 2 1 2\nd 0 3 1\ns 1 5\na 0 0 1\na 1 0 2\n").value)
    let answer = SolveAnswer(file: file, solution: TransportSolver.solve(file.instance), moved: 2)
    let text = String(decoding: answer.json(), as: UTF8.self)
    #expect(text.contains("\"assignment\": [[0, 0, 1], [1, 0, 2]]") && text.contains("\"moved\": 2"))
    #expect(!text.contains("seconds"))
  }
}
