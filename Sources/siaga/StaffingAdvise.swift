import ArgumentParser
import Basics
import Drill
import Foundation
import Incident
import Intake
import Operations
import Publication
import Staffing

extension StaffingNoun {
  struct Advise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What to change first: at no cost, then trainings, exchanges, recruits and partners under a budget.",
      discussion: """
        Each gain is confirmed by planning all shifts anew; with --confirm also by paired batches of drills, against as many random
        courses and as many by headcount.
        Examples:
          siaga staffing advise scenarios/dumai/2021-10-sungai.yaml --budget 10
          siaga staffing advise scenarios/dumai/mini.yaml --budget 3 --confirm 50
        """)
    @OptionGroup var source: Source
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("Training seats.", valueName: "seats")) var budget: Int?
    @Option(help: "Rupiah, with --costs.") var rupiah: Int?
    @Option(help: ArgumentHelp("Costs: CSV with kind,subject,rupiah.", valueName: "file")) var costs: String?
    @Option(help: "Plan all shifts anew so many times at most.") var work = 400
    @Option(help: "Confirm the trainings in so many pairs of drills of the first scenario.") var confirm: Int?
    @Option(help: "Threads of the drills; all cores by default.") var threads = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
      if (budget == nil) == (rupiah == nil) { throw ValidationError("expected either --budget SEATS or --rupiah N") }
      if (rupiah == nil) != (costs == nil) { throw ValidationError("--rupiah and --costs go together") }
      if let budget, !(0...1_000).contains(budget) { throw ValidationError("--budget \(budget): expected 0...1000") }
      if let rupiah, !(0...AdviceCosts.most * 1_000).contains(rupiah) { throw ValidationError("--rupiah \(rupiah): too much") }
      if !(1...100_000).contains(work) { throw ValidationError("--work \(work): expected 1...100000") }
      if let confirm, !(2...DrillLimits.replications).contains(confirm) {
        throw ValidationError("--confirm \(confirm): expected 2...\(DrillLimits.replications)")
      }
      if confirm != nil, source.scenarios.count != 1 { throw ValidationError("--confirm is for one scenario") }
    }

    func run() async throws {
      try await reportingAsync {
        let files = try source.files()
        let survey = files.survey(on: source.day)
        var limits = StaffingAdvisor.Limits()
        limits.evaluations = work
        let advice = StaffingAdvisor(survey.seasons, ages: files.ages, limits: limits).advise(try spent())
        let shifts = survey.seasons.flatMap { season in
          season.inputs.map { input in
            GapShift(
              season: season.name, title: season.title, postures: season.postures, shift: input.shift, weight: season.weight,
              unmetByTier: [], caveats: [])
          }
        }
        let mode: Mode = files.roster.staff.contains(where: \.isInvented) ? .exercise : .actual
        let view = GapView(gap: StaffingGap(shifts: shifts, rows: []), city: files.city, names: Names(files.roster), mode: mode)
        if output.json {
          Terminal.out(AdviceJSON.text(advice))
        } else {
          Terminal.out(AdviceTable.render(advice, view, language: output.lang, options: .init(width: Terminal.width)))
        }
        if let confirm { try await trial(advice, pairs: confirm) }
      }
    }

    private func spent() throws(Problem) -> AdviceBudget {
      if let budget { return .seats(budget) }
      guard let rupiah, let costs else { return .seats(0) }
      let reading = CostTable.read(try Files.read(costs), file: costs)
      if let error = reading.problems.first(where: { $0.severity == .error }) { throw error }
      return .rupiah(rupiah, reading.value)
    }

    private func trial(_ advice: StaffingAdvice, pairs: Int) async throws {
      let setting = try DrillFiles(source.scenarios[0], roster: source.roster).setting
      let trial = AdviceTrial(setting, trainings: advice.chosen.map(\.measure), pairs: pairs)
      for outcome in try await trial.run(threads: threads) {
        let interval = outcome.difference.interval()
        let figures = [outcome.difference.difference.mean, interval?.low ?? 0, interval?.high ?? 0].map(Self.tenths)
        Terminal.out(
          "\(outcome.arm.rawValue): \(outcome.people) people trained, unfilled person-hours of classes 1 and 2 \(figures[0]) (95 %: \(figures[1]) to \(figures[2]), \(pairs) pairs)"
        )
      }
    }

    private static func tenths(_ value: Double) -> String {
      let tenths = Int((value * 10).rounded())
      return "\(tenths < 0 ? "-" : "+")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
  }
}

/// An advice for machines: ids and figures, no names.
enum AdviceJSON {
  static func text(_ advice: StaffingAdvice) -> String {
    let value = JSONValue.members([
      ("base", int(advice.base)), ("afterFree", int(advice.afterFree)), ("after", int(advice.after)),
      ("bound", int(advice.bound)), ("method", .string(advice.method.rawValue)), ("budget", int(advice.budget.limit)),
      ("candidates", int(advice.candidates)), ("evaluations", int(advice.evaluations)),
      ("free", .array(advice.free.map(one))), ("chosen", .array(advice.chosen.map(one))),
      ("others", .array(advice.others.map(one))),
      ("curve", .array(advice.curve.map { .members([("spent", int($0.spent)), ("gain", int($0.gain))]) })),
    ])
    return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private static func int(_ value: Int) -> JSONValue { .integer(Int64(value)) }

  private static func one(_ advised: AdvisedMeasure) -> JSONValue {
    .members([
      ("measure", .string(text(advised.measure))), ("kind", .string(advised.measure.kind.rawValue)), ("cost", int(advised.cost)),
      ("alone", int(advised.alone)), ("last", int(advised.last)),
      ("runnerUp", advised.runnerUp.map { .string(text($0.measure)) }), ("runnerUpGain", advised.runnerUp.map { int($0.gain) }),
    ])
  }

  private static func text(_ measure: StaffingMeasure) -> String {
    switch measure {
    case .standBy(let staff, let place): "\(staff)@\(place)"
    case .rapidTeam(let staff): "\(staff)"
    case .train(let staff, let steps): "\(staff) " + steps.map { "\($0.competency):\($0.from)>\($0.to)" }.joined(separator: " ")
    case .exchange(let a, let b): "\(a)<>\(b)"
    case .recruit(let role, let area, let number): "\(role)/\(area)/\(number)"
    case .aid(let partner, let role, let place, let heads): "\(partner) \(role)/\(place) \(heads)"
    }
  }
}
