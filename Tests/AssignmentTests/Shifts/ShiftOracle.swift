import Assignment
import Basics

/// Small random instances; hostile shapes are drawn too (nobody available, no arcs, no need, no duties allowed).
func randomShiftInstance(_ random: inout RandomStream, people: Int = 4, change: Bool) throws -> ShiftInstance {
  let staff = random.int(in: 0...people)
  let posts = random.int(in: 1...3)
  let shifts = random.int(in: 1...4)
  let mostNeed = random.int(in: 0...2)
  var arcs: [TransportArc] = []
  for person in 0..<staff {
    for post in 0..<posts where random.chance(0.7) {
      arcs.append(TransportArc(person, post, Int64(random.int(in: -3...20))))
    }
  }
  let weights: [Int64] = random.chance(0.5) ? [1000, 100, 30] : [40, 20, 0]
  return try ShiftInstance(
    shifts: shifts, rest: random.int(in: 0...2), weights: weights, changeCost: change ? Int64(random.int(in: 1...15)) : 0,
    need: (0..<posts * shifts).map { _ in Int32(random.int(in: 0...mostNeed)) },
    postClass: (0..<posts).map { _ in Int32(random.int(in: 1...3)) },
    postPlace: (0..<posts).map { _ in Int32(random.int(in: 0...1)) },
    isAvailable: (0..<staff * shifts).map { _ in random.chance(0.85) },
    mostDuties: (0..<staff).map { _ in Int32(random.int(in: 0...3)) }, arcs: arcs)
}

/// The optimum by trying everything: people one after another, each with all sets of duties that keep the rules. Exponential.
func bruteForce(_ instance: ShiftInstance) -> Int64 {
  var search = BruteForce(instance)
  search.person(0)
  return search.best
}

private struct BruteForce {
  let instance: ShiftInstance
  var room: [Int32]
  var spent: Int64 = 0
  var best = Int64.max

  init(_ instance: ShiftInstance) {
    self.instance = instance
    room = instance.need
  }

  mutating func person(_ index: Int) {
    guard index < instance.staff else {
      var total = spent
      for post in 0..<instance.posts {
        for shift in 0..<instance.shifts { total += Int64(room[post * instance.shifts + shift]) * instance.weight(of: post) }
      }
      best = min(best, total)
      return
    }
    duty(index, from: 0, left: Int(instance.mostDuties[index]), place: nil)
  }

  mutating func duty(_ index: Int, from shift: Int, left: Int, place: Int32?) {
    guard shift < instance.shifts, left > 0 else { return person(index + 1) }
    duty(index, from: shift + 1, left: left, place: place)
    guard instance.isAvailable[index * instance.shifts + shift] else { return }
    for arc in instance.arcs(of: index) {
      let post = Int(instance.arcPost[arc])
      let cell = post * instance.shifts + shift
      guard room[cell] > 0 else { continue }
      let here = instance.postPlace[post]
      let cost = instance.arcCost[arc] + (place != nil && place != here ? instance.changeCost : 0)
      room[cell] -= 1
      spent += cost
      duty(index, from: shift + instance.rest + 1, left: left - 1, place: here)
      room[cell] += 1
      spent -= cost
    }
  }
}
