import Basics
import Incident

/// Posts that go with an office: the acting head where one is named, else the head of the unit; where neither can come, whoever stands
/// next to the head in the unit, as a daily acting official would be named (pelaksana harian).
struct OfficePosts: Sendable {
  struct Outcome: Sendable {
    /// Into `PostNeeds.offices`.
    var office: Int
    /// Position in the roster; nil where nobody holds the post.
    var holder: Int?
    /// Who it would be, and why not.
    var reasons: [Ineligibility] = []
  }

  var outcomes: [Outcome] = []
  /// Role that a person holds by office, by position in the roster; the first one.
  var roleOf: [Int: RoleID] = [:]
  var postOf: [Int: PostID] = [:]

  /// A person takes one office post at a time, the more critical first. Availability, contract and bans hold for office holders
  /// too; minimum strength, call-out lists and competencies do not. Nor does rest between duties: an office does not change hands
  /// between the two windows of a tide day. Two duties never overlap.
  init(_ input: StaffingInput, needs: PostNeeds, tables: StaffTables) {
    outcomes = needs.offices.indices.map { Outcome(office: $0, holder: nil) }
    // Who is on the way or there already stays, whoever else could come by now.
    var under: [PostID: Int] = [:]
    for staff in input.engaged.keys.sorted() {
      if let post = input.engaged[staff], let person = input.roster.index(of: staff) { under[post] = person }
    }
    let order = needs.offices.indices.sorted {
      (needs.offices[$0].tier, needs.offices[$0].post.id) < (needs.offices[$1].tier, needs.offices[$1].post.id)
    }
    for at in order {
      let need = needs.offices[at]
      if need.reasons.isEmpty, let there = under.removeValue(forKey: need.post.id) {
        hold(at, need, there)
        continue
      }
      guard let rule = need.role.goesWithOffice else { continue }
      guard let unit = Self.unit(rule, at: need.place, input) else { continue }
      let named = Self.named(unit, input)
      let isHeld = take(at, need, named, input, tables)
      if !isHeld, !named.isEmpty { _ = take(at, need, Self.deputies(of: unit, besides: named, input), input, tables) }
    }
  }

  /// The first of these people for whom nothing stands against it.
  private mutating func take(
    _ at: Int, _ need: PostNeed, _ people: [Int], _ input: StaffingInput, _ tables: StaffTables
  ) -> Bool {
    for person in people {
      let reasons = self.reasons(person, need, input, tables)
      if reasons.isEmpty {
        hold(at, need, person)
        return true
      }
      if outcomes[at].reasons.isEmpty { outcomes[at].reasons = reasons }
    }
    return false
  }

  private mutating func hold(_ at: Int, _ need: PostNeed, _ person: Int) {
    outcomes[at].holder = person
    outcomes[at].reasons = []
    roleOf[person] = need.role.id
    postOf[person] = need.post.id
  }

  private func reasons(_ person: Int, _ need: PostNeed, _ input: StaffingInput, _ tables: StaffTables) -> [Ineligibility] {
    let id = tables.staff[person].id
    let isBusy = (input.work + input.standingDuty).contains { $0.staff == id && $0.interval.overlaps(input.shift.interval) }
    var out = need.reasons + tables.reasons[person].filter { $0.kind != .notCallable && ($0.kind != .needsRest || isBusy) }
    if tables.staff[person].isInvented, input.mode == .actual { out.append(.notCallable) }
    if let post = postOf[person] { out.append(.onOtherDuty(post)) }
    if input.bans.contains(where: { $0.staff == id && ($0.post == nil || $0.post == need.post.id) }) { out.append(.banned) }
    if let pin = input.pins.first(where: { $0.staff == id }), pin.post != need.post.id { out.append(.onOtherDuty(pin.post)) }
    return out
  }

  /// The acting head if there is one, and the head.
  private static func named(_ unit: OrgUnit, _ input: StaffingInput) -> [Int] {
    [unit.actingHead, unit.head].compactMap { number in
      number.flatMap { input.roster.member(officeNumber: $0) }.flatMap { input.roster.index(of: $0.id) }
    }
  }

  /// Civil servants of the unit right under its head, the highest grade first; the secretary before others of the same grade, as the
  /// lower office number is his. Who that is by law, the head's superior decides: here stands who is likely to be named.
  /// - Complexity: O(staff)
  private static func deputies(of unit: OrgUnit, besides named: [Int], _ input: StaffingInput) -> [Int] {
    // By position: a person is a large value to copy.
    let staff = input.roster.staff
    let people = staff.indices.filter { index in
      staff[index].unit == unit.id && staff[index].superior != nil && staff[index].superior == unit.head
        && staff[index].employment == .pns && !named.contains(index)
    }
    return people.sorted { a, b in
      let (one, two) = (input.roster.staff[a], input.roster.staff[b])
      return (Self.rank(two.grade), one.officeNumber) < (Self.rank(one.grade), two.officeNumber)
    }
  }

  /// Of a grade as `IV/a`: higher is more; 0 for none that is known.
  private static func rank(_ grade: String?) -> Int {
    let parts = (grade ?? "").split(separator: "/")
    guard parts.count == 2, let letter = parts[1].utf8.first, let group = ["I", "II", "III", "IV"].firstIndex(of: parts[0]) else {
      return 0
    }
    return (group + 1) * 10 + Int(letter) - 96
  }

  private static func unit(_ rule: Role.OfficeRule, at place: Place, _ input: StaffingInput) -> OrgUnit? {
    switch rule {
    case .headOf(let id): return input.roster.unit(id)
    case .lurah:
      guard let area = input.city.area(place.area) else { return nil }
      return input.roster.unit(UnitID("kel-\(slug(area.name))"))
    case .camat:
      guard let area = input.city.area(place.area) else { return nil }
      return input.roster.unit(UnitID("kec-\(slug(area.kecamatan))"))
    }
  }

  /// Lower-case letters and digits, everything between them one `-`.
  static func slug(_ name: String) -> String {
    var out = ""
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        out.append(character)
      } else if out.last != "-", !out.isEmpty {
        out.append("-")
      }
    }
    return out.last == "-" ? String(out.dropLast()) : out
  }
}
