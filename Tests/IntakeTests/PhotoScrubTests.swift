import Basics
import Intake
import Testing

@Suite("Photos of reports") struct PhotoScrubTests {
  private static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
  }

  private static let frame = segment(0xC0, [8, 0, 16, 0, 16, 1, 1, 0x11, 0])
  private static let scan = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]

  static let jpeg: [UInt8] =
    [0xFF, 0xD8] + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
    + segment(0xE1, Array("Exif\0\0GPS 1.67 N 101.45 E".utf8)) + segment(0xFE, Array("Telepon Budi".utf8))
    + segment(0xDB, [UInt8](repeating: 1, count: 65)) + frame + segment(0xC4, [UInt8](repeating: 0, count: 17)) + scan
    + segment(0xED, Array("Photoshop caption".utf8)) + [0xFF, 0xD9] + Array("after the end".utf8)

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let n = body.count
    return [UInt8(n >> 24 & 255), UInt8(n >> 16 & 255), UInt8(n >> 8 & 255), UInt8(n & 255)] + Array(name.utf8) + body + [
      0, 0, 0, 0,
    ]
  }

  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0])
    + chunk("eXIf", Array("GPS".utf8)) + chunk("tEXt", Array("Author\0Budi".utf8)) + chunk("IDAT", [1, 2, 3])
    + chunk("iTXt", Array("place".utf8)) + chunk("IEND", []) + Array("trailer".utf8)

  private func holds(_ bytes: [UInt8], _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
  }

  @Test("what says where, when and by whom a photo was taken is gone, and the picture itself stays")
  func scrubs() throws {
    let jpeg = try #require(PhotoScrub.clean(Self.jpeg))
    #expect(jpeg.kind == .jpeg)
    for text in ["Exif", "GPS", "Budi", "Photoshop", "after"] { #expect(!holds(jpeg.bytes, text), "\(text)") }
    #expect(holds(jpeg.bytes, "JFIF"))
    #expect(jpeg.bytes.suffix(Self.scan.count + 2) == Self.scan + [0xFF, 0xD9])
    let png = try #require(PhotoScrub.clean(Self.png))
    #expect(png.kind == .png)
    for text in ["GPS", "Budi", "place", "trailer"] { #expect(!holds(png.bytes, text), "\(text)") }
    #expect(holds(png.bytes, "IDAT") && holds(png.bytes, "IEND"))
    // What is clean already stays as it is.
    #expect(PhotoScrub.clean(jpeg.bytes)?.bytes == jpeg.bytes)
    #expect(PhotoScrub.clean(png.bytes)?.bytes == png.bytes)
  }

  @Test("damaged and disguised files are refused or come out clean, and none crashes") func damaged() {
    var random = RandomStream(seed: 7, name: "photo")
    for sample in [Self.jpeg, Self.png] {
      for _ in 0..<3_000 {
        var bytes = sample
        for _ in 0..<(1 + Int(random.next() % 4)) {
          let i = Int(random.next() % UInt64(bytes.count))
          switch random.next() % 3 {
          case 0: bytes[i] = UInt8(truncatingIfNeeded: random.next())
          case 1: bytes = Array(bytes.prefix(i + 1))
          default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: i)
          }
        }
        if let clean = PhotoScrub.clean(bytes) { #expect(PhotoScrub.clean(clean.bytes)?.bytes == clean.bytes, "seed 7") }
      }
    }
    #expect(PhotoScrub.clean(Array("<svg onload=alert(1)>".utf8)) == nil)
    #expect(PhotoScrub.clean([]) == nil)
  }
}
