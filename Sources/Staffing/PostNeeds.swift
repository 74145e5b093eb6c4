import Basics
import Geography
import Incident

/// People who serve together or not at all: the crew of a boat, or a shelter's staff with their woman.
struct Crew: Hashable, Sendable {
  /// Fewest heads with which it is of any use.
  var minimum: Int
  /// Most heads.
  var heads: Int
}

/// A post as the planner sees it: what is left to fill after partners and equipment, and what closes it.
struct PostNeed: Sendable {
  var post: Post
  var role: Role
  var place: Place
  /// Into the travel table's places.
  var placeIndex: Int
  /// Into `PostNeeds.roles`.
  var roleIndex: Int
  /// 0 leaders of class 1 ... 4 members of class 4.
  var tier: Int
  var seat: SeatKind
  /// Heads of partners' teams on this post.
  var partnerHeads = 0
  /// Leaders that are not needed because partners lead their own people.
  var sparedHeads = 0
  var crews: [Crew] = []
  /// Heads that no piece of equipment carries, and the pieces.
  var headsWithoutPiece = 0
  var missingPieces = 0
  /// Rules that keep everybody from the post.
  var reasons: [Ineligibility] = []

  /// Heads that our own people have to fill.
  var ownHeads: Int { post.heads - partnerHeads - sparedHeads }
  /// Heads of all crews.
  var heads: Int { crews.reduce(0) { $0 + $1.heads } }
  /// Crews that can be of use at all.
  var usableCrews: [Crew] { crews.filter { $0.heads >= $0.minimum } }
}

/// All needs of the shift.
struct PostNeeds: Sendable {
  /// Posts of the shift in the order of the input, the largest of those that share an id.
  var posts: [Post] = []
  var needs: [PostNeed] = []
  /// Posts that go with an office.
  var offices: [PostNeed] = []
  /// Posts of a role or at a place that the city does not know.
  var unknown: [Post] = []
  var places: [Place] = []
  var roles: [Role] = []
  /// Whether a piece that the city only assumes is counted on.
  var usesAssumedEquipment = false
  var usesAssumedPower = false

  init(_ input: StaffingInput) {
    let roleOf = Dictionary(input.city.roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let placeOf = Dictionary(input.city.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    posts = Self.posts(of: input)
    let tierOfLeader = Self.leaderTiers(posts, roleOf)
    var placeIndex: [PlaceID: Int] = [:]
    var roleIndex: [RoleID: Int] = [:]
    for post in posts {
      guard let role = roleOf[post.role], let place = placeOf[post.place] else {
        unknown.append(post)
        continue
      }
      if placeIndex[place.id] == nil {
        placeIndex[place.id] = places.count
        places.append(place)
      }
      if roleIndex[role.id] == nil {
        roleIndex[role.id] = roles.count
        roles.append(role)
      }
      var need = PostNeed(
        post: post, role: role, place: place, placeIndex: placeIndex[place.id] ?? 0, roleIndex: roleIndex[role.id] ?? 0,
        tier: role.criticality.rawValue, seat: .member)
      if let tier = tierOfLeader[post.id] {
        need.seat = .leader
        need.tier = min(need.tier, tier)
      }
      if role.goesWithOffice != nil { offices.append(need) } else { needs.append(need) }
    }
    takePartners(input, roleOf)
    closePosts(input)
    needs = Equipage(equipment: input.equipment, places: input.city.places, origin: input.city.origin)
      .allot(to: needs, isAssumed: &usesAssumedEquipment)
  }

  /// Posts of the shift, the largest of those that share an id.
  private static func posts(of input: StaffingInput) -> [Post] {
    var kept: [PostID: Int] = [:]
    var out: [Post] = []
    for post in input.posts where post.shift == input.shift.id && post.heads > 0 {
      var post = post
      post.heads = min(post.heads, Post.maximumHeads)
      if let at = kept[post.id] {
        out[at].heads = max(out[at].heads, post.heads)
      } else {
        kept[post.id] = out.count
        out.append(post)
      }
    }
    return out
  }

  /// For each post that leads others at its place: one tier above the most critical of these.
  private static func leaderTiers(_ posts: [Post], _ roles: [RoleID: Role]) -> [PostID: Int] {
    var tiers: [PostID: Int] = [:]
    for post in posts {
      guard let role = roles[post.role], let leader = role.leader, leader != role.id else { continue }
      let id = PostID("\(leader)/\(post.place)/\(post.shift)")
      tiers[id] = min(tiers[id] ?? 4, role.criticality.rawValue - 1)
    }
    return tiers
  }

  /// Teams that are promised or there take heads; leaders for heads that a partner leads itself are not needed.
  private mutating func takePartners(_ input: StaffingInput, _ roles: [RoleID: Role]) {
    var heads: [PostID: Int] = [:]
    for team in input.partnerTeams where team.counts { heads[team.post, default: 0] += max(0, team.heads) }
    var before: [PostID: Int] = [:]
    var after: [PostID: Int] = [:]
    for i in needs.indices {
      needs[i].partnerHeads = min(heads[needs[i].post.id] ?? 0, needs[i].post.heads)
      guard let leader = needs[i].role.leader else { continue }
      let id = PostID("\(leader)/\(needs[i].post.place)/\(needs[i].post.shift)")
      let share = 420 / min(7, max(3, needs[i].role.span))
      before[id, default: 0] += needs[i].post.heads * share
      after[id, default: 0] += (needs[i].post.heads - needs[i].partnerHeads) * share
    }
    for i in needs.indices {
      let id = needs[i].post.id
      let spared = ((before[id] ?? 0) + 419) / 420 - ((after[id] ?? 0) + 419) / 420
      needs[i].sparedHeads = min(needs[i].post.heads - needs[i].partnerHeads, spared)
    }
  }

  private mutating func closePosts(_ input: StaffingInput) {
    for i in needs.indices { needs[i].reasons = closures(of: needs[i], input) }
    for i in offices.indices { offices[i].reasons = closures(of: offices[i], input) }
  }

  /// Rules that close the post to everybody: the duty's length, and power in the water.
  private mutating func closures(of need: PostNeed, _ input: StaffingInput) -> [Ineligibility] {
    let rules = input.city.rules
    var out: [Ineligibility] = []
    let minutes = input.shift.interval.minutes
    let limit = need.role.isInWater ? min(rules.longestDutyHours, rules.longestWaterDutyHours) : rules.longestDutyHours
    if minutes > limit * 60 { out.append(.dutyTooLong(hours: (minutes + 59) / 60, limit: limit)) }
    guard need.role.isInWater else { return out }
    let area = need.place.area
    if !input.isPowerSafe(area) {
      out.append(.powerNotConfirmedOff(area))
    } else if !input.powerConfirmedOff.contains(area), !input.powerOverrides.contains(area) {
      usesAssumedPower = true
    }
    return out
  }
}
