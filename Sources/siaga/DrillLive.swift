import ArgumentParser
import Basics
import Drill
import Foundation
import Incident
import Ledger
import Operations

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CommanderSeat: ExpressibleByArgument {}

extension DrillNoun {
  struct Live: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A drill at the pace of the clock, with people in it: commander, controllers, replies.",
      discussion: """
        Reads lines from standard input; `help` lists them. It stands still at the start: `continue` begins. Ctrl-C pauses, once more ends
        the session; SIGUSR1 pauses and continues. What was done is kept in the folder (siaga.db, world.db) as it happens, and the report
        is written at the end; `siaga drill replay` runs it again, `--from FOLDER --at HH:MM` goes on from an earlier instant of it.
        Example: siaga drill live scenarios/dumai/2021-10-rob.yaml --speed 60 --commander person
        """)
    @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"])) var scenario: String?
    @OptionGroup var output: OutputOptions
    @Option(help: "Seed, in place of the scenario's.") var seed: UInt64?
    @Option(help: ArgumentHelp("Roster in place of the city's roster.csv.", valueName: "file")) var roster: String?
    @Option(help: ArgumentHelp("Your own elevation model (ESRI ASCII grid) in place of the synthetic ground.", valueName: "file"))
    var terrain: String?
    @Option(help: ArgumentHelp("Folder of an earlier drill, to step back into.", valueName: "folder")) var from: String?
    @Option(help: ArgumentHelp("Where to step back to: 09:40 (of the first day), T+hh:mm, or an instant.", valueName: "time"))
    var at: String?
    @Option(help: "Simulated seconds for one of the clock, 1 to 60.") var speed = 1
    @Option(help: "Who commands at the start: automatic or person.") var commander = CommanderSeat.automatic
    @Option(help: "Who assigns for the automatic commander: siaga or greedy; the scenario's by default.") var policy:
      CommanderPolicy.Kind?
    @Option(help: ArgumentHelp("Folder; drill-NAME-SEED by default.", valueName: "folder")) var out: String?
    @Flag(help: "Do not print each event.") var quiet = false

    func validate() throws {
      if !(1...60).contains(speed) { throw ValidationError("--speed \(speed): expected 1...60") }
      if (scenario == nil) == (from == nil) { throw ValidationError("expected a scenario, or --from with the folder of a drill") }
      if (from == nil) != (at == nil) { throw ValidationError("--from and --at go together") }
    }

    func run() async throws {
      try await reportingAsync {
        var options = DrillOptions()
        let setting: DrillSetting
        var back: Instant?
        if let from, let at {
          let kept = try KeptDrill(from, water: .kept)
          setting = kept.setting
          options = kept.options
          back = try DrillBranching.instant(at, setting)
          options.acts.removeAll { act in back.map { act.at > $0 } ?? false }
        } else {
          let files = try DrillFiles(scenario ?? "", roster: roster, seed: seed, terrain: terrain)
          if !files.problems.isEmpty { Terminal.note(files.problems.report()) }
          setting = files.setting
          options.policy = policy
          options.seat = commander
        }
        let place = DrillOutput(folder: out ?? DrillOutput.freeFolder("drill-\(setting.scenario.name)-\(setting.scenario.seed)"))
        let kept = try place.begin(setting, options)
        if let back { try kept.run.run(until: back) }
        try await LiveSession(setting, kept, place, output, isQuiet: quiet, speed: speed).play()
      }
    }
  }
}

/// A live drill at the terminal.
struct LiveSession {
  let setting: DrillSetting
  let live: LiveDrill
  let place: DrillOutput
  let output: OutputOptions
  let isQuiet: Bool

  init(
    _ setting: DrillSetting, _ kept: sending DrillOutput.Begun, _ place: DrillOutput, _ output: OutputOptions, isQuiet: Bool,
    speed: Int
  ) {
    self.setting = setting
    self.place = place
    self.output = output
    self.isQuiet = isQuiet
    let book = kept.acts
    live = LiveDrill(kept.run, speed: speed) { try book.add($0) }
  }

