/// One pass over the bytes before the parser sees them: what is beyond the limits is refused in the time of a scan, and not after
/// a megabyte of attributes was read.
enum XMLForecheck {
  /// The first limit that a document breaks; nil for one that the parser may have.
  /// - Complexity: O(bytes), some nanoseconds each.
  static func fault(_ bytes: [UInt8]) -> XMLTreeBuilder.Fault? {
    bytes.withUnsafeBufferPointer { fault($0) }
  }

  private static func fault(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLTreeBuilder.Fault? {
    var elements = 0
    var i = 0
    while i < bytes.count {
      guard bytes[i] == less else {
        i += 1
        continue
      }
      if starts(bytes, i, comment) {
        i = after(bytes, i + 4, commentEnd)
        continue
      }
      if starts(bytes, i, data) {
        i = after(bytes, i + 9, dataEnd)
        continue
      }
      i += 1
      guard i < bytes.count, bytes[i] != bang, bytes[i] != question, bytes[i] != slash else { continue }
      elements += 1
      if elements > XMLLimits.elements {
        return .init(line: line(bytes, i), what: "more than \(XMLLimits.elements) elements", code: "xml.elements")
      }
      let start = i
      guard let end = tagEnd(bytes, &i) else {
        return .init(
          line: line(bytes, start), what: "more attributes than \(XMLLimits.attributesPerElement)", code: "xml.attributes")
      }
      i = end
    }
    return nil
  }

  /// Where a start tag ends; nil where it has more attributes than any element may.
  private static func tagEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Int? {
    var values = 0
    while i < bytes.count, bytes[i] != greater, bytes[i] != less {
      if bytes[i] == double || bytes[i] == single {
        let quote = bytes[i]
        values += 1
        if values > XMLLimits.attributesPerElement { return nil }
        i += 1
        while i < bytes.count, bytes[i] != quote, bytes[i] != less { i += 1 }
        if i < bytes.count, bytes[i] == less { return i }
      }
      i += 1
    }
    return i
  }

  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
    var line = 1
    for i in 0..<min(end, bytes.count) where bytes[i] == 10 { line += 1 }
    return line
  }

  private static func starts(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ pattern: [UInt8]) -> Bool {
    guard at + pattern.count <= bytes.count, bytes[at + 1] == pattern[1] else { return false }
    for k in 0..<pattern.count where bytes[at + k] != pattern[k] { return false }
    return true
  }

  private static func after(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ pattern: [UInt8]) -> Int {
    var i = from
    while i + pattern.count <= bytes.count {
      if bytes[i] == pattern[0], starts(bytes, i, pattern) { return i + pattern.count }
      i += 1
    }
    return bytes.count
  }

  private static let less = UInt8(ascii: "<")
  private static let greater = UInt8(ascii: ">")
  private static let bang = UInt8(ascii: "!")
  private static let question = UInt8(ascii: "?")
  private static let slash = UInt8(ascii: "/")
  private static let double = UInt8(ascii: "\"")
  private static let single = UInt8(ascii: "'")
  private static let comment = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)
  private static let data = Array("<![CDATA[".utf8)
  private static let dataEnd = Array("]]>".utf8)
}
