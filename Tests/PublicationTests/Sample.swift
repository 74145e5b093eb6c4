import Basics
import Geography
import Incident

@testable import Publication

/// A small invented city with one plan that has each kind of seat, shortage and caveat; its clock stands still.
enum Sample {
  static let start = Instant(date: day(2021, 10, 8), minuteOfDay: 300, offsetMinutes: 420)
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
  }
  static func at(_ minutes: Int) -> Instant { start.adding(minutes: minutes) }

  static let morning = Shift(
    id: ShiftID("rob-1"), name: Bilingual(id: "Rob pagi", en: "Morning tide"), interval: Interval(start: start, end: at(240)),
    isNight: false)

  static let sar = CompetencyID("sar_air")
  static let shelterCare = CompetencyID("pengungsian")
  static let competencies = [
    Competency(id: sar, name: Bilingual(id: "SAR air", en: "Water rescue")),
    Competency(id: shelterCare, name: Bilingual(id: "Layanan pengungsian", en: "Shelter care")),
  ]

  static let commander = Role(
    id: RoleID("komandan"), name: Bilingual(id: "Komandan PDB", en: "Incident commander"), ics: "Incident Commander",
    section: .command, criticality: .essential, goesWithOffice: .headOf(UnitID("bpbd")),
    task: Bilingual(id: "Memimpin operasi", en: "Leads the operation"))
  static let boat = Role(
    id: RoleID("perahu"), name: Bilingual(id: "Operator perahu", en: "Boat operator"), ics: "Water Rescue Boat Operator",
    section: .operations, branch: Bilingual(id: "Bidang SAR", en: "Search and rescue"), criticality: .lifeSafety,
    requires: [CompetencyLevel(sar, level: 3)], leader: RoleID("ketua_perahu"), minimumCrew: 3, isInWater: true,
    task: Bilingual(id: "Menolong warga dengan perahu karet", en: "Rescues residents by rubber boat"),
    bring: Bilingual(id: "Jaket pelampung", en: "Life jacket"))
  static let care = Role(
    id: RoleID("pengungsian"), name: Bilingual(id: "Petugas pengungsian", en: "Shelter worker"), ics: "Shelter Worker",
    section: .operations, branch: Bilingual(id: "Bidang pengungsian", en: "Shelter"), criticality: .essential,
    wishes: [CompetencyLevel(shelterCare, level: 2)], needsWoman: true,
    task: Bilingual(id: "Mendata dan melayani pengungsi", en: "Registers and serves the displaced"))
  static let situation = Role(
    id: RoleID("situasi"), name: Bilingual(id: "Petugas situasi", en: "Situation officer"), ics: "Situation Unit Leader",
    section: .planning, criticality: .important, task: Bilingual(id: "Mencatat situasi", en: "Records the situation"))

  static let posko = Place(
    id: PlaceID("posko"), name: Bilingual(id: "Posko PDB", en: "Command post"), kind: .posko, area: AreaID("11.01"),
    coordinate: Coordinate(latitudeE7: 16_750_000, longitudeE7: 1_014_450_000), certainty: .assumed)
  static let landing = Place(
    id: PlaceID("dermaga"), name: Bilingual(id: "Dermaga Laksamana", en: "Laksamana landing"), kind: .boatLanding,
    area: AreaID("11.02"), coordinate: Coordinate(latitudeE7: 16_850_000, longitudeE7: 1_014_550_000), certainty: .assumed)
  static let shelter = Place(
    id: PlaceID("masjid"), name: Bilingual(id: "Masjid Raya", en: "Great Mosque"), kind: .shelter, area: AreaID("11.01"),
    coordinate: Coordinate(latitudeE7: 16_700_000, longitudeE7: 1_014_380_000), certainty: .real,
    shelter: Place.ShelterFacts(
      capacity: 300, toiletsWomen: 6, toiletsMen: 4, hasRamp: true, hasGenerator: false, keyHolder: "Pengurus masjid",
      preference: 1))

  static let origin = Coordinate(latitudeE7: 16_750_000, longitudeE7: 1_014_450_000)

  static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
    MultiPolygon([
      Polygon(outer: [
        LocalPoint(x: west, y: south), LocalPoint(x: east, y: south), LocalPoint(x: east, y: north),
        LocalPoint(x: west, y: north),
      ])
    ])
  }

  static let outlines = Outlines(
    areas: [
      Outlines.Area(code: "11.01", name: "Rimba Sekampung", shape: box(-1500, -1500, 0, 1500), isApproximate: true),
      Outlines.Area(code: "11.02", name: "Laksamana", shape: box(0, -1500, 1500, 1500), isApproximate: true),
      Outlines.Area(code: "11.03", name: "Bukit Datuk", shape: box(1500, -1500, 3500, 1500), isApproximate: true),
    ], projection: LocalProjection(origin: origin))

  static func area(_ code: String, _ name: String) -> Kelurahan {
    Kelurahan(
      id: AreaID(code), name: name, kecamatan: "Dumai Kota", centre: origin, areaKm2: 4.5, population: 9000,
      populationBasis: "estimated")
  }

  static let city = City(
    name: "Kota Dumai", code: "14.72", province: "Riau", sender: "POSKO DUMAI", offsetMinutes: 420, zoneName: "WIB",
    origin: origin, areas: [area("11.01", "Rimba Sekampung"), area("11.02", "Laksamana"), area("11.03", "Bukit Datuk")],
    outlines: outlines,
    shoreline: [
      [
        Coordinate(latitudeE7: 16_900_000, longitudeE7: 1_014_300_000),
        Coordinate(latitudeE7: 16_900_000, longitudeE7: 1_014_800_000),
      ]
    ],
    places: [posko, landing, shelter], competencies: competencies, roles: [commander, boat, care, situation], postures: [],
    equipment: [
      Equipment(
        id: EquipmentID("boat-pmi"), kind: .boat, count: 2, place: PlaceID("dermaga"), owner: "PMI", state: .ready,
        certainty: .assumed)
    ],
    partners: [
      Partner(
        id: PartnerID("basarnas"), name: Bilingual(id: "Basarnas", en: "Basarnas"), contact: "Kantor SAR",
        roles: [RoleID("perahu")],
        certainty: .assumed)
    ], roads: nil, rules: DutyRules(),
    synthetic: [Bilingual(id: "Batas kelurahan perkiraan.", en: "Outlines of kelurahan are approximate.")])

  static func post(_ role: Role, _ place: Place, _ heads: Int) -> Post {
    Post(role: role.id, place: place.id, shift: morning.id, heads: heads)
  }
  static let posts = [
    post(commander, posko, 1), post(situation, posko, 1), post(boat, landing, 6), post(care, shelter, 2),
  ]

  static func person(_ n: Int) -> StaffID { StaffID("s-\(n)") }

  static let duties = [
    Duty(staff: person(1), post: posts[0].id, seat: .member, travelMinutes: nil, source: .office),
    Duty(staff: person(2), post: posts[1].id, seat: .member, travelMinutes: 7, source: .pinned),
    Duty(staff: person(3), post: posts[2].id, seat: .member, travelMinutes: 12, source: .optimised),
    Duty(staff: person(4), post: posts[2].id, seat: .leader, travelMinutes: 15, source: .optimised),
    Duty(staff: person(5), post: posts[2].id, seat: .member, travelMinutes: 21, source: .optimised),
    Duty(staff: person(6), post: posts[3].id, seat: .woman, travelMinutes: 9, source: .optimised),
  ]

  static let shortages = [
    Shortage(
      post: posts[3].id, seat: .member, criticality: .essential, missing: 1, price: 10_000,
      cause: .unitsAtMinimum([UnitID("dinsos")]),
      remedies: [Remedy(.release(UnitID("dinsos"), person(7)), gain: 9_500)]),
    Shortage(
      post: posts[2].id, seat: .member, criticality: .lifeSafety, missing: 1, price: 1_000_000,
      cause: .nobodyQualified([CompetencyLevel(sar, level: 3)]),
      remedies: [
        Remedy(.train(person(8), sar, from: 2, to: 3), gain: 900_000), Remedy(.askPartner(PartnerID("basarnas")), gain: 999_000),
      ]),
  ]

  static let plan = Plan(
    shifts: [morning.id], posts: posts, duties: duties, shortages: shortages,
    proof: ShortageProof(
      posts: [posts[2].id], heads: 6, people: 5, missing: [CompetencyLevel(sar, level: 3)],
      rules: [ReasonCount(.needsRest, people: 2)]),
    cost: 12_345, unmetByTier: [0, 1, 1, 0, 0], status: .optimal, gap: 0,
    caveats: [.syntheticRoads, .reportedDepths, .inventedStaff])

  static let people: [(id: StaffID, name: String, unit: String, held: [HeldCompetency])] = [
    (person(1), "Ahmad Contoh", "BPBD", []), (person(2), "Budi Contoh", "BPBD", []),
    (person(3), "Candra Contoh", "Damkar", [HeldCompetency(competency: sar, level: 3)]),
    (person(4), "Dedi Contoh", "Damkar", [HeldCompetency(competency: sar, level: 5)]),
    (person(5), "Eko Contoh", "Satpol PP", [HeldCompetency(competency: sar, level: 3)]),
    (person(6), "Fitri Contoh", "Dinsos", [HeldCompetency(competency: shelterCare, level: 2)]),
    (person(7), "Gita Contoh", "Dinsos", []), (person(8), "Hadi Contoh", "Damkar", [HeldCompetency(competency: sar, level: 2)]),
  ]

  static func names(_ change: @escaping @Sendable (String) -> String = { $0 }) -> Names {
    let table = people
    return Names(
      person: { id in
        table.first { $0.id == id }.map {
          PersonLabel(name: change($0.name), unit: $0.unit, maskedNIP: "••••••••2015••••01", competencies: $0.held)
        }
      },
      unit: { ["dinsos": "Dinas Sosial", "bpbd": "BPBD"][$0.rawValue] },
      letter: { id in
        table.first { $0.id == id }.map {
          LetterPerson(
            name: change($0.name), nip: "19860926 201505 1 001", grade: "III/c", position: "Pelaksana", unit: $0.unit)
        }
      })
  }

  static func view(_ mode: Mode = .exercise, plan: Plan = plan, names: Names = names()) -> PlanView {
    PlanView(
      plan: plan, id: "plan-1", title: Bilingual(id: "Rob Oktober 2021", en: "Tide of October 2021"), mode: mode, city: city,
      shifts: [morning], names: names,
      partnerTeams: [PartnerTeam(partner: PartnerID("basarnas"), post: posts[2].id, heads: 2, state: .arrived)])
  }

  static func lookup(_ language: Language) -> Lookup { view().lookup(Style(language)) }
}
