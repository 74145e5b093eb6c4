import Basics
import Testing

@testable import Geography

@Suite struct DepthGridTests {
  private func random(_ stream: inout RandomStream) -> [DepthGrid.Frame] {
    let cells = 30
    let frames = stream.int(in: 0...6)
    return (0..<frames).map { frame in
      DepthGrid.Frame(
        at: Instant(milliseconds: Int64(frame) * 900_000 + Int64(stream.int(in: 0...9))),
        millimetres: (0..<cells).map { cell in
          cell == 3 || stream.chance(0.1) ? -1 : cell % 3 == 0 || stream.chance(0.4) ? 0 : Int32(stream.int(in: 1...70_000))
        })
    }
  }

  private func grid(_ frames: [DepthGrid.Frame]) throws -> DepthGrid {
    try #require(
      DepthGrid(
        columns: 6, rows: 5, corner: LocalPoint(x: -3.5, y: 1e6), cell: 12.5, frames: frames, source: .simulated(synthetic: true),
        note: "sintetis"))
  }

  @Test func framesComeBackAsTheyWentInAndOnlyWetCellsAreKept() throws {
    let seed: UInt64 = 1
    var stream = RandomStream(seed: seed, name: "depth.grid")
    for round in 0..<50 {
      let frames = random(&stream)
      let grid = try grid(frames)
      let cut = frames.map { frame in
        DepthGrid.Frame(at: frame.at, millimetres: frame.millimetres.map { min($0, DepthGrid.deepest) })
      }
      #expect(Array(grid.frames) == cut, "seed \(seed) round \(round)")
      let everWet = (0..<30).filter { cell in frames.contains { $0.millimetres[cell] > 0 } }
      #expect(everWet.allSatisfy { grid.wetCells.contains(Int32($0)) })
    }
  }

  @Test func aGridReadFromItsBytesIsTheSameGrid() throws {
    let seed: UInt64 = 2
    var stream = RandomStream(seed: seed, name: "depth.grid.bytes")
    for round in 0..<50 {
      let grid = try grid(random(&stream))
      let bytes = grid.encoded()
      let again = try #require(DepthGrid(bytes: bytes), "seed \(seed) round \(round)")
      #expect(Array(again.frames) == Array(grid.frames) && again.instants == grid.instants)
      #expect(again.source == grid.source && again.note == grid.note && again.corner == grid.corner && again.cell == grid.cell)
      #expect(again.encoded() == bytes)
    }
  }

  @Test func damagedBytesNeverCrashAndShortOnesAreRefused() throws {
    let seed: UInt64 = 3
    var stream = RandomStream(seed: seed, name: "depth.grid.damage")
    let frames = (0..<4).map { frame in
      DepthGrid.Frame(
        at: Instant(milliseconds: Int64(frame) * 60_000), millimetres: (0..<30).map { Int32($0 % 4 == 0 ? $0 * 7 : 0) })
    }
    let bytes = try grid(frames).encoded()
    for length in 0..<bytes.count { #expect(DepthGrid(bytes: Array(bytes.prefix(length))) == nil, "\(length) bytes") }
    #expect(DepthGrid(bytes: bytes + [0]) == nil)
    for _ in 0..<2_000 {
      var broken = bytes
      for _ in 0...stream.int(in: 0...3) { broken[stream.int(in: 0...(broken.count - 1))] = UInt8(stream.int(in: 0...255)) }
      if let read = DepthGrid(bytes: broken) { #expect(read.instants == read.instants.sorted()) }
    }
  }

  @Test func arrivalIsTheFirstFrameThatDeep() throws {
    let depths: [Int32] = [0, 90, 100, 250, 40]
    let frames = depths.enumerated().map { i, depth in
      DepthGrid.Frame(at: Instant(milliseconds: Int64(i) * 60_000), millimetres: (0..<30).map { $0 == 7 ? depth : 0 })
    }
    let grid = try grid(frames)
    #expect(grid.arrival(cell: 7, millimetres: 100) == Instant(milliseconds: 120_000))
    #expect(grid.arrival(cell: 7, millimetres: 251) == nil && grid.arrival(cell: 8, millimetres: 1) == nil)
    #expect(grid.wetCells == [7])
  }
}
