import Basics

/// The need map by kecamatan and role, or by kelurahan and role: of all shifts the worst.
public struct GapMatrix: Sendable {
  public struct Cell: Hashable, Sendable {
    /// Heads of the shift with the most missing, of those the one with the most wanted.
    public var wanted = 0
    public var missing = 0
    /// Own people and partners there in that shift.
    public var there: Int { wanted - missing }
    /// Unmet person-minutes over all shifts, seasons weighted.
    public var minutes = 0
    /// Heads that stand there on average in that shift.
    public var expected = 0.0
    /// Least probability of any post in any shift, with reserves where there are some.
    public var coverage = 1.0
    /// Fewest people who may take any of the posts.
    public var eligible = Int.max

    /// What people have to see at once.
    public var grade: Grade { missing > 0 ? .short : coverage < 0.95 ? .thin : .covered }
  }

  public enum Grade: String, Sendable, CaseIterable { case covered, thin, short }

  public struct Key: Hashable, Sendable {
    public var area: String
    public var role: RoleID
  }

  /// Kecamatan or kelurahan, in the order of the city.
  public var areas: [String]
  /// In the order of the city.
  public var roles: [RoleID]
  private var cells: [Key: Cell] = [:]

  public enum Level: Sendable { case kecamatan, kelurahan }

  /// - Complexity: O(rows)
  public init(_ gap: StaffingGap, city: City, by level: Level = .kecamatan) {
    let kecamatan = Dictionary(city.areas.map { ($0.id, $0.kecamatan) }, uniquingKeysWith: { first, _ in first })
    func name(_ area: AreaID) -> String { level == .kelurahan ? area.rawValue : kecamatan[area] ?? area.rawValue }
    var sums: [Key: [Cell]] = [:]
    for row in gap.rows {
      let key = Key(area: name(row.area), role: row.role)
      var shifts = sums[key] ?? [Cell](repeating: Cell(), count: gap.shifts.count)
      shifts[row.shift].wanted += row.wanted
      shifts[row.shift].missing += row.missing
      shifts[row.shift].minutes += row.missing * gap.shifts[row.shift].minutes * gap.shifts[row.shift].weight
      shifts[row.shift].expected += row.expected
      shifts[row.shift].coverage = min(shifts[row.shift].coverage, row.withReserves ?? row.coverage)
      shifts[row.shift].eligible = min(shifts[row.shift].eligible, row.eligible)
      sums[key] = shifts
    }
    for (key, shifts) in sums { cells[key] = Self.worst(shifts) }
    var seen: Set<String> = []
    let order = city.areas.map { name($0.id) }.filter { seen.insert($0).inserted }
    areas = order.filter { area in sums.keys.contains { $0.area == area } }
    roles = city.roles.map(\.id).filter { role in sums.keys.contains { $0.role == role } }
  }

  public func cell(_ area: String, _ role: RoleID) -> Cell? { cells[Key(area: area, role: role)] }

  /// All roles of an area together: heads added up, probabilities at their least.
  public func total(area: String) -> Cell? { sum(roles.compactMap { cell(area, $0) }) }
  public func total(role: RoleID) -> Cell? { sum(areas.compactMap { cell($0, role) }) }

  private func sum(_ cells: [Cell]) -> Cell? {
    guard var sum = cells.first else { return nil }
    for cell in cells.dropFirst() {
      sum.wanted += cell.wanted
      sum.missing += cell.missing
      sum.minutes += cell.minutes
      sum.expected += cell.expected
      sum.coverage = min(sum.coverage, cell.coverage)
      sum.eligible = min(sum.eligible, cell.eligible)
    }
    return sum
  }

  private static func worst(_ shifts: [Cell]) -> Cell {
    var worst = shifts.filter { $0.wanted > 0 }.max { ($0.missing, $0.wanted) < ($1.missing, $1.wanted) } ?? Cell()
    worst.minutes = shifts.reduce(0) { $0 + $1.minutes }
    worst.coverage = shifts.map(\.coverage).min() ?? 1
    worst.eligible = shifts.map(\.eligible).min() ?? .max
    return worst
  }
}
