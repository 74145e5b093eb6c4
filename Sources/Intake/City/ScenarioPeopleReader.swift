import Basics
import Geography
import Incident

/// Reads how power, phones and staff behave: `power, network, staff_behaviour`. Only keys that are there change a value, so that a
/// scenario overrides single figures of the shared assumptions.
struct ScenarioPeopleReader {
  let context: ScenarioContext

  func power(_ value: YAMLValue, into power: inout ScenarioPower) {
    guard let map = value.sourced(["windows", "rule"]) else { return }
    map.read("windows", into: &power.windows) { $0.groups(ScenarioLimits.items).compactMap(window) }
    if let rule = map.optional("rule"),
      let inner = rule.sourced(["depth_cm", "off_after_minutes", "on_after_minutes", "told_after_minutes"])
    {
      let depth = inner.required("depth_cm")?.number(1...1000)
      let off = inner.required("off_after_minutes")?.int(0...1440)
      let on = inner.required("on_after_minutes")?.int(0...14_400)
      let told = inner.required("told_after_minutes")?.int(0...1440)
      if let depth, let off, let on, let told {
        power.rule = .init(
          depthMillimetres: Int((depth * 10).rounded()), offAfterMinutes: off, onAfterMinutes: on, toldAfterMinutes: told)
      }
    }
  }

  private func window(_ value: YAMLValue) -> ScenarioPower.Window? {
    guard let map = value.sourced(["kelurahan", "from", "to", "told_after_minutes"]) else { return nil }
    let areas = map.required("kelurahan") == nil ? nil : context.areas(map)
    let told = map.optional("told_after_minutes").flatMap { $0.int(0...14_400) }
    guard let span = context.interval(map), let areas else { return nil }
    return .init(areas: areas, off: span, toldAfterMinutes: told)
  }

  func network(_ value: YAMLValue, into network: inout PhoneNetwork) {
    guard let map = value.sourced(["channels", "outages", "mast_battery_minutes"]) else { return }
    if let channels = map.optional("channels") {
      let found = channels.list(ContactChannel.allCases.count).compactMap(channel)
      if Set(found.map(\.channel)).count < found.count { channels.fault("scenario.twice", "a channel stands twice") }
      if !found.isEmpty { network.channels = found }
    }
    map.read("outages", into: &network.outages) { $0.groups(ScenarioLimits.items).compactMap(outage) }
    if let battery = map.optional("mast_battery_minutes") { network.mastBatteryMinutes = battery.int(0...14_400) }
  }

  private func channel(_ value: YAMLValue) -> PhoneNetwork.Channel? {
    guard let map = value.sourced(["channel", "median_minutes", "spread", "loss", "duplicates"]) else { return nil }
    let channel = map.required("channel")?.choice(ContactChannel.self)
    let median = map.required("median_minutes")?.number(0.001...10_000)
    let spread = map.required("spread")?.number(0...5)
    let loss = map.required("loss")?.number(YAMLValue.share)
    let duplicates = map.required("duplicates")?.number(YAMLValue.share)
    guard let channel, let median, let spread, let loss, let duplicates else { return nil }
    return .init(
      channel: channel, delay: DelayModel(medianMinutes: median, spread: spread), lossShare: loss, duplicateShare: duplicates)
  }

  private func outage(_ value: YAMLValue) -> PhoneNetwork.Outage? {
    guard let map = value.sourced(["kelurahan", "channels", "from", "to", "loss", "delay_factor"]) else { return nil }
    let channels = map.optional("channels")?.list(ContactChannel.allCases.count).compactMap { $0.choice(ContactChannel.self) }
    let loss = map.required("loss")?.number(YAMLValue.share)
    let factor = map.has("delay_factor") ? map.optional("delay_factor")?.number(1...1000) : 1
    guard let span = context.interval(map), let loss, let factor else { return nil }
    return .init(areas: context.areas(map) ?? [], channels: channels ?? [], during: span, lossShare: loss, delayFactor: factor)
  }

  private static let staffKeys = [
    "notice", "acceptance", "family_at_risk_factor", "night_factor", "declines_openly", "answer", "set_out", "no_show",
    "work_rate",
    "fatigue", "absent_share", "absences", "second_channel_factor", "superior_factor",
  ]

