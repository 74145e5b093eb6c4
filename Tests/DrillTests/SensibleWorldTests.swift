import Basics
import Flood
import Foundation
import Geography
import Incident
import Operations
import Testing

@testable import Drill

/// The smallest drill with its computed water, and changes of it that anybody would expect to help.
private enum MiniWorld {
  static let path = OneWindow.scenarios.appending(path: "mini.yaml").path
  /// Pairs of a comparison, and the level of its intervals: six comparisons of three figures err by chance once in sixty suites.
  static let pairs = 24
  static let level = 0.999

  static let setting: DrillSetting? = (try? DrillFiles(path))?.setting

  /// What the people of a city would call worse.
  static let outcomes: [ExerciseMetric] = [.unmetHeadHours, .unfilledHours1, .waitingHours1]

  static func results(_ setting: DrillSetting, _ options: DrillOptions = DrillOptions()) async throws -> [ReplicationResult] {
    try await DrillBatch(setting, options: options, count: pairs).run(threads: 2)
  }

  /// The outcomes that became worse beyond chance, each with its mean difference and interval.
  static func worse(_ before: [ReplicationResult], _ after: [ReplicationResult]) -> [String] {
    outcomes.compactMap { metric in
      var paired = PairedDifference()
      for (a, b) in zip(before, after) {
        guard let x = a.metrics[metric], let y = b.metrics[metric] else { continue }
        paired.add(first: x, second: y)
      }
      guard let interval = paired.interval(level: level), interval.excludesZero else { return nil }
      let isWorse = (interval.estimate > 0) != metric.isBetterHigher
      return isWorse ? "\(metric.rawValue) \(paired.first.mean) -> \(paired.second.mean), \(interval)" : nil
    }
  }

  /// The people who may be called, thinned: each second one stays at home.
  static func thinned(_ roster: Roster) -> Roster {
    var isNext = false
    return changed(roster) { member in
      guard member.isCallable else { return }
      isNext.toggle()
      if isNext { member.isCallable = false }
    }
  }

  static func changed(_ roster: Roster, _ change: (inout StaffMember) -> Void) -> Roster {
    Roster(
      units: roster.units,
      staff: roster.staff.map { member in
        var member = member
        change(&member)
        return member
      })
  }

  /// The same scenario under rain of so many millimetres an hour, with its water computed anew.
  static func rained(_ millimetres: Double) throws -> DrillSetting {
    let files = try ScenarioFiles(path)
    var scenario = files.scenario
    let wet = Interval(start: scenario.start.adding(minutes: 60), end: scenario.start.adding(minutes: 360))
    scenario.water.rain = [
      .init(areas: [], intensity: TimedSeries(points: [.init(at: wet.start, value: millimetres), .init(at: wet.end, value: 0)]))
    ]
    let flood = try ScenarioFlood(scenario: scenario, city: files.city, files: files.pack.files)
    let result = try #require(try flood.flood.run(everyMinutes: 15))
    var setting = try #require(setting)
    setting.scenario = scenario
    let inhabited = scenario.residents.inhabitedWithinMetres.flatMap { metres in
      InhabitedGround.mask(result.depths, city: files.city, withinMetres: metres, ground: flood.flood.terrain)
    }
    setting.water = DrillWater(grid: result.depths, city: files.city, inhabited: inhabited)
    return setting
  }
}

@Suite("A sensible world, under common random numbers") struct SensibleWorldTests {
  @Test("more staff never make the mean outcome worse, and here they help") func moreStaff() async throws {
    let setting = try #require(MiniWorld.setting)
    var few = DrillOptions()
    few.roster = MiniWorld.thinned(setting.roster)
    let (before, after) = (try await MiniWorld.results(setting, few), try await MiniWorld.results(setting))
    #expect(MiniWorld.worse(before, after).isEmpty, "seed \(setting.scenario.seed)")
    // The comparison can see: the other way round it is worse.
    #expect(!MiniWorld.worse(after, before).isEmpty, "seed \(setting.scenario.seed)")
  }

  @Test("better competency never makes the mean outcome worse") func competency() async throws {
    let setting = try #require(MiniWorld.setting)
    var better = DrillOptions()
    better.roster = MiniWorld.changed(setting.roster) { member in
      for i in member.competencies.indices { member.competencies[i].level = min(5, member.competencies[i].level + 1) }
    }
    let worse = MiniWorld.worse(try await MiniWorld.results(setting), try await MiniWorld.results(setting, better))
    #expect(worse.isEmpty, "seed \(setting.scenario.seed)")
  }

  @Test("faster answers never make the mean outcome worse") func fasterAnswers() async throws {
    let setting = try #require(MiniWorld.setting)
    let (other, options) = WhatIf(.fasterAnswers).apply(setting, DrillOptions())
    let worse = MiniWorld.worse(try await MiniWorld.results(setting), try await MiniWorld.results(other, options))
    #expect(worse.isEmpty, "seed \(setting.scenario.seed)")
  }

  @Test("less rain never makes the mean outcome worse") func lessRain() async throws {
    let heavy = try MiniWorld.rained(60)
    let (before, after) = (try await MiniWorld.results(heavy), try await MiniWorld.results(MiniWorld.rained(10)))
    #expect(MiniWorld.worse(before, after).isEmpty, "seed \(heavy.scenario.seed)")
  }

  @Test("a broken world, in which more staff make everybody stay away, is found out") func canary() async throws {
    let setting = try #require(MiniWorld.setting)
    var few = DrillOptions()
    few.roster = MiniWorld.thinned(setting.roster)
    var many = DrillOptions()
    var lazy = setting.scenario.staffBehaviour
    lazy.noShow = 0.8
    many.behaviour = lazy
    let worse = MiniWorld.worse(try await MiniWorld.results(setting, few), try await MiniWorld.results(setting, many))
    #expect(!worse.isEmpty, "seed \(setting.scenario.seed)")
  }

  @Test("a replication run alone, with all its rows, has the log of the same replication in a batch") func aloneOrInABatch()
    async throws
  {
    let setting = try #require(MiniWorld.setting)
    let batch = try await DrillBatch(setting, count: 4).run(threads: 2)
    let single = try await DrillBatch(setting, count: 4).run(threads: 1)
    #expect(batch == single)
    for number in [1, 4] {
      var options = DrillOptions()
      options.replication = number
      let run = try DrillRun(setting, options: options)
      try run.run()
      #expect(try run.record().logRoot == batch[number - 1].logRoot, "replication \(number)")
    }
  }
}
