/// For each cell of a grid, the nearest of some marked cells and how far it is: exact Euclidean distances in two passes of lower
/// envelopes of parabolas (Felzenszwalb & Huttenlocher 2012). O(cells)
struct DistanceField {
  /// Index of the nearest marked cell, -1 where nothing is marked.
  private(set) var nearest: [Int32]
  /// Distance between the centres, in cells; infinity where nothing is marked.
  private(set) var distance: [Float]

  init(columns: Int, rows: Int, marked: (Int) -> Bool) {
    nearest = [Int32](repeating: -1, count: columns * rows)
    distance = [Float](repeating: .infinity, count: columns * rows)
    // First along each row: the nearest marked cell of the row itself.
    for row in 0..<rows {
      var last = -1
      for column in 0..<columns {
        if marked(row * columns + column) { last = column }
        if last >= 0 { nearest[row * columns + column] = Int32(row * columns + last) }
      }
      last = -1
      for column in stride(from: columns - 1, through: 0, by: -1) {
        let i = row * columns + column
        if nearest[i] == Int32(i) { last = column }
        let before = nearest[i] >= 0 ? column - Int(nearest[i]) % columns : Int.max
        if last >= 0, last - column < before { nearest[i] = Int32(row * columns + last) }
      }
    }
    // Then down each column: the least of (distance in the row)² + (rows between)².
    var sites = [Int](repeating: 0, count: rows)
    var starts = [Double](repeating: 0, count: rows + 1)
    var square = [Double](repeating: 0, count: rows)
    var of = [Int32](repeating: -1, count: rows)
    for column in 0..<columns {
      var count = 0
      for row in 0..<rows {
        let i = row * columns + column
        of[row] = nearest[i]
        guard nearest[i] >= 0 else { continue }
        let across = Double(Int(nearest[i]) % columns - column)
        square[row] = across * across
        while count > 0 {
          let v = sites[count - 1]
          let meet = (square[row] + Double(row * row) - square[v] - Double(v * v)) / Double(2 * (row - v))
          if meet <= starts[count - 1] {
            count -= 1
          } else {
            starts[count] = meet
            break
          }
        }
        if count == 0 { starts[0] = -.infinity }
        sites[count] = row
        count += 1
      }
      var k = 0
      for row in 0..<rows where count > 0 {
        while k + 1 < count, starts[k + 1] < Double(row) { k += 1 }
        let v = sites[k]
        let down = Double(row - v)
        nearest[row * columns + column] = of[v]
        distance[row * columns + column] = Float((square[v] + down * down).squareRoot())
      }
    }
  }
}