  private enum End: Sendable { case over, left, goesOn }

  func play() async throws {
    Terminal.note("\(Mode.exercise.mark ?? "")  \(place.folder)\n\(DrillLine.usage)")
    let events = try await live.subscribe()
    try await withThrowingTaskGroup(of: End.self) { group in
      group.addTask {
        try await live.run()
        return .over
      }
      group.addTask {
        await show(events)
        return .goesOn
      }
      group.addTask { await obey(Terminal.lines()) }
      group.addTask { await heed(Terminal.signals([SIGINT, SIGUSR1])) }
      while let end = try await group.next() { if end != .goesOn { break } }
      group.cancelAll()
    }
    Terminal.endProgress()
    try await live.checkpoint()
    let record = try await live.drillRecord()
    try place.report(AfterActionReport(record, setting: setting, whatIfs: [], believability: setting.believability))
    Terminal.out(
      output.json
        ? try DrillText.json(record, scenario: setting.scenario)
        : DrillText.summary(record, setting: setting, language: output.lang))
    Terminal.note("\(place.folder): \(record.logEntries) entries in the log, root \(record.logRoot.prefix(16))…")
  }

  private func clock(_ instant: Instant) -> String {
    let offset = setting.city.offsetMinutes
    return "\(instant.date(offsetMinutes: offset).text) \(instant.clock(offsetMinutes: offset))"
  }

  private func show(_ events: AsyncStream<RecordedEvent>) async {
    for await event in events where !isQuiet {
      Terminal.endProgress()
      Terminal.note("\(clock(event.instant))  \(event.sequence)  \(event.event.type)  \(event.event.stream)  \(event.actor.text)")
    }
  }

  /// Does what the lines say, each in its turn, until `quit`. At the end of the lines a drill that stands still is left as it is, and one
  /// that runs goes on to its end.
  private func obey(_ lines: AsyncStream<String>) async -> End {
    for await line in lines {
      do {
        if try await obey(line) == .left { return .left }
      } catch let problem as Problem { Terminal.note(problem.text) } catch { Terminal.note("\(error)") }
      if await live.status.isOver { return .over }
    }
    return await live.status.isPaused ? .left : .goesOn
  }

  private func obey(_ line: String) async throws -> End {
    let status = await live.status
    let roster = setting.roster
    guard
      let wish = try DrillLine.read(line, city: setting.city, roster: roster, now: status.now, start: setting.scenario.start)
    else { return .goesOn }
    switch wish {
    case .pause: try await live.pauseClock()
    case .proceed: await live.proceed()
    case .speed(let speed): try await live.setSpeed(speed)
    case .skip(let instant): try await live.skip(to: instant)
    case .help: Terminal.note(DrillLine.usage)
    case .quit: return .left
    case .status: break
    case .act(let kind): try await LiveDesk.$database.withValue(place.database) { try await live.act(kind) }
    case .look(let words):
      try LiveDesk.$database.withValue(place.database) {
        var command = try Siaga.parseAsRoot(words)
        do { try command.run() } catch is ExitCode {}
      }
    }
    await say()
    return .goesOn
  }

  /// Ctrl-C pauses, and ends the session where it is paused; SIGUSR1 pauses and continues.
  private func heed(_ signals: AsyncStream<Int32>) async -> End {
    for await signal in signals {
      let isPaused = await live.status.isPaused
      if signal == SIGINT, isPaused { return .left }
      do { if isPaused { await live.proceed() } else { try await live.pauseClock() } } catch { Terminal.note("\(error)") }
      await say()
    }
    return .goesOn
  }

  private func say() async {
    let status = await live.status
    let given = status.injects.count { $0.firedAt != nil }
    let state =
      status.haltedAt != nil ? "NYATA: halted" : status.isOver ? "over" : status.isPaused ? "paused" : "x\(status.speed)"
    Terminal.note(
      "\(clock(status.now))  \(state)  commander: \(status.seat.rawValue)  injects \(given)/\(status.injects.count)  log \(status.entries)"
    )
  }
}
