import Basics
import Incident

/// Teams at work in one kelurahan or beside it, as the needs see them: how much they can do in one step.
struct ServiceSupply: Sendable {
  /// One place of duty with its people's summed work rate (1 for one person at the normal rate).
  struct Site: Sendable {
    var place: PlaceID
    var area: AreaID
    var kecamatan: String
    var rate: Double
    var heads: Int
  }

  /// In the order of the places' ids.
  var sites: [Role.Service: [Site]] = [:]
}

/// What residents need, step by step, and what of it is done. Needs arise from the true water by the scenario's rates; teams serve
/// their own kelurahan first, then their kecamatan, then the rest, the longest waiting first.
struct NeedModel: Sendable {
  /// Minutes of one step.
  static let stepMinutes = 15
  /// A person fetched from deep water has left it for the rest of the run.
  struct Queue: Sendable {
    /// Waiting since, and how many (people or cases); ascending.
    var waiting: [(since: Instant, count: Int)] = []
    var count: Int { waiting.reduce(0) { $0 + $1.count } }
  }

  let residents: ResidentModel
  let city: City
  let seed: UInt64
  let prefix: String
  private let people: [AreaID: Int]
  private let kecamatan: [AreaID: String]
  private var queues: [NeedKind: [AreaID: Queue]] = [:]
  private(set) var fetched: [AreaID: Int] = [:]
  private(set) var tracks: [AreaID: [NeedKind: NeedTrack]] = [:]
  private(set) var riskHours = 0.0
  private(set) var rescueWaits: [(minutes: Double, count: Int)] = []
  private(set) var shelterOverloadHours = 0.0

  init(residents: ResidentModel, city: City, seed: UInt64, prefix: String) {
    self.residents = residents
    self.city = city
    self.seed = seed
    self.prefix = prefix
    people = Dictionary(city.areas.map { ($0.id, $0.population) }, uniquingKeysWith: { first, _ in first })
    kecamatan = Dictionary(city.areas.map { ($0.id, $0.kecamatan) }, uniquingKeysWith: { first, _ in first })
  }

  /// People affected in an area at shares of ground per depth class, those of each class apart.
  func affected(_ area: AreaID, shares: [Double]) -> [Double] {
    let all = Double(people[area] ?? 0)
    return zip(shares, DrillWater.classes).map { share, depth in
      all * share * residents.affectedShare.value(millimetres: Int(depth))
    }
  }

  /// One step that ends at `now`.
  /// - Parameter asked: people of an inject's call for help, by area and kind, that arise in this step.
  /// - Complexity: O(areas x classes + sites)
  mutating func step(
    water: DrillWater, supply: ServiceSupply, at now: Instant, offsetMinutes: Int,
    asked: [(area: AreaID, kind: NeedKind, people: Int)]
  ) {
    let minute = now.minuteOfDay(offsetMinutes: offsetMinutes)
    var classes: [(area: AreaID, people: [Double])] = []
    for ground in water.grounds {
      let affected = affected(ground.area, shares: water.shares(ground.area, at: now))
      classes.append((ground.area, affected))
      arise(ground.area, affected, minute: minute, at: now)
    }
    for call in asked {
      switch call.kind {
      case .rescue: add(.rescue, call.area, call.people, now)
      case .medical: add(.medical, call.area, call.people, now)
      default: note(call.kind, call.area) { $0.wanted += Double(call.people) }
      }
    }
    serveRescue(supply, classes, now)
    serve(.medical, capacity: hourly(supply, .medical, residents.service.patientsPerMedicHour), now)
    wait(.rescue)
    wait(.medical)
    shelter(supply, classes, minute: minute)
    meals(supply, classes, minute: minute)
    drinkingWater(supply, classes)
    attendance(supply, classes)
  }

  private static let hours = Double(stepMinutes) / 60

