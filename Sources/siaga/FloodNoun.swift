import ArgumentParser
import Basics
import Flood
import Foundation
import Intake
import Operations

extension FloodPrecision: ExpressibleByArgument {}

/// The number that depths are stored in.
enum FloodPrecision: String, Sendable, CaseIterable { case f32, f64 }

struct FloodNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flood", abstract: "Water over ground: the bare hydraulics.",
    discussion: "Example: siaga flood run --terrain z.asc --edge west=level:tide.csv --rain rain.csv --hours 6 --out flood",
    subcommands: [Run.self])

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run water over an ESRI ASCII grid; writes depths and the books of the water.",
      discussion: """
        Example: siaga flood run --terrain z.asc --edge west=level:tide.csv --rain 50 --hours 2 --every 30 --out flood

        Writes max_depth.asc, depth_HHMM.asc (at the start, each --every minutes, and at the end) and summary.json.
        Series are CSV files of minutes,value: levels and flows are linear between rows, rain holds until the next.
        --edge SIDE=wall|open|level:METRES|level:FILE|flow:VALUE|flow:FILE, once a side; sides without it are walls. A flow is
        in m2/s, that is m3/s for each metre of the edge; with m3/s after it (flow:20m3/s, flow:FILE:m3/s) it is that of the
        whole edge. Positive flows in.
        The same input gives the same grids, whatever the threads.
        """)
    @Option(help: ArgumentHelp("Heights in metres; NODATA_value marks cells outside.", valueName: "z.asc")) var terrain: String
    @Option(help: ArgumentHelp("Manning's n in s/m^(1/3): a number or a grid.", valueName: "n|n.asc")) var manning = "0.03"
    @Option(help: ArgumentHelp("Metres of water at the start; dry without it.", valueName: "h.asc")) var initialDepth: String?
    @Option(help: ArgumentHelp("Rain in mm/h: a number or a series.", valueName: "mm/h|csv")) var rain: String?
    @Option(help: ArgumentHelp("What happens at an edge.", valueName: "side=rule")) var edge: [String] = []
    @Option(help: "Weight of a face's own flow against its neighbours', 0.5 to 1.") var theta = 0.9
    @Option(help: "Longest step, as a part of the time a wave takes through a cell, 0.05 to 1.") var alpha = 0.7
    @Option(help: "Hours to simulate.") var hours: Double
    @Option(help: ArgumentHelp("Minutes between two grids of depth.", valueName: "minutes")) var every: Double?
    @Option(help: "Threads; all processors without it.") var threads: Int?
    @Option(help: "f32, or f64 to compare with formulas.") var precision = FloodPrecision.f32
    @Option(help: ArgumentHelp("Folder to write to.", valueName: "folder")) var out: String

    func run() throws {
      try reporting {
        let input = try FloodInput(self)
        switch precision {
        case .f32: try solve(input, as: Float.self)
        case .f64: try solve(input, as: Double.self)
        }
      }
    }

    private func solve<Scalar: FloodScalar & CustomStringConvertible>(_ input: FloodInput, as type: Scalar.Type) throws {
      let solver = try FloodSolver<Scalar>(grid: input.grid, drivers: input.drivers, options: input.options)
      let clock = ContinuousClock()
      var seconds = 0.0
      let end = hours * 3600
      var last = clock.now
      try solver.run(until: end, every: (every ?? 0) * 60) { now in
        seconds += Seconds.of(clock.now - last)
        Terminal.progress("\(Int(100 * now.time / end)) %, \(now.steps) steps")
        let isEnd = now.time >= end
        if every != nil || isEnd {
          try write(now.depths(), input.grid, to: Self.frameName(now.time))
        }
        last = clock.now
      }
      Terminal.endProgress()
      try write(solver.maximumDepths(), input.grid, to: "max_depth.asc")
      let summary = FloodSummary.json(solver, seconds: seconds, precision: precision)
      try Files.write(Array(summary.utf8), to: "\(out)/summary.json")
      Terminal.out(FloodSummary.text(solver, seconds: seconds, folder: out))
    }

    /// `depth_HHMM.asc`, with as many digits of hours as it takes.
    static func frameName(_ time: Double) -> String {
      let minutes = Int((time / 60).rounded())
      let hours = String(minutes / 60)
      let rest = String(minutes % 60)
      return "depth_" + (hours.count < 2 ? "0" : "") + hours + (rest.count < 2 ? "0" : "") + rest + ".asc"
    }

    private func write<Scalar: FloodScalar & CustomStringConvertible>(
      _ values: [Scalar], _ grid: FloodGrid, to name: String
    ) throws {
      let shown = zip(values, grid.bed).map { $1.isNaN ? Scalar.nan : $0 }
      let text = GridFile.text(
        columns: grid.columns, rows: grid.rows, corner: grid.corner, cell: grid.cell, values: shown)
      try Files.write(text, to: "\(out)/\(name)")
    }
  }
}
