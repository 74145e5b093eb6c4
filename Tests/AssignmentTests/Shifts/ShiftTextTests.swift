import Assignment
import Basics
import Testing

@Suite struct ShiftTextTests {
  static let sound = """
    {"format":"shifts-1","seed":1,"staff":2,"posts":1,"shifts":3,"rest_shifts":1,"weights":[100,10],"change_cost":0,
    "post":[{"place":0,"role":3,"class":2,"demand":[1,0,2]}],
    "people":[{"unavailable":[1],"max_shifts":2},{"unavailable":[],"max_shifts":1}],
    "arc_fields":["person","post","travel","penalty"],"arcs":[[1,0,3,4],[0,0,5,10]]}
    """

  @Test func `a sound file is read with availability, needs and arcs in order`() throws {
    let reading = ShiftText.read(Array(Self.sound.utf8), file: "x.json")
    #expect(reading.problems == [])
    let instance = try #require(reading.value)
    #expect(instance.need == [1, 0, 2])
    #expect(instance.isAvailable == [true, false, true, true, true, true])
    #expect(instance.arcCost == [15, 7])
    #expect(instance.weight(of: 0) == 10)
  }

  @Test func `the answer lists person, shift and post, and says what it proves`() throws {
    let instance = try #require(ShiftText.read(Array(Self.sound.utf8), file: "x.json").value)
    let solution = ShiftSolver.solve(instance, workLimit: 100_000)
    let json = ShiftAnswer(instance: instance, solution: solution).json()
    let value = try JSONReader.read(json)
    #expect(value["objective"]?.integer == 27)
    #expect(value["bound"]?.integer == 27)
    #expect(value["status"]?.string == "optimal")
    #expect(value["unmet"]?["2"]?.integer == 2)
    #expect(value["assignment"]?.array?.count == 1)
    #expect(value["seconds"] == nil)
  }

  @Test(arguments: [
    ("\"format\":\"shifts-1\"", "\"format\":\"shifts-9\"", "format"),
    ("\"max_shifts\":2", "\"max_shifts\":-2", "people[0].max_shifts"),
    ("[1,0,2]", "[1,0]", "post[0].demand"), ("[1,0,2]", "[1,0,2.5]", "post[0].demand[2]"),
    ("\"class\":2", "\"class\":3", "post[0].class"), ("\"unavailable\":[1]", "\"unavailable\":[3]", "people[0].unavailable[0]"),
    ("[1,0,3,4]", "[2,0,3,4]", "arcs[0]"), ("[1,0,3,4]", "[1,0,9223372036854775807,4]", "arcs[0]"),
    ("[1,0,3,4]", "[1,0,3]", "arcs[0]"),
    ("\"rest_shifts\":1,", "", "rest_shifts"), ("\"weights\":[100,10]", "\"weights\":[100,-1]", "weights[1]"),
    ("\"staff\":2", "\"staff\":3", "people"), ("\"shifts\":3", "\"shifts\":129", "shifts"),
  ])
  func `a member that is wrong is named by its path`(_ old: String, _ new: String, _ path: String) {
    let reading = ShiftText.read(Array(Self.sound.replacing(old, with: new).utf8), file: "x.json")
    #expect(reading.value == nil)
    #expect(reading.problems.first?.place?.field == path, "\(reading.problems.report())")
  }

  @Test func `the same pair twice, and text that is no JSON, are refused`() {
    let twice = ShiftText.read(Array(Self.sound.replacing("[0,0,5,10]", with: "[1,0,5,10]").utf8), file: "x.json")
    #expect(twice.problems.first?.code == "instance.refused")
    let cut = ShiftText.read(Array(Self.sound.utf8.dropLast(5)), file: "x.json")
    #expect(cut.value == nil && cut.problems.count == 1)
  }
}
