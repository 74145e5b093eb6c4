/// Exact probabilities that posts are filled, from those of each person: sums of independent people by convolution
/// (Poisson-binomial), women and others apart where a crew must have a woman.
enum ReserveChance {
  /// The people planned on a post, by their probability to come.
  struct Crewed: Hashable, Sendable {
    var women: [Double] = []
    var others: [Double] = []
    /// Women that the post must have: one a crew.
    var womenWanted = 0
  }

  /// How many of independent people come: `result[n]` is the probability of n.
  /// - Complexity: O(people²)
  static func count(_ people: [Double]) -> [Double] {
    var out = [1.0]
    for p in people {
      out.append(0)
      for n in stride(from: out.count - 1, through: 0, by: -1) { out[n] = out[n] * (1 - p) + (n > 0 ? out[n - 1] * p : 0) }
    }
    return out
  }

  /// What posts together lack: `of[people][women]` is the probability that so many reserves are needed, so many women among them.
  struct Lack: Sendable {
    var of: [[Double]] = [[1]]

    /// What one post lacks. A post whose people come without their woman needs one more, who takes the place of another.
    init(_ post: Crewed) {
      let heads = post.women.count + post.others.count
      let wanted = min(post.womenWanted, heads)
      of = [[Double]](repeating: [Double](repeating: 0, count: wanted + 1), count: heads + 1)
      let others = count(post.others)
      for (w, pw) in count(post.women).enumerated() {
        for (m, pm) in others.enumerated() {
          let women = max(0, wanted - w)
          of[max(heads - w - m, women)][women] += pw * pm
        }
      }
    }

    init() {}

    func and(_ other: Lack) -> Lack {
      var sum = Lack()
      let women = of[0].count + other.of[0].count - 1
      sum.of = [[Double]](repeating: [Double](repeating: 0, count: women), count: of.count + other.of.count - 1)
      for (a, row) in of.enumerated() {
        for (w, p) in row.enumerated() where p > 0 {
          for (b, others) in other.of.enumerated() {
            for (v, q) in others.enumerated() { sum.of[a + b][w + v] += p * q }
          }
        }
      }
      return sum
    }

    /// That these reserves make up for all that is lacking.
    func isCovered(women: [Double], others: [Double]) -> Double {
      let comingWomen = count(women)
      let comingOthers = tail(count(others))
      var sum = 0.0
      for (people, row) in of.enumerated() {
        for (needed, p) in row.enumerated() where p > 0 && needed < comingWomen.count {
          for w in needed..<comingWomen.count {
            let more = max(0, people - w)
            if more < comingOthers.count { sum += p * comingWomen[w] * comingOthers[more] }
          }
        }
      }
      return min(1, sum)
    }

    /// Reserves who come and are not needed, on average.
    func surplus(women: [Double], others: [Double]) -> Double {
      let coming = count(women + others)
      var sum = 0.0
      for (people, row) in of.enumerated() {
        let p = row.reduce(0, +)
        for n in coming.indices where n > people { sum += p * coming[n] * Double(n - people) }
      }
      return sum
    }
  }

  /// `result[n]`: n or more.
  private static func tail(_ count: [Double]) -> [Double] {
    var out = count
    for n in stride(from: count.count - 2, through: 0, by: -1) { out[n] += out[n + 1] }
    if !out.isEmpty { out[0] = 1 }
    return out
  }
}