  private mutating func note(_ kind: NeedKind, _ area: AreaID, _ change: (inout NeedTrack) -> Void) {
    change(&tracks[area, default: [:]][kind, default: NeedTrack(kind: kind, area: area)])
  }

  /// New calls: Poisson, from a stream of the area, the kind and the step.
  private mutating func arise(_ area: AreaID, _ affected: [Double], minute: Int, at now: Instant) {
    var calls = 0.0
    var cases = 0.0
    for (people, depth) in zip(affected, DrillWater.classes) {
      calls += people / 1_000 * residents.rescuePerThousandPerHour.value(millimetres: Int(depth)) * Self.hours
      cases += people / 1_000 * residents.medicalPerThousandPerDay.value(millimetres: Int(depth)) * Self.hours / 24
    }
    calls *= residents.rescueByHour.value(minuteOfDay: minute)
    let step = now.milliseconds / 60_000
    add(.rescue, area, draw(calls, "rescue/\(area)/\(step)"), now)
    add(.medical, area, draw(cases, "medical/\(area)/\(step)"), now)
  }

  private func draw(_ mean: Double, _ name: String) -> Int {
    guard mean > 0 else { return 0 }
    var stream = RandomStream(seed: seed, name: "\(prefix)/\(name)")
    // By inversion from one uniform draw, so that a greater mean never draws less: comparisons stay paired.
    let u = stream.unit()
    var probability = ExactMath.exp(-min(mean, 700))
    var sum = probability
    var count = 0
    while u > sum, count < 10_000 {
      count += 1
      probability *= mean / Double(count)
      sum += probability
    }
    return count
  }

  private mutating func add(_ kind: NeedKind, _ area: AreaID, _ count: Int, _ now: Instant) {
    guard count > 0 else { return }
    queues[kind, default: [:]][area, default: Queue()].waiting.append((now, count))
    note(kind, area) { $0.wanted += Double(count) }
  }

  private func hourly(_ supply: ServiceSupply, _ service: Role.Service, _ perHour: Double) -> [ServiceSupply.Site] {
    (supply.sites[service] ?? []).map { site in
      var site = site
      site.rate *= perHour * Self.hours
      return site
    }
  }

  /// Boats with three of a crew, and officers on foot where nobody needs a boat.
  private mutating func serveRescue(_ supply: ServiceSupply, _ classes: [(area: AreaID, people: [Double])], _ now: Instant) {
    var boats = supply.sites[.rescue] ?? []
    for i in boats.indices {
      let crews = Double(boats[i].heads / 3)
      let quality = boats[i].heads > 0 ? boats[i].rate / Double(boats[i].heads) : 0
      // Out and back over about two kilometres at a walking pace (assumed), and boarding.
      let tripMinutes = residents.service.boatTurnMinutes + 25
      boats[i].rate = crews * quality * residents.service.peoplePerBoatTrip * Double(Self.stepMinutes) / tripMinutes
    }
    let before = (queues[.rescue] ?? [:]).mapValues(\.count)
    serve(.rescue, capacity: boats, now)
    let dry = Set(
      classes.filter { item in
        zip(item.people, DrillWater.classes).allSatisfy { $0 < 0.5 || Int($1) < residents.boatFromMillimetres }
      }.map(\.area))
    serve(.rescue, capacity: hourly(supply, .evacuation, residents.service.evacueesPerOfficerHour), now) {
      dry.contains($0)
    }
    for (area, people) in classes {
      let left = queues[.rescue]?[area]?.count ?? 0
      fetched[area, default: 0] += max(0, (before[area] ?? 0) - left)
      let deep = zip(people, DrillWater.classes).filter { $0.1 >= 500 }.reduce(0) { $0 + $1.0 }
      riskHours += max(0, deep - Double(fetched[area] ?? 0)) * Self.hours
    }
  }

