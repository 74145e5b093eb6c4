import Basics
import Foundation
import Intake
import Publication

/// Alerts in numbers that a test has no time for: round trips of random ones, and hostile XML.
enum AlertHarness {
  /// `--count`: alerts written, read, checked and written again. Canary `escape`: `&` is written bare.
  static func roundTrip(_ options: HarnessOptions) throws -> Int32 {
    let count = try options.number("count", default: 20_000)
    let seed = UInt64(try options.number("seed", default: 1))
    let canary = options.text("canary")
    var random = RandomAlert(seed: seed)
    var tally = HarnessTally()
    let start = harnessClock()
    for i in 0..<count {
      let alert = random.alert()
      var bytes = CAPWriter.bytes(alert)
      if canary == "escape" { bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("&amp;", with: "&").utf8) }
      let read = CAPReader.read(bytes, file: "alert", profile: .feed)
      var faults: [String] = []
      if !read.isValid { faults.append(read.problems(file: "alert", language: .en).first?.text ?? "not valid") }
      if read.alert != alert { faults.append("came back otherwise") }
      if read.alert.map(CAPWriter.bytes) != bytes { faults.append("other bytes") }
      tally.count("alert \(i) of seed \(seed)", faults)
    }
    let seconds = harnessClock() - start
    return tally.finish("alerts", canary: canary, "\(Int(seconds / Double(max(1, count)) * 1e6)) µs each")
  }

  /// `--count`: mutated alerts read; each must end in values or problems with places, and fast. Then the bombs.
  static func fuzz(_ options: HarnessOptions) throws -> Int32 {
    let count = try options.number("count", default: 20_000)
    let seed = UInt64(try options.number("seed", default: 1))
    var random = RandomAlert(seed: seed)
    var tally = HarnessTally()
    var slowest = (perMebibyte: 0.0, milliseconds: 0.0)
    var pool = (0..<200).map { _ in CAPWriter.bytes(random.alert()) }
    pool.sort { $0.count < $1.count }
    for i in 0..<count {
      let bytes = mutated(random.random.pick(pool), &random.random)
      let start = harnessClock()
      let read = CAPReader.read(bytes, file: "alert", profile: .feed)
      let spent = harnessClock() - start
      slowest.milliseconds = max(slowest.milliseconds, spent * 1000)
      var faults: [String] = []
      if read.problems.contains(where: { $0.place == nil })
        || read.findings.contains(where: { $0.path.isEmpty || $0.line == nil })
      {
        faults.append("a finding without a place")
      }
      if read.isValid, let alert = read.alert, CAPReader.read(CAPWriter.bytes(alert), file: "b").alert != alert {
        faults.append("valid, and came back otherwise")
      }
      tally.count("case \(i) of seed \(seed)", faults)
    }
    for (name, bytes) in bombs() {
      let start = harnessClock()
      let read = CAPReader.read(bytes, file: name)
      let spent = (harnessClock() - start) * 1000
      print("bomb \(name): \(bytes.count / 1024) KiB, \(read.problems.first?.code ?? "READ") in \(Int(spent * 10) / 10) ms")
      tally.count("bomb \(name)", read.problems.isEmpty ? ["was read"] : [])
    }
    let large = largeAlert()
    let start = harnessClock()
    let read = CAPReader.read(large, file: "large")
    slowest.perMebibyte = (harnessClock() - start) * 1000 / (Double(large.count) / 1_048_576)
    tally.count("a large alert", read.alert == nil ? ["was refused: \(read.problems.first?.text ?? "")"] : [])
    return tally.finish(
      "hostile XML", canary: nil,
      "slowest case \(Int(slowest.milliseconds)) ms; \(Int(slowest.perMebibyte)) ms per MiB of a sound alert of \(large.count / 1024) KiB"
    )
  }

  private static func mutated(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<random.int(in: 1...5) where !bytes.isEmpty {
      let at = random.int(in: 0...(bytes.count - 1))
      switch random.int(in: 0...4) {
      case 0: bytes[at] = UInt8(random.int(in: 0...255))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(contentsOf: bytes[max(0, at - random.int(in: 0...200))...at], at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + random.int(in: 1...80)))
      default:
        bytes.insert(
          contentsOf: Array(random.pick(["<", "&", "]]>", "<!--", "<![CDATA[", "&#0;", "\u{0}", "</", "xmlns="]).utf8), at: at)
      }
    }
    return bytes
  }

  /// What refuses to be small: entities of entities, depth, attributes, elements, one endless token.
  private static func bombs() -> [(String, [UInt8])] {
    let laughs =
      "<!DOCTYPE a [<!ENTITY l0 'lol'>"
      + (1...9).map { "<!ENTITY l\($0) '" + String(repeating: "&l\($0 - 1);", count: 10) + "'>" }.joined() + "]><a>&l9;</a>"
    let quadratic =
      "<!DOCTYPE a [<!ENTITY x '" + String(repeating: "x", count: 50_000) + "'>]><a>" + String(repeating: "&x;", count: 50_000)
    return [
      ("laughs", Array(laughs.utf8)), ("quadratic", Array(quadratic.utf8)),
      ("outside", Array("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>".utf8)),
      ("deep", Array(String(repeating: "<a>", count: 100_000).utf8)),
      ("attributes", Array(("<a " + (0..<100_000).map { "a\($0)='1'" }.joined(separator: " ") + "/>").utf8)),
      ("elements", Array(("<a>" + String(repeating: "<b/>", count: 300_000) + "</a>").utf8)),
      ("comment", Array(("<a><!--" + String(repeating: "x", count: 1 << 20)).utf8)),
      ("long", [UInt8](repeating: 0x20, count: XMLLimits.bytes + 1)),
    ]
  }

  /// Of about 1 MiB: 200 polygons of 260 corners.
  private static func largeAlert() -> [UInt8] {
    var text =
      "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>a</identifier><sender>b</sender>"
      + "<sent>2026-11-24T07:00:00+07:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info>"
      + "<category>Met</category><event>x</event><urgency>Past</urgency><severity>Minor</severity><certainty>Observed</certainty>"
      + "<area><areaDesc>x</areaDesc>"
    for polygon in 0..<200 {
      let ring = (0..<260).map { i -> String in
        let angle = 2 * Double.pi * Double(i) / 260
        return "\(1 + 0.1 * ExactMath.sin(angle)),\(Double(polygon) / 10 + 0.1 * ExactMath.cos(angle))"
      }
      text += "<polygon>" + (ring + ring.prefix(1)).joined(separator: " ") + "</polygon>"
    }
    return Array((text + "</area></info></alert>").utf8)
  }
}
