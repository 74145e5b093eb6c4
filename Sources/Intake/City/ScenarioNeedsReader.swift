import Basics
import Geography
import Incident

/// Reads what residents need and what they report: `residents, reports`.
struct ScenarioNeedsReader {
  let context: ScenarioContext

  private static let residentKeys = [
    "people_per_household", "households_per_house", "inhabited_within_m_of_road", "affected_share", "displaced_share",
    "with_relatives_share",
    "back_by_day_share", "special_needs_share", "meal_hours", "meal_share", "drinking_water_l_per_day", "clean_water_l_per_day",
    "medical_per_1000_per_day", "medical_urgent_share", "rescue_per_1000_per_hour", "rescue_by_hour", "boat_from_cm",
    "shelter_places", "service",
  ]

  func residents(_ value: YAMLValue, into model: inout ResidentModel) {
    guard let map = value.sourced(Self.residentKeys) else { return }
    map.read("people_per_household", into: &model.peoplePerHousehold, 1...50)
    map.read("households_per_house", into: &model.householdsPerHouse, 0.1...20)
    map.read("inhabited_within_m_of_road", into: &model.inhabitedWithinMetres) { $0.int(10...5000) }
    map.read("affected_share", into: &model.affectedShare) { $0.depthTable(YAMLValue.share) }
    map.read("displaced_share", into: &model.displacedShare) { $0.depthTable(YAMLValue.share) }
    map.read("with_relatives_share", into: &model.withRelativesShare, YAMLValue.share)
    map.read("back_by_day_share", into: &model.backByDayShare, YAMLValue.share)
    map.read("special_needs_share", into: &model.specialNeedsShare, YAMLValue.share)
    map.read("meal_hours", into: &model.mealMinutes) { meals($0) }
    map.read("meal_share", into: &model.mealShare, YAMLValue.share)
    map.read("drinking_water_l_per_day", into: &model.drinkingWaterLitresPerDay, 0...100)
    map.read("clean_water_l_per_day", into: &model.cleanWaterLitresPerDay, 0...500)
    map.read("medical_per_1000_per_day", into: &model.medicalPerThousandPerDay) { $0.depthTable(0...1000) }
    map.read("medical_urgent_share", into: &model.medicalUrgentShare, YAMLValue.share)
    map.read("rescue_per_1000_per_hour", into: &model.rescuePerThousandPerHour) { $0.depthTable(0...1000) }
    map.read("rescue_by_hour", into: &model.rescueByHour) { $0.hourTable(0...100) }
    map.read("boat_from_cm", into: &model.boatFromMillimetres) { $0.number(1...1000).map { Int(($0 * 10).rounded()) } }
    map.read("shelter_places", into: &model.shelterCapacity) { $0.list(ScenarioLimits.items).compactMap(shelter) }
    if let service = map.optional("service") { rates(service, into: &model.service) }
  }

  private func meals(_ value: YAMLValue) -> [Int]? {
    let minutes = value.list(12).compactMap { $0.clock() }
    if minutes.isEmpty { return nil }
    if zip(minutes, minutes.dropFirst()).allSatisfy(<) { return minutes }
    value.fault("scenario.table", "meals are not in the order of the day", advice: "sort them.")
    return nil
  }

  private func shelter(_ value: YAMLValue) -> ResidentModel.ShelterPlaces? {
    guard let map = value.sourced(["place", "people"]) else { return nil }
    let place = map.required("place").flatMap { context.place($0, kind: .shelter) }
    let people = map.required("people")?.int(0...100_000)
    guard let place, let people else { return nil }
    return .init(place: place, people: people)
  }

  private func rates(_ value: YAMLValue, into service: inout ServiceRates) {
    let keys = [
      "meals_per_kitchen_worker", "meals_per_distributor_hour", "people_per_boat_trip", "boat_turn_minutes",
      "evacuees_per_officer_hour", "patients_per_medic_hour", "shelter_guests_per_officer", "litres_per_truck_hour",
    ]
    guard let map = value.sourced(keys) else { return }
    map.read(keys[0], into: &service.mealsPerKitchenWorker, 0.1...10_000)
    map.read(keys[1], into: &service.mealsPerDistributorHour, 0.1...10_000)
    map.read(keys[2], into: &service.peoplePerBoatTrip, 1...1000)
    map.read(keys[3], into: &service.boatTurnMinutes, 0...1440)
    map.read(keys[4], into: &service.evacueesPerOfficerHour, 0.1...1000)
    map.read(keys[5], into: &service.patientsPerMedicHour, 0.1...1000)
    map.read(keys[6], into: &service.shelterGuestsPerOfficer, 1...10_000)
    map.read(keys[7], into: &service.litresPerTruckHour, 0...1_000_000)
  }

  func reports(_ value: YAMLValue, into model: inout ReportModel) {
    let keys = ["per_1000_per_hour", "by_hour", "depth_error_mm", "duplicate_share", "rumours_per_hour", "delay", "sensors"]
    guard let map = value.sourced(keys) else { return }
    map.read(keys[0], into: &model.perThousandPerHour) { $0.depthTable(0...1000) }
    map.read(keys[1], into: &model.byHour) { $0.hourTable(0...100) }
    map.read(keys[2], into: &model.depthErrorMillimetres, 0...5000)
    map.read(keys[3], into: &model.duplicateShare, 0...0.95)
    map.read(keys[4], into: &model.rumoursPerHour, 0...1000)
    map.read(keys[5], into: &model.delay) { $0.delay() }
    map.read(keys[6], into: &model.sensors) { value in
      let sensors = value.list(ScenarioLimits.items).compactMap(sensor)
      if Set(sensors.map(\.id)).count < sensors.count { value.fault("scenario.twice", "a sensor stands twice") }
      return sensors
    }
  }

  private func sensor(_ value: YAMLValue) -> ReportModel.Sensor? {
    let keys = ["id", "kind", "at", "every_minutes", "error_mm", "delay_minutes", "needs_power"]
    guard let map = value.sourced(keys) else { return nil }
    let id = map.required("id")?.id(Identifier<ReportModel>.self)
    let kind = map.required("kind")?.choice(ReportModel.Sensor.Kind.self)
    let at = map.required("at").flatMap(ScenarioParts.coordinate)
    let every = map.required("every_minutes")?.int(1...1440)
    let error = map.required("error_mm")?.number(0...5000)
    let delay = map.required("delay_minutes")?.int(0...1440)
    let power = map.has("needs_power") ? map.optional("needs_power")?.bool() : false
    guard let id, let kind, let at, let every, let error, let delay, let power else { return nil }
    return .init(
      id: id.rawValue, kind: kind, coordinate: at, everyMinutes: every, errorMillimetres: error, delayMinutes: delay,
      needsPower: power)
  }
}