  /// Serves queues from sites: own kelurahan first, then own kecamatan, then anywhere; the longest waiting first.
  private mutating func serve(
    _ kind: NeedKind, capacity: [ServiceSupply.Site], _ now: Instant, may: (AreaID) -> Bool = { _ in true }
  ) {
    var sites = capacity
    for reach in 0..<3 {
      for i in sites.indices {
        let areas = (queues[kind] ?? [:]).keys.filter { area in
          guard may(area) else { return false }
          return switch reach {
          case 0: area == sites[i].area
          case 1: area != sites[i].area && kecamatan[area] == sites[i].kecamatan
          default: kecamatan[area] != sites[i].kecamatan
          }
        }.sorted()
        while let area = oldest(kind, areas), sites[i].rate > 0 {
          // A share of a case carries over as chance would: by the site's own draw.
          let whole = whole(sites[i].rate, "\(kind.rawValue)/\(sites[i].place)/\(now.milliseconds / 60_000)/\(reach)/\(area)")
          guard whole > 0 else { break }
          let first = queues[kind]?[area]?.waiting.first ?? (now, 0)
          let done = min(whole, first.count)
          take(kind, area, done)
          sites[i].rate -= Double(done)
          let waited = Double(now.milliseconds - first.since.milliseconds) / 60_000
          if kind == .rescue { rescueWaits.append((waited, done)) }
          note(kind, area) {
            $0.served += Double(done)
            $0.longestWaitMinutes = max($0.longestWaitMinutes, Int(waited))
          }
        }
      }
    }
  }

  /// What still waits after the step's work.
  private mutating func wait(_ kind: NeedKind) {
    for area in (queues[kind] ?? [:]).keys.sorted() {
      let count = queues[kind]?[area]?.count ?? 0
      if count > 0 { note(kind, area) { $0.waitingHours += Double(count) * Self.hours } }
    }
  }

  private func whole(_ rate: Double, _ name: String) -> Int {
    let base = Int(rate)
    var stream = RandomStream(seed: seed, name: "\(prefix)/whole/\(name)")
    return base + (stream.unit() < rate - Double(base) ? 1 : 0)
  }

  private func oldest(_ kind: NeedKind, _ areas: [AreaID]) -> AreaID? {
    let queues = queues[kind] ?? [:]
    return areas.filter { queues[$0]?.waiting.isEmpty == false }.min {
      (queues[$0]?.waiting.first?.since.milliseconds ?? 0, $0) < (queues[$1]?.waiting.first?.since.milliseconds ?? 0, $1)
    }
  }

  private mutating func take(_ kind: NeedKind, _ area: AreaID, _ count: Int) {
    guard var queue = queues[kind]?[area], var first = queue.waiting.first else { return }
    first.count -= count
    if first.count > 0 { queue.waiting[0] = first } else { queue.waiting.removeFirst() }
    queues[kind]?[area] = queue
  }
}

// Needs that are stocks and not queues.
extension NeedModel {
  private func displaced(_ people: [Double]) -> Double {
    let leaving = zip(people, DrillWater.classes).reduce(0.0) { sum, item in
      sum + item.0 * residents.displacedShare.value(millimetres: Int(item.1))
    }
    return leaving * (1 - residents.withRelativesShare)
  }

  /// Ankle-deep water for some hours leaves a kitchen in use; from 30 cm on it does not (assumed).
  private func unableToCook(_ people: [Double]) -> Double {
    zip(people, DrillWater.classes).filter { $0.1 >= 300 }.reduce(0) { $0 + $1.0 }
  }

