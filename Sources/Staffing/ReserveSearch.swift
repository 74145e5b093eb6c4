import Basics
import Incident

/// Somebody who may stand by for all posts of a pool.
struct ReserveCandidate: Sendable {
  var staff: Int
  var unit: Int32
  var probability: Double
  var isWoman: Bool
  var minutes: Int
  var cost: Int64
  /// Other pools that the person could stand by for.
  var others = 0
}

/// Finds the fewest people with whom a pool reaches the target.
///
/// Whoever is likelier to come is never worse, whatever the others do, so that of people with the same sex the likeliest are taken;
/// with a woman to be found, each number of women is tried. Fewest people is exact for pools without a woman's seat, and for others
/// where no unit's minimum strength is in the way. Among equally likely ones, those whom fewer other pools can use, then the cheaper.
struct ReserveSearch {
  let lack: ReserveChance.Lack
  let needsWoman: Bool
  let target: Double
  let most: Int

  struct Found {
    var chosen: [ReserveCandidate] = []
    var probability = 0.0
    /// Whether somebody was passed over because the unit is at its minimum.
    var unitsAtMinimum = false
  }

  /// - Parameter capacity: people of each unit who may still be called.
  func find(_ candidates: [ReserveCandidate], capacity: [Int]) -> Found {
    let ranked = candidates.sorted(by: Self.precedes)
    var best = Found(chosen: [], probability: covered([]))
    if best.probability >= target { return best }
    for count in 1...max(1, most) {
      var here: Found?
      for women in needsWoman ? 0...count : 0...0 {
        guard let found = take(count, women: women, ranked, capacity) else { continue }
        if found.probability > here?.probability ?? -1 { here = found }
      }
      guard let here else {
        best.unitsAtMinimum = candidates.count > best.chosen.count
        return best
      }
      best = here
      if best.probability >= target { return cheaper(best, ranked, capacity) }
    }
    return best
  }

  private static func precedes(_ a: ReserveCandidate, _ b: ReserveCandidate) -> Bool {
    if a.probability != b.probability { return a.probability > b.probability }
    if a.others != b.others { return a.others < b.others }
    if a.cost != b.cost { return a.cost < b.cost }
    return a.staff < b.staff
  }

  /// The likeliest `count`, at least `women` women among them; nil where there are not so many.
  private func take(_ count: Int, women: Int, _ ranked: [ReserveCandidate], _ capacity: [Int]) -> Found? {
    var left = capacity
    var chosen: [ReserveCandidate] = []
    var isTaken = Set<Int>()
    func add(_ limit: Int, where isMeant: (ReserveCandidate) -> Bool) {
      for person in ranked where chosen.count < limit && isMeant(person) && !isTaken.contains(person.staff) {
        if person.unit >= 0 {
          if left[Int(person.unit)] <= 0 { continue }
          left[Int(person.unit)] -= 1
        }
        isTaken.insert(person.staff)
        chosen.append(person)
      }
    }
    add(women, where: \.isWoman)
    if chosen.count < women { return nil }
    add(count) { _ in true }
    if chosen.count < count { return nil }
    return Found(chosen: chosen.sorted(by: Self.precedes), probability: covered(chosen))
  }

  func covered(_ people: [ReserveCandidate]) -> Double {
    lack.isCovered(
      women: people.filter { needsWoman && $0.isWoman }.map(\.probability),
      others: people.filter { !(needsWoman && $0.isWoman) }.map(\.probability))
  }

  /// The dearest are replaced by cheaper ones while the target holds.
  private func cheaper(_ found: Found, _ ranked: [ReserveCandidate], _ capacity: [Int]) -> Found {
    var found = found
    let cheapest = ranked.sorted { $0.cost != $1.cost ? $0.cost < $1.cost : $0.staff < $1.staff }
    for old in found.chosen.sorted(by: { $0.cost > $1.cost }) {
      guard let at = found.chosen.firstIndex(where: { $0.staff == old.staff }) else { continue }
      for new in cheapest.prefix(60) where new.cost < old.cost && new.others <= old.others {
        guard !found.chosen.contains(where: { $0.staff == new.staff }) else { continue }
        var trial = found.chosen
        trial[at] = new
        let inUnit = trial.count { $0.unit == new.unit }
        if new.unit >= 0, inUnit > capacity[Int(new.unit)] { continue }
        let probability = covered(trial)
        if probability < target { continue }
        found.chosen = trial
        found.probability = probability
        break
      }
    }
    found.chosen.sort(by: Self.precedes)
    return found
  }
}
