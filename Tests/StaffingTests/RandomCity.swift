import Basics
import Geography
import Incident

@testable import Staffing

/// Hostile little cities by seed: crews, shelters, leaders, equipment, units at their minimum, certificates lapsed, rest, told
/// people, pins, bans, partners.
enum RandomCity {
  static func make(_ seed: UInt64, people: ClosedRange<Int> = 0...14, posts: ClosedRange<Int> = 1...6) -> SmallCity {
    var r = RandomStream(seed: seed, name: "city")
    var town = SmallCity(
      areas: r.int(in: 2...5), day: r.pick(["2021-10-08", "2021-10-09"]), from: 60 * r.int(in: 0...20),
      minutes: 60 * r.int(in: 2...10), isNight: r.chance(0.3))
    let kinds = ["c0", "c1", "c2"]
    for i in 0..<r.int(in: 1...5) {
      town.role(RoleID("r\(i)"), class: Criticality(rawValue: r.int(in: 1...4)) ?? .support) { role in
        for kind in kinds where r.chance(0.3) {
          role.requires.append(CompetencyLevel(CompetencyID(kind), level: r.int(in: 1...3)))
        }
        for kind in kinds where r.chance(0.2) { role.wishes.append(CompetencyLevel(CompetencyID(kind), level: r.int(in: 1...4))) }
        if r.chance(0.35) { role.minimumCrew = r.int(in: 2...3) }
        role.needsWoman = r.chance(0.3)
        role.isInWater = r.chance(0.2)
        role.isLifting = r.chance(0.2)
        role.isPartnerWork = r.chance(0.4)
        if r.chance(0.1) { role.goesWithOffice = r.pick([.camat, .lurah, .headOf("u0")]) }
        if r.chance(0.3) { role.equipment = .init(kind: .boat, headsPerPiece: r.int(in: 1...3)) }
        if i > 0, r.chance(0.4) {
          role.leader = RoleID("r\(r.int(in: 0...(i - 1)))")
          role.span = r.int(in: 3...7)
        }
      }
    }
    town.city.equipment = (0..<r.int(in: 0...2)).map { i in
      Equipment(
        id: EquipmentID("b\(i)"), kind: .boat, count: r.int(in: 0...2), place: PlaceID("p\(r.int(in: 0...1))"), owner: "x",
        state: r.pick([.ready, .ready, .inUse, .broken]), certainty: .real)
    }
    for i in 0..<r.int(in: 1...3) {
      town.unit(
        UnitID("u\(i)"), minimum: r.int(in: 0...4), head: r.pick(["s00", "s01", "nobody", nil]),
        acting: r.pick(["s02", nil, nil]))
    }
    town.unit("kel-area-1", minimum: 1, head: "s03")
    let roles = town.city.roles.map(\.id)
    town.city.partners = [
      Partner(id: "team", name: Bilingual(id: "", en: ""), contact: "", roles: roles, certainty: .real)
    ]
    for i in 0..<r.int(in: people) { add(i, kinds, to: &town, &r) }
    for _ in 0..<r.int(in: posts) {
      town.post(r.pick(town.city.roles).id, at: r.int(in: 0...(town.city.places.count - 1)), heads: r.int(in: 1...4))
    }
    if r.chance(0.1) { town.post("no-such-role", heads: 2) }
    if r.chance(0.1) { town.post(r.pick(town.city.roles).id, at: 99, heads: 1) }
    return town
  }

  private static func add(_ i: Int, _ kinds: [String], to town: inout SmallCity, _ r: inout RandomStream) {
    var held: [String: Int] = [:]
    for kind in kinds where r.chance(0.55) { held[kind] = r.int(in: 1...5) }
    let area = r.chance(0.95) ? r.int(in: 0...(town.city.areas.count - 1)) : nil
    let unit = UnitID("u\(r.int(in: 0...(town.units.count - 1)))")
    let sex = r.pick([Sex.male, .female, nil])
    let isLapsed = r.chance(0.1)
    let limits = DutyLimit.Kind.allCases.filter { _ in r.chance(0.1) }.map { DutyLimit($0) }
    let hours = r.chance(0.3) ? r.int(in: 0...100) : 0
    let isCallable = r.chance(0.95)
    let keepsHours = r.chance(0.2)
    let contract = r.chance(0.1) ? CivilDate(dayNumber: 18_900 + r.int(in: 0...20)) : nil
    let from = town.shift.interval.start.adding(minutes: 60 * r.int(in: -3...1))
    let spans = r.chance(0.15) ? [Interval(start: from, end: from.adding(minutes: 60 * r.int(in: 1...14)))] : []
    town.person(StaffID("s\(i < 10 ? "0" : "")\(i)"), area: area, unit: unit, sex: sex, held) { person in
      if isLapsed, !person.competencies.isEmpty { person.competencies[0].validUntil = CivilDate("2021-01-01") }
      person.dutyLimits = limits
      person.recentDutyHours = hours
      person.isCallable = isCallable
      person.keepsOfficeHours = keepsHours
      person.contractUntil = contract
      person.available = spans
    }
  }

  /// The same city with orders out, pins, bans, partners and earlier duties.
  static func input(_ town: SmallCity, _ seed: UInt64, plain: Bool = false) -> StaffingInput {
    var r = RandomStream(seed: seed, name: "input")
    return town.input { input in
      input.powerConfirmedOff = town.city.areas.map(\.id).filter { _ in r.chance(0.7) }
      let ids = town.people.map(\.id)
      let posts = town.posts.map(\.id)
      if plain || ids.isEmpty || posts.isEmpty { return }
      for id in ids where r.chance(0.15) { input.told[id] = r.pick(posts) }
      for id in ids where r.chance(0.05) { input.engaged[id] = r.chance(0.7) ? r.pick(posts) : "other/p0/s0" }
      if r.chance(0.2) { input.pins.append(Pin(staff: "nobody", post: r.pick(posts))) }
      if r.chance(0.2) { input.pins.append(Pin(staff: r.pick(ids), post: "no/such/post")) }
      for id in ids where r.chance(0.08) { input.pins.append(Pin(staff: id, post: r.pick(posts))) }
      for id in ids where r.chance(0.08) { input.bans.append(Ban(staff: id, post: r.chance(0.5) ? r.pick(posts) : nil)) }
      for id in ids where r.chance(0.08) {
        let start = input.shift.interval.start.adding(minutes: -60 * r.int(in: -14...14))
        let span = Interval(start: start, end: start.adding(minutes: 240))
        input.work.append(WorkSpan(staff: id, interval: span, isNight: r.chance(0.5)))
      }
      if r.chance(0.3) {
        input.partnerTeams.append(
          PartnerTeam(partner: "x", post: r.pick(posts), heads: r.int(in: 1...3), state: r.pick(PartnerTeam.State.allCases)))
      }
    }
  }
}
