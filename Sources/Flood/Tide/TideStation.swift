import Basics
import Geography

/// A tide gauge with its harmonic constants.
public struct TideStation: Hashable, Sendable {
  /// Amplitude in metres, phase lag in degrees against Greenwich (for UTC).
  public struct Constituent: Hashable, Sendable {
    public var harmonic: TidalHarmonic
    public var amplitude: Double
    public var greenwichPhase: Double

    public init(_ harmonic: TidalHarmonic, amplitude: Double, greenwichPhase: Double) {
      self.harmonic = harmonic
      self.amplitude = amplitude
      self.greenwichPhase = greenwichPhase
    }
  }

  public var id: String
  public var name: String
  public var position: Coordinate
  /// Z0: metres that mean sea level lies above the chart datum (lowest astronomical tide). Heights of a prediction are above
  /// mean sea level; add this for heights above the datum. Nil where the file has no row `Z0`.
  public var meanLevelAboveDatum: Double?
  public var constituents: [Constituent]

  public init(
    id: String, name: String, position: Coordinate, meanLevelAboveDatum: Double?, constituents: [Constituent]
  ) {
    self.id = id
    self.name = name
    self.position = position
    self.meanLevelAboveDatum = meanLevelAboveDatum
    self.constituents = constituents
  }
}

/// Reads `tide.csv` of a city pack: one station, a row a constituent, plain fields without quotes (this room lies beside
/// `Intake`, not above it). Lines that start with `#` are comments.
public enum TideTable {
  public static let header = [
    "station_id", "name", "lat", "lon", "constituent", "speed_deg_per_hour", "amplitude_m", "phase_deg_greenwich",
  ]
  public static let byteLimit = 1 << 20
  /// Rows beyond this are refused.
  public static let rowLimit = 200

  /// The station, or nil where a row is wrong; all problems in either case.
  public static func read(_ bytes: [UInt8], file: String = "tide.csv") -> Basics.Reading<TideStation?> {
    guard bytes.count <= byteLimit, let text = String(validating: bytes, as: UTF8.self) else {
      let what = bytes.count <= byteLimit ? "not UTF-8" : "more than \(byteLimit) bytes"
      return Reading(nil, problems: [Problem("tide.file", what, at: .init(file: file), advice: "save the file as UTF-8 CSV")])
    }
    var reader = TideTableReader(file: file)
    let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (i, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      reader.read(line.split(separator: ",", omittingEmptySubsequences: false).map(String.init), line: i + 1)
    }
    return reader.result()
  }
}

private struct TideTableReader {
  let file: String
  var sawHeader = false
  var rows = 0
  var station: TideStation?
  var problems: [Problem] = []

  init(file: String) { self.file = file }

  mutating func fault(_ line: Int?, _ field: String, _ what: String, advice: String? = nil) {
    problems.append(Problem("tide.field", what, at: .init(file: file, line: line, field: field), advice: advice))
  }

  mutating func read(_ fields: [String], line: Int) {
    if !sawHeader {
      sawHeader = true
      if fields != TideTable.header {
        fault(line, "header", "the header is \(quoted(fields)); \(TideTable.header.joined(separator: ",")) expected")
      }
      return
    }
    rows += 1
    guard fields.count == TideTable.header.count else {
      return fault(line, "row", "\(fields.count) fields; \(TideTable.header.count) expected")
    }
    guard rows <= TideTable.rowLimit else {
      if rows == TideTable.rowLimit + 1 { fault(line, "row", "more than \(TideTable.rowLimit) rows") }
      return
    }
    guard let latitude = Double(fields[2]), let longitude = Double(fields[3]),
      let position = Coordinate(latitude: latitude, longitude: longitude)
    else { return fault(line, "lat", "\"\(fields[2].prefix(32)), \(fields[3].prefix(32))\" is no place on earth") }
    guard let amplitude = Double(fields[6]), amplitude.isFinite, abs(amplitude) <= 20 else {
      return fault(line, "amplitude_m", "\"\(fields[6].prefix(32))\"; metres up to 20 expected")
    }
    guard let phase = Double(fields[7]), phase >= -360, phase <= 360 else {
      return fault(line, "phase_deg_greenwich", "\"\(fields[7].prefix(32))\"; degrees from -360 to 360 expected")
    }
    var one =
      station
      ?? TideStation(id: fields[0], name: fields[1], position: position, meanLevelAboveDatum: nil, constituents: [])
    if one.id != fields[0] || one.position != position {
      return fault(line, "station_id", "\(fields[0].prefix(32)) beside \(one.id); one station a file")
    }
    if fields[4] == "Z0" {
      one.meanLevelAboveDatum = amplitude
    } else {
      guard let harmonic = TidalHarmonic(rawValue: fields[4]) else {
        let known = TidalHarmonic.allCases.map(\.rawValue).joined(separator: " ")
        return fault(line, "constituent", "\"\(fields[4].prefix(32))\" is not known", advice: "one of Z0 \(known).")
      }
      if one.constituents.contains(where: { $0.harmonic == harmonic }) {
        return fault(line, "constituent", "\(harmonic.rawValue) stands twice")
      }
      one.constituents.append(.init(harmonic, amplitude: amplitude, greenwichPhase: phase))
    }
    station = one
  }

  mutating func result() -> Basics.Reading<TideStation?> {
    if !sawHeader { fault(1, "header", "no header; \(TideTable.header.joined(separator: ",")) expected") }
    if problems.isEmpty, station?.constituents.isEmpty ?? true { fault(nil, "constituent", "no constituent") }
    return Reading(problems.hasErrors ? nil : station, problems: problems)
  }

  private func quoted(_ fields: [String]) -> String { "\"\(fields.joined(separator: ",").prefix(160))\"" }
}
