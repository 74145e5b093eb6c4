import Basics

// How shortages, their causes and remedies are spelled in payloads: `kind` first decides which other fields stand.

extension CompetencyLevel: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(try reader.field("competency"), level: try reader.field("level"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("competency", competency)
    writer.field("level", level)
  }
}

extension ReasonCount: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(try reader.field("reason"), people: try reader.field("people"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("reason", reason)
    writer.field("people", people)
  }
}

extension Shortage: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(
      post: try reader.field("post"), seat: try reader.field("seat"), criticality: try reader.field("criticality"),
      missing: try reader.field("missing"), price: try reader.field("price"), cause: try reader.field("cause"),
      remedies: try reader.field("remedies"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("post", post)
    writer.field("seat", seat)
    writer.field("criticality", criticality)
    writer.field("missing", missing)
    writer.field("price", price)
    writer.field("cause", cause)
    writer.field("remedies", remedies)
  }
}

extension ShortageProof: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(
      posts: try reader.field("posts"), heads: try reader.field("heads"), people: try reader.field("people"),
      missing: try reader.field("missing"), rules: try reader.field("rules"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("posts", posts)
    writer.field("heads", heads)
    writer.field("people", people)
    writer.field("missing", missing)
    writer.field("rules", rules)
  }
}

extension Shortage.Cause: FieldObject {
  private enum Kind: String, FieldValue {
    case nobodyQualified = "nobody_qualified"
    case allExcluded = "all_excluded"
    case allNeededElsewhere = "all_needed_elsewhere"
    case unitsAtMinimum = "units_at_minimum"
    case noEquipment = "no_equipment"
    case crewIncomplete = "crew_incomplete"
    case powerNotConfirmedOff = "power_not_confirmed_off"
  }

  init(from reader: inout FieldReader) throws(FieldFault) {
    let kind: Kind = try reader.field("kind")
    switch kind {
    case .nobodyQualified: self = .nobodyQualified(try reader.field("required"))
    case .allExcluded: self = .allExcluded(try reader.field("reasons"))
    case .allNeededElsewhere: self = .allNeededElsewhere(qualified: try reader.field("qualified"))
    case .unitsAtMinimum: self = .unitsAtMinimum(try reader.field("units"))
    case .noEquipment: self = .noEquipment(try reader.field("equipment"), missing: try reader.field("pieces"))
    case .crewIncomplete: self = .crewIncomplete(found: try reader.field("found"), needed: try reader.field("needed"))
    case .powerNotConfirmedOff: self = .powerNotConfirmedOff(try reader.field("area"))
    }
  }

  func write(to writer: inout FieldWriter) {
    switch self {
    case .nobodyQualified(let required):
      writer.field("kind", Kind.nobodyQualified)
      writer.field("required", required)
    case .allExcluded(let reasons):
      writer.field("kind", Kind.allExcluded)
      writer.field("reasons", reasons)
    case .allNeededElsewhere(let qualified):
      writer.field("kind", Kind.allNeededElsewhere)
      writer.field("qualified", qualified)
    case .unitsAtMinimum(let units):
      writer.field("kind", Kind.unitsAtMinimum)
      writer.field("units", units)
    case .noEquipment(let equipment, let missing):
      writer.field("kind", Kind.noEquipment)
      writer.field("equipment", equipment)
      writer.field("pieces", missing)
    case .crewIncomplete(let found, let needed):
      writer.field("kind", Kind.crewIncomplete)
      writer.field("found", found)
      writer.field("needed", needed)
    case .powerNotConfirmedOff(let area):
      writer.field("kind", Kind.powerNotConfirmedOff)
      writer.field("area", area)
    }
  }
}

extension Remedy: FieldObject {
  private enum Kind: String, FieldValue {
    case release, train, renew
    case openRoad = "open_road"
    case callDespiteRest = "call_despite_rest"
    case askPartner = "ask_partner"
    case borrow, move
    case confirmPowerOff = "confirm_power_off"
    case serveInstead = "serve_instead"
  }

  init(from reader: inout FieldReader) throws(FieldFault) {
    let kind: Kind = try reader.field("kind")
    self.init(try Self.act(kind, &reader), gain: try reader.field("gain"))
  }

  private static func act(_ kind: Kind, _ reader: inout FieldReader) throws(FieldFault) -> Act {
    switch kind {
    case .release: .release(try reader.field("unit"), try reader.field("staff"))
    case .train:
      .train(
        try reader.field("staff"), try reader.field("competency"), from: try reader.field("from"), to: try reader.field("to"))
    case .renew: .renew(try reader.field("staff"), try reader.field("competency"))
    case .openRoad: .openRoad(try reader.field("staff"), name: try reader.field("road"))
    case .callDespiteRest: .callDespiteRest(try reader.field("staff"), until: try reader.field("until"))
    case .askPartner: .askPartner(try reader.field("partner"))
    case .borrow: .borrow(try reader.field("equipment"), try reader.optional("store"))
    case .move: .move(try reader.field("staff"), from: try reader.field("post"))
    case .confirmPowerOff: .confirmPowerOff(try reader.field("area"))
    case .serveInstead: .serveInstead(try reader.field("staff"), of: try reader.field("post"))
    }
  }

  func write(to writer: inout FieldWriter) {
    writer.field("gain", gain)
    switch act {
    case .release(let unit, let staff):
      writer.field("kind", Kind.release)
      writer.field("unit", unit)
      writer.field("staff", staff)
    case .train(let staff, let competency, let from, let to):
      writer.field("kind", Kind.train)
      writer.field("staff", staff)
      writer.field("competency", competency)
      writer.field("from", from)
      writer.field("to", to)
    case .renew(let staff, let competency):
      writer.field("kind", Kind.renew)
      writer.field("staff", staff)
      writer.field("competency", competency)
    case .openRoad(let staff, let name):
      writer.field("kind", Kind.openRoad)
      writer.field("staff", staff)
      writer.field("road", name)
    case .callDespiteRest(let staff, let until):
      writer.field("kind", Kind.callDespiteRest)
      writer.field("staff", staff)
      writer.field("until", until)
    case .askPartner(let partner):
      writer.field("kind", Kind.askPartner)
      writer.field("partner", partner)
    case .borrow(let equipment, let store):
      writer.field("kind", Kind.borrow)
      writer.field("equipment", equipment)
      writer.optional("store", store)
    case .move(let staff, let post):
      writer.field("kind", Kind.move)
      writer.field("staff", staff)
      writer.field("post", post)
    case .confirmPowerOff(let area):
      writer.field("kind", Kind.confirmPowerOff)
      writer.field("area", area)
    case .serveInstead(let staff, let post):
      writer.field("kind", Kind.serveInstead)
      writer.field("staff", staff)
      writer.field("post", post)
    }
  }
}
