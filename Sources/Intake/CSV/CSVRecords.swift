import Basics

/// All records of a text, sound or not, as they stand: for giving rows back.
enum CSVRecords {
  /// - Returns: line (from 1) and fields of each record.
  static func read(_ bytes: [UInt8], separator: Character) -> [(line: Int, fields: [String])] {
    guard let byte = separator.asciiValue else { return [] }
    let scan = CSVScanner.scan(CSVDecoding.decode(bytes, file: "").bytes, file: "", separator: byte)
    return scan.records.map { (Int($0.line), scan.texts($0)) }
  }
}
