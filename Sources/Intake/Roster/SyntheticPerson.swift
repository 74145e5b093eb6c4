import Basics
import Incident

/// Draws one invented person: each from a stream of their own, so that a change to one shifts nobody else.
struct SyntheticPerson {
  let areas: [Kelurahan]
  let weights: [Double]
  let today: CivilDate
  let seed: UInt64

  /// Ages of the kinds of position; the older ones lead.
  private static func ages(_ kind: String) -> ClosedRange<Int> {
    switch kind {
    case "jpt": 46...57
    case "administrator": 40...57
    case "pengawas": 35...56
    case "relawan": 19...50
    default: 23...56
    }
  }

  struct Seat {
    var number: Int
    var position: SyntheticProfile.Position
    var title: String
    var office: SyntheticUnits.Office
    var isChief: Bool
  }

  static func officeNumber(_ number: Int) -> String {
    let digits = String(number)
    return "REKA-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// - Parameter serials: how often the first 15 digits of a NIP were given out.
  func make(_ seat: Seat, serials: inout [String: Int]) -> StaffMember {
    let number = Self.officeNumber(seat.number)
    var stream = RandomStream(seed: seed, name: "roster/person/" + number)
    let sex: Sex = stream.chance(seat.position.women) ? .female : .male
    var employment = self.employment(seat, &stream)
    let ages = Self.ages(seat.position.kind)
    let age = employment == .nonASN ? stream.int(in: 20...48) : stream.int(in: ages)
    let birth = CivilDate(dayNumber: today.dayNumber - age * 365 - age / 4 - stream.int(in: 0...364))
    let nip = nip(employment, birth, sex, &stream, &serials)
    if nip == nil, employment != .volunteer { employment = .nonASN }
    var person = StaffMember(
      id: RosterContext.seededID(number, seed: seed), officeNumber: number, name: SyntheticNames.name(seat.number - 1),
      nip: nip, sex: sex, unit: seat.office.unit.id, employment: employment, position: seat.title)
    person.isInvented = true
    person.positionKind = Self.kindWords(seat.position.kind, employment)
    person.grade = Self.grade(seat.position.kind, employment, &stream)
    person.contractUntil = contract(employment, nip, &stream)
    person.home = home(seat.office, &stream)
    person.phone = stream.chance(0.985) ? "+62000" + Self.digits(1_000_000 + seat.number, 7) : nil
    person.dutyLimits = limits(&stream)
    person.available = available(sex, age, &stream)
    return person
  }

  private func employment(_ seat: Seat, _ stream: inout RandomStream) -> Employment {
    if seat.position.kind == "relawan" { return .volunteer }
    let draw = stream.unit()
    if seat.isChief || draw < seat.position.pns { return .pns }
    return draw < seat.position.pns + seat.position.pppk ? .pppk : .nonASN
  }

  private func nip(
    _ employment: Employment, _ birth: CivilDate, _ sex: Sex, _ stream: inout RandomStream, _ serials: inout [String: Int]
  ) -> NIP? {
    let thisYear = today.parts.year
    let year: Int
    let code: Int
    switch employment {
    case .pns:
      // Appointed at 19 to 33, and before this year.
      year = min(thisYear - 1, birth.parts.year + stream.int(in: 19...33))
      code = stream.int(in: 1...12)
    case .pppk:
      year = stream.int(in: (thisYear - 2)...(thisYear - 1))
      code = 21
    default: return nil
    }
    guard year - birth.parts.year >= 17 else { return nil }
    let date = birth.parts
    let head =
      Self.digits(date.year, 4) + Self.digits(date.month, 2) + Self.digits(date.day, 2) + Self.digits(year, 4)
      + Self.digits(code, 2) + (sex == .male ? "1" : "2")
    // Serials of real people count from 001 and hardly reach a hundred: from 901 on they hit nobody.
    let serial = (serials[head] ?? 900) + 1
    guard serial <= 999 else { return nil }
    serials[head] = serial
    return try? NIP(head + Self.digits(serial, 3))
  }

  private static func digits(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static func kindWords(_ kind: String, _ employment: Employment) -> String? {
    if employment == .nonASN { return "Tenaga non-ASN" }
    return switch kind {
    case "jpt": "JPT Pratama"
    case "administrator": "Administrator"
    case "pengawas": "Pengawas"
    case "ahli": "Fungsional keahlian"
    case "terampil": "Fungsional keterampilan"
    case "relawan": nil
    default: "Pelaksana"
    }
  }

  private static func grade(_ kind: String, _ employment: Employment, _ stream: inout RandomStream) -> String? {
    switch (employment, kind) {
    case (.pns, "jpt"): stream.pick(["IV/b", "IV/c"])
    case (.pns, "administrator"): stream.pick(["III/d", "IV/a", "IV/b"])
    case (.pns, "pengawas"): stream.pick(["III/c", "III/d", "IV/a"])
    case (.pns, "ahli"): stream.pick(["III/a", "III/b", "III/c", "III/d"])
    case (.pns, "terampil"): stream.pick(["II/c", "II/d", "III/a", "III/b"])
    case (.pns, _): stream.pick(["II/a", "II/b", "II/c", "II/d", "III/a"])
    case (.pppk, "ahli"): "IX"
    case (.pppk, "terampil"): "VII"
    case (.pppk, _): "V"
    default: nil
    }
  }

  private func contract(_ employment: Employment, _ nip: NIP?, _ stream: inout RandomStream) -> CivilDate? {
    let year = today.parts.year
    if employment == .pppk, let nip { return CivilDate(year: nip.appointmentYear + 5, month: stream.int(in: 1...12), day: 28) }
    guard employment == .nonASN else { return nil }
    // A few contracts were let run out.
    return stream.chance(0.006)
      ? CivilDate(dayNumber: today.dayNumber - stream.int(in: 6...90)) : CivilDate(year: year, month: 12, day: 31)
  }

  /// Some four of a hundred live outside the city; people of a kelurahan's or kecamatan's office mostly near it.
  private func home(_ office: SyntheticUnits.Office, _ stream: inout RandomStream) -> AreaID? {
    if areas.isEmpty || stream.chance(0.04) { return nil }
    guard let kecamatan = office.kecamatan, stream.chance(0.6) else { return areas[stream.index(weights: weights)].id }
    if office.profile == "kelurahan", stream.chance(0.5) { return office.unit.area }
    let near = areas.indices.filter { areas[$0].kecamatan == kecamatan }
    return areas[near[stream.index(weights: near.map { weights[$0] })]].id
  }

  private func limits(_ stream: inout RandomStream) -> [DutyLimit] {
    guard stream.chance(0.042) else { return [] }
    let kind = stream.pick(DutyLimit.Kind.allCases)
    return [DutyLimit(kind, until: stream.chance(0.6) ? CivilDate(dayNumber: today.dayNumber + stream.int(in: 10...240)) : nil)]
  }

  /// Leave of some days, a birth's three months, or a year of study: all but that is available.
  private func available(_ sex: Sex, _ age: Int, _ stream: inout RandomStream) -> [Interval] {
    let draw = stream.unit()
    let first = today.dayNumber + stream.int(in: -9...5)
    let longer = today.dayNumber - stream.int(in: 5...80)
    let length = stream.int(in: 3...12)
    let span: (from: Int, to: Int)
    switch draw {
    case ..<0.035: span = (first, first + length)
    case ..<0.047 where sex == .female && age < 40: span = (longer, longer + 90)
    case ..<0.051: span = (longer, longer + 365)
    default: return []
    }
    func instant(_ day: Int) -> Instant { Instant(date: CivilDate(dayNumber: day), offsetMinutes: 420) }
    return [
      Interval(start: IntervalText.first, end: instant(span.from)), Interval(start: instant(span.to), end: IntervalText.last),
    ]
  }
}
