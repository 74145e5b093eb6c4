import Basics
import Incident

/// The words by which files name what an inject does.
enum InjectWord: String, CaseIterable {
  case message
  case pumpFails = "pump_fails"
  case pumpReturns = "pump_returns"
  case gateFails = "gate_fails"
  case gateReturns = "gate_returns"
  case roadClosed = "road_closed"
  case roadOpened = "road_opened"
  case powerOff = "power_off"
  case powerOn = "power_on"
  case networkDown = "network_down"
  case networkUp = "network_up"
  case rumour
  case staffAbsent = "staff_absent"
  case equipmentLost = "equipment_lost"
  case equipmentBack = "equipment_back"
  case figuresAsked = "figures_asked"
  case mediaCall = "media_call"
  case helpRequest = "help_request"
  case realEmergency = "real_emergency"
  case startExercise = "start_exercise"
  case pauseExercise = "pause_exercise"
  case endExercise = "end_exercise"

  var keys: [String] {
    switch self {
    case .pumpFails, .pumpReturns, .gateFails, .gateReturns: ["place"]
    case .roadClosed, .roadOpened: ["road", "kelurahan", "between"]
    case .powerOff, .powerOn: ["kelurahan", "told_after_minutes"]
    case .networkDown: ["kelurahan", "channels", "loss_percent"]
    case .networkUp: ["kelurahan", "channels"]
    case .rumour: ["kelurahan", "depth_mm"]
    case .staffAbsent: ["role", "percent"]
    case .equipmentLost, .equipmentBack: ["equipment", "count"]
    case .helpRequest: ["kelurahan", "need", "people", "special_needs"]
    case .message, .figuresAsked, .mediaCall, .realEmergency, .startExercise, .pauseExercise, .endExercise: []
    }
  }
}

/// What an inject does, as a word with keys and texts.
enum InjectContentCoding {
  static func read(_ word: InjectWord, _ fields: InjectFields) -> InjectContent? {
    fields.allow(word.keys)
    switch word {
    case .message: return .message
    case .figuresAsked: return .figuresAsked
    case .mediaCall: return .mediaCall
    case .realEmergency: return .realEmergency
    case .startExercise: return .startExercise
    case .pauseExercise: return .pauseExercise
    case .endExercise: return .endExercise
    case .pumpFails: return fields.place("place", kind: .pump).map { .pumpFails($0) }
    case .pumpReturns: return fields.place("place", kind: .pump).map { .pumpReturns($0) }
    case .gateFails: return fields.place("place", kind: .gate).map { .gateFails($0) }
    case .gateReturns: return fields.place("place", kind: .gate).map { .gateReturns($0) }
    case .roadClosed: return road(fields).map { .roadClosed($0) }
    case .roadOpened: return road(fields).map { .roadOpened($0) }
    case .powerOff, .powerOn: return power(word, fields)
    case .networkDown:
      return fields.int("loss_percent", 1...100, default: 100).map {
        .networkDown(fields.areas("kelurahan"), channels: fields.channels("channels"), lossPercent: $0)
      }
    case .networkUp: return .networkUp(fields.areas("kelurahan"), channels: fields.channels("channels"))
    case .rumour, .staffAbsent, .equipmentLost, .equipmentBack, .helpRequest: return people(word, fields)
    }
  }

  private static func power(_ word: InjectWord, _ fields: InjectFields) -> InjectContent? {
    let areas = fields.areas("kelurahan")
    if !fields.has("kelurahan") { _ = fields.text("kelurahan") }
    let told = fields.has("told_after_minutes") ? fields.int("told_after_minutes", 0...14_400) : nil
    guard !areas.isEmpty, (told != nil) == fields.has("told_after_minutes") else { return nil }
    return word == .powerOff ? .powerOff(areas, toldAfterMinutes: told) : .powerOn(areas, toldAfterMinutes: told)
  }

  private static func people(_ word: InjectWord, _ fields: InjectFields) -> InjectContent? {
    switch word {
    case .rumour:
      let area = fields.area("kelurahan")
      let depth = fields.int("depth_mm", 0...20_000)
      guard let area, let depth else { return nil }
      return .rumour(area, millimetres: depth)
    case .staffAbsent:
      let role = fields.has("role") ? fields.role("role") : nil
      let percent = fields.int("percent", 1...100)
      guard let percent, (role != nil) == fields.has("role") else { return nil }
      return .staffAbsent(role: role, percent: percent)
    case .equipmentLost, .equipmentBack:
      let kind = fields.choice("equipment", EquipmentKind.self)
      let count = fields.int("count", 1...1000, default: 1)
      guard let kind, let count else { return nil }
      return word == .equipmentLost ? .equipmentLost(kind, count: count) : .equipmentBack(kind, count: count)
    default:
      let area = fields.area("kelurahan")
      let need = fields.choice("need", InjectContent.Need.self)
      let people = fields.int("people", 1...100_000)
      let special = fields.int("special_needs", 0...100_000, default: 0)
      guard let area, let need, let people, let special else { return nil }
      if special <= people { return .helpRequest(area, need: need, people: people, specialNeeds: special) }
      fields.fault("special_needs", "inject.number", "\(special) of \(people) people; expected no more than all", nil)
      return nil
    }
  }