  /// Guests against officers; by day some are home.
  private mutating func shelter(_ supply: ServiceSupply, _ classes: [(area: AreaID, people: [Double])], minute: Int) {
    let isDay = minute >= 360 && minute < 1_080
    var left = (supply.sites[.shelter] ?? []).reduce(0) { $0 + $1.rate } * residents.service.shelterGuestsPerOfficer
    var places = city.places.filter { $0.kind == .shelter }.reduce(0.0) { sum, place in
      sum + Double(residents.shelterPlaces(place.id) ?? place.shelter?.capacity ?? 0)
    }
    for (area, people) in classes {
      let guests = displaced(people) * (isDay ? 1 - residents.backByDayShare : 1)
      guard guests > 0 else { continue }
      let served = min(guests, left)
      left -= served
      note(.shelter, area) {
        $0.wanted = max($0.wanted, guests)
        $0.served = max($0.served, served)
        $0.waitingHours += (guests - served) * Self.hours
      }
      shelterOverloadHours += max(0, guests - max(0, places)) * Self.hours
      places -= guests
    }
  }

  /// At each meal: wanted portions against what the kitchens cooked and the officers brought in the four hours before.
  private mutating func meals(_ supply: ServiceSupply, _ classes: [(area: AreaID, people: [Double])], minute: Int) {
    guard residents.mealMinutes.contains(where: { $0 >= minute && $0 < minute + Self.stepMinutes }) else { return }
    let cooks = (supply.sites[.kitchen] ?? []).reduce(0) { $0 + $1.rate }
    let bringers = (supply.sites[.distribution] ?? []).reduce(0) { $0 + $1.rate }
    // Kitchens without officers who bring it hand out on the spot, to half of those who want it (assumed).
    let cooked = cooks * residents.service.mealsPerKitchenWorker
    var left = min(cooked, max(bringers * residents.service.mealsPerDistributorHour * 4, cooked / 2))
    for (area, people) in classes {
      let wanted = unableToCook(people) * residents.mealShare
      guard wanted >= 1 else { continue }
      let served = min(wanted, left)
      left -= served
      let hoursToNext = 24 / Double(max(1, residents.mealMinutes.count))
      note(.meals, area) {
        $0.wanted += wanted
        $0.served += served
        $0.waitingHours += (wanted - served) * hoursToNext
      }
    }
  }

  private mutating func drinkingWater(_ supply: ServiceSupply, _ classes: [(area: AreaID, people: [Double])]) {
    var left = (supply.sites[.waterSupply] ?? []).reduce(0) { $0 + $1.rate } * residents.service.litresPerTruckHour * Self.hours
    for (area, people) in classes {
      let asking = displaced(people) + unableToCook(people) * residents.mealShare
      let wanted = asking * residents.drinkingWaterLitresPerDay * Self.hours / 24
      guard wanted > 0 else { continue }
      let served = min(wanted, left)
      left -= served
      note(.water, area) {
        $0.wanted += wanted
        $0.served += served
        $0.waitingHours += asking * (1 - served / wanted) * Self.hours
      }
    }
  }

  /// Pumps, junctions and observers of a kelurahan under water: there or not.
  private mutating func attendance(_ supply: ServiceSupply, _ classes: [(area: AreaID, people: [Double])]) {
    let kinds: [(kind: NeedKind, services: [Role.Service], places: Set<PlaceKind>)] = [
      (.pumping, [.pumping, .gates], [.pump, .gate]), (.traffic, [.traffic], [.junction]), (.observation, [.observation], []),
    ]
    for (area, people) in classes where people.reduce(0, +) >= 1 {
      for item in kinds {
        let sites = item.places.isEmpty ? 1 : city.places.count { $0.area == area && item.places.contains($0.kind) }
        guard sites > 0 else { continue }
        let attended = item.services.reduce(0) { sum, service in
          sum + (supply.sites[service] ?? []).count { $0.area == area && $0.heads > 0 }
        }
        note(item.kind, area) {
          $0.wanted += Double(sites) * Self.hours
          $0.served += Double(min(sites, attended)) * Self.hours
          $0.waitingHours += Double(max(0, sites - attended)) * Self.hours
        }
      }
    }
  }

  /// In the order of the city's areas, then of the kinds.
  var allTracks: [NeedTrack] {
    city.areas.flatMap { area in NeedKind.allCases.compactMap { tracks[area.id]?[$0] } }
  }
}
