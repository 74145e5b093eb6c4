import Basics
import CExpat

/// Takes what a document holds, piece by piece; for documents too long for a tree.
protocol XMLEventHandler: AnyObject {
  /// - Parameter attribute: by local name.
  func start(_ name: String, attribute: (String) -> String?)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  func end(_ name: String)
}

/// The same hardened Expat as `XMLReader`, without a tree: a DOCTYPE, too much depth, too many elements or attributes end it, and
/// nothing outside of the bytes is asked for.
enum XMLEvents {
  struct Fault: Error {
    var code: String
    var what: String
    var line: Int
  }

  /// - Parameter elements: the most that it may have.
  /// - Complexity: O(bytes)
  static func read(_ bytes: [UInt8], elements: Int, to handler: any XMLEventHandler) throws(Fault) {
    guard let parser = XML_ParserCreateNS(nil, XMLReader.separator) else {
      throw Fault(code: "xml.memory", what: "the parser could not be started", line: 0)
    }
    defer { XML_ParserFree(parser) }
    let pump = Pump(parser, handler, elements)
    let status = withExtendedLifetime(pump) {
      XML_SetUserData(parser, Unmanaged.passUnretained(pump).toOpaque())
      XML_SetElementHandler(
        parser, { user, name, attributes in Pump.of(user)?.start(name, attributes) }, { user, name in Pump.of(user)?.end(name) })
      XML_SetCharacterDataHandler(parser) { user, text, length in Pump.of(user)?.characters(text, length) }
      XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in Pump.of(user)?.stop("a DOCTYPE; none is taken", "xml.doctype")
      }
      return bytes.withUnsafeBytes { raw in
        XML_Parse(parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: raw.count), 1)
      }
    }
    if let fault = pump.fault { throw fault }
    guard status == XML_STATUS_OK else {
      let text = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unreadable"
      throw Fault(code: "xml.malformed", what: "not well-formed XML: \(text)", line: Int(XML_GetCurrentLineNumber(parser)))
    }
  }

  private final class Pump {
    private let parser: XML_Parser
    private let handler: any XMLEventHandler
    private let most: Int
    private var depth = 0
    private var elements = 0
    var fault: Fault?

    init(_ parser: XML_Parser, _ handler: any XMLEventHandler, _ most: Int) {
      self.parser = parser
      self.handler = handler
      self.most = most
    }

    static func of(_ user: UnsafeMutableRawPointer?) -> Pump? {
      user.map { Unmanaged<Pump>.fromOpaque($0).takeUnretainedValue() }
    }

    func stop(_ what: String, _ code: String) {
      guard fault == nil else { return }
      fault = Fault(code: code, what: what, line: Int(XML_GetCurrentLineNumber(parser)))
      XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    func start(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
      guard fault == nil, let name else { return }
      depth += 1
      elements += 1
      if depth > XMLLimits.depth { return stop("elements nested deeper than \(XMLLimits.depth)", "xml.deep") }
      if elements > most { return stop("more than \(most) elements", "xml.elements") }
      let count = Int(XML_GetSpecifiedAttributeCount(parser)) / 2
      if count > XMLLimits.attributesPerElement {
        return stop("\(count) attributes, the limit is \(XMLLimits.attributesPerElement)", "xml.attributes")
      }
      handler.start(Self.local(name)) { wanted in
        for i in 0..<count {
          guard let key = attributes?[2 * i], let value = attributes?[2 * i + 1] else { return nil }
          if Self.local(key) == wanted { return String(cString: value) }
        }
        return nil
      }
    }

    func characters(_ text: UnsafePointer<CChar>?, _ length: Int32) {
      guard fault == nil, let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { bytes in
        handler.text(UnsafeBufferPointer(start: bytes, count: Int(length)))
      }
    }

    func end(_ name: UnsafePointer<CChar>?) {
      guard fault == nil, let name else { return }
      depth -= 1
      handler.end(Self.local(name))
    }

    private static func local(_ name: UnsafePointer<CChar>) -> String {
      let whole = String(cString: name)
      guard let cut = whole.utf8.lastIndex(of: UInt8(bitPattern: XMLReader.separator)) else { return whole }
      return String(whole[whole.utf8.index(after: cut)...])
    }
  }
}
