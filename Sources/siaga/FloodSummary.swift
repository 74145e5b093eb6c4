import Flood

/// What `siaga flood run` says of a run.
enum FloodSummary {
  static func json<Scalar: FloodScalar>(_ solver: FloodSolver<Scalar>, seconds: Double, precision: FloodPrecision) -> String {
    let totals = solver.totals
    let rows: [(String, String)] = [
      ("steps", "\(solver.steps)"), ("cells", "\(solver.grid.bed.count { !$0.isNaN })"),
      ("cellUpdates", "\(solver.cellUpdates)"), ("seconds", "\(seconds)"), ("volumeIn", "\(totals.volumeIn)"),
      ("volumeOut", "\(totals.volumeOut)"), ("volumeStored", "\(totals.stored)"), ("volumeInitial", "\(totals.initial)"),
      ("volumeError", "{\"m3\": \(totals.error), \"relative\": \(totals.relativeError)}"),
      (
        "volumes",
        "{\"rain\": \(totals.rain), \"edgeIn\": \(totals.edgeIn), \"edgeOut\": \(totals.edgeOut), "
          + "\"levelIn\": \(totals.levelIn), \"levelOut\": \(totals.levelOut)}"
      ),
      ("maxDepth", "\(solver.maximumDepths().max() ?? 0)"), ("simulatedSeconds", "\(solver.time)"),
      ("precision", "\"\(precision.rawValue)\""), ("threads", "\(solver.options.threads)"),
    ]
    return "{" + rows.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n ") + "}\n"
  }

  static func text<Scalar: FloodScalar>(_ solver: FloodSolver<Scalar>, seconds: Double, folder: String) -> String {
    let totals = solver.totals
    return """
      \(solver.time / 3600) h in \(solver.steps) steps, \(seconds) s
      in \(totals.volumeIn) m3, out \(totals.volumeOut) m3, stored \(totals.stored) m3 (at the start \(totals.initial) m3)
      error \(totals.error) m3, \(totals.relativeError) of the water moved
      deepest \(solver.maximumDepths().max() ?? 0) m
      written to \(folder)
      """
  }
}
