import Basics
import Geography
import Incident

/// Turns postures into posts: which roles are needed where in which shift, leaders included.
public struct PostureExpansion: Sendable {
  /// The posts that the postures open, by shift, place and role in the order of the city's files, each once.
  ///
  /// Where several lines or postures name the same post the larger number of heads counts. A line for tide windows opens in
  /// shifts of at most six hours, one for work round the clock in longer ones; where no shift is of the kind, in all.
  /// Areas with reported or forecast water during a shift count as flooded beside `floodedAreas`.
  /// Leaders: see `LeaderPosts`.
  public static func posts(
    postures: [Posture], city: City, floodedAreas: [AreaID], depths: DepthSeries?, shifts: [Shift]
  ) -> [Post] {
    let expansion = Expansion(city: city, flooded: flooded(floodedAreas, depths, shifts, city), depths: depths)
    var heads: [PostID: Post] = [:]
    for posture in postures {
      for line in posture.lines where line.heads > 0 {
        let places = expansion.places(line.places)
        for shift in expansion.shifts(line.shifts, of: shifts) {
          for place in places {
            let post = Post(
              role: line.role, place: place, shift: shift.id, heads: min(line.heads, Post.maximumHeads), posture: posture.id)
            if heads[post.id].map({ $0.heads < post.heads }) ?? true { heads[post.id] = post }
          }
        }
      }
    }
    let members = Array(heads.values)
    return ordered(LeaderPosts.adding(to: members, city: city), city: city, shifts: shifts)
  }

  /// By shift, place and role in the order of the city's files; what these do not know comes last, by id.
  static func ordered(_ posts: [Post], city: City, shifts: [Shift]) -> [Post] {
    let shiftRank = ranks(shifts.map(\.id))
    let placeRank = ranks(city.places.map(\.id))
    let roleRank = ranks(city.roles.map(\.id))
    return posts.sorted { a, b in
      let x = (shiftRank[a.shift] ?? .max, placeRank[a.place] ?? .max, roleRank[a.role] ?? .max)
      let y = (shiftRank[b.shift] ?? .max, placeRank[b.place] ?? .max, roleRank[b.role] ?? .max)
      return x != y ? x < y : a.id < b.id
    }
  }

  private static func ranks<ID: Hashable>(_ ids: [ID]) -> [ID: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func flooded(_ stated: [AreaID], _ depths: DepthSeries?, _ shifts: [Shift], _ city: City) -> [AreaID] {
    let wet = city.areas.map(\.id).filter { area in
      stated.contains(area)
        || shifts.contains { (depths?.maximumMillimetres(area: area.rawValue, during: $0.interval) ?? 0) > 0 }
    }
    return wet
  }
}

private struct Expansion {
  let city: City
  let flooded: [AreaID]
  let depths: DepthSeries?

  func shifts(_ kind: Posture.ShiftKind?, of shifts: [Shift]) -> [Shift] {
    guard let kind else { return shifts }
    let fitting = shifts.filter { ($0.interval.minutes <= 360) == (kind == .window) }
    return fitting.isEmpty ? shifts : fitting
  }

  func places(_ selector: Posture.PlaceSelector) -> [PlaceID] {
    switch selector {
    case .place(let id): return city.place(id) == nil ? [] : [id]
    case .kind(let kind): return city.places.filter { $0.kind == kind }.map(\.id)
    case .kindInFloodedAreas(let kind):
      return city.places.filter { $0.kind == kind && flooded.contains($0.area) }.map(\.id)
    case .sheltersForFloodedAreas(let count): return shelters(count)
    }
  }

  /// For each flooded area the first shelters by order of opening, then distance, that no other area has taken; only those in
  /// the area or within `StaffingLimits.shelterMetres` of its middle (the nearest one where there is none).
  private func shelters(_ count: Int) -> [PlaceID] {
    let projection = LocalProjection(origin: city.origin)
    let all = city.places.filter { $0.kind == .shelter || $0.shelter != nil }
    var taken: [PlaceID] = []
    for id in flooded {
      guard let area = city.area(id) else { continue }
      let middle = projection.point(area.centre)
      let ranked = all.filter { !taken.contains($0.id) }.map { place in
        (place: place, metres: projection.point(place.coordinate).distance(to: middle))
      }
      let near = ranked.filter { $0.place.area == id || $0.metres <= StaffingLimits.shelterMetres }
      let pool = near.isEmpty ? Array(ranked.sorted { ($0.metres, $0.place.id) < ($1.metres, $1.place.id) }.prefix(1)) : near
      let best = pool.sorted { a, b in
        let x = (a.place.shelter?.preference ?? .max, a.metres, a.place.id)
        let y = (b.place.shelter?.preference ?? .max, b.metres, b.place.id)
        return x < y
      }
      taken += best.prefix(count).map(\.place.id)
    }
    return city.places.map(\.id).filter(taken.contains)
  }
}

/// Leaders by span of control.
///
/// Where at least three people of roles with the same leader role work at one place in one shift, posts of that leader role
/// are added there: one leader for each `span` (3...7) people, several roles added up. Leaders of leaders follow the same rule.
/// A leader role that goes with an office has one head. Posts that ask for more leaders than the rule stay as they are.
public enum LeaderPosts {
  /// Fewest people that get a leader of their own.
  public static let fewestLed = 3

  public static func adding(to posts: [Post], city: City) -> [Post] {
    var all: [PostID: Post] = [:]
    for post in posts where all[post.id].map({ $0.heads < post.heads }) ?? true { all[post.id] = post }
    let roles = Dictionary(city.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for _ in 0..<StaffingLimits.leaderPasses {
      var hasChanged = false
      for (id, need) in leaders(for: all.values.sorted { $0.id < $1.id }, roles) {
        if all[id].map({ $0.heads < need.heads }) ?? true {
          all[id] = need
          hasChanged = true
        }
      }
      if !hasChanged { break }
    }
    return all.values.sorted { $0.id < $1.id }
  }

  private static func leaders(for posts: [Post], _ roles: [RoleID: Role]) -> [(PostID, Post)] {
    var people: [PostID: Int] = [:]
    var parts: [PostID: Int] = [:]
    var needs: [PostID: Post] = [:]
    var order: [PostID] = []
    for post in posts where post.heads > 0 {
      guard let role = roles[post.role], let leader = role.leader, leader != role.id, roles[leader] != nil else { continue }
      let need = Post(role: leader, place: post.place, shift: post.shift, heads: 0, posture: post.posture)
      if needs[need.id] == nil { order.append(need.id) }
      needs[need.id] = need
      people[need.id, default: 0] += post.heads
      // 420 is divisible by 3, 4, 5, 6 and 7.
      parts[need.id, default: 0] += post.heads * (420 / min(7, max(3, role.span)))
    }
    return order.compactMap { id in
      guard var need = needs[id], let led = people[id], led >= fewestLed, let share = parts[id] else { return nil }
      need.heads = roles[need.role]?.goesWithOffice != nil ? 1 : min(Post.maximumHeads, (share + 419) / 420)
      return (id, need)
    }
  }
}
