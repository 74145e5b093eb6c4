import Basics
import CExpat

/// Reads an XML document into a tree, with Expat: a document with a DOCTYPE (and so with entities of its own), too long, too deep
/// or with too many elements is refused, and nothing outside of the bytes is ever asked for.
///
/// Foundation's `XMLParser` was not taken: it stands on libxml2's SAX interface, expands entities by itself, and fails on Linux
/// from about a megabyte. Expat streams, knows namespaces, limits what entities come to, and is kept for hostile input.
public enum XMLReader {
  /// - Returns: the root element; nil with one problem, which has a line, if the document is refused.
  /// - Complexity: O(bytes); memory at most about 20 times the bytes, bounded by `XMLLimits`.
  public static func read(_ bytes: [UInt8], file: String) -> Reading<XMLBranch?> {
    guard bytes.count <= XMLLimits.bytes else {
      return refused(.init(line: nil, what: "\(bytes.count) bytes, the limit is \(XMLLimits.bytes)", code: "xml.large"), file)
    }
    if let fault = XMLForecheck.fault(bytes) { return refused(fault, file) }
    guard let parser = XML_ParserCreateNS(nil, separator) else {
      return refused(.init(line: nil, what: "the parser could not be started", code: "xml.memory"), file)
    }
    defer { XML_ParserFree(parser) }
    let builder = XMLTreeBuilder(parser)
    let status = withExtendedLifetime(builder) {
      XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
      setHandlers(parser)
      // In one piece: a token that is handed over in pieces is read again with each.
      return bytes.withUnsafeBytes { raw in
        XML_Parse(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), 1)
      }
    }
    if let fault = builder.fault { return refused(fault, file) }
    guard status == XML_STATUS_OK, let root = builder.root else {
      let code = XML_GetErrorCode(parser)
      let text = XML_ErrorString(code).map { String(cString: $0) } ?? "no element found"
      return refused(
        .init(line: Int(XML_GetCurrentLineNumber(parser)), what: "not well-formed XML: \(text)", code: "xml.malformed"), file)
    }
    return Reading(root)
  }

  /// Between namespace and name in what Expat hands over; no name can hold it.
  static let separator: CChar = 0x0A

  private static func refused(_ fault: XMLTreeBuilder.Fault, _ file: String) -> Reading<XMLBranch?> {
    Reading(
      nil,
      problems: [
        Problem(
          fault.code, fault.what, at: .init(file: file, line: fault.line),
          advice: fault.code == "xml.doctype"
            ? "ask the sender for the message without a DOCTYPE; no alert needs one" : "the file was cut, or is another format")
      ])
  }

  private static func setHandlers(_ parser: XML_Parser) {
    XML_SetElementHandler(
      parser,
      { user, name, attributes in XMLTreeBuilder.of(user)?.start(name, attributes) },
      { user, _ in XMLTreeBuilder.of(user)?.end() })
    XML_SetCharacterDataHandler(parser) { user, text, length in XMLTreeBuilder.of(user)?.characters(text, length) }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      XMLTreeBuilder.of(user)?.stop("a DOCTYPE; none is taken", "xml.doctype")
    }
  }
}

/// Collects what Expat calls out; lives for one parse.
final class XMLTreeBuilder {
  struct Fault {
    var line: Int?
    var what: String
    var code: String
  }

  private let parser: XML_Parser
  private var open: [XMLBranch] = []
  private var texts: [[UInt8]] = []
  private var elements = 0
  var root: XMLBranch?
  var fault: Fault?

  init(_ parser: XML_Parser) { self.parser = parser }

  static func of(_ user: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
    user.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  func stop(_ what: String, _ code: String) {
    guard fault == nil else { return }
    fault = Fault(line: Int(XML_GetCurrentLineNumber(parser)), what: what, code: code)
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  func start(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    guard fault == nil, let name else { return }
    elements += 1
    if open.count >= XMLLimits.depth { return stop("elements nested deeper than \(XMLLimits.depth)", "xml.deep") }
    if elements > XMLLimits.elements { return stop("more than \(XMLLimits.elements) elements", "xml.elements") }
    let count = Int(XML_GetSpecifiedAttributeCount(parser)) / 2
    if count > XMLLimits.attributesPerElement {
      return stop("\(count) attributes, the limit is \(XMLLimits.attributesPerElement)", "xml.attributes")
    }
    var found: [XMLBranch.Attribute] = []
    for i in 0..<count {
      guard let key = attributes?[2 * i], let value = attributes?[2 * i + 1] else { break }
      let (namespace, local) = Self.split(key)
      found.append(.init(namespace: namespace, name: local, value: String(cString: value)))
    }
    let (namespace, local) = Self.split(name)
    let line = Int(XML_GetCurrentLineNumber(parser))
    open.append(XMLBranch(namespace: namespace, name: local, line: line, attributes: found, text: "", children: []))
    texts.append([])
  }

  func characters(_ text: UnsafePointer<CChar>?, _ length: Int32) {
    guard fault == nil, !texts.isEmpty, let text else { return }
    text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
      texts[texts.count - 1].append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(length)))
    }
  }

  func end() {
    guard fault == nil, var done = open.popLast(), let text = texts.popLast() else { return }
    done.text = String(decoding: text, as: UTF8.self)
    if open.isEmpty { root = done } else { open[open.count - 1].children.append(done) }
  }

  private static func split(_ name: UnsafePointer<CChar>) -> (namespace: String, local: String) {
    let whole = String(cString: name)
    guard let cut = whole.utf8.lastIndex(of: UInt8(bitPattern: XMLReader.separator)) else { return ("", whole) }
    return (String(whole[..<cut]), String(whole[whole.utf8.index(after: cut)...]))
  }
}
