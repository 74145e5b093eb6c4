import Basics
import FloodKernel

/// How a run is computed. The defaults are those of the literature.
public struct FloodOptions: Hashable, Sendable {
  /// Which vector instructions are used at most. All give the same bits.
  public enum Instructions: Int32, Hashable, Sendable, CaseIterable {
    /// What every processor of the kind has.
    case baseline = 0
    case avx2 = 1
    case avx512 = 2

    /// The best of this machine.
    public static var best: Instructions { Instructions(rawValue: flood_best_instructions()) ?? .baseline }
  }

  /// Weight of a face's own flow against its neighbours' (de Almeida et al. 2012); 1 gives Bates et al. 2010. 0.5...1.
  public var theta = 0.9
  /// Step as a part of the time a wave takes through a cell, at most: the solver stays below its own limit of stability, which
  /// is 0.657 for a theta of 0.9 on a grid. 0.05...1.
  public var alpha = 0.7
  /// Longest step in seconds, which counts where all is shallow.
  public var longestStep = 10.0
  /// Below this depth of flow (m) nothing flows.
  public var threshold = 0.0001
  /// m/s2.
  public var gravity = 9.81
  /// Drains and Green-Ampt soils take their water, and curve numbers renew the rain that is left, once in this many seconds.
  public var exchangeSeconds = 10.0
  /// 1...256; the result does not depend on it.
  public var threads = 1
  public var instructions = Instructions.avx512

  public init() {}

  /// - Throws: `flood.option` where a value is out of range.
  func check() throws(Problem) {
    let ranges: [(String, Double, ClosedRange<Double>)] = [
      ("theta", theta, 0.5...1), ("alpha", alpha, 0.05...1), ("longestStep", longestStep, 0.001...3600),
      ("threshold", threshold, 1e-6...0.1), ("gravity", gravity, 0.1...100), ("exchangeSeconds", exchangeSeconds, 0.1...3600),
      ("threads", Double(threads), 1...Double(FloodLimits.threads)),
    ]
    for (name, value, range) in ranges where !range.contains(value) {
      throw Problem(
        "flood.option", "\(name) is \(value); expected \(range.lowerBound) to \(range.upperBound)", exit: .usage)
    }
  }
}
