import Basics

/// Bytes of any of the four encodings → UTF-8, with what was wrong.
struct CSVDecoding {
  var bytes: [UInt8]
  var encoding: CSVEncoding
  var hasMark: Bool
  var problems: [Problem] = []

  /// - Complexity: O(bytes)
  static func decode(_ bytes: [UInt8], file: String) -> CSVDecoding {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return utf8(Array(bytes.dropFirst(3)), file: file, hasMark: true)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), .utf16LittleEndian, file: file) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), .utf16BigEndian, file: file) }
    return utf8(bytes, file: file, hasMark: false)
  }

  private static func utf8(_ bytes: [UInt8], file: String, hasMark: Bool) -> CSVDecoding {
    var check = UTF8Check()
    bytes.withUnsafeBufferPointer { check.run($0) }
    var result = CSVDecoding(bytes: bytes, encoding: .utf8, hasMark: hasMark)
    guard check.faults > 0 else { return result }
    // A file of Windows-1252 has hardly any valid sequence beyond ASCII; a damaged file of UTF-8 has many.
    if !hasMark, check.sequences <= check.faults {
      result = windows1252(bytes)
      result.problems.append(
        Problem(
          "csv.encoding.windows", "the text is not UTF-8 and was read as Windows-1252", severity: .warning,
          at: .init(file: file, line: line(of: check.firstFault, in: bytes)),
          advice: "save the file as \"CSV UTF-8\", so that no letter can turn into another."))
      return result
    }
    result.bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
    result.problems.append(
      Problem(
        "csv.encoding.damaged", "\(check.faults) bytes are not UTF-8, the first of them on this line; expected UTF-8",
        at: .init(file: file, line: line(of: check.firstFault, in: bytes)),
        advice: "the file was cut or two files of different encodings were joined: save it anew as \"CSV UTF-8\"."))
    return result
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, _ encoding: CSVEncoding, file: String) -> CSVDecoding {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
      let (a, b) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
      units.append(encoding == .utf16LittleEndian ? b << 8 | a : a << 8 | b)
      at += 2
    }
    var result = CSVDecoding(bytes: Array(String(decoding: units, as: UTF16.self).utf8), encoding: encoding, hasMark: true)
    if at < bytes.endIndex {
      result.problems.append(
        Problem(
          "csv.encoding.damaged", "the file is \(encoding.rawValue) and ends in half a character", at: .init(file: file),
          advice: "the file was cut on its way: fetch it again."))
    }
    return result
  }

  private static func windows1252(_ bytes: [UInt8]) -> CSVDecoding {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        out.append(byte)
        continue
      }
      let scalar = byte < 0xA0 ? highControls[Int(byte) - 0x80] : UInt16(byte)
      if scalar >= 0x800 {
        out.append(0xE0 | UInt8(scalar >> 12))
        out.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      } else {
        out.append(0xC0 | UInt8(scalar >> 6))
      }
      out.append(0x80 | UInt8(scalar & 0x3F))
    }
    return CSVDecoding(bytes: out, encoding: .windows1252, hasMark: false)
  }

  /// Windows-1252, 0x80...0x9F (WHATWG index without its control characters: those become U+FFFD).
  private static let highControls: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D,
    0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD,
    0x017E, 0x0178,
  ]

  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    var at = 0
    let end = min(offset, bytes.count)
    while at < end {
      if bytes[at] == 10 || (bytes[at] == 13 && (at + 1 >= bytes.count || bytes[at + 1] != 10)) { line += 1 }
      at += 1
    }
    return line
  }
}

/// Counts the sound and the broken sequences beyond ASCII (RFC 3629: no overlong forms, no surrogates).
struct UTF8Check {
  var sequences = 0
  var faults = 0
  var firstFault = 0

  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        at += 1
        continue
      }
      let length = Self.length(bytes, at)
      if length > 0 {
        sequences += 1
        at += length
      } else {
        if faults == 0 { firstFault = at }
        faults += 1
        at += 1
      }
    }
  }

  private static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let first = bytes[at]
    func tail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      at + offset < bytes.count && range.contains(bytes[at + offset])
    }
    switch first {
    case 0xC2...0xDF: return tail(1) ? 2 : 0
    case 0xE0: return tail(1, 0xA0...0xBF) && tail(2) ? 3 : 0
    case 0xED: return tail(1, 0x80...0x9F) && tail(2) ? 3 : 0
    case 0xE1...0xEF: return tail(1) && tail(2) ? 3 : 0
    case 0xF0: return tail(1, 0x90...0xBF) && tail(2) && tail(3) ? 4 : 0
    case 0xF1...0xF3: return tail(1) && tail(2) && tail(3) ? 4 : 0
    case 0xF4: return tail(1, 0x80...0x8F) && tail(2) && tail(3) ? 4 : 0
    default: return 0
    }
  }
}
