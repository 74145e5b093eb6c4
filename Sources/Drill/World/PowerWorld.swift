import Basics
import Incident

/// PLN's switches as they really are: the scenario's windows, and its rule for what the water does.
struct PowerWorld: Sendable {
  struct Switch: Hashable, Sendable {
    var area: AreaID
    var isOff: Bool
    var at: Instant
    /// When the control room hears of it; nil if nobody tells it.
    var told: Instant?
  }

  /// All switches of a run that do not come from injects, ascending.
  static func switches(_ power: ScenarioPower, water: DrillWater, span: Interval) -> [Switch] {
    var switches: [Switch] = []
    for window in power.windows {
      for area in window.areas {
        for (at, isOff) in [(window.off.start, true), (window.off.end, false)] where span.contains(at) {
          switches.append(Switch(area: area, isOff: isOff, at: at, told: window.toldAfterMinutes.map { at.adding(minutes: $0) }))
        }
      }
    }
    if let rule = power.rule {
      for ground in water.grounds { switches += byRule(rule, ground, water.frames, span) }
    }
    return switches.sorted { ($0.at, $0.area) < ($1.at, $1.area) }
  }

  private static func byRule(
    _ rule: ScenarioPower.Rule, _ ground: DrillWater.Ground, _ frames: [Instant], _ span: Interval
  ) -> [Switch] {
    var switches: [Switch] = []
    var isOff = false
    for (frame, at) in frames.enumerated() {
      let isWet = Int(ground.millimetres[frame]) >= rule.depthMillimetres
      guard isWet != isOff else { continue }
      isOff = isWet
      let when = at.adding(minutes: isWet ? rule.offAfterMinutes : rule.onAfterMinutes)
      guard span.contains(when) else { continue }
      switches.append(Switch(area: ground.area, isOff: isWet, at: when, told: when.adding(minutes: rule.toldAfterMinutes)))
    }
    return switches
  }
}
