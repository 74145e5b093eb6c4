import ArgumentParser
import Basics
import Operations

/// The command line. Each command parses, calls one library function and prints; the work is done in the rooms.
@main
struct Siaga: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "siaga",
    abstract: "Emergency coordination dispatcher for floods.",
    discussion: """
      Example: siaga plan scenarios/dumai/2021-10-rob.yaml

      Exit codes: 0 done · 1 checked and found wanting · 64 wrong usage · 65 bad input data · 66 file missing ·
      74 input/output error · 75 try again (another process is writing) · 77 not permitted.
      """,
    version: siagaVersion,
    subcommands: [
      PlanVerb.self, DrillNoun.self, OperationNoun.self, OrderNoun.self, OutboxNoun.self, PaperNoun.self, RosterNoun.self,
      StaffingNoun.self,
      CityNoun.self, TideNoun.self, FloodNoun.self, BulletinNoun.self, CapNoun.self, ReportNoun.self, RumourNoun.self,
      ReliefNoun.self, ServiceNoun.self, ActionNoun.self,
      StaffNoun.self, IdeaNoun.self, ReadinessVerb.self, LogNoun.self, ServeVerb.self,
      BackupVerb.self, DoctorVerb.self, SolveVerb.self,
    ])
}