  func staff(_ value: YAMLValue, into staff: inout StaffBehaviour) {
    guard let map = value.sourced(Self.staffKeys) else { return }
    map.read("notice", into: &staff.notice) { notice($0) }
    map.read("acceptance", into: &staff.acceptance) { bands($0) }
    map.read("family_at_risk_factor", into: &staff.familyAtRiskFactor, YAMLValue.share)
    map.read("night_factor", into: &staff.nightFactor, YAMLValue.share)
    map.read("declines_openly", into: &staff.declinesOpenly, YAMLValue.share)
    map.read("answer", into: &staff.answer) { $0.delay() }
    map.read("set_out", into: &staff.setOut) { $0.delay() }
    map.read("no_show", into: &staff.noShow, YAMLValue.share)
    map.read("work_rate", into: &staff.workRate) { rates($0) }
    map.read("fatigue", into: &staff.fatigue) { fatigue($0) }
    map.read("absent_share", into: &staff.absentShare, YAMLValue.share)
    map.read("absences", into: &staff.absences) { $0.list(ScenarioLimits.items).compactMap(absence) }
    map.read("second_channel_factor", into: &staff.secondChannelFactor, YAMLValue.share)
    map.read("superior_factor", into: &staff.superiorFactor, YAMLValue.share)
  }

  private func notice(_ value: YAMLValue) -> [StaffBehaviour.Notice]? {
    var found: [StaffBehaviour.Notice] = []
    for item in value.list(ContactChannel.allCases.count) {
      guard let map = item.sourced(["channel", "median_minutes", "spread"]) else { continue }
      let channel = map.required("channel")?.choice(ContactChannel.self)
      let median = map.required("median_minutes")?.hourTable(0.001...10_000)
      let spread = map.required("spread")?.number(0...5)
      guard let channel, let median, let spread else { continue }
      if found.contains(where: { $0.channel == channel }) {
        item.fault("scenario.twice", "\(channel.rawValue) stands twice", advice: "delete one of them.")
      } else {
        found.append(.init(channel: channel, medianMinutes: median, spread: spread))
      }
    }
    return found.isEmpty ? nil : found
  }

  private func bands(_ value: YAMLValue) -> [StaffBehaviour.DistanceBand]? {
    var found: [StaffBehaviour.DistanceBand] = []
    for item in value.list(ScenarioLimits.rows) {
      guard let map = item.sourced(["up_to_km", "accepts"]) else { continue }
      let km = map.required("up_to_km")?.number(0...20_000)
      let accepts = map.required("accepts")?.number(YAMLValue.share)
      guard let km, let accepts else { continue }
      if let last = found.last, km <= last.upToKm {
        item.fault("scenario.table", "not farther than the band above; expected bands in order", advice: "sort them.")
      } else {
        found.append(.init(upToKm: km, accepts: accepts))
      }
    }
    return found.isEmpty ? nil : found
  }

  /// Six figures: no competency, then levels 1 to 5; none below the one before it.
  private func rates(_ value: YAMLValue) -> [Double]? {
    let items = value.list(6)
    let found = items.compactMap { $0.number(0...10) }
    guard items.count == 6 else {
      value.fault("scenario.work_rate", "\(items.count) figures; expected 6: without the competency, then levels 1...5")
      return nil
    }
    guard found.count == 6 else { return nil }
    if zip(found, found.dropFirst()).allSatisfy(<=) { return found }
    value.fault("scenario.work_rate", "a higher level works slower than a lower one; expected figures that do not fall")
    return nil
  }

  private func fatigue(_ value: YAMLValue) -> StaffBehaviour.Fatigue? {
    guard let map = value.sourced(["from_hours_awake", "loss_per_hour", "least"]) else { return nil }
    let from = map.required("from_hours_awake")?.number(0...100)
    let loss = map.required("loss_per_hour")?.number(YAMLValue.share)
    let least = map.required("least")?.number(YAMLValue.share)
    guard let from, let loss, let least else { return nil }
    return .init(fromHoursAwake: from, lossPerHour: loss, least: least)
  }

  private func absence(_ value: YAMLValue) -> StaffBehaviour.Absence? {
    guard let map = value.sourced(["reason", "from", "to", "share"]) else { return nil }
    let reason = map.required("reason")?.text("why they are away")
    let from = map.required("from")?.date()
    let to = map.required("to")?.date()
    let share = map.required("share")?.number(YAMLValue.share)
    guard let reason, let from, let to, let share else { return nil }
    if from <= to { return .init(reason: reason, from: from, to: to, share: share) }
    value.fault("scenario.span", "from \(from.text) to \(to.text); expected the last day not before the first")
    return nil
  }
}
