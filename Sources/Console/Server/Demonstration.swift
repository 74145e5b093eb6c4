import Basics
import Drill
import Incident
import Operations

/// The exercise of `siaga serve --demo`: in memory, with invented people.
public enum Demonstration {
  /// - Throws: a `Problem` where the scenario cannot be read.
  public static func keeper(scenario path: String, clock: @escaping @Sendable () -> Instant) async throws -> DeskKeeper {
    let files = try DrillFiles(path)
    let setting = files.setting
    let desk = try Desk.inMemory(
      mode: .exercise, pack: setting.pack, city: setting.city, seed: setting.scenario.seed, at: setting.scenario.start)
    try desk.importRoster(setting.roster, by: .importer("roster"), at: setting.scenario.start)
    _ = try desk.open(setting.scenario, file: setting.file, attachments: setting.attachments)
    return try await DeskKeeper.live(desk, clock: clock, linkKey: SecretText.bytes(32))
  }
}
