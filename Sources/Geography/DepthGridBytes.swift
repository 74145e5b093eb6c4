import Basics

/// A depth grid as bytes for a file or a database: the same grid gives the same bytes.
///
/// Layout: magic, sizes and place as fixed little-endian numbers, then variable-length ones: frame times as steps, the kind of
/// each cell in runs, and for each cell with values its steps from frame to frame. About a byte a wet cell and frame.
extension DepthGrid {
  private static let magic = Array("SIAGADG1".utf8)

  public func encoded() -> [UInt8] {
    var out = ByteWriter()
    out.bytes += Self.magic
    for number in [UInt64(columns), UInt64(rows), corner.x.bitPattern, corner.y.bitPattern, cell.bitPattern] { out.fixed(number) }
    out.bytes.append(Self.code(source))
    out.varint(UInt64(note.utf8.count))
    out.bytes += Array(note.utf8)
    out.varint(UInt64(instants.count))
    var before: Int64 = 0
    for instant in instants {
      out.signed(instant.milliseconds - before)
      before = instant.milliseconds
    }
    var run = (kind: UInt64(0), count: UInt64(0))
    func kind(_ slot: Int32) -> UInt64 { slot >= 0 ? 2 : slot == Self.neverWet ? 0 : 1 }
    for one in slot {
      if kind(one) != run.kind {
        out.varint(run.count)
        out.varint(run.kind)
        run = (kind(one), 0)
      }
      run.count += 1
    }
    out.varint(run.count)
    out.varint(run.kind)
    for place in wetCells.indices {
      var last: Int64 = 0
      for frame in instants.indices {
        let value = Int64(values[frame * wetCells.count + place])
        out.signed(value - last)
        last = value
      }
    }
    return out.bytes
  }

  /// Nil for anything that `encoded` did not write, or beyond the limits.
  public init?(bytes: [UInt8]) {
    var input = ByteReader(bytes)
    guard input.take(Self.magic.count).map(Array.init) == Self.magic, let columns = input.fixed(), let rows = input.fixed(),
      let x = input.fixed(), let y = input.fixed(), let size = input.fixed(), let code = input.take(1)?.first,
      let source = Self.source(code), let length = input.varint(), length <= 100_000,
      let text = input.take(Int(length)).flatMap({ String(validating: $0, as: UTF8.self) }), let count = input.varint()
    else { return nil }
    let most = UInt64(GeographyLimits.rasterCells)
    let side = Double(bitPattern: size)
    guard columns > 0, rows > 0, columns <= most, rows <= most / columns, side > 0, side.isFinite,
      count <= most / (columns * rows) * 10
    else { return nil }
    var instants: [Instant] = []
    for _ in 0..<count {
      guard let step = input.signed() else { return nil }
      let sum = (instants.last?.milliseconds ?? 0).addingReportingOverflow(step)
      let at = Instant(milliseconds: sum.partialValue)
      if sum.overflow || instants.last.map({ $0 >= at }) == true { return nil }
      instants.append(at)
    }
    guard let (slot, wet) = Self.slots(&input, cells: Int(columns * rows)) else { return nil }
    // Each value takes a byte at least: a short file cannot ask for much memory.
    guard wet.count * instants.count <= input.left else { return nil }
    var values = [UInt16](repeating: 0, count: wet.count * instants.count)
    for place in wet.indices {
      var last: Int64 = 0
      for frame in instants.indices {
        guard let step = input.signed(), (-65_535...65_535).contains(step), let value = UInt16(exactly: last + step) else {
          return nil
        }
        values[frame * wet.count + place] = value
        last = Int64(value)
      }
    }
    guard input.left == 0 else { return nil }
    self.init(
      columns: Int(columns), rows: Int(rows), corner: LocalPoint(x: Double(bitPattern: x), y: Double(bitPattern: y)), cell: side,
      source: source, note: text, instants: instants, slot: slot, wetCells: wet, values: values)
  }

  private static func slots(_ input: inout ByteReader, cells: Int) -> (slot: [Int32], wet: [Int32])? {
    var slot: [Int32] = []
    var wet: [Int32] = []
    while slot.count < cells {
      guard let count = input.varint(), let kind = input.varint(), count <= UInt64(cells - slot.count), kind <= 2,
        count > 0 || slot.isEmpty
      else { return nil }
      for _ in 0..<count {
        if kind == 2 { wet.append(Int32(slot.count)) }
        slot.append(kind == 2 ? Int32(wet.count - 1) : kind == 0 ? neverWet : neverKnown)
      }
    }
    return (slot, wet)
  }

  private static func code(_ source: DepthSeries.Source) -> UInt8 {
    switch source {
    case .reported: 0
    case .forecast: 1
    case .simulated(let synthetic): synthetic ? 3 : 2
    }
  }

  private static func source(_ code: UInt8) -> DepthSeries.Source? {
    switch code {
    case 0: .reported
    case 1: .forecast
    case 2: .simulated(synthetic: false)
    case 3: .simulated(synthetic: true)
    default: nil
    }
  }
}

private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func fixed(_ value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
  }

  /// Seven bits a byte, the lowest first.
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Zigzag: small numbers of either sign are short.
  mutating func signed(_ value: Int64) { varint(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }
}

private struct ByteReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var left: Int { bytes.count - at }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= left else { return nil }
    defer { at += count }
    return bytes[at..<(at + count)]
  }

  mutating func fixed() -> UInt64? {
    take(8).map { slice in slice.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }

  mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard at < bytes.count else { return nil }
      let byte = bytes[at]
      at += 1
      if shift == 63, byte > 1 { return nil }
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
    }
    return nil
  }

  mutating func signed() -> Int64? {
    varint().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }
}