  private static func road(_ fields: InjectFields) -> InjectContent.Road? {
    guard fields.has("road") != fields.has("between") else {
      fields.fault(nil, "inject.road", "expected one of road (its name) and between (two places)", nil)
      return nil
    }
    if fields.has("between") { return fields.places("between").map { .between($0.0, $0.1) } }
    let area = fields.has("kelurahan") ? fields.area("kelurahan") : nil
    guard let name = fields.text("road"), (area != nil) == fields.has("kelurahan") else { return nil }
    guard !name.utf8.contains(where: { $0 == 59 || $0 < 32 }) else {
      fields.fault("road", "inject.road", "\(quoted(name)); expected a name without ';'", nil)
      return nil
    }
    let names = Set(fields.city.roads?.names ?? []).subtracting([""])
    if names.isEmpty || names.contains(name) { return .named(name, area: area) }
    fields.fault(
      "road", "inject.road", "no road is called \(quoted(name)) in roads.geojson",
      suggestion(for: name, among: names.sorted()).map { "\"\($0)\" was meant." })
    return nil
  }

  static func write(_ content: InjectContent) -> (word: InjectWord, entries: [InjectFields.Entry]) {
    func made(_ word: InjectWord, _ pairs: (String, String?)...) -> (InjectWord, [InjectFields.Entry]) {
      (word, pairs.compactMap { pair in pair.1.map { .init(key: pair.0, text: $0) } })
    }
    func list(_ areas: [AreaID]) -> String? { areas.isEmpty ? nil : areas.map(\.rawValue).joined(separator: " ") }
    func names(_ channels: [ContactChannel]) -> String? {
      channels.isEmpty ? nil : channels.map(\.rawValue).joined(separator: " ")
    }
    func road(_ word: InjectWord, _ road: InjectContent.Road) -> (InjectWord, [InjectFields.Entry]) {
      switch road {
      case .named(let name, let area): made(word, ("road", name), ("kelurahan", area?.rawValue))
      case .between(let a, let b): made(word, ("between", "\(a) \(b)"))
      }
    }
    switch content {
    case .message: return made(.message)
    case .figuresAsked: return made(.figuresAsked)
    case .mediaCall: return made(.mediaCall)
    case .realEmergency: return made(.realEmergency)
    case .startExercise: return made(.startExercise)
    case .pauseExercise: return made(.pauseExercise)
    case .endExercise: return made(.endExercise)
    case .pumpFails(let place): return made(.pumpFails, ("place", place.rawValue))
    case .pumpReturns(let place): return made(.pumpReturns, ("place", place.rawValue))
    case .gateFails(let place): return made(.gateFails, ("place", place.rawValue))
    case .gateReturns(let place): return made(.gateReturns, ("place", place.rawValue))
    case .roadClosed(let which): return road(.roadClosed, which)
    case .roadOpened(let which): return road(.roadOpened, which)
    case .powerOff(let areas, let told):
      return made(.powerOff, ("kelurahan", list(areas)), ("told_after_minutes", told.map(String.init)))
    case .powerOn(let areas, let told):
      return made(.powerOn, ("kelurahan", list(areas)), ("told_after_minutes", told.map(String.init)))
    case .networkDown(let areas, let channels, let loss):
      return made(.networkDown, ("kelurahan", list(areas)), ("channels", names(channels)), ("loss_percent", "\(loss)"))
    case .networkUp(let areas, let channels): return made(.networkUp, ("kelurahan", list(areas)), ("channels", names(channels)))
    case .rumour(let area, let depth): return made(.rumour, ("kelurahan", area.rawValue), ("depth_mm", "\(depth)"))
    case .staffAbsent(let role, let percent): return made(.staffAbsent, ("role", role?.rawValue), ("percent", "\(percent)"))
    case .equipmentLost(let kind, let count): return made(.equipmentLost, ("equipment", kind.rawValue), ("count", "\(count)"))
    case .equipmentBack(let kind, let count): return made(.equipmentBack, ("equipment", kind.rawValue), ("count", "\(count)"))
    case .helpRequest(let area, let need, let people, let special):
      return made(
        .helpRequest, ("kelurahan", area.rawValue), ("need", need.rawValue), ("people", "\(people)"),
        ("special_needs", "\(special)"))
    }
  }
}
