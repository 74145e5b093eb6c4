import Basics
import Incident

/// A plan joined with the city and the names of people: what tables, papers and maps read.
public struct PlanView: Sendable {
  public let mode: Mode
  public let id: String
  public let title: Bilingual
  public private(set) var plan: Plan
  public let city: City
  public let shifts: [Shift]
  public let names: Names
  public let partnerTeams: [PartnerTeam]
  /// Sections in the order of the structure; places by name of kind and id, posts in the order of the plan.
  public private(set) var sections: [SectionGroup]

  public struct SectionGroup: Sendable {
    public var section: Section
    public var places: [PlaceGroup]
  }

  public struct PlaceGroup: Sendable {
    public var place: PlaceID
    public var shift: ShiftID
    public var posts: [PostGroup]
  }

  public struct PostGroup: Sendable {
    public var post: Post
    public var duties: [DutyRow]
    public var shortages: [Shortage]
    public var teams: [PartnerTeam]
    /// Seats whose holder will not come after all (`leaving`).
    public var vacated = 0

    public var missing: Int { shortages.reduce(vacated) { $0 + $1.missing } }
    /// Of teams that are promised or there.
    public var teamHeads: Int { teams.reduce(0) { $0 + ($1.counts ? $1.heads : 0) } }
    /// Heads wanted. Fewer than the post asks for where a partner's team brings its own leader.
    public var needed: Int { min(max(post.heads, duties.count + vacated), duties.count + teamHeads + missing) }
  }

  public struct DutyRow: Sendable {
    public var duty: Duty
    public var explanation: Explanation?
  }

  /// - Parameter explanations: those at hand, in any order; rows without one get a reason from the roster's competencies.
  /// - Complexity: O(n log n) in duties and posts.
  public init(
    plan: Plan, id: String, title: Bilingual, mode: Mode, city: City, shifts: [Shift], names: Names,
    partnerTeams: [PartnerTeam] = [], explanations: [Explanation] = []
  ) {
    self.mode = mode
    self.id = id
    self.title = title
    self.plan = plan
    self.city = city
    self.shifts = shifts
    self.names = names
    self.partnerTeams = partnerTeams
    sections = Self.group(plan, city, partnerTeams, explanations)
  }

  private static func group(
    _ plan: Plan, _ city: City, _ teams: [PartnerTeam], _ explanations: [Explanation]
  ) -> [SectionGroup] {
    let why = Dictionary(
      explanations.map { (Seat(staff: $0.staff, post: $0.post), $0) }, uniquingKeysWith: { first, _ in first })
    let duties = Dictionary(grouping: plan.duties, by: \.post)
    let shortages = Dictionary(grouping: plan.shortages, by: \.post)
    let teamsOf = Dictionary(grouping: teams.filter { $0.state != .released }, by: \.post)
    let roles = Dictionary(city.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let rank = Dictionary(city.places.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var groups: [Section: [PostGroup]] = [:]
    for post in known(plan) {
      let rows = (duties[post.id] ?? []).map { duty in
        DutyRow(duty: duty, explanation: why[Seat(staff: duty.staff, post: duty.post)])
      }
      let group = PostGroup(
        post: post, duties: rows.enumerated().sorted { before($0, $1) }.map(\.element), shortages: shortages[post.id] ?? [],
        teams: teamsOf[post.id] ?? [])
      groups[roles[post.role]?.section ?? .operations, default: []].append(group)
    }
    return Section.allCases.compactMap { section in
      guard let posts = groups[section] else { return nil }
      return SectionGroup(section: section, places: places(posts, rank, plan.shifts))
    }
  }

  /// The plan's posts, and those that only a duty or a shortage names, so that no person is left out.
  private static func known(_ plan: Plan) -> [Post] {
    var seen = Set(plan.posts.map(\.id))
    var posts = plan.posts
    for id in plan.duties.map(\.post) + plan.shortages.map(\.post) where seen.insert(id).inserted {
      guard let parts = Lookup.parts(id) else { continue }
      posts.append(Post(role: parts.role, place: parts.place, shift: parts.shift, heads: 0))
    }
    return posts
  }

  /// Leaders first, then the order of the plan.
  private static func before(_ a: (offset: Int, element: DutyRow), _ b: (offset: Int, element: DutyRow)) -> Bool {
    let (x, y) = (a.element.duty.seat == .leader, b.element.duty.seat == .leader)
    return x == y ? a.offset < b.offset : x
  }

  private static func places(_ posts: [PostGroup], _ rank: [PlaceID: Int], _ shifts: [ShiftID]) -> [PlaceGroup] {
    let order = Dictionary(shifts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var groups: [PlaceGroup] = []
    var at: [PlaceShift: Int] = [:]
    for group in posts {
      let key = PlaceShift(place: group.post.place, shift: group.post.shift)
      if let i = at[key] {
        groups[i].posts.append(group)
      } else {
        at[key] = groups.count
        groups.append(PlaceGroup(place: key.place, shift: key.shift, posts: [group]))
      }
    }
    return groups.enumerated().sorted { a, b in
      let x = (order[a.element.shift] ?? Int.max, rank[a.element.place] ?? Int.max, a.offset)
      let y = (order[b.element.shift] ?? Int.max, rank[b.element.place] ?? Int.max, b.offset)
      return x < y
    }.map(\.element)
  }

  private struct Seat: Hashable {
    var staff: StaffID
    var post: PostID
  }

  private struct PlaceShift: Hashable {
    var place: PlaceID
    var shift: ShiftID
  }

  /// Heads wanted over all posts.
  public var heads: Int {
    sections.reduce(0) { $0 + $1.places.reduce(0) { $0 + $1.posts.reduce(0) { $0 + $1.needed } } }
  }
  public var missing: Int { plan.shortages.reduce(vacated) { $0 + $1.missing } }
  /// Seats whose holder will not come after all.
  public var vacated: Int {
    sections.reduce(0) { $0 + $1.places.reduce(0) { $0 + $1.posts.reduce(0) { $0 + $1.vacated } } }
  }
  public var officeDuties: Int { plan.duties.count { $0.source == .office } }
  /// Heads of promised and arrived teams.
  public var partnerHeads: Int { partnerTeams.reduce(0) { $0 + ($1.counts ? $1.heads : 0) } }

  /// The plan's shift, when it is for one only.
  public var onlyShift: ShiftID? { plan.shifts.count == 1 ? plan.shifts[0] : nil }

  /// The plan without people who will not come: their seats count as missing.
  public func leaving(_ gone: Set<DutyKey>) -> PlanView {
    if gone.isEmpty { return self }
    var view = self
    func isGone(_ duty: Duty) -> Bool { gone.contains(DutyKey(staff: duty.staff, post: duty.post)) }
    view.plan.duties.removeAll(where: isGone)
    for s in view.sections.indices {
      for p in view.sections[s].places.indices {
        for i in view.sections[s].places[p].posts.indices {
          let before = view.sections[s].places[p].posts[i].duties.count
          view.sections[s].places[p].posts[i].duties.removeAll { isGone($0.duty) }
          view.sections[s].places[p].posts[i].vacated += before - view.sections[s].places[p].posts[i].duties.count
        }
      }
    }
    return view
  }

  public func lookup(_ style: Style) -> Lookup {
    Lookup(city: city, shifts: shifts, names: names, style: style, ownShift: onlyShift)
  }
}
