import Basics

/// A place on the globe, WGS84, as whole 1e-7 degrees (about 1 cm): the form that enters events without a float.
public struct Coordinate: Hashable, Sendable {
  /// -900_000_000...900_000_000
  public var latitudeE7: Int32
  /// -1_800_000_000...1_800_000_000
  public var longitudeE7: Int32

  public init(latitudeE7: Int32, longitudeE7: Int32) {
    self.latitudeE7 = latitudeE7
    self.longitudeE7 = longitudeE7
  }

  /// Degrees; nil outside ±90 and ±180 and for what is no number.
  public init?(latitude: Double, longitude: Double) {
    guard latitude >= -90, latitude <= 90, longitude >= -180, longitude <= 180 else { return nil }
    latitudeE7 = Int32((latitude * 1e7).rounded())
    longitudeE7 = Int32((longitude * 1e7).rounded())
  }

  public var latitude: Double { Double(latitudeE7) / 1e7 }
  public var longitude: Double { Double(longitudeE7) / 1e7 }
}
