import Basics
import Incident
import Testing

@testable import Intake

@Suite("Tables for the need map and the advice")
struct PeopleTableTests {
  @Test func retirementAgesAreReadByWordsOfThePositionAndWrongOnesAreNamedByLine() {
    let good = RetirementTable.read(Array("jabatan,usia\nguru,60\n,58\n".utf8), file: "u.csv")
    #expect(good.problems.isEmpty)
    #expect(good.value.lines == [.init(words: "guru", age: 60)])
    #expect(good.value.otherwise == 58)
    let bad = RetirementTable.read(Array("jabatan,usia\nguru,20\ncamat,x\n".utf8), file: "u.csv")
    #expect(bad.problems.map(\.code) == ["retirement.age", "retirement.age"])
    #expect(bad.problems.map { $0.place?.line } == [2, 3])
  }

  @Test func aCostTableGivesTheFigureOfTheSubjectElseThatOfItsKind() {
    let text = "kind,subject,rupiah\ntrain,,2000000\ntrain,sar-air,5000000\naid,pmi,0\n"
    let reading = CostTable.read(Array(text.utf8), file: "c.csv")
    #expect(reading.problems.isEmpty)
    let water = TrainingStep(competency: CompetencyID("sar-air"), from: 0, to: 3)
    let other = TrainingStep(competency: CompetencyID("radio"), from: 1, to: 2)
    #expect(reading.value.cost(.train(StaffID("s"), [water, other])) == 2 * 5_000_000 + 2_000_000)
    #expect(reading.value.cost(.aid(PartnerID("pmi"), RoleID("r"), PlaceID("p"), heads: 3)) == 0)
    #expect(reading.value.cost(.recruit(RoleID("r"), AreaID("a"), number: 1)) == nil)
    let bad = CostTable.read(Array("kind,subject,rupiah\nteach,,1\ntrain,,-1\n".utf8), file: "c.csv")
    #expect(bad.problems.map(\.code) == ["costs.kind", "costs.rupiah"])
  }
}
