import Basics
import CZlib

/// What the reader of workbooks refuses to take: a file from outside is made by anybody.
public enum WorkbookLimits {
  /// Of the file as it comes.
  public static let bytes = 64 << 20
  /// Of everything in it, unpacked.
  public static let unpackedBytes = 100 << 20
  /// Unpacked over packed, of a part above `smallBytes`: sheets reach 10 to 40.
  public static let ratio = 100
  /// Parts below this are not measured by their ratio.
  public static let smallBytes = 1 << 20
  public static let entries = 1_000
  /// The row numbers of a sheet.
  public static let rows = 200_000
  public static let columns = CSVLimits.columns
  public static let sharedStrings = 1_000_000
  public static let elements = 20_000_000
}

/// A ZIP archive in memory, as far as workbooks use it: stored and deflated parts, no encryption, no ZIP64.
///
/// Nothing is unpacked before its stated size has been held against the limits, and nothing grows beyond what was stated.
struct ZipArchive {
  struct Entry {
    var name: String
    var method: Int
    var packed: Int
    var unpacked: Int
    var checksum: UInt32
    var header: Int
  }

  let entries: [Entry]
  private let bytes: [UInt8]

  struct Fault: Error {
    var code: String
    var what: String

    init(_ code: String, _ what: String) {
      self.code = code
      self.what = what
    }
  }

  static func isZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// Reads the directory at the archive's end.
  /// - Complexity: O(entries)
  init(_ bytes: [UInt8]) throws(Fault) {
    self.bytes = bytes
    guard bytes.count <= WorkbookLimits.bytes else {
      throw Fault("workbook.large", "\(bytes.count) bytes, more than the limit of \(WorkbookLimits.bytes)")
    }
    guard let end = Self.endOfDirectory(bytes) else {
      throw Fault("workbook.damaged", "the end of the file is missing: it was cut on its way")
    }
    let count = Self.number(bytes, end + 10, 2)
    guard count <= WorkbookLimits.entries else {
      throw Fault("workbook.entries", "\(count) parts, more than the limit of \(WorkbookLimits.entries)")
    }
    var at = Self.number(bytes, end + 16, 4)
    var found: [Entry] = []
    var total = 0
    for _ in 0..<count {
      guard at + 46 <= bytes.count, Self.number(bytes, at, 4) == 0x0201_4B50 else { throw Self.broken }
      let nameLength = Self.number(bytes, at + 28, 2)
      let next = at + 46 + nameLength + Self.number(bytes, at + 30, 2) + Self.number(bytes, at + 32, 2)
      guard next <= bytes.count else { throw Self.broken }
      let entry = Entry(
        name: String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self), method: Self.number(bytes, at + 10, 2),
        packed: Self.number(bytes, at + 20, 4), unpacked: Self.number(bytes, at + 24, 4),
        checksum: UInt32(truncatingIfNeeded: Self.number(bytes, at + 16, 4)), header: Self.number(bytes, at + 42, 4))
      if Self.number(bytes, at + 8, 2) & 1 == 1 { throw Fault("workbook.encrypted", "the file is locked with a password") }
      total += entry.unpacked
      try Self.check(entry, total)
      found.append(entry)
      at = next
    }
    entries = found
  }

  private static func check(_ entry: Entry, _ total: Int) throws(Fault) {
    if total > WorkbookLimits.unpackedBytes {
      throw Fault("workbook.bomb", "unpacked it would be more than \(WorkbookLimits.unpackedBytes) bytes")
    }
    if entry.unpacked > WorkbookLimits.smallBytes, entry.unpacked / WorkbookLimits.ratio > entry.packed {
      throw Fault("workbook.bomb", "a part unpacks to more than \(WorkbookLimits.ratio) times its size")
    }
  }

  /// A part's bytes; nil where there is none of this name.
  func part(_ name: String) throws(Fault) -> [UInt8]? {
    guard let entry = entries.first(where: { $0.name == name }) else { return nil }
    let at = entry.header
    guard at + 30 <= bytes.count, Self.number(bytes, at, 4) == 0x0403_4B50 else { throw Self.broken }
    let start = at + 30 + Self.number(bytes, at + 26, 2) + Self.number(bytes, at + 28, 2)
    guard start + entry.packed <= bytes.count else { throw Self.broken }
    let packed = bytes[start..<(start + entry.packed)]
    let unpacked: [UInt8]
    switch entry.method {
    case 0:
      guard entry.packed == entry.unpacked else { throw Self.broken }
      unpacked = Array(packed)
    case 8: unpacked = try Self.inflated(packed, to: entry.unpacked)
    default: throw Fault("workbook.method", "a part is packed in a way (\(entry.method)) that spreadsheets do not use")
    }
    let sum = unpacked.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
    guard UInt32(truncatingIfNeeded: sum) == entry.checksum else {
      throw Fault("workbook.damaged", "the part \(quoted(name)) is damaged: its checksum differs")
    }
    return unpacked
  }

  private static let broken = Fault("workbook.damaged", "the file is damaged: its directory leads nowhere")

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    guard at >= 0, at + count <= bytes.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  /// The last record of the archive; a comment of up to 64 KiB may follow it.
  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var at = bytes.count - 22
    let first = max(0, at - 0xFFFF)
    while at >= first {
      if bytes[at] == 0x50, number(bytes, at, 4) == 0x0605_4B50 { return at }
      at -= 1
    }
    return nil
  }

  /// Exactly `count` bytes, or a fault.
  private static func inflated(_ packed: ArraySlice<UInt8>, to count: Int) throws(Fault) -> [UInt8] {
    var stream = z_stream()
    // Raw deflate, as ZIP has it.
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Fault("workbook.memory", "the unpacker could not be started")
    }
    defer { inflateEnd(&stream) }
    var source = Array(packed)
    // One byte more shows what is longer than it says.
    var target = [UInt8](repeating: 0, count: count + 1)
    let status = source.withUnsafeMutableBufferPointer { input in
      target.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END, Int(stream.total_out) == count else {
      throw Fault("workbook.damaged", "a part is damaged, or longer than the file says")
    }
    target.removeLast()
    return target
  }
}
