import Basics
import Geography
import Incident
import Testing

@testable import Staffing

@Suite("Tables kept from plan to plan") struct MemoryTests {
  /// Roads between the middles of all areas, some of them named, in a ring with chords.
  private func roads(_ town: SmallCity, _ r: inout RandomStream) -> RoadGraph {
    let middles = town.city.areas.compactMap(\.centre)
    var lines: [RoadLine] = []
    for i in middles.indices {
      for j in [(i + 1) % middles.count, r.int(in: 0...(middles.count - 1))] where middles[i] != middles[j] {
        lines.append(
          RoadLine(points: [middles[i], middles[j]], roadClass: .local, name: r.pick(["", "A", "B"]), areaCode: "a\(i)"))
      }
    }
    return RoadGraph.build(lines: lines, origin: .osm, projection: LocalProjection(origin: town.city.origin)).value
  }

  /// The same facts as time goes on: other orders, water, closed roads, boats, hours and modes.
  private func changed(_ town: SmallCity, _ seed: UInt64, _ round: Int) -> StaffingInput {
    var r = RandomStream(seed: seed, name: "memory/\(round)")
    var input = RandomCity.input(town, seed &* 31 &+ UInt64(round))
    input.mode = r.chance(0.2) ? .actual : .exercise
    input.now = input.now.adding(minutes: 60 * r.int(in: 0...6))
    if r.chance(0.3) {
      let later = 60 * r.int(in: 0...30)
      input.shift.interval = Interval(
        start: input.shift.interval.start.adding(minutes: later), end: input.shift.interval.end.adding(minutes: later))
    }
    input.depths = DepthSeries(
      samples: town.city.areas.filter { _ in r.chance(0.5) }.map { area in
        .init(
          area: area.id.rawValue, during: Interval(start: input.now, end: input.shift.interval.end),
          highMillimetres: Int32(r.int(in: 0...8) * 100), source: .reported, note: "x")
      })
    input.closedRoads = ["A", "B"].filter { _ in r.chance(0.3) }
    input.useRoads = r.chance(0.9)
    return input
  }

  @Test("a plan with the tables of earlier plans is the plan made from nothing") func samePlans() {
    let memory = StaffingMemory()
    for seed in UInt64(1)...40 {
      var r = RandomStream(seed: seed, name: "memory")
      var town = RandomCity.make(seed, people: 4...14)
      town.city.roads = roads(town, &r)
      for round in 0..<5 {
        var input = changed(town, seed, round)
        var fresh = StaffingPlanner(input)
        // One memory for all cities: it forgets what it knows of others.
        input.memory = memory
        var kept = StaffingPlanner(input)
        let (a, b) = (fresh.propose(), kept.propose())
        #expect(a == b, "seed \(seed) round \(round)")
        #expect(fresh.check(a) == kept.check(b), "seed \(seed) round \(round)")
      }
      // Another person, then the first ones again.
      town.people.removeLast()
      var fewer = changed(town, seed, 9)
      fewer.memory = memory
      var planner = StaffingPlanner(fewer)
      fewer.memory = StaffingMemory()
      var fresh = StaffingPlanner(fewer)
      #expect(planner.propose() == fresh.propose(), "seed \(seed) with one less")
    }
  }

  @Test("the kinds of rules that keep people away are counted as person by person") func reasonSets() {
    for seed in UInt64(1)...120 {
      let input = RandomCity.input(RandomCity.make(seed, people: 2...14), seed)
      let eligibility = StaffingPlanner(input).eligibility
      let people = Array(eligibility.tables.staff.indices)
      var sets = ReasonSets(eligibility, people: people, personReasons: people.map { eligibility.personReasons(staff: $0) })
      var counts: [Ineligibility.Kind: Int] = [:]
      var missing: Set<CompetencyLevel> = []
      for (i, need) in eligibility.needs.needs.enumerated() { sets.add(need, isWoman: i % 2 == 1, eligibility) }
      for staff in people {
        var kinds: Set<Ineligibility.Kind> = []
        for (i, need) in eligibility.needs.needs.enumerated() {
          for reason in eligibility.reasons(staff: staff, need: need, seat: i % 2 == 1 ? .woman : nil) {
            kinds.insert(reason.kind)
            if case .lacksCompetency(let id, let level, _) = reason { missing.insert(CompetencyLevel(id, level: level)) }
          }
        }
        for kind in kinds { counts[kind, default: 0] += 1 }
      }
      // Without a post nobody is asked about the person's own rules.
      if eligibility.needs.needs.isEmpty { continue }
      #expect(sets.counts == counts, "seed \(seed)")
      #expect(Set(sets.missing) == missing, "seed \(seed)")
    }
  }
}
