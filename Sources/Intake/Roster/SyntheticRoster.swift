import Basics
import Incident

/// Makes the offices and staff of a city that does not exist, for exercises: plausible in numbers, positions and rarity of skills,
/// and plainly invented in names (`Kenari Contoh`), numbers (`REKA-00001`) and phones (`+62000…`, which nobody can dial).
///
/// The same arguments give the same roster on each machine.
public enum SyntheticRoster {
  public static let maximumStaff = 1_000_000

  /// - Parameters:
  ///   - staff: how many people; 1...1,000,000, others are brought into that range.
  ///   - areas: the city's kelurahan; homes follow their `population`. Of each only id, name, kecamatan and people are read.
  ///   - today: certificates, contracts, leave and ages are laid around this day.
  /// - Returns: units with heads and minimum strengths, parents before children; people in the order of their numbers.
  /// - Complexity: O(staff x kelurahan)
  public static func generate(
    staff: Int, seed: UInt64, areas: [Kelurahan], today: CivilDate
  ) -> (units: [OrgUnit], staff: [StaffMember]) {
    let wanted = max(1, min(staff, maximumStaff))
    // Their order in a file is no reason for another roster.
    let areas = areas.sorted { $0.id < $1.id }
    let offices = SyntheticUnits(staff: wanted, seed: seed, areas: areas).offices
    let profiles = SyntheticProfile.all(SyntheticRosterTables.profiles).profiles
    var crew = SyntheticCrew(
      person: SyntheticPerson(
        areas: areas, weights: areas.map { Double(max(1, $0.population)) }, today: today, seed: seed))
    var units: [OrgUnit] = []
    for office in offices {
      units.append(crew.staff(office, profiles[office.profile] ?? SyntheticProfile()))
    }
    return (units, crew.people)
  }
}

/// Fills one office after another.
struct SyntheticCrew {
  let person: SyntheticPerson
  private(set) var people: [StaffMember] = []
  private var heads: [UnitID: String] = [:]
  private var serials: [String: Int] = [:]
  private let validity = SyntheticCrew.readValidity()

  init(person: SyntheticPerson) { self.person = person }

  private static func readValidity() -> [CompetencyID: Int] {
    var months: [CompetencyID: Int] = [:]
    for cell in SyntheticText.cells(SyntheticRosterTables.validity, ",") {
      let words = SyntheticText.cells(cell, " ")
      if words.count == 2, let count = Int(words[1]) { months[CompetencyID(words[0])] = count }
    }
    return months
  }

  /// The unit with its head, and its people added.
  mutating func staff(_ office: SyntheticUnits.Office, _ profile: SyntheticProfile) -> OrgUnit {
    var unit = office.unit
    guard office.count > 0 else { return unit }
    let stream = RandomStream(seed: person.seed, name: "roster/unit/\(unit.id)")
    var draws = stream
    let seats = seats(office, profile, &draws)
    var own: [StaffMember] = []
    for seat in seats { own.append(person.make(seat, serials: &serials)) }
    let sections = seats.indices.filter { seats[$0].isChief && $0 > 0 }
    setSuperiors(&own, sections, parent: unit.parent)
    train(&own, seats, profile, &draws)
    setDuty(&own, seats, profile, &draws)
    unit.head = own[0].officeNumber
    heads[unit.id] = own[0].officeNumber
    // While the head is on leave, the deputy acts.
    if own.count > 1, isAway(own[0]) { unit.actingHead = own[sections.first ?? 1].officeNumber }
    unit.minimumStrength = Int((Double(own.count) * office.minimum).rounded(.up))
    people += own
    return unit
  }

  private func isAway(_ member: StaffMember) -> Bool {
    let noon = Instant(date: person.today, minuteOfDay: 720, offsetMinutes: 420)
    return !member.available.isEmpty && !member.available.contains { $0.contains(noon) }
  }

  /// Head, deputy, sections, then posts by their weights.
  private func seats(
    _ office: SyntheticUnits.Office, _ profile: SyntheticProfile, _ draws: inout RandomStream
  ) -> [SyntheticPerson.Seat] {
    var seats: [SyntheticPerson.Seat] = []
    let firstNumber = people.count + 1
    func add(_ position: SyntheticProfile.Position, isChief: Bool) {
      let title = Self.fill(position.title, office)
      seats.append(
        .init(number: firstNumber + seats.count, position: position, title: title, office: office, isChief: isChief))
    }
    add(profile.head, isChief: true)
    if let second = profile.second, office.count >= 4 { add(second, isChief: true) }
    for section in profile.sections {
      for _ in 0..<(office.count / section.per) where seats.count < office.count { add(section.position, isChief: true) }
    }
    let shares = Self.apportion(office.count - seats.count, profile.posts.map(\.weight), &draws)
    for (post, count) in zip(profile.posts, shares) {
      for _ in 0..<count { add(post, isChief: false) }
    }
    while seats.count < office.count { add(profile.head, isChief: false) }
    return seats
  }

