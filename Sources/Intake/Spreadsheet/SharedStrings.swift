import Basics

/// `xl/sharedStrings.xml`: each text once. The runs of a text that has more than one look are one text; readings of characters
/// (phonetic runs) are none of it.
final class SharedStrings: XMLEventHandler {
  private(set) var texts: [String] = []
  private var now: [UInt8] = []
  private var isText = false
  private var isReading = false

  func start(_ name: String, attribute: (String) -> String?) {
    switch name {
    case "si": now.removeAll(keepingCapacity: true)
    case "rPh": isReading = true
    case "t": isText = !isReading
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isText, now.count <= CSVLimits.fieldBytes { now.append(contentsOf: bytes) }
  }

  func end(_ name: String) {
    switch name {
    case "t": isText = false
    case "rPh": isReading = false
    case "si": if texts.count < WorkbookLimits.sharedStrings { texts.append(String(decoding: now, as: UTF8.self)) }
    default: break
    }
  }
}

/// `xl/styles.xml`, as far as it says which numbers are dates.
final class CellStyles: XMLEventHandler {
  enum Kind { case plain, date, dateTime }

  /// By the index that cells name.
  private(set) var kinds: [Kind] = []
  private var formats: [Int: Kind] = [:]
  private var isCellFormats = false

  func kind(_ style: Int?) -> Kind {
    guard let style, kinds.indices.contains(style) else { return .plain }
    return kinds[style]
  }

  func start(_ name: String, attribute: (String) -> String?) {
    switch name {
    case "numFmt":
      if let id = attribute("numFmtId").flatMap({ Int($0) }), let code = attribute("formatCode") {
        formats[id] = Self.kind(of: code)
      }
    case "cellXfs": isCellFormats = true
    case "xf":
      guard isCellFormats, kinds.count < 100_000 else { return }
      let id = attribute("numFmtId").flatMap { Int($0) } ?? 0
      kinds.append(formats[id] ?? Self.builtIn(id))
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: String) { if name == "cellXfs" { isCellFormats = false } }

  /// ECMA-376, 18.8.30.
  private static func builtIn(_ id: Int) -> Kind {
    switch id {
    case 14...17, 27...31, 34...36, 50...58: .date
    case 22: .dateTime
    default: .plain
    }
  }

  /// Letters of a calendar outside of quotes and brackets.
  static func kind(of code: String) -> Kind {
    var isQuoted = false
    var isBracketed = false
    var skips = false
    var letters: Set<Character> = []
    for letter in code.lowercased() {
      if skips {
        skips = false
      } else if letter == "\"" {
        isQuoted.toggle()
      } else if isQuoted {
        continue
      } else if letter == "\\" || letter == "_" {
        skips = true
      } else if letter == "[" {
        isBracketed = true
      } else if letter == "]" {
        isBracketed = false
      } else if letter == ";" {
        break
      } else if !isBracketed {
        letters.insert(letter)
      }
    }
    guard letters.contains("y") || letters.contains("d") else { return .plain }
    return letters.contains("h") ? .dateTime : .date
  }
}
