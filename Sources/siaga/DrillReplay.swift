import ArgumentParser
import Basics
import Drill
import Foundation
import Incident
import Operations

extension DrillNoun {
  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run a finished drill again from its first event, and say whether the same log comes out, byte for byte.",
      discussion: """
        Everything is taken from the folder's database: scenario, city, people, seed, and what people did. Exit 1 where the logs part: the
        first entry that differs is named.
        Example: siaga drill replay drill-mini
        """)
    @Argument(help: "Folder of the drill.", completion: .directory) var folder: String
    @OptionGroup var output: OutputOptions
    @Flag(help: "Take the water as it was kept, without computing it again.") var keptWater = false
    @Option(help: ArgumentHelp("The elevation model that the drill was run with.", valueName: "file")) var terrain: String?
    @Option(help: ArgumentHelp("Write the report of the re-run to this folder.", valueName: "folder")) var out: String?

    func run() async throws {
      try await reportingAsync {
        let kept = try KeptDrill(folder, water: keptWater ? .kept : .computed(terrain: terrain))
        let run = try kept.again()
        let verdict = try kept.verdict(run)
        Terminal.out(output.json ? try DrillReplayText.json(verdict) : DrillReplayText.text(verdict, kept, output.lang))
        if let out {
          let place = DrillOutput(folder: out)
          try place.make()
          try place.report(AfterActionReport(try run.record(), setting: kept.setting, whatIfs: [], believability: []))
        }
        if !verdict.isSame || verdict.isWaterSame == false { throw ExitCode(1) }
      }
    }
  }

  struct Branch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Choose otherwise from an instant on: the drill again up to there, then as told, and both compared.",
      discussion: """
        What people did up to the instant is done again; what they did later is not. --then gives lines as `siaga drill live` takes them,
        done in their order one minute after the other; the automatic commander does the rest.
        Example: siaga drill branch drill-2021-10-rob-1 --at 2021-10-07T09:40 --then 'policy greedy' --out drill-greedy
        """)
    @Argument(help: "Folder of the drill.", completion: .directory) var folder: String
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("Where to choose otherwise: an instant, 09:40 of the first day, or T+hh:mm.", valueName: "time"))
    var at: String
    @Option(parsing: .singleValue, help: "A line to do there; repeat for several.") var then: [String] = []
    @Option(help: ArgumentHelp("Folder of the branch; FOLDER-branch by default.", valueName: "folder")) var out: String?

    func run() async throws {
      try await reportingAsync {
        let kept = try KeptDrill(folder, water: .kept)
        let instant = try DrillBranching.instant(at, kept.setting)
        var options = kept.options
        options.acts.removeAll { $0.at > instant }
        for (number, line) in then.enumerated() {
          options.acts.append(DrillAct(at: instant.adding(minutes: number + 1), try DrillBranching.kind(line, kept, instant)))
        }
        let before = try kept.again()
        let verdict = try kept.verdict(before)
        if !verdict.isSame {
          Terminal.note(
            "the drill does not come out as it was (`siaga drill replay \(folder)` says where): the branch is beside its re-run")
        }
        let place = DrillOutput(folder: out ?? DrillOutput.freeFolder("\(folder)-branch"))
        let branch = try place.branch(kept.setting, options, from: instant)
        let (old, new) = (try before.record(), try branch.record())
        try place.report(AfterActionReport(new, setting: kept.setting, whatIfs: [], believability: []))
        let parting = KeptDrill.parting(try before.desk.events(), try branch.desk.events())
        let comparison = BranchComparison(at: instant, kept: old, branch: new, parting: parting)
        let text =
          output.json
          ? try DrillText.json(comparison) : DrillText.text(comparison, setting: kept.setting, language: output.lang)
        try place.write("branch.txt", DrillText.text(comparison, setting: kept.setting, language: output.lang) + "\n")
        Terminal.out(text)
        Terminal.note("\(place.folder): \(new.logEntries) entries in the log, root \(new.logRoot.prefix(16))…")
      }
    }
  }
}

enum DrillBranching {
  /// - Throws: exit 64 for what is no time, or none of the drill.
  static func instant(_ text: String, _ setting: DrillSetting) throws(Problem) -> Instant {
    let start = setting.scenario.start
    guard let instant = DrillLine.time(text, setting.city, now: start, start: start) else {
      throw Problem("branch.at", "--at \(text): expected an instant, as 2021-10-07T09:40, 09:40 or T+26:40", exit: .usage)
    }
    guard setting.span.contains(instant), instant > start else {
      throw Problem(
        "branch.at", "--at \(text): the drill runs from \(setting.span.start.text) to \(setting.span.end.text)", exit: .usage)
    }
    return instant
  }

  static func kind(_ line: String, _ kept: KeptDrill, _ instant: Instant) throws(Problem) -> DrillAct.Kind {
    let wish = try DrillLine.read(
      line, city: kept.setting.city, roster: kept.setting.roster, now: instant, start: kept.setting.scenario.start)
    guard case .act(let kind)? = wish else {
      throw Problem(
        "branch.then", "--then \"\(line)\" is nothing that a drill does", advice: "`siaga drill live` lists the lines.",
        exit: .usage)
    }
    return kind
  }
}

enum DrillReplayText {
  static func text(_ verdict: ReplayVerdict, _ kept: KeptDrill, _ language: Language) -> String {
    let isIndonesian = language == .id
    var lines = [Mode.exercise.mark ?? ""]
    if verdict.isSame {
      let head = verdict.kept
      lines.append(
        isIndonesian
          ? "Sama: \(head.size) entri, akar \(head.root.hex), keluar lagi bita demi bita."
          : "Same: \(head.size) entries, root \(head.root.hex), came out again byte for byte.")
    } else if let parting = verdict.parting {
      lines.append(isIndonesian ? "Berpisah pada entri \(parting.sequence):" : "Parted at entry \(parting.sequence):")
      lines.append("  - " + describe(parting.kept))
      lines.append("  + " + describe(parting.again))
    } else {
      lines.append(
        isIndonesian
          ? "Isi sama, tetapi akar berbeda: amplop berbeda." : "The same events under another root: the envelopes differ.")
    }
    if let isSame = verdict.isWaterSame {
      lines.append(
        isSame
          ? (isIndonesian ? "Air: sama." : "Water: the same.")
          : (isIndonesian ? "Air: BERBEDA dari yang tersimpan." : "Water: NOT the one that was kept."))
    }
    return (lines + [Mode.exercise.mark ?? ""]).joined(separator: "\n")
  }

  private static func describe(_ event: RecordedEvent?) -> String {
    guard let event else { return "(end of the log)" }
    let payload = (try? event.event.encoded()).map { String(decoding: $0.prefix(300), as: UTF8.self) } ?? ""
    return "\(event.instant.text)  \(event.event.type)  \(event.event.stream)  \(event.actor.text)  \(payload)"
  }

  static func json(_ verdict: ReplayVerdict) throws(Problem) -> String {
    let value = JSONValue.members([
      ("entries", .integer(Int64(verdict.kept.size))), ("entriesAgain", .integer(Int64(verdict.again.size))),
      ("parting", verdict.parting.map { .integer(Int64($0.sequence)) }), ("root", .string(verdict.kept.root.hex)),
      ("rootAgain", .string(verdict.again.root.hex)), ("same", .bool(verdict.isSame)),
      ("waterSame", verdict.isWaterSame.map(JSONValue.bool)),
    ])
    do { return String(decoding: try CanonicalJSON.encode(value), as: UTF8.self) } catch {
      throw Problem("replay.json", "the verdict cannot be written", cause: "\(error)")
    }
  }
}
