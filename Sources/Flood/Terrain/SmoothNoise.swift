import Basics
import Geography

/// Smooth random relief: a lattice of seeded values in -1...1, blended between its points (value noise, cubic blend). A place has
/// the same value whatever the window and the size of the cells.
struct SmoothNoise {
  private let key: UInt64
  private let wavelength: Double

  /// - Parameter wavelength: spacing of the lattice in metres.
  init(seed: UInt64, name: String, wavelength: Double) {
    var stream = RandomStream(seed: seed, name: name)
    key = stream.next()
    self.wavelength = wavelength
  }

  func value(at point: LocalPoint) -> Double {
    let x = point.x / wavelength
    let y = point.y / wavelength
    let (x0, y0) = (x.rounded(.down), y.rounded(.down))
    let (i, j) = (Int64(x0), Int64(y0))
    let (u, v) = (Self.blend(x - x0), Self.blend(y - y0))
    let south = lattice(i, j) + u * (lattice(i + 1, j) - lattice(i, j))
    let north = lattice(i, j + 1) + u * (lattice(i + 1, j + 1) - lattice(i, j + 1))
    return south + v * (north - south)
  }

  private static func blend(_ t: Double) -> Double { t * t * (3 - 2 * t) }

  /// SplitMix64's finaliser over the place.
  private func lattice(_ i: Int64, _ j: Int64) -> Double {
    var z = key &+ UInt64(bitPattern: i) &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(bitPattern: j) &* 0xd1b5_4a32_d192_ed03
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-52 - 1
  }
}
