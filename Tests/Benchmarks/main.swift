import Foundation

// Release benchmarks; each prints one line a result. `benchmarks assignment [--runs N] FILE…`, `benchmarks solve FILE…`, `events`
// (`solve-canary`: a solver that is wrong on purpose, which the checks must find out).
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "assignment": AssignmentBenchmark.run(Array(arguments.dropFirst()))
case "shifts": ShiftBenchmark.run(Array(arguments.dropFirst()))
case "solve": AssignmentBenchmark.answers(Array(arguments.dropFirst()))
case "solve-canary": AssignmentBenchmark.answers(Array(arguments.dropFirst()), isCanary: true)
case "repair": RepairBenchmark.run(Array(arguments.dropFirst()))
case "repair-steps": RepairBenchmark.steps(Array(arguments.dropFirst()))
case "events": EventBenchmark.run()
case "replan": try ReplanBenchmark.run(Array(arguments.dropFirst()))
case "flood": try FloodBenchmark.run(Array(arguments.dropFirst()))
case "flood-dry": try FloodBenchmark.dry(Array(arguments.dropFirst()))
case "travel": TravelBenchmark.run(Array(arguments.dropFirst()))
case "drill": await DrillBenchmark.run(Array(arguments.dropFirst()))
default:
  FileHandle.standardError.write(Data("usage: benchmarks assignment [--runs N] FILE… | benchmarks solve FILE…\n".utf8))
  exit(64)
}
