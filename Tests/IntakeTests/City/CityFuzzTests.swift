import Basics
import Geography
import Incident
import Testing

@testable import Intake

/// Seeded damage to real files: whatever comes in, the readers answer with values and problems.
@Suite struct CityFuzzTests {
  private static let pieces = [
    "[", "]", "{", "}", ": ", "- ", "? ", "\"", "'", "*a", "&a ", "!!x ", "|\n", ">\n", "#", "\n", "\t", "\r", "\u{0}", "\u{85}",
    "\u{2028}",
    "%", "@", "---\n", "...\n", ",", "<<: ", "~", "1e999", "\\", "\u{FEFF}", "9999999999999999999", "null", "-",
  ].map { Array($0.utf8) }

  private func damage(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var out = bytes
    for _ in 0..<stream.int(in: 1...6) {
      let at = stream.int(in: 0...out.count)
      switch stream.int(in: 0...5) {
      case 0: out.insert(contentsOf: stream.pick(Self.pieces), at: at)
      case 1: if at < out.count { out[at] = UInt8(truncatingIfNeeded: stream.next()) }
      case 2: out.removeSubrange(at..<min(out.count, at + stream.int(in: 0...40)))
      case 3:
        let from = stream.int(in: 0...out.count)
        out.insert(contentsOf: Array(out[from..<min(out.count, from + stream.int(in: 0...200))]), at: at)
      case 4: out.insert(contentsOf: (0..<stream.int(in: 1...80)).flatMap { _ in Self.pieces[stream.int(in: 0...7)] }, at: at)
      default: out.removeSubrange(at..<out.count)
      }
    }
    return out
  }

  @Test(arguments: ["city.yaml", "roles.yaml", "postures.yaml"])
  func damagedYAMLNeverCrashesTheReader(name: String) throws {
    let original = Array(DumaiPack.bytes(name).prefix(6000))
    var refused = 0
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed), name: "city-fuzz/" + name)
      let reading = YAMLDocument.read(damage(original, &stream), file: name)
      #expect((reading.value == nil) == !reading.problems.isEmpty, "seed \(seed)")
      if reading.value == nil { refused += 1 }
    }
    #expect(refused > 100)
  }

  @Test func damagedScenariosNeverCrashTheReader() throws {
    let city = try DumaiPack.city
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed), name: "city-fuzz/scenario")
      let bytes = damage(ScenarioReaderTests.bytes, &stream)
      let reading = ScenarioReader.read(bytes: bytes, file: "s.yaml", city: city, digest: "", files: ScenarioReaderTests.files)
      #expect(reading.value != nil || reading.problems.hasErrors, "seed \(seed)")
    }
  }

  @Test func damagedPacksNeverCrashTheReader() throws {
    let small = DumaiPack.files.filter { $0.name != "roads.geojson" && $0.name != "shoreline.geojson" }
    for seed in 0..<60 {
      var stream = RandomStream(seed: UInt64(seed), name: "city-fuzz/pack")
      let chosen = stream.int(in: 0...(small.count - 1))
      var files = small.enumerated().map { $0 == chosen ? ($1.name, damage($1.bytes, &stream)) : $1 }
      files.append(("shoreline.geojson", DumaiPack.bytes("shoreline.geojson")))
      let reading = CityReader.read(files: files, digest: "")
      #expect(reading.value != nil || reading.problems.hasErrors, "seed \(seed)")
    }
  }

  @Test func damagedGeoJSONNeverCrashesTheReader() throws {
    let plane = LocalProjection(origin: try #require(Coordinate(latitude: 1.68, longitude: 101.44)))
    let original = Array(DumaiPack.bytes("outlines.geojson").prefix(8000)) + Array("]]]}}]}".utf8)
    for seed in 0..<400 {
      var stream = RandomStream(seed: UInt64(seed), name: "city-fuzz/geojson")
      let bytes = damage(original, &stream)
      _ = GeoJSONReader.outlines(bytes, file: "o", projection: plane)
      _ = GeoJSONReader.roads(bytes, file: "o", projection: plane, outlines: nil)
    }
  }
}
