import ArgumentParser
import Basics
import Incident
import Ledger
import Operations

struct BackupVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the database while others work, and verify the copy.",
    discussion:
      "The private key (siaga.db.key) is not in it: keep that apart.\nExample: siaga backup /media/stick/siaga-2026-11-24.db")
  @OptionGroup var database: DatabaseOptions
  @Argument(help: "New file; one that exists is never overwritten.", completion: .file()) var file: String

  func run() throws {
    try reporting {
      let result = try SQLiteReader(database.database).backup(to: file)
      Terminal.out("\(file): \(result.head.size) entries, verified")
      for line in result.lines.dropFirst() { Terminal.out(line) }
    }
  }
}

struct DoctorVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the installation and the database; exits 1 if something is wrong.",
    discussion: "Example: siaga doctor")
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try reporting {
      Terminal.out("siaga \(siagaVersion)")
      guard Files.exists(database.database) else {
        Terminal.out("no database \(database.database) yet; `siaga plan SCENARIO` or `siaga operation open` makes one")
        return
      }
      var faults: [String] = []
      let reader = try SQLiteReader(database.database)
      let verification = try reader.verify()
      for line in verification.lines { Terminal.out("log: \(line)") }
      if !verification.isGood { faults.append("the log does not verify") }
      let desk = try ReadingDesk(database.database)
      Terminal.out("mode: \(desk.identity.mode.rawValue)\(desk.identity.mode.mark.map { " (\($0))" } ?? "")")
      Terminal.out("log key: \(desk.identity.key.text)")
      Terminal.out(
        "city: \(desk.city.name), \(desk.city.areas.count) kelurahan, \(desk.city.places.count) places, \(desk.city.roles.count) roles"
      )
      Terminal.out("roster: \(desk.roster.staff.count) people, \(desk.roster.units.count) units")
      faults += desk.roster.checkInvariants() + desk.state.checkInvariants() + desk.state.anomalies
      faults += try desk.projectionFaults()
      faults += try settings()
      for fault in faults.prefix(50) { Terminal.out("FAULT: \(fault)") }
      Terminal.out(faults.isEmpty ? "all checks passed" : "\(faults.count) faults")
      if !faults.isEmpty { throw ExitCode(1) }
    }
  }

  /// What the writer's connection is set to; where another process writes, that is said and not judged.
  private func settings() throws(Problem) -> [String] {
    let store: SQLiteStore
    do throws(Problem) { store = try SQLiteStore.open(database.database) } catch {
      if error.exit != .tryAgain { throw error }
      Terminal.out("writer: \(error.message)")
      return []
    }
    let settings = try store.settings()
    try store.close()
    for setting in settings { Terminal.out("sqlite: \(setting.name) = \(setting.value)") }
    return settings.filter { $0.value != $0.expected }.map { "sqlite: \($0.name) is \($0.value), expected \($0.expected)" }
  }
}