  /// Whole shares of `count` by weight; what is left over falls by lot, so that small offices differ. Empty without weights.
  private static func apportion(_ count: Int, _ weights: [Double], _ draws: inout RandomStream) -> [Int] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return [] }
    var shares = weights.map { Int(Double(count) * $0 / total) }
    for _ in 0..<max(0, count - shares.reduce(0, +)) { shares[draws.index(weights: weights)] += 1 }
    return shares
  }

  private static func fill(_ title: String, _ office: SyntheticUnits.Office) -> String {
    guard let open = title.firstIndex(of: "{"), let close = title.firstIndex(of: "}") else { return title }
    let value = title[open...close] == "{area}" ? office.areaName : office.unit.name
    return title[..<open] + value + title[title.index(after: close)...]
  }

  /// Sections report to the head, others to a section or the head, the head to the head of the unit above.
  private func setSuperiors(_ own: inout [StaffMember], _ sections: [Int], parent: UnitID?) {
    own[0].superior = parent.flatMap { heads[$0] }
    for i in own.indices.dropFirst() {
      let isSection = sections.contains(i)
      own[i].superior =
        isSection || sections.isEmpty ? own[0].officeNumber : own[sections[i % sections.count]].officeNumber
    }
  }

  private func train(
    _ own: inout [StaffMember], _ seats: [SyntheticPerson.Seat], _ profile: SyntheticProfile, _ draws: inout RandomStream
  ) {
    for skill in profile.skills {
      let fitting = seats.indices.filter { index in skill.word.map { seats[index].title.contains($0) } ?? true }
      let exact = Double(fitting.count) * skill.share
      let count = Int(exact) + (draws.chance(exact - exact.rounded(.down)) ? 1 : 0)
      for chosen in draws.sample(count, of: fitting.count) {
        for part in skill.parts {
          let held = held(part, &draws)
          if draws.chance(part.chance) { Self.add(held, to: &own[fitting[chosen]]) }
        }
      }
    }
  }

  private static func add(_ held: HeldCompetency, to person: inout StaffMember) {
    if let at = person.competencies.firstIndex(where: { $0.competency == held.competency }) {
      if held.level > person.competencies[at].level { person.competencies[at] = held }
      return
    }
    person.competencies.append(held)
    person.competencies.sort { $0.competency < $1.competency }
  }

  /// Lower levels are commoner; about one certificate in eight has run out.
  private func held(_ part: SyntheticProfile.Skill.Part, _ draws: inout RandomStream) -> HeldCompetency {
    let weights = Array([0.45, 0.33, 0.16, 0.06, 0.03].prefix(part.levels.count))
    let level = part.levels.lowerBound + draws.index(weights: weights)
    let age = draws.unit()
    guard let months = validity[part.code] else { return HeldCompetency(competency: part.code, level: level) }
    let days = Double(months) * 30.44
    let until = person.today.dayNumber + Int(days) - Int(days * 1.15 * age) - 20
    return HeldCompetency(competency: part.code, level: level, validUntil: CivilDate(dayNumber: until))
  }

  private func setDuty(
    _ own: inout [StaffMember], _ seats: [SyntheticPerson.Seat], _ profile: SyntheticProfile, _ draws: inout RandomStream
  ) {
    for i in own.indices {
      let (onShift, callable, recent, hours) = (draws.unit(), draws.unit(), draws.unit(), draws.int(in: 2...10))
      let isPost = !seats[i].isChief
      // Leaders of teams work with their teams; heads and secretaries keep the hours of the office.
      let isInTeam = isPost || ["Komandan", "Ketua", "Koordinator"].contains { seats[i].title.hasPrefix($0) }
      own[i].keepsOfficeHours = !(isInTeam && onShift < profile.shift)
      own[i].isCallable = callable < profile.callable || (profile.callable >= 1)
      if isPost, recent < profile.recent { own[i].recentDutyHours = hours * 4 }
    }
  }
}
