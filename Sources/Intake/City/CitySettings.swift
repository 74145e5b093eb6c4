import Basics
import Geography
import Incident

/// Reads city.yaml.
struct CitySettings {
  var name = ""
  var code = ""
  var province = ""
  var sender = ""
  var offsetMinutes = 420
  var zone = "WIB"
  var origin: Coordinate?
  var rules = DutyRules()
  /// What in the pack is invented or approximate; of which file a note speaks, if of one.
  var synthetic: [(about: SyntheticPart?, note: Bilingual)] = []

  init(_ document: YAMLDocument, _ findings: YAMLFindings) {
    let root = YAMLValue(node: document.root, path: "", findings: findings)
    let keys = ["name", "code", "province", "sender", "utc_offset_minutes", "zone", "origin", "rules", "synthetic"]
    guard let map = root.map(keys) else { return }
    name = map.required("name")?.text() ?? ""
    code = map.required("code")?.id(AreaID.self)?.rawValue ?? ""
    province = map.required("province")?.text() ?? ""
    sender = Self.sender(map) ?? ""
    offsetMinutes = map.required("utc_offset_minutes")?.int(-720...840) ?? 420
    zone = map.required("zone")?.text() ?? "WIB"
    if let place = map.required("origin")?.map(["lat", "lon"]) {
      let latitude = place.required("lat")?.number(-80...80)
      let longitude = place.required("lon")?.number(-180...180)
      if let latitude, let longitude { origin = Coordinate(latitude: latitude, longitude: longitude) }
    }
    if let value = map.optional("rules") { readRules(value) }
    synthetic = map.optional("synthetic")?.list(100).compactMap(Self.note) ?? []
  }

  /// `{id: …, en: …, about: outlines}`
  private static func note(_ value: YAMLValue) -> (about: SyntheticPart?, note: Bilingual)? {
    guard let map = value.map(["id", "en", "about"]) else { return nil }
    let id = map.required("id")?.text("the Indonesian text")
    let en = map.required("en")?.text("the English text")
    let about = map.optional("about")?.choice(SyntheticPart.self)
    guard let id, let en else { return nil }
    return (about, Bilingual(id: id, en: en))
  }

  /// Nothing that leaves the system begins with "Siaga": the word is a status and a warning level too.
  private static func sender(_ map: YAMLMap) -> String? {
    guard let value = map.required("sender"), let text = value.text() else { return nil }
    if text.lowercased().hasPrefix("siaga") {
      value.fault(
        "city.sender", "\(quoted(text)) begins with a word that is a status and a warning level", advice: "write \"POSKO …\".")
      return nil
    }
    return text
  }

  private mutating func readRules(_ value: YAMLValue) {
    let keys = [
      "rest_hours", "rest_hours_after_night", "longest_duty_hours", "longest_water_duty_hours", "longest_travel_minutes",
      "office_hours", "duty_replaces_office_hours", "night_releases_office_day", "handover_minutes", "most_duties",
      "most_nights_in_a_row", "friday_prayer", "weights",
    ]
    guard let map = value.map(keys) else { return }
    rules.restHours = map.optional("rest_hours")?.int(0...48) ?? rules.restHours
    rules.restHoursAfterNight = map.optional("rest_hours_after_night")?.int(0...48) ?? rules.restHoursAfterNight
    rules.longestDutyHours = map.optional("longest_duty_hours")?.int(1...48) ?? rules.longestDutyHours
    rules.longestWaterDutyHours = map.optional("longest_water_duty_hours")?.int(1...48) ?? rules.longestWaterDutyHours
    rules.dutyReplacesOfficeHours = map.optional("duty_replaces_office_hours")?.bool() ?? rules.dutyReplacesOfficeHours
    if let travel = map.optional("longest_travel_minutes") {
      if case .scalar("none", _) = travel.node.content {
        rules.longestTravelMinutes = nil
      } else {
        rules.longestTravelMinutes = travel.int(1...2880) ?? rules.longestTravelMinutes
      }
    }
    rules.nightReleasesOfficeDay = map.optional("night_releases_office_day")?.bool() ?? rules.nightReleasesOfficeDay
    rules.handoverMinutes = map.optional("handover_minutes")?.int(0...240) ?? rules.handoverMinutes
    rules.mostDuties = map.optional("most_duties")?.int(1...100) ?? rules.mostDuties
    rules.mostNightsInARow = map.optional("most_nights_in_a_row")?.int(1...100) ?? rules.mostNightsInARow
    if let hours = map.optional("office_hours")?.map(["days", "from", "to"]) { readOfficeHours(hours) }
    if let window = map.optional("friday_prayer")?.map(["from", "to"]) { readFridayPrayer(window) }
    if let weights = map.optional("weights") { readWeights(weights) }
  }

  private mutating func readFridayPrayer(_ map: YAMLMap) {
    guard let from = map.required("from")?.clock(), let to = map.required("to")?.clock() else { return }
    guard from < to else {
      map.value.fault("city.friday_prayer", "from \(from) to \(to) minutes of the day; expected an end after the start")
      return
    }
    rules.fridayPrayer = from..<to
  }

  private mutating func readOfficeHours(_ map: YAMLMap) {
    let days = map.optional("days")?.list(7).compactMap { $0.int(1...7) }
    if let days { rules.officeDays = Array(Set(days)).sorted() }
    let from = map.optional("from")?.clock() ?? rules.officeStartMinute
    let to = map.optional("to")?.clock() ?? rules.officeEndMinute
    guard from < to else {
      map.value.fault("city.office_hours", "from \(from) to \(to) minutes of the day; expected an end after the start")
      return
    }
    rules.officeStartMinute = from
    rules.officeEndMinute = to
  }

  private mutating func readWeights(_ value: YAMLValue) {
    let keys = [
      "per_travel_minute", "per_level_below_wish", "per_level_beyond_need", "per_recent_hour", "per_move", "per_release",
      "per_place_change",
    ]
    guard let map = value.map(keys) else { return }
    func weight(_ key: String, _ standard: Int64) -> Int64 { map.optional(key)?.int(0...100_000).map { Int64($0) } ?? standard }
    rules.weights.perTravelMinute = weight(keys[0], rules.weights.perTravelMinute)
    rules.weights.perLevelBelowWish = weight(keys[1], rules.weights.perLevelBelowWish)
    rules.weights.perLevelBeyondNeed = weight(keys[2], rules.weights.perLevelBeyondNeed)
    rules.weights.perRecentHour = weight(keys[3], rules.weights.perRecentHour)
    rules.weights.perMove = weight(keys[4], rules.weights.perMove)
    rules.weights.perRelease = weight(keys[5], rules.weights.perRelease)
    rules.weights.perPlaceChange = weight(keys[6], rules.weights.perPlaceChange)
  }
}

/// Parts of a pack that a user's own file replaces: a note about one goes with it.
enum SyntheticPart: String, CaseIterable {
  case outlines
  case roads
}
