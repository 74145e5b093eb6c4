import Basics
import Foundation
import Incident
import Intake

/// The files of a city, as bytes: read from a folder when a database is created, and kept in it from then on.
public struct CityPack: Sendable {
  public var files: [(name: String, bytes: [UInt8])]

  /// The user's own outlines, kept beside the pack's approximate ones.
  static let exactOutlines = "outlines.exact.geojson"

  public var digest: String { Operations.digest(of: files) }

  /// - Parameter outlines: a GeoJSON file of the user's with exact outlines, in place of the pack's approximate ones.
  /// - Throws: a `Problem` with exit 66 for a missing file.
  public static func load(folder: String, outlines: String? = nil) throws(Problem) -> CityPack {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in CityReader.requiredFiles + CityReader.optionalFiles {
      let path = (folder as NSString).appendingPathComponent(name)
      if CityReader.requiredFiles.contains(name) || Files.exists(path) { files.append((name, try Files.read(path))) }
    }
    if let outlines { files.append((exactOutlines, try Files.read(outlines))) }
    return CityPack(files: files)
  }

  /// - Throws: the first error as a `Problem`; all of them go to `problems`.
  public func city(problems: inout [Problem]) throws(Problem) -> City {
    let reading = check()
    problems += reading.problems
    guard let city = reading.city, !reading.problems.hasErrors else {
      throw reading.problems.first { $0.severity == .error } ?? Problem("city.unreadable", "the city pack cannot be read")
    }
    return city
  }
}

extension CityPack {
  /// The city as far as it can be read, and everything that is wrong.
  public func check() -> (city: City?, problems: [Problem]) {
    let reading = CityReader.read(files: files, digest: digest, exactOutlines: files.first { $0.name == Self.exactOutlines })
    return (reading.value, reading.problems)
  }
}
