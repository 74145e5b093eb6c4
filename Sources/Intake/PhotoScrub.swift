/// Takes out of a picture all that says where, when and with what it was taken: only what is needed to show it stays.
///
/// JPEG: of the markers before the image data only tables, frames and scans, and the plain JFIF header. PNG: only the critical
/// chunks and those that change the colours. What cannot be walked marker by marker is refused. No pixel is decoded.
public enum PhotoScrub {
  public enum Kind: String, Sendable {
    case jpeg = "image/jpeg"
    case png = "image/png"
  }

  /// Bytes of the largest picture.
  public static let limit = 4 << 20
  /// Pixels of the longer side.
  public static let longestSide = 20_000
  static let mostSegments = 10_000

  /// Nil for what is neither JPEG nor PNG, damaged, or too large.
  /// - Complexity: O(bytes)
  public static func clean(_ bytes: [UInt8]) -> (kind: Kind, bytes: [UInt8])? {
    guard bytes.count <= limit, bytes.count >= 16 else { return nil }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return jpeg(bytes).map { (.jpeg, $0) } }
    if bytes.starts(with: pngHead) { return png(bytes).map { (.png, $0) } }
    return nil
  }

  // MARK: JPEG

  private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = [0xFF, 0xD8]
    var i = 2
    var segments = 0
    var hasFrame = false
    while i + 3 < bytes.count {
      guard bytes[i] == 0xFF else { return nil }
      // Fill bytes before a marker.
      if bytes[i + 1] == 0xFF {
        i += 1
        continue
      }
      let marker = bytes[i + 1]
      segments += 1
      guard segments <= mostSegments else { return nil }
      if marker == 0xD9 { break }
      let length = Int(bytes[i + 2]) << 8 | Int(bytes[i + 3])
      guard length >= 2, i + 2 + length <= bytes.count else { return nil }
      let segment = bytes[i..<(i + 2 + length)]
      switch marker {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard length >= 8, isSize(Int(bytes[i + 7]) << 8 | Int(bytes[i + 8]), Int(bytes[i + 5]) << 8 | Int(bytes[i + 6])) else {
          return nil
        }
        hasFrame = true
        out += segment
      case 0xC4, 0xCC, 0xDB, 0xDD: out += segment
      case 0xE0 where length == 16 && Array(bytes[(i + 4)..<(i + 9)]) == Array("JFIF\0".utf8): out += segment
      case 0xEE where length == 14 && Array(bytes[(i + 4)..<(i + 9)]) == Array("Adobe".utf8):
        // Which colours the numbers mean: without it some pictures turn pink.
        out += segment
      case 0xDA:
        guard hasFrame else { return nil }
        out += segment
        i += 2 + length
        guard let end = scanEnd(bytes, i) else { return nil }
        out += bytes[i..<end]
        i = end
        continue
      case 0xE0...0xEF, 0xFE: break
      default: return nil
      }
      i += 2 + length
    }
    guard hasFrame else { return nil }
    return out + [0xFF, 0xD9]
  }

  /// Where the data of a scan ends: at the next marker that is neither a stuffed byte nor a restart.
  private static func scanEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var i = start
    while i + 1 < bytes.count {
      if bytes[i] == 0xFF, bytes[i + 1] != 0, !(0xD0...0xD7).contains(bytes[i + 1]), bytes[i + 1] != 0xFF { return i }
      i += 1
    }
    return nil
  }

  private static func isSize(_ width: Int, _ height: Int) -> Bool {
    (1...longestSide).contains(width) && (1...longestSide).contains(height)
  }

  // MARK: PNG

  private static let pngHead: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Critical chunks, transparency, and colour.
  private static let kept: Set<String> = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT"]

  private static func png(_ bytes: [UInt8]) -> [UInt8]? {
    var out = pngHead
    var i = 8
    var segments = 0
    var isFirst = true
    while i + 12 <= bytes.count {
      let length = word(bytes, i)
      segments += 1
      guard segments <= mostSegments, length <= bytes.count - i - 12 else { return nil }
      let name = String(decoding: bytes[(i + 4)..<(i + 8)], as: UTF8.self)
      if isFirst {
        guard name == "IHDR", length == 13, isSize(word(bytes, i + 8), word(bytes, i + 12)) else { return nil }
        isFirst = false
      }
      if kept.contains(name) { out += bytes[i..<(i + 12 + length)] }
      if name == "IEND" { return out }
      i += 12 + length
    }
    return nil
  }

  private static func word(_ bytes: [UInt8], _ i: Int) -> Int {
    Int(bytes[i]) << 24 | Int(bytes[i + 1]) << 16 | Int(bytes[i + 2]) << 8 | Int(bytes[i + 3])
  }
}
