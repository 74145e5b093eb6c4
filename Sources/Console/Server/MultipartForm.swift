/// Reads `multipart/form-data` (RFC 7578) as far as a form of ours uses it: small fields and one file.
enum MultipartForm {
  static let mostParts = 50

  /// Nil for what is malformed. A file's bytes are kept, and come as text under its field's name too; broken UTF-8 is read as Windows-1252.
  static func read(_ bytes: [UInt8], contentType: String) -> FormFields? {
    guard let mark = contentType.firstRange(of: "boundary=") else { return nil }
    let boundary = contentType[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
    guard !boundary.isEmpty, boundary.utf8.count <= 70 else { return nil }
    let line = Array("--\(boundary)".utf8)
    var form = FormFields()
    var count = 0
    var at = find(line, in: bytes, from: 0)
    while let start = at, count < mostParts {
      let head = start + line.count
      if head + 1 < bytes.count, bytes[head] == 45, bytes[head + 1] == 45 { return form }
      guard let blank = find([13, 10, 13, 10], in: bytes, from: head),
        let next = find([13, 10] + line, in: bytes, from: blank + 2)
      else { return nil }
      let headers = String(decoding: bytes[head..<blank], as: UTF8.self)
      guard let name = parameter("name", in: headers) else { return nil }
      let body = Array(bytes[min(blank + 4, next)..<next])
      form.add(name, text(body))
      if parameter("filename", in: headers) != nil { form.addFile(name, body) }
      count += 1
      at = next + 2
    }
    return nil
  }

  private static func parameter(_ name: String, in headers: String) -> String? {
    guard let range = headers.firstRange(of: " \(name)=\"") else { return nil }
    return String(headers[range.upperBound...].prefix { $0 != "\"" })
  }

  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard start >= 0, bytes.count >= pattern.count else { return nil }
    var i = start
    while i <= bytes.count - pattern.count {
      if bytes[i] == pattern[0], bytes[i..<(i + pattern.count)].elementsEqual(pattern) { return i }
      i += 1
    }
    return nil
  }
}
