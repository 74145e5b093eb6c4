import Basics
import Geography

/// The one spelling of an alert: elements in the schema's order, two blanks a level, UTF-8 with a line feed, no comments, numbers
/// in their shortest form. The same value gives the same bytes; a signature is made over exactly these.
public enum CAPWriter {
  public static func bytes(_ alert: CAPAlert) -> [UInt8] {
    var sheet = CAPSheet()
    sheet.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"\(CAPLexis.namespace)\">\n")
    sheet.depth = 1
    sheet.element("identifier", alert.identifier)
    sheet.element("sender", alert.sender)
    sheet.element("sent", alert.sent.text)
    sheet.element("status", alert.status.rawValue)
    sheet.element("msgType", alert.messageType.rawValue)
    sheet.element("source", alert.source)
    sheet.element("scope", alert.scope.rawValue)
    sheet.element("restriction", alert.restriction)
    sheet.element("addresses", alert.addresses.isEmpty ? nil : CAPLexis.group(alert.addresses))
    for code in alert.codes { sheet.element("code", code) }
    sheet.element("note", alert.note)
    sheet.element("references", alert.references.isEmpty ? nil : alert.references.map(\.text).joined(separator: " "))
    sheet.element("incidents", alert.incidents.isEmpty ? nil : CAPLexis.group(alert.incidents))
    for info in alert.infos { write(info, &sheet) }
    sheet.raw("</alert>\n")
    return sheet.bytes
  }

  private static func write(_ info: CAPInfo, _ sheet: inout CAPSheet) {
    sheet.open("info")
    sheet.element("language", info.language)
    for category in info.categories { sheet.element("category", category.rawValue) }
    sheet.element("event", info.event)
    for response in info.responses { sheet.element("responseType", response.rawValue) }
    sheet.element("urgency", info.urgency.rawValue)
    sheet.element("severity", info.severity.rawValue)
    sheet.element("certainty", info.certainty.rawValue)
    sheet.element("audience", info.audience)
    for code in info.eventCodes { sheet.pair("eventCode", code) }
    sheet.element("effective", info.effective?.text)
    sheet.element("onset", info.onset?.text)
    sheet.element("expires", info.expires?.text)
    sheet.element("senderName", info.senderName)
    sheet.element("headline", info.headline)
    sheet.element("description", info.description)
    sheet.element("instruction", info.instruction)
    sheet.element("web", info.web)
    sheet.element("contact", info.contact)
    for parameter in info.parameters { sheet.pair("parameter", parameter) }
    for resource in info.resources { write(resource, &sheet) }
    for area in info.areas { write(area, &sheet) }
    sheet.close("info")
  }

  private static func write(_ resource: CAPResource, _ sheet: inout CAPSheet) {
    sheet.open("resource")
    sheet.element("resourceDesc", resource.description)
    sheet.element("mimeType", resource.mimeType)
    sheet.element("size", resource.size.map(String.init))
    sheet.element("uri", resource.uri)
    sheet.element("derefUri", resource.content)
    sheet.element("digest", resource.digest)
    sheet.close("resource")
  }

  private static func write(_ area: CAPArea, _ sheet: inout CAPSheet) {
    sheet.open("area")
    sheet.element("areaDesc", area.description)
    for polygon in area.polygons { sheet.element("polygon", polygon.map(CAPLexis.text).joined(separator: " ")) }
    for circle in area.circles { sheet.element("circle", "\(CAPLexis.text(circle.centre)) \(circle.radius.text)") }
    for code in area.geocodes { sheet.pair("geocode", code) }
    sheet.element("altitude", area.altitude?.text)
    sheet.element("ceiling", area.ceiling?.text)
    sheet.close("area")
  }
}

/// Elements on lines, indented.
private struct CAPSheet {
  var bytes: [UInt8] = []
  var depth = 0

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func indent() { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth)) }

  mutating func open(_ name: String) {
    indent()
    raw("<\(name)>\n")
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    indent()
    raw("</\(name)>\n")
  }

  mutating func element(_ name: String, _ text: String?) {
    guard let text else { return }
    indent()
    raw("<\(name)>")
    escape(text)
    raw("</\(name)>\n")
  }

  mutating func pair(_ name: String, _ pair: CAPNamedValue) {
    open(name)
    element("valueName", pair.name)
    element("value", pair.value)
    close(name)
  }

  /// `&`, `<`, `>`, and a carriage return, which a reader would turn into a line feed. What XML cannot hold is left out (the rules
  /// refuse it before).
  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\r": raw("&#13;")
      case "\t", "\n": bytes.append(UInt8(scalar.value))
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
      default: bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
  }
}
