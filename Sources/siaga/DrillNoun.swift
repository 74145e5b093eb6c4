import ArgumentParser
import Basics
import Drill
import Foundation
import Incident
import Operations

extension CommanderPolicy.Kind: ExpressibleByArgument {}

struct DrillNoun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill", abstract: "Flood drills: the real command post on simulated time against simulated water and people.",
    discussion: "Example: siaga drill run scenarios/dumai/2021-10-rob.yaml",
    subcommands: [Run.self, Batch.self, Compare.self, Live.self, Replay.self, Branch.self, Rate.self, MSELNoun.self])

  /// What every drill is made from.
  struct Source: ParsableArguments {
    @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"])) var scenario: String
    @Option(help: "Seed, in place of the scenario's.") var seed: UInt64?
    @Option(help: ArgumentHelp("Exact outlines of the kelurahan (GeoJSON) in place of the approximate ones.", valueName: "file"))
    var outlines: String?
    @Option(help: ArgumentHelp("Roster in place of the city's roster.csv.", valueName: "file")) var roster: String?
    @Option(help: ArgumentHelp("Your own elevation model (ESRI ASCII grid) in place of the synthetic ground.", valueName: "file"))
    var terrain: String?

    func setting(_ path: String? = nil, roster other: String? = nil) throws -> DrillSetting {
      let files = try DrillFiles(path ?? scenario, outlines: outlines, roster: other ?? roster, seed: seed, terrain: terrain)
      if !files.problems.isEmpty { Terminal.note(files.problems.report()) }
      return files.setting
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "One replication: flood, call-outs, log, and the after-action report in a folder.",
      discussion: """
        Writes report.html (Indonesian), report.en.html, report.json, metrics.csv, ratings.csv, siaga.db (the log) and world.db (the truth of the
        simulated world) to the folder.
        Example: siaga drill run scenarios/dumai/mini.yaml --out drill-mini
        """)
    @OptionGroup var source: Source
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("Folder; drill-NAME-SEED by default.", valueName: "folder")) var out: String?
    @Option(help: "Who assigns: siaga or greedy; the scenario's by default.") var policy: CommanderPolicy.Kind?
    @Option(help: ArgumentHelp("Pairs of replications for each \"what if\" of the report; 0 for none.", valueName: "pairs"))
    var whatIf = 0
    @Option(help: "Threads; all cores by default.") var threads = ProcessInfo.processInfo.activeProcessorCount

    func run() async throws {
      try await reportingAsync {
        let setting = try source.setting()
        let folder = out ?? DrillOutput.freeFolder("drill-\(setting.scenario.name)-\(setting.scenario.seed)")
        var options = DrillOptions()
        options.policy = policy
        let place = DrillOutput(folder: folder)
        let run = try place.run(setting, options)
        let record = try run.record()
        let findings = Findings(record, scenario: setting.scenario, city: setting.city, language: output.lang)
        let results = try await WhatIfResult.all(
          WhatIf.suggested(findings, scenario: setting.scenario), setting: setting, options: options, pairs: whatIf,
          threads: threads
        ) { done, all in Terminal.progress("what if: \(done) of \(all)") }
        Terminal.endProgress()
        try place.report(AfterActionReport(record, setting: setting, whatIfs: results, believability: setting.believability))
        if output.json {
          Terminal.out(try DrillText.json(record, scenario: setting.scenario))
        } else {
          Terminal.out(DrillText.summary(record, setting: setting, language: output.lang))
        }
        Terminal.note("\(folder): \(record.logEntries) entries in the log, root \(record.logRoot.prefix(16))…")
      }
    }
  }

  struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Many replications: the distribution of each figure, with intervals.",
      discussion: """
        Results go to OUT/replications.jsonl as they come; the same command after a crash goes on from there.
        Example: siaga drill batch scenarios/dumai/2021-10-rob.yaml -n 1000
        """)
    @OptionGroup var source: Source
    @OptionGroup var output: OutputOptions
    @Option(name: .shortAndLong, help: "Replications.") var n = 200
    @Option(help: "Threads; all cores by default.") var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "This shard, from 0.") var shard = 0
    @Option(help: "Shards of the whole batch.") var shards = 1
    @Option(help: ArgumentHelp("Folder; drill-NAME-SEED by default.", valueName: "folder")) var out: String?
    @Option(help: "Who assigns: siaga or greedy; the scenario's by default.") var policy: CommanderPolicy.Kind?

    func run() async throws {
      try await reportingAsync {
        let setting = try source.setting()
        var options = DrillOptions()
        options.policy = policy
        let folder = out ?? "drill-\(setting.scenario.name)-\(setting.scenario.seed)"
        let batch = try DrillBatch(setting, options: options, count: n, shard: shard, shards: shards)
        let results = try await DrillOutput(folder: folder).batch(batch, threads: threads)
        let summary = BatchSummary(results)
        Terminal.out(output.json ? try DrillText.json(summary) : DrillText.table(summary, language: output.lang))
      }
    }
  }

  struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Two scenarios, policies or rosters under common random numbers: paired differences with intervals.",
      discussion: """
        Example: siaga drill compare scenarios/dumai/2021-10-rob.yaml --policy siaga --policy-b greedy -n 200
        """)
    @OptionGroup var source: Source
    @OptionGroup var output: OutputOptions
    @Argument(help: "The other scenario; the same one by default.") var other: String?
    @Option(name: .shortAndLong, help: "Pairs of replications.") var n = 200
    @Option(help: "Threads; all cores by default.") var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(help: "Policy of the first.") var policy: CommanderPolicy.Kind?
    @Option(help: "Policy of the second.") var policyB: CommanderPolicy.Kind?
    @Option(help: ArgumentHelp("Roster of the second.", valueName: "file")) var rosterB: String?

    func run() async throws {
      try await reportingAsync {
        let first = try source.setting()
        let second = other == nil && rosterB == nil ? first : try source.setting(other, roster: rosterB)
        var a = DrillOptions()
        a.policy = policy
        var b = DrillOptions()
        b.policy = policyB
        // The chances of both come from the first one's seed.
        b.seed = first.scenario.seed
        let before = try await DrillBatch(first, options: a, count: n).run(threads: threads)
        let after = try await DrillBatch(second, options: b, count: n).run(threads: threads)
        let comparison = BatchComparison(before, after, seed: first.scenario.seed)
        Terminal.out(output.json ? try DrillText.json(comparison) : DrillText.table(comparison, language: output.lang))
      }
    }
  }
}
