import Basics
import Incident

/// Shortages in words: what is missing, why, what one more person is worth, and what would close it.
extension ExplanationText {
  public func title(_ shortage: Shortage) -> String {
    words(
      shortage.seat == .member ? "shortage.title" : "shortage.titleSeat",
      [
        "post": lookup.postName(shortage.post), "missing": style.number(shortage.missing),
        "class": words("class.\(shortage.criticality.rawValue)"), "seat": words("seat.\(shortage.seat.rawValue)"),
      ])
  }

  /// `Nilai tambah satu petugas: …`
  public func price(_ shortage: Shortage) -> String { words("shortage.price", ["price": style.number(shortage.price)]) }

  public func text(_ cause: Shortage.Cause) -> String {
    switch cause {
    case .nobodyQualified(let levels):
      if levels.isEmpty { return words("cause.nobody") }
      return words("cause.nobodyQualified", ["levels": style.list(levels.map(lookup.levelName))])
    case .allExcluded(let counts): return words("cause.allExcluded", ["rules": rules(counts)])
    case .allNeededElsewhere(let qualified):
      return words("cause.allNeededElsewhere", ["people": style.number(qualified)])
    case .unitsAtMinimum(let units):
      return words("cause.unitsAtMinimum", ["units": style.list(units.map(lookup.names.unitName))])
    case .noEquipment(let kind, let missing):
      return words("cause.noEquipment", ["kind": words("equipment.\(kind.rawValue)"), "missing": style.number(missing)])
    case .crewIncomplete(let found, let needed):
      return words("cause.crewIncomplete", ["found": style.number(found), "needed": style.number(needed)])
    case .powerNotConfirmedOff(let area): return words("cause.powerNotConfirmedOff", ["area": lookup.areaName(area)])
    }
  }

  /// `kompetensi tidak ada atau kurang (41 orang), wajib istirahat (12 orang)`.
  public func rules(_ counts: [ReasonCount]) -> String {
    style.list(
      counts.map {
        words("cause.ruleCount", ["rule": words("cause.rule.\($0.reason.rawValue)"), "people": style.number($0.people)])
      })
  }

  /// The act alone; `lines` adds what it gains.
  public func text(_ act: Remedy.Act) -> String {
    let names = lookup.names
    switch act {
    case .release(let unit, let staff):
      return words("remedy.release", ["unit": names.unitName(unit), "name": names.name(staff)])
    case .train(let staff, let competency, let from, let to):
      return words(
        from == 0 ? "remedy.trainNew" : "remedy.train",
        ["name": names.name(staff), "competency": lookup.competencyName(competency), "from": "\(from)", "to": "\(to)"])
    case .renew(let staff, let competency):
      return words("remedy.renew", ["name": names.name(staff), "competency": lookup.competencyName(competency)])
    case .openRoad(let staff, let road): return words("remedy.openRoad", ["name": names.name(staff), "road": road])
    case .callDespiteRest(let staff, let until):
      return words("remedy.callDespiteRest", ["name": names.name(staff), "until": style.moment(until)])
    case .askPartner(let partner): return words("remedy.askPartner", ["partner": lookup.partnerName(partner)])
    case .borrow(let kind, let id):
      let kind = words("equipment.\(kind.rawValue)")
      guard let id, let store = lookup.city.equipment.first(where: { $0.id == id }) else {
        return words("remedy.borrow", ["kind": kind])
      }
      return words("remedy.borrowFrom", ["kind": kind, "owner": store.owner, "place": lookup.placeName(store.place)])
    case .move(let staff, let from):
      return words("remedy.move", ["name": names.name(staff), "from": lookup.postName(from)])
    case .confirmPowerOff(let area): return words("remedy.confirmPowerOff", ["area": lookup.areaName(area)])
    case .serveInstead(let staff, let post):
      return words("remedy.serveInstead", ["name": names.name(staff), "post": lookup.postName(post)])
    }
  }

  public func text(_ remedy: Remedy) -> String {
    if remedy.gain == 0 { return text(remedy.act) }
    let key = remedy.gain > 0 ? "remedy.gains" : "remedy.costs"
    return words(key, ["act": text(remedy.act), "value": style.number(remedy.gain.magnitude)])
  }

  /// What to try where the solver found no remedy: shorter shifts where their length excludes people, else a request for aid.
  public func fallback(_ shortage: Shortage) -> String {
    if case .allExcluded(let counts) = shortage.cause, counts.contains(where: { $0.reason == .dutyTooLong }) {
      let rules = lookup.city.rules
      return words(
        "remedy.shorten",
        ["limit": style.number(rules.longestDutyHours), "water": style.number(rules.longestWaterDutyHours)])
    }
    return words("remedy.none")
  }

  /// The cheapest (most gaining) remedies first; ties keep the solver's order.
  public func cheapest(_ shortage: Shortage, limit: Int) -> [Remedy] {
    Array(
      shortage.remedies.enumerated().sorted { ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset) }.map(\.element)
        .prefix(limit))
  }

  /// The smallest set of seats and people that proves a shortage.
  public func lines(_ proof: ShortageProof) -> [String] {
    var out = [
      words(
        "proof.head",
        [
          "posts": style.number(proof.posts.count), "heads": style.number(proof.heads), "people": style.number(proof.people),
          "short": style.number(max(0, proof.heads - proof.people)),
        ])
    ]
    out += proof.posts.prefix(12).map { "– " + lookup.postName($0) }
    if proof.posts.count > 12 { out.append(words("list.more", ["count": style.number(proof.posts.count - 12)])) }
    if !proof.missing.isEmpty {
      out.append(words("proof.missing", ["levels": style.list(proof.missing.map(lookup.levelName))]))
    }
    if !proof.rules.isEmpty { out.append(words("proof.rules", ["rules": rules(proof.rules)])) }
    return out
  }
}
