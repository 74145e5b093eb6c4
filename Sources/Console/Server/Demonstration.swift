import Basics
import Drill
import Foundation
import Incident
import Operations

/// The exercise of `siaga serve --demo`: in memory, with invented people, in a city whose water rises by itself.
public enum Demonstration {
  /// - Parameters:
  ///   - forward: simulated minutes that have passed when the first page opens, under the automatic commander.
  ///   - speed: simulated seconds for one of the wall clock.
  /// - Throws: a `Problem` where the scenario cannot be read.
  public static func keeper(scenario path: String, forward: Int = 150, speed: Int = 5) async throws -> DeskKeeper {
    let setting = try DrillFiles(path).setting
    let live = LiveDrill(try DrillRun(setting), speed: speed, isPaused: true)
    if forward > 0 { try await live.skip(to: setting.scenario.start.adding(minutes: forward)) }
    await live.proceed()
    let place = DrillPlace(live, setting: setting)
    let folder = (path as NSString).deletingLastPathComponent
    return try await DeskKeeper(
      place, control: place, shelf: ScenarioShelf(folder: folder.isEmpty ? "." : folder), linkKey: SecretText.bytes(32))
  }
}
